//! Standalone pages: content/pages.

use super::super::PageKey;
use super::super::slug::slug_or;
use super::{Draft, PlannedPage, language_root};
use mizan_model::LangIx;

pub(super) fn plan(draft: &mut Draft, lang: LangIx) {
    let site = draft.site;
    let root = language_root(site, lang);
    for (id, by_language) in &site.pages {
        let Some(words) = by_language.get(&lang) else { continue };
        if words.draft && !draft.options.drafts {
            continue;
        }
        if id == "home" {
            draft.alias(&PageKey::Home { number: 1 }, lang, &words.aliases);
            continue;
        }
        let slug = slug_or(id, words.slug.as_ref(), &format!("the page `{id}`"), draft.diagnostics);
        let key = PageKey::Standalone(id.clone());
        draft.alias(&key, lang, &words.aliases);
        let span = words.slug.as_ref().map_or(words.title.span, |slug| slug.span);
        draft.add(PlannedPage { span: Some(span), ..PlannedPage::new(key, lang, root.page(&slug)) });
    }
}
