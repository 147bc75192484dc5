//! Classifies the syntax error in a line of TOML, and describes it.

use std::ops::Range;

use super::first_word;
use mizan_model::Date;
use mizan_model::value::read::{in_ascii_digits, plain, without_separators};
use mizan_source::Span;
use mizan_source::diagnostics::{Applicability, Code, Diagnostic};

pub(super) enum LineKind {
    Switch(Range<usize>),
    /// A word that means something else by the shape of its key: what, and whether that is certain.
    Meant(Range<usize>, String, bool),
    /// The words; whether there is nothing else after the `=`.
    Unquoted(Range<usize>, bool),
    /// A number or a date in other digits than TOML's, and how TOML writes it.
    Digits(Range<usize>, String),
    UnclosedString,
    CurlyQuotes(Range<usize>),
    NoValue,
    NoEquals(String),
    /// Its place, between a key and its value.
    EqualsMissing(usize),
    /// A comment that begins with `//`.
    Comment,
    /// Characters that are invisible or look like a space: the place of each in the line.
    Invisible(Vec<Range<usize>>),
    /// A bracket, reported where it opens.
    Opened,
    /// Its place.
    Colon(usize),
    QuotedKeyNeeded(String),
    MissingComma,
    Unclosed(char),
    BadEscape,
    /// With the number that is meant, if it only has separators.
    BadNumber(Option<(Range<usize>, String)>),
    /// Its place.
    BadDate(Range<usize>),
    Control,
    TooDeep,
    AfterValue,
    DoubleSet(String),
    Other,
}

const CURLY: [char; 8] = ['“', '”', '„', '‘', '’', '«', '»', '،'];
const CURLY_QUOTES: [char; 7] = ['“', '”', '„', '‘', '’', '«', '»'];

/// The first comma of another script on a line, outside of quotation marks.
fn foreign_comma(line: &str) -> Option<(usize, char)> {
    let mut quote = None;
    let mut escaped = false;
    for (at, c) in line.char_indices() {
        match (quote, c) {
            (Some('"'), '\\') => escaped = !escaped,
            (Some(open), c) if c == open && !escaped => quote = None,
            (Some(_), _) => escaped = false,
            (None, '"' | '\'') => quote = Some(c),
            (None, '#') => return None,
            (None, '،' | '、' | '，') => return Some((at, c)),
            _ => {}
        }
    }
    None
}

