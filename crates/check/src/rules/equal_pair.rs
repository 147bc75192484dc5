//! Pair pages on which nothing differs.

use crate::lint::{Check, GuideInput, LintRule};
use mizan_model::value::Value;
use mizan_model::{Tier, compare};
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics};

#[doc = include_str!("../../../../docs/diagnostics/MZ0712.md")]
pub(super) struct EqualPair;

impl LintRule for EqualPair {
    const CODE: Code = Code::EqualPair;
    const CHECK: Check = Check::Guide(check);
}

fn check(GuideInput { guide, .. }: &GuideInput<'_>) -> Diagnostics {
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut blank = std::collections::BTreeSet::new();
    for pair in &guide.pairs {
        let rows = compare::pair(guide, pair.a, pair.b);
        let (Some(a), Some(b)) = (guide.tier(pair.a), guide.tier(pair.b)) else { continue };
        if !rows.different.is_empty() || guide.features.is_empty() {
            continue;
        }
        // One tier of which nothing is known has many such pairs.
        let nothing = [a, b].into_iter().filter(|tier| nothing_known(tier)).collect::<Vec<_>>();
        if !nothing.is_empty() {
            found.extend(nothing.into_iter().filter(|tier| blank.insert(tier.id.as_str())).map(|tier| {
                let message = format!("every value of the tier `{}` of the guide `{}` is unknown", tier.id, guide.id);
                EqualPair::warning(message)
                    .at(tier.span, "pages that compare it with other tiers would be empty")
                    .help(format!("replace \"unknown\" with the facts in tiers/{}.toml", tier.id))
                    .help("or exclude its pairs: list only the pairs that need a page in `pairs` of guide.toml")
            }));
            continue;
        }
        let (unknown, incomparable) = (rows.unknown.len(), rows.incomparable.len());
        let how = match (unknown, incomparable) {
            (0, 0) => "are the same in every row",
            (0, _) => "do not surely differ in any row",
            (_, _) => "do not differ in any known row",
        };
        let message = format!("`{}` and `{}` of the guide `{}` {how}", a.id, b.id, guide.id);
        let label = reason(unknown, incomparable, rows.same.len());
        let help = match unknown {
            0 => "add a feature in which the two differ",
            _ => "replace the unknown values, or add a feature in which the two differ",
        };
        found.push(
            EqualPair::warning(message)
                .at(b.span, label)
                .help(help)
                .help("or exclude the pair: list only the pairs that need a page in `pairs` of guide.toml"),
        );
    }
    found.into()
}

/// Whether every cell of a tier is `unknown`.
fn nothing_known(tier: &Tier) -> bool {
    tier.cells.iter().all(|cell| cell.as_ref().is_some_and(|cell| cell.first().value == Value::Unknown))
}

/// Of rows in which nothing differs: how many are unknown or cannot be compared, and what the others are.
fn reason(unknown: usize, incomparable: usize, same: usize) -> String {
    let all = unknown + incomparable + same;
    let are = |n: usize| if n == 1 { "is" } else { "are" };
    match (unknown, incomparable, same) {
        (0, 0, _) => "no row differs".to_owned(),
        (0, 1, 0) => "its only row cannot be compared".to_owned(),
        (0, _, 0) => format!("none of the {all} rows can be compared"),
        (0, some, 1) => format!("{some} of {all} rows cannot be compared, the other is the same"),
        (0, some, _) => format!("{some} of {all} rows cannot be compared, the others are the same"),
        (1, 0, 0) => "its only row has an unknown value".to_owned(),
        (_, 0, 0) => format!("all {all} rows have an unknown value"),
        (_, 0, 1) => format!("{unknown} of {all} rows {} unknown, the other is the same", are(unknown)),
        (_, 0, _) => format!("{unknown} of {all} rows {} unknown, the others are the same", are(unknown)),
        (_, _, _) => format!("{unknown} of {all} rows {} unknown, and no other surely differs", are(unknown)),
    }
}

#[cfg(test)]
mod tests {
    use super::reason;

    #[test]
    fn rows_are_counted_in_words_that_fit() {
        assert_eq!(reason(1, 0, 0), "its only row has an unknown value");
        assert_eq!(reason(11, 0, 0), "all 11 rows have an unknown value");
        assert_eq!(reason(1, 0, 1), "1 of 2 rows is unknown, the other is the same");
        assert_eq!(reason(1, 0, 3), "1 of 4 rows is unknown, the others are the same");
        assert_eq!(reason(2, 0, 3), "2 of 5 rows are unknown, the others are the same");
        assert_eq!(reason(0, 0, 3), "no row differs");
        assert_eq!(reason(0, 1, 0), "its only row cannot be compared");
        assert_eq!(reason(0, 2, 1), "2 of 3 rows cannot be compared, the other is the same");
        assert_eq!(reason(1, 2, 1), "1 of 4 rows is unknown, and no other surely differs");
    }
}
