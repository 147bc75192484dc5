//! Reads a table by its description.

use super::node::{Node, Table};
use super::read;
use mizan_model::shape::{Key, Shape, TableShape};
use mizan_model::{Date, Decimal, Prose};
use mizan_source::diagnostics::{Code, Diagnostic, Sink, did_you_mean, surely_meant};
use mizan_source::{Span, Spanned};

/// A table with the description it is read by. Making one judges its keys; the readers judge values.
///
/// Readers return `None` where the key is absent and where its value cannot be used; in the latter
/// case, and where a required key is absent, a diagnostic stands already.
#[derive(Clone)]
pub struct Fields<'a> {
    table: &'a Table,
    shape: &'static TableShape,
    sink: &'a Sink,
    /// Descriptions of the tables around this one, nearest first.
    around: Vec<&'static TableShape>,
    /// Whether required keys may be left out, here and in the tables below.
    lenient: bool,
}

impl<'a> Fields<'a> {
    /// A whole document, or a table that has nothing to do with the one around it.
    pub fn new(table: &'a Table, shape: &'static TableShape, sink: &'a Sink) -> Fields<'a> {
        Fields::within(table, shape, Vec::new(), false, sink)
    }

    /// As [`Fields::new`], of words in `source`'s own language or else in one that may lack some: there a required
    /// key that is absent falls back to the source's words, and is told of by `check`.
    pub fn of_words(table: &'a Table, shape: &'static TableShape, source: bool, sink: &'a Sink) -> Fields<'a> {
        Fields::within(table, shape, Vec::new(), !source, sink)
    }

    fn within(
        table: &'a Table,
        shape: &'static TableShape,
        around: Vec<&'static TableShape>,
        lenient: bool,
        sink: &'a Sink,
    ) -> Fields<'a> {
        let fields = Fields { table, shape, sink, around, lenient };
        let mut misspelt = Vec::new();
        for (name, entry) in table.entries.iter().filter(|(name, _)| shape.key(name).is_none()) {
            misspelt.extend(did_you_mean(name, shape.keys.iter().map(|key| key.name)));
            sink.push(fields.unknown_key(name, entry.key));
        }
        for key in shape.keys.iter().filter(|key| key.required && !lenient) {
            let told = misspelt.contains(&key.name) || table.lost.contains(key.name) || fields.sunk(key.name);
            if !table.entries.contains_key(key.name) && !told {
                sink.push(fields.missing_key(key));
            }
        }
        fields
    }

    pub fn table(&self) -> &'a Table {
        self.table
    }

    pub fn span(&self) -> Span {
        self.table.span
    }

    pub fn has(&self, key: &str) -> bool {
        self.table.entries.contains_key(key)
    }

    /// Whether `key` cannot be used, or may stand here under another name, and a diagnostic says so.
    pub fn is_told(&self, key: &str) -> bool {
        if self.has(key) {
            return self.node(key).is_none();
        }
        let known = || self.shape.keys.iter().map(|key| key.name);
        let mut unknown = self.table.entries.keys().filter(|name| self.shape.key(name).is_none());
        self.table.lost.contains(key) || self.sunk(key) || unknown.any(|name| did_you_mean(name, known()) == Some(key))
    }

    /// Where the key itself stands.
    pub fn key_span(&self, key: &str) -> Option<Span> {
        self.table.entries.get(key).map(|entry| entry.key)
    }

