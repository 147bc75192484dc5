//! The data that all views are made from.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{PageContext, Pictures, SharedViews, head, title};
use crate::view::IconLink;
use mizan_i18n::{Locale, Messages};
use mizan_model::{LangIx, Languages, Site};
use mizan_plan::{PageIx, Plan};
use mizan_source::Span;
use mizan_source::diagnostics::Suppressions;

/// One state of a site, with its languages and its theme.
#[derive(Clone)]
pub struct RenderContext {
    /// All facts and words.
    pub site: Site,
    /// The part of the site that could not be read.
    pub unread: Suppressions,
    /// Every page, with its URL.
    pub plan: Arc<Plan>,
    /// One per language of the site, in its order.
    pub locales: Arc<Languages<Locale>>,
    /// As `locales`.
    pub messages: Arc<Languages<Messages>>,
    /// The images of the content, as they are published.
    pub pictures: Arc<dyn Pictures + Send>,
    /// The files of the theme's `static/`, as they are published.
    pub assets: Arc<dyn ThemeFiles>,
    /// The theme's stylesheets and early fonts, by their names in `static/`.
    pub stylesheets: Vec<String>,
    /// As `stylesheets`.
    pub fonts: Vec<String>,
    /// The site's own icons; where there is none, the theme has one.
    pub icons: Vec<IconLink>,
    /// The theme's options, the site's values over the theme's defaults.
    pub options: tera::Map,
    /// For authors' eyes: texts are marked that replace missing ones, and those in these places, which are outdated.
    pub preview: Option<BTreeSet<Span>>,
}

/// The files of the theme's `static/`, as pages name them.
pub trait ThemeFiles: Send + Sync {
    /// The fingerprinted URL of a file.
    ///
    /// # Errors
    /// A sentence that names what is missing and what may have been intended.
    fn url(&self, name: &str) -> Result<String, String>;
}

impl RenderContext {
    /// The same state, for a few pages: guides that are read for them are dropped with it.
    pub fn scope(&self) -> RenderContext {
        self.clone()
    }

    /// Plain text of a language, its runs of the other direction between isolates.
    pub fn isolated(&self, lang: LangIx, text: &str) -> String {
        PageContext::new(self, lang)
            .map_or_else(|| text.to_owned(), |cx| cx.plain(&mizan_model::StyledText::words(text)))
    }

    /// Whether a page is shown although it is not published yet.
    pub fn is_draft(&self, page: PageIx) -> bool {
        let found = self.plan.pages.get(page).and_then(|page| Some((PageContext::new(self, page.lang)?, page)));
        found.is_some_and(|(cx, page)| head::draft(&cx, page))
    }

    /// Whether the original of a page changed since it was translated.
    pub fn is_outdated(&self, page: PageIx) -> bool {
        self.plan.pages.get(page).is_some_and(|page| head::outdated(self, page).is_some())
    }

    /// The title of a page, with isolates.
    pub fn title(&self, shared: &SharedViews, page: PageIx) -> String {
        let made = self.plan.pages.get(page).and_then(|planned| {
            let cx = PageContext::new(self, planned.lang)?;
            Some(title::of_page(&cx, &shared.language(planned.lang)?.heads, page).plain)
        });
        made.unwrap_or_default()
    }
}
