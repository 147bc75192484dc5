//! Text in one language.

mod guide;
mod headers;
mod labels;
mod page;
mod plural;
mod site;

pub(crate) use guide::guide_words;
pub use guide::{GUIDE_WORDS, TIER_WORDS};
pub use labels::LABELS;
pub use page::PAGE_WORDS;
pub(crate) use page::page_words;
pub use site::SITE_WORDS;
pub(crate) use site::{messages, site_words};

use indexmap::IndexMap;

use super::fields::Fields;
use super::node::{Entry, Table};
use super::read::{self, What};
use crate::Node;
use mizan_model::Prose;
use mizan_source::diagnostics::{Applicability, Code, Diagnostic, IdKind, Reported, Sink, did_you_mean, surely_meant};
use mizan_source::{SourceId, Span};

/// Texts by ids that the author chose; of ids that are not `known`, where that is given, only the error is kept. The id
/// takes the place of a text that cannot be used.
fn proses(fields: &Fields, key: &str, known: Option<&Known>, sink: &Sink) -> IndexMap<String, Prose> {
    let Some(node) = fields.node(key) else { return IndexMap::new() };
    let table = match read::table(node, &What::new(key, "{}"), sink) {
        Ok(table) => table,
        Err(error) => {
            fields.add_error(key, error);
            return IndexMap::new();
        }
    };
    let check = |id: &str, span| known.is_none_or(|known| known.check(id, span, fields, key, sink));
    named(table, check, sink)
}

/// The texts of a table whose ids are `known`, as [`proses`] has them.
fn named(table: &Table, known: impl Fn(&str, Span) -> bool, sink: &Sink) -> IndexMap<String, Prose> {
    let text = |(id, entry): (&String, &Entry)| {
        if !known(id, entry.key) {
            return None;
        }
        let prose = read::prose(&entry.value, &What::new(id.clone(), "\"…\""), sink);
        Some((id.clone(), prose.unwrap_or_else(|_| stand_in(id, entry.value.span))))
    };
    table.entries.iter().filter_map(text).collect()
}

/// The ids of one kind that the facts list, to check words by.
struct Known<'a> {
    code: Code,
    /// "feature".
    kind: &'static str,
    /// "of the guide `whatsapp`".
    of: String,
    ids: Vec<&'a str>,
    /// What the ids name in guide.toml, where they may be and could not be read.
    kinds: &'static [IdKind],
    guide: SourceId,
}

impl Known<'_> {
    /// Whether `id` is known. An unknown id is reported, and its text is dropped: that is an error of the table `under`
    /// of the file.
    fn check(&self, id: &str, span: Span, fields: &Fields, under: &str, sink: &Sink) -> bool {
        if self.ids.contains(&id) {
            return true;
        }
        let unread = |kind: &IdKind| sink.unread(|unread| unread.id(self.guide, *kind, id));
        let error = self.kinds.iter().find_map(unread).unwrap_or_else(|| self.report(id, span, fields, under, sink));
        fields.add_error(under, error);
        false
    }

    fn report(&self, id: &str, span: Span, fields: &Fields, under: &str, sink: &Sink) -> Reported {
        if let Some(diagnostic) = fields.misplaced(id, span, under) {
            return sink.report(diagnostic);
        }
        let (kind, of) = (self.kind, &self.of);
        let diagnostic =
            Diagnostic::error(self.code, format!("unknown {kind} `{id}` {of}")).at(span, format!("unknown {kind}"));
        sink.report(match did_you_mean(id, self.ids.iter().copied()) {
            Some(meant) => {
                // That id already has its own text: this is another one.
                let unset = !says(fields, under, meant);
                let certain = unset && surely_meant(id, self.ids.iter().copied()) == Some(meant);
                diagnostic.help(format!("did you mean `{meant}`?")).fix(span, meant, Applicability::safe_if(certain))
            }
            None if self.ids.is_empty() => diagnostic.help(match kind {
                "option" => format!("remove the line: {} has no options", of.trim_start_matches("of ")),
                _ => format!("remove the line: there is no {kind} {of}"),
            }),
            None => diagnostic.help(format!("remove the line, or add the {kind} to {} in guide.toml", self.place())),
        })
    }

    /// Where the facts list ids of this kind.
    fn place(&self) -> &'static str {
        match self.kind {
            "group" => "`[[groups]]`",
            "feature" => "the `features` of a group",
            "option" => "the `options` of the feature",
            "stat" => "`[[stats]]`",
            "source" => "`[sources]`",
            "question" => "`[[questions]]`",
            _ => "the `answers` of the question",
        }
    }
}

/// Notes the ids of the table `key` whose words cannot be used, with those that were most likely meant by them.
fn suppress_words(fields: &Fields, key: &str, has: &dyn Fn(&str) -> bool, ids: &[&str], sink: &Sink) {
    let Some(error) = fields.error(key) else { return };
    let table = fields.table().get(key).and_then(Node::as_table);
    sink.suppress(|unread| {
        for name in table.into_iter().flat_map(|table| table.entries.keys()).filter(|name| !has(name)) {
            let meant = did_you_mean(name, ids.iter().copied());
            for id in std::iter::once(name.as_str()).chain(meant) {
                unread.add_id(fields.span().source, IdKind::Words, id, error);
            }
        }
    });
}

/// Whether the table `under` of a file, `options.colour` say, has words for `id`.
fn says(fields: &Fields, under: &str, id: &str) -> bool {
    let mut names = under.split('.');
    let mut table = names.next().and_then(|name| fields.table().get(name)).and_then(Node::as_table);
    for name in names {
        table = table.and_then(|table| table.get(name)).and_then(Node::as_table);
    }
    table.is_some_and(|table| table.entries.contains_key(id))
}

/// Keys that must be there before readers see the words: an error in the source language, and in others what is lacking.
struct Must<'a> {
    fields: &'a Fields<'a>,
    source: bool,
    id: &'a str,
    top: Span,
    lacks: std::cell::RefCell<Vec<&'static str>>,
}

impl<'a> Must<'a> {
    fn new(fields: &'a Fields<'a>, source: bool, id: &'a str, top: Span) -> Must<'a> {
        Must { fields, source, id, top, lacks: std::cell::RefCell::default() }
    }

    /// The text under `key`, or a placeholder.
    fn prose(&self, key: &'static str) -> Prose {
        self.fields.required_prose(key).unwrap_or_else(|| {
            if !self.source {
                self.lacks.borrow_mut().push(key);
            }
            stand_in(self.id, self.top)
        })
    }

    fn lacks(&self) -> Vec<&'static str> {
        self.lacks.take()
    }
}

/// In place of words that cannot be read: their id, until the error is fixed.
fn stand_in(id: &str, span: Span) -> Prose {
    Prose { text: id.to_owned(), span, verbatim: false }
}
