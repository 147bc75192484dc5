//! What a guide's pages say by comparing: which rows are the same, which cell is best, how two tiers
//! differ, whom an answer fits. Nothing here guesses: what is not known is neither same nor best.

mod better;
mod fit;
mod interval;
mod said;
mod tense;

pub use fit::{Fit, Meets, fits, judged, recommend};
pub use said::equal;
pub use tense::{Tense, tense};

pub(super) use better::{order, takes_part};
pub(super) use interval::Interval;
pub(super) use said::{in_common, speaks_of_one_variant};

use super::value::{Equality, Support, Value};
use super::{Cell, FeatureIx, FeatureType, Guide, TierIx};
use better::best;

/// One row, over all tiers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// All tiers say the same, and all of it is known.
    pub same: bool,
    /// The pairs of tiers that are known to differ, as `pair` has it: what is not known differs from nothing.
    pub apart: Vec<(TierIx, TierIx)>,
    /// By tier.
    pub best: Vec<bool>,
}

/// How two tiers differ: every feature in one of three lists, in row order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PairRows {
    pub different: Vec<FeatureIx>,
    pub same: Vec<FeatureIx>,
    /// At least one of the two is not known.
    pub unknown: Vec<FeatureIx>,
}

/// How a tier stands over the rows of type `support`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub yes: usize,
    pub add_on: usize,
    pub partial: usize,
    pub planned: usize,
    pub deprecated: usize,
    pub no: usize,
    pub not_applicable: usize,
    /// A cell that is missing (an error stands) counts here.
    pub unknown: usize,
}

/// Compares all tiers, row by row.
pub fn rows(guide: &Guide) -> Vec<Row> {
    (0..guide.features.len()).map(|feature| row(guide, feature)).collect()
}

/// Compares all tiers in one row.
pub fn row(guide: &Guide, feature: FeatureIx) -> Row {
    let tiers = guide.tiers.len();
    let mut row = Row { same: tiers > 1, apart: Vec::new(), best: best(guide, feature) };
    for (a, b) in (0..tiers).flat_map(|a| (a + 1..tiers).map(move |b| (a, b))) {
        match equal(guide, feature, a, b) {
            Equality::Same => {}
            Equality::Unknown => row.same = false,
            Equality::Different => {
                row.same = false;
                row.apart.push((a, b));
            }
        }
    }
    row
}

/// Sorts the features by what two tiers say of them.
pub fn pair(guide: &Guide, a: TierIx, b: TierIx) -> PairRows {
    let mut rows = PairRows::default();
    for feature in 0..guide.features.len() {
        match equal(guide, feature, a, b) {
            Equality::Different => rows.different.push(feature),
            Equality::Same => rows.same.push(feature),
            Equality::Unknown => rows.unknown.push(feature),
        }
    }
    rows
}

/// Counts a tier's cells of type `support`.
pub fn counts(guide: &Guide, tier: TierIx) -> Counts {
    let mut counts = Counts::default();
    for (at, _) in guide.features.iter().enumerate().filter(|(_, feature)| feature.kind == FeatureType::Support) {
        let place = match cell(guide, at, tier).map(|cell| &cell.first().value) {
            Some(Value::Support(Support::Yes)) => &mut counts.yes,
            Some(Value::Support(Support::AddOn)) => &mut counts.add_on,
            Some(Value::Support(Support::Partial)) => &mut counts.partial,
            Some(Value::Support(Support::Planned)) => &mut counts.planned,
            Some(Value::Support(Support::Deprecated)) => &mut counts.deprecated,
            Some(Value::No) => &mut counts.no,
            Some(Value::NotApplicable) => &mut counts.not_applicable,
            _ => &mut counts.unknown,
        };
        *place += 1;
    }
    counts
}

/// What a tier says in a row; `None` only where an error stands.
pub(super) fn cell(guide: &Guide, feature: FeatureIx, tier: TierIx) -> Option<&Cell> {
    guide.tiers.get(tier)?.cells.get(feature)?.as_ref()
}

/// Whether nobody knows what a tier says in a row.
pub fn is_unknown(guide: &Guide, feature: FeatureIx, tier: TierIx) -> bool {
    cell(guide, feature, tier).is_none_or(|cell| cell.first().value == Value::Unknown)
}
