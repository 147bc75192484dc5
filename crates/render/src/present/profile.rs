//! The profile of the tiers: how much of each group they have.

use super::page_context::PageContext;
use super::row::Table;
use super::tier;
use crate::view::{ProfileView, Shared};
use mizan_model::{GroupIx, Guide};

/// A group of fewer rows has no useful profile: one row would represent all that the group is named after.
const ROWS: usize = 2;

/// The groups that have several rows that are counted; none where fewer than two have, for then the counts on the cards
/// say as much.
pub(super) fn views(cx: &PageContext<'_>, guide: &Guide, table: &Table) -> Vec<ProfileView> {
    let rows = |group: GroupIx| guide.features.iter().filter(|of| of.group == group && tier::is_counted(of)).count();
    if guide.groups.indices().filter(|group| rows(*group) >= ROWS).count() < 2 {
        return Vec::new();
    }
    let view = |(ix, group): (GroupIx, &mizan_model::Group)| {
        let under = group.parent.is_some_and(|parent| rows(parent) >= ROWS);
        (rows(ix) >= ROWS).then(|| ProfileView {
            id: group.id.clone(),
            name: table.group_name(ix),
            depth: u32::from(under),
            counts: guide.tiers.indices().map(|tier| Shared::new(tier::counts(cx, guide, tier, Some(ix)))).collect(),
        })
    };
    guide.groups.iter_enumerated().filter_map(view).collect()
}
