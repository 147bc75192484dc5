//! `{{ table(…) }}`: some rows and columns of the guide's table, in prose.

use std::cell::Cell;

use super::CellRenderer;
use super::card::GuideHead;
use super::label::{Label, Words};
use super::page_context::PageContext;
use super::row::Table;
use crate::resolver::Tables;
use crate::view::{Html, ProseCellView, ProseRowView, ProseTableView, View};
use mizan_i18n::Argument;
use mizan_model::{FeatureIx, TierIx};

/// Columns that a phone shows side by side.
const ON_A_PHONE: usize = 3;

/// Makes the tables of one guide's prose in one language.
pub(super) struct ProseTables<'a> {
    cx: &'a PageContext<'a>,
    words: Words<'a>,
    head: &'a GuideHead,
    table: &'a Table,
    engine: &'a dyn CellRenderer,
    /// How many there are so far: a page may show all of a guide's prose, and an id is on it once.
    made: Cell<usize>,
}

impl<'a> ProseTables<'a> {
    pub(super) fn new(
        cx: &'a PageContext<'a>,
        words: Words<'a>,
        head: &'a GuideHead,
        table: &'a Table,
        engine: &'a dyn CellRenderer,
    ) -> ProseTables<'a> {
        ProseTables { cx, words, head, table, engine, made: Cell::new(0) }
    }

    fn view(&self, features: &[FeatureIx], tiers: &[TierIx]) -> ProseTableView {
        let cx = self.cx;
        self.made.set(self.made.get() + 1);
        let names = |labels: Vec<Label>| cx.list(labels.into_iter().map(|label| label.runs).collect());
        let caption = cx.message(
            "table.part",
            &[
                (
                    "features",
                    Argument::StyledText(names(features.iter().map(|ix| self.words.feature(cx, *ix)).collect())),
                ),
                ("tiers", Argument::StyledText(names(tiers.iter().map(|ix| self.words.tier(cx, *ix)).collect()))),
            ],
        );
        let row = |feature: &FeatureIx| {
            let row = self.table.rows.get(*feature)?;
            let cells = tiers.iter().filter_map(|tier| self.table.cell(*feature, *tier));
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
            columns: tiers.iter().filter_map(|tier| Some(self.head.tiers.get(*tier)?.name.clone())).collect(),
            rows: features.iter().filter_map(row).collect(),
        }
    }
}

impl Tables for ProseTables<'_> {
    fn table(&self, features: &[FeatureIx], tiers: &[TierIx]) -> String {
        let view = self.view(features, tiers);
        let of = format!("a table in the prose of the guide `{}`", self.words.guide.id);
        match self.engine.prose_table(&view.value(), self.cx.lang, &of) {
            Ok(html) => html,
            Err(error) => {
                self.cx.fault(*error);
                Html::default().0
            }
        }
    }
}
