//! Bars on one scale: several numbers, as lengths from zero.

use mizan_model::{Bound, Decimal};

/// The whole scale; lengths are thousandths of it.
pub(crate) const SCALE: u16 = 1000;

/// What is not zero shows.
const LEAST: u16 = 10;

/// How long the longest bar is where some go on beyond their number: that needs room.
const BEFORE_OPEN: u16 = 880;

/// A number, or a span of numbers, with how sure its end is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    /// Zero, unless it is a span.
    pub from: Decimal,
    pub to: Decimal,
    pub bound: Bound,
}

impl Bar {
    /// Where the sign ends that it goes on: a little beyond the bar, for it is unknown how far.
    pub(crate) fn beyond(&self) -> Option<u16> {
        (self.ends == BarEnd::Beyond).then(|| (self.end + (SCALE - BEFORE_OPEN)).min(SCALE))
    }
}

impl Number {
    pub(crate) fn new(to: Decimal, bound: Bound) -> Number {
        Number { from: Decimal::ZERO, to, bound }
    }
}

/// How a bar ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BarEnd {
    /// With the number.
    Sure,
    /// Somewhere beyond: it is at least so long.
    Beyond,
    /// Somewhere before: it is at most so long.
    Before,
}

/// From where to where, in thousandths of the scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bar {
    pub start: u16,
    pub end: u16,
    pub ends: BarEnd,
}

/// A bar for each number, in their order; `None` stays `None`. The scale goes from zero to the largest number, or to
/// `whole` where there is one and no number is beyond it.
///
/// Nothing is drawn of what no length can show: fewer than two numbers (without a whole: above zero), numbers that are
/// all alike, or one below zero among them.
pub(crate) fn bars(numbers: &[Option<Number>], whole: Option<Decimal>) -> Option<Vec<Option<Bar>>> {
    let known: Vec<Number> = numbers.iter().copied().flatten().collect();
    let largest = known.iter().map(|number| number.to).max()?;
    let counted = known.iter().filter(|number| whole.is_some() || number.to > Decimal::ZERO).count();
    let alike = known.iter().all(|number| Some(number) == known.first());
    if counted < 2 || alike || known.iter().any(|number| number.from < Decimal::ZERO || number.to < number.from) {
        return None;
    }
    let whole = whole.filter(|whole| largest <= *whole);
    let goes_on = whole.is_none() && known.iter().any(|number| ends(number.bound) == BarEnd::Beyond);
    let full = if goes_on { BEFORE_OPEN } else { SCALE };
    let end_of_scale = whole.unwrap_or(largest);
    numbers.iter().map(|number| number.map_or(Some(None), |number| bar(number, end_of_scale, full).map(Some))).collect()
}

fn bar(number: Number, end_of_scale: Decimal, full: u16) -> Option<Bar> {
    let place = |at: Decimal| -> Option<u16> {
        let share = at.checked_div(end_of_scale)?;
        let place: u16 = (share * Decimal::from(full)).round().try_into().ok()?;
        Some(place.min(full))
    };
    let (start, end) = (place(number.from)?, place(number.to)?);
    if number.to.is_zero() {
        return Some(Bar { start, end, ends: ends(number.bound) });
    }
    // A span that is short keeps its end, and begins a little before it.
    let end = end.max(LEAST);
    let start = if number.from.is_zero() { start } else { start.min(end - LEAST) };
    Some(Bar { start, end, ends: ends(number.bound) })
}

