//! `mizan check --fix`: applies safe fixes, keeps the rest byte for byte, and never makes it worse.

use std::collections::BTreeMap;

use mizan_source::SourceMap;
use proptest::prelude::*;

use crate::checking::{errors, fixed};
use crate::run::{Workplace, mizan, tree};
use crate::site::read;

const GUIDE: &str = "content/guides/libraries/guide.toml";
const PLUS: &str = "content/guides/libraries/tiers/plus.toml";

/// A typo: what is written for what.
const SLIPS: &[(&str, &str, &str)] = &[
    (GUIDE, "kind = \"plan\"", "kind = plan # remark"),
    (GUIDE, "kind = \"plan\"", "kidn = \"plan\""),
    (GUIDE, "kind = \"plan\"", "kind\u{A0}=\u{A0}\"plan\""),
    (PLUS, "term = 28", "\u{A0}term\u{A0}=\u{200B}\u{202F}28\u{A0}"),
    (GUIDE, "tags = [\"reading\"]", "tags = [\"reading\", \"reading\", \"reading\"]"),
    (GUIDE, "published = 2026-01-15", "published = \"2026-01-15\""),
    (GUIDE, "checked = 2026-02-01", "checked: 2026-02-01"),
    (GUIDE, "[sources.tariff]", "[sources.tariff"),
    (GUIDE, "[[stats]]", "[[stats"),
    (GUIDE, "title = \"Gebührenordnung 2026\"", "title = „Gebührenordnung 2026“"),
    (GUIDE, "publisher = ", "publsher = "),
    (GUIDE, "importance = \"key\"", "importance = \"kye\""),
    (GUIDE, "type = \"percent\"", "type = \"precent\""),
    (PLUS, "discount = 12.5", "discount = \"12.5%\""),
    (PLUS, "loans = \"unlimited\"", "loans = \"Unlimited\""),
    (PLUS, "term = 28", "term = \"28\""),
    (PLUS, "renewal = \"yes\"", "renewal = \"Yes\""),
    (PLUS, "renewal = \"yes\"", "renewal = \"partal\""),
    (PLUS, "app = \"1.10.0\"", "app = 1.10"),
    (PLUS, "amount = \"3\"", "amount = 3"),
    (PLUS, "currency = \"EUR\", per = \"year\"", "currency = \"eur\", per = \"year\""),
    (PLUS, "sponsored = true", "sponsored = \"yes\""),
    (PLUS, "discount = 12.5", "dicsount = 12.5"),
    ("content/guides/libraries/en/labels.toml", "renewal = \"Renewal\"", "renewl = \"Renewal\""),
    ("content/guides/libraries/en/labels.toml", "other = \"{n} books\"", "othr = \"{n} books\""),
    ("content/guides/libraries/en/labels.toml", "term = \"Loan period\"", "term = \"Loan\u{202D} period\""),
    ("content/guides/libraries/en/guide.md", "title = ", "title: "),
    ("content/guides/libraries/en/guide.md", "basis-vs-plus", "plus-vs-basis"),
    ("content/guides/libraries/de/guide.md", "description = ", "descriptoin = "),
    ("config.toml", "[[languages]]", "[[languages]"),
];

fn slipped(slips: &[usize]) -> SourceMap {
    let (mut sources, _) = read("german");
    for slip in slips {
        let (path, from, to) = SLIPS[*slip];
        let id = sources.find(path).expect("the site has the file");
        let text = sources.file(id).text().expect("it is text").to_owned();
        // Two slips may be in the same place.
        sources.insert(path, text.replacen(from, to, 1).into_bytes());
    }
    sources
}

/// Slips that must not be fixed unasked: a fact depends on the intention, or the word is too short to be sure.
const ASKED: &[&str] = &["renewal = \"partal\"", "dicsount = 12.5", "importance = \"kye\""];

