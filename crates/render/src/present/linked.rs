//! The inputs of a page's JSON-LD, with text without isolates and absolute URLs. A page
//! that is not translated represents its original, whose text it shows, and in the original's language.

use std::collections::BTreeSet;

use super::card::GuideHead;
use super::guide::GuideInLanguage;
use super::label::{Label, Words};
use super::page_context::PageContext;
use super::shared_views::LanguageViews;
use super::{RenderContext, site, source};
use crate::view::{Html, PersonView};
use mizan_export::json_ld::{
    LdAgent, LdData, LdGuide, LdKind, LdLink, LdPage, LdPair, LdPrice, LdProperty, LdSite, LdSource, LdTier, json_ld,
};
use mizan_i18n::Scope;
use mizan_model::compare::{Validity, validity};
use mizan_model::value::{Mode, Money, MoneyAmount};
use mizan_model::{Bound, Date, FeatureIx, Guide, Message, Statement, TierIx, Value, When};
use mizan_plan::{Page, PageIx, PageKey};

/// What all kinds of page have, made from the views that are there already.
pub(super) struct Common<'a> {
    pub title: &'a Label,
    pub description: &'a Label,
    /// Absolute.
    pub image: Option<String>,
    /// From home to the page itself.
    pub trail: &'a [(Label, PageIx)],
}

/// The text of the `script`.
pub(super) fn text(
    cx: &PageContext<'_>,
    language: &LanguageViews,
    page: &Page,
    common: Common<'_>,
    kind: &LdKind,
) -> Html {
    let plan = &cx.context.plan;
    let title = |trail: &(Label, PageIx)| LdLink { name: trail.0.bare.clone(), url: url(cx.context, trail.1) };
    let home = match page.key {
        // It is the home of all languages.
        PageKey::Languages => None,
        _ => plan.home_page(cx.lang).map(|home| plan.absolute(home)),
    };
    let view = LdPage {
        url: plan.absolute(page.canonical),
        title: common.title.bare.clone(),
        description: common.description.bare.clone(),
        lang: cx.id_of(page.original.unwrap_or(page.lang)).to_owned(),
        image: common.image,
        published: page.published,
        updated: page.updated,
        site: LdSite {
            name: language.site.title.bare.clone(),
            url: home.unwrap_or_else(|| plan.base.url().to_owned()),
            publisher: language.site.publisher.as_ref().map(agent),
        },
        breadcrumbs: common.trail.iter().map(title).collect(),
    };
    Html(json_ld(&view, kind))
}

/// The absolute URL of a page's canonical page.
pub(super) fn url(context: &RenderContext, page: PageIx) -> String {
    let plan = &context.plan;
    plan.absolute(plan.pages.get(page).map_or(page, |page| page.canonical))
}

fn agent(person: &PersonView) -> LdAgent {
    LdAgent { name: person.name_plain.clone(), url: person.url.clone() }
}

fn agents<'i>(cx: &PageContext<'_>, ids: impl IntoIterator<Item = &'i str>) -> Vec<LdAgent> {
    ids.into_iter().map(|id| agent(&site::person(cx, id))).collect()
}

fn authors(cx: &PageContext<'_>, guide: &Guide) -> Vec<LdAgent> {
    agents(cx, guide.authors.iter().map(|id| id.value.as_str()))
}

fn sources(cx: &PageContext<'_>, guide: &Guide, takes: impl Fn(&str) -> bool) -> Vec<LdSource> {
    let source = |source: mizan_export::data::SourceData| LdSource {
        title: source.title,
        author: source.author,
        publisher: source.publisher,
        lang: source.lang,
        url: source.url,
    };
    source::bare(cx, &Words { guide, lang: cx.lang }).into_iter().filter(|of| takes(&of.id)).map(source).collect()
}

fn link(cx: &PageContext<'_>, name: &Label, key: PageKey) -> LdLink {
    let page = cx.context.plan.find(&key, cx.lang);
    LdLink { name: name.bare.clone(), url: page.map(|page| url(cx.context, page)).unwrap_or_default() }
}

pub(super) fn guide(cx: &PageContext<'_>, page: &Page, head: &GuideHead) -> Option<LdKind> {
    let context = cx.context;
    let guide = context.site.guides.get(head.guide)?;
    let content = page.original.unwrap_or(page.lang);
    let is_original = content == guide.source_language;
    let real = page.twins.iter().filter(|(_, twin)| {
        *twin != page.canonical && context.plan.pages.get(*twin).is_some_and(|twin| twin.original.is_none())
    });
    let original = real.clone().find(|(lang, _)| *lang == guide.source_language).filter(|_| !is_original);
    let translators = guide.translators.get(&content).into_iter().flatten();
    let route = &context.plan.pages.get(page.canonical)?.route;
    let file = |name: &str| context.plan.base.absolute(&route.file(name));
    Some(LdKind::Guide(LdGuide {
        authors: authors(cx, guide),
        translators: agents(cx, translators.map(|id| id.value.as_str())),
        original: original.map(|(_, twin)| context.plan.absolute(*twin)),
        translations: if is_original {
            real.map(|(_, twin)| context.plan.absolute(*twin)).collect()
        } else {
            Vec::new()
        },
        sources: sources(cx, guide, |_| true),
        tiers: head
            .labels
            .iter_enumerated()
            .map(|(tier, label)| link(cx, label, PageKey::Tier(head.guide, tier)))
            .collect(),
        keywords: guide.tags.iter().map(|tag| site::tag_label(cx, &tag.value).bare).collect(),
        data: context.site.config.outputs.data.then(|| LdData { json: file("data.json"), csv: file("data.csv") }),
    }))
}

