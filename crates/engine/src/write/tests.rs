use std::collections::BTreeMap;
use std::path::Path;

use super::*;

type Tree = BTreeMap<String, Vec<u8>>;

/// A site's folder with an output folder in it that does not exist yet.
fn site() -> (tempfile::TempDir, PathBuf) {
    let site = tempfile::tempdir().expect("a temporary folder");
    let out = site.path().join("public");
    (site, out)
}

fn artifact(path: &str, text: &str) -> Artifact {
    let class = match path.rsplit('.').next() {
        Some("html") => Class::Page,
        Some("xml") => Class::Index,
        _ => Class::Asset,
    };
    Artifact::new(class, path, text)
}

fn artifacts(files: &[(&str, &str)]) -> Vec<Artifact> {
    files.iter().map(|(path, text)| artifact(path, text)).collect()
}

/// All files under `out` but those of Mizan's corner.
fn tree(out: &Path) -> Tree {
    walkdir::WalkDir::new(out)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(out).expect("under out").to_string_lossy().into_owned();
            (path, fs::read(entry.path()).expect("readable"))
        })
        .filter(|(path, _)| !path.starts_with(".mizan/"))
        .collect()
}

fn want(files: &[(&str, &str)]) -> Tree {
    files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
}

const FIRST: &[(&str, &str)] = &[
    ("assets/style.1.css", "a{}"),
    ("ar/index.html", "<p>سلام"),
    ("ar/old/index.html", "old"),
    ("folder-then-file/inner.html", "inner"),
    ("file-then-folder", "outer"),
    ("sitemap.xml", "<one/>"),
];
const SECOND: &[(&str, &str)] = &[
    ("assets/style.2.css", "b{}"),
    ("ar/index.html", "<p>سلام عليكم"),
    ("ar/new/index.html", "new"),
    ("folder-then-file", "a file now"),
    ("file-then-folder/inner.html", "a folder now"),
    ("sitemap.xml", "<two/>"),
];

#[test]
fn what_is_staged_is_there_and_what_is_right_is_not_touched() {
    let (site, out) = site();
    let report = write(&out, site.path(), artifacts(FIRST)).expect("written");
    assert_eq!((report.written, report.unchanged, report.deleted), (6, 0, 0));
    assert_eq!(tree(&out), want(FIRST));
    let stamp = |path: &str| out.join(path).metadata().and_then(|m| m.modified()).expect("a time");
    let before = stamp("ar/index.html");
    let again = write(&out, site.path(), artifacts(FIRST)).expect("written");
    assert_eq!((again.written, again.unchanged, again.deleted, again.bytes_written), (0, 6, 0, 0));
    assert_eq!(again.bytes, report.bytes);
    assert_eq!(stamp("ar/index.html"), before);
    assert!(!out.join(".mizan/staging").exists());
}

#[test]
fn what_is_no_longer_made_goes_and_empty_folders_with_it() {
    let (site, out) = site();
    write(&out, site.path(), artifacts(FIRST)).expect("written");
    fs::write(out.join("CNAME"), "example.org").expect("a foreign file");
    let report = write(&out, site.path(), artifacts(SECOND)).expect("written");
    assert_eq!((report.written, report.unchanged, report.deleted), (6, 0, 4));
    let mut wanted = want(SECOND);
    wanted.insert("CNAME".to_owned(), b"example.org".to_vec());
    assert_eq!(tree(&out), wanted);
    assert!(!out.join("ar/old").exists());
}

#[test]
fn killed_at_any_step_every_file_is_whole_and_the_next_build_mends_the_rest() {
    let mut steps = 0;
    loop {
        let (site, out) = site();
        write(&out, site.path(), artifacts(FIRST)).expect("written");
        let staging = Staging::open(&out, site.path()).expect("opened");
        for artifact in artifacts(SECOND) {
            staging.stage(&artifact).expect("staged");
        }
        let mut left = steps;
        let done = staging
            .commit_while(&mut || {
                left -= 1;
                left >= 0
            })
            .expect("no fault")
            .is_some();
        let (old, new) = (want(FIRST), want(SECOND));
        for (path, bytes) in tree(&out) {
            let whole = old.get(&path) == Some(&bytes) || new.get(&path) == Some(&bytes);
            assert!(whole, "after {steps} steps `{path}` holds {bytes:?}");
        }
        // The next build may make something else again of the same paths.
        let third = [("ar/index.html", "third"), ("folder-then-file/again.html", "x"), ("sitemap.xml", "<three/>")];
        write(&out, site.path(), artifacts(&third)).expect("mended");
        assert_eq!(tree(&out), want(&third), "after {steps} steps");
        assert!(!out.join(".mizan/staging").exists());
        if done {
            break;
        }
        steps += 1;
    }
    assert!(steps > 10, "only {steps} steps were tried");
}

