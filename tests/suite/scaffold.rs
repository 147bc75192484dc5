//! `mizan new`: its output builds, and existing files are kept.

use std::collections::BTreeMap;
use std::path::Path;

use mizan_source::diagnostics::Code;
use tempfile::TempDir;

use crate::run::{Ran, Workplace, mizan, tree};
use crate::site::folder;

type Files = BTreeMap<String, Vec<u8>>;

const DAY: (&str, &str) = ("SOURCE_DATE_EPOCH", "1795000000");
const GUIDE: &str = "content/guides/bicycle-rental";

/// A folder in which nothing is but what `new` makes.
struct Fresh(TempDir);

impl Fresh {
    fn new(languages: &str) -> Fresh {
        let fresh = Fresh(tempfile::tempdir().expect("there is room for a folder"));
        mizan(&["new", fresh.at(), "--languages", languages], &[DAY]).ends_with(0);
        fresh
    }

    fn at(&self) -> &str {
        self.0.path().to_str().expect("folders for tests have plain names")
    }

    /// What authors see.
    fn files(&self) -> Files {
        tree(self.0.path()).into_iter().filter(|(path, _)| !path.starts_with(".mizan/")).collect()
    }

    fn text(&self, path: &str) -> String {
        std::fs::read_to_string(self.0.path().join(path)).expect("the file is there")
    }

    fn put(&self, path: &str, text: &str) {
        std::fs::write(self.0.path().join(path), text).expect("the folder is ours");
    }

    #[track_caller]
    fn add(&self, arguments: &[&str]) -> Ran {
        add(self.0.path(), arguments)
    }
}

fn add(site: &Path, arguments: &[&str]) -> Ran {
    let site = site.to_str().expect("folders for tests have plain names");
    mizan(&[&["new"], arguments, &["--site", site]].concat(), &[DAY])
}

/// What a site reports that is as `mizan new` made it: text of the example, and lines that wait for a translation.
const OF_A_BEGINNING: [&str; 3] = ["warning[MZ0302]", "warning[MZ0733]", "warning[MZ0734]"];

/// Builds it beside the site, drafts too: nothing is left behind. With `--deny`, nothing is reported that does not
/// come from what the author has not written yet.
#[track_caller]
fn builds(site: &Path, more: &[&str]) {
    let out = tempfile::tempdir().expect("there is room for a folder");
    let (site, out) = (site.to_string_lossy(), out.path().join("public"));
    let arguments = ["build", "--site", &site, "--out", &out.to_string_lossy(), "--today", "2026-12-01", "--drafts"];
    let deny = more.contains(&"--deny");
    let more: &[&str] = if deny { &[] } else { more };
    let ran = mizan(&[&arguments, more].concat(), &[]).ends_with(0);
    if deny {
        let reported = ran.err.lines().filter(|line| line.starts_with("warning[") || line.starts_with("error["));
        let others: Vec<&str> =
            reported.filter(|line| !OF_A_BEGINNING.iter().any(|known| line.starts_with(known))).collect();
        assert_eq!(others, [""; 0]);
    }
}

/// Nothing that existed is gone: files stay, and texts were only put between what was there. Returns the paths of
/// new and of edited files.
#[track_caller]
fn only_added(before: &Files, after: &Files) -> (Vec<String>, Vec<String>) {
    let mut edited = Vec::new();
    for (path, old) in before {
        let Some(new) = after.get(path) else { panic!("{path} is gone") };
        let mut rest = new.iter();
        assert!(old.iter().all(|byte| rest.any(|there| there == byte)), "{path} lost something");
        if old != new {
            edited.push(path.clone());
        }
    }
    (after.keys().filter(|path| !before.contains_key(*path)).cloned().collect(), edited)
}

#[test]
fn a_new_site_builds_without_a_warning() {
    for languages in [
        "ar,en",
        "en,ar",
        "en",
        "ar",
        "fr",
        "de",
        "he",
        "fa",
        "ar-EG,en-GB",
        "fr-CA,en-US",
        "de-CH,fa-IR",
        "ar,en,fr,de,he,fa",
    ] {
        let site = Fresh::new(languages);
        builds(site.0.path(), &["--deny", "warnings"]);
        // Nor does any rule find something that could be better.
        let rules: Vec<&str> = Code::ALL.iter().map(|code| code.id()).filter(|id| id.starts_with("MZ07")).collect();
        assert!(rules.len() > 20, "{rules:?}");
        let lints: String = rules.iter().map(|rule| format!("{rule} = \"warn\"\n")).collect();
        site.put("config.toml", &format!("{}\n[lints]\n{lints}", site.text("config.toml")));
        builds(site.0.path(), &["--deny", "warnings"]);
    }
}

