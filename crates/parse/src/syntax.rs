//! Faults of TOML itself, in plain language.

mod headers;
mod line;
mod reading;
mod scan;

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use line::*;
use mizan_source::diagnostics::Sink;
pub use reading::Reading;

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
    let mut lost = reading.lost.clone();
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
        } else if text[line.clone()].trim_start().starts_with('[') {
            // A header that stands twice: what stands below it came to nothing.
            let below = text[line.end..].lines().skip(1).take_while(|line| !line.trim_start().starts_with('['));
            lost.extend(below.filter_map(first_word));
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
        // What is never closed is told where it opens: the parser stumbles somewhere below.
        let open = reading.open.filter(|open| open.close == "]" && open.at < line.end && swallows_rest(&kind));
        let (kind, place, at) = match open {
            Some(open) => (Kind::Opened, line_of(text, open.at), open.at..open.at + 1),
            None => (kind, line.clone(), range.clone()),
        };
        if !reading.is_told(place.start) {
            sink.push(describe(kind, text, &place, at, &|range| reading.span(range)));
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
