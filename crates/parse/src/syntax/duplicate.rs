//! Keys and headers that are in a file twice.
//!
//! Where each is written for the first time is read once, however many are repeated: a file with twenty thousand
//! copies of one header is answered as fast as any other.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

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
    let diagnostic = match first_uses.before(line, key) {
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
    match repeated_line(text, line) {
        Some(again) => diagnostic.fix(span(again), "", Applicability::Safe),
        None => diagnostic,
    }
}

/// The whole line, if the same line is above it in the same table: removing it loses nothing.
fn repeated_line(text: &str, line: &Range<usize>) -> Option<Range<usize>> {
    /// How many lines to look back.
    const BACK: usize = 200;
    let content = text[line.clone()].trim();
    let value = content.split_once('=')?.1.trim();
    let one_line =
        !value.is_empty() && !value.contains("\"\"\"") && !value.contains("'''") && !value.ends_with(['[', '{', ',']);
    let above = text[..line.start].lines().rev().take(BACK).map(str::trim);
    let found = above.take_while(|above| !above.starts_with('[')).any(|above| above == content);
    let next = text[line.end..].find('\n').map_or(text.len(), |n| line.end + n + 1);
    (one_line && found).then_some(line.start..next)
}

/// The first uses of the keys of one text; nothing is read before the first question.
pub(super) struct FirstUses<'t> {
    text: &'t str,
    index: OnceCell<Index<'t>>,
}

#[derive(Default)]
struct Index<'t> {
    /// By name, as it is written between the brackets.
    headers: HashMap<&'t str, Range<usize>>,
    /// By the place of the header that the key is below (0 above all headers), and by key.
    keys: HashMap<(usize, &'t str), Range<usize>>,
    /// Where the lines with headers begin, ascending.
    sections: Vec<usize>,
}

impl<'t> FirstUses<'t> {
    pub(super) fn of(text: &'t str) -> FirstUses<'t> {
        FirstUses { text, index: OnceCell::new() }
    }

    /// Where the key that `line` sets again is set for the first time: in a header, or above in the same table.
    pub(super) fn before(&self, line: &Range<usize>, key: &str) -> Option<Range<usize>> {
        let index = self.index.get_or_init(|| Index::of(self.text));
        let found = if self.text.get(line.clone())?.trim_start().starts_with('[') {
            index.headers.get(key)
        } else {
            let above = index.sections.partition_point(|start| *start < line.start);
            let section = above.checked_sub(1).and_then(|last| index.sections.get(last)).copied().unwrap_or_default();
            index.keys.get(&(section, key))
        };
        found.filter(|first| first.start < line.start).cloned()
    }
}

impl<'t> Index<'t> {
    fn of(text: &'t str) -> Index<'t> {
        let mut index = Index::default();
        let (mut start, mut section) = (0, 0);
        for line in text.split_inclusive('\n') {
            let content = line.trim_start();
            let at = start + line.len() - content.len();
            if content.starts_with('[') {
                section = start;
                index.sections.push(start);
                let name = content.trim_start_matches('[').trim_start();
                if let Some(end) = name.find(']') {
                    let at = at + content.len() - name.len();
                    let name = name[..end].trim_end();
                    index.headers.entry(name).or_insert(at..at + name.len());
                }
            } else {
                // `a.b = 1` sets `a.b`, and something in `a`.
                let path = &content[..content.find('=').map_or(0, |equals| equals + 1)];
                for (end, _) in path.match_indices(['.', '=']) {
                    let key = path[..end].trim_end();
                    index.keys.entry((section, key)).or_insert(at..at + key.len());
                }
            }
            start += line.len();
        }
        index
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The place of the first use of the key on the last line.
    fn first(text: &str, key: &str) -> Option<Range<usize>> {
        let start = text.rfind('\n').map_or(0, |end| end + 1);
        FirstUses::of(text).before(&(start..text.len()), key)
    }

    #[test]
    fn headers_are_looked_up_in_the_whole_file() {
        assert_eq!(first("[a]\nx = 1\n[b]\n[a]", "a"), Some(1..2));
        assert_eq!(first("[[ a ]]\n[a]", "a"), Some(3..4));
        assert_eq!(first("[ab]\n[a]", "a"), None);
    }

    #[test]
    fn keys_are_looked_up_below_their_header() {
        assert_eq!(first("x = 1\n  x = 2", "x"), Some(0..1));
        assert_eq!(first("x = 1\n[a]\nx = 2", "x"), None);
        assert_eq!(first("[a]\ny = 1\n x.z = 1\nx = 2", "x"), Some(11..12));
        assert_eq!(first("a.b = 1\na.b = 2", "a.b"), Some(0..3));
    }
}
