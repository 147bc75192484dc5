//! The build pipeline: from a folder to a deployable folder.
//!
//! [`build`] and [`check`] bring an [`Engine`] up to date once, and render every page; a [`Session`] keeps one, which
//! follows the files.

// No content of an author, a theme or a file may cause a panic; tests may unwrap.
#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod cache;
mod engine;
mod exporters;
mod languages;
mod lint_inputs;
mod outcome;
mod pages;
mod parts;
pub mod schemas;
mod session;
mod snapshot;
mod steps;
pub mod write;

pub use cache::{CACHE_FOLDER, CacheUse, ProgramId};
pub use outcome::{BuildError, BuildOutput, BuildSummary};
pub use session::{Session, Update};
pub use snapshot::{PageState, Snapshot};

use std::path::Path;

use crate::write::{OutputFile, Staging, WriteError};
use cache::{BuildCache, Recording};
use engine::{Engine, Input, RenderTarget};
use exporters::ExportContext;
pub use mizan_check::lint::RuleScope;
use mizan_export::Artifact;
use mizan_links::Limits;
use mizan_model::{Date, Site};
use mizan_source::diagnostics::{Diagnostics, Severity};
use mizan_source::{BuiltinTheme, SourceMap};
use steps::Timings;

/// The options of a build.
#[derive(Clone, Debug)]
pub struct Options {
    /// Replaces `base_url` of config.toml.
    pub base_url: Option<url::Url>,
    /// Whether drafts are included.
    pub drafts: bool,
    /// The current date. Only diagnostics depend on it.
    pub today: Date,
    /// Whether warnings prevent the site from being written, as errors do.
    pub deny_warnings: bool,
    /// Minify pages.
    pub minify: bool,
    /// Which rules of MZ07xx run, besides those that `[lints]` names.
    pub rules: RuleScope,
    /// The default theme, which is embedded in the program.
    pub theme: BuiltinTheme,
    /// Whether [`build`] uses the cache of an earlier build, and writes one itself.
    pub cache: CacheUse,
}

/// Receives the progress of a build.
pub trait Progress: Sync {
    /// The number of pages to render.
    fn pages(&self, total: usize);
    /// One more page is rendered; called from many threads.
    fn page(&self);
    /// Files are written from here on, until the build returns: it must not be ended before that.
    fn writing(&self) {}
    /// Whether the build is to stop, and to take back what it wrote; called from many threads.
    fn is_interrupted(&self) -> bool {
        false
    }
}

/// Receives artifacts as they are made.
pub trait Destination: Sync {
    /// Receives one artifact; called from many threads at once.
    ///
    /// # Errors
    /// [`WriteError`] if it cannot be stored, which ends the build.
    fn take(&self, artifact: &Artifact) -> Result<(), WriteError>;

    /// Keeps files that an earlier build wrote: all of them, or none if one is missing. Whether it kept them.
    ///
    /// # Errors
    /// As for [`take`](Destination::take).
    fn adopt(&self, _: &[OutputFile]) -> Result<bool, WriteError> {
        Ok(false)
    }
}

/// Keeps artifacts until the build is interrupted.
struct Interruptible<'a> {
    staging: &'a Staging,
    progress: &'a dyn Progress,
}

impl Interruptible<'_> {
    fn go_on(&self) -> Result<&Staging, WriteError> {
        if self.progress.is_interrupted() { Err(WriteError::Interrupted) } else { Ok(self.staging) }
    }
}

impl Destination for Interruptible<'_> {
    fn take(&self, artifact: &Artifact) -> Result<(), WriteError> {
        self.go_on()?.stage(artifact)
    }

    fn adopt(&self, files: &[OutputFile]) -> Result<bool, WriteError> {
        Staging::adopt(self.go_on()?, files)
    }
}

/// Discards all output.
struct NullSink;

impl Destination for NullSink {
    fn take(&self, _: &Artifact) -> Result<(), WriteError> {
        Ok(())
    }
}

impl Progress for NullSink {
    fn pages(&self, _: usize) {}
    fn page(&self) {}
}

/// Builds the site in `root` into `out`. With any error in the content nothing is written.
///
/// # Errors
/// [`BuildError`] for problems with the environment, such as a full disk. Errors in the content are diagnostics of
/// the output.
pub fn build(root: &Path, out: &Path, options: &Options, progress: &dyn Progress) -> Result<BuildOutput, BuildError> {
    let mut timings = Timings::default();
    let (mut sources, unreadable) = mizan_source::load(root).map_err(BuildError::Load)?;
    options.theme.add_to(&mut sources);
    timings.end("read");
    let input = Input { sources: &sources, unreadable: &unreadable, options, preview: false };
    let mut cache = match options.cache {
        CacheUse::Off => None,
        CacheUse::On(program) => Some(BuildCache::open(root, program, input)),
    };
    let open = || {
        progress.writing();
        Staging::open(out, root).map_err(BuildError::Write)
    };
    let commit = |staging: Staging| {
        // Putting files in place takes a moment, and is finished.
        let done = if progress.is_interrupted() { Err(WriteError::Interrupted) } else { staging.commit() };
        done.map_err(BuildError::Write)
    };
    let mut opened = None;
    if let Some((cache, site)) = cache.as_ref().and_then(|cache| Some((cache, cache.site()?))) {
        let staging = open()?;
        let destination = Interruptible { staging: &staging, progress };
        if let Some((built, diagnostics)) = cache.reuse_site(site, input, &destination).map_err(BuildError::Write)? {
            let report = commit(staging)?;
            timings.end("compare");
            let report = Some(report);
            let (cache_error, steps) = (None, Vec::new());
            return Ok(BuildOutput { sources, diagnostics, built, report, cache_error, timings: timings.done, steps });
        }
        opened = Some(staging);
    }
    let mut engine = Engine::default();
    engine.prepare(input, &mut timings);
    let (mut report, mut cache_error) = (None, None);
    if engine.candidate().is_some() {
        let staging = opened.map_or_else(open, Ok)?;
        let destination = Interruptible { staging: &staging, progress };
        let made = write_to(&mut engine, input, &destination, cache.as_mut(), progress, &mut timings);
        if made.map_err(BuildError::Write)? {
            report = Some(commit(staging)?);
            cache_error = cache.and_then(|cache| cache.save(root).err());
            timings.end("put in place");
        }
    }
    let steps = engine.candidate().map(|candidate| candidate.steps.sums()).unwrap_or_default();
    let (diagnostics, _) = engine.diagnostics(input);
    let built = report.and_then(|_| engine.summary()).unwrap_or_default();
    Ok(BuildOutput { sources, diagnostics, built, report, cache_error, timings: timings.done, steps })
}

