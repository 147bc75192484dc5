//! What went wrong, where, and how to fix it. Every stage adds diagnostics; only the command line prints them.

mod cards;
mod codes;
mod escape;
mod github;
mod human;
mod json;
mod place;
mod report;
mod sarif;
mod sink;
mod suppressions;

pub use cards::cards;
pub use codes::Code;
pub use escape::{line as printable, lines as printable_lines};
pub use github::github;
pub use human::{HumanOptions, SeverityOrder, UntranslatedText, human};
pub use json::{json_array, json_lines};
pub use place::{Place, Places};
pub(crate) use report::grouped;
pub use report::{SHOWN, summary};
pub use sarif::{CodePage, sarif};
pub use sink::{Findings, Reported, Sink};
pub use suppressions::{IdKind, Suppressions};

use crate::Span;

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The site is built all the same (unless `--deny warnings`).
    Warning,
    /// Nothing is written.
    Error,
}

/// A place in a file with its text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Label {
    /// The place, which renderings show as a line with carets.
    pub span: Span,
    /// Repeats the text at the place if it may be Arabic: a terminal reorders the source line.
    pub text: String,
}

/// Whether a fix can be applied without asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Applicability {
    /// The result means the same as before, or what can only have been meant: `mizan check --fix` applies it.
    Safe,
    /// It is likely what was meant: shown, and left to the author.
    Unsafe,
}

impl Applicability {
    /// `safe` or `unsafe`, as programs read it.
    pub fn as_str(self) -> &'static str {
        match self {
            Applicability::Safe => "safe",
            Applicability::Unsafe => "unsafe",
        }
    }

    /// Safe if `is_safe`.
    pub fn safe_if(is_safe: bool) -> Applicability {
        if is_safe { Applicability::Safe } else { Applicability::Unsafe }
    }

    /// Whether `mizan check --fix` applies it without asking.
    pub fn is_safe(self) -> bool {
        self == Applicability::Safe
    }
}

/// A change to the author's file that fixes the problem.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Fix {
    /// The text to replace; an empty span inserts.
    pub span: Span,
    /// The text to write in place of `span`; empty to delete.
    pub replacement: String,
    /// Whether it is applied without asking.
    pub applicability: Applicability,
}

/// One mistake.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[must_use = "a diagnostic that is dropped is never shown"]
pub struct Diagnostic {
    /// The code that `mizan explain` documents, and that `[lints]` refers to.
    pub code: Code,
    /// Whether it stops the build; `[lints]` of config.toml may have changed it.
    pub severity: Severity,
    /// One sentence without a full stop, naming language, tier and feature where they are known.
    pub message: String,
    /// The file or folder that the diagnostic is about as a whole, if there is no place in it to show.
    pub file: Option<String>,
    /// Where: the first place is the one to go to.
    pub primary: Option<Label>,
    /// The id of the language in which a translation is missing or outdated.
    pub untranslated: Option<String>,
    /// Other places that explain it (the first definition of a duplicate, say).
    pub secondary: Vec<Label>,
    /// How to fix it: one sentence per item, without a full stop.
    pub help: Vec<String>,
    /// The change that resolves it, where one is known.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A message without places, help or fix, which the methods below add. An overlong message is shortened.
    pub fn new(severity: Severity, code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            code,
            severity,
            message: kept(message.into()),
            file: None,
            untranslated: None,
            primary: None,
            secondary: Vec::new(),
            help: Vec::new(),
            fix: None,
        }
    }

    /// A [`Severity::Error`], see [`Diagnostic::new`].
    pub fn error(code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Severity::Error, code, message)
    }

    /// A [`Severity::Warning`], see [`Diagnostic::new`].
    pub fn warning(code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Severity::Warning, code, message)
    }

    /// Sets the file or folder that the diagnostic is about as a whole; the message names it too.
    pub fn of(mut self, path: impl Into<String>) -> Diagnostic {
        self.file = Some(path.into());
        self
    }

    /// In which language a translation is missing or outdated: [`human`] can summarize these by language.
    pub fn untranslated(mut self, language: impl Into<String>) -> Diagnostic {
        self.untranslated = Some(language.into());
        self
    }

    /// Sets the place of the problem, with its label.
    pub fn at(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        self.primary = Some(Label { span, text: kept(text.into()) });
        self
    }

    /// Adds another place that explains the problem, with the text at its caret.
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        self.secondary.push(Label { span, text: kept(text.into()) });
        self
    }

    /// Adds an action that the author can take: one sentence, without a full stop.
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help.push(kept(help.into()));
        self
    }

    /// Sets the change that resolves it: `replacement` in place of `span`, applied automatically if it is safe.
    pub fn fix(mut self, span: Span, replacement: impl Into<String>, applicability: Applicability) -> Diagnostic {
        self.fix = Some(Fix { span, replacement: replacement.into(), applicability });
        self
    }
}

/// `text`, without its middle where it is longer than anybody reads: a name that an author wrote may have any length.
fn kept(text: String) -> String {
    const BEGINNING: usize = 320;
    const END: usize = 160;
    if text.len() <= BEGINNING + END {
        return text;
    }
    let Some((start, _)) = text.char_indices().nth(BEGINNING) else { return text };
    let Some((end, _)) = text.char_indices().rev().nth(END) else { return text };
    if start >= end { text } else { format!("{}…{}", &text[..start], &text[end..]) }
}

