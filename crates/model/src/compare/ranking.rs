//! Which of two tiers is better by a row's `better`, and which tiers are ahead of others. A tier is not better than one
//! that may be as good.

use std::cmp::Ordering;

use super::validity::{Validity, validity};
use super::{Interval, in_common, none};
use crate::value::{Better, Mode, Money, Value};
use crate::{Bound, Cell, Feature, FeatureIx, Guide, Statement, TierIx};

/// How one surely ranks against another, as far as `better` goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Order {
    /// As good or better, whatever "about" and "more than" leave open.
    pub not_worse: bool,
    /// Better.
    pub better: bool,
}

/// Those of `tiers` that are best in a row: as good as every other of them that is known, and better than those that are
/// not best. Nobody is where more than half of them are as good as each other, which tells readers nothing.
pub(super) fn best(guide: &Guide, feature: FeatureIx, tiers: &[TierIx]) -> Vec<TierIx> {
    let Some(of) = guide.feature(feature).filter(|of| of.better != Better::None) else { return Vec::new() };
    let cell = |tier: &TierIx| Some((*tier, guide.cell(feature, *tier)?));
    let known: Vec<(TierIx, &Cell)> =
        tiers.iter().filter_map(cell).filter(|(_, cell)| takes_part(guide, cell.first())).collect();
    let is_best = |(at, a): &(TierIx, &Cell)| {
        known.iter().filter(|(other, _)| other != at).all(|(_, b)| of_cells(of, a, b).not_worse)
    };
    let (best, rest): (Vec<_>, Vec<_>) = known.iter().copied().partition(is_best);
    let stands_out =
        best.len() * 2 <= known.len() && best.iter().all(|(_, a)| rest.iter().all(|(_, b)| of_cells(of, a, b).better));
    if stands_out { best.into_iter().map(|(tier, _)| tier).collect() } else { Vec::new() }
}

/// Whether a statement can be better or worse than another.
pub(crate) fn takes_part(guide: &Guide, statement: &Statement) -> bool {
    statement.value.is_known() && !matches!(validity(guide, statement), Validity::NotYet | Validity::Over)
}

/// How two cells rank against each other: the first statement decides, with what the other states about the same, and no
/// other that both make may contradict it.
fn of_cells(of: &Feature, a: &Cell, b: &Cell) -> Order {
    let like = in_common(a, b).find(|(x, _)| std::ptr::eq(*x, a.first()));
    let first = like.map(|(x, y)| order(of, x, y)).unwrap_or_default();
    let not_worse = in_common(a, b).all(|(a, b)| order(of, a, b).not_worse);
    Order { not_worse: first.not_worse && not_worse, better: first.better && not_worse }
}

/// How `a` ranks against `b`.
pub(crate) fn order(of: &Feature, a: &Statement, b: &Statement) -> Order {
    let (a, b) = match of.better {
        Better::Yes | Better::Higher => (a, b),
        _ => (b, a),
    };
    none::rank(of, a, b).unwrap_or_else(|| higher(&none::counted(of.kind, a), &none::counted(of.kind, b), of.better))
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
