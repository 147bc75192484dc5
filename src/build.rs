//! The recipe: from a folder to a deployable folder.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::diagnostics::Diagnostics;
use crate::model::Date;
use crate::source::{LoadError, SourceMap};
use crate::{decode, source};

/// What a build is asked for, beside the folder.
#[derive(Clone, Debug)]
pub struct Options {
    /// Instead of config.toml's.
    pub base_url: Option<url::Url>,
    pub drafts: bool,
    /// Only diagnostics see it.
    pub today: Date,
    pub deny_warnings: bool,
}

/// How much was built.
#[derive(Clone, Copy, Debug, Default)]
pub struct Built {
    pub guides: usize,
    pub languages: usize,
    pub pages: usize,
}

/// What came of it.
pub struct Outcome {
    pub sources: SourceMap,
    pub diagnostics: Diagnostics,
    pub built: Built,
    /// Absent where nothing was written, because the content is at fault.
    pub report: Option<crate::write::Report>,
    /// What took how long, in order.
    pub timings: Vec<(&'static str, Duration)>,
}

/// The environment is at fault.
#[derive(Debug)]
pub enum Fault {
    Load(LoadError),
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Fault::Load(fault) => fault.fmt(f),
        }
    }
}

impl std::error::Error for Fault {}

/// Measures stages, one after the other.
struct Stages {
    started: Instant,
    done: Vec<(&'static str, Duration)>,
}

impl Stages {
    fn end(&mut self, stage: &'static str) {
        self.done.push((stage, self.started.elapsed()));
        self.started = Instant::now();
    }
}

/// Builds the site in `root` into `out`.
///
/// # Errors
/// [`Fault`] where the environment does not let it work. Faults of the content are diagnostics of the
/// outcome.
pub fn build(root: &Path, _out: &Path, options: &Options) -> Result<Outcome, Fault> {
    let mut stages = Stages { started: Instant::now(), done: Vec::new() };
    let (sources, mut diagnostics) = source::load(root).map_err(Fault::Load)?;
    stages.end("read");
    let (config, found) = decode::config(&sources);
    diagnostics.append(found);
    if let Some(mut config) = config {
        if let Some(base_url) = &options.base_url {
            config.base_url = base_url.clone();
        }
        let (site, found) = decode::site(&sources, config);
        diagnostics.append(found);
        stages.end("decode");
        let (plan, found) = crate::plan::plan(&site, &sources, crate::plan::Options { drafts: options.drafts });
        diagnostics.append(found);
        stages.end("plan");
        for page in &plan.pages {
            println!("{} {:?} {}", page.route.as_str(), page.key, page.indexed);
        }
    }
    Ok(Outcome { sources, diagnostics, built: Built::default(), report: None, timings: stages.done })
}
