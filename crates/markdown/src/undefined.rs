//! Footnotes and links without a definition: Markdown leaves their brackets in the text, as if
//! they were intended.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::{Arc, Mutex};

use comrak::Options;
use comrak::nodes::{Node, NodeValue};
use comrak::options::BrokenLinkReference;

use super::walk::Walk;
use mizan_source::diagnostics::{Applicability, Code, Diagnostic, did_you_mean};

/// CommonMark's limit, in characters there; labels in practice are far below it.
const LONGEST_LABEL: usize = 1000;
/// How many definitions a label is compared with.
const MOST_DEFINED: usize = 200;

/// Bracketed text that is not a link, in the order in which the parser found it.
#[derive(Debug, Default)]
pub(super) struct Undefined(Arc<Mutex<Vec<String>>>);

impl Undefined {
    /// Has the parser report them, where `text` may contain any.
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
    /// of other kinds are an author's own. `notes` is whether the text can have footnotes at all.
    pub(super) fn report<'a>(self, root: Node<'a>, walk: &mut Walk<'a>, notes: bool) {
        let labels = self.0.lock().map(|mut labels| std::mem::take(&mut *labels)).unwrap_or_default();
        if labels.is_empty() {
            return;
        }
        let there = notes_of(root);
        let undefined: BTreeSet<String> = labels
            .into_iter()
            .filter(|label| {
                label.strip_prefix('^').is_none_or(|name| !name.is_empty() && !there.contains(&folded(name)))
            })
            .collect();
        let text = walk.place.text();
        let defined: Vec<&str> = definitions(text).take(MOST_DEFINED).collect();
        for (open, _) in text.match_indices('[').filter(|(open, _)| !is_escaped(text, *open)) {
            let Some(label) = label_at(text, open).filter(|label| undefined.contains(*label)) else { continue };
            let kind = if label.starts_with('^') { ReferenceKind::Note { notes } } else { ReferenceKind::Link };
            // The text of a link is in brackets before it.
            let words = text[..open].strip_suffix(']').and_then(|before| before.rfind('['));
            if kind != ReferenceKind::Link || words.is_some_and(|words| !is_escaped(text, words)) {
                walk.undefined(kind, label, open..open + label.len() + 2, &defined);
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum ReferenceKind {
    Note {
        /// Whether the text can have any.
        notes: bool,
    },
    Link,
}

impl Walk<'_> {
    fn undefined(&mut self, kind: ReferenceKind, label: &str, range: Range<usize>, defined: &[&str]) {
        let (span, exact) = self.place.span(range);
        let (message, define) = match kind {
            ReferenceKind::Note { notes } => {
                let name = label.trim_start_matches('^');
                let define = if notes {
                    format!("define it on its own line: `[{label}]: …`")
                } else {
                    "write it in the text, or move it to the body: running text has no footnotes".to_owned()
                };
                (format!("undefined footnote `{name}`"), define)
            }
            ReferenceKind::Link => (
                format!("undefined link target `[{label}]`"),
                format!("write the target in round brackets, or define it on its own line: `[{label}]: https://…`"),
            ),
        };
        let mut diagnostic =
            Diagnostic::warning(Code::BadMarkup, message).at(span, "this would be shown as plain text");
        let defined = defined.iter().copied().filter(|known| known.starts_with('^') == (kind != ReferenceKind::Link));
        match did_you_mean(label, defined) {
            Some(near) => {
                diagnostic = diagnostic.help(format!("did you mean `[{near}]`?"));
                if exact {
                    diagnostic = diagnostic.fix(span, format!("[{near}]"), Applicability::Unsafe);
                }
            }
            None => diagnostic = diagnostic.help(define),
        }
        self.diagnostics.push(diagnostic.help("to show the brackets themselves, write `\\` before the first"));
    }
}

/// The footnotes that are there: the parser makes text of all others.
fn notes_of(root: Node<'_>) -> BTreeSet<String> {
    let name = |node: Node<'_>| match node.data().value {
        NodeValue::FootnoteReference(ref note) => Some(folded(&note.name)),
        _ => None,
    };
    root.descendants().filter_map(name).collect()
}

/// A label as the parser compares it.
pub(super) fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn is_escaped(text: &str, at: usize) -> bool {
    text[..at].ends_with('\\')
}

/// The text in the brackets that open there.
fn label_at(text: &str, open: usize) -> Option<&str> {
    let rest = &text.as_bytes()[open + 1..];
    let close = rest.iter().take(LONGEST_LABEL).position(|byte| *byte == b']')?;
    text.get(open + 1..open + 1 + close)
}

/// The definitions in a text: `[label]: …` at the beginning of a line.
pub(super) fn definitions(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| line.trim_start().strip_prefix('[')?.split_once("]:").map(|(label, _)| label))
}
