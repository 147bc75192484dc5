//! `page`: the data for the head of a document and the frame around its content.

use super::card::is_draft;
use super::label::Label;
use super::page_context::PageContext;
use super::shared_views::LanguageViews;
use super::{RenderContext, linked, site, title};
use crate::view::{
    AlternateView, BreadcrumbView, HreflangView, Html, ImageView, LanguageLink, PageView, PersonView, TocView,
};
use mizan_export::json_ld::LdKind;
use mizan_model::{Guide, GuideIx, LangIx, TierIx};
use mizan_plan::{Page, PageIx, PageKey};

/// The parts of the head that depend on the page kind.
pub(super) struct Front {
    /// The main heading.
    pub title: Label,
    /// For `title`, where that is not the heading with the site's name.
    pub full_title: Option<Label>,
    pub description: Label,
    /// The pages above it, home aside.
    pub trail: Vec<PageIx>,
    /// The text of the last breadcrumb, where that is not the heading.
    pub crumb: Option<Label>,
    pub toc: Vec<TocView>,
    pub image: Option<ImageView>,
    /// The image shows what the page is about, and not only where it belongs.
    pub own_image: bool,
    /// Its further data for machines.
    pub linked: LdKind,
}

/// The view.
pub(super) fn view(cx: &PageContext<'_>, language: &LanguageViews, ix: PageIx, front: Front) -> Option<PageView> {
    let context = cx.context;
    let plan = &context.plan;
    let page = plan.pages.get(ix)?;
    let guide = guide_of(context, page);
    let full_title = front.full_title.as_ref().unwrap_or(&front.title);
    let trail = trail(cx, language, ix, page, &front);
    let json_ld = said_to_machines(cx, language, page, &front, &trail, front.image.as_ref());
    let image = front.image.filter(is_raster);
    let outdated = outdated(context, page);
    Some(PageView {
        kind: page.key.kind(),
        url: plan.href(ix),
        title_plain: title::with_site(cx, full_title, &language.site.title),
        title: front.title.html.clone(),
        description: front.description.plain.clone(),
        canonical: plan.absolute(page.canonical),
        alternates: page.twins.iter().filter_map(|(lang, twin)| alternate(cx, *lang, *twin)).collect(),
        hreflang: plan
            .hreflang(&context.site, ix)
            .into_iter()
            .map(|(hreflang, page)| HreflangView { hreflang, href: plan.absolute(page) })
            .collect(),
        breadcrumbs: trail
            .iter()
            .map(|(label, at)| BreadcrumbView { name: label.html.clone(), url: (*at != ix).then(|| plan.href(*at)) })
            .collect(),
        toc: front.toc,
        image,
        og_type: if guide.is_some() { "article" } else { "website" },
        og_locale: cx.localizer().locale().og_locale(),
        og_locale_alternates: other_locales(context, ix, page),
        published: page.published.map(|date| cx.date(date)),
        updated: page.updated.map(|date| cx.date(date)),
        authors: guide.map(|guide| people(cx, guide.authors.iter().map(|id| &id.value))).unwrap_or_default(),
        translators: guide
            .and_then(|guide| guide.translators.get(&page.original.unwrap_or(page.lang)))
            .map(|ids| people(cx, ids.iter().map(|id| &id.value)))
            .unwrap_or_default(),
        draft: draft(cx, page),
        outdated: outdated.is_some(),
        newer: outdated.filter(|_| told(cx)).and_then(|lang| newer(cx, page, lang)),
        original: page.original.and_then(|lang| original(cx, lang, page.canonical)),
        indexed: page.indexed,
        json_ld,
        markdown: plan.copy(&context.site, page).map(|copy| plan.base.href(&copy)),
    })
}

/// The JSON-LD of the page `ix`, which is in the cx's language.
pub(super) fn json_ld(
    cx: &PageContext<'_>,
    language: &LanguageViews,
    ix: PageIx,
    front: &Front,
    image: Option<&ImageView>,
) -> Html {
    let Some(page) = cx.context.plan.pages.get(ix) else { return Html::default() };
    said_to_machines(cx, language, page, front, &trail(cx, language, ix, page, front), image)
}

fn said_to_machines(
    cx: &PageContext<'_>,
    language: &LanguageViews,
    page: &Page,
    front: &Front,
    trail: &[(Label, PageIx)],
    image: Option<&ImageView>,
) -> Html {
    let image = image.filter(|image| front.own_image && is_raster(image)).map(|image| image.absolute.clone());
    let common = linked::Common { title: &front.title, description: &front.description, image, trail };
    linked::text(cx, language, page, common, &front.linked)
}

fn is_raster(image: &ImageView) -> bool {
    image.mime != "image/svg+xml"
}

fn guide_of<'a>(context: &'a RenderContext, page: &Page) -> Option<&'a Guide> {
    match page.key {
        PageKey::Guide(guide) | PageKey::Tier(guide, _) | PageKey::Pair(guide, _) | PageKey::Embed(guide) => {
            context.site.guides.get(guide)
        }
        _ => None,
    }
}

