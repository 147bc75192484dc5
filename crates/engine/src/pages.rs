//! Every page, from the plan to its destination: made, minified, handed on, forgotten.

use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::steps::{Step, Steps};
use super::{Destination, Progress, rules};
use crate::write::WriteError;
use mizan_check::rules::Head;
use mizan_export::{self, Artifact, Assets, Class};
use mizan_model::{GuideIx, LangIx};
use mizan_plan::{LLMS, PageIx, PageKey, Plan};
use mizan_render::present::{
    CellRenderer, GuideInLanguage, Picture, Pictures, Press, Shelf, copy, head_of, llms, page,
};
use mizan_render::{Blank, Engine, ThemeFiles, World};
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics};

/// Pictures of the content, for views.
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
pub(super) struct Named(pub Arc<Assets>);

impl ThemeFiles for Named {
    fn url(&self, name: &str) -> Result<String, String> {
        self.0.url(name).map(str::to_owned).map_err(|missing| match missing.suggestion {
            Some(near) => format!("{}; did you mean `{near}`?", missing.message),
            None => missing.message,
        })
    }
}

pub(super) struct Maker<'a> {
    pub world: &'a World,
    pub press: &'a Press<'a>,
    pub shelf: &'a Shelf,
    /// Absent where the theme's templates are at fault.
    pub engine: Option<&'a Engine>,
    pub destination: &'a dyn Destination,
    pub minify: bool,
    pub progress: &'a dyn Progress,
    /// Nothing is wrong so far: pages are rendered, not only read.
    pub sound: bool,
    /// What pages say of themselves, where rules ask for it.
    pub heads: Option<Mutex<Vec<Head>>>,
    /// Where templates failed, as "it was the page /x/": a template fails alike on many pages and in many
    /// cells, and is told of once.
    pub broken: Mutex<Vec<(String, Diagnostic)>>,
    pub steps: Steps,
}

/// One diagnostic a fault of a template, naming the first place and how many more there are.
pub(super) fn once_each(mut broken: Vec<(String, Diagnostic)>) -> Diagnostics {
    broken.sort_by(|a, b| a.0.cmp(&b.0));
    let mut faults: Vec<(Diagnostic, String, usize)> = Vec::new();
    for (place, diagnostic) in broken {
        match faults.iter_mut().find(|(known, ..)| *known == diagnostic) {
            Some((_, _, more)) => *more += 1,
            None => faults.push((diagnostic, place, 0)),
        }
    }
    let told = faults.into_iter().map(|(diagnostic, place, more)| {
        diagnostic.help(match more {
            0 => place,
            1 => format!("{place}, and another one"),
            _ => format!("{place}, and {more} more"),
        })
    });
    Diagnostics::from(told.collect::<Vec<_>>())
}

