//! Edits of an author's files: the only place through which `new`, `lang` and `--fix` write them.
//!
//! Nothing is overwritten that was not read before, and no file is ever half written, also if the process is killed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::folder::{self, PathKind, join};
use super::{WriteError, whole};

/// Makes the new file `path` (relative to the site's folder `root`, `/` between its parts) with the
/// folders on the way to it.
///
/// # Errors
/// [`WriteError::Exists`] where anything has that name already, [`WriteError::BadPath`] where the path
/// would leave `root`, [`WriteError::Edit`] where the system refuses.
pub fn create(root: &Path, path: &str, bytes: &[u8]) -> Result<(), WriteError> {
    let file = locate(root, path)?;
    if let Some(parent) = file.parent() {
        fs::create_dir_all(parent).map_err(WriteError::edit("create", parent))?;
    }
    let staged = whole::stage(file.parent().unwrap_or(root), bytes).map_err(WriteError::edit("write", &file))?;
    match staged.persist_noclobber(&file) {
        Ok(_) => Ok(()),
        Err(failed) if failed.error.kind() == std::io::ErrorKind::AlreadyExists => {
            Err(WriteError::Exists { path: path.to_owned() })
        }
        Err(failed) => Err(WriteError::edit("create", &file)(failed.error)),
    }
}

/// Replaces the content of `path`, as it was when it was read, by `new`: whole or not at all, with the
/// same permissions. A link stays a link: what it leads to is replaced.
///
/// # Errors
/// [`WriteError::Changed`] where the file is not what was read any more; otherwise as for [`create`].
pub fn replace(root: &Path, path: &str, read: &[u8], new: &[u8]) -> Result<(), WriteError> {
    let named = locate(root, path)?;
    let file = named.canonicalize().map_err(WriteError::edit("find", &named))?;
    if fs::read(&file).map_err(WriteError::edit("read", &file))? != read {
        return Err(WriteError::Changed { path: path.to_owned() });
    }
    if read == new {
        return Ok(());
    }
    // A rename would replace a file that its owner made read-only.
    File::options().append(true).open(&file).map_err(WriteError::edit("open", &file))?;
    let permissions = fs::metadata(&file).map_err(WriteError::edit("read", &file))?.permissions();
    let beside = file.parent().unwrap_or(root);
    let staged = whole::stage(beside, new).map_err(WriteError::edit("write beside", &file))?;
    staged.as_file().set_permissions(permissions).map_err(WriteError::edit("write", &file))?;
    // Without this, a machine that loses power could keep the new name and lose both contents.
    staged.as_file().sync_all().map_err(WriteError::edit("write", &file))?;
    staged.persist(&file).map(drop).map_err(|failed| WriteError::edit("replace", &file)(failed.error))
}

/// A change to one of an author's files; paths as for [`create`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Make it.
    Create {
        /// Relative to the site's folder, `/` between its parts.
        path: String,
        /// The whole content.
        bytes: Vec<u8>,
    },
    /// Put `new` in the place of what was `read`.
    Replace {
        /// Relative to the site's folder, `/` between its parts.
        path: String,
        /// The whole content when it was read; the file is not replaced where it has another by now.
        read: Vec<u8>,
        /// The whole content from now on.
        new: Vec<u8>,
    },
}

impl Change {
    /// Relative to the site's folder, `/` between its parts.
    pub fn path(&self) -> &str {
        match self {
            Change::Create { path, .. } | Change::Replace { path, .. } => path,
        }
    }

    /// The new content of the file.
    pub fn bytes(&self) -> &[u8] {
        match self {
            Change::Create { bytes, .. } => bytes,
            Change::Replace { new, .. } => new,
        }
    }
}

/// Makes all `changes`, or none: every one is checked before the first, and where the system refuses one
/// midway, those before it are taken back. Temporary files that a killed process left in the site are removed first.
///
/// # Errors
/// As for [`create`] and [`replace`].
pub fn apply(root: &Path, changes: &[Change]) -> Result<(), WriteError> {
    let folders: BTreeSet<PathBuf> =
        changes.iter().filter_map(|change| join(root, change.path()).parent().map(Path::to_owned)).collect();
    folders.iter().for_each(|folder| whole::sweep(folder));
    whole::sweep(root);
    whole::sweep_all(&root.join("content"));
    for change in changes {
        let file = locate(root, change.path())?;
        match change {
            Change::Create { path, .. } if folder::look(&file) != PathKind::Nothing => {
                return Err(WriteError::Exists { path: path.clone() });
            }
            Change::Create { .. } => {}
            Change::Replace { path, read, .. } => {
                if fs::read(&file).map_err(WriteError::edit("read", &file))? != *read {
                    return Err(WriteError::Changed { path: path.clone() });
                }
            }
        }
    }
    let mut undo: Vec<Undo<'_>> = Vec::new();
    for change in changes {
        let made = match change {
            Change::Create { path, bytes } => {
                let file = locate(root, path)?;
                let missing = file.ancestors().skip(1).take_while(|folder| !folder.exists());
                undo.extend(missing.map(Path::to_owned).collect::<Vec<_>>().into_iter().rev().map(Undo::Folder));
                let made = create(root, path, bytes);
                // What was there before the attempt is not ours to remove.
                if !matches!(made, Err(WriteError::Exists { .. })) {
                    undo.push(Undo::File(file));
                }
                made
            }
            Change::Replace { path, read, new } => {
                let made = replace(root, path, read, new);
                if made.is_ok() {
                    undo.push(Undo::Text { path, read, new });
                }
                made
            }
        };
        if let Err(error) = made {
            undo.iter().rev().for_each(|undo| undo.take_back(root));
            return Err(error);
        }
    }
    Ok(())
}

