//! Requirements for every command: help with examples, a section in the docs, a suggestion for a typo, and
//! no panic for any argument.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::run::mizan;

fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every command that is not hidden, by its path: `["lang", "add"]`.
fn commands() -> Vec<(Vec<String>, clap::Command)> {
    fn gather(path: &[String], command: &clap::Command, all: &mut Vec<(Vec<String>, clap::Command)>) {
        for inner in command.get_subcommands().filter(|inner| !inner.is_hide_set() && inner.get_name() != "help") {
            let path = [path, &[inner.get_name().to_owned()]].concat();
            gather(&path, inner, all);
            all.push((path, inner.clone()));
        }
    }
    let mut all = Vec::new();
    let mut root = mizan::cli::command();
    root.build();
    gather(&[], &root, &mut all);
    assert!(all.len() >= 4);
    all
}

/// Options and arguments, without those that every command has.
fn own(command: &clap::Command) -> impl Iterator<Item = &clap::Arg> {
    command.get_arguments().filter(|arg| !arg.is_hide_set() && !matches!(arg.get_id().as_str(), "help" | "version"))
}

/// As docs and help write it: `--site DIR`, `--drafts`, `CODE`.
fn written(arg: &clap::Arg) -> String {
    let takes = arg.get_action().takes_values();
    let value = arg.get_value_names().filter(|_| takes).map(|names| names.join(" ")).unwrap_or_default();
    match arg.get_long() {
        Some(long) if value.is_empty() => format!("--{long}"),
        Some(long) => format!("--{long} {value}"),
        None => value,
    }
}

#[test]
fn every_command_teaches_with_examples() {
    for (path, mut command) in commands() {
        let name = path.join(" ");
        let help = command.render_long_help().to_string();
        let (_, examples) =
            help.split_once("Examples:").unwrap_or_else(|| panic!("`mizan {name}` has no examples:\n{help}"));
        assert!(examples.contains(&format!("mizan {name}")), "`mizan {name}`: {examples}");
        assert!(command.get_about().is_some(), "`mizan {name}` does not say what it does");
        for arg in own(&command) {
            assert!(arg.get_help().is_some(), "`mizan {name} {}` is not explained", written(arg));
        }
    }
}

#[test]
fn the_docs_have_every_command_and_option_and_no_other() {
    let docs = std::fs::read_to_string(repository().join("docs/commands.md")).expect("docs/commands.md is there");
    let mut documented: Vec<(String, BTreeSet<String>)> = Vec::new();
    for line in docs.lines() {
        if let Some(name) = line.strip_prefix('#').map(|line| line.trim_start_matches('#').trim()) {
            documented.push((name.trim_matches('`').to_owned(), BTreeSet::new()));
        } else if let Some(cell) = line.strip_prefix("| `").and_then(|rest| rest.split_once('`')).map(|(cell, _)| cell)
            && let Some((_, options)) = documented.last_mut()
        {
            // In a table of Markdown a bar inside code is escaped.
            options.insert(cell.replace("\\|", "|"));
        }
    }
    let documented: Vec<_> = documented.into_iter().filter(|(name, _)| name.starts_with("mizan ")).collect();
    let commands = commands();
    for (path, command) in &commands {
        let name = format!("mizan {}", path.join(" "));
        let Some((_, options)) = documented.iter().find(|(heading, _)| *heading == name) else {
            panic!("docs/commands.md has no heading `{name}`")
        };
        let expected: BTreeSet<String> = own(command).map(written).collect();
        assert_eq!(options, &expected, "docs/commands.md, `{name}`");
    }
    for (heading, _) in documented {
        assert!(
            commands.iter().any(|(path, _)| heading == format!("mizan {}", path.join(" "))),
            "there is no `{heading}`"
        );
    }
}

#[test]
fn a_slip_is_answered_with_what_was_meant() {
    for (path, command) in commands() {
        let Some((name, around)) = path.split_last() else { continue };
        let slip = format!("{name}{}", &name[name.len() - 1..]);
        let words: Vec<&str> = around.iter().map(String::as_str).chain([slip.as_str()]).collect();
        let ran = mizan(&words, &[]);
        // `mizan new` takes a folder where a command is allowed.
        if ran.code == Some(2) && ran.err.contains("unrecognized") {
            assert!(ran.err.contains(&format!("'{name}'")), "{slip}: {}", ran.err);
        }
        for long in own(&command).filter_map(clap::Arg::get_long).filter(|long| long.len() > 3) {
            let slip = format!("--{}x{}", &long[..2], &long[2..]);
            let words: Vec<&str> = path.iter().map(String::as_str).chain([slip.as_str()]).collect();
            let ran = mizan(&words, &[]).ends_with(2);
            assert!(ran.err.contains(&format!("--{long}")), "{words:?}: {}", ran.err);
        }
    }
    let ran = mizan(&["buidl"], &[]).ends_with(2);
    assert!(ran.err.contains("'build'"), "{}", ran.err);
    let site = repository().to_string_lossy().into_owned();
    let ran = mizan(&["schema", "tier", "--guide", "whatsap", "--site", &site], &[]).ends_with(2);
    assert!(ran.err.contains("did you mean `whatsapp`?"), "{}", ran.err);
    let ran = mizan(&["schema", "teir"], &[]).ends_with(2);
    assert!(ran.err.contains("'tier'"), "{}", ran.err);
    let ran = mizan(&["man", "biuld"], &[]).ends_with(2);
    assert!(ran.err.contains("`build`"), "{}", ran.err);
}

