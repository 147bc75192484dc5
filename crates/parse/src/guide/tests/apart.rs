use proptest::prelude::*;

use super::{X, Y, good};
use mizan_model::contrast::{Alone, Apart, Reason, Standing, Why, alone, answers, pair, standing};
use mizan_model::value::{Support, Value};
use mizan_model::{FeatureIx, Guide, TierIx, compare};

/// Two tiers and one feature `f`.
fn two(declaration: &str, a: &str, b: &str) -> Guide {
    of(declaration, &[a, b])
}

fn of(declaration: &str, cells: &[&str]) -> Guide {
    let names = ["x", "y", "z"];
    let listed = names.iter().take(cells.len()).map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
    let f = if declaration.is_empty() { "id = \"f\"".to_owned() } else { format!("id = \"f\", {declaration}") };
    let text = format!("updated = 2026-06-01\ntiers = [{listed}]\n[[groups]]\nid = \"g\"\nfeatures = [{{ {f} }}]\n");
    let facts: Vec<String> = cells.iter().map(|cell| format!("[features]\nf = {cell}\n")).collect();
    let files: Vec<(&str, &str)> = names.into_iter().zip(facts.iter().map(String::as_str)).collect();
    good(&text, &files)
}

/// Which side the row favors, and why.
fn side(declaration: &str, a: &str, b: &str) -> Option<(char, Why)> {
    let Apart { a: first, b: second, neither } = pair(&two(declaration, a, b), X, Y);
    assert!(first.len() + second.len() + neither.len() <= 1);
    let told = |list: Vec<Reason>, name| list.first().map(|reason| (name, reason.why));
    told(first, 'a').or(told(second, 'b'))
}

#[test]
fn what_one_has_and_the_other_lacks() {
    let (yes, no) = ("\"yes\"", "\"no\"");
    assert_eq!(side("better = \"yes\"", yes, no), Some(('a', Why::Has)));
    assert_eq!(side("", no, yes), None, "nobody declared that it is good to have");
    assert_eq!(side("better = \"no\"", yes, no), Some(('b', Why::Better)), "nobody wants it");
    assert_eq!(side("", yes, yes), None);
}

#[test]
fn what_is_open_speaks_for_nobody() {
    let better = "better = \"yes\"";
    for other in [
        "\"unknown\"",
        "\"not-applicable\"",
        "{ value = \"no\", until = 2027-01-01 }",
        "{ value = \"no\", since = 2026-07-01 }",
    ] {
        assert_eq!(side(better, "\"yes\"", other), None, "{other}");
    }
    for mine in
        ["{ value = \"yes\", until = \"3\" }", "{ value = \"yes\", since = \"2027\" }", "\"planned\"", "\"deprecated\""]
    {
        assert_eq!(side(better, mine, "\"no\""), None, "{mine}");
    }
    assert_eq!(side(better, "{ value = \"yes\", since = \"2026\" }", "\"no\""), Some(('a', Why::Has)));
    assert_eq!(side(better, "{ value = \"yes\", since = \"106\" }", "\"no\""), Some(('a', Why::Has)), "a version");
}

#[test]
fn partly_is_more_than_no_and_is_not_yes() {
    let better = "better = \"yes\"";
    let partial = "{ value = \"partial\", note = \"n\" }";
    assert_eq!(side(better, partial, "\"no\""), Some(('a', Why::Better)), "said with its own word");
    assert_eq!(side("", partial, "\"no\""), None);
    assert_eq!(side(better, "\"yes\"", partial), Some(('a', Why::Better)));
    assert_eq!(side(better, "\"yes\"", "\"planned\""), Some(('a', Why::Better)));
    let some = "[{ value = \"yes\", variant = \"v\" }, { value = \"no\", variant = \"w\" }]";
    assert_eq!(side("", some, "\"no\""), None, "one variant has it, another does not");
    assert_eq!(side(better, some, "\"no\""), Some(('a', Why::Better)), "better somewhere, worse nowhere");
    assert_eq!(side("", "{ value = \"yes\", variant = \"v\" }", "\"no\""), None);
    assert_eq!(side(better, "{ value = \"yes\", variant = \"v\" }", "\"no\""), None, "of others nobody said anything");
}

