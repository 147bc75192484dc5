//! The output folder and the arguments of the program: damaged, blocked, full, or killed midway.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use super::SITE;
use super::disk::{build, command, run};
use crate::run::{Workplace, tree};

fn mkfifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().expect("mkfifo is there").success());
}

/// Something in Mizan's own corner of the output folder that Mizan did not put there.
#[test]
fn a_corner_that_is_damaged() {
    for name in ["lock", "manifest.json", "manifest.next", "staging"] {
        for what in ["a folder", "a pipe", "a link to nothing", "a link outside", "garbage", "nothing", "no access"] {
            let site = Workplace::of(SITE);
            build(site.path(), &[]).ends_with(0);
            let good: Vec<_> = site.tree().into_iter().filter(|(path, _)| !path.starts_with(".mizan")).collect();
            let outside = tempfile::NamedTempFile::new().expect("there is room for a file");
            fs::write(outside.path(), "theirs").expect("the file is ours");
            let path = site.public().join(".mizan").join(name);
            let _ = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
            match what {
                "a folder" => fs::create_dir(&path).expect("the folder is ours"),
                "a pipe" => mkfifo(&path),
                "a link to nothing" => symlink("nowhere", &path).expect("the folder is ours"),
                "a link outside" => symlink(outside.path(), &path).expect("the folder is ours"),
                "garbage" => {
                    fs::write(&path, b"\xFF{\"version\":99999999999999999999,[[[").expect("the folder is ours")
                }
                "no access" => {
                    fs::write(&path, "").expect("the folder is ours");
                    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("the folder is ours");
                }
                _ => {}
            }
            let ran = build(site.path(), &[]);
            let what = format!("{name} is {what}");
            assert!(matches!(ran.code, Some(0 | 2)), "{what}: {}{}", ran.out, ran.err);
            assert_eq!(
                fs::read(outside.path()).expect("it is there"),
                b"theirs",
                "{what}: what a link leads to was written"
            );
            let after: Vec<_> = site.tree().into_iter().filter(|(path, _)| !path.starts_with(".mizan")).collect();
            assert!(after == good, "{what}: the site was damaged");
            if ran.code == Some(2) {
                assert!(ran.err.contains(".mizan"), "{what}: {}", ran.err);
            }
        }
    }
}

#[test]
fn a_manifest_that_lies() {
    let site = Workplace::of(SITE);
    build(site.path(), &[]).ends_with(0);
    let outside = site.path().join("theirs.txt");
    fs::write(&outside, "theirs").expect("the site is ours");
    fs::write(site.public().join("mine.txt"), "mine").expect("the folder is ours");
    let names = [
        "../theirs.txt",
        "/etc/passwd",
        "a/../../theirs.txt",
        ".mizan/lock",
        "",
        ".",
        "config.toml/../../theirs.txt",
        "\\\\x",
    ];
    let manifest = format!("{{\"version\":1,\"files\":{}}}", serde_json::json!(names));
    fs::write(site.public().join(".mizan/manifest.json"), manifest).expect("the folder is ours");
    // Its own files are no longer known as its own: they are the same, so nothing has to be replaced.
    build(site.path(), &[]).ends_with(0);
    assert_eq!(fs::read(&outside).expect("it is there"), b"theirs");
    assert_eq!(fs::read(site.public().join("mine.txt")).expect("it is there"), b"mine");
    assert!(site.path().join("config.toml").exists());
}

#[test]
fn an_output_that_is_in_the_way() {
    let site = Workplace::of(SITE);
    build(site.path(), &[]).ends_with(0);
    let good = site.tree();
    // A file of the site replaced by what is not a file: left alone, and reported.
    for what in ["a folder with something in it", "a pipe", "a link outside"] {
        let page = site.public().join("en/kettles/index.html");
        fs::remove_file(&page).expect("it was built");
        let outside = tempfile::NamedTempFile::new().expect("there is room for a file");
        match what {
            "a pipe" => mkfifo(&page),
            "a link outside" => symlink(outside.path(), &page).expect("the folder is ours"),
            _ => {
                fs::create_dir(&page).expect("the folder is ours");
                fs::write(page.join("x"), "x").expect("the folder is ours");
            }
        }
        let ran = build(site.path(), &[]).ends_with(2);
        assert!(ran.err.contains("en/kettles/index.html"), "{what}: {}", ran.err);
        assert_eq!(fs::metadata(outside.path()).expect("it is there").len(), 0, "{what}");
        if page.is_dir() { fs::remove_dir_all(&page) } else { fs::remove_file(&page) }.expect("the folder is ours");
        build(site.path(), &[]).ends_with(0);
        assert!(site.tree() == good, "{what}");
    }
    // A file that somebody damaged is repaired.
    fs::write(site.public().join("sitemap.xml"), "x").expect("the folder is ours");
    build(site.path(), &[]).ends_with(0);
    assert!(site.tree() == good);
}

