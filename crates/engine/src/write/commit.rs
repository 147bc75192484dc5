//! Renames staged files into place: everything is checked first, then done in an order in which the
//! output folder is a complete site at every step.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;

use super::folder::{PathKind, join, look, obstacle, parents};
use super::{Fate, Report, StagedFile, Staging, WriteError, manifest};

impl Staging {
    /// Commits, asking `go` before each step that changes the output folder: `None` if it returned
    /// false. Then everything is left as a killed process would leave it.
    pub(super) fn commit_while(mut self, go: &mut dyn FnMut() -> bool) -> Result<Option<Report>, WriteError> {
        let entries = std::mem::take(self.entries.get_mut().unwrap_or_else(std::sync::PoisonError::into_inner));
        one_file_or_folder(&entries)?;
        let owned = self.owned.clone();
        let gone: BTreeSet<&str> =
            owned.iter().map(String::as_str).filter(|path| !entries.contains_key(*path)).collect();
        let foreign = self.foreign(&entries, &gone);
        if !foreign.is_empty() {
            return Err(WriteError::Foreign { out: self.out.clone(), paths: foreign.into_iter().collect() });
        }
        let mut report = Report::default();
        self.is_open(&entries, &gone)?;
        let made: BTreeSet<String> = entries.keys().cloned().collect();
        let both: BTreeSet<String> = self.owned.union(&made).cloned().collect();
        if !self.goes_on(go) {
            return Ok(None);
        }
        manifest::write(&self.corner(), &both)?;

        let mut deleted = BTreeSet::new();
        for path in self.in_the_way(&entries, &gone) {
            if !self.goes_on(go) {
                return Ok(None);
            }
            if self.remove(path).map_err(|fault| self.midway(deleted.len(), fault))? {
                deleted.insert(path);
            }
        }
        let mut order: Vec<(&String, &StagedFile)> = entries.iter().collect();
        order.sort_by_key(|(path, entry)| (entry.class, *path));
        for (path, entry) in order {
            report.bytes += entry.size;
            match entry.fate {
                Fate::Unchanged => report.unchanged += 1,
                Fate::Staged(number) => {
                    if !self.goes_on(go) {
                        return Ok(None);
                    }
                    let done = report.written + deleted.len();
                    self.put(number, path).map_err(|fault| self.midway(done, fault))?;
                    report.written += 1;
                    report.bytes_written += entry.size;
                }
            }
        }
        for path in gone {
            if !deleted.contains(path) {
                if !self.goes_on(go) {
                    return Ok(None);
                }
                let done = report.written + deleted.len();
                if self.remove(path).map_err(|fault| self.midway(done, fault))? {
                    deleted.insert(path);
                }
            }
        }
        report.deleted = deleted.len();
        if !self.goes_on(go) {
            return Ok(None);
        }
        manifest::write(&self.corner(), &made)?;
        Ok(Some(report))
    }

    fn goes_on(&mut self, go: &mut dyn FnMut() -> bool) -> bool {
        self.abandoned = !go();
        !self.abandoned
    }

    /// Puts what was staged under `number` in place.
    fn put(&self, number: u64, path: &str) -> Result<(), WriteError> {
        let place = join(&self.out, path);
        if let Some(folder) = place.parent() {
            fs::create_dir_all(folder).map_err(WriteError::io("create the folder", folder))?;
        }
        fs::rename(self.staged(number), &place).map_err(WriteError::io("write", &place))
    }

    /// `fault`, with what it leaves behind once `done` files were put in place or removed.
    fn midway(&self, done: usize, fault: WriteError) -> WriteError {
        match done {
            0 => fault,
            done => WriteError::Midway { out: self.out.clone(), done, source: Box::new(fault) },
        }
    }

    /// Sees whether every folder can be written to in which something will change: found out midway, it would leave
    /// files of two builds side by side.
    fn is_open(&self, entries: &BTreeMap<String, StagedFile>, gone: &BTreeSet<&str>) -> Result<(), WriteError> {
        let changed = entries.iter().filter(|(_, entry)| matches!(entry.fate, Fate::Staged(_)));
        let mut folders = BTreeSet::new();
        let removed = gone.iter().copied().filter(|path| look(&join(&self.out, path)) != PathKind::Nothing);
        for path in changed.map(|(path, _)| path.as_str()).chain(removed) {
            let folder = parents(path).last().unwrap_or_default();
            if folders.insert(folder) && (folder.is_empty() || look(&join(&self.out, folder)) == PathKind::Folder) {
                let folder = if folder.is_empty() { self.out.clone() } else { join(&self.out, folder) };
                tempfile::tempfile_in(&folder).map_err(WriteError::io("write to", &folder))?;
            }
        }
        Ok(())
    }

