//! Rows of the table, in groups, and which of them a reader can hide.

use std::collections::BTreeMap;

use super::bar::{self, Drawing};
use super::cell::{Bare, Cells};
use super::label::Label;
use crate::view::{CellView, FeatureView, GroupView, Html, Plain, RowView, Shared, StateView};
use mizan_model::{Better, Feature, FeatureIx, GroupIx, Guide, Importance, IndexVec, TierIx, compare};

/// The table of a guide in one language.
pub(super) struct Table {
    pub features: IndexVec<FeatureIx, Shared<FeatureView>>,
    group_names: IndexVec<GroupIx, (Html, Plain)>,
    pub rows: IndexVec<FeatureIx, Shared<RowView>>,
    /// By row, tier and statement, for data.
    bare: IndexVec<FeatureIx, IndexVec<TierIx, Vec<Bare>>>,
    /// Cells as pair pages show them, where they are best there and not in the whole row, or the other way round.
    beside: BTreeMap<(FeatureIx, TierIx), Shared<CellView>>,
    pub groups: Vec<Shared<GroupView>>,
}

impl Table {
    pub(super) fn new(cells: &Cells<'_>) -> Table {
        let (cx, words, guide) = (cells.cx, cells.words, cells.words.guide);
        let group_names =
            guide.groups.indices().map(|ix| words.group(cx, ix)).map(|label| (label.html, label.plain)).collect();
        let features: IndexVec<FeatureIx, Shared<FeatureView>> =
            guide.features.iter_enumerated().map(|(ix, of)| feature_view(cells, of, words.feature(cx, ix))).collect();
        let (rows, bare) = features.iter_enumerated().map(|(ix, feature)| row_view(cells, ix, feature)).unzip();
        let beside = beside(cells, &rows);
        let mut table = Table { features, group_names, rows, bare, beside, groups: Vec::new() };
        table.groups = table.grouped(guide, guide.features.indices().collect(), |ix| table.rows.get(ix).cloned());
        table
    }

    /// Some of the rows under their groups, each as `make` has it. A group without rows is omitted,
    /// unless a group inside it has some.
    pub(super) fn grouped(
        &self,
        guide: &Guide,
        features: Vec<FeatureIx>,
        make: impl Fn(FeatureIx) -> Option<Shared<RowView>>,
    ) -> Vec<Shared<GroupView>> {
        let rows_of = |group: GroupIx| -> Vec<Shared<RowView>> {
            features
                .iter()
                .filter(|ix| guide.feature(**ix).is_some_and(|feature| feature.group == group))
                .filter_map(|ix| make(*ix))
                .collect()
        };
        let mut views = Vec::new();
        let all: IndexVec<GroupIx, Vec<Shared<RowView>>> = guide.groups.indices().map(rows_of).collect();
        for (ix, group) in guide.groups.iter_enumerated() {
            let rows = all.get(ix).cloned().unwrap_or_default();
            let inside =
                guide.groups.iter().zip(&all).any(|(other, rows)| other.parent == Some(ix) && !rows.is_empty());
            if rows.is_empty() && !inside {
                continue;
            }
            let (name, name_plain) = self.group_names.get(ix).cloned().unwrap_or_default();
            views.push(Shared::new(GroupView {
                id: group.id.clone(),
                name,
                name_plain,
                depth: u32::from(group.parent.is_some()),
                rows,
            }));
        }
        views
    }

    pub(super) fn group_name(&self, group: GroupIx) -> Html {
        self.group_names.get(group).map(|(name, _)| name.clone()).unwrap_or_default()
    }

    pub(super) fn cell(&self, feature: FeatureIx, tier: TierIx) -> Option<&Shared<CellView>> {
        self.rows.get(feature)?.cells.get(tier.get())
    }

    /// A cell as it is beside another tier alone. `None` where it has never been made, as for two without a pair page.
    pub(super) fn cell_beside(
        &self,
        guide: &Guide,
        feature: FeatureIx,
        tier: TierIx,
        other: TierIx,
    ) -> Option<&Shared<CellView>> {
        let best = compare::best_among(guide, feature, &[tier, other]).contains(&tier);
        let cell = self.cell(feature, tier)?;
        if cell.best == best { Some(cell) } else { self.beside.get(&(feature, tier)) }
    }

    /// A cell without markup, by statement.
    pub(super) fn bare(&self, feature: FeatureIx, tier: TierIx) -> Option<&[Bare]> {
        self.bare.get(feature)?.get(tier).map(Vec::as_slice)
    }

