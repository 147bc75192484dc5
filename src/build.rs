//! The recipe: from a folder to a deployable folder.

mod languages;
mod outcome;
mod pages;
mod steps;

pub use outcome::{Built, Fault, Outcome};

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::diagnostics::{Diagnostics, Severity};
use crate::model::{Date, Site};
use crate::output::{self, Assets};
use crate::render::build::Shelf;
use crate::render::{Templates, Theme, World, theme};
use crate::source::SourceMap;
use crate::write::Staging;
use crate::{check, decode, plan, source};

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

/// Told how far the build has come.
pub trait Progress: Sync {
    /// So many pages will be made.
    fn pages(&self, total: usize);
    /// One more page is made; called from many threads.
    fn page(&self);
}

/// Measures stages, one after the other.
struct Stages {
    started: Instant,
    done: Vec<(&'static str, Duration)>,
    /// Of the pages, which are made side by side.
    steps: Vec<(&'static str, Duration)>,
}

impl Stages {
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
    let mut stages = Stages { started: Instant::now(), done: Vec::new(), steps: Vec::new() };
    let (mut sources, mut diagnostics) = source::load(root).map_err(Fault::Load)?;
    source::add_builtin_theme(&mut sources);
    stages.end("read");
    let mut built = Built::default();
    let mut report = None;
    if let Some(site) = understand(&sources, options, &mut diagnostics) {
        stages.end("decode");
        let staging = Staging::open(out, root).map_err(Fault::Write)?;
        if let Some(made) = make(&sources, site, options, &staging, progress, &mut stages, &mut diagnostics)? {
            built = made;
            report = Some(staging.commit().map_err(Fault::Write)?);
            stages.end("put in place");
        }
    }
    Ok(Outcome { sources, diagnostics, built, report, timings: stages.done, steps: stages.steps })
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
fn make(
    sources: &SourceMap,
    site: Site,
    options: &Options,
    staging: &Staging,
    progress: &dyn Progress,
    stages: &mut Stages,
    diagnostics: &mut Diagnostics,
) -> Result<Option<Built>, Fault> {
    let (locales, found) = languages::locales(&site);
    diagnostics.append(found);
    let Some(locales) = locales else { return Ok(None) };
    diagnostics.append(check::run(&site, options.today));
    let whole = !diagnostics.has_errors();
    diagnostics.append(check::words::check(&site, &locales, whole));
    stages.end("check");

    let (plan, found) = plan::plan(&site, sources, plan::Options { drafts: options.drafts });
    diagnostics.append(found);
    stages.end("plan");

    let (theme, found) = theme::load(sources, &site.config);
    diagnostics.append(found);
    let (templates, found) =
        if theme.chain.is_empty() { (None, Diagnostics::default()) } else { Templates::new(&theme, sources) };
    diagnostics.append(found);
    let (messages, found) = languages::messages(&site, &locales, &theme);
    diagnostics.append(found);
    let (assets, found) = assets(sources, &site, &theme, &plan);
    diagnostics.append(found);
    let assets = Arc::new(assets);
    stages.end("theme");

    let world = Arc::new(World {
        options: theme.options_for_templates(),
        pictures: Box::new(pages::Pictured(Arc::clone(&assets))),
        assets: Box::new(pages::Named(Arc::clone(&assets))),
        stylesheets: theme.stylesheets.clone(),
        fonts: theme.fonts.clone(),
        site,
        plan,
        locales,
        messages,
    });
    let press = world.press();
    let (shelf, found) = Shelf::prepare(&press);
    diagnostics.append(found);
    let engine = templates.map(|templates| templates.with_functions(world.functions()));
    *diagnostics = check::set_levels(&world.site.config, std::mem::take(diagnostics));
    let sound = !refused(diagnostics, options);
    progress.pages(world.plan.pages.len());
    let maker = pages::Maker {
        world: &world,
        press: &press,
        shelf: &shelf,
        engine: engine.as_ref(),
        staging,
        progress,
        sound,
        broken: std::sync::Mutex::default(),
        steps: steps::Steps::default(),
    };
    diagnostics.append(check::set_levels(&world.site.config, maker.all().map_err(Fault::Write)?));
    stages.end("pages");
    stages.steps = maker.steps.sums();
    if refused(diagnostics, options) {
        return Ok(None);
    }
    for artifact in assets.artifacts(sources).chain(output::assets::copied(sources)) {
        staging.stage(&artifact).map_err(Fault::Write)?;
    }
    maker.lists(&assets).map_err(Fault::Write)?;
    stages.end("files");
    Ok(Some(Built {
        guides: world.plan.home.iter().flatten().collect::<std::collections::BTreeSet<_>>().len(),
        languages: world.site.config.languages.len(),
        pages: world.plan.pages.len(),
    }))
}

fn assets(sources: &SourceMap, site: &Site, theme: &Theme, plan: &plan::Plan) -> (Assets, Diagnostics) {
    let themes: Vec<&str> = theme.chain.iter().map(String::as_str).collect();
    let languages: Vec<&str> = site.config.languages.iter().map(|language| language.id.as_str()).collect();
    Assets::build(sources, &themes, &languages, &plan.base)
}

fn refused(diagnostics: &Diagnostics, options: &Options) -> bool {
    diagnostics.has_errors()
        || options.deny_warnings && diagnostics.iter().any(|diagnostic| diagnostic.severity >= Severity::Warning)
}
