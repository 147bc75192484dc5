//! A site's folder that is read again when it changes: only the files that changed.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::ignored::ignored;
use super::load::{PARTS, open, read_all, read_parts, relative};
use super::{BuiltinTheme, LoadError, SourceMap};
use crate::diagnostics::Diagnostics;

/// The folder of the default theme.
const DEFAULT_THEME: &str = "themes/mizan/";

/// The changes of files, by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files that were there before and have other bytes now.
    pub modified: BTreeSet<String>,
    /// Files that were not there before.
    pub added: BTreeSet<String>,
    /// Files that are no longer there.
    pub removed: BTreeSet<String>,
}

impl Changes {
    /// Whether no file changed.
    pub fn is_empty(&self) -> bool {
        self.modified.is_empty() && self.added.is_empty() && self.removed.is_empty()
    }

    /// All paths, sorted.
    pub fn all(&self) -> BTreeSet<&str> {
        self.modified.iter().chain(&self.added).chain(&self.removed).map(String::as_str).collect()
    }

    /// Adds what happened after this.
    pub fn then(&mut self, later: Changes) {
        let Changes { modified, added, removed } = later;
        for path in removed {
            self.modified.remove(&path);
            if !self.added.remove(&path) {
                self.removed.insert(path);
            }
        }
        for path in added {
            if self.removed.remove(&path) {
                self.modified.insert(path);
            } else {
                self.added.insert(path);
            }
        }
        for path in modified {
            if !self.added.contains(&path) {
                self.modified.insert(path);
            }
        }
    }
}

/// The file system identities of a site's folder and its parts: a different one of the same name is distinguished.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity(Vec<Option<(u64, u64)>>);

/// Reads a site and goes on reading it. The default theme is among the files unless the site has its own.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    /// Files and folders that cannot be read.
    faults: Diagnostics,
    /// There are links: a file may be seen by another name than its own.
    links: bool,
    /// The site has a folder of the default theme's name.
    own_theme: bool,
    /// The default theme, for a site that has none of that name.
    builtin: BuiltinTheme,
}

impl Folder {
    /// Reads the site in `root`, as [`load`](super::load) does, with the default theme `builtin`.
    ///
    /// # Errors
    /// [`LoadError`] if `root` is not a folder, or cannot be read.
    pub fn open(root: &Path, builtin: BuiltinTheme) -> Result<(Folder, SourceMap), LoadError> {
        open(root)?;
        // File watchers report absolute paths.
        let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        let mut folder = Folder { root, faults: Diagnostics::default(), links: false, own_theme: false, builtin };
        let mut map = SourceMap::default();
        builtin.add_to(&mut map);
        folder.rescan(&mut map);
        Ok((folder, map))
    }

    /// The folder, whole and without links on the way.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Files and folders that could not be read, at the last attempt.
    pub fn diagnostics(&self) -> &Diagnostics {
        &self.faults
    }

