//! `money`: a price.

use std::cmp::Ordering;

use super::raw::{Entry, Raw, RawKind, find};
use super::read::{Declaration, decimal, in_ascii_digits, in_words};
use super::value_type::{Bars, Extent, NoneRank, RequirementKind, TypeInfo, ValueFormat, ValueType};
use super::written::{Written, written};
use super::{Better, Equality, Export, Value};
use super::{Decimal, Machine, Message, currency};
use crate::shape::{Key, Named, Shape, TableShape, names};
use mizan_source::diagnostics::{Applicability, Code, Diagnostic, Diagnostics, did_you_mean};

/// A price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Money {
    /// It costs nothing.
    Free,
    /// It costs something; the amount is unknown.
    Paid,
    /// The seller names the price when asked.
    OnRequest,
    /// It costs so much.
    Amount(MoneyAmount),
}

/// A price in figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoneyAmount {
    /// ISO 4217.
    pub currency: String,
    /// Ids of units: `["seat", "month"]`.
    pub per: Vec<String>,
    /// A unit of time: billed by the year.
    pub billed: Option<String>,
    /// How the price depends on the quantity.
    pub mode: Mode,
    /// At least one; a plain amount is one step from 1.
    pub steps: Vec<Step>,
}

/// How a price depends on the quantity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// No steps.
    #[default]
    Flat,
    /// All units at the price of the step reached.
    Volume,
    /// Each unit at the price of its own step.
    Graduated,
}

/// From which quantity on a price holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The lowest quantity that the step is for: not below 0, and higher from step to step.
    pub from: Decimal,
    /// The price of one unit, in the currency of the whole price.
    pub amount: Decimal,
}

impl Step {
    /// The table that an author writes.
    pub const SHAPE: TableShape = TableShape {
        name: "a step",
        keys: &[
            Key::new("from", Shape::NotNegative, "1", "The quantity at which the step begins.").required(),
            Key::new(
                "amount",
                Shape::Amount,
                "\"19\"",
                "The price of one unit from this quantity on: digits in quotation marks.",
            )
            .required(),
        ],
    };
}

/// The units of time, which the theme names.
pub const TIME_UNITS: [&str; 7] = ["second", "minute", "hour", "day", "week", "month", "year"];

const EXPECTED: &str =
    "a price, such as `{ amount = \"9.90\", currency = \"USD\" }`, \"free\", \"paid\" or \"on-request\"";

