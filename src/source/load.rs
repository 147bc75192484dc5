//! Walks a site's folder and reads what belongs to it.

use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use super::SourceMap;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};

/// Larger than any file an author edits; offsets are kept in 32 bits.
const MAX_FILE: u64 = 1 << 30;

/// The environment is at fault, not the content.
#[derive(Debug)]
pub enum LoadError {
    /// The folder given is not there, or is no folder.
    NoSite(PathBuf),
}

impl std::fmt::Display for LoadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            LoadError::NoSite(path) => {
                write!(f, "{} is not a folder; give the folder that holds config.toml with --site", path.display())
            }
        }
    }
}

impl std::error::Error for LoadError {}

/// Reads `config.toml`, `content/`, `static/` and `themes/` of the site in `root`.
///
/// Hidden files and editors' backups are left out. A file that cannot be read, a link that leaves
/// the site, a circle of links and a name that is not UTF-8 each give a diagnostic.
///
/// # Errors
/// [`LoadError::NoSite`] where `root` is no folder.
pub fn load(root: &Path) -> Result<(SourceMap, Diagnostics), LoadError> {
    if !root.is_dir() {
        return Err(LoadError::NoSite(root.to_owned()));
    }
    let mut map = SourceMap::default();
    let mut diagnostics = Diagnostics::default();
    for part in PARTS {
        walk(root, part, &mut map, &mut diagnostics);
    }
    Ok((map, diagnostics))
}

/// What belongs to a site, in its folder.
pub(super) const PARTS: [&str; 4] = ["config.toml", "content", "static", "themes"];

/// Reads `part` (a file, or a folder and all in it) of the site in `root`, if it is there; whether there are links
/// in it.
pub(super) fn walk(root: &Path, part: &str, map: &mut SourceMap, diagnostics: &mut Diagnostics) -> bool {
    if root.join(part).symlink_metadata().is_err() {
        return false;
    }
    let real_root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let mut links = false;
    let mut walk = walkdir::WalkDir::new(root.join(part))
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name()));
    while let Some(entry) = walk.next() {
        links |= entry.as_ref().is_ok_and(walkdir::DirEntry::path_is_symlink);
        match entry {
            Ok(entry) if leaves(&real_root, &entry) => {
                let path = relative(root, entry.path());
                diagnostics.push(link_leaves_site(&path));
                map.add_unreadable(&path);
                // Never a step beyond: the folder may hold the whole machine.
                if entry.file_type().is_dir() {
                    walk.skip_current_dir();
                }
            }
            Ok(entry) => read(root, &entry, map, diagnostics),
            Err(error) => {
                if let Some(path) = error.path() {
                    map.add_unreadable(&relative(root, path));
                }
                diagnostics.push(walk_fault(root, &error));
            }
        }
    }
    links
}

pub(super) fn is_hidden(name: &std::ffi::OsStr) -> bool {
    let name = name.to_string_lossy();
    (name.starts_with('.') && name != ".well-known")
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
}

pub(super) fn relative(root: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<String> =
        relative.components().map(|part| part.as_os_str().to_string_lossy().nfc().collect()).collect();
    parts.join("/")
}

/// Whether `entry` is a link to something outside the site.
fn leaves(real_root: &Path, entry: &walkdir::DirEntry) -> bool {
    entry.path_is_symlink() && !entry.path().canonicalize().is_ok_and(|target| target.starts_with(real_root))
}

fn link_leaves_site(path: &str) -> Diagnostic {
    Diagnostic::error(Code::LinkLeavesSite, format!("`{path}` is a link that leaves the site"))
        .help("copy the file into the site, so that the site is whole on every machine")
}

fn read(root: &Path, entry: &walkdir::DirEntry, map: &mut SourceMap, diagnostics: &mut Diagnostics) {
    let path = relative(root, entry.path());
    if entry.path().strip_prefix(root).is_ok_and(|p| p.to_str().is_none()) {
        diagnostics.push(
            Diagnostic::error(Code::FileName, format!("the name of `{path}` is not valid UTF-8"))
                .help("rename the file, with letters that any system can read"),
        );
        return;
    }
    if entry.file_type().is_dir() {
        if path == "config.toml" {
            map.add_unreadable(&path);
            diagnostics.push(
                Diagnostic::error(Code::Unreadable, "`config.toml` is a folder")
                    .help("config.toml must be a file; rename the folder"),
            );
        }
        return;
    }
    if !entry.file_type().is_file() {
        map.add_unreadable(&path);
        diagnostics.push(
            Diagnostic::error(Code::Unreadable, format!("`{path}` is neither a file nor a folder"))
                .help("remove it from the site"),
        );
        return;
    }
    if entry.metadata().is_ok_and(|m| m.len() > MAX_FILE) {
        map.add_unreadable(&path);
        diagnostics.push(
            Diagnostic::error(Code::Unreadable, format!("`{path}` is larger than 1 GiB"))
                .help("host large files elsewhere and link to them"),
        );
        return;
    }
    match std::fs::read(entry.path()) {
        Ok(bytes) => {
            if map.find(&path).is_some() {
                diagnostics.push(
                    Diagnostic::error(
                        Code::FileName,
                        format!("two files are both called `{path}` once their names are in Unicode's NFC form"),
                    )
                    .help("rename one of them"),
                );
            } else {
                map.insert(&path, bytes);
            }
        }
        Err(error) => {
            map.add_unreadable(&path);
            diagnostics.push(
                Diagnostic::error(Code::Unreadable, format!("`{path}` cannot be read: {error}"))
                    .help("see who owns the file and whether you may read it"),
            );
        }
    }
}

fn walk_fault(root: &Path, error: &walkdir::Error) -> Diagnostic {
    let path = error.path().map(|path| relative(root, path)).unwrap_or_default();
    if error.loop_ancestor().is_some() {
        return Diagnostic::error(Code::LinkCircle, format!("`{path}` is a link to a folder that holds it"))
            .help("remove the link: it leads in a circle");
    }
    let reason = error.io_error().map(ToString::to_string).unwrap_or_else(|| error.to_string());
    Diagnostic::error(Code::Unreadable, format!("`{path}` cannot be read: {reason}"))
        .help("a link may point to a file that is gone, or the folder may not be yours to read")
}
