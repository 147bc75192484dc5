//! `limit`: a number, or no limit at all.

use std::cmp::Ordering;

use super::raw::Raw;
use super::read::Declaration;
use super::value_type::{Bars, Extent, NoneRank, RequirementKind, TypeInfo, ValueFormat, ValueType};
use super::{Better, Export, Message, Value};
use super::{Decimal, Machine};
use crate::shape::Shape;
use mizan_source::diagnostics::{Applicability, Code, Diagnostics, did_you_mean};

/// How many are allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// So many; not below 0.
    Number(Decimal),
    /// As many as one likes: higher than any number.
    Unlimited,
}

impl Limit {
    /// The word for no limit.
    pub const UNLIMITED: &'static str = "unlimited";

    /// `5` or `"unlimited"`.
    pub fn read(raw: &Raw, of: &Declaration<'_>, faults: &mut Diagnostics) -> Option<Limit> {
        match raw.as_str() {
            Some(Limit::UNLIMITED) => Some(Limit::Unlimited),
            Some(word)
                if did_you_mean(word, [Limit::UNLIMITED]).is_some() || word.eq_ignore_ascii_case(Limit::UNLIMITED) =>
            {
                faults.push(of.misfit(raw, "a number or \"unlimited\"").help("did you mean `unlimited`?").fix(
                    raw.span,
                    "\"unlimited\"",
                    Applicability::safe_if(word.trim().eq_ignore_ascii_case("unlimited")),
                ));
                None
            }
            _ => {
                let number = of.number(raw, None, faults)?;
                if number < Decimal::ZERO {
                    faults.push(
                        of.fault(
                            Code::OutOfRange,
                            raw.span,
                            &format!("negative limit {number}"),
                            "a limit cannot be negative",
                        )
                        .help("write the maximum as a number, or \"unlimited\""),
                    );
                    return None;
                }
                Some(Limit::Number(number))
            }
        }
    }

    /// Unlimited is highest.
    pub fn order(&self, other: &Limit) -> Ordering {
        match (self, other) {
            (Limit::Unlimited, Limit::Unlimited) => Ordering::Equal,
            (Limit::Unlimited, _) => Ordering::Greater,
            (_, Limit::Unlimited) => Ordering::Less,
            (Limit::Number(a), Limit::Number(b)) => a.cmp(b),
        }
    }

    /// The number, or the word `unlimited`.
    pub fn machine(&self) -> Machine {
        match self {
            Limit::Unlimited => Machine::Text("unlimited".to_owned()),
            Limit::Number(number) => Machine::Number(*number),
        }
    }
}

impl ValueType for Limit {
    type Data = Limit;

    const INFO: TypeInfo = TypeInfo {
        takes_unit: true,
        takes_bound: true,
        takes_compact: true,
        plain: Some(Shape::Either(&[Shape::Number, Shape::Choice(|| vec![Limit::UNLIMITED])])),
        requirement: RequirementKind::Bounds,
        bars: Bars::Always,
        example: "`{id} = 5`",
        table_example: "value = 5",
        forms: r#"5 | "unlimited""#,
        ..TypeInfo::new("limit", r#"a number or "unlimited""#)
    };

    fn parse(raw: &Raw, of: &Declaration<'_>, faults: &mut Diagnostics) -> Option<Value> {
        Limit::read(raw, of, faults).map(Value::Limit)
    }

    fn compare(a: &Limit, b: &Limit, _: Better) -> Option<Ordering> {
        Some(a.order(b))
    }

    fn extent(value: &Limit) -> Option<Extent> {
        Some(match value {
            Limit::Number(number) => Extent::Number(*number),
            Limit::Unlimited => Extent::Unlimited,
        })
    }

    fn takes_bound(value: &Limit) -> bool {
        matches!(value, Limit::Number(_))
    }

    fn none() -> NoneRank {
        NoneRank::Zero(Value::Limit(Limit::Number(Decimal::ZERO)))
    }

    fn phrase(value: &Limit, format: &ValueFormat<'_>) -> Message {
        match value {
            Limit::Number(number) => format.with_unit(format.number(*number)),
            Limit::Unlimited => Message::Catalog { key: "value.unlimited", args: Vec::new() },
        }
    }

    fn export(value: &Limit, unit: Option<&str>) -> Export {
        match value {
            Limit::Number(_) => Export::counted(value.machine(), unit),
            Limit::Unlimited => Export::plain(value.machine()),
        }
    }
}
