//! The files of a site in memory, which an example changes and a test writes into a folder.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use super::{Step, diff, lines};

/// The kind of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SiteEntry {
    /// A file and its bytes.
    File(Vec<u8>),
    /// A symbolic link and what it leads to.
    Link(String),
}

/// The files of a site by path, with `/` between folders.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SiteFiles(pub(super) BTreeMap<String, SiteEntry>);

impl SiteFiles {
    /// Reads the files below `folder`; links are not followed.
    ///
    /// # Errors
    /// If the folder or a file cannot be read.
    pub fn read(folder: &Path) -> io::Result<SiteFiles> {
        let mut files = SiteFiles::default();
        for entry in walkdir::WalkDir::new(folder) {
            let entry = entry?;
            if entry.file_type().is_file() {
                let path = entry.path().strip_prefix(folder).map_err(io::Error::other)?;
                files.insert(path.to_string_lossy().replace('\\', "/"), std::fs::read(entry.path())?);
            }
        }
        Ok(files)
    }

    /// Writes the files into `folder`, which is made if it does not exist.
    ///
    /// # Errors
    /// If the folder or a file cannot be written.
    pub fn write(&self, folder: &Path) -> io::Result<()> {
        std::fs::create_dir_all(folder)?;
        for (path, entry) in &self.0 {
            let to = folder.join(path);
            if let Some(parent) = to.parent() {
                std::fs::create_dir_all(parent)?;
            }
            match entry {
                SiteEntry::File(bytes) => std::fs::write(&to, bytes)?,
                SiteEntry::Link(target) => link(target, &to)?,
            }
        }
        Ok(())
    }

    /// Whether a symbolic link is among them.
    pub fn has_links(&self) -> bool {
        self.0.values().any(|entry| matches!(entry, SiteEntry::Link(_)))
    }

    fn insert(&mut self, path: String, bytes: Vec<u8>) {
        self.0.insert(path, SiteEntry::File(bytes));
    }

    fn text(&self, path: &str) -> Result<&str, String> {
        match self.0.get(path) {
            Some(SiteEntry::File(bytes)) => std::str::from_utf8(bytes).map_err(|_| format!("`{path}` is not UTF-8")),
            _ => Err(format!("the site has no file `{path}`")),
        }
    }

    pub(super) fn apply(&mut self, step: &Step) -> Result<(), String> {
        match step {
            Step::Whole { path, bytes } => self.insert(path.clone(), bytes.clone()),
            Step::Link { path, target } => {
                self.0.insert(path.clone(), SiteEntry::Link(target.clone()));
            }
            Step::Gone { path } => {
                self.0.remove(path);
            }
            Step::Without { path, key } => {
                let kept = self.text(path)?.lines().filter(|line| !line.starts_with(key.as_str()));
                let new: String = kept.map(|line| format!("{line}\n")).collect();
                self.insert(path.clone(), new.into_bytes());
            }
            Step::Lines { path, text } => {
                let old = self.text(path)?;
                let new = if path.ends_with(".md") { lines::in_markdown(old, text) } else { lines::in_toml(old, text) };
                self.insert(path.clone(), new.map_err(|error| format!("`{path}`: {error}"))?.into_bytes());
            }
            Step::Diff { path, text } => {
                let new = diff::apply(self.text(path)?, text).map_err(|error| format!("`{path}`: {error}"))?;
                self.insert(path.clone(), new.into_bytes());
            }
        }
        Ok(())
    }
}

#[cfg(unix)]
fn link(target: &str, path: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(target, path)
}

#[cfg(not(unix))]
fn link(_: &str, _: &Path) -> io::Result<()> {
    Err(io::Error::from(io::ErrorKind::Unsupported))
}
