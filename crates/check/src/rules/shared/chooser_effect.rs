//! What an answer of the chooser does to the tiers.

use mizan_model::compare::{ChooserMatch, fits};
use mizan_model::{Answer, Guide, IndexVec, TierIx};

/// How well a tier fits an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum TierFit {
    RuledOut,
    /// With a reservation, or as far as is known.
    Reserved,
    Full,
}

/// How well each tier fits an answer, in the order of tiers.
pub(crate) fn effect(guide: &Guide, answer: &Answer) -> IndexVec<TierIx, TierFit> {
    let effect = |tier| match fits(guide, answer, tier) {
        ChooserMatch::Yes => TierFit::Full,
        ChooserMatch::Reservation(_) | ChooserMatch::Unknown(_) => TierFit::Reserved,
        ChooserMatch::No(_) => TierFit::RuledOut,
    };
    guide.tiers.indices().map(effect).collect()
}
