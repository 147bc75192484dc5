//! What the renderings share: order and summary.

use std::collections::BTreeSet;

use super::{Diagnostic, Diagnostics, Severity};
use crate::source::SourceMap;

/// The diagnostics by file, place and code, each once.
pub(super) fn sorted<'a>(diagnostics: &'a Diagnostics, sources: &SourceMap) -> Vec<&'a Diagnostic> {
    let mut list: Vec<&Diagnostic> = diagnostics.iter().collect();
    list.sort_by_cached_key(|d| {
        let place = d.primary.as_ref().map(|label| (sources.path(label.span.source).to_owned(), label.span.start));
        (place, d.code, d.message.clone())
    });
    list.dedup();
    list
}

/// "3 errors, 1 warning in 2 files"; empty where there is nothing to say.
pub fn summary(diagnostics: &Diagnostics, sources: &SourceMap) -> String {
    let list = sorted(diagnostics, sources);
    let errors = list.iter().filter(|d| d.severity == Severity::Error).count();
    let warnings = list.len() - errors;
    let files: BTreeSet<_> = list.iter().filter_map(|d| d.primary.as_ref().map(|label| label.span.source)).collect();
    let count = |n: usize, one: &str| match n {
        0 => None,
        1 => Some(format!("1 {one}")),
        n => Some(format!("{n} {one}s")),
    };
    let parts: Vec<String> = [count(errors, "error"), count(warnings, "warning")].into_iter().flatten().collect();
    match count(files.len(), "file") {
        Some(files) if !parts.is_empty() => format!("{} in {files}", parts.join(", ")),
        _ => parts.join(", "),
    }
}
