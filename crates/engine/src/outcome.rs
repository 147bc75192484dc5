//! The result of a build.

use std::time::Duration;

use crate::write::{Report, WriteError};
use mizan_source::diagnostics::Diagnostics;
use mizan_source::{LoadError, SourceMap};

/// How much was built.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct BuildSummary {
    /// Guides with pages.
    pub guides: usize,
    /// Guides that are not published because they are drafts.
    pub drafts: usize,
    /// Languages of config.toml.
    pub languages: usize,
    /// Pages in HTML, in all languages.
    pub pages: usize,
}

/// The result.
pub struct BuildOutput {
    /// The files that the diagnostics are about.
    pub sources: SourceMap,
    /// Everything that was found, in the order of the stages.
    pub diagnostics: Diagnostics,
    /// How much was built.
    pub built: BuildSummary,
    /// `None` if nothing was written because the content has errors.
    pub report: Option<Report>,
    /// Why the next build will start from scratch, where it will.
    pub cache_error: Option<WriteError>,
    /// The duration of each step, in order.
    pub timings: Vec<(&'static str, Duration)>,
    /// The steps of the stage "pages", each summed over all threads.
    pub steps: Vec<(&'static str, Duration)>,
}

/// An error of the environment: a file cannot be read or written.
#[derive(Debug)]
pub enum BuildError {
    /// The site's folder cannot be read.
    Load(LoadError),
    /// The output cannot be written.
    Write(WriteError),
}

impl std::fmt::Display for BuildError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            BuildError::Load(fault) => fault.fmt(f),
            BuildError::Write(fault) => fault.fmt(f),
        }
    }
}

impl std::error::Error for BuildError {}