/// The diagnostics of a stage, in the order in which they were met.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use = "diagnostics that are dropped are never shown"]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds one at the end.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Adds all of `other` at the end, in their order.
    pub fn append(&mut self, mut other: Diagnostics) {
        self.list.append(&mut other.list);
    }

    /// Removes duplicates: many pages may report the same problem of a name that they share.
    pub fn once(self) -> Diagnostics {
        let mut known = std::collections::HashSet::new();
        let fresh = |diagnostic: &Diagnostic| known.insert(diagnostic.clone());
        Diagnostics { list: self.list.into_iter().filter(fresh).collect() }
    }

    /// Whether any is an error, so that nothing may be written.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|d| d.severity == Severity::Error)
    }

    /// Those reported so far, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// How many there are, errors and warnings together.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether nothing was reported.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// All of them, in order.
    pub fn into_vec(self) -> Vec<Diagnostic> {
        self.list
    }
}

impl From<Vec<Diagnostic>> for Diagnostics {
    fn from(list: Vec<Diagnostic>) -> Diagnostics {
        Diagnostics { list }
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, iter: T) {
        self.list.extend(iter);
    }
}

/// The candidate that `word` was most likely meant to be: within a third of its length by
/// Damerau–Levenshtein distance, ties to the first in order. Letters in another order (`yatch` for `yacht`) may be one
/// further away: the `t` is in the wrong place, which is one mistake and counts as two changes.
pub fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    /// In characters. Comparing takes the square of a name's length, and longer names are not misspellings of short ones.
    const LONGEST: usize = 120;
    let length = word.chars().count();
    if length > LONGEST {
        return None;
    }
    let limit = (length / 3).max(1);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= LONGEST * 4 && candidate.chars().count().abs_diff(length) <= limit)
        .filter(|candidate| *candidate != word)
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, candidate)| {
            *distance <= limit || *distance <= limit + 1 && length > 3 && letters(word) == letters(candidate)
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The letters of a word, sorted.
fn letters(word: &str) -> Vec<char> {
    let mut letters: Vec<char> = word.chars().collect();
    letters.sort_unstable();
    letters
}

/// The candidate that `word` was meant to be without a doubt, so that it may be put there unasked: a slip of
/// one letter (two in long words), no other candidate as near, and the same digits, for `ipv4` is not `ipv6`.
pub fn surely_meant<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let letters = word.chars().count();
    let limit = if letters < 8 { 1 } else { 2 };
    let digits = |word: &str| word.chars().filter(|c| c.is_numeric()).collect::<String>();
    let mut near: Vec<(usize, &str)> = candidates
        .into_iter()
        .filter(|candidate| *candidate != word)
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .collect();
    near.sort_unstable();
    near.dedup();
    match near.as_slice() {
        [(distance, meant), rest @ ..] if rest.first().is_none_or(|(next, _)| next > distance) => {
            (letters > 3 && meant.chars().count() > 3 && digits(word) == digits(meant)).then_some(*meant)
        }
        _ => None,
    }
}

/// The first few of `names`, as a help lists them: `a`, `b`, `c` and 4 more. `None` if there are none.
pub fn some_of(names: impl IntoIterator<Item = String>) -> Option<String> {
    const SHOWN: usize = 8;
    let names: Vec<String> = names.into_iter().collect();
    match names.len() {
        0 => None,
        1..=SHOWN => Some(names.join(", ")),
        more => Some(format!("{} and {} more", names[..SHOWN].join(", "), more - SHOWN)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_in_the_wrong_place_is_a_near_miss() {
        for (word, candidates, meant) in [
            ("yatch", &["skiff", "yacht"][..], Some("yacht")),
            ("titel", &["title"], Some("title")),
            ("tsrae", &["tears", "teas"], None),
            ("tse", &["est"], None),
        ] {
            assert_eq!(did_you_mean(word, candidates.iter().copied()), meant, "{word}");
        }
    }

    #[test]
    fn only_a_slip_is_without_a_doubt() {
        let keys = ["title", "description", "verdict", "slug", "since", "until"];
        for (word, meant) in [("titel", "title"), ("desciptoin", "description"), ("slugg", "slug")] {
            assert_eq!(surely_meant(word, keys), Some(meant), "{word}");
        }
        for (word, candidates) in [
            ("tls-1-3", &["tls-1-2"][..]),
            ("goor", &["good", "poor"]),
            ("lo", &["no"]),
            ("same", &["some", "sane"]),
            ("partal", &["verdict"]),
        ] {
            assert_eq!(surely_meant(word, candidates.iter().copied()), None, "{word}");
        }
    }

    #[test]
    fn equal_faults_are_told_once_and_in_order() {
        let fault = |message: &str| Diagnostic::error(Code::DeadLink, message);
        let all = Diagnostics::from(vec![fault("b"), fault("a"), fault("b"), fault("b").help("c")]);
        assert_eq!(all.once().into_vec(), [fault("b"), fault("a"), fault("b").help("c")]);
    }
}
