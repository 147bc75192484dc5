//! The differences between a tier and all others, and what the next lower or higher tier changes.

use super::card::GuideHead;
use super::guide::GuideInLanguage;
use super::reason;
use super::row::Table;
use crate::view::{ApartView, HighlightView, PairLink, Shared, StepView};
use mizan_model::contrast::{self, Alone, Reason};
use mizan_model::{FeatureIx, Guide, TierIx};

/// A tier next to another one.
pub(super) struct Comparison {
    pub tier: TierIx,
    pub is_up: bool,
    /// Rows in which the higher of the two is ahead of the lower.
    pub gains: Vec<Reason>,
    /// Rows in which the lower is ahead.
    pub losses: Vec<Reason>,
}

impl Comparison {
    /// The word that templates and messages know the step by.
    pub(super) fn kind(&self, guide: &Guide, from: TierIx) -> &'static str {
        let base = guide.tier(from).and_then(|tier| tier.inherits);
        match self.is_up {
            true => "up",
            false if base == Some(self.tier) => "base",
            false => "down",
        }
    }
}

/// The tier that one builds on, else the one before it; and the one after it.
pub(super) fn steps(guide: &Guide, tier: TierIx) -> Vec<Comparison> {
    let down = guide.tier(tier).and_then(|tier| tier.inherits).or_else(|| tier.previous());
    let up = guide.tiers.after(tier).next().filter(|up| Some(*up) != down);
    let step = |other: TierIx, is_up: bool| {
        let (higher, lower) = if is_up { (other, tier) } else { (tier, other) };
        Comparison {
            tier: other,
            is_up,
            gains: reason::over(guide, higher, lower),
            losses: reason::over(guide, lower, higher),
        }
    };
    down.map(|down| step(down, false)).into_iter().chain(up.map(|up| step(up, true))).collect()
}

/// What one tier has, lacks and does best of all. Where a yes is bad, to be alone without it is to be best, and to be
/// alone with it is nothing that a tier has over the others.
pub(super) fn alone(guide: &Guide, tier: TierIx) -> Alone {
    let Alone { mut has, lacks, mut best, open } = contrast::alone(guide, tier);
    has.retain(|feature| !reason::is_fault(guide, *feature));
    let (spared, lacks): (Vec<FeatureIx>, Vec<FeatureIx>) =
        lacks.into_iter().partition(|feature| reason::is_fault(guide, *feature));
    best.extend(spared);
    best.sort_unstable();
    Alone { has, lacks, best, open }
}

/// A tier's first statement in a row.
pub(super) fn fact(table: &Table, feature: FeatureIx, tier: TierIx) -> Option<HighlightView> {
    let (feature, cell) = (table.features.get(feature)?.clone(), table.cell(feature, tier)?.clone());
    Some(HighlightView {
        state: cell.state,
        said: cell.items.first().map(Into::into).into_iter().collect(),
        feature,
        cell,
    })
}

/// The view of what sets a tier apart.
pub(super) fn view(guide: &Guide, head: &GuideHead, made: &GuideInLanguage, tier: TierIx) -> ApartView {
    let Alone { has, lacks, best, open } = alone(guide, tier);
    let features = |of: Vec<FeatureIx>| of.into_iter().filter_map(|ix| made.table.features.get(ix).cloned()).collect();
    let step = |of: Comparison| {
        let (higher, lower) = if of.is_up { (of.tier, tier) } else { (tier, of.tier) };
        let both = [tier.number(), of.tier.number()];
        let together = |link: &&Shared<PairLink>| both.contains(&link.a.index) && both.contains(&link.b.index);
        Some(StepView {
            kind: of.kind(guide, tier),
            tier: head.tiers.get(of.tier)?.clone(),
            pair: head.pairs.iter().find(together).cloned(),
            gains: reason::views(made, higher, lower, &of.gains),
            losses: reason::views(made, lower, higher, &of.losses),
        })
    };
    ApartView {
        has: features(has),
        lacks: features(lacks),
        best: best.into_iter().filter_map(|ix| fact(&made.table, ix, tier)).collect(),
        open: open.len(),
        steps: steps(guide, tier).into_iter().filter_map(step).collect(),
    }
}
