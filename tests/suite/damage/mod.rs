//! Every file of a good site, damaged: diagnostics, and no panic, no hang, no lost work.

mod bytes;
mod deep;
#[cfg(unix)]
mod denied;
#[cfg(unix)]
mod disk;
mod large;
#[cfg(unix)]
mod names;
#[cfg(unix)]
mod output;

use std::collections::BTreeMap;
use std::panic::resume_unwind;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use mizan_engine::Options;
use mizan_source::SourceMap;
use mizan_source::diagnostics::{Diagnostics, json_lines};

use crate::properties::{in_bounds, spans_of};
use crate::site::{self, judge, shown};

/// The fixture: small, with a file of every kind.
const SITE: &str = "full";

/// Longer than anything takes on a slow machine; what takes longer hangs.
const LIMIT: Duration = Duration::from_secs(300);

/// Does `work` on a thread of its own; a hang fails the test and does not block it.
#[track_caller]
fn within<T: Send + 'static>(limit: Duration, what: &str, work: impl FnOnce() -> T + Send + 'static) -> T {
    let (done, wait) = channel();
    let worker = std::thread::spawn(move || {
        let made = work();
        let _ = done.send(());
        made
    });
    match wait.recv_timeout(limit) {
        Ok(()) | Err(RecvTimeoutError::Disconnected) => worker.join().unwrap_or_else(|panic| {
            eprintln!("at fault: {what}");
            resume_unwind(panic)
        }),
        Err(RecvTimeoutError::Timeout) => panic!("{what} hangs"),
    }
}

/// The files of the fixture, without the default theme.
fn files() -> Vec<(String, Vec<u8>)> {
    let (sources, diagnostics) = mizan_source::load(&site::folder(SITE)).expect("the site is a folder");
    assert!(diagnostics.is_empty(), "{}", shown(&diagnostics, &sources));
    sources.under("").map(|(path, id)| (path.to_owned(), sources.file(id).bytes.clone())).collect()
}

/// The fixture with one file replaced or added.
fn with(path: &str, bytes: Vec<u8>) -> SourceMap {
    let (mut sources, _) = site::read(SITE);
    sources.insert(path, bytes);
    sources
}

fn text_of(path: &str) -> String {
    let (sources, _) = site::read(SITE);
    let id = sources.find(path).expect("the fixture has the file");
    sources.file(id).text().expect("it is text").to_owned()
}

/// Checks a damaged site. Its pages are not minified, which is a third of the work: what damaged text does to the
/// minifier is tested in `deep`.
#[track_caller]
fn judged(what: &str, sources: SourceMap) -> Diagnostics {
    checked(what, sources, false)
}

/// Checks a site, its pages minified or not.
#[track_caller]
fn checked(what: &str, sources: SourceMap, minify: bool) -> Diagnostics {
    let name = what.to_owned();
    within(LIMIT, what, move || {
        let diagnostics = mizan_engine::check(&sources, &Options { minify, ..site::options() }).once();
        well_formed(&name, &diagnostics, &sources);
        diagnostics
    })
}

/// Every diagnostic has its place in the file, a `help`, and no more text than anybody reads; all of them together
/// are not a flood.
#[track_caller]
fn well_formed(what: &str, diagnostics: &Diagnostics, sources: &SourceMap) {
    spans_of(diagnostics).into_iter().for_each(|span| in_bounds(span, sources));
    for diagnostic in diagnostics.iter() {
        let message = &diagnostic.message;
        assert!(!message.is_empty() && !message.ends_with('.'), "{what}: {message}");
        assert!(message.chars().count() <= 600, "{what}: a message of {} characters", message.chars().count());
        assert!(!diagnostic.help.is_empty() || diagnostic.fix.is_some(), "{what}: no way out: {message}");
    }
    let said = shown(diagnostics, sources);
    assert_eq!(said.is_empty(), diagnostics.is_empty(), "{what}");
    assert!(said.len() < 200_000, "{what}: {} bytes are said of it", said.len());
    let machine = json_lines(diagnostics, sources);
    assert!(machine.lines().all(|line| line.contains("\"code\":\"MZ")), "{what}: {machine}");
}

/// How many messages people are shown.
fn count(diagnostics: &Diagnostics) -> usize {
    let mut kinds: BTreeMap<_, usize> = BTreeMap::new();
    for found in diagnostics.iter() {
        *kinds.entry((found.code, found.primary.as_ref().map(|label| label.span.source))).or_default() += 1;
    }
    kinds.values().map(|count| (*count).min(mizan_source::diagnostics::SHOWN)).sum()
}

/// What is reported, one line per message.
fn lines(diagnostics: &Diagnostics) -> Vec<String> {
    diagnostics.iter().map(|found| format!("{} {}", found.code, found.message)).collect()
}

#[test]
fn the_fixture_is_good() {
    let (sources, mut diagnostics) = site::read(SITE);
    diagnostics.append(judge(&sources));
    assert!(diagnostics.is_empty(), "{}", shown(&diagnostics, &sources));
}