/// Whether a page is shown although it is not published yet.
pub(super) fn draft(cx: &PageContext<'_>, page: &Page) -> bool {
    match &page.key {
        PageKey::Guide(guide) | PageKey::Tier(guide, _) | PageKey::Pair(guide, _) | PageKey::Embed(guide) => {
            is_draft(cx, *guide)
        }
        PageKey::Standalone(id) => {
            let words = cx.context.site.pages.get(id).and_then(|words| words.get(&page.lang));
            words.is_some_and(|words| words.draft)
        }
        _ => false,
    }
}

/// The language of the original, where words on the page are older than its text.
pub(super) fn outdated(context: &RenderContext, page: &Page) -> Option<LangIx> {
    let site = &context.site;
    if page.original.is_some() {
        return None;
    }
    let (translation, source) = match &page.key {
        PageKey::Guide(ix) | PageKey::Tier(ix, _) | PageKey::Pair(ix, _) => {
            let guide = site.guides.get(*ix)?;
            (guide.translations.get(&page.lang)?, guide.source_language)
        }
        PageKey::Standalone(id) => (site.translations.get(&page.lang)?, site.source_of_page(id)?),
        PageKey::Home { number: 1 } => (site.translations.get(&page.lang)?, site.source_of_page("home")?),
        _ => return None,
    };
    translation.outdated.keys().any(|key| shows(context, &page.key, key)).then_some(source)
}

/// Whether a page of its kind shows the string of that key.
fn shows(context: &RenderContext, page: &PageKey, key: &str) -> bool {
    let tier = |guide: GuideIx, tier: TierIx| {
        let id = context.site.guides.get(guide).and_then(|guide| guide.tier(tier)).map(|tier| tier.id.as_str());
        id.and_then(|id| key.strip_prefix("tiers.")?.strip_prefix(id)?.strip_prefix('.'))
    };
    let shared = key == "guide.title" || key.starts_with("labels.");
    match page {
        PageKey::Guide(_) => true,
        PageKey::Embed(_) => shared,
        PageKey::Tier(guide, ix) => shared || tier(*guide, *ix).is_some(),
        PageKey::Pair(guide, ix) => {
            let pair = context.site.guides.get(*guide).and_then(|guide| guide.pairs.get(*ix));
            let one = |ix: TierIx| tier(*guide, ix).is_some_and(|part| !part.starts_with("body"));
            shared || pair.is_some_and(|pair| one(pair.a) || one(pair.b))
        }
        PageKey::Standalone(id) => {
            key.strip_prefix("pages.").and_then(|key| key.strip_prefix(id.as_str())?.strip_prefix('.')).is_some()
        }
        PageKey::Home { .. } => key.starts_with("pages.home."),
        PageKey::Tag(_) | PageKey::Languages | PageKey::NotFound => false,
    }
}

/// Whether readers of the language see notices of what is outdated.
fn told(cx: &PageContext<'_>) -> bool {
    cx.context.site.config.languages.get(cx.lang).is_some_and(|language| language.outdated_notice)
}

/// The same page in the language of the original.
fn newer(cx: &PageContext<'_>, page: &Page, source: LangIx) -> Option<LanguageLink> {
    original(cx, source, cx.context.plan.find(&page.key, source)?)
}

fn people<'i>(cx: &PageContext<'_>, ids: impl Iterator<Item = &'i String>) -> Vec<PersonView> {
    ids.map(|id| site::person(cx, id)).collect()
}

fn alternate(cx: &PageContext<'_>, lang: LangIx, twin: PageIx) -> Option<AlternateView> {
    let locale = cx.context.locales.get(lang)?;
    Some(AlternateView {
        id: locale.id().to_owned(),
        dir: cx.dir_of(lang).as_str(),
        name: locale.own_name(),
        url: cx.context.plan.href(twin),
        current: lang == cx.lang,
    })
}

/// Open Graph's locales of the real translations.
fn other_locales(context: &RenderContext, ix: PageIx, page: &Page) -> Vec<String> {
    if page.original.is_some() {
        return Vec::new();
    }
    let others = page
        .twins
        .iter()
        .filter(|(_, twin)| *twin != ix && context.plan.pages.get(*twin).is_some_and(|twin| twin.original.is_none()));
    others.filter_map(|(lang, _)| Some(context.locales.get(*lang)?.og_locale())).collect()
}

fn original(cx: &PageContext<'_>, lang: LangIx, page: PageIx) -> Option<LanguageLink> {
    let locale = cx.context.locales.get(lang)?;
    Some(LanguageLink {
        id: locale.id().to_owned(),
        dir: cx.dir_of(lang).as_str(),
        name: locale.own_name(),
        url: cx.context.plan.href(page),
        current: false,
    })
}

/// From home to the page itself; none where the page is a beginning of its own.
fn trail(
    cx: &PageContext<'_>,
    language: &LanguageViews,
    ix: PageIx,
    page: &Page,
    front: &Front,
) -> Vec<(Label, PageIx)> {
    let last = front.crumb.as_ref().unwrap_or(&front.title);
    if matches!(page.key, PageKey::Home { number: 1 } | PageKey::Languages | PageKey::NotFound) {
        return Vec::new();
    }
    cx.context
        .plan
        .home_page(cx.lang)
        .into_iter()
        .chain(front.trail.iter().copied())
        .map(|page| (title::of_page(cx, &language.heads, page), page))
        .chain([(last.clone(), ix)])
        .collect()
}