/// Without `made`, it has no values of the tier's cells.
pub(super) fn tier(
    cx: &PageContext<'_>,
    head: &GuideHead,
    made: Option<&GuideInLanguage>,
    ix: TierIx,
) -> Option<LdKind> {
    let guide = cx.context.site.guides.get(head.guide)?;
    let tier = guide.tier(ix)?;
    let of = |made| guide.features.indices().flat_map(move |feature| properties(cx, guide, made, feature, ix));
    let properties = made.into_iter().flat_map(of).collect();
    let (price, since, until) = match price(cx, guide, ix) {
        Some((price, statement)) => (Some(price), statement.since.as_ref(), statement.until.as_ref()),
        None => (None, None, None),
    };
    let day = |when: Option<&When>, day: fn(Date) -> Date| match when {
        Some(When::Date(date)) => Some(day(*date)),
        _ => None,
    };
    Some(LdKind::Tier(LdTier {
        name: head.labels.get(ix)?.bare.clone(),
        kind: guide.kind,
        official: tier.url.clone(),
        properties,
        price,
        price_since: day(since, Date::first),
        price_until: day(until, Date::last),
    }))
}

/// One per statement; what is not known, what does not apply, what has ended and what is still to come has none.
fn properties(
    cx: &PageContext<'_>,
    guide: &Guide,
    made: &GuideInLanguage,
    feature: FeatureIx,
    tier: TierIx,
) -> Vec<LdProperty> {
    let cell = guide.cell(feature, tier);
    let bare = made.table.bare(feature, tier);
    let (Some(of), Some(cell), Some(bare)) = (guide.feature(feature), cell, bare) else { return Vec::new() };
    let row = Words { guide, lang: cx.lang }.feature(cx, feature).bare;
    let holds = |statement: &Statement| matches!(validity(guide, statement), Validity::Now | Validity::Passing);
    let known = cell.statements.iter().zip(bare).filter(|(said, _)| said.value.is_known() && holds(said));
    known
        .map(|(_, bare)| LdProperty {
            id: of.id.clone(),
            name: match &bare.variant {
                Some(variant) => format!("{row} ({variant})"),
                None => row.clone(),
            },
            value: bare.whole.clone(),
            passing: (!bare.times.is_empty()).then(|| bare.times.join(" · ")),
        })
        .collect()
}

/// The headline price, where it is one price for all: no "from", no price by quantity, no variant, none that has ended.
fn price<'g>(cx: &PageContext<'_>, guide: &'g Guide, tier: TierIx) -> Option<(LdPrice, &'g Statement)> {
    let feature = guide.price?;
    let cell = guide.cell(feature, tier)?;
    let [statement] = cell.statements.as_slice() else { return None };
    if statement.bound != Bound::Exact || statement.variant.is_some() {
        return None;
    }
    let price = match (&statement.value, validity(guide, statement)) {
        (_, Validity::Over) => return None,
        // That it is free bears no date.
        (Value::Money(Money::Free), Validity::Now | Validity::Passing) => LdPrice::Free,
        (Value::Money(Money::Amount(amount)), _) if amount.mode == Mode::Flat => LdPrice::Amount {
            amount: amount.first().to_string(),
            currency: amount.currency.clone(),
            per: per(cx, amount, Scope::cell(guide, feature, Some(tier))),
        },
        _ => return None,
    };
    Some((price, statement))
}

/// What follows an amount: "per month".
fn per(cx: &PageContext<'_>, amount: &MoneyAmount, scope: Scope<'_>) -> Option<String> {
    if amount.per.is_empty() {
        return None;
    }
    let nothing = Message::Literal(String::new());
    let said = cx.format(&Message::Per { what: Box::new(nothing), units: amount.per.clone() }, scope).bare();
    let said = said.trim_start_matches(|c: char| c == '/' || c.is_whitespace()).trim_end();
    (!said.is_empty()).then(|| said.to_owned())
}

pub(super) fn pair(cx: &PageContext<'_>, head: &GuideHead, ix: usize) -> Option<LdKind> {
    let guide = cx.context.site.guides.get(head.guide)?;
    let pair = guide.pairs.get(ix)?;
    let cited: BTreeSet<&str> = [pair.a, pair.b]
        .into_iter()
        .filter_map(|tier| guide.tier(tier))
        .flat_map(|tier| tier.cells.iter().flatten())
        .flat_map(|cell| &cell.statements)
        // That something is not known rests on nothing.
        .filter(|statement| statement.value != Value::Unknown)
        .flat_map(|statement| &statement.sources)
        .map(|citation| citation.source.as_str())
        .collect();
    let tier = |tier: TierIx| Some(link(cx, head.labels.get(tier)?, PageKey::Tier(head.guide, tier)));
    Some(LdKind::Pair(LdPair {
        authors: authors(cx, guide),
        a: tier(pair.a)?,
        b: tier(pair.b)?,
        guide: link(cx, &head.title, PageKey::Guide(head.guide)),
        sources: sources(cx, guide, |id| cited.contains(id)),
    }))
}

pub(super) fn collection<'h>(cx: &PageContext<'_>, heads: impl Iterator<Item = &'h GuideHead>) -> LdKind {
    LdKind::Collection { guides: heads.map(|head| link(cx, &head.title, PageKey::Guide(head.guide))).collect() }
}