#[test]
fn a_new_site_is_these_files() {
    let files = Fresh::new("fr,ar,en").files();
    for (path, bytes) in files.iter().filter(|(path, _)| !path.contains("/ar") && !path.contains("/en")) {
        let text = String::from_utf8_lossy(bytes);
        let english = ["The ", " the ", " and ", "ال"].iter().find(|word| text.contains(**word));
        assert_eq!(english, None, "{path} is not French:\n{text}");
    }
    let site = Fresh::new("ar,en");
    let files = site.files();
    insta::assert_snapshot!(files.keys().map(|path| format!("{path}\n")).collect::<String>());
    for (path, bytes) in files {
        let text = String::from_utf8(bytes).expect("templates are UTF-8");
        assert!(!text.contains("[en]") && !text.contains("[ar]") && !text.contains('@'), "{path}:\n{text}");
        assert!(text.ends_with('\n') && !text.contains("\n\n\n"), "{path}");
    }
    insta::assert_snapshot!("config_in_arabic", site.text("config.toml"));
    insta::assert_snapshot!("guide_in_english", Fresh::new("en").text(&format!("{GUIDE}/guide.toml")));
}

#[test]
fn every_language_of_a_new_site_is_current() {
    let site = Fresh::new("ar,en,fr,he");
    let folder = site.0.path().to_str().expect("folders for tests have plain names");
    let ran = mizan(&["lang", "status", "--format", "json", "--site", folder], &[]).ends_with(0);
    let status: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let mut looked_at = 0;
    for language in status["languages"].as_array().expect("a list") {
        let strings = |state: &str| language["counts"][state]["strings"].as_u64();
        assert_eq!(strings("current"), strings("total"), "{language}");
        assert!(strings("current") > Some(20), "{language}");
        looked_at += 1;
    }
    assert_eq!(looked_at, 3);
}

#[test]
fn a_new_site_says_what_to_do_next() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let site = folder.path().join("demo");
    let ran = mizan(&["new", &site.to_string_lossy()], &[DAY]).ends_with(0);
    for said in ["Created", "cd ", "mizan serve", "guide.toml"] {
        assert!(ran.out.contains(said), "{said}: {}", ran.out);
    }
    builds(&site, &["--deny", "warnings"]);
}

#[test]
fn a_folder_with_something_in_it_is_left_alone() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let at = folder.path().to_str().expect("a plain name");
    for name in ["notes.txt", ".gitignore", "config.toml"] {
        std::fs::write(folder.path().join(name), "mine").expect("the folder is ours");
        let ran = mizan(&["new", at], &[DAY]).ends_with(2);
        assert!(ran.err.contains(name) && ran.err.contains("not empty"), "{}", ran.err);
        assert_eq!(tree(folder.path()).into_iter().collect::<Vec<_>>(), [(name.to_owned(), b"mine".to_vec())]);
        std::fs::remove_file(folder.path().join(name)).expect("the folder is ours");
    }
    let file = folder.path().join("file");
    std::fs::write(&file, "mine").expect("the folder is ours");
    mizan(&["new", &file.to_string_lossy()], &[DAY]).ends_with(2);
    assert_eq!(std::fs::read(&file).expect("it is there"), b"mine");
    std::fs::remove_file(&file).expect("the folder is ours");
    std::fs::create_dir(folder.path().join(".git")).expect("the folder is ours");
    mizan(&["new", at], &[DAY]).ends_with(0);
}

#[test]
fn languages_without_words_are_refused_with_a_way_out() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let at = folder.path().to_str().expect("a plain name");
    for (languages, said) in [
        ("pt", "mizan lang add pt"),
        ("ar,ja", "mizan lang add ja"),
        ("en,en", "duplicate"),
        ("en_US", "en-US"),
        ("arabic!", "BCP 47"),
        ("", "--languages"),
    ] {
        let ran = mizan(&["new", at, "--languages", languages], &[DAY]).ends_with(2);
        assert!(ran.err.contains(said), "{languages}: {}", ran.err);
        assert!(tree(folder.path()).is_empty());
    }
}

