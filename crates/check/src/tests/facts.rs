use indexmap::IndexMap;

use crate::{run, set_levels};
use mizan_model::config::LintLevel;
use mizan_model::{Date, Guide, Site};
use mizan_source::diagnostics::{Diagnostic, Diagnostics, Suppressions};
use mizan_source::{SourceMap, Spanned};
use mizan_testkit::config;

/// Reads the guide `g` of these files: `guide.toml`, and a tier's facts by its id.
pub(super) fn guide(guide: &str, tiers: &[(&str, &str)]) -> (Guide, Diagnostics) {
    let mut map = SourceMap::default();
    map.insert("content/guides/g/guide.toml", guide.as_bytes().to_vec());
    for (id, facts) in tiers {
        map.insert(&format!("content/guides/g/tiers/{id}.toml"), facts.as_bytes().to_vec());
    }
    let (guide, found) = mizan_parse::guide::facts(&map, &config("https://example.org/"), "g");
    (guide.expect("there is a guide.toml"), found.diagnostics)
}

/// The message and help lines of what is wrong.
pub(super) fn said(faults: &Diagnostics) -> String {
    let line = |d: &Diagnostic| {
        let help: String = d.help.iter().map(|help| format!(" | {help}")).collect();
        format!("{} {}{help}", d.code, d.message)
    };
    faults.iter().map(line).collect::<Vec<_>>().join("\n")
}

const FEATURES: &str = "[[groups]]\nid = \"g\"\nfeatures = [{ id = \"a\", importance = \"key\" }, { id = \"b\" }]\n";

fn site(head: &str, one: &str, two: &str) -> Site {
    site_of(&format!("tiers = [\"one\", \"two\"]\n{head}\n{FEATURES}"), one, two)
}

fn site_of(text: &str, one: &str, two: &str) -> Site {
    let (guide, faults) = guide(text, &[("one", one), ("two", two)]);
    assert!(faults.is_empty(), "{}", said(&faults));
    Site {
        config: config("https://example.org/"),
        guides: vec![guide].into(),
        pages: IndexMap::new(),
        words: IndexMap::new(),
        begun: IndexMap::new(),
        translations: IndexMap::new(),
    }
}

fn judged(head: &str, one: &str) -> String {
    said(&run(
        &site(head, one, "[features]\na = \"no\"\nb = \"unknown\"\n"),
        &Suppressions::default(),
        Date::day(2026, 11, 22),
    ))
}

const FINE: &str = "[features]\na = \"yes\"\nb = \"no\"\n";

#[test]
fn nothing_to_say() {
    assert_eq!(judged("", FINE), "");
}

#[test]
fn prices_are_told_apart_by_what_they_are_per() {
    let usd = |per: &str| format!("{{ amount = \"9\", currency = \"USD\"{per} }}");
    let judged = |prices: &[&str]| {
        let prices: Vec<String> = prices.iter().map(|per| usd(per)).collect();
        let text =
            "tiers = [\"one\", \"two\"]\n[[groups]]\nid = \"g\"\nfeatures = [{ id = \"a\", type = \"money\" }]\n";
        let one = format!("[features]\na = [{}]\n", prices.join(", "));
        let site = site_of(text, &one, "[features]\na = \"free\"\n");
        said(&run(&site, &Suppressions::default(), Date::day(2026, 11, 22)))
    };
    let (month, year) = (", per = \"month\"", ", per = \"year\"");
    assert_eq!(judged(&[month, year]), "");
    assert_eq!(judged(&[month, ", per = [\"seat\", \"month\"]"]), "");
    assert_eq!(judged(&["", year]), "", "once, and by the year");
    assert!(judged(&[month, month]).contains("nothing to distinguish it"));
    assert!(judged(&[month, year, year]).contains("nothing to distinguish it"));
}

#[test]
fn context() {
    assert!(judged("", "[features]\na = \"partial\"\nb = \"no\"\n").starts_with("MZ0214 `a` of `one` is partial"));
    assert!(judged("", "[features]\na = \"add-on\"\nb = \"no\"\n").contains("an add-on without a price"));
    assert!(judged("", "[features]\na = [\"yes\", \"no\"]\nb = \"no\"\n").contains("nothing to distinguish it"));
    assert_eq!(
        judged(
            "",
            "[features]\na = [{ value = \"partial\", note = true }, { value = \"no\", until = \"2\" }]\nb = { value = \"add-on\", price = \"paid\" }\n"
        ),
        ""
    );
}

#[test]
fn sources() {
    let key = "[freshness]\nrequire_source = \"key\"\n";
    assert!(judged(key, FINE).starts_with("MZ0217 `a` of `one` has no source"));
    assert_eq!(judged(key, FINE).lines().count(), 2, "`a` of both, `b` of none");
    let all = key.replace("key", "all");
    assert_eq!(judged(&all, FINE).lines().count(), 3, "unknown claims nothing");
}

#[test]
fn age() {
    let head = "[freshness]\nwarn_after = 100\nfail_after = 200\n[defaults]\nchecked = 2026-10-01\n";
    assert_eq!(judged(head, FINE), "");
    let old = head.replace("2026-10-01", "2026-07-01");
    let said = judged(&old, FINE);
    assert!(said.starts_with("MZ0218 `a` and `b` of `one` were last checked on 2026-07-01, 144 days ago"), "{said}");
    assert!(judged(&head.replace("2026-10-01", "2062-10-01"), FINE).contains("in the future"));
    let older = site(&head.replace("2026-10-01", "2025-07-01"), FINE, FINE);
    assert!(run(&older, &Suppressions::default(), Date::day(2026, 11, 22)).has_errors());
}

#[test]
fn references() {
    assert!(judged("authors = [\"mizn\"]", FINE).contains("did you mean `mizan`?"));
    assert!(judged("[translators]\nen = [\"nobody\"]", FINE).starts_with("MZ0106"));
    assert!(judged("related = [\"h\"]", FINE).starts_with("MZ0105"));
    assert!(judged("related = [\"g\"]", FINE).starts_with("MZ0215"));
}

#[test]
fn answers_that_fit_nobody() {
    let head = "[[questions]]\nid = \"q\"\nanswers = [{ id = \"x\", requires = { a = \"yes\" } }, { id = \"y\" }]\n";
    assert_eq!(judged(head, FINE), "");
    assert!(judged(head, "[features]\na = \"no\"\nb = \"no\"\n").starts_with("MZ0216 no tier fits the answer `x`"));
}

#[test]
fn levels() {
    let site = site("", "[features]\na = \"partial\"\nb = \"no\"\n", FINE);
    let mut config = config("https://example.org/");
    let span = site.guides.get(0).expect("a guide").features[0.into()].span;
    let mut at = |level| {
        config.lints.insert("MZ0214".to_owned(), Spanned::new(level, span));
        set_levels(&config, run(&site, &Suppressions::default(), Date::day(2026, 11, 22)))
    };
    assert!(at(LintLevel::Off).is_empty());
    assert!(at(LintLevel::Error).has_errors());
    assert!(!at(LintLevel::Warn).has_errors());
}
