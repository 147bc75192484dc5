//! The registry of codes and its documentation: docs/diagnostics, one page per code.

use std::collections::BTreeSet;
use std::path::Path;

use mizan::pages::{self, ENGLISH, page};
use mizan_source::diagnostics::Code;
use mizan_testkit::example::{self, Example};

use crate::run::mizan;

#[test]
fn every_code_has_a_page_of_its_title_and_no_page_is_left_over() {
    let mut faults = Vec::new();
    for code in Code::ALL {
        if !pages::pages(ENGLISH).any(|name| name == code.id()) {
            faults.push(format!("docs/diagnostics/{code}.md is missing"));
            continue;
        }
        let page = read(*code);
        let title = format!("{code}: {}", code.title());
        if page.title != title {
            faults.push(format!("docs/diagnostics/{code}.md begins with `{}`, not `# {title}`", page.title));
        }
        if page.sections != [example::FAILING, example::FIXED] {
            faults.push(format!("docs/diagnostics/{code}.md has the sections {:?}", page.sections));
        }
        if severity(&page).is_none() {
            faults.push(format!("docs/diagnostics/{code}.md does not begin with its severity: `{}`", page.severity));
        }
    }
    let known: BTreeSet<&str> = Code::ALL.iter().map(|code| code.id()).collect();
    faults.extend(
        pages::pages(ENGLISH).filter(|name| !known.contains(name)).map(|name| format!("{name}.md has no code")),
    );
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// The severity on a page.
fn severity(page: &Example) -> Option<&'static str> {
    match page.severity.as_str() {
        "Error" => Some("error"),
        "Warning; you can set its level in `[lints]`" => Some("warning"),
        "Error or warning; you can set the level of the warning in `[lints]`" => Some("error or warning"),
        _ => None,
    }
}

/// Reported where there is a server to answer so: `crates/links` tests it.
const ANSWERED: &[Code] = &[Code::MovedExternalLink];

#[test]
fn every_code_is_reported_by_a_page_or_a_case() {
    let root = mizan_testkit::repository();
    let cases = example::cases(&root).expect("tests/diagnostics is there");
    let is_case = |code: &Code| cases.iter().any(|(name, _)| name.split('-').next() == Some(code.id()));
    let without: Vec<&str> = Code::ALL
        .iter()
        .filter(|code| !ANSWERED.contains(code) && !is_case(code) && read(**code).report.is_none())
        .map(|code| code.id())
        .collect();
    assert!(without.is_empty(), "nothing under tests/diagnostics or docs/diagnostics reports {without:?}");
}

fn read(code: Code) -> Example {
    Example::parse(page(code)).unwrap_or_else(|error| panic!("{code}: {error}"))
}

#[test]
fn mended_toml_is_toml() {
    for code in Code::ALL {
        for (language, text) in read(*code).fixed_blocks {
            if language == "toml" {
                let read = text.parse::<toml_edit::DocumentMut>();
                assert!(
                    read.is_ok(),
                    "{code}: {}\n{text}",
                    read.err().map(|error| error.to_string()).unwrap_or_default()
                );
            }
        }
    }
}

/// docs/diagnostics.md as it should be.
fn index() -> String {
    let mut text = String::from(
        "# Diagnostics: every code\n\n\
         Every diagnostic has a code, such as `MZ0202`. Run `mizan explain MZ0202` for its page, and `mizan explain`\n\
         to list all codes. An error stops the build: nothing is written. A warning does not, unless you build with\n\
         `--deny warnings`; set its level under `[lints]` in `config.toml`:\n\n\
         \x20   [lints]\n    MZ0222 = \"off\"\n\n\
         The examples are changes to the small site in `tests/sites/boats`, and each of them is a test.\n",
    );
    for (prefix, title) in pages::RANGES {
        let mut rows = String::new();
        for code in Code::ALL.iter().filter(|code| code.id().starts_with(prefix)) {
            let severity = severity(&read(*code)).unwrap_or_default();
            rows.push_str(&format!("| [{code}](diagnostics/{code}.md) | {} | {severity} |\n", code.title()));
        }
        if !rows.is_empty() {
            text.push_str(&format!("\n## {title}\n\n| code | problem | severity |\n|---|---|---|\n{rows}"));
        }
    }
    text
}

/// With MIZAN_WRITE_INDEX set, writes it.
#[test]
fn the_index_lists_every_code() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/diagnostics.md");
    let wanted = index();
    assert!(Code::ALL.iter().all(|code| wanted.contains(&format!("[{code}]"))), "a code belongs to no range");
    if std::env::var_os("MIZAN_WRITE_INDEX").is_some() {
        std::fs::write(&path, &wanted).expect("docs/ can be written");
    }
    let there = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(there == wanted, "docs/diagnostics.md is behind: run this test with MIZAN_WRITE_INDEX=1");
}

#[test]
fn explain_prints_the_page() {
    for written in ["MZ0202", "mz0202", "202"] {
        let ran = mizan(&["explain", written], &[]).ends_with(0);
        assert_eq!(ran.out, page(Code::UnknownFeature));
    }
    let both = mizan(&["explain", "202", "MZ0210"], &[]).ends_with(0);
    assert_eq!(both.out, format!("{}\n{}", page(Code::UnknownFeature), page(Code::MissingCell)));
}

#[test]
fn explain_alone_lists_every_code() {
    let ran = mizan(&["explain"], &[]).ends_with(0);
    for code in Code::ALL {
        assert!(ran.out.contains(&format!("  {code}  {}\n", code.title())), "{code}");
    }
}

#[test]
fn explain_suggests_what_may_have_been_meant() {
    for (written, meant) in
        [("MZ0203x", "MZ0203"), ("202x", "explain"), ("currency", "MZ0220"), ("Curency", "MZ0220"), ("", "explain")]
    {
        let ran = mizan(&["explain", written], &[]).ends_with(2);
        assert!(ran.err.contains(meant) && ran.out.is_empty(), "{written}: {}", ran.err);
    }
    for nothing in ["foo", "too", "its"] {
        let ran = mizan(&["explain", nothing], &[]).ends_with(2);
        assert!(!ran.err.contains("codes about"), "{nothing}: {}", ran.err);
    }
}

#[test]
fn explain_does_not_mind_a_closed_pipe() {
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_mizan"))
        .arg("explain")
        .args(Code::ALL.iter().map(|code| code.id()))
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the program was built for this test");
    drop(child.stdout.take());
    let ran = child.wait_with_output().expect("the program ends");
    assert_eq!(String::from_utf8_lossy(&ran.stderr), "");
    assert_eq!(ran.status.code(), Some(0));
}
