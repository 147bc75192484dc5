//! A tier: its card, its page and its section.

use super::card::GuideHead;
use super::headline;
use super::label::Words;
use super::page_context::{PageContext, joined, number};
use super::picture;
use super::row::Table;
use crate::view::{CountsView, Html, LinkView, Shared, TierView};
use mizan_markdown::{Document, Resolver};
use mizan_model::{
    Better, Feature, FeatureIx, FeatureType, GroupIx, Guide, Prose, StyledText, TierIx, TierLink, TierWords, compare,
};

/// The kinds of link that the theme names.
const LINKS: [(&str, &str); 5] = [
    ("buy", "link.buy"),
    ("docs", "link.docs"),
    ("download", "link.download"),
    ("source", "link.source"),
    ("manual", "link.manual"),
];

/// The inputs of a tier's view.
pub(super) struct Tiers<'a> {
    pub cx: &'a PageContext<'a>,
    pub words: Words<'a>,
    pub head: &'a GuideHead,
    pub table: &'a Table,
    pub resolver: &'a dyn Resolver,
    /// `content/guides/whatsapp/`
    pub folder: &'a str,
}

impl<'a> Tiers<'a> {
    /// `body` is the tier's prose, rendered.
    pub(super) fn view(&self, ix: TierIx, body: &Document) -> Option<Shared<TierView>> {
        let (cx, words, guide) = (self.cx, &self.words, self.words.guide);
        let tier = guide.tier(ix)?;
        let label = self.head.tiers.get(ix)?;
        let inline = |pick: fn(&TierWords) -> Option<&Prose>| {
            words.of_tier(ix, pick).map(|said| Html(cx.inline(said, self.resolver).html))
        };
        let links: Vec<LinkView> = tier.links.iter().map(|link| self.link(link)).collect();
        let sponsored = tier.links.iter().any(|link| link.sponsored);
        let price = guide.price.and_then(|price| self.table.cell(price, ix));
        let headline = guide.price.and_then(|price| headline::price(cx, words, self.table, price, ix));
        let pairs = guide
            .pairs
            .iter()
            .zip(&self.head.pairs)
            .filter(|(pair, _)| pair.a == ix || pair.b == ix)
            .map(|(_, link)| link.clone())
            .collect();
        Some(Shared::new(TierView {
            id: tier.id.clone(),
            index: ix.number(),
            name: label.name.clone(),
            name_plain: label.name_plain.clone(),
            url: label.url.clone(),
            tagline: inline(|words| words.tagline.as_ref()),
            audience: inline(|words| words.audience.as_ref()),
            pros: self.lines(ix, |words| &words.pros),
            cons: self.lines(ix, |words| &words.cons),
            body: Html(body.html.clone()),
            image: tier.image.as_ref().and_then(|image| {
                let alt = words.of_tier(ix, |words| words.image_alt.as_ref());
                picture::view(cx, self.folder, image, alt)
            }),
            official: tier.url.clone(),
            links,
            sponsored,
            price: price.cloned(),
            price_words: headline.as_ref().map(|said| said.words.clone()),
            price_text: headline.as_ref().map(|said| said.text.clone()),
            price_unsaid: headline.as_ref().is_some_and(|said| said.is_unsaid),
            price_note: headline.and_then(|said| said.note),
            price_name: price
                .and(guide.price)
                .and_then(|price| self.table.features.get(price))
                .map(|of| of.name.clone()),
            highlights: headline::facts(guide, self.table, ix),
            counts: counts(cx, guide, ix, None),
            inherits: tier.inherits.and_then(|from| self.head.tiers.get(from).cloned()),
            pairs,
        }))
    }

    /// A list of inline texts: of the page's language where it has one, else of the source language.
    fn lines(&self, tier: TierIx, pick: fn(&TierWords) -> &Vec<Prose>) -> Vec<Html> {
        let guide = self.words.guide;
        let found =
            guide.said_of_tier(self.words.lang, tier, |words| Some(pick(words)).filter(|list| !list.is_empty()));
        let Some(said) = found else { return Vec::new() };
        let inline = |what| Html(self.cx.inline(mizan_model::Localized { what, lang: said.lang }, self.resolver).html);
        said.what.iter().map(inline).collect()
    }

    fn link(&self, link: &TierLink) -> LinkView {
        let cx = self.cx;
        let own = self.words.said(|words| words.labels.links.get(&link.id));
        let known = LINKS.iter().find(|(id, _)| *id == link.id);
        let name = match (own, &link.name, known) {
            (Some(said), None, _) => Html(cx.name(said).linkless),
            (Some(said), Some(_), _) if said.lang == self.words.lang => Html(cx.name(said).linkless),
            (_, Some(name), _) => cx.html(&cx.literal(name)),
            (None, None, Some((_, key))) => cx.html(&cx.message(key, &[])),
            (None, None, None) => {
                cx.html(&cx.literal(&mizan_model::host::shown_host(&link.url).unwrap_or_else(|| link.id.clone())))
            }
        };
        LinkView {
            id: link.id.clone(),
            name,
            url: link.url.clone(),
            sponsored: link.sponsored,
            rel: if link.sponsored { "sponsored nofollow noopener" } else { "noopener" },
        }
    }
}

/// States in the order of the strip, and the message for the number of rows in each.
const STATES: [(&str, &str); 8] = [
    ("yes", "count.yes"),
    ("partial", "count.partial"),
    ("add-on", "count.add_on"),
    ("planned", "count.planned"),
    ("deprecated", "count.deprecated"),
    ("no", "count.no"),
    ("not-applicable", "count.not_applicable"),
    ("unknown", "count.unknown"),
];

/// How many rows of a group, or of all, are in which state, and the strip of them.
pub(super) fn counts(cx: &PageContext<'_>, guide: &Guide, tier: TierIx, group: Option<GroupIx>) -> CountsView {
    let rows = guide.features.iter_enumerated();
    let rows = rows.filter(|(_, of)| of.kind == FeatureType::Support && group.is_none_or(|group| of.group == group));
    let (counted, left_out): (Vec<_>, Vec<_>) = rows.partition(|(_, feature)| is_counted(feature));
    let state =
        |(feature, _): &(FeatureIx, &Feature)| super::cell::state(&compare::overall(guide, guide.cell(*feature, tier)));
    let mut strip: Vec<&'static str> = counted.iter().map(state).collect();
    strip.sort_by_key(|state| STATES.iter().position(|(known, _)| known == state));
    let count = |of: &str| strip.iter().filter(|state| **state == of).count();
    let occurring = STATES.iter().map(|(state, key)| (*key, count(state))).filter(|(_, n)| *n > 0);
    let said: Vec<StyledText> = occurring.map(|(key, n)| cx.message(key, &[("n", number(n))])).collect();
    let each = said.iter().map(|said| cx.html(said)).collect();
    let words = joined(said, &cx.message("list.counts_separator", &[]));
    CountsView {
        yes: count("yes"),
        partial: count("partial"),
        add_on: count("add-on"),
        planned: count("planned"),
        deprecated: count("deprecated"),
        no: count("no"),
        not_applicable: count("not-applicable"),
        unknown: count("unknown"),
        total: strip.len(),
        left_out: left_out.len(),
        strip,
        words: cx.html(&words),
        each,
    }
}

/// Whether a row is one of those that are counted: of type support, and none in which a yes is a drawback, which would
/// look like a gain among the others.
pub(super) fn is_counted(feature: &Feature) -> bool {
    feature.kind == FeatureType::Support && feature.better != Better::No
}
