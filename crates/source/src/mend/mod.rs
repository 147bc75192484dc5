//! `--fix`: carries out the fixes that are certain, and judges the site anew after each round.
//!
//! Only bytes at fault change, so remarks and layout stay. A file is changed only where that mends what it
//! was to mend, and leaves the site without one error more than before.

mod diff;
mod edits;

pub use diff::diff;
pub use edits::Edits;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Fix, Severity};
use crate::{SourceId, SourceMap};

/// What one mending uncovers the next can mend; nothing honest goes deeper.
const ROUNDS: usize = 16;

/// What came of it: nothing is written yet.
#[derive(Debug, Default)]
pub struct Mended {
    /// What was mended, in the order of files and places.
    pub mends: Vec<Mend>,
    /// The changes to each file, in terms of what was read.
    pub files: BTreeMap<SourceId, Edits>,
    /// Files whose fixes would have left the site worse, and stay as they are.
    pub held: BTreeSet<SourceId>,
}

/// One fix that was carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mend {
    pub code: Code,
    pub source: SourceId,
    /// Where the fault stood in the file as it was read.
    pub at: usize,
    pub before: String,
    pub after: String,
}

/// Carries out what is certain, round after round, on `sources`, which `judge` judges. Only the files that
/// `may` names are changed. Gives back what is still said of the site.
pub fn mend(
    sources: &mut SourceMap,
    may: &dyn Fn(SourceId) -> bool,
    judge: &dyn Fn(&SourceMap) -> Diagnostics,
) -> (Mended, Diagnostics) {
    let mut mended = Mended::default();
    let mut said = judge(sources);
    for _ in 0..ROUNDS {
        let round = certain(&said, sources, &|source| may(source) && !mended.held.contains(&source));
        if round.is_empty() {
            break;
        }
        let all: Vec<(SourceId, Vec<&Diagnostic>)> = round.into_iter().collect();
        let next = applied(sources, &all);
        let judged = judge(&next);
        let mut accepted: Vec<SourceId> = Vec::new();
        let held: Vec<SourceId>;
        if is_better(&said, &judged, &all) {
            record(&mut mended, sources, &all);
            held = Vec::new();
            accepted.extend(all.iter().map(|(source, _)| *source));
            *sources = next;
            said = judged;
        } else {
            // Some file's fixes do harm: each is tried alone, on top of those that did none.
            let mut worse = Vec::new();
            let mut latest = None;
            for one in &all {
                let alone = std::slice::from_ref(one);
                let next = applied(sources, alone);
                let judged = judge(&next);
                if is_better(latest.as_ref().unwrap_or(&said), &judged, alone) {
                    record(&mut mended, sources, alone);
                    *sources = next;
                    latest = Some(judged);
                    accepted.push(one.0);
                } else {
                    worse.push(one.0);
                }
            }
            held = worse;
            if let Some(latest) = latest {
                said = latest;
            }
        }
        mended.held.extend(held);
        if accepted.is_empty() && mended.held.is_empty() {
            break;
        }
    }
    mended.files.retain(|_, edits| !edits.is_empty());
    mended.mends.sort_by_key(|mend| (mend.source, mend.at));
    (mended, said)
}

/// The diagnostics with a certain fix, by file and in the order of their places, none overlapping another:
/// what overlaps waits for the next round.
fn certain<'a>(
    said: &'a Diagnostics,
    sources: &SourceMap,
    may: &dyn Fn(SourceId) -> bool,
) -> BTreeMap<SourceId, Vec<&'a Diagnostic>> {
    let mut round: BTreeMap<SourceId, Vec<(&Fix, &Diagnostic)>> = BTreeMap::new();
    for diagnostic in said.iter() {
        let Some(fix) = diagnostic.fix.as_ref().filter(|fix| fix.certain && may(fix.span.source)) else { continue };
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
fn applied(sources: &SourceMap, round: &[(SourceId, Vec<&Diagnostic>)]) -> SourceMap {
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

/// Whether there is no error more than before, and every fault that was to be mended is.
fn is_better(before: &Diagnostics, after: &Diagnostics, round: &[(SourceId, Vec<&Diagnostic>)]) -> bool {
    let errors = |said: &Diagnostics| said.iter().filter(|d| d.severity == Severity::Error).count();
    let alike = |said: &Diagnostics, one: &Diagnostic| {
        let file = |d: &Diagnostic| d.primary.as_ref().map(|label| label.span.source);
        said.iter().filter(|d| d.code == one.code && d.message == one.message && file(d) == file(one)).count()
    };
    errors(after) <= errors(before)
        && round.iter().flat_map(|(_, diagnostics)| diagnostics).all(|one| alike(after, one) < alike(before, one))
}

fn record(mended: &mut Mended, sources: &SourceMap, round: &[(SourceId, Vec<&Diagnostic>)]) {
    for (source, diagnostics) in round {
        let edits = mended.files.entry(*source).or_default();
        let text = sources.file(*source).text().unwrap_or_default();
        // From the end backwards, so that what stands before keeps its place.
        for diagnostic in diagnostics.iter().rev() {
            let Some(fix) = &diagnostic.fix else { continue };
            let range = fix.span.range();
            mended.mends.push(Mend {
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
