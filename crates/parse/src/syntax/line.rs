//! What is wrong with one line of TOML, and the words for it.

use std::ops::Range;

use super::first_word;
use mizan_model::value::read::{in_ascii_digits, plain};
use mizan_source::Span;
use mizan_source::diagnostics::{Applicability, Code, Diagnostic};

pub(super) enum LineKind {
    Switch(Range<usize>),
    /// A word where the shape of the file says what was meant: that, and whether it is without a doubt.
    Meant(Range<usize>, String, bool),
    /// The words; whether they are all that stands after the `=`.
    Unquoted(Range<usize>, bool),
    /// A number or a date in other digits than TOML's, and how TOML writes it.
    Digits(Range<usize>, String),
    UnclosedString,
    CurlyQuotes(Range<usize>),
    NoValue,
    NoEquals(String),
    /// Where it should stand, between a key and its value.
    EqualsMissing(usize),
    /// A remark that begins with `//`.
    Remark,
    /// Characters that nobody sees, or that look like a space and are none: where each of the line stands.
    Invisible(Vec<Range<usize>>),
    /// A bracket, told where it opens.
    Opened,
    /// Where it stands.
    Colon(usize),
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
const CURLY_QUOTES: [char; 7] = ['“', '”', '„', '‘', '’', '«', '»'];

/// The first comma of another script on a line that stands in no quotation marks.
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
            return LineKind::BadDate;
        }
        let number =
            value.trim_start_matches(['+', '-']).starts_with(|c: char| c.is_ascii_digit() || c == '.' || c == '_');
        let digits_only = value
            .chars()
            .all(|c| c.is_ascii_alphanumeric() && !c.is_ascii_alphabetic() || "+-._,eExobABCDEFabcdf".contains(c));
        if number && digits_only && !value.contains(['[', '{', '"']) {
            return LineKind::BadNumber;
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

/// Characters outside of texts and remarks that nobody sees as what they are, with their places.
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
        '\u{2000}'..='\u{200A}' | '\u{3000}' => "a space that is no ordinary one",
        '\u{200B}' => "an invisible space of no width",
        '\u{200C}' | '\u{200D}' | '\u{2060}' => "an invisible joiner",
        '\u{200E}' | '\u{200F}' | '\u{61C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            "an invisible mark of direction"
        }
        '\u{FEFF}' => "an invisible byte order mark",
        '\u{AD}' => "an invisible soft hyphen",
        _ => "",
    }
}

