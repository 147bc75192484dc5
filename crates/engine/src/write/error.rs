//! Errors of the environment while files are written, each with what to do.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why the output was not written. Files that were there before are intact.
#[derive(Debug)]
pub enum WriteError {
    /// The output folder is the site's folder, or contains it.
    HoldsSite {
        /// The output folder.
        out: PathBuf,
    },
    /// The output folder is in a folder that Mizan reads.
    InSource {
        /// The output folder.
        out: PathBuf,
        /// The folder that is read: `content`, `themes` …
        part: &'static str,
    },
    /// The output folder is in a folder that belongs to another program.
    Kept {
        /// The output folder.
        out: PathBuf,
        /// The name of the folder that is not ours: `.git` …
        part: &'static str,
    },
    /// Something else has the output folder's name.
    NotAFolder {
        /// The requested path.
        out: PathBuf,
    },
    /// Another build is writing to the output folder.
    Busy {
        /// The output folder.
        out: PathBuf,
    },
    /// Files (links, folders) that Mizan did not write, at paths that it has to write; sorted.
    Foreign {
        /// The output folder.
        out: PathBuf,
        /// Under the output folder.
        paths: Vec<String>,
    },
    /// A path that would leave the output folder, or that file systems do not take.
    BadPath {
        /// Under the output folder, as the artifact has it.
        path: String,
    },
    /// Two artifacts have the same path.
    Twice {
        /// Under the output folder.
        path: String,
    },
    /// One artifact is a file where another needs a folder.
    FileAndFolder {
        /// The artifact that is a file.
        file: String,
        /// The artifact that needs `file` to be a folder.
        inside: String,
    },
    /// The process is to end; nothing was put in place.
    Interrupted,
    /// An author's file that was to be made is there already.
    Exists {
        /// Relative to the site's folder.
        path: String,
    },
    /// A link, a folder or a device is where Mizan writes a file of its own, or on the way there.
    NotPlain {
        /// Where the file is to be, or a folder on the way there.
        path: String,
    },
    /// An author's file changed between reading and writing.
    Changed {
        /// Relative to the site's folder.
        path: String,
    },
    /// The system refused while files were put in place: some are new already.
    Midway {
        /// The output folder.
        out: PathBuf,
        /// Files that are new, or gone.
        done: usize,
        /// The error of the system.
        source: Box<WriteError>,
    },
    /// The system refused; nothing was put in place.
    Io {
        /// The attempt, for a message: "write", "create the folder".
        doing: &'static str,
        /// The file or folder that it was tried with.
        path: PathBuf,
        /// The system's answer.
        source: io::Error,
    },
    /// As [`WriteError::Io`], of an author's file.
    Edit {
        /// The attempt, for a message: "write", "replace".
        doing: &'static str,
        /// The file that it was tried with.
        path: PathBuf,
        /// The system's answer.
        source: io::Error,
    },
}

impl WriteError {
    pub(super) fn io(doing: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> WriteError {
        let path = path.into();
        move |source| WriteError::Io { doing, path, source }
    }

    pub(super) fn edit(doing: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> WriteError {
        let path = path.into();
        move |source| WriteError::Edit { doing, path, source }
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WriteError::HoldsSite { out } => {
                write!(f, "the output folder {} contains the site; choose a separate folder with --out", out.display())
            }
            WriteError::InSource { out, part } => write!(
                f,
                "the output folder {} is in `{part}/`, which is read as part of the site; choose another folder with --out",
                out.display()
            ),
            WriteError::Kept { out, part } => write!(
                f,
                "the output folder {} is in `{part}`, a folder of another program; choose another folder with --out",
                out.display()
            ),
            WriteError::NotAFolder { out } => {
                write!(
                    f,
                    "the output folder {} is not a folder; move it away, or choose another folder with --out",
                    out.display()
                )
            }
            WriteError::Busy { out } => {
                write!(
                    f,
                    "another build is writing to {}; wait for it to finish, or choose another folder with --out",
                    out.display()
                )
            }
            WriteError::Foreign { out, paths } => {
                const SHOWN: usize = 5;
                write!(
                    f,
                    "the output folder {} contains files that Mizan did not write and would overwrite:",
                    out.display()
                )?;
                for path in paths.iter().take(SHOWN) {
                    write!(f, " `{path}`")?;
                }
                if paths.len() > SHOWN {
                    write!(f, " and {} more", paths.len() - SHOWN)?;
                }
                f.write_str(
                    "; nothing was changed; move these away or empty the folder, or choose another folder with --out",
                )
            }
            WriteError::BadPath { path } => {
                write!(f, "`{path}` is not a valid path in the output; rename the file or page that it comes from")
            }
            WriteError::Twice { path } => {
                write!(
                    f,
                    "two files of the output have the same path `{path}`; rename the file or page that one of them comes from"
                )
            }
            WriteError::FileAndFolder { file, inside } => write!(
                f,
                "`{file}` is a file of the output, but `{inside}` needs a folder of that name; rename the file or page that one of them comes from"
            ),
            WriteError::Interrupted => f.write_str("interrupted; nothing was written"),
            WriteError::Exists { path } => {
                write!(f, "`{path}` already exists and is not overwritten; choose another name")
            }
            WriteError::NotPlain { path } => {
                write!(f, "`{path}` is a link or not a regular file or folder; remove it")
            }
            WriteError::Changed { path } => {
                write!(f, "`{path}` changed while it was being edited and was not written; try again")
            }
            WriteError::Midway { out, done, source } => {
                let files = if *done == 1 { "1 file is".to_owned() } else { format!("{done} files are") };
                write!(
                    f,
                    "{source}; {} is incomplete: {files} from this build and the others from the previous one; build again \
                     before you publish it",
                    out.display()
                )
            }
            WriteError::Io { doing, path, source } => {
                write!(f, "failed to {doing} {}: {source}", path.display())?;
                match source.kind() {
                    io::ErrorKind::PermissionDenied => f.write_str("; check its owner and permissions"),
                    io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                        f.write_str("; free some space and build again")
                    }
                    io::ErrorKind::ReadOnlyFilesystem => f.write_str("; choose a writable folder with --out"),
                    _ => f.write_str("; try again, or choose another folder with --out"),
                }
            }
            WriteError::Edit { doing, path, source } => {
                write!(f, "failed to {doing} {}: {source}", path.display())?;
                match source.kind() {
                    io::ErrorKind::PermissionDenied => f.write_str("; check its owner and permissions"),
                    io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                        f.write_str("; free some space and try again")
                    }
                    io::ErrorKind::NotADirectory => f.write_str("; a file is in the place of a folder; move it away"),
                    _ => f.write_str("; check that it exists and is writable, then try again"),
                }
            }
        }
    }
}

impl std::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            WriteError::Io { source, .. } | WriteError::Edit { source, .. } => Some(source),
            WriteError::Midway { source, .. } => Some(source),
            _ => None,
        }
    }
}
