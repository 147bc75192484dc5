//! One file a page kind: which pages of it there are, and where.

mod embed;
mod guide;
mod home;
mod languages;
mod not_found;
mod pair;
mod standalone;
mod tag;
mod tier;

pub(super) use guide::guides_by_language;
pub(super) use home::home_order;
pub(super) use tag::tags;

use std::collections::BTreeMap;

use super::{Page, PageKey, PlanOptions, Route};
use mizan_model::{Date, GuideIx, LangIx, Languages, Site};
use mizan_source::Span;
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics};

/// The plan while it is being drawn up.
pub(super) struct Draft<'a> {
    pub site: &'a Site,
    pub options: PlanOptions,
    pub home: &'a Languages<Vec<GuideIx>>,
    pub tags: &'a Languages<BTreeMap<String, Vec<GuideIx>>>,
    pub pages: Vec<Page>,
    pub aliases: Vec<(PageKey, LangIx, Route, Span)>,
    pub diagnostics: &'a mut Diagnostics,
}

/// One page of a page kind.
pub(super) struct PlannedPage {
    pub key: PageKey,
    pub lang: LangIx,
    pub route: Route,
    pub original: Option<LangIx>,
    pub indexed: bool,
    pub published: Option<Date>,
    pub updated: Option<Date>,
    pub span: Option<Span>,
}

impl PlannedPage {
    pub(crate) fn new(key: PageKey, lang: LangIx, route: Route) -> PlannedPage {
        PlannedPage { key, lang, route, original: None, indexed: true, published: None, updated: None, span: None }
    }
}

impl Draft<'_> {
    pub(crate) fn all(&mut self) {
        languages::plan(self);
        for lang in self.site.config.languages.indices() {
            home::plan(self, lang);
            standalone::plan(self, lang);
            tag::plan(self, lang);
            guide::plan(self, lang);
            not_found::plan(self, lang);
        }
        not_found::plan_root(self);
    }

    /// The pages of one guide, in every language.
    pub(crate) fn guide(&mut self, ix: GuideIx) {
        for lang in self.site.config.languages.indices() {
            guide::plan_one(self, lang, ix);
        }
    }

    fn add(&mut self, entry: PlannedPage) {
        let PlannedPage { key, lang, route, original, indexed, published, updated, span } = entry;
        let indexed = indexed && original.is_none();
        self.pages.push(Page {
            key,
            lang,
            all_languages: false,
            route,
            original,
            indexed,
            published,
            updated,
            twins: Vec::new(),
            canonical: usize::MAX,
            span,
        });
    }

    fn add_for_all(&mut self, key: PageKey, route: Route) {
        let lang = self.site.config.default_language;
        let indexed = key == PageKey::Languages;
        self.add(PlannedPage { indexed, ..PlannedPage::new(key, lang, route) });
        if let Some(page) = self.pages.last_mut() {
            page.all_languages = true;
        }
    }

    fn alias(&mut self, key: &PageKey, lang: LangIx, aliases: &[mizan_model::Prose]) {
        for alias in aliases {
            let path = alias.text.trim_start_matches('/');
            if !is_old_path(path) {
                self.diagnostics.push(
                    Diagnostic::error(Code::BadSlug, format!("the alias `{}` is not a valid page path", alias.text))
                        .at(alias.span, format!("`{}`", alias.text))
                        .help("write the old path relative to base_url, decoded, such as `old/name/` or `old.html`"),
                );
                continue;
            }
            // A file without an extension has no type on a host; a folder's page does, and hosts lead
            // to it from the path without the slash.
            let is_file = path.ends_with('/') || path.rsplit('/').next().is_some_and(|name| name.contains('.'));
            let route = if is_file { Route::root().file(path) } else { Route::root().page(path) };
            self.aliases.push((key.clone(), lang, route, alias.span));
        }
    }
}

/// Whether a page may once have been there: inside the site, in names that any file system takes.
fn is_old_path(path: &str) -> bool {
    let name = |part: &str| !matches!(part, "" | "." | "..") && part.len() <= 255;
    path.strip_suffix('/').unwrap_or(path).split('/').all(name)
        && !path.contains(|c: char| c.is_control() || matches!(c, '\\' | '?' | '#' | ':' | '*' | '|' | '"' | '<' | '>'))
}

/// `/ar/`, or `/` for the default language where it is at the root.
pub(super) fn language_root(site: &Site, lang: LangIx) -> Route {
    if site.config.default_at_root && lang == site.config.default_language {
        Route::root()
    } else {
        Route::root().page(&site.config.languages[lang].id)
    }
}
