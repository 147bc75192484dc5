//! Sentences that depend on a number, and units.

use indexmap::IndexMap;

use crate::decode::node::{Node, NodeKind, Table};
use crate::decode::read::{self, What};
use crate::diagnostics::{Code, Diagnostic, Sink, did_you_mean, surely_meant};
use crate::model::{Plural, PluralCategory, Prose, UnitWords};
use crate::source::Span;

/// Units by id: a text, or a table of plural categories and `per`.
pub fn units(entries: Vec<(crate::source::Spanned<String>, &Node)>, sink: &Sink) -> IndexMap<String, UnitWords> {
    let mut units = IndexMap::new();
    for (id, node) in entries {
        if !read::check_id(&id.value, id.span, "`[units]`", sink) {
            continue;
        }
        let what = What::new(id.value.clone(), "\"{n} mm\"");
        let unit = match &node.kind {
            NodeKind::Table(table) => unit(&id.value, id.span, table, sink),
            NodeKind::String(_) => read::prose(node, &what, sink).map(|prose| UnitWords {
                count: Plural::Same(prose),
                per: None,
                span: id.span,
            }),
            _ => {
                read::wrong_type(node, "a text, or a table of plural categories", &what, sink);
                None
            }
        };
        units.extend(unit.map(|unit| (id.value, unit)));
    }
    units
}

fn unit(id: &str, span: Span, table: &Table, sink: &Sink) -> Option<UnitWords> {
    let per = table.get("per").and_then(|node| read::prose(node, &What::new("per", "\"per month\""), sink));
    let forms = forms(&format!("the unit `{id}`"), table, &["per"], sink);
    if forms.is_empty() {
        if table.lost.is_empty() && table.entries.values().all(|entry| !entry.value.is_broken()) {
            sink.push(
                Diagnostic::error(Code::MissingPlural, format!("the unit `{id}` has no words for a number of it"))
                    .at(span, format!("`{id}` needs at least `other`"))
                    .help("add `other = \"{n} …\"`, and the other plural categories of the language"),
            );
        }
        return None;
    }
    Some(UnitWords { count: Plural::By(forms), per, span })
}

/// The plural forms of a table; keys that are none, and not `beside` them, are reported.
pub fn forms(of: &str, table: &Table, beside: &[&str], sink: &Sink) -> IndexMap<PluralCategory, Prose> {
    let mut forms = IndexMap::new();
    for (key, entry) in &table.entries {
        if beside.contains(&key.as_str()) {
            continue;
        }
        let Some(category) = PluralCategory::parse(key) else {
            let names = PluralCategory::ALL.map(PluralCategory::as_str);
            let known = names.into_iter().chain(beside.iter().copied());
            let diagnostic = Diagnostic::error(Code::UnknownPlural, format!("`{key}` is no plural category, in {of}"))
                .at(entry.key, format!("`{key}` is not known"));
            sink.push(match did_you_mean(key, known.clone()) {
                Some(meant) => {
                    let certain = !table.entries.contains_key(meant) && surely_meant(key, known) == Some(meant);
                    diagnostic.help(format!("did you mean `{meant}`?")).fix(entry.key, meant, certain)
                }
                None => diagnostic.help(format!("the categories are {}", read::quoted(&names))),
            });
            continue;
        };
        if let Some(prose) = read::prose(&entry.value, &What::new(key.clone(), "\"{n} …\""), sink) {
            forms.insert(category, prose);
        }
    }
    forms
}
