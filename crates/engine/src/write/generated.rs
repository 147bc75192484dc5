//! Files that Mizan makes for other programs or for itself, in a folder that is not the output: schemas, manual pages,
//! the build cache. Links are never followed, neither at the file nor on the way to it.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use super::folder::{self, PathKind, join, obstacle};
use super::{WriteError, whole};

/// Puts `bytes` at `path` (relative to `root`, `/` between its parts), whole or not at all, with the folders
/// on the way to it. Returns whether anything was changed. A plain file of that name is replaced.
///
/// # Errors
/// [`WriteError::BadPath`] where the path would leave `root`, [`WriteError::NotPlain`] where something that is not a
/// plain file has that name, or something that is not a folder is on the way, [`WriteError::Io`] where the OS refuses.
pub fn write_generated(root: &Path, path: &str, bytes: &[u8]) -> Result<bool, WriteError> {
    if path.split('/').any(|part| matches!(part, "" | "." | "..")) || path.contains('\\') {
        return Err(WriteError::BadPath { path: path.to_owned() });
    }
    if let Some((place, _)) = obstacle(root, path) {
        return Err(WriteError::NotPlain { path: place.to_owned() });
    }
    let file = join(root, path);
    match folder::look(&file) {
        PathKind::Nothing => {}
        PathKind::File { size } => {
            if size == bytes.len() as u64 && fs::read(&file).is_ok_and(|old| old == bytes) {
                return Ok(false);
            }
        }
        PathKind::Folder | PathKind::Other => return Err(WriteError::NotPlain { path: path.to_owned() }),
    }
    let beside = file.parent().unwrap_or(root);
    fs::create_dir_all(beside).map_err(WriteError::io("create", beside))?;
    whole::sweep(beside);
    let staged = whole::stage(beside, bytes).map_err(WriteError::io("write to", beside))?;
    staged.persist(&file).map_err(|error| WriteError::io("replace", &file)(error.error))?;
    Ok(true)
}

/// The bytes at `path` (relative to `root`), of which the first line must be `first`. `None` if no plain file is
/// there, where it cannot be read, or where it begins otherwise or is larger than `limit`: it is not read then.
pub fn read_generated(root: &Path, path: &str, first: &str, limit: u64) -> Option<Vec<u8>> {
    let place = join(root, path);
    // A pipe would be waited for, and a link followed.
    let is_plain =
        obstacle(root, path).is_none() && matches!(folder::look(&place), PathKind::File { size } if size <= limit);
    let mut file = BufReader::new(is_plain.then(|| File::open(&place).ok())??);
    let mut line = Vec::new();
    file.by_ref().take(first.len() as u64 + 1).read_until(b'\n', &mut line).ok()?;
    if line.strip_suffix(b"\n")? != first.as_bytes() {
        return None;
    }
    let mut rest = Vec::new();
    file.take(limit).read_to_end(&mut rest).ok()?;
    Some(rest)
}

/// Removes the folder at `path` (relative to `root`) with all that is in it; whether there was one. Links in it are
/// removed, not followed.
///
/// # Errors
/// [`WriteError::NotPlain`] where something that is not a folder is on the way, [`WriteError::Io`] where the system
/// refuses.
pub fn clear_generated(root: &Path, path: &str) -> Result<bool, WriteError> {
    if let Some((place, _)) = obstacle(root, path) {
        return Err(WriteError::NotPlain { path: place.to_owned() });
    }
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
        assert!(write_generated(root.path(), "a/b.json", b"one").unwrap());
        assert!(!write_generated(root.path(), "a/b.json", b"one").unwrap());
        assert!(write_generated(root.path(), "a/b.json", b"two").unwrap());
        assert_eq!(fs::read(root.path().join("a/b.json")).unwrap(), b"two");
        assert_eq!(fs::read_dir(root.path().join("a")).unwrap().count(), 1);
    }

    #[test]
    fn nothing_else_is_replaced_and_no_path_leaves_the_folder() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("a")).unwrap();
        assert!(matches!(write_generated(root.path(), "a", b""), Err(WriteError::NotPlain { .. })));
        for path in ["../x", "/x", "a/../x", ""] {
            assert!(matches!(write_generated(root.path(), path, b""), Err(WriteError::BadPath { .. })), "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_on_the_way_is_not_followed() {
        let (root, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::os::unix::fs::symlink(outside.path(), root.path().join("a")).unwrap();
        fs::create_dir(outside.path().join("cache")).unwrap();
        fs::write(outside.path().join("cache/file"), b"first\nprecious").unwrap();
        assert!(matches!(write_generated(root.path(), "a/cache/file", b"x"), Err(WriteError::NotPlain { .. })));
        assert!(matches!(clear_generated(root.path(), "a/cache"), Err(WriteError::NotPlain { .. })));
        assert_eq!(read_generated(root.path(), "a/cache/file", "first", 100), None);
        assert_eq!(fs::read(outside.path().join("cache/file")).unwrap(), b"first\nprecious");
    }

    #[test]
    fn only_a_file_that_begins_right_and_is_not_too_large_is_read() {
        let root = tempfile::tempdir().unwrap();
        write_generated(root.path(), "file", b"first\nrest").unwrap();
        assert_eq!(read_generated(root.path(), "file", "first", 100).as_deref(), Some(b"rest".as_slice()));
        assert_eq!(read_generated(root.path(), "file", "firs", 100), None);
        assert_eq!(read_generated(root.path(), "file", "first line", 100), None);
        assert_eq!(read_generated(root.path(), "file", "first", 5), None);
    }
}