impl Money {
    /// The table that an author writes for a price in figures.
    pub const SHAPE: TableShape = TableShape {
        name: "a price",
        keys: &[
            Key::new(
                "amount",
                Shape::Amount,
                "\"9.90\"",
                "The amount: digits in quotation marks, so that none is lost.",
            )
            .way(1),
            Key::new(
                "currency",
                Shape::Choice(|| currency::codes().collect()),
                "\"USD\"",
                "The currency of a price, as an ISO 4217 code.",
            )
            .required(),
            Key::new(
                "per",
                Shape::Either(&[Shape::Name(Named::Unit), Shape::List(&Shape::Name(Named::Unit))]),
                "[\"seat\", \"month\"]",
                "The unit that the price is for, or a list of units.",
            ),
            Key::new(
                "billed",
                Shape::Choice(|| TIME_UNITS.to_vec()),
                "\"year\"",
                "How often the price is billed: a unit of time.",
            ),
            Key::new(
                "mode",
                Shape::Choice(|| names(Money::MODES)),
                "\"volume\"",
                "How the steps of a price are counted: with `volume`, all units have the price of the step that is reached; with `graduated`, each has the price of its own step.",
            )
            .way(2),
            Key::new(
                "steps",
                Shape::Several(&Shape::Table(&Step::SHAPE), 1, usize::MAX),
                "[{ from = 1, amount = \"19\" }]",
                "Prices by quantity instead of `amount`: each step begins at a higher quantity.",
            )
            .way(2),
        ],
    };
    /// The word for a price without an amount.
    pub const WORDS: [&'static str; 3] = ["free", "paid", "on-request"];
    const MODES: &'static [(&'static str, Mode)] = &[("volume", Mode::Volume), ("graduated", Mode::Graduated)];
    /// A word, or a table.
    pub const EITHER: Shape = Shape::Either(&[Shape::Choice(|| Money::WORDS.to_vec()), Shape::Table(&Money::SHAPE)]);

    /// A table, or one of the words `free`, `paid`, `on-request`.
    pub fn read(raw: &Raw, of: &Declaration<'_>, faults: &mut Diagnostics) -> Option<Money> {
        match &raw.what {
            RawKind::String(word) => match word.as_str() {
                "free" => Some(Money::Free),
                "paid" => Some(Money::Paid),
                "on-request" => Some(Money::OnRequest),
                _ => {
                    let diagnostic = of.misfit(raw, EXPECTED);
                    faults.push(match did_you_mean(&word.to_lowercase(), Money::WORDS).or_else(|| same_word(word)) {
                        Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")).fix(
                            raw.span,
                            format!("\"{meant}\""),
                            Applicability::safe_if(word.trim().eq_ignore_ascii_case(meant)),
                        ),
                        None => diagnostic.help(price_help(word)),
                    });
                    None
                }
            },
            RawKind::Number(digits) => {
                faults.push(of.misfit(raw, EXPECTED).help(if decimal(digits).is_ok_and(|n| n.is_zero()) {
                    "if it costs nothing, write `\"free\"`".to_owned()
                } else {
                    format!("add the currency: `{{ amount = \"{digits}\", currency = \"USD\" }}`")
                }));
                None
            }
            _ => {
                let entries = &of.table(raw, &Money::SHAPE, EXPECTED, faults)?;
                MoneyAmount::read(raw, entries, of, faults).map(Money::Amount)
            }
        }
    }

    /// Free is lowest; amounts compare in the same currency and per the same units, by their first step.
    /// Paid and on request are dearer than free, and otherwise not known.
    pub fn order(&self, other: &Money) -> Option<Ordering> {
        match (self, other) {
            (Money::Free, Money::Free) => Some(Ordering::Equal),
            (Money::Free, Money::Amount(price)) if price.first().is_zero() => Some(Ordering::Equal),
            (Money::Amount(price), Money::Free) if price.first().is_zero() => Some(Ordering::Equal),
            (Money::Free, _) => Some(Ordering::Less),
            (_, Money::Free) => Some(Ordering::Greater),
            (Money::Amount(a), Money::Amount(b)) => a.comparable(b).then(|| a.first().cmp(&b.first())),
            _ => None,
        }
    }

    /// The price with its currency, what it is per, how it is billed and, by quantity, all of its steps.
    pub fn message(&self) -> Message {
        let word = |key| Message::Catalog { key, args: Vec::new() };
        match self {
            Money::Free => word("value.free"),
            Money::Paid => word("value.paid"),
            Money::OnRequest => word("value.on-request"),
            Money::Amount(price) => price.phrase(),
        }
    }

    /// A word, the amount, or (by quantity) the mode with its steps.
    pub fn machine(&self) -> Machine {
        match self {
            Money::Free => Machine::Text("free".to_owned()),
            Money::Paid => Machine::Text("paid".to_owned()),
            Money::OnRequest => Machine::Text("on-request".to_owned()),
            Money::Amount(price) => price.machine(),
        }
    }
}

fn same_word(word: &str) -> Option<&'static str> {
    match word.trim().to_lowercase().replace([' ', '_'], "-").as_str() {
        "free" | "0" | "gratis" => Some("free"),
        "paid" => Some("paid"),
        "on-request" | "contact-sales" | "contact-us" | "custom" | "quote" => Some("on-request"),
        _ => None,
    }
}

