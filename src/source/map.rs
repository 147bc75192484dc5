//! What was read, by path and by id.

use std::collections::{BTreeMap, BTreeSet};

/// Names one file of a [`SourceMap`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(pub u32);

/// One file as it was read.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Relative to the site's root, `/` between its parts, in NFC.
    pub path: String,
    pub bytes: Vec<u8>,
}

impl SourceFile {
    /// The text, where the bytes are UTF-8 (a leading byte order mark is kept).
    pub fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.bytes).ok()
    }
}

/// Every file of a site, in the order of their paths.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
    by_path: BTreeMap<String, SourceId>,
    /// Files and folders that are there, and could not be read: a diagnostic says so.
    unreadable: BTreeSet<String>,
}

impl SourceMap {
    /// Adds a file, or replaces the one of that path (it keeps its id): how the loader, tests and
    /// the development server's overlay fill the map.
    pub fn insert(&mut self, path: &str, bytes: Vec<u8>) -> SourceId {
        if let Some(&id) = self.by_path.get(path) {
            self.files[id.0 as usize].bytes = bytes;
            return id;
        }
        let id = SourceId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(SourceFile { path: path.to_owned(), bytes });
        self.by_path.insert(path.to_owned(), id);
        id
    }

    pub fn find(&self, path: &str) -> Option<SourceId> {
        self.by_path.get(path).copied()
    }

    pub fn file(&self, id: SourceId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    pub fn path(&self, id: SourceId) -> &str {
        &self.file(id).path
    }

    /// All files whose path begins with `prefix`, sorted by path.
    pub fn under<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, SourceId)> {
        self.by_path
            .range(prefix.to_owned()..)
            .take_while(move |(path, _)| path.starts_with(prefix))
            .map(|(path, id)| (path.as_str(), *id))
    }

    /// Remembers that the file or folder at `path` is there, but cannot be read.
    pub fn add_unreadable(&mut self, path: &str) {
        self.unreadable.insert(path.to_owned());
    }

    /// Whether the file at `path`, or a folder that it would stand in, is there and cannot be read.
    pub fn is_unreadable(&self, path: &str) -> bool {
        let above = path.match_indices('/').map(|(at, _)| &path[..at]);
        above.chain([path]).any(|path| self.unreadable.contains(path))
    }

    /// Files and folders that are there and cannot be read, sorted.
    pub fn unreadable(&self) -> impl Iterator<Item = &str> {
        self.unreadable.iter().map(String::as_str)
    }

    pub fn len(&self) -> usize {
        self.files.len()
    }

    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}
