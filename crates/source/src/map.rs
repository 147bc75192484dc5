//! The files that were read, by path and by id.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostics::{Reported, Suppressions};

/// Names one file of a [`SourceMap`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(pub u32);

/// One file as it was read.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Relative to the site's root, `/` between its parts, in NFC.
    pub path: String,
    /// The content, unchanged: not necessarily UTF-8, and a byte order mark is kept.
    pub bytes: Vec<u8>,
}

impl SourceFile {
    /// The text, where the bytes are UTF-8 (a leading byte order mark is kept).
    pub fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.bytes).ok()
    }
}

/// Every file of a site, in the order of their paths. A clone shares the files, and does not see what becomes
/// of the original.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    files: Arc<Vec<Arc<SourceFile>>>,
    by_path: Arc<BTreeMap<String, SourceId>>,
    /// Of files that were removed: one that comes back has its old id again.
    removed: Arc<BTreeMap<String, SourceId>>,
    /// Files and folders that are there, and could not be read.
    unreadable: BTreeMap<String, Reported>,
}

impl SourceMap {
    /// Adds a file, or replaces the one of that path (it keeps its id): how the loader, tests and
    /// the development server's overlay fill the map.
    pub fn insert(&mut self, path: &str, bytes: Vec<u8>) -> SourceId {
        let file = Arc::new(SourceFile { path: path.to_owned(), bytes });
        let known = self.by_path.get(path).copied();
        if let Some(id) = known.or_else(|| Arc::make_mut(&mut self.removed).remove(path)) {
            Arc::make_mut(&mut self.files)[id.0 as usize] = file;
            if known.is_none() {
                Arc::make_mut(&mut self.by_path).insert(path.to_owned(), id);
            }
            return id;
        }
        let id = SourceId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        Arc::make_mut(&mut self.files).push(file);
        Arc::make_mut(&mut self.by_path).insert(path.to_owned(), id);
        id
    }

    /// Takes a file out. Its id names an empty file from now on.
    pub fn remove(&mut self, path: &str) -> Option<SourceId> {
        let id = Arc::make_mut(&mut self.by_path).remove(path)?;
        Arc::make_mut(&mut self.files)[id.0 as usize] =
            Arc::new(SourceFile { path: path.to_owned(), bytes: Vec::new() });
        Arc::make_mut(&mut self.removed).insert(path.to_owned(), id);
        Some(id)
    }

    /// The file at `path`, relative to the site's root with `/` between its parts.
    pub fn find(&self, path: &str) -> Option<SourceId> {
        self.by_path.get(path).copied()
    }

    /// The file of an id that this map gave. Panics for an id of another map.
    pub fn file(&self, id: SourceId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// The path of a file, relative to the site's root.
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
    pub fn add_unreadable(&mut self, path: &str, error: Reported) {
        self.unreadable.insert(path.to_owned(), error);
    }

    /// Forgets what could not be read: it is about to be tried again.
    pub(super) fn forget_unreadable(&mut self) {
        self.unreadable.clear();
    }

    /// Whether the file at `path`, or a folder that it would be in, is there and cannot be read.
    pub fn is_unreadable(&self, path: &str) -> bool {
        self.unreadable_error(path).is_some()
    }

    /// Why the file at `path`, or a folder that it would be in, cannot be read.
    pub fn unreadable_error(&self, path: &str) -> Option<Reported> {
        let above = path.match_indices('/').map(|(at, _)| &path[..at]);
        above.chain([path]).find_map(|path| self.unreadable.get(path).copied())
    }

    /// Files and folders that are there and cannot be read, sorted.
    pub fn unreadable(&self) -> impl Iterator<Item = &str> {
        self.unreadable.keys().map(String::as_str)
    }

    /// References to files that cannot be read are valid.
    pub fn suppressions(&self) -> Suppressions {
        let mut suppressions = Suppressions::default();
        self.unreadable.iter().for_each(|(path, error)| suppressions.add_path(path.as_str(), *error));
        suppressions
    }

    /// Like [`SourceMap::unreadable`], each with its error.
    pub fn unreadable_errors(&self) -> impl Iterator<Item = (&str, Reported)> {
        self.unreadable.iter().map(|(path, error)| (path.as_str(), *error))
    }

    /// How many files there are; removed ones do not count.
    pub fn len(&self) -> usize {
        self.by_path.len()
    }

    /// Whether there is no file.
    pub fn is_empty(&self) -> bool {
        self.by_path.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_comes_back_has_its_old_id() {
        let mut map = SourceMap::default();
        let a = map.insert("a", b"1".to_vec());
        let b = map.insert("b", b"2".to_vec());
        let before = map.clone();
        assert_eq!(map.remove("a"), Some(a));
        assert_eq!((map.remove("a"), map.find("a"), map.len()), (None, None, 1));
        assert_eq!(map.file(a).bytes, b"", "what still names it finds no old bytes");
        assert_eq!((before.file(a).bytes.as_slice(), before.find("a")), (b"1".as_slice(), Some(a)));
        assert_eq!(map.insert("a", b"3".to_vec()), a);
        assert_eq!(map.insert("c", b"4".to_vec()).0, b.0 + 1);
        assert_eq!(map.under("").map(|(path, _)| path).collect::<Vec<_>>(), ["a", "b", "c"]);
    }
}
