//! The reasons for a tier: the sides of a pair, and what only one tier has. The module [`apart`] decides which
//! differences are certain; here they are sorted and put into sentences.

use super::guide::GuideInLanguage;
use super::label::Words;
use super::page_context::{PageContext, number, rich};
use super::row::Table;
use crate::view::AheadView;
use mizan_i18n::Argument;
use mizan_model::compare::Validity;
use mizan_model::contrast::{self, Reason, Why};
use mizan_model::value::{Equality, Money};
use mizan_model::{
    AnswerIx, Better, Bound, FeatureIx, Guide, Importance, Pair, Statement, StyledText, TierIx, Value, compare,
};

/// So many names are listed in a sentence; of more it gives the number.
const NAMED: usize = 5;

/// The reasons for one of two tiers.
pub(super) struct Side {
    pub tier: TierIx,
    pub other: TierIx,
    pub answers: Vec<AnswerIx>,
    /// Those of key rows first.
    pub reasons: Vec<Reason>,
}

/// The reasons for each of two tiers, in column order.
pub(super) fn sides(guide: &Guide, pair: Pair) -> [Side; 2] {
    let apart = contrast::pair(guide, pair.a, pair.b);
    [(pair.a, pair.b, apart.a), (pair.b, pair.a, apart.b)].map(|(tier, other, reasons)| Side {
        tier,
        other,
        answers: contrast::answers(guide, tier, other),
        reasons: in_order(guide, reasons),
    })
}

/// Rows in which `tier` is ahead of `other`; those that are key first.
pub(super) fn over(guide: &Guide, tier: TierIx, other: TierIx) -> Vec<Reason> {
    in_order(guide, contrast::pair(guide, tier, other).a)
}

fn in_order(guide: &Guide, mut reasons: Vec<Reason>) -> Vec<Reason> {
    reasons.sort_by_key(|reason| weight(guide, reason.feature));
    reasons
}

fn weight(guide: &Guide, feature: FeatureIx) -> u8 {
    match guide.feature(feature).map(|feature| feature.importance) {
        Some(Importance::Key) => 0,
        Some(Importance::Normal) => 1,
        _ => 2,
    }
}

/// With what the table shows of both.
pub(super) fn views(made: &GuideInLanguage, tier: TierIx, other: TierIx, reasons: &[Reason]) -> Vec<AheadView> {
    let view = |reason: &Reason| {
        Some(AheadView {
            feature: made.table.features.get(reason.feature)?.clone(),
            why: match reason.why {
                Why::Has => "has",
                Why::Better => "better",
            },
            cell: made.table.cell(reason.feature, tier)?.clone(),
            other: made.table.cell(reason.feature, other)?.clone(),
        })
    };
    reasons.iter().filter_map(view).collect()
}

/// What only one of two has, for good and for ill, and which of them costs less, in sentences.
pub(super) fn gist(cx: &PageContext<'_>, words: &Words<'_>, table: &Table, pair: Pair) -> StyledText {
    let guide = words.guide;
    let (mut sentences, mut against) = (Vec::new(), Vec::new());
    for (tier, other) in [(pair.a, pair.b), (pair.b, pair.a)] {
        let mut held = contrast::held(guide, tier, other);
        held.sort_by_key(|feature| weight(guide, *feature));
        let (faults, held): (Vec<FeatureIx>, Vec<FeatureIx>) =
            held.into_iter().partition(|feature| is_fault(guide, *feature));
        sentences.extend(only(cx, words, tier, &held));
        against.extend(self::faults(cx, words, tier, &faults));
    }
    sentences.append(&mut against);
    if sentences.is_empty() {
        sentences.push(cx.message("pair.only_none", &[]));
    }
    sentences.extend(price(cx, words, table, pair));
    cx.sentences(sentences)
}

/// "Of the two, only this one has …".
fn only(cx: &PageContext<'_>, words: &Words<'_>, tier: TierIx, held: &[FeatureIx]) -> Option<StyledText> {
    if held.is_empty() {
        return None;
    }
    let named = if held.len() > NAMED { NAMED - 1 } else { held.len() };
    let names = held.iter().take(named).map(|feature| words.feature(cx, *feature).runs).collect();
    let args = [("name", rich(&words.tier(cx, tier).runs)), ("features", Argument::StyledText(cx.list(names)))];
    Some(match held.len() - named {
        0 => cx.message("pair.only", &args),
        more => cx.message("pair.only_more", &[args.as_slice(), &[("n", number(more))]].concat()),
    })
}

/// "A drawback that only this one has: …".
fn faults(cx: &PageContext<'_>, words: &Words<'_>, tier: TierIx, faults: &[FeatureIx]) -> Option<StyledText> {
    let names = faults.iter().map(|feature| words.feature(cx, *feature).runs).collect();
    let args = [
        ("name", rich(&words.tier(cx, tier).runs)),
        ("features", Argument::StyledText(cx.list(names))),
        ("n", number(faults.len())),
    ];
    (!faults.is_empty()).then(|| cx.message("pair.faults", &args))
}

/// Whether a yes in a row is a drawback.
pub(super) fn is_fault(guide: &Guide, feature: FeatureIx) -> bool {
    guide.feature(feature).is_some_and(|of| of.better == Better::No)
}

/// Which of the two costs less, where this is known: each has one price, and it is the same for all.
fn price(cx: &PageContext<'_>, words: &Words<'_>, table: &Table, pair: Pair) -> Option<StyledText> {
    let guide = words.guide;
    let feature = guide.price?;
    let only = |tier: TierIx| match guide.cell(feature, tier)?.statements.as_slice() {
        [one] if one.variant.is_none() => Some(one),
        _ => None,
    };
    let (first, _) = (only(pair.a)?, only(pair.b)?);
    let said = |tier: TierIx| Some(rich(&table.bare(feature, tier)?.first()?.stated));
    let (a, b) = (said(pair.a)?, said(pair.b)?);
    let name = |tier: TierIx| rich(&words.tier(cx, tier).runs);
    let rests_on = |reasons: &[Reason]| reasons.iter().any(|reason| reason.feature == feature);
    let lower = guide.feature(feature).is_some_and(|of| of.better == Better::Lower);
    let apart = contrast::pair(guide, pair.a, pair.b);
    if lower && rests_on(&apart.a) {
        Some(cx.message("pair.cheaper", &[("name", name(pair.a)), ("price", a), ("other_price", b)]))
    } else if lower && rests_on(&apart.b) {
        Some(cx.message("pair.cheaper", &[("name", name(pair.b)), ("price", b), ("other_price", a)]))
    } else if is_exact(guide, first) && compare::equal(guide, feature, pair.a, pair.b) == Equality::Same {
        Some(cx.message("pair.price_same", &[("price", a)]))
    } else {
        None
    }
}

/// Whether it is stated to the last digit what something costs now. "Paid" and "from" are not.
fn is_exact(guide: &Guide, price: &Statement) -> bool {
    let said =
        matches!(&price.value, Value::Money(money @ (Money::Free | Money::Amount(_))) if contrast::is_flat(money));
    said && price.bound == Bound::Exact && compare::validity(guide, price) == Validity::Now
}
