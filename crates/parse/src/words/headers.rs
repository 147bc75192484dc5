//! Lines of labels.toml whose header is missing: they are in the table above, where their keys are unknown. Their ids
//! show to which table they belong.

use std::collections::BTreeSet;

use super::labels::{LABELS, QUESTION_WORDS};
use super::plural::UNIT;
use crate::node::{Entry, Node, NodeKind, Table};
use mizan_model::value::{Money, TIME_UNITS};
use mizan_model::{Guide, Statement, Value};
use mizan_source::Span;
use mizan_source::diagnostics::{Applicability, Code, Diagnostic, IdKind, Sink};

/// Tables whose keys are ids of the facts, so that a key shows that it belongs there; of those that share an id, the
/// first.
const BY_ID: [&str; 7] = ["groups", "features", "questions", "sources", "notes", "variants", "links"];

/// Tables whose values may be tables.
const WITH_TABLES: [&str; 3] = ["features", "questions", "sources"];

/// Puts what is in a wrong table where it belongs. Each run of lines is reported once.
pub(super) fn restore(root: &mut Table, guide: &Guide, sink: &Sink) {
    // If not all ids of the facts are known, it is unknown where a line belongs.
    let kinds = [IdKind::Group, IdKind::Feature, IdKind::Question, IdKind::Answer];
    if sink.unread(|unread| kinds.iter().any(|kind| unread.all_ids(guide.file, *kind).is_some())) {
        return;
    }
    let ids = Ids::of(guide);
    // Above any header.
    let home = |id: &str| BY_ID.into_iter().find(|table| ids.knows(table, id));
    for to in BY_ID {
        let taken = take_from(root, &[], |_, id, _| LABELS.key(id).is_none() && home(id) == Some(to));
        put(root, &[to], taken, "above any header", sink);
    }
    for from in tables(root) {
        let from: Vec<&str> = from.iter().map(String::as_str).collect();
        let place = format!("under `[{}]`", from.join("."));
        for to in BY_ID.into_iter().filter(|to| from != [*to]) {
            let taken = take_from(root, &from, |root, id, entry| {
                let fits = WITH_TABLES.contains(&to) || entry.value.as_table().is_none();
                // An id that has its text there is here by a different mistake.
                let is_free = table_at(root, &[to]).is_none_or(|table| table.get(id).is_none());
                fits && !ids.belongs(guide, &from, id) && home(id) == Some(to) && is_free
            });
            put(root, &[to], taken, &place, sink);
        }
        unit(root, guide, &ids, &from, &place, sink);
        question(root, guide, &ids, &from, &place, sink);
    }
    let choosers = guide.features.iter().map(|feature| (&feature.id, &feature.options));
    let choosers: Vec<_> = choosers.chain(guide.stats.iter().map(|stat| (&stat.id, &stat.options))).collect();
    for (id, options) in choosers.into_iter().filter(|(_, options)| !options.is_empty()) {
        for from in ["groups", "features"] {
            let taken = take_from(root, &[from], |root, name, entry| {
                let is_free = || table_at(root, &["options", id]).is_none_or(|table| table.get(name).is_none());
                entry.value.as_str().is_some() && !ids.knows(from, name) && options.contains_key(name) && is_free()
            });
            put(root, &["options", id], taken, &format!("under `[{from}]`"), sink);
        }
    }
    for question in &guide.questions {
        let taken = take_from(root, &["questions", &question.id], |_, name, _| {
            QUESTION_WORDS.key(name).is_none() && question.answers.iter().any(|answer| answer.id == name)
        });
        let from = format!("under `[questions.{}]`", question.id);
        put(root, &["questions", &question.id, "answers"], taken, &from, sink);
    }
}

/// The ids for which a guide's words are expected.
struct Ids<'g> {
    by_table: Vec<(&'static str, BTreeSet<&'g str>)>,
}

