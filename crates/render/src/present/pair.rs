//! Two tiers side by side: what differs, what is equal, what cannot be compared, what is not known.

use super::bar::{self, Drawing};
use super::card::GuideHead;
use super::guide::GuideInLanguage;
use super::label::Words;
use super::page_context::{PageContext, number};
use super::reason::{self, Side};
use crate::view::{ChosenView, GroupView, PairView, RowView, Shared, SideView};
use mizan_i18n::Argument;
use mizan_model::{AnswerIx, FeatureIx, Guide, StyledText, compare};

/// The pair at `ix` of the guide's pairs.
pub(super) fn view(
    cx: &PageContext<'_>,
    guide: &Guide,
    head: &GuideHead,
    made: &GuideInLanguage,
    ix: usize,
) -> Option<PairView> {
    let pair = *guide.pairs.get(ix)?;
    let words = Words { guide, lang: cx.lang };
    let rows = compare::pair(guide, pair.a, pair.b);
    let list = |features: &[FeatureIx]| -> Vec<Shared<GroupView>> {
        let row = |feature: FeatureIx| {
            let row = made.table.rows.get(feature)?;
            let parent = guide.feature(feature)?.parent;
            let Drawing { bars, areas } = bar::drawing(guide, feature, &[pair.a, pair.b]);
            Some(Shared::new(RowView {
                feature: row.feature.clone(),
                depth: if parent.is_some_and(|parent| features.contains(&parent)) { row.depth } else { 0 },
                same: false,
                undecided: false,
                differs: String::new(),
                cells: vec![
                    made.table.cell_beside(guide, feature, pair.a, pair.b)?.clone(),
                    made.table.cell_beside(guide, feature, pair.b, pair.a)?.clone(),
                ],
                bars,
                areas,
            }))
        };
        made.table.grouped(guide, features.to_vec(), row)
    };
    let link = head.pairs.get(ix)?;
    Some(PairView {
        a: made.tiers.get(pair.a)?.clone(),
        b: made.tiers.get(pair.b)?.clone(),
        url: link.url.clone(),
        name: link.name.clone(),
        different: list(&rows.different),
        same: list(&rows.same),
        incomparable: list(&rows.incomparable),
        unknown: list(&rows.unknown),
        different_count: rows.different.len(),
        same_count: rows.same.len(),
        incomparable_count: rows.incomparable.len(),
        unknown_count: rows.unknown.len(),
        total: guide.features.len(),
        summary: cx.html(&summary(cx, &rows)),
        gist: cx.html(&reason::gist(cx, &words, &made.table, pair)),
        sides: reason::sides(guide, pair).iter().filter_map(|side| self::side(cx, &words, head, made, side)).collect(),
    })
}

fn side(
    cx: &PageContext<'_>,
    words: &Words<'_>,
    head: &GuideHead,
    made: &GuideInLanguage,
    side: &Side,
) -> Option<SideView> {
    let chosen = |answer: &AnswerIx| {
        let (question, answer) = words.answer(cx, *answer)?;
        Some(ChosenView { question: question.html, answer: answer.html })
    };
    let tier = made.tiers.get(side.tier)?;
    let other = head.tiers.get(side.other)?.clone();
    Some(SideView {
        pairs: tier.pairs.iter().filter(|link| ![link.a.index, link.b.index].contains(&other.index)).cloned().collect(),
        tier: tier.clone(),
        other,
        answers: side.answers.iter().filter_map(chosen).collect(),
        reasons: reason::views(made, side.tier, side.other, &side.reasons),
    })
}

/// How many rows there are of each kind, in a sentence.
pub(super) fn summary(cx: &PageContext<'_>, rows: &compare::PairRows) -> StyledText {
    let counted = |key, n: usize| cx.message(key, &[("n", number(n))]);
    let (different, same) = (rows.different.len(), rows.same.len());
    let (incomparable, unknown) = (rows.incomparable.len(), rows.unknown.len());
    let mut found = Vec::new();
    match different {
        // What is unknown for both cannot be called the same.
        0 if same == 0 => {}
        0 => found.push(cx.message("pair.summary_nothing_differs", &[])),
        n => found.push(counted("pair.summary_different", n)),
    }
    if same > 0 {
        found.push(counted("pair.summary_same", same));
    }
    if incomparable > 0 {
        found.push(counted("pair.summary_incomparable", incomparable));
    }
    if unknown > 0 {
        found.push(counted("pair.summary_unknown", unknown));
    }
    let all = different + same + incomparable + unknown;
    cx.message("pair.summary_all", &[("n", number(all)), ("found", Argument::StyledText(cx.list(found)))])
}
