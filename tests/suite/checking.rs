//! How tests check a site, and the requirements for every fix; the binary `diagnostics` uses it too.

use mizan_engine::{Options, RuleScope};
use mizan_model::Date;
use mizan_source::SourceMap;
use mizan_source::diagnostics::{Diagnostics, HumanOptions, Severity, human};
use mizan_source::fix::{self, FixReport};

/// The options of a build in tests.
pub(crate) fn options() -> Options {
    Options {
        base_url: None,
        drafts: false,
        today: Date::day(2026, 12, 1),
        deny_warnings: false,
        minify: true,
        rules: RuleScope::Named,
        theme: mizan::THEME,
        cache: mizan_engine::CacheUse::Off,
    }
}

/// All that can be reported of a site, everything being made but nothing written.
pub(crate) fn judge(sources: &SourceMap) -> Diagnostics {
    mizan_engine::check(sources, &options())
}

/// The diagnostics as people see them, without colour.
pub(crate) fn shown(diagnostics: &Diagnostics, sources: &SourceMap) -> String {
    human(diagnostics, sources, HumanOptions::default())
}

pub(crate) fn errors(found: &Diagnostics) -> usize {
    found.iter().filter(|one| one.severity == Severity::Error).count()
}

/// Applies the safe fixes of a site, and asserts what holds for every fix: it makes no new errors, changes nothing but
/// what it reports, and leaves nothing for a second run.
pub(crate) fn fixed(sources: &SourceMap) -> (FixReport, SourceMap, Diagnostics) {
    let before = judge(sources).once();
    let mut now = sources.clone();
    let (report, left) = fix::apply_fixes(&mut now, &|_| true, &|sources| judge(sources).once());
    assert!(errors(&left) <= errors(&before), "{} errors became {}", errors(&before), errors(&left));
    for (path, id) in sources.under("") {
        let (old, new) = (sources.file(id), now.file(id));
        match report.files.get(&id) {
            Some(edits) => {
                let text = old.text().expect("only text is fixed");
                assert_eq!(edits.apply(text), new.text().expect("text stays text"), "{path}");
            }
            None => assert!(old.bytes == new.bytes, "{path} changed without a word"),
        }
    }
    if report.applied.is_empty() {
        return (report, now, left);
    }
    let (again, _) = fix::apply_fixes(&mut now.clone(), &|_| true, &|sources| judge(sources).once());
    assert_eq!(again.applied, [], "the second run still finds something to fix");
    (report, now, left)
}
