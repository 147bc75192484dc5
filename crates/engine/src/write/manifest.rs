//! The list of files in the output folder that Mizan wrote: only these are ever replaced or removed.

use std::collections::BTreeSet;
use std::path::Path;

use super::WriteError;
use super::folder::{PathKind, is_usable, look};

const NAME: &str = "manifest.json";
const VERSION: u32 = 1;

#[derive(serde::Serialize, serde::Deserialize)]
struct File {
    version: u32,
    /// Under the output folder, sorted.
    files: BTreeSet<String>,
}

/// The files that the last build wrote, or was about to write. Without a manifest that can be read
/// nothing is Mizan's.
pub(super) fn read(corner: &Path) -> BTreeSet<String> {
    let path = corner.join(NAME);
    // A pipe would be waited for, and a link followed.
    if !matches!(look(&path), PathKind::File { .. }) {
        return BTreeSet::new();
    }
    let file = std::fs::read(path).ok().and_then(|bytes| serde_json::from_slice::<File>(&bytes).ok());
    let files = file.filter(|file| file.version == VERSION).map(|file| file.files).unwrap_or_default();
    files.into_iter().filter(|path| is_usable(path)).collect()
}

/// Replaces the manifest in one step.
pub(super) fn write(corner: &Path, files: &BTreeSet<String>) -> Result<(), WriteError> {
    let file = File { version: VERSION, files: files.clone() };
    let path = corner.join(NAME);
    let mut bytes = serde_json::to_vec_pretty(&file)
        .map_err(|error| WriteError::io("write", &path)(std::io::Error::other(error)))?;
    bytes.push(b'\n');
    let next = corner.join("manifest.next");
    // Whatever has the name, a link or a pipe, is not written to.
    super::remove_folder(&next)?;
    std::fs::write(&next, bytes).map_err(WriteError::io("write", &next))?;
    std::fs::rename(&next, &path).map_err(WriteError::io("write", &path))
}

pub(super) fn exists(corner: &Path) -> bool {
    corner.join(NAME).exists()
}
