//! Rounds of mending, on a judge that knows a few words.

use super::*;
use crate::Span;

/// Every `bad` is an error with the fix `good`; `dire` is mended into two that are `bad`; `stuck` is "mended"
/// into itself with a mark, which mends nothing; `far` is only mended by a guess.
fn judge(sources: &SourceMap) -> Diagnostics {
    let mut said = Diagnostics::default();
    for (path, source) in sources.under("") {
        let text = sources.file(source).text().expect("tests write text");
        for (word, with, certain) in
            [("bad", "good", true), ("dire", "bad bad", true), ("stuck", "!stuck", true), ("far", "near", false)]
        {
            for (at, _) in text.match_indices(word) {
                let span = Span::new(source, at..at + word.len());
                let message = format!("`{word}` in {path}");
                said.push(Diagnostic::error(Code::DeadLink, message).at(span, word).fix(span, with, certain));
            }
        }
    }
    said
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
fn all_that_is_certain_is_mended_in_all_files() {
    let mut site = sources(&[("a", "bad and bad, far"), ("b", "fine"), ("c", "# bad\n")]);
    let first = texts(&site).join("|");
    let (mended, said) = mend(&mut site, &|_| true, &judge);
    assert_eq!(texts(&site), ["good and good, far", "fine", "# good\n"]);
    assert_eq!((mended.mends.len(), mended.files.len(), said.len()), (3, 2, 1));
    assert!(mended.held.is_empty());
    let places: Vec<usize> = mended.mends.iter().map(|mend| mend.at).collect();
    assert_eq!(places, [0, 8, 2]);
    assert!(first.starts_with(&mended.mends[0].before));
}

#[test]
fn what_would_leave_more_errors_is_held_and_the_rest_is_mended() {
    let mut site = sources(&[("a", "bad"), ("b", "dire"), ("c", "stuck"), ("d", "bad")]);
    let (mended, said) = mend(&mut site, &|_| true, &judge);
    assert_eq!(texts(&site), ["good", "dire", "stuck", "good"]);
    let held: Vec<&str> = mended.held.iter().map(|source| site.path(*source)).collect();
    assert_eq!(held, ["b", "c"]);
    assert_eq!((mended.mends.len(), said.len()), (2, 2));
}

#[test]
fn only_files_that_may_be_changed_are() {
    let mut site = sources(&[("a", "bad"), ("b", "bad")]);
    let own = site.find("a").expect("it is there");
    let (mended, said) = mend(&mut site, &|source| source == own, &judge);
    assert_eq!((texts(&site), mended.mends.len(), said.len()), (vec!["good", "bad"], 1, 1));
}

#[test]
fn what_overlaps_waits_for_the_next_round() {
    // Two faults tell of one place; both are mended, one after the other.
    let judge = |sources: &SourceMap| {
        let source = sources.find("a").expect("it is there");
        let text = sources.file(source).text().expect("text");
        let mut said = Diagnostics::default();
        for (word, with) in [("xy", "y"), ("yz", "z")] {
            if let Some(at) = text.find(word) {
                let span = Span::new(source, at..at + 2);
                said.push(Diagnostic::error(Code::DeadLink, word).at(span, "").fix(span, with, true));
            }
        }
        said
    };
    let mut site = sources(&[("a", "-xyz-")]);
    let (mended, said) = mend(&mut site, &|_| true, &judge);
    assert_eq!((texts(&site), said.len()), (vec!["-z-"], 0));
    let edits = mended.files.values().next().expect("a change");
    assert_eq!(edits.apply("-xyz-"), "-z-");
}
