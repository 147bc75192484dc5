//! `--fix`: applies the safe fixes, and checks the site again after each round.
//!
//! Only the bytes that a fix names change, so comments and layout stay. A file is changed only if that removes the
//! diagnostics that are to be fixed, and adds no error to the site.

mod diff;
mod edits;

pub use diff::diff;
pub use edits::Edits;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Fix, Severity};
use crate::{SourceId, SourceMap};

/// The next round can fix errors that a round uncovers; no handwritten site needs more.
const ROUNDS: usize = 16;

/// The result of fixing; nothing is written yet.
#[derive(Debug, Default)]
pub struct FixReport {
    /// The fixes that were applied, in the order of files and places.
    pub applied: Vec<AppliedFix>,
    /// The changes to each file, in terms of what was read.
    pub files: BTreeMap<SourceId, Edits>,
    /// Files whose fixes would introduce new errors, and stay as they are.
    pub rejected: BTreeSet<SourceId>,
}

/// One fix that was applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppliedFix {
    /// The code of the diagnostic whose fix it was.
    pub code: Code,
    /// The file that was changed.
    pub source: SourceId,
    /// Where it was in the file as it was read.
    pub at: usize,
    /// The text that was replaced; empty where the fix inserts.
    pub before: String,
    /// The text that replaced it; empty where the fix deletes.
    pub after: String,
}

/// Applies safe fixes to `sources`, round after round, with `check` to report what is wrong. Only the files that `may`
/// names are changed. Returns what was fixed, and what is still reported.
pub fn apply_fixes(
    sources: &mut SourceMap,
    may: &dyn Fn(SourceId) -> bool,
    check: &dyn Fn(&SourceMap) -> Diagnostics,
) -> (FixReport, Diagnostics) {
    let mut report = FixReport::default();
    let mut reported = check(sources);
    for _ in 0..ROUNDS {
        let round = safe_fixes(&reported, sources, &|source| may(source) && !report.rejected.contains(&source));
        if round.is_empty() {
            break;
        }
        let all: Vec<(SourceId, Vec<&Diagnostic>)> = round.into_iter().collect();
        let next = with_fixes(sources, &all);
        let checked = check(&next);
        let mut accepted: Vec<SourceId> = Vec::new();
        let rejected: Vec<SourceId>;
        if is_better(&reported, &checked, &all) {
            record(&mut report, sources, &all);
            rejected = Vec::new();
            accepted.extend(all.iter().map(|(source, _)| *source));
            *sources = next;
            reported = checked;
        } else {
            // Some file's fixes do harm: each is tried alone, on top of those that did none.
            let mut worse = Vec::new();
            let mut latest = None;
            for one in &all {
                let alone = std::slice::from_ref(one);
                let next = with_fixes(sources, alone);
                let checked = check(&next);
                if is_better(latest.as_ref().unwrap_or(&reported), &checked, alone) {
                    record(&mut report, sources, alone);
                    *sources = next;
                    latest = Some(checked);
                    accepted.push(one.0);
                } else {
                    worse.push(one.0);
                }
            }
            rejected = worse;
            if let Some(latest) = latest {
                reported = latest;
            }
        }
        report.rejected.extend(rejected);
        if accepted.is_empty() && report.rejected.is_empty() {
            break;
        }
    }
    report.files.retain(|_, edits| !edits.is_empty());
    report.applied.sort_by_key(|fix| (fix.source, fix.at));
    (report, reported)
}

/// The diagnostics with a safe fix, by file and in the order of their places, none overlapping another:
/// what overlaps waits for the next round.
fn safe_fixes<'a>(
    reported: &'a Diagnostics,
    sources: &SourceMap,
    may: &dyn Fn(SourceId) -> bool,
) -> BTreeMap<SourceId, Vec<&'a Diagnostic>> {
    let mut round: BTreeMap<SourceId, Vec<(&Fix, &Diagnostic)>> = BTreeMap::new();
    for diagnostic in reported.iter() {
        let Some(fix) = diagnostic.fix.as_ref().filter(|fix| fix.applicability.is_safe() && may(fix.span.source))
        else {
            continue;
        };
        let text = sources.file(fix.span.source).text();
        if text.and_then(|text| text.get(fix.span.range())).is_some_and(|now| now != fix.replacement) {
            round.entry(fix.span.source).or_default().push((fix, diagnostic));
        }
    }
    round
        .into_iter()
        .map(|(source, mut fixes)| {
            fixes.sort_by_key(|(fix, diagnostic)| (fix.span, diagnostic.code, &diagnostic.message));
            let mut end = None;
            fixes.retain(|(fix, _)| {
                let free = end.is_none_or(|end| {
                    // Two insertions at one place have no order.
                    fix.span.start > end || fix.span.start == end && fix.span.end > fix.span.start
                });
                if free {
                    end = Some(fix.span.end);
                }
                free
            });
            (source, fixes.into_iter().map(|(_, diagnostic)| diagnostic).collect())
        })
        .collect()
}

/// The files with the fixes of `round` in them.
fn with_fixes(sources: &SourceMap, round: &[(SourceId, Vec<&Diagnostic>)]) -> SourceMap {
    let mut next = sources.clone();
    for (source, diagnostics) in round {
        let file = sources.file(*source);
        let mut bytes = file.bytes.clone();
        for fix in diagnostics.iter().rev().filter_map(|diagnostic| diagnostic.fix.as_ref()) {
            bytes.splice(fix.span.range(), fix.replacement.bytes());
        }
        next.insert(&file.path, bytes);
    }
    next
}

/// Whether there are no more errors than before, and everything that was to be fixed is.
fn is_better(before: &Diagnostics, after: &Diagnostics, round: &[(SourceId, Vec<&Diagnostic>)]) -> bool {
    let errors = |reported: &Diagnostics| reported.iter().filter(|d| d.severity == Severity::Error).count();
    let alike = |reported: &Diagnostics, one: &Diagnostic| {
        let file = |d: &Diagnostic| d.primary.as_ref().map(|label| label.span.source);
        reported.iter().filter(|d| d.code == one.code && d.message == one.message && file(d) == file(one)).count()
    };
    errors(after) <= errors(before)
        && round.iter().flat_map(|(_, diagnostics)| diagnostics).all(|one| alike(after, one) < alike(before, one))
}

fn record(report: &mut FixReport, sources: &SourceMap, round: &[(SourceId, Vec<&Diagnostic>)]) {
    for (source, diagnostics) in round {
        let edits = report.files.entry(*source).or_default();
        let text = sources.file(*source).text().unwrap_or_default();
        // From the end backwards, so that the places before do not change.
        for diagnostic in diagnostics.iter().rev() {
            let Some(fix) = &diagnostic.fix else { continue };
            let range = fix.span.range();
            report.applied.push(AppliedFix {
                code: diagnostic.code,
                source: *source,
                at: edits.origin(range.start),
                before: text.get(range.clone()).unwrap_or_default().to_owned(),
                after: fix.replacement.clone(),
            });
            edits.add(range, &fix.replacement);
        }
    }
}

#[cfg(test)]
mod tests;
