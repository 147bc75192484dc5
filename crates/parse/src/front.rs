//! Markdown files with front matter: TOML between `+++` lines, then Markdown.

use super::node::{Document, parse_part_as};
use mizan_model::Prose;
use mizan_model::shape::TableShape;
use mizan_source::diagnostics::{Code, Diagnostic, Reported, Sink};
use mizan_source::{SourceId, SourceMap, Span};
use mizan_source::{has_lines, text};

/// A file of words, taken apart.
#[derive(Clone, Debug)]
pub struct Front {
    /// The TOML between the `+++` lines.
    pub document: Document,
    /// The text after the front matter, verbatim; it may be empty.
    pub body: Prose,
}

/// Takes a file of words apart, the front matter by its description.
///
/// # Errors
/// If the front matter or its end is missing.
pub fn front_matter(
    sources: &SourceMap,
    id: SourceId,
    shape: &'static TableShape,
    sink: &Sink,
) -> Result<Front, Reported> {
    let (text, base) = text(sources, id, sink)?;
    let text = text.as_ref();
    let path = sources.path(id);
    has_lines(path, text, id, base, sink)?;
    let mut lines = Lines { text, at: 0 };
    let first = loop {
        match lines.next() {
            Some(line) if text[line.clone()].trim().is_empty() => {}
            Some(line) => break line,
            None => {
                return Err(sink.report(no_start(path, Span::new(id, base..base), "the file is empty")));
            }
        }
    };
    let span = |range: std::ops::Range<usize>| Span::new(id, base + range.start..base + range.end);
    let opening = text[first.clone()].trim_end();
    if opening != "+++" {
        return Err(sink.report(match opening {
            "---" => Diagnostic::error(Code::FrontMatter, format!("the front matter of `{path}` is YAML, not TOML"))
                .at(span(first.clone()), "`---` begins YAML front matter")
                .help("write `+++` instead of both `---`, and `key = \"value\"` instead of `key: value`"),
            _ => no_start(path, span(first.start..first.start + opening.len()), "missing `+++`"),
        }));
    }
    let start = lines.at;
    let end = loop {
        match lines.next() {
            Some(line) if text[line.clone()].trim_end() == "+++" => break line,
            Some(_) => {}
            None => {
                return Err(sink.report(
                    Diagnostic::error(Code::FrontMatter, format!("the front matter of `{path}` has no end"))
                        .at(span(first), "front matter begins here")
                        .help("add a line `+++` after the last key, before the prose"),
                ));
            }
        }
    };
    let document = parse_part_as(&text[start..end.start], id, base + start, shape, sink);
    let body = &text[lines.at..];
    Ok(Front { document, body: Prose { text: body.to_owned(), span: span(lines.at..text.len()), verbatim: true } })
}

fn no_start(path: &str, span: Span, label: &str) -> Diagnostic {
    Diagnostic::error(Code::FrontMatter, format!("`{path}` does not begin with front matter")).at(span, label).help(
        "begin the file with a line `+++`, keys such as `title = \"…\"` and another line `+++`, followed by the prose",
    )
}

/// Lines with their places, without their ends.
struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = std::ops::Range<usize>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.text.len() {
            return None;
        }
        let start = self.at;
        let end = self.text[start..].find('\n').map_or(self.text.len(), |n| start + n);
        self.at = (end + 1).min(self.text.len());
        Some(start..start + self.text[start..end].trim_end_matches('\r').len())
    }
}
