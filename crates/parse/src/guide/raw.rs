//! Converts TOML to values that are independent of the file format.

use crate::{Node, NodeKind, Table};
use mizan_model::value::raw::{Entry, Raw, RawKind};
use mizan_source::diagnostics::Reported;

/// The node as a raw value.
///
/// # Errors
/// Where some of it could not be parsed.
pub(super) fn raw(node: &Node) -> Result<Raw, Reported> {
    let what = match &node.kind {
        NodeKind::String(prose) => RawKind::String(prose.text.clone()),
        NodeKind::Integer(digits) | NodeKind::Float(digits) => RawKind::Number(digits.clone()),
        NodeKind::Bool(value) => RawKind::Bool(*value),
        NodeKind::Date(date) => RawKind::Moment(date.to_string()),
        NodeKind::Time => RawKind::Moment("with a time".to_owned()),
        NodeKind::Array(items) => RawKind::Array(items.iter().map(raw).collect::<Result<_, _>>()?),
        NodeKind::Table(table) => RawKind::Table(entries(table)?),
        NodeKind::Error(error) => return Err(*error),
    };
    Ok(Raw { what, span: node.span })
}

/// The entries of a table.
///
/// # Errors
/// If one could not be parsed.
pub(super) fn entries(table: &Table) -> Result<Vec<Entry>, Reported> {
    table
        .entries
        .iter()
        .map(|(key, entry)| Ok(Entry { key: key.clone(), key_span: entry.key, value: raw(&entry.value)? }))
        .collect()
}