#[test]
fn arguments_that_cannot_be_meant() {
    let site = Workplace::of(SITE);
    let before = tree(site.path());
    let file = site.path().join("config.toml");
    for out in [
        OsStr::new(""),
        OsStr::new("/"),
        OsStr::new("/dev/null"),
        OsStr::new("/dev/null/x"),
        OsStr::new("/proc/x"),
        OsStr::new("."),
        file.as_os_str(),
        site.path().as_os_str(),
        site.path().join("content/x").as_os_str(),
        site.path().join("static").as_os_str(),
        site.path().join("public/../content").as_os_str(),
        OsStr::new(&"x".repeat(5000)),
        OsStr::new(&"x/".repeat(5000)),
    ] {
        let mut command = command(site.path(), &[]);
        command.arg("--out").arg(out).current_dir(site.path());
        let ran = run(command);
        assert_eq!(ran.code, Some(2), "--out {out:?}: {}{}", ran.out, ran.err);
        assert!(ran.err.len() > 20 && ran.err.len() < 12_000, "--out {out:?}: {}", ran.err);
        assert!(tree(site.path()) == before, "--out {out:?} changed the site");
    }
    for folder in [
        OsStr::new(""),
        OsStr::new("nowhere"),
        file.as_os_str(),
        OsStr::new("/dev/null"),
        OsStr::from_bytes(b"\xFF"),
        OsStr::new(&"x".repeat(5000)),
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mizan"));
        command.arg("build").arg("--site").arg(folder);
        let ran = run(command);
        assert_eq!(ran.code, Some(2), "--site {folder:?}: {}{}", ran.out, ran.err);
        assert!(ran.err.contains("--site"), "--site {folder:?}: {}", ran.err);
    }
    for arguments in [
        &["--today", "2026-02-30"][..],
        &["--today", ""],
        &["--today", "0000-00-00"],
        &["--today", "99999-01-01"],
        &["--today", "2026"],
        &["--base-url", ""],
        &["--base-url", "javascript:alert(1)"],
        &["--base-url", "https://"],
        &["--base-url", "file:///x"],
    ] {
        let ran = build(site.path(), arguments);
        assert_eq!(ran.code, Some(2), "{arguments:?}: {}{}", ran.out, ran.err);
    }
    // A name that is not UTF-8 is a name all the same.
    let odd = site.path().join(OsStr::from_bytes(b"out\xFF"));
    let mut command = command(site.path(), &[]);
    command.arg("--out").arg(&odd);
    run(command).ends_with(0);
    assert!(odd.join("sitemap.xml").exists());
}

#[test]
fn a_clock_that_cannot_be_meant() {
    let site = Workplace::of(SITE);
    for (value, code) in [
        (&b""[..], 2),
        (b"soon", 2),
        (b"-1", 0),
        (b"99999999999999999999", 2),
        (b"9223372036854775807", 2),
        (b"1.5", 2),
        (b"\xFF\xFE", 2),
        (b" 1795000000\n", 0),
        (b"0x10", 2),
        (b"0", 0),
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mizan"));
        command.arg("build").arg("--site").arg(site.path()).env("SOURCE_DATE_EPOCH", OsStr::from_bytes(value));
        let ran = run(command);
        assert_eq!(ran.code, Some(code), "{:?}: {}{}", String::from_utf8_lossy(value), ran.out, ran.err);
        assert!(code == 0 || ran.err.contains("SOURCE_DATE_EPOCH"), "{}", ran.err);
    }
}

#[test]
fn an_environment_of_garbage() {
    let site = Workplace::of(SITE);
    for (name, value) in [
        ("RAYON_NUM_THREADS", "0"),
        ("RAYON_NUM_THREADS", "-1"),
        ("RAYON_NUM_THREADS", "many"),
        ("LANG", "xx_YY.UTF-99"),
        ("LC_ALL", "\u{1}"),
        ("TZ", "Nowhere/Here"),
        ("TERM", ""),
        ("TERM", "\u{1b}[31m"),
        ("COLUMNS", "0"),
        ("COLUMNS", "-5"),
        ("NO_COLOR", ""),
        ("CLICOLOR_FORCE", "1"),
        ("TMPDIR", "/nowhere"),
        ("HOME", "/nowhere"),
        ("PATH", ""),
    ] {
        let mut command = command(site.path(), &[]);
        command.env(name, value);
        let ran = run(command);
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{name}={value:?}");
    }
}

