//! What search engines, tabs and feeds show of a page: its title and its description, as they are rendered.

use mizan_model::{GuideIx, LangIx, TierIx};

/// Title and description of one page.
#[derive(Clone, Debug)]
pub struct PageMeta {
    /// Whose words they are.
    pub subject: PageSubject,
    /// The language of the page.
    pub lang: LangIx,
    /// The path under the base URL.
    pub path: String,
    /// With isolates, and with the site's name where there is room for it.
    pub title: String,
    /// With isolates, for `<meta name="description">`.
    pub description: String,
    /// Search engines may list it.
    pub indexed: bool,
}

/// What a page is about, from whose words its title and description are made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageSubject {
    /// The home page, from the site's words.
    Home,
    /// The main page of a guide, from its words.
    Guide(GuideIx),
    /// The theme makes a sentence of the tier's name and the guide's title.
    Tier(GuideIx, TierIx),
    /// Made of the two names.
    Pair(GuideIx, TierIx, TierIx),
    /// Made of the tag's name.
    Tag(String),
    /// A standalone page, by id.
    Page(String),
}
