//! Rules of MZ07xx: when they are asked, what their certain fixes do, and that good sites earn none.

use mizan_engine::{self, Options};
use mizan_source::SourceMap;
use mizan_source::diagnostics::{Code, Diagnostics, Severity};

use crate::site::{folder, options, read, shown};

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

/// Every bad site of the rules with its files.
fn sites() -> Vec<(String, SourceMap)> {
    let names = std::fs::read_dir(folder("bad")).expect("tests/sites/bad is there");
    let mut names: Vec<String> =
        names.map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned()).collect();
    // Other sites are asked by `mizan check --external` alone.
    names.retain(|name| name.starts_with("MZ07") && !name.starts_with("MZ074"));
    names.sort();
    names.into_iter().map(|name| (name.clone(), read(&format!("bad/{name}")).0)).collect()
}

#[test]
fn a_build_judges_by_rules_that_the_site_names() {
    for (name, mut sources) in sites() {
        let code = name.split('-').next().unwrap_or_default();
        let with = |level: &str, sources: &mut SourceMap| {
            let config = sources.find("config.toml").expect("the site has one");
            let text = sources.file(config).text().expect("UTF-8").to_owned();
            let text = text.split("[lints]").next().unwrap_or_default().to_owned();
            sources.insert("config.toml", format!("{text}[lints]\n{code} = \"{level}\"\n").into_bytes());
        };
        let earned = |sources: &SourceMap, rules: bool| {
            let found = mizan_engine::check(sources, &Options { rules, ..options() }).into_vec();
            let mut severities: Vec<Severity> =
                found.into_iter().filter(|d| d.code.id() == code).map(|d| d.severity).collect();
            severities.dedup();
            severities
        };
        assert_eq!(earned(&sources, false), [], "{name}: nobody asked");
        assert_eq!(earned(&sources, true), [Severity::Warning], "{name}");
        with("warn", &mut sources);
        assert_eq!(earned(&sources, false), [Severity::Warning], "{name}");
        with("error", &mut sources);
        assert_eq!(earned(&sources, false), [Severity::Error], "{name}");
        with("off", &mut sources);
        assert_eq!(earned(&sources, true), [], "{name}");
    }
}

/// Applies what is certain, the last first; the file's new text.
fn mended(sources: &SourceMap, found: &Diagnostics) -> SourceMap {
    let mut fixes: Vec<_> = found.iter().filter_map(|d| d.fix.as_ref()).filter(|fix| fix.certain).collect();
    fixes.sort_by_key(|fix| (fix.span.source, fix.span.start));
    let mut after = sources.clone();
    for fix in fixes.iter().rev() {
        let path = sources.path(fix.span.source).to_owned();
        let file = after.find(&path).expect("it was there");
        let mut bytes = after.file(file).bytes.clone();
        bytes.splice(fix.span.range(), fix.replacement.bytes());
        after.insert(&path, bytes);
    }
    after
}

#[test]
fn certain_fixes_leave_nothing_to_mend() {
    let mut fixed = 0;
    for (name, sources) in sites() {
        let found = judge(&sources);
        let fixable = |found: &Diagnostics| found.iter().filter(|d| d.fix.as_ref().is_some_and(|f| f.certain)).count();
        let before = fixable(&found);
        if before == 0 {
            continue;
        }
        fixed += before;
        let after = judge(&mended(&sources, &found));
        assert_eq!(fixable(&after), 0, "{name}");
        assert_eq!(after.len(), found.len() - before, "{name}: a fix made another fault");
    }
    assert!(fixed > 8, "only {fixed} fixes were tried");
}
