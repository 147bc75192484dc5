//! A tier: its card, its page and its section.

use super::card::GuideHead;
use super::label::Words;
use super::pen::{Pen, joined, number};
use super::picture;
use super::row::Table;
use crate::markup::{Document, Resolver};
use crate::model::{FeatureType, GroupIx, Guide, Importance, Prose, Rich, TierIx, TierLink, TierWords, compare};
use crate::render::view::{CountsView, HighlightView, Html, LinkView, Shared, TierView};

/// A value of more characters is for the table, not for a card.
const SHORT: usize = 90;
/// How many facts a card shows.
const HIGHLIGHTS: usize = 3;

/// The kinds of link that the theme names.
const LINKS: [(&str, &str); 5] = [
    ("buy", "link.buy"),
    ("docs", "link.docs"),
    ("download", "link.download"),
    ("source", "link.source"),
    ("manual", "link.manual"),
];

/// What a tier's view is made from.
pub struct Tiers<'a> {
    pub pen: &'a Pen<'a>,
    pub words: Words<'a>,
    pub head: &'a GuideHead,
    pub table: &'a Table,
    pub resolver: &'a dyn Resolver,
    /// `content/guides/whatsapp/`
    pub folder: &'a str,
}

impl<'a> Tiers<'a> {
    /// `body` is the tier's prose, rendered.
    pub fn view(&self, ix: TierIx, body: &Document) -> Option<Shared<TierView>> {
        let (pen, words, guide) = (self.pen, &self.words, self.words.guide);
        let tier = guide.tiers.get(ix)?;
        let label = self.head.tiers.get(ix)?;
        let inline = |pick: fn(&TierWords) -> Option<&Prose>| {
            words.of_tier(ix, pick).map(|said| Html(pen.inline(said, self.resolver).html))
        };
        let links: Vec<LinkView> = tier.links.iter().map(|link| self.link(link)).collect();
        let sponsored = tier.links.iter().any(|link| link.sponsored);
        let price = guide.price.and_then(|price| self.table.cell(price, ix));
        let pairs = guide
            .pairs
            .iter()
            .zip(&self.head.pairs)
            .filter(|(pair, _)| pair.a == ix || pair.b == ix)
            .map(|(_, link)| link.clone())
            .collect();
        Some(Shared::new(TierView {
            id: tier.id.clone(),
            index: ix + 1,
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
                picture::view(pen, self.folder, image, alt)
            }),
            official: tier.url.clone(),
            links,
            sponsored,
            price: price.cloned(),
            price_name: price
                .and(guide.price)
                .and_then(|price| self.table.features.get(price))
                .map(|of| of.name.clone()),
            highlights: self.highlights(ix),
            counts: counts(pen, &support_states(guide, ix, None)),
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
        let inline = |what| Html(self.pen.inline(crate::model::Said { what, lang: said.lang }, self.resolver).html);
        said.what.iter().map(inline).collect()
    }

    fn link(&self, link: &TierLink) -> LinkView {
        let pen = self.pen;
        let own = self.words.said(|words| words.labels.links.get(&link.id));
        let known = LINKS.iter().find(|(id, _)| *id == link.id);
        let name = match (own, &link.name, known) {
            (Some(said), None, _) => Html(pen.name(said).linkless),
            (Some(said), Some(_), _) if said.lang == self.words.lang => Html(pen.name(said).linkless),
            (_, Some(name), _) => pen.html(&pen.literal(name)),
            (None, None, Some((_, key))) => pen.html(&pen.message(key, &[])),
            (None, None, None) => {
                pen.html(&pen.literal(&super::source::host_of(&link.url).unwrap_or_else(|| link.id.clone())))
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

    /// Key rows in which the tier says something definite: yes, then values, then what is yes in part,
    /// then no; of equals the best, then the first.
    fn highlights(&self, tier: TierIx) -> Vec<HighlightView> {
        let guide = self.words.guide;
        let mut rows: Vec<(u8, bool, usize)> = guide
            .features
            .iter()
            .enumerate()
            .filter(|(ix, feature)| feature.importance == Importance::Key && Some(*ix) != guide.price)
            .filter_map(|(ix, _)| {
                let cell = self.table.cell(ix, tier).filter(|cell| cell.text.chars().count() <= SHORT)?;
                Some((rank(cell.state)?, !cell.best, ix))
            })
            .collect();
        rows.sort_unstable();
        rows.into_iter()
            .take(HIGHLIGHTS)
            .filter_map(|(_, _, ix)| {
                Some(HighlightView {
                    feature: self.table.features.get(ix)?.clone(),
                    cell: self.table.cell(ix, tier)?.clone(),
                })
            })
            .collect()
    }
}

/// How many rows are in which state, and the strip of them.
pub fn counts(pen: &Pen<'_>, states: &[&'static str]) -> CountsView {
    let mut strip: Vec<(usize, &'static str)> = states
        .iter()
        .map(|state| (STRIP.iter().position(|known| known == state).unwrap_or(STRIP.len()), *state))
        .collect();
    strip.sort_by_key(|(place, _)| *place);
    let count = |these: &[&str]| states.iter().filter(|state| these.contains(state)).count();
    let (yes, partial, no) = (count(&["yes"]), count(&["partial", "add-on", "planned", "deprecated"]), count(&["no"]));
    let (not_applicable, unknown) = (count(&["not-applicable"]), count(&["unknown"]));
    let said = [
        ("count.yes", yes),
        ("count.partial", partial),
        ("count.no", no),
        ("count.not_applicable", not_applicable),
        ("count.unknown", unknown),
    ]
    .into_iter()
    .filter(|(_, n)| *n > 0)
    .map(|(key, n)| pen.message(key, &[("n", number(n))]));
    let said: Vec<Rich> = said.collect();
    let each = said.iter().map(|said| pen.html(said)).collect();
    let words = joined(said, &pen.message("list.counts_separator", &[]));
    CountsView {
        yes,
        partial,
        no,
        not_applicable,
        unknown,
        total: states.len(),
        strip: strip.into_iter().map(|(_, state)| state).collect(),
        words: pen.html(&words),
        each,
    }
}

/// In the order of the strip.
const STRIP: [&str; 8] = ["yes", "partial", "add-on", "planned", "deprecated", "no", "not-applicable", "unknown"];

fn rank(state: &str) -> Option<u8> {
    match state {
        "yes" => Some(0),
        "value" => Some(1),
        "partial" | "add-on" | "planned" | "deprecated" => Some(2),
        "no" => Some(3),
        _ => None,
    }
}

/// The states of a tier's rows of type support, of one group or of all.
pub fn support_states(guide: &Guide, tier: TierIx, group: Option<GroupIx>) -> Vec<&'static str> {
    let Some(tier) = guide.tiers.get(tier) else { return Vec::new() };
    guide
        .features
        .iter()
        .zip(&tier.cells)
        .filter(|(feature, _)| feature.kind == FeatureType::Support && group.is_none_or(|group| feature.group == group))
        .map(|(_, cell)| super::cell::state(&compare::overall(guide, cell.as_ref())))
        .collect()
}
