//! What was read, by path and by id.

use std::collections::BTreeMap;

/// Names one file of a [`SourceMap`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(pub u32);

/// One file as it was read.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Relative to the site's root, `/` between its parts, in NFC.
    pub path: String,
    pub bytes: Vec<u8>,
    /// It is there, and could not be read: a diagnostic stands, and nothing more is to be said of it.
    pub unreadable: bool,
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
    /// Some folder could not be listed.
    partial: bool,
}

impl SourceMap {
    /// Adds a file, or replaces the one of that path (it keeps its id): how the loader, tests and
    /// the development server's overlay fill the map.
    pub fn insert(&mut self, path: &str, bytes: Vec<u8>) -> SourceId {
        if let Some(&id) = self.by_path.get(path) {
            let file = &mut self.files[id.0 as usize];
            (file.bytes, file.unreadable) = (bytes, false);
            return id;
        }
        let id = SourceId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(SourceFile { path: path.to_owned(), bytes, unreadable: false });
        self.by_path.insert(path.to_owned(), id);
        id
    }

    /// Adds a file that is there and cannot be read, so that nobody tells that it is missing.
    pub fn insert_unreadable(&mut self, path: &str) -> SourceId {
        let id = self.insert(path, Vec::new());
        self.files[id.0 as usize].unreadable = true;
        id
    }

    /// Notes that some folder could not be listed.
    pub fn set_partial(&mut self) {
        self.partial = true;
    }

    /// Whether it is known which files there are. Where it is not, an error stands, and what seems to be
    /// missing may be there.
    pub fn is_partial(&self) -> bool {
        self.partial
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

    pub fn len(&self) -> usize {
        self.files.len()
    }

    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}
