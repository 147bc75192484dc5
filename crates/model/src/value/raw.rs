//! A value as an author wrote it, before a feature's type defines its meaning. Independent of the file
//! format: `mizan-parse` makes these from TOML.

use mizan_source::Span;

/// A written value with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raw {
    /// The content.
    pub what: RawKind,
    /// Where it is written, quotation marks included.
    pub span: Span,
}

/// A value as it was written, by the kinds of values that data formats have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RawKind {
    /// A text, with its escapes resolved.
    String(String),
    /// The digits as written, without separators, in base ten: `7.80`, `-3`, `1e6`, `inf`.
    Number(String),
    /// `true` or `false`.
    Bool(bool),
    /// A date, a time, or both, in ISO 8601.
    Moment(String),
    /// Values in a list, in order.
    Array(Vec<Raw>),
    /// In the order in which they were written.
    Table(Vec<Entry>),
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Without quotation marks.
    pub key: String,
    /// Where the key is written.
    pub key_span: Span,
    /// Its value.
    pub value: Raw,
}

impl Raw {
    /// Whether the number is written as `digits`, not in another notation.
    pub fn is_written(&self, digits: &str) -> bool {
        self.span.range().len() == digits.len()
    }

    /// The text, where it is one.
    pub fn as_str(&self) -> Option<&str> {
        match &self.what {
            RawKind::String(text) => Some(text),
            _ => None,
        }
    }

    /// The items, where it is a list.
    pub fn as_array(&self) -> Option<&[Raw]> {
        match &self.what {
            RawKind::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The keys and values, where it is a table.
    pub fn as_table(&self) -> Option<&[Entry]> {
        match &self.what {
            RawKind::Table(entries) => Some(entries),
            _ => None,
        }
    }

    /// The description for messages: "the string `five`", "a list". Long strings are cut.
    pub fn describe(&self) -> String {
        match &self.what {
            RawKind::String(text) if text.is_empty() => "an empty string".to_owned(),
            RawKind::String(text) if text.chars().count() > 40 => {
                format!("the string `{}…`", text.chars().take(40).collect::<String>())
            }
            RawKind::String(text) => format!("the string `{text}`"),
            RawKind::Number(digits) => format!("the number {digits}"),
            RawKind::Bool(yes) => format!("`{yes}`"),
            RawKind::Moment(text) => format!("the date {text}"),
            RawKind::Array(items) if items.is_empty() => "an empty list".to_owned(),
            RawKind::Array(_) => "a list".to_owned(),
            RawKind::Table(_) => "a table".to_owned(),
        }
    }
}

/// The entry of `entries` called `key`.
pub fn find<'a>(entries: &'a [Entry], key: &str) -> Option<&'a Entry> {
    entries.iter().find(|entry| entry.key == key)
}
