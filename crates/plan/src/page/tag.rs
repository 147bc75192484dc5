//! A page per tag and language, if at least two guides have the tag.

use std::collections::BTreeMap;

use super::super::PageKey;
use super::{Draft, PlannedPage, language_root};
use mizan_model::{GuideIx, LangIx, Languages, Site};

/// Tags that two guides of the language carry, with those guides in home's order.
pub(crate) fn tags(site: &Site, home: &Languages<Vec<GuideIx>>) -> Languages<BTreeMap<String, Vec<GuideIx>>> {
    home.iter()
        .map(|guides| {
            let mut tags: BTreeMap<String, Vec<GuideIx>> = BTreeMap::new();
            for &guide in guides {
                for tag in &site.guides.interfaces()[guide].tags {
                    let carriers = tags.entry(tag.value.clone()).or_default();
                    if carriers.last() != Some(&guide) {
                        carriers.push(guide);
                    }
                }
            }
            tags.retain(|_, guides| guides.len() >= 2);
            tags
        })
        .collect()
}

pub(super) fn plan(draft: &mut Draft, lang: LangIx) {
    let root = language_root(draft.site, lang).page("tags");
    for (tag, guides) in &draft.tags[lang] {
        let updated = guides.iter().filter_map(|guide| draft.site.guides.interface(*guide)?.updated).max();
        draft.add(PlannedPage { updated, ..PlannedPage::new(PageKey::Tag(tag.clone()), lang, root.page(tag)) });
    }
}
