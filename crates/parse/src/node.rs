//! The TOML tree: values with their spans, tables in the order of their keys.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;
use toml::de::{DeTable, DeValue};

use super::syntax::{self, Reading};
use super::unseen;
use mizan_model::shape::TableShape;
use mizan_model::{Date, Prose};
use mizan_source::diagnostics::{Reported, Sink};
use mizan_source::{SourceId, SourceMap, Span};
use mizan_source::{has_lines, text};

/// One file, or one front matter.
#[derive(Clone, Debug)]
pub struct Document {
    /// What is at the top: keys without a header, and every table.
    pub root: Table,
    /// Where the first `[table]` begins: keys of the document itself must be above it.
    pub first_header: Option<Span>,
}

/// Keys and values, in the order in which they were written.
#[derive(Clone, Debug)]
pub struct Table {
    /// The `[header]`, the braces and all between them, or the whole document.
    pub span: Span,
    /// Written in braces.
    pub inline: bool,
    /// The value of each key, whose parts are not dotted.
    pub entries: IndexMap<String, Entry>,
    /// Keys whose lines could not be parsed, of the whole document: neither missing nor usable.
    pub unparsed: Arc<BTreeMap<String, Reported>>,
}

impl Table {
    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries.get(key).map(|entry| &entry.value)
    }

    /// Whether any line of the document could not be parsed.
    pub fn any_unparsed(&self) -> Option<Reported> {
        self.unparsed.values().next().copied()
    }

    /// Takes the key for one that could not be parsed.
    pub fn add_unparsed(&mut self, key: impl Into<String>, error: Reported) {
        Arc::make_mut(&mut self.unparsed).insert(key.into(), error);
    }
}

/// A key with its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key, with its quotation marks.
    pub key: Span,
    /// The value of the key.
    pub value: Node,
}

/// A value with its place.
#[derive(Clone, Debug)]
pub struct Node {
    /// The value, with its quotation marks or brackets.
    pub span: Span,
    /// What it is.
    pub kind: NodeKind,
}

/// A value of TOML 1.0, or an error in its place.
#[derive(Clone, Debug)]
pub enum NodeKind {
    /// A string of any of the four kinds, with its escapes resolved.
    String(Prose),
    /// Digits as written, in base ten, without `_`.
    Integer(String),
    /// Digits as written, without `_`; also `nan` and `inf`.
    Float(String),
    /// `true` or `false`.
    Bool(bool),
    /// A date without a time.
    Date(Date),
    /// A date with a time, or a time alone: no key takes one.
    Time,
    /// A list in brackets, or all tables of one `[[header]]`.
    Array(Vec<Node>),
    /// A table of any kind: by header, in braces, or by dotted keys.
    Table(Table),
    /// Could not be parsed.
    Error(Reported),
}

impl Node {
    /// The error, if the value could not be parsed.
    pub fn error(&self) -> Option<Reported> {
        match self.kind {
            NodeKind::Error(error) => Some(error),
            _ => None,
        }
    }

    /// The table, if it is one.
    pub fn as_table(&self) -> Option<&Table> {
        match &self.kind {
            NodeKind::Table(table) => Some(table),
            _ => None,
        }
    }

    /// The string, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::String(prose) => Some(&prose.text),
            _ => None,
        }
    }

    /// The description for messages: "a number".
    pub fn describe(&self) -> &'static str {
        match &self.kind {
            NodeKind::String(_) => "a string",
            NodeKind::Integer(_) => "a number",
            NodeKind::Float(_) => "a decimal number",
            NodeKind::Bool(_) => "a boolean",
            NodeKind::Date(_) => "a date",
            NodeKind::Time => "a time",
            NodeKind::Array(_) => "a list",
            NodeKind::Table(_) => "a table",
            NodeKind::Error(_) => "an invalid value",
        }
    }
}

/// Reads the whole file as TOML.
///
/// # Errors
/// If it is not text at all.
pub fn parse(sources: &SourceMap, id: SourceId, sink: &Sink) -> Result<Document, Reported> {
    let (text, base) = text(sources, id, sink)?;
    has_lines(sources.path(id), &text, id, base, sink)?;
    Ok(parse_part(&text, id, base, sink))
}

/// Like [`parse`], for a file whose kind of content is known: headers are read as they were meant.
///
/// # Errors
/// If it is not text at all.
pub(crate) fn parse_as(
    sources: &SourceMap,
    id: SourceId,
    shape: &'static TableShape,
    sink: &Sink,
) -> Result<Document, Reported> {
    let (text, base) = text(sources, id, sink)?;
    has_lines(sources.path(id), &text, id, base, sink)?;
    Ok(parse_part_as(&text, id, base, shape, sink))
}

/// How often a text is read again. Each round finds what the parser could reach, mostly one line; what is left after
/// these is reported as any other error. A long text takes long to read.
fn rounds(text: &str) -> u32 {
    const LEAST: usize = 24;
    const MOST: usize = 200;
    const BYTES: usize = 8 << 20;
    (BYTES / text.len().max(1)).clamp(LEAST, MOST) as u32
}

/// Reads TOML that begins at byte `base` of file `id`.
fn parse_part(text: &str, id: SourceId, base: usize, sink: &Sink) -> Document {
    read(Reading::new(text, id, base), rounds(text), sink)
}

