//! Which rules a command runs.

use super::Rule;
use crate::rules;
use mizan_model::config::{Config, LintLevel};

/// The rules that a command runs.
pub struct RuleSelection {
    rules: Vec<&'static Rule>,
}

impl RuleSelection {
    /// With `all`, every rule that `[lints]` does not set to "off"; else those that it sets to "warn" or "error".
    pub fn new(config: &Config, all: bool) -> RuleSelection {
        let selected = |rule: &&Rule| match config.lints.get(rule.code.id()) {
            Some(level) => level.value != LintLevel::Off,
            None => all,
        };
        RuleSelection { rules: rules::ALL.iter().filter(selected).collect() }
    }

    /// Whether no rule is to run.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// Whether a selected rule examines titles and descriptions of pages, which are made only for that.
    pub fn needs_page_meta(&self) -> bool {
        self.rules.iter().any(|rule| rule.reads_page_meta())
    }

    pub(super) fn rules(&self) -> &[&'static Rule] {
        &self.rules
    }
}
