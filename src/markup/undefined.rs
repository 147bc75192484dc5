//! Footnotes and links whose definition is nowhere: Markdown leaves their brackets in the text, as if
//! they were meant.

use std::ops::Range;
use std::sync::{Arc, Mutex};

use comrak::Options;
use comrak::nodes::{Node, NodeValue};
use comrak::options::BrokenLinkReference;

use super::walk::Walk;
use crate::diagnostics::{Code, Diagnostic, did_you_mean};

/// What stood in brackets and was no link, in the order in which the parser met it.
#[derive(Debug, Default)]
pub(super) struct Undefined(Arc<Mutex<Vec<String>>>);

impl Undefined {
    /// Has the parser tell of them, where `text` may hold any.
    pub(super) fn listen(text: &str, options: &mut Options<'static>) -> Undefined {
        let undefined = Undefined::default();
        if text.contains("[^") || text.contains("][") {
            let labels = Arc::clone(&undefined.0);
            options.parse.broken_link_callback = Some(Arc::new(move |broken: BrokenLinkReference<'_>| {
                // Nobody panics while holding it.
                if let Ok(mut labels) = labels.lock() {
                    labels.push(broken.original.to_owned());
                }
                None
            }));
        }
        undefined
    }

    /// Warns of each that is written like a footnote or like a link, `[^1]` or `[words][label]`; brackets
    /// of other kinds are an author's own. `notes` says whether the text can have footnotes at all.
    pub(super) fn report<'a>(self, root: Node<'a>, walk: &mut Walk<'a>, notes: bool) {
        let labels = self.0.lock().map(|mut labels| std::mem::take(&mut *labels)).unwrap_or_default();
        if labels.is_empty() {
            return;
        }
        let text = walk.place.text();
        let mut from = 0;
        // Of `[words][label]` the parser tells twice: of both brackets together, and of the second alone.
        let mut told: Vec<Range<usize>> = Vec::new();
        for label in labels {
            let (written, kind) = match label.strip_prefix('^') {
                Some(name) if !name.trim().is_empty() && !is_note(root, name) => {
                    (format!("[{label}]"), Kind::Note { notes })
                }
                Some(_) => continue,
                None => (format!("][{label}]"), Kind::Link),
            };
            // The parser tells of them in the order of the text, but for those in footnotes and tables.
            let Some(at) = find(text, &written, from).or_else(|| find(text, &written, 0)) else { continue };
            from = at.end;
            if !told.contains(&at) {
                let start = at.end - label.len() - 2;
                walk.undefined(kind, &label, start..at.end);
                told.push(at);
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Note {
        /// Whether the text can have any.
        notes: bool,
    },
    Link,
}

impl Walk<'_> {
    fn undefined(&mut self, kind: Kind, label: &str, range: Range<usize>) {
        let (span, exact) = self.place.span(range);
        let (message, define) = match kind {
            Kind::Note { notes } => {
                let name = label.trim_start_matches('^');
                let define = if notes {
                    format!("write it on a line of its own: `[{label}]: …`")
                } else {
                    "say it in the text, or put it into the body: running text has no footnotes".to_owned()
                };
                (format!("there is no footnote `{name}`"), define)
            }
            Kind::Link => (
                format!("no address is given for `[{label}]`"),
                format!("write the address in round brackets, or on a line of its own: `[{label}]: https://…`"),
            ),
        };
        let mut diagnostic =
            Diagnostic::warning(Code::BadMarkup, message).at(span, format!("`[{label}]` would be shown as it stands"));
        let defined = definitions(self.place.text());
        match did_you_mean(label, defined.filter(|known| known.starts_with('^') == (kind != Kind::Link))) {
            Some(near) => {
                diagnostic = diagnostic.help(format!("did you mean `[{near}]`?"));
                if exact {
                    diagnostic = diagnostic.fix(span, format!("[{near}]"), false);
                }
            }
            None => diagnostic = diagnostic.help(define),
        }
        self.diagnostics.push(diagnostic.help("if the brackets are meant, write `\\` before the first"));
    }
}

/// Whether a footnote of that name is there: `None` of its kind is left as a node otherwise.
fn is_note(root: Node<'_>, name: &str) -> bool {
    let wanted = folded(name);
    root.descendants().any(|node| match node.data().value {
        NodeValue::FootnoteReference(ref note) => folded(&note.name) == wanted,
        _ => false,
    })
}

fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Where `written` stands from `from` on, the bracket that opens it not after a `\`.
fn find(text: &str, written: &str, from: usize) -> Option<Range<usize>> {
    let rest = text.get(from..)?;
    rest.match_indices(written).map(|(at, found)| from + at..from + at + found.len()).find(|range| {
        let opens = text[..=range.start].rfind('[');
        opens.is_some_and(|open| !text[..open].ends_with('\\'))
    })
}

/// What a text defines: `[label]: …` at the beginning of a line.
fn definitions(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| line.trim_start().strip_prefix('[')?.split_once("]:").map(|(label, _)| label))
}
