//! The trait of value types.

use std::cmp::Ordering;
use std::fmt::Debug;

use super::raw::Raw;
use super::read::Declaration;
use super::{Better, Decimal, Equality, Export, Message, Value};
use crate::shape::{Shape, TableShape};
use mizan_source::diagnostics::Diagnostics;

/// A type of value: how it is written, compared, formatted and exported. Each is a file of its own, and a line in the
/// registry in `value/mod.rs`; the rest of the program uses only this trait.
///
/// The functions are given values of the type alone: [`Value::No`], [`Value::Unknown`] and [`Value::NotApplicable`] are
/// handled for all types in one place. A theme shows a type by its component `value_NAME` (`components/cell.html`), and
/// as plain text if it has none.
///
/// ```ignore
/// pub struct PercentType;
///
/// impl ValueType for PercentType {
///     type Data = Decimal;
///     const INFO: TypeInfo = TypeInfo { takes_bound: true, ..TypeInfo::new("percent", "a number") };
///
///     fn parse(raw: &Raw, of: &Declaration<'_>, diagnostics: &mut Diagnostics) -> Option<Value> {
///         of.number(raw, None, diagnostics).map(Value::Percent)
///     }
///     …
/// }
/// ```
pub trait ValueType {
    /// What a value of the type is stored as.
    type Data: Clone + Debug + PartialEq;

    /// The properties of all values of the type; the registry of types is made of these.
    const INFO: TypeInfo;

    /// Parses a value. `None` means that an error was reported. The words for any type
    /// ("no", "unknown", "not-applicable") are read before.
    fn parse(raw: &Raw, of: &Declaration<'_>, diagnostics: &mut Diagnostics) -> Option<Value>;

    /// Whether two values are equal, as far as is known.
    fn equality(a: &Self::Data, b: &Self::Data) -> Equality {
        Equality::from(a == b)
    }

    /// `Greater` means that `a` is higher. `None` if they have no order.
    fn compare(_a: &Self::Data, _b: &Self::Data, _better: Better) -> Option<Ordering> {
        None
    }

    /// How far a value is from "no", which is 0; `None` if the type has no such scale.
    fn rank(_: &Self::Data) -> Option<u8> {
        None
    }

    /// The value as a number, for comparison, requirements and charts; `None` if it is not a number.
    fn extent(_: &Self::Data) -> Option<Extent> {
        None
    }

    /// The value as a number that is comparable with the bounds that a question sets in a row: in the scale of the
    /// row's first value. `None` if it cannot be converted.
    fn extent_in_row<'a>(value: &Self::Data, _row: impl Iterator<Item = &'a Self::Data>) -> Option<Extent>
    where
        Self::Data: 'a,
    {
        Self::extent(value)
    }

    /// Whether the numbers of two values are comparable: those of two currencies are not.
    fn is_comparable(_a: &Self::Data, _b: &Self::Data) -> bool {
        true
    }

    /// How "there is none" ([`Value::No`]) ranks beside values of the type.
    fn none() -> NoneRank {
        NoneRank::Apart
    }

    /// Whether this value is a number that a bound ("about", "more than") goes with; called only where
    /// [`TypeInfo::takes_bound`] holds.
    fn takes_bound(_: &Self::Data) -> bool {
        true
    }

    /// The value without its details.
    fn phrase(value: &Self::Data, format: &ValueFormat<'_>) -> Message;

    /// The value for programs; `unit` is that of the feature.
    fn export(value: &Self::Data, unit: Option<&str>) -> Export;

    /// The options that were chosen, by id.
    fn options(_: &Self::Data) -> &[String] {
        &[]
    }

    /// The source that is named by the value itself.
    fn source(_: &Self::Data) -> Option<&str> {
        None
    }

    /// The target of the value's link: an absolute URL.
    fn url(_: &Self::Data) -> Option<&str> {
        None
    }
}

/// How numbers are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Notation {
    /// "3,300,000,000"
    #[default]
    Standard,
    /// CLDR's short form: "3.3 billion"
    Compact,
}

/// How a value is to be formatted.
pub struct ValueFormat<'a> {
    /// The id of the feature's unit.
    pub unit: Option<&'a str>,
    /// With CLDR's short numbers: "3 M".
    pub notation: Notation,
}