#[test]
fn pages_come_after_assets_and_indexes_after_pages() {
    let (site, out) = site();
    let staging = Staging::open(&out, site.path()).expect("opened");
    for artifact in artifacts(SECOND) {
        staging.stage(&artifact).expect("staged");
    }
    // The manifest, the three assets, the first page.
    let mut left = 4;
    let done = staging.commit_while(&mut || {
        left -= 1;
        left >= 0
    });
    assert!(done.expect("no fault").is_none());
    let there: Vec<String> = tree(&out).into_keys().collect();
    assert!(there.iter().all(|path| !path.ends_with(".xml")) && there.len() == 3, "{there:?}");
}

#[test]
fn dropped_without_commit_nothing_is_changed() {
    let (site, out) = site();
    let staging = Staging::open(&out, site.path()).expect("opened");
    staging.stage(&artifact("a.html", "a")).expect("staged");
    drop(staging);
    assert!(!out.exists(), "the folder was made for nothing");

    write(&out, site.path(), artifacts(FIRST)).expect("written");
    let staging = Staging::open(&out, site.path()).expect("opened");
    staging.stage(&artifact("ar/index.html", "other")).expect("staged");
    drop(staging);
    assert_eq!(tree(&out), want(FIRST));
}

#[test]
fn artifacts_may_come_from_many_threads() {
    use rayon::prelude::*;
    let (site, out) = site();
    let staging = Staging::open(&out, site.path()).expect("opened");
    (0..200)
        .into_par_iter()
        .try_for_each(|n| staging.stage(&artifact(&format!("p/{n}/index.html"), &n.to_string())))
        .expect("staged");
    assert_eq!(staging.commit().expect("written").written, 200);
    assert_eq!(tree(&out).len(), 200);
    assert_eq!(tree(&out).get("p/7/index.html").map(Vec::as_slice), Some(b"7".as_slice()));
}

#[test]
fn foreign_files_are_never_replaced() {
    let (site, out) = site();
    fs::create_dir_all(out.join("ar")).expect("made");
    fs::write(out.join("ar/index.html"), "mine").expect("written");
    fs::write(out.join("sitemap.xml"), "<one/>").expect("written");
    let fault = write(&out, site.path(), artifacts(FIRST)).expect_err("a foreign file is in the way");
    let WriteError::Foreign { paths, .. } = &fault else { panic!("{fault}") };
    assert_eq!(paths, &["ar/index.html"], "the sitemap is as Mizan would write it");
    assert!(fault.to_string().contains("--out"));
    assert_eq!(tree(&out), want(&[("ar/index.html", "mine"), ("sitemap.xml", "<one/>")]));
}

#[test]
fn a_folder_of_foreign_files_does_not_give_way_to_a_file() {
    let (site, out) = site();
    write(&out, site.path(), artifacts(&[("a/b.html", "b")])).expect("written");
    fs::write(out.join("a/mine.txt"), "mine").expect("written");
    let fault = write(&out, site.path(), artifacts(&[("a", "file")])).expect_err("a folder is in the way");
    assert!(matches!(&fault, WriteError::Foreign { paths, .. } if paths == &["a/mine.txt"]), "{fault}");
    assert_eq!(tree(&out).len(), 2);
}