#[test]
fn one_here_and_another_there_speaks_for_nobody() {
    let better = "better = \"yes\"";
    let both = |east: &str, west: &str| {
        format!("[{{ value = \"{east}\", variant = \"e\" }}, {{ value = \"{west}\", variant = \"w\" }}]")
    };
    assert_eq!(side(better, "\"yes\"", &both("no", "unknown")), None);
    assert_eq!(side(better, &both("yes", "no"), &both("no", "yes")), None);
    assert_eq!(side(better, &both("no", "yes"), "{ value = \"partial\", note = \"n\" }"), None);
    assert_eq!(side(better, &both("yes", "yes"), &both("no", "yes")), Some(('a', Why::Better)));
    assert_eq!(
        side(better, &both("yes", "yes"), "{ value = \"no\", variant = \"e\" }"),
        Some(('a', Why::Better)),
        "where both are told"
    );
    let price = "type = \"money\", better = \"lower\"";
    let usd = |amount: u8, variant: &str| format!("{{ amount = \"{amount}\", currency = \"USD\"{variant} }}");
    let list = format!("[{}, {}]", usd(10, ", variant = \"e\""), usd(1, ", variant = \"w\""));
    assert_eq!(side(price, &list, &usd(5, "")), None);
    assert_eq!(side(price, &list, &usd(12, "")), Some(('a', Why::Better)));
}

#[test]
fn what_may_be_nought_is_not_had() {
    let higher = "type = \"number\", better = \"higher\"";
    assert_eq!(side(higher, "0", "\"no\""), None);
    assert_eq!(side(higher, "{ value = 5, bound = \"at-most\" }", "\"no\""), None);
    assert_eq!(side(higher, "{ value = 5, bound = \"at-least\" }", "\"no\""), Some(('a', Why::Has)));
    assert_eq!(side("type = \"limit\", better = \"higher\"", "\"unlimited\"", "\"no\""), Some(('a', Why::Has)));
}

#[test]
fn values_are_better_as_declared() {
    let higher = "type = \"number\", better = \"higher\"";
    assert_eq!(side(higher, "5", "3"), Some(('a', Why::Better)));
    assert_eq!(side(higher, "5", "\"no\""), Some(('a', Why::Has)));
    assert_eq!(side("type = \"number\"", "5", "3"), None);
    assert_eq!(side("type = \"number\"", "5", "\"no\""), None, "perhaps none is the better thing");
    assert_eq!(side(higher, "{ value = 5, bound = \"at-least\" }", "7"), None, "5 or more may be 9");
    let price = "type = \"money\", better = \"lower\"";
    assert_eq!(side(price, "\"free\"", "\"paid\""), Some(('a', Why::Better)));
    assert_eq!(side(price, "\"on-request\"", "\"paid\""), None);
    let usd = |amount: u8, more: &str| format!("{{ amount = \"{amount}\", currency = \"USD\"{more} }}");
    let from = ", bound = \"at-least\"";
    assert_eq!(side(price, &usd(5, ""), &usd(7, from)), Some(('a', Why::Better)));
    assert_eq!(side(price, &usd(5, from), &usd(7, "")), None, "from 5 may be 9");
    let steps = "{ currency = \"USD\", mode = \"volume\", steps = [{ from = 1, amount = \"9\" }, { from = 5, amount = \"2\" }] }";
    assert_eq!(side(price, &usd(5, ""), steps), None, "by quantity it may be less");
    assert_eq!(side(price, "\"free\"", steps), Some(('a', Why::Better)));
}

#[test]
fn what_one_alone_has() {
    let told = |cells: [&str; 3]| {
        let guide = of("better = \"yes\"", &cells);
        let Alone { has, lacks, best, open } = alone(&guide, X);
        [has.len(), lacks.len(), best.len(), open.len()]
    };
    let (yes, no, unknown) = ("\"yes\"", "\"no\"", "\"unknown\"");
    let partial = "{ value = \"partial\", note = \"n\" }";
    assert_eq!(told([yes, no, no]), [1, 0, 0, 0]);
    assert_eq!(told([no, yes, yes]), [0, 1, 0, 0]);
    assert_eq!(told([yes, partial, no]), [0, 0, 1, 0]);
    assert_eq!(told([yes, yes, no]), [0, 0, 0, 0]);
    assert_eq!(told([yes, no, unknown]), [0, 0, 0, 1]);
    assert_eq!(told([unknown, no, no]), [0, 0, 0, 1]);
    assert_eq!(told([no, yes, "\"not-applicable\""]), [0, 0, 0, 0]);
}

