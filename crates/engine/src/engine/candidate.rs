//! A state of a site in which every stage before the prose is up to date. A guide is one unit: its text is read, and
//! its pages are rendered, independently of other guides.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock};

use rayon::prelude::*;

use super::super::cache::Recording;
use super::super::pages::{PageRenderer, once_each};
use super::super::snapshot::{Ready, Snapshot};
use super::super::steps::Steps;
use super::super::{Destination, Options, Progress};
use crate::write::{OutputFile, WriteError};
use mizan_check::lint::{PageMeta, RuleSelection};
use mizan_export::Assets;
use mizan_model::{GuideIx, LangIx};
use mizan_plan::PageIx;
use mizan_render::present::{Dependencies, GuideInLanguage, SharedViews};
use mizan_render::{Engine, RenderContext};
use mizan_source::SourceMap;
use mizan_source::diagnostics::{Diagnostic, Diagnostics};

/// Guides, and pages that belong to none, that are rendered one after the other. What is read for them stays in memory
/// until they are done; then the memory of all guides of a large site is not needed at once.
const IN_SCOPE: usize = 4;

/// The result of reading the text of a guide, or of a page that belongs to none.
#[derive(Default)]
pub(crate) struct CheckedPages {
    pub found: Diagnostics,
    /// Errors of templates, with the paths of the pages.
    pub broken: Vec<(String, Diagnostic)>,
    pub dependencies: Dependencies,
    /// Whether cells were rendered too.
    pub sound: bool,
    /// Titles and descriptions, if lint rules check them.
    pub page_meta: Vec<PageMeta>,
    /// The result of rendering, if the guide was rendered.
    pub files: Vec<OutputFile>,
}

/// The destinations of rendered pages.
#[derive(Clone, Copy)]
pub(crate) struct RenderTarget<'a> {
    /// For the pages of guides.
    pub guides: &'a dyn Destination,
    /// For other pages.
    pub others: &'a dyn Destination,
    pub progress: &'a dyn Progress,
}

/// A state of the site whose text is ready to be read, and, if nothing has an error, to be rendered.
pub(crate) struct Candidate {
    pub context: Arc<RenderContext>,
    pub shared: SharedViews,
    /// `None` if the theme's templates have errors.
    pub engine: Option<Arc<Engine>>,
    pub assets: Arc<Assets>,
    /// Whether there was no error before text was read.
    pub sound: bool,
    pub minify: bool,
    /// Guides whose text was read just now, to be rendered.
    pub ready: Vec<Arc<GuideInLanguage>>,
    /// Guides whose text is still to be read.
    pub waiting: Vec<GuideIx>,
    /// Lint rules that are still to be run.
    pub lints: Option<RuleSelection>,
    /// Whether rules check titles and descriptions of pages.
    pub needs_page_meta: bool,
    /// How long the steps of pages took.
    pub steps: Arc<Steps>,
}

impl Candidate {
    pub(crate) fn snapshot(&self, sources: &SourceMap, options: &Options) -> Option<Snapshot> {
        let ready = Ready::default();
        self.ready.iter().for_each(|made| ready.put(Arc::clone(made)));
        Some(Snapshot {
            sources: sources.clone(),
            context: Arc::clone(&self.context),
            shared: self.shared.clone(),
            engine: Arc::clone(self.engine.as_ref()?),
            assets: Arc::clone(&self.assets),
            minify: options.minify,
            ready,
            lists: OnceLock::new(),
        })
    }

    fn renderer<'a>(&'a self, context: &'a RenderContext) -> PageRenderer<'a> {
        PageRenderer {
            context,
            shared: &self.shared,
            engine: self.engine.as_deref(),
            sound: self.sound,
            minify: self.minify,
            meta: self.needs_page_meta,
            broken: Mutex::default(),
            steps: &self.steps,
        }
    }

    /// Reads the text of guides, and keeps that of the first few in memory.
    pub(crate) fn check_guides(&mut self, guides: &[GuideIx]) -> Vec<(GuideIx, CheckedPages)> {
        const AT_HAND: usize = 4;
        let read = |ix: &GuideIx| (*ix, self.guide(&self.context, *ix, None, true));
        let checked: Vec<_> = guides.par_iter().map(read).collect();
        let (mut all, mut ready) = (Vec::with_capacity(checked.len()), Vec::new());
        for (ix, checked) in checked {
            // Only rendering has a destination that can fail.
            let Ok((checked, made)) = checked else { continue };
            if all.len() < AT_HAND && self.sound {
                ready.extend(made.into_iter().map(Arc::new));
            }
            all.push((ix, checked));
        }
        self.ready.extend(ready);
        all
    }

    /// Reads the texts of guides, and renders their pages to `output`. Nothing of them is kept; with `record`, what they
    /// were is.
    ///
    /// # Errors
    /// Those of the destination.
    pub(crate) fn render_guides(
        &self,
        guides: &[GuideIx],
        output: RenderTarget<'_>,
        record: bool,
    ) -> Result<Vec<(GuideIx, CheckedPages)>, WriteError> {
        let render = |context: &RenderContext, ix: GuideIx| {
            if !record {
                return Ok((ix, self.guide(context, ix, Some(output), false)?.0));
            }
            let destination = Recording::new(output.guides);
            let output = RenderTarget { guides: &destination, ..output };
            let (mut checked, _) = self.guide(context, ix, Some(output), false)?;
            checked.files = destination.into_files();
            Ok((ix, checked))
        };
        let some = |guides: &[GuideIx]| {
            let context = self.context.scope();
            guides.iter().map(|ix| render(&context, *ix)).collect::<Vec<_>>()
        };
        guides.par_chunks(IN_SCOPE).flat_map_iter(some).collect()
    }

