//! `mizan check`: what it prints in which format, and that it changes no files.

use serde_json::Value;

use mizan_source::diagnostics::{Applicability, Code, Diagnostic, Diagnostics, SHOWN, github, json_lines, sarif};
use mizan_source::{SourceMap, Span};

use crate::run::{Ran, Workplace, mizan, tree};
use crate::site::{Site, judge, shown};

const GUIDE: &str = "content/guides/libraries/guide.toml";

fn check(site: &Workplace, arguments: &[&str]) -> Ran {
    let folder = site.path().to_str().expect("folders for tests have plain names");
    mizan(&[&["check", "--site", folder, "--today", "2026-12-01"], arguments].concat(), &[])
}

#[test]
fn a_sound_site_is_called_so_and_nothing_is_written() {
    let site = Workplace::of("persian");
    let before = tree(site.path());
    let ran = check(&site, &["--deny", "warnings"]).ends_with(0);
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("No problems found in 1 guide, 2 languages, 14 pages\n", ""));
    assert!(tree(site.path()) == before, "something was written");
}

#[test]
fn what_check_says_build_says() {
    let site = Workplace::of("german");
    site.prepend(GUIDE, "nonsense = 1\nsource_langage = \"de\"\n");
    let checked = check(&site, &["--format", "json"]).ends_with(1);
    let built = site.build(&["--format", "json"]).ends_with(1);
    assert_eq!(checked.out, built.out);
    for format in ["sarif", "github"] {
        let checked = check(&site, &["--format", format]).ends_with(1);
        assert_eq!(checked.out, site.build(&["--format", format]).ends_with(1).out);
        assert!(checked.out.contains("MZ0009"), "{}", checked.out);
    }
}

#[test]
fn the_last_lines_are_a_summary_and_the_next_command() {
    let site = Workplace::of("german");
    site.prepend(GUIDE, "nonsense = 1\nsource_langage = \"de\"\nupdatd = 2026-02-02\n");
    let ran = check(&site, &[]).ends_with(1);
    let last: Vec<&str> = ran.err.lines().rev().take(2).collect();
    assert_eq!(
        last,
        ["Run `mizan explain MZ0009` for details", "3 errors in 1 file; 1 can be fixed with `mizan check --fix`"]
    );
}

#[test]
fn warnings_alone_are_fine_unless_denied() {
    let site = Workplace::of("german");
    site.file("content/guides/libraries/stray.txt", "x");
    check(&site, &[]).ends_with(0);
    let ran = check(&site, &["--deny", "warnings"]).ends_with(1);
    assert!(ran.err.contains("--deny warnings"), "{}", ran.err);
    assert_eq!(check(&site, &["--deny", "warnings", "--format", "json"]).ends_with(1).err, "");
}

#[test]
fn wrong_usage_and_a_missing_folder_end_with_2() {
    let site = Workplace::of("german");
    check(&site, &["--dry-run"]).ends_with(2);
    check(&site, &["--format", "xml"]).ends_with(2);
    let ran = mizan(&["check", "--site", &site.path().join("nowhere").to_string_lossy()], &[]).ends_with(2);
    assert!(ran.err.contains("--site"), "{}", ran.err);
}

fn samples() -> (Diagnostics, SourceMap) {
    let arabic = "\u{FEFF}title = \"عنوان\"\n# 😀 100%\nautomtion = \"الأتمتة\"\n";
    let path = "content/guides/a,b: 100%/ar/مسميات.toml";
    let sources = Site::new().file("config.toml", "guides = [\"a\", \"a\"]\n").file(path, arabic).build();
    let id = |path: &str| sources.find(path).expect("the file is there");
    let span = |word: &str| {
        let at = arabic.find(word).expect("it is there");
        Span::new(id(path), at..at + word.len())
    };
    let list = Diagnostics::from(vec![
        Diagnostic::error(Code::UnknownFeature, "there is no feature `automtion`: 100% sure, really")
            .at(span("automtion"), "`automtion`")
            .also(span("عنوان"), "beside {0} this")
            .help("did you mean `automation`?")
            .fix(span("automtion"), "automation", Applicability::Safe),
        Diagnostic::warning(Code::FallbackWords, "two\nlines of {0}").at(span("عنوان\"\n# 😀 100%"), "here"),
        Diagnostic::warning(Code::ForbiddenCharacter, "after what counts as two elsewhere").at(span("100%"), "here"),
        Diagnostic::error(Code::NoConfig, "without a place"),
    ]);
    (list, sources)
}

#[test]
fn annotations_are_escaped() {
    let (list, sources) = samples();
    insta::assert_snapshot!(github(&list, &sources, "docs/site/"));
}

