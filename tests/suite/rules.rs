//! Rules of MZ07xx: they report nothing for good sites. Their reports are in tests/diagnostics.

use mizan_engine::{self, Options};
use mizan_source::SourceMap;
use mizan_source::diagnostics::{Code, Diagnostics};

use crate::site::{options, read, shown};

fn judge(sources: &SourceMap) -> Diagnostics {
    mizan_engine::check(sources, &Options { rules: true, ..options() })
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
