//! Standard output, which can be full.

use std::io::{self, ErrorKind, Write};

use super::{ExitStatus, report};

/// Standard output of a command. What it cannot take is an error of the environment: a program that keeps the output
/// in a file must not take an empty file for the result.
#[derive(Debug, Default)]
pub(super) struct Stdout {
    /// The first error; nothing is written after it.
    error: Option<io::Error>,
}

impl Stdout {
    /// Writes the result of a command, or a part of it.
    pub(super) fn write(&mut self, result: impl AsRef<[u8]>) {
        if self.error.is_none() {
            let mut out = io::stdout().lock();
            self.error = out.write_all(result.as_ref()).and_then(|()| out.flush()).err();
        }
    }

    /// Returns the exit status of a command that ends with `status`, unless not all of its result was written. A pipe
    /// that its reader closed, as in `mizan explain | head`, is not an error.
    pub(super) fn finish(self, status: ExitStatus) -> ExitStatus {
        match self.error {
            Some(error) if error.kind() != ErrorKind::BrokenPipe => {
                report::error(&format!("failed to write to standard output: {error}"))
            }
            _ => status,
        }
    }
}
