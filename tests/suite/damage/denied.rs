//! Files and folders that may not be read, or not be written, by the user who runs the program.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use super::disk::{NOBODY, open_up, pipe, run};
use crate::run::{Ran, Workplace, tree};

const DAY: &str = "2026-12-01";
const GUIDE: &str = "content/guides/kettles";

/// A site that belongs to somebody who is not the system's administrator.
struct Theirs {
    site: Workplace,
    /// The user who runs the test may do anything, so the program is run as somebody else.
    as_nobody: bool,
}

impl Theirs {
    fn new() -> Theirs {
        let site = Workplace::of(super::SITE);
        open_up(site.path());
        let as_nobody = fs::metadata(site.path()).expect("the site is ours").uid() == 0;
        if as_nobody {
            for entry in walkdir::WalkDir::new(site.path()) {
                let entry = entry.expect("the site is ours");
                chown(entry.path(), Some(NOBODY), Some(NOBODY)).expect("who runs the test owns all");
            }
        }
        Theirs { site, as_nobody }
    }

    /// Runs `mizan` with the site as the current folder, while `closed` has no more than `mode`.
    #[track_caller]
    fn while_closed(&self, closed: &str, mode: u32, arguments: &[&str]) -> Ran {
        let closed = self.site.path().join(closed);
        let before = fs::metadata(&closed).expect("it is there").permissions();
        let mut command = Command::new(env!("CARGO_BIN_EXE_mizan"));
        // A closed folder cannot be the working directory.
        let here = if closed == self.site.path().join("") { Path::new("/") } else { self.site.path() };
        command.current_dir(here).args(arguments);
        if self.as_nobody {
            command.uid(NOBODY).gid(NOBODY);
        }
        fs::set_permissions(&closed, fs::Permissions::from_mode(mode)).expect("the site is ours");
        let ran = run(command);
        fs::set_permissions(&closed, before).expect("the site is ours");
        ran
    }
}

#[test]
fn schemas_are_not_silent_about_a_config_that_cannot_be_read() {
    let theirs = Theirs::new();
    for arguments in [&["schema", "--write"][..], &["schema", "guide", "--guide", "kettles"]] {
        let ran = theirs.while_closed("config.toml", 0o000, arguments).ends_with(1);
        assert!(ran.err.contains("MZ0001") && ran.err.contains("config.toml"), "{}", ran.err);
    }
    let ran = theirs.while_closed(&format!("{GUIDE}/guide.toml"), 0o000, &["schema", "tier", "--guide", "kettles"]);
    assert!(ran.err.contains("MZ0001") && !ran.err.contains("has none yet"), "{}", ran.err);
    fs::remove_file(theirs.site.path().join("config.toml")).expect("the site is ours");
    pipe(&theirs.site.path().join("config.toml"));
    let ran = theirs.while_closed("content", 0o755, &["schema", "--write"]).ends_with(1);
    assert!(ran.err.contains("MZ0001") && ran.err.contains("config.toml"), "{}", ran.err);
}

#[test]
fn a_language_is_added_whole_or_not_at_all() {
    let theirs = Theirs::new();
    let before = tree(theirs.site.path());
    let ran = theirs.while_closed(GUIDE, 0o555, &["lang", "add", "fr"]).ends_with(2);
    assert!(ran.err.contains("kettles"), "{}", ran.err);
    let after = tree(theirs.site.path());
    let differ: Vec<_> = after.iter().filter(|(path, bytes)| before.get(*path) != Some(*bytes)).collect();
    assert!(differ.is_empty() && after.len() == before.len(), "{:?}", differ.iter().map(|d| d.0).collect::<Vec<_>>());
    theirs.while_closed(GUIDE, 0o755, &["lang", "add", "fr"]).ends_with(0);
}

#[test]
fn a_folder_that_cannot_be_written_to_is_found_out_before_anything_changes() {
    let theirs = Theirs::new();
    theirs.while_closed("content", 0o755, &["build", "--today", DAY]).ends_with(0);
    let before = theirs.site.tree();
    let path = "content/site/en.toml";
    let words = fs::read_to_string(theirs.site.path().join(path)).expect("the site has it");
    let title = words.lines().find(|line| line.starts_with("title")).expect("a site has a title");
    theirs.site.file(path, &words.replace(title, "title = \"Another title of the site\""));
    let closed = before.keys().find(|path| path.ends_with("kettles/index.html")).expect("the guide has a page");
    let closed = format!("public/{}", closed.trim_end_matches("/index.html"));
    let ran = theirs.while_closed(&closed, 0o555, &["build", "--today", DAY]).ends_with(2);
    assert!(ran.err.contains(&closed), "{}", ran.err);
    let changed: Vec<_> =
        theirs.site.tree().into_iter().filter(|(path, bytes)| before.get(path) != Some(bytes)).collect();
    assert!(changed.is_empty(), "{:?}", changed.iter().map(|file| &file.0).collect::<Vec<_>>());
    theirs.while_closed("content", 0o755, &["build", "--today", DAY]).ends_with(0);
    assert!(theirs.site.tree() != before);
}

#[test]
fn a_closed_folder_is_not_taken_for_an_empty_one() {
    let theirs = Theirs::new();
    let at = theirs.site.path().to_str().expect("folders for tests have plain names").to_owned();
    for arguments in [&["check", "--site", &at][..], &["build", "--site", &at], &["schema", "--write", "--site", &at]] {
        let ran = theirs.while_closed("", 0o000, arguments).ends_with(2);
        assert!(ran.err.contains("cannot be read") && !ran.err.contains("MZ0101"), "{}", ran.err);
    }
}

#[test]
fn what_cannot_be_read_is_named_to_programs() {
    let theirs = Theirs::new();
    let path = format!("{GUIDE}/tiers/glass.toml");
    let check = |format: &str| theirs.while_closed(&path, 0o000, &["check", "--today", DAY, "--format", format]);
    let ran = check("json").ends_with(1);
    let said: serde_json::Value = serde_json::from_str(ran.out.lines().next().expect("a line")).expect("JSON");
    assert_eq!(said["file"], path.as_str(), "{}", ran.out);
    let ran = check("github");
    assert!(ran.out.starts_with(&format!("::error file={path},title=MZ0001::")), "{}", ran.out);
    let log: serde_json::Value = serde_json::from_str(&check("sarif").out).expect("JSON");
    let place = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], path.as_str(), "{log:#}");
    assert!(place.get("region").is_none(), "{log:#}");
}
