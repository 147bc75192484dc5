//! Makes the views that templates get from facts, text and the plan.
//!
//! Three steps, each of which takes `&` and may run on any thread. [`SharedViews::prepare`] makes the data that
//! the pages of a language share, [`GuideInLanguage::prepare`] that of a guide's pages in a language
//! (every cell, label and text is rendered there, once), and [`page`] combines them into the context of a
//! page: mostly references.

pub(super) mod anchors;
mod bar;
mod card;
mod cell;
mod chart;
mod context;
mod copy;
mod data;
mod evidence;
mod guide;
mod head;
mod headline;
mod icon;
pub mod keys;
mod label;
mod linked;
mod listing;
mod oembed;
mod page;
mod page_context;
mod pair;
mod paths;
pub(super) mod picture;
mod profile;
mod prose_table;
mod question;
mod reason;
mod row;
mod shared_views;
mod site;
mod source;
mod standing;
mod stat;
mod tier;
mod title;

pub use cell::speaking_tier;
pub use context::{RenderContext, ThemeFiles};
pub use copy::copy;
pub use guide::GuideInLanguage;
pub use icon::icons;
pub use listing::llms;
pub use page::{Made, head_of, made, page};
pub use page_context::PageContext;
pub use picture::{Picture, Pictures};
pub use shared_views::{PreviousViews, SharedViews};

use mizan_i18n::Direction;
use mizan_markdown::Dir;
use mizan_model::{GuideIx, LangIx};
use mizan_plan::PageKey;
use mizan_source::diagnostics::Diagnostic;

/// A dependency of a text, other than the guide or page that it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dependency {
    /// A guide's facts, words or URLs.
    Guide(GuideIx),
    /// Any of the pages that belong to no guide.
    Pages,
    /// Anything at all: it was not found anywhere.
    Any,
}

impl Dependency {
    /// What a page's own words belong to.
    pub fn page(key: &PageKey) -> Dependency {
        key.guide().map_or(Dependency::Pages, Dependency::Guide)
    }
}

/// All that a text depends on.
pub type Dependencies = std::collections::BTreeSet<Dependency>;

/// Makes HTML of parts of a page, by components of the theme.
pub trait CellRenderer: Sync {
    /// `cell` is a [`CellView`](super::view::CellView) without `html`, `lang` the pages' language, `of`
    /// describes in words which cell it is.
    ///
    /// # Errors
    /// The error of the component; its last `help` names the cell.
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
