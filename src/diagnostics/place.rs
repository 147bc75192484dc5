//! Where a span stands, as people count.

use crate::source::{SourceFile, SourceMap, Span};

/// A line and a column, both from 1; columns are characters, not bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub line: usize,
    pub column: usize,
}

impl Place {
    /// Where a span begins.
    pub fn start(sources: &SourceMap, span: Span) -> Place {
        place(sources.file(span.source), span.start as usize)
    }

    /// Where a span ends: the place after its last character.
    pub fn end(sources: &SourceMap, span: Span) -> Place {
        place(sources.file(span.source), span.end as usize)
    }
}

fn place(file: &SourceFile, at: usize) -> Place {
    let before = &file.bytes[..at.min(file.bytes.len())];
    let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
    let start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |n| n + 1);
    let mark = if start == 0 { BOM } else { "" };
    let text = String::from_utf8_lossy(&before[start..]);
    Place { line, column: text.strip_prefix(mark).unwrap_or(&text).chars().count() + 1 }
}

/// The byte order mark is part of the file, and no character of its text.
pub(super) const BOM: &str = "\u{FEFF}";
