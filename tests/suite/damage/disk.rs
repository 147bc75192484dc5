//! Something else in place of a file: folders, links, devices, nothing, or something else each time it is read.

use std::fs;
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::{LIMIT, SITE, files};
use crate::run::{Ran, Workplace, tree};

/// A user that owns nothing.
pub(super) const NOBODY: u32 = 65534;

/// The program on `site`, ended by force where it hangs.
#[track_caller]
pub(super) fn build(site: &Path, arguments: &[&str]) -> Ran {
    run(command(site, arguments))
}

pub(super) fn command(site: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mizan"));
    command.arg("build").arg("--site").arg(site).args(["--today", "2026-12-01"]).args(arguments);
    command
}

#[track_caller]
pub(super) fn run(mut command: Command) -> Ran {
    let [out, err] = [(), ()].map(|()| tempfile::tempfile().expect("there is room for a file"));
    let clone = |file: &fs::File| Stdio::from(file.try_clone().expect("a file can be shared"));
    let mut child = command.stdin(Stdio::null()).stdout(clone(&out)).stderr(clone(&err)).spawn().expect("it starts");
    let started = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().expect("it is our child") {
            break status;
        }
        if started.elapsed() > LIMIT {
            let _ = child.kill();
            let _ = child.wait();
            panic!("{command:?} hangs");
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let text = |mut file: fs::File| {
        use std::io::{Read, Seek};
        let mut text = String::new();
        file.rewind().expect("a file can be read again");
        file.read_to_string(&mut text).expect("the program writes UTF-8");
        text
    };
    let (out, err) = (text(out), text(err));
    assert!(status.signal().is_none(), "{command:?} was ended by signal {:?}\n{err}", status.signal());
    assert!(!err.contains("panicked"), "{command:?}\n{err}");
    Ran { code: status.code(), out, err }
}

/// The content has an error, it is reported in a bounded number of messages, and nothing came of it.
#[track_caller]
fn refused(site: &Workplace, what: &str, most: usize) -> String {
    let public = site.tree();
    let ran = build(site.path(), &["--format", "json"]);
    assert_eq!(ran.code, Some(1), "{what}: {}{}", ran.out, ran.err);
    let messages = ran.out.lines().count();
    assert!((1..=most).contains(&messages), "{what}: {messages} messages\n{}", ran.out);
    assert!(site.tree() == public, "{what}: something was written");
    ran.out
}

fn remove(path: &Path) {
    if path.is_dir() && !path.is_symlink() { fs::remove_dir_all(path) } else { fs::remove_file(path) }
        .expect("the site is ours");
}

pub(super) fn pipe(path: &Path) {
    let made = Command::new("mkfifo").arg(path).status().expect("mkfifo is there");
    assert!(made.success() && fs::symlink_metadata(path).expect("it was made").file_type().is_fifo());
}

/// Files without which a site is another one; what they are replaced by must be reported.
fn required() -> Vec<String> {
    files().into_iter().map(|(path, _)| path).collect()
}

#[test]
fn a_folder_in_a_files_place() {
    for path in required() {
        let site = Workplace::of(SITE);
        remove(&site.path().join(&path));
        fs::create_dir(site.path().join(&path)).expect("the site is ours");
        let ran = build(site.path(), &["--format", "json"]);
        assert!(ran.code == Some(0) || ran.code == Some(1), "{path}: {}", ran.err);
        let told = ran.out.lines().count();
        // A hook, a word of the theme and a file that is copied may be missing.
        let optional = path.starts_with("static/")
            || path.ends_with("ar/images/cover.png")
            || path.contains("/i18n/")
            || path.ends_with("_end.html");
        assert!(optional || told > 0, "nothing is said of a folder called {path}");
        assert!(told <= 12, "{path}: {told} messages\n{}", ran.out);
        assert!(ran.code == Some(0) || site.tree().is_empty(), "{path}: something was written");
    }
}

#[test]
fn a_link_in_a_files_place() {
    for path in required() {
        let site = Workplace::of(SITE);
        build(site.path(), &[]).ends_with(0);
        let file = site.path().join(&path);
        let outside = tempfile::NamedTempFile::new().expect("there is room for a file");
        fs::write(outside.path(), "secret").expect("the file is ours");
        let targets: [(&str, PathBuf); 6] = [
            ("nothing", "nowhere".into()),
            ("itself", file.file_name().expect("a file has a name").into()),
            ("another file", outside.path().into()),
            ("a device without end", "/dev/zero".into()),
            ("its folder", ".".into()),
            ("the machine", "/".into()),
        ];
        for (what, target) in targets {
            remove(&file);
            symlink(&target, &file).expect("the site is ours");
            let what = format!("{path} as a link to {what}");
            let said = refused(&site, &what, 14);
            assert!(["MZ0001", "MZ0003", "MZ0004"].iter().any(|code| said.contains(code)), "{what}: {said}");
            assert!(!said.contains("secret"), "{what}: {said}");
        }
    }
}

#[test]
fn a_pipe_a_socket_or_a_device_in_a_files_place() {
    for path in required() {
        let site = Workplace::of(SITE);
        build(site.path(), &[]).ends_with(0);
        let file = site.path().join(&path);
        remove(&file);
        pipe(&file);
        assert!(refused(&site, &format!("{path} as a pipe"), 14).contains("MZ0001"));
        remove(&file);
        // The path of a socket is short.
        let short = tempfile::tempdir().expect("there is room for a folder");
        let _socket = UnixListener::bind(short.path().join("s")).expect("a socket can be made");
        fs::rename(short.path().join("s"), &file).expect("both lie in one place");
        assert!(refused(&site, &format!("{path} as a socket"), 14).contains("MZ0001"));
        // A link to a pipe that is in the site.
        remove(&file);
        pipe(&site.path().join("static/pipe"));
        symlink(site.path().join("static/pipe"), &file).expect("the site is ours");
        refused(&site, &format!("{path} as a link to a pipe"), 14);
    }
}

#[test]
fn a_folder_that_is_something_else() {
    for folder in [
        "content",
        "content/guides",
        "content/guides/kettles",
        "content/guides/kettles/tiers",
        "content/guides/kettles/ar",
        "content/site",
        "static",
        "themes",
        "themes/mine",
        "themes/mine/templates",
        "themes/mine/static",
    ] {
        for what in
            ["a file", "a pipe", "a link to itself", "a link to nothing", "a link to the machine", "a link to the site"]
        {
            let site = Workplace::of(SITE);
            let path = site.path().join(folder);
            remove(&path);
            match what {
                "a file" => fs::write(&path, "x").expect("the site is ours"),
                "a pipe" => pipe(&path),
                "a link to itself" => {
                    symlink(path.file_name().expect("it has a name"), &path).expect("the site is ours")
                }
                "a link to nothing" => symlink("nowhere", &path).expect("the site is ours"),
                "a link to the machine" => symlink("/", &path).expect("the site is ours"),
                _ => symlink(site.path(), &path).expect("the site is ours"),
            }
            // Then public/ is inside it indeed.
            let code =
                if matches!(folder, "content" | "static" | "themes") && what == "a link to the site" { 2 } else { 1 };
            let what = format!("{folder} as {what}");
            let ran = build(site.path(), &["--format", "json"]);
            if code == 2 {
                ran.ends_with(2);
                continue;
            }
            // The site's own theme extends another, and is reported in a warning.
            let code = if folder == "themes/mine/templates" && what.ends_with("a file") { 0 } else { 1 };
            assert_eq!(ran.code, Some(code), "{what}: {}{}", ran.out, ran.err);
            let told = ran.out.lines().count();
            assert!((1..=60).contains(&told), "{what}: {told} messages\n{}", ran.out);
            assert!(code == 0 || site.tree().is_empty(), "{what}: something was written");
        }
    }
}

/// As somebody who may not read everything, regardless of who runs the test.
fn as_nobody(site: &Path, out: &Path) -> Command {
    let mut command = command(site, &["--format", "json"]);
    command.arg("--out").arg(out);
    if fs::metadata(site).expect("the site is ours").uid() == 0 {
        command.uid(NOBODY).gid(NOBODY);
    }
    command
}

pub(super) fn open_up(path: &Path) {
    for entry in walkdir::WalkDir::new(path) {
        let entry = entry.expect("the site is ours");
        let mode = if entry.file_type().is_dir() { 0o755 } else { 0o644 };
        fs::set_permissions(entry.path(), fs::Permissions::from_mode(mode)).expect("the site is ours");
    }
}

#[test]
fn what_may_not_be_read() {
    let out = tempfile::tempdir().expect("there is room for a folder");
    fs::set_permissions(out.path(), fs::Permissions::from_mode(0o777)).expect("the folder is ours");
    let site = Workplace::of(SITE);
    open_up(site.path());
    run(as_nobody(site.path(), &out.path().join("public"))).ends_with(0);
    let before = tree(&out.path().join("public"));
    let folders = ["content", "content/guides/kettles", "content/guides/kettles/ar", "static", "themes/mine/templates"];
    for path in required().into_iter().chain(folders.map(str::to_owned)) {
        let closed = site.path().join(&path);
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).expect("the site is ours");
        let ran = run(as_nobody(site.path(), &out.path().join("public")));
        let mode = if closed.is_dir() { 0o755 } else { 0o644 };
        fs::set_permissions(&closed, fs::Permissions::from_mode(mode)).expect("the site is ours");
        assert_eq!(ran.code, Some(1), "{path}: {}{}", ran.out, ran.err);
        assert!(ran.out.contains("MZ0001") && ran.out.contains(&path), "{path}: {}", ran.out);
        // The one cause, and no tale of what is missing for it.
        assert_eq!(ran.out.lines().count(), 1, "{path}: {}", ran.out);
        assert!(tree(&out.path().join("public")) == before, "{path}: something was written");
    }
}

