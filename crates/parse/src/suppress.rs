//! The ids that a table would define if it could be read: references to them are not reported.

use super::fields::Fields;
use super::node::{Node, NodeKind};
use super::read::id_fault;
use mizan_source::SourceId;
use mizan_source::diagnostics::{IdKind, Reported, Sink};

/// Notes that `file` defines `id`, which could not be read; and the id that follows the rules, as others may name it.
pub(crate) fn id(file: SourceId, kind: IdKind, id: &str, error: Reported, sink: &Sink) {
    sink.suppress(|unread| {
        unread.add_id(file, kind, id, error);
        if let Some((_, Some(fixed))) = id_fault(id) {
            unread.add_id(file, kind, fixed, error);
        }
    });
}

/// Notes that `file` may define any id of these kinds.
pub(crate) fn all(file: SourceId, kinds: &[IdKind], error: Reported, sink: &Sink) {
    sink.suppress(|unread| kinds.iter().for_each(|kind| unread.add_all_ids(file, *kind, error)));
}

/// Notes the ids in the list under `key`, as far as it could not be read: those in its items that are not tables, or
/// any id if it is not a list.
pub(crate) fn list(fields: &Fields<'_>, key: &str, kinds: &[IdKind], sink: &Sink) {
    let Some(error) = fields.error(key) else { return };
    let file = fields.span().source;
    match fields.node(key).map(|node| &node.kind) {
        Some(NodeKind::Array(items)) => {
            let items = items.iter().filter(|item| item.as_table().is_none());
            items.for_each(|item| {
                strings(item, &mut |text| kinds.iter().for_each(|kind| id(file, *kind, text, error, sink)))
            });
        }
        _ => all(file, kinds, error, sink),
    }
}

/// Notes what a table defines that cannot be used: its `id`; any text in it, where that is under a misspelt key; and
/// anything, where it has no `id` that is a text.
pub(crate) fn item(fields: &Fields<'_>, kind: IdKind, error: Reported, sink: &Sink) {
    let file = fields.span().source;
    match fields.table().get("id").and_then(Node::as_str) {
        Some(text) => id(file, kind, text, error, sink),
        None if !fields.has("id") && fields.unknown_key_error().is_some() => {
            let texts = fields.table().entries.values().filter_map(|entry| entry.value.as_str());
            texts.for_each(|text| id(file, kind, text, error, sink));
        }
        None => all(file, &[kind], error, sink),
    }
}

fn strings(node: &Node, add: &mut dyn FnMut(&str)) {
    match &node.kind {
        NodeKind::String(prose) => add(&prose.text),
        NodeKind::Array(items) => items.iter().for_each(|item| strings(item, add)),
        NodeKind::Table(table) => table.entries.values().for_each(|entry| strings(&entry.value, add)),
        _ => {}
    }
}
