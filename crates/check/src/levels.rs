//! `[lints]`: how much a warning matters on this site.

use mizan_model::config::{Config, LintLevel};
use mizan_source::diagnostics::{Diagnostic, Diagnostics, Severity};

/// Sets every warning to the level that the site chose for its code. Errors stay errors: nothing can be
/// built on them.
pub fn apply(config: &Config, diagnostics: Diagnostics) -> Diagnostics {
    let mut kept = Diagnostics::default();
    for mut diagnostic in diagnostics.into_vec() {
        if let Some(severity) = severity(config, &diagnostic) {
            diagnostic.severity = severity;
            kept.push(diagnostic);
        }
    }
    kept
}

/// How much a diagnostic matters on this site; `None` if it is switched off.
pub fn severity(config: &Config, diagnostic: &Diagnostic) -> Option<Severity> {
    if diagnostic.severity == Severity::Error {
        return Some(Severity::Error);
    }
    match config.lints.get(diagnostic.code.id()).map(|level| level.value) {
        Some(LintLevel::Off) => None,
        Some(LintLevel::Error) => Some(Severity::Error),
        Some(LintLevel::Warn) | None => Some(diagnostic.severity),
    }
}
