//! Reads a table, as its `TableShape` describes it.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::node::{Entry, Node, Table};
use super::read;
use crate::KeyNames;
use mizan_model::shape::{Shape, TableShape};
use mizan_model::{Date, Prose};
use mizan_source::diagnostics::{Applicability, Code, Diagnostic, IdKind, Reported, Sink, did_you_mean, surely_meant};
use mizan_source::{Span, Spanned};

/// A table with the description it is read by. Making one checks its keys; the readers check values.
///
/// Readers return `None` if the key is absent and where its value cannot be used; in the latter
/// case, and where a required key is absent, an error is reported already ([`Fields::error`]).
#[derive(Clone)]
pub(crate) struct Fields<'a> {
    table: &'a Table,
    shape: &'static TableShape,
    sink: &'a Sink,
    /// Descriptions of the tables around this one, nearest first.
    around: Vec<&'static TableShape>,
    /// Whether required keys may be missing, here and in the tables below.
    lenient: bool,
    /// Keys that have no usable value, with the proof that an error was reported.
    errors: RefCell<Errors>,
    /// Unknown keys that were reported with the table around.
    misplaced: Errors,
}

type Errors = BTreeMap<String, Reported>;

/// A key of a table that is in one of its tables: all lines after a `[table]` are part of it.
struct SunkKey<'a> {
    name: &'a str,
    span: Span,
    /// The key of the table that it is in.
    within: &'static str,
    inner: &'static TableShape,
}

impl<'a> Fields<'a> {
    /// A whole document, or a table that has nothing to do with the one around it.
    pub(crate) fn new(table: &'a Table, shape: &'static TableShape, sink: &'a Sink) -> Fields<'a> {
        Fields::within(table, shape, Vec::new(), false, Errors::new(), sink)
    }

    /// Like [`Fields::new`], for words in `source`'s own language or else in one that may lack some: there a required
    /// key that is absent falls back to the source's words, and is reported by `check`.
    pub(crate) fn of_words(table: &'a Table, shape: &'static TableShape, source: bool, sink: &'a Sink) -> Fields<'a> {
        Fields::within(table, shape, Vec::new(), !source, Errors::new(), sink)
    }

    fn within(
        table: &'a Table,
        shape: &'static TableShape,
        around: Vec<&'static TableShape>,
        lenient: bool,
        misplaced: Errors,
        sink: &'a Sink,
    ) -> Fields<'a> {
        let fields = Fields { table, shape, sink, around, lenient, errors: RefCell::default(), misplaced };
        let unknown =
            |(name, _): &(&String, &Entry)| shape.key(name).is_none() && !fields.misplaced.contains_key(*name);
        for (name, entry) in table.entries.iter().filter(unknown) {
            let error = sink.report(fields.unknown_key(name, entry.key));
            let meant = did_you_mean(name, shape.keys.iter().map(|key| key.name));
            fields.add_error(meant.unwrap_or(name), error);
        }
        for SunkKey { name, span, inner, .. } in fields.sunk_keys() {
            let is_root = fields.shape_is_root(shape);
            fields.add_error(name, sink.report(misplaced_above(name, span, inner.name, shape, is_root)));
        }
        for key in shape.keys.iter().filter(|key| key.required && !lenient) {
            if !table.entries.contains_key(key.name) && fields.error(key.name).is_none() {
                let error = sink.report(fields.missing_key(key.name));
                fields.add_error(key.name, error);
            }
        }
        fields
    }

    /// Notes that the value of `key`, or a part of it, cannot be used.
    pub(crate) fn add_error(&self, key: &str, error: Reported) {
        self.errors.borrow_mut().entry(key.to_owned()).or_insert(error);
    }

    /// The value that was read of `key`.
    fn keep<T>(&self, key: &str, read: Result<T, Reported>) -> Option<T> {
        read.map_err(|error| self.add_error(key, error)).ok()
    }

    /// The proof that an error of `key` was reported: its value cannot be used, or it may be here under another name.
    pub(crate) fn error(&self, key: &str) -> Option<Reported> {
        let parsed = || self.table.get(key).and_then(Node::error);
        let unparsed = || self.table.unparsed.get(key).copied().filter(|_| !self.has(key));
        self.errors.borrow().get(key).copied().or_else(parsed).or_else(unparsed)
    }

    /// Text under `key`. If it cannot be used, no other check reports it as missing.
    pub(crate) fn required_prose(&self, key: &str) -> Option<Prose> {
        let prose = self.prose(key);
        if prose.is_none()
            && let Some(error) = self.error(key)
        {
            self.sink.suppress(|unread| unread.add_id(self.span().source, IdKind::Words, key, error));
        }
        prose
    }

    /// The table that is read, with all of its keys.
    pub(crate) fn table(&self) -> &'a Table {
        self.table
    }

