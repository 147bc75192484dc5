//! From TOML to values that no file format is known of.

use crate::{Node, NodeKind, Table};
use mizan_model::value::raw::{Entry, Raw, RawKind};

/// The node as a raw value; `None` where some of it could not be read, which is told already.
pub fn raw(node: &Node) -> Option<Raw> {
    let what = match &node.kind {
        NodeKind::String(prose) => RawKind::String(prose.text.clone()),
        NodeKind::Integer(digits) | NodeKind::Float(digits) => RawKind::Number(digits.clone()),
        NodeKind::Bool(value) => RawKind::Bool(*value),
        NodeKind::Date(date) => RawKind::Moment(date.to_string()),
        NodeKind::Time => RawKind::Moment("with a time".to_owned()),
        NodeKind::Array(items) => RawKind::Array(items.iter().map(raw).collect::<Option<_>>()?),
        NodeKind::Table(table) => RawKind::Table(entries(table)?),
        NodeKind::Broken => return None,
    };
    Some(Raw { what, span: node.span })
}

/// The entries of a table; `None` where one could not be read.
pub fn entries(table: &Table) -> Option<Vec<Entry>> {
    table
        .entries
        .iter()
        .map(|(key, entry)| Some(Entry { key: key.clone(), key_span: entry.key, value: raw(&entry.value)? }))
        .collect()
}
