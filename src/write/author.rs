//! Edits of an author's files: the only place from which `new`, `lang` and `--fix` reach them.
//!
//! Nothing is overwritten that was not read before, and no file is ever half written.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::WriteError;
use super::folder::{self, join};

/// Makes the new file `path` (relative to the site's folder `root`, `/` between its parts) with the
/// folders on the way to it.
///
/// # Errors
/// [`WriteError::Exists`] where anything has that name already, [`WriteError::BadPath`] where the path
/// would leave `root`, [`WriteError::Io`] where the system refuses.
pub fn create(root: &Path, path: &str, bytes: &[u8]) -> Result<(), WriteError> {
    let file = locate(root, path)?;
    if let Some(parent) = file.parent() {
        fs::create_dir_all(parent).map_err(WriteError::io("making", parent))?;
    }
    let mut made = match OpenOptions::new().write(true).create_new(true).open(&file) {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            return Err(WriteError::Exists { path: path.to_owned() });
        }
        opened => opened.map_err(WriteError::io("making", &file))?,
    };
    made.write_all(bytes).map_err(WriteError::io("writing", &file))
}

/// Replaces what stands in `path`, as it was when it was read, by `new`: whole or not at all, with the
/// same permissions. A link stays a link: what it leads to is replaced.
///
/// # Errors
/// [`WriteError::Changed`] where the file is not what was read any more; otherwise as for [`create`].
pub fn replace(root: &Path, path: &str, read: &[u8], new: &[u8]) -> Result<(), WriteError> {
    let named = locate(root, path)?;
    let file = named.canonicalize().map_err(WriteError::io("finding", &named))?;
    if fs::read(&file).map_err(WriteError::io("reading", &file))? != read {
        return Err(WriteError::Changed { path: path.to_owned() });
    }
    if read == new {
        return Ok(());
    }
    // A rename would replace a file that its owner made read-only.
    File::options().append(true).open(&file).map_err(WriteError::io("opening", &file))?;
    let permissions = fs::metadata(&file).map_err(WriteError::io("reading", &file))?.permissions();
    let beside = file.parent().unwrap_or(root);
    let mut staged = tempfile::Builder::new()
        .prefix(".mizan-")
        .tempfile_in(beside)
        .map_err(WriteError::io("writing beside", &file))?;
    staged.write_all(new).map_err(WriteError::io("writing", &file))?;
    staged.as_file().set_permissions(permissions).map_err(WriteError::io("writing", &file))?;
    staged.persist(&file).map(drop).map_err(|failed| WriteError::io("replacing", &file)(failed.error))
}

fn locate(root: &Path, path: &str) -> Result<PathBuf, WriteError> {
    if !folder::is_usable(path) {
        return Err(WriteError::BadPath { path: path.to_owned() });
    }
    Ok(join(root, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_made_with_its_folders_and_never_overwritten() {
        let root = tempfile::tempdir().unwrap();
        create(root.path(), "a/b/c.toml", b"one").unwrap();
        assert_eq!(fs::read(root.path().join("a/b/c.toml")).unwrap(), b"one");
        assert!(matches!(create(root.path(), "a/b/c.toml", b"two"), Err(WriteError::Exists { .. })));
        assert!(matches!(create(root.path(), "a/b", b"two"), Err(WriteError::Exists { .. })));
        assert_eq!(fs::read(root.path().join("a/b/c.toml")).unwrap(), b"one");
    }

    #[test]
    fn no_path_leaves_the_site() {
        let root = tempfile::tempdir().unwrap();
        for path in ["../x", "/x", "a/../../x", "a//b", "", "a\\b"] {
            assert!(matches!(create(root.path(), path, b""), Err(WriteError::BadPath { .. })), "{path}");
        }
    }

    #[test]
    fn what_changed_since_it_was_read_is_left_alone() {
        let root = tempfile::tempdir().unwrap();
        create(root.path(), "x.toml", b"theirs").unwrap();
        assert!(matches!(replace(root.path(), "x.toml", b"ours", b"new"), Err(WriteError::Changed { .. })));
        replace(root.path(), "x.toml", b"theirs", b"new").unwrap();
        assert_eq!(fs::read(root.path().join("x.toml")).unwrap(), b"new");
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let root = tempfile::tempdir().unwrap();
        create(root.path(), "x.toml", b"a").unwrap();
        fs::set_permissions(root.path().join("x.toml"), fs::Permissions::from_mode(0o640)).unwrap();
        symlink("x.toml", root.path().join("link.toml")).unwrap();
        replace(root.path(), "link.toml", b"a", b"b").unwrap();
        assert!(root.path().join("link.toml").is_symlink());
        assert_eq!(fs::read(root.path().join("x.toml")).unwrap(), b"b");
        assert_eq!(fs::metadata(root.path().join("x.toml")).unwrap().permissions().mode() & 0o777, 0o640);
    }
}
