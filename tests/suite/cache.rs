//! The output of a cached build equals that of a build from scratch.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use mizan_engine::{CacheUse, Options, ProgramId, build};
use mizan_source::diagnostics::Diagnostics;
use proptest::prelude::*;

use crate::run::{Workplace, mizan, tree};
use crate::session::files;
use crate::site::{options, shown};

struct Silent;

impl mizan_engine::Progress for Silent {
    fn pages(&self, _: usize) {}
    fn page(&self) {}
}

const PROGRAM: &[u8] = b"this program";

/// What a build wrote and reported; no files where it wrote none.
fn built(site: &Path, out: &Path, cache: CacheUse) -> (Option<BTreeMap<String, Vec<u8>>>, BTreeSet<String>) {
    let options = Options { cache, minify: false, ..options() };
    let output = build(site, out, &options, &Silent).expect("the environment is fine");
    let one = |one: &_| shown(&Diagnostics::from(vec![Clone::clone(one)]), &output.sources);
    let reported = output.diagnostics.iter().map(one).collect();
    let files = output.report.map(|_| tree(out).into_iter().filter(|(path, _)| !path.starts_with(".mizan/")).collect());
    (files, reported)
}

/// Builds with the cache and from scratch, and compares.
fn compare(site: &Workplace, program: &[u8]) {
    let scratch = tempfile::tempdir().expect("a folder");
    let warm = built(site.path(), &site.public(), CacheUse::On(ProgramId::of_bytes(program)));
    let clean = built(site.path(), scratch.path(), CacheUse::Off);
    assert_eq!(warm.1, clean.1, "reported");
    let (Some(warm), Some(clean)) = (&warm.0, &clean.0) else {
        assert_eq!(warm.0.is_some(), clean.0.is_some());
        return;
    };
    assert_eq!(warm.keys().collect::<Vec<_>>(), clean.keys().collect::<Vec<_>>());
    for (path, bytes) in clean {
        assert!(warm[path] == *bytes, "{path}:\n{}", String::from_utf8_lossy(&warm[path]));
    }
}

fn site() -> Workplace {
    let site = Workplace::copy(Path::new("/nowhere"));
    for (path, texts) in files() {
        if let Some(text) = &texts[0] {
            site.file(&path, text);
        }
    }
    site
}

#[test]
fn nothing_changed() {
    let site = site();
    compare(&site, PROGRAM);
    compare(&site, PROGRAM);
}

#[test]
fn what_another_guide_says_is_followed() {
    let site = site();
    let body = |id: &str, text: &str| {
        let words = format!("+++\ntitle = \"{id}\"\ndescription = \"{id}\"\n+++\n\n{text}\n");
        site.file(&format!("content/guides/{id}/en/guide.md"), &words);
    };
    body("a", "Gears: {{ value(\"b/city.gears\") }}.");
    compare(&site, PROGRAM);
    let city = site.path().join("content/guides/b/tiers/city.toml");
    let facts = std::fs::read_to_string(&city).expect("it is there");
    std::fs::write(&city, facts.replace("= 7", "= 8")).expect("it can be written");
    compare(&site, PROGRAM);
    assert!(String::from_utf8_lossy(&tree(&site.public())["en/a/index.html"]).contains('8'));
}

#[test]
fn what_a_verdict_cites_is_followed() {
    let site = site();
    // Nothing else leads from one guide to the other.
    site.file("content/site/en.toml", "title = \"Bikes\"\ndescription = \"Bikes\"\n");
    for id in ["a", "b", "c"] {
        let guide = site.path().join(format!("content/guides/{id}/guide.toml"));
        let facts = std::fs::read_to_string(&guide).expect("it is there");
        std::fs::write(guide, facts.replace("tags = [\"bikes\"]\n", "")).expect("it can be written");
        let verdict = if id == "a" { "verdict = '{{ value(\"b/city.gears\") }}'\n" } else { "" };
        let words = format!("+++\n{verdict}title = \"{id}\"\ndescription = \"{id}\"\n+++\n");
        site.file(&format!("content/guides/{id}/en/guide.md"), &words);
    }
    compare(&site, PROGRAM);
    let city = site.path().join("content/guides/b/tiers/city.toml");
    let facts = std::fs::read_to_string(&city).expect("it is there");
    std::fs::write(&city, facts.replace("= 7", "= 8")).expect("it can be written");
    compare(&site, PROGRAM);
}