impl MoneyAmount {
    fn read(raw: &Raw, entries: &[Entry], of: &Declaration<'_>, faults: &mut Diagnostics) -> Option<MoneyAmount> {
        let currency = read_currency(raw, entries, of, faults);
        let per = find(entries, "per").map_or(Some(Vec::new()), |entry| read_per(&entry.value, of, faults));
        let billed = match find(entries, "billed") {
            Some(entry) => Some(read_time(&entry.value, of, faults)?),
            None => None,
        };
        let mode = find(entries, "mode").map(|entry| (entry, read_mode(&entry.value, of, faults)));
        let (mode, steps) = match (find(entries, "amount"), find(entries, "steps")) {
            (Some(amount), None) => {
                if let Some((entry, _)) = mode {
                    faults.push(
                        of.fault(Code::CellKey, entry.key_span, "`mode` without `steps`", "does not apply to `amount`")
                            .help("remove `mode`, or use `steps` instead of `amount`"),
                    );
                }
                let amount = read_amount(&amount.value, of, faults)?;
                (Mode::Flat, vec![Step { from: Decimal::ONE, amount }])
            }
            (None, Some(steps)) => {
                let steps = read_steps(&steps.value, of, faults);
                let Some((_, mode)) = mode else {
                    faults.push(of.missing(raw.span, "mode", "mode = \"volume\"").help(
                        "with \"volume\", all units have the price of the step that is reached; with \"graduated\", each has the price of its own step",
                    ));
                    return None;
                };
                (mode?, steps?)
            }
            (Some(amount), Some(steps)) => {
                faults.push(
                    of.fault(
                        Code::CellKey,
                        steps.key_span,
                        "both `amount` and `steps`",
                        "expected only one of the two",
                    )
                    .also(amount.key_span, "`amount`")
                    .help("move the amount into a step: `{ from = 1, amount = \"…\" }`"),
                );
                return None;
            }
            (None, None) => {
                faults.push(of.missing(raw.span, "amount", "amount = \"9.90\""));
                return None;
            }
        };
        Some(MoneyAmount { currency: currency?, per: per?, billed, mode, steps })
    }

    /// The price of the first step: what is compared.
    pub fn first(&self) -> Decimal {
        self.steps.first().map_or(Decimal::ZERO, |step| step.amount)
    }

    /// How its price compares with another's at each quantity at which either changes: of all units where it goes by
    /// volume, of the next where each has its own. `None` if the two do not begin at the same quantity, or count
    /// differently.
    pub fn by_quantity(&self, other: &MoneyAmount) -> Option<Vec<Ordering>> {
        let start = |price: &MoneyAmount| price.steps.first().map(|step| step.from);
        let modes = [self.mode, other.mode];
        let mixed = modes.contains(&Mode::Volume) && modes.contains(&Mode::Graduated);
        if mixed || start(self) != start(other) || !self.comparable(other) {
            return None;
        }
        let at = |price: &MoneyAmount, quantity: Decimal| {
            price.steps.iter().rev().find(|step| step.from <= quantity).map(|step| step.amount)
        };
        let changes = self.steps.iter().chain(&other.steps).map(|step| step.from);
        changes.map(|quantity| Some(at(self, quantity)?.cmp(&at(other, quantity)?))).collect()
    }

    /// Whether it is 0 at every quantity.
    pub fn costs_nothing(&self) -> bool {
        self.steps.iter().all(|step| step.amount.is_zero())
    }

    /// Same currency, and per the same units in any order.
    pub fn comparable(&self, other: &MoneyAmount) -> bool {
        self.currency == other.currency && self.is_per_the_same(other)
    }

    /// Per the same units, in any order.
    pub fn is_per_the_same(&self, other: &MoneyAmount) -> bool {
        let sorted = |per: &[String]| {
            let mut per = per.to_vec();
            per.sort();
            per
        };
        sorted(&self.per) == sorted(&other.per)
    }

    fn phrase(&self) -> Message {
        let money = |amount: Decimal| Message::Money { amount, currency: self.currency.clone() };
        let per = |what: Message| {
            if self.per.is_empty() { what } else { Message::Per { what: Box::new(what), units: self.per.clone() } }
        };
        let step = |step: &Step| Message::Catalog {
            key: "money.step",
            args: vec![("from", Message::Number(step.from)), ("price", per(money(step.amount)))],
        };
        let steps = || vec![("steps", Message::List(self.steps.iter().map(step).collect()))];
        let price = match self.mode {
            Mode::Flat => per(money(self.first())),
            Mode::Volume => Message::Catalog { key: "money.volume", args: steps() },
            Mode::Graduated => Message::Catalog { key: "money.graduated", args: steps() },
        };
        match &self.billed {
            Some(unit) => Message::Catalog {
                key: "money.billed",
                args: vec![("price", price), ("period", Message::Divisor(unit.clone()))],
            },
            None => price,
        }
    }

