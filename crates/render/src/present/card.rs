//! The views of a guide for other pages: its names, its card, its tiers and pairs with their URLs.

use super::anchors::Anchors;
use super::label::{Label, NamesInLanguage};
use super::page_context::{PageContext, number, rich};
use super::shared_views::folder_of;
use super::{Dependencies, RenderContext, site};
use crate::resolver::{Facts, Home};
use crate::view::{GuideCard, Html, PairLink, Shared, TierLabel};
use mizan_markdown::Inline;
use mizan_model::{GuideIx, IndexVec, LangIx, Localized, Pair, Prose, TierIx, WordsInterface};
use mizan_plan::PageKey;
use mizan_source::diagnostics::Diagnostics;

/// A guide in one language, as far as every page may need it.
pub struct GuideHead {
    pub guide: GuideIx,
    pub title: Label,
    pub description: Inline,
    pub verdict: Option<Inline>,
    /// By tier.
    pub labels: IndexVec<TierIx, Label>,
    pub tiers: IndexVec<TierIx, Shared<TierLabel>>,
    /// As the guide's `pairs`.
    pub pairs: Vec<Shared<PairLink>>,
    /// "A vs B", in words.
    pub pair_names: Vec<Label>,
    pub card: Shared<GuideCard>,
    /// The diagnostics of its text.
    pub faults: Diagnostics,
    /// What its words ask for something.
    pub dependencies: Dependencies,
}

impl GuideHead {
    /// `None` if the guide has no page in the language.
    pub fn new(context: &RenderContext, lang: LangIx, ix: GuideIx) -> Option<GuideHead> {
        let cx = &PageContext::new(context, lang)?;
        let guide = context.site.guides.interface(ix)?;
        let page = context.plan.find(&PageKey::Guide(ix), cx.lang)?;
        let names = NamesInLanguage { guide, lang: cx.lang };
        let href =
            |key: PageKey| context.plan.find(&key, cx.lang).map(|page| context.plan.href(page)).unwrap_or_default();

        let labels: IndexVec<TierIx, Label> = guide.tiers.indices().map(|tier| names.tier(cx, tier)).collect();
        let tiers: IndexVec<TierIx, Shared<TierLabel>> = labels
            .iter_enumerated()
            .zip(&guide.tiers)
            .map(|((at, label), tier)| {
                Shared::new(TierLabel {
                    id: tier.id.clone(),
                    index: at.number(),
                    name: label.html.clone(),
                    name_plain: label.plain.clone(),
                    url: href(PageKey::Tier(ix, at)),
                })
            })
            .collect();
        let pair_names: Vec<Label> = guide.pairs.iter().map(|pair| pair_name(cx, &labels, *pair)).collect();
        let pairs = guide
            .pairs
            .iter()
            .zip(&pair_names)
            .enumerate()
            .filter_map(|(at, (pair, name))| {
                Some(Shared::new(PairLink {
                    url: href(PageKey::Pair(ix, at)),
                    a: tiers.get(pair.a)?.clone(),
                    b: tiers.get(pair.b)?.clone(),
                    name: name.html.clone(),
                }))
            })
            .collect::<Vec<_>>();

        let title = names.title(cx);
        let said = guide.said(cx.lang, |words| Some(&words.description));
        let description = said.map(|said| cx.name(said)).unwrap_or_default();
        let verdict = guide.said(cx.lang, |words| words.verdict.as_ref()).map(|said| verdict(cx, ix, &guide.id, said));
        let card = Shared::new(GuideCard {
            id: guide.id.clone(),
            url: context.plan.href(page),
            title: title.html.clone(),
            description: Html(description.html.clone()),
            verdict: verdict.as_ref().map(|verdict| Html(verdict.linkless.clone())),
            kind: guide.kind.as_str(),
            tiers: tiers.to_vec(),
            count: cx.html(&cx.message("card.count", &[("n", number(tiers.len()))])),
            pairs: pairs.clone(),
            published: guide.published.map(|date| cx.date(date)),
            updated: guide.updated.map(|date| cx.date(date)),
            tags: guide.tags.iter().map(|tag| site::tag(cx, &tag.value)).collect(),
            draft: is_draft(cx, ix),
        });
        let (faults, dependencies) = (cx.take_faults(), cx.take_dependencies());
        Some(GuideHead {
            guide: ix,
            title,
            description,
            verdict,
            labels,
            tiers,
            pairs,
            pair_names,
            card,
            faults,
            dependencies,
        })
    }
}

/// What a guide comes to. It may cite facts of its guide and link to its rows.
fn verdict(cx: &PageContext<'_>, ix: GuideIx, id: &str, said: Localized<'_, Prose>) -> Inline {
    let folder = folder_of(id);
    // The guide itself need not be read for a text that cannot name a fragment: it has neither `#` nor a character
    // reference.
    let names_fragment = said.what.text.contains(['#', '&']);
    let guide = names_fragment.then(|| cx.context.site.guides.get(ix)).flatten();
    let anchors = guide.map(Anchors::of_guide).unwrap_or_default();
    let home = Home { guide: Some(ix), folder: &folder, anchors: &anchors, tables: None };
    cx.inline(said, &Facts::new(cx, home, said.lang))
}

/// Whether a guide is shown although it is not published yet.
pub(super) fn is_draft(cx: &PageContext<'_>, ix: GuideIx) -> bool {
    let Some(guide) = cx.context.site.guides.interface(ix) else { return false };
    guide.draft || content_words(cx, ix, cx.lang).is_some_and(|words| words.draft)
}

/// The words in which a guide appears in a language.
fn content_words<'a>(cx: &PageContext<'a>, ix: GuideIx, lang: LangIx) -> Option<&'a WordsInterface> {
    let guide = cx.context.site.guides.interface(ix)?;
    guide.words.get(&lang).or_else(|| guide.words.get(&guide.source_language))
}

fn pair_name(cx: &PageContext<'_>, labels: &IndexVec<TierIx, Label>, pair: Pair) -> Label {
    let (Some(a), Some(b)) = (labels.get(pair.a), labels.get(pair.b)) else { return Label::default() };
    Label::runs(cx, cx.message("pair.name", &[("a", rich(&a.runs)), ("b", rich(&b.runs))]))
}
