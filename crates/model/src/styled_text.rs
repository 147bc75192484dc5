//! Text in runs, before it is HTML or plain text: `i18n` formats a message as such, and `markdown` isolates it.

/// A stretch of text with what is known of its direction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Run {
    /// Words in the language around them; runs of the other direction in them are still to be found.
    Words(String),
    /// Words in another language (fallen back, or a source's title): BCP 47 id, and text.
    Foreign {
        /// BCP 47.
        lang: String,
        /// Isolated, with the direction of its language.
        text: String,
    },
    /// A formatted value: an isolate of its own, whatever is in it.
    Value(String),
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
        self.runs
            .iter()
            .map(|run| match run {
                Run::Words(text) | Run::Value(text) | Run::Code(text) => text.as_str(),
                Run::Foreign { text, .. } | Run::Time { text, .. } | Run::Link { text, .. } => text.as_str(),
            })
            .collect()
    }
}
