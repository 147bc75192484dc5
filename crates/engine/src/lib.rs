//! The recipe: from a folder to a deployable folder.

mod languages;
mod outcome;
mod pages;
mod parts;
mod rules;
pub mod schemas;
mod session;
mod snapshot;
mod steps;
pub mod write;

pub use outcome::{Built, Fault, Outcome};
pub use session::{Session, Update};
pub use snapshot::{Snapshot, State};

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::write::{Staging, WriteError};
use mizan_check::rules::Asked;
use mizan_export::{self, Artifact, Assets};
use mizan_links::{self, Limits};
use mizan_model::{Date, Site};
use mizan_render::present::Shelf;
use mizan_source::SourceMap;
use mizan_source::diagnostics::{Diagnostics, Severity};
use mizan_source::{self as source, BuiltinTheme};
use {mizan_check as check, mizan_parse as decode, mizan_plan as plan};

/// What a build is asked for, beside the folder.
#[derive(Clone, Debug)]
pub struct Options {
    /// Instead of config.toml's.
    pub base_url: Option<url::Url>,
    pub drafts: bool,
    /// Only diagnostics see it.
    pub today: Date,
    pub deny_warnings: bool,
    /// Pages without the bytes that no reader sees.
    pub minify: bool,
    /// Judge by all rules of MZ07xx that `[lints]` does not turn off, and not only by those that it names.
    pub rules: bool,
    /// The default theme that the program carries.
    pub theme: BuiltinTheme,
}

/// Told how far the build has come.
pub trait Progress: Sync {
    /// So many pages will be made.
    fn pages(&self, total: usize);
    /// One more page is made; called from many threads.
    fn page(&self);
}

/// Where artifacts go as they are made.
pub trait Destination: Sync {
    /// Takes over one artifact; called from many threads at once.
    ///
    /// # Errors
    /// [`WriteError`] where it cannot be kept. The build ends there.
    fn take(&self, artifact: &Artifact) -> Result<(), WriteError>;
}

impl Destination for Staging {
    fn take(&self, artifact: &Artifact) -> Result<(), WriteError> {
        self.stage(artifact)
    }
}

/// Artifacts are made, and forgotten.
struct Nowhere;

impl Destination for Nowhere {
    fn take(&self, _: &Artifact) -> Result<(), WriteError> {
        Ok(())
    }
}

impl Progress for Nowhere {
    fn pages(&self, _: usize) {}
    fn page(&self) {}
}

