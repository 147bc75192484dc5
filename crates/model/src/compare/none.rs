//! "There is none" beside values: no fee is a fee of 0, and no audit is not an audit of day 0. What it comes to is said
//! by each value type ([`NoneRank`]).

use std::borrow::Cow;

use super::ranking::Order;
use crate::value::{Better, Extent, NoneRank, Value};
use crate::{Decimal, Feature, FeatureType, Statement};

/// A statement as it is compared: "there is none" as 0, in types that have one.
pub(super) fn counted(kind: FeatureType, statement: &Statement) -> Cow<'_, Statement> {
    match statement.value.counted_as(kind) {
        Cow::Borrowed(_) => Cow::Borrowed(statement),
        Cow::Owned(value) => Cow::Owned(Statement { value, ..statement.clone() }),
    }
}

/// How `a` ranks against `b` where higher is better, if one of the two is "there is none" and the type cannot count it.
/// `None` where the values themselves decide.
pub(super) fn rank(of: &Feature, a: &Statement, b: &Statement) -> Option<Order> {
    let nothing = |statement: &Statement| statement.value == Value::No;
    if matches!(of.better, Better::Yes | Better::No) || (nothing(a) == nothing(b) && !nothing(a)) {
        return None;
    }
    if nothing(a) && nothing(b) {
        return Some(Order { not_worse: true, better: false });
    }
    let is_lower = |statement: &Statement| is_negative(&statement.value);
    match of.kind.none() {
        // Below 0, numbers are changes or temperatures, and having none is not a change of 0.
        NoneRank::Zero(_) => (is_lower(a) || is_lower(b)).then(Order::default),
        NoneRank::Lowest if of.better == Better::Higher && nothing(b) => Some(Order { not_worse: true, better: true }),
        NoneRank::Lowest | NoneRank::Apart => Some(Order::default()),
    }
}

fn is_negative(value: &Value) -> bool {
    match value.extent() {
        Some(Extent::Number(number) | Extent::Range(Some(number), _)) => number < Decimal::ZERO,
        _ => false,
    }
}
