//! Charts of countable marks: the number of marks that shows a figure correctly.

use rust_decimal::RoundingStrategy;

use mizan_model::{Bound, Decimal};

/// More than this cannot be counted at a glance.
const MOST: u32 = 60;

/// The chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Marks {
    /// `filled` of `total`; `exact` where that is the figure itself.
    Part { filled: u32, total: u32, exact: bool },
    /// `filled` marks, each for `each`.
    Count { filled: u32, each: Decimal },
}

/// A share of a hundred: on ten, twenty or fifty marks, the fewest that hold it exactly, else rounded
/// on fifty. What is stated as "more than" is rounded down, "less than" is rounded up. `None` for what would look
/// like all or none, and is neither.
pub(crate) fn percent(value: Decimal, bound: Bound) -> Option<Marks> {
    let hundred = Decimal::ONE_HUNDRED;
    if value.is_sign_negative() || value > hundred {
        return None;
    }
    for total in [10, 20, 50] {
        let filled = value * Decimal::from(total) / hundred;
        if filled.fract().is_zero() {
            let is_whole = value.is_zero() || value == hundred;
            let part = Marks::Part { filled: filled.try_into().ok()?, total, exact: true };
            return (!is_whole || bound == Bound::Exact).then_some(part);
        }
    }
    let filled: u32 = rounded(value / Decimal::TWO, bound).try_into().ok()?;
    (1..50).contains(&filled).then_some(Marks::Part { filled, total: 50, exact: false })
}

/// A number of things: a mark represents 1, 2 or 5 times a power of ten, as little as keeps the marks
/// few enough to be counted.
pub(crate) fn count(value: Decimal, bound: Bound) -> Option<Marks> {
    if value < Decimal::ONE {
        return None;
    }
    let mut power = Decimal::ONE;
    loop {
        for step in [1, 2, 5] {
            let each = power.checked_mul(Decimal::from(step))?;
            let marks = rounded(value.checked_div(each)?, bound);
            if marks <= Decimal::from(MOST) {
                let filled: u32 = marks.try_into().ok()?;
                return (filled > 0).then_some(Marks::Count { filled, each });
            }
        }
        power = power.checked_mul(Decimal::TEN)?;
    }
}

/// Several numbers of the same things: a mark represents as much in each, so that they can be compared. `None` if
/// marks that suit the largest would misrepresent another, by more than a tenth of it.
pub(crate) fn counts(values: &[(Decimal, Bound)]) -> Option<Vec<Marks>> {
    let (largest, bound) = values.iter().max_by_key(|(value, _)| *value)?;
    let Some(Marks::Count { each, .. }) = count(*largest, *bound) else { return None };
    let marks = |(value, bound): &(Decimal, Bound)| {
        let filled = rounded(value.checked_div(each)?, *bound);
        let missed = (filled.checked_mul(each)? - value).abs();
        let is_true = missed.checked_mul(Decimal::TEN)? <= *value && !filled.is_zero();
        is_true.then_some(Marks::Count { filled: filled.try_into().ok()?, each })
    };
    values.iter().map(marks).collect()
}

fn rounded(value: Decimal, bound: Bound) -> Decimal {
    match bound {
        Bound::MoreThan | Bound::AtLeast => value.floor(),
        Bound::LessThan | Bound::AtMost => value.ceil(),
        Bound::Exact | Bound::About => value.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(value: &str) -> Option<Marks> {
        percent(value.parse().unwrap(), Bound::Exact)
    }

    #[test]
    fn a_share_takes_the_fewest_marks_that_hold_it() {
        assert_eq!(part("80"), Some(Marks::Part { filled: 8, total: 10, exact: true }));
        assert_eq!(part("85"), Some(Marks::Part { filled: 17, total: 20, exact: true }));
        assert_eq!(part("98"), Some(Marks::Part { filled: 49, total: 50, exact: true }));
        assert_eq!(part("33.3"), Some(Marks::Part { filled: 17, total: 50, exact: false }));
        assert_eq!(part("0"), Some(Marks::Part { filled: 0, total: 10, exact: true }));
        assert_eq!(part("100"), Some(Marks::Part { filled: 10, total: 10, exact: true }));
        assert_eq!(part("101"), None);
        assert_eq!(part("99.9"), None, "not all");
        assert_eq!(part("0.1"), None, "not none");
        assert_eq!(percent("1.5".parse().unwrap(), Bound::MoreThan), None, "more than none says nothing");
        assert_eq!(percent(Decimal::ZERO, Bound::MoreThan), None);
        assert_eq!(part("-1"), None);
    }

    #[test]
    fn a_share_said_to_be_more_is_not_drawn_as_more() {
        let more = percent("33.9".parse().unwrap(), Bound::MoreThan);
        assert_eq!(more, Some(Marks::Part { filled: 16, total: 50, exact: false }));
    }

    #[test]
    fn a_number_takes_round_marks() {
        let count = |n: i64, bound| count(Decimal::from(n), bound);
        let marks = |filled, each: i64| Some(Marks::Count { filled, each: Decimal::from(each) });
        assert_eq!(count(3_300_000_000, Bound::MoreThan), marks(33, 100_000_000));
        assert_eq!(count(3_399_999_999, Bound::MoreThan), marks(33, 100_000_000));
        assert_eq!(count(60, Bound::Exact), marks(60, 1));
        assert_eq!(count(61, Bound::Exact), marks(31, 2));
        assert_eq!(count(1, Bound::Exact), marks(1, 1));
        assert_eq!(count(0, Bound::Exact), None);
        assert_eq!(count(-5, Bound::Exact), None);
    }

    #[test]
    fn numbers_of_the_same_things_share_their_mark() {
        let numbers = |values: &[i64]| {
            let values: Vec<_> = values.iter().map(|n| (Decimal::from(*n), Bound::Exact)).collect();
            counts(&values)
        };
        let marks = |filled, each: i64| Marks::Count { filled, each: Decimal::from(each) };
        assert_eq!(numbers(&[18, 7]), Some(vec![marks(18, 1), marks(7, 1)]));
        assert_eq!(numbers(&[400, 3300]), Some(vec![marks(4, 100), marks(33, 100)]));
        assert_eq!(numbers(&[100, 14]), Some(vec![marks(50, 2), marks(7, 2)]));
        assert_eq!(numbers(&[6000, 149]), None, "one mark of 100 is not 149");
        assert_eq!(numbers(&[6000, 7]), None);
        assert_eq!(numbers(&[0, 7]), None);
        assert_eq!(numbers(&[]), None);
    }

    #[test]
    fn the_largest_number_ends() {
        let most = (Decimal::MAX, Bound::MoreThan);
        assert!(counts(&[most, most]).is_some());
        assert!(count(Decimal::MAX, Bound::AtMost).is_some());
    }
}