pub(super) fn classify(text: &str, line: &Range<usize>, at: &Range<usize>, message: &str) -> LineKind {
    let content = &text[line.clone()];
    let (key, value) = match content.split_once('=') {
        Some((key, value)) => (key.trim(), Some(value.trim())),
        None => (content.trim(), None),
    };
    if message.starts_with("cannot extend value") {
        return LineKind::DoubleSet(text.get(at.clone()).unwrap_or_default().to_owned());
    }
    if message.contains("recurs") {
        return LineKind::TooDeep;
    }
    if message.contains("escape") || message.contains("unicode value") {
        return LineKind::BadEscape;
    }
    if message.starts_with("unclosed array table") || message.starts_with("unclosed table") {
        return LineKind::Unclosed(']');
    }
    if message.starts_with("unclosed inline table") {
        return LineKind::Unclosed('}');
    }
    if message.starts_with("unclosed array") {
        return LineKind::Unclosed(']');
    }
    if message.contains("comma between") {
        let inside = value.is_none_or(|_| {
            content.trim_start().starts_with(['{', '"', '\'']) || at.start > line.start + content.find('=').unwrap_or(0)
        });
        return if inside && !content.starts_with('[') { LineKind::MissingComma } else { LineKind::Unclosed(']') };
    }
    let equals = line.start + content.find('=').unwrap_or(0);
    let odd_key = |key: &str| key.chars().any(|c| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ' ')));
    if value.is_some()
        && at.start < equals
        && !key.is_empty()
        && !key.starts_with(['"', '\'', '[', '{'])
        && odd_key(key)
    {
        return LineKind::QuotedKeyNeeded(key.to_owned());
    }
    if text.get(at.clone()).is_some_and(|here| here.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')))
    {
        return LineKind::Control;
    }
    if message.starts_with("invalid basic string")
        || message.starts_with("invalid literal string")
        || message.starts_with("invalid multi-line")
    {
        return LineKind::UnclosedString;
    }
    if let Some(date) = date_at(content, at.start - line.start) {
        return LineKind::BadDate(line.start + date.start..line.start + date.end);
    }
    if let Some(value) = value {
        let start = line.start + (content.len() - content.split_once('=').map_or("", |(_, v)| v).trim_start().len());
        if value.is_empty() {
            return LineKind::NoValue;
        }
        if value.starts_with(CURLY) {
            return LineKind::CurlyQuotes(start..start + value.len());
        }
        if message.contains("quote") && value.starts_with(['"', '\'']) {
            return LineKind::UnclosedString;
        }
        let looks_like_date = value.len() >= 8
            && value.chars().all(|c| c.is_ascii_digit() || "-:TZ.+/ ".contains(c))
            && (value.matches('-').count() == 2 || value.contains('/'));
        if looks_like_date {
            return LineKind::BadDate(at.clone());
        }
        let number =
            value.trim_start_matches(['+', '-']).starts_with(|c: char| c.is_ascii_digit() || c == '.' || c == '_');
        let digits_only = value
            .chars()
            .all(|c| c.is_ascii_alphanumeric() && !c.is_ascii_alphabetic() || "+-._,eExobABCDEFabcdf".contains(c));
        if number && digits_only && !value.contains(['[', '{', '"']) {
            let range = start..start + strip_comment(value).len();
            let number = text.get(range.clone()).and_then(without_separators);
            return LineKind::BadNumber(number.map(|number| (range, number)));
        }
        if message.contains("quote") || message.contains("invalid boolean") || message.contains("invalid float") {
            // One word of a list, or all that follows the `=`.
            let whole = !value.starts_with(['[', '{']);
            let range = if whole { start..start + strip_comment(value).len() } else { at.clone() };
            let word = text.get(range.clone()).unwrap_or_default();
            if let Some(digits) = in_ascii_digits(word) {
                return LineKind::Digits(range, digits);
            }
            let switch =
                ["true", "false", "yes", "no", "on", "off"].iter().any(|known| word.eq_ignore_ascii_case(known));
            return if switch { LineKind::Switch(range) } else { LineKind::Unquoted(range, whole) };
        }
        if message.starts_with("unexpected key or value") || message.starts_with("unexpected content") {
            return LineKind::AfterValue;
        }
    } else if !key.is_empty() && !key.starts_with(['[', '{', ']', '}', ',']) && !key.ends_with(',') {
        let first = first_word(key).unwrap_or_default();
        if first.is_empty() {
            return LineKind::Other;
        }
        if message.contains("key with no value")
            || message.contains("missing assignment")
            || message.contains("missing value for key")
        {
            return LineKind::NoEquals(first);
        }
    }
    LineKind::Other
}

/// The date that is the whole of a value on a line, if `at` is in it.
fn date_at(content: &str, at: usize) -> Option<Range<usize>> {
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '.' | ':' | '+');
    let before = content.get(..at)?;
    let start = before.trim_end_matches(part).len();
    let end = start + content[start..].find(|c| !part(c)).unwrap_or(content.len() - start);
    let date = content[start..end].split(['T', 't']).next().filter(|date| Date::looks_like_day(date))?;
    // Words before or after it make it a part of a text.
    let alone = content[..start].trim_end().ends_with(['=', ',', '[', '{']) || content[..start].trim().is_empty();
    let rest = content[end..].trim_start();
    (alone && (rest.is_empty() || rest.starts_with([',', ']', '}', '#']))).then_some(start..start + date.len())
}

/// A date that is not a day, or not written as one.
fn bad_date(date: &str, span: Span) -> Diagnostic {
    let diagnostic = Diagnostic::error(Code::TomlSyntax, format!("invalid date `{}`", short(date)));
    let Some(day) = Date::from_other_notation(date) else {
        let label = if date.contains('-') { "no such day" } else { "not a date" };
        return diagnostic.at(span, label).help("write year, month and day: `2026-05-04`");
    };
    let diagnostic = diagnostic.at(span, "not in the form year-month-day").help(format!("write `{day}`"));
    // A version may have the year first: 2026.11.29.
    if date.contains('.') && !date.ends_with(&day.year.to_string()) {
        diagnostic.help(format!("for a version, add quotation marks: `\"{date}\"`"))
    } else {
        diagnostic.fix(span, day.to_string(), Applicability::Safe)
    }
}

/// Characters outside of strings and comments that are invisible or look like others, with their places.
pub(super) fn invisible(line: &str) -> Vec<(usize, char)> {
    let mut found = Vec::new();
    let mut marks = None;
    for (at, c) in line.char_indices() {
        match (marks, c) {
            (None, '#') => break,
            (None, '"' | '\'') => marks = Some(c),
            (Some(mark), _) if mark == c => marks = None,
            (None, _) if !unseen_name(c).is_empty() => found.push((at, c)),
            _ => {}
        }
    }
    found
}

