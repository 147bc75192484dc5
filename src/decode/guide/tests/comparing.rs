use super::good;
use crate::model::Guide;
use crate::model::compare::{Fit, counts, fits, pair, recommend, row, rows};

/// Three tiers, one feature `f`, and a question whose answers are `requires`.
fn three(declaration: &str, cells: [&str; 3], requires: &str) -> Guide {
    let text = format!(
        "tiers = [\"x\", \"y\", \"z\"]\n[[groups]]\nid = \"g\"\nfeatures = [{{ id = \"f\", {declaration} }}]\n\
         [[questions]]\nid = \"q\"\nanswers = [{{ id = \"a\", requires = {{ {requires} }} }}, {{ id = \"b\" }}]\n"
    );
    let facts = cells.map(|cell| format!("[features]\nf = {cell}\n"));
    good(&text, &[("x", &facts[0]), ("y", &facts[1]), ("z", &facts[2])])
}

fn best(declaration: &str, cells: [&str; 3]) -> [bool; 3] {
    let best = row(&three(declaration, cells, ""), 0).best;
    [best[0], best[1], best[2]]
}

#[test]
fn best_is_declared_known_and_not_alike() {
    let yes = "better = \"yes\"";
    assert_eq!(best(yes, ["\"yes\"", "\"no\"", "\"unknown\""]), [true, false, false]);
    assert_eq!(best("", ["\"yes\"", "\"no\"", "\"no\""]), [false; 3], "not declared");
    assert_eq!(best(yes, ["\"yes\"", "\"yes\"", "\"yes\""]), [false; 3], "all alike");
    assert_eq!(best(yes, ["\"yes\"", "\"unknown\"", "\"not-applicable\""]), [false; 3], "nothing to compare with");
    assert_eq!(best("better = \"no\"", ["\"yes\"", "\"no\"", "\"no\""]), [false, true, true]);
    let price = "type = \"money\", better = \"lower\"";
    let usd = "{ amount = \"5\", currency = \"USD\" }";
    assert_eq!(best(price, [usd, "{ amount = \"4\", currency = \"SAR\" }", "\"no\""]), [false; 3], "two currencies");
    assert_eq!(best(price, [usd, "\"free\"", "\"paid\""]), [false, true, false]);
    assert_eq!(best(price, [usd, "\"paid\"", "\"paid\""]), [false; 3], "paid may be less");
    let number = "type = \"number\", better = \"higher\"";
    assert_eq!(
        best(number, ["{ value = 100, bound = \"at-least\" }", "150", "1"]),
        [false; 3],
        "100 or more may be 200"
    );
    assert_eq!(best(number, ["{ value = 200, bound = \"more-than\" }", "150", "1"]), [true, false, false]);
    assert_eq!(best(number, ["{ value = 5, bound = \"about\" }", "5", "1"]), [true, true, false]);
}

#[test]
fn same_different_and_unknown() {
    let lists = |declaration: &str, a: &str, b: &str| {
        let guide = three(declaration, [a, b, "\"no\""], "");
        let rows = pair(&guide, 0, 1);
        (rows.different.len(), rows.same.len(), rows.unknown.len())
    };
    let (different, same, unknown) = ((1, 0, 0), (0, 1, 0), (0, 0, 1));
    assert_eq!(lists("", "\"yes\"", "\"yes\""), same);
    assert_eq!(lists("", "\"unknown\"", "\"unknown\""), unknown);
    assert_eq!(lists("", "\"unknown\"", "\"no\""), unknown);
    let partial = |note: &str| format!("{{ value = \"partial\", note = {note} }}");
    assert_eq!(lists("", &partial("\"n\""), &partial("[\"n\"]")), same);
    assert_eq!(lists("", &partial("\"n\""), &partial("\"m\"")), different);
    assert_eq!(lists("", &partial("true"), &partial("true")), different, "words that are not there are not the same");
    assert_eq!(lists("type = \"number\"", "5", "{ value = 5, bound = \"at-least\" }"), different);
    assert_eq!(lists("type = \"text\"", "true", "true"), different);
    assert!(rows(&three("", ["\"yes\"", "\"yes\"", "\"yes\""], ""))[0].same);
    assert!(!rows(&three("", ["\"yes\"", "\"yes\"", "\"unknown\""], ""))[0].same);
    let apart = |cells| rows(&three("", cells, ""))[0].apart.clone();
    assert_eq!(apart(["\"yes\"", "\"unknown\"", "\"no\""]), [(0, 2)], "what is not known differs from nothing");
    assert_eq!(apart(["\"yes\"", "\"unknown\"", "\"yes\""]), []);
    assert_eq!(apart(["\"yes\"", "\"no\"", "\"partial\""]), [(0, 1), (0, 2), (1, 2)]);
}

