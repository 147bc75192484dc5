//! Value types: one file each, which implements [`ValueType`]. Adding one is a file and a line in the registry below,
//! from which [`FeatureType`] and [`Value`] are made.

#[macro_use]
mod registry;

mod choice;
mod choices;
mod currency;
pub mod date;
mod dimensions;
mod limit;
mod link;
mod money;
mod number;
mod percent;
mod phone;
mod range;
mod rating;
pub mod raw;
pub mod read;
mod state;
mod support;
mod text;
mod value_type;
mod version;
mod written;

pub use dimensions::Dimensions;
pub use limit::Limit;
pub use link::{Link, is_no_address, outside_address, percent_encoded, web_address, with_way_out};
pub use money::{Mode, Money, MoneyAmount, Step, TIME_UNITS};
pub use phone::Phone;
pub use range::Range;
pub use rating::Rating;
pub use state::{STATES, state_doc};
pub use support::Support;
pub use text::Text;
pub use value_type::{Bars, Extent, NoneRank, Notation, RequirementKind, TypeInfo, ValueFormat, ValueType};

use std::borrow::Cow;
use std::cmp::Ordering;

use super::{Bound, Decimal, Message};
use crate::shape::{Shape, TableShape};
use mizan_source::diagnostics::{Applicability, Diagnostics, did_you_mean};
use raw::{Raw, RawKind};
use read::Declaration;

value_types! {
    /// Whether, and how far, something is there.
    Support = Support;
    /// Any number, in the feature's unit.
    Number = number::NumberType;
    /// Parts of a hundred: 85 is 85%.
    Percent = percent::PercentType;
    /// How many are allowed: a number from 0, or no limit.
    Limit = Limit;
    /// From one number to another; either end may be open.
    Range = Range;
    /// Two or three lengths, compared by their product.
    Dimensions = Dimensions;
    /// A price: free, an amount with its currency, or an unknown amount.
    Money = Money;
    /// Points out of a highest number of points.
    Rating = Rating;
    /// A day, a month or a year.
    Date = date::DateType;
    /// A version, compared by the numbers in it.
    Version = version::VersionType;
    /// A link out of the site.
    Link = Link;
    /// A telephone number, as it is dialed.
    Phone = Phone;
    /// One of the feature's options, by id.
    Choice = choice::ChoiceType;
    /// Any number of the feature's options, by id.
    Choices = choices::ChoicesType;
    /// Words: of the tier in each language, or the same in all of them.
    Text = Text;
}

impl FeatureType {
    /// As authors write it: `type = "number"`.
    pub fn as_str(self) -> &'static str {
        self.info().name
    }

    /// The possible values of `better` for such a row, in addition to `none`.
    pub fn betters(self) -> &'static [Better] {
        self.info().betters
    }

    /// Whether its numbers count something that has a name.
    pub fn takes_unit(self) -> bool {
        self.info().takes_unit
    }

    /// Whether it chooses among options.
    pub fn takes_options(self) -> bool {
        self.info().takes_options
    }

    /// Whether `value` can be "about", "more than" or "less than".
    pub fn takes_bound(self) -> bool {
        self.info().takes_bound
    }

    /// The table that such a value may be; its keys are in the table of the cell.
    pub fn table(self) -> Option<&'static TableShape> {
        self.info().table
    }

    /// The keys of [`FeatureType::table`].
    pub fn keys(self) -> Vec<&'static str> {
        self.table().map(TableShape::names).unwrap_or_default()
    }

    /// The other forms of such a value, in addition to the [`STATES`] and the table; `None` if there are none.
    /// Of a choice, [`Named::Option`](crate::shape::Named::Option) is any option of its feature.
    pub fn plain(self) -> Option<Shape> {
        self.info().plain
    }

    /// The description of a value of this type in messages: "a price, such as `{ … }`".
    pub fn expected(self) -> &'static str {
        self.info().expected
    }

    /// Whether a plain list is one value, and not several.
    pub fn is_list(self) -> bool {
        self.info().is_list
    }

    /// The types of which `holds` is true, for messages: "number, limit or range".
    pub fn listed(holds: impl Fn(&TypeInfo) -> bool) -> String {
        let names: Vec<&str> =
            FeatureType::ALL.iter().filter(|(_, kind)| holds(kind.info())).map(|(name, _)| *name).collect();
        match names.split_last() {
            Some((last, [])) => (*last).to_owned(),
            Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
            None => String::new(),
        }
    }
}

/// Which of two values is better, as the author declared it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Better {
    /// `yes`: having it is good.
    Yes,
    /// `no`: not having it is good; the row is about a flaw.
    No,
    /// `higher`: more is better.
    Higher,
    /// `lower`: less is better.
    Lower,
    /// `none`: no value is better, and none is marked as best.
    #[default]
    None,
}

impl Better {
    /// Each with the word that authors write.
    pub const ALL: &'static [(&'static str, Better)] = &[
        ("yes", Better::Yes),
        ("no", Better::No),
        ("higher", Better::Higher),
        ("lower", Better::Lower),
        ("none", Better::None),
    ];

    /// As authors write it.
    pub fn as_str(self) -> &'static str {
        Better::ALL.iter().find(|(_, better)| *better == self).map_or("none", |(name, _)| name)
    }
}

/// Whether two values are equal, as far as is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Equality {
    /// They are surely the same.
    Same,
    /// They surely differ.
    Different,
    /// One of the two is unknown: equal to nothing, not even to another unknown.
    Unknown,
    /// Both are known, and whether they are the same is not: `2026` may be `2026-05`, and a price in one country says
    /// nothing of another country.
    Incomparable,
}