fn ends(bound: Bound) -> BarEnd {
    match bound {
        Bound::Exact | Bound::About => BarEnd::Sure,
        Bound::MoreThan | Bound::AtLeast => BarEnd::Beyond,
        Bound::LessThan | Bound::AtMost => BarEnd::Before,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn exact(n: i64) -> Option<Number> {
        Some(Number::new(Decimal::from(n), Bound::Exact))
    }

    fn ends_of(numbers: &[Option<Number>], whole: Option<i64>) -> Option<Vec<Option<u16>>> {
        let bars = bars(numbers, whole.map(Decimal::from))?;
        Some(bars.into_iter().map(|bar| bar.map(|bar| bar.end)).collect())
    }

    #[test]
    fn the_largest_number_is_the_scale() {
        assert_eq!(ends_of(&[exact(5), exact(20), exact(0)], None), Some(vec![Some(250), Some(1000), Some(0)]));
    }

    #[test]
    fn a_whole_is_the_scale_until_a_number_goes_beyond_it() {
        assert_eq!(ends_of(&[exact(40), exact(0)], Some(100)), Some(vec![Some(400), Some(0)]));
        assert_eq!(ends_of(&[exact(50), exact(200)], Some(100)), Some(vec![Some(250), Some(1000)]));
    }

    #[test]
    fn what_is_no_number_has_no_bar() {
        assert_eq!(ends_of(&[exact(1), None, exact(2)], None), Some(vec![Some(500), None, Some(1000)]));
    }

    #[test]
    fn nothing_to_compare_is_not_drawn() {
        assert_eq!(bars(&[], None), None);
        assert_eq!(bars(&[None, exact(7)], None), None);
        assert_eq!(bars(&[exact(0), exact(7)], None), None, "a length alone tells nothing");
        assert_eq!(bars(&[exact(7), exact(7)], None), None);
        assert_eq!(bars(&[exact(-1), exact(7), exact(9)], None), None);
    }

    #[test]
    fn what_is_at_least_so_much_has_room_to_go_on() {
        let more = Number::new(Decimal::from(100), Bound::AtLeast);
        let drawn = bars(&[Some(more), exact(50)], None).unwrap();
        assert_eq!(drawn[0], Some(Bar { start: 0, end: 880, ends: BarEnd::Beyond }));
        assert_eq!((drawn[0].unwrap().beyond(), drawn[1].unwrap().beyond()), (Some(1000), None));
        assert_eq!(drawn[1], Some(Bar { start: 0, end: 440, ends: BarEnd::Sure }));
    }

    #[test]
    fn a_span_lies_between_its_ends() {
        let span = Number { from: Decimal::from(2), to: Decimal::from(8), bound: Bound::Exact };
        assert_eq!(
            bars(&[Some(span), exact(16)], None).unwrap()[0],
            Some(Bar { start: 125, end: 500, ends: BarEnd::Sure })
        );
        let narrow = Number { from: Decimal::from(8), ..span };
        assert_eq!(bars(&[Some(narrow), exact(16)], None).unwrap()[0].unwrap().start, 490);
    }

    #[test]
    fn the_smallest_beside_the_largest_still_shows() {
        let small = Number::new(Decimal::new(1, 28), Bound::Exact);
        let large = Number::new(Decimal::MAX, Bound::MoreThan);
        let drawn = bars(&[Some(small), Some(large)], None).unwrap();
        assert_eq!((drawn[0].unwrap().end, drawn[1].unwrap().end), (LEAST, BEFORE_OPEN));
    }

    fn bound() -> impl Strategy<Value = Bound> {
        proptest::sample::select(Bound::ALL.iter().map(|(_, bound)| *bound).collect::<Vec<_>>())
    }

    proptest! {
        #[test]
        fn bars_keep_the_order_of_numbers(
            numbers in proptest::collection::vec(proptest::option::of((0_i64..1_000_000, 0_u32..6, bound())), 0..12),
            whole in proptest::option::of(Just(Decimal::ONE_HUNDRED)),
        ) {
            let numbers: Vec<Option<Number>> =
                numbers.into_iter().map(|n| n.map(|(n, scale, bound)| Number::new(Decimal::new(n, scale), bound))).collect();
            if let Some(drawn) = bars(&numbers, whole) {
                prop_assert_eq!(drawn.len(), numbers.len());
                for (number, bar) in numbers.iter().zip(&drawn) {
                    prop_assert_eq!(number.is_some(), bar.is_some());
                    let (Some(number), Some(bar)) = (number, bar) else { continue };
                    prop_assert_eq!(bar.start, 0);
                    prop_assert!(bar.end <= SCALE);
                    prop_assert_eq!(number.to.is_zero(), bar.end == 0);
                    for (other, beside) in numbers.iter().zip(&drawn).filter_map(|(n, b)| n.zip(*b)) {
                        prop_assert!(other.to > number.to || beside.end <= bar.end);
                    }
                }
                let longest = drawn.iter().flatten().map(|bar| bar.end).max().unwrap();
                let whole = whole.filter(|whole| numbers.iter().flatten().all(|n| n.to <= *whole));
                prop_assert!(whole.is_some() || longest == SCALE || longest == BEFORE_OPEN);
            }
        }
    }
}