#[test]
fn words_that_are_no_folder_are_told_apart() {
    for (arguments, said) in [
        (&["new", "guid", "phones"][..], "mizan new guide phones"),
        (&["new", "guidee"], "mizan new ./guidee"),
        (&["new", "a", "b", "c"], "one folder"),
        (&["new", "guide"], "./guide"),
        (&["new", "language", "fr"], "mizan lang add fr"),
        (&["new", "tier", "phones"], "GUIDE/ID"),
        (&["new", "feature", "phones/battery"], "GUIDE/GROUP/ID"),
        (&["new", "feature", "a/b/c", "--type", "mony"], "money"),
        (&["new", "feature", "a/b/c", "--better", "highest"], "higher"),
        (&["new"], "DIR"),
    ] {
        let ran = mizan(arguments, &[DAY]).ends_with(2);
        assert!(ran.err.contains(said), "{arguments:?}: {}", ran.err);
    }
}

#[test]
fn a_new_guide_is_a_draft_that_builds() {
    for languages in ["ar,en", "en"] {
        let site = Fresh::new(languages);
        let before = site.files();
        let ran = site.add(&["guide", "phones", "--tiers", "small,large-one", "--title", "Which \"phone\" \\ is it?"]);
        assert!(ran.out.contains("en/guide.md:7  description = "), "{}", ran.out);
        ran.ends_with(0);
        let (new, edited) = only_added(&before, &site.files());
        assert!(edited.is_empty(), "{edited:?}");
        assert!(new.iter().all(|path| path.starts_with("content/guides/phones/")), "{new:?}");
        builds(site.0.path(), &["--deny", "warnings"]);
        // Nothing of it is published yet.
        let out = site.0.path().join("public");
        mizan(&["build", "--site", site.at(), "--out", &out.to_string_lossy()], &[DAY]).ends_with(0);
        assert!(!tree(&out).keys().any(|path| path.contains("phones")));
    }
    let site = Fresh::new("ar,en");
    site.add(&["guide", "plain"]).ends_with(0);
    builds(site.0.path(), &["--deny", "warnings"]);
    let before = site.files();
    let many = (0..251).map(|at| format!("t{at}")).collect::<Vec<_>>().join(",");
    for (arguments, said) in [
        (&["guide", "plain"][..], "already exists"),
        (&["guide", "x", "--tiers", &many], "too many tiers: found 251, the limit is 250"),
        (&["guide", "Phones"], "phones"),
        (&["guide", "../x"], "invalid id"),
        (&["guide", "a-vs-b"], "-vs-"),
        (&["guide", "x", "--tiers", "one"], "two"),
        (&["guide", "x", "--tiers", "one,one"], "duplicate"),
        (&["guide", "x", "--tiers", "one,Two"], "`two`"),
    ] {
        let ran = site.add(arguments).ends_with(2);
        assert!(ran.err.contains(said), "{arguments:?}: {}", ran.err);
    }
    assert!(site.files() == before);
}

#[test]
fn a_new_tier_is_everywhere_it_is_needed() {
    let site = Fresh::new("ar,en");
    let before = site.files();
    let ran = site.add(&["tier", "bicycle-rental/student", "--after", "light", "--name", "باقة الطلاب"]).ends_with(0);
    let (new, edited) = only_added(&before, &site.files());
    assert_eq!(edited, [format!("{GUIDE}/guide.toml")]);
    assert_eq!(
        new,
        [
            format!("{GUIDE}/ar/tiers/student.md"),
            format!("{GUIDE}/en/tiers/student.md"),
            format!("{GUIDE}/tiers/student.toml")
        ]
    );
    assert!(site.text(&edited[0]).contains("tiers = [\"light\", \"student\", \"daily\", \"family\"]\n"));
    assert!(ran.out.contains("10 facts") && ran.out.contains("student.md:3"), "{}", ran.out);
    insta::assert_snapshot!("tier_facts", site.text(&new[2]));
    insta::assert_snapshot!("tier_words", site.text(&new[0]));
    builds(site.0.path(), &["--deny", "warnings"]);
    let before = site.files();
    for (arguments, said) in [
        (&["tier", "bicycle-rental/student"][..], "guide.toml:"),
        (&["tier", "bicycle-rental/new", "--after", "ligth"], "`light`"),
        (&["tier", "bicycle-rentel/new"], "`bicycle-rental`"),
        (&["tier", "bicycle-rental/New"], "`new`"),
    ] {
        let ran = site.add(arguments).ends_with(2);
        assert!(ran.err.contains(said), "{arguments:?}: {}", ran.err);
    }
    assert!(site.files() == before);
}

