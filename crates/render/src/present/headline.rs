//! The headline of a card: the price, and the facts in favor of a tier. A value that is valid for one variant only, or
//! not now, is marked.

use super::label::Words;
use super::page_context::{PageContext, joined, rich};
use super::row::Table;
use super::{cell, standing};
use crate::view::{HighlightView, Html};
use mizan_model::compare::{self, Validity, validity};
use mizan_model::value::{Mode, Money, MoneyAmount, Step};
use mizan_model::{Better, Bound, FeatureIx, FeatureType, Guide, Importance, Statement, StyledText, TierIx, Value};

/// A value of more characters is for the table, not for a card.
const SHORT: usize = 90;
/// How many facts a card shows.
const HIGHLIGHTS: usize = 3;
/// So many prices are shown side by side; of more, the lowest.
const PRICES: usize = 2;

/// A price as shown on a card.
pub(super) struct Headline {
    pub words: Html,
    /// The same, bare.
    pub text: String,
    /// What the author notes about it, where it is one price.
    pub note: Option<Html>,
    /// It costs something, and how much is not stated.
    pub is_unsaid: bool,
}

/// The price of a tier: what holds now, else what is to come, else what was. One that falls or rises with the quantity
/// is given from the lowest of its steps on, and so are the prices of many variants.
pub(super) fn price(
    cx: &PageContext<'_>,
    words: &Words<'_>,
    table: &Table,
    feature: FeatureIx,
    tier: TierIx,
) -> Option<Headline> {
    let guide = words.guide;
    let view = table.cell(feature, tier)?;
    let Some(of) = guide.cell(feature, tier) else {
        return Some(Headline { words: view.words.clone(), text: view.text.clone(), note: None, is_unsaid: false });
    };
    let of_tense = |wanted: &[Validity]| -> Vec<(usize, &Statement)> {
        of.statements.iter().enumerate().filter(|(_, said)| wanted.contains(&validity(guide, said))).collect()
    };
    let all = [&[Validity::Now, Validity::Passing][..], &[Validity::NotYet], &[Validity::Over]];
    let said = all.iter().map(|tenses| of_tense(tenses)).find(|said| !said.is_empty())?;
    let prices = || said.iter().map(|(_, said)| *said);
    let speaker = cell::speaking_tier(guide, feature, tier);
    let made = |lowest: Statement| {
        let stated = cell::stated(cx, guide, &lowest, (feature, speaker));
        (lowest, stated)
    };
    let each = || {
        let of_cell = |at: usize| table.bare(feature, tier)?.get(at).map(|bare| bare.stated.clone());
        let one = |(at, said): &(usize, &Statement)| match lowest(&[said]) {
            Some(lowest) => made(lowest),
            None => ((*said).clone(), of_cell(*at).unwrap_or_default()),
        };
        said.iter().map(one).collect()
    };
    let many = (said.len() > PRICES).then(|| lowest(&prices().collect::<Vec<_>>())).flatten();
    let shown: Vec<(Statement, StyledText)> = many.map_or_else(each, |lowest| vec![made(lowest)]);
    let line = |(said, stated): &(Statement, StyledText)| {
        let value = cell::headed(cx, stated.clone());
        let name = said
            .variant
            .as_ref()
            .map(|of| words.label(cx, |words| words.labels.variants.get(&of.value), None, &of.value))
            .filter(|name| cell::adds_to(&name.bare, &value.bare()));
        let value = match name {
            Some(name) => cx.message("pair.value_of", &[("value", rich(&value)), ("variant", rich(&name.runs))]),
            None => value,
        };
        joined(std::iter::once(value).chain(cell::passing_words(cx, guide, said)), &separator(cx))
    };
    let words = joined(shown.iter().map(line), &separator(cx));
    let note = match said.as_slice() {
        [(at, _)] => view.items.get(*at).and_then(|item| item.notes.first().cloned()),
        _ => None,
    };
    Some(Headline {
        words: cx.html(&words),
        text: words.bare(),
        note,
        is_unsaid: prices().all(|said| matches!(said.value, Value::Money(Money::Paid | Money::OnRequest))),
    })
}

fn separator(cx: &PageContext<'_>) -> StyledText {
    cx.message("list.counts_separator", &[])
}

/// The lowest of several prices, or of one price by quantity, as what these begin at; `None` if it is one price
/// alone, or where none is surely the lowest.
fn lowest(prices: &[&Statement]) -> Option<Statement> {
    let amount = |said: &Statement| match &said.value {
        Value::Money(Money::Amount(amount)) if !matches!(said.bound, Bound::AtMost | Bound::LessThan) => {
            Some(amount.clone())
        }
        _ => None,
    };
    let amounts: Vec<MoneyAmount> = prices.iter().map(|said| amount(said)).collect::<Option<_>>()?;
    let first = amounts.first()?;
    let steps =
        || prices.iter().zip(&amounts).flat_map(|(said, amount)| amount.steps.iter().map(move |of| (*said, of)));
    if steps().count() < 2 || !amounts.iter().all(|amount| first.comparable(amount)) {
        return None;
    }
    let (said, step): (&Statement, &Step) = steps().min_by_key(|(_, step)| step.amount)?;
    let amount = MoneyAmount { mode: Mode::Flat, steps: vec![step.clone()], ..amount(said)? };
    let variant = said.variant.clone().filter(|_| prices.len() == 1);
    Some(Statement { value: Value::Money(Money::Amount(amount)), bound: Bound::AtLeast, variant, ..said.clone() })
}

/// Key rows in which the tier has a definite value: yes, then values, then what is yes in part, then no; of equals the
/// best, then the first.
pub(super) fn facts(guide: &Guide, table: &Table, tier: TierIx) -> Vec<HighlightView> {
    let rows = guide.features.iter_enumerated();
    let keys = rows.filter(|(ix, feature)| feature.importance == Importance::Key && Some(*ix) != guide.price);
    let mut facts: Vec<((u8, bool, FeatureIx), HighlightView)> = keys
        .filter_map(|(ix, feature)| {
            let view = fact(guide, table, ix, tier)?;
            let fits = view.cell.text.chars().count() <= SHORT && view.said.len() <= HIGHLIGHTS;
            fits.then_some(((rank(view.state, feature.better)?, !view.cell.best, ix), view))
        })
        .collect();
    facts.sort_by_key(|(rank, _)| *rank);
    facts.into_iter().take(HIGHLIGHTS).map(|(_, view)| view).collect()
}

/// A tier's value in a row, all its statements together; nothing of a value that does not hold now.
fn fact(guide: &Guide, table: &Table, feature: FeatureIx, tier: TierIx) -> Option<HighlightView> {
    let first = guide.cell(feature, tier)?;
    let view = standing::fact(table, feature, tier)?;
    if guide.feature(feature)?.kind != FeatureType::Support {
        return matches!(validity(guide, first.first()), Validity::Now | Validity::Passing).then_some(view);
    }
    let overall = compare::overall(guide, Some(first));
    if overall == first.first().value {
        return Some(view);
    }
    let said = view.cell.items.iter().map(Into::into).collect();
    Some(HighlightView { state: cell::state(&overall), said, ..view })
}

/// Which facts come first on a card. Where a yes is a drawback, it comes after everything that is not.
fn rank(state: &str, better: Better) -> Option<u8> {
    match state {
        "yes" if better == Better::No => Some(4),
        "yes" => Some(0),
        "value" => Some(1),
        "partial" | "add-on" | "planned" | "deprecated" => Some(2),
        "no" => Some(3),
        _ => None,
    }
}