    /// Where a site keeps its files: folders to watch, and config.toml.
    pub fn parts(&self) -> impl Iterator<Item = PathBuf> + '_ {
        PARTS.iter().map(|part| self.root.join(part))
    }

    /// Folders outside the site's parts that links lead into, and that are to be watched as well.
    pub fn linked(&self) -> BTreeSet<PathBuf> {
        let mut linked = BTreeSet::new();
        if self.links {
            for part in PARTS {
                let entries = walkdir::WalkDir::new(self.root.join(part)).follow_links(true).into_iter();
                for entry in entries.filter_map(Result::ok).filter(walkdir::DirEntry::path_is_symlink) {
                    let Ok(target) = entry.path().canonicalize() else { continue };
                    let folder = if target.is_dir() { Some(target.as_path()) } else { target.parent() };
                    linked.extend(folder.filter(|folder| folder.starts_with(&self.root)).map(Path::to_owned));
                }
            }
        }
        linked
    }

    /// The current state of the folder and its parts.
    pub fn identity(&self) -> Identity {
        let folders = std::iter::once(self.root.clone()).chain(self.parts());
        Identity(folders.map(|path| identity(&path)).collect())
    }

    /// Reads again what `paths` (absolute, or relative to the site) name: files, folders with all in them, and
    /// what is not there any more.
    pub fn reload(&mut self, map: &mut SourceMap, paths: &[PathBuf]) -> Changes {
        let mut parts = BTreeSet::new();
        for path in paths {
            match self.belonging(path) {
                Belonging::Nothing => {}
                Belonging::Part(part) => {
                    parts.insert(part);
                }
                Belonging::All => return self.rescan(map),
            }
        }
        if parts.is_empty() {
            return Changes::default();
        }
        let linked = |part: &String| self.root.join(part).symlink_metadata().is_ok_and(|is| is.is_symlink());
        // Errors have no file to be forgotten with, and links give one file two names.
        if self.links || !self.faults.is_empty() || parts.iter().any(linked) {
            return self.rescan(map);
        }
        let within = |part: &str| {
            part.rmatch_indices('/').any(|(at, _)| part.get(..at).is_some_and(|folder| parts.contains(folder)))
        };
        let outermost: Vec<&String> = parts.iter().filter(|part| !within(part)).collect();
        let mut changes = Changes::default();
        for part in outermost {
            let (fresh, faults, links) = read_parts(&self.root, [part.as_str()]);
            self.faults.append(faults);
            self.links |= links;
            changes.then(self.take_over(map, &fresh, part));
        }
        changes
    }

    /// Reads everything again.
    pub fn rescan(&mut self, map: &mut SourceMap) -> Changes {
        let (fresh, faults, links) = read_all(&self.root);
        (self.faults, self.links) = (faults, links);
        map.forget_unreadable();
        self.take_over(map, &fresh, "")
    }

    /// The role of a path of the file system in the site.
    fn belonging(&self, path: &Path) -> Belonging {
        let path = if path.is_absolute() { path.to_owned() } else { self.root.join(path) };
        if self.root.starts_with(&path) {
            return Belonging::All;
        }
        if !path.starts_with(&self.root) {
            return Belonging::Nothing;
        }
        let name = relative(&self.root, &path);
        let first = name.split('/').next().unwrap_or_default();
        if !PARTS.contains(&first) {
            // A link whose target went away is an error, and no longer a link.
            let linked = self.links || !self.faults.is_empty();
            return if linked { Belonging::All } else { Belonging::Nothing };
        }
        let outer = name.match_indices('/').skip(1).map(|(at, _)| &name[..at]);
        if outer.chain([name.as_str()]).any(|path| ignored(path).is_some()) {
            return Belonging::Nothing;
        }
        // Two Unicode forms of one name are reported together.
        let is_nfc = path.strip_prefix(&self.root).is_ok_and(|inside| inside.to_str() == Some(name.as_str()));
        if is_nfc || cfg!(windows) { Belonging::Part(name) } else { Belonging::All }
    }

    /// Makes `map` have what `fresh` has at `part` and below.
    fn take_over(&mut self, map: &mut SourceMap, fresh: &SourceMap, part: &str) -> Changes {
        let mut changes = Changes::default();
        fresh.unreadable_errors().for_each(|(path, error)| map.add_unreadable(path, error));
        let below = format!("{part}/");
        let within = |path: &str| part.is_empty() || path == part || path.starts_with(&below);
        let own = fresh.under(DEFAULT_THEME).next().is_some();
        if own && !self.own_theme {
            for path in self.builtin.paths() {
                map.remove(path);
                changes.removed.insert(path.to_owned());
            }
            self.own_theme = true;
        }
        let gone: Vec<String> = map
            .under(part)
            .filter(|(path, _)| within(path) && fresh.find(path).is_none())
            .filter(|(path, _)| self.own_theme || !path.starts_with(DEFAULT_THEME))
            .map(|(path, _)| path.to_owned())
            .collect();
        for path in gone {
            map.remove(&path);
            changes.removed.insert(path);
        }
        for (path, id) in fresh.under("") {
            let bytes = &fresh.file(id).bytes;
            match map.find(path) {
                Some(known) if map.file(known).bytes == *bytes => continue,
                Some(_) => changes.modified.insert(path.to_owned()),
                None => changes.added.insert(path.to_owned()),
            };
            map.insert(path, bytes.clone());
        }
        if self.own_theme && map.under(DEFAULT_THEME).next().is_none() {
            self.own_theme = false;
            self.builtin.add_to(map);
            let added = map.under(DEFAULT_THEME).map(|(path, _)| path.to_owned()).collect();
            changes.then(Changes { added, ..Changes::default() });
        }
        // The site's own theme takes the place of the default one, file by file.
        let Changes { modified, added, removed } = std::mem::take(&mut changes);
        let both: BTreeSet<String> = added.intersection(&removed).cloned().collect();
        Changes {
            modified: modified.union(&both).cloned().collect(),
            added: added.difference(&both).cloned().collect(),
            removed: removed.difference(&both).cloned().collect(),
        }
    }
}

/// The role of a path of the file system in a site.
enum Belonging {
    Nothing,
    /// A file or folder of the site, relative to it.
    Part(String),
    /// It holds the site, or may be seen in it by another name.
    All,
}

#[cfg(unix)]
fn identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    let is = path.metadata().ok()?;
    // A file that is saved by renaming is another one each time, and its folder reports that.
    Some(if is.is_dir() { (is.dev(), is.ino()) } else { (0, 0) })
}

#[cfg(not(unix))]
fn identity(path: &Path) -> Option<(u64, u64)> {
    path.metadata().ok().map(|is| (0, u64::from(is.is_dir())))
}

#[cfg(test)]
mod tests;
