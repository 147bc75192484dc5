//! Where the words of a page's title and description are in the author's files.

use crate::lint::{PageMeta, PageSubject};
use mizan_model::{PageWords, Prose, Site};
use mizan_source::Span;

/// Where the words of a page are, and how messages call the page.
pub(crate) struct PagePlace {
    /// "the guide `teas`".
    pub page: String,
    pub title: Span,
    /// `None` if the theme makes the description.
    pub description: Option<Span>,
}

impl PagePlace {
    /// `None` if the site has no such words.
    pub(crate) fn of(site: &Site, meta: &PageMeta) -> Option<PagePlace> {
        let lang = meta.lang;
        match &meta.subject {
            PageSubject::Home => home(site, meta),
            PageSubject::Guide(guide) => {
                let guide = site.guides.interface(*guide)?;
                let words = guide.words.get(&lang)?;
                Some(PagePlace::authored(format!("the guide `{}`", guide.id), &words.title, &words.description))
            }
            PageSubject::Tier(guide, tier) => {
                let guide = site.guides.interface(*guide)?;
                let words = guide.words.get(&lang)?;
                let id = &guide.tiers.get(*tier)?.id;
                let name = words.tiers.get(*tier)?.as_ref()?.name.as_ref()?.span;
                Some(PagePlace::named(format!("the tier `{id}` of `{}`", guide.id), name))
            }
            PageSubject::Pair(guide, a, b) => {
                let guide = site.guides.interface(*guide)?;
                let (a, b) = (guide.tiers.get(*a)?, guide.tiers.get(*b)?);
                Some(PagePlace::named(format!("the pair `{}` and `{}` of `{}`", a.id, b.id, guide.id), b.span))
            }
            PageSubject::Tag(id) => {
                let name = site.words.get(&lang)?.tags.get(id)?.span;
                Some(PagePlace::named(format!("the tag `{id}`"), name))
            }
            PageSubject::Page(id) => {
                let words = standalone(site, meta, id)?;
                Some(PagePlace::authored(format!("the page `{id}`"), &words.title, &words.description))
            }
        }
    }

    /// A page whose author writes title and description.
    fn authored(page: String, title: &Prose, description: &Prose) -> PagePlace {
        PagePlace { page, title: title.span, description: Some(description.span) }
    }

    /// A page whose title and description the theme makes of a name.
    fn named(page: String, name: Span) -> PagePlace {
        PagePlace { page, title: name, description: None }
    }
}

/// The home page has words of its own, or those of the site.
fn home(site: &Site, meta: &PageMeta) -> Option<PagePlace> {
    let page = "the home page".to_owned();
    if let Some(words) = standalone(site, meta, "home") {
        return Some(PagePlace::authored(page, &words.title, &words.description));
    }
    let words = site.words.get(&meta.lang)?;
    Some(PagePlace::authored(page, words.title.as_ref()?, words.description.as_ref()?))
}

fn standalone<'a>(site: &'a Site, meta: &PageMeta, id: &str) -> Option<&'a PageWords> {
    site.pages.get(id)?.get(&meta.lang)
}
