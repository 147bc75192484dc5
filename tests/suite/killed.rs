//! Commands that are killed while they write: every file is whole or absent, and the next run ends like one that was
//! not interrupted.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::run::{Workplace, mizan, tree};

type Files = BTreeMap<String, Vec<u8>>;

const DAY: (&str, &str) = ("SOURCE_DATE_EPOCH", "1795000000");

fn start(arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_mizan"))
        .args(arguments)
        .env(DAY.0, DAY.1)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program was built for this test")
}

/// Runs a command and kills it as soon as `is_time`; whether it was still running.
fn kill_when(arguments: &[&str], mut is_time: impl FnMut() -> bool) -> bool {
    let mut child = start(arguments);
    let started = Instant::now();
    while !is_time() && started.elapsed() < Duration::from_secs(60) {
        if child.try_wait().expect("it is our child").is_some() {
            return false;
        }
    }
    child.kill().expect("it is our child");
    !child.wait().expect("it is our child").success()
}

fn count(folder: &Path) -> usize {
    walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file()).count()
}

fn is_temporary(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name.starts_with(".mizan-"))
}

/// Every file is as it was `before`, or as it is `after` a whole run.
#[track_caller]
fn is_whole(now: &Files, before: &Files, after: &Files) {
    for (path, bytes) in now.iter().filter(|(path, _)| !is_temporary(path)) {
        let whole = before.get(path) == Some(bytes) || after.get(path) == Some(bytes);
        assert!(whole, "{path} is half written: {} bytes", bytes.len());
    }
}

/// Kills the command at each of its writes in a folder from `folder`, and runs it again.
fn survives(folder: &dyn Fn() -> Workplace, arguments: &dyn Fn(&str) -> Vec<String>) {
    let run = |site: &Workplace| arguments(site.path().to_str().expect("folders for tests have plain names"));
    let whole = folder();
    let before = tree(whole.path());
    let list = run(&whole);
    let list: Vec<&str> = list.iter().map(String::as_str).collect();
    mizan(&list, &[DAY]).ends_with(0);
    let after = tree(whole.path());
    let files = after.len() - before.len();
    let mut killed = 0;
    for more in 1..=files {
        let site = folder();
        let list = run(&site);
        let list: Vec<&str> = list.iter().map(String::as_str).collect();
        killed += usize::from(kill_when(&list, || count(site.path()) >= before.len() + more));
        is_whole(&tree(site.path()), &before, &after);
        let again = mizan(&list, &[DAY]);
        let now = tree(site.path());
        // The command had finished before it was killed.
        assert!(again.code == Some(0) || again.err.contains("not empty"), "{}", again.err);
        let differ: Vec<_> = now.iter().filter(|(path, bytes)| after.get(*path) != Some(*bytes)).collect();
        assert!(now == after, "killed at file {more} of {files}: {differ:?}");
    }
    assert!(killed > 0, "it was never killed in time");
}

#[test]
fn a_new_language_is_completed() {
    survives(&|| Workplace::of("german"), &|site| ["lang", "add", "fr", "--site", site].map(str::to_owned).to_vec());
}

#[test]
fn a_new_site_is_completed() {
    let empty = || {
        let site = Workplace::of("german");
        for entry in std::fs::read_dir(site.path()).expect("it is there") {
            let path = entry.expect("it is there").path();
            if path.is_dir() { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) }.expect("ours");
        }
        site.file(".git/config", "a repository");
        site
    };
    survives(&empty, &|site| ["new", site, "--languages", "en,ar"].map(str::to_owned).to_vec());
}

#[test]
fn leftovers_of_fixes_are_removed() {
    let site = Workplace::of("german");
    site.file("content/guides/libraries/de/.mizan-a1B2c3", "half a file");
    let folder = site.path().to_str().expect("folders for tests have plain names").to_owned();
    mizan(&["check", "--fix", "--site", &folder], &[DAY]);
    assert!(tree(site.path()).keys().all(|path| !is_temporary(path)));
}
