//! What came of a build.

use std::time::Duration;

use crate::write::{Report, WriteError};
use mizan_source::diagnostics::Diagnostics;
use mizan_source::{LoadError, SourceMap};

/// How much was built.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Built {
    pub guides: usize,
    /// Guides that are left out because they are drafts.
    pub drafts: usize,
    pub languages: usize,
    pub pages: usize,
}

/// What came of it.
pub struct Outcome {
    pub sources: SourceMap,
    pub diagnostics: Diagnostics,
    pub built: Built,
    /// Absent where nothing was written, because the content is at fault.
    pub report: Option<Report>,
    /// What took how long, in order.
    pub timings: Vec<(&'static str, Duration)>,
    /// The steps of the stage "pages", each summed over all threads.
    pub steps: Vec<(&'static str, Duration)>,
}

/// The environment is at fault.
#[derive(Debug)]
pub enum Fault {
    Load(LoadError),
    Write(WriteError),
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Fault::Load(fault) => fault.fmt(f),
            Fault::Write(fault) => fault.fmt(f),
        }
    }
}

impl std::error::Error for Fault {}
