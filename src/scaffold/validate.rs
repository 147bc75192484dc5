//! Checks that the changes cause no new errors: the site is built in memory with them.

use std::collections::BTreeSet;

use super::{Plan, ScaffoldError};
use mizan_engine::{self, Options, RuleScope};
use mizan_model::Date;
use mizan_source::diagnostics::{Diagnostic, Diagnostics, Severity};
use mizan_source::{self, SourceMap};

/// Builds the site of `sources` with the changes of `plan`, drafts too, and writes nothing.
///
/// # Errors
/// [`ScaffoldError::NewErrors`] if that causes an error that the site does not have now.
pub fn validate(sources: &SourceMap, plan: &Plan, today: Date) -> Result<(), ScaffoldError> {
    let mut after = sources.clone();
    for change in &plan.changes {
        after.insert(change.path(), change.bytes().to_vec());
    }
    let found = errors(&mut after, today);
    if found.is_empty() {
        return Ok(());
    }
    let mut before = sources.clone();
    let known: BTreeSet<_> = errors(&mut before, today).iter().map(|error| key(&before, error)).collect();
    let new: Vec<Diagnostic> = found.into_iter().filter(|error| !known.contains(&key(&after, error))).collect();
    if new.is_empty() { Ok(()) } else { Err(ScaffoldError::NewErrors(after, Diagnostics::from(new))) }
}

fn errors(sources: &mut SourceMap, today: Date) -> Vec<Diagnostic> {
    crate::THEME.add_to(sources);
    let options = Options {
        base_url: None,
        drafts: true,
        today,
        deny_warnings: false,
        minify: false,
        rules: RuleScope::Named,
        theme: crate::THEME,
        cache: mizan_engine::CacheUse::Off,
    };
    let found = mizan_engine::check(sources, &options).into_vec();
    found.into_iter().filter(|diagnostic| diagnostic.severity == Severity::Error).collect()
}

/// Identifies an error regardless of its line.
fn key(sources: &SourceMap, error: &Diagnostic) -> (mizan_source::diagnostics::Code, String, Option<String>) {
    let path = error.primary.as_ref().map(|label| sources.path(label.span.source).to_owned());
    (error.code, error.message.clone(), path)
}
