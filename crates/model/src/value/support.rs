//! `support`: whether a feature is supported, and how far.

use super::raw::{Raw, RawKind};
use super::read::{Declaration, in_words};
use super::state::{STATES, meant_state};
use super::value_type::{RequirementKind, TypeInfo, ValueFormat, ValueType};
use super::{Better, Export, Machine};
use super::{Message, Value};
use crate::shape::{Shape, names};
use mizan_source::diagnostics::{Applicability, Diagnostics, did_you_mean};

/// How far something is supported; "no" is [`Value::No`](super::Value::No).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Support {
    /// `yes`: it is there.
    Yes,
    /// `add-on`: it costs extra.
    AddOn,
    /// `partial`: some of it is there.
    Partial,
    /// `planned`: it is announced, and not there yet.
    Planned,
    /// `deprecated`: it is still there, and will go.
    Deprecated,
}

impl Support {
    /// Best first.
    pub const ALL: &'static [(&'static str, Support)] = &[
        ("yes", Support::Yes),
        ("add-on", Support::AddOn),
        ("partial", Support::Partial),
        ("planned", Support::Planned),
        ("deprecated", Support::Deprecated),
    ];

    /// As authors write it.
    pub fn as_str(self) -> &'static str {
        Support::ALL.iter().find(|(_, support)| *support == self).map_or("yes", |(word, _)| word)
    }

    /// Its meaning, in a sentence.
    pub fn doc(self) -> &'static str {
        match self {
            Support::Yes => "It is supported.",
            Support::AddOn => "It costs extra; needs a `price` or a `note`.",
            Support::Partial => "It is supported in part; needs a `note` or a `variant`.",
            Support::Planned => "It is announced, but not available yet.",
            Support::Deprecated => "It is supported, but will be removed.",
        }
    }

    /// Higher is more; `no` would be 0.
    pub fn level(self) -> u8 {
        match self {
            Support::Yes => 5,
            Support::AddOn => 4,
            Support::Partial => 3,
            Support::Planned => 2,
            Support::Deprecated => 1,
        }
    }

    /// `"yes"`, …, `true`, `false`.
    pub fn read(raw: &Raw, of: &Declaration<'_>, faults: &mut Diagnostics) -> Option<Value> {
        match &raw.what {
            RawKind::Bool(true) => return Some(Value::Support(Support::Yes)),
            RawKind::Bool(false) => return Some(Value::No),
            RawKind::String(word) => {
                if let Some((_, support)) = Support::ALL.iter().find(|(known, _)| known == word) {
                    return Some(Value::Support(*support));
                }
            }
            _ => {}
        }
        let words: Vec<&str> = Support::ALL.iter().map(|(word, _)| *word).chain(STATES).collect();
        let diagnostic = of.misfit(raw, "\"yes\", \"no\" or another level of support");
        let meant = raw.as_str().and_then(|word| {
            meant_state(word)
                .or_else(|| did_you_mean(&word.to_lowercase(), words.iter().copied()))
                .or_else(|| words.iter().copied().find(|known| known.eq_ignore_ascii_case(word.trim())))
        });
        faults.push(match meant {
            Some(meant) => {
                // Which word a misspelt one was meant to be is for the author to say.
                let same = raw.as_str().is_some_and(|word| word.trim().eq_ignore_ascii_case(meant));
                diagnostic.help(format!("did you mean `{meant}`?")).fix(
                    raw.span,
                    format!("\"{meant}\""),
                    Applicability::safe_if(same),
                )
            }
            None => diagnostic.help(format!("the valid values are {}", in_words(&words))),
        });
        None
    }

    /// The theme's word for it.
    pub fn message(self) -> Message {
        let key = match self {
            Support::Yes => "value.yes",
            Support::AddOn => "value.add-on",
            Support::Partial => "value.partial",
            Support::Planned => "value.planned",
            Support::Deprecated => "value.deprecated",
        };
        Message::Catalog { key, args: Vec::new() }
    }
}

impl ValueType for Support {
    type Data = Support;

    const INFO: TypeInfo = TypeInfo {
        betters: &[Better::Yes, Better::No],
        reads_words: true,
        plain: Some(Shape::Either(&[Shape::Choice(|| names(Support::ALL)), Shape::Bool])),
        requirement: RequirementKind::Support,
        no: "value.no",
        example: r#"`{id} = "yes"`"#,
        table_example: r#"value = "yes""#,
        forms: r#""yes" | "no" | "partial" | "add-on" | "planned" | "deprecated""#,
        ..TypeInfo::new("support", r#""yes", "no" or another level of support"#)
    };

    fn parse(raw: &Raw, of: &Declaration<'_>, faults: &mut Diagnostics) -> Option<Value> {
        Support::read(raw, of, faults)
    }

    fn rank(value: &Support) -> Option<u8> {
        Some(value.level())
    }

    fn phrase(value: &Support, _: &ValueFormat<'_>) -> Message {
        value.message()
    }

    fn export(value: &Support, _: Option<&str>) -> Export {
        Export::plain(Machine::Text(value.as_str().to_owned()))
    }
}