#[test]
fn folders_that_multiply_by_links() {
    let site = Workplace::of(SITE);
    for n in 0..40 {
        let folder = site.path().join(format!("static/l{n}"));
        fs::create_dir_all(&folder).expect("the site is ours");
        for name in ["a", "b"] {
            symlink(format!("../l{}", n + 1), folder.join(name)).expect("the site is ours");
        }
    }
    fs::create_dir_all(site.path().join("static/l40")).expect("the site is ours");
    fs::write(site.path().join("static/l40/x"), "x").expect("the site is ours");
    refused(&site, "links to links to links", 5);
}

#[test]
fn a_file_too_large_for_anybody() {
    let site = Workplace::of(SITE);
    for path in ["content/guides/kettles/guide.toml", "static/large"] {
        let file = fs::File::create(site.path().join(path)).expect("the site is ours");
        file.set_len(3 << 30).expect("holes cost nothing");
        assert!(refused(&site, path, 14).contains("larger than 1 GiB"));
    }
}

#[test]
fn folders_in_folders() {
    let site = Workplace::of(SITE);
    for base in ["static", "content", "content/guides/kettles", "content/guides/kettles/images", "themes/mine/static"] {
        let folder = site.path().join(base).join("d/".repeat(500));
        fs::create_dir_all(&folder).expect("the site is ours");
        fs::write(folder.join("x.png"), "x").expect("the site is ours");
        let ran = build(site.path(), &["--format", "json"]);
        assert!(matches!(ran.code, Some(0..=2)), "{base}: {}", ran.err);
        assert!(ran.out.len() < 100_000 && ran.err.len() < 10_000, "{base}: {}{}", ran.out, ran.err);
        fs::remove_dir_all(site.path().join(base).join("d")).expect("the site is ours");
    }
}

