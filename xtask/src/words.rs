//! `cargo xtask words`: words that are not to be used in text that people read, with the words to use instead.
//!
//! The project has one word per concept, the standard one. The lists are in `xtask/words.txt`: the words, and the
//! exceptions.

mod list;
mod texts;

use std::path::Path;

use super::{Failure, repository};
use list::WordList;
use texts::{Language, texts};

/// Where the lists are.
const LIST: &str = "xtask/words.txt";

/// The files to check: files, and all files in folders.
const READ: &[&str] =
    &["crates/", "src/", "xtask/src/", "docs/", "themes/mizan/", "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"];

/// Texts for tests, and content of example sites.
const IGNORED: &[&str] =
    &["/tests/", "/tests.rs", "/snapshots/", "/static/fonts", "scaffold/templates/", "xtask/src/words/"];

/// Reports each use of a listed word with its place.
pub(super) fn run() -> Result<(), Failure> {
    let root = repository()?;
    let list = WordList::parse(&read(&root.join(LIST))?)?;
    let mut found = Vec::new();
    for path in files(&root)? {
        let Some(language) = Language::of(&path) else { continue };
        let content = read(&root.join(&path))?;
        for (line, text) in texts(language, &content) {
            for (word, instead) in list.find(&path, &text) {
                found.push(format!("{path}:{line}: `{word}`: use {instead}"));
            }
        }
    }
    let unused = list.unused();
    found.extend(unused.into_iter().map(|entry| format!("{LIST}: nothing needs the exception `{entry}`")));
    if found.is_empty() {
        return Ok(());
    }
    Err(format!("{}\n{} words; where one is right, add an exception to {LIST}", found.join("\n"), found.len()).into())
}

fn read(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()).into())
}

/// The files that are read, in order.
fn files(root: &Path) -> Result<Vec<String>, Failure> {
    let mut paths = Vec::new();
    for beginning in READ {
        for entry in walkdir::WalkDir::new(root.join(beginning)).sort_by_file_name() {
            let entry = entry?;
            let path = entry.path().strip_prefix(root)?.to_string_lossy().replace('\\', "/");
            if entry.file_type().is_file() && !IGNORED.iter().any(|part| path.contains(part)) {
                paths.push(path);
            }
        }
    }
    Ok(paths)
}
