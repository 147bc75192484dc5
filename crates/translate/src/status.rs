//! The progress of a translation: in numbers, and as JSON.

use serde_json::{Value, json};

use super::part::{Catalog, CatalogEntry, Section};
use super::place::offered;
use super::records::changed;
use mizan_model::{LangIx, State};
use mizan_source::diagnostics::Places;
use mizan_source::{SourceMap, Span};

/// Strings, and the words that the source has in them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Strings with a key of their own.
    pub strings: usize,
    /// Words of the source in them.
    pub words: usize,
}

/// Counts by state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TranslationProgress([Count; 4]);

impl TranslationProgress {
    /// Counts strings.
    pub fn of<'e>(entries: impl IntoIterator<Item = &'e CatalogEntry>) -> TranslationProgress {
        let mut tally = TranslationProgress::default();
        for entry in entries {
            let count = &mut tally.0[entry.state as usize];
            count.strings += 1;
            count.words += entry.words();
        }
        tally
    }

    /// Strings in one state.
    pub fn state(&self, state: State) -> Count {
        self.0[state as usize]
    }

    /// All strings.
    pub fn total(&self) -> Count {
        self.0.iter().fold(Count::default(), |sum, count| Count {
            strings: sum.strings + count.strings,
            words: sum.words + count.words,
        })
    }

    /// Adds the counts of another file or guide.
    pub fn add(&mut self, other: &TranslationProgress) {
        for (sum, count) in self.0.iter_mut().zip(other.0) {
            sum.strings += count.strings;
            sum.words += count.words;
        }
    }

    /// How much of the source's words is translated and not known to be outdated, in percent; 100 only
    /// where that is all of it.
    pub fn percent(&self) -> usize {
        let total = self.total();
        let done =
            |count: fn(&Count) -> usize| count(&self.state(State::Current)) + count(&self.state(State::Unrecorded));
        let of = |done: usize, all: usize| (done * 100).checked_div(all);
        let words = of(done(|count| count.words), total.words);
        match words {
            // Strings without words, such as a name in signs.
            None => of(done(|count| count.strings), total.strings).unwrap_or(100),
            Some(100) if done(|count| count.strings) < total.strings => 99,
            Some(percent) => percent,
        }
    }
}

impl CatalogEntry {
    /// Where the translation is, or is to be: the file and, where it is known, the line.
    pub fn place(&self, sources: &SourceMap) -> (String, Option<usize>) {
        match self.said {
            Some(span) => (sources.path(span.source).to_owned(), Some(line(sources, span))),
            None => (self.file.clone(), offered(sources, &self.file, &self.key)),
        }
    }

    /// Where the source is.
    pub fn original_place(&self, sources: &SourceMap) -> Option<(String, usize)> {
        let span = self.original?;
        Some((sources.path(span.source).to_owned(), line(sources, span)))
    }

    /// Of an outdated string of several paragraphs: those of now that are new or changed, each with its line in the
    /// source's file, and how many are gone. `None` if that is not known.
    pub fn changed_paragraphs(&self, sources: &SourceMap) -> Option<(Vec<(usize, &str)>, usize)> {
        let (new, gone) = changed(self.then.as_ref()?, &self.now)?;
        let first = self.original_place(sources).map_or(1, |(_, line)| line);
        Some((new.into_iter().map(|(line, text)| (first + line, text)).collect(), gone))
    }
}

/// The line on which words begin: of prose, the first that is not blank.
fn line(sources: &SourceMap, span: Span) -> usize {
    let bytes = sources.file(span.source).bytes.get(span.range()).unwrap_or_default();
    let blank = bytes.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let words = Span::new(span.source, span.start as usize + blank..span.end as usize);
    Places::new(sources).start(words).line
}

/// The whole for programs: languages, their parts with counts by state, and every string that is not current.
pub fn json(book: &Catalog, sources: &SourceMap, parts: &[Section]) -> Value {
    let mut languages: Vec<LangIx> = parts.iter().map(|part| part.lang).collect();
    languages.dedup();
    let language = |lang: LangIx| {
        let of: Vec<&Section> = parts.iter().filter(|part| part.lang == lang).collect();
        let all = TranslationProgress::of(of.iter().flat_map(|part| &part.strings));
        json!({
            "language": book.id(lang),
            "name": book.name(lang),
            "counts": counts(&all),
            "percent": all.percent(),
            "parts": of.iter().map(|part| self::part(sources, part)).collect::<Vec<_>>(),
        })
    };
    json!({ "languages": languages.into_iter().map(language).collect::<Vec<_>>() })
}

fn part(sources: &SourceMap, part: &Section) -> Value {
    let tally = TranslationProgress::of(&part.strings);
    let strings = part.strings.iter().filter(|entry| entry.state != State::Current);
    json!({
        "part": part.name,
        "source": part.source,
        "counts": counts(&tally),
        "percent": tally.percent(),
        "strings": strings.map(|entry| string(sources, entry)).collect::<Vec<_>>(),
    })
}

fn counts(tally: &TranslationProgress) -> Value {
    let mut counts = serde_json::Map::new();
    let named = State::ALL.iter().map(|state| (state.as_str(), tally.state(*state)));
    for (name, count) in named.chain([("total", tally.total())]) {
        counts.insert(name.to_owned(), json!({ "strings": count.strings, "words": count.words }));
    }
    Value::Object(counts)
}

fn string(sources: &SourceMap, entry: &CatalogEntry) -> Value {
    let (file, line) = entry.place(sources);
    let original = entry.original_place(sources);
    let paragraphs = entry.changed_paragraphs(sources).map(|(new, gone)| {
        let new: Vec<Value> = new.iter().map(|(line, text)| json!({ "line": line, "text": text })).collect();
        json!({ "paragraphs": new, "gone": gone })
    });
    let paragraphs = paragraphs.unwrap_or_default();
    json!({
        "key": entry.key,
        "state": entry.state.as_str(),
        "file": file,
        "line": line,
        "source": {
            "language": entry.source,
            "file": original.as_ref().map(|(file, _)| file),
            "line": original.as_ref().map(|(_, line)| line),
            "then": entry.then.as_ref().filter(|_| entry.state == State::Outdated).map(|record| &record.text),
            "now": entry.now,
            "changed": if entry.state == State::Outdated { paragraphs } else { Value::Null },
        },
    })
}