#[test]
fn each_slip_is_mended_unless_a_fact_hangs_on_it() {
    for (at, (path, from, to)) in SLIPS.iter().enumerate() {
        let sources = slipped(&[at]);
        let text = |sources: &SourceMap| {
            sources.file(sources.find(path).expect("it is there")).text().expect("text").to_owned()
        };
        assert!(text(&sources).contains(to), "{path} does not hold {from}");
        let (done, now, said) = fixed(&sources);
        if ASKED.contains(to) {
            assert_eq!(text(&now), text(&sources), "{to}");
            assert!(done.applied.is_empty() && errors(&said) > 0, "{to}");
        } else {
            assert_eq!(errors(&said), 0, "{to}: {:?}", said.iter().map(|one| &one.message).collect::<Vec<_>>());
            assert!(!done.applied.is_empty(), "{to}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]
    #[test]
    fn slips_together_are_mended_without_harm(slips in proptest::collection::vec(0..SLIPS.len(), 1..10)) {
        let _ = fixed(&slipped(&slips));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn whatever_is_broken_is_not_made_worse(
        file in any::<prop::sample::Index>(),
        cut in any::<usize>(),
        length in 0..12usize,
        put in "([\\[\\]{}=\"'\n,:“” a-z]|True|yes|\\[feat|\\+\\+\\+|\u{202E}|\u{7}){0,3}",
    ) {
        let (mut sources, _) = read("german");
        let own: Vec<String> =
            sources.under("").map(|(path, _)| path.to_owned()).filter(|path| !path.starts_with("themes/")).collect();
        let path = &own[file.index(own.len())];
        let mut bytes = sources.file(sources.find(path).expect("it is there")).bytes.clone();
        let start = cut % (bytes.len() + 1);
        let end = (start + length).min(bytes.len());
        bytes.splice(start..end, put.bytes());
        sources.insert(path, bytes);
        let _ = fixed(&sources);
    }
}

#[test]
fn files_are_rewritten_around_remarks_marks_and_line_ends() {
    let site = Workplace::of("german");
    let guide = std::fs::read_to_string(site.path().join(GUIDE)).expect("the site has it");
    let before = guide.replace("kind = \"plan\"", "kidn   =\tplan # what it is").replace('\n', "\r\n");
    site.file(GUIDE, &format!("\u{FEFF}# Über alles\r\n{before}"));
    let others = others(&site);
    let path = site.path().to_string_lossy().into_owned();
    let fix = |more: &[&str]| {
        mizan(&[&["check", "--site", path.as_str(), "--today", "2026-12-01", "--fix"], more].concat(), &[])
    };

    let dry = fix(&["--dry-run"]).ends_with(1);
    assert!(dry.out.contains("-kidn   =\tplan # what it is") && dry.out.contains("+kind   =\t\"plan\" # what it is"));
    assert!(dry.out.ends_with("Would fix 2 problems in 1 file; nothing was written.\n"), "{}", dry.out);
    assert!(read_file(&site, GUIDE).contains("kidn"), "a dry run wrote");

    let ran = fix(&[]).ends_with(0);
    assert_eq!(
        ran.out,
        format!(
            "{GUIDE}:3: `kidn` → `kind` (MZ0009)\n{GUIDE}:3: `plan` → `\"plan\"` (MZ0006)\nFixed 2 problems in 1 file.\n"
        )
    );
    let wanted = before.replace("kidn   =\tplan #", "kind   =\t\"plan\" #");
    assert_eq!(read_file(&site, GUIDE), format!("\u{FEFF}# Über alles\r\n{wanted}"));
    assert!(self::others(&site) == others, "another file changed");

    let again = fix(&[]).ends_with(0);
    assert!(again.out.starts_with("No safe fixes available.\n"), "{}", again.out);
}

#[test]
fn a_program_gets_what_is_left_and_people_what_was_done() {
    let site = Workplace::of("german");
    site.prepend(GUIDE, "updatd = 2026-02-02\nnonsense = 1\n");
    let path = site.path().to_string_lossy().into_owned();
    let ran =
        mizan(&["check", "--site", &path, "--today", "2026-12-01", "--fix", "--format", "json"], &[]).ends_with(1);
    assert_eq!(ran.out.lines().count(), 1, "{}", ran.out);
    assert!(ran.err.contains("`updatd` → `updated`"), "{}", ran.err);
}

#[test]
fn the_theme_that_is_built_in_is_never_written() {
    let site = Workplace::of("german");
    site.prepend(GUIDE, "updatd = 2026-02-02\n");
    let path = site.path().to_string_lossy().into_owned();
    mizan(&["check", "--site", &path, "--today", "2026-12-01", "--fix"], &[]).ends_with(0);
    assert!(!site.path().join("themes").exists());
}

fn read_file(site: &Workplace, path: &str) -> String {
    std::fs::read_to_string(site.path().join(path)).expect("the site has the file")
}

fn others(site: &Workplace) -> BTreeMap<String, Vec<u8>> {
    let mut files = tree(site.path());
    files.remove(GUIDE);
    files
}
