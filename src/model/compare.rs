//! What differs, what is equal and what is not known.

use super::{FeatureIx, Guide, Pair, Value};

/// The rows of two tiers, sorted into three lists, each in row order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PairRows {
    pub different: Vec<FeatureIx>,
    pub same: Vec<FeatureIx>,
    /// At least one of the two is unknown.
    pub unknown: Vec<FeatureIx>,
}

/// Compares two tiers row by row.
pub fn pair(guide: &Guide, pair: Pair) -> PairRows {
    let mut rows = PairRows::default();
    for feature in 0..guide.features.len() {
        let cell = |tier: usize| guide.tiers.get(tier).and_then(|tier| tier.cells.get(feature)?.as_ref());
        let (Some(a), Some(b)) = (cell(pair.a), cell(pair.b)) else { continue };
        let (a, b) = (&a.first().value, &b.first().value);
        let list = if *a == Value::Unknown || *b == Value::Unknown {
            &mut rows.unknown
        } else if a == b {
            &mut rows.same
        } else {
            &mut rows.different
        };
        list.push(feature);
    }
    rows
}
