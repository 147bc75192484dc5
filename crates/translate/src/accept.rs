//! Marks a translation as up to date: its strings were translated from the current source.

use std::collections::{BTreeMap, BTreeSet};

use super::part::{Catalog, Section};
use super::records::{Edit, edit, record};
use mizan_model::{LangIx, Record, State};
use mizan_source::SourceMap;
use mizan_source::diagnostics::did_you_mean;

/// Which strings are selected.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Paths of files, or keys of strings or of what they begin with; empty: all.
    pub only: Vec<String>,
}

/// What was accepted in one part.
#[derive(Clone, Debug)]
pub struct Accepted {
    /// `site`, or `guides/` and the guide's id.
    pub name: String,
    /// The language whose strings were accepted, by its index in config.toml.
    pub lang: LangIx,
    /// Strings that were outdated.
    pub outdated: usize,
    /// Strings of which nothing was known.
    pub unrecorded: usize,
    /// What is to be written; `None` if the records are already up to date.
    pub edit: Option<Edit>,
}

impl Selection {
    fn takes(&self, file: &str, key: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|only| names(only, file, key))
    }

    /// Those of `only` that match no string of `parts`, with what may have been intended.
    pub fn unknown<'a>(&self, parts: &'a [Section]) -> Vec<(String, Option<String>)> {
        let strings = || parts.iter().flat_map(|part| &part.strings);
        let known = |only: &String| strings().any(|entry| names(only, &entry.file, &entry.key));
        let unknown = self.only.iter().filter(|only| !known(only));
        let meant = |only: &String| {
            // A key, a file, and what they begin with.
            let beginnings =
                |text: &'a str, mark: char| text.match_indices(mark).map(move |(at, _)| &text[..at]).chain([text]);
            let candidates: BTreeSet<&str> =
                strings().flat_map(|entry| beginnings(&entry.key, '.').chain(beginnings(&entry.file, '/'))).collect();
            did_you_mean(only, candidates).map(str::to_owned)
        };
        unknown.map(|only| (only.clone(), meant(only))).collect()
    }
}

/// Whether `only` is the file, a folder around it, the key, or what the key begins with.
fn names(only: &str, file: &str, key: &str) -> bool {
    let only = only.trim_start_matches("./").trim_end_matches('/').replace('\\', "/");
    let begins = |text: &str, mark: char| {
        text.strip_prefix(only.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(mark))
    };
    begins(file, '/') || begins(key, '.')
}

/// Records, for every string of `parts` that exists and is selected, its current source. What is not translated
/// keeps its record of the words from which it was given to be translated. Strings that the source has no more are
/// removed.
pub fn accept(book: &Catalog, sources: &SourceMap, parts: &[Section], selection: &Selection) -> Vec<Accepted> {
    parts.iter().map(|part| accept_part(book, sources, part, selection)).collect()
}

fn accept_part(book: &Catalog, sources: &SourceMap, part: &Section, selection: &Selection) -> Accepted {
    let known = book.records(part);
    let mut records: BTreeMap<String, Record> = BTreeMap::new();
    let (mut outdated, mut unrecorded) = (0, 0);
    for entry in &part.strings {
        if entry.state != State::Missing && selection.takes(&entry.file, &entry.key) {
            outdated += usize::from(entry.state == State::Outdated);
            unrecorded += usize::from(entry.state == State::Unrecorded);
            records.insert(entry.key.clone(), record(&entry.now));
        } else if let Some(record) = known.get(&entry.key) {
            records.insert(entry.key.clone(), record.clone());
        }
    }
    let edit = if records.is_empty() && sources.find(&part.records).is_none() {
        None
    } else {
        edit(sources, &part.records, &records, book.id(part.lang))
    };
    Accepted { name: part.name.clone(), lang: part.lang, outdated, unrecorded, edit }
}
