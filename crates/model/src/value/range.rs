//! `range`: from and to; one of them may be open.

use std::cmp::Ordering;

use super::raw::{Raw, find};
use super::read::Declaration;
use super::value_type::{Bars, Extent, NoneRank, RequirementKind, TypeInfo, ValueFormat, ValueType};
use super::written::{Written, written};
use super::{Better, Bound, Decimal, Machine, Message};
use super::{Export, Value};
use crate::shape::{Key, Shape, TableShape};
use mizan_source::diagnostics::{Code, Diagnostics};

/// Numbers from one to another; at least one end is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The lower end, included; `None` if it is open.
    pub min: Option<Decimal>,
    /// The higher end, included; `None` if it is open.
    pub max: Option<Decimal>,
}

impl Range {
    /// The table that an author writes.
    pub const SHAPE: TableShape = TableShape {
        name: "a range",
        keys: &[
            Key::new("min", Shape::Number, "1", "The lower end of a range; none if it is open.").way(1),
            Key::new("max", Shape::Number, "5", "The upper end of a range; none if it is open.").way(2),
        ],
    };

    /// `{ min = 1, max = 5 }`.
    pub fn read(raw: &Raw, of: &Declaration<'_>, faults: &mut Diagnostics) -> Option<Range> {
        if let Some(help) = raw.as_str().and_then(from_text) {
            faults.push(of.misfit(raw, EXPECTED).help(help));
            return None;
        }
        let entries = &of.table(raw, &Range::SHAPE, EXPECTED, faults)?;
        let mut whole = true;
        let mut end = |key: &str| {
            let entry = find(entries, key)?;
            let number = of.number(&entry.value, Some(&format!("`{key}`")), faults);
            whole &= number.is_some();
            number
        };
        let (min, max) = (end("min"), end("max"));
        if !whole {
            return None;
        }
        match (min, max) {
            (None, None) => {
                faults.push(
                    of.fault(Code::MissingKey, raw.span, "missing `min` or `max`", "expected `min`, `max` or both")
                        .help("write `{ min = 1, max = 5 }`, or only one of the two if the other end is open"),
                );
                None
            }
            (Some(min), Some(max)) if min > max => {
                faults.push(
                    of.fault(
                        Code::OutOfRange,
                        raw.span,
                        &format!("`min` ({min}) is more than `max` ({max})"),
                        "`min` and `max` are swapped",
                    )
                    .help(format!("write `{{ min = {max}, max = {min} }}`")),
                );
                None
            }
            _ => Some(Range { min, max }),
        }
    }

    /// The upper end where higher is better, else the lower end; an open end is beyond all numbers.
    pub fn order(&self, other: &Range, better: Better) -> Ordering {
        if better == Better::Higher {
            match (self.max, other.max) {
                (Some(a), Some(b)) => a.cmp(&b),
                (a, b) => a.is_none().cmp(&b.is_none()),
            }
        } else {
            match (self.min, other.min) {
                (Some(a), Some(b)) => a.cmp(&b),
                (a, b) => a.is_some().cmp(&b.is_some()),
            }
        }
    }

    /// `dress` puts the unit around a number.
    pub fn message(&self, dress: &impl Fn(Message) -> Message) -> Message {
        let number = |number: Decimal| Message::Number(number);
        match (self.min, self.max) {
            (Some(min), Some(max)) if min == max => dress(number(min)),
            (Some(min), Some(max)) => dress(Message::Range { min: Box::new(number(min)), max: Box::new(number(max)) }),
            (Some(min), None) => super::bounded(Bound::AtLeast, false, dress(number(min))),
            (None, Some(max)) => super::bounded(Bound::AtMost, false, dress(number(max))),
            (None, None) => Message::Catalog { key: "value.unknown", args: Vec::new() },
        }
    }

    /// An object with `min` and `max`, as far as they are given.
    pub fn machine(&self) -> Machine {
        let end = |key, number: Option<Decimal>| number.map(|number| (key, Machine::Number(number)));
        Machine::Object([end("min", self.min), end("max", self.max)].into_iter().flatten().collect())
    }
}

/// What to write instead of a text such as "7–10" or "up to 5".
fn from_text(text: &str) -> Option<String> {
    let ends = match written(text)? {
        Written::Range(min, max) => format!("min = {min}, max = {max}"),
        Written::Bounded(Bound::AtLeast, min) => format!("min = {min}"),
        Written::Bounded(Bound::AtMost, max) => format!("max = {max}"),
        Written::Number(number) => format!("min = {number}, max = {number}"),
        Written::Bounded(..) => return None,
    };
    Some(format!("write `{{ {ends} }}`"))
}

const EXPECTED: &str = "a range, such as `{ min = 1, max = 5 }`";

impl ValueType for Range {
    type Data = Range;

    const INFO: TypeInfo = TypeInfo {
        takes_unit: true,
        bound_help: Some("a range with an open end has only `min` or `max`"),
        table: Some(&Range::SHAPE),
        requirement: RequirementKind::Bounds,
        bars: Bars::Always,
        example: "`{id} = { min = 1, max = 5 }`",
        table_example: "min = 1",
        forms: "{ min = 2, max = 8 }",
        ..TypeInfo::new("range", EXPECTED)
    };

    fn parse(raw: &Raw, of: &Declaration<'_>, faults: &mut Diagnostics) -> Option<Value> {
        Range::read(raw, of, faults).map(Value::Range)
    }

    fn compare(a: &Range, b: &Range, better: Better) -> Option<Ordering> {
        Some(a.order(b, better))
    }

    fn extent(value: &Range) -> Option<Extent> {
        Some(Extent::Range(value.min, value.max))
    }

    fn none() -> NoneRank {
        NoneRank::Zero(Value::Range(Range { min: Some(Decimal::ZERO), max: Some(Decimal::ZERO) }))
    }

    fn phrase(value: &Range, format: &ValueFormat<'_>) -> Message {
        value.message(&|n| format.with_unit(n))
    }

    fn export(value: &Range, unit: Option<&str>) -> Export {
        Export::counted(value.machine(), unit)
    }
}