#[test]
fn a_file_that_was_damaged_or_removed_is_written_again() {
    let site = site();
    compare(&site, PROGRAM);
    std::fs::write(site.public().join("en/a/index.html"), "damaged").expect("it can be written");
    std::fs::remove_file(site.public().join("en/b/index.html")).expect("it is there");
    compare(&site, PROGRAM);
    let page = site.public().join("en/b/index.html");
    let same_size = "x".repeat(std::fs::read(&page).expect("it is there").len());
    std::fs::write(page, same_size).expect("it can be written");
    compare(&site, PROGRAM);
}

#[test]
fn a_cache_that_is_damaged_or_of_another_program_is_ignored() {
    let site = site();
    compare(&site, PROGRAM);
    compare(&site, b"a newer program");
    let cache = site.path().join(".mizan/cache/guides.json");
    let bytes = std::fs::read(&cache).expect("a build leaves it");
    for damaged in [&bytes[..bytes.len() / 2], b"", b"mizan cache 1 x y z\n{}", &[0xff; 100]] {
        std::fs::write(&cache, damaged).expect("it can be written");
        compare(&site, b"a newer program");
    }
    std::fs::remove_file(&cache).expect("it is there");
    std::fs::create_dir(&cache).expect("a folder in its place");
    compare(&site, b"a newer program");
}

#[test]
fn a_cache_of_another_site_is_ignored() {
    let (one, other) = (site(), site());
    compare(&one, PROGRAM);
    other.file("content/guides/a/tiers/city.toml", "[features]\nlights = \"no\"\ngears = 3\nprice = \"free\"\n");
    std::fs::create_dir_all(other.path().join(".mizan/cache")).expect("a folder");
    let cache = ".mizan/cache/guides.json";
    std::fs::copy(one.path().join(cache), other.path().join(cache)).expect("a copy");
    compare(&other, PROGRAM);
}

#[test]
fn two_output_folders_share_a_cache() {
    let site = site();
    let other = tempfile::tempdir().expect("a folder");
    let cache = CacheUse::On(ProgramId::of_bytes(PROGRAM));
    let first = built(site.path(), &site.public(), cache);
    assert_eq!(built(site.path(), other.path(), cache), first);
    assert_eq!(built(site.path(), &site.public(), cache), first);
}

#[test]
fn the_commands_leave_and_remove_it() {
    let site = site();
    site.build(&[]).ends_with(0);
    let cache = site.path().join(".mizan/cache");
    assert!(cache.is_dir());
    let folder = site.path().to_str().expect("plain");
    mizan(&["clean", "--site", folder], &[]).ends_with(0);
    assert!(!cache.exists());
    site.build(&["--no-cache"]).ends_with(0);
    assert!(!cache.exists());
    mizan(&["clean", "--site", folder], &[]).ends_with(0);
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_site_is_not_followed() {
    let (site, outside) = (site(), tempfile::tempdir().expect("a folder"));
    std::fs::create_dir(outside.path().join("cache")).expect("a folder");
    std::fs::write(outside.path().join("cache/precious"), "x").expect("it can be written");
    std::os::unix::fs::symlink(outside.path(), site.path().join(".mizan")).expect("a link");
    let ran = site.build(&[]).ends_with(0);
    assert!(ran.err.contains("the build cache cannot be written"), "{}", ran.err);
    let folder = site.path().to_str().expect("plain");
    mizan(&["clean", "--site", folder], &[]).ends_with(2);
    assert_eq!(tree(outside.path()).keys().collect::<Vec<_>>(), ["cache/precious"]);
}

/// What an author does to a file in one step.
#[derive(Clone, Debug)]
enum Edit {
    /// One of the texts that may be in it.
    Text(prop::sample::Index),
    Remove,
    Restore,
    /// A letter becomes another: the same size, within one tick of the clock.
    Letter,
}

fn any_edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        3 => any::<prop::sample::Index>().prop_map(Edit::Text),
        1 => Just(Edit::Remove),
        3 => Just(Edit::Restore),
        1 => Just(Edit::Letter),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_edited_it_comes_out_as_from_scratch(
        steps in prop::collection::vec(prop::collection::vec((any::<prop::sample::Index>(), any_edit()), 1..4), 1..6)
    ) {
        let site = site();
        let files = files();
        compare(&site, PROGRAM);
        for edits in steps {
            for (file, edit) in edits {
                let (path, texts) = &files[file.index(files.len())];
                let place = site.path().join(path);
                let text = match edit {
                    Edit::Text(text) => texts[text.index(texts.len())].clone(),
                    Edit::Remove => None,
                    Edit::Restore => texts[0].clone(),
                    Edit::Letter => std::fs::read_to_string(&place).ok().map(|text| text.replacen('o', "u", 1)),
                };
                match text {
                    Some(text) => site.file(path, &text),
                    None => drop(std::fs::remove_file(place)),
                }
            }
            compare(&site, PROGRAM);
        }
    }
}
