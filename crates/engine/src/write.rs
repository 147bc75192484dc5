//! Puts artifacts in place, so that a build that fails or is killed at any moment leaves every file
//! of the output folder whole.
//!
//! Artifacts are staged as they are made, from any thread; only what differs from the file in place
//! is kept, in `.mizan/staging` inside the output folder (the same file system, whatever is mounted).
//! [`Staging::commit`] then renames them into place: assets, pages, indexes, and last removes what is
//! no longer made. A manifest, `.mizan/manifest.json`, names what Mizan wrote; nothing else is ever
//! replaced or removed, and where something else is in the way, nothing at all is changed. The
//! manifest is in the output folder because it describes that folder, and moves and vanishes with
//! it; it holds paths only, no more than the sitemap contains, so publishing it gives nothing away. It
//! is extended before the first rename, so a build that was killed midway still knows its own files.
//!
//! Links inside the output folder are never followed. Whether a file is unchanged is decided by its
//! bytes and not by a remembered hash, so a file damaged by hand is repaired too.

pub mod author;
mod commit;
mod error;
mod folder;
mod generated;
mod kept;
mod lock;
mod manifest;
mod program;
mod whole;

pub use error::WriteError;
pub use generated::{clear_generated, read_generated, write_generated};
pub use kept::OutputFile;
pub use program::ProgramId;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use folder::{CORNER, PathKind};
use lock::Lock;
use mizan_export::{Artifact, Class};

/// The result of a commit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Files that are new or changed.
    pub written: usize,
    /// Files that were right already, and were not touched.
    pub unchanged: usize,
    /// Files of an earlier build that are no longer made.
    pub deleted: usize,
    /// Size of the whole site, in bytes.
    pub bytes: u64,
    /// Size of what was written, in bytes.
    pub bytes_written: u64,
}

impl Report {
    /// Files of the site, all together.
    pub fn files(&self) -> usize {
        self.written + self.unchanged
    }
}

/// Artifacts on their way into the output folder. Dropped without [`Staging::commit`], it leaves the
/// folder as it was.
#[derive(Debug)]
pub struct Staging {
    out: PathBuf,
    /// Folders that were made for this, outermost first.
    made: Vec<PathBuf>,
    /// Held as long as the staging lives.
    lock: Option<Lock>,
    owned: BTreeSet<String>,
    entries: Mutex<BTreeMap<String, StagedFile>>,
    next: AtomicU64,
    /// Left as a killed process would leave it.
    abandoned: bool,
}

#[derive(Clone, Copy, Debug)]
struct StagedFile {
    class: Class,
    size: u64,
    fate: Fate,
}

#[derive(Clone, Copy, Debug)]
enum Fate {
    Unchanged,
    /// Under this number in the staging folder.
    Staged(u64),
}

/// Stages and commits all `artifacts`.
///
/// # Errors
/// [`WriteError`], with nothing changed, or some files changed and every one whole.
pub fn write(out: &Path, site: &Path, artifacts: impl IntoIterator<Item = Artifact>) -> Result<Report, WriteError> {
    let staging = Staging::open(out, site)?;
    for artifact in artifacts {
        staging.stage(&artifact)?;
    }
    staging.commit()
}

impl Staging {
    /// Opens `out` for the site in the folder `site`; `out` is made where it is missing.
    ///
    /// # Errors
    /// [`WriteError`] if `out` cannot be an output folder, or another build writes there.
    pub fn open(out: &Path, site: &Path) -> Result<Staging, WriteError> {
        let out = folder::resolve(out, site)?;
        let corner = out.join(CORNER);
        if folder::look(&corner) == PathKind::Other {
            return Err(WriteError::Foreign { out, paths: vec![CORNER.to_owned()] });
        }
        let mut made = Vec::new();
        let lock = Lock::take(&out, &mut made)?;
        let staging = corner.join("staging");
        remove_folder(&staging)?;
        make_folders(&staging, &mut made)?;
        let owned = manifest::read(&corner);
        Ok(Staging {
            out,
            made,
            lock: Some(lock),
            owned,
            entries: Mutex::default(),
            next: AtomicU64::new(0),
            abandoned: false,
        })
    }

