//! Files that Mizan makes for other programs, in a folder that is not the output: schemas, manual pages.

use std::fs;
use std::path::Path;

use super::WriteError;
use super::folder::{self, PathKind, join};

/// Puts `bytes` at `path` (relative to `root`, `/` between its parts), whole or not at all, with the folders
/// on the way to it. Says whether anything had to be changed. A file that stands there is replaced.
///
/// # Errors
/// [`WriteError::BadPath`] where the path would leave `root`, [`WriteError::Exists`] where something that is no
/// plain file has that name, [`WriteError::Io`] where the system refuses.
pub fn keep(root: &Path, path: &str, bytes: &[u8]) -> Result<bool, WriteError> {
    if path.split('/').any(|part| matches!(part, "" | "." | "..")) || path.contains('\\') {
        return Err(WriteError::BadPath { path: path.to_owned() });
    }
    let file = join(root, path);
    match folder::look(&file) {
        PathKind::Nothing => {}
        PathKind::File { size } => {
            if size == bytes.len() as u64 && fs::read(&file).is_ok_and(|old| old == bytes) {
                return Ok(false);
            }
        }
        PathKind::Folder | PathKind::Other => return Err(WriteError::Exists { path: path.to_owned() }),
    }
    let beside = file.parent().unwrap_or(root);
    fs::create_dir_all(beside).map_err(WriteError::io("making", beside))?;
    // A file of its own for each process, with the permissions that any new file gets.
    let staged = beside.join(format!(".mizan-{}", std::process::id()));
    let written = fs::write(&staged, bytes)
        .map_err(WriteError::io("writing", &staged))
        .and_then(|()| fs::rename(&staged, &file).map_err(WriteError::io("replacing", &file)));
    if written.is_err() {
        // What cannot be removed either is told by the fault that stands.
        let _ = fs::remove_file(&staged);
    }
    written.map(|()| true)
}

/// The bytes at `path` (relative to `root`); `None` where no plain file is there, or it cannot be read.
pub fn read(root: &Path, path: &str) -> Option<Vec<u8>> {
    let file = join(root, path);
    // A pipe would be waited for, and a link followed.
    matches!(folder::look(&file), PathKind::File { .. }).then(|| fs::read(&file).ok()).flatten()
}

/// Removes the folder at `path` (relative to `root`) with all that is in it; whether there was one. Links in it are
/// removed, not followed.
///
/// # Errors
/// [`WriteError::Io`] where the system refuses.
pub fn clear(root: &Path, path: &str) -> Result<bool, WriteError> {
    let folder = join(root, path);
    let found = folder::look(&folder) != PathKind::Nothing;
    super::remove_folder(&folder).map(|()| found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_right_already_is_not_touched() {
        let root = tempfile::tempdir().unwrap();
        assert!(keep(root.path(), "a/b.json", b"one").unwrap());
        assert!(!keep(root.path(), "a/b.json", b"one").unwrap());
        assert!(keep(root.path(), "a/b.json", b"two").unwrap());
        assert_eq!(fs::read(root.path().join("a/b.json")).unwrap(), b"two");
        assert_eq!(fs::read_dir(root.path().join("a")).unwrap().count(), 1);
    }

    #[test]
    fn nothing_else_is_replaced_and_no_path_leaves_the_folder() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("a")).unwrap();
        assert!(matches!(keep(root.path(), "a", b""), Err(WriteError::Exists { .. })));
        for path in ["../x", "/x", "a/../x", ""] {
            assert!(matches!(keep(root.path(), path, b""), Err(WriteError::BadPath { .. })), "{path}");
        }
    }
}
