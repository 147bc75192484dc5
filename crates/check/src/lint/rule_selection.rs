//! Which rules a command runs.

use super::Rule;
use crate::rules;
use mizan_model::config::{Config, LintLevel};

/// The rules that a command runs.
pub struct RuleSelection {
    rules: Vec<&'static Rule>,
}

/// Which rules a command is about. `[lints]` can add a rule to each, and turn it off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleScope {
    /// No others than those that `[lints]` sets to "warn" or "error": for a preview.
    Named,
    /// Also rules about what must not go online by mistake: for a build.
    BeforePublishing,
    /// All rules: for a check.
    All,
}

impl RuleSelection {
    /// The rules of a scope, and those that `[lints]` sets to "warn" or "error", without those that it sets to "off".
    pub fn new(config: &Config, scope: RuleScope) -> RuleSelection {
        let in_scope = |rule: &Rule| match scope {
            RuleScope::Named => false,
            RuleScope::BeforePublishing => rule.before_publishing,
            RuleScope::All => true,
        };
        let selected = |rule: &&Rule| match config.lints.get(rule.code.id()) {
            Some(level) => level.value != LintLevel::Off,
            None => in_scope(rule),
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
