//! `text`: text in each language, or a string that is the same in every language.

use super::raw::{Raw, RawKind};
use super::read::Declaration;
use super::value_type::{TypeInfo, ValueFormat, ValueType};
use super::{Export, Value};
use super::{Machine, Message};
use crate::shape::Shape;
use mizan_source::diagnostics::{Applicability, Diagnostics};

/// Words as a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Text {
    /// The text is in `[text]` of the tier's front matter.
    Words,
    /// A text that is the same in every language, such as a model number.
    Same(String),
}

impl Text {
    /// `true`, or the text itself.
    pub fn read(raw: &Raw, of: &Declaration<'_>, faults: &mut Diagnostics) -> Option<Text> {
        match &raw.what {
            RawKind::Bool(true) => Some(Text::Words),
            RawKind::Bool(false) => {
                faults.push(of.misfit(raw, "`true` or a string").help("if there is none, write `\"no\"`").fix(
                    raw.span,
                    "\"no\"",
                    Applicability::Unsafe,
                ));
                None
            }
            _ => of.text(raw, "`true` (for a text in the tier's front matter) or a string", faults).map(Text::Same),
        }
    }

    /// The words of the tier's front matter, or the text as it is.
    pub fn message(&self) -> Message {
        match self {
            Text::Words => Message::TierText,
            Text::Same(text) => Message::Literal(text.clone()),
        }
    }

    /// Words belong to a language, and so to no machine value.
    pub fn machine(&self) -> Machine {
        match self {
            Text::Words => Machine::Absent,
            Text::Same(text) => Machine::Text(text.clone()),
        }
    }
}

impl ValueType for Text {
    type Data = Text;

    const INFO: TypeInfo = TypeInfo {
        betters: &[],
        reads_words: true,
        plain: Some(Shape::Either(&[Shape::True, Shape::String])),
        example: "`{id} = true` with the text in the tier's front matter",
        table_example: "value = true",
        forms: r#"true | "…""#,
        ..TypeInfo::new("text", "`true` or a string")
    };

    fn parse(raw: &Raw, of: &Declaration<'_>, faults: &mut Diagnostics) -> Option<Value> {
        Text::read(raw, of, faults).map(Value::Text)
    }

    fn phrase(value: &Text, _: &ValueFormat<'_>) -> Message {
        value.message()
    }

    fn export(value: &Text, _: Option<&str>) -> Export {
        Export::plain(value.machine())
    }
}
