//! `choice`: an option of the feature, by id.

use super::raw::Raw;
use super::read::{Declaration, in_words};
use super::value_type::{RequirementKind, TypeInfo, ValueFormat, ValueType};
use super::{Export, Machine, Message, Value};
use crate::shape::{Named, Shape};
use mizan_source::diagnostics::{Applicability, Code, Diagnostics, did_you_mean};

/// One option's id.
pub(super) fn read_one(raw: &Raw, of: &Declaration<'_>, faults: &mut Diagnostics) -> Option<String> {
    let id = of.text(raw, "the id of an option", faults)?;
    if of.options.contains_key(&id) {
        return Some(id);
    }
    let known: Vec<&str> = of.options.keys().map(String::as_str).collect();
    let diagnostic = of.fault(Code::UnknownOption, raw.span, &format!("unknown option `{id}`"), "unknown option");
    faults.push(match did_you_mean(&id, known.iter().copied().chain(super::STATES)) {
        Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")).fix(
            raw.span,
            format!("\"{meant}\""),
            Applicability::Unsafe,
        ),
        None => diagnostic
            .help(format!("the options are {}", in_words(&known)))
            .help(format!("or add `{id}` to the feature's `options` in guide.toml")),
    });
    None
}

/// One of the feature's options.
pub struct ChoiceType;

impl ValueType for ChoiceType {
    type Data = String;

    const INFO: TypeInfo = TypeInfo {
        betters: &[],
        takes_options: true,
        plain: Some(Shape::Name(Named::Option)),
        requirement: RequirementKind::Options,
        example: r#"`{id} = "{option}"`"#,
        table_example: "value = …",
        forms: "{options}",
        ..TypeInfo::new("choice", "the id of an option")
    };

    fn parse(raw: &Raw, of: &Declaration<'_>, faults: &mut Diagnostics) -> Option<Value> {
        read_one(raw, of, faults).map(Value::Choice)
    }

    fn phrase(value: &String, _: &ValueFormat<'_>) -> Message {
        Message::Option(value.clone())
    }

    fn export(value: &String, _: Option<&str>) -> Export {
        Export::plain(Machine::Text(value.clone()))
    }

    fn options(value: &String) -> &[String] {
        std::slice::from_ref(value)
    }
}
