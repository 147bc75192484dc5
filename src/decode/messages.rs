//! Strings of a theme, and a site's own words for them: nested tables, dotted keys.

use indexmap::IndexMap;

use super::node::{NodeKind, Table};
use super::read::{self, What};
use crate::diagnostics::Sink;
use crate::model::{Plural, PluralCategory};

/// Reads nested tables of strings: `[nav] home = "…"` is `nav.home`. A table whose keys are all CLDR
/// plural categories is one message.
pub fn messages(table: &Table, sink: &Sink) -> IndexMap<String, Plural> {
    let mut messages = IndexMap::new();
    collect("", table, &mut messages, sink);
    messages
}

fn collect(prefix: &str, table: &Table, messages: &mut IndexMap<String, Plural>, sink: &Sink) {
    for (name, entry) in &table.entries {
        let key = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
        match &entry.value.kind {
            NodeKind::Broken => {}
            NodeKind::Table(inner) if is_plural(inner) => {
                let forms = inner
                    .entries
                    .iter()
                    .filter_map(|(category, entry)| {
                        let what = What::new(format!("{key}.{category}"), "\"{n} guides\"");
                        Some((PluralCategory::parse(category)?, read::prose(&entry.value, &what, sink)?))
                    })
                    .collect();
                messages.insert(key, Plural::By(forms));
            }
            NodeKind::Table(inner) => collect(&key, inner, messages, sink),
            _ => {
                if let Some(prose) = read::prose(&entry.value, &What::new(key.clone(), "\"Guides\""), sink) {
                    messages.insert(key, Plural::Same(prose));
                }
            }
        }
    }
}

fn is_plural(table: &Table) -> bool {
    !table.entries.is_empty() && table.entries.keys().all(|key| PluralCategory::parse(key).is_some())
}
