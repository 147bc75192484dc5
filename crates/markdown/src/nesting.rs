//! Text that is nested so deeply that it must not be parsed: the parser takes time for each pair of levels.

/// The deepest nesting of blocks; deeper ones overflow the stack of other tools.
pub(super) const MAX_DEPTH: usize = 40;

/// How many markers of quotations, lists and footnotes a line may begin with. The walk over the tree reports more than
/// [`MAX_DEPTH`] of them more precisely.
const MAX_MARKERS: usize = 500;

/// Where the first line that begins with more than 500 markers exceeds [`MAX_DEPTH`] levels; code between fences does
/// not count.
pub(super) fn too_deep(text: &str) -> Option<usize> {
    let mut start = 0;
    let mut open: Option<Fence<'_>> = None;
    for line in text.split_inclusive(['\n', '\r']) {
        let words = line.trim_end();
        if open.as_ref().is_some_and(|fence| fence.ends_before(words)) {
            open = None;
        }
        let markers = Markers::of(words);
        match &open {
            Some(fence) => {
                if fence.is_closed_by(&words[markers.end..]) {
                    open = None;
                }
            }
            None if markers.count > MAX_MARKERS => return Some(start + markers.too_deep),
            None => open = Fence::opened_by(&words[markers.end..], markers.count > 0),
        }
        start += line.len();
    }
    None
}

/// The markers of blocks at the beginning of a line.
struct Markers {
    count: usize,
    /// Where the first one is that is too deep.
    too_deep: usize,
    /// Where they and the spaces after them end.
    end: usize,
}

impl Markers {
    fn of(line: &str) -> Markers {
        let mut markers = Markers { count: 0, too_deep: 0, end: blank(line) };
        let thematic_break = end_of_repeated(line);
        while let Some(length) = line.get(markers.end..).and_then(marker) {
            // `- - -` is a line across the page.
            if thematic_break.is_some_and(|start| start <= markers.end) {
                break;
            }
            markers.count += 1;
            if markers.count == MAX_DEPTH {
                markers.too_deep = markers.end;
            }
            markers.end += length;
            markers.end += blank(&line[markers.end..]);
        }
        markers
    }
}

/// The length of the marker that a text begins with.
fn marker(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let digits = bytes.iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
    let length = match bytes.get(digits)? {
        b'>' if digits == 0 => return Some(1),
        b'-' | b'+' | b'*' if digits == 0 => 1,
        b'.' | b')' if (1..10).contains(&digits) => digits + 1,
        b'[' if digits == 0 && bytes.get(1) == Some(&b'^') => {
            let label = text.find(']')?;
            return (bytes.get(label + 1) == Some(&b':')).then_some(label + 2);
        }
        _ => return None,
    };
    bytes.get(length).is_none_or(|next| matches!(next, b' ' | b'\t')).then_some(length)
}

fn blank(text: &str) -> usize {
    text.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}

/// Where the `-` or `*` begin that a line ends with, at least three; there may be spaces between them.
fn end_of_repeated(line: &str) -> Option<usize> {
    let last = line.chars().next_back().filter(|last| matches!(last, '-' | '*'))?;
    let start = line.trim_end_matches([last, ' ', '\t']).len();
    let repeated = &line[start..];
    (repeated.bytes().filter(|byte| !matches!(byte, b' ' | b'\t')).count() >= 3).then_some(start)
}

/// The beginning of a code block.
struct Fence<'a> {
    /// Three or more of a character.
    marks: &'a str,
    /// Whether it is in a quotation or list, whose end ends it.
    inside: bool,
}

impl<'a> Fence<'a> {
    fn opened_by(words: &'a str, inside: bool) -> Option<Fence<'a>> {
        let mark = words.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
        let info = words.trim_start_matches(mark);
        let marks = &words[..words.len() - info.len()];
        (marks.len() >= 3 && !(mark == '`' && info.contains('`'))).then_some(Fence { marks, inside })
    }

    fn is_closed_by(&self, words: &str) -> bool {
        words.starts_with(self.marks) && words.trim_start_matches(&self.marks[..1]).is_empty()
    }

    /// Whether a line is not in the quotation or list any more.
    fn ends_before(&self, words: &str) -> bool {
        self.inside && !words.is_empty() && !words.starts_with(['>', ' ', '\t'])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_marker_that_is_too_deep_is_found() {
        for marker in [">", "> ", "- ", "* ", "+ ", "1. ", "12) ", "[^a]: ", "-\t"] {
            let line = format!("{}x", marker.repeat(MAX_MARKERS + 1));
            let text = format!("words\n\n{line}\n");
            assert_eq!(too_deep(&text), Some(7 + marker.len() * (MAX_DEPTH - 1)), "{marker:?}");
            assert_eq!(too_deep(&marker.repeat(MAX_MARKERS)), None, "{marker:?}");
        }
    }

    #[test]
    fn code_and_lines_across_the_page_are_not_nested() {
        let deep = ">".repeat(1000);
        for text in [
            "- ".repeat(1000),
            format!("> {}", "* ".repeat(1000)),
            "-".repeat(1000),
            format!("a {deep}"),
            format!("```\n{deep}\n```\n"),
            format!("~~~~ text\n{deep}\n~~~\n{deep}\n~~~~\n"),
            format!("> ```\n> {deep}\n> ```\n"),
        ] {
            assert_eq!(too_deep(&text), None, "{text}");
        }
        for text in [
            format!("```\n```\n{deep}"),
            format!("`a`\n{deep}"),
            format!("``` `\n{deep}"),
            format!("- ```\n\nwords\n{deep}"),
        ] {
            assert!(too_deep(&text).is_some(), "{text}");
        }
    }
}
