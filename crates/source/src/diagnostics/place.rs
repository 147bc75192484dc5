//! The line and column of a span.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use crate::{SourceFile, SourceId, SourceMap, Span};

/// A line and a column, both from 1; columns are characters (Unicode code points), not bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// From 1.
    pub line: usize,
    /// From 1; counts characters from the beginning of the line.
    pub column: usize,
}

/// Finds the lines and columns of spans. A file is read once, however many places are requested.
pub struct Places<'a> {
    sources: &'a SourceMap,
    tables: RefCell<HashMap<SourceId, Rc<LineIndex>>>,
}

impl<'a> Places<'a> {
    /// Nothing is computed yet: a file's lines are found when its first place is requested.
    pub fn new(sources: &'a SourceMap) -> Places<'a> {
        Places { sources, tables: RefCell::default() }
    }

    /// The files that spans are resolved in.
    pub fn sources(&self) -> &'a SourceMap {
        self.sources
    }

    /// Where a span begins.
    pub fn start(&self, span: Span) -> Place {
        self.place(span.source, span.start as usize)
    }

    /// Where a span ends: the place after its last character.
    pub fn end(&self, span: Span) -> Place {
        self.place(span.source, span.end as usize)
    }

    fn place(&self, source: SourceId, at: usize) -> Place {
        let file = self.sources.file(source);
        self.table(source).place(file, at)
    }

    /// The bytes of the lines that `range` touches, from the start of the first to the end of the last.
    pub(super) fn lines(&self, source: SourceId, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
        let table = self.table(source);
        let length = self.sources.file(source).bytes.len();
        let (start, end) = (range.start.min(length), range.end.min(length));
        let first = table.line_of(start);
        let last = table.line_of(end.max(start));
        table.line_start(first)..table.next_line_start(last).unwrap_or(length)
    }

    fn table(&self, source: SourceId) -> Rc<LineIndex> {
        let mut tables = self.tables.borrow_mut();
        Rc::clone(tables.entry(source).or_insert_with(|| Rc::new(LineIndex::new(self.sources.file(source)))))
    }
}

/// So many bytes are counted through at most, once the mark before a place is found.
const STRIDE: usize = 1024;

/// Marks of a file, so that a place is found without reading the whole file before it.
struct LineIndex {
    /// In order: the start of every line, and further ones in long lines.
    marks: Vec<Mark>,
    /// The index of the mark of each line's start.
    lines: Vec<usize>,
}

#[derive(Clone, Copy)]
struct Mark {
    at: usize,
    /// From 0.
    line: usize,
    /// Characters of the line before the mark.
    before: usize,
}

impl LineIndex {
    fn new(file: &SourceFile) -> LineIndex {
        let bytes = &file.bytes;
        let mut table = LineIndex { marks: vec![Mark { at: 0, line: 0, before: 0 }], lines: vec![0] };
        let mut start = 0;
        while start < bytes.len() {
            let end = bytes[start..].iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |n| start + n + 1);
            let line = table.lines.len() - 1;
            let mut mark = Mark { at: start, line, before: 0 };
            while end - mark.at > STRIDE {
                let mut next = mark.at + STRIDE;
                // Not within a character.
                while next < end && is_continuation(bytes[next]) {
                    next += 1;
                }
                mark = Mark { at: next, line, before: mark.before + characters(&bytes[mark.at..next], mark.at) };
                table.marks.push(mark);
            }
            if bytes[end - 1] == b'\n' {
                table.lines.push(table.marks.len());
                table.marks.push(Mark { at: end, line: line + 1, before: 0 });
            }
            start = end;
        }
        table
    }

    fn place(&self, file: &SourceFile, at: usize) -> Place {
        let at = at.min(file.bytes.len());
        let mark = self.mark_before(at);
        Place { line: mark.line + 1, column: mark.before + characters(&file.bytes[mark.at..at], mark.at) + 1 }
    }

    fn mark_before(&self, at: usize) -> Mark {
        // The first mark is at 0, so there is one before any place.
        let index = self.marks.partition_point(|mark| mark.at <= at).max(1) - 1;
        self.marks[index]
    }

    fn line_of(&self, at: usize) -> usize {
        self.mark_before(at).line
    }

    fn line_start(&self, line: usize) -> usize {
        self.lines.get(line).map_or(0, |mark| self.marks[*mark].at)
    }

    fn next_line_start(&self, line: usize) -> Option<usize> {
        self.lines.get(line + 1).map(|mark| self.marks[*mark].at)
    }
}

/// The characters of `bytes`, which are at `start` of a file. The byte order mark is not counted.
fn characters(bytes: &[u8], start: usize) -> usize {
    let mark = if start == 0 { BOM } else { "" };
    let bytes = bytes.strip_prefix(mark.as_bytes()).unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.chars().count(),
        Err(_) => String::from_utf8_lossy(bytes).chars().count(),
    }
}

fn is_continuation(byte: u8) -> bool {
    byte & 0b1100_0000 == 0b1000_0000
}

/// The byte order mark is part of the file, and no character of its text.
pub(super) const BOM: &str = "\u{FEFF}";

#[cfg(test)]
mod tests {
    use super::*;

    /// Counted from the start of the file, character by character.
    fn counted(text: &str, at: usize) -> (usize, usize) {
        let before = text[..at].strip_prefix(BOM).unwrap_or(&text[..at]);
        let line = before.matches('\n').count() + 1;
        (line, before.rsplit('\n').next().unwrap_or_default().chars().count() + 1)
    }

    #[test]
    fn every_place_is_as_counted() {
        let long = "اب c".repeat(STRIDE);
        for text in ["", "a", "\n", "a\r\nب\n\n", "\u{FEFF}عنوان = 1\nx", &format!("x\n{long}\n{long}"), &long] {
            let mut sources = SourceMap::default();
            let id = sources.insert("x", text.as_bytes().to_vec());
            let places = Places::new(&sources);
            for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
                if at > 0 && at < BOM.len() && text.starts_with(BOM) {
                    continue;
                }
                let place = places.start(Span::new(id, at..at));
                assert_eq!((place.line, place.column), counted(text, at), "at {at}");
            }
        }
    }

    #[test]
    fn lines_are_found_whole() {
        let mut sources = SourceMap::default();
        let id = sources.insert("x", "ab\ncd\n\nef".into());
        let places = Places::new(&sources);
        for (range, lines) in [(0..1, 0..3), (2..3, 0..6), (3..4, 3..6), (6..6, 6..7), (7..99, 7..9), (99..99, 7..9)] {
            assert_eq!(places.lines(id, range.clone()), lines, "{range:?}");
        }
    }
}
