//! Text in runs, before it is HTML or plain text: what locale makes of a phrase and markup isolates.

/// A stretch of text with what is known of its direction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Run {
    /// Words in the language around them; runs of the other direction in them are still to be found.
    Words(String),
    /// Words in another language (fallen back, or a source's title): BCP 47 id, and text.
    Foreign { lang: String, text: String },
    /// A formatted value: an isolate of its own, whatever is in it.
    Value(String),
    /// Code: isolated, left to right.
    Code(String),
    /// A `<time datetime>`; `iso` is the machine's form.
    Time { iso: String, text: String },
    /// A link with its text: `text` is isolated.
    Link { url: String, text: String },
}

/// Runs in reading order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StyledText {
    pub runs: Vec<Run>,
}

impl StyledText {
    pub fn words(text: impl Into<String>) -> StyledText {
        StyledText { runs: vec![Run::Words(text.into())] }
    }

    pub fn value(text: impl Into<String>) -> StyledText {
        StyledText { runs: vec![Run::Value(text.into())] }
    }

    pub fn push(&mut self, run: Run) {
        self.runs.push(run);
    }

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
