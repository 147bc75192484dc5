//! Faults of TOML itself, in plain language.

use std::ops::Range;

use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::source::{SourceId, Span};

/// What could not be read, so that nobody complains of it twice.
#[derive(Debug, Default)]
pub struct Faults {
    places: Vec<Range<usize>>,
    /// Lines after a `[header]` that could not be read: nobody knows whose keys stand there.
    orphans: Vec<Range<usize>>,
    /// First words of the lines at fault.
    pub lost: Vec<String>,
}

impl Faults {
    /// Whether a key cannot be judged: a fault lies within it, or in the header above it.
    pub fn spoil_key(&self, range: &Range<usize>) -> bool {
        self.orphan(range.start)
            || self.places.iter().any(|place| place.start < range.end && range.start < place.end.max(place.start + 1))
    }

    /// Whether what begins at `at` belongs to nobody knows what: a broken header or an unclosed list stands above it.
    pub fn orphan(&self, at: usize) -> bool {
        self.orphans.iter().any(|lines| lines.contains(&at))
    }

    /// Whether a fault lies in or at `range`.
    pub fn touch(&self, range: &Range<usize>) -> bool {
        self.places.iter().any(|place| place.start <= range.end && range.start <= place.end)
    }
}

/// Reports what the parser stumbled over: one fault a line, since the rest of a broken line only
/// stumbles after it.
pub fn report(text: &str, id: SourceId, base: usize, errors: &[toml::de::Error], sink: &Sink) -> Faults {
    let mut faults = Faults::default();
    let mut last_line = None;
    let mut errors: Vec<(Range<usize>, &str)> =
        errors.iter().map(|error| (error.span().unwrap_or(0..0), error.message())).collect();
    errors.sort_by_key(|(range, _)| range.start);
    for (range, message) in errors {
        let start = floor(text, range.start);
        let range = start..floor(text, range.end).max(start);
        let line = line_of(text, range.start);
        let kind = classify(text, &line, &range, message);
        if !matches!(kind, Kind::Duplicate(_)) {
            faults.places.push(range.clone());
        }
        if last_line == Some(line.start) {
            continue;
        }
        last_line = Some(line.start);
        if !matches!(kind, Kind::Duplicate(_)) {
            faults.lost.extend(first_word(&text[line.clone()]));
        }
        if text[line.clone()].trim_start().starts_with('[')
            && text[..line.start].matches('[').count() == text[..line.start].matches(']').count()
        {
            let rest = &text[line.end..];
            let next = rest.find("\n[").unwrap_or(rest.len());
            faults.orphans.push(line.end..line.end + next);
        }
        if matches!(kind, Kind::Unclosed(_) | Kind::TooDeep) {
            // What stays open swallows the lines after it.
            faults.lost.extend(text[line.start..].lines().filter_map(first_word));
        }
        let swallows = matches!(kind, Kind::Unclosed(_))
            && (message.contains("comma between")
                || message.starts_with("unclosed array") && !message.starts_with("unclosed array table"));
        let span = |range: Range<usize>| Span::new(id, base + range.start..base + range.end);
        sink.push(describe(kind, text, &line, range, span));
        if swallows {
            // A list takes all that follows for its items: every later fault only echoes this one.
            let rest = line.start..text.len();
            let word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
            let words = text[rest.clone()].split(|c| !word(c)).filter(|word| !word.is_empty());
            faults.lost.extend(words.map(str::to_owned));
            faults.orphans.push(rest.clone());
            faults.places.push(rest);
            break;
        }
    }
    faults
}

/// Where the first `[table]` stands.
pub fn first_header(text: &str) -> Option<Range<usize>> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with('[') && line.contains(']') && !line.contains('=') {
            return Some(start..start + line.trim_end().len());
        }
        start += line.len();
    }
    None
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn line_of(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |n| n + 1);
    let end = text[at..].find('\n').map_or(text.len(), |n| at + n);
    start..start + text[start..end].trim_end_matches('\r').len()
}

fn first_word(line: &str) -> Option<String> {
    let word: String = line
        .trim_start_matches([' ', '\t', '"', '\'', '[', '{', ','])
        .chars()
        .take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    word.contains(char::is_alphanumeric).then_some(word)
}

enum Kind {
    Switch(Range<usize>),
    Duplicate(String),
    Unquoted(Range<usize>),
    UnclosedString,
    CurlyQuotes(Range<usize>),
    NoValue,
    NoEquals(String),
    Colon,
    QuotedKeyNeeded(String),
    MissingComma,
    Unclosed(char),
    BadEscape,
    BadNumber,
    BadDate,
    Control,
    TooDeep,
    AfterValue,
    DoubleSet(String),
    Other,
}

const CURLY: [char; 8] = ['“', '”', '„', '‘', '’', '«', '»', '،'];

