//! A consistent state of a site, which makes any of its files on request.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::exporters::{ExportContext, PAGE_EXPORTERS, site_files};
use super::pages::{PageRenderer, once_each};
use super::steps::Steps;
use mizan_export::{Artifact, Assets, Class, headers};
use mizan_model::config::Config;
use mizan_model::{GuideIx, LangIx};
use mizan_plan::{Page, PageIx, Plan, Route};
use mizan_render::present::{GuideInLanguage, SharedViews};
use mizan_render::{Engine, RenderContext};
use mizan_source::SourceMap;
use mizan_source::diagnostics::Diagnostics;

/// Guides that are kept ready, counted by language.
const READY: usize = 32;

/// A site without known errors. Later states of the site share with it what did not change.
pub struct Snapshot {
    pub(super) sources: SourceMap,
    pub(super) context: Arc<RenderContext>,
    pub(super) shared: SharedViews,
    pub(super) engine: Arc<Engine>,
    pub(super) assets: Arc<Assets>,
    pub(super) minify: bool,
    pub(super) ready: Ready,
    pub(super) lists: OnceLock<BTreeMap<String, Artifact>>,
}

/// Guides in a language whose pages were requested last.
#[derive(Default)]
pub(super) struct Ready(Mutex<VecDeque<Arc<GuideInLanguage>>>);

impl Ready {
    pub(crate) fn put(&self, made: Arc<GuideInLanguage>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|known| (known.guide, known.lang) != (made.guide, made.lang));
        kept.push_front(made);
        kept.truncate(READY);
    }

    fn get(&self, guide: GuideIx, lang: LangIx) -> Option<Arc<GuideInLanguage>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|made| (made.guide, made.lang) == (guide, lang)).cloned()
    }
}

impl Snapshot {
    /// The settings that it was made with.
    pub fn config(&self) -> &Config {
        &self.context.site.config
    }

    /// The files that it was made from.
    pub fn sources(&self) -> &SourceMap {
        &self.sources
    }

    /// Every page with its URL.
    pub fn plan(&self) -> &Plan {
        &self.context.plan
    }

    /// A page by its index; `None` for one of another snapshot.
    pub fn page(&self, ix: PageIx) -> Option<&Page> {
        self.context.plan.pages.get(ix)
    }

    /// The names of the theme's files that are stylesheets, with their URLs.
    pub fn stylesheets(&self) -> impl Iterator<Item = (&str, &str)> {
        self.assets.theme_urls().filter(|(name, _)| name.ends_with(".css"))
    }

    /// The sources that a page's policy has to allow, in addition to the site's own files.
    pub fn uses(&self) -> headers::Uses {
        headers::Uses { data_images: self.assets.has_data_images() }
    }

    /// Whether a page shows words that are not published, or not in its language, or behind their original.
    pub fn state(&self, ix: PageIx) -> PageState {
        let Some(page) = self.page(ix) else { return PageState::default() };
        PageState {
            draft: self.context.is_draft(ix),
            original: page.original.is_some(),
            outdated: self.context.is_outdated(ix),
        }
    }

    /// The page `ix`, as a build would write it.
    ///
    /// # Errors
    /// Its errors, where they show only when the page is made.
    pub fn render(&self, ix: PageIx) -> Result<Artifact, Diagnostics> {
        self.with_renderer(|renderer| {
            let nothing = || Err(Diagnostics::default());
            let Some(page) = self.page(ix) else { return nothing() };
            let (made, mut faults) = match page.key.guide() {
                Some(guide) => self.prepared(renderer, guide, page.lang),
                None => (None, Diagnostics::default()),
            };
            let read = renderer.read(ix, made.as_deref());
            let artifact = renderer.render(ix, &read);
            faults.append(read.faults);
            faults.append(once_each(renderer.take_broken()));
            let faults = mizan_check::set_levels(self.config(), faults);
            match artifact {
                Some(artifact) if !faults.has_errors() => Ok(artifact),
                _ => Err(faults),
            }
        })
    }

