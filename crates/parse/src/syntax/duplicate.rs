//! Keys and headers that are in a file twice.
//!
//! The first use of each is looked up in an index that is built once: a file with twenty thousand copies of one header
//! is read as fast as any other.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use super::scan::Scan;
use mizan_source::Span;
use mizan_source::diagnostics::{Applicability, Code, Diagnostic};

/// The error about the key at `at`, which `line` sets again.
pub(super) fn describe(
    text: &str,
    line: &Range<usize>,
    at: Range<usize>,
    span: &dyn Fn(Range<usize>) -> Span,
    first_uses: &FirstUses<'_>,
) -> Diagnostic {
    let key = text.get(at.clone()).unwrap_or_default();
    let diagnostic = Diagnostic::error(Code::DuplicateId, format!("`{key}` is set twice in the same table"))
        .at(span(at.clone()), format!("duplicate `{key}`"));
    let diagnostic = match first_uses.before(line, &at) {
        Some(first) => diagnostic.also(span(first), format!("first `{key}`")),
        None => diagnostic,
    };
    let header = text[line.clone()].trim();
    let diagnostic = diagnostic.help(match header.strip_prefix('[') {
        Some(_) => {
            let header = header.find(']').and_then(|end| header.get(..=end)).unwrap_or(header);
            format!("move the lines below the second `{header}` under the first, and remove the second")
        }
        None => "remove one of the two lines".to_owned(),
    });
    match repeated_line(text, line, first_uses) {
        Some(again) => diagnostic.fix(span(again), "", Applicability::Safe),
        None => diagnostic,
    }
}

/// The whole line, if the same line is above it in the same table: removing it loses nothing.
fn repeated_line(text: &str, line: &Range<usize>, first_uses: &FirstUses<'_>) -> Option<Range<usize>> {
    /// How many lines to look back.
    const BACK: usize = 200;
    let content = text[line.clone()].trim();
    let value = content.split_once('=')?.1.trim();
    let one_line =
        !value.is_empty() && !value.contains("\"\"\"") && !value.contains("'''") && !value.ends_with(['[', '{', ',']);
    let mut start = line.start;
    let mut found = false;
    for above in text[..line.start].split_inclusive('\n').rev().take(BACK) {
        start -= above.len();
        let above = above.trim();
        if above.starts_with('[') {
            break;
        }
        found |= above == content && first_uses.is_statement(start);
    }
    let next = text[line.end..].find('\n').map_or(text.len(), |n| line.end + n + 1);
    (one_line && found).then_some(line.start..next)
}

/// The first uses of the keys of one text; nothing is read before the first question.
pub(super) struct FirstUses<'t> {
    text: &'t str,
    index: OnceCell<Index>,
}

/// A key or header by its parts, without quotation marks and spaces around them.
type Path = Vec<String>;

#[derive(Default)]
struct Index {
    scan: Scan,
    headers: HashMap<Path, Range<usize>>,
    /// By the place of the header that the key is below (0 above all headers), and by key.
    keys: HashMap<(usize, Path), Range<usize>>,
    /// Where the lines with headers begin, ascending.
    sections: Vec<usize>,
}

impl<'t> FirstUses<'t> {
    pub(super) fn of(text: &'t str) -> FirstUses<'t> {
        FirstUses { text, index: OnceCell::new() }
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::of(self.text))
    }

    /// Whether the line that begins at `start` is not part of a value of several lines.
    fn is_statement(&self, start: usize) -> bool {
        !self.index().scan.inside_value(start)
    }

    /// Where the key at `at`, which `line` sets again, is set for the first time: in a header, or above in the same
    /// table. `None` for a key of an inline table.
    pub(super) fn before(&self, line: &Range<usize>, at: &Range<usize>) -> Option<Range<usize>> {
        let index = self.index();
        let content = self.text.get(line.clone())?.trim_start();
        let start = line.end - content.len();
        let found = if content.starts_with('[') {
            let (path, _) = paths(content.trim_start_matches('['), ']').pop()?;
            index.headers.get(&path)
        } else {
            let (path, _) = paths(content, '=').into_iter().find(|(_, end)| start + end == at.end)?;
            let above = index.sections.partition_point(|section| *section < line.start);
            let section = above.checked_sub(1).and_then(|last| index.sections.get(last)).copied().unwrap_or_default();
            index.keys.get(&(section, path))
        };
        found.filter(|first| first.start < line.start).cloned()
    }
}

