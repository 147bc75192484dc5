//! Value types: one file each. A type says how it is read from what the author wrote, how two
//! values compare, how it is said, and what stands in the exports. Adding one is a file and a line in
//! [`FeatureType`] and [`Value`].

mod choice;
mod currency;
pub mod date;
mod dimensions;
mod limit;
mod link;
mod money;
mod range;
mod rating;
pub mod raw;
pub mod read;
mod state;
mod support;
mod text;
mod version;

pub use dimensions::Dimensions;
pub use limit::Limit;
pub use link::{Link, is_no_address, web_address, with_way_out};
pub use money::{Mode, Money, MoneyAmount, Step, TIME_UNITS};
pub use range::Range;
pub use rating::Rating;
pub use state::{STATES, state_doc};
pub use support::Support;
pub use text::Text;

use std::cmp::Ordering;

use super::{Bound, Date, Decimal, Phrase};
use crate::shape::{Named, Shape, TableShape, names};
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics, did_you_mean};
use raw::{Raw, RawKind};
use read::Declaration;

/// What kind of value a row holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FeatureType {
    #[default]
    Support,
    Number,
    Percent,
    Limit,
    Range,
    Dimensions,
    Money,
    Rating,
    Date,
    Version,
    Link,
    Choice,
    Choices,
    Text,
}

impl FeatureType {
    pub const ALL: &'static [(&'static str, FeatureType)] = &[
        ("support", FeatureType::Support),
        ("number", FeatureType::Number),
        ("percent", FeatureType::Percent),
        ("limit", FeatureType::Limit),
        ("range", FeatureType::Range),
        ("dimensions", FeatureType::Dimensions),
        ("money", FeatureType::Money),
        ("rating", FeatureType::Rating),
        ("date", FeatureType::Date),
        ("version", FeatureType::Version),
        ("link", FeatureType::Link),
        ("choice", FeatureType::Choice),
        ("choices", FeatureType::Choices),
        ("text", FeatureType::Text),
    ];

    pub fn as_str(self) -> &'static str {
        FeatureType::ALL.iter().find(|(_, kind)| *kind == self).map_or("support", |(name, _)| name)
    }

    /// What `better` may say of such a row, beside `none`.
    pub fn betters(self) -> &'static [Better] {
        match self {
            FeatureType::Support => &[Better::Yes, Better::No],
            FeatureType::Link | FeatureType::Choice | FeatureType::Choices | FeatureType::Text => &[],
            _ => &[Better::Higher, Better::Lower],
        }
    }

    /// Whether its numbers count something that has a name.
    pub fn takes_unit(self) -> bool {
        matches!(self, FeatureType::Number | FeatureType::Limit | FeatureType::Range | FeatureType::Dimensions)
    }

    /// Whether it chooses among options.
    pub fn takes_options(self) -> bool {
        matches!(self, FeatureType::Choice | FeatureType::Choices)
    }

    /// Whether `value` can be said to be about, more than or less than.
    pub fn takes_bound(self) -> bool {
        matches!(
            self,
            FeatureType::Number
                | FeatureType::Percent
                | FeatureType::Limit
                | FeatureType::Dimensions
                | FeatureType::Money
                | FeatureType::Rating
        )
    }

    /// The table that such a value may be; its keys stand beside a cell's own.
    pub fn table(self) -> Option<&'static TableShape> {
        match self {
            FeatureType::Range => Some(&Range::SHAPE),
            FeatureType::Money => Some(&Money::SHAPE),
            FeatureType::Rating => Some(&Rating::SHAPE),
            FeatureType::Link => Some(&Link::SHAPE),
            _ => None,
        }
    }

    /// The keys of [`FeatureType::table`].
    pub fn keys(self) -> Vec<&'static str> {
        self.table().map(TableShape::names).unwrap_or_default()
    }

    /// What such a value may be, beside the [`STATES`] and a [`FeatureType::table`]; `None` where it is nothing else.
    /// Of a choice, [`Named::Option`] stands for the options of its feature.
    pub fn plain(self) -> Option<Shape> {
        const LENGTHS: Shape = Shape::Several(&Shape::Positive, 2, 3);
        match self {
            FeatureType::Support => Some(Shape::Either(&[Shape::Choice(|| names(Support::ALL)), Shape::Bool])),
            FeatureType::Number | FeatureType::Percent => Some(Shape::Number),
            FeatureType::Limit => Some(Shape::Either(&[Shape::Number, Shape::Choice(|| vec![Limit::UNLIMITED])])),
            FeatureType::Dimensions => Some(LENGTHS),
            FeatureType::Money => Some(Shape::Choice(|| Money::WORDS.to_vec())),
            FeatureType::Date => Some(Shape::Moment),
            FeatureType::Version => Some(Shape::String),
            FeatureType::Choice => Some(Shape::Name(Named::Option)),
            FeatureType::Choices => Some(Shape::Several(&Shape::Name(Named::Option), 1, usize::MAX)),
            FeatureType::Text => Some(Shape::Either(&[Shape::True, Shape::String])),
            FeatureType::Range | FeatureType::Rating | FeatureType::Link => None,
        }
    }

    /// What is wanted of such a value, as a message says it: "a price, as `{ … }`".
    pub fn wants(self) -> &'static str {
        wants(self)
    }

    /// Whether a plain list is one value, and not several.
    pub fn is_list(self) -> bool {
        matches!(self, FeatureType::Dimensions | FeatureType::Choices)
    }
}

