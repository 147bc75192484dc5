//! Faults of TOML itself, in plain language.

mod line;

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostics::Sink;
use crate::source::{SourceId, Span};
use line::*;

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