impl Index {
    fn of(text: &str) -> Index {
        let mut index = Index { scan: Scan::new(text), ..Index::default() };
        let (mut next, mut section) = (0, 0);
        for line in text.split_inclusive('\n') {
            let start = next;
            next += line.len();
            if index.scan.inside_value(start) {
                continue;
            }
            let content = line.trim_start();
            let at = start + line.len() - content.len();
            if content.starts_with('[') {
                section = start;
                index.sections.push(start);
                let name = content.trim_start_matches('[');
                let at = at + content.len() - name.len();
                let at = at + name.len() - name.trim_start().len();
                if let Some((path, end)) = paths(name.trim_start(), ']').pop() {
                    index.headers.entry(path).or_insert(at..at + end);
                }
            } else {
                // `a.b = 1` sets `a.b`, and something in `a`.
                for (path, end) in paths(content, '=') {
                    index.keys.entry((section, path)).or_insert(at..at + end);
                }
            }
        }
        index
    }
}

/// The dotted key that `text` begins with, up to `stop`, and all that it begins with: of `a . "b" = 1` the paths `a` and
/// `a.b`, each with the place where it ends. Nothing if there is no `stop`.
fn paths(text: &str, stop: char) -> Vec<(Path, usize)> {
    let (mut found, mut path, mut part) = (Vec::new(), Path::new(), String::new());
    let (mut quote, mut end) = (None, 0);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(mark), c) if c == mark => (quote, end) = (None, at + 1),
            (Some(_), c) => part.push(c),
            (None, '"' | '\'') => quote = Some(c),
            (None, c) if c == '.' || c == stop => {
                path.push(std::mem::take(&mut part));
                found.push((path.clone(), end));
                if c == stop {
                    return found;
                }
            }
            (None, '\n' | '#') => break,
            (None, c) if c.is_whitespace() => {}
            (None, c) => {
                part.push(c);
                end = at + c.len_utf8();
            }
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The place of the first use of the last `key` of the text.
    fn first(text: &str, key: &str) -> Option<Range<usize>> {
        let start = text.rfind('\n').map_or(0, |end| end + 1);
        let at = text.rfind(key).expect("the text has the key");
        FirstUses::of(text).before(&(start..text.len()), &(at..at + key.len()))
    }

    #[test]
    fn headers_are_looked_up_in_the_whole_file() {
        assert_eq!(first("[a]\nx = 1\n[b]\n[a]", "a"), Some(1..2));
        assert_eq!(first("[[ a ]]\n[a]", "a"), Some(3..4));
        assert_eq!(first("[ab]\n[a]", "a"), None);
        assert_eq!(first("[a]\n[b.a]\n[b . \"a\"]", "\"a\""), Some(5..8));
    }

    #[test]
    fn keys_are_looked_up_below_their_header() {
        assert_eq!(first("x = 1\n  x = 2", "x"), Some(0..1));
        assert_eq!(first("x = 1\n[a]\nx = 2", "x"), None);
        assert_eq!(first("[a]\ny = 1\n x.z = 1\nx = 2", "x"), Some(11..12));
        assert_eq!(first("b = 0\na.b = 1\na.b = 2", "b"), Some(6..9));
        assert_eq!(first("\"a=b\" = 1\n\"a=b\" = 2", "\"a=b\""), Some(0..5));
    }

    #[test]
    fn lines_of_a_value_are_no_keys() {
        assert_eq!(first("l = \"\"\"\nx = 1\n[a]\n\"\"\"\nx = 2\nx = 3", "x"), Some(22..23));
        assert_eq!(first("x = 1\nl = [\n[1],\n]\nx = 2", "x"), Some(0..1));
        assert_eq!(first("x = 1\nt = { x = 1, x = 2 }", "x"), None, "a key of an inline table");
    }
}
