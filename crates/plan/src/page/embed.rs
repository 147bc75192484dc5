//! The embed page: a guide's table alone, for other sites to show in a frame, if config.toml allows any.

use super::super::PageKey;
use super::guide::GuideRoute;
use super::{Draft, PlannedPage};

pub(super) fn plan(draft: &mut Draft, place: &GuideRoute) {
    // A fallback's table is its original's, which has an embed page of its own.
    if draft.site.config.frame_ancestors.is_empty() || place.original().is_some() {
        return;
    }
    let entry = place.entry(draft, PageKey::Embed(place.guide), place.route.page("embed"));
    draft.add(PlannedPage { indexed: false, ..entry });
}