#[test]
fn files_damaged_by_hand_are_mended() {
    let (site, out) = site();
    write(&out, site.path(), artifacts(FIRST)).expect("written");
    fs::write(out.join("ar/index.html"), "damaged").expect("written");
    fs::remove_file(out.join("sitemap.xml")).expect("removed");
    let report = write(&out, site.path(), artifacts(FIRST)).expect("written");
    assert_eq!((report.written, report.unchanged), (2, 4));
    assert_eq!(tree(&out), want(FIRST));
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let (site, out) = site();
    let elsewhere = tempfile::tempdir().expect("a temporary folder");
    fs::write(elsewhere.path().join("index.html"), "<p>سلام").expect("written");
    fs::create_dir_all(&out).expect("made");
    std::os::unix::fs::symlink(elsewhere.path(), out.join("ar")).expect("linked");
    let fault = write(&out, site.path(), artifacts(&[("ar/index.html", "<p>سلام")])).expect_err("a link");
    assert!(matches!(&fault, WriteError::Foreign { paths, .. } if paths == &["ar"]), "{fault}");

    fs::remove_file(out.join("ar")).expect("removed");
    write(&out, site.path(), artifacts(&[("ar/index.html", "a"), ("b", "b")])).expect("written");
    fs::remove_dir_all(out.join("ar")).expect("removed");
    std::os::unix::fs::symlink(elsewhere.path(), out.join("ar")).expect("linked");
    write(&out, site.path(), artifacts(&[("b", "b")])).expect("written");
    assert!(elsewhere.path().join("index.html").exists(), "a deletion went through a link");
}

#[test]
fn the_output_folder_is_none_of_the_sites_own() {
    let (site, _) = site();
    let root = site.path();
    fs::create_dir_all(root.join("content/guides")).expect("made");
    let open = |out: &Path| Staging::open(out, root).expect_err("refused");
    assert!(matches!(open(root), WriteError::HoldsSite { .. }));
    assert!(matches!(open(root.parent().expect("a parent")), WriteError::HoldsSite { .. }));
    assert!(matches!(open(&root.join("public/..")), WriteError::HoldsSite { .. }));
    assert!(matches!(open(&root.join("content/new/public")), WriteError::InSource { part: "content", .. }));
    for (out, kept) in [(".mizan", ".mizan"), (".mizan/x", ".mizan"), (".git/x", ".git")] {
        assert!(matches!(open(&root.join(out)), WriteError::Kept { part, .. } if part == kept), "{out}");
    }
    fs::write(root.join("file"), "").expect("written");
    assert!(matches!(open(&root.join("file")), WriteError::NotAFolder { .. }));
    assert!(matches!(open(&root.join("file/public")), WriteError::NotAFolder { .. }));
}

#[test]
fn two_builds_at_once_are_told() {
    let (site, out) = site();
    let _first = Staging::open(&out, site.path()).expect("opened");
    assert!(matches!(Staging::open(&out, site.path()), Err(WriteError::Busy { .. })));
}

#[test]
fn paths_stay_inside_and_are_taken_once() {
    let (site, out) = site();
    let staging = Staging::open(&out, site.path()).expect("opened");
    for path in ["", "/etc/passwd", "../x", "a/../../x", "a//b", "a/", ".mizan/lock", "a\\b", "a\0b", "./a"] {
        let fault = staging.stage(&artifact(path, "")).expect_err(path);
        assert!(matches!(fault, WriteError::BadPath { .. }), "{path}");
    }
    assert!(staging.stage(&artifact(&"x".repeat(256), "")).is_err());
    staging.stage(&artifact(".well-known/a", "")).expect("staged");
    assert!(matches!(staging.stage(&artifact(".well-known/a", "")), Err(WriteError::Twice { .. })));
    staging.stage(&artifact(".well-known/a/b", "")).expect("staged");
    assert!(matches!(staging.commit(), Err(WriteError::FileAndFolder { .. })));
    assert!(!out.exists());
}

#[test]
fn a_manifest_that_names_files_outside_removes_nothing() {
    let (site, out) = site();
    fs::write(site.path().join("precious"), "mine").expect("written");
    fs::create_dir_all(out.join(".mizan")).expect("made");
    let manifest = r#"{"version":1,"files":["../precious","/etc/passwd"]}"#;
    fs::write(out.join(".mizan/manifest.json"), manifest).expect("written");
    write(&out, site.path(), artifacts(FIRST)).expect("written");
    assert!(site.path().join("precious").exists());
}

#[test]
fn the_same_artifacts_give_the_same_folder() {
    let (site, out) = site();
    let other = site.path().join("other");
    write(&out, site.path(), artifacts(FIRST)).expect("written");
    write(&other, site.path(), artifacts(SECOND)).expect("written");
    write(&other, site.path(), artifacts(FIRST).into_iter().rev()).expect("written");
    let manifest = |out: &Path| fs::read(out.join(".mizan/manifest.json")).expect("a manifest");
    assert_eq!(manifest(&out), manifest(&other));
    assert_eq!(tree(&out), tree(&other));
}
