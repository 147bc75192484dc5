//! The records of a translation: which version of the source text each string was translated from.

use std::collections::BTreeMap;

use super::text::Text;
use mizan_source::{SourceId, Span};

/// A translation of a guide, or of what belongs to the whole site, into one language.
#[derive(Clone, Debug, Default)]
pub struct Translation {
    /// The file of the records, where there is one.
    pub file: Option<SourceId>,
    /// By the key of a string ([`super::text`]): the source's words that it was translated from, or that were given to
    /// be translated. A string without a record is of unknown age.
    pub records: BTreeMap<String, Record>,
    /// The strings that are here and whose source has changed since, each with its place.
    pub outdated: BTreeMap<String, Span>,
}

/// One line of the records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// [`fingerprint`](super::text::fingerprint) of the source's words.
    pub source: String,
    /// Those words, or how they began.
    pub text: String,
    /// Of words of several paragraphs: the first half of each one's fingerprint.
    pub paragraphs: Vec<String>,
}

/// How well a string is translated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// Made from the current source.
    Current,
    /// It exists, and what it was made from is not recorded. Unknown is not no: it is not called outdated.
    Unrecorded,
    /// The source has changed since.
    Outdated,
    /// It does not exist: readers get the source's words.
    Missing,
}

impl State {
    /// Best first.
    pub const ALL: [State; 4] = [State::Current, State::Unrecorded, State::Outdated, State::Missing];

    /// As `mizan lang` prints it.
    pub fn as_str(self) -> &'static str {
        ["current", "unrecorded", "outdated", "missing"][self as usize]
    }
}

impl Translation {
    /// How well the string of `source` is translated; `there` is whether the language has it.
    pub fn state(&self, key: &str, fingerprint: &str, there: bool) -> State {
        match self.records.get(key) {
            _ if !there => State::Missing,
            None => State::Unrecorded,
            Some(record) if record.source == fingerprint => State::Current,
            Some(_) => State::Outdated,
        }
    }

    /// Notes which of `said` are outdated, compared with the current source.
    pub fn find_outdated(&mut self, source: &[Text<'_>], said: &[Text<'_>]) {
        if self.records.is_empty() {
            return;
        }
        let places: BTreeMap<&str, Span> =
            said.iter().filter_map(|text| Some((text.key.as_str(), text.span()?))).collect();
        for text in source {
            if let (Some(record), Some(span)) = (self.records.get(&text.key), places.get(text.key.as_str()))
                && record.source != super::text::fingerprint(&text.text())
            {
                self.outdated.insert(text.key.clone(), *span);
            }
        }
    }

    /// Whether the words at `span` are outdated: for code that meets them on their way to a page.
    pub fn is_outdated_at(&self, span: Span) -> bool {
        self.outdated.values().any(|outdated| *outdated == span)
    }
}
