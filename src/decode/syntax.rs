//! Faults of TOML itself, in plain language.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::model::value::read::plain;
use crate::source::{SourceId, Span};

/// What could not be read, so that nobody complains of it twice.
#[derive(Debug, Default)]
pub struct Faults {
    places: Ranges,
    /// Lines after a `[header]` that could not be read: nobody knows whose keys stand there.
    orphans: Ranges,
    /// First words of the lines at fault.
    pub lost: Arc<BTreeSet<String>>,
}

impl Faults {
    /// Whether a key cannot be judged: a fault lies within it, or in the header above it.
    pub fn spoil_key(&self, range: &Range<usize>) -> bool {
        self.orphan(range.start) || self.places.any(|start| start < range.end, |end| end.at_least_one > range.start)
    }

    /// Whether what begins at `at` belongs to nobody knows what: a broken header or an unclosed list stands above it.
    pub fn orphan(&self, at: usize) -> bool {
        self.orphans.any(|start| start <= at, |end| end.exact > at)
    }

    /// Whether a fault lies in or at `range`.
    pub fn touch(&self, range: &Range<usize>) -> bool {
        self.places.any(|start| start <= range.end, |end| end.exact >= range.start)
    }
}

/// Ranges in the order of their starts, asked often: each start with the furthest end of all up to it.
#[derive(Debug, Default)]
struct Ranges(Vec<(usize, End)>);

#[derive(Clone, Copy, Debug, Default)]
struct End {
    exact: usize,
    /// An empty range taken for one byte.
    at_least_one: usize,
}

impl Ranges {
    /// Adds a range that starts no earlier than those before.
    fn push(&mut self, range: Range<usize>) {
        let before = self.0.last().map(|(_, end)| *end).unwrap_or_default();
        let end = End {
            exact: range.end.max(before.exact),
            at_least_one: range.end.max(range.start + 1).max(before.at_least_one),
        };
        self.0.push((range.start, end));
    }

    /// Adds a range to the end of the text; those that start within it count as part of it.
    fn swallow(&mut self, range: Range<usize>) {
        self.0.retain(|(start, _)| *start < range.start);
        self.push(range);
    }

    /// Whether a range starts `in_time` (true of starts up to some place) and ends `late`.
    fn any(&self, in_time: impl Fn(usize) -> bool, late: impl Fn(End) -> bool) -> bool {
        let count = self.0.partition_point(|(start, _)| in_time(*start));
        count > 0 && late(self.0[count - 1].1)
    }
}

/// Reports what the parser stumbled over: one fault a line, since the rest of a broken line only
/// stumbles after it.
pub fn report(reading: &Reading<'_>, errors: &[toml::de::Error], sink: &Sink) -> Faults {
    let text = reading.text;
    let mut faults = Faults::default();
    let mut lost = BTreeSet::new();
    let mut swallowing = false;
    let mut last_line: Option<Range<usize>> = None;
    let mut brackets = Brackets::default();
    let mut errors: Vec<(Range<usize>, &str)> =
        errors.iter().map(|error| (error.span().unwrap_or(0..0), error.message())).collect();
    errors.sort_by_key(|(range, _)| range.start);
    for (range, message) in errors {
        let start = floor(text, range.start);
        let range = start..floor(text, range.end).max(start);
        let duplicate = is_duplicate(message);
        if !duplicate {
            faults.places.push(range.clone());
        }
        if last_line.as_ref().is_some_and(|line| range.start <= line.end) {
            continue;
        }
        let line = line_of(text, range.start);
        if last_line.as_ref() == Some(&line) {
            continue;
        }
        last_line = Some(line.clone());
        let kind = classify(text, &line, &range, message);
        if !duplicate {
            lost.extend(first_word(&text[line.clone()]));
        }
        if text[line.clone()].trim_start().starts_with('[') && brackets.closed(text, line.start) {
            let rest = &text[line.end..];
            let next = rest.find("\n[").unwrap_or(rest.len());
            faults.orphans.push(line.end..line.end + next);
            // `[sources.article`: whoever names the article is right to.
            lost.extend(words(&text[line.clone()]).map(str::to_owned));
        }
        if matches!(kind, Kind::Unclosed(_) | Kind::TooDeep) && !swallowing {
            // What stays open swallows the lines after it.
            lost.extend(text[line.start..].lines().filter_map(first_word));
            swallowing = true;
        }
        let swallows = matches!(kind, Kind::Unclosed(_))
            && (message.contains("comma between")
                || message.starts_with("unclosed array") && !message.starts_with("unclosed array table"));
        if !reading.told.contains(&line.start) {
            sink.push(describe(kind, text, &line, range, &|range| reading.span(range)));
        }
        if swallows {
            // A list takes all that follows for its items: every later fault only echoes this one.
            let rest = line.start..text.len();
            lost.extend(words(&text[rest.clone()]).map(str::to_owned));
            faults.orphans.push(rest.clone());
            faults.places.swallow(rest);
            break;
        }
    }
    faults.lost = Arc::new(lost);
    faults
}

