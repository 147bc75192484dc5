//! `dimensions`: two or three lengths.

use std::cmp::Ordering;

use super::raw::Raw;
use super::read::Declaration;
use super::value_type::{Extent, NoneRank, TypeInfo, ValueFormat, ValueType};
use super::{Better, Export, Value};
use super::{Decimal, Machine, Message};
use crate::shape::Shape;
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics};

/// Two or three numbers, each above zero and at most [`Dimensions::LARGEST`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dimensions(pub Vec<Decimal>);

impl Dimensions {
    /// Three of these still have a product that a decimal can hold.
    pub const LARGEST: Decimal = Decimal::from_parts(1_000_000_000, 0, 0, false, 0);

    /// `[146.6, 70.6, 8.25]`.
    pub fn read(raw: &Raw, of: &Declaration<'_>, faults: &mut Diagnostics) -> Option<Dimensions> {
        let expected = "two or three numbers, such as `[146.6, 70.6, 8.25]`";
        let Some(items) = raw.as_array() else {
            faults.push(of.misfit(raw, expected));
            return None;
        };
        if !(2..=3).contains(&items.len()) {
            faults.push(
                Diagnostic::error(
                    Code::CellType,
                    format!("expected two or three numbers for {}, found {}", of.whose, items.len()),
                )
                .at(raw.span, "expected two or three numbers")
                .help("use the type `number` for one number"),
            );
            return None;
        }
        let mut numbers = Vec::new();
        for item in items {
            let Some(number) = of.number(item, None, faults) else { continue };
            if number <= Decimal::ZERO || number > Dimensions::LARGEST {
                faults.push(
                    of.fault(
                        Code::OutOfRange,
                        item.span,
                        &format!("invalid dimension {number}"),
                        "expected more than 0 and at most 1,000,000,000",
                    )
                    .help("use a unit in which the numbers are in this range"),
                );
                continue;
            }
            numbers.push(number);
        }
        (numbers.len() == items.len()).then_some(Dimensions(numbers))
    }

    /// All of them multiplied: an area or a volume.
    pub fn product(&self) -> Decimal {
        self.0.iter().try_fold(Decimal::ONE, |product, n| product.checked_mul(*n)).unwrap_or(Decimal::MAX)
    }

    /// By area with area, by volume with volume.
    pub fn order(&self, other: &Dimensions) -> Option<Ordering> {
        (self.0.len() == other.0.len()).then(|| self.product().cmp(&other.product()))
    }

    /// The numbers with × between them.
    pub fn message(&self) -> Message {
        Message::Times(self.0.iter().map(|number| Message::Number(*number)).collect())
    }

    /// The numbers, as a list.
    pub fn machine(&self) -> Machine {
        Machine::List(self.0.iter().map(|number| Machine::Number(*number)).collect())
    }
}

impl ValueType for Dimensions {
    type Data = Dimensions;

    const INFO: TypeInfo = TypeInfo {
        takes_unit: true,
        takes_bound: true,
        is_list: true,
        plain: Some(Shape::Several(&Shape::Positive, 2, 3)),
        example: "`{id} = [146.6, 70.6, 8.25]`",
        table_example: "value = [146.6, 70.6]",
        forms: "[146.6, 70.6, 8.25]",
        ..TypeInfo::new("dimensions", "two or three numbers, such as `[146.6, 70.6, 8.25]`")
    };

    fn parse(raw: &Raw, of: &Declaration<'_>, faults: &mut Diagnostics) -> Option<Value> {
        Dimensions::read(raw, of, faults).map(Value::Dimensions)
    }

    fn compare(a: &Dimensions, b: &Dimensions, _: Better) -> Option<Ordering> {
        a.order(b)
    }

    fn extent(value: &Dimensions) -> Option<Extent> {
        Some(Extent::Number(value.product()))
    }

    /// Areas with areas, volumes with volumes.
    fn is_comparable(a: &Dimensions, b: &Dimensions) -> bool {
        a.0.len() == b.0.len()
    }

    fn none() -> NoneRank {
        NoneRank::Lowest
    }

    fn phrase(value: &Dimensions, format: &ValueFormat<'_>) -> Message {
        format.with_unit(value.message())
    }

    fn export(value: &Dimensions, unit: Option<&str>) -> Export {
        Export::counted(value.machine(), unit)
    }
}
