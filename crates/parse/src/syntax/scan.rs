//! The places of statements, headers and values of several lines, in TOML that may be broken anywhere.

use std::ops::Range;

/// What a walk through a text found.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// Lines that begin with `[` and are not part of a value, without white space around them.
    pub headers: Vec<Range<usize>>,
    /// The first thing that is opened and never closed.
    pub open: Option<Open>,
    /// The first pair of brackets of which one is of the wrong kind, or both.
    pub mismatch: Option<Mismatch>,
    /// Values that span lines, in order.
    values: Vec<Range<usize>>,
}

/// A list or a table in the wrong brackets: `[` and `}`, or a list in `{` and `}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mismatch {
    /// Where it opens.
    pub open: usize,
    /// Where it closes.
    pub close: usize,
    /// By its contents, it is a list of tables and should be in `[` and `]`; otherwise a table, which should be in `{`
    /// and `}`.
    pub list: bool,
}

/// Something that is opened and never closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Open {
    /// Where.
    pub at: usize,
    /// What would close it: `]`, `}` or the marks of a text of several lines.
    pub close: &'static str,
    /// The end of what belongs to it for sure.
    pub end: usize,
    /// The place of something that cannot be part of it; `None` if the text ends before.
    pub before: Option<usize>,
}

impl Scan {
    /// Walks through all of `text`, or to the first thing that stays open.
    pub(super) fn new(text: &str) -> Scan {
        let mut walk = Walk { text, at: 0, open: Vec::new(), last: 0, scan: Scan::default() };
        walk.all();
        walk.scan
    }

    /// Whether `at` is inside a value that began on a line before.
    pub(super) fn inside_value(&self, at: usize) -> bool {
        let next = self.values.partition_point(|value| value.start < at);
        next.checked_sub(1).and_then(|before| self.values.get(before)).is_some_and(|value| at < value.end)
            || self.open.is_some_and(|open| open.at < at)
    }
}

struct Walk<'a> {
    text: &'a str,
    at: usize,
    /// Brackets that are open: where, and what closes them.
    open: Vec<(usize, &'static str)>,
    /// The end of the last thing that is neither white space nor a comment.
    last: usize,
    scan: Scan,
}

impl<'a> Walk<'a> {
    fn all(&mut self) {
        let mut line_begins = true;
        while let Some(&byte) = self.text.as_bytes().get(self.at) {
            if line_begins && !matches!(byte, b' ' | b'\t' | b'\r' | b'\n') {
                line_begins = false;
                let line = self.line();
                if self.open.is_empty() && byte == b'[' {
                    self.scan.headers.push(self.at..self.at + line.trim_end().len());
                    self.at += line.len();
                    self.last = self.at;
                    continue;
                }
                if let Some((_, close)) = self.open.last().copied()
                    && (is_header(line) || close == "]" && is_assignment(line))
                {
                    self.stays_open(Some(self.at));
                    return;
                }
            }
            if matches!(byte, b']' | b'}')
                && let Some((open, _)) = self.open.last().copied()
                && let Some(mismatch) = self.mismatch(open)
            {
                self.scan.mismatch = Some(mismatch);
                return;
            }
            match byte {
                b'\n' => line_begins = true,
                b' ' | b'\t' | b'\r' => {}
                b'#' => {
                    self.at += self.line().len();
                    continue;
                }
                b'"' | b'\'' => {
                    if !self.text_or_open() {
                        return;
                    }
                    self.last = self.at;
                    continue;
                }
                b'[' | b'{' if !self.open.is_empty() || self.follows_equals() => {
                    self.open.push((self.at, if byte == b'[' { "]" } else { "}" }));
                }
                b']' | b'}' => match self.open.last() {
                    Some((_, close)) if close.as_bytes() == [byte] => {
                        if let Some((start, _)) = self.open.pop()
                            && self.open.is_empty()
                            && self.text[start..self.at].contains('\n')
                        {
                            self.scan.values.push(start..self.at + 1);
                        }
                    }
                    Some(_) => {
                        self.stays_open(Some(self.at));
                        return;
                    }
                    None => {}
                },
                _ => {}
            }
            self.at += 1;
            if !byte.is_ascii_whitespace() {
                self.last = self.at;
            }
        }
        if !self.open.is_empty() {
            self.stays_open(None);
        }
    }

