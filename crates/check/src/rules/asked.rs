//! Which rules are asked.

use mizan_model::config::{Config, LintLevel};
use mizan_source::diagnostics::{Code, Diagnostics};

/// The first code of rules; none has one below.
const FIRST: Code = Code::UnusedSource;

/// The rules that a command judges by.
pub struct Asked {
    /// All but those that `[lints]` sets to "off".
    all: bool,
    /// Those that `[lints]` sets to "warn" or "error".
    named: Vec<Code>,
}

impl Asked {
    /// `all`: every rule, and not only those that the site has asked for itself.
    pub fn new(config: &Config, all: bool) -> Asked {
        let wanted = |code: &&Code| config.lints.get(code.id()).is_some_and(|level| level.value != LintLevel::Off);
        let named = Code::ALL.iter().filter(|code| **code >= FIRST).filter(wanted).copied().collect();
        Asked { all, named }
    }

    /// Whether there is a rule to judge by.
    pub fn any(&self) -> bool {
        self.all || !self.named.is_empty()
    }

    /// What was asked for; what is off goes when levels are set.
    pub fn keep(&self, found: Diagnostics) -> Diagnostics {
        if self.all {
            return found;
        }
        let asked = found.into_vec().into_iter().filter(|diagnostic| self.named.contains(&diagnostic.code));
        Diagnostics::from(asked.collect::<Vec<_>>())
    }
}