    /// Files that are not Mizan's at paths that have to be written.
    fn foreign(&self, entries: &BTreeMap<String, StagedFile>, gone: &BTreeSet<&str>) -> BTreeSet<String> {
        let mut foreign = BTreeSet::new();
        for (path, entry) in entries {
            if matches!(entry.fate, Fate::Unchanged) {
                continue;
            }
            if let Some((place, found)) = obstacle(&self.out, path) {
                if !(matches!(found, PathKind::File { .. }) && gone.contains(place)) {
                    foreign.insert(place.to_owned());
                }
                continue;
            }
            match look(&join(&self.out, path)) {
                PathKind::Nothing => {}
                PathKind::File { .. } if self.owned.contains(path) => {}
                PathKind::Folder => self.foreign_inside(path, gone, &mut foreign),
                PathKind::File { .. } | PathKind::Other => {
                    foreign.insert(path.clone());
                }
            }
        }
        foreign
    }

    /// What would be left of the folder at `path`, once the files that are `gone` are removed.
    fn foreign_inside(&self, path: &str, gone: &BTreeSet<&str>, foreign: &mut BTreeSet<String>) {
        let folder = join(&self.out, path);
        let listed = fs::read_dir(&folder).and_then(Iterator::collect::<std::io::Result<Vec<_>>>);
        let Ok(listed) = listed else {
            foreign.insert(path.to_owned());
            return;
        };
        if listed.is_empty() && !gone.iter().any(|gone| parents(gone).any(|parent| parent == path)) {
            foreign.insert(path.to_owned());
        }
        for entry in listed {
            let Some(name) = entry.file_name().to_str().map(str::to_owned) else {
                foreign.insert(path.to_owned());
                continue;
            };
            let inner = format!("{path}/{name}");
            match look(&entry.path()) {
                PathKind::Folder => self.foreign_inside(&inner, gone, foreign),
                PathKind::File { .. } if gone.contains(inner.as_str()) => {}
                _ => {
                    foreign.insert(inner);
                }
            }
        }
    }

    /// Files to be removed before others can be written: a file where a folder has to be, and what
    /// is in a folder where a file has to be.
    fn in_the_way<'a>(&self, entries: &BTreeMap<String, StagedFile>, gone: &BTreeSet<&'a str>) -> Vec<&'a str> {
        let folders: BTreeSet<&str> = entries.keys().flat_map(|path| parents(path)).collect();
        gone.iter()
            .copied()
            .filter(|path| folders.contains(path) || parents(path).any(|parent| entries.contains_key(parent)))
            .collect()
    }

    /// Removes a file of Mizan's and the folders that are empty after it; whether there was one.
    fn remove(&self, path: &str) -> Result<bool, WriteError> {
        if obstacle(&self.out, path).is_some() {
            return Ok(false);
        }
        let place = join(&self.out, path);
        let removed = match look(&place) {
            PathKind::File { .. } => match fs::remove_file(&place) {
                Ok(()) => true,
                Err(error) if error.kind() == ErrorKind::NotFound => false,
                Err(error) => return Err(WriteError::io("remove", &place)(error)),
            },
            _ => false,
        };
        let folders: Vec<&str> = parents(path).collect();
        for folder in folders.into_iter().rev() {
            // A folder that still holds something stays, and so does everything above it.
            if fs::remove_dir(join(&self.out, folder)).is_err() {
                break;
            }
        }
        Ok(removed)
    }
}

fn one_file_or_folder(entries: &BTreeMap<String, StagedFile>) -> Result<(), WriteError> {
    for path in entries.keys() {
        if let Some(file) = parents(path).find(|parent| entries.contains_key(*parent)) {
            return Err(WriteError::FileAndFolder { file: file.to_owned(), inside: path.clone() });
        }
    }
    Ok(())
}
