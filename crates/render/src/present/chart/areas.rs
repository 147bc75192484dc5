//! Prices by quantity: the price of one over the quantity, as areas on one pair of scales.

use std::fmt::Write;

use mizan_model::Decimal;

/// The box that contains an outline; its origin is where the quantity and the page begin, at the top.
pub(crate) const WIDTH: u16 = 1000;
pub(crate) const HEIGHT: u16 = 300;

/// A step is never narrower, and a price that is not zero never lower, than can be seen.
const LEAST: u16 = 12;

/// From which quantity on one costs how much, in order.
pub(crate) type Steps = Vec<(Decimal, Decimal)>;

/// Where a step begins, measured from the inline start, and the height of the price from there on.
pub(crate) type Outline = Vec<(u16, u16)>;

/// The upper outlines, as places `(from, height)` from the inline start: from there to the next place the price has
/// that height. `None` if no price changes with the quantity, for then bars show more.
///
/// The scales go from zero to the highest price, and to a quarter beyond the last step of all.
pub(crate) fn areas(prices: &[Option<Steps>]) -> Option<Vec<Option<Outline>>> {
    let known = || prices.iter().flatten();
    if !known().any(|steps| steps.len() > 1) || known().any(|steps| steps.is_empty() || !rises(steps)) {
        return None;
    }
    let last = known().flatten().map(|(from, _)| *from).max()?;
    let end = last.checked_mul(Decimal::new(125, 2))?;
    let highest = known().flatten().map(|(_, amount)| *amount).max().filter(|highest| !highest.is_zero())?;
    prices
        .iter()
        .map(|steps| steps.as_ref().map_or(Some(None), |steps| outline(steps, end, highest).map(Some)))
        .collect()
}

fn rises(steps: &Steps) -> bool {
    steps.iter().zip(steps.iter().skip(1)).all(|((from, _), (next, _))| from < next)
        && steps.iter().all(|(from, amount)| !from.is_sign_negative() && !amount.is_sign_negative())
}

fn outline(steps: &Steps, end: Decimal, highest: Decimal) -> Option<Outline> {
    let place = |number: Decimal, of: Decimal, size: u16| -> Option<u16> {
        let place: u16 = (number.checked_div(of)? * Decimal::from(size)).round().try_into().ok()?;
        Some(place.min(size))
    };
    let mut places = Outline::new();
    for (at, (from, amount)) in steps.iter().enumerate() {
        let start = match places.last() {
            None => 0,
            Some((before, _)) => place(*from, end, WIDTH)?.max(before + LEAST),
        };
        let height = if amount.is_zero() { 0 } else { place(*amount, highest, HEIGHT)?.max(LEAST) };
        // So many steps that they do not fit are not drawn.
        if at > 0 && start + LEAST > WIDTH {
            return None;
        }
        places.push((start, height));
    }
    Some(places)
}

/// The outline as a path, closed along the bottom.
pub(crate) fn path(places: &[(u16, u16)]) -> String {
    let mut path = format!("M0 {HEIGHT}");
    for (at, (from, height)) in places.iter().enumerate() {
        let top = HEIGHT - height.min(&HEIGHT);
        // Writing to a string cannot fail.
        let _ = if at == 0 { write!(path, "V{top}") } else { write!(path, "H{from}V{top}") };
    }
    let _ = write!(path, "H{WIDTH}V{HEIGHT}z");
    path
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn steps(steps: &[(i64, i64)]) -> Option<Steps> {
        Some(steps.iter().map(|(from, amount)| (Decimal::from(*from), Decimal::from(*amount))).collect())
    }

    #[test]
    fn a_price_by_quantity_is_an_outline_beside_the_others() {
        let drawn = areas(&[steps(&[(1, 20), (40, 10)]), None, steps(&[(1, 5)])]).unwrap();
        assert_eq!(drawn[0], Some(vec![(0, 300), (800, 150)]));
        assert_eq!(drawn[1], None);
        assert_eq!(drawn[2], Some(vec![(0, 75)]));
        assert_eq!(path(drawn[0].as_ref().unwrap()), "M0 300V0H800V150H1000V300z");
    }

    #[test]
    fn without_steps_or_in_no_order_there_is_none() {
        assert_eq!(areas(&[steps(&[(1, 20)]), steps(&[(1, 10)])]), None);
        assert_eq!(areas(&[steps(&[(40, 20), (1, 10)])]), None);
        assert_eq!(areas(&[]), None);
        assert_eq!(areas(&[steps(&[])]), None);
    }

    #[test]
    fn all_prices_may_be_nothing() {
        assert_eq!(areas(&[steps(&[(0, 0), (1, 0)])]), None, "there is no scale");
    }

    proptest! {
        #[test]
        fn outlines_keep_the_order_of_quantities_and_prices(
            prices in proptest::collection::vec(
                proptest::option::of(proptest::collection::btree_map(0_i64..5000, 0_i64..5000, 1..6)), 0..6),
        ) {
            let prices: Vec<Option<Steps>> = prices
                .into_iter()
                .map(|steps| steps.map(|s| s.into_iter().map(|(a, b)| (Decimal::from(a), Decimal::from(b))).collect()))
                .collect();
            if let Some(drawn) = areas(&prices) {
                let pairs = prices.iter().zip(&drawn).filter_map(|(steps, places)| steps.as_ref().zip(places.as_ref()));
                let all: Vec<(Decimal, u16)> =
                    pairs.clone().flat_map(|(steps, places)| steps.iter().map(|s| s.1).zip(places.iter().map(|p| p.1))).collect();
                for (steps, places) in pairs {
                    prop_assert_eq!(steps.len(), places.len());
                    prop_assert!(places.windows(2).all(|two| two[0].0 < two[1].0));
                    prop_assert!(places.iter().all(|(from, height)| *from < WIDTH && *height <= HEIGHT));
                }
                prop_assert!(all.iter().all(|a| all.iter().all(|b| a.0 > b.0 || a.1 <= b.1)));
                prop_assert!(all.iter().all(|(amount, height)| amount.is_zero() == (*height == 0)));
            }
        }
    }
}
