//! The inputs of a guide's exports: its facts, and the text of one language.

use super::cell::Bare;
use super::guide::GuideInLanguage;
use super::label::Words;
use super::page_context::PageContext;
use super::shared_views::SharedViews;
use super::{RenderContext, linked, source};
use mizan_export::data::{Cited, Data, DataItem, DataPrice, DataRow, Named};
use mizan_model::value::Export;
use mizan_model::{Bound, FeatureIx, Grade, GroupIx, Guide, IndexVec, Statement, TierIx, Value, When};
use mizan_plan::PageKey;

impl GuideInLanguage {
    /// The guide's table for `data.json` and `data.csv`.
    pub fn data(&self, context: &RenderContext, shared: &SharedViews) -> Option<Data> {
        let cx = PageContext::new(context, self.lang)?;
        let guide = context.site.guides.get(self.guide)?;
        let head = shared.language(self.lang)?.heads.get(self.guide)?;
        let words = Words { guide, lang: self.lang };
        let page = context.plan.find(&PageKey::Guide(self.guide), self.lang)?;
        let tiers: IndexVec<TierIx, Named> = guide
            .tiers
            .iter()
            .zip(&head.labels)
            .map(|(tier, label)| Named { id: tier.id.clone(), name: label.bare.clone() })
            .collect();
        let groups: IndexVec<GroupIx, Named> = guide
            .groups
            .iter_enumerated()
            .map(|(ix, group)| Named { id: group.id.clone(), name: words.group(&cx, ix).bare })
            .collect();
        let mut rows = Vec::with_capacity(guide.features.len() * tiers.len());
        for (ix, feature) in guide.features.iter_enumerated() {
            let named = Named { id: feature.id.clone(), name: words.feature(&cx, ix).bare };
            for (at, tier) in tiers.iter_enumerated() {
                let items = self.items(guide, ix, at);
                if items.is_empty() {
                    continue;
                }
                rows.push(DataRow {
                    group: groups.get(feature.group).cloned().unwrap_or_default(),
                    feature: named.clone(),
                    kind: feature.kind.as_str(),
                    tier: tier.clone(),
                    items,
                });
            }
        }
        Some(Data {
            guide: guide.id.clone(),
            lang: cx.id_of(self.lang).to_owned(),
            title: head.title.bare.clone(),
            description: head.description.text.clone(),
            url: linked::url(context, page),
            published: guide.published,
            updated: guide.updated,
            tiers: tiers.to_vec(),
            sources: source::bare(&cx, &words),
            rows,
        })
    }

    fn items(&self, guide: &Guide, feature: FeatureIx, tier: TierIx) -> Vec<DataItem> {
        let cell = guide.cell(feature, tier);
        let bare = self.table.bare(feature, tier);
        let (Some(cell), Some(bare)) = (cell, bare) else { return Vec::new() };
        let unit = guide.feature(feature).and_then(|feature| feature.unit.as_ref());
        let unit = unit.map(|unit| unit.value.as_str());
        cell.statements.iter().zip(bare).map(|(statement, bare)| item(statement, unit, bare)).collect()
    }
}

fn item(statement: &Statement, unit: Option<&str>, bare: &Bare) -> DataItem {
    let export = statement.value.export(unit);
    let when = |when: &Option<When>| {
        when.as_ref().map(|when| match when {
            When::Date(date) => date.to_string(),
            When::Version(version) => version.clone(),
        })
    };
    let named = |id: &str| Named { id: id.to_owned(), name: bare.variant.clone().unwrap_or_default() };
    DataItem {
        variant: statement.variant.as_ref().map(|variant| named(&variant.value)),
        value: export.value,
        unit: export.unit,
        currency: export.currency,
        text: bare.whole.clone(),
        bound: Some(statement.bound).filter(|bound| *bound != Bound::Exact).map(Bound::as_str),
        since: when(&statement.since),
        until: when(&statement.until),
        grade: statement.grade.map(Grade::as_str),
        notes: bare.notes.clone(),
        price: statement.price.as_ref().map(|price| {
            let Export { value, unit, currency } = Value::Money(price.clone()).export(None);
            DataPrice { value, unit, currency }
        }),
        sources: statement
            .sources
            .iter()
            .map(|citation| Cited { id: citation.source.clone(), place: citation.place.clone() })
            .collect(),
        checked: statement.checked,
    }
}
