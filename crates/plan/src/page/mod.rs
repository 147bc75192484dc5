//! One file per page kind: its pages and their URLs.

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

use super::output_path::{self, shown};
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
            match old_path(&alias.text) {
                Ok(route) => self.aliases.push((key.clone(), lang, route, alias.span)),
                Err(why) => self.diagnostics.push(
                    Diagnostic::error(Code::BadSlug, format!("the alias `{}` {why}", shown(&alias.text)))
                        .at(alias.span, "not a path of a page")
                        .help("write the old path relative to base_url, such as `old/name/` or `old.html`"),
                ),
            }
        }
    }
}

/// The route of an old path: inside the site. Browsers show paths percent-encoded, so an author may have copied it so.
fn old_path(text: &str) -> Result<Route, &'static str> {
    let path = text.trim_start_matches('/');
    let (path, is_folder) = path.strip_suffix('/').map_or((path, false), |path| (path, true));
    if path.is_empty() {
        return Err("is the root of the site");
    }
    if text.contains("://") {
        return Err("is a full URL");
    }
    if path.contains(['?', '#']) {
        return Err("contains a `?` or `#`, and what follows is not part of a path");
    }
    let parts: Vec<String> = path.split('/').map(old_name).collect::<Result<_, _>>()?;
    let path = parts.join("/");
    // A file without the ending of a page has no type on a host; a folder's page does, and hosts lead to it from the
    // path without the slash.
    let is_file = !is_folder && parts.last().is_some_and(|name| output_path::is_file(name));
    Ok(if is_file { Route::root().file(&path) } else { Route::root().page(&path) })
}

/// A part of an old path, percent-decoded.
fn old_name(part: &str) -> Result<String, &'static str> {
    let mut rest = part.split('%');
    rest.next();
    if rest.any(|after| !after.as_bytes().get(..2).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))) {
        return Err("contains a `%` that is not followed by two hexadecimal digits; the sign itself is `%25`");
    }
    let name = percent_encoding::percent_decode_str(part)
        .decode_utf8()
        .map_err(|_| "contains percent-encoded bytes that are not UTF-8")?;
    if matches!(name.as_ref(), "" | "." | "..") {
        return Err("contains an empty part, `.` or `..`");
    }
    let bad = |c: char| c.is_control() || matches!(c, '/' | '\\' | '?' | '#' | ':' | '*' | '|' | '"' | '<' | '>');
    if name.contains(bad) {
        return Err("contains a character that a path cannot contain on every system");
    }
    Ok(name.into_owned())
}

/// `/ar/`, or `/` for the default language where it is at the root.
pub(super) fn language_root(site: &Site, lang: LangIx) -> Route {
    if site.config.default_at_root && lang == site.config.default_language {
        Route::root()
    } else {
        Route::root().page(&site.config.languages[lang].id)
    }
}