impl<'g> Ids<'g> {
    fn of(guide: &'g Guide) -> Ids<'g> {
        let cells = guide.cells();
        let statements =
            || cells.clone().chain(guide.stats.iter().map(|stat| &stat.cell)).flat_map(|cell| &cell.statements);
        let money = |said: &'g Statement| match &said.value {
            Value::Money(Money::Amount(amount)) => Some(amount),
            _ => None,
        };
        let units = guide.features.iter().map(|of| &of.unit).chain(guide.stats.iter().map(|of| &of.unit)).flatten();
        let per = statements().filter_map(money).flat_map(|amount| amount.per.iter().chain(&amount.billed));
        let units = units.map(|unit| unit.value.as_str()).chain(per.map(String::as_str));
        let by_table = vec![
            ("groups", guide.groups.iter().map(|group| group.id.as_str()).collect()),
            ("features", guide.features.iter().map(|feature| feature.id.as_str()).collect()),
            ("questions", guide.questions.iter().map(|question| question.id.as_str()).collect()),
            ("sources", guide.sources.keys().map(String::as_str).collect()),
            ("notes", statements().flat_map(|said| &said.notes.shared).map(|note| note.value.as_str()).collect()),
            ("variants", statements().filter_map(|said| said.variant.as_ref()).map(|of| of.value.as_str()).collect()),
            ("links", guide.tiers.iter().flat_map(|tier| &tier.links).map(|link| link.id.as_str()).collect()),
            // The names of the others are those of the language.
            ("units", units.filter(|unit| !TIME_UNITS.contains(unit)).collect()),
        ];
        Ids { by_table }
    }

    fn all(&self, table: &str) -> Option<&BTreeSet<&'g str>> {
        self.by_table.iter().find(|(name, _)| *name == table).map(|(_, ids)| ids)
    }

    fn knows(&self, table: &str, id: &str) -> bool {
        self.all(table).is_some_and(|ids| ids.contains(id))
    }

    /// Whether a name is known in a table of labels.toml.
    fn belongs(&self, guide: &Guide, table: &[&str], name: &str) -> bool {
        match table {
            [table] => self.knows(table, name),
            ["units", _] => UNIT.key(name).is_some(),
            ["options", of] => {
                let features = guide.features.iter().filter(|feature| feature.id == *of).map(|of| &of.options);
                let stats = guide.stats.iter().filter(|stat| stat.id == *of).map(|of| &of.options);
                features.chain(stats).any(|options| options.contains_key(name))
            }
            ["questions", of, "answers"] => {
                let of = guide.questions.iter().filter(|question| question.id == *of);
                of.flat_map(|question| &question.answers).any(|answer| answer.id == name)
            }
            _ => true,
        }
    }
}

/// The tables in which lines without their header can be.
fn tables(root: &Table) -> Vec<Vec<String>> {
    let flat =
        ["groups", "features", "notes", "variants", "links", "sources", "units"].map(|name| vec![name.to_owned()]);
    let mut found: Vec<Vec<String>> = flat.into();
    for name in ["options", "units"] {
        found.extend(names_in(root, &[name]).into_iter().map(|inner| vec![name.to_owned(), inner]));
    }
    for question in names_in(root, &["questions"]) {
        found.push(vec!["questions".to_owned(), question, "answers".to_owned()]);
    }
    found
}

fn names_in(root: &Table, path: &[&str]) -> Vec<String> {
    table_at(root, path).map(|table| table.entries.keys().cloned().collect()).unwrap_or_default()
}

fn table_at<'t>(root: &'t Table, path: &[&str]) -> Option<&'t Table> {
    path.iter().try_fold(root, |table, name| table.get(name).and_then(Node::as_table))
}

/// Forms of a unit whose `[units.ID]` is missing: of the unit that has no text.
fn unit(root: &mut Table, guide: &Guide, ids: &Ids<'_>, from: &[&str], place: &str, sink: &Sink) {
    let said = table_at(root, &["units"]);
    let is_unsaid = |unit: &&&str| said.is_none_or(|said| said.get(unit).is_none());
    let [unit] = ids.all("units").into_iter().flatten().filter(is_unsaid).copied().collect::<Vec<_>>()[..] else {
        return;
    };
    let taken = take_from(root, from, |_, name, entry| {
        UNIT.key(name).is_some() && entry.value.as_str().is_some() && !ids.belongs(guide, from, name)
    });
    put(root, &["units", unit], taken, place, sink);
}