impl Maker<'_> {
    /// Makes every page; with faults found earlier, only tells what is wrong with each.
    pub fn all(&self) -> Result<Diagnostics, WriteError> {
        let plan = &self.world.plan;
        let mut alone = Vec::new();
        let mut guides: std::collections::BTreeMap<(GuideIx, LangIx), Vec<PageIx>> = std::collections::BTreeMap::new();
        for (ix, page) in plan.pages.iter().enumerate() {
            match page.key {
                PageKey::Guide(guide) | PageKey::Tier(guide, _) | PageKey::Pair(guide, _) | PageKey::Embed(guide) => {
                    guides.entry((guide, page.lang)).or_default().push(ix);
                }
                _ => alone.push(ix),
            }
        }
        let trouble: Mutex<Option<WriteError>> = Mutex::new(None);
        let note = |result: Result<Diagnostics, WriteError>| match result {
            Ok(diagnostics) => diagnostics,
            Err(error) => {
                trouble.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
                Diagnostics::default()
            }
        };
        let of_guides: Vec<Diagnostics> =
            guides.into_par_iter().map(|((guide, lang), pages)| note(self.guide(guide, lang, &pages))).collect();
        let of_others: Vec<Diagnostics> = alone.into_par_iter().map(|ix| note(self.page(ix, None))).collect();
        if let Some(error) = trouble.into_inner().unwrap_or_else(PoisonError::into_inner) {
            return Err(error);
        }
        let mut all = Diagnostics::default();
        of_guides.into_iter().chain(of_others).for_each(|found| all.append(found));
        all.append(once_each(self.take_broken()));
        Ok(all)
    }

    /// Where templates failed so far; the maker forgets it.
    pub fn take_broken(&self) -> Vec<(String, Diagnostic)> {
        std::mem::take(&mut *self.broken.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// What the pages of a guide share in a language. Where its cells' template fails is kept apart.
    pub fn prepare(&self, guide: GuideIx, lang: LangIx) -> (Option<GuideInLanguage>, Diagnostics) {
        let renderer: &dyn CellRenderer = match self.engine {
            Some(engine) if self.sound => engine,
            _ => &Blank,
        };
        let (made, found) = GuideInLanguage::prepare(self.press, self.shelf, renderer, guide, lang);
        let mut diagnostics = Diagnostics::default();
        for mut fault in found.into_vec() {
            let cell = if fault.code == Code::TemplateRender { fault.help.pop() } else { None };
            match cell {
                Some(cell) => self.broke(cell, fault),
                None => diagnostics.push(fault),
            }
        }
        (made, diagnostics)
    }

    /// A guide's facts in a language, for programs and for spreadsheets.
    pub fn exports(&self, made: &GuideInLanguage) -> Option<[Artifact; 2]> {
        if !self.world.site.config.outputs.data {
            return None;
        }
        let data = made.data(self.press, self.shelf)?;
        let page = self.world.plan.find(&PageKey::Guide(made.guide), made.lang)?;
        let route = &self.world.plan.pages.get(page)?.route;
        Some([mizan_export::data_json(&data, route), mizan_export::data_csv(&data, route)])
    }

    fn guide(&self, guide: GuideIx, lang: LangIx, pages: &[PageIx]) -> Result<Diagnostics, WriteError> {
        let ((made, mut diagnostics), exports) = self.steps.time(Step::Prepare, || {
            let prepared = self.prepare(guide, lang);
            let exports = prepared.0.as_ref().filter(|_| self.sound).and_then(|made| self.exports(made));
            (prepared, exports)
        });
        self.steps
            .time(Step::Stage, || exports.iter().flatten().try_for_each(|export| self.destination.take(export)))?;
        let found: Vec<Result<Diagnostics, WriteError>> =
            pages.par_iter().map(|ix| self.page(*ix, made.as_ref())).collect();
        for found in found {
            diagnostics.append(found?);
        }
        Ok(diagnostics)
    }

    fn broke(&self, place: String, fault: Diagnostic) {
        self.broken.lock().unwrap_or_else(PoisonError::into_inner).push((place, fault));
    }

    fn page(&self, ix: PageIx, guide: Option<&GuideInLanguage>) -> Result<Diagnostics, WriteError> {
        let (artifact, diagnostics) = self.artifact(ix, guide);
        let copy = (self.sound && !diagnostics.has_errors()).then(|| self.copy(ix, guide)).flatten();
        for artifact in copy.iter().chain(&artifact) {
            self.steps.time(Step::Stage, || self.destination.take(artifact))?;
        }
        self.progress.page();
        Ok(diagnostics)
    }

    /// One page, where nothing is at fault. Where its template fails is kept apart.
    pub fn artifact(&self, ix: PageIx, guide: Option<&GuideInLanguage>) -> (Option<Artifact>, Diagnostics) {
        let (context, diagnostics) = self.steps.time(Step::View, || page(self.press, self.shelf, guide, ix));
        let planned = &self.world.plan.pages[ix];
        let mut artifact = None;
        if let (Some(heads), Some((title, description))) = (&self.heads, context.as_ref().and_then(head_of))
            && let Some(head) = rules::head(self.world, planned, title, description)
        {
            heads.lock().unwrap_or_else(PoisonError::into_inner).push(head);
        }
        if let (true, Some(context), Some(engine)) = (self.sound && !diagnostics.has_errors(), context, self.engine) {
            match self.steps.time(Step::Render, || engine.page(planned.lang, planned.key.kind(), &context)) {
                Ok(html) => {
                    let bytes = if self.minify {
                        self.steps.time(Step::Minify, || mizan_export::html::minify(&html))
                    } else {
                        html.into_bytes()
                    };
                    artifact = Some(Artifact::new(Class::Page, planned.route.output_path(), bytes));
                }
                Err(diagnostic) => {
                    self.broke(format!("it was the page /{}", planned.route.as_str()), *diagnostic);
                }
            }
        }
        (artifact, diagnostics)
    }

    /// The copy of a page in Markdown, where it has one.
    pub fn copy(&self, ix: PageIx, guide: Option<&GuideInLanguage>) -> Option<Artifact> {
        let route = self.world.plan.copy(&self.world.site, self.world.plan.pages.get(ix)?)?;
        let copy = self.steps.time(Step::View, || copy(self.press, self.shelf, guide, ix))?;
        Some(mizan_export::markdown::markdown(&copy, route))
    }

    /// What the pages that were made say of themselves, by path; none where nobody asked for it.
    pub fn heads(&self) -> Vec<Head> {
        let mut heads = match &self.heads {
            Some(heads) => std::mem::take(&mut *heads.lock().unwrap_or_else(PoisonError::into_inner)),
            None => Vec::new(),
        };
        heads.sort_by(|a, b| a.path.cmp(&b.path));
        heads
    }

    /// What lists pages, and what is said to the host.
    pub fn lists(&self, assets: &Assets) -> Vec<Artifact> {
        let World { site, plan, .. } = self.world;
        let mut artifacts = mizan_export::sitemap(site, plan);
        artifacts.push(mizan_export::robots(plan));
        artifacts.push(mizan_export::nojekyll());
        let uses = mizan_export::headers::Uses { data_images: assets.has_data_images() };
        artifacts.push(mizan_export::headers::headers(&site.config, &plan.base, uses));
        for lang in 0..site.config.languages.len() {
            let isolate = |text: &str| self.press.isolated(lang, text);
            artifacts.push(mizan_export::feed(site, plan, lang, &isolate));
        }
        for route in plan.llms(site) {
            let lang =
                (0..site.config.languages.len()).find(|lang| Plan::language_root(site, *lang).file(LLMS) == route);
            artifacts
                .extend(llms(self.press, self.shelf, lang).map(|listing| mizan_export::llms::llms(&listing, route)));
        }
        let titles: Vec<(String, String, &str)> = plan.aliases.iter().map(|alias| self.target(alias.target)).collect();
        let by_page = |ix: PageIx| {
            let at = plan.aliases.iter().position(|alias| alias.target == ix).unwrap_or_default();
            let (title, lang, dir) = &titles[at];
            mizan_export::Target { title, lang, dir }
        };
        artifacts.extend(mizan_export::redirects(plan, &by_page));
        artifacts
    }

    /// Title with isolates, language and direction of a page that an alias leads to.
    fn target(&self, ix: PageIx) -> (String, String, &'static str) {
        let page = &self.world.plan.pages[ix];
        let locale = &self.world.locales[page.lang];
        (self.press.title(self.shelf, ix), locale.id().to_owned(), locale.direction().as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_of_a_template_is_told_once_with_the_first_place() {
        let fault = |message: &str| Diagnostic::error(Code::TemplateRender, message);
        let broken = ["c", "a", "b"].map(|place| (format!("it was {place}"), fault("the same")));
        let told = once_each(broken.into_iter().chain([("it was d".to_owned(), fault("another"))]).collect());
        let help: Vec<_> = told.iter().map(|fault| fault.help.join("")).collect();
        assert_eq!(help, ["it was a, and 2 more", "it was d"]);
    }
}