    /// Whether the brackets from `open` to the closing one here are not those that their contents need.
    fn mismatch(&self, open: usize) -> Option<Mismatch> {
        let pair = (self.text.as_bytes().get(open)?, self.text.as_bytes().get(self.at)?);
        let contents = first_item(self.text.get(open + 1..self.at)?);
        let list = contents.starts_with('{');
        let alone = self.open.len() == 1;
        let mismatch = match pair {
            // What opens or closes around these may belong to something around them.
            (b'{', b']') => list || alone && is_assignment(contents),
            (b'[', b'}') => is_assignment(contents) || alone && list,
            (b'{', b'}') => list,
            _ => is_assignment(contents),
        };
        mismatch.then_some(Mismatch { open, close: self.at, list })
    }

    /// The rest of the line.
    fn line(&self) -> &'a str {
        let rest = &self.text.as_bytes()[self.at..];
        let end = rest.iter().position(|&byte| byte == b'\n').unwrap_or(rest.len());
        // Both ends are at ASCII characters.
        self.text.get(self.at..self.at + end).unwrap_or_default()
    }

    fn follows_equals(&self) -> bool {
        self.last > 0 && self.text.as_bytes().get(self.last - 1) == Some(&b'=')
    }

    fn stays_open(&mut self, before: Option<usize>) {
        if let Some((at, close)) = self.open.pop() {
            self.scan.open = Some(Open { at, close, end: self.last, before });
        }
    }

    /// Goes to the end of a text; one on a line ends with the line at the latest. `false` where one of several lines
    /// does not end.
    fn text_or_open(&mut self) -> bool {
        let rest = &self.text[self.at..];
        let (marks, escapes) = match rest.as_bytes() {
            [b'"', b'"', b'"', ..] => ("\"\"\"", true),
            [b'\'', b'\'', b'\'', ..] => ("'''", false),
            [b'"', ..] => ("\"", true),
            _ => ("'", false),
        };
        let several = marks.len() == 3;
        let bytes = rest.as_bytes();
        let mut at = marks.len();
        while let Some(&byte) = bytes.get(at) {
            if byte == b'\n' && !several {
                self.at += at;
                return true;
            }
            if byte == b'\\' && escapes && bytes.get(at + 1) != Some(&b'\n') {
                at += 2;
                continue;
            }
            if bytes[at..].starts_with(marks.as_bytes()) {
                at += marks.len();
                // A string of several lines may end with up to two quotation marks of its own.
                while several && bytes.get(at) == marks.as_bytes().first() {
                    at += 1;
                }
                if several && self.open.is_empty() && rest[..at].contains('\n') {
                    self.scan.values.push(self.at..self.at + at);
                }
                self.at += at;
                return true;
            }
            at += 1;
        }
        if !several {
            self.at = self.text.len();
            return true;
        }
        let line_end = rest.find('\n').map_or(rest.len(), |end| end + 1);
        let mut before = None;
        let mut start = self.at + line_end;
        for line in rest[line_end..].split_inclusive('\n') {
            if is_header(line.trim_start()) || is_assignment(line.trim_start()) {
                before = Some(start);
                break;
            }
            start += line.len();
        }
        self.scan.open = Some(Open { at: self.at, close: marks, end: self.at + marks.len(), before });
        false
    }
}

/// What begins after the space, line breaks and comments at the beginning of a text.
fn first_item(text: &str) -> &str {
    let mut rest = text.trim_start();
    while rest.starts_with('#') {
        rest = rest.split_once('\n').map_or("", |(_, rest)| rest).trim_start();
    }
    rest
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_')
}