#[test]
fn a_log_says_it_all() {
    let (list, sources) = samples();
    let page = |code: Code| (code == Code::UnknownFeature).then_some("# MZ0202\n\nText.\n");
    insta::assert_snapshot!(format!("{:#}", sarif(&list, &sources, "docs/site/", &page)));
}

#[test]
fn columns_are_code_points_in_every_format() {
    let (list, sources) = samples();
    let json: Vec<Value> =
        json_lines(&list, &sources).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    // After `# 😀 `: an emoji is one code point, two units of UTF-16, four bytes.
    let of = |code: &str| json.iter().find(|one| one["code"] == code).expect("it is told").clone();
    assert_eq!((of("MZ0407")["line"].as_u64(), of("MZ0407")["column"].as_u64()), (Some(2), Some(5)));
    // Five letters of two bytes each, after a byte-order mark, which is not a character.
    assert_eq!(of("MZ0302")["column"].as_u64(), Some(10));
    assert_eq!(of("MZ0302")["end"], serde_json::json!({ "line": 2, "column": 9 }));
    let log = sarif(&list, &sources, "", &|_| None);
    let results = log["runs"][0]["results"].as_array().expect("a list");
    for one in &json {
        let Some(line) = one.get("line") else { continue };
        let result = results.iter().find(|result| result["ruleId"] == one["code"]).expect("it is told");
        let region = &result["locations"][0]["physicalLocation"]["region"];
        assert_eq!((&region["startLine"], &region["startColumn"]), (line, &one["column"]));
        assert_eq!((&region["endLine"], &region["endColumn"]), (&one["end"]["line"], &one["end"]["column"]));
    }
}

/// A file of `count` lines, each with an error.
fn faulty(count: usize) -> SourceMap {
    let lines: String = (0..count).map(|n| format!("word{n} and another\n")).collect();
    let mut site = crate::site::read("german").0;
    site.insert("content/guides/libraries/tiers/plus.toml", format!("[features]\n{lines}").into_bytes());
    site
}

#[test]
fn very_many_faults_are_counted_not_shown_and_programs_get_them_all() {
    const COUNT: usize = 20_000;
    let sources = faulty(COUNT);
    let said = judge(&sources);
    let text = shown(&said, &sources);
    assert!(text.lines().count() < 20 * SHOWN, "{} lines", text.lines().count());
    let told = said.iter().filter(|one| one.code == Code::TomlSyntax).count();
    assert_eq!(told, COUNT);
    let more = "… and 19,900 more like it: MZ0006 in content/guides/libraries/tiers/plus.toml";
    assert!(text.lines().any(|line| line == more), "{}", text.lines().rev().take(9).collect::<String>());
    let json = json_lines(&said, &sources);
    assert_eq!(json.lines().count(), said.len());
    let last: Value = serde_json::from_str(json.lines().last().unwrap_or_default()).expect("every line is JSON");
    assert_eq!(last["line"].as_u64(), Some(COUNT as u64 + 1));
    assert_eq!(github(&said, &sources, "").lines().filter(|line| line.contains("MZ0006")).count(), SHOWN + 1);
}

#[test]
fn a_setting_of_what_is_always_an_error_is_told() {
    let site = Workplace::of("german");
    let config = std::fs::read_to_string(site.path().join("config.toml")).expect("the site has one");
    site.file("config.toml", &config.replace("[lints]\n", "[lints]\nMZ0403 = \"off\"\nMZ0302 = \"off\"\n"));
    let ran = check(&site, &["--format", "json"]).ends_with(0);
    let said: Vec<Value> = ran.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let told: Vec<&Value> = said.iter().filter(|one| one["code"] == "MZ0108").collect();
    assert_eq!(told.len(), 1, "{}", ran.out);
    assert_eq!(
        (&told[0]["severity"], &told[0]["label"]),
        (&"warning".into(), &"the level of an error cannot be set".into())
    );
}

/// `Code::warns` is a list by hand: every code that is emitted as a warning must be in it.
#[test]
fn what_is_warned_of_can_be_set() {
    fn files(folder: &std::path::Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).expect("the sources are there") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                files(&path, found);
            } else {
                found.push(std::fs::read_to_string(path).expect("text"));
            }
        }
    }
    let mut texts = Vec::new();
    files(&mizan_testkit::repository().join("crates"), &mut texts);
    let mut seen = 0;
    for text in &texts {
        for (at, _) in text.match_indices("Diagnostic::warning(") {
            let rest = text[at..].trim_start_matches("Diagnostic::warning(").trim_start();
            let Some(name) = rest.strip_prefix("Code::") else { continue };
            let name = name.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
            let code = Code::ALL.iter().find(|code| format!("{code:?}") == name).expect("a code of the registry");
            assert!(code.warns(), "{code} is warned of");
            seen += 1;
        }
    }
    assert!(seen > 15, "the sources were not read");
}
