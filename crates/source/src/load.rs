//! Walks a site's folder and reads what belongs to it.

use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use super::ignored::{self, Ignored, ignored};
use super::{SourceMap, misnamed, names};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};

/// Larger than any file an author edits; offsets are kept in 32 bits.
const MAX_FILE: u64 = 1 << 30;

/// Files and folders that may be reached through links to folders. Links that lead to links multiply.
const MAX_LINKED: usize = 20_000;

/// An error of the environment, not of the content.
#[derive(Debug)]
pub enum LoadError {
    /// The folder does not exist, or is not a folder.
    NoSite(PathBuf),
    /// The folder cannot be read.
    Closed(PathBuf, std::io::Error),
}

impl std::fmt::Display for LoadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            LoadError::NoSite(path) => {
                write!(f, "`{}` is not a folder; pass the folder that contains config.toml with --site", path.display())
            }
            LoadError::Closed(path, error) => {
                write!(f, "the folder `{}` cannot be read: {error}; check its owner and permissions", path.display())
            }
        }
    }
}

impl std::error::Error for LoadError {}

/// Reads `config.toml`, `content/`, `static/` and `themes/` of the site in `root`.
///
/// Hidden files and editors' backups are ignored, except for hidden files in `static/` that are for readers or hosts. A file that cannot be read, a link that leaves
/// the site, a circle of links and a name that cannot be used each give a diagnostic.
///
/// # Errors
/// [`LoadError`] if `root` is not a folder, or cannot be read.
pub fn load(root: &Path) -> Result<(SourceMap, Diagnostics), LoadError> {
    open(root)?;
    let (map, diagnostics, _) = read_all(root);
    Ok((map, diagnostics))
}

/// Checks that `root` is a folder that can be read: otherwise, the files in it would seem to be missing.
pub(super) fn open(root: &Path) -> Result<(), LoadError> {
    let closed = |error| Err(LoadError::Closed(root.to_owned(), error));
    match root.metadata() {
        Ok(is) if is.is_dir() => {}
        Err(error) if error.kind() == ErrorKind::PermissionDenied => return closed(error),
        _ => return Err(LoadError::NoSite(root.to_owned())),
    }
    match root.join(PARTS[0]).symlink_metadata() {
        Err(error) if error.kind() == ErrorKind::PermissionDenied => closed(error),
        _ => Ok(()),
    }
}

/// The parts of a site, in its folder.
pub(super) const PARTS: [&str; 4] = ["config.toml", "content", "static", "themes"];

/// Reads all of the site in `root`, and reports parts with a misspelled name; and whether there are links among its
/// files.
pub(super) fn read_all(root: &Path) -> (SourceMap, Diagnostics, bool) {
    let (mut map, mut diagnostics, links) = read_parts(root, PARTS);
    for (part, diagnostic) in misnamed::parts(root) {
        map.add_unreadable(part, diagnostics.report(diagnostic));
    }
    (map, diagnostics, links)
}

/// Reads files of the site in `root`, or folders with all in them, where they are there; and whether there are links
/// among them.
pub(super) fn read_parts<'p>(root: &Path, parts: impl IntoIterator<Item = &'p str>) -> (SourceMap, Diagnostics, bool) {
    let real_root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let (map, diagnostics) = (SourceMap::default(), Diagnostics::default());
    let mut loader = Loader { root, real_root, map, diagnostics, linked: 0, links: false };
    for part in parts {
        if root.join(part).symlink_metadata().is_ok() {
            loader.walk(part);
        }
    }
    (loader.map, loader.diagnostics, loader.links)
}

/// The path of a file in its site: `/` between its parts, in NFC.
pub(super) fn relative(root: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<String> =
        relative.components().map(|part| part.as_os_str().to_string_lossy().nfc().collect()).collect();
    parts.join("/")
}

struct Loader<'a> {
    root: &'a Path,
    real_root: PathBuf,
    map: SourceMap,
    diagnostics: Diagnostics,
    /// The folders that were reached through links so far.
    linked: usize,
    /// There are links, to folders or to files.
    links: bool,
}

