//! Identifies the program that wrote a file: another version must not use it.

use std::path::Path;

/// An executable, by a hash of its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProgramId(blake3::Hash);

impl ProgramId {
    /// The executable at `path`; `None` if it cannot be read.
    pub fn of_executable(path: &Path) -> Option<ProgramId> {
        super::kept::hash_of(path).ok().map(ProgramId)
    }

    /// The program that these bytes represent, where there is no executable: in tests.
    pub fn of_bytes(bytes: &[u8]) -> ProgramId {
        ProgramId(blake3::hash(bytes))
    }
}

impl std::fmt::Display for ProgramId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}
