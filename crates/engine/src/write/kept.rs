//! Files that an earlier build wrote and that this one reuses.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::folder::{self, PathKind};
use super::{Fate, StagedFile, Staging, WriteError};
use mizan_export::{Artifact, Class};

/// A file of the output, by what is in it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct OutputFile {
    /// Under the output folder, `/` between its parts.
    pub path: String,
    class: u8,
    /// In bytes.
    size: u64,
    /// BLAKE3, in hexadecimal digits.
    hash: String,
}

impl OutputFile {
    /// The record of an artifact: its path, its size and the hash of its bytes.
    pub fn of(artifact: &Artifact) -> OutputFile {
        OutputFile {
            path: artifact.path.clone(),
            class: artifact.class as u8,
            size: artifact.bytes.len() as u64,
            hash: blake3::hash(&artifact.bytes).to_hex().to_string(),
        }
    }

    fn class(&self) -> Option<Class> {
        Class::ALL.into_iter().find(|class| *class as u8 == self.class)
    }

    /// Whether the file in the folder `out` is this one.
    fn is_in_place(&self, out: &Path) -> bool {
        let place = folder::join(out, &self.path);
        folder::is_usable(&self.path)
            && folder::look(&place) == PathKind::File { size: self.size }
            && folder::obstacle(out, &self.path).is_none()
            && hash_of(&place).is_ok_and(|hash| hash.to_hex().as_str() == self.hash)
    }
}

/// The hash of a file, which is not read into memory whole.
pub(super) fn hash_of(path: &Path) -> std::io::Result<blake3::Hash> {
    let mut file = File::open(path)?;
    let mut hasher = blake3::Hasher::new();
    let mut buffer = [0; 1 << 16];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(hasher.finalize()),
            read => hasher.update(&buffer[..read]),
        };
    }
}

impl Staging {
    /// Takes over files that are in place already, all of them or, where one is missing or has changed, none; whether
    /// it did.
    ///
    /// # Errors
    /// [`WriteError::Twice`] where one of their paths is taken.
    pub fn adopt(&self, files: &[OutputFile]) -> Result<bool, WriteError> {
        let classes: Option<Vec<Class>> = files.iter().map(OutputFile::class).collect();
        let Some(classes) = classes.filter(|_| files.iter().all(|file| file.is_in_place(&self.out))) else {
            return Ok(false);
        };
        let mut entries = self.entries.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        for (file, class) in files.iter().zip(classes) {
            let entry = StagedFile { class, size: file.size, fate: Fate::Unchanged };
            if entries.insert(file.path.clone(), entry).is_some() {
                return Err(WriteError::Twice { path: file.path.clone() });
            }
        }
        Ok(true)
    }
}