/// Nothing that may be written to.
#[test]
fn an_output_that_may_not_be_written() {
    let site = Workplace::of(SITE);
    for entry in walkdir::WalkDir::new(site.path()) {
        let entry = entry.expect("the site is ours");
        let mode = if entry.file_type().is_dir() { 0o755 } else { 0o644 };
        fs::set_permissions(entry.path(), fs::Permissions::from_mode(mode)).expect("the site is ours");
    }
    let root = fs::metadata(site.path()).expect("it is there").uid() == 0;
    let nobody = |mut command: Command| {
        if root {
            command.uid(65534).gid(65534);
        }
        run(command)
    };
    let closed = site.path().join("closed");
    fs::create_dir(&closed).expect("the site is ours");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o555)).expect("the site is ours");
    for out in [closed.clone(), closed.join("public")] {
        let mut command = command(site.path(), &[]);
        command.arg("--out").arg(&out);
        let ran = nobody(command);
        assert_eq!(ran.code, Some(2), "{}", ran.err);
        assert!(ran.err.contains("check its owner and permissions"), "{}", ran.err);
        assert!(!ran.err.contains("try again"), "{}", ran.err);
    }
    // What was built by somebody else stays as it is.
    build(site.path(), &[]).ends_with(0);
    let before = site.tree();
    site.file("content/pages/home/en.md", "+++\ntitle = \"Compare anew, then choose\"\ndescription = \"Comparisons in Arabic and English, in which every statement has a source.\"\n+++\n");
    fs::set_permissions(site.path().join("content/pages/home/en.md"), fs::Permissions::from_mode(0o644))
        .expect("the site is ours");
    for entry in walkdir::WalkDir::new(site.public()) {
        let entry = entry.expect("the site is ours");
        let mode = if entry.file_type().is_dir() { 0o555 } else { 0o444 };
        fs::set_permissions(entry.path(), fs::Permissions::from_mode(mode)).expect("the site is ours");
    }
    let ran = nobody(command(site.path(), &[]));
    assert_eq!(ran.code, Some(2), "{}{}", ran.out, ran.err);
    assert!(site.tree() == before);
    for entry in walkdir::WalkDir::new(site.public()) {
        let entry = entry.expect("the site is ours");
        if entry.file_type().is_dir() {
            fs::set_permissions(entry.path(), fs::Permissions::from_mode(0o755)).expect("the site is ours");
        }
    }
}

/// A disk with hardly any room: what was there stays whole.
#[test]
fn a_disk_that_is_full() {
    let site = Workplace::of(SITE);
    let disk = site.path().join("disk");
    fs::create_dir(&disk).expect("the site is ours");
    for size in ["64k", "300k"] {
        // Only root may mount one; otherwise the test cannot have a full disk.
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={size}"), "none"])
            .arg(&disk)
            .stderr(Stdio::null())
            .status();
        if !mounted.is_ok_and(|status| status.success()) {
            return;
        }
        let mut command = command(site.path(), &[]);
        command.arg("--out").arg(disk.join("public"));
        let ran = run(command);
        let left = tree(&disk);
        let unmounted = Command::new("umount").arg(&disk).status();
        assert!(unmounted.is_ok_and(|status| status.success()));
        assert_eq!(ran.code, Some(2), "{size}: {}{}", ran.out, ran.err);
        assert!(ran.err.contains("free some space"), "{size}: {}", ran.err);
        assert!(left.is_empty(), "{size}: {:?}", left.keys());
    }
}

/// Ended at any moment, every file is whole, and the next build ends what was begun.
#[test]
fn ended_midway() {
    let site = Workplace::of(SITE);
    let reference = |site: &Workplace| {
        let out = tempfile::tempdir().expect("there is room for a folder");
        let mut command = command(site.path(), &[]);
        command.arg("--out").arg(out.path().join("public"));
        run(command).ends_with(0);
        tree(&out.path().join("public"))
    };
    let first = reference(&site);
    let home = "content/pages/home/en.md";
    let good = fs::read_to_string(site.path().join(home)).expect("the fixture has it");
    site.file(home, &good.replace("Compare, then", "Weigh, then"));
    site.file("static/new.txt", "new");
    fs::remove_file(site.path().join("static/humans.txt")).expect("the fixture has it");
    let second = reference(&site);
    let whole = |path: &str, bytes: &[u8]| {
        path.starts_with(".mizan")
            || [&first, &second].iter().any(|tree| tree.get(path).is_some_and(|known| known == bytes))
    };
    for round in 0..40_u64 {
        let mut child =
            command(site.path(), &[]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
        // From before the first file to after the last one, unevenly.
        std::thread::sleep(Duration::from_millis((round * 37) % 400));
        let _ = child.kill();
        let _ = child.wait();
        for (path, bytes) in site.tree() {
            assert!(whole(&path, &bytes), "round {round}: {path} is not whole");
        }
        if round % 5 == 4 {
            build(site.path(), &[]).ends_with(0);
            assert!(site.tree() == second, "round {round}");
            fs::remove_dir_all(site.public()).expect("it is ours");
        }
    }
}

/// A site larger than anybody has, through the program.
#[test]
fn a_site_of_many_files() {
    let site = Workplace::of(SITE);
    for n in 0..5000 {
        site.file(&format!("static/many/{}/{n}.txt", n % 100), "x");
    }
    build(site.path(), &[]).ends_with(0);
    assert!(site.tree().len() > 5000);
}
