//! The command: what it does when there is an error, and what it prints.

use serde_json::Value;

use crate::run::{Workplace, mizan};

const GUIDE: &str = "content/guides/libraries/guide.toml";

#[test]
fn with_an_error_nothing_is_written() {
    let site = Workplace::of("german");
    site.prepend(GUIDE, "nonsense = 1\n");
    let ran = site.build(&[]).ends_with(1);
    assert!(ran.err.contains("MZ0009") && ran.err.contains("Nothing was written"), "{}", ran.err);
    assert!(!site.public().exists(), "{:?}", site.tree());
}

#[test]
fn the_summary_names_the_command_for_details() {
    let site = Workplace::of("german");
    site.prepend(GUIDE, "nonsense = 1\nsource_langage = \"de\"\n");
    let ran = site.build(&[]).ends_with(1);
    assert_eq!(ran.err.matches("mizan explain").count(), 1, "{}", ran.err);
    assert!(ran.err.contains("\nRun `mizan explain MZ0009` for details\n"), "{}", ran.err);
    let site = Workplace::of("german");
    assert!(!site.build(&[]).ends_with(0).err.contains("explain"));
}

#[test]
fn with_an_error_what_was_built_stays() {
    for fault in [(GUIDE, "nonsense = 1\n"), ("content/guides/libraries/en/guide.md", "x")] {
        let site = Workplace::of("german");
        site.build(&[]).ends_with(0);
        let before = site.tree();
        site.prepend(fault.0, fault.1);
        site.build(&[]).ends_with(1);
        assert!(site.tree() == before);
    }
    // Errors that show only when pages are made leave it alone as well.
    let site = Workplace::of("german");
    site.build(&[]).ends_with(0);
    let before = site.tree();
    site.prepend("config.toml", "# ours\n");
    site.file(
        "content/pages/more/de.md",
        "+++\ntitle = \"Mehr dazu\"\ndescription = \"Eine Seite mehr.\"\n+++\n\n[Fort](/pages/fort)\n",
    );
    site.file(
        "content/pages/more/en.md",
        "+++\ntitle = \"More of it\"\ndescription = \"One page more.\"\n+++\n\nText.\n",
    );
    let ran = site.build(&[]).ends_with(1);
    assert!(ran.err.contains("MZ0404"), "{}", ran.err);
    assert!(site.tree() == before);
}

#[test]
fn warnings_can_be_denied() {
    let site = Workplace::of("german");
    let labels = "content/guides/libraries/en/labels.toml";
    let text = std::fs::read_to_string(site.path().join(labels)).expect("the site has it");
    site.file(labels, &text.replace("app = \"App\"\n", ""));
    let ran = site.build(&["--deny", "warnings"]).ends_with(1);
    assert!(ran.err.contains("MZ0302") && ran.err.contains("--deny warnings"), "{}", ran.err);
    assert!(!site.public().exists());
    let line = "warning[MZ0302]: 1 warning about text not translated into `en`; run `mizan lang status en --list` for the list";
    assert!(ran.err.contains(line) && !ran.err.contains("`app`"), "{}", ran.err);
    assert!(site.build(&["-v"]).ends_with(0).err.contains("`app`"));
    site.build(&[]).ends_with(0);
}

#[test]
fn one_broken_guide_does_not_silence_the_other() {
    let site = Workplace::copy(std::path::Path::new(env!("CARGO_MANIFEST_DIR")));
    site.prepend("content/guides/whatsapp/guide.toml", "nonsense = = 1\n");
    site.prepend("content/guides/http/guide.toml", "nonsense = 1\n");
    let ran = site.build(&["--format", "json"]).ends_with(1);
    let files: Vec<String> =
        lines(&ran.out).iter().filter_map(|line| line["file"].as_str().map(str::to_owned)).collect();
    for guide in ["content/guides/whatsapp/guide.toml", "content/guides/http/guide.toml"] {
        assert!(files.iter().any(|file| file == guide), "{guide}: {files:?}");
    }
}

fn lines(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).expect("every line is JSON")).collect()
}

#[test]
fn programs_get_a_line_a_diagnostic() {
    let site = Workplace::of("german");
    site.prepend(GUIDE, "nonsense = 1\nsource_langage = \"de\"\n");
    let ran = site.build(&["--format", "json"]).ends_with(1);
    assert_eq!(ran.err, "");
    let said = lines(&ran.out);
    assert!(said.len() >= 2, "{}", ran.out);
    for line in &said {
        assert!(line["code"].as_str().is_some_and(|code| code.starts_with("MZ")), "{line}");
        assert!(line["message"].is_string() && line["severity"].is_string() && line["help"].is_array(), "{line}");
    }
    let Some(first) = said.iter().find(|line| line["code"] == "MZ0009") else { panic!("{}", ran.out) };
    assert_eq!((&first["file"], &first["line"], &first["column"]), (&GUIDE.into(), &1.into(), &1.into()));
}

#[test]
fn wrong_usage_ends_with_2() {
    for arguments in [
        &["bild"][..],
        &["build", "--sight", "."],
        &["build", "--today", "yesterday"],
        &["build", "--base-url", "/a"],
        &["build", "--deny", "errors"],
        &["build", "--format", "xml"],
        &[],
    ] {
        let ran = mizan(arguments, &[]).ends_with(2);
        assert!(!ran.err.is_empty(), "{arguments:?}");
    }
}

#[test]
fn a_folder_that_is_not_there_ends_with_2_and_the_way_out() {
    let site = Workplace::of("german");
    let missing = site.path().join("nowhere");
    let ran = mizan(&["build", "--site", &missing.to_string_lossy()], &[]).ends_with(2);
    assert!(ran.err.contains("--site"), "{}", ran.err);
    assert!(!missing.exists());
}

#[test]
fn an_output_folder_that_would_swallow_the_site_ends_with_2() {
    let site = Workplace::of("german");
    for out in [site.path().to_owned(), site.path().join("content")] {
        let ran = site.build(&["--out", &out.to_string_lossy()]).ends_with(2);
        assert!(!ran.err.is_empty());
    }
}

#[test]
fn the_clock_can_be_set_and_a_broken_one_is_told() {
    let site = Workplace::of("german");
    let path = site.path().to_string_lossy().into_owned();
    let build = ["build", "--site", path.as_str()];
    mizan(&build, &[("SOURCE_DATE_EPOCH", "1795000000")]).ends_with(0);
    let ran = mizan(&build, &[("SOURCE_DATE_EPOCH", "soon")]).ends_with(2);
    assert!(ran.err.contains("SOURCE_DATE_EPOCH"), "{}", ran.err);
}