/// TOML as it is read, which may be what an author meant rather than what stands in the file.
pub struct Reading<'a> {
    pub text: &'a str,
    pub id: SourceId,
    /// Where it begins in the file.
    pub base: usize,
    /// What was put in, each at a byte of `text`, in order: the file has nothing there.
    pub added: Vec<usize>,
    /// Where lines of `text` begin of which a fault is told already.
    pub told: BTreeSet<usize>,
}

impl Reading<'_> {
    /// The place in the file of a place in the text.
    pub fn span(&self, range: Range<usize>) -> Span {
        let at = |at: usize| self.base + at - self.added.partition_point(|added| *added < at);
        Span::new(self.id, at(range.start)..at(range.end))
    }

    /// The text as it was most likely meant, where a fault leaves no doubt about that and would spoil what comes
    /// after it: `:` for `=`, as it would be in YAML, and a header without its `]`. The faults are told.
    pub fn meant(&self, errors: &[toml::de::Error], sink: &Sink) -> Option<(String, Vec<usize>, BTreeSet<usize>)> {
        let text = self.text;
        let mut slips: Vec<(Range<usize>, Slip)> = Vec::new();
        let mut places: Vec<usize> =
            errors.iter().map(|error| floor(text, error.span().unwrap_or(0..0).start)).collect();
        places.sort_unstable();
        let mut last_end = None;
        for at in places {
            if last_end.is_some_and(|end| at <= end) {
                continue;
            }
            let line = line_of(text, at);
            last_end = Some(line.end);
            let content = &text[line.clone()];
            let (slip, kind) = if let Some(colon) = colon(content) {
                let colon = line.start + colon;
                (Slip::Colon(colon), Kind::Colon(colon))
            } else if let Some((end, missing)) = unclosed_header(content) {
                (Slip::Header(line.start + end, missing), Kind::Unclosed(']'))
            } else {
                continue;
            };
            let place = match slip {
                Slip::Colon(colon) => colon..colon + 1,
                Slip::Header(end, _) => end..end,
            };
            sink.push(describe(kind, text, &line, place, &|range| self.span(range)));
            slips.push((line, slip));
        }
        if slips.is_empty() {
            return None;
        }
        let mut meant = String::with_capacity(text.len() + 2 * slips.len());
        let mut added = Vec::new();
        let mut told: BTreeSet<usize> = BTreeSet::new();
        let mut done = 0;
        let mut earlier = self.added.iter().peekable();
        let mut known = self.told.iter().peekable();
        for (line, slip) in &slips {
            let until = match slip {
                Slip::Colon(at) | Slip::Header(at, _) => *at,
            };
            // What was put in and told of in an earlier round moves along.
            while let Some(at) = earlier.next_if(|at| **at <= until) {
                added.push(at + meant.len() - done);
            }
            while let Some(start) = known.next_if(|start| **start <= line.start) {
                told.insert(start + meant.len() - done);
            }
            told.insert(line.start + meant.len() - done);
            meant.push_str(&text[done..until]);
            done = until;
            match slip {
                Slip::Colon(_) => {
                    meant.push('=');
                    done += 1;
                }
                Slip::Header(_, missing) => {
                    added.extend(meant.len()..meant.len() + missing.len());
                    meant.push_str(missing);
                }
            }
        }
        added.extend(earlier.map(|at| at + meant.len() - done));
        told.extend(known.map(|start| start + meant.len() - done));
        meant.push_str(&text[done..]);
        Some((meant, added, told))
    }
}

