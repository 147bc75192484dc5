//! Which of two tiers is better by a row's `better`, and which tier is the best. A tier is not better than one that
//! may be as good.

use std::cmp::Ordering;

use super::validity::{Validity, validity};
use super::{Interval, in_common};
use crate::value::{Better, Mode, Money, Value};
use crate::{Bound, Cell, FeatureIx, Guide, IndexVec, Statement, TierIx};

/// How one surely ranks against another, as far as `better` goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Order {
    /// As good or better, whatever "about" and "more than" leave open.
    pub not_worse: bool,
    /// Better.
    pub better: bool,
}

/// What is best in a row, by tier: as good as every other that is known, and better than those that are not best. None
/// is where all are alike.
pub(super) fn best(guide: &Guide, feature: FeatureIx) -> IndexVec<TierIx, bool> {
    let better = guide.features[feature].better;
    let known: IndexVec<TierIx, Option<&Cell>> =
        guide.row(feature).map(|cell| cell.filter(|cell| takes_part(guide, cell.first(), better))).collect();
    let others =
        |tier: TierIx| known.iter_enumerated().filter(move |(at, _)| *at != tier).filter_map(|(_, cell)| *cell);
    let is_best = |tier: TierIx| known[tier].is_some_and(|a| others(tier).all(|b| of_cells(a, b, better).not_worse));
    let best: IndexVec<TierIx, bool> = known.indices().map(is_best).collect();
    let those = |best_ones: bool| {
        let marked = known.iter().zip(&best).filter(move |(_, best)| **best == best_ones);
        marked.filter_map(|(cell, _)| *cell)
    };
    let stands_out =
        those(false).next().is_some() && those(true).all(|a| those(false).all(|b| of_cells(a, b, better).better));
    if better != Better::None && stands_out { best } else { known.iter().map(|_| false).collect() }
}

/// Whether a statement can be better or worse than another.
pub(crate) fn takes_part(guide: &Guide, statement: &Statement, better: Better) -> bool {
    let is_there = match statement.value {
        Value::Unknown | Value::NotApplicable => false,
        // "There is none" has a place only among words of support.
        Value::No => matches!(better, Better::Yes | Better::No),
        _ => true,
    };
    is_there && !matches!(validity(guide, statement), Validity::NotYet | Validity::Over)
}

/// How two cells rank against each other: the first statements decide, and no other that both make may contradict them.
fn of_cells(a: &Cell, b: &Cell, better: Better) -> Order {
    let first = order(a.first(), b.first(), better);
    let not_worse = in_common(a, b).all(|(a, b)| order(a, b, better).not_worse);
    Order { not_worse: first.not_worse && not_worse, better: first.better && not_worse }
}

/// How `a` ranks against `b`.
pub(crate) fn order(a: &Statement, b: &Statement, better: Better) -> Order {
    match better {
        Better::Yes | Better::Higher => higher(a, b, better),
        _ => higher(b, a, better),
    }
}

/// How `a` ranks against `b` where higher is better. A price by quantity is higher where it is so at every quantity.
fn higher(a: &Statement, b: &Statement, better: Better) -> Order {
    let same_bound = a.bound == b.bound;
    if let (Value::Money(Money::Amount(x)), Value::Money(Money::Amount(y))) = (&a.value, &b.value)
        && [x.mode, y.mode] != [Mode::Flat, Mode::Flat]
    {
        let at_each = x.by_quantity(y).unwrap_or_default();
        let not_worse = !at_each.is_empty() && at_each.iter().all(|order| order.is_ge());
        return Order { not_worse, better: not_worse && at_each.iter().any(|order| order.is_gt()) };
    }
    if let (Some(x), Some(y)) = (Interval::of(a, better), Interval::of(b, better)) {
        if !a.value.is_comparable(&b.value) {
            return Order::default();
        }
        return Order { not_worse: (same_bound && x == y) || x.is_at_least(&y), better: x.is_above(&y) };
    }
    let Some(order) = a.value.order(&b.value, better) else { return Order::default() };
    let sure = !matches!(a.bound, Bound::LessThan | Bound::AtMost | Bound::About)
        && !matches!(b.bound, Bound::MoreThan | Bound::AtLeast | Bound::About);
    let beyond = a.bound == Bound::MoreThan || b.bound == Bound::LessThan;
    Order {
        not_worse: (same_bound && order.is_eq()) || (sure && order.is_ge()),
        better: sure && (order == Ordering::Greater || (order.is_eq() && beyond)),
    }
}