    /// A guide in every language, and all its pages. `keep` returns what its pages share.
    fn guide(
        &self,
        context: &RenderContext,
        ix: GuideIx,
        output: Option<RenderTarget<'_>>,
        keep: bool,
    ) -> Result<(CheckedPages, Vec<GuideInLanguage>), WriteError> {
        let renderer = self.renderer(context);
        // Its languages are prepared side by side, and would each read it.
        let _ = context.site.guides.get(ix);
        let languages: Result<Vec<_>, WriteError> = (0..context.locales.len())
            .into_par_iter()
            .map(LangIx::new)
            .map(|lang| {
                let (guide, mut found) = renderer.prepare(ix, lang);
                let mut dependencies = guide.as_ref().map(|guide| guide.dependencies.clone()).unwrap_or_default();
                let mut page_meta = Vec::new();
                let pages = context.plan.pages_of(ix, lang);
                let read: Result<Vec<CheckedPages>, WriteError> =
                    pages.par_iter().map(|page| self.page(&renderer, *page, guide.as_ref(), output)).collect();
                for page in read? {
                    page_meta.extend(page.page_meta);
                    found.append(page.found);
                    dependencies.extend(page.dependencies);
                }
                Ok((guide.filter(|_| keep), found, dependencies, page_meta))
            })
            .collect();
        let mut checked = CheckedPages { sound: self.sound, ..CheckedPages::default() };
        let mut guides = Vec::new();
        for (guide, found, dependencies, page_meta) in languages? {
            checked.found.append(found);
            checked.dependencies.extend(dependencies);
            checked.page_meta.extend(page_meta);
            guides.extend(guide);
        }
        checked.broken = renderer.take_broken();
        Ok((checked, guides))
    }

    /// One page: its text is read, and it is rendered if there is an output.
    fn page(
        &self,
        renderer: &PageRenderer<'_>,
        ix: PageIx,
        guide: Option<&GuideInLanguage>,
        output: Option<RenderTarget<'_>>,
    ) -> Result<CheckedPages, WriteError> {
        let page = renderer.read(ix, guide);
        let page_meta = renderer.meta(ix, &page).into_iter().collect();
        if let Some(output) = output {
            if self.sound && !page.faults.has_errors() {
                let rendered = renderer.render(ix, &page);
                for artifact in renderer.exports(ix, guide).iter().chain(&rendered) {
                    let destination = if guide.is_some() { output.guides } else { output.others };
                    self.steps.stage(|| destination.take(artifact))?;
                }
            }
            output.progress.page();
        }
        Ok(CheckedPages {
            found: page.faults,
            dependencies: page.dependencies,
            sound: self.sound,
            page_meta,
            ..CheckedPages::default()
        })
    }

    /// The pages that belong to no guide, by their places in the plan.
    pub(crate) fn other_pages(&self) -> Vec<PageIx> {
        let pages = self.context.plan.pages.iter().enumerate();
        pages.filter(|(_, page)| page.key.guide().is_none()).map(|(ix, _)| ix).collect()
    }

    /// Reads pages that belong to no guide, and renders them where there is an output.
    ///
    /// # Errors
    /// Those of the destination.
    pub(crate) fn check_pages(
        &self,
        pages: &[PageIx],
        output: Option<RenderTarget<'_>>,
    ) -> Result<Vec<(PageIx, CheckedPages)>, WriteError> {
        let read = |context: &RenderContext, ix: PageIx| {
            let renderer = self.renderer(context);
            let mut checked = self.page(&renderer, ix, None, output)?;
            checked.broken = renderer.take_broken();
            Ok((ix, checked))
        };
        let some = |pages: &[PageIx]| {
            let context = self.context.scope();
            pages.iter().map(|ix| read(&context, *ix)).collect::<Vec<_>>()
        };
        pages.par_chunks(IN_SCOPE).flat_map_iter(some).collect()
    }

    /// A page of each kind in each language, rendered to its end: what is wrong with templates that all pages share.
    pub(crate) fn samples(&self) -> Diagnostics {
        let mut first: BTreeMap<(&str, LangIx), PageIx> = BTreeMap::new();
        for (ix, page) in self.context.plan.pages.iter().enumerate() {
            first.entry((page.key.kind(), page.lang)).or_insert(ix);
        }
        let renderer = self.renderer(&self.context);
        let pages: Vec<PageIx> = first.into_values().collect();
        pages.into_par_iter().for_each(|ix| {
            let Some(page) = self.context.plan.pages.get(ix) else { return };
            let guide = page.key.guide().and_then(|guide| renderer.prepare(guide, page.lang).0);
            // What is wrong with its texts is reported where they are read.
            let page = renderer.read(ix, guide.as_ref());
            let _ = renderer.render(ix, &page);
        });
        once_each(renderer.take_broken())
    }
}
