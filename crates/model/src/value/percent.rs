//! `percent`: a share or a change; 85 is 85%.

use std::cmp::Ordering;

use super::raw::Raw;
use super::read::{self, Declaration};
use super::value_type::{Bars, Extent, NoneRank, RequirementKind, TypeInfo, ValueFormat, ValueType};
use super::{Better, Decimal, Export, Machine, Message, Value};
use crate::shape::Shape;
use mizan_source::diagnostics::{Applicability, Code, Diagnostic, Diagnostics};

/// Numbers of hundredths.
pub struct PercentType;

impl ValueType for PercentType {
    type Data = Decimal;

    const INFO: TypeInfo = TypeInfo {
        unit_help: Some("remove `unit`: percentages are shown with a percent sign"),
        takes_bound: true,
        plain: Some(Shape::Number),
        requirement: RequirementKind::Bounds,
        bars: Bars::Share(Decimal::ONE_HUNDRED),
        example: "`{id} = 5`",
        table_example: "value = 5",
        forms: "85",
        ..TypeInfo::new("percent", "a number")
    };

    fn parse(raw: &Raw, of: &Declaration<'_>, faults: &mut Diagnostics) -> Option<Value> {
        read_percent(raw, of, faults).map(Value::Percent)
    }

    fn compare(a: &Decimal, b: &Decimal, _: Better) -> Option<Ordering> {
        Some(a.cmp(b))
    }

    fn extent(value: &Decimal) -> Option<Extent> {
        Some(Extent::Number(*value))
    }

    fn none() -> NoneRank {
        NoneRank::Zero(Value::Percent(Decimal::ZERO))
    }

    fn phrase(value: &Decimal, _: &ValueFormat<'_>) -> Message {
        Message::Percent(*value)
    }

    fn export(value: &Decimal, _: Option<&str>) -> Export {
        Export::counted(Machine::Number(*value), Some("%"))
    }
}

fn read_percent(raw: &Raw, of: &Declaration<'_>, faults: &mut Diagnostics) -> Option<Decimal> {
    if let Some(text) = raw.as_str().and_then(|text| text.trim().strip_suffix(['%', '٪'])).map(str::trim) {
        let certain = read::plain_number(text).or_else(|| read::in_ascii_digits(text));
        let safe = Applicability::safe_if(certain.is_some());
        if let Some(number) = certain.or_else(|| read::without_separators(text)) {
            faults.push(
                of.misfit(raw, "a number")
                    .help(format!("write only the number, {number}: pages add the sign of their language"))
                    .fix(raw.span, number, safe),
            );
            return None;
        }
    }
    let number = of.number(raw, None, faults)?;
    if number < Decimal::ZERO {
        let message = format!("{}: negative percentage", of.whose);
        faults.push(
            Diagnostic::warning(Code::OutOfRange, message)
                .at(raw.span, format!("found {number} percent"))
                .help("remove the `-`, or set `type = \"number\"` for the feature if its values are changes"),
        );
    }
    Some(number)
}