#[test]
fn a_feature_of_every_type_can_be_added() {
    let site = Fresh::new("ar,en");
    let before = site.files();
    for (n, kind) in [
        "support",
        "number",
        "percent",
        "limit",
        "range",
        "dimensions",
        "money",
        "rating",
        "date",
        "version",
        "link",
        "choice",
        "choices",
        "text",
    ]
    .iter()
    .enumerate()
    {
        let group = ["costs", "care", "new-group", "another"][n % 4];
        let path = format!("bicycle-rental/{group}/of-{kind}");
        let mut arguments = vec!["feature", &path, "--type", kind];
        if kind.starts_with("choice") {
            arguments.extend(["--options", "small,very-large"]);
        }
        match *kind {
            "number" => arguments.extend(["--unit", "gear", "--better", "higher", "--importance", "key"]),
            "limit" => arguments.extend(["--unit", "week"]),
            "support" => arguments.extend(["--name", "مقعد \"طفل\""]),
            _ => {}
        }
        let ran = site.add(&arguments).ends_with(0);
        assert!(ran.out.contains(&format!("of-{kind} = \"unknown\"")), "{}", ran.out);
        assert!(ran.out.contains(&format!("Possible values instead of \"unknown\": {kind}")), "{}", ran.out);
        assert_eq!(ran.out.contains("ar/labels.toml:"), *kind != "support", "{}", ran.out);
    }
    let (new, edited) = only_added(&before, &site.files());
    assert!(new.is_empty(), "{new:?}");
    assert_eq!(edited.len(), 6, "{edited:?}");
    builds(site.0.path(), &["--deny", "warnings"]);
    insta::assert_snapshot!("guide_with_every_type", site.text(&format!("{GUIDE}/guide.toml")));
    insta::assert_snapshot!("labels_with_every_type", site.text(&format!("{GUIDE}/ar/labels.toml")));
    insta::assert_snapshot!("facts_with_every_type", site.text(&format!("{GUIDE}/tiers/daily.toml")));
    let before = site.files();
    for (arguments, said) in [
        (&["feature", "bicycle-rental/costs/price"][..], "guide.toml:"),
        (&["feature", "bicycle-rental/costs/x", "--type", "choice"], "--options"),
        (&["feature", "bicycle-rental/costs/x", "--options", "a,b"], "has no options"),
        (&["feature", "bicycle-rental/costs/x", "--type", "choice", "--options", "a,unknown"], "`unknown`"),
        (&["feature", "bicycle-rental/costs/x", "--type", "choice", "--options", "a,a"], "duplicate"),
        (&["feature", "bicycle-rental/costs/x", "--type", "money", "--unit", "day"], "no unit"),
        (
            &["feature", "bicycle-rental/costs/x", "--type", "money", "--better", "yes"],
            "--better higher or --better lower",
        ),
        (&["feature", "bicycle-rental/costs/x", "--type", "text", "--better", "yes"], "omit `--better`"),
        (&["feature", "bicycle-rental/Costs/x"], "`costs`"),
        (&["feature", "bicycle/costs/x"], "bicycle-rental"),
    ] {
        let ran = site.add(arguments).ends_with(2);
        assert!(ran.err.contains(said), "{arguments:?}: {}", ran.err);
    }
    assert!(site.files() == before);
}

#[test]
fn the_repositorys_guides_and_others_take_more() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (from, guide, group, denied) in [
        (repository.to_owned(), "whatsapp", "replies", true),
        (repository.to_owned(), "http", "mail", true),
        (folder("german"), "libraries", "mail", false),
        (folder("hebrew"), "bicycles", "mail", false),
        (folder("persian"), "teapots", "mail", false),
        (folder("japanese"), "umbrellas", "mail", false),
    ] {
        let site = Workplace::copy(&from);
        let before = tree(site.path());
        add(site.path(), &["tier", &format!("{guide}/zz-new")]).ends_with(0);
        let feature = format!("{guide}/{group}/zz-feature");
        add(site.path(), &["feature", &feature, "--type", "number", "--unit", "zz-unit"]).ends_with(0);
        add(site.path(), &["guide", "zz-guide"]).ends_with(0);
        let (_, edited) = only_added(&before, &tree(site.path()));
        assert!(edited.iter().all(|path| path.starts_with(&format!("content/guides/{guide}/"))), "{edited:?}");
        builds(site.path(), if denied { &["--deny", "warnings"] } else { &[] });
    }
}

