//! Inputs that are too large: one error each, soon, and docs/limits.md lists every limit.

use std::fmt::Write;

use mizan_source::limits;

use crate::site::{Site, options};

const CONFIG: &str = "base_url = \"https://guides.example/\"\ndefault_language = \"en\"\n[[languages]]\nid = \"en\"\n";

/// What a guide has how many of.
#[derive(Clone, Copy)]
struct Counts {
    tiers: usize,
    groups: usize,
    features: usize,
    sources: usize,
    stats: usize,
    questions: usize,
    languages: usize,
    pairs: &'static str,
}

const SMALL: Counts =
    Counts { tiers: 2, groups: 1, features: 1, sources: 1, stats: 0, questions: 0, languages: 1, pairs: "none" };

/// The messages about a guide with so many of each; the features are all in the first group.
fn reported(counts: Counts) -> Vec<String> {
    let list = |prefix: &str, n: usize| (0..n).map(|at| format!("\"{prefix}{at}\"")).collect::<Vec<_>>().join(", ");
    let mut guide =
        format!("published = 2026-05-04\ntiers = [{}]\npairs = \"{}\"\n", list("t", counts.tiers), counts.pairs);
    for at in 0..counts.sources {
        write!(guide, "[sources.s{at}]\nurl = \"https://example.com/{at}\"\n").unwrap();
    }
    guide += "[defaults]\nsources = [\"s0\"]\nchecked = 2026-11-01\n";
    for at in 0..counts.stats {
        write!(guide, "[[stats]]\nid = \"x{at}\"\ntype = \"number\"\nunit = \"day\"\nvalue = {at}\n").unwrap();
    }
    for at in 0..counts.groups {
        let features: String = if at == 0 {
            (0..counts.features).map(|at| format!("{{ id = \"f{at}\" }}, ")).collect()
        } else {
            String::new()
        };
        write!(guide, "[[groups]]\nid = \"g{at}\"\nfeatures = [{features}]\n").unwrap();
    }
    for at in 0..counts.questions {
        write!(guide, "[[questions]]\nid = \"q{at}\"\nanswers = [{{ id = \"a\" }}, {{ id = \"b\" }}]\n").unwrap();
    }
    let names =
        |prefix: &str, n: usize| (0..n).map(|at| format!("{prefix}{at} = \"{prefix} {at}\"\n")).collect::<String>();
    let labels = format!(
        "[groups]\n{}[features]\n{}[sources]\n{}",
        names("g", counts.groups),
        names("f", counts.features),
        names("s", counts.sources)
    );
    let mut config = CONFIG.to_owned();
    for at in 1..counts.languages {
        let (tens, ones) = (at / 26 % 26, at % 26);
        let letter = |n: usize| char::from(b'a' + u8::try_from(n).unwrap());
        write!(config, "[[languages]]\nid = \"en-x-{}{}\"\n", letter(tens), letter(ones)).unwrap();
    }
    let mut site = Site::new()
        .file("config.toml", &config)
        .file("content/site/en.toml", "title = \"Which one?\"\ndescription = \"Things.\"\n")
        .file("content/guides/g/guide.toml", &guide)
        .file("content/guides/g/en/labels.toml", &labels)
        .file(
            "content/guides/g/en/guide.md",
            "+++\ntitle = \"A guide\"\ndescription = \"About things.\"\nverdict = \"Any.\"\n+++\n",
        );
    let cells: String = (0..counts.features).map(|at| format!("f{at} = \"yes\"\n")).collect();
    for at in 0..counts.tiers {
        site = site
            .file(&format!("content/guides/g/tiers/t{at}.toml"), &format!("[features]\n{cells}"))
            .file(&format!("content/guides/g/en/tiers/t{at}.md"), &format!("+++\nname = \"T {at}\"\n+++\n"));
    }
    let found = mizan_engine::check(&site.build(), &options());
    found.iter().map(|diagnostic| format!("{} {}", diagnostic.code, diagnostic.message)).collect()
}

#[test]
fn what_exceeds_a_limit_is_one_error() {
    for (counts, error) in [
        (Counts { tiers: 251, ..SMALL }, "MZ0019 too many tiers in a guide: found 251, the limit is 250"),
        (
            Counts { features: 10_001, ..SMALL },
            "MZ0019 too many features in a guide: found 10,001, the limit is 10,000",
        ),
        (Counts { groups: 1_001, ..SMALL }, "MZ0019 too many groups in a guide: found 1,001, the limit is 1,000"),
        (Counts { sources: 1_001, ..SMALL }, "MZ0019 too many sources in a guide: found 1,001, the limit is 1,000"),
        (Counts { stats: 501, ..SMALL }, "MZ0019 too many stats in a guide: found 501, the limit is 500"),
        (Counts { questions: 101, ..SMALL }, "MZ0019 too many questions in a guide: found 101, the limit is 100"),
        (
            Counts { tiers: 64, pairs: "all", ..SMALL },
            "MZ0019 too many pairs of tiers in a guide: found 2,016, the limit is 2,000",
        ),
        (Counts { languages: 201, ..SMALL }, "MZ0019 too many languages in a site: found 201, the limit is 200"),
    ] {
        let errors: Vec<String> = reported(counts).into_iter().filter(|told| !told.starts_with("MZ07")).collect();
        assert_eq!(errors, [error]);
    }
}

#[test]
fn what_is_as_large_as_a_limit_is_read() {
    let told = reported(Counts { tiers: 250, sources: 20, ..SMALL });
    assert!(told.iter().all(|told| told.starts_with("MZ07")), "{told:#?}");
}

#[test]
fn a_text_file_has_a_largest_size() {
    let too_large = " ".repeat(limits::TEXT_FILE.most + 1);
    for path in ["config.toml", "content/guides/g/guide.toml", "content/pages/about/en.md", "themes/mine/static/a.css"]
    {
        let site = Site::new()
            .file("config.toml", &format!("theme = \"mine\"\n{CONFIG}"))
            .file("content/site/en.toml", "title = \"Which one?\"\ndescription = \"Things.\"\n")
            .file("themes/mine/theme.toml", "extends = \"mizan\"\nstylesheets = [\"a.css\"]\n")
            .file("themes/mine/static/a.css", "b { color: red }")
            .file(path, &too_large);
        let found = mizan_engine::check(&site.build(), &options());
        let errors: Vec<String> = found
            .iter()
            .map(|d| format!("{} {}", d.code, d.message))
            .filter(|told| !told.starts_with("MZ07"))
            .collect();
        assert_eq!(errors, [format!("MZ0019 `{path}` is too large: 4,194,305 bytes, the limit is 4,194,304")]);
    }
}

#[test]
fn the_docs_list_every_limit() {
    let page = include_str!("../../docs/limits.md");
    for limit in limits::ALL {
        let digits = limit.most.to_string();
        let line = page.lines().find(|line| line.starts_with(&format!("| {} |", limit.counted)));
        let listed = line.map(|line| line.chars().filter(char::is_ascii_digit).collect::<String>());
        assert_eq!(listed.as_deref(), Some(digits.as_str()), "{}", limit.counted);
    }
}
