//! `version`: compared by its numbers.

use std::cmp::Ordering;

use super::raw::Raw;
use super::read::Declaration;
use super::value_type::{NoneRank, TypeInfo, ValueFormat, ValueType};
use super::{Better, Export, Machine, Message, Value};
use crate::shape::Shape;
use mizan_source::diagnostics::Diagnostics;

/// The runs of digits in a version, without leading zeros.
fn numbers(version: &str) -> Vec<&str> {
    version
        .split(|c: char| !c.is_ascii_digit())
        .filter(|run| !run.is_empty())
        .map(|run| run.trim_start_matches('0'))
        .collect()
}

/// Number by number, a missing one counting as zero; versions without a number have no order.
pub(super) fn order(a: &str, b: &str) -> Option<Ordering> {
    let (a, b) = (numbers(a), numbers(b));
    if a.is_empty() || b.is_empty() {
        return None;
    }
    let at = |list: &[&'_ str], i: usize| list.get(i).map_or((0, String::new()), |run| (run.len(), (*run).to_owned()));
    (0..a.len().max(b.len())).map(|i| at(&a, i).cmp(&at(&b, i))).find(|order| order.is_ne()).or(Some(Ordering::Equal))
}

/// Versions, as their makers write them.
pub struct VersionType;

impl ValueType for VersionType {
    type Data = String;

    const INFO: TypeInfo = TypeInfo {
        reads_words: true,
        plain: Some(Shape::String),
        example: r#"`{id} = "1.2"`"#,
        table_example: r#"value = "1.2""#,
        forms: r#""2.4.1""#,
        ..TypeInfo::new("version", "a version in quotation marks")
    };

    fn parse(raw: &Raw, of: &Declaration<'_>, faults: &mut Diagnostics) -> Option<Value> {
        of.text(raw, "a version in quotation marks", faults).map(Value::Version)
    }

    fn compare(a: &String, b: &String, _: Better) -> Option<Ordering> {
        order(a, b)
    }

    fn none() -> NoneRank {
        NoneRank::Lowest
    }

    fn phrase(value: &String, _: &ValueFormat<'_>) -> Message {
        Message::Literal(value.clone())
    }

    fn export(value: &String, _: Option<&str>) -> Export {
        Export::plain(Machine::Text(value.clone()))
    }
}
