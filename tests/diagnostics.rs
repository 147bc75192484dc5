//! A test for each page of docs/diagnostics and each case of tests/diagnostics: Mizan reports for the site what is in
//! the file. `cargo nextest run MZ0404` runs those of one code; with INSTA_UPDATE=always they write what is reported.

#[path = "suite/checking.rs"]
mod checking;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use libtest_mimic::{Arguments, Failed, Trial};
use mizan_engine::{Options, RuleScope};
use mizan_links::{Limits, Progress};
use mizan_source::SourceMap;
use mizan_source::diagnostics::{Code, Diagnostics, Severity};
use mizan_testkit::example::{self, Example, SiteFiles};
use mizan_testkit::repository;

use checking::{fixed, judge, options, shown};

/// Pages whose example is not a change to a small site, and why.
const NOT_RUN: &[(&str, &str)] = &[
    ("MZ0001", "a folder in place of a file"),
    ("MZ0002", "two names that differ in their bytes only"),
    ("MZ0003", "a link"),
    ("MZ0004", "a link"),
    ("MZ0005", "bytes that are not UTF-8"),
    ("MZ0309", "a record of words as they were before"),
    ("MZ0310", "a record of words as they were before"),
    ("MZ0718", "two languages in one script that the theme speaks"),
    ("MZ0727", "the bytes of a picture"),
    ("MZ0740", "the network"),
    ("MZ0741", "the network"),
    ("MZ0742", "the network"),
];

/// Pages whose fixed half is a beginning, and why.
const NOT_WHOLE: &[(&str, &str)] = &[("MZ0308", "it would be two hundred messages; tests/sites/german says them all")];

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let root = repository();
    let pages = example::pages(&root).expect("docs/diagnostics is there");
    let cases = example::cases(&root).expect("tests/diagnostics is there");
    let sites = example::sites(&root).expect("tests/diagnostics/sites is there");
    let mut trials = Vec::new();
    for (name, path) in pages {
        trials.push(Trial::test(name.clone(), move || page(&File::read(&name, path)?)));
    }
    for (name, path) in cases {
        trials.push(Trial::test(name.clone(), move || case(&File::read(&name, path)?)));
    }
    for (name, path) in sites {
        trials.push(Trial::test(format!("site-{name}"), move || site(&path)));
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

struct File {
    path: PathBuf,
    text: String,
    code: Code,
    example: Example,
}

impl File {
    fn read(name: &str, path: PathBuf) -> Result<File, Failed> {
        let id = name.split('-').next().unwrap_or_default();
        let code = Code::ALL.iter().find(|code| code.id() == id).ok_or(format!("there is no code {id}"))?;
        let text = std::fs::read_to_string(&path)?;
        let example = Example::parse(&text)?;
        if !example.title.starts_with(&format!("{id}: ")) {
            return Err(format!("the title is `{}`, which does not begin with the code", example.title).into());
        }
        Ok(File { path, text, code: *code, example })
    }
}

/// A page: only its code is reported, with the severity on the page, and nothing once it is fixed.
fn page(file: &File) -> Result<(), Failed> {
    let (example, code) = (&file.example, file.code);
    if is_in(NOT_RUN, code) {
        return match example.failing.is_empty() && example.report.is_none() {
            true => Ok(()),
            false => Err("the example can be run, so take it from NOT_RUN".into()),
        };
    }
    if example.failing.is_empty() && example.fixed.is_empty() {
        return Err("the examples name no file; see crates/testkit/src/example/mod.rs".into());
    }
    let (sources, found) = checked(code, example.failing_site(&repository())?)?;
    compare(file, &found, &sources)?;
    let codes: BTreeSet<Code> = found.iter().map(|diagnostic| diagnostic.code).collect();
    if codes != BTreeSet::from([code]) {
        return Err(format!("the failing half reports {codes:?}").into());
    }
    let is_as_severe = |severity: Severity| match example.severity.as_str() {
        "Error" => severity == Severity::Error,
        severities => severities.starts_with("Error or") || severity == Severity::Warning,
    };
    if !found.iter().all(|diagnostic| is_as_severe(diagnostic.severity)) {
        return Err(format!("it is not `{}`", example.severity).into());
    }
    kept_promises(code, &sources, &found)?;
    let (sources, found) = checked(code, example.fixed_site(&repository())?)?;
    if !found.is_empty() && !is_in(NOT_WHOLE, code) {
        return Err(format!("the fixed half still reports:\n{}", shown(&found, &sources)).into());
    }
    Ok(())
}

/// A case: its code is reported, with a `help`, and fixes keep their promises.
fn case(file: &File) -> Result<(), Failed> {
    let (example, code) = (&file.example, file.code);
    if let Some(line) = example.unplaced.first() {
        return Err(format!("no sentence says what the block of line {line} is").into());
    }
    let files = example.failing_site(&repository())?;
    if files.has_links() && cfg!(not(unix)) {
        return Ok(());
    }
    let (sources, found) = checked(code, files)?;
    compare(file, &found, &sources)?;
    if !found.iter().any(|diagnostic| diagnostic.code == code) {
        return Err(format!("{code} is not reported").into());
    }
    kept_promises(code, &sources, &found)
}

/// What holds for everything that is reported: there is a `help` or a fix, and fixes keep their promises; a rule runs
/// where it is requested.
fn kept_promises(code: Code, sources: &SourceMap, found: &Diagnostics) -> Result<(), Failed> {
    if let Some(lost) = found.iter().find(|diagnostic| diagnostic.help.is_empty() && diagnostic.fix.is_none()) {
        return Err(format!("no way out: {}", lost.message).into());
    }
    let _ = fixed(sources);
    if is_rule(code) {
        rule_is_obeyed(code, sources);
        rule_fixes_leave_nothing(sources, found);
    }
    Ok(())
}

/// A site that cases change: nothing is reported of it, so that all that a case reports is due to its changes.
fn site(folder: &Path) -> Result<(), Failed> {
    let (mut sources, mut found) = mizan_source::load(folder)?;
    mizan::THEME.add_to(&mut sources);
    found.append(judge(&sources));
    match found.is_empty() {
        true => Ok(()),
        false => Err(shown(&found, &sources).into()),
    }
}

fn is_in(list: &[(&str, &str)], code: Code) -> bool {
    list.iter().any(|(id, _)| *id == code.id())
}

/// Is the code one that `mizan check --external` alone reports?
fn is_external(code: Code) -> bool {
    code.id().starts_with("MZ074")
}

/// Is the code a lint rule's, which runs where it is requested?
fn scope(all: bool) -> RuleScope {
    if all { RuleScope::All } else { RuleScope::Named }
}

fn is_rule(code: Code) -> bool {
    code.id().starts_with("MZ07") && !is_external(code)
}

/// The site in a folder, and what is reported of it with all that `code` needs.
fn checked(code: Code, files: SiteFiles) -> Result<(SourceMap, Diagnostics), Failed> {
    let folder = tempfile::tempdir()?;
    files.write(folder.path())?;
    let (mut sources, mut found) = mizan_source::load(folder.path())?;
    mizan::THEME.add_to(&mut sources);
    found.append(mizan_engine::check(&sources, &Options { rules: scope(is_rule(code)), ..options() }));
    if is_external(code) {
        found.append(without_asking(&sources));
    }
    Ok((sources, found))
}

/// What can be reported of a site's links to other sites without asking anybody.
fn without_asking(sources: &SourceMap) -> Diagnostics {
    struct Unseen;
    impl Progress for Unseen {
        fn links(&self, _: usize) {}
        fn link(&self) {}
    }
    mizan_engine::external(sources, &options(), &|polite| Limits { total: Duration::ZERO, ..polite }, &Unseen)
}

/// Compares what is reported with what the file contains, or writes it there.
fn compare(file: &File, found: &Diagnostics, sources: &SourceMap) -> Result<(), Failed> {
    let report = format!("{}\n", shown(found, sources).trim_end());
    let expected = file.example.report.as_deref().unwrap_or_default();
    if report == expected {
        return Ok(());
    }
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        std::fs::write(&file.path, file.example.with_report(&file.text, &report))?;
        return Ok(());
    }
    let diff = similar::TextDiff::from_lines(expected, &report);
    let diff = diff.unified_diff().context_radius(3).header("expected", "reported").to_string();
    let path = file.path.display();
    Err(format!("{path}: another report is expected; INSTA_UPDATE=always writes this one\n{diff}").into())
}

