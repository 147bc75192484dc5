//! The folders that may be written to, and paths in them.

use std::path::{Component, Path, PathBuf};

use mizan_source::LONGEST_PATH;

use super::WriteError;

/// Mizan's own corner of the output folder: its manifest, its lock, and what is being staged.
pub(super) const CORNER: &str = ".mizan";

/// The output folder without links and dots on the way to it, whether or not it is there yet.
pub(super) fn resolve(out: &Path, site: &Path) -> Result<PathBuf, WriteError> {
    let absolute = std::path::absolute(out).map_err(WriteError::io("find", out))?;
    let out = real(&absolute)?;
    if out.exists() && !out.is_dir() {
        return Err(WriteError::NotAFolder { out });
    }
    let site = site.canonicalize().map_err(WriteError::io("find", site))?;
    if site.starts_with(&out) {
        return Err(WriteError::HoldsSite { out });
    }
    let below = out.strip_prefix(&site).unwrap_or(&out);
    for part in [CORNER, ".git", ".hg", ".jj", ".svn"] {
        if below.components().any(|folder| folder.as_os_str() == part) {
            return Err(WriteError::Kept { out, part });
        }
    }
    for part in ["content", "static", "themes"] {
        let folder = site.join(part);
        // A link that leaves the site is not read, so it may lead anywhere.
        let real = folder.canonicalize().ok().filter(|real| real.starts_with(&site));
        if out.starts_with(real.unwrap_or(folder)) {
            return Err(WriteError::InSource { out, part });
        }
    }
    Ok(out)
}

/// Resolves what exists of `path`; what does not exist yet is taken by the letter.
fn real(path: &Path) -> Result<PathBuf, WriteError> {
    let mut missing = Vec::new();
    let mut there = path;
    loop {
        match there.canonicalize() {
            Ok(found) => {
                return Ok(missing.into_iter().rev().fold(found, |path, part| match part {
                    Component::ParentDir => path.parent().map_or(path.clone(), Path::to_owned),
                    Component::Normal(name) => path.join(name),
                    _ => path,
                }));
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                // A link to nothing is not a folder that could be made.
                if there.is_symlink() {
                    return Err(WriteError::NotAFolder { out: there.to_owned() });
                }
                let (Some(parent), Some(last)) = (there.parent(), there.components().next_back()) else {
                    return Err(WriteError::io("find", path)(error));
                };
                missing.push(last);
                there = parent;
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotADirectory => {
                return Err(WriteError::NotAFolder { out: path.to_owned() });
            }
            Err(error) => return Err(WriteError::io("find", path)(error)),
        }
    }
}

/// Whether `path` names a file inside the output folder on any file system.
pub(super) fn is_usable(path: &str) -> bool {
    let bad = |c: char| c == '\\' || c.is_control();
    !path.is_empty()
        && path.len() <= LONGEST_PATH
        && !path.contains(bad)
        && path.split('/').all(|part| !matches!(part, "" | "." | "..") && part.len() <= 255)
        && path.split('/').next() != Some(CORNER)
}

pub(super) fn join(out: &Path, path: &str) -> PathBuf {
    path.split('/').fold(out.to_owned(), |folder, part| folder.join(part))
}

/// The folders on the way to `path`, outermost first: `a`, `a/b` of `a/b/c`.
pub(super) fn parents(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// The kind of a path; links are not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PathKind {
    Nothing,
    File {
        size: u64,
    },
    Folder,
    /// A link, a socket, a device.
    Other,
}

pub(super) fn look(path: &Path) -> PathKind {
    match path.symlink_metadata() {
        Ok(meta) if meta.is_dir() => PathKind::Folder,
        Ok(meta) if meta.is_file() => PathKind::File { size: meta.len() },
        Ok(_) => PathKind::Other,
        Err(_) => PathKind::Nothing,
    }
}

/// The first thing on the way to `path` that exists and is not a folder, with its path.
pub(super) fn obstacle<'a>(out: &Path, path: &'a str) -> Option<(&'a str, PathKind)> {
    parents(path)
        .map(|parent| (parent, look(&join(out, parent))))
        .find(|(_, found)| !matches!(found, PathKind::Folder | PathKind::Nothing))
}