    /// The file at `path` of the output; `None` if a build writes none. Pages are among them.
    ///
    /// # Errors
    /// As for [`render`](Snapshot::render).
    pub fn file(&self, path: &str) -> Result<Option<Artifact>, Diagnostics> {
        let route = match path.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
            _ => path,
        };
        if let Some(page) = self.plan().at(route) {
            return self.render(page).map(Some);
        }
        if let Some(artifact) = self.assets.artifact(path, &self.sources) {
            return Ok(Some(artifact));
        }
        if let Some(id) = self.sources.find(&format!("static/{path}")) {
            return Ok(Some(Artifact::new(Class::Asset, path, self.sources.file(id).bytes.clone())));
        }
        if let Some(export) = self.export(path)? {
            return Ok(Some(export));
        }
        Ok(self.lists().get(path).cloned())
    }

    /// Every path that a build writes to, sorted.
    pub fn paths(&self) -> Vec<String> {
        let mut paths: Vec<String> = self.plan().pages.iter().map(|page| page.route.output_path()).collect();
        paths.extend(self.assets.artifacts(&self.sources).map(|artifact| artifact.path));
        paths.extend(mizan_export::assets::copied(&self.sources).map(|artifact| artifact.path));
        for (page, exporter) in
            self.plan().pages.iter().flat_map(|page| PAGE_EXPORTERS.iter().map(move |it| (page, it)))
        {
            paths.extend(exporter.routes(&self.context, page).iter().map(Route::output_path));
        }
        paths.extend(self.lists().keys().cloned());
        paths.sort();
        paths
    }

    /// A file next to a page.
    fn export(&self, path: &str) -> Result<Option<Artifact>, Diagnostics> {
        let folder = path.rfind('/').map_or("", |at| &path[..=at]);
        let Some((ix, page)) = self.plan().at(folder).and_then(|ix| Some((ix, self.page(ix)?))) else {
            return Ok(None);
        };
        let is_there = |route: &Route| route.output_path() == path;
        if !PAGE_EXPORTERS.iter().any(|exporter| exporter.routes(&self.context, page).iter().any(is_there)) {
            return Ok(None);
        }
        self.with_renderer(|renderer| {
            let (made, errors) = match page.key.guide() {
                Some(guide) => self.prepared(renderer, guide, page.lang),
                None => (None, Diagnostics::default()),
            };
            if errors.has_errors() {
                return Err(errors);
            }
            Ok(renderer.exports(ix, made.as_deref()).into_iter().find(|file| file.path == path))
        })
    }

    fn lists(&self) -> &BTreeMap<String, Artifact> {
        self.lists.get_or_init(|| {
            let context = ExportContext { context: &self.context, shared: &self.shared };
            let lists = site_files(context, &self.assets);
            lists.into_iter().map(|artifact| (artifact.path.clone(), artifact)).collect()
        })
    }

    fn prepared(
        &self,
        renderer: &PageRenderer<'_>,
        guide: GuideIx,
        lang: LangIx,
    ) -> (Option<Arc<GuideInLanguage>>, Diagnostics) {
        if let Some(made) = self.ready.get(guide, lang) {
            return (Some(made), Diagnostics::default());
        }
        let (made, faults) = renderer.prepare(guide, lang);
        let made = made.map(Arc::new);
        let broken = renderer.take_broken();
        // Errors are not kept: the next request reports them again.
        if let (Some(made), true) = (&made, broken.is_empty() && faults.is_empty()) {
            self.ready.put(Arc::clone(made));
        }
        let mut faults = faults;
        faults.append(once_each(broken));
        (made, faults)
    }

    fn with_renderer<T>(&self, work: impl FnOnce(&PageRenderer<'_>) -> T) -> T {
        work(&PageRenderer {
            context: &self.context,
            shared: &self.shared,
            engine: Some(&self.engine),
            sound: true,
            minify: self.minify,
            meta: false,
            broken: Mutex::default(),
            steps: &Steps::default(),
        })
    }
}

/// Reminders that a page can show to its author.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PageState {
    /// Not published yet.
    pub draft: bool,
    /// Not translated: it shows the words of another language.
    pub original: bool,
    /// Its original has changed since it was translated.
    pub outdated: bool,
}
