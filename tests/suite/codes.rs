//! The registry of codes and what is written about it: docs/diagnostics, a page a code.

use std::collections::BTreeSet;
use std::path::Path;

use mizan::pages::{self, ENGLISH, page};
use mizan_source::SourceMap;
use mizan_source::diagnostics::{Code, Diagnostics, Severity};

use crate::example::{Page, Step, apply, base, sources};
use crate::run::mizan;
use crate::site::{options, shown};

/// Pages whose example no text file can be.
const NOT_RUN: &[(&str, &str)] = &[
    ("MZ0001", "a folder in place of a file"),
    ("MZ0002", "two names that differ in their bytes only"),
    ("MZ0003", "a link"),
    ("MZ0004", "a link"),
    ("MZ0005", "bytes that are not UTF-8"),
    ("MZ0718", "two languages in one script that the theme speaks"),
    ("MZ0727", "the bytes of a picture"),
    ("MZ0309", "a record of words as they were before"),
    ("MZ0310", "a record of words as they were before"),
];

/// Pages whose mended half is a beginning.
const NOT_WHOLE: &[(&str, &str)] = &[("MZ0308", "it would be two hundred messages; tests/sites/german says them all")];

fn is_in(list: &[(&str, &str)], code: Code) -> bool {
    list.iter().any(|(id, _)| *id == code.id())
}

/// Codes after the rules may ask for more than a site: the network, say.
fn may_be_free(code: Code) -> bool {
    is_in(NOT_RUN, code) || code.id() >= "MZ0740"
}

#[test]
fn every_code_has_a_page_of_its_title_and_no_page_is_left_over() {
    let mut faults = Vec::new();
    for code in Code::ALL {
        if !pages::pages(ENGLISH).any(|name| name == code.id()) {
            faults.push(format!("docs/diagnostics/{code}.md is missing"));
            continue;
        }
        let read = Page::read(page(*code));
        let title = format!("{code}: {}", code.title());
        if read.title != title {
            faults.push(format!("docs/diagnostics/{code}.md begins with `{}`, not `# {title}`", read.title));
        }
        if read.sections != ["At fault", "Mended"] {
            faults.push(format!("docs/diagnostics/{code}.md has the sections {:?}", read.sections));
        }
        if severity(&read).is_none() {
            faults.push(format!("docs/diagnostics/{code}.md does not begin with its severity: `{}`", read.severity));
        }
    }
    let known: BTreeSet<&str> = Code::ALL.iter().map(|code| code.id()).collect();
    faults.extend(
        pages::pages(ENGLISH).filter(|name| !known.contains(name)).map(|name| format!("{name}.md has no code")),
    );
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// What a page says of how much it matters.
fn severity(page: &Page) -> Option<&'static str> {
    match page.severity.as_str() {
        "Error" => Some("error"),
        "Warning; `[lints]` can set it" => Some("warning"),
        "Error or warning; `[lints]` can set the warning" => Some("error or warning"),
        _ => None,
    }
}

#[test]
fn examples_earn_their_code_and_mended_they_earn_nothing() {
    let mut faults = Vec::new();
    for code in Code::ALL {
        let read = Page::read(page(*code));
        if read.at_fault.is_empty() && read.mended.is_empty() {
            if !may_be_free(*code) {
                faults.push(format!("{code}: the examples name no file; see tests/suite/example.rs"));
            }
            continue;
        }
        let (sources, said) = after(*code, &[&read.both, &read.at_fault]);
        let codes: BTreeSet<Code> = said.iter().map(|diagnostic| diagnostic.code).collect();
        if codes != BTreeSet::from([*code]) {
            faults.push(format!("{code}: at fault it earns {codes:?}:\n{}", shown(&said, &sources)));
        }
        let fits = |severity: Severity| match read.severity.as_str() {
            "Error" => severity == Severity::Error,
            severities => severities.starts_with("Error or") || severity == Severity::Warning,
        };
        if !said.iter().all(|diagnostic| fits(diagnostic.severity)) {
            faults.push(format!("{code}: `{}` is not what it is:\n{}", read.severity, shown(&said, &sources)));
        }
        let (sources, said) = after(*code, &[&read.both, &read.mended]);
        if !said.is_empty() && !is_in(NOT_WHOLE, *code) {
            faults.push(format!("{code}: mended it still earns:\n{}", shown(&said, &sources)));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// What is said of the base site after `steps`; where the page is about a rule, all rules are asked.
fn after(code: Code, steps: &[&Vec<Step>]) -> (SourceMap, Diagnostics) {
    let mut files = base();
    apply(steps.iter().copied().flatten(), &mut files);
    let sources = sources(&files);
    let rules = code.id() >= "MZ07";
    let said = mizan_engine::check(&sources, &mizan_engine::Options { rules, ..options() });
    (sources, said)
}

#[test]
fn mended_toml_is_toml() {
    for code in Code::ALL {
        for (language, text) in Page::read(page(*code)).mended_fences {
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
         Whatever Mizan finds fault with, it names by a code, such as `MZ0202`. `mizan explain MZ0202` prints the\n\
         page about it; `mizan explain` lists them all. An error stops the build: nothing is written. A warning does\n\
         not, unless you build with `--deny warnings`; under `[lints]` in `config.toml` a site sets how much it matters:\n\n\
         \x20   [lints]\n    MZ0222 = \"off\"\n\n\
         The examples are changes to one small site, which lies in `tests/sites/boats`; a test makes each of them.\n",
    );
    for (prefix, title) in pages::RANGES {
        let mut rows = String::new();
        for code in Code::ALL.iter().filter(|code| code.id().starts_with(prefix)) {
            let severity = severity(&Page::read(page(*code))).unwrap_or_default();
            rows.push_str(&format!("| [{code}](diagnostics/{code}.md) | {} | {severity} |\n", code.title()));
        }
        if !rows.is_empty() {
            text.push_str(&format!("\n## {title}\n\n| code | what it tells | severity |\n|---|---|---|\n{rows}"));
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
