//! `number`: a count or an amount.

use std::cmp::Ordering;

use super::raw::Raw;
use super::read::Declaration;
use super::value_type::{Bars, Extent, NoneRank, RequirementKind, TypeInfo, ValueFormat, ValueType};
use super::{Better, Decimal, Export, Machine, Message, Value};
use crate::shape::Shape;
use mizan_source::diagnostics::Diagnostics;

/// Numbers, of a unit or without one.
pub struct NumberType;

impl ValueType for NumberType {
    type Data = Decimal;

    const INFO: TypeInfo = TypeInfo {
        takes_unit: true,
        takes_bound: true,
        takes_compact: true,
        plain: Some(Shape::Number),
        requirement: RequirementKind::Bounds,
        bars: Bars::Counted,
        example: "`{id} = 5`",
        table_example: "value = 5",
        forms: "5",
        ..TypeInfo::new("number", "a number")
    };

    fn parse(raw: &Raw, of: &Declaration<'_>, faults: &mut Diagnostics) -> Option<Value> {
        of.number(raw, None, faults).map(Value::Number)
    }

    fn compare(a: &Decimal, b: &Decimal, _: Better) -> Option<Ordering> {
        Some(a.cmp(b))
    }

    fn extent(value: &Decimal) -> Option<Extent> {
        Some(Extent::Number(*value))
    }

    fn none() -> NoneRank {
        NoneRank::Zero(Value::Number(Decimal::ZERO))
    }

    fn phrase(value: &Decimal, format: &ValueFormat<'_>) -> Message {
        format.with_unit(format.number(*value))
    }

    fn export(value: &Decimal, unit: Option<&str>) -> Export {
        Export::counted(Machine::Number(*value), unit)
    }
}