/// The text of the question that has none, and whose header is missing.
fn question(root: &mut Table, guide: &Guide, ids: &Ids<'_>, from: &[&str], place: &str, sink: &Sink) {
    let lacks = |id: &&str| table_at(root, &["questions", id]).is_none_or(|table| table.get("text").is_none());
    let unsaid: Vec<&str> = guide.questions.iter().map(|question| question.id.as_str()).filter(lacks).collect();
    let [question] = unsaid[..] else { return };
    let taken = take_from(root, from, |_, name, entry| {
        name == "text" && entry.value.as_str().is_some() && !ids.belongs(guide, from, name)
    });
    if let Some((_, entry)) = taken.first() {
        sink.push(lost(&taken, &format!("[questions.{question}]"), place, entry.key));
    }
    insert(root, &["questions", question], taken);
}

/// Removes the entries of the table at `path` that are `wanted` and returns them; none of a table on one line.
fn take_from(root: &mut Table, path: &[&str], wanted: impl Fn(&Table, &str, &Entry) -> bool) -> Vec<(String, Entry)> {
    let Some(table) = table_at(root, path).filter(|table| !table.inline) else { return Vec::new() };
    let names: Vec<String> =
        table.entries.iter().filter(|(name, entry)| wanted(root, name, entry)).map(|(name, _)| name.clone()).collect();
    if names.is_empty() {
        return Vec::new();
    }
    let mut table = root;
    for name in path {
        match table.entries.get_mut(*name).map(|entry| &mut entry.value.kind) {
            Some(NodeKind::Table(inner)) => table = inner,
            _ => return Vec::new(),
        }
    }
    names.into_iter().filter_map(|name| table.entries.shift_remove_entry(&name)).collect()
}

/// Moves entries into the table at `path`, and reports that its header is missing above them.
fn put(root: &mut Table, path: &[&str], entries: Vec<(String, Entry)>, from: &str, sink: &Sink) {
    let Some((_, first)) = entries.first() else { return };
    let mut headed = true;
    let mut table = Some(&*root);
    for name in path {
        let inner = table.and_then(|table| table.get(name));
        headed &= inner.is_some();
        table = inner.and_then(Node::as_table);
        // The reader reports that it is not a table.
        if inner.is_some() && table.is_none() {
            return;
        }
    }
    let (at, header) = (first.key, format!("[{}]", path.join(".")));
    sink.push(match headed {
        true => misplaced(&entries, &header, from)
            .at(at, format!("belongs under `{header}`"))
            .help(format!("move it below the line `{header}`")),
        false => lost(&entries, &header, from, at),
    });
    insert(root, path, entries);
}

fn misplaced(entries: &[(String, Entry)], header: &str, from: &str) -> Diagnostic {
    let first = entries.first().map(|(name, _)| name.as_str()).unwrap_or_default();
    let (are, belong) = match entries.len() {
        1 => ("is".to_owned(), "belongs"),
        n => (format!("and {} more are", n - 1), "belong"),
    };
    Diagnostic::error(Code::MisplacedKey, format!("`{first}` {are} {from}, but {belong} under `{header}`"))
}

/// The diagnostic of a header that is missing above its lines, of which the first is at `at`.
fn lost(entries: &[(String, Entry)], header: &str, from: &str, at: Span) -> Diagnostic {
    misplaced(entries, header, from)
        .at(at, format!("missing `{header}` above this"))
        .help(format!("add a line `{header}` above it"))
        .fix(Span { end: at.start, ..at }, format!("{header}\n"), Applicability::Unsafe)
}

fn insert(root: &mut Table, path: &[&str], entries: Vec<(String, Entry)>) {
    let Some(at) = entries.first().map(|(_, entry)| entry.key) else { return };
    let mut table = root;
    for name in path {
        let unparsed = std::sync::Arc::clone(&table.unparsed);
        let made = || {
            let inner = Table { span: at, inline: false, entries: Default::default(), unparsed };
            Entry { key: at, value: Node { span: at, kind: NodeKind::Table(inner) } }
        };
        match &mut table.entries.entry((*name).to_owned()).or_insert_with(made).value.kind {
            NodeKind::Table(inner) => table = inner,
            _ => return,
        }
    }
    for (name, entry) in entries {
        table.entries.entry(name).or_insert(entry);
    }
}