/// Files come and go, grow and shrink, while the program reads them.
#[test]
fn files_that_change_while_they_are_read() {
    let site = Workplace::of(SITE);
    let root = site.path().to_owned();
    let kept = tempfile::tempdir().expect("there is room for a folder");
    let content = root.join("content");
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut n = 0_usize;
            let files = files();
            while !stop.load(Ordering::Relaxed) {
                let (path, good) = &files[n % files.len()];
                let file = root.join(path);
                let aside = kept.path().join("aside");
                match n % 6 {
                    0 => {
                        let _ = fs::remove_file(&file);
                        let _ = fs::write(&file, good);
                    }
                    1 => {
                        let _ = fs::write(&file, &good[..good.len() / 2]);
                        let _ = fs::write(&file, good);
                    }
                    2 => {
                        let _ = fs::rename(&content, &aside);
                        let _ = fs::rename(&aside, &content);
                    }
                    3 => {
                        let _ = fs::remove_file(&file);
                        let _ = symlink("/dev/zero", &file);
                        let _ = fs::remove_file(&file);
                        let _ = fs::write(&file, good);
                    }
                    4 => {
                        let _ = fs::remove_file(&file);
                        let _ = fs::create_dir(&file);
                        let _ = fs::remove_dir(&file);
                        let _ = fs::write(&file, good);
                    }
                    _ => {
                        let _ = fs::write(&file, [good.as_slice(), &vec![b'\n'; 1 << 20]].concat());
                        let _ = fs::write(&file, good);
                    }
                }
                n += 1;
            }
        });
        for _ in 0..20 {
            let ran = build(&root, &[]);
            assert!(matches!(ran.code, Some(0..=2)), "{}", ran.err);
        }
        stop.store(true, Ordering::Relaxed);
    });
    // At peace again it is the site that it was.
    let fresh = Workplace::of(SITE);
    build(fresh.path(), &[]).ends_with(0);
    build(&root, &[]).ends_with(0);
    assert!(site.tree() == fresh.tree());
}

/// A pipe that takes a file's place after the folder was listed is not waited for.
#[test]
fn a_pipe_that_comes_between() {
    let site = Workplace::of(SITE);
    let file = site.path().join("content/guides/kettles/guide.toml");
    let good = fs::read(&file).expect("the fixture has the file");
    let aside = site.path().join("pipe");
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !stop.load(Ordering::Relaxed) {
                pipe(&aside);
                let _ = fs::rename(&aside, &file);
                let _ = fs::write(&aside, &good);
                let _ = fs::rename(&aside, &file);
            }
        });
        for _ in 0..20 {
            let ran = build(site.path(), &[]);
            assert!(matches!(ran.code, Some(0 | 1)), "{}", ran.err);
        }
        stop.store(true, Ordering::Relaxed);
    });
}
