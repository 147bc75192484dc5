//! The home page of a language, in parts of sixty guides.

use super::super::{GUIDES_A_PAGE, PageKey};
use super::{Draft, PlannedPage, language_root};
use mizan_model::{GuideIx, LangIx, Languages, Site};

/// Those that config.toml names first, then the newest `published` first, then by id.
pub(crate) fn home_order(site: &Site, guides: &Languages<Vec<GuideIx>>) -> Languages<Vec<GuideIx>> {
    let rank = |guide: GuideIx| {
        let guide = &site.guides.interfaces()[guide];
        let named = site.config.guides.iter().position(|id| id.value == guide.id).unwrap_or(usize::MAX);
        (named, std::cmp::Reverse(guide.published), guide.id.clone())
    };
    guides
        .iter()
        .map(|guides| {
            let mut ordered = guides.clone();
            ordered.sort_by_cached_key(|guide| rank(*guide));
            ordered
        })
        .collect()
}

pub(super) fn plan(draft: &mut Draft, lang: LangIx) {
    let guides = &draft.home[lang];
    let updated = guides.iter().filter_map(|guide| draft.site.guides.interface(*guide)?.updated).max();
    let total = guides.len().div_ceil(GUIDES_A_PAGE).max(1);
    let root = language_root(draft.site, lang);
    for number in 1..=u32::try_from(total).unwrap_or(u32::MAX) {
        let route = if number == 1 { root.clone() } else { root.page("page").page(&number.to_string()) };
        draft.add(PlannedPage { updated, ..PlannedPage::new(PageKey::Home { number }, lang, route) });
    }
}