#[test]
fn editors_know_what_is_new() {
    let site = Fresh::new("en");
    let schema = |path: &str| std::fs::read_to_string(site.0.path().join(".mizan/schemas").join(path));
    assert!(site.text("config.toml").starts_with("#:schema .mizan/schemas/config.json\n"));
    assert!(schema("guides/bicycle-rental/tier.json").expect("it was written").contains("theft-cover"));
    site.add(&["feature", "bicycle-rental/care/bell"]).ends_with(0);
    assert!(schema("guides/bicycle-rental/tier.json").expect("it was written").contains("bell"));
    site.add(&["guide", "phones"]).ends_with(0);
    assert!(site.text("content/guides/phones/guide.toml").starts_with("#:schema "));
    assert!(schema("guides/phones/guide.json").is_ok());
    // A site that has no schemas is given none.
    let site = Workplace::of("german");
    add(site.path(), &["tier", "libraries/zz-new"]).ends_with(0);
    let text = std::fs::read_to_string(site.path().join("content/guides/libraries/tiers/zz-new.toml"));
    assert!(!text.expect("it was made").contains("#:schema") && !site.path().join(".mizan").exists());
}

#[test]
fn a_dry_run_makes_nothing() {
    let site = Fresh::new("ar,en");
    let before = site.files();
    for arguments in [
        &["guide", "x", "--dry-run"][..],
        &["tier", "bicycle-rental/x", "--dry-run"],
        &["feature", "bicycle-rental/costs/x", "--dry-run"],
    ] {
        let ran = site.add(arguments).ends_with(0);
        assert!(ran.out.contains("Would"), "{}", ran.out);
    }
    assert!(site.files() == before);
    let nowhere = site.0.path().join("nowhere");
    mizan(&["new", &nowhere.to_string_lossy(), "--dry-run"], &[DAY]).ends_with(0);
    assert!(!nowhere.exists());
}

#[test]
fn line_ends_and_marks_of_other_editors_stay() {
    let site = Fresh::new("ar,en");
    for (path, bytes) in site.files().iter().filter(|(path, _)| path.ends_with(".toml") || path.ends_with(".md")) {
        let text = String::from_utf8_lossy(bytes).replace('\n', "\r\n");
        site.put(path, &format!("\u{FEFF}{text}"));
    }
    let before = site.files();
    site.add(&["tier", "bicycle-rental/student"]).ends_with(0);
    site.add(&["feature", "bicycle-rental/extra/bell"]).ends_with(0);
    site.add(&["feature", "bicycle-rental/costs/lock", "--type", "choice", "--options", "chain,ring"]).ends_with(0);
    let after = site.files();
    let (_, edited) = only_added(&before, &after);
    assert_eq!(edited.len(), 6, "{edited:?}");
    for path in &edited {
        let text = String::from_utf8_lossy(&after[path]);
        assert!(!text.replace("\r\n", "").contains('\n'), "{path}");
    }
    builds(site.0.path(), &["--deny", "warnings"]);
}

#[test]
fn files_at_fault_are_told_and_left_alone() {
    let arguments: [&[&str]; 2] = [&["tier", "bicycle-rental/x"], &["feature", "bicycle-rental/costs/x"]];
    let broken = |path: &str, text: &dyn Fn(&str) -> String, code: &str| {
        let site = Fresh::new("ar,en");
        let old = site.text(path);
        site.put(path, &text(&old));
        let before = site.files();
        for arguments in arguments {
            let ran = site.add(arguments).ends_with(1);
            assert!(ran.err.contains(code) && ran.err.contains("Nothing was created"), "{path}: {}", ran.err);
            assert!(site.files() == before);
        }
    };
    let guide = format!("{GUIDE}/guide.toml");
    broken(&guide, &|old| old.replace("tiers = [", "tiers = "), "MZ0006");
    broken(&guide, &|old| format!("nonsense = 1\n{old}"), "MZ0009");
    broken(&guide, &|_| String::new(), "MZ0011");
    broken(&guide, &|old| format!("\0{old}"), "MZ0407");
    broken(&format!("{GUIDE}/tiers/daily.toml"), &|old| old.replace("hours = 40", "hours = = 40"), "MZ0006");
    broken(&format!("{GUIDE}/en/labels.toml"), &|old| format!("{old}\nx"), "MZ0006");
    broken("config.toml", &|old| old.replace("base_url", "base_ulr"), "MZ0009");
    // Errors elsewhere are not a reason to refuse.
    let site = Fresh::new("ar,en");
    site.put("content/site/en.toml", "title = ");
    for arguments in arguments {
        site.add(arguments).ends_with(0);
    }
    let nowhere = tempfile::tempdir().expect("there is room for a folder");
    let ran = add(nowhere.path(), &["guide", "x"]).ends_with(1);
    assert!(ran.err.contains("config.toml") && ran.err.contains("--site"), "{}", ran.err);
    assert!(tree(nowhere.path()).is_empty());
}