/// All diagnostics of a site: does everything that [`build`] does except writing. `sources` must already contain
/// the default theme ([`BuiltinTheme::add_to`]).
pub fn check(sources: &SourceMap, options: &Options) -> Diagnostics {
    check_and_summarize(sources, options).1
}

/// As [`check`], with a summary of what would be built, or `None` if the content has an error.
pub fn check_and_summarize(sources: &SourceMap, options: &Options) -> (Option<BuildSummary>, Diagnostics) {
    // A destination that discards everything has no errors.
    make(sources, options, &NullSink).unwrap_or_default()
}

/// Problems with the links of a site to other sites; `limits` adjusts the polite defaults of their requests.
/// As for [`check`], `sources` must already contain the default theme.
pub fn external(
    sources: &SourceMap,
    options: &Options,
    limits: &dyn Fn(Limits) -> Limits,
    progress: &dyn mizan_links::Progress,
) -> Diagnostics {
    // What cannot be loaded is reported by `check`.
    let Some(site) = load(sources, options, &mut Diagnostics::default()) else {
        return Diagnostics::default();
    };
    let links = mizan_links::links(&site, sources, options.drafts);
    let limits = limits(Limits::polite(&site.config.base_url));
    mizan_check::set_levels(&site.config, mizan_links::check(&links, &limits, progress))
}

/// Makes every artifact of a site for `destination`. If the content has an error, the artifacts are not a whole
/// site, and there is no [`BuildSummary`]. As for [`check`], `sources` must already contain the default theme.
///
/// # Errors
/// The errors of `destination`.
pub fn make(
    sources: &SourceMap,
    options: &Options,
    destination: &dyn Destination,
) -> Result<(Option<BuildSummary>, Diagnostics), WriteError> {
    let input = Input { sources, unreadable: &Diagnostics::default(), options, preview: false };
    let mut engine = Engine::default();
    let mut timings = Timings::default();
    engine.prepare(input, &mut timings);
    let made = write_to(&mut engine, input, destination, None, &NullSink, &mut timings)?;
    Ok((engine.summary().filter(|_| made), engine.diagnostics(input).0))
}

/// From bytes to the model. `None` if the site cannot be loaded at all.
fn load(sources: &SourceMap, options: &Options, diagnostics: &mut Diagnostics) -> Option<Site> {
    let (config, found) = mizan_parse::config(sources);
    diagnostics.append(found.diagnostics);
    let mut config = config?;
    if let Some(base_url) = &options.base_url {
        config.base_url = base_url.clone();
    }
    let (site, found) = mizan_parse::site(sources, config, found.suppressions);
    diagnostics.append(found.diagnostics);
    Some(site)
}

/// Renders every page and makes every other file. Whether the site may be published.
fn write_to(
    engine: &mut Engine,
    input: Input<'_>,
    destination: &dyn Destination,
    mut cache: Option<&mut BuildCache>,
    progress: &dyn Progress,
    timings: &mut Timings,
) -> Result<bool, WriteError> {
    let others = Recording::new(destination);
    engine.render(input, RenderTarget { guides: destination, others: &others, progress }, cache.as_deref_mut())?;
    timings.end("pages");
    let (diagnostics, _) = engine.diagnostics(input);
    let Some(candidate) = engine.candidate().filter(|_| !refused(&diagnostics, input.options)) else {
        return Ok(false);
    };
    let copied = mizan_export::assets::copied(input.sources);
    for artifact in candidate.assets.artifacts(input.sources).chain(copied) {
        others.take(&artifact)?;
    }
    let context = ExportContext { context: &candidate.context, shared: &candidate.shared };
    for artifact in exporters::site_files(context, &candidate.assets) {
        others.take(&artifact)?;
    }
    if let (Some(cache), Some(summary)) = (cache, engine.summary()) {
        let guides = candidate.context.site.guides.len();
        cache.remember_site(input, guides, summary, &diagnostics, others.into_files());
    }
    timings.end("files");
    Ok(true)
}

fn refused(diagnostics: &Diagnostics, options: &Options) -> bool {
    diagnostics.has_errors()
        || options.deny_warnings && diagnostics.iter().any(|diagnostic| diagnostic.severity >= Severity::Warning)
}