/// What such a character is called; empty for all others.
fn unseen_name(c: char) -> &'static str {
    match c {
        '\u{A0}' | '\u{202F}' => "a no-break space",
        '\u{2000}'..='\u{200A}' | '\u{3000}' => "a space other than the ordinary one",
        '\u{200B}' => "an invisible zero-width space",
        '\u{200C}' | '\u{200D}' | '\u{2060}' => "an invisible joiner",
        '\u{200E}' | '\u{200F}' | '\u{61C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            "an invisible direction mark"
        }
        '\u{FEFF}' => "an invisible byte order mark",
        '\u{AD}' => "an invisible soft hyphen",
        _ => "",
    }
}

/// Whether this is a value that lacks only the `=` before it.
pub(super) fn is_value(value: &str) -> bool {
    let number = value.strip_prefix(['-', '+']).unwrap_or(value);
    matches!(value, "true" | "false")
        || value.starts_with(['"', '\'']) && value.len() > 1
        || value.starts_with(['[', '{'])
        || !number.is_empty()
            && number.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'))
            && number.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether an error of that kind is a follow-up error of an unclosed list.
pub(super) fn swallows_rest(kind: &LineKind) -> bool {
    matches!(kind, LineKind::Unclosed(_) | LineKind::MissingComma)
}

pub(super) fn strip_comment(value: &str) -> &str {
    value.split(" #").next().unwrap_or(value).trim_end()
}

/// A piece of the author's text, as a message shows it.
pub(super) fn short(text: &str) -> String {
    const LONGEST: usize = 80;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// With the fix that puts `text` in quotation marks; a whole file on one line is not a string without them.
pub(super) fn quoted(diagnostic: Diagnostic, span: Span, text: &str, applicability: Applicability) -> Diagnostic {
    const LONGEST: usize = 4096;
    if text.len() > LONGEST {
        return diagnostic;
    }
    diagnostic.fix(span, format!("\"{}\"", escaped(text)), applicability)
}

/// A string as it is written between straight quotation marks.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

/// Whether nothing but a text can be meant: words, of letters, digits and joiners.
pub(super) fn is_plain_text(raw: &str) -> bool {
    raw.starts_with(char::is_alphabetic) && raw.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
}

/// Whether a text is between a pair of curly quotation marks, and contains no others.
pub(super) fn is_wrapped(raw: &str, bare: &str) -> bool {
    raw.starts_with(['“', '„', '‘', '«'])
        && raw.ends_with(['”', '“', '’', '»'])
        && !bare.contains(CURLY_QUOTES)
        && plain(bare)
}

pub(super) fn describe(
    kind: LineKind,
    text: &str,
    line: &Range<usize>,
    at: Range<usize>,
    span: &dyn Fn(Range<usize>) -> Span,
) -> Diagnostic {
    let content = &short(text[line.clone()].trim());
    let fault = |message: &str| Diagnostic::error(Code::TomlSyntax, message);
    match kind {
        LineKind::DoubleSet(key) => fault(&format!("`{key}` already has a value, so it cannot be a table"))
            .at(span(at), format!("`{key}` is not a table"))
            .help("keep one of the two"),
        LineKind::Unquoted(range, whole) => {
            let raw = &text[range.clone()];
            let diagnostic = fault("missing quotation marks around a string")
                .at(span(range.clone()), "expected a string in quotation marks")
                .help(format!("write `\"{}\"`", short(&escaped(raw))));
            quoted(diagnostic, span(range), raw, Applicability::safe_if(whole && is_plain_text(raw)))
        }
        LineKind::Digits(range, digits) => {
            let raw = &text[range.clone()];
            fault(&format!("`{}` is not written in the digits 0 to 9", short(raw)))
                .at(span(range.clone()), "unsupported digits")
                .help(format!("write it in the digits 0 to 9: `{digits}`"))
                .help("pages show it in the digits of their language")
                .fix(span(range), digits, Applicability::Safe)
        }
        LineKind::Meant(range, meant, certain) => {
            let raw = &text[range.clone()];
            let message = match meant.starts_with('"') {
                true => "missing quotation marks around a string".to_owned(),
                false => format!("expected `true` or `false`, found `{raw}`"),
            };
            fault(&message)
                .at(span(range.clone()), "invalid value")
                .help(format!("write `{meant}`"))
                .fix(span(range), meant, Applicability::safe_if(certain))
        }
        LineKind::Switch(range) => {
            let raw = &text[range.clone()];
            let small = raw.to_ascii_lowercase();
            let switch = if matches!(small.as_str(), "true" | "yes" | "on") { "true" } else { "false" };
            let diagnostic = fault(&format!("`{raw}` is not a valid value")).at(span(range.clone()), "invalid value");
            if small == switch {
                diagnostic.help(format!("write `{switch}`, in lower case")).fix(span(range), switch, Applicability::Safe)
            } else {
                diagnostic.help(format!("if the key is either true or false, write `{switch}`")).help(format!("if it is a string, such as the value of a cell, add quotation marks: `\"{small}\"`"))
            }
        }
        LineKind::UnclosedString => fault("missing quotation mark at the end of a string")
            .at(span(at), "the string does not end on this line")
            .help("end the string with the quotation mark that it begins with; a string of several lines is written between \"\"\" and \"\"\""),
        LineKind::CurlyQuotes(range) => {
            let raw = &text[range.clone()];
            let bare = raw.trim_matches(CURLY);
            let diagnostic = fault("TOML strings need straight quotation marks")
                .at(span(range.clone()), "curly quotation marks")
                .help(format!("use straight quotation marks: `\"{}\"`", short(&escaped(bare))));
            quoted(diagnostic, span(range), bare, Applicability::safe_if(is_wrapped(raw, bare)))
        }
        LineKind::NoValue => fault("missing value after `=`")
            .at(span(at), "missing value")
            .help("write a value, or remove the line"),
        LineKind::EqualsMissing(end) => {
            let value = content.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
            let key = &content[..content.len() - value.len()];
            fault(&format!("missing `=` between `{key}` and its value"))
                .at(span(at), "expected `=`")
                .help(format!("write `{key} = {}`", value.trim_start()))
                .fix(span(end..end), " =", Applicability::Safe)
        }
        LineKind::Comment => fault("comments begin with `#`, not with `//`")
            .at(span(at.clone()), "expected `#`")
            .help("write `#` instead of `//`")
            .fix(span(at), "#", Applicability::Safe),
        LineKind::Invisible(all) => unseen(&all, text, span),
        LineKind::Opened => fault("unclosed bracket: missing `]`")
            .at(span(at), "this bracket is not closed")
            .help("close it with `]`"),
        LineKind::NoEquals(key) => fault(&format!("missing `=` and value after `{key}`"))
            .at(span(at), "missing `=`")
            .help(format!("write `{key} = \"…\"`")),
        LineKind::Colon(colon) => fault("expected `=` between key and value, found `:`")
            .at(span(at), "expected `=`")
            .help(format!("write `{}`", content.replacen(':', " =", 1)))
            .fix(span(colon..colon + 1), " =", Applicability::Safe),
        LineKind::QuotedKeyNeeded(key) => {
            let diagnostic =
                fault("missing quotation marks around a key with characters other than a-z, 0-9, `-` and `_`")
                    .at(span(at), "expected a key in quotation marks")
                    .help(format!("write `\"{}\" = …`", short(&key)));
            match text[line.clone()].find(key.as_str()) {
                Some(start) if plain(&key) => {
                    let start = line.start + start;
                    diagnostic.fix(span(start..start + key.len()), format!("\"{key}\""), Applicability::Safe)
                }
                _ => diagnostic,
            }
        }
        LineKind::MissingComma if foreign_comma(&text[line.clone()]).is_some() => {
            let (comma, c) = foreign_comma(&text[line.clone()]).unwrap_or_default();
            let comma = span(line.start + comma..line.start + comma + c.len_utf8());
            fault(&format!("expected `,` between two items, found `{c}`"))
                .at(comma, "expected `,`")
                .help("use the comma of a Latin keyboard: `,`")
                .fix(comma, ",", Applicability::Safe)
        }
        LineKind::MissingComma => fault("missing comma between two items")
            .at(span(at), "expected `,` before this")
            .help("separate items of a list, and keys in braces, with commas"),
        LineKind::Unclosed(bracket) => {
            let diagnostic = fault(&format!("unclosed bracket: missing `{bracket}`"))
                .at(span(at), format!("expected `{bracket}`"))
                .help(format!("close it with `{bracket}`"));
            match unclosed_header(&text[line.clone()]) {
                Some((end, missing)) => diagnostic.fix(span(line.start + end..line.start + end), missing, Applicability::Safe),
                None => diagnostic,
            }
        }
        LineKind::BadEscape => fault("unknown escape sequence after `\\`")
            .at(span(at), "unknown escape sequence")
            .help("write `\\\\` for a backslash, or put the string between ' and ', which have no escapes"),
        LineKind::BadNumber(Some((range, number))) => fault(&format!("invalid number in `{content}`"))
            .at(span(range.clone()), "a number has no separators")
            .help(format!("write it without separators, and with a `.` before any decimals: `{number}`"))
            .fix(span(range), number, Applicability::Unsafe),
        LineKind::BadNumber(None) => fault(&format!("invalid number in `{content}`"))
            .at(span(at), "invalid number")
            .help("write a number with digits and at most one `.` between digits, without commas and leading zeros; put anything else in quotation marks"),
        LineKind::BadDate(range) => bad_date(&text[range.clone()], span(range)),
        LineKind::Control => {
            let found = text[at.clone()].char_indices().find(|(_, c)| c.is_control());
            let name = found.map_or(0, |(_, c)| u32::from(c));
            let diagnostic = fault(&format!("control character U+{name:04X}"))
                .at(span(at.clone()), format!("U+{name:04X}"))
                .help("remove the character");
            match found {
                Some((offset, c)) => {
                    let start = at.start + offset;
                    // What is white space may part two words.
                    diagnostic.fix(span(start..start + c.len_utf8()), "", Applicability::safe_if(!c.is_whitespace()))
                }
                None => diagnostic,
            }
        }
        LineKind::TooDeep => fault("brackets are nested too deeply")
            .at(span(at), "nested too deeply from here")
            .help("look for a bracket that is not closed: no key needs more than a few levels"),
        LineKind::AfterValue => fault("unexpected text after a value")
            .at(span(at), "expected the end of the line")
            .help("write one key and one value per line; write a quotation mark inside a string as `\\\"`"),
        LineKind::Other => fault("this line is not TOML")
            .at(span(at), format!("unexpected in `{content}`"))
            .help("write `key = value`, `[table]`, `[[list-of-tables]]` or `# comment`"),
    }
}

/// Invisible characters of one line, reported at the first of them and fixed together: a line in which some remain
/// cannot be parsed.
fn unseen(all: &[Range<usize>], text: &str, span: &dyn Fn(Range<usize>) -> Span) -> Diagnostic {
    let chars: Vec<char> = all.iter().filter_map(|at| text[at.clone()].chars().next()).collect();
    let code = |c: &char| format!("U+{:04X}", u32::from(*c));
    let first = chars.first().copied().unwrap_or_default();
    let fault = format!("found {} ({}) outside of a string", unseen_name(first), code(&first));
    let mut diagnostic = Diagnostic::error(Code::TomlSyntax, fault);
    for (at, c) in all.iter().zip(&chars) {
        diagnostic = match diagnostic.primary {
            None => diagnostic.at(span(at.clone()), code(c)),
            Some(_) => diagnostic.also(span(at.clone()), format!("another {}", code(c))),
        };
    }
    let help = match (all.len(), chars.iter().all(|c| is_space(*c))) {
        (1, true) => "replace it with an ordinary space",
        (_, true) => "replace them with ordinary spaces",
        (1, false) => "remove it: delete the beginning of the line and retype it",
        (_, false) => "remove them: retype the line in a line of its own",
    };
    let diagnostic = diagnostic.help(help);
    let (Some(from), Some(to)) = (all.first(), all.last()) else { return diagnostic };
    let fixed: String = text[from.start..to.end]
        .char_indices()
        .filter_map(|(at, c)| match all.iter().any(|one| one.start == from.start + at) {
            true => is_space(c).then_some(' '),
            false => Some(c),
        })
        .collect();
    diagnostic.fix(span(from.start..to.end), fixed, Applicability::Safe)
}

/// Whether it parts words as a space does.
fn is_space(c: char) -> bool {
    matches!(c, '\u{A0}' | '\u{202F}' | '\u{3000}' | '\u{2000}'..='\u{200A}')
}

/// The place where an unclosed header should be closed, and with what: `[features` with `]`.
pub(super) fn unclosed_header(line: &str) -> Option<(usize, &'static str)> {
    let content = line.trim_end();
    let opened = content.trim_start();
    let name = opened.trim_start_matches('[');
    let open = opened.len() - name.len();
    let bare = name.trim_end_matches(']');
    let closed = name.len() - bare.len();
    let is_name = !bare.is_empty() && bare.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'));
    match (open, closed) {
        (1, 0) | (2, 1) if is_name => Some((content.len(), "]")),
        (2, 0) if is_name => Some((content.len(), "]]")),
        _ => None,
    }
}