/// Whether a line is `[name]` or `[[name.name]]`: no item of a list looks like that.
fn is_header(line: &str) -> bool {
    let line = line.split('#').next().unwrap_or_default().trim_end();
    let name = line.trim_start_matches('[');
    let opened = line.len() - name.len();
    let bare = name.trim_end_matches(']');
    (1..=2).contains(&opened)
        && name.len() - bare.len() == opened
        && bare.starts_with(|c: char| c.is_ascii_alphabetic())
        && bare.chars().all(|c| is_name(c) || c == '.')
        && !matches!(bare, "true" | "false" | "inf" | "nan")
}

/// Whether a line begins `name =`.
fn is_assignment(line: &str) -> bool {
    let after = line.trim_start_matches(|c: char| is_name(c) || c == '.');
    after.len() < line.len() && after.trim_start().starts_with('=')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(text: &str) -> Option<(&str, &str, Option<&str>)> {
        Scan::new(text).open.map(|open| (&text[open.at..open.end], open.close, open.before.map(|at| &text[at..])))
    }

    #[test]
    fn what_stays_open_is_found_where_it_opens() {
        assert_eq!(open("a = [1, 2\nb = 3\n"), Some(("[1, 2", "]", Some("b = 3\n"))));
        assert_eq!(open("a = [\n  { b = 1 }, # [\n\n[[c]]\n"), Some(("[\n  { b = 1 },", "]", Some("[[c]]\n"))));
        assert_eq!(open("a = [\n  { b = 1 ,\n]\n"), Some(("{ b = 1 ,", "}", Some("]\n"))));
        assert_eq!(open("a = \"\"\"x\nb = 1\n"), Some(("\"\"\"", "\"\"\"", Some("b = 1\n"))));
        assert_eq!(open("a = '''x\nmore"), Some(("'''", "'''", None)));
        assert_eq!(open("a = [1"), Some(("[1", "]", None)));
    }

    #[test]
    fn what_is_closed_is_not_open() {
        for text in [
            "a = [\n  [1],\n  [\"b\"],\n]\n[c]\n",
            "a = { b = 1,\n  c = 2 }\n",
            "a = \"[\" # [\nb = '{'\n",
            "a = \"\"\"x [\n\\\"\"\" y\"\"\"\"\n[b]\n",
            "a = don't [\n[b]\n",
            "a = \"don't\n[b]\n",
        ] {
            assert_eq!(open(text), None, "{text}");
        }
    }

    #[test]
    fn brackets_of_the_wrong_kind_are_found() {
        fn found(text: &str) -> Option<(&str, bool)> {
            Scan::new(text).mismatch.map(|found| (&text[found.open..=found.close], found.list))
        }
        assert_eq!(found("a = {\n  # one\n  { b = 1 },\n]\n"), Some(("{\n  # one\n  { b = 1 },\n]", true)));
        assert_eq!(found("a = { { b = 1 } }"), Some(("{ { b = 1 } }", true)));
        assert_eq!(found("a = [{ b = 1 }}"), Some(("[{ b = 1 }}", true)));
        assert_eq!(found("a = [b = 1]"), Some(("[b = 1]", false)));
        assert_eq!(found("a = [b = 1, c = [2] }"), Some(("[b = 1, c = [2] }", false)));
        assert_eq!(found("a = { b = 1 ]"), Some(("{ b = 1 ]", false)));
        for text in ["a = [{ b = 1 ]", "a = { b = [1, 2 }", "a = [1, 2", "a = {}", "a = []", "a = [[1], { b = 1 }]"] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn headers_stand_outside_of_values() {
        let text = "a = [\n  [1],\n]\nb = \"\"\"\n[no]\n\"\"\"\n [yes] # so\n[[c.d]]\n";
        let scan = Scan::new(text);
        let headers: Vec<&str> = scan.headers.iter().map(|at| &text[at.clone()]).collect();
        assert_eq!(headers, ["[yes] # so", "[[c.d]]"]);
        let inside = |what: &str| scan.inside_value(text.find(what).expect("it is in the text"));
        assert!(inside("[1]") && inside("[no]") && !inside("b = ") && !inside("[yes]"));
    }
}
