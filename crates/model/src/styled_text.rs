//! Text in runs, before it is HTML or plain text: `i18n` formats a message as such, and `markdown` isolates it.

/// A stretch of text with what is known of its direction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Run {
    /// Words in the language around them; runs of the other direction in them are still to be found.
    Words(String),
    /// Text in another language (fallen back, or a source's title): one isolate with its language and direction. What
    /// is in the page's language inside it is a run of that kind too.
    Foreign {
        /// BCP 47.
        lang: String,
        /// What the isolate contains: a whole message with what is filled in, never a word of it.
        runs: Vec<Run>,
    },
    /// A formatted value: an isolate of its own, whatever is in it.
    Value(String),
    /// A name in the language around it. Where none of its letters run as the language does it is one isolate with all
    /// its signs («Joomla!»), else it is read as words are.
    Name(Vec<Run>),
    /// Numbers in the order of a page: «16–32», «3 × 4». The first is read first, so on a page from right to left it is on
    /// the right. Never broken at a sign.
    Series {
        /// Formatted numbers, each an isolate of its own; two at least.
        numbers: Vec<String>,
        /// The sign between them, with its spaces: `–`.
        between: String,
    },
    /// Code: isolated, left to right.
    Code(String),
    /// A `<time datetime>`; `iso` is the machine's form.
    Time {
        /// ISO 8601, as precise as the date is known: `2026-12-31`, `2026-12`, `2026`.
        iso: String,
        /// The date as the language writes it.
        text: String,
    },
    /// A link with its text: `text` is isolated.
    Link {
        /// Absolute, http or https.
        url: String,
        /// The visible text.
        text: String,
    },
}

impl Run {
    fn write_bare(&self, out: &mut String) {
        match self {
            Run::Words(text) | Run::Value(text) | Run::Code(text) => out.push_str(text),
            Run::Time { text, .. } | Run::Link { text, .. } => out.push_str(text),
            Run::Series { numbers, between } => out.push_str(&numbers.join(between)),
            Run::Foreign { runs, .. } | Run::Name(runs) => runs.iter().for_each(|run| run.write_bare(out)),
        }
    }
}

/// Runs in reading order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StyledText {
    /// Side by side, without anything between them.
    pub runs: Vec<Run>,
}

impl StyledText {
    /// A run of words in the language around them.
    pub fn words(text: impl Into<String>) -> StyledText {
        StyledText { runs: vec![Run::Words(text.into())] }
    }

    /// A run that is a formatted value: one isolate.
    pub fn value(text: impl Into<String>) -> StyledText {
        StyledText { runs: vec![Run::Value(text.into())] }
    }

    /// A text in another language: one isolate.
    pub fn foreign(lang: impl Into<String>, text: impl Into<String>) -> StyledText {
        StyledText { runs: vec![Run::Foreign { lang: lang.into(), runs: vec![Run::Words(text.into())] }] }
    }

    /// Adds a run at the end.
    pub fn push(&mut self, run: Run) {
        self.runs.push(run);
    }

    /// Adds all runs of `other` at the end.
    pub fn append(&mut self, mut other: StyledText) {
        self.runs.append(&mut other.runs);
    }

    /// All text, without any isolate: for JSON, CSV and comparison.
    pub fn bare(&self) -> String {
        let mut out = String::new();
        self.runs.iter().for_each(|run| run.write_bare(&mut out));
        out
    }
}
