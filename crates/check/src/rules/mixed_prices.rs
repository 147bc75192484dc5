//! Prices of one row that cannot be compared.

use crate::lint::{Check, GuideInput, LintRule};
use mizan_model::value::{Money, MoneyAmount, Value};
use mizan_model::{FeatureIx, FeatureType, Guide};
use mizan_source::Span;
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics};

#[doc = include_str!("../../../../docs/diagnostics/MZ0707.md")]
pub(super) struct MixedPrices;

impl LintRule for MixedPrices {
    const CODE: Code = Code::MixedPrices;
    const CHECK: Check = Check::Guide(check);
}

fn check(GuideInput { guide, .. }: &GuideInput<'_>) -> Diagnostics {
    let rows = guide.features.iter_enumerated().filter(|(_, feature)| feature.kind == FeatureType::Money);
    rows.filter_map(|(ix, _)| check_row(guide, ix)).collect::<Vec<_>>().into()
}

fn check_row(guide: &Guide, ix: FeatureIx) -> Option<Diagnostic> {
    let feature = guide.feature(ix)?;
    let prices: Vec<(&str, &MoneyAmount, Span)> = guide
        .tiers
        .iter()
        .filter_map(|tier| {
            let statement = tier.cells.get(ix)?.as_ref()?.first();
            match &statement.value {
                Value::Money(Money::Amount(price)) => Some((tier.id.as_str(), price, statement.span)),
                _ => None,
            }
        })
        .collect();
    let (first, others) = prices.split_first()?;
    let other = others.iter().find(|other| !other.1.comparable(first.1))?;
    let (here, there) = (in_words(other.1), in_words(first.1));
    Some(
        MixedPrices::warning(format!(
                "the prices of `{}` in the guide `{}` cannot be compared: {there} for `{}`, {here} for `{}`",
                feature.id, guide.id, first.0, other.0
            ),
        )
        .at(other.2, format!("`{}`: {here}", other.0))
        .also(first.2, format!("`{}`: {there}", first.0))
        .help("begin each cell with a price in the same currency and per the same unit, so that the best can be marked; other prices may follow in a list, each with a `variant`"),
    )
}

/// "USD per seat and month", "USD".
fn in_words(price: &MoneyAmount) -> String {
    match price.per.as_slice() {
        [] => price.currency.clone(),
        units => format!("{} per {}", price.currency, units.join(" and ")),
    }
}