    fn machine(&self) -> Machine {
        let text = |text: &str| Machine::Text(text.to_owned());
        let mode = match self.mode {
            Mode::Flat => return Machine::Number(self.first()),
            Mode::Volume => text("volume"),
            Mode::Graduated => text("graduated"),
        };
        let step =
            |s: &Step| Machine::Object(vec![("from", Machine::Number(s.from)), ("amount", Machine::Number(s.amount))]);
        Machine::Object(vec![("mode", mode), ("steps", Machine::List(self.steps.iter().map(step).collect()))])
    }
}

/// How to write the price that `word` was most likely meant to be: "12 USD".
fn price_help(word: &str) -> String {
    let number: String = word.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    let currency = word.split(|c: char| !c.is_ascii_alphabetic()).find(|part| currency::is_currency(part));
    let amount = if decimal(&number).is_ok() { number.trim_matches('.') } else { "9.90" };
    format!("write `{{ amount = \"{amount}\", currency = \"{}\" }}`", currency.unwrap_or("USD"))
}

fn read_currency(raw: &Raw, entries: &[Entry], of: &Declaration<'_>, faults: &mut Diagnostics) -> Option<String> {
    let Some(entry) = find(entries, "currency") else {
        faults.push(of.missing(raw.span, "currency", "currency = \"USD\""));
        return None;
    };
    let code = of.text(&entry.value, "a currency code, such as \"USD\"", faults)?;
    if currency::is_currency(&code) {
        return Some(code);
    }
    let diagnostic = of.fault(
        Code::BadCurrency,
        entry.value.span,
        &format!("unknown currency `{code}`"),
        "not a currency of ISO 4217",
    );
    faults.push(match currency::meant(&code) {
        Some(meant) => {
            let same = code.trim().eq_ignore_ascii_case(meant);
            diagnostic.help(format!("did you mean `{meant}`?")).fix(
                entry.value.span,
                format!("\"{meant}\""),
                Applicability::safe_if(same),
            )
        }
        None => diagnostic.help("write an ISO 4217 code, such as \"USD\", \"EUR\" or \"SAR\""),
    });
    None
}

fn read_per(raw: &Raw, of: &Declaration<'_>, faults: &mut Diagnostics) -> Option<Vec<String>> {
    let items = match raw.as_array() {
        Some(items) => items,
        None => std::slice::from_ref(raw),
    };
    let mut units: Vec<String> = Vec::new();
    let mut whole = true;
    for item in items {
        match of.text(item, "the id of a unit in `per`", faults) {
            Some(unit) if units.contains(&unit) => {
                whole = false;
                faults.push(
                    of.fault(
                        Code::DuplicateId,
                        item.span,
                        &format!("duplicate unit `{unit}` under `per`"),
                        "duplicate unit",
                    )
                    .help("remove one of the two"),
                );
            }
            Some(unit) => units.push(unit),
            None => whole = false,
        }
    }
    whole.then_some(units)
}

fn read_time(raw: &Raw, of: &Declaration<'_>, faults: &mut Diagnostics) -> Option<String> {
    let unit = of.text(raw, "a unit of time in `billed`", faults)?;
    if TIME_UNITS.contains(&unit.as_str()) {
        return Some(unit);
    }
    let diagnostic = of.fault(
        Code::BadChoice,
        raw.span,
        &format!("unknown unit of time `{unit}` under `billed`"),
        "not a unit of time",
    );
    faults.push(match did_you_mean(&unit, TIME_UNITS) {
        Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")).fix(
            raw.span,
            format!("\"{meant}\""),
            Applicability::Unsafe,
        ),
        None => diagnostic.help(format!("the units of time are {}", in_words(&TIME_UNITS))),
    });
    None
}

fn read_mode(raw: &Raw, of: &Declaration<'_>, faults: &mut Diagnostics) -> Option<Mode> {
    if let Some((_, mode)) = Money::MODES.iter().find(|(word, _)| raw.as_str() == Some(*word)) {
        return Some(*mode);
    }
    let diagnostic = Diagnostic::error(
        Code::BadChoice,
        format!("expected \"volume\" or \"graduated\" for `mode` in {}, found {}", of.whose, raw.describe()),
    )
    .at(raw.span, "invalid mode");
    faults.push(match raw.as_str().and_then(|word| did_you_mean(word, names(Money::MODES))) {
        Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")).fix(
            raw.span,
            format!("\"{meant}\""),
            Applicability::Unsafe,
        ),
        None => diagnostic
            .help("with \"volume\", all units have the price of the step that is reached; with \"graduated\", each has the price of its own step"),
    });
    None
}

