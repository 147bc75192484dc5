//! Merge conflicts that git left in a file: one error for each, and the text without them.
//!
//! ```text
//! <<<<<<< HEAD
//! Our words.
//! =======
//! Their words.
//! >>>>>>> main
//! ```
//!
//! The lines of markers alone are not enough: `=======` below a line is a heading in Markdown.

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::{SourceId, Span};

/// One conflict, as ranges of the text.
struct Conflict {
    /// The line `<<<<<<<`, without its end.
    opening: Range<usize>,
    ours: Range<usize>,
    /// With the common ancestor, if git wrote it: from `|||||||` to `=======`.
    middle: Range<usize>,
    theirs: Range<usize>,
    /// The line `>>>>>>>`.
    closing: Range<usize>,
}

/// Reports each conflict. The text then has blanks in place of the markers and of the shorter side, so that the places
/// of all that is left are unchanged, and that nothing else is reported because of the conflict.
pub(crate) fn without_conflicts<'a>(path: &str, text: &'a str, id: SourceId, base: usize, sink: &Sink) -> Cow<'a, str> {
    let conflicts = if text.contains("<<<<<<<") { find(text, path.ends_with(".md")) } else { Vec::new() };
    if conflicts.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut left = text.as_bytes().to_vec();
    let mut blank = |range: Range<usize>| {
        left[range].iter_mut().filter(|byte| !matches!(**byte, b'\n' | b'\r')).for_each(|byte| *byte = b' ');
    };
    for Conflict { opening, ours, middle, theirs, closing } in conflicts {
        let error = sink.report(
            Diagnostic::error(Code::MergeConflict, format!("`{path}` contains an unresolved merge conflict"))
                .at(Span::new(id, base + opening.start..base + opening.end), "the conflict begins here")
                .help("keep one of the two versions, or combine them, and remove the lines `<<<<<<<`, `=======` and `>>>>>>>`"),
        );
        // A side that only adds is kept whole, so that what it adds is not reported as missing elsewhere.
        let lines = |side: &Range<usize>| text[side.clone()].lines().filter(|line| !line.trim().is_empty()).count();
        let dropped = if lines(&ours) < lines(&theirs) { ours } else { theirs };
        let ids = text[dropped.clone()].split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_')));
        sink.suppress(|unread| {
            ids.filter(|id| !id.is_empty()).for_each(|word| unread.add_word(id, word, error));
        });
        [opening, middle, dropped, closing].into_iter().for_each(&mut blank);
    }
    // Only whole lines of ASCII spaces were put in.
    String::from_utf8(left).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// A conflict that has not ended: its first line, where the marker of a common base begins, and the marker lines in the
/// middle.
type OpenConflict = (Range<usize>, Option<usize>, Option<Range<usize>>);

/// The conflicts of a text, in order. In Markdown, one in a fenced code block is an example.
fn find(text: &str, markdown: bool) -> Vec<Conflict> {
    let mut found = Vec::new();
    let mut open: Option<OpenConflict> = None;
    let mut fence: Option<&str> = None;
    let mut at = 0;
    for whole in text.split_inclusive('\n') {
        let start = at;
        at += whole.len();
        let line = whole.trim_end_matches(['\n', '\r']);
        let end = start + line.len();
        if markdown && open.is_none() {
            let begins = fence_of(line);
            match fence {
                Some(fenced) => {
                    if begins.is_some_and(|(marks, rest)| marks.starts_with(fenced) && rest.trim().is_empty()) {
                        fence = None;
                    }
                    continue;
                }
                None => {
                    fence = begins.map(|(marks, _)| marks);
                    if fence.is_some() {
                        continue;
                    }
                }
            }
        }
        if is_marker(line, '<') {
            open = Some((start..end, None, None));
        } else if let Some((_, base, middle)) = &mut open {
            if is_marker(line, '|') && base.is_none() && middle.is_none() {
                *base = Some(start);
            } else if line == "=======" && middle.is_none() {
                *middle = Some(base.unwrap_or(start)..at);
            } else if is_marker(line, '>')
                && let Some((opening, _, Some(middle))) = open.take()
            {
                let ours = (opening.end + 1).min(middle.start)..middle.start;
                found.push(Conflict { ours, theirs: middle.end..start, middle, opening, closing: start..end });
            }
        }
    }
    found
}

/// Whether a line is a marker of git: seven times the character, then a space or nothing.
fn is_marker(line: &str, marker: char) -> bool {
    let rest = line.trim_start_matches(marker);
    line.len() - rest.len() == 7 && (rest.is_empty() || rest.starts_with(' '))
}

/// The marks of a line that opens or closes a fenced code block, and what follows them.
fn fence_of(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches([' ', '\t', '>', '-', '*', '+']);
    let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let rest = line.trim_start_matches(mark);
    let marks = &line[..line.len() - rest.len()];
    (marks.len() >= 3 && !(mark == '`' && rest.contains('`'))).then_some((marks, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Diagnostics;

    fn read(path: &str, text: &str) -> (String, Diagnostics) {
        let sink = Sink::default();
        let left = without_conflicts(path, text, SourceId(0), 0, &sink).into_owned();
        (left, sink.into_diagnostics())
    }

    #[test]
    fn each_conflict_is_reported_once_and_the_longer_side_is_kept() {
        let text = "a\n<<<<<<< HEAD\none\n=======\ntwo\nthree\n>>>>>>> main\nb\n";
        let (left, found) = read("x.toml", text);
        assert_eq!(left.len(), text.len());
        assert_eq!(left.split_whitespace().collect::<Vec<_>>(), ["a", "two", "three", "b"]);
        let places: Vec<_> = found.iter().filter_map(|d| d.primary.as_ref()).map(|at| at.span.range()).collect();
        assert_eq!(places.len(), 1);
        assert_eq!(places.first(), Some(&(2..14)));
    }

    #[test]
    fn the_common_ancestor_is_of_no_side() {
        let text = "<<<<<<< HEAD\r\none\r\n||||||| base\r\nzero\r\n=======\r\ntwo\r\n>>>>>>> main\r\n";
        let (left, found) = read("x.toml", text);
        assert_eq!((left.split_whitespace().collect::<Vec<_>>(), found.len()), (vec!["one"], 1));
    }

    #[test]
    fn what_only_looks_like_a_conflict_is_none() {
        for text in [
            "Title\n=======\n\ntext\n",
            "<<<<<<< HEAD\nno end\n",
            "<<<<<<<< HEAD\na\n=======\nb\n>>>>>>>> main\n",
            "    <<<<<<< HEAD\n    a\n    =======\n    b\n    >>>>>>> main\n",
            "<<<<<<<HEAD\na\n=======\nb\n>>>>>>> main\n",
            "<<<<<<< HEAD\na\n>>>>>>> main\n",
            "```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> main\n```\n",
            "~~~~ text\n~~~\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> main\n~~~~\n",
        ] {
            let (left, found) = read("x.md", text);
            assert!(left == text && found.is_empty(), "{text:?}");
        }
    }

    #[test]
    fn after_a_code_block_a_conflict_is_one_again() {
        let text = "```\nx\n```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> main\n";
        assert_eq!(read("x.md", text).1.len(), 1);
        assert_eq!(read("x.toml", text).1.len(), 1);
    }
}
