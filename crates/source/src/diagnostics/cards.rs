//! Diagnostics for a page in the browser: with the erroneous lines, cut so that each can be set in its own direction.
//!
//! One object per diagnostic: `code`, `title`, `severity`, `message`, `help` (a list) and `places`, the first of which
//! is the one to go to: `{ file, line, column, label, lines }`, where `lines` are `{ number, parts }` and a part is
//! `{ text }` or, at the error, `{ text, at: true }`. An empty part at the error is a point between two characters.

use serde_json::{Value, json};

use super::place::{BOM, Places};
use super::report::sorted;
use super::{Diagnostic, Diagnostics, Label, Severity};
use crate::SourceMap;

/// Lines of one place that are shown.
const LINES: usize = 6;
/// Characters of a line that are shown around the error.
const WIDTH: usize = 240;

/// The first `limit` diagnostics, errors before warnings, else by file and line.
pub fn cards(diagnostics: &Diagnostics, sources: &SourceMap, limit: usize) -> Vec<Value> {
    let mut list = sorted(diagnostics, sources);
    list.sort_by_key(|diagnostic| std::cmp::Reverse(diagnostic.severity));
    let places = Places::new(sources);
    list.into_iter().take(limit).map(|diagnostic| card(diagnostic, &places)).collect()
}

fn card(diagnostic: &Diagnostic, known: &Places<'_>) -> Value {
    let places = diagnostic.primary.iter().chain(&diagnostic.secondary).map(|label| place(label, known));
    json!({
        "code": diagnostic.code.id(),
        "title": diagnostic.code.title(),
        "severity": match diagnostic.severity { Severity::Error => "error", Severity::Warning => "warning" },
        "message": diagnostic.message,
        "help": diagnostic.help,
        "places": places.collect::<Vec<_>>(),
    })
}

fn place(label: &Label, places: &Places<'_>) -> Value {
    let (start, sources) = (places.start(label.span), places.sources());
    json!({
        "file": sources.path(label.span.source),
        "line": start.line,
        "column": start.column,
        "label": label.text,
        "lines": lines(label, sources, start.line),
    })
}

fn lines(label: &Label, sources: &SourceMap, first: usize) -> Vec<Value> {
    let Some(text) = sources.file(label.span.source).text() else { return Vec::new() };
    let floor = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let range = label.span.range();
    let (start, end) = (floor(range.start), floor(range.end).max(floor(range.start)));
    let mut at = text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
    let mut lines = Vec::new();
    while lines.len() < LINES {
        let rest = text.get(at..).unwrap_or_default();
        let length = rest.find('\n').unwrap_or(rest.len());
        let line = rest.get(..length).unwrap_or_default();
        let within = |place: usize| place.saturating_sub(at).min(line.len());
        lines.push(json!({ "number": first + lines.len(), "parts": parts(line, within(start)..within(end), at == 0) }));
        at += length + 1;
        if at > end || at > text.len() || (at == end && end > start) {
            break;
        }
    }
    lines
}

/// The parts of a line before, at and after the error in it.
fn parts(line: &str, fault: std::ops::Range<usize>, first: bool) -> Vec<Value> {
    let cut = |range: std::ops::Range<usize>| line.get(range).unwrap_or_default().trim_end_matches('\r');
    let (mut before, at, after) = (cut(0..fault.start).to_owned(), cut(fault.clone()), cut(fault.end..line.len()));
    if first && let Some(rest) = before.strip_prefix(BOM) {
        before = rest.to_owned();
    }
    let count = before.chars().count();
    if count > WIDTH / 2 {
        before = std::iter::once('…').chain(before.chars().skip(count - WIDTH / 2)).collect();
    }
    let parts = [(before, false), (short(at), true), (short(after), false)];
    let shown = parts.into_iter().filter(|(text, fault)| *fault || !text.is_empty());
    shown
        .map(|(text, fault)| if fault { json!({ "text": text, "at": true }) } else { json!({ "text": text }) })
        .collect()
}

fn short(text: &str) -> String {
    if text.chars().count() > WIDTH { text.chars().take(WIDTH).chain(['…']).collect() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;
    use crate::diagnostics::Code;

    fn lines_of(text: &str, range: std::ops::Range<usize>) -> Value {
        let mut sources = SourceMap::default();
        let file = sources.insert("a.toml", text.as_bytes().to_vec());
        let fault = Diagnostic::error(Code::UnknownKey, "m").at(Span::new(file, range), "l");
        cards(&Diagnostics::from(vec![fault]), &sources, 9)[0]["places"][0]["lines"].clone()
    }

    #[test]
    fn lines_are_cut_where_they_are_at_fault() {
        let line = |number: usize, parts: Value| json!({ "number": number, "parts": parts });
        let (b, at) = (|text: &str| json!({ "text": text }), |text: &str| json!({ "text": text, "at": true }));
        assert_eq!(lines_of("x = 1\nعنوان = 2\r\nz", 6..16), json!([line(2, json!([at("عنوان"), b(" = 2")]))]));
        assert_eq!(lines_of("\u{FEFF}ab", 4..4), json!([line(1, json!([b("a"), at(""), b("b")]))]));
        let two = json!([line(1, json!([b("a"), at("b")])), line(2, json!([at("c"), b("d")]))]);
        assert_eq!(lines_of("ab\ncd\ne", 1..4), two);
        assert_eq!(lines_of("", 0..0), json!([line(1, json!([at("")]))]));
        assert_eq!(lines_of("a", 7..99), json!([line(1, json!([b("a"), at("")]))]));
        assert_eq!(lines_of(&"x\n".repeat(99), 0..150).as_array().map(Vec::len), Some(LINES));
        let long = lines_of(&"x".repeat(10_000), 5_000..5_001);
        assert!(long.to_string().len() < 1_000, "{long}");
    }

    #[test]
    fn errors_come_first() {
        let faults = vec![Diagnostic::warning(Code::NoDate, "w"), Diagnostic::error(Code::UnknownKey, "e")];
        let cards = cards(&faults.into(), &SourceMap::default(), 1);
        assert_eq!((cards.len(), &cards[0]["message"]), (1, &json!("e")));
    }
}
