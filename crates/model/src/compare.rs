//! Comparison of tiers: which rows are equal, which cell is best, how two tiers differ, which tiers match
//! an answer. Nothing is guessed: an unknown value is neither equal nor best.

mod chooser_match;
mod equality;
mod interval;
mod none;
mod ranking;
mod validity;

pub use chooser_match::{ChooserMatch, MatchLevel, fits, judged, recommend};
pub use equality::equal;
pub use validity::{Validity, validity};

pub(super) use equality::{in_common, speaks_of_one_variant};
pub(super) use interval::Interval;
pub(super) use ranking::{order, takes_part};

use super::value::{Equality, Support, Value};
use super::{Cell, FeatureIx, Guide, IndexVec, Statement, TierIx};

/// One row, over all tiers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// All tiers say the same, and all of it is known.
    pub same: bool,
    /// The pairs of tiers that are known to differ, as `pair` has it: what is not known differs from nothing.
    pub apart: Vec<(TierIx, TierIx)>,
    /// By tier.
    pub best: IndexVec<TierIx, bool>,
}

/// How two tiers differ: every feature in one of four lists, in row order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PairRows {
    /// They surely differ.
    pub different: Vec<FeatureIx>,
    /// They are surely the same.
    pub same: Vec<FeatureIx>,
    /// At least one of the two is not known.
    pub unknown: Vec<FeatureIx>,
    /// Both are known, and whether they differ is not: "more than 10" may be 12, and what one states about one variant
    /// alone says nothing of others.
    pub incomparable: Vec<FeatureIx>,
}

/// Compares all tiers, row by row.
pub fn rows(guide: &Guide) -> IndexVec<FeatureIx, Row> {
    guide.features.indices().map(|feature| row(guide, feature)).collect()
}

/// Compares all tiers in one row.
pub fn row(guide: &Guide, feature: FeatureIx) -> Row {
    let all: Vec<TierIx> = guide.tiers.indices().collect();
    let best = best_among(guide, feature, &all);
    let best = guide.tiers.indices().map(|tier| best.contains(&tier)).collect();
    let mut row = Row { same: guide.tiers.len() > 1, apart: Vec::new(), best };
    for (a, b) in guide.tiers.pairs() {
        match equal(guide, feature, a, b) {
            Equality::Same => {}
            Equality::Unknown | Equality::Incomparable => row.same = false,
            Equality::Different => {
                row.same = false;
                row.apart.push((a, b));
            }
        }
    }
    row
}

/// Those of `tiers` that are best in one row, seen beside each other alone: what is best of all may be no better than the
/// other of two.
pub fn best_among(guide: &Guide, feature: FeatureIx, tiers: &[TierIx]) -> Vec<TierIx> {
    ranking::best(guide, feature, tiers)
}

/// Sorts the features by what two tiers say of them.
pub fn pair(guide: &Guide, a: TierIx, b: TierIx) -> PairRows {
    let mut rows = PairRows::default();
    for feature in guide.features.indices() {
        match equal(guide, feature, a, b) {
            Equality::Different => rows.different.push(feature),
            Equality::Same => rows.same.push(feature),
            Equality::Unknown => rows.unknown.push(feature),
            Equality::Incomparable => rows.incomparable.push(feature),
        }
    }
    rows
}

/// What a cell of type support comes to, all variants together and now: its first statement's value, unless another one
/// contradicts it; then it is there in part. A yes to come is a plan, one that has ended is a no. `None`, an error, is
/// unknown.
pub fn overall(guide: &Guide, cell: Option<&Cell>) -> Value {
    let Some(cell) = cell else { return Value::Unknown };
    let now = |said: &Statement| match (&said.value, validity(guide, said)) {
        (Value::Support(_), Validity::NotYet) => Value::Support(Support::Planned),
        (Value::Support(_), Validity::Over) => Value::No,
        (Value::No, Validity::NotYet | Validity::Over) => Value::Unknown,
        (value, _) => value.clone(),
    };
    let first = now(cell.first());
    let mut others = cell.statements.iter().skip(1).map(now);
    let is_there = |value: &Value| *value == Value::Support(Support::Yes);
    match first {
        _ if others.clone().any(|other| other == Value::Unknown) => Value::Unknown,
        Value::Support(Support::Yes) if others.any(|other| other == Value::No) => Value::Support(Support::Partial),
        Value::No if others.any(|other| is_there(&other)) => Value::Support(Support::Partial),
        first => first,
    }
}

/// Whether a tier's value in a row is unknown.
pub fn is_unknown(guide: &Guide, feature: FeatureIx, tier: TierIx) -> bool {
    guide.cell(feature, tier).is_none_or(|cell| cell.first().value == Value::Unknown)
}
