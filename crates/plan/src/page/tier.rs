//! One page per tier.

use super::super::PageKey;
use super::super::slug::slug_or;
use super::guide::GuideRoute;
use super::{Draft, PlannedPage};
use mizan_model::{IndexVec, TierIx};
use mizan_source::Span;

/// Plans the tiers' pages; returns their slugs in column order, and where each was decided.
pub(super) fn plan(draft: &mut Draft, place: &GuideRoute) -> IndexVec<TierIx, (String, Span)> {
    let site = draft.site;
    let Some(guide) = site.guides.interface(place.guide) else { return IndexVec::new() };
    let mut slugs = IndexVec::new();
    for (ix, tier) in guide.tiers.iter_enumerated() {
        let words = guide.words.get(&place.content).and_then(|words| words.tiers.get(ix)?.as_ref());
        let own_slug = words.and_then(|words| words.slug.as_ref());
        let slug = slug_or(&tier.id, own_slug, &format!("the tier `{}` of `{}`", tier.id, guide.id), draft.diagnostics);
        let key = PageKey::Tier(place.guide, ix);
        if let Some(words) = words
            && place.original().is_none()
        {
            draft.alias(&key, place.lang, &words.aliases);
        }
        let entry = place.entry(draft, key, place.route.page(&slug));
        let span = own_slug.map_or(tier.span, |slug| slug.span);
        draft.add(PlannedPage { span: Some(span), ..entry });
        slugs.push((slug, span));
    }
    slugs
}
