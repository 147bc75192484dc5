//! What "there is none" comes to beside a value, by type and by what is better.

use super::{F, X, Y, good};
use mizan_model::contrast::Apart;
use mizan_model::{Guide, compare, contrast};

fn two(declaration: &str, a: &str, b: &str) -> Guide {
    let text = format!(
        "updated = 2026-06-01\ntiers = [\"x\", \"y\"]\n[[groups]]\nid = \"g\"\nfeatures = [{{ id = \"f\", {declaration} }}]\n"
    );
    let facts = [a, b].map(|cell| format!("[features]\nf = {cell}\n"));
    good(&text, &[("x", &facts[0]), ("y", &facts[1])])
}

/// Which of the two is marked: `a`, `b` or nobody, `-`; and in whose favor the pair page counts the row.
fn favors(declaration: &str, a: &str, b: &str) -> (char, char) {
    let guide = two(declaration, a, b);
    let best = compare::best_among(&guide, F, &[X, Y]);
    let marked = match best.as_slice() {
        [] => '-',
        [X] => 'a',
        [Y] => 'b',
        _ => '?',
    };
    let Apart { a, b, .. } = contrast::pair(&guide, X, Y);
    (
        marked,
        if !a.is_empty() {
            'a'
        } else if !b.is_empty() {
            'b'
        } else {
            '-'
        },
    )
}

const NONE: &str = "\"no\"";

/// A value of each type that has a better end, and what is marked and favored where `a` is "no" and `b` that value:
/// with `better = "higher"`, and with `better = "lower"`.
const ROWS: &[(&str, &str, [char; 2], [char; 2])] = &[
    ("number", "5", ['b', 'b'], ['a', 'a']),
    ("number", "0", ['-', '-'], ['-', '-']),
    ("number", "{ value = 5, bound = \"about\" }", ['b', 'b'], ['a', 'a']),
    ("number", "{ value = 5, bound = \"at-least\" }", ['b', 'b'], ['a', 'a']),
    // It may be 0, as none is.
    ("number", "{ value = 5, bound = \"at-most\" }", ['-', '-'], ['-', '-']),
    ("number", "-5", ['-', '-'], ['-', '-']),
    ("number", "\"unknown\"", ['-', '-'], ['-', '-']),
    ("number", "\"not-applicable\"", ['-', '-'], ['-', '-']),
    ("percent", "2.5", ['b', 'b'], ['a', 'a']),
    ("percent", "\"unknown\"", ['-', '-'], ['-', '-']),
    ("limit", "4", ['b', 'b'], ['a', 'a']),
    ("limit", "\"unlimited\"", ['b', 'b'], ['a', 'a']),
    ("limit", "\"unknown\"", ['-', '-'], ['-', '-']),
    ("range", "{ min = 2, max = 5 }", ['b', 'b'], ['a', 'a']),
    // Ranges are compared by the end that counts.
    ("range", "{ min = 0, max = 5 }", ['b', 'b'], ['-', '-']),
    ("range", "{ max = 5 }", ['b', 'b'], ['-', '-']),
    ("money", "{ amount = \"5\", currency = \"USD\" }", ['b', 'b'], ['a', 'a']),
    ("money", "{ amount = \"5\", currency = \"USD\", bound = \"at-least\" }", ['b', 'b'], ['a', 'a']),
    ("money", "\"free\"", ['-', '-'], ['-', '-']),
    ("money", "\"paid\"", ['b', 'b'], ['a', 'a']),
    ("money", "\"on-request\"", ['b', 'b'], ['a', 'a']),
    ("money", "\"unknown\"", ['-', '-'], ['-', '-']),
    // What has no screen has not the best of small screens, and what has no version not the lowest.
    ("dimensions", "[146, 70]", ['b', 'b'], ['-', '-']),
    ("version", "\"1.2\"", ['b', 'b'], ['-', '-']),
    // Nobody rated it: that is not 0 of 5.
    ("rating", "{ value = 4, max = 5 }", ['-', '-'], ['-', '-']),
    // "None" is a support that never ends, and an audit that never was.
    ("date", "2026-03-02", ['-', '-'], ['-', '-']),
    ("date", "\"unknown\"", ['-', '-'], ['-', '-']),
];