/// A decimal string that is not negative: floats would lose digits of money.
fn read_amount(raw: &Raw, of: &Declaration<'_>, faults: &mut Diagnostics) -> Option<Decimal> {
    let text = match &raw.what {
        RawKind::String(text) => text,
        RawKind::Number(digits) => {
            faults.push(
                of.misfit(raw, "an amount in quotation marks")
                    .help(format!("write `\"{digits}\"`: in quotation marks, no digit is lost"))
                    .fix(raw.span, format!("\"{digits}\""), Applicability::safe_if(raw.is_written(digits))),
            );
            return None;
        }
        _ => {
            faults.push(of.misfit(raw, "an amount in quotation marks, such as \"9.90\""));
            return None;
        }
    };
    let plain = |text: &str| {
        text.chars().all(|c| c.is_ascii_digit() || c == '.')
            && text.starts_with(|c: char| c.is_ascii_digit())
            && text.ends_with(|c: char| c.is_ascii_digit())
    };
    if plain(text)
        && let Ok(amount) = decimal(text)
    {
        return Some(amount);
    }
    if plain(text) && text.matches('.').count() < 2 {
        let message = format!("too many digits of the amount `{text}`");
        faults.push(
            of.fault(Code::OutOfRange, raw.span, &message, format!("{} digits", text.len())).help("write fewer digits"),
        );
        return None;
    }
    let diagnostic: Diagnostic =
        of.fault(Code::OutOfRange, raw.span, &format!("invalid amount `{text}`"), "expected a decimal number");
    faults.push(match (in_ascii_digits(text).filter(|digits| plain(digits)), written(without_currency(text))) {
        (Some(digits), _) => diagnostic
            .help(format!("write it in the digits 0 to 9: `\"{digits}\"`"))
            .help("pages show it in the digits of their language")
            .fix(raw.span, format!("\"{digits}\""), Applicability::Safe),
        _ if text.trim_start().starts_with(['-', '−']) => diagnostic.help("write an amount of 0 or more"),
        (None, Some(Written::Number(number))) if plain(&number) => diagnostic
            .help(format!("write it without separators, and with a `.` before any decimals: `\"{number}\"`"))
            .fix(raw.span, format!("\"{number}\""), Applicability::Unsafe),
        (None, Some(Written::Bounded(bound, number))) if plain(&number) => {
            diagnostic.help(format!("write `amount = \"{number}\", bound = \"{}\"`", bound.as_str()))
        }
        (None, Some(Written::Range(min, _))) if plain(&min) => diagnostic
            .help(format!(
                "write the lowest price, which pages show as \"from\": `amount = \"{min}\", bound = \"at-least\"`"
            ))
            .help("or a list of prices, each with its `variant`"),
        _ => {
            diagnostic.help("write digits with a `.` before the decimals, \"1234.50\", and the currency in `currency`")
        }
    });
    None
}

/// An amount without the sign or the letters of a currency before or after it.
fn without_currency(text: &str) -> &str {
    let is_sign = |c: char| "$€£¥₹₽₺₩₪₫₦฿﷼".contains(c);
    let letters = |c: char| c.is_ascii_uppercase() || is_sign(c);
    text.trim().trim_start_matches(letters).trim_end_matches(letters).trim()
}

fn read_steps(raw: &Raw, of: &Declaration<'_>, faults: &mut Diagnostics) -> Option<Vec<Step>> {
    let expected = "a list of steps, such as `[{ from = 1, amount = \"19\" }]`";
    let Some(items) = raw.as_array().filter(|items| !items.is_empty()) else {
        faults.push(of.misfit(raw, expected));
        return None;
    };
    let mut steps: Vec<Step> = Vec::new();
    let mut whole = true;
    for item in items {
        let Some(step) = read_step(item, of, faults) else {
            whole = false;
            continue;
        };
        if steps.last().is_some_and(|last| last.from >= step.from) {
            whole = false;
            faults.push(
                of.fault(
                    Code::OutOfRange,
                    item.span,
                    &format!(
                        "a step from {} follows a step from {}",
                        step.from,
                        steps.last().map_or(step.from, |last| last.from)
                    ),
                    "expected a higher quantity than in the step before",
                )
                .help("sort the steps by `from`, lowest first"),
            );
        }
        steps.push(step);
    }
    whole.then_some(steps)
}

