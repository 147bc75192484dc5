//! Rules of MZ07xx: they report nothing for good sites. Their reports are in tests/diagnostics.

use mizan_engine::{self, Options, RuleScope};
use mizan_source::SourceMap;
use mizan_source::diagnostics::{Code, Diagnostics};

use crate::site::{options, read, shown};

fn judge(sources: &SourceMap) -> Diagnostics {
    mizan_engine::check(sources, &Options { rules: RuleScope::All, ..options() })
}

fn is_rule(code: Code) -> bool {
    code.id().starts_with("MZ07")
}

#[test]
fn good_sites_earn_none() {
    // One German plan is paid by the month, the other by the year; no answer asks for a bicycle that leaves the road.
    for (name, true_ones) in [
        ("../..", &[][..]),
        ("german", &[Code::MixedPrices]),
        ("hebrew", &[Code::UnreachableTier]),
        ("japanese", &[]),
        ("persian", &[]),
    ] {
        let (sources, _) = read(name);
        let mut found = judge(&sources).into_vec();
        found.retain(|diagnostic| is_rule(diagnostic.code));
        let codes: Vec<Code> = found.iter().map(|diagnostic| diagnostic.code).collect();
        assert_eq!(codes, true_ones, "{name}:\n{}", shown(&found.into(), &sources));
    }
}

#[test]
fn a_build_applies_the_rules_about_publishing_and_a_preview_does_not() {
    let (mut sources, _) = read("german");
    let config = sources.find("config.toml").expect("the site has one");
    let text = sources.file(config).text().expect("UTF-8").replace("MZ0734 = \"off\"", "");
    sources.insert("config.toml", text.into_bytes());
    let codes = |rules: RuleScope| -> Vec<Code> {
        let found = mizan_engine::check(&sources, &Options { rules, ..options() }).into_vec();
        found.into_iter().map(|diagnostic| diagnostic.code).filter(|code| is_rule(*code)).collect()
    };
    assert_eq!(codes(RuleScope::Named), []);
    assert_eq!(codes(RuleScope::BeforePublishing), [Code::ExampleUrl]);
    assert!(codes(RuleScope::All).contains(&Code::ExampleUrl));
}