    /// Rows that are `key`; none where all are.
    pub(super) fn key_rows(&self, guide: &Guide) -> Vec<Shared<RowView>> {
        let keys: Vec<_> = self
            .rows
            .iter()
            .zip(&guide.features)
            .filter(|(_, feature)| feature.importance == Importance::Key)
            .map(|(row, _)| row.clone())
            .collect();
        if keys.len() == self.rows.len() { Vec::new() } else { keys }
    }
}

fn feature_view(cells: &Cells<'_>, feature: &Feature, label: Label) -> Shared<FeatureView> {
    let help = cells.words.said(|words| words.labels.features.get(&feature.id)?.help.as_ref());
    Shared::new(FeatureView {
        id: feature.id.clone(),
        name: label.html,
        name_plain: label.plain,
        help: help.map(|said| Html(cells.cx.inline(said, cells.resolver).html)),
        url: feature.url.clone(),
        kind: feature.kind.as_str(),
        importance: match feature.importance {
            Importance::Key => "key",
            Importance::Normal => "normal",
            Importance::Detail => "detail",
        },
    })
}

fn row_view(
    cells: &Cells<'_>,
    ix: FeatureIx,
    feature: &Shared<FeatureView>,
) -> (Shared<RowView>, IndexVec<TierIx, Vec<Bare>>) {
    let guide = cells.words.guide;
    let tiers: Vec<TierIx> = guide.tiers.indices().collect();
    let compare::Row { same, apart, best } = compare::row(guide, ix);
    let made = tiers.iter().map(|tier| cells.cell(ix, *tier, best.get(*tier).copied().unwrap_or(false)));
    let (views, bare) = made.map(|made| (made.view, made.bare)).unzip();
    let Drawing { bars, areas } = bar::drawing(guide, ix, &tiers);
    let view = Shared::new(RowView {
        feature: feature.clone(),
        depth: guide.feature(ix).map_or(0, |feature| feature.depth),
        same,
        undecided: tiers.len() > 1 && !same && apart.is_empty(),
        differs: differs(&apart, tiers.len()),
        cells: views,
        bars,
        areas,
    });
    (view, bare)
}

/// The cells that are marked otherwise on some pair page than in the whole table.
fn beside(
    cells: &Cells<'_>,
    rows: &IndexVec<FeatureIx, Shared<RowView>>,
) -> BTreeMap<(FeatureIx, TierIx), Shared<CellView>> {
    let guide = cells.words.guide;
    let mut made = BTreeMap::new();
    for (feature, row) in rows.iter_enumerated() {
        if guide.feature(feature).is_none_or(|of| of.better == Better::None) {
            continue;
        }
        for pair in &guide.pairs {
            let best = compare::best_among(guide, feature, &[pair.a, pair.b]);
            for tier in [pair.a, pair.b] {
                let Some(cell) = row.cells.get(tier.get()) else { continue };
                if cell.best != best.contains(&tier) {
                    made.entry((feature, tier)).or_insert_with(|| cells.beside_others(cell, feature, tier));
                }
            }
        }
    }
    made
}

/// The pairs of tiers (from 1) that a row distinguishes, unless it does so for each.
fn differs(apart: &[(TierIx, TierIx)], tiers: usize) -> String {
    if apart.len() == tiers * tiers.saturating_sub(1) / 2 {
        return String::new();
    }
    let pairs: Vec<String> = apart.iter().map(|(a, b)| format!("{}-{}", a.number(), b.number())).collect();
    pairs.join(" ")
}

/// The states that need explaining, in the order in which a legend has them.
const LEGEND: [(&str, &str); 8] = [
    ("yes", "value.yes"),
    ("partial", "value.partial"),
    ("add-on", "value.add-on"),
    ("planned", "value.planned"),
    ("deprecated", "value.deprecated"),
    ("no", "value.no"),
    ("not-applicable", "value.not-applicable"),
    ("unknown", "value.unknown"),
];

/// The states that occur in the table.
pub(super) fn legend(cells: &Cells<'_>, table: &Table) -> Vec<StateView> {
    let occurs = |state: &str| {
        let cells = table.rows.iter().flat_map(|row| &row.cells);
        cells
            .flat_map(|cell| std::iter::once(cell.state).chain(cell.items.iter().map(|item| item.state)))
            .any(|s| s == state)
    };
    LEGEND
        .iter()
        .filter(|(state, _)| occurs(state))
        .map(|(state, key)| StateView { state, name: cells.cx.html(&cells.cx.message(key, &[])) })
        .collect()
}
