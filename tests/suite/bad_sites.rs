//! tests/sites/bad/CODE-name: each earns the code it is named by. What is said of it is kept.

use std::time::Duration;

use mizan_links::{Limits, Progress};
use mizan_source::diagnostics::{Code, Diagnostics};
use mizan_source::{SourceMap, load};

use crate::site::{folder, options, read, shown};

#[test]
fn each_earns_its_code() {
    let mut sites: Vec<_> = std::fs::read_dir(folder("bad"))
        .expect("tests/sites/bad is there")
        .map(|entry| entry.expect("the folder can be read").path())
        .collect();
    sites.sort();
    let mut unearned = Vec::new();
    for site in sites {
        let name = site.file_name().expect("a folder has a name").to_string_lossy().into_owned();
        let code = name.split('-').next().unwrap_or_default().to_owned();
        assert!(Code::ALL.iter().any(|known| known.id() == code), "{name} begins with no code");
        let (sources, mut diagnostics) = read(&format!("bad/{name}"));
        // What a good editor minds is said where it is asked for; other sites are asked where that is.
        let asked = code.starts_with("MZ074");
        let rules = code.starts_with("MZ07") && !asked;
        diagnostics.append(mizan_engine::check(&sources, &mizan_engine::Options { rules, ..options() }));
        if asked {
            diagnostics.append(unasked(&sources));
        }
        let said = shown(&diagnostics, &sources);
        if !diagnostics.iter().any(|d| d.code.id() == code) {
            unearned.push(format!("{name} earns no {code}, but:\n{said}"));
            continue;
        }
        for diagnostic in diagnostics.iter() {
            assert!(!diagnostic.help.is_empty() || diagnostic.fix.is_some(), "no way out: {}", diagnostic.message);
        }
        insta::assert_snapshot!(name, said);
    }
    assert!(unearned.is_empty(), "{}", unearned.join("\n"));
}

/// What can be said of a site's links to other sites without asking anybody.
fn unasked(sources: &SourceMap) -> Diagnostics {
    struct Unseen;
    impl Progress for Unseen {
        fn links(&self, _: usize) {}
        fn link(&self) {}
    }
    mizan_engine::external(sources, &options(), &|polite| Limits { total: Duration::ZERO, ..polite }, &Unseen)
}

/// Earned below, by a site that is made there.
const MADE: &[Code] = &[Code::LinkLeavesSite, Code::LinkCircle];

/// Earned where there is a server to answer so: in src/external/tests.rs.
const ANSWERED: &[Code] = &[Code::MovedExternalLink];

#[test]
fn every_code_has_a_site() {
    let sites: Vec<String> = std::fs::read_dir(folder("bad"))
        .expect("tests/sites/bad is there")
        .map(|entry| entry.expect("the folder can be read").file_name().to_string_lossy().into_owned())
        .collect();
    let without: Vec<&str> = Code::ALL
        .iter()
        .filter(|code| !MADE.contains(code) && !ANSWERED.contains(code))
        .map(|code| code.id())
        .filter(|code| !sites.iter().any(|site| site.split('-').next() == Some(*code)))
        .collect();
    assert!(without.is_empty(), "no bad site earns {without:?}");
}

/// Links are made here, not kept: tools that walk the project would follow them.
#[cfg(unix)]
#[test]
fn links_that_leave_or_turn_in_a_circle() {
    let site = tempfile::tempdir().expect("there is room for a folder");
    let statics = site.path().join("static/a");
    std::fs::create_dir_all(&statics).expect("the folder is ours");
    std::os::unix::fs::symlink("..", statics.join("up")).expect("the folder is ours");
    std::os::unix::fs::symlink("/", statics.join("out")).expect("the folder is ours");
    let (sources, diagnostics) = load(site.path()).expect("the site is a folder");
    insta::assert_snapshot!(shown(&diagnostics, &sources));
    assert!(sources.is_empty());
    for code in MADE {
        assert!(diagnostics.iter().any(|d| d.code == *code), "{code}");
    }
}
