//! Rounds of fixes, with a check that reports a few known words.

use super::*;
use crate::Span;
use crate::diagnostics::Applicability;

/// Every `bad` is an error with the fix `good`; `dire` becomes two that are `bad`; `stuck` is replaced by
/// itself with a mark, which fixes nothing; `far` has only an unsafe fix.
fn check(sources: &SourceMap) -> Diagnostics {
    let mut reported = Diagnostics::default();
    for (path, source) in sources.under("") {
        let text = sources.file(source).text().expect("tests write text");
        for (word, with, certain) in
            [("bad", "good", true), ("dire", "bad bad", true), ("stuck", "!stuck", true), ("far", "near", false)]
        {
            for (at, _) in text.match_indices(word) {
                let span = Span::new(source, at..at + word.len());
                let message = format!("`{word}` in {path}");
                reported.push(Diagnostic::error(Code::DeadLink, message).at(span, word).fix(
                    span,
                    with,
                    Applicability::safe_if(certain),
                ));
            }
        }
    }
    reported
}

fn sources(files: &[(&str, &str)]) -> SourceMap {
    let mut sources = SourceMap::default();
    for (path, text) in files {
        sources.insert(path, text.as_bytes().to_vec());
    }
    sources
}

fn texts(sources: &SourceMap) -> Vec<&str> {
    sources.under("").map(|(_, id)| sources.file(id).text().expect("text")).collect()
}

#[test]
fn safe_fixes_are_applied_in_all_files() {
    let mut site = sources(&[("a", "bad and bad, far"), ("b", "fine"), ("c", "# bad\n")]);
    let first = texts(&site).join("|");
    let (report, reported) = apply_fixes(&mut site, &|_| true, &check);
    assert_eq!(texts(&site), ["good and good, far", "fine", "# good\n"]);
    assert_eq!((report.applied.len(), report.files.len(), reported.len()), (3, 2, 1));
    assert!(report.rejected.is_empty());
    let places: Vec<usize> = report.applied.iter().map(|fix| fix.at).collect();
    assert_eq!(places, [0, 8, 2]);
    assert!(first.starts_with(&report.applied[0].before));
}

#[test]
fn what_would_leave_more_errors_is_rejected_and_the_rest_is_fixed() {
    let mut site = sources(&[("a", "bad"), ("b", "dire"), ("c", "stuck"), ("d", "bad")]);
    let (report, reported) = apply_fixes(&mut site, &|_| true, &check);
    assert_eq!(texts(&site), ["good", "dire", "stuck", "good"]);
    let held: Vec<&str> = report.rejected.iter().map(|source| site.path(*source)).collect();
    assert_eq!(held, ["b", "c"]);
    assert_eq!((report.applied.len(), reported.len()), (2, 2));
}

#[test]
fn only_files_that_may_be_changed_are() {
    let mut site = sources(&[("a", "bad"), ("b", "bad")]);
    let own = site.find("a").expect("it is there");
    let (report, reported) = apply_fixes(&mut site, &|source| source == own, &check);
    assert_eq!((texts(&site), report.applied.len(), reported.len()), (vec!["good", "bad"], 1, 1));
}

#[test]
fn what_overlaps_waits_for_the_next_round() {
    // Two errors are reported at one place; both are fixed, one after the other.
    let check = |sources: &SourceMap| {
        let source = sources.find("a").expect("it is there");
        let text = sources.file(source).text().expect("text");
        let mut reported = Diagnostics::default();
        for (word, with) in [("xy", "y"), ("yz", "z")] {
            if let Some(at) = text.find(word) {
                let span = Span::new(source, at..at + 2);
                reported.push(Diagnostic::error(Code::DeadLink, word).at(span, "").fix(
                    span,
                    with,
                    Applicability::Safe,
                ));
            }
        }
        reported
    };
    let mut site = sources(&[("a", "-xyz-")]);
    let (report, reported) = apply_fixes(&mut site, &|_| true, &check);
    assert_eq!((texts(&site), reported.len()), (vec!["-z-"], 0));
    let edits = report.files.values().next().expect("a change");
    assert_eq!(edits.apply("-xyz-"), "-z-");
}
