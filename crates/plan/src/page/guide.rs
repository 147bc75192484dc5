//! A guide in each language that it is translated into, or in which it is shown untranslated.

use super::super::slug::slug_or;
use super::super::{PageKey, PlanOptions, Route};
use super::{Draft, PlannedPage, embed, language_root, pair, tier};
use mizan_model::config::Fallback;
use mizan_model::{GuideIx, LangIx, Languages, Site};

/// Which guides have pages in which language.
pub(crate) fn guides_by_language(site: &Site, options: PlanOptions) -> Languages<Vec<GuideIx>> {
    site.config
        .languages
        .indices()
        .map(|lang| {
            (0..site.guides.len()).filter(|guide| content_language(site, options, *guide, lang).is_some()).collect()
        })
        .collect()
}

/// The language of the words in which `guide` appears in `lang`, if it appears there at all.
fn content_language(site: &Site, options: PlanOptions, guide: GuideIx, lang: LangIx) -> Option<LangIx> {
    let guide = site.guides.interface(guide)?;
    if guide.draft && !options.drafts {
        return None;
    }
    let ready = |lang: LangIx| guide.words.get(&lang).is_some_and(|words| options.drafts || !words.draft);
    if ready(lang) {
        Some(lang)
    } else if site.config.languages[lang].fallback == Fallback::Notice && ready(guide.source_language) {
        Some(guide.source_language)
    } else {
        None
    }
}

/// The data that a guide's pages share.
pub(super) struct GuideRoute {
    pub guide: GuideIx,
    pub lang: LangIx,
    /// Whose words (and slugs) are used.
    pub content: LangIx,
    pub route: Route,
}

impl GuideRoute {
    pub(super) fn original(&self) -> Option<LangIx> {
        (self.content != self.lang).then_some(self.content)
    }

    pub(super) fn entry(&self, draft: &Draft, key: PageKey, route: Route) -> PlannedPage {
        let guide = &draft.site.guides.interfaces()[self.guide];
        PlannedPage {
            original: self.original(),
            indexed: !guide.draft,
            published: guide.published,
            updated: guide.updated,
            ..PlannedPage::new(key, self.lang, route)
        }
    }
}

pub(super) fn plan(draft: &mut Draft, lang: LangIx) {
    for ix in 0..draft.site.guides.len() {
        plan_one(draft, lang, ix);
    }
}

/// The pages of one guide in one language.
pub(super) fn plan_one(draft: &mut Draft, lang: LangIx, ix: GuideIx) {
    let site = draft.site;
    let root = language_root(site, lang);
    let Some(content) = content_language(site, draft.options, ix, lang) else { return };
    let Some(guide) = site.guides.interface(ix) else { return };
    let Some(words) = guide.words.get(&content) else { return };
    let slug = slug_or(&guide.id, words.slug.as_ref(), &format!("the guide `{}`", guide.id), draft.diagnostics);
    let place = GuideRoute { guide: ix, lang, content, route: root.page(&slug) };
    let key = PageKey::Guide(ix);
    if content == lang {
        draft.alias(&key, lang, &words.aliases);
    }
    let span = words.slug.as_ref().map_or(words.title.span, |slug| slug.span);
    let entry = place.entry(draft, key, place.route.clone());
    draft.add(PlannedPage { span: Some(span), indexed: entry.indexed && !words.draft, ..entry });
    let slugs = tier::plan(draft, &place);
    pair::plan(draft, &place, &slugs);
    embed::plan(draft, &place);
}
