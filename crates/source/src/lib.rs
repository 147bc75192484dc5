//! The only code that reads the files of a site: each is read here, once.
//!
//! Other crates refer to a file by its [`SourceId`], and to a place in it by a [`Span`].

// No content of an author, a theme or a file may cause a panic; tests may unwrap.
#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod builtin;
mod conflict;
pub mod diagnostics;
pub mod fix;
mod folder;
mod ignored;
pub mod limits;
mod load;
mod map;
mod misnamed;
mod names;
mod text;

pub use builtin::BuiltinTheme;
pub use folder::{Changes, Folder, Identity};
pub use load::{LoadError, load};
pub use map::{SourceFile, SourceId, SourceMap};
pub use names::{LONGEST_PATH, is_device};
pub use text::{has_lines, text};

/// A range of bytes in one source file, start inclusive, end exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The file that the offsets are in.
    pub source: SourceId,
    /// Byte offset of the first byte, from 0.
    pub start: u32,
    /// Byte offset after the last byte; equal to `start` for a position between two characters.
    pub end: u32,
}

impl Span {
    /// The span `range` of `source`. Ranges beyond 4 GiB are cut off there; the reader refuses such files.
    pub fn new(source: SourceId, range: std::ops::Range<usize>) -> Span {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Span { source, start: clamp(range.start), end: clamp(range.end.max(range.start)) }
    }

    /// The span as a range of bytes.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value together with the place in which the author wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Spanned<T> {
    /// The content that was read.
    pub value: T,
    /// Where `value` is written; diagnostics about it point here.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Pairs `value` with the place that it was read from.
    pub fn new(value: T, span: Span) -> Spanned<T> {
        Spanned { value, span }
    }

    /// Converts the value; the place stays the same.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: f(self.value), span: self.span }
    }
}
