//! A page for two tiers, in column order.

use super::super::PageKey;
use super::guide::GuideRoute;
use super::{Draft, PlannedPage};
use mizan_model::{IndexVec, TierIx, compare};

pub(super) fn plan(draft: &mut Draft, place: &GuideRoute, slugs: &IndexVec<TierIx, String>) {
    let site = draft.site;
    let guide = &site.guides[place.guide];
    for (ix, pair) in guide.pairs.iter().enumerate() {
        let (Some(a), Some(b)) = (slugs.get(pair.a), slugs.get(pair.b)) else { continue };
        let entry = place.entry(draft, PageKey::Pair(place.guide, ix), place.route.page(&format!("{a}-vs-{b}")));
        let differences = compare::pair(guide, pair.a, pair.b).different.len();
        let enough = u32::try_from(differences).unwrap_or(u32::MAX) >= site.config.pair_min_differences;
        let indexed = entry.indexed && enough;
        draft.add(PlannedPage { indexed, span: Some(guide.tiers[pair.b].span), ..entry });
    }
}
