//! `rating`: a number out of a maximum, given by a source.

use std::cmp::Ordering;

use super::raw::{Raw, find};
use super::read::Declaration;
use super::value_type::{Bars, Extent, RequirementKind, TypeInfo, ValueFormat, ValueType};
use super::{Better, Equality, Export, Value};
use super::{Decimal, Machine, Message};
use crate::shape::{Key, Named, Shape, TableShape};
use mizan_source::diagnostics::{Applicability, Code, Diagnostics, did_you_mean};

/// Points that a reviewer gave, out of how many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rating {
    /// From 0 to `max`.
    pub value: Decimal,
    /// Above 0.
    pub max: Decimal,
    /// An id of the guide's sources.
    pub by: Option<String>,
}

impl Rating {
    /// The table that an author writes.
    pub const SHAPE: TableShape = TableShape {
        name: "a rating",
        keys: &[
            Key::new("value", Shape::NotNegative, "4.5", "The rating, from 0 to `max`.").required(),
            Key::new("max", Shape::Positive, "5", "The best possible rating.").required(),
            Key::new("by", Shape::Name(Named::Source), "\"reviewer\"", "The source of the rating."),
        ],
    };

    /// `{ value = 4.5, max = 5, by = "shop" }`.
    pub fn read(raw: &Raw, of: &Declaration<'_>, faults: &mut Diagnostics) -> Option<Rating> {
        let entries = &of.table(raw, &Rating::SHAPE, "a rating, such as `{ value = 4.5, max = 5 }`", faults)?;
        let mut part = |key: &str, example: &str| match find(entries, key) {
            Some(entry) => of.number(&entry.value, Some(&format!("`{key}`")), faults),
            None => {
                faults.push(of.missing(raw.span, key, example));
                None
            }
        };
        let (value, max) = (part("value", "value = 4.5"), part("max", "max = 5"));
        let by = find(entries, "by").and_then(|entry| {
            let by = of.text(&entry.value, "the id of a source in `by`", faults)?;
            if of.sources.contains_key(&by) {
                return Some(by);
            }
            let diagnostic = of.fault(
                Code::UnknownSource,
                entry.value.span,
                &format!("unknown source `{by}` under `by`"),
                "unknown source",
            );
            faults.push(match did_you_mean(&by, of.sources.keys().map(String::as_str)) {
                Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")).fix(
                    entry.value.span,
                    format!("\"{meant}\""),
                    Applicability::Unsafe,
                ),
                None => diagnostic.help(format!("add a table [sources.{by}] with a `title` or a `url` to guide.toml")),
            });
            None
        });
        let (value, max) = (value?, max?);
        if max <= Decimal::ZERO || value < Decimal::ZERO || value > max {
            faults.push(
                of.fault(
                    Code::OutOfRange,
                    raw.span,
                    &format!("invalid rating of {value} out of {max}"),
                    format!("{value} of {max}"),
                )
                .help("write a `value` from 0 to `max`, and a `max` of more than 0"),
            );
            return None;
        }
        Some(Rating { value, max, by })
    }

    /// The part of the whole, from 0 to 1.
    pub fn share(&self) -> Decimal {
        self.value.checked_div(self.max).unwrap_or_default()
    }

    /// By [`share`](Rating::share), so that 4 of 5 is above 7 of 10.
    pub fn order(&self, other: &Rating) -> Ordering {
        self.share().cmp(&other.share())
    }

    /// "4.5 out of 5", without the reviewer.
    pub fn message(&self) -> Message {
        Message::Catalog {
            key: "value.rating",
            args: vec![("value", Message::Number(self.value)), ("max", Message::Number(self.max))],
        }
    }

    /// An object with `value`, `max` and, where it is known, `by`.
    pub fn machine(&self) -> Machine {
        let mut parts = vec![("value", Machine::Number(self.value)), ("max", Machine::Number(self.max))];
        parts.extend(self.by.clone().map(|by| ("by", Machine::Text(by))));
        Machine::Object(parts)
    }
}

impl ValueType for Rating {
    type Data = Rating;

    const INFO: TypeInfo = TypeInfo {
        takes_bound: true,
        table: Some(&Rating::SHAPE),
        requirement: RequirementKind::Bounds,
        bars: Bars::Share(Decimal::ONE),
        example: "`{id} = { value = 4.5, max = 5 }`",
        table_example: "value = 4.5, max = 5",
        forms: "{ value = 4.5, max = 5 }",
        ..TypeInfo::new("rating", "a rating, such as `{ value = 4.5, max = 5 }`")
    };

    fn parse(raw: &Raw, of: &Declaration<'_>, faults: &mut Diagnostics) -> Option<Value> {
        Rating::read(raw, of, faults).map(Value::Rating)
    }

    fn equality(a: &Rating, b: &Rating) -> Equality {
        Equality::from(a.order(b).is_eq())
    }

    fn compare(a: &Rating, b: &Rating, _: Better) -> Option<Ordering> {
        Some(a.order(b))
    }

    fn extent(value: &Rating) -> Option<Extent> {
        Some(Extent::Number(value.share()))
    }

    /// Out of the first rating's `max`, so that 9 of 10 is 4.5 where the row begins with stars of 5.
    fn extent_in_row<'a>(value: &Rating, mut row: impl Iterator<Item = &'a Rating>) -> Option<Extent> {
        let max = row.next()?.max;
        let number = if max == value.max { Some(value.value) } else { value.share().checked_mul(max) };
        number.map(Extent::Number)
    }

    fn phrase(value: &Rating, _: &ValueFormat<'_>) -> Message {
        value.message()
    }

    fn export(value: &Rating, _: Option<&str>) -> Export {
        Export::plain(value.machine())
    }

    fn source(value: &Rating) -> Option<&str> {
        value.by.as_deref()
    }
}