/// Which of two values is better, as the author declared it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Better {
    Yes,
    No,
    Higher,
    Lower,
    #[default]
    None,
}

impl Better {
    pub const ALL: &'static [(&'static str, Better)] = &[
        ("yes", Better::Yes),
        ("no", Better::No),
        ("higher", Better::Higher),
        ("lower", Better::Lower),
        ("none", Better::None),
    ];

    pub fn as_str(self) -> &'static str {
        Better::ALL.iter().find(|(_, better)| *better == self).map_or("none", |(name, _)| name)
    }
}

/// What a cell says. Missing is no value: it is an error.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// There is none; for `support`, "no" is this too.
    No,
    Unknown,
    NotApplicable,
    Support(Support),
    Number(Decimal),
    /// 85 is 85%.
    Percent(Decimal),
    Limit(Limit),
    Range(Range),
    Dimensions(Dimensions),
    Money(Money),
    Rating(Rating),
    Date(Date),
    Version(String),
    Link(Link),
    /// An option's id.
    Choice(String),
    /// Options' ids, in the feature's order.
    Choices(Vec<String>),
    Text(Text),
}

/// Whether two values are the same, as far as one can know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Equality {
    Same,
    Different,
    /// One of the two is unknown: equal to nothing, not even to another unknown.
    Unknown,
}

