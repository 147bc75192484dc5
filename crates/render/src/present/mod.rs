//! From facts, words and plan to views: what every template is given.
//!
//! Three steps, each of which takes `&` and may run on any thread. [`Shelf::prepare`] makes what the
//! pages of a language share, [`GuideInLanguage::prepare`] what a guide's pages share in a language
//! (every cell, label and text is rendered there, once), [`page`] puts one page's context together
//! from them: mostly references.

pub(super) mod anchors;
mod bar;
mod card;
mod cell;
mod chart;
mod copy;
mod data;
mod evidence;
mod guide;
mod head;
mod headline;
pub mod keys;
mod label;
mod linked;
mod listing;
mod page;
mod pair;
mod paths;
mod pen;
pub(super) mod picture;
mod profile;
mod prose_table;
mod question;
mod reason;
mod row;
mod shelf;
mod site;
mod source;
mod standing;
mod stat;
mod tier;
mod title;

pub use cell::speaking_tier;
pub use copy::copy;
pub use guide::GuideInLanguage;
pub use listing::llms;
pub use page::{Made, head_of, made, page};
pub use pen::Pen;
pub use picture::{Picture, Pictures};
pub use shelf::{Kept, Shelf};

use mizan_i18n::{Direction, Locale, Messages};
use mizan_markdown::Dir;
use mizan_model::{GuideIx, LangIx, Site};
use mizan_plan::{PageIx, PageKey, Plan};
use mizan_source::diagnostics::Diagnostic;

/// What all builders read from.
pub struct Press<'a> {
    pub site: &'a Site,
    pub plan: &'a Plan,
    /// One a language of the site, in its order.
    pub locales: &'a [Locale],
    /// As `locales`.
    pub messages: &'a [Messages],
    pub pictures: &'a dyn Pictures,
    /// The theme's options, the site's values over the theme's defaults.
    pub options: &'a tera::Map,
    /// The theme's stylesheets and early fonts, by their names in `static/`.
    pub stylesheets: &'a [String],
    pub fonts: &'a [String],
    /// For authors' eyes: texts are marked that stand in for missing ones, and those in these places, outdated ones.
    pub preview: Option<&'a std::collections::BTreeSet<mizan_source::Span>>,
}

impl Press<'_> {
    /// Plain text of a language, its runs of the other direction between isolates.
    pub fn isolated(&self, lang: LangIx, text: &str) -> String {
        Pen::new(self, lang).map_or_else(|| text.to_owned(), |pen| pen.plain(&mizan_model::Rich::words(text)))
    }

    /// Whether a page is shown although it is not published yet.
    pub fn is_draft(&self, page: PageIx) -> bool {
        let found = self.plan.pages.get(page).and_then(|page| Some((Pen::new(self, page.lang)?, page)));
        found.is_some_and(|(pen, page)| head::draft(&pen, page))
    }

    /// Whether the original of a page changed since it was translated.
    pub fn is_outdated(&self, page: PageIx) -> bool {
        self.plan.pages.get(page).is_some_and(|page| head::outdated(self, page).is_some())
    }

    /// The title of a page, with isolates.
    pub fn title(&self, shelf: &Shelf, page: PageIx) -> String {
        let made = self.plan.pages.get(page).and_then(|planned| {
            let pen = Pen::new(self, planned.lang)?;
            Some(title::of_page(&pen, &shelf.language(planned.lang)?.heads, page).plain)
        });
        made.unwrap_or_default()
    }
}

/// Something that a text stands on, beside the guide or page that it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reached {
    Guide(GuideIx),
    /// Any of the pages that belong to no guide.
    Pages,
    /// Anything at all: it was not found anywhere.
    Any,
}

impl Reached {
    /// What a page's own words belong to.
    pub fn page(key: &PageKey) -> Reached {
        key.guide().map_or(Reached::Pages, Reached::Guide)
    }
}

/// All that a text stands on.
pub type Reach = std::collections::BTreeSet<Reached>;

/// Makes HTML of parts of a page, by components of the theme.
pub trait CellRenderer: Sync {
    /// `cell` is a [`CellView`](super::view::CellView) without `html`, `lang` the pages' language, `of`
    /// says in words which cell it is.
    ///
    /// # Errors
    /// What is wrong with the component; its last `help` says which cell it was.
    fn cell(&self, cell: &tera::Value, lang: LangIx, of: &str) -> Result<String, Box<Diagnostic>>;

    /// A table in prose, by the theme's component `prose_table`. `table` is a
    /// [`ProseTableView`](super::view::ProseTableView).
    ///
    /// # Errors
    /// As for [`cell`](CellRenderer::cell).
    fn prose_table(&self, table: &tera::Value, lang: LangIx, of: &str) -> Result<String, Box<Diagnostic>>;
}

/// A direction, as markup has it.
fn dir(direction: Direction) -> Dir {
    match direction {
        Direction::Ltr => Dir::Ltr,
        Direction::Rtl => Dir::Rtl,
    }
}

#[cfg(test)]
mod tests;