/// A fault that can be read over.
enum Slip {
    /// Where it stands.
    Colon(usize),
    /// Where brackets are missing, and which.
    Header(usize, &'static str),
}

/// The `:` right after the first word of a line: no TOML begins like that.
fn colon(line: &str) -> Option<usize> {
    let word = line.trim_start();
    let name = word.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'));
    let after = name.trim_start_matches([' ', '\t']);
    let value = after.strip_prefix(':')?;
    let begins = value.is_empty() || value.starts_with([' ', '\t', '"', '\'', '[', '{']);
    (begins && name.len() < word.len()).then_some(line.len() - after.len())
}

fn is_duplicate(message: &str) -> bool {
    message.starts_with("duplicate key")
}

/// Whether brackets are open, counted on from the last place that was asked for.
#[derive(Default)]
struct Brackets {
    at: usize,
    open: usize,
    closed: usize,
}

impl Brackets {
    /// Whether as many brackets are closed as are opened before `at`, which never goes back.
    fn closed(&mut self, text: &str, at: usize) -> bool {
        let between = &text.as_bytes()[self.at.min(at)..at];
        self.open += between.iter().filter(|&&byte| byte == b'[').count();
        self.closed += between.iter().filter(|&&byte| byte == b']').count();
        self.at = at;
        self.open == self.closed
    }
}

/// The words of a text, as ids are made of.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_'))).filter(|word| !word.is_empty())
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
    /// The words; whether they are all that stands after the `=`.
    Unquoted(Range<usize>, bool),
    UnclosedString,
    CurlyQuotes(Range<usize>),
    NoValue,
    NoEquals(String),
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

fn classify(text: &str, line: &Range<usize>, at: &Range<usize>, message: &str) -> Kind {
    let content = &text[line.clone()];
    let (key, value) = match content.split_once('=') {
        Some((key, value)) => (key.trim(), Some(value.trim())),
        None => (content.trim(), None),
    };
    if is_duplicate(message) {
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
            let whole = !value.starts_with(['[', '{']);
            let range = if whole { start..start + strip_comment(value).len() } else { at.clone() };
            let word = text.get(range.clone()).unwrap_or_default();
            let switch =
                ["true", "false", "yes", "no", "on", "off"].iter().any(|known| word.eq_ignore_ascii_case(known));
            return if switch { Kind::Switch(range) } else { Kind::Unquoted(range, whole) };
        }
        if message.starts_with("unexpected key or value") || message.starts_with("unexpected content") {
            return Kind::AfterValue;
        }
    } else if !key.is_empty() && !key.starts_with(['[', '{', ']', '}', ',']) && !key.ends_with(',') {
        let first = first_word(key).unwrap_or_default();
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

/// A piece of the author's text, as a message shows it.
fn short(text: &str) -> String {
    const LONGEST: usize = 80;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// With the fix that puts `text` in quotation marks; a whole file on one line is no text that lacks them.
fn quoted(diagnostic: Diagnostic, span: Span, text: &str, certain: bool) -> Diagnostic {
    const LONGEST: usize = 4096;
    if text.len() > LONGEST {
        return diagnostic;
    }
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    diagnostic.fix(span, format!("\"{escaped}\""), certain)
}

/// Whether nothing but a text can be meant: words, of letters, digits and joiners.
fn is_plain_text(raw: &str) -> bool {
    raw.starts_with(char::is_alphabetic) && raw.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
}

/// Whether a text stands between a pair of quotation marks of prose, and none is left within.
fn is_wrapped(raw: &str, bare: &str) -> bool {
    raw.starts_with(['“', '„', '‘', '«'])
        && raw.ends_with(['”', '“', '’', '»'])
        && !bare.contains(CURLY_QUOTES)
        && plain(bare)
}

fn describe(
    kind: Kind,
    text: &str,
    line: &Range<usize>,
    at: Range<usize>,
    span: &dyn Fn(Range<usize>) -> Span,
) -> Diagnostic {
    let content = &short(text[line.clone()].trim());
    let fault = |message: &str| Diagnostic::error(Code::TomlSyntax, message);
    match kind {
        Kind::Duplicate(key) => {
            let diagnostic =
                Diagnostic::error(Code::DuplicateId, format!("`{key}` is set twice in the same table"))
                    .at(span(at), format!("`{key}` again"))
                    .help("keep one of the two");
            match said_again(text, line) {
                Some(again) => diagnostic.fix(span(again), "", true),
                None => diagnostic,
            }
        }
        Kind::DoubleSet(key) => fault(&format!("`{key}` already has a value, so nothing can be put under it"))
            .at(span(at), format!("`{key}` is no table"))
            .help("keep one of the two"),
        Kind::Unquoted(range, whole) => {
            let raw = &text[range.clone()];
            let shown = short(raw);
            let diagnostic = fault("a text must stand in quotation marks")
                .at(span(range.clone()), format!("`{shown}` has none"))
                .help(format!("write `\"{shown}\"`"));
            quoted(diagnostic, span(range), raw, whole && is_plain_text(raw))
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
            let diagnostic = fault("these quotation marks belong to prose, not to TOML")
                .at(span(range.clone()), format!("`{}`", short(raw)))
                .help(format!("use the straight mark: `\"{}\"`", short(bare)));
            quoted(diagnostic, span(range), bare, is_wrapped(raw, bare))
        }
        Kind::NoValue => fault("nothing stands after the `=`")
            .at(span(at), "a value is missing")
            .help("write a value, or remove the line"),
        Kind::NoEquals(key) => fault(&format!("`{key}` has no `=` and no value"))
            .at(span(at), "`=` is missing")
            .help(format!("write `{key} = \"…\"`")),
        Kind::Colon(colon) => fault("a key and its value are joined by `=`, not by `:`")
            .at(span(at), "`=` should stand here")
            .help(format!("write `{}`", content.replacen(':', " =", 1)))
            .fix(span(colon..colon + 1), " =", true),
        Kind::QuotedKeyNeeded(key) => {
            let diagnostic =
                fault("a key of other characters than a-z, 0-9, `-` and `_` must stand in quotation marks")
                    .at(span(at), format!("`{}`", short(&key)))
                    .help(format!("write `\"{}\" = …`", short(&key)));
            match text[line.clone()].find(key.as_str()) {
                Some(start) if plain(&key) => {
                    let start = line.start + start;
                    diagnostic.fix(span(start..start + key.len()), format!("\"{key}\""), true)
                }
                _ => diagnostic,
            }
        }
        Kind::MissingComma => fault("a comma is missing between two items")
            .at(span(at), "`,` should stand before this")
            .help("items of a list, and keys in braces, are parted by commas"),
        Kind::Unclosed(bracket) => {
            let diagnostic = fault(&format!("a bracket is opened and never closed: `{bracket}` is missing"))
                .at(span(at), format!("`{bracket}` should stand here"))
                .help(format!("close it with `{bracket}`"));
            match unclosed_header(&text[line.clone()]) {
                Some((end, missing)) => diagnostic.fix(span(line.start + end..line.start + end), missing, true),
                None => diagnostic,
            }
        }
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
            let found = text[at.clone()].char_indices().find(|(_, c)| c.is_control());
            let name = found.map_or(0, |(_, c)| u32::from(c));
            let diagnostic = fault(&format!("the control character U+{name:04X} cannot stand here"))
                .at(span(at.clone()), format!("U+{name:04X}"))
                .help("remove the character");
            match found {
                Some((offset, c)) => {
                    let start = at.start + offset;
                    // What is white space may part two words.
                    diagnostic.fix(span(start..start + c.len_utf8()), "", !c.is_whitespace())
                }
                None => diagnostic,
            }
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

/// The whole line, where the same line stands above it in the same table: removing it loses nothing.
fn said_again(text: &str, line: &Range<usize>) -> Option<Range<usize>> {
    /// Nobody repeats a key further down than that.
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

/// Where a header that is not closed should be, and by what: `[features` by `]`.
fn unclosed_header(line: &str) -> Option<(usize, &'static str)> {
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
