//! The text of a block without what is not text: code, HTML, `{{ }}` and characters after a `\`.

use std::ops::Range;

/// The replacement of each byte that is not text: no author writes it.
const BLANK: u8 = 0x1A;
/// How far a tag can extend.
const LONGEST_TAG: usize = 1000;

/// A block's text, byte for byte in the place of the source.
pub(super) struct PlainText<'a> {
    /// The whole source.
    pub source: &'a str,
    /// Where the block begins in the source.
    pub start: usize,
    /// Without code, tags and escaped characters.
    pub text: String,
    /// Without URLs, too.
    pub words: String,
}

impl<'a> PlainText<'a> {
    pub(super) fn new(source: &'a str, range: Range<usize>) -> PlainText<'a> {
        let block = source.get(range.clone()).unwrap_or_default();
        let text = blanked(block, not_text(block));
        let words = blanked(&text, urls(&text));
        PlainText { source, start: range.start, text, words }
    }

    /// A place in the source.
    pub(super) fn range(&self, range: Range<usize>) -> Range<usize> {
        self.start + range.start..self.start + range.end
    }

    /// What is written there, code included.
    pub(super) fn written(&self, range: Range<usize>) -> &'a str {
        self.source.get(self.range(range)).unwrap_or_default()
    }

    /// The lines without the marks of quotations before them, each with the place where it begins.
    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let mut at = 0;
        self.text.split_inclusive('\n').map(move |line| {
            let bare = line.trim_start_matches([' ', '\t', '>']);
            let start = at + (line.len() - bare.len());
            at += line.len();
            (start, bare.trim_end_matches([' ', '\t', '\n', '\r']))
        })
    }
}

fn blanked(text: &str, ranges: Vec<Range<usize>>) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for range in ranges {
        if let Some(part) = bytes.get_mut(range) {
            part.iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = BLANK);
        }
    }
    // Only whole characters are replaced, so this never fails.
    String::from_utf8(bytes).unwrap_or_default()
}

fn not_text(block: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    // Marks of code of which no second follows: looked for once, or a text full of them would take long.
    let mut unclosed: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some(next) = block[at..].find(['\\', '`', '<', '{']) {
        let start = at + next;
        let rest = &block[start..];
        let ticks = rest.len() - rest.trim_start_matches('`').len();
        let length = match rest.as_bytes().first() {
            Some(b'\\') => 1 + rest[1..].chars().next().filter(char::is_ascii_punctuation).map_or(0, char::len_utf8),
            Some(b'`') if unclosed.contains(&ticks) => 0,
            Some(b'`') => code(rest, ticks).unwrap_or_else(|| {
                unclosed.push(ticks);
                0
            }),
            Some(b'<') => tag(rest),
            _ => shortcode(rest),
        };
        // A `\` alone is text: it may end a line.
        if length > usize::from(rest.starts_with('\\')) {
            found.push(start..start + length);
        }
        at = start + length.max(ticks).max(1);
    }
    found
}

/// The length of the code that begins there.
fn code(rest: &str, ticks: usize) -> Option<usize> {
    let mut at = ticks;
    while let Some(next) = rest[at..].find('`') {
        let start = at + next;
        let length = rest[start..].len() - rest[start..].trim_start_matches('`').len();
        at = start + length;
        if length == ticks {
            return Some(at);
        }
    }
    None
}

/// The length of the tag, comment or URL in angle brackets that begins there.
fn tag(rest: &str) -> usize {
    if !rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!')) {
        return 0;
    }
    let close = if rest.starts_with("<!--") { "-->" } else { ">" };
    beginning(rest, LONGEST_TAG).find(close).map_or(0, |end| end + close.len())
}

/// The length of the `{{ }}` that begins there.
fn shortcode(rest: &str) -> usize {
    if !rest.starts_with("{{") {
        return 0;
    }
    beginning(rest, LONGEST_TAG).find("}}").map_or(0, |end| end + 2)
}

/// At most so many bytes of a text, in whole characters: what is looked for is not looked for in all of a long text.
pub(super) fn beginning(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Everything with `://` in it, to the next space or bracket.
fn urls(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut done = 0;
    for (at, _) in text.match_indices("://") {
        if at < done {
            continue;
        }
        let scheme = text[done..at].bytes().rev().take_while(u8::is_ascii_alphabetic).count();
        let end = text[at..].find(|c: char| c.is_whitespace() || matches!(c, ')' | ']' | '>' | '"' | '|'));
        done = end.map_or(text.len(), |end| at + end);
        found.push(at - scheme..done);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_text_is_blank_in_its_place() {
        let shown = |block: &str| PlainText::new(block, 0..block.len()).text.replace('\u{1A}', "·");
        assert_eq!(shown("a `:b:` c"), "a ····· c");
        assert_eq!(shown("a ``b ` c`` d ` e"), "a ········· d ` e");
        assert_eq!(shown(r"\:tada: \\ end\"), r"··tada: ·· end\");
        assert_eq!(shown("x <br> <https://a.b/> 1 < 2 {{ value(\"a.b\") }} {x}"), {
            format!("x {} {} 1 < 2 {} {{x}}", "·".repeat(4), "·".repeat(14), "·".repeat(18))
        });
        let urls = PlainText::new("see https://a.example/:b: now", 0..29);
        assert_eq!(urls.words.replace('\u{1A}', "·"), format!("see {} now", "·".repeat(21)));
    }

    #[test]
    fn marks_without_end_are_read_in_a_moment() {
        for mark in ["`", "<a", "{{", "\\", "` ``"] {
            let text = mark.repeat(20_000);
            PlainText::new(&text, 0..text.len());
        }
    }
}