impl From<bool> for Equality {
    fn from(same: bool) -> Equality {
        if same { Equality::Same } else { Equality::Different }
    }
}

/// A value for programs: the same in every language.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Machine {
    /// Words in a language only.
    #[default]
    Absent,
    /// A word that is the same in every language: an id, a date in ISO 8601, a URL.
    Text(String),
    /// A number, with the digits as written.
    Number(Decimal),
    /// Several values, in order.
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
    /// The value as JSON and CSV have it.
    pub value: Machine,
    /// The unit's id; of a price what it is per, joined by `/`; of a percentage `%`.
    pub unit: Option<String>,
    /// ISO 4217.
    pub currency: Option<String>,
}

impl Export {
    /// A value without a unit.
    pub fn plain(value: Machine) -> Export {
        Export { value, unit: None, currency: None }
    }

    /// A number, or several, of a unit.
    pub fn counted(value: Machine, unit: Option<&str>) -> Export {
        Export { value, unit: unit.map(str::to_owned), currency: None }
    }
}

impl Value {
    /// Reads what an author wrote for a feature; errors are reported, and `None` means that there was one.
    pub fn read(raw: &Raw, of: &Declaration<'_>, faults: &mut Diagnostics) -> Option<Value> {
        if let RawKind::String(word) = &raw.what {
            if let Some(value) = state::state(word) {
                return Some(value);
            }
            if let Some(meant) = misspelt_state(word, of) {
                faults.push(of.misfit(raw, of.kind.expected()).help(format!("did you mean `{meant}`?")).fix(
                    raw.span,
                    format!("\"{meant}\""),
                    Applicability::safe_if(word.trim().eq_ignore_ascii_case(meant)),
                ));
                return None;
            }
        }
        Value::parse_as(of.kind, raw, of, faults)
    }

    /// As a value of the row's type: "there is none" as 0, in types that have one.
    pub fn counted_as(&self, kind: FeatureType) -> Cow<'_, Value> {
        match (self, kind.none()) {
            (Value::No, NoneRank::Zero(zero)) => Cow::Owned(zero),
            _ => Cow::Borrowed(self),
        }
    }

    /// Whether it states something of its own, rather than that there is nothing to state.
    pub fn is_known(&self) -> bool {
        !matches!(self, Value::Unknown | Value::NotApplicable)
    }

    /// Whether two values are the same; of two `partial`, texts in words, and bounds the caller checks
    /// what is written beside the value.
    pub fn equal(&self, other: &Value) -> Equality {
        if matches!(self, Value::Unknown) || matches!(other, Value::Unknown) {
            return Equality::Unknown;
        }
        self.typed_equality(other).unwrap_or_else(|| Equality::from(self == other))
    }

    /// How two values are ordered for `better`: `Greater` means that `a` is higher (for `yes`, `no` and support: that
    /// there is more of it). `None` if they have no order.
    pub fn order(&self, other: &Value, better: Better) -> Option<Ordering> {
        if matches!(better, Better::Yes | Better::No) {
            return Some(self.rank()?.cmp(&other.rank()?));
        }
        self.typed_order(other, better)
    }

    /// How far a value is from "no".
    fn rank(&self) -> Option<u8> {
        match self {
            Value::No => Some(0),
            _ => self.typed_rank(),
        }
    }

    /// The message of the value, without its details.
    pub fn phrase(&self, kind: FeatureType, unit: Option<&str>, notation: Notation) -> Message {
        let message = |key| Message::Catalog { key, args: Vec::new() };
        match self {
            Value::No => message(kind.info().no),
            Value::Unknown => message("value.unknown"),
            Value::NotApplicable => message("value.not-applicable"),
            _ => self.typed_phrase(&ValueFormat { unit, notation }).unwrap_or_else(|| message("value.unknown")),
        }
    }

    /// The value for programs.
    pub fn export(&self, unit: Option<&str>) -> Export {
        let state = |word: &str| Export::plain(Machine::Text(word.to_owned()));
        match self {
            Value::No => state("no"),
            Value::Unknown => state("unknown"),
            Value::NotApplicable => state("not-applicable"),
            _ => self.typed_export(unit).unwrap_or_else(|| Export::plain(Machine::Absent)),
        }
    }
}

/// Puts "about", "more than" … around a message; for money, "at least" is "from".
pub fn bounded(bound: Bound, money: bool, value: Message) -> Message {
    match bound_key(bound, money) {
        Some(key) => Message::Catalog { key, args: vec![("value", value)] },
        None => value,
    }
}

/// The message that puts a bound around a `value`; none where that is exact.
pub fn bound_key(bound: Bound, money: bool) -> Option<&'static str> {
    Some(match bound {
        Bound::Exact => return None,
        Bound::About => "bound.about",
        Bound::MoreThan => "bound.more-than",
        Bound::LessThan => "bound.less-than",
        Bound::AtLeast if money => "bound.from",
        Bound::AtLeast => "bound.at-least",
        Bound::AtMost => "bound.at-most",
    })
}

/// Whether a message puts a bound around its value. "More than no devices" is no bound: there, 0 is a digit.
pub fn is_bound_key(key: &str) -> bool {
    key.starts_with("bound.")
}

/// The state that a word which fits nowhere was meant to be.
fn misspelt_state(word: &str, of: &Declaration<'_>) -> Option<&'static str> {
    if of.kind.info().reads_words || of.options.contains_key(word) {
        return None;
    }
    let lower = word.to_lowercase();
    state::meant_state(word)
        .or_else(|| STATES.into_iter().find(|state| *state == lower.replace([' ', '_'], "-")))
        .or_else(|| did_you_mean(&lower, ["unknown", "not-applicable"]))
}
