//! Ctrl-C, and the signal that asks a process to end.
#![cfg(unix)]

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::run::Workplace;

/// Runs a command, sends it a signal as soon as `is_time`, and returns its exit code and standard error.
fn interrupt(arguments: &[&str], signal: &str, mut is_time: impl FnMut(Duration) -> bool) -> (Option<i32>, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_mizan"))
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program was built for this test");
    let started = Instant::now();
    while !is_time(started.elapsed()) && child.try_wait().expect("it is our child").is_none() {}
    let sent = Command::new("kill").args([signal, &child.id().to_string()]).output().expect("every Unix has `kill`");
    drop(sent);
    let done = child.wait_with_output().expect("it is our child");
    (done.status.code(), String::from_utf8_lossy(&done.stderr).into_owned())
}

#[test]
fn an_interrupted_build_leaves_everything_as_it_was() {
    for (signal, code) in [("-INT", 130), ("-TERM", 143)] {
        for built in [false, true] {
            let site = Workplace::of("full");
            let folder = site.path().to_str().expect("folders for tests have plain names").to_owned();
            if built {
                site.build(&[]).ends_with(0);
                site.prepend("config.toml", "# ours\n");
            }
            let before = site.tree();
            let staging = site.public().join(".mizan/staging");
            let is_staging = || std::fs::read_dir(&staging).is_ok_and(|entries| entries.count() > 3);
            let no_cache = ["build", "--no-cache", "--site", &folder];
            // Files are staged only where they changed.
            if built {
                let other = ["build", "--no-cache", "--base-url", "https://other.example/", "--site", &folder];
                let (ended, err) = interrupt(&other, signal, |_| is_staging());
                assert_eq!((ended, err.contains("interrupted")), (Some(code), true), "{err}");
                assert!(site.tree() == before, "{:?}", site.tree().keys());
            } else {
                let (ended, err) = interrupt(&no_cache, signal, |_| is_staging());
                assert_eq!((ended, err.contains("interrupted")), (Some(code), true), "{err}");
                assert!(!site.public().exists(), "{:?}", site.tree().keys());
            }
            assert!(!staging.exists());
        }
    }
}

#[test]
fn an_interrupted_check_ends_at_once() {
    let site = Workplace::of("full");
    let folder = site.path().to_str().expect("folders for tests have plain names").to_owned();
    let mut ended = Vec::new();
    // Before the program follows signals, the system ends it.
    for delay in (20..400).step_by(40) {
        let delay = Duration::from_millis(delay);
        let (code, err) = interrupt(&["check", "--site", &folder], "-INT", |passed| passed > delay);
        assert_eq!(code == Some(130), err == "interrupted\n", "{code:?} {err}");
        ended.push(code);
    }
    assert!(ended.contains(&Some(130)), "{ended:?}");
}