/// Like [`parse_part`], for TOML whose tables and keys are known.
pub(crate) fn parse_part_as(
    text: &str,
    id: SourceId,
    base: usize,
    shape: &'static TableShape,
    sink: &Sink,
) -> Document {
    let mut reading = Reading::new(text, id, base);
    match reading.headed(shape, sink) {
        Some(meant) => read(reading.of(&meant), rounds(text), sink),
        None => read(reading, rounds(text), sink),
    }
}

fn read(mut reading: Reading<'_>, rounds: u32, sink: &Sink) -> Document {
    let text = reading.text;
    let (table, errors) = DeTable::parse_recoverable(text);
    if rounds > 0
        && !errors.is_empty()
        && let Some(meant) = reading.meant(&errors, sink)
    {
        // What was meant is read instead, so that its keys are not reported as missing.
        return read(reading.of(&meant), rounds - 1, sink);
    }
    let unparsed = syntax::report(&reading, &errors, sink);
    let convert = Convert { reading: &reading, unparsed: &unparsed, sink };
    let root = convert.table(table.into_inner(), 0..text.len(), false);
    let first_header = syntax::first_header(text).map(|at| reading.span(at));
    Document { root, first_header }
}

struct Convert<'a> {
    reading: &'a Reading<'a>,
    unparsed: &'a syntax::Unparsed,
    sink: &'a Sink,
}

impl Convert<'_> {
    fn span(&self, range: std::ops::Range<usize>) -> Span {
        self.reading.span(range)
    }

    fn table(&self, table: DeTable<'_>, range: std::ops::Range<usize>, inline: bool) -> Table {
        // The parser sorts by key; the author's order is that of the places.
        let mut entries: Vec<_> = table.into_iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        let entries = entries
            .into_iter()
            .filter(|(key, _)| !self.unparsed.has_key(&key.span()))
            .map(|(key, value)| {
                let span = self.span(key.span());
                let name = key.into_inner().into_owned();
                let value = self.node(&name, value);
                (name, Entry { key: span, value })
            })
            .collect();
        Table { span: self.span(range), inline, entries, unparsed: Arc::clone(&self.unparsed.keys) }
    }

    /// The value of the key `name`, or in its list.
    fn node(&self, name: &str, value: toml::Spanned<DeValue<'_>>) -> Node {
        let range = value.span();
        let span = self.span(range.clone());
        let value = value.into_inner();
        let composite = matches!(value, DeValue::Array(_) | DeValue::Table(_));
        // The parser puts a zero of no length where it found no value.
        let broken = match composite {
            true => self.unparsed.has_orphan(range.start),
            false => range.is_empty() || self.unparsed.touches(&range),
        };
        if let Some(error) = self.unparsed.error.filter(|_| broken) {
            return Node { span, kind: NodeKind::Error(error) };
        }
        let kind = match value {
            DeValue::String(content) => {
                let raw = self.reading.text.get(range.clone()).unwrap_or_default();
                let prose = self.prose(&content, range.clone());
                let place = |at: std::ops::Range<usize>| self.span(range.start + at.start..range.start + at.end);
                match unseen::report(name, &prose, raw, &place, self.sink) {
                    Err(error) => NodeKind::Error(error),
                    Ok(()) => NodeKind::String(prose),
                }
            }
            DeValue::Integer(digits) => {
                match digits.radix() {
                    10 => NodeKind::Integer(digits.as_str().to_owned()),
                    radix => match i128::from_str_radix(digits.as_str(), radix) {
                        Ok(number) => NodeKind::Integer(number.to_string()),
                        // Too large for any number: the readers report that.
                        Err(_) => NodeKind::Integer(u128::MAX.to_string()),
                    },
                }
            }
            DeValue::Float(digits) => NodeKind::Float(digits.as_str().to_owned()),
            DeValue::Boolean(value) => NodeKind::Bool(value),
            DeValue::Datetime(value) => match value.date {
                Some(date) if value.time.is_none() => {
                    match Date::parse(&format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)) {
                        Some(date) => NodeKind::Date(date),
                        None => NodeKind::Time,
                    }
                }
                _ => NodeKind::Time,
            },
            DeValue::Array(items) => NodeKind::Array(items.into_iter().map(|item| self.node(name, item)).collect()),
            DeValue::Table(table) => {
                let inline = self.reading.text.as_bytes().get(range.start) == Some(&b'{');
                NodeKind::Table(self.table(table, range, inline))
            }
        };
        Node { span, kind }
    }

    /// A string with the place of its content.
    fn prose(&self, content: &str, range: std::ops::Range<usize>) -> Prose {
        let raw = self.reading.text.get(range.clone()).unwrap_or_default();
        let quotes = if raw.len() >= 6 && (raw.starts_with("\"\"\"") || raw.starts_with("'''")) {
            3
        } else {
            usize::from(raw.len() >= 2)
        };
        let mut start = range.start + quotes;
        let end = range.end - quotes;
        if quotes == 3 {
            // A line break right after the opening marks is not part of the text.
            let inside = self.reading.text.get(start..end).unwrap_or_default();
            start += if inside.starts_with("\r\n") { 2 } else { usize::from(inside.starts_with('\n')) };
        }
        let inside = self.reading.text.get(start..end.max(start)).unwrap_or_default();
        Prose { text: content.to_owned(), span: self.span(start..end.max(start)), verbatim: inside == content }
    }
}
