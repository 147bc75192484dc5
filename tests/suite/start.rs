//! docs/start.md, in each language: its commands run as they are written, one after the other, and its files are there.

use std::path::{Path, PathBuf};
use std::process::Command;

const PAGES: &[&str] = &["docs/start.md", "docs/ar/start.md"];

fn text(page: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).expect("the page is there")
}

/// The lines of code: indented, or in a fence; with the language of the fence.
fn code(page: &str) -> Vec<(String, String)> {
    let mut fence: Option<String> = None;
    let mut code = Vec::new();
    for line in page.lines() {
        match (line.strip_prefix("```"), &fence) {
            (Some(language), None) => fence = Some(language.to_owned()),
            (Some(_), Some(_)) => fence = None,
            (None, Some(language)) => code.push((language.clone(), line.to_owned())),
            (None, None) => code.extend(line.strip_prefix("    ").map(|line| (String::new(), line.to_owned()))),
        }
    }
    code
}

/// What a shell makes of a line whose only quotation marks are `"`.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match (c, words.last_mut()) {
            ('"', _) => quoted = !quoted,
            (' ', _) if !quoted => words.push(String::new()),
            (_, Some(word)) => word.push(c),
            (_, None) => {}
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// What does not end by itself, or would install the program.
fn is_left_out(words: &[String]) -> bool {
    words.iter().any(|word| word == "serve")
}

/// Follows the steps of the page in an empty folder; returns the folder where they end.
fn follow(page: &str, folder: &Path) -> PathBuf {
    let mut here = folder.to_owned();
    for (_, line) in code(page) {
        let words = words(&line);
        match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            ["cd", to] => here.push(to),
            // A site that exists already is the second way of making it.
            ["mizan", "new", site, ..] if here.join(site).exists() => {}
            ["mizan", arguments @ ..] if !is_left_out(&words) => {
                let ran = Command::new(env!("CARGO_BIN_EXE_mizan"))
                    .args(arguments)
                    .current_dir(&here)
                    .env("SOURCE_DATE_EPOCH", "1795000000")
                    .output()
                    .expect("the program was built for this test");
                assert!(ran.status.success(), "{line}\n{}", String::from_utf8_lossy(&ran.stderr));
            }
            _ => {}
        }
    }
    here
}

#[test]
fn its_commands_run_and_its_files_are_there() {
    for page in PAGES {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let page_text = text(page);
        let site = follow(&page_text, folder.path());
        assert!(site != folder.path() && site.join("public/index.html").is_file(), "{page}: nothing was built");
        let spans = page_text.split('`').skip(1).step_by(2);
        for path in spans.filter(|span| span.starts_with("content/") && !span.contains(char::is_whitespace)) {
            assert!(site.join(path).exists(), "{page}: there is no {path}");
        }
    }
}

#[test]
fn the_fact_to_change_stands_in_the_file_that_is_named() {
    for page in PAGES {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let page_text = text(page);
        let site = follow(&page_text, folder.path());
        let (before, _) = page_text.split_once("hours = 10").expect("the page changes a fact");
        let path = before.split('`').rfind(|span| span.ends_with("light.toml")).expect("it names the file");
        let facts = std::fs::read_to_string(site.join(path)).expect("the file is there");
        assert!(facts.lines().any(|line| line == "hours = 10"), "{page}: {facts}");
    }
}

#[test]
fn its_toml_is_toml() {
    for page in PAGES {
        let page_text = text(page);
        for fence in page_text.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()) {
            let read = fence.parse::<toml_edit::DocumentMut>();
            assert!(read.is_ok(), "{page}:\n{fence}");
        }
    }
}
