//! What the pages of a language share, made once: the site, every guide's head, the tags.

use std::collections::BTreeMap;

use super::Press;
use super::card::GuideHead;
use super::pen::Pen;
use super::site::{self, SiteInLanguage};
use crate::diagnostics::Diagnostics;
use crate::model::{Guide, GuideIx, LangIx};
use crate::render::view::{Shared, TagView};

/// One language's part.
pub struct LanguageShelf {
    pub site: SiteInLanguage,
    pub heads: Heads,
    /// Tags that have a page.
    pub tags: Vec<Shared<TagView>>,
}

/// All languages, in the site's order.
pub struct Shelf {
    languages: Vec<LanguageShelf>,
}

impl Shelf {
    /// Prepares every language; what is wrong with the words that stand here is reported.
    pub fn prepare(press: &Press<'_>) -> (Shelf, Diagnostics) {
        let mut diagnostics = Diagnostics::default();
        let mut languages = Vec::with_capacity(press.locales.len());
        for lang in 0..press.locales.len() {
            let Some(pen) = Pen::new(press, lang) else { continue };
            let order = press.plan.home.get(lang).map(Vec::as_slice).unwrap_or_default();
            let heads = Heads::new(order.iter().filter_map(|guide| GuideHead::new(&pen, *guide)).collect());
            let site = SiteInLanguage::new(&pen, &heads);
            let tags = press.plan.tags.get(lang).into_iter().flat_map(|tags| tags.keys());
            let tags = tags.map(|tag| Shared::new(site::tag(&pen, tag))).collect();
            diagnostics.append(pen.take_faults());
            languages.push(LanguageShelf { site, heads, tags });
        }
        (Shelf { languages }, diagnostics)
    }

    pub fn language(&self, lang: LangIx) -> Option<&LanguageShelf> {
        self.languages.get(lang)
    }
}

/// The guides of a language, in home's order.
pub struct Heads {
    ordered: Vec<GuideHead>,
    places: BTreeMap<GuideIx, usize>,
}

impl Heads {
    fn new(ordered: Vec<GuideHead>) -> Heads {
        let places = ordered.iter().enumerate().map(|(place, head)| (head.guide, place)).collect();
        Heads { ordered, places }
    }

    pub fn get(&self, guide: GuideIx) -> Option<&GuideHead> {
        self.ordered.get(self.place(guide)?)
    }

    /// Where home has a guide, from 0.
    pub fn place(&self, guide: GuideIx) -> Option<usize> {
        self.places.get(&guide).copied()
    }

    pub fn iter(&self) -> std::slice::Iter<'_, GuideHead> {
        self.ordered.iter()
    }

    pub fn len(&self) -> usize {
        self.ordered.len()
    }
}

/// Where a guide's pictures lie.
pub fn folder_of(guide: &Guide) -> String {
    format!("content/guides/{}/", guide.id)
}