/// What machines are given of a value: the same in every language.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Machine {
    /// Words in a language only.
    #[default]
    Absent,
    Text(String),
    Number(Decimal),
    List(Vec<Machine>),
    /// In order.
    Object(Vec<(&'static str, Machine)>),
}

impl Machine {
    /// In one field: parts of a list are joined by ` × ` for numbers and `; ` for texts; of a price by
    /// quantity the first amount; of a range `min..max`; of a rating `value/max`.
    pub fn flat(&self) -> String {
        match self {
            Machine::Absent => String::new(),
            Machine::Text(text) => text.clone(),
            Machine::Number(number) => number.to_string(),
            Machine::List(items) => {
                let between = if items.iter().all(|item| matches!(item, Machine::Number(_))) { " × " } else { "; " };
                items.iter().map(Machine::flat).collect::<Vec<_>>().join(between)
            }
            Machine::Object(parts) => {
                let part = |key: &str| parts.iter().find(|(name, _)| *name == key).map(|(_, value)| value);
                let flat = |key: &str| part(key).map(Machine::flat).unwrap_or_default();
                if let Some(Machine::List(steps)) = part("steps") {
                    match steps.first() {
                        Some(Machine::Object(step)) => {
                            step.iter().find(|(name, _)| *name == "amount").map(|(_, n)| n.flat()).unwrap_or_default()
                        }
                        _ => String::new(),
                    }
                } else if part("value").is_some() {
                    format!("{}/{}", flat("value"), flat("max"))
                } else {
                    format!("{}..{}", flat("min"), flat("max"))
                }
            }
        }
    }
}

/// A value with what makes its number mean something.
#[derive(Clone, Debug, PartialEq)]
pub struct Export {
    pub value: Machine,
    /// The unit's id; of a price what it is per, joined by `/`; of a percentage `%`.
    pub unit: Option<String>,
    /// ISO 4217.
    pub currency: Option<String>,
}

impl Value {
    /// Reads what an author wrote for a feature; every fault is told, and `None` means that one was.
    pub fn read(raw: &Raw, of: &Declaration<'_>, faults: &mut Diagnostics) -> Option<Value> {
        if let RawKind::String(word) = &raw.what {
            if let Some(value) = state::state(word) {
                return Some(value);
            }
            if let Some(meant) = misspelt_state(word, of) {
                faults.push(of.misfit(raw, wants(of.kind)).help(format!("did you mean \"{meant}\"?")).fix(
                    raw.span,
                    format!("\"{meant}\""),
                    word.trim().eq_ignore_ascii_case(meant),
                ));
                return None;
            }
        }
        match of.kind {
            FeatureType::Support => Support::read(raw, of, faults),
            FeatureType::Number => of.number(raw, None, faults).map(Value::Number),
            FeatureType::Percent => read_percent(raw, of, faults).map(Value::Percent),
            FeatureType::Limit => Limit::read(raw, of, faults).map(Value::Limit),
            FeatureType::Range => Range::read(raw, of, faults).map(Value::Range),
            FeatureType::Dimensions => Dimensions::read(raw, of, faults).map(Value::Dimensions),
            FeatureType::Money => Money::read(raw, of, faults).map(Value::Money),
            FeatureType::Rating => Rating::read(raw, of, faults).map(Value::Rating),
            FeatureType::Date => date::read(raw, of, faults).map(Value::Date),
            FeatureType::Version => of.text(raw, "a version in quotation marks", faults).map(Value::Version),
            FeatureType::Link => Link::read(raw, of, faults).map(Value::Link),
            FeatureType::Choice => choice::read_one(raw, of, faults).map(Value::Choice),
            FeatureType::Choices => choice::read_many(raw, of, faults).map(Value::Choices),
            FeatureType::Text => Text::read(raw, of, faults).map(Value::Text),
        }
    }

    /// Whether it says something of its own, and not that there is nothing to say.
    pub fn is_known(&self) -> bool {
        !matches!(self, Value::Unknown | Value::NotApplicable)
    }

    /// Whether two values are the same; of two `partial`, texts in words, and bounds the caller judges
    /// what stands beside the value.
    pub fn equal(&self, other: &Value) -> Equality {
        let same = match (self, other) {
            (Value::Unknown, _) | (_, Value::Unknown) => return Equality::Unknown,
            (Value::Money(Money::Amount(a)), Value::Money(Money::Amount(b))) => {
                (a.comparable(b) && a.mode == b.mode && a.steps == b.steps && a.billed == b.billed)
                    || (a.costs_nothing() && b.costs_nothing())
            }
            (Value::Money(Money::Free), Value::Money(Money::Amount(price)))
            | (Value::Money(Money::Amount(price)), Value::Money(Money::Free)) => price.costs_nothing(),
            // The one may be a day, or a month, of the other.
            (Value::Date(a), Value::Date(b)) if a != b && (a.covers(*b) || b.covers(*a)) => return Equality::Unknown,
            (Value::Rating(a), Value::Rating(b)) => a.order(b).is_eq(),
            (Value::Link(a), Value::Link(b)) => a.url == b.url,
            (a, b) => a == b,
        };
        if same { Equality::Same } else { Equality::Different }
    }

    /// How two values stand to each other for `better`: `Greater` means that `a` is higher (for `yes`,
    /// `no` and support: that there is more of it). `None` where nobody can say.
    pub fn order(&self, other: &Value, better: Better) -> Option<Ordering> {
        let rank = |value: &Value| match value {
            Value::No => Some(0),
            Value::Support(support) => Some(support.rank()),
            _ => None,
        };
        match (self, other) {
            (Value::Number(a), Value::Number(b)) | (Value::Percent(a), Value::Percent(b)) => Some(a.cmp(b)),
            (Value::Limit(a), Value::Limit(b)) => Some(a.order(b)),
            (Value::Range(a), Value::Range(b)) => Some(a.order(b, better)),
            (Value::Dimensions(a), Value::Dimensions(b)) => a.order(b),
            (Value::Money(a), Value::Money(b)) => a.order(b),
            (Value::Rating(a), Value::Rating(b)) => Some(a.order(b)),
            (Value::Date(a), Value::Date(b)) => date::order(*a, *b),
            (Value::Version(a), Value::Version(b)) => version::order(a, b),
            (a, b) if matches!(better, Better::Yes | Better::No) => Some(rank(a)?.cmp(&rank(b)?)),
            _ => None,
        }
    }

    /// How the value is said, without what stands beside it. `compact` asks for CLDR's short numbers.
    pub fn phrase(&self, kind: FeatureType, unit: Option<&str>, compact: bool) -> Phrase {
        let dress = |n: Phrase| match unit {
            Some(unit) => Phrase::Unit { n: Box::new(n), unit: unit.to_owned() },
            None => n,
        };
        let number = |number: Decimal| if compact { Phrase::Compact(number) } else { Phrase::Number(number) };
        let message = |key| Phrase::Message { key, args: Vec::new() };
        match self {
            Value::No if kind == FeatureType::Support => message("value.no"),
            Value::No => message("value.none"),
            Value::Unknown => message("value.unknown"),
            Value::NotApplicable => message("value.not-applicable"),
            Value::Support(support) => support.phrase(),
            Value::Number(n) | Value::Limit(Limit::Number(n)) => dress(number(*n)),
            Value::Percent(n) => Phrase::Percent(*n),
            Value::Limit(Limit::Unlimited) => message("value.unlimited"),
            Value::Range(range) => range.phrase(&dress),
            Value::Dimensions(dimensions) => dress(dimensions.phrase()),
            Value::Money(money) => money.phrase(),
            Value::Rating(rating) => rating.phrase(),
            Value::Date(date) => Phrase::Date(*date),
            Value::Version(version) => Phrase::Literal(version.clone()),
            Value::Link(link) => link.phrase(),
            Value::Choice(id) => Phrase::Option(id.clone()),
            Value::Choices(ids) => Phrase::List(ids.iter().cloned().map(Phrase::Option).collect()),
            Value::Text(text) => text.phrase(),
        }
    }

    /// What machines are given.
    pub fn export(&self, unit: Option<&str>) -> Export {
        let text = |text: &str| Machine::Text(text.to_owned());
        let value = match self {
            Value::No => text("no"),
            Value::Unknown => text("unknown"),
            Value::NotApplicable => text("not-applicable"),
            Value::Support(support) => text(support.as_str()),
            Value::Number(n) | Value::Percent(n) => Machine::Number(*n),
            Value::Limit(limit) => limit.machine(),
            Value::Range(range) => range.machine(),
            Value::Dimensions(dimensions) => dimensions.machine(),
            Value::Money(money) => money.machine(),
            Value::Rating(rating) => rating.machine(),
            Value::Date(date) => Machine::Text(date.to_string()),
            Value::Version(version) => text(version),
            Value::Link(link) => link.machine(),
            Value::Choice(id) => text(id),
            Value::Choices(ids) => Machine::List(ids.iter().map(|id| text(id)).collect()),
            Value::Text(words) => words.machine(),
        };
        let (unit, currency) = match self {
            Value::Money(Money::Amount(price)) => {
                ((!price.per.is_empty()).then(|| price.per.join("/")), Some(price.currency.clone()))
            }
            Value::Percent(_) => (Some("%".to_owned()), None),
            Value::Number(_) | Value::Limit(Limit::Number(_)) | Value::Range(_) | Value::Dimensions(_) => {
                (unit.map(str::to_owned), None)
            }
            _ => (None, None),
        };
        Export { value, unit, currency }
    }
}

/// Puts "about", "more than" … around what is said; money that is at least so much reads "from".
pub fn bounded(bound: Bound, money: bool, value: Phrase) -> Phrase {
    let key = match bound {
        Bound::Exact => return value,
        Bound::About => "bound.about",
        Bound::MoreThan => "bound.more-than",
        Bound::LessThan => "bound.less-than",
        Bound::AtLeast if money => "bound.from",
        Bound::AtLeast => "bound.at-least",
        Bound::AtMost => "bound.at-most",
    };
    Phrase::Message { key, args: vec![("value", value)] }
}

fn read_percent(raw: &Raw, of: &Declaration<'_>, faults: &mut Diagnostics) -> Option<Decimal> {
    if let Some(number) = raw.as_str().and_then(|text| text.trim().strip_suffix(['%', '٪'])).map(str::trim)
        && let Some(number) = read::plain_number(number)
    {
        faults.push(
            of.misfit(raw, "a number")
                .help(format!("write {number} alone: the sign is the language's affair"))
                .fix(raw.span, number, true),
        );
        return None;
    }
    let number = of.number(raw, None, faults)?;
    if number < Decimal::ZERO {
        let message = format!("{}: a share below zero is none", of.whose);
        faults.push(
            Diagnostic::warning(Code::OutOfRange, message).at(raw.span, format!("{number} percent stands here")).help(
                "write it without the `-`, or give the feature `type = \"number\"` where it says by how much something changed",
            ),
        );
    }
    Some(number)
}

/// The state that a word which fits nowhere was meant to be.
fn misspelt_state(word: &str, of: &Declaration<'_>) -> Option<&'static str> {
    let free = matches!(of.kind, FeatureType::Text | FeatureType::Version | FeatureType::Link);
    if free || of.kind == FeatureType::Support || of.options.contains_key(word) {
        return None;
    }
    let lower = word.to_lowercase();
    state::meant_state(word)
        .or_else(|| STATES.into_iter().find(|state| *state == lower.replace([' ', '_'], "-")))
        .or_else(|| did_you_mean(&lower, ["unknown", "not-applicable"]))
}

fn wants(kind: FeatureType) -> &'static str {
    match kind {
        FeatureType::Support => "\"yes\", \"no\" or another word for what is supported",
        FeatureType::Number | FeatureType::Percent => "a number",
        FeatureType::Limit => "a number or \"unlimited\"",
        FeatureType::Range => "a range, as `{ min = 1, max = 5 }`",
        FeatureType::Dimensions => "two or three numbers, as `[146.6, 70.6, 8.25]`",
        FeatureType::Money => "a price, as `{ amount = \"9.90\", currency = \"USD\" }`",
        FeatureType::Rating => "a rating, as `{ value = 4.5, max = 5 }`",
        FeatureType::Date => "a date, as 2026-05-04",
        FeatureType::Version => "a version in quotation marks",
        FeatureType::Link => "a link, as `{ url = \"https://…\" }`",
        FeatureType::Choice => "the id of one of its options",
        FeatureType::Choices => "a list of its options",
        FeatureType::Text => "`true` or a text",
    }
}
