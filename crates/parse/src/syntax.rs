//! Syntax errors of TOML, in plain language.

mod duplicate;
mod headers;
mod line;
mod reading;
mod scan;
mod typography;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use duplicate::FirstUses;
use line::*;
use mizan_source::diagnostics::{Reported, Sink};
pub(crate) use reading::Reading;

/// The parts of a file that could not be parsed.
#[derive(Debug, Default)]
pub(crate) struct Unparsed {
    /// `None` if everything could be parsed.
    pub error: Option<Reported>,
    places: Ranges,
    /// Lines after a `[header]` that could not be parsed: which table their keys belong to is unknown.
    orphans: Ranges,
    /// First words of the lines that could not be parsed.
    pub keys: Arc<BTreeMap<String, Reported>>,
}

impl Unparsed {
    /// Whether a key cannot be used: an error is within it, or in the header above it.
    pub(crate) fn has_key(&self, range: &Range<usize>) -> bool {
        self.has_orphan(range.start) || self.places.any(|start| start < range.end, |end| end.at_least_one > range.start)
    }

    /// Whether a broken header or an unclosed list is above `at`, so that it is unknown to what a key there belongs.
    pub(crate) fn has_orphan(&self, at: usize) -> bool {
        self.orphans.any(|start| start <= at, |end| end.exact > at)
    }

    /// Whether an error is in or at `range`.
    pub(crate) fn touches(&self, range: &Range<usize>) -> bool {
        self.places.any(|start| start <= range.end, |end| end.exact >= range.start)
    }
}

/// Ranges in the order of their starts, queried often: each start with the furthest end of all up to it.
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

/// Reports the errors of the parser: one per line, since the rest of a broken line only causes follow-up errors.
pub(crate) fn report(reading: &Reading<'_>, errors: &[toml::de::Error], sink: &Sink) -> Unparsed {
    let text = reading.text;
    let mut unparsed = Unparsed { error: reading.unparsed.values().next().copied(), ..Unparsed::default() };
    let mut keys = reading.unparsed.clone();
    let mut swallowing = false;
    let mut last_line: Option<Range<usize>> = None;
    // The lines below the last duplicate header, whose keys are duplicates too.
    let mut repeated = 0..0;
    let mut brackets = Brackets::default();
    // The lines below a header that is there twice.
    let mut below_duplicate = 0..0;
    let first_uses = FirstUses::of(text);
    let mut errors: Vec<(Range<usize>, &str)> =
        errors.iter().map(|error| (error.span().unwrap_or(0..0), error.message())).collect();
    errors.sort_by_key(|(range, _)| range.start);
    for (range, message) in errors {
        let start = floor(text, range.start);
        let range = start..floor(text, range.end).max(start);
        let duplicate = is_duplicate(message);
        if !duplicate {
            unparsed.places.push(range.clone());
        }
        if last_line.as_ref().is_some_and(|line| range.start <= line.end) {
            continue;
        }
        let line = line_of(text, range.start);
        if last_line.as_ref() == Some(&line) || duplicate && repeated.contains(&line.start) {
            continue;
        }
        last_line = Some(line.clone());
        let content = &text[line.clone()];
        // A key of both tables is there twice because of the header, unless it is twice below that one.
        if duplicate && below_duplicate.contains(&line.start) && first_uses.before(&line, &range).is_none() {
            continue;
        }
        let kind = (!duplicate).then(|| classify(text, &line, &range, message));
        let swallows = matches!(kind, Some(LineKind::Unclosed(_)))
            && (message.contains("comma between")
                || message.starts_with("unclosed array") && !message.starts_with("unclosed array table"));
        let takes_rest = matches!(kind, Some(LineKind::Unclosed(_) | LineKind::TooDeep));
        let error = match kind {
            None => reading.error_at(line.start).unwrap_or_else(|| {
                sink.report(duplicate::describe(text, &line, range, &|range| reading.span(range), &first_uses))
            }),
            Some(kind) => {
                // An unclosed bracket is reported where it opens: the error of the parser is somewhere below.
                let open = reading.open.filter(|open| open.close == "]" && open.at < line.end && swallows_rest(&kind));
                let (kind, place, at) = match open {
                    Some(open) => (LineKind::Opened, line_of(text, open.at), open.at..open.at + 1),
                    None => (kind, line.clone(), range),
                };
                let report = || sink.report(describe(kind, text, &place, at, &|range| reading.span(range)));
                reading.error_at(place.start).unwrap_or_else(report)
            }
        };
        unparsed.error.get_or_insert(error);
        let mut add_keys = |part: &str| keys.extend(part.lines().filter_map(first_word).map(|key| (key, error)));
        let header = content.trim_start().starts_with('[');
        if !duplicate {
            add_keys(content);
            reading.suppress_words(line.clone(), error, sink);
        } else if header {
            // A duplicate header: the parser dropped the lines below it.
            let below = block_after(text, line.end);
            below_duplicate = below.clone();
            add_keys(&text[below.clone()]);
            reading.suppress_words(below.clone(), error, sink);
            repeated = below;
        } else {
            reading.suppress_words(line.start..end_of_value(text, line.clone()), error, sink);
        }
        if header && brackets.closed(text, line.start) {
            let next = text[line.end..].find("\n[").unwrap_or(text.len() - line.end);
            unparsed.orphans.push(line.end..line.end + next);
            reading.suppress_words(line.start..line.end + next, error, sink);
            keys.extend(words(content).map(|word| (word.to_owned(), error)));
        }
        if takes_rest && !swallowing {
            // What stays open swallows the lines after it.
            keys.extend(text[line.start..].lines().filter_map(first_word).map(|key| (key, error)));
            swallowing = true;
        }
        if swallows {
            // A list takes all that follows for its items: every later error only echoes this one.
            let rest = line.start..text.len();
            keys.extend(words(&text[rest.clone()]).map(|word| (word.to_owned(), error)));
            reading.suppress_words(rest.clone(), error, sink);
            unparsed.orphans.push(rest.clone());
            unparsed.places.swallow(rest);
            break;
        }
    }
    unparsed.keys = Arc::new(keys);
    unparsed
}

/// The lines after the line that ends at `at`, up to the next header.
fn block_after(text: &str, at: usize) -> Range<usize> {
    let start = text[at..].find('\n').map_or(text.len(), |end| at + end + 1);
    let mut end = start;
    for line in text[start..].split_inclusive('\n').take_while(|line| !line.trim_start().starts_with('[')) {
        end += line.len();
    }
    start..end
}

/// Where the value on a line ends, which may be a list of many lines.
fn end_of_value(text: &str, line: Range<usize>) -> usize {
    let mut end = line.start;
    let mut open = 0_usize;
    for line in text[line.start..].split_inclusive('\n') {
        end += line.len();
        let count = |brackets: &[char]| line.matches(brackets).count();
        open = (open + count(&['[', '{'])).saturating_sub(count(&[']', '}']));
        if open == 0 {
            break;
        }
    }
    end
}

fn is_duplicate(message: &str) -> bool {
    message.starts_with("duplicate key")
}

/// Whether brackets are open, counted on from the last place that was queried.
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

/// The place of the first `[table]`.
pub(crate) fn first_header(text: &str) -> Option<Range<usize>> {
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
