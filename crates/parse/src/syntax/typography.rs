//! Marks of prose in lists and inline tables: `["a"، "b"]`, `[«a», «b»]`. Keyboards for other scripts and word
//! processors write them.

use std::ops::Range;

use mizan_source::Span;
use mizan_source::diagnostics::{Applicability, Code, Diagnostic};

/// What TOML expects in place of a mark: the range in the line, and the text.
pub(super) type Instead = (Range<usize>, String);

/// The marks of prose on one line, outside of strings and comments.
#[derive(Default)]
pub(super) struct Marks {
    /// Commas of other scripts.
    pub commas: Vec<Instead>,
    /// Strings between curly quotation marks.
    pub strings: Vec<Instead>,
}

impl Marks {
    /// Of `line`, all of which is in brackets where `inside`.
    pub(super) fn of(line: &str, inside: bool) -> Marks {
        let mut marks = Marks::default();
        let mut depth = usize::from(inside);
        let mut before = ' ';
        let mut next = 0;
        while let Some(c) = line.get(next..).and_then(|rest| rest.chars().next()) {
            let at = next;
            next += c.len_utf8();
            match c {
                '#' => break,
                '"' | '\'' => next = end_of_string(line, next, c),
                '[' | '{' => depth += 1,
                ']' | '}' => depth = depth.saturating_sub(1),
                '،' | '、' | '，' if depth > 0 && ends_item(before) => marks.commas.push((at..next, ",".to_owned())),
                _ if depth > 0 && !ends_item(before) => {
                    if let Some((inner, end)) = wrapped(&line[at..]) {
                        next = at + end;
                        marks.strings.push((at..next, format!("\"{inner}\"")));
                        before = '"';
                        continue;
                    }
                }
                _ => {}
            }
            if !c.is_whitespace() {
                before = c;
            }
        }
        marks
    }

    /// One diagnostic for the commas, and one for the strings, each with a fix for all of them.
    pub(super) fn describe(
        &self,
        text: &str,
        line: &Range<usize>,
        span: &dyn Fn(Range<usize>) -> Span,
    ) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        if let Some((first, _)) = self.commas.first() {
            let comma = &text[line.start + first.start..line.start + first.end];
            let diagnostic =
                Diagnostic::error(Code::TomlSyntax, format!("expected `,` between two items, found `{comma}`"))
                    .help("use the comma of a Latin keyboard: `,`");
            found.push(all(diagnostic, &self.commas, "expected `,`", text, line, span));
        }
        if let Some((_, first)) = self.strings.first() {
            let diagnostic = Diagnostic::error(Code::TomlSyntax, "TOML strings need straight quotation marks")
                .help(format!("use straight quotation marks: `{first}`"));
            found.push(all(diagnostic, &self.strings, "curly quotation marks", text, line, span));
        }
        found
    }
}

/// Points at the first of `marks`, and fixes all: a line in which some remain cannot be parsed.
fn all(
    diagnostic: Diagnostic,
    marks: &[Instead],
    label: &str,
    text: &str,
    line: &Range<usize>,
    span: &dyn Fn(Range<usize>) -> Span,
) -> Diagnostic {
    let in_text = |range: &Range<usize>| line.start + range.start..line.start + range.end;
    let (Some((first, _)), Some((last, _))) = (marks.first(), marks.last()) else { return diagnostic };
    let mut fixed = String::new();
    let mut done = first.start;
    for (range, instead) in marks {
        fixed.push_str(&text[line.start + done..line.start + range.start]);
        fixed.push_str(instead);
        done = range.end;
    }
    diagnostic.at(span(in_text(first)), label).fix(span(in_text(&(first.start..last.end))), fixed, Applicability::Safe)
}

/// Where the string that began before `from` ends.
fn end_of_string(line: &str, from: usize, mark: char) -> usize {
    let mut escaped = false;
    for (at, c) in line[from..].char_indices() {
        match c {
            '\\' if mark == '"' => escaped = !escaped,
            c if c == mark && !escaped => return from + at + c.len_utf8(),
            _ => escaped = false,
        }
    }
    line.len()
}

/// Whether a value can end in this character.
fn ends_item(c: char) -> bool {
    matches!(c, '"' | '\'' | ']' | '}') || c.is_ascii_alphanumeric()
}

/// What is between the curly quotation marks at the beginning of `text`, and where they end.
fn wrapped(text: &str) -> Option<(&str, usize)> {
    let closing: &[char] = match text.chars().next()? {
        '«' => &['»'],
        '“' => &['”'],
        '„' => &['“', '”'],
        '‘' => &['’'],
        _ => return None,
    };
    let open = text.chars().next().map_or(0, char::len_utf8);
    // Only to the next mark of any kind: a line can have many that open and none that closes.
    let close = open + text[open..].find(['"', '\\', '“', '”', '„', '‘', '’', '«', '»'])?;
    if !text[close..].starts_with(closing) {
        return None;
    }
    let inner = &text[open..close];
    let is_plain = !inner.chars().any(char::is_control);
    let end = close + text[close..].chars().next().map_or(0, char::len_utf8);
    is_plain.then_some((inner, end))
}

#[cfg(test)]
mod tests {
    use super::Marks;

    /// The line as it was meant.
    fn meant(line: &str) -> String {
        let marks = Marks::of(line, false);
        let mut all: Vec<_> = marks.commas.into_iter().chain(marks.strings).collect();
        all.sort_by_key(|(range, _)| range.start);
        let mut meant = line.to_owned();
        for (range, instead) in all.into_iter().rev() {
            meant.replace_range(range, &instead);
        }
        meant
    }

    #[test]
    fn marks_in_lists_and_tables_are_read_as_they_were_meant() {
        for (line, expected) in [
            ("a = [\"ب\"، \"ت\"، \"ث\"]", "a = [\"ب\", \"ت\", \"ث\"]"),
            ("a = [«ب، ت», «ث»]", "a = [\"ب، ت\", \"ث\"]"),
            ("a = { b = 1، c = “d” }", "a = { b = 1, c = \"d\" }"),
            ("a = [‘b’، 'c، d'] # ، «e»", "a = [\"b\", 'c، d'] # ، «e»"),
        ] {
            assert_eq!(meant(line), expected);
        }
        assert_eq!(meant(&format!("a = [{}", "«".repeat(100_000))).len(), 200_005);
        for line in ["a = «b»", "a = ب، ت", "a = \"ب، «ت»\"", "a = [«b «c»»]", "a = [\"«b»، c\"]", "a = [ب، ت]"]
        {
            assert_eq!(meant(line), line);
        }
    }
}
