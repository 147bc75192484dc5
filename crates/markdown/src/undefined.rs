//! Footnotes and links without a definition, and links that the parser does not expand: Markdown leaves their brackets
//! in the text, as if they were intended.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::{Arc, Mutex};

use comrak::Options;
use comrak::nodes::{Node, NodeValue};
use comrak::options::BrokenLinkReference;

use super::tree::MAX_EXPANDED;
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
        if text.contains("[^") || text.contains("][") || text.contains("]:") {
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
        let labels = walk.report_unexpanded(root, labels);
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
    /// Reports that the parser does not expand all links, at the first of them. Returns the other `labels`.
    fn report_unexpanded(&mut self, root: Node<'_>, labels: Vec<String>) -> Vec<String> {
        let text = self.place.text();
        let expanded: usize = root.descendants().map(|node| self.expanded(node)).sum();
        let mut sizes = HashMap::new();
        for (label, url) in targets(text).filter(|(label, _)| !label.starts_with('^')) {
            sizes.entry(folded(label)).or_insert(url.trim().len());
        }
        let is_left = |label: &String| sizes.get(&folded(label)).is_some_and(|size| expanded + size > MAX_EXPANDED);
        let (left, others): (Vec<String>, Vec<String>) = labels.into_iter().partition(is_left);
        let left: BTreeSet<String> = left.into_iter().collect();
        if let Some(range) = root.descendants().find_map(|node| self.left_in(node, &left)) {
            let (span, _) = self.place.span(range);
            let message = "the URLs of reference links add up to more than 100,000 bytes";
            self.diagnostics.push(
                Diagnostic::error(Code::BadMarkup, message)
                    .at(span, "this and further links would be shown as plain text")
                    .help("shorten the URLs, use them in fewer places, or divide the text"),
            );
        }
        others
    }

    /// Where a text has one of these labels.
    fn left_in(&self, node: Node<'_>, left: &BTreeSet<String>) -> Option<Range<usize>> {
        let data = node.data();
        if left.is_empty() || !matches!(data.value, NodeValue::Text(_)) {
            return None;
        }
        let (text, range) = (self.place.text(), self.place.range(data.sourcepos));
        let opens = text.get(range.clone())?.match_indices('[').map(|(at, _)| range.start + at);
        opens.filter(|open| !is_escaped(text, *open)).find_map(|open| {
            let label = label_at(text, open).filter(|label| left.contains(*label))?;
            Some(open..open + label.len() + 2)
        })
    }

    /// How much longer a reference link has made the text.
    fn expanded(&self, node: Node<'_>) -> usize {
        let data = node.data();
        let (NodeValue::Link(link) | NodeValue::Image(link)) = &data.value else { return 0 };
        let source = self.place.text().get(self.place.range(data.sourcepos));
        // Others end in `)` or `>`.
        if source.is_some_and(|source| source.ends_with(']')) { link.url.len() + link.title.len() } else { 0 }
    }

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
    targets(text).map(|(label, _)| label)
}

/// The same, each with what follows on its line.
fn targets(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.lines()
        .filter_map(|line| line.trim_start_matches([' ', '\t', '>', '-', '+', '*']).strip_prefix('[')?.split_once("]:"))
}