fn read_step(item: &Raw, of: &Declaration<'_>, faults: &mut Diagnostics) -> Option<Step> {
    let entries = &of.table(item, &Step::SHAPE, "a step, such as `{ from = 1, amount = \"19\" }`", faults)?;
    let from = match find(entries, "from") {
        Some(entry) => of.number(&entry.value, Some("`from`"), faults),
        None => {
            faults.push(of.missing(item.span, "from", "from = 1"));
            None
        }
    };
    let amount = match find(entries, "amount") {
        Some(entry) => read_amount(&entry.value, of, faults),
        None => {
            faults.push(of.missing(item.span, "amount", "amount = \"19\""));
            None
        }
    };
    let (from, amount) = (from?, amount?);
    if from < Decimal::ZERO {
        faults.push(
            of.fault(
                Code::OutOfRange,
                item.span,
                &format!("negative quantity {from}"),
                "a quantity cannot be negative",
            )
            .help("write the quantity from which the price applies: `from = 1`"),
        );
        return None;
    }
    Some(Step { from, amount })
}

impl ValueType for Money {
    type Data = Money;

    const INFO: TypeInfo = TypeInfo {
        unit_help: Some("remove `unit`, and write it in each price: `per = \"month\"`"),
        takes_bound: true,
        starts_at: true,
        table: Some(&Money::SHAPE),
        plain: Some(Shape::Choice(|| Money::WORDS.to_vec())),
        requirement: RequirementKind::Bounds,
        bars: Bars::Always,
        example: r#"`{id} = { amount = "9.90", currency = "USD" }`"#,
        table_example: r#"amount = "9.90", currency = "USD""#,
        forms: r#"{ amount = "9.90", currency = "USD" } | "free" | "paid" | "on-request""#,
        ..TypeInfo::new("money", r#"a price, such as `{ amount = "9.90", currency = "USD" }`"#)
    };

    fn parse(raw: &Raw, of: &Declaration<'_>, faults: &mut Diagnostics) -> Option<Value> {
        Money::read(raw, of, faults).map(Value::Money)
    }

    fn equality(a: &Money, b: &Money) -> Equality {
        Equality::from(match (a, b) {
            (Money::Amount(a), Money::Amount(b)) => {
                (a.comparable(b) && a.mode == b.mode && a.steps == b.steps && a.billed == b.billed)
                    || (a.costs_nothing() && b.costs_nothing())
            }
            (Money::Free, Money::Amount(price)) | (Money::Amount(price), Money::Free) => price.costs_nothing(),
            (a, b) => a == b,
        })
    }

    fn compare(a: &Money, b: &Money, _: Better) -> Option<Ordering> {
        a.order(b)
    }

    fn extent(value: &Money) -> Option<Extent> {
        Some(match value {
            Money::Free => Extent::Number(Decimal::ZERO),
            Money::Amount(price) => Extent::Number(price.first()),
            Money::Paid | Money::OnRequest => Extent::Positive,
        })
    }

    /// In the currency and per the units of the first price.
    fn extent_in_row<'a>(value: &Money, mut row: impl Iterator<Item = &'a Money>) -> Option<Extent> {
        if let Money::Amount(price) = value {
            let first = row.find_map(|money| match money {
                Money::Amount(first) => Some(first),
                _ => None,
            });
            first.filter(|first| first.comparable(price))?;
        }
        Money::extent(value)
    }

    fn is_comparable(a: &Money, b: &Money) -> bool {
        match (a, b) {
            (Money::Amount(a), Money::Amount(b)) => a.comparable(b),
            _ => true,
        }
    }

    fn takes_bound(value: &Money) -> bool {
        matches!(value, Money::Amount(_))
    }

    fn none() -> NoneRank {
        NoneRank::Zero(Value::Money(Money::Free))
    }

    fn phrase(value: &Money, _: &ValueFormat<'_>) -> Message {
        value.message()
    }

    fn export(value: &Money, _: Option<&str>) -> Export {
        let Money::Amount(price) = value else { return Export::plain(value.machine()) };
        let unit = (!price.per.is_empty()).then(|| price.per.join("/"));
        Export { value: value.machine(), unit, currency: Some(price.currency.clone()) }
    }
}