/// A rule runs when requested, or when the site names it, with the severity that the site sets.
fn rule_is_obeyed(code: Code, sources: &SourceMap) {
    let reported = |sources: &SourceMap, all: bool| {
        let found = mizan_engine::check(sources, &Options { rules: scope(all), ..options() }).into_vec();
        let mut severities: Vec<Severity> = found.into_iter().filter(|d| d.code == code).map(|d| d.severity).collect();
        severities.dedup();
        severities
    };
    let set_to = |level: &str| {
        let config = sources.find("config.toml").expect("the site has one");
        let text = sources.file(config).text().expect("UTF-8");
        let text = text.split("[lints]").next().unwrap_or_default();
        let mut sources = sources.clone();
        sources.insert("config.toml", format!("{text}[lints]\n{code} = \"{level}\"\n").into_bytes());
        sources
    };
    assert_eq!(reported(sources, false), [], "nobody asked");
    assert_eq!(reported(sources, true), [Severity::Warning]);
    assert_eq!(reported(&set_to("warn"), false), [Severity::Warning]);
    assert_eq!(reported(&set_to("error"), false), [Severity::Error]);
    assert_eq!(reported(&set_to("off"), true), []);
}

/// Safe fixes of rules, applied at once, leave none to apply, and everything else as it was.
fn rule_fixes_leave_nothing(sources: &SourceMap, found: &Diagnostics) {
    let safe = |found: &Diagnostics| {
        found.iter().filter(|d| d.fix.as_ref().is_some_and(|fix| fix.applicability.is_safe())).count()
    };
    let before = safe(found);
    if before == 0 {
        return;
    }
    let mut fixes: Vec<_> =
        found.iter().filter_map(|d| d.fix.as_ref()).filter(|fix| fix.applicability.is_safe()).collect();
    fixes.sort_by_key(|fix| (fix.span.source, fix.span.start));
    let mut after = sources.clone();
    for fix in fixes.iter().rev() {
        let path = sources.path(fix.span.source).to_owned();
        let file = after.find(&path).expect("it was there");
        let mut bytes = after.file(file).bytes.clone();
        bytes.splice(fix.span.range(), fix.replacement.bytes());
        after.insert(&path, bytes);
    }
    let left = mizan_engine::check(&after, &Options { rules: RuleScope::All, ..options() });
    assert_eq!(safe(&left), 0);
    assert_eq!(left.len(), found.len() - before, "a fix made another problem:\n{}", shown(&left, &after));
}
