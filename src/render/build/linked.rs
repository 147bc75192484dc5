//! What a page says to machines: the inputs of its JSON-LD, in bare text and absolute addresses.

use super::card::GuideHead;
use super::guide::GuideInLanguage;
use super::label::{Label, Words};
use super::pen::Pen;
use super::shelf::LanguageShelf;
use super::{site, source};
use crate::locale::Scope;
use crate::model::value::Money;
use crate::model::{Guide, Phrase, TierIx, Value};
use crate::output::json_ld::{
    LdAgent, LdGuide, LdKind, LdLink, LdPage, LdPair, LdPrice, LdProperty, LdSite, LdSource, LdTier, json_ld,
};
use crate::plan::{Page, PageIx, PageKey};
use crate::render::view::{Html, PersonView};

/// What all kinds of page have, made from the views that are there already.
pub struct Common<'a> {
    pub title: &'a Label,
    pub description: &'a Label,
    /// Absolute.
    pub image: Option<String>,
    /// From home to the page itself.
    pub trail: &'a [(Label, PageIx)],
}

/// The text of the `script`.
pub fn text(pen: &Pen<'_>, language: &LanguageShelf, page: &Page, common: Common<'_>, kind: &LdKind) -> Html {
    let plan = pen.press.plan;
    let title = |trail: &(Label, PageIx)| LdLink { name: trail.0.bare.clone(), url: plan.absolute(trail.1) };
    let home = plan.home_page(pen.lang).map(|home| plan.absolute(home));
    let view = LdPage {
        url: plan.absolute(page.canonical),
        title: common.title.bare.clone(),
        description: common.description.bare.clone(),
        lang: pen.id_of(page.original.unwrap_or(page.lang)).to_owned(),
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

fn agent(person: &PersonView) -> LdAgent {
    LdAgent { name: person.name_plain.clone(), url: person.url.clone() }
}

fn agents<'i>(pen: &Pen<'_>, ids: impl IntoIterator<Item = &'i str>) -> Vec<LdAgent> {
    ids.into_iter().map(|id| agent(&site::person(pen, id))).collect()
}

fn authors(pen: &Pen<'_>, guide: &Guide) -> Vec<LdAgent> {
    agents(pen, guide.authors.iter().map(|id| id.value.as_str()))
}

fn sources(pen: &Pen<'_>, guide: &Guide) -> Vec<LdSource> {
    let source = |source: crate::output::data::SourceData| LdSource {
        title: source.title,
        author: source.author,
        publisher: source.publisher,
        lang: source.lang,
        url: source.url,
    };
    source::bare(pen, &Words { guide, lang: pen.lang }).into_iter().map(source).collect()
}

fn link(pen: &Pen<'_>, name: &Label, key: PageKey) -> LdLink {
    let plan = pen.press.plan;
    let url = plan.find(&key, pen.lang).map(|page| plan.absolute(page));
    LdLink { name: name.bare.clone(), url: url.unwrap_or_default() }
}

pub fn guide(pen: &Pen<'_>, page: &Page, head: &GuideHead) -> Option<LdKind> {
    let press = pen.press;
    let guide = press.site.guides.get(head.guide)?;
    let is_original = page.lang == guide.source_language;
    // A page that shows the source language's words is no translation, and has none.
    let translated = page.original.is_none();
    let real = page.twins.iter().filter(|(lang, twin)| {
        translated && *lang != page.lang && press.plan.pages.get(*twin).is_some_and(|twin| twin.original.is_none())
    });
    let original = real.clone().find(|(lang, _)| *lang == guide.source_language);
    let translators = guide.translators.get(&page.lang).into_iter().flatten();
    let file = |name: &str| press.plan.base.absolute(&page.route.file(name));
    Some(LdKind::Guide(LdGuide {
        authors: authors(pen, guide),
        translators: agents(pen, translators.map(|id| id.value.as_str())),
        original: original.map(|(_, twin)| press.plan.absolute(*twin)),
        translations: if is_original { real.map(|(_, twin)| press.plan.absolute(*twin)).collect() } else { Vec::new() },
        sources: sources(pen, guide),
        tiers: head
            .labels
            .iter()
            .enumerate()
            .map(|(tier, label)| link(pen, label, PageKey::Tier(head.guide, tier)))
            .collect(),
        keywords: guide.tags.iter().map(|tag| site::tag_label(pen, &tag.value).bare).collect(),
        data_json: file("data.json"),
        data_csv: file("data.csv"),
    }))
}

pub fn tier(pen: &Pen<'_>, head: &GuideHead, made: &GuideInLanguage, ix: TierIx) -> Option<LdKind> {
    let guide = pen.press.site.guides.get(head.guide)?;
    let tier = guide.tiers.get(ix)?;
    let rows = made.table.rows.iter().filter_map(|row| Some((row, row.cells.get(ix)?)));
    let properties = rows
        .filter(|(_, cell)| !matches!(cell.state, "unknown" | "not-applicable"))
        .map(|(row, cell)| LdProperty {
            id: row.feature.id.clone(),
            name: row.feature.name_plain.clone(),
            value: cell.text.clone(),
        })
        .collect();
    Some(LdKind::Tier(LdTier {
        name: head.labels.get(ix)?.bare.clone(),
        kind: guide.kind,
        official: tier.url.clone(),
        properties,
        price: price(pen, guide, ix),
    }))
}

fn price(pen: &Pen<'_>, guide: &Guide, tier: TierIx) -> Option<LdPrice> {
    let cell = guide.tiers.get(tier)?.cells.get(guide.price?)?.as_ref()?;
    match &cell.first().value {
        Value::Money(Money::Free) => Some(LdPrice::Free),
        Value::Money(Money::Amount(price)) => {
            let units =
                price.per.iter().map(|unit| pen.say(&Phrase::Divisor(unit.clone()), Scope::guide(guide)).bare());
            let per = units.collect::<Vec<_>>().join(" ");
            Some(LdPrice::Amount {
                amount: price.first().to_string(),
                currency: price.currency.clone(),
                per: Some(per).filter(|per| !per.is_empty()),
            })
        }
        _ => None,
    }
}

pub fn pair(pen: &Pen<'_>, head: &GuideHead, ix: usize) -> Option<LdKind> {
    let guide = pen.press.site.guides.get(head.guide)?;
    let pair = guide.pairs.get(ix)?;
    let tier = |tier: TierIx| Some(link(pen, head.labels.get(tier)?, PageKey::Tier(head.guide, tier)));
    Some(LdKind::Pair(LdPair {
        authors: authors(pen, guide),
        a: tier(pair.a)?,
        b: tier(pair.b)?,
        guide: link(pen, &head.title, PageKey::Guide(head.guide)),
        sources: sources(pen, guide),
    }))
}

pub fn tag<'h>(pen: &Pen<'_>, heads: impl Iterator<Item = &'h GuideHead>) -> LdKind {
    LdKind::Tag { guides: heads.map(|head| link(pen, &head.title, PageKey::Guide(head.guide))).collect() }
}