#[test]
fn without_arguments_there_is_help() {
    let ran = mizan(&[], &[]).ends_with(2);
    assert!(ran.err.contains("Usage: mizan <COMMAND>") && ran.err.contains("build"), "{}", ran.err);
    let ran = mizan(&["--help"], &[]).ends_with(0);
    assert!(ran.out.contains("Typical workflow:") && ran.out.contains("mizan build"), "{}", ran.out);
    assert!(ran.out.contains("Exit codes:"), "{}", ran.out);
    mizan(&["--version"], &[]).ends_with(0);
}

#[test]
fn a_reader_who_leaves_early_is_no_fault() {
    for words in [
        &["explain"][..],
        &["explain", "MZ0202"],
        &["schema", "guide"],
        &["completions", "bash"],
        &["man"],
        &["--help"],
        &["build", "--help"],
    ] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_mizan"))
            .args(words)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program was built for this test");
        drop(child.stdout.take());
        let ran = child.wait_with_output().expect("it ends");
        let said = String::from_utf8_lossy(&ran.stderr);
        assert!(!said.contains("panicked") && ran.status.code() != Some(101), "{words:?}: {said}");
    }
}

#[cfg(unix)]
#[test]
fn arguments_that_are_no_text_are_no_panic() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let odd = OsStr::from_bytes(b"od\xff");
    for (path, command) in commands() {
        // Commands that serve or send requests would not end by themselves.
        if path == ["serve"] {
            continue;
        }
        for option in own(&command).filter_map(clap::Arg::get_long).map(Some).chain([None]) {
            let mut run = Command::new(env!("CARGO_BIN_EXE_mizan"));
            let folder = tempfile::tempdir().expect("there is room for a folder");
            run.current_dir(folder.path()).args(&path);
            if let Some(option) = option {
                run.arg(format!("--{option}"));
            }
            let ran = run.arg(odd).output().expect("the program was built for this test");
            let said = String::from_utf8_lossy(&ran.stderr);
            assert!(!said.contains("panicked") && ran.status.code() != Some(101), "{path:?} {option:?}: {said}");
        }
    }
}

#[test]
fn every_shell_gets_a_script_that_knows_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = mizan(&["completions", shell], &[]).ends_with(0);
        for (path, _) in commands() {
            assert!(ran.out.contains(path.last().expect("a command has a name").as_str()), "{shell}: {path:?}");
        }
        if shell == "bash" {
            assert_eq!(bash_finds_fault(&ran.out), None);
        }
    }
}

/// What bash reports for the script without running it; nothing where bash is not installed.
fn bash_finds_fault(script: &str) -> Option<String> {
    let file = tempfile::NamedTempFile::new().expect("there is room for a file");
    std::fs::write(file.path(), script).expect("the file is ours");
    let ran = Command::new("bash").arg("-n").arg(file.path()).output().ok()?;
    (!ran.status.success()).then(|| String::from_utf8_lossy(&ran.stderr).into_owned())
}

#[test]
fn there_is_a_manual_page_for_every_command() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let out = folder.path().join("man1");
    mizan(&["man", "--out", &out.to_string_lossy()], &[]).ends_with(0);
    let pages = |folder: &Path| -> BTreeSet<String> {
        let entries = std::fs::read_dir(folder).expect("the folder is ours");
        entries.map(|entry| entry.expect("the folder is ours").file_name().to_string_lossy().into_owned()).collect()
    };
    let names = commands().into_iter().map(|(path, _)| format!("mizan-{}.1", path.join("-")));
    let expected: BTreeSet<String> = names.chain(["mizan.1".to_owned()]).collect();
    assert_eq!(pages(&out), expected);
    for name in &expected {
        let page = std::fs::read_to_string(out.join(name)).expect("the file is ours");
        assert!(page.contains(".TH mizan") && page.contains(".SH NAME"), "{name}: {page}");
    }
    let whole = std::fs::read_to_string(out.join("mizan-build.1")).expect("the file is ours");
    assert_eq!(mizan(&["man", "build"], &[]).ends_with(0).out, whole);
    // Again, nothing is in the way.
    mizan(&["man", "--out", &out.to_string_lossy()], &[]).ends_with(0);
}
