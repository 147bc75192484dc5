//! The names of a page: in menus and breadcrumbs, and in its `title`.

use super::label::{Label, NamesInLanguage};
use super::page_context::{PageContext, rich};
use super::shared_views::GuideIndex;
use super::site;
use mizan_model::{GuideIx, Localized, StyledText};
use mizan_plan::{PageIx, PageKey};

/// The number of characters that search engines show of a title.
const LONGEST: usize = 70;

/// A page's name, in the cx's language, where other pages name it.
pub(super) fn of_page(cx: &PageContext<'_>, heads: &GuideIndex, page: PageIx) -> Label {
    let context = cx.context;
    let Some(page) = context.plan.pages.get(page) else { return Label::default() };
    let head = |guide: GuideIx| heads.get(guide);
    let elsewhere =
        |guide: GuideIx| context.site.guides.interface(guide).map(|guide| NamesInLanguage { guide, lang: cx.lang });
    match &page.key {
        PageKey::Home { .. } | PageKey::Languages => Label::runs(cx, cx.message("nav.home", &[])),
        PageKey::Guide(guide) | PageKey::Embed(guide) => match head(*guide) {
            Some(head) => head.title.clone(),
            None => elsewhere(*guide).map(|names| names.title(cx)).unwrap_or_default(),
        },
        PageKey::Tier(guide, tier) => match head(*guide).and_then(|head| head.labels.get(*tier)) {
            Some(label) => label.clone(),
            None => elsewhere(*guide).map(|names| names.tier(cx, *tier)).unwrap_or_default(),
        },
        PageKey::Pair(guide, pair) => {
            head(*guide).and_then(|head| head.pair_names.get(*pair)).cloned().unwrap_or_default()
        }
        PageKey::Tag(tag) => site::tag_label(cx, tag),
        PageKey::Standalone(id) => {
            let words = context.site.pages.get(id).and_then(|words| Some((page.lang, words.get(&page.lang)?)));
            match words {
                Some((lang, words)) => Label::said(cx, Localized { what: &words.title, lang }),
                None => Label::literal(cx, id),
            }
        }
        PageKey::NotFound => Label::runs(cx, cx.message("notfound.title", &[])),
    }
}

/// "Page · Site", in words.
pub(super) fn both(cx: &PageContext<'_>, page: &StyledText, site: &StyledText) -> StyledText {
    cx.message("home.page_title", &[("page", rich(page)), ("site", rich(site))])
}

/// A page's `title`: with the site's name where there is room for both.
pub(super) fn with_site(cx: &PageContext<'_>, title: &Label, site: &Label) -> String {
    let whole = both(cx, &title.runs, &site.runs);
    let fits = whole.bare().chars().count() <= LONGEST && title.bare != site.bare;
    if fits { cx.plain(&whole) } else { title.plain.clone() }
}

/// Whether a title is shown whole, were it `more` characters longer.
pub(super) fn fits(title: &Label, more: usize) -> bool {
    title.bare.chars().count() + more <= LONGEST
}