#[test]
fn answers_that_tell_two_apart() {
    let guide = |cells: [&str; 2]| {
        let text = "tiers = [\"x\", \"y\"]\n[[groups]]\nid = \"g\"\nfeatures = [{ id = \"f\" }]\n[[questions]]\nid = \"q\"\n\
                    answers = [{ id = \"a\", requires = { f = \"yes\" } }, { id = \"b\" }]\n";
        let facts = cells.map(|cell| format!("[features]\nf = {cell}\n"));
        good(text, &[("x", &facts[0]), ("y", &facts[1])])
    };
    let told = |cells| {
        let guide = guide(cells);
        let ids = |of: Vec<_>| of.into_iter().filter_map(|ix| Some(guide.answer(ix)?.1.id.clone())).collect::<Vec<_>>();
        (ids(answers(&guide, X, Y)), ids(answers(&guide, Y, X)))
    };
    assert_eq!(told(["\"yes\"", "\"no\""]), (vec!["a".to_owned()], vec![]));
    assert_eq!(told(["\"planned\"", "\"yes\""]), (vec![], vec!["a".to_owned()]));
    assert_eq!(told(["\"yes\"", "\"unknown\""]), (vec![], vec![]));
    assert_eq!(told(["{ value = \"yes\", until = \"3\" }", "\"no\""]), (vec![], vec![]));
}

const DECLARED: [&str; 8] = [
    "",
    "better = \"yes\"",
    "better = \"no\"",
    "type = \"number\", better = \"higher\"",
    "type = \"number\", better = \"lower\"",
    "type = \"number\"",
    "type = \"money\", better = \"lower\"",
    "type = \"choices\", options = [\"a\", \"b\"]",
];

/// A cell of a row declared so, from any number.
fn cell(declared: usize, n: u16) -> String {
    let states = ["\"no\"", "\"unknown\"", "\"not-applicable\""];
    let support = [
        "\"yes\"",
        "\"yes\"",
        "{ value = \"partial\", note = \"n\" }",
        "\"planned\"",
        "\"deprecated\"",
        "{ value = \"add-on\", note = \"n\" }",
        "{ value = \"yes\", until = \"2\" }",
        "{ value = \"no\", since = \"2030\" }",
        "[{ value = \"yes\", variant = \"v\" }, { value = \"no\", variant = \"w\" }]",
        "{ value = \"yes\", variant = \"v\" }",
    ];
    let number = [
        "1",
        "2",
        "3",
        "{ value = 2, bound = \"at-least\" }",
        "{ value = 3, bound = \"about\" }",
        "{ value = 9, until = \"2\" }",
    ];
    let money = [
        "\"free\"",
        "\"paid\"",
        "\"on-request\"",
        "{ amount = \"3\", currency = \"USD\" }",
        "{ amount = \"4\", currency = \"USD\" }",
        "{ amount = \"3\", currency = \"SAR\" }",
    ];
    let choices = ["[\"a\"]", "[\"a\", \"b\"]"];
    let own: &[&str] = match declared {
        0..=2 => &support,
        3..=5 => &number,
        6 => &money,
        _ => &choices,
    };
    let at = usize::from(n) % (own.len() + states.len());
    own.get(at).or_else(|| states.get(at - own.len())).map(|cell| (*cell).to_owned()).expect("within both")
}

