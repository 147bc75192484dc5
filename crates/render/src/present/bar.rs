//! Numbers of a row as bars in its cells: which rows are drawn, and on which scale.

use super::chart::areas;
use super::chart::bars::{self, Bar, BarEnd, Number};
use crate::view::BarView;
use mizan_model::compare::{Validity, validity};
use mizan_model::value::{Bars, Extent};
use mizan_model::value::{Better, Money, MoneyAmount};
use mizan_model::{Bound, Cell, FeatureIx, Guide, Statement, TierIx, Value};

/// What is drawn of a row, by tier: bars, or areas where a price changes with the quantity; never both.
#[derive(Default)]
pub(super) struct Drawing {
    pub bars: Vec<Option<BarView>>,
    pub areas: Vec<Option<String>>,
}

/// What is drawn of these tiers, in their order.
pub(super) fn drawing(guide: &Guide, feature: FeatureIx, tiers: &[TierIx]) -> Drawing {
    if several(guide, feature, tiers) {
        return Drawing::default();
    }
    let statements = statements(guide, feature, tiers);
    match outlines(&statements) {
        Some(areas) => Drawing { areas, bars: Vec::new() },
        None => Drawing { bars: bar_views(guide, feature, &statements), areas: Vec::new() },
    }
}

/// Whether a cell has several statements, or cells are about different variants: a length would show one of them only.
fn several(guide: &Guide, feature: FeatureIx, tiers: &[TierIx]) -> bool {
    let cells = || tiers.iter().filter_map(|tier| guide.cell(feature, *tier));
    let variant = |cell: &'_ Cell| cell.first().variant.as_ref().map(|variant| variant.value.clone());
    let known = || cells().filter(|cell| cell.first().value != Value::Unknown);
    cells().any(|cell| cell.statements.len() > 1)
        || known().any(|cell| Some(variant(cell)) != known().next().map(variant))
}

/// The current statement of each: what has ended, or is still to come, would look current beside the others.
fn statements<'a>(guide: &'a Guide, feature: FeatureIx, tiers: &[TierIx]) -> Vec<Option<&'a Statement>> {
    let first = |tier: &TierIx| Some(guide.cell(feature, *tier)?.first());
    let holds = |said: &&Statement| matches!(validity(guide, said), Validity::Now | Validity::Passing);
    tiers.iter().map(|tier| first(tier).filter(holds)).collect()
}

/// Whether all prices are in one currency, and for the same: one in another would be read against them.
fn comparable(statements: &[Option<&Statement>]) -> bool {
    let mut prices = statements.iter().flatten().filter_map(|statement| price(&statement.value));
    let Some(first) = prices.next() else { return true };
    prices.all(|price| first.comparable(price))
}

/// Prices by quantity, with those beside them that are the same for every quantity. What is only "from" so much has no
/// outline.
fn outlines(statements: &[Option<&Statement>]) -> Option<Vec<Option<String>>> {
    let prices: Vec<Option<areas::Steps>> = statements
        .iter()
        .map(|statement| {
            let statement = (*statement)?;
            let price = price(&statement.value).filter(|_| statement.bound == Bound::Exact)?;
            Some(price.steps.iter().map(|step| (step.from, step.amount)).collect())
        })
        .collect();
    let drawn = areas::areas(&prices).filter(|_| comparable(statements))?;
    Some(drawn.into_iter().map(|places| places.map(|places| areas::path(&places))).collect())
}

/// A bar for each of these tiers, in their order; none at all where lengths would show nothing, or something untrue.
fn bar_views(guide: &Guide, feature: FeatureIx, statements: &[Option<&Statement>]) -> Vec<Option<BarView>> {
    let Some(of) = guide.feature(feature) else { return Vec::new() };
    let bars = of.kind.info().bars;
    let counts = match bars {
        Bars::Never => false,
        Bars::Counted => of.unit.is_some() || of.better != Better::None,
        Bars::Always | Bars::Share(_) => true,
    };
    if !counts || !comparable(statements) {
        return Vec::new();
    }
    let mut numbers: Vec<Option<Number>> = statements.iter().map(|statement| number((*statement)?)).collect();
    // What has no limit is as long as the longest, and goes on.
    if let Some(longest) = numbers.iter().flatten().map(|number| number.to).max() {
        for (number, statement) in numbers.iter_mut().zip(statements) {
            if statement.is_some_and(|statement| statement.value.extent() == Some(Extent::Unlimited)) {
                *number = Some(Number::new(longest, Bound::AtLeast));
            }
        }
    }
    let whole = match bars {
        Bars::Share(whole) => Some(whole),
        Bars::Never | Bars::Always | Bars::Counted => None,
    };
    let is_share = whole.is_some_and(|whole| numbers.iter().flatten().all(|number| number.to <= whole));
    let drawn = bars::bars(&numbers, whole).unwrap_or_default();
    drawn.into_iter().map(|bar| bar.map(|bar| view(bar, is_share))).collect()
}

fn price(value: &Value) -> Option<&MoneyAmount> {
    match value {
        Value::Money(Money::Amount(price)) => Some(price),
        _ => None,
    }
}

/// The number that a length can show. No limit has none, nor has an open end.
pub(super) fn number(statement: &Statement) -> Option<Number> {
    if statement.value.kind()?.info().bars == Bars::Never {
        return None;
    }
    match statement.value.extent()? {
        Extent::Number(number) => Some(Number::new(number, statement.bound)),
        Extent::Range(from, to) => Some(Number { from: from?, to: to?, bound: statement.bound }),
        Extent::Unlimited | Extent::Positive => None,
    }
}

pub(super) fn view(bar: Bar, share: bool) -> BarView {
    BarView {
        start: (bar.start > 0).then(|| percent(bar.start)),
        end: percent(bar.end),
        ends: match bar.ends {
            BarEnd::Sure => "sure",
            BarEnd::Beyond => "beyond",
            BarEnd::Before => "before",
        },
        beyond: bar.beyond().map(percent),
        share,
    }
}

/// `62.5%`
pub(super) fn percent(thousandths: u16) -> String {
    let (whole, rest) = (thousandths / 10, thousandths % 10);
    if rest == 0 { format!("{whole}%") } else { format!("{whole}.{rest}%") }
}