#[test]
fn files_that_nobody_lists_are_not_overwritten() {
    let site = Fresh::new("ar,en");
    site.put(&format!("{GUIDE}/en/tiers/student.md"), "mine");
    let before = site.files();
    let ran = site.add(&["tier", "bicycle-rental/student"]);
    assert!(ran.code == Some(2) && ran.err.contains("en/tiers/student.md"), "{ran:?}");
    assert!(site.files() == before);
}

#[test]
fn guides_written_in_other_ways_take_rows_too() {
    let rewrite = |change: &dyn Fn(&str) -> String| {
        let site = Fresh::new("en");
        let path = format!("{GUIDE}/guide.toml");
        let old = site.text(&path);
        let new = change(&old);
        assert_ne!(old, new);
        site.put(&path, &new);
        builds(site.0.path(), &["--deny", "warnings"]);
        let before = site.files();
        site.add(&["tier", "bicycle-rental/student"]).ends_with(0);
        site.add(&["feature", "bicycle-rental/care/bell"]).ends_with(0);
        site.add(&["feature", "bicycle-rental/more/lamp", "--type", "number"]).ends_with(0);
        only_added(&before, &site.files());
        builds(site.0.path(), &["--deny", "warnings"]);
        site.text(&path)
    };
    // One table a row.
    let care =
        "features = [\n  { id = \"repairs\", better = \"yes\" },\n  { id = \"theft-cover\", better = \"yes\" },\n]\n";
    let tables =
        "\n[[groups.features]]\nid = \"repairs\"\nbetter = \"yes\"\n\n[[groups.features]]\nid = \"theft-cover\"\n";
    let text = rewrite(&|old| old.replace(care, tables));
    assert!(
        text.contains("id = \"theft-cover\"\n\n[[groups.features]]\nid = \"bell\"\n\n[[groups]]\nid = \"more\""),
        "{text}"
    );
    // All on one line, without blanks.
    let line = "features = [{id=\"repairs\"},{id=\"theft-cover\"}]\n";
    let text = rewrite(&|old| old.replace(care, line));
    assert!(text.contains("features = [{id=\"repairs\"},{id=\"theft-cover\"}, { id = \"bell\" }]\n"), "{text}");
    // A group's type is its rows'.
    let text = rewrite(&|old| old.replace("id = \"care\"\n", "id = \"care\"\ntype = \"support\"\n"));
    assert!(text.contains("  { id = \"bell\" },\n]\n"), "{text}");
    // One tier a line, with comments.
    let text = rewrite(&|old| {
        old.replace(
            "tiers = [\"light\", \"daily\", \"family\"]",
            "tiers = [\n  \"light\", # small\n  \"daily\",\n  \"family\" # large\n]",
        )
    });
    assert!(text.contains("  \"family\", # large\n  \"student\"\n]"), "{text}");
}

#[test]
fn a_tier_that_inherits_gets_no_line() {
    let site = Fresh::new("en");
    let path = format!("{GUIDE}/tiers/family.toml");
    site.put(&path, &format!("inherits = \"daily\"\n{}", site.text(&path)));
    let before = site.text(&path);
    site.add(&["feature", "bicycle-rental/care/bell"]).ends_with(0);
    assert_eq!(site.text(&path), before);
    builds(site.0.path(), &["--deny", "warnings"]);
}

#[test]
fn a_site_of_drafts_says_that_nothing_is_published() {
    let fresh = Fresh::new("en");
    // The example itself is reported, too, which is not what this is about.
    let quiet = format!("{}\n[lints]\nMZ0733 = \"off\"\nMZ0734 = \"off\"\n", fresh.text("config.toml"));
    fresh.put("config.toml", &quiet);
    let guide = fresh.text(&format!("{GUIDE}/guide.toml"));
    let said = |command: &str| mizan(&[command, "--site", fresh.at(), "--today", "2026-12-01"], &[]).ends_with(0).out;
    assert!(!said("build").contains("No guide is published"));
    fresh.put(&format!("{GUIDE}/guide.toml"), &format!("draft = true\n{guide}"));
    for command in ["build", "check"] {
        let out = said(command);
        assert!(out.contains("No guide is published: the only one is a draft"), "{command}: {out}");
    }
}
