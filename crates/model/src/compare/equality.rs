//! Whether two cells are equal.

use super::Interval;
use super::validity::validity;
use crate::value::{Better, Equality, Money, Support, Text, Value};
use crate::{Bound, Cell, FeatureIx, Guide, Origin, Statement, TierIx};

/// The statements of two cells that are about the same thing: about the same variant, or one of them about all.
pub(crate) fn in_common<'a>(a: &'a Cell, b: &'a Cell) -> impl Iterator<Item = (&'a Statement, &'a Statement)> {
    let of = |statement: &Statement| statement.variant.as_ref().map(|variant| variant.value.clone());
    a.statements.iter().flat_map(move |left| {
        b.statements.iter().filter_map(move |right| {
            let (x, y) = (of(left), of(right));
            (x.is_none() || y.is_none() || x == y).then_some((left, right))
        })
    })
}

/// Whether a cell is about one variant alone: it does not state what holds for others.
pub(crate) fn speaks_of_one_variant(cell: &Cell) -> bool {
    matches!(cell.statements.as_slice(), [one] if one.variant.is_some())
}

/// Whether two tiers have the same value in a row: in all statements that both make, each with its bound. They differ
/// where one of these surely differs. Two `partial` are the same only with the same notes, two texts only in the same
/// words; what only one states about a variant is unknown for the other.
pub fn equal(guide: &Guide, feature: FeatureIx, a: TierIx, b: TierIx) -> Equality {
    let (Some(left), Some(right)) = (guide.cell(feature, a), guide.cell(feature, b)) else {
        return Equality::Unknown;
    };
    let told: Vec<Equality> = in_common(left, right).map(|(x, y)| statements(guide, feature, (a, x), (b, y))).collect();
    if told.contains(&Equality::Different) {
        return Equality::Different;
    }
    let leaves_out = |one: &Cell, other: &Cell| {
        one.statements.iter().any(|statement| !in_common_with(statement, other))
            || (speaks_of_one_variant(other) && one.statements.iter().any(|statement| statement.variant.is_none()))
    };
    if told.is_empty() || told.contains(&Equality::Unknown) || leaves_out(left, right) || leaves_out(right, left) {
        return Equality::Unknown;
    }
    Equality::Same
}

fn in_common_with(statement: &Statement, cell: &Cell) -> bool {
    let variant = |of: &Statement| of.variant.as_ref().map(|variant| variant.value.clone());
    let of = variant(statement);
    of.is_none() || cell.statements.iter().any(|other| variant(other).is_none_or(|other| Some(other) == of))
}

fn statements(
    guide: &Guide,
    feature: FeatureIx,
    (a, left): (TierIx, &Statement),
    (b, right): (TierIx, &Statement),
) -> Equality {
    let values = numbers(left, right).unwrap_or_else(|| left.value.equal(&right.value));
    if values != Equality::Same {
        return values;
    }
    let same = validity(guide, left) == validity(guide, right)
        && left.until == right.until
        && match &left.value {
            Value::Support(Support::Partial) => same_notes(guide, feature, (a, left), (b, right)),
            Value::Text(Text::Words) => {
                words(guide, feature, a, WordSet::Text) == words(guide, feature, b, WordSet::Text)
                    && words(guide, feature, a, WordSet::Text).is_some()
            }
            _ => true,
        };
    if same { Equality::Same } else { Equality::Different }
}

/// Whether two numbers are the same, as far as their bounds show: "more than 10" may be 12. `None` if they are given
/// with the same bound, or are not numbers with bounds.
fn numbers(a: &Statement, b: &Statement) -> Option<Equality> {
    match (&a.value, &b.value) {
        (Value::Range(x), Value::Range(y)) => {
            let differ = |x: Option<_>, y: Option<_>| x.zip(y).is_some_and(|(x, y)| x != y);
            let open = (x.min.is_none(), x.max.is_none()) != (y.min.is_none(), y.max.is_none());
            return match differ(x.min, y.min) || differ(x.max, y.max) {
                true => Some(Equality::Different),
                false => open.then_some(Equality::Unknown),
            };
        }
        // What a price begins at is part of what is offered.
        (Value::Money(_), Value::Money(_)) if [a.bound, b.bound].contains(&Bound::AtLeast) => {
            return (a.bound != b.bound).then_some(Equality::Different);
        }
        (Value::Money(Money::Amount(x)), Value::Money(Money::Amount(y))) if !x.comparable(y) => return None,
        _ if a.bound == b.bound && a.value == b.value => return None,
        _ => {}
    }
    if a.bound == Bound::Exact && b.bound == Bound::Exact {
        return None;
    }
    let (x, y) = (Interval::of(a, Better::Higher)?, Interval::of(b, Better::Higher)?);
    Some(if x.is_above(&y) || y.is_above(&x) { Equality::Different } else { Equality::Unknown })
}

fn same_notes(
    guide: &Guide,
    feature: FeatureIx,
    (a, left): (TierIx, &Statement),
    (b, right): (TierIx, &Statement),
) -> bool {
    let ids = |statement: &Statement| {
        let mut ids: Vec<String> = statement.notes.shared.iter().map(|note| note.value.clone()).collect();
        ids.sort();
        ids
    };
    let own = match (left.notes.own, right.notes.own) {
        (false, false) => true,
        (true, true) => {
            let (a, b) = (words(guide, feature, a, WordSet::Note), words(guide, feature, b, WordSet::Note));
            a.is_some() && a == b
        }
        _ => false,
    };
    own && ids(left) == ids(right)
}

#[derive(Clone, Copy)]
enum WordSet {
    Text,
    Note,
}

/// A tier's own words about a feature in the source language. They belong to the tier that gave the cell.
fn words(guide: &Guide, feature: FeatureIx, tier: TierIx, which: WordSet) -> Option<&str> {
    let id = guide.feature(feature)?.id.as_str();
    let giver = match guide.cell(feature, tier)?.origin {
        Origin::Tier(giver) => giver,
        _ => tier,
    };
    let of = |tier: TierIx| {
        let words = guide.words.get(&guide.source_language)?.tiers.get(tier)?.as_ref()?;
        let map = match which {
            WordSet::Text => &words.text,
            WordSet::Note => &words.notes,
        };
        map.get(id).map(|prose| prose.text.as_str())
    };
    of(tier).or_else(|| of(giver))
}