fn any_guide() -> impl Strategy<Value = Guide> {
    let rows = proptest::collection::vec((0..DECLARED.len(), proptest::array::uniform3(any::<u16>())), 1..9);
    (rows, 2..4usize).prop_map(|(rows, tiers)| {
        let features: Vec<String> = rows
            .iter()
            .enumerate()
            .map(|(at, (declared, _))| format!("{{ id = \"f{at}\", {} }}", DECLARED[*declared]))
            .collect();
        let names = &["x", "y", "z"][..tiers];
        let text = format!(
            "updated = 2026-06-01\ntiers = {names:?}\n[[groups]]\nid = \"g\"\nfeatures = [{}]\n",
            features.join(", ").replace(", }", " }")
        );
        let facts: Vec<String> = (0..tiers)
            .map(|tier| {
                let lines = rows
                    .iter()
                    .enumerate()
                    .map(|(at, (declared, cells))| format!("f{at} = {}\n", cell(*declared, cells[tier])));
                format!("[features]\n{}", lines.collect::<String>())
            })
            .collect();
        let files: Vec<(&str, &str)> = names.iter().copied().zip(facts.iter().map(String::as_str)).collect();
        good(&text, &files)
    })
}

proptest! {
    #[test]
    fn swapping_the_two_swaps_the_sides(guide in any_guide()) {
        let (there, back) = (pair(&guide, X, Y), pair(&guide, Y, X));
        prop_assert_eq!(&there.a, &back.b);
        prop_assert_eq!(&there.b, &back.a);
        prop_assert_eq!(there.neither, back.neither);
    }

    #[test]
    fn every_row_that_differs_is_told_once_and_no_other(guide in any_guide()) {
        let apart = pair(&guide, X, Y);
        let mut told: Vec<FeatureIx> = apart.a.iter().chain(&apart.b).map(|reason| reason.feature).chain(apart.neither).collect();
        told.sort_unstable();
        prop_assert_eq!(told, compare::pair(&guide, X, Y).different);
    }

    /// Looked up by hand, and not by what is tried.
    #[test]
    fn nothing_open_is_called_had_or_lacking(guide in any_guide()) {
        for feature in guide.features.indices() {
            for (tier, of) in guide.tiers.iter_enumerated() {
                let statements = &of.cells[feature].as_ref().expect("no error stands").statements;
                let open = statements.iter().any(|one| {
                    let doubtful = matches!(one.value, Value::Unknown | Value::NotApplicable
                        | Value::Support(Support::Partial | Support::Planned | Support::Deprecated | Support::AddOn));
                    doubtful || one.until.is_some()
                });
                prop_assert!(!open || standing(&guide, feature, tier) == Standing::Unsure, "{:?}", statements);
            }
        }
        for tier in guide.tiers.indices() {
            let Alone { has, lacks, best, open } = alone(&guide, tier);
            for feature in has.iter().chain(&lacks).chain(&best) {
                prop_assert!(guide.tiers.indices().all(|tier| !compare::is_unknown(&guide, *feature, tier)));
                prop_assert!(!open.contains(feature));
            }
            let mut told: Vec<_> = has.iter().chain(&lacks).chain(&best).chain(&open).collect();
            told.sort_unstable();
            told.dedup();
            prop_assert_eq!(told.len(), has.len() + lacks.len() + best.len() + open.len());
        }
    }

    #[test]
    fn a_reason_never_stands_on_what_is_not_there_now(guide in any_guide()) {
        let apart = pair(&guide, X, Y);
        for (reasons, winner, loser) in [(apart.a, X, Y), (apart.b, Y, X)] {
            for Reason { feature, .. } in reasons {
                let first = |tier: TierIx| guide.cell(feature, tier).expect("no error stands").first();
                prop_assert!(first(winner).until.is_none() && first(loser).until.is_none());
                prop_assert!(!matches!(first(winner).value, Value::Unknown | Value::NotApplicable | Value::Support(Support::Planned)));
                prop_assert!(!matches!(first(loser).value, Value::Unknown | Value::NotApplicable));
            }
        }
    }

    /// Of two tiers, what one alone has is what the other lacks.
    #[test]
    fn of_two_one_s_gain_is_the_other_s_lack(guide in any_guide()) {
        if guide.tiers.len() == 2 {
            prop_assert_eq!(alone(&guide, X).has, alone(&guide, Y).lacks);
            prop_assert_eq!(alone(&guide, X).lacks, alone(&guide, Y).has);
        }
    }
}
