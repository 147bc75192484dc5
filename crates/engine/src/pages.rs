//! Reads and renders pages: from the plan, and the data that a guide's pages share, to artifacts.

use std::sync::{Arc, Mutex, PoisonError};

use super::exporters::{ExportContext, PAGE_EXPORTERS, PageExporter};
use super::lint_inputs;
use super::steps::{RenderStep, Steps};
use mizan_check::lint::PageMeta;
use mizan_export::{Artifact, Assets, Class};
use mizan_model::{GuideIx, LangIx};
use mizan_plan::PageIx;
use mizan_render::present::{
    CellRenderer, GuideInLanguage, Made, Picture, Pictures, RenderContext, SharedViews, head_of, made,
};
use mizan_render::{Blank, Engine, ThemeFiles};
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics};

/// Images of the content, for views.
pub(super) struct Pictured(pub Arc<Assets>);

impl Pictures for Pictured {
    fn picture(&self, file: &str) -> Option<Picture> {
        self.0.picture(file).map(|image| Picture {
            url: image.url.clone(),
            absolute: image.absolute.clone(),
            width: image.width,
            height: image.height,
            mime: image.mime,
        })
    }

    fn under(&self, folder: &str) -> Vec<String> {
        self.0.pictures_under(folder).map(str::to_owned).collect()
    }
}

/// Files of the theme, for templates.
pub(super) struct ThemeFileUrls(pub Arc<Assets>);

impl ThemeFiles for ThemeFileUrls {
    fn url(&self, name: &str) -> Result<String, String> {
        self.0.url(name).map(str::to_owned).map_err(|missing| match missing.suggestion {
            Some(near) => format!("{}; did you mean `{near}`?", missing.message),
            None => missing.message,
        })
    }
}

/// Reads and renders the pages of one state of a site.
pub(super) struct PageRenderer<'a> {
    pub context: &'a RenderContext,
    pub shared: &'a SharedViews,
    /// `None` if the theme's templates have errors.
    pub engine: Option<&'a Engine>,
    /// Nothing has an error so far: cells and pages are rendered, and not only their texts read.
    pub sound: bool,
    pub minify: bool,
    /// Lint rules look at titles and descriptions of pages.
    pub meta: bool,
    /// Where templates failed, as "it failed on the page /x/": a template fails alike on many pages and in many
    /// cells, and is reported once.
    pub broken: Mutex<Vec<(String, Diagnostic)>>,
    pub steps: &'a Steps,
}

/// One diagnostic per error of a template, naming the first place and how many more there are.
pub(super) fn once_each(mut broken: Vec<(String, Diagnostic)>) -> Diagnostics {
    broken.sort_by(|a, b| a.0.cmp(&b.0));
    let mut errors: Vec<(Diagnostic, String, usize)> = Vec::new();
    for (place, diagnostic) in broken {
        match errors.iter_mut().find(|(known, ..)| *known == diagnostic) {
            Some((_, _, more)) => *more += 1,
            None => errors.push((diagnostic, place, 0)),
        }
    }
    let reported = errors.into_iter().map(|(diagnostic, place, more)| {
        diagnostic.help(match more {
            0 => place,
            1 => format!("{place} and 1 more"),
            _ => format!("{place} and {more} more"),
        })
    });
    Diagnostics::from(reported.collect::<Vec<_>>())
}

impl PageRenderer<'_> {
    /// Where templates failed since this was last called.
    pub(crate) fn take_broken(&self) -> Vec<(String, Diagnostic)> {
        std::mem::take(&mut *self.broken.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn broke(&self, place: String, error: Diagnostic) {
        self.broken.lock().unwrap_or_else(PoisonError::into_inner).push((place, error));
    }

    /// What the pages of a guide share in a language. Where the template of its cells fails is kept aside.
    pub(crate) fn prepare(&self, guide: GuideIx, lang: LangIx) -> (Option<GuideInLanguage>, Diagnostics) {
        let renderer: &dyn CellRenderer = match self.engine {
            Some(engine) if self.sound => engine,
            _ => &Blank,
        };
        let (made, found) = self
            .steps
            .time(RenderStep::Prepare, || GuideInLanguage::prepare(self.context, self.shared, renderer, guide, lang));
        let mut diagnostics = Diagnostics::default();
        for mut error in found.into_vec() {
            let cell = if error.code == Code::TemplateRender { error.help.pop() } else { None };
            match cell {
                Some(cell) => self.broke(cell, error),
                None => diagnostics.push(error),
            }
        }
        (made, diagnostics)
    }

    /// The context of a page's template, and the diagnostics of its text.
    pub(crate) fn read(&self, ix: PageIx, guide: Option<&GuideInLanguage>) -> Made {
        self.steps.time(RenderStep::View, || made(self.context, self.shared, guide, ix))
    }

    /// Title and description of a page, where lint rules look at them.
    pub(crate) fn meta(&self, ix: PageIx, page: &Made) -> Option<PageMeta> {
        let context = page.context.as_ref().filter(|_| self.meta)?;
        let (title, description) = head_of(context)?;
        lint_inputs::page_meta(self.context, self.context.plan.pages.get(ix)?, title, description)
    }

    /// The page, where nothing has an error. Where its template fails is kept aside.
    pub(crate) fn render(&self, ix: PageIx, page: &Made) -> Option<Artifact> {
        if !self.sound || page.faults.has_errors() {
            return None;
        }
        let (context, engine) = (page.context.as_ref()?, self.engine?);
        let planned = self.context.plan.pages.get(ix)?;
        match self.steps.time(RenderStep::Render, || engine.page(planned.lang, planned.key.kind(), context)) {
            Ok(html) => {
                let bytes = if self.minify {
                    self.steps.time(RenderStep::Minify, || mizan_export::html::minify(&html))
                } else {
                    html.into_bytes()
                };
                Some(Artifact::new(Class::Page, planned.route.output_path(), bytes))
            }
            Err(diagnostic) => {
                self.broke(format!("it failed on the page /{}", planned.route.as_str()), *diagnostic);
                None
            }
        }
    }

    /// The files next to a page.
    pub(crate) fn exports(&self, ix: PageIx, guide: Option<&GuideInLanguage>) -> Vec<Artifact> {
        let context = self.context();
        let export = |exporter: &&dyn PageExporter| exporter.export(context, ix, guide);
        self.steps.time(RenderStep::View, || PAGE_EXPORTERS.iter().flat_map(export).collect())
    }

    fn context(&self) -> ExportContext<'_> {
        ExportContext { context: self.context, shared: self.shared }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_of_a_template_is_reported_once_with_the_first_place() {
        let error = |message: &str| Diagnostic::error(Code::TemplateRender, message);
        let broken = ["c", "a", "b"].map(|place| (format!("it failed on {place}"), error("the same")));
        let reported = once_each(broken.into_iter().chain([("it failed on d".to_owned(), error("another"))]).collect());
        let help: Vec<_> = reported.iter().map(|error| error.help.join("")).collect();
        assert_eq!(help, ["it failed on a and 2 more", "it failed on d"]);
    }
}
