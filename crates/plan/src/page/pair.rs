//! A page for two tiers, in column order.

use super::super::PageKey;
use super::guide::GuideRoute;
use super::{Draft, PlannedPage};
use mizan_model::{IndexVec, TierIx};
use mizan_source::Span;

pub(super) fn plan(draft: &mut Draft, place: &GuideRoute, slugs: &IndexVec<TierIx, (String, Span)>) {
    let site = draft.site;
    let Some(guide) = site.guides.interface(place.guide) else { return };
    for (ix, (pair, differences)) in guide.pairs.iter().zip(&guide.differences).enumerate() {
        let (Some((a, _)), Some((b, span))) = (slugs.get(pair.a), slugs.get(pair.b)) else { continue };
        let entry = place.entry(draft, PageKey::Pair(place.guide, ix), place.route.page(&format!("{a}-vs-{b}")));
        let indexed = entry.indexed && *differences >= site.config.pair_min_differences;
        draft.add(PlannedPage { indexed, span: Some(*span), ..entry });
    }
}
