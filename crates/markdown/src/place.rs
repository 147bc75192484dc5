//! From places in a text to places in its file.

use std::cell::OnceCell;
use std::ops::Range;

use comrak::nodes::Sourcepos;

use mizan_model::Prose;
use mizan_source::Span;

/// Finds spans for the diagnostics of one text.
pub(super) struct SpanFinder<'a> {
    prose: &'a Prose,
    /// Where each line begins; only counted once there is an error.
    lines: OnceCell<Vec<usize>>,
}

impl<'a> SpanFinder<'a> {
    pub(super) fn new(prose: &'a Prose) -> SpanFinder<'a> {
        SpanFinder { prose, lines: OnceCell::new() }
    }

    /// The span of a range of the text, and whether it is exactly that: where the file has escapes,
    /// only the whole text can be pointed at.
    pub(super) fn span(&self, range: Range<usize>) -> (Span, bool) {
        let whole = self.prose.span;
        if !self.prose.verbatim {
            return (whole, false);
        }
        let start = whole.range().start;
        let end = whole.range().end.max(start);
        let at = |offset: usize| start.saturating_add(offset).min(end);
        (Span::new(whole.source, at(range.start)..at(range.end)), true)
    }

    /// The range of the text that a node of the AST came from, on character boundaries.
    pub(super) fn range(&self, position: Sourcepos) -> Range<usize> {
        let text = &self.prose.text;
        let lines = self.lines.get_or_init(|| {
            let bytes = text.as_bytes();
            let ends = bytes
                .iter()
                .enumerate()
                .filter(|&(at, byte)| *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')));
            std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect()
        });
        let line = |line: usize| lines.get(line.saturating_sub(1)).copied().unwrap_or(text.len());
        let mut start = (line(position.start.line) + position.start.column.saturating_sub(1)).min(text.len());
        let mut end = (line(position.end.line) + position.end.column).clamp(start, text.len());
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        while !text.is_char_boundary(end) {
            end += 1;
        }
        start..end
    }

    pub(super) fn text(&self) -> &'a str {
        &self.prose.text
    }
}
