//! Standard output that cannot take what a command prints.
#![cfg(target_os = "linux")]

use std::fs::File;
use std::process::{Command, Stdio};

use crate::run::Workplace;

/// Exit code and standard error of a command whose standard output is `out`.
fn run(arguments: &[&str], out: impl Into<Stdio>) -> (Option<i32>, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_mizan"))
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(out)
        .output()
        .expect("the program starts");
    (done.status.code(), String::from_utf8_lossy(&done.stderr).into_owned())
}

#[test]
fn a_full_disk_is_an_error_of_every_command() {
    let site = Workplace::of("german");
    let folder = site.path().to_str().expect("folders for tests have plain names");
    site.build(&[]).ends_with(0);
    let new = tempfile::tempdir().expect("there is room for a folder");
    let new = new.path().join("site");
    let commands: &[&[&str]] = &[
        &["--help"],
        &["--version"],
        &["help", "build"],
        &["build", "--help"],
        &["schema", "config"],
        &["schema", "tier", "--guide", "libraries", "--site", folder],
        &["explain"],
        &["explain", "MZ0202"],
        &["man"],
        &["completions", "bash"],
        &["check", "--format", "json", "--site", folder],
        &["check", "--format", "sarif", "--site", folder],
        &["check", "--fix", "--dry-run", "--site", folder],
        &["build", "--site", folder],
        &["build", "--format", "sarif", "--site", folder],
        &["lang", "status", "--site", folder],
        &["lang", "status", "--format", "json", "--site", folder],
        &["lang", "accept", "--dry-run", "--site", folder],
        &["lang", "add", "fr", "--dry-run", "--site", folder],
        &["new", "guide", "phones", "--dry-run", "--site", folder],
        &["new", new.to_str().expect("folders for tests have plain names")],
        &["clean", "--site", folder],
    ];
    // The JSON lines of a site without problems are none, and cannot be lost.
    site.file("static/con.txt", "a name that Windows does not allow");
    for arguments in commands {
        let full = File::options().write(true).open("/dev/full").expect("Linux has it");
        let (code, err) = run(arguments, full);
        assert_eq!(code, Some(2), "{arguments:?}: {err}");
        assert!(err.contains("failed to write to standard output"), "{arguments:?}: {err}");
    }
}

#[test]
fn a_pipe_that_is_closed_ends_a_command_quietly() {
    for arguments in [&["explain"][..], &["man"], &["completions", "zsh"], &["schema", "config"], &["--help"]] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        assert_eq!(run(arguments, writer), (Some(0), String::new()), "{arguments:?}");
    }
}
