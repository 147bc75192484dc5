//! What authors write out of habit, and what Mizan's Markdown has no meaning for: the syntax of other tools (`{#id}`,
//! `:::tip`, `- [x]`, `:tada:`), and Markdown that nearly is some (`(text)[https://…]`, `#Heading`, a table without its
//! delimiter row). All of it would be shown as it is written, which is seldom meant.
//!
//! Prose about code, prices and times must not be reported: code is omitted ([`PlainText`]), a `\` before the first
//! character makes any of it plain text, and where a spelling has an ordinary meaning, it is not looked for.

mod blocks;
mod emoji;
mod links;
mod plain_text;
mod spans;

use std::collections::BTreeSet;
use std::ops::Range;

use comrak::nodes::{Node, NodeValue};

use super::undefined::definitions;
use super::walk::Walk;
use mizan_source::diagnostics::{Applicability, Code, Diagnostic};
use plain_text::PlainText;

/// Whether running text may contain anything that this module reports, although it has no Markdown in it.
pub(super) fn is_possible(text: &str) -> bool {
    text.contains(['^', '=']) || text.bytes().filter(|byte| *byte == b':').count() > 1
}

/// Something to report, by its place in the text.
struct Finding {
    range: Range<usize>,
    message: String,
    label: String,
    help: Vec<String>,
    /// What to write instead of `range`.
    instead: Option<String>,
}

impl Finding {
    fn new(range: Range<usize>, message: impl Into<String>) -> Finding {
        let label = "this would be shown as plain text".to_owned();
        Finding { range, message: message.into(), label, help: Vec::new(), instead: None }
    }

    fn label(mut self, label: impl Into<String>) -> Finding {
        self.label = label.into();
        self
    }

    fn help(mut self, help: impl Into<String>) -> Finding {
        self.help.push(help.into());
        self
    }

    /// Offers the replacement, which the help names.
    fn write(mut self, instead: impl Into<String>) -> Finding {
        let instead = instead.into();
        self.help.push(format!("write `{instead}`"));
        self.instead = Some(instead);
        self
    }
}

impl<'a> Walk<'a> {
    /// Looks through a whole text. `document` is whether it can have blocks.
    pub(super) fn report_unsupported(&mut self, root: Node<'a>, document: bool) {
        let mut found = Vec::new();
        let text = self.place.text();
        let defined: BTreeSet<String> = definitions(text).map(str::to_lowercase).collect();
        for node in root.descendants() {
            let data = node.data();
            let range = self.place.range(data.sourcepos);
            match &data.value {
                NodeValue::Paragraph | NodeValue::Heading(_) | NodeValue::TableRow(_) => {
                    let plain = PlainText::new(text, range);
                    links::find(&plain, &defined, &mut found);
                    spans::find(&plain, &mut found);
                    if document {
                        blocks::of_text(node, &plain, &mut found);
                    }
                }
                NodeValue::Strikethrough => found.extend(spans::single_tilde(text, range)),
                NodeValue::Text(words) => found.extend(spans::literal_bold(node, words, text, range)),
                NodeValue::List(_) if document => found.extend(blocks::tasks(node, &self.place)),
                NodeValue::CodeBlock(code) if document => found.extend(blocks::unclosed(code, range, text)),
                NodeValue::Table(_) => found.extend(blocks::continued_rows(&range, text)),
                _ => {}
            }
        }
        found.sort_by_key(|finding| finding.range.start);
        for finding in found {
            let (span, exact) = self.place.span(finding.range);
            let mut diagnostic = Diagnostic::warning(Code::BadMarkup, finding.message).at(span, finding.label);
            for help in finding.help {
                diagnostic = diagnostic.help(help);
            }
            if let Some(instead) = finding.instead.filter(|_| exact) {
                diagnostic = diagnostic.fix(span, instead, Applicability::Unsafe);
            }
            self.diagnostics.push(diagnostic);
        }
    }
}