    /// The table, see [`Table::span`].
    pub(crate) fn span(&self) -> Span {
        self.table.span
    }

    /// Whether the key is there, even if its value cannot be used.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.table.entries.contains_key(key)
    }

    /// The place of the key itself.
    pub(crate) fn key_span(&self, key: &str) -> Option<Span> {
        self.table.entries.get(key).map(|entry| entry.key)
    }

    /// The value as it is, of whatever type; also `None` if it could not be parsed.
    pub(crate) fn node(&self, key: &str) -> Option<&'a Node> {
        debug_assert!(self.shape.key(key).is_some(), "`{key}` is not described in {}", self.shape.name);
        self.table.get(key).filter(|node| node.error().is_none())
    }

    fn what(&self, key: &str) -> read::What {
        let example = self.shape.key(key).map_or("", |key| key.example);
        read::What { name: key.to_owned(), example }
    }

    /// A string that is not empty.
    pub(crate) fn string(&self, key: &str) -> Option<Spanned<String>> {
        self.keep(key, read::string(self.node(key)?, &self.what(key), self.sink))
    }

    /// A string that is not empty, with the place of its content.
    pub(crate) fn prose(&self, key: &str) -> Option<Prose> {
        self.keep(key, read::prose(self.node(key)?, &self.what(key), self.sink))
    }

    /// `true` or `false`.
    pub(crate) fn bool(&self, key: &str) -> Option<bool> {
        self.keep(key, read::bool(self.node(key)?, &self.what(key), self.sink))
    }

    /// A whole number, between the two that the key's shape names.
    pub(crate) fn integer(&self, key: &str) -> Option<Spanned<i64>> {
        let (min, max) = match self.shape.key(key).map(|key| key.shape) {
            Some(Shape::Integer(min, max)) => (min, max),
            _ => (i64::MIN, i64::MAX),
        };
        self.keep(key, read::integer(self.node(key)?, min, max, &self.what(key), self.sink))
    }

    /// A full date.
    pub(crate) fn date(&self, key: &str) -> Option<Spanned<Date>> {
        self.keep(key, read::date(self.node(key)?, &self.what(key), self.sink))
    }

    /// An id: `[a-z0-9]` words joined by single `-`, at most 60 characters.
    pub(crate) fn id(&self, key: &str) -> Option<Spanned<String>> {
        self.keep(key, read::id(self.node(key)?, &self.what(key), self.sink))
    }

    /// An id without which the table cannot be used.
    ///
    /// # Errors
    /// If it is missing or invalid.
    pub(crate) fn required_id(&self, key: &str) -> Result<Spanned<String>, Reported> {
        self.id(key).ok_or_else(|| self.error(key).unwrap_or_else(|| self.sink.report(self.missing_key(key))))
    }

    /// A choice that is optional.
    ///
    /// # Errors
    /// If the value is not one of `choices`.
    pub(crate) fn optional_choice<T: Copy>(
        &self,
        key: &str,
        choices: &[(&'static str, T)],
    ) -> Result<Option<T>, Reported> {
        match (self.choice(key, choices), self.error(key)) {
            (Some(choice), _) => Ok(Some(choice.value)),
            (None, Some(error)) if self.has(key) => Err(error),
            (None, _) => Ok(None),
        }
    }

    /// An absolute `http` or `https` URL.
    pub(crate) fn url(&self, key: &str) -> Option<Spanned<String>> {
        self.keep(key, read::url(self.node(key)?, &self.what(key), self.sink))
    }

    /// One of `choices`: the value of the word that is written.
    pub(crate) fn choice<T: Copy>(&self, key: &str, choices: &[(&'static str, T)]) -> Option<Spanned<T>> {
        self.keep(key, read::choice(self.node(key)?, choices, &self.what(key), self.sink))
    }

    /// The items of a list; empty where the key is absent.
    pub(crate) fn list(&self, key: &str) -> &'a [Node] {
        let list = self.node(key).and_then(|node| self.keep(key, read::list(node, &self.what(key), self.sink)));
        list.unwrap_or_default()
    }

    /// The usable items of a list.
    fn items<T>(&self, key: &str, read: impl Fn(&'a Node, &read::What) -> Result<T, Reported>) -> Vec<T> {
        let what = self.what(key).item();
        self.list(key).iter().filter_map(|item| self.keep(key, read(item, &what))).collect()
    }

    /// A list of strings that are not empty.
    pub(crate) fn strings(&self, key: &str) -> Vec<Spanned<String>> {
        self.items(key, |item, what| read::string(item, what, self.sink))
    }

    /// A list of strings that are not empty, each with the place of its content.
    pub(crate) fn proses(&self, key: &str) -> Vec<Prose> {
        self.items(key, |item, what| read::prose(item, what, self.sink))
    }

    /// A list of ids; duplicates are reported and ignored.
    pub(crate) fn ids(&self, key: &str) -> Vec<Spanned<String>> {
        let ids = self.items(key, |item, what| read::id(item, what, self.sink));
        let (ids, error) = read::unique(ids, &format!("in `{key}`"), self.sink);
        if let Some(error) = error {
            self.add_error(key, error);
        }
        ids
    }

    /// The table under `key`, read by its own description.
    pub(crate) fn fields(&self, key: &str, shape: &'static TableShape) -> Option<Fields<'a>> {
        let table = self.keep(key, read::table(self.node(key)?, &self.what(key), self.sink))?;
        let sunk = self.sunk_keys().into_iter().filter(|sunk| sunk.within == key);
        let misplaced = sunk.filter_map(|sunk| Some((sunk.name.to_owned(), self.error(sunk.name)?))).collect();
        Some(Fields::within(table, shape, self.around_inner(), self.lenient, misplaced, self.sink))
    }

    /// Each table of the list under `key`.
    pub(crate) fn each(&self, key: &str, shape: &'static TableShape) -> Vec<Fields<'a>> {
        let tables = self.items(key, |item, what| read::table(item, what, self.sink));
        tables.into_iter().map(|table| self.inside(table, shape)).collect()
    }

    /// A table found in this one, which messages about misplaced keys should know of.
    pub(crate) fn inside(&self, table: &'a Table, shape: &'static TableShape) -> Fields<'a> {
        Fields::within(table, shape, self.around_inner(), self.lenient, Errors::new(), self.sink)
    }

    fn around_inner(&self) -> Vec<&'static TableShape> {
        std::iter::once(self.shape).chain(self.around.iter().copied()).collect()
    }

    /// The entries of the table under `key`, whose keys the author chose, in order. Values that could not be
    /// parsed are ignored.
    pub(crate) fn entries(&self, key: &str, names: KeyNames) -> Vec<(Spanned<String>, &'a Node)> {
        let table = self.node(key).and_then(|node| self.keep(key, read::table(node, &self.what(key), self.sink)));
        let Some(table) = table else { return Vec::new() };
        let mut entries = Vec::new();
        for (name, entry) in &table.entries {
            let id = match names {
                KeyNames::Ids => read::check_id(name, entry.key, "a key", self.sink),
                KeyNames::Any => Ok(()),
            };
            match id.err().or_else(|| entry.value.error()) {
                Some(error) => self.add_error(key, error),
                None => entries.push((Spanned::new(name.clone(), entry.key), &entry.value)),
            }
        }
        entries
    }

    /// The proof that the first key that is unknown here was reported.
    pub(crate) fn unknown_key_error(&self) -> Option<Reported> {
        let known = || self.shape.keys.iter().map(|key| key.name);
        let mut unknown = self.table.entries.keys().filter(|name| self.shape.key(name).is_none());
        unknown.find_map(|name| {
            let meant = did_you_mean(name, known()).unwrap_or(name);
            self.error(meant).or_else(|| self.misplaced.get(name).copied())
        })
    }

    /// For tables whose keys the author chooses: if `name`, found under `key` but unknown there, is a key of this
    /// table or one around it, the diagnostic that suggests where to move it.
    pub(crate) fn misplaced(&self, name: &str, span: Span, under: &str) -> Option<Diagnostic> {
        let shape = std::iter::once(self.shape).chain(self.around.iter().copied()).find(|s| s.key(name).is_some())?;
        Some(misplaced_above(name, span, &format!("`[{under}]`"), shape, self.shape_is_root(shape)))
    }

    fn shape_is_root(&self, shape: &'static TableShape) -> bool {
        std::ptr::eq(*self.around.last().unwrap_or(&self.shape), shape)
    }

    /// Keys of this table that are in one of its tables by mistake.
    fn sunk_keys(&self) -> Vec<SunkKey<'a>> {
        let mut sunk = Vec::new();
        for key in self.shape.keys {
            let Shape::Table(inner) = key.shape else { continue };
            let table = self.table.get(key.name).and_then(Node::as_table);
            for (name, entry) in table.into_iter().flat_map(|table| &table.entries) {
                if inner.key(name).is_none() && self.shape.key(name).is_some() {
                    sunk.push(SunkKey { name, span: entry.key, within: key.name, inner });
                }
            }
        }
        sunk
    }

    fn unknown_key(&self, name: &str, span: Span) -> Diagnostic {
        if let Some(above) = self.around.iter().find(|shape| shape.key(name).is_some()) {
            return misplaced_above(name, span, self.shape.name, above, self.shape_is_root(above));
        }
        let known = self.shape.keys.iter().map(|key| key.name);
        if let Some(meant) = did_you_mean(name, known.clone()) {
            let unset = !self.has(meant);
            let diagnostic =
                Diagnostic::error(Code::UnknownKey, format!("unknown key `{name}` in {}", self.shape.name))
                    .at(span, "unknown key")
                    .help(format!("did you mean `{meant}`?"));
            let certain = surely_meant(name, known) == Some(meant);
            return if unset { diagnostic.fix(span, meant, Applicability::safe_if(certain)) } else { diagnostic };
        }
        let root = self.around.last().copied().unwrap_or(self.shape);
        if let Some(path) = find_below(root, name, 0) {
            return Diagnostic::error(Code::MisplacedKey, format!("`{name}` is not a key of {}", self.shape.name))
                .at(span, "unknown key")
                .help(format!("move it to {path}, which has this key"));
        }
        let list: Vec<String> = known.map(|key| format!("`{key}`")).collect();
        let diagnostic = Diagnostic::error(Code::UnknownKey, format!("unknown key `{name}` in {}", self.shape.name))
            .at(span, "unknown key");
        if list.is_empty() { diagnostic } else { diagnostic.help(format!("the known keys are {}", list.join(", "))) }
    }

    fn missing_key(&self, key: &str) -> Diagnostic {
        let example = self.what(key).example;
        Diagnostic::error(Code::MissingKey, format!("missing key `{key}` in {}", self.shape.name))
            .at(self.here(), format!("missing `{key}`"))
            .help(format!("add `{key} = {example}`"))
    }

    /// The place to point at for the whole table: its header or its first line.
    fn here(&self) -> Span {
        let span = self.table.span;
        if self.around.is_empty() && !self.table.inline {
            return Span { end: span.start, ..span };
        }
        span
    }
}

fn misplaced_above(name: &str, span: Span, found_in: &str, belongs: &'static TableShape, is_root: bool) -> Diagnostic {
    let help = if is_root {
        "move it above the first [table]: in TOML, all lines after a [table] are part of it".to_owned()
    } else {
        format!("move it up to the keys of {}", belongs.name)
    };
    Diagnostic::error(Code::MisplacedKey, format!("`{name}` is not a key of {found_in}"))
        .at(span, format!("`{name}` is a key of {}", belongs.name))
        .help(help)
}

/// Where below `shape` a key of that name is known, as an author would write the table.
fn find_below(shape: &'static TableShape, name: &str, depth: u32) -> Option<String> {
    if depth > 4 {
        return None;
    }
    shape.keys.iter().find_map(|key| {
        let (inner, path) = match inner(&key.shape)? {
            Inner::Table(inner) => (inner, format!("`[{}]`", key.name)),
            Inner::List(inner) => (inner, format!("`[[{}]]`", key.name)),
            Inner::Entries(inner) => (inner, format!("`[{}.ID]`", key.name)),
        };
        if inner.key(name).is_some() { Some(path) } else { find_below(inner, name, depth + 1) }
    })
}

enum Inner {
    Table(&'static TableShape),
    List(&'static TableShape),
    Entries(&'static TableShape),
}

fn inner(shape: &Shape) -> Option<Inner> {
    match shape {
        Shape::Table(table) => Some(Inner::Table(table)),
        Shape::List(item) | Shape::Several(item, ..) => match item {
            Shape::Table(table) | Shape::Typed(table) => Some(Inner::List(table)),
            _ => None,
        },
        Shape::Entries(Shape::Table(table)) | Shape::Ids(Shape::Table(table)) | Shape::By(_, Shape::Table(table)) => {
            Some(Inner::Entries(table))
        }
        Shape::Either(shapes) => shapes.iter().find_map(inner),
        _ => None,
    }
}