/// One thing that was done.
enum Undo<'a> {
    Folder(PathBuf),
    File(PathBuf),
    Text { path: &'a str, read: &'a [u8], new: &'a [u8] },
}

impl Undo<'_> {
    /// As far as the system lets us: the error that is reported is the first one.
    fn take_back(&self, root: &Path) {
        let _ = match self {
            Undo::Folder(folder) => fs::remove_dir(folder).map_err(drop),
            Undo::File(file) => fs::remove_file(file).map_err(drop),
            Undo::Text { path, read, new } => replace(root, path, new, read).map_err(drop),
        };
    }
}

/// The entries of the folder `root`, by name, sorted; nothing where that folder does not exist.
///
/// # Errors
/// [`WriteError::Edit`] where `root` is not a folder, or cannot be read.
pub fn occupants(root: &Path) -> Result<Vec<String>, WriteError> {
    let entries = match fs::read_dir(root) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(WriteError::edit("read the folder", root))?,
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(WriteError::edit("read the folder", root))?;
        names.push(entry.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

/// The `changes` that are left of a new folder of files, after a process was killed that made it: those whose file is
/// not there. `None` if there is anything else in the folder, except for what `others` names and for hidden entries of
/// other programs, such as `.git`.
///
/// # Errors
/// As for [`occupants`].
pub fn left_of(
    root: &Path,
    changes: &[Change],
    others: &dyn Fn(&str) -> bool,
) -> Result<Option<Vec<Change>>, WriteError> {
    let wanted: BTreeMap<&str, &[u8]> = changes.iter().map(|change| (change.path(), change.bytes())).collect();
    let mut found = BTreeSet::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        for name in occupants(&join(root, &folder))? {
            let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
            let place = join(root, &path);
            match (folder::look(&place), wanted.get(path.as_str())) {
                (PathKind::File { .. }, Some(bytes)) if fs::read(&place).is_ok_and(|there| there == *bytes) => {
                    found.insert(path);
                }
                (PathKind::File { .. }, None) if others(&path) || whole::is_temporary(&name) => {}
                (_, None) if folder.is_empty() && name.starts_with('.') && name != folder::CORNER => {}
                (PathKind::Folder, None) => folders.push(path),
                _ => return Ok(None),
            }
        }
    }
    Ok(Some(changes.iter().filter(|change| !found.contains(change.path())).cloned().collect()))
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

    fn made(path: &str, bytes: &[u8]) -> Change {
        Change::Create { path: path.to_owned(), bytes: bytes.to_vec() }
    }

    fn replaced(path: &str, read: &[u8], new: &[u8]) -> Change {
        Change::Replace { path: path.to_owned(), read: read.to_vec(), new: new.to_vec() }
    }

    #[test]
    fn all_changes_are_made_or_none() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path();
        create(root, "x.toml", b"old").unwrap();
        let edit = replaced("x.toml", b"old", b"new");
        let stale = replaced("x.toml", b"other", b"new");
        assert!(matches!(apply(root, &[made("a/b.toml", b""), stale]), Err(WriteError::Changed { .. })));
        assert!(matches!(apply(root, &[edit.clone(), made("x.toml", b"")]), Err(WriteError::Exists { .. })));
        // Passes the checks, and fails only when applied: a file is made where a folder is needed.
        let late = [edit.clone(), made("a/b", b""), made("a/b/c", b"")];
        assert!(matches!(apply(root, &late), Err(WriteError::Edit { .. })));
        assert_eq!(occupants(root).unwrap(), ["x.toml"]);
        assert_eq!(fs::read(root.join("x.toml")).unwrap(), b"old");
        apply(root, &[edit, made("a/b/c", b"c")]).unwrap();
        assert_eq!(fs::read(root.join("x.toml")).unwrap(), b"new");
        assert_eq!(fs::read(root.join("a/b/c")).unwrap(), b"c");
    }

    #[test]
    fn a_folder_that_is_not_there_is_empty_and_a_file_is_no_folder() {
        let root = tempfile::tempdir().unwrap();
        create(root.path(), "b/x", b"").unwrap();
        create(root.path(), ".a", b"").unwrap();
        assert_eq!(occupants(root.path()).unwrap(), [".a", "b"]);
        assert!(occupants(&root.path().join("c")).unwrap().is_empty());
        assert!(occupants(&root.path().join(".a")).is_err());
    }

    #[test]
    fn what_a_killed_process_made_of_a_folder_is_completed_and_nothing_else() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path();
        let changes = [made("a/b.toml", b"b"), made("a/c.toml", b"c"), made(".gitignore", b"")];
        let left = || left_of(root, &changes, &|path| path == "a/record").unwrap();
        assert_eq!(left().unwrap().len(), 3);
        create(root, "a/b.toml", b"b").unwrap();
        create(root, "a/record", b"x").unwrap();
        create(root, ".git/config", b"x").unwrap();
        fs::write(root.join("a/.mizan-123456"), b"half").unwrap();
        assert_eq!(left().unwrap(), changes[1..]);
        create(root, "a/c.toml", b"of an author").unwrap();
        assert_eq!(left(), None);
        fs::remove_file(root.join("a/c.toml")).unwrap();
        create(root, "b", b"of an author").unwrap();
        assert_eq!(left(), None);
        apply(root, &[made("a/d.toml", b"")]).unwrap();
        assert!(!root.join("a/.mizan-123456").exists());
    }

    #[cfg(unix)]
    #[test]
    fn permissions_are_those_of_any_new_file() {
        use std::os::unix::fs::PermissionsExt;
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("any"), b"").unwrap();
        create(root.path(), "ours", b"").unwrap();
        let mode = |name: &str| fs::metadata(root.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode("ours"), mode("any"));
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
