//! Prices per month and per year in one cell.

use super::{F, X, Y, good};
use mizan_model::contrast::Apart;
use mizan_model::{compare, contrast};

fn usd(amount: u8, per: &str) -> String {
    format!("{{ amount = \"{amount}\", currency = \"USD\", per = \"{per}\" }}")
}

/// The list of the pair page, who is marked, and in whose favor it counts.
fn told(a: &str, b: &str) -> (&'static str, Vec<usize>, [usize; 2]) {
    let text = "tiers = [\"x\", \"y\"]\n[[groups]]\nid = \"g\"\n\
                features = [{ id = \"f\", type = \"money\", better = \"lower\" }]\n";
    let facts = [a, b].map(|cell| format!("[features]\nf = {cell}\n"));
    let guide = good(text, &[("x", &facts[0]), ("y", &facts[1])]);
    let rows = compare::pair(&guide, X, Y);
    let lists = [rows.different, rows.same, rows.unknown, rows.incomparable];
    let list =
        ["different", "same", "unknown", "incomparable"][lists.iter().position(|list| !list.is_empty()).expect("one")];
    let best = compare::best_among(&guide, F, &[X, Y]).iter().map(|tier| tier.get()).collect();
    let Apart { a, b, .. } = contrast::pair(&guide, X, Y);
    (list, best, [a.len(), b.len()])
}

#[test]
fn each_price_is_compared_with_its_like() {
    let list = |month: u8, year: u8| format!("[{}, {}]", usd(month, "month"), usd(year, "year"));
    assert_eq!(told(&list(9, 99), &list(9, 99)), ("same", vec![], [0, 0]));
    assert_eq!(told(&list(8, 80), &list(9, 99)), ("different", vec![0], [1, 0]));
    assert_eq!(told(&list(8, 99), &list(9, 80)), ("different", vec![], [0, 0]), "each is cheaper one way");
    let turned = format!("[{}, {}]", usd(80, "year"), usd(8, "month"));
    assert_eq!(told(&list(8, 80), &turned), ("same", vec![], [0, 0]), "in any order");
    assert_eq!(told(&list(9, 99), &turned).1, [1], "in any order");
}

#[test]
fn a_period_that_only_one_names_is_a_difference() {
    let both = format!("[{}, {}]", usd(9, "month"), usd(99, "year"));
    assert_eq!(told(&both, &usd(9, "month")), ("different", vec![], [0, 0]));
    assert_eq!(told(&both, &usd(10, "month")), ("different", vec![0], [1, 0]));
    assert_eq!(told(&usd(9, "month"), &usd(99, "year")), ("different", vec![], [0, 0]), "neither is surely cheaper");
}
