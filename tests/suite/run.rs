//! The program itself, on copies of sites.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::site::{case, folder};

/// A copy of a site that a test may damage and build.
pub(crate) struct Workplace {
    root: TempDir,
}

impl Workplace {
    /// A copy of a folder under tests/sites; `..` above it is this repository's own site.
    pub(crate) fn copy(of: &Path) -> Workplace {
        let root = tempfile::tempdir().expect("there is room for a folder");
        for part in ["config.toml", "content", "static", "themes"] {
            let from = of.join(part);
            if from.exists() {
                copy(&from, &root.path().join(part));
            }
        }
        Workplace { root }
    }

    pub(crate) fn of(name: &str) -> Workplace {
        Workplace::copy(&folder(name))
    }

    /// The site of a case under tests/diagnostics.
    pub(crate) fn of_case(name: &str) -> Workplace {
        let root = tempfile::tempdir().expect("there is room for a folder");
        case(name).write(root.path()).expect("the folder is ours");
        Workplace { root }
    }

    pub(crate) fn path(&self) -> &Path {
        self.root.path()
    }

    pub(crate) fn public(&self) -> PathBuf {
        self.path().join("public")
    }

    /// Adds a file, or replaces it.
    pub(crate) fn file(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("the folder is ours");
        std::fs::write(path, text).expect("the folder is ours");
    }

    /// Puts `text` before the text of a file.
    pub(crate) fn prepend(&self, path: &str, text: &str) {
        let old = std::fs::read_to_string(self.path().join(path)).expect("the site has the file");
        self.file(path, &format!("{text}{old}"));
    }

    /// `mizan build` on this site, with a fixed day.
    pub(crate) fn build(&self, arguments: &[&str]) -> Ran {
        self.build_with(arguments, &[])
    }

    pub(crate) fn build_with(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Ran {
        let site = self.path().to_str().expect("folders for tests have plain names");
        let first = ["build", "--site", site, "--today", "2026-12-01"];
        mizan(&[&first, arguments].concat(), environment)
    }

    /// What is in public/ now.
    pub(crate) fn tree(&self) -> BTreeMap<String, Vec<u8>> {
        tree(&self.public())
    }
}

/// What came of a command.
#[derive(Debug)]
pub(crate) struct Ran {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Ran {
    #[track_caller]
    pub(crate) fn ends_with(self, code: i32) -> Ran {
        assert_eq!(self.code, Some(code), "{}\n{}", self.out, self.err);
        self
    }
}

/// Runs the program.
pub(crate) fn mizan(arguments: &[&str], environment: &[(&str, &str)]) -> Ran {
    let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_mizan"))
        .args(arguments)
        .envs(environment.iter().copied())
        .output()
        .expect("the program was built for this test");
    let text = |bytes| String::from_utf8(bytes).expect("the program writes UTF-8");
    Ran { code: status.code(), out: text(stdout), err: text(stderr) }
}

/// Every file below `folder` by its path with `/`, the manifest too.
pub(crate) fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    if !folder.exists() {
        return files;
    }
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.expect("the folder can be read");
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(folder).expect("it lies below").to_string_lossy().replace('\\', "/");
            files.insert(path, std::fs::read(entry.path()).expect("the file can be read"));
        }
    }
    files
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.expect("the site can be read");
        let target = to.join(entry.path().strip_prefix(from).expect("it lies below"));
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(&target).expect("the folder is ours");
        } else {
            // A path that is joined with nothing ends in a slash, which no file may.
            let target = if entry.depth() == 0 { to.to_owned() } else { target };
            std::fs::copy(entry.path(), target).expect("the folder is ours");
        }
    }
}
