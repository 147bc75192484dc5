//! The largest inputs that Mizan accepts. They are far above what anybody writes or reads, and keep a file from taking
//! minutes or all memory: time grows faster than some of these numbers. docs/limits.md lists them.

use crate::Span;
use crate::diagnostics::{Code, Diagnostic, grouped};

/// A limit of an input.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// The most there may be.
    pub most: usize,
    /// What is counted, in the plural: "tiers in a guide".
    pub counted: &'static str,
}

/// Bytes of a text file: TOML, Markdown, a template, a stylesheet.
pub const TEXT_FILE: Limit = Limit { most: 4 << 20, counted: "bytes in a text file" };
/// Tiers of a guide: the columns of its table.
pub const TIERS: Limit = Limit { most: 250, counted: "tiers in a guide" };
/// Features of a guide: the rows of its table.
pub const FEATURES: Limit = Limit { most: 10_000, counted: "features in a guide" };
/// Groups of features of a guide.
pub const GROUPS: Limit = Limit { most: 1_000, counted: "groups in a guide" };
/// Pages about two tiers each; `pairs = "all"` makes n(n − 1)/2 of n tiers.
pub const PAIRS: Limit = Limit { most: 2_000, counted: "pairs of tiers in a guide" };
/// Sources of a guide.
pub const SOURCES: Limit = Limit { most: 1_000, counted: "sources in a guide" };
/// Figures about a whole guide.
pub const STATS: Limit = Limit { most: 500, counted: "stats in a guide" };
/// Questions of the chooser of a guide.
pub const QUESTIONS: Limit = Limit { most: 100, counted: "questions in a guide" };
/// Languages of a site.
pub const LANGUAGES: Limit = Limit { most: 200, counted: "languages in a site" };

/// All limits, in the order of docs/limits.md.
pub const ALL: [Limit; 9] = [TEXT_FILE, TIERS, FEATURES, GROUPS, PAIRS, SOURCES, STATS, QUESTIONS, LANGUAGES];

impl Limit {
    /// The error about `found` at `span`, which is more than the limit; `None` if it is not.
    pub fn exceeded(self, found: usize, span: Span) -> Option<Diagnostic> {
        (found > self.most).then(|| {
            let message =
                format!("too many {}: found {}, the limit is {}", self.counted, grouped(found), grouped(self.most));
            Diagnostic::error(Code::LimitExceeded, message).at(span, format!("{} here", grouped(found)))
        })
    }
}
