//! Which pages are the same page in another language.

use std::collections::BTreeMap;

use super::{Page, PageIx, PageKey};
use mizan_model::{LangIx, Site};

/// Fills `twins` and `canonical` of every page.
pub(super) fn link_twins(site: &Site, pages: &mut [Page], by_key: &BTreeMap<(PageKey, LangIx), PageIx>) {
    for (ix, page) in pages.iter_mut().enumerate() {
        if page.all_languages {
            page.canonical = ix;
            continue;
        }
        let find = |lang: LangIx| by_key.get(&(page.key.clone(), lang)).copied();
        let twins = site.config.languages.indices().filter_map(|lang| Some((lang, find(lang)?))).collect();
        let canonical = match page.key {
            PageKey::Embed(guide) => by_key.get(&(PageKey::Guide(guide), page.lang)).copied(),
            _ => page.original.and_then(find),
        };
        let canonical = canonical.unwrap_or(ix);
        page.twins = twins;
        page.canonical = canonical;
    }
}

impl super::Plan {
    /// What `hreflang` and the sitemap list for a page: itself and every real translation that may be
    /// indexed, in the switcher's order, then `x-default`. Empty for pages that are not indexed.
    pub fn hreflang(&self, site: &Site, page: PageIx) -> Vec<(String, PageIx)> {
        let this = &self.pages[page];
        if !this.indexed || this.all_languages {
            return Vec::new();
        }
        let real: Vec<(LangIx, PageIx)> =
            this.twins.iter().copied().filter(|(_, twin)| self.pages[*twin].indexed).collect();
        let default = real.iter().find(|(lang, _)| *lang == site.config.default_language).or(real.first()).copied();
        let mut lines: Vec<(String, PageIx)> =
            real.into_iter().map(|(lang, twin)| (site.config.languages[lang].id.clone(), twin)).collect();
        if let Some((_, twin)) = default {
            lines.push(("x-default".to_owned(), twin));
        }
        lines
    }
}
