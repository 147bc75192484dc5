//! The interval that surely contains a number, given the qualifier before it: "about", "more than", "at least".

use crate::value::{Better, Extent};
use crate::{Bound, Decimal, Statement};

/// An end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// Not stated.
    Open,
    At {
        number: Decimal,
        /// Whether the number itself belongs to the interval.
        reached: bool,
    },
    /// Beyond all numbers: there is no limit.
    Endless,
}

/// All that a number may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Interval {
    pub low: End,
    pub high: End,
}

impl Interval {
    /// Of what is a number, or can be put as one: a range by the end that counts for `better`, sizes by their product,
    /// a rating as a share, a price by its first step (one "from" so much can be had for so much).
    pub(crate) fn of(statement: &Statement, better: Better) -> Option<Interval> {
        let starts_at = statement.value.kind().is_some_and(|kind| kind.info().starts_at);
        Some(match statement.value.extent()? {
            Extent::Number(number) if starts_at && statement.bound == Bound::AtLeast => Interval::exactly(number),
            Extent::Number(number) => Interval::around(number, statement.bound),
            Extent::Range(min, max) => {
                let at = |number: Option<Decimal>| number.map_or(End::Open, End::at);
                match (better, min, max) {
                    (Better::Higher, _, Some(max)) => Interval::exactly(max),
                    (Better::Higher, min, None) => Interval { low: at(min), high: End::Open },
                    (_, Some(min), _) => Interval::exactly(min),
                    (_, None, max) => Interval { low: End::Open, high: at(max) },
                }
            }
            Extent::Unlimited => Interval { low: End::Endless, high: End::Endless },
            Extent::Positive => Interval { low: End::At { number: Decimal::ZERO, reached: false }, high: End::Open },
        })
    }

    fn exactly(number: Decimal) -> Interval {
        Interval { low: End::at(number), high: End::at(number) }
    }

    /// What a bound leaves open. "About" so much is taken for a number rounded at its last digit that is not zero.
    pub(crate) fn around(number: Decimal, bound: Bound) -> Interval {
        let beyond = End::At { number, reached: false };
        match bound {
            Bound::Exact => Interval::exactly(number),
            Bound::About => {
                let half = half_a_step(number);
                let end = |number: Option<Decimal>| number.map_or(End::Open, End::at);
                Interval { low: end(number.checked_sub(half)), high: end(number.checked_add(half)) }
            }
            Bound::MoreThan => Interval { low: beyond, high: End::Open },
            Bound::AtLeast => Interval { low: End::at(number), high: End::Open },
            Bound::LessThan => Interval { low: End::Open, high: beyond },
            Bound::AtMost => Interval { low: End::Open, high: End::at(number) },
        }
    }

    /// Whether all that this may be is as high as all that the other may be, or higher.
    pub(crate) fn is_at_least(&self, other: &Interval) -> bool {
        match (self.low, other.high) {
            (End::Endless, _) => true,
            (End::At { number: low, .. }, End::At { number: high, .. }) => low >= high,
            _ => false,
        }
    }

    /// Whether all that this may be is higher than all that the other may be.
    pub(crate) fn is_above(&self, other: &Interval) -> bool {
        match (self.low, other.high) {
            (End::Endless, End::At { .. }) => true,
            (End::At { number: low, reached: a }, End::At { number: high, reached: b }) => {
                low > high || (low == high && !(a && b))
            }
            _ => false,
        }
    }

    /// Whether it is surely more than nothing.
    pub(crate) fn is_positive(&self) -> bool {
        self.is_above(&Interval::exactly(Decimal::ZERO))
    }
}

impl End {
    pub(crate) fn at(number: Decimal) -> End {
        End::At { number, reached: true }
    }
}

/// Half of what one more in the last digit that is not zero would add: 50 for 100, 0.05 for 3.3; nothing for 0.
fn half_a_step(number: Decimal) -> Decimal {
    let number = number.abs().normalize();
    if number.is_zero() {
        return Decimal::ZERO;
    }
    let mut step = Decimal::new(1, number.scale());
    let ten = Decimal::TEN;
    while let Some(next) = step.checked_mul(ten)
        && number.checked_rem(next).is_some_and(|rest| rest.is_zero())
    {
        step = next;
    }
    step / Decimal::TWO
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about(text: &str) -> (String, String) {
        let end = |end: End| match end {
            End::At { number, .. } => number.normalize().to_string(),
            other => format!("{other:?}"),
        };
        let Interval { low, high } = Interval::around(text.parse().expect("a number"), Bound::About);
        (end(low), end(high))
    }

    #[test]
    fn about_is_rounded_at_the_last_digit() {
        let told = |low: &str, high: &str| (low.to_owned(), high.to_owned());
        assert_eq!(about("80"), told("75", "85"));
        assert_eq!(about("85"), told("84.5", "85.5"));
        assert_eq!(about("3300000000"), told("3250000000", "3350000000"));
        assert_eq!(about("3.30"), told("3.25", "3.35"));
        assert_eq!(about("-80"), told("-85", "-75"));
        assert_eq!(about("0"), told("0", "0"));
        let most = Decimal::MAX.to_string();
        assert_eq!(about(&most).1, "Open", "beyond what can be counted");
    }

    #[test]
    fn ends_that_are_not_reached_decide() {
        let of = |number: i64, bound| Interval::around(Decimal::from(number), bound);
        assert!(of(10, Bound::AtLeast).is_at_least(&of(10, Bound::AtMost)));
        assert!(!of(10, Bound::AtLeast).is_above(&of(10, Bound::AtMost)), "both may be 10");
        assert!(of(10, Bound::MoreThan).is_above(&of(10, Bound::Exact)));
        assert!(of(10, Bound::AtLeast).is_above(&of(10, Bound::LessThan)));
        assert!(!of(101, Bound::Exact).is_at_least(&of(100, Bound::About)));
        assert!(!of(20, Bound::AtMost).is_at_least(&of(10, Bound::Exact)));
        let unlimited = Interval { low: End::Endless, high: End::Endless };
        assert!(unlimited.is_above(&of(10, Bound::About)) && !unlimited.is_above(&of(10, Bound::AtLeast)));
        assert!(unlimited.is_at_least(&unlimited) && !unlimited.is_above(&unlimited));
    }
}
