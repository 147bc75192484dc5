//! What stands in the site's files and could not be read. Whoever refers to it is right to, and is not told
//! that it is missing: why it could not be read is told already.

use std::collections::BTreeSet;

/// Files that are there, by their paths, and folders with all that may be in them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lost(BTreeSet<String>);

impl Lost {
    pub fn add(&mut self, path: impl Into<String>) {
        self.0.insert(path.into());
    }

    /// Whether the file at `path`, or a folder that it would stand in, is lost.
    pub fn holds(&self, path: &str) -> bool {
        let above = path.match_indices('/').map(|(at, _)| &path[..at]);
        above.chain([path]).any(|path| self.0.contains(path))
    }

    /// Whether anything below `folder` (which ends in `/`) is lost, or the folder itself.
    pub fn touches(&self, folder: &str) -> bool {
        let below = self.0.range(folder.to_owned()..).next().is_some_and(|path| path.starts_with(folder));
        below || self.holds(folder.trim_end_matches('/'))
    }

    pub fn append(&mut self, mut other: Lost) {
        self.0.append(&mut other.0);
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Extend<String> for Lost {
    fn extend<T: IntoIterator<Item = String>>(&mut self, paths: T) {
        self.0.extend(paths);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_lost_with_what_is_in_it() {
        let mut lost = Lost::default();
        lost.add("content/guides/a");
        lost.add("content/pages/about/en.md");
        assert!(lost.holds("content/guides/a/guide.toml") && !lost.holds("content/guides/ab/guide.toml"));
        assert!(lost.touches("content/pages/about/") && lost.touches("content/guides/a/en/"));
        assert!(!lost.touches("content/pages/other/") && !lost.holds("content/pages/about"));
    }
}