impl ValueFormat<'_> {
    /// Puts the unit around a number.
    pub fn with_unit(&self, n: Message) -> Message {
        match self.unit {
            Some(unit) => Message::Unit { n: Box::new(n), unit: unit.to_owned() },
            None => n,
        }
    }

    /// A number, in short form if the format specifies it.
    pub fn number(&self, number: Decimal) -> Message {
        match self.notation {
            Notation::Standard => Message::Number(number),
            Notation::Compact => Message::Compact(number),
        }
    }
}

/// A value as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// One number.
    Number(Decimal),
    /// From, to; an end that is open is `None`.
    Range(Option<Decimal>, Option<Decimal>),
    /// Beyond all numbers.
    Unlimited,
    /// More than nothing, but unknown how much.
    Positive,
}

/// How "there is none" ranks beside values of a type. A row's author writes the same "no" for a fee that nobody pays,
/// for a screen that is not there and for support that never ends, so each type says what it may mean.
#[derive(Clone, Debug, PartialEq)]
pub enum NoneRank {
    /// As this value, which is 0: no fee is a fee of 0.
    Zero(Value),
    /// Less than any value, where more is better. Where less is better, nobody can say: a device without a screen does
    /// not have the best of the small screens.
    Lowest,
    /// Nobody can say: "none" is the latest end of support and no audit at all.
    Apart,
}

/// What a question can require of a feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequirementKind {
    /// Nothing.
    None,
    /// That it is supported: `"yes"`.
    Support,
    /// At least, at most: `{ min = 6 }`, `{ max = 10 }`.
    Bounds,
    /// One or all of some options: `{ any = […] }`, `{ all = […] }`.
    Options,
}

/// Whether bars are drawn of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bars {
    /// Never: the values are not numbers, or not on one scale.
    Never,
    /// In every row with numbers that count the same.
    Always,
    /// Where the feature has a unit or a better end: without both it may be a name made of digits.
    Counted,
    /// As parts of a whole.
    Share(Decimal),
}

/// The properties of all values of a type.
#[derive(Clone, Copy, Debug)]
pub struct TypeInfo {
    /// The word for the type in `type = "…"`.
    pub name: &'static str,
    /// What is expected, in messages: "a price, such as `{ … }`".
    pub expected: &'static str,
    /// The possible values of `better`, in addition to `none`.
    pub betters: &'static [Better],
    /// Whether its numbers count something that has a name.
    pub takes_unit: bool,
    /// The help for a unit that the type does not have, if it is not just "remove it".
    pub unit_help: Option<&'static str>,
    /// Whether its values are options of the feature.
    pub takes_options: bool,
    /// Whether a value can be about, more than or less than a number.
    pub takes_bound: bool,
    /// The reason why not, if it is not just that its values are exact.
    pub bound_help: Option<&'static str>,
    /// Whether a number may be shortened: "3 M".
    pub takes_compact: bool,
    /// Whether `bound = "at-least"` reads as "from", as it does for prices.
    pub starts_at: bool,
    /// Whether a plain list is one value, and not several.
    pub is_list: bool,
    /// Whether any word may be a value, or the type reports misspelt words itself.
    pub reads_words: bool,
    /// The table form of a value; its keys are next to those of the cell.
    pub table: Option<&'static TableShape>,
    /// The other forms of a value, in addition to the states and `table`; `None` if there are none. In a choice,
    /// `Named::Option` is any option of its feature.
    pub plain: Option<Shape>,
    /// What an answer of the chooser may require of such a row.
    pub requirement: RequirementKind,
    /// Whether its rows are drawn as bars.
    pub bars: Bars,
    /// The message for [`Value::No`].
    pub no: &'static str,
    /// An entry as help shows it: `{id}` is the feature's id, `{option}` one of its options.
    pub example: &'static str,
    /// The same in a table with other keys.
    pub table_example: &'static str,
    /// All forms of values, as comments in new files show them; `{options}` are the feature's options.
    pub forms: &'static str,
}

impl TypeInfo {
    /// A type without special properties: higher and lower may be better, and the chooser cannot require it.
    pub const fn new(name: &'static str, expected: &'static str) -> TypeInfo {
        TypeInfo {
            name,
            expected,
            betters: &[Better::Higher, Better::Lower],
            takes_unit: false,
            unit_help: None,
            takes_options: false,
            takes_bound: false,
            bound_help: None,
            takes_compact: false,
            starts_at: false,
            is_list: false,
            reads_words: false,
            table: None,
            plain: None,
            requirement: RequirementKind::None,
            bars: Bars::Never,
            no: "value.none",
            example: "`{id} = …`",
            table_example: "value = …",
            forms: "…",
        }
    }
}
