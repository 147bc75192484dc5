//! `{{ table(…) }}`: some rows and columns of the guide's table, in prose.

use std::cell::Cell;

use super::cell::Cells;
use super::label::Label;
use super::row::Table;
use crate::resolver::Tables;
use crate::view::{Html, ProseCellView, ProseRowView, ProseTableView, View};
use mizan_i18n::Argument;
use mizan_model::{FeatureIx, TierIx, compare};

/// Columns that a phone shows side by side.
const ON_A_PHONE: usize = 3;

/// Makes the tables of one guide's prose in one language.
pub(super) struct ProseTables<'a> {
    cells: &'a Cells<'a>,
    table: &'a Table,
    /// How many there are so far: a page may show all of a guide's prose, and an id is on it once.
    made: Cell<usize>,
}

impl<'a> ProseTables<'a> {
    pub(super) fn new(cells: &'a Cells<'a>, table: &'a Table) -> ProseTables<'a> {
        ProseTables { cells, table, made: Cell::new(0) }
    }

    fn view(&self, features: &[FeatureIx], tiers: &[TierIx]) -> ProseTableView {
        let Cells { cx, words, head, .. } = *self.cells;
        self.made.set(self.made.get() + 1);
        let names = |labels: Vec<Label>| cx.list(labels.into_iter().map(|label| label.runs).collect());
        let caption = cx.message(
            "table.part",
            &[
                ("features", Argument::StyledText(names(features.iter().map(|ix| words.feature(cx, *ix)).collect()))),
                ("tiers", Argument::StyledText(names(tiers.iter().map(|ix| words.tier(cx, *ix)).collect()))),
            ],
        );
        let row = |feature: &FeatureIx| {
            let row = self.table.rows.get(*feature)?;
            let best = compare::best_among(words.guide, *feature, tiers);
            let cells = tiers.iter().filter_map(|tier| {
                let cell = self.table.cell(*feature, *tier)?;
                let is_best = best.contains(tier);
                Some(if cell.best == is_best { cell.clone() } else { self.cells.beside_others(cell, *feature, *tier) })
            });
            Some(ProseRowView {
                id: row.feature.id.clone(),
                name: row.feature.name.clone(),
                cells: cells.map(|cell| ProseCellView { state: cell.state, html: cell.html.clone() }).collect(),
            })
        };
        ProseTableView {
            number: self.made.get(),
            caption: cx.html(&caption),
            width: tiers.len().min(9),
            scrolls: tiers.len() > ON_A_PHONE,
            columns: tiers.iter().filter_map(|tier| Some(head.tiers.get(*tier)?.name.clone())).collect(),
            rows: features.iter().filter_map(row).collect(),
        }
    }
}

impl Tables for ProseTables<'_> {
    fn table(&self, features: &[FeatureIx], tiers: &[TierIx]) -> String {
        let view = self.view(features, tiers);
        let of = format!("a table in the prose of the guide `{}`", self.cells.words.guide.id);
        match self.cells.engine.prose_table(&view.value(), self.cells.cx.lang, &of) {
            Ok(html) => html,
            Err(error) => {
                self.cells.cx.fault(*error);
                Html::default().0
            }
        }
    }
}
