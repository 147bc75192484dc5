//! Files that are whole or absent, whenever the process is killed: written under a temporary name in the same folder,
//! then renamed.
//!
//! A process that is killed leaves the temporary file behind. It holds a lock on it as long as it lives, so the next one
//! that writes to the folder knows which it may remove.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

/// The beginning of the temporary names; the `.gitignore` of a new site contains it.
const PREFIX: &str = ".mizan-";

/// Letters and digits after it.
const RANDOM: usize = 6;

/// A new file in `folder` with these `bytes`, which vanishes unless it gets a name.
pub(super) fn stage(folder: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(PREFIX).rand_bytes(RANDOM);
    // The permissions that any new file gets.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut staged = builder.tempfile_in(folder)?;
    // Where the file system has no locks, leftovers stay.
    let _ = staged.as_file().try_lock();
    staged.write_all(bytes)?;
    Ok(staged)
}

/// Removes the temporary files that killed processes left in `folder`. What cannot be removed stays for the next time.
pub(super) fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if !is_temporary(&entry.file_name().to_string_lossy()) || !entry.file_type().is_ok_and(|kind| kind.is_file()) {
            continue;
        }
        let path = entry.path();
        if File::options().write(true).open(&path).is_ok_and(|file| file.try_lock().is_ok()) {
            let _ = fs::remove_file(path);
        }
    }
}

/// As [`sweep`], also in all folders inside. Links are not followed.
pub(super) fn sweep_all(folder: &Path) {
    sweep(folder);
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            sweep_all(&entry.path());
        }
    }
}

/// Whether a file has a temporary name.
pub(super) fn is_temporary(name: &str) -> bool {
    name.strip_prefix(PREFIX)
        .is_some_and(|rest| rest.len() == RANDOM && rest.bytes().all(|b| b.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_killed_process_left_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let held = stage(folder.path(), b"in the making").unwrap();
        fs::write(folder.path().join(".mizan-a1B2c3"), b"half").unwrap();
        fs::create_dir_all(folder.path().join("a/.mizan-folder")).unwrap();
        fs::write(folder.path().join("a/.mizan-zzzzzz"), b"half").unwrap();
        fs::write(folder.path().join(".mizan-of-an-author"), b"theirs").unwrap();
        sweep_all(folder.path());
        let mut left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
        left.sort();
        let mut want = vec![held.path().to_owned(), folder.path().join(".mizan-of-an-author"), folder.path().join("a")];
        want.sort();
        assert_eq!(left, want);
        assert_eq!(fs::read_dir(folder.path().join("a")).unwrap().count(), 1);
    }
}