/// Whether a value stands here that needs nothing but the `=` before it.
pub(super) fn is_value(value: &str) -> bool {
    let number = value.strip_prefix(['-', '+']).unwrap_or(value);
    matches!(value, "true" | "false")
        || value.starts_with(['"', '\'']) && value.len() > 1
        || value.starts_with(['[', '{'])
        || !number.is_empty()
            && number.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'))
            && number.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a fault of that kind is an echo of a list that is not closed.
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

/// With the fix that puts `text` in quotation marks; a whole file on one line is no text that lacks them.
pub(super) fn quoted(diagnostic: Diagnostic, span: Span, text: &str, applicability: Applicability) -> Diagnostic {
    const LONGEST: usize = 4096;
    if text.len() > LONGEST {
        return diagnostic;
    }
    diagnostic.fix(span, format!("\"{}\"", escaped(text)), applicability)
}

/// A text as it can stand between straight quotation marks.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

/// Whether nothing but a text can be meant: words, of letters, digits and joiners.
pub(super) fn is_plain_text(raw: &str) -> bool {
    raw.starts_with(char::is_alphabetic) && raw.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
}

/// Whether a text stands between a pair of quotation marks of prose, and none is left within.
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
        LineKind::DoubleSet(key) => fault(&format!("`{key}` already has a value, so nothing can be put under it"))
            .at(span(at), format!("`{key}` is no table"))
            .help("keep one of the two"),
        LineKind::Unquoted(range, whole) => {
            let raw = &text[range.clone()];
            let shown = short(raw);
            let diagnostic = fault("a text must stand in quotation marks")
                .at(span(range.clone()), format!("`{shown}` has none"))
                .help(format!("write `\"{}\"`", short(&escaped(raw))));
            quoted(diagnostic, span(range), raw, Applicability::safe_if(whole && is_plain_text(raw)))
        }
        LineKind::Digits(range, digits) => {
            let raw = &text[range.clone()];
            fault(&format!("`{}` is written in digits that TOML cannot read", short(raw)))
                .at(span(range.clone()), format!("`{}`", short(raw)))
                .help(format!("write it in the digits 0 to 9: `{digits}`"))
                .help("each language shows it in its own digits")
                .fix(span(range), digits, Applicability::Safe)
        }
        LineKind::Meant(range, meant, certain) => {
            let raw = &text[range.clone()];
            let message = match meant.starts_with('"') {
                true => "a text must stand in quotation marks".to_owned(),
                false => format!("`{raw}` is no value of TOML: a switch is `true` or `false`"),
            };
            fault(&message)
                .at(span(range.clone()), format!("`{raw}`"))
                .help(format!("write `{meant}`"))
                .fix(span(range), meant, Applicability::safe_if(certain))
        }
        LineKind::Switch(range) => {
            let raw = &text[range.clone()];
            let small = raw.to_ascii_lowercase();
            let switch = if matches!(small.as_str(), "true" | "yes" | "on") { "true" } else { "false" };
            let diagnostic = fault(&format!("`{raw}` is no value of TOML")).at(span(range.clone()), format!("`{raw}`"));
            if small == switch {
                diagnostic.help(format!("write `{switch}`, in small letters")).fix(span(range), switch, Applicability::Safe)
            } else {
                diagnostic.help(format!("a switch is `true` or `false`: here `{switch}`")).help(format!("a word, such as the value of a cell, stands in quotation marks: `\"{small}\"`"))
            }
        }
        LineKind::UnclosedString => fault("a quotation mark is missing at the end of a text")
            .at(span(at), "the text does not end on this line")
            .help("close the text with the mark it began with; a text of several lines stands between \"\"\" and \"\"\""),
        LineKind::CurlyQuotes(range) => {
            let raw = &text[range.clone()];
            let bare = raw.trim_matches(CURLY);
            let diagnostic = fault("these quotation marks belong to prose, not to TOML")
                .at(span(range.clone()), format!("`{}`", short(raw)))
                .help(format!("use the straight mark: `\"{}\"`", short(&escaped(bare))));
            quoted(diagnostic, span(range), bare, Applicability::safe_if(is_wrapped(raw, bare)))
        }
        LineKind::NoValue => fault("nothing stands after the `=`")
            .at(span(at), "a value is missing")
            .help("write a value, or remove the line"),
        LineKind::EqualsMissing(end) => {
            let value = content.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
            let key = &content[..content.len() - value.len()];
            fault(&format!("`{key}` has a value and no `=` before it"))
                .at(span(at), "`=` should stand here")
                .help(format!("write `{key} = {}`", value.trim_start()))
                .fix(span(end..end), " =", Applicability::Safe)
        }
        LineKind::Remark => fault("a remark begins with `#`, not with `//`")
            .at(span(at.clone()), "`#` should stand here")
            .help("write `#` instead of `//`")
            .fix(span(at), "#", Applicability::Safe),
        LineKind::Invisible(all) => unseen(&all, text, span),
        LineKind::Opened => fault("a bracket is opened and never closed: `]` is missing")
            .at(span(at), "this bracket is never closed")
            .help("close it with `]`"),
        LineKind::NoEquals(key) => fault(&format!("`{key}` has no `=` and no value"))
            .at(span(at), "`=` is missing")
            .help(format!("write `{key} = \"…\"`")),
        LineKind::Colon(colon) => fault("a key and its value are joined by `=`, not by `:`")
            .at(span(at), "`=` should stand here")
            .help(format!("write `{}`", content.replacen(':', " =", 1)))
            .fix(span(colon..colon + 1), " =", Applicability::Safe),
        LineKind::QuotedKeyNeeded(key) => {
            let diagnostic =
                fault("a key of other characters than a-z, 0-9, `-` and `_` must stand in quotation marks")
                    .at(span(at), format!("`{}`", short(&key)))
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
            fault(&format!("`{c}` stands between two items, and TOML parts them by `,`"))
                .at(comma, "another comma than TOML's")
                .help("write the comma of Latin keyboards: `,`")
                .fix(comma, ",", Applicability::Safe)
        }
        LineKind::MissingComma => fault("a comma is missing between two items")
            .at(span(at), "`,` should stand before this")
            .help("items of a list, and keys in braces, are parted by commas"),
        LineKind::Unclosed(bracket) => {
            let diagnostic = fault(&format!("a bracket is opened and never closed: `{bracket}` is missing"))
                .at(span(at), format!("`{bracket}` should stand here"))
                .help(format!("close it with `{bracket}`"));
            match unclosed_header(&text[line.clone()]) {
                Some((end, missing)) => diagnostic.fix(span(line.start + end..line.start + end), missing, Applicability::Safe),
                None => diagnostic,
            }
        }
        LineKind::BadEscape => fault("`\\` begins an escape that TOML does not know")
            .at(span(at), "not an escape")
            .help("write `\\\\` for a backslash, or put the text between ' and ', where nothing is escaped"),
        LineKind::BadNumber => fault(&format!("`{content}` holds no number that TOML can read"))
            .at(span(at), "not a number")
            .help("a number has digits, at most one `.` between digits, no comma and no zero in front; anything else goes in quotation marks"),
        LineKind::BadDate => fault("this is no day of the calendar")
            .at(span(at), "not a date")
            .help("a date is written year, month, day: `2026-05-04`"),
        LineKind::Control => {
            let found = text[at.clone()].char_indices().find(|(_, c)| c.is_control());
            let name = found.map_or(0, |(_, c)| u32::from(c));
            let diagnostic = fault(&format!("the control character U+{name:04X} cannot stand here"))
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
        LineKind::TooDeep => fault("brackets stand too deep inside each other")
            .at(span(at), "too deep from here")
            .help("nothing that a guide needs goes deeper than a few levels: look for a bracket that was never closed"),
        LineKind::AfterValue => fault("the line goes on after its value")
            .at(span(at), "more than one value stands on this line")
            .help("one key and one value stand on a line; a quotation mark inside a text is written `\\\"`"),
        LineKind::Other => fault("this line is no TOML")
            .at(span(at), format!("`{content}` cannot be read from here"))
            .help("a line is `key = value`, `[table]`, `[[list-of-tables]]` or `# comment`"),
    }
}