#[test]
fn none_beside_a_value_of_each_type() {
    for (kind, value, higher, lower) in ROWS {
        for (better, [marked, favored]) in [("higher", higher), ("lower", lower), ("none", &['-', '-'])] {
            let declaration = format!("type = \"{kind}\", better = \"{better}\"");
            let told = favors(&declaration, NONE, value);
            assert_eq!(told, (*marked, *favored), "none beside {value}, {declaration}");
            let swap = |side: char| match side {
                'a' => 'b',
                'b' => 'a',
                other => other,
            };
            assert_eq!(favors(&declaration, value, NONE), (swap(told.0), swap(told.1)), "the other way round: {kind}");
        }
        let twice = favors(&format!("type = \"{kind}\", better = \"lower\""), NONE, NONE);
        assert_eq!(twice, ('-', '-'), "two without: {kind}");
    }
}

#[test]
fn no_beside_levels_of_support() {
    let rows = [
        ("\"yes\"", ['b', 'b'], ['a', 'a']),
        ("{ value = \"add-on\", note = \"n\" }", ['b', 'b'], ['a', 'a']),
        ("{ value = \"partial\", note = \"n\" }", ['b', 'b'], ['a', 'a']),
        // A plan is more than nothing, and not a reason.
        ("\"planned\"", ['b', '-'], ['a', 'a']),
        ("\"deprecated\"", ['b', '-'], ['a', 'a']),
        ("\"no\"", ['-', '-'], ['-', '-']),
        ("\"unknown\"", ['-', '-'], ['-', '-']),
        ("\"not-applicable\"", ['-', '-'], ['-', '-']),
    ];
    for (value, yes, no) in rows {
        for (better, [marked, favored]) in [("yes", yes), ("no", no), ("none", ['-', '-'])] {
            let declaration = format!("better = \"{better}\"");
            assert_eq!(favors(&declaration, NONE, value), (marked, favored), "no beside {value}, {declaration}");
        }
    }
}

#[test]
fn none_is_the_same_as_nought() {
    let list = |kind: &str, a: &str, b: &str| {
        let rows = compare::pair(&two(&format!("type = \"{kind}\""), a, b), X, Y);
        let lists = [rows.different, rows.same, rows.unknown, rows.incomparable];
        ["different", "same", "unknown", "incomparable"][lists.iter().position(|list| !list.is_empty()).expect("one")]
    };
    assert_eq!(list("money", NONE, "\"free\""), "same");
    assert_eq!(list("money", NONE, "{ amount = \"0\", currency = \"USD\" }"), "same");
    assert_eq!(list("number", NONE, "0"), "same");
    assert_eq!(list("number", NONE, "{ value = 5, bound = \"at-most\" }"), "incomparable", "it may be 0");
    assert_eq!(list("number", NONE, "5"), "different");
    assert_eq!(list("date", NONE, "2026-03-02"), "different");
    assert_eq!(list("date", NONE, NONE), "same");
    assert_eq!(list("number", NONE, "\"unknown\""), "unknown");
}

/// Best is what stands out among those shown: of three the two that are alike do not, of four they do.
#[test]
fn most_alike_means_nobody_is_best() {
    let marked = |cells: &[&str], shown: &[usize]| {
        let names = ["x", "y", "z", "w"];
        let text = format!(
            "tiers = {:?}\n[[groups]]\nid = \"g\"\nfeatures = [{{ id = \"f\", type = \"number\", better = \"higher\" }}]\n",
            &names[..cells.len()]
        );
        let facts: Vec<String> = cells.iter().map(|cell| format!("[features]\nf = {cell}\n")).collect();
        let files: Vec<(&str, &str)> = names.into_iter().zip(facts.iter().map(String::as_str)).collect();
        let guide = good(&text, &files);
        let shown: Vec<_> = shown.iter().map(|at| (*at).into()).collect();
        compare::best_among(&guide, F, &shown).iter().map(|tier| tier.get()).collect::<Vec<_>>()
    };
    const NOBODY: Vec<usize> = Vec::new();
    let unknown = "\"unknown\"";
    assert_eq!(marked(&["5", "5", "2"], &[0, 1, 2]), NOBODY, "two of three");
    assert_eq!(marked(&["5", "5", "2", "1"], &[0, 1, 2, 3]), vec![0, 1], "two of four");
    assert_eq!(marked(&["5", "5", "2", unknown], &[0, 1, 2, 3]), NOBODY, "two of three that are known");
    assert_eq!(marked(&["5", "5", "2", "1"], &[0, 1]), NOBODY, "the two are alike");
    assert_eq!(marked(&["5", "5", "2", "1"], &[2, 3]), vec![2], "of those shown it is the highest");
    assert_eq!(marked(&["5", "5", "2", "1"], &[2]), NOBODY);
    assert_eq!(marked(&["5", unknown], &[0, 1]), NOBODY);
}