fn classify(text: &str, line: &Range<usize>, at: &Range<usize>, message: &str) -> Kind {
    let content = &text[line.clone()];
    let (key, value) = match content.split_once('=') {
        Some((key, value)) => (key.trim(), Some(value.trim())),
        None => (content.trim(), None),
    };
    if message.starts_with("duplicate key") {
        return Kind::Duplicate(text.get(at.clone()).unwrap_or_default().to_owned());
    }
    if message.starts_with("cannot extend value") {
        return Kind::DoubleSet(text.get(at.clone()).unwrap_or_default().to_owned());
    }
    if message.contains("recurs") {
        return Kind::TooDeep;
    }
    if message.contains("escape") || message.contains("unicode value") {
        return Kind::BadEscape;
    }
    if message.starts_with("unclosed array table") || message.starts_with("unclosed table") {
        return Kind::Unclosed(']');
    }
    if message.starts_with("unclosed inline table") {
        return Kind::Unclosed('}');
    }
    if message.starts_with("unclosed array") {
        return Kind::Unclosed(']');
    }
    if message.contains("comma between") {
        let inside = value.is_none_or(|_| {
            content.trim_start().starts_with(['{', '"', '\'']) || at.start > line.start + content.find('=').unwrap_or(0)
        });
        return if inside && !content.starts_with('[') { Kind::MissingComma } else { Kind::Unclosed(']') };
    }
    let equals = line.start + content.find('=').unwrap_or(0);
    let odd_key = |key: &str| key.chars().any(|c| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ' ')));
    if value.is_some()
        && at.start < equals
        && !key.is_empty()
        && !key.starts_with(['"', '\'', '[', '{'])
        && odd_key(key)
    {
        return Kind::QuotedKeyNeeded(key.to_owned());
    }
    if text.get(at.clone()).is_some_and(|here| here.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')))
    {
        return Kind::Control;
    }
    if message.starts_with("invalid basic string")
        || message.starts_with("invalid literal string")
        || message.starts_with("invalid multi-line")
    {
        return Kind::UnclosedString;
    }
    if let Some(value) = value {
        let start = line.start + (content.len() - content.split_once('=').map_or("", |(_, v)| v).trim_start().len());
        if value.is_empty() {
            return Kind::NoValue;
        }
        if value.starts_with(CURLY) {
            return Kind::CurlyQuotes(start..start + value.len());
        }
        if message.contains("quote") && value.starts_with(['"', '\'']) {
            return Kind::UnclosedString;
        }
        let looks_like_date = value.len() >= 8
            && value.chars().all(|c| c.is_ascii_digit() || "-:TZ.+/ ".contains(c))
            && (value.matches('-').count() == 2 || value.contains('/'));
        if looks_like_date {
            return Kind::BadDate;
        }
        let number =
            value.trim_start_matches(['+', '-']).starts_with(|c: char| c.is_ascii_digit() || c == '.' || c == '_');
        let digits_only = value
            .chars()
            .all(|c| c.is_ascii_alphanumeric() && !c.is_ascii_alphabetic() || "+-._,eExobABCDEFabcdf".contains(c));
        if number && digits_only && !value.contains(['[', '{', '"']) {
            return Kind::BadNumber;
        }
        if message.contains("quote") || message.contains("invalid boolean") || message.contains("invalid floating") {
            // One word of a list, or all that follows the `=`.
            let range =
                if value.starts_with(['[', '{']) { at.clone() } else { start..start + strip_comment(value).len() };
            let word = text.get(range.clone()).unwrap_or_default();
            let switch =
                ["true", "false", "yes", "no", "on", "off"].iter().any(|known| word.eq_ignore_ascii_case(known));
            return if switch { Kind::Switch(range) } else { Kind::Unquoted(range) };
        }
        if message.starts_with("unexpected key or value") || message.starts_with("unexpected content") {
            return Kind::AfterValue;
        }
    } else if !key.is_empty() && !key.starts_with(['[', '{', ']', '}', ',']) && !key.ends_with(',') {
        let first = first_word(key).unwrap_or_default();
        if key.strip_prefix(first.as_str()).is_some_and(|rest| rest.trim_start().starts_with(':')) {
            return Kind::Colon;
        }
        if first.is_empty() {
            return Kind::Other;
        }
        if message.contains("key with no value")
            || message.contains("missing assignment")
            || message.contains("missing value for key")
        {
            return Kind::NoEquals(first);
        }
    }
    Kind::Other
}

fn strip_comment(value: &str) -> &str {
    value.split(" #").next().unwrap_or(value).trim_end()
}