    /// Takes over one artifact; may be called from several threads at once.
    ///
    /// # Errors
    /// [`WriteError`] if its path is not usable or taken, or the disk fails.
    pub fn stage(&self, artifact: &Artifact) -> Result<(), WriteError> {
        let Artifact { path, bytes, class } = artifact;
        if !folder::is_usable(path) {
            return Err(WriteError::BadPath { path: path.clone() });
        }
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let size = bytes.len() as u64;
        {
            let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
            if entries.contains_key(path) {
                return Err(WriteError::Twice { path: path.clone() });
            }
            entries.insert(path.clone(), StagedFile { class: *class, size, fate: Fate::Staged(number) });
        }
        let fate = if self.is_in_place(path, bytes) {
            Fate::Unchanged
        } else {
            let staged = self.staged(number);
            fs::write(&staged, bytes).map_err(WriteError::io("write", &staged))?;
            Fate::Staged(number)
        };
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(entry) = entries.get_mut(path) {
            entry.fate = fate;
        }
        Ok(())
    }

    /// Puts everything staged in place, and removes what earlier builds wrote and this one did not.
    ///
    /// # Errors
    /// [`WriteError`]: found out before the first file is touched where that is possible at all.
    pub fn commit(self) -> Result<Report, WriteError> {
        let report = self.commit_while(&mut || true)?;
        Ok(report.unwrap_or_default())
    }

    fn corner(&self) -> PathBuf {
        self.out.join(CORNER)
    }

    fn staged(&self, number: u64) -> PathBuf {
        self.corner().join("staging").join(number.to_string())
    }

    fn is_in_place(&self, path: &str, bytes: &[u8]) -> bool {
        let place = folder::join(&self.out, path);
        let size = bytes.len() as u64;
        folder::look(&place) == PathKind::File { size }
            && folder::obstacle(&self.out, path).is_none()
            && equals(&place, bytes).unwrap_or(false)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if self.abandoned {
            return;
        }
        // What cannot be cleaned up here is cleaned up by the next build.
        let corner = self.corner();
        let _ = remove_folder(&corner.join("staging"));
        if !manifest::exists(&corner) {
            if let Some(lock) = self.lock.take() {
                lock.remove();
            }
            for made in self.made.iter().rev() {
                let _ = fs::remove_dir(made);
            }
        }
    }
}

/// Makes `path` and the folders above it; notes those that were not there.
fn make_folders(path: &Path, made: &mut Vec<PathBuf>) -> Result<(), WriteError> {
    if path.is_dir() {
        return Ok(());
    }
    if let Some(parent) = path.parent() {
        make_folders(parent, made)?;
    }
    match fs::create_dir(path) {
        Ok(()) => made.push(path.to_owned()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists && path.is_dir() => {}
        Err(error) => return Err(WriteError::io("create the folder", path)(error)),
    }
    Ok(())
}

/// Removes a folder of Mizan's corner with all that is in it; links in it are removed, not followed.
fn remove_folder(path: &Path) -> Result<(), WriteError> {
    match folder::look(path) {
        PathKind::Nothing => Ok(()),
        PathKind::Folder => fs::remove_dir_all(path).map_err(WriteError::io("clear", path)),
        PathKind::File { .. } | PathKind::Other => fs::remove_file(path).map_err(WriteError::io("remove", path)),
    }
}

fn equals(path: &Path, bytes: &[u8]) -> std::io::Result<bool> {
    let mut file = File::open(path)?;
    let mut buffer = [0; 1 << 14];
    let mut rest = bytes;
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok(rest.is_empty());
        }
        let Some(after) = rest.strip_prefix(&buffer[..read]) else { return Ok(false) };
        rest = after;
    }
}

#[cfg(test)]
mod tests;