    /// The value as it stands, whatever it is; `None` too where it could not be read at all.
    pub fn node(&self, key: &str) -> Option<&'a Node> {
        debug_assert!(self.shape.key(key).is_some(), "`{key}` is not described in {}", self.shape.name);
        self.table.get(key).filter(|node| !node.is_broken())
    }

    fn what(&self, key: &str) -> read::What {
        let example = self.shape.key(key).map_or("", |key| key.example);
        read::What { name: key.to_owned(), example }
    }

    pub fn string(&self, key: &str) -> Option<Spanned<String>> {
        read::string(self.node(key)?, &self.what(key), self.sink)
    }

    /// A text that is not empty, with the place of its content.
    pub fn prose(&self, key: &str) -> Option<Prose> {
        read::prose(self.node(key)?, &self.what(key), self.sink)
    }

    pub fn bool(&self, key: &str) -> Option<bool> {
        read::bool(self.node(key)?, &self.what(key), self.sink)
    }

    /// A whole number, between the two that the key's shape names.
    pub fn integer(&self, key: &str) -> Option<Spanned<i64>> {
        let (min, max) = match self.shape.key(key).map(|key| key.shape) {
            Some(Shape::Integer(min, max)) => (min, max),
            _ => (i64::MIN, i64::MAX),
        };
        read::integer(self.node(key)?, min, max, &self.what(key), self.sink)
    }

    /// A number with its digits as written.
    pub fn decimal(&self, key: &str) -> Option<Spanned<Decimal>> {
        read::decimal(self.node(key)?, &self.what(key), self.sink)
    }

    /// A full date.
    pub fn date(&self, key: &str) -> Option<Spanned<Date>> {
        read::date(self.node(key)?, &self.what(key), self.sink)
    }

    pub fn id(&self, key: &str) -> Option<Spanned<String>> {
        read::id(self.node(key)?, &self.what(key), self.sink)
    }

    /// An absolute `http` or `https` address.
    pub fn url(&self, key: &str) -> Option<Spanned<String>> {
        read::url(self.node(key)?, &self.what(key), self.sink)
    }

    pub fn choice<T: Copy>(&self, key: &str, choices: &[(&'static str, T)]) -> Option<Spanned<T>> {
        read::choice(self.node(key)?, choices, &self.what(key), self.sink)
    }

    /// The items of a list; empty where the key is absent.
    pub fn list(&self, key: &str) -> &'a [Node] {
        self.node(key).and_then(|node| read::list(node, &self.what(key), self.sink)).unwrap_or_default()
    }

    pub fn strings(&self, key: &str) -> Vec<Spanned<String>> {
        let what = self.what(key);
        self.list(key).iter().filter_map(|item| read::string(item, &what.item(), self.sink)).collect()
    }

    pub fn proses(&self, key: &str) -> Vec<Prose> {
        let what = self.what(key);
        self.list(key).iter().filter_map(|item| read::prose(item, &what.item(), self.sink)).collect()
    }

    /// A list of ids, each once; an id that stands again is reported and left out.
    pub fn ids(&self, key: &str) -> Vec<Spanned<String>> {
        let what = self.what(key);
        let ids = self.list(key).iter().filter_map(|item| read::id(item, &what.item(), self.sink)).collect();
        read::unique(ids, &format!("in `{key}`"), self.sink)
    }

    /// The table under `key`, read by its own description.
    pub fn fields(&self, key: &str, shape: &'static TableShape) -> Option<Fields<'a>> {
        let table = read::table(self.node(key)?, &self.what(key), self.sink)?;
        Some(self.inside(table, shape))
    }

    /// Each table of the list under `key`.
    pub fn each(&self, key: &str, shape: &'static TableShape) -> Vec<Fields<'a>> {
        let what = self.what(key);
        let tables = self.list(key).iter().filter_map(|item| read::table(item, &what.item(), self.sink));
        tables.map(|table| self.inside(table, shape)).collect()
    }

    /// A table found in this one, which messages about misplaced keys should know of.
    pub fn inside(&self, table: &'a Table, shape: &'static TableShape) -> Fields<'a> {
        let mut around = vec![self.shape];
        around.extend(&self.around);
        Fields::within(table, shape, around, self.lenient, self.sink)
    }

    /// The entries of the table under `key`, whose keys the author chose, in order. Where `ids`, the
    /// keys are ids and others are reported. Broken values are left out.
    pub fn entries(&self, key: &str, ids: bool) -> Vec<(Spanned<String>, &'a Node)> {
        let Some(table) = self.node(key).and_then(|node| read::table(node, &self.what(key), self.sink)) else {
            return Vec::new();
        };
        read::entries(table, ids, self.sink)
    }

    /// For tables whose keys the author chooses: where `name`, found under `key` but known to nobody
    /// there, is a key of this table or one around it, the diagnostic that says where it belongs.
    pub fn misplaced(&self, name: &str, span: Span, under: &str) -> Option<Diagnostic> {
        let shape = std::iter::once(self.shape).chain(self.around.iter().copied()).find(|s| s.key(name).is_some())?;
        Some(misplaced_above(name, span, &format!("`[{under}]`"), shape, self.shape_is_root(shape)))
    }

    fn shape_is_root(&self, shape: &'static TableShape) -> bool {
        std::ptr::eq(*self.around.last().unwrap_or(&self.shape), shape)
    }

    /// Whether a key of this table stands in one of its tables by mistake: that is told there.
    fn sunk(&self, name: &str) -> bool {
        self.shape.keys.iter().any(|key| match key.shape {
            Shape::Table(inner) if inner.key(name).is_none() => {
                let table = self.table.get(key.name).and_then(Node::as_table);
                table.is_some_and(|table| table.entries.contains_key(name))
            }
            _ => false,
        })
    }

    fn unknown_key(&self, name: &str, span: Span) -> Diagnostic {
        if let Some(above) = self.around.iter().find(|shape| shape.key(name).is_some()) {
            return misplaced_above(name, span, self.shape.name, above, self.shape_is_root(above));
        }
        let known = self.shape.keys.iter().map(|key| key.name);
        if let Some(meant) = did_you_mean(name, known.clone()) {
            let unset = !self.has(meant);
            let diagnostic = Diagnostic::error(Code::UnknownKey, format!("{} has no key `{name}`", self.shape.name))
                .at(span, format!("`{name}` is not known here"))
                .help(format!("did you mean `{meant}`?"));
            let certain = surely_meant(name, known) == Some(meant);
            return if unset { diagnostic.fix(span, meant, certain) } else { diagnostic };
        }
        let root = self.around.last().copied().unwrap_or(self.shape);
        if let Some(path) = find_below(root, name, 0) {
            return Diagnostic::error(Code::MisplacedKey, format!("`{name}` does not belong to {}", self.shape.name))
                .at(span, format!("`{name}` is not known here"))
                .help(format!("it is a key of {path}: move it there"));
        }
        let list: Vec<String> = known.map(|key| format!("`{key}`")).collect();
        let diagnostic = Diagnostic::error(Code::UnknownKey, format!("{} has no key `{name}`", self.shape.name))
            .at(span, format!("`{name}` is not known here"));
        if list.is_empty() { diagnostic } else { diagnostic.help(format!("it takes {}", list.join(", "))) }
    }

    fn missing_key(&self, key: &Key) -> Diagnostic {
        Diagnostic::error(Code::MissingKey, format!("{} lacks `{}`", self.shape.name, key.name))
            .at(self.here(), format!("`{}` should stand here", key.name))
            .help(format!("add `{} = {}`", key.name, key.example))
    }

    /// A place that stands for the table: its header or its first line, never all of it.
    fn here(&self) -> Span {
        let span = self.table.span;
        if self.around.is_empty() && !self.table.inline {
            return Span { end: span.start, ..span };
        }
        span
    }
}

fn misplaced_above(name: &str, span: Span, stands_in: &str, belongs: &'static TableShape, is_root: bool) -> Diagnostic {
    let way_out = if is_root {
        format!(
            "move it above the first [table]: it belongs to {} itself, and in TOML all lines after a [table] are part of it",
            belongs.name
        )
    } else {
        format!("move it up: it belongs to {}", belongs.name)
    };
    Diagnostic::error(Code::MisplacedKey, format!("`{name}` stands in {stands_in}, where it means nothing"))
        .at(span, format!("`{name}` is a key of {}", belongs.name))
        .help(way_out)
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
