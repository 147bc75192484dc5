//! `choices`: several options of the feature, by id.

use super::choice::read_one;
use super::raw::Raw;
use super::read::{Declaration, with_comma};
use super::value_type::{RequirementKind, TypeInfo, ValueFormat, ValueType};
use super::{Export, Machine, Message, Value};
use crate::shape::{Named, Shape};
use mizan_source::diagnostics::{Applicability, Code, Diagnostics};

/// A list of options' ids, given back in the feature's order.
pub(super) fn read_many(raw: &Raw, of: &Declaration<'_>, faults: &mut Diagnostics) -> Option<Vec<String>> {
    let Some(items) = raw.as_array() else {
        let diagnostic = of.misfit(raw, "a list of options");
        faults.push(match raw.as_str() {
            Some(id) if of.options.contains_key(id) => {
                diagnostic.help(format!("write [\"{id}\"]")).fix(raw.span, format!("[\"{id}\"]"), Applicability::Safe)
            }
            _ => diagnostic.help("write the ids in brackets: [\"a\", \"b\"]"),
        });
        return None;
    };
    if items.is_empty() {
        faults.push(of.misfit(raw, "a list of options").help("if there are none, write `\"no\"`").fix(
            raw.span,
            "\"no\"",
            Applicability::Unsafe,
        ));
        return None;
    }
    let mut chosen: Vec<String> = Vec::new();
    let mut whole = true;
    for (at, item) in items.iter().enumerate() {
        match read_one(item, of, faults) {
            Some(id) if chosen.contains(&id) => {
                whole = false;
                let diagnostic = of
                    .fault(Code::DuplicateId, item.span, &format!("duplicate option `{id}`"), "duplicate option")
                    .help("remove one of the two");
                let before = at.checked_sub(1).and_then(|before| items.get(before));
                faults.push(match before.and_then(|before| with_comma(before.span, item.span)) {
                    Some(span) => diagnostic.fix(span, "", Applicability::Safe),
                    None => diagnostic,
                });
            }
            Some(id) => chosen.push(id),
            None => whole = false,
        }
    }
    chosen.sort_by_key(|id| of.options.get_index_of(id));
    whole.then_some(chosen)
}

/// Several of the feature's options, in the feature's order.
pub struct ChoicesType;

impl ValueType for ChoicesType {
    type Data = Vec<String>;

    const INFO: TypeInfo = TypeInfo {
        betters: &[],
        takes_options: true,
        is_list: true,
        plain: Some(Shape::Several(&Shape::Name(Named::Option), 1, usize::MAX)),
        requirement: RequirementKind::Options,
        example: r#"`{id} = ["{option}"]`"#,
        table_example: "value = …",
        forms: "[{options}]",
        ..TypeInfo::new("choices", "a list of options")
    };

    fn parse(raw: &Raw, of: &Declaration<'_>, faults: &mut Diagnostics) -> Option<Value> {
        read_many(raw, of, faults).map(Value::Choices)
    }

    fn phrase(value: &Vec<String>, _: &ValueFormat<'_>) -> Message {
        Message::List(value.iter().cloned().map(Message::Option).collect())
    }

    fn export(value: &Vec<String>, _: Option<&str>) -> Export {
        Export::plain(Machine::List(value.iter().cloned().map(Machine::Text).collect()))
    }

    fn options(value: &Vec<String>) -> &[String] {
        value
    }
}
