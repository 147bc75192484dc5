//! `version`: compared by its numbers.

use std::cmp::Ordering;

/// The runs of digits in a version, without leading zeros.
fn numbers(version: &str) -> Vec<&str> {
    version
        .split(|c: char| !c.is_ascii_digit())
        .filter(|run| !run.is_empty())
        .map(|run| run.trim_start_matches('0'))
        .collect()
}

/// Number by number, a missing one counting as zero; versions without a number have no order.
pub fn order(a: &str, b: &str) -> Option<Ordering> {
    let (a, b) = (numbers(a), numbers(b));
    if a.is_empty() || b.is_empty() {
        return None;
    }
    let at = |list: &[&'_ str], i: usize| list.get(i).map_or((0, String::new()), |run| (run.len(), (*run).to_owned()));
    (0..a.len().max(b.len())).map(|i| at(&a, i).cmp(&at(&b, i))).find(|order| order.is_ne()).or(Some(Ordering::Equal))
}