impl Loader<'_> {
    /// Reads `part` of the site, with all in it.
    fn walk(&mut self, part: &str) {
        let top = part.split('/').next().unwrap_or(part);
        let mut walk = walkdir::WalkDir::new(self.root.join(part)).follow_links(true).sort_by_file_name().into_iter();
        // The depth of the links to folders that lead to where the walk is.
        let mut links: Vec<usize> = Vec::new();
        while let Some(entry) = walk.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    // Editors mark a file that is open by a link to nothing, `.#guide.md`.
                    if error.path().is_none_or(|path| !self.is_ignored(path)) {
                        self.walk_fault(&error);
                    }
                    continue;
                }
            };
            if self.is_ignored(entry.path()) {
                if entry.file_type().is_dir() {
                    walk.skip_current_dir();
                }
                continue;
            }
            self.links |= entry.path_is_symlink();
            links.retain(|depth| *depth < entry.depth());
            if !links.is_empty() {
                self.linked += 1;
                if self.linked > MAX_LINKED {
                    self.too_many_links(&entry);
                    return;
                }
            }
            let folder = entry.file_type().is_dir();
            if self.leaves(&entry) {
                self.leaves_site(&entry);
                // Never a step beyond: the folder may hold the whole machine.
                if folder {
                    walk.skip_current_dir();
                }
                continue;
            }
            if folder && entry.path_is_symlink() {
                links.push(entry.depth());
            }
            let path = self.relative(entry.path());
            let stays = match entry.path().strip_prefix(self.root).unwrap_or(entry.path()).to_str() {
                Some(_) => match names::fault(&path) {
                    Some(fault) => {
                        let stays = fault.severity < crate::diagnostics::Severity::Error;
                        self.diagnostics.push(fault);
                        stays
                    }
                    None => true,
                },
                None => {
                    self.diagnostics.push(
                        Diagnostic::error(Code::FileName, format!("the name of `{path}` is not valid UTF-8"))
                            .of(path.clone())
                            .help("rename it to a valid UTF-8 name"),
                    );
                    false
                }
            };
            match (folder, stays) {
                (true, true) => self.folder(&path, top),
                (true, false) => walk.skip_current_dir(),
                (false, true) => self.file(&path, &entry, top),
                (false, false) => {}
            }
        }
    }

    /// Whether `path` does not belong to the site. Reports it, if its author may expect it to.
    fn is_ignored(&mut self, path: &Path) -> bool {
        let path = self.relative(path);
        let ignored = ignored(&path);
        if let Some(Ignored::InStatic(why)) = ignored {
            self.diagnostics.push(ignored::warning(&path, why));
        }
        ignored.is_some()
    }

    fn relative(&self, path: &Path) -> String {
        relative(self.root, path)
    }

    /// Whether `entry` is a link to something outside the site.
    fn leaves(&self, entry: &walkdir::DirEntry) -> bool {
        entry.path_is_symlink() && !entry.path().canonicalize().is_ok_and(|target| target.starts_with(&self.real_root))
    }

    fn leaves_site(&mut self, entry: &walkdir::DirEntry) {
        let path = self.relative(entry.path());
        let error = self.diagnostics.report(
            Diagnostic::error(Code::LinkLeavesSite, format!("the link `{path}` leads outside of the site"))
                .of(path.clone())
                .help("copy its target into the site, so that the site is complete on every machine"),
        );
        self.map.add_unreadable(&path, error);
    }

    fn too_many_links(&mut self, entry: &walkdir::DirEntry) {
        let path = self.relative(entry.path());
        let error = self.diagnostics.report(
            Diagnostic::error(
                Code::LinkCircle,
                format!("links to folders lead to more than {MAX_LINKED} files, at `{path}`"),
            )
            .of(path.clone())
            .help("remove links to folders that contain links: each multiplies the number of files"),
        );
        self.map.add_unreadable(&path, error);
    }

    fn unreadable(&mut self, path: &str, message: String, help: &str) {
        let error = self.diagnostics.report(Diagnostic::error(Code::Unreadable, message).of(path).help(help));
        self.map.add_unreadable(path, error);
    }

    fn folder(&mut self, path: &str, top: &str) {
        if top == "content" && (path.ends_with(".md") || path.ends_with(".toml")) {
            self.unreadable(path, format!("`{path}` is a folder"), "rename the folder: this name is for a file");
            return;
        }
        if path == "config.toml" {
            self.unreadable(
                path,
                "`config.toml` is a folder".to_owned(),
                "rename the folder: config.toml must be a file",
            );
        }
    }

    fn file(&mut self, path: &str, entry: &walkdir::DirEntry, top: &str) {
        if path == top && top != "config.toml" {
            let message = format!("`{path}` is not a folder");
            self.unreadable(path, message, "rename the file: this name is reserved for a folder of the site");
            return;
        }
        match read(entry.path()) {
            Ok(Found::Bytes(bytes)) if self.map.find(path).is_none() => {
                self.map.insert(path, bytes);
            }
            Ok(Found::Bytes(_)) => self.diagnostics.push(
                Diagnostic::error(Code::FileName, format!("two files have the name `{path}` in Unicode's NFC form"))
                    .of(path)
                    .help("rename one of them"),
            ),
            Ok(Found::NoFile) => {
                self.unreadable(path, format!("`{path}` is neither a file nor a folder"), "remove it from the site");
            }
            Ok(Found::TooLarge) => {
                let help = "host large files elsewhere, and link to them";
                self.unreadable(path, format!("`{path}` is larger than 1 GiB"), help);
            }
            Err(error) => {
                let help = "check the owner and permissions of the file";
                self.unreadable(path, format!("`{path}` cannot be read: {error}"), help);
            }
        }
    }

    fn walk_fault(&mut self, error: &walkdir::Error) {
        let path = error.path().map(|path| self.relative(path)).unwrap_or_default();
        let diagnostic = if error.loop_ancestor().is_some() {
            Diagnostic::error(Code::LinkCircle, format!("the link `{path}` leads to a folder that contains it"))
                .help("remove the link: it creates a cycle")
        } else {
            let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
            Diagnostic::error(Code::Unreadable, format!("`{path}` cannot be read: {reason}"))
                .help("check whether it is a link to a missing file, and the permissions of the folder")
        };
        let reported = self.diagnostics.report(diagnostic.of(path.clone()));
        self.map.add_unreadable(&path, reported);
    }
}

enum Found {
    Bytes(Vec<u8>),
    /// A pipe, a socket, a device.
    NoFile,
    TooLarge,
}

/// Reads a file, and nothing but a file. What has its name may have changed a moment ago, so the opened file itself is
/// checked, and opening never waits for the other end of a pipe.
fn read(path: &Path) -> std::io::Result<Found> {
    // A socket cannot be opened at all.
    if !path.metadata()?.is_file() {
        return Ok(Found::NoFile);
    }
    let mut options = std::fs::File::options();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, libc::O_NONBLOCK);
    let file = options.open(path)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Ok(Found::NoFile);
    }
    if metadata.len() > MAX_FILE {
        return Ok(Found::TooLarge);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or_default());
    file.take(MAX_FILE + 1).read_to_end(&mut bytes)?;
    Ok(if bytes.len() as u64 > MAX_FILE { Found::TooLarge } else { Found::Bytes(bytes) })
}
