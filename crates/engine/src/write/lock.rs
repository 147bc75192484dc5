//! The lock of an output folder: one build at a time writes there.

use std::fs::{self, File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use same_file::Handle;

use super::folder::{self, CORNER, PathKind};
use super::{WriteError, make_folders};

/// How often another file may have taken the place of the lock that was just opened. Each time, another build has
/// removed its lock in that moment.
const ATTEMPTS: usize = 100;

/// Held as long as it lives, or as long as the process lives.
///
/// A build that fails in a new folder removes its lock with the folder. Another build may have opened the file before
/// that, and then locks a file that has no name any more, while a third makes a new one: both would hold *the lock*.
/// So a lock counts only if its file still is the one at the path.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
    path: PathBuf,
}

impl Lock {
    /// Takes the lock of the output folder `out`; makes `.mizan` in it, and notes the folders that were `made`.
    ///
    /// # Errors
    /// [`WriteError::Busy`] where another build holds it.
    pub(super) fn take(out: &Path, made: &mut Vec<PathBuf>) -> Result<Lock, WriteError> {
        let path = out.join(CORNER).join("lock");
        for _ in 0..ATTEMPTS {
            match make_folders(&out.join(CORNER), made) {
                // The folder was removed by the build whose lock it held.
                Err(WriteError::Io { source, .. }) if source.kind() == ErrorKind::NotFound => continue,
                done => done?,
            }
            // A pipe would be waited for, and a link followed.
            if !matches!(folder::look(&path), PathKind::Nothing | PathKind::File { .. }) {
                return Err(WriteError::Foreign { out: out.to_owned(), paths: vec![format!("{CORNER}/lock")] });
            }
            let file = match File::options().create(true).truncate(false).write(true).open(&path) {
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                opened => opened.map_err(WriteError::io("open", &path))?,
            };
            match Lock::hold(file, &path) {
                Ok(Some(lock)) => return Ok(lock),
                Ok(None) => {}
                Err(()) => break,
            }
        }
        Err(WriteError::Busy { out: out.to_owned() })
    }

    /// Locks the opened `file`. `None` if it is not the file at `path` any more, an error if another build holds it.
    fn hold(file: File, path: &Path) -> Result<Option<Lock>, ()> {
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(()),
            // Some network file systems have no locks; on those, users must not run two builds at once.
            Err(TryLockError::Error(_)) => {}
        }
        let opened = file.try_clone().and_then(Handle::from_file);
        let is_current = matches!((opened, Handle::from_path(path)), (Ok(opened), Ok(named)) if opened == named);
        Ok(is_current.then(|| Lock { file, path: path.to_owned() }))
    }

    /// Removes the file, and lets go of it after that.
    pub(super) fn remove(self) {
        let _ = fs::remove_file(&self.path);
        drop(self.file);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(path: &Path) -> File {
        File::options().create(true).truncate(false).write(true).open(path).expect("opened")
    }

    #[test]
    fn a_lock_whose_file_was_removed_is_not_held() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = Lock::take(folder.path(), &mut Vec::new()).expect("free");
        let path = first.path.clone();
        // The second build opens the file, and has not locked it yet when the first one removes it.
        let second = open(&path);
        first.remove();
        assert!(Lock::hold(second, &path).expect("nobody holds it").is_none());
        // Or a third one has made a new file by then.
        let second = open(&path);
        fs::remove_file(&path).expect("removed");
        let third = Lock::take(folder.path(), &mut Vec::new()).expect("free");
        assert!(Lock::hold(second, &path).expect("nobody holds it").is_none());
        assert!(matches!(Lock::take(folder.path(), &mut Vec::new()), Err(WriteError::Busy { .. })));
        drop(third);
        Lock::take(folder.path(), &mut Vec::new()).expect("free again");
    }

    #[test]
    fn many_builds_that_fail_at_once_never_hold_it_together() {
        let folder = tempfile::tempdir().expect("a folder");
        let holders = std::sync::atomic::AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..200 {
                        let Ok(lock) = Lock::take(folder.path(), &mut Vec::new()) else { continue };
                        assert_eq!(holders.fetch_add(1, std::sync::atomic::Ordering::SeqCst), 0);
                        std::thread::yield_now();
                        holders.fetch_sub(1, std::sync::atomic::Ordering::SeqCst);
                        lock.remove();
                    }
                });
            }
        });
    }
}