#[test]
fn what_an_answer_requires() {
    let fit = |declaration: &str, cell: &str, wants: &str| {
        let guide = three(declaration, [cell, "\"no\"", "\"no\""], &format!("f = {wants}"));
        match fits(&guide, &guide.questions[0].answers[0], 0) {
            Fit::Yes => "yes",
            Fit::Reservation(_) => "perhaps",
            Fit::No(_) => "no",
        }
    };
    for (word, expected) in [
        ("yes", "yes"),
        ("add-on", "perhaps"),
        ("partial", "perhaps"),
        ("deprecated", "perhaps"),
        ("unknown", "perhaps"),
        ("planned", "no"),
        ("no", "no"),
        ("not-applicable", "no"),
    ] {
        assert_eq!(fit("", &format!("\"{word}\""), "\"yes\""), expected, "{word}");
    }
    let number = "type = \"number\"";
    assert_eq!(fit(number, "6", "{ min = 6 }"), "yes");
    assert_eq!(fit(number, "5", "{ min = 6 }"), "no");
    assert_eq!(fit(number, "{ value = 5, bound = \"more-than\" }", "{ min = 6 }"), "perhaps");
    assert_eq!(fit(number, "{ value = 6, bound = \"less-than\" }", "{ min = 6 }"), "no");
    assert_eq!(fit(number, "{ value = 6, bound = \"at-most\" }", "{ max = 6 }"), "yes");
    assert_eq!(fit("type = \"limit\"", "\"unlimited\"", "{ min = 6 }"), "yes");
    assert_eq!(fit("type = \"limit\"", "\"unlimited\"", "{ max = 6 }"), "no");
    assert_eq!(fit("type = \"range\"", "{ min = 1, max = 10 }", "{ min = 6 }"), "yes");
    assert_eq!(fit("type = \"range\"", "{ min = 5 }", "{ max = 4 }"), "no");
    let money = "type = \"money\"";
    assert_eq!(fit(money, "\"free\"", "{ max = 0 }"), "yes");
    assert_eq!(fit(money, "\"paid\"", "{ max = 10 }"), "perhaps");
    assert_eq!(fit(money, "\"on-request\"", "{ max = 10 }"), "perhaps");
    assert_eq!(fit(money, "{ amount = \"9.90\", currency = \"USD\" }", "{ max = \"9.90\" }"), "yes");
    assert_eq!(fit(money, "{ amount = \"9.91\", currency = \"USD\" }", "{ max = 9.90 }"), "no");
    let choices = "type = \"choices\", options = [\"a\", \"b\", \"c\"]";
    assert_eq!(fit(choices, "[\"a\", \"b\"]", "{ all = [\"a\", \"b\"] }"), "yes");
    assert_eq!(fit(choices, "[\"a\"]", "{ all = [\"a\", \"b\"] }"), "no");
    assert_eq!(fit(choices, "[\"a\"]", "{ any = [\"a\", \"b\"] }"), "yes");
}

#[test]
fn the_answer_is_the_first_without_reservation() {
    let guide = three("", ["\"partial\"", "\"no\"", "\"yes\""], "f = \"yes\"");
    let tiers: Vec<usize> =
        recommend(&guide, &guide.questions[0].answers[0]).into_iter().map(|(tier, _)| tier).collect();
    assert_eq!(tiers, [2, 0]);
    assert_eq!(recommend(&guide, &guide.questions[0].answers[1]), [(0, Fit::Yes)], "nothing required: the simplest");
    let counted = counts(&guide, 0);
    assert_eq!((counted.partial, counted.yes, counted.no), (1, 0, 0));
}
