//! Lines of labels.toml whose header is gone: they stand in the table above, where nobody knows them. Their ids tell
//! where they belong.

use super::labels::{LABELS, QUESTION_WORDS};
use crate::decode::node::{Entry, Node, NodeKind, Table};
use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::model::Guide;
use crate::source::Span;

/// Tables whose keys are ids of the facts, so that a line says by itself that it belongs there.
const BY_ID: [&str; 3] = ["groups", "features", "questions"];

/// Puts what stands in a wrong table where it belongs. Each run of lines is told once.
pub(super) fn restore(root: &mut Table, guide: &Guide, sink: &Sink) {
    if guide.hollow {
        return;
    }
    let knows = |table: &str, id: &str| match table {
        "groups" => guide.groups.iter().any(|group| group.id == id),
        "features" => guide.features.iter().any(|feature| feature.id == id),
        "questions" => guide.questions.iter().any(|question| question.id == id),
        _ => false,
    };
    // Above any header.
    let home = |id: &str| BY_ID.into_iter().find(|table| knows(table, id));
    for to in BY_ID {
        let taken = take(root, |id, _| LABELS.key(id).is_none() && home(id) == Some(to));
        put(root, &[to], taken, "above any header", sink);
    }
    for from in ["groups", "features", "notes", "variants", "links"] {
        for to in BY_ID.into_iter().filter(|to| *to != from) {
            let taken = inside(root, &[from], |table| {
                take(table, |id, entry| {
                    let fits = to == "questions" || entry.value.as_table().is_none() || to == "features";
                    fits && !knows(from, id) && home(id) == Some(to)
                })
            });
            put(root, &[to], taken, &format!("under `[{from}]`"), sink);
        }
    }
    let choosers = guide.features.iter().map(|feature| (&feature.id, &feature.options));
    let choosers: Vec<_> = choosers.chain(guide.stats.iter().map(|stat| (&stat.id, &stat.options))).collect();
    for (id, options) in choosers.into_iter().filter(|(_, options)| !options.is_empty()) {
        let said = |root: &Table, option: &str| {
            let of = root.get("options").and_then(Node::as_table).and_then(|all| all.get(id)).and_then(Node::as_table);
            of.is_some_and(|names| names.entries.contains_key(option))
        };
        for from in ["groups", "features"] {
            let unsaid: Vec<&String> = options.keys().filter(|option| !said(root, option)).collect();
            let taken = inside(root, &[from], |table| {
                take(table, |name, entry| {
                    entry.value.as_str().is_some() && !knows(from, name) && unsaid.iter().any(|option| *option == name)
                })
            });
            put(root, &["options", id], taken, &format!("under `[{from}]`"), sink);
        }
    }
    for question in &guide.questions {
        let taken = inside(root, &["questions", &question.id], |table| {
            take(table, |name, _| {
                QUESTION_WORDS.key(name).is_none() && question.answers.iter().any(|answer| answer.id == name)
            })
        });
        let from = format!("under `[questions.{}]`", question.id);
        put(root, &["questions", &question.id, "answers"], taken, &from, sink);
    }
}

/// The entries that are wanted, taken out; none of a table that stands on one line.
fn take(table: &mut Table, wanted: impl Fn(&str, &Entry) -> bool) -> Vec<(String, Entry)> {
    if table.inline {
        return Vec::new();
    }
    let names: Vec<String> =
        table.entries.iter().filter(|(name, entry)| wanted(name, entry)).map(|(name, _)| name.clone()).collect();
    names.into_iter().filter_map(|name| table.entries.shift_remove_entry(&name)).collect()
}

fn inside(root: &mut Table, path: &[&str], take: impl Fn(&mut Table) -> Vec<(String, Entry)>) -> Vec<(String, Entry)> {
    let mut table = root;
    for name in path {
        match table.entries.get_mut(*name).map(|entry| &mut entry.value.kind) {
            Some(NodeKind::Table(inner)) => table = inner,
            _ => return Vec::new(),
        }
    }
    take(table)
}

/// Puts entries into the table at `path`, and says that its header is missing above them.
fn put(root: &mut Table, path: &[&str], entries: Vec<(String, Entry)>, from: &str, sink: &Sink) {
    let Some((first, at)) = entries.first().map(|(name, entry)| (name.clone(), entry.key)) else { return };
    let more = match entries.len() {
        1 => "stands".to_owned(),
        n => format!("and {} more stand", n - 1),
    };
    let mut headed = true;
    let mut table = root;
    for name in path {
        headed &= table.entries.contains_key(*name);
        let lost = std::sync::Arc::clone(&table.lost);
        let made = || {
            let inner = Table { span: at, inline: false, entries: Default::default(), lost };
            Entry { key: at, value: Node { span: at, kind: NodeKind::Table(inner) } }
        };
        match &mut table.entries.entry((*name).to_owned()).or_insert_with(made).value.kind {
            NodeKind::Table(inner) => table = inner,
            // That it is no table is told by whoever reads it.
            _ => return,
        }
    }
    let header = format!("[{}]", path.join("."));
    let message =
        format!("`{first}` {more} {from}, and belong{} under `{header}`", if entries.len() == 1 { "s" } else { "" });
    let diagnostic = Diagnostic::error(Code::MisplacedKey, message);
    sink.push(match headed {
        true => diagnostic
            .at(at, format!("not known here, but under `{header}`"))
            .help(format!("move what belongs there below the line `{header}`")),
        false => diagnostic
            .at(at, format!("`{header}` is missing above this"))
            .help(format!("write a line `{header}` above it"))
            .fix(Span { end: at.start, ..at }, format!("{header}\n"), false),
    });
    for (name, entry) in entries {
        table.entries.entry(name).or_insert(entry);
    }
}
