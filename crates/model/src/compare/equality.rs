//! Whether two cells are equal.

use super::validity::validity;
use super::{Interval, none};
use crate::value::{Better, Equality, Money, Support, Text, Value};
use crate::{Bound, Cell, FeatureIx, FeatureType, Guide, Origin, Statement, TierIx};

/// The statements of two cells that are about the same thing: about the same variant, or one of them about all. Where a
/// cell has a price per month and one per year, each is compared with its like.
pub(crate) fn in_common<'a>(a: &'a Cell, b: &'a Cell) -> impl Iterator<Item = (&'a Statement, &'a Statement)> {
    let has_like = |cell: &Cell, to: &Statement| {
        cell.statements.iter().any(|other| same_variant(other, to) && same_period(other, to) == Some(true))
    };
    let are_apart = move |left: &Statement, right: &Statement| {
        same_period(left, right) == Some(false) && (has_like(a, right) || has_like(b, left))
    };
    a.statements.iter().flat_map(move |left| {
        let about_the_same = move |right: &&Statement| same_variant(left, right) && !are_apart(left, right);
        b.statements.iter().filter(about_the_same).map(move |right| (left, right))
    })
}

fn same_variant(a: &Statement, b: &Statement) -> bool {
    let (x, y) = (a.variant.as_ref(), b.variant.as_ref());
    x.zip(y).is_none_or(|(x, y)| x.value == y.value)
}

/// Whether two prices are per the same units, in any currency; `None` of other values.
fn same_period(a: &Statement, b: &Statement) -> Option<bool> {
    match (&a.value, &b.value) {
        (Value::Money(Money::Amount(x)), Value::Money(Money::Amount(y))) => Some(x.is_per_the_same(y)),
        _ => None,
    }
}

/// Whether a cell is about one variant alone: it does not state what holds for others.
pub(crate) fn speaks_of_one_variant(cell: &Cell) -> bool {
    matches!(cell.statements.as_slice(), [one] if one.variant.is_some())
}

/// Whether two tiers have the same value in a row: in all statements that both make, each with its bound. They differ
/// where one of these surely differs, or where one states of a further variant what the other states of none. Two
/// `partial` are the same only with the same notes, two texts only in the same words.
pub fn equal(guide: &Guide, feature: FeatureIx, a: TierIx, b: TierIx) -> Equality {
    let (Some(left), Some(right)) = (guide.cell(feature, a), guide.cell(feature, b)) else {
        return Equality::Unknown;
    };
    let compared = |x: &Statement, y: &Statement| statements(guide, feature, (a, x), (b, y));
    let told: Vec<Equality> = in_common(left, right).map(|(x, y)| compared(x, y)).collect();
    if told.contains(&Equality::Different) {
        return Equality::Different;
    }
    let cells = [left, right];
    if cells.iter().any(|cell| cell.statements.iter().any(|said| said.value == Value::Unknown)) {
        return Equality::Unknown;
    }
    let common = |of: &Statement| in_common(left, right).any(|(x, y)| std::ptr::eq(x, of) || std::ptr::eq(y, of));
    let only_left: Vec<&Statement> = left.statements.iter().filter(|said| !common(said)).collect();
    let only_right: Vec<&Statement> = right.statements.iter().filter(|said| !common(said)).collect();
    let differ = |x: &Statement, y: &Statement| compared(x, y) == Equality::Different;
    let says_more = only_left.iter().any(|x| right.statements.iter().all(|y| differ(x, y)))
        || only_right.iter().any(|y| left.statements.iter().all(|x| differ(x, y)));
    if says_more && !told.is_empty() {
        return Equality::Different;
    }
    let leaves_out = |one: &Cell, other: &Cell| {
        speaks_of_one_variant(other) && one.statements.iter().any(|statement| statement.variant.is_none())
    };
    let is_sure = !told.is_empty()
        && told.iter().all(|each| *each == Equality::Same)
        && only_left.is_empty()
        && only_right.is_empty()
        && !leaves_out(left, right)
        && !leaves_out(right, left);
    if is_sure { Equality::Same } else { Equality::Incomparable }
}

fn statements(
    guide: &Guide,
    feature: FeatureIx,
    (a, left): (TierIx, &Statement),
    (b, right): (TierIx, &Statement),
) -> Equality {
    let kind = guide.feature(feature).map_or(FeatureType::Support, |of| of.kind);
    let (left, right) = (&*none::counted(kind, left), &*none::counted(kind, right));
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
                false => open.then_some(Equality::Incomparable),
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
    Some(if x.is_above(&y) || y.is_above(&x) { Equality::Different } else { Equality::Incomparable })
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