fn describe(
    kind: Kind,
    text: &str,
    line: &Range<usize>,
    at: Range<usize>,
    span: impl Fn(Range<usize>) -> Span,
) -> Diagnostic {
    let content = text[line.clone()].trim();
    let fault = |message: &str| Diagnostic::error(Code::TomlSyntax, message);
    match kind {
        Kind::Duplicate(key) => Diagnostic::error(Code::DuplicateId, format!("`{key}` is set twice in the same table"))
            .at(span(at), format!("`{key}` again"))
            .help("keep one of the two"),
        Kind::DoubleSet(key) => fault(&format!("`{key}` already has a value, so nothing can be put under it"))
            .at(span(at), format!("`{key}` is no table"))
            .help("keep one of the two"),
        Kind::Unquoted(range) => {
            let raw = &text[range.clone()];
            fault("a text must stand in quotation marks")
                .at(span(range.clone()), format!("`{raw}` has none"))
                .help(format!("write `\"{raw}\"`"))
                .fix(span(range), format!("\"{}\"", raw.replace('\\', "\\\\").replace('"', "\\\"")), false)
        }
        Kind::Switch(range) => {
            let raw = &text[range.clone()];
            let small = raw.to_ascii_lowercase();
            let switch = if matches!(small.as_str(), "true" | "yes" | "on") { "true" } else { "false" };
            let diagnostic = fault(&format!("`{raw}` is no value of TOML")).at(span(range.clone()), format!("`{raw}`"));
            if small == switch {
                diagnostic.help(format!("write `{switch}`, in small letters")).fix(span(range), switch, true)
            } else {
                diagnostic.help(format!("a switch is `true` or `false`: here `{switch}`")).help(format!("a word, such as the value of a cell, stands in quotation marks: `\"{small}\"`"))
            }
        }
        Kind::UnclosedString => fault("a quotation mark is missing at the end of a text")
            .at(span(at), "the text does not end on this line")
            .help("close the text with the mark it began with; a text of several lines stands between \"\"\" and \"\"\""),
        Kind::CurlyQuotes(range) => {
            let raw = &text[range.clone()];
            let bare = raw.trim_matches(CURLY);
            fault("these quotation marks belong to prose, not to TOML")
                .at(span(range.clone()), format!("`{raw}`"))
                .help(format!("use the straight mark: `\"{bare}\"`"))
                .fix(span(range), format!("\"{}\"", bare.replace('\\', "\\\\").replace('"', "\\\"")), false)
        }
        Kind::NoValue => fault("nothing stands after the `=`")
            .at(span(at), "a value is missing")
            .help("write a value, or remove the line"),
        Kind::NoEquals(key) => fault(&format!("`{key}` has no `=` and no value"))
            .at(span(at), "`=` is missing")
            .help(format!("write `{key} = \"…\"`")),
        Kind::Colon => fault("a key and its value are joined by `=`, not by `:`")
            .at(span(at), "`=` should stand here")
            .help(format!("write `{}`", content.replacen(':', " =", 1))),
        Kind::QuotedKeyNeeded(key) => fault("a key of other characters than a-z, 0-9, `-` and `_` must stand in quotation marks")
            .at(span(at), format!("`{key}`"))
            .help(format!("write `\"{key}\" = …`")),
        Kind::MissingComma => fault("a comma is missing between two items")
            .at(span(at), "`,` should stand before this")
            .help("items of a list, and keys in braces, are parted by commas"),
        Kind::Unclosed(bracket) => fault(&format!("a bracket is opened and never closed: `{bracket}` is missing"))
            .at(span(at), format!("`{bracket}` should stand here"))
            .help(format!("close it with `{bracket}`")),
        Kind::BadEscape => fault("`\\` begins an escape that TOML does not know")
            .at(span(at), "not an escape")
            .help("write `\\\\` for a backslash, or put the text between ' and ', where nothing is escaped"),
        Kind::BadNumber => fault(&format!("`{content}` holds no number that TOML can read"))
            .at(span(at), "not a number")
            .help("a number has digits, at most one `.` between digits, no comma and no zero in front; anything else goes in quotation marks"),
        Kind::BadDate => fault("this is no day of the calendar")
            .at(span(at), "not a date")
            .help("a date is written year, month, day: `2026-05-04`"),
        Kind::Control => {
            let name = text[at.clone()].chars().find(|c| c.is_control()).map_or(0, u32::from);
            fault(&format!("the control character U+{name:04X} cannot stand here"))
                .at(span(at), format!("U+{name:04X}"))
                .help("remove the character")
        }
        Kind::TooDeep => fault("brackets stand too deep inside each other")
            .at(span(at), "too deep from here")
            .help("nothing that a guide needs goes deeper than a few levels: look for a bracket that was never closed"),
        Kind::AfterValue => fault("the line goes on after its value")
            .at(span(at), "more than one value stands on this line")
            .help("one key and one value stand on a line; a quotation mark inside a text is written `\\\"`"),
        Kind::Other => fault("this line is no TOML")
            .at(span(at), format!("`{content}` cannot be read from here"))
            .help("a line is `key = value`, `[table]`, `[[list-of-tables]]` or `# comment`"),
    }
}
