//! Numbers of a row as bars in its cells: which rows are drawn, and on which scale.

use super::chart::bars::{self, Bar, End, Number};
use crate::model::value::{Better, Limit, Money, MoneyAmount};
use crate::model::{Decimal, FeatureIx, FeatureType, Guide, Statement, TierIx, Value};
use crate::render::view::BarView;

/// A bar for each of these tiers, in their order; none at all where lengths would tell nothing, or something untrue.
/// Of a cell with several statements the first is drawn, as it is the one that is compared.
pub fn views(guide: &Guide, feature: FeatureIx, tiers: &[TierIx]) -> Vec<Option<BarView>> {
    let Some(of) = guide.features.get(feature) else { return Vec::new() };
    let counts = match of.kind {
        // Without a unit and without a better end it may be a name made of digits.
        FeatureType::Number => of.unit.is_some() || of.better != Better::None,
        FeatureType::Percent | FeatureType::Limit | FeatureType::Range | FeatureType::Money | FeatureType::Rating => {
            true
        }
        _ => false,
    };
    if !counts {
        return Vec::new();
    }
    let statements: Vec<Option<&Statement>> =
        tiers.iter().map(|tier| Some(guide.tiers.get(*tier)?.cells.get(feature)?.as_ref()?.first())).collect();
    let prices: Vec<&MoneyAmount> =
        statements.iter().flatten().filter_map(|statement| price(&statement.value)).collect();
    // A bar beside a price in another currency would be read against it.
    if prices.iter().any(|price| prices.first().is_some_and(|first| !first.comparable(price))) {
        return Vec::new();
    }
    let numbers: Vec<Option<Number>> = statements.iter().map(|statement| number((*statement)?)).collect();
    let whole = match of.kind {
        FeatureType::Percent => Some(Decimal::ONE_HUNDRED),
        FeatureType::Rating => Some(Decimal::ONE),
        _ => None,
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

/// The number that a length can stand for. No limit and an end that is open are longer than any bar.
pub fn number(statement: &Statement) -> Option<Number> {
    let number = |n: Decimal| Some(Number::new(n, statement.bound));
    match &statement.value {
        Value::Number(n) | Value::Percent(n) | Value::Limit(Limit::Number(n)) => number(*n),
        Value::Range(range) => Some(Number { from: range.min?, to: range.max?, bound: statement.bound }),
        Value::Rating(rating) => number(rating.share()),
        Value::Money(Money::Free) => number(Decimal::ZERO),
        Value::Money(Money::Amount(price)) => number(price.first()),
        _ => None,
    }
}

pub fn view(bar: Bar, share: bool) -> BarView {
    BarView {
        start: (bar.start > 0).then(|| percent(bar.start)),
        end: percent(bar.end),
        ends: match bar.ends {
            End::Sure => "sure",
            End::Beyond => "beyond",
            End::Before => "before",
        },
        share,
    }
}

/// `62.5%`
pub fn percent(thousandths: u16) -> String {
    let (whole, rest) = (thousandths / 10, thousandths % 10);
    if rest == 0 { format!("{whole}%") } else { format!("{whole}.{rest}%") }
}
