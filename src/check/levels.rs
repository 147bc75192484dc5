//! `[lints]`: how much a warning matters on this site.

use crate::config::{Config, LintLevel};
use crate::diagnostics::{Diagnostics, Severity};

/// Sets every warning to the level that the site chose for its code. Errors stay errors: nothing can be
/// built on them.
pub fn apply(config: &Config, diagnostics: Diagnostics) -> Diagnostics {
    let mut kept = Diagnostics::default();
    for mut diagnostic in diagnostics.into_vec() {
        if diagnostic.severity == Severity::Warning {
            match config.lints.get(diagnostic.code.id()).map(|level| level.value) {
                Some(LintLevel::Off) => continue,
                Some(LintLevel::Error) => diagnostic.severity = Severity::Error,
                Some(LintLevel::Warn) | None => {}
            }
        }
        kept.push(diagnostic);
    }
    kept
}
