//! What the environment may do wrong while files are written, with the way out.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why the output folder is not what it should be. What was there before is whole.
#[derive(Debug)]
pub enum WriteError {
    /// The output folder is the site's folder, or holds it.
    HoldsSite {
        /// The output folder.
        out: PathBuf,
    },
    /// The output folder lies where Mizan reads.
    InSource {
        /// The output folder.
        out: PathBuf,
        /// The folder that is read: `content`, `themes` …
        part: &'static str,
    },
    /// The output folder lies in a folder in which programs keep their own records.
    Kept {
        /// The output folder.
        out: PathBuf,
        /// The name of the folder that is not ours: `.git` …
        part: &'static str,
    },
    /// Something else has the output folder's name.
    NotAFolder {
        /// The path that was asked for.
        out: PathBuf,
    },
    /// Another build writes there at this moment.
    Busy {
        /// The output folder.
        out: PathBuf,
    },
    /// Files (links, folders) that Mizan did not write, where it wants to write; sorted.
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
    /// Two artifacts want one path.
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
        /// What the system refused.
        source: Box<WriteError>,
    },
    /// The system refused; nothing was put in place.
    Io {
        /// What was tried, for a message: "writing", "creating the folder".
        doing: &'static str,
        /// The file or folder that it was tried with.
        path: PathBuf,
        /// The system's answer.
        source: io::Error,
    },
    /// As [`WriteError::Io`], of an author's file.
    Edit {
        /// What was tried, for a message: "writing", "replacing".
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
                write!(f, "{} holds the site itself; give a folder of its own for the output with --out", out.display())
            }
            WriteError::InSource { out, part } => write!(
                f,
                "{} lies in `{part}/`, which is read as part of the site; give another folder with --out",
                out.display()
            ),
            WriteError::Kept { out, part } => write!(
                f,
                "{} lies in a folder called `{part}`, in which a program keeps its own records; give another folder with --out",
                out.display()
            ),
            WriteError::NotAFolder { out } => {
                write!(f, "{} is not a folder; move it away, or give another folder with --out", out.display())
            }
            WriteError::Busy { out } => {
                write!(
                    f,
                    "another build is writing to {}; wait for it to end, or give another folder with --out",
                    out.display()
                )
            }
            WriteError::Foreign { out, paths } => {
                const SHOWN: usize = 5;
                write!(f, "{} holds what Mizan did not write, where it has to write:", out.display())?;
                for path in paths.iter().take(SHOWN) {
                    write!(f, " `{path}`")?;
                }
                if paths.len() > SHOWN {
                    write!(f, " and {} more", paths.len() - SHOWN)?;
                }
                f.write_str(
                    "; nothing was changed; move these away or empty the folder, or give another folder with --out",
                )
            }
            WriteError::BadPath { path } => {
                write!(f, "`{path}` cannot be the name of a file in the output; rename what it is made from")
            }
            WriteError::Twice { path } => {
                write!(f, "two files of the output are both called `{path}`; rename what one of them is made from")
            }
            WriteError::FileAndFolder { file, inside } => write!(
                f,
                "`{file}` is a file of the output, and `{inside}` needs a folder of that name; rename what one of them is made from"
            ),
            WriteError::Exists { path } => {
                write!(f, "`{path}` is there already, and nothing is ever overwritten; choose another name")
            }
            WriteError::NotPlain { path } => {
                write!(f, "`{path}` is a link, or no file or folder of the kind that is needed there; remove it")
            }
            WriteError::Changed { path } => {
                write!(f, "`{path}` changed while it was being edited; nothing was written to it, try again")
            }
            WriteError::Midway { out, done, source } => {
                let files = if *done == 1 { "1 file is".to_owned() } else { format!("{done} files are") };
                write!(
                    f,
                    "{source}; {} is a mixture now: {files} of this build, the others of the one before, so build once more \
                     before you publish it",
                    out.display()
                )
            }
            WriteError::Io { doing, path, source } => {
                write!(f, "{doing} {} failed: {source}", path.display())?;
                match source.kind() {
                    io::ErrorKind::PermissionDenied => f.write_str("; see who owns it and whether you may write there"),
                    io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                        f.write_str("; free some space and build again")
                    }
                    io::ErrorKind::ReadOnlyFilesystem => {
                        f.write_str("; give a folder that can be written to with --out")
                    }
                    _ => f.write_str("; try again, or give another folder with --out"),
                }
            }
            WriteError::Edit { doing, path, source } => {
                write!(f, "{doing} {} failed: {source}", path.display())?;
                match source.kind() {
                    io::ErrorKind::PermissionDenied => f.write_str("; see who owns it and whether you may write there"),
                    io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                        f.write_str("; free some space and try again")
                    }
                    io::ErrorKind::NotADirectory => f.write_str("; a file stands where a folder is needed"),
                    _ => f.write_str("; see whether it is there and can be written to, and try again"),
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