/// Characters of one line that nobody sees, told by the first of them and mended together: a line of which some are left
/// cannot be read.
fn unseen(all: &[Range<usize>], text: &str, span: &dyn Fn(Range<usize>) -> Span) -> Diagnostic {
    let chars: Vec<char> = all.iter().filter_map(|at| text[at.clone()].chars().next()).collect();
    let code = |c: &char| format!("U+{:04X}", u32::from(*c));
    let first = chars.first().copied().unwrap_or_default();
    let fault =
        format!("{} stands here ({}), which TOML cannot read outside of a text", unseen_name(first), code(&first));
    let mut diagnostic = Diagnostic::error(Code::TomlSyntax, fault);
    for (at, c) in all.iter().zip(&chars) {
        diagnostic = match diagnostic.primary {
            None => diagnostic.at(span(at.clone()), code(c)),
            Some(_) => diagnostic.also(span(at.clone()), format!("{} here", code(c))),
        };
    }
    let help = match (all.len(), chars.iter().all(|c| is_space(*c))) {
        (1, true) => "write an ordinary space instead",
        (_, true) => "write ordinary spaces instead",
        (1, false) => "remove it: delete the beginning of the line with the key before it, and write it again",
        (_, false) => "remove them: write the line again, in a line of its own",
    };
    let diagnostic = diagnostic.help(help);
    let (Some(from), Some(to)) = (all.first(), all.last()) else { return diagnostic };
    let mended: String = text[from.start..to.end]
        .char_indices()
        .filter_map(|(at, c)| match all.iter().any(|one| one.start == from.start + at) {
            true => is_space(c).then_some(' '),
            false => Some(c),
        })
        .collect();
    diagnostic.fix(span(from.start..to.end), mended, Applicability::Safe)
}

/// Whether it parts words as a space does.
fn is_space(c: char) -> bool {
    matches!(c, '\u{A0}' | '\u{202F}' | '\u{3000}' | '\u{2000}'..='\u{200A}')
}

/// Where a header that is not closed should be, and by what: `[features` by `]`.
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