/// Measures stages, one after the other.
struct Stages {
    started: Instant,
    done: Vec<(&'static str, Duration)>,
    /// Of the pages, which are made side by side.
    steps: Vec<(&'static str, Duration)>,
}

impl Stages {
    fn new() -> Stages {
        Stages { started: Instant::now(), done: Vec::new(), steps: Vec::new() }
    }

    fn end(&mut self, stage: &'static str) {
        self.done.push((stage, self.started.elapsed()));
        self.started = Instant::now();
    }
}

/// Builds the site in `root` into `out`. With any error in the content nothing is written.
///
/// # Errors
/// [`Fault`] where the environment does not let it work. Faults of the content are diagnostics of the
/// outcome.
pub fn build(root: &Path, out: &Path, options: &Options, progress: &dyn Progress) -> Result<Outcome, Fault> {
    let mut stages = Stages::new();
    let (mut sources, mut diagnostics) = source::load(root).map_err(Fault::Load)?;
    options.theme.add_to(&mut sources);
    stages.end("read");
    let mut built = Built::default();
    let mut report = None;
    if let Some(site) = understand(&sources, options, &mut diagnostics) {
        stages.end("decode");
        let staging = Staging::open(out, root).map_err(Fault::Write)?;
        if let Some(made) = carry_out(&sources, site, options, &staging, progress, &mut stages, &mut diagnostics)
            .map_err(Fault::Write)?
        {
            built = made;
            report = Some(staging.commit().map_err(Fault::Write)?);
            stages.end("put in place");
        }
    }
    Ok(Outcome { sources, diagnostics: diagnostics.once(), built, report, timings: stages.done, steps: stages.steps })
}

/// All that can be said of a site, everything being made as [`build`] does and nothing written. What
/// the default theme stands on is in `sources` already, by [`BuiltinTheme::add_to`].
pub fn check(sources: &SourceMap, options: &Options) -> Diagnostics {
    judge(sources, options).1
}

/// As [`check`], with what would be built; absent where the content is at fault.
pub fn judge(sources: &SourceMap, options: &Options) -> (Option<Built>, Diagnostics) {
    // Nowhere has room for everything.
    let (built, diagnostics) = make(sources, options, &Nowhere).unwrap_or_default();
    (built, diagnostics.once())
}

/// What is wrong with the links of a site that lead to other sites, asked as politely as `limits` make it of what
/// is polite by itself. As for [`check`], the default theme is in `sources` already.
pub fn external(
    sources: &SourceMap,
    options: &Options,
    limits: &dyn Fn(Limits) -> Limits,
    progress: &dyn mizan_links::Progress,
) -> Diagnostics {
    // What cannot be understood is told by `check`.
    let Some(site) = understand(sources, options, &mut Diagnostics::default()) else { return Diagnostics::default() };
    let links = mizan_links::links(&site, sources, options.drafts);
    let limits = limits(Limits::polite(&site.config.base_url));
    check::set_levels(&site.config, mizan_links::check(&links, &limits, progress))
}

/// Makes every artifact of a site for `destination`; with any error in the content, what it got is no
/// whole site, and there is no [`Built`]. As for [`check`], the default theme is in `sources` already.
///
/// # Errors
/// What `destination` says.
pub fn make(
    sources: &SourceMap,
    options: &Options,
    destination: &dyn Destination,
) -> Result<(Option<Built>, Diagnostics), WriteError> {
    let mut stages = Stages::new();
    let mut diagnostics = Diagnostics::default();
    let Some(site) = understand(sources, options, &mut diagnostics) else { return Ok((None, diagnostics)) };
    let built = carry_out(sources, site, options, destination, &Nowhere, &mut stages, &mut diagnostics)?;
    Ok((built, diagnostics))
}

/// From bytes to the model. `None` where no site can be made out at all.
fn understand(sources: &SourceMap, options: &Options, diagnostics: &mut Diagnostics) -> Option<Site> {
    let (config, found) = decode::config(sources);
    diagnostics.append(found);
    let mut config = config?;
    if let Some(base_url) = &options.base_url {
        config.base_url = base_url.clone();
    }
    let (site, found) = decode::site(sources, config);
    diagnostics.append(found);
    Some(site)
}

/// Judges, plans and makes every page. `None` where the content is at fault.
fn carry_out(
    sources: &SourceMap,
    site: Site,
    options: &Options,
    destination: &dyn Destination,
    progress: &dyn Progress,
    stages: &mut Stages,
    diagnostics: &mut Diagnostics,
) -> Result<Option<Built>, WriteError> {
    let (locales, found) = languages::locales(&site);
    diagnostics.append(found);
    let Some(locales) = locales else { return Ok(None) };
    diagnostics.append(check::run(&site, options.today));
    let whole = !diagnostics.has_errors() && site.lost.is_empty();
    diagnostics.append(check::words::check(&site, &locales, whole));
    diagnostics.append(check::dates::check(&site));
    diagnostics.append(check::outdated::check(&site, &locales));
    let asked = Asked::new(&site.config, options.rules);
    // A piece that cannot be read, theme.toml say, would make others look unused.
    let asks =
        asked.any() && !diagnostics.has_errors() && site.lost.is_empty() && sources.unreadable().next().is_none();
    stages.end("check");

    let (plan, found) = plan::plan(&site, sources, plan::Options { drafts: options.drafts });
    diagnostics.append(found);
    stages.end("plan");

    let (look, found) = parts::look(sources, &site.config);
    diagnostics.append(found);
    let (messages, found) = languages::messages(&site, &locales, &look.theme);
    diagnostics.append(found);
    let (of_theme, found) = parts::theme_assets(sources, &look, &plan.base);
    diagnostics.append(found);
    let (pictures, found) = parts::pictures(sources, &site.config, &plan.base);
    diagnostics.append(found);
    let assets = Arc::new(Assets::new(Arc::new(of_theme), Arc::new(pictures)));
    stages.end("theme");

    let (plan, locales, messages) = (Arc::new(plan), Arc::new(locales), Arc::new(messages));
    let world = parts::world(&look, site, plan, locales, messages, &assets, false);
    let press = world.press();
    let (shelf, found) = Shelf::prepare(&press);
    diagnostics.append(found);
    let engine = parts::engine(&look, &world);
    *diagnostics = check::set_levels(&world.site.config, std::mem::take(diagnostics));
    let sound = !refused(diagnostics, options);
    progress.pages(world.plan.pages.len());
    let maker = pages::Maker {
        world: &world,
        press: &press,
        shelf: &shelf,
        engine: engine.as_ref(),
        destination,
        minify: options.minify,
        progress,
        sound,
        heads: asks.then(std::sync::Mutex::default),
        broken: std::sync::Mutex::default(),
        steps: steps::Steps::default(),
    };
    diagnostics.append(check::set_levels(&world.site.config, maker.all()?));
    // What a good editor minds is asked last: beside an error it would often only echo it.
    if asks && !diagnostics.has_errors() {
        let mut found = check::rules::judge(&world.site, &world.locales, options.today);
        found.append(check::rules::pictures(&rules::pictures(sources, &assets)));
        found.append(check::rules::heads(&world.site, &world.locales, &maker.heads()));
        diagnostics.append(check::set_levels(&world.site.config, asked.keep(found)));
    }
    stages.end("pages");
    stages.steps = maker.steps.sums();
    if refused(diagnostics, options) {
        return Ok(None);
    }
    for artifact in assets.artifacts(sources).chain(mizan_export::assets::copied(sources)) {
        destination.take(&artifact)?;
    }
    for artifact in maker.lists(&assets) {
        destination.take(&artifact)?;
    }
    stages.end("files");
    let guides = world.plan.home.iter().flatten().collect::<std::collections::BTreeSet<_>>().len();
    Ok(Some(Built {
        guides,
        drafts: world.site.guides.len() - guides,
        languages: world.site.config.languages.len(),
        pages: world.plan.pages.len(),
    }))
}

fn refused(diagnostics: &Diagnostics, options: &Options) -> bool {
    diagnostics.has_errors()
        || options.deny_warnings && diagnostics.iter().any(|diagnostic| diagnostic.severity >= Severity::Warning)
}
