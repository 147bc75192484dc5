use super::{F, X, Y, Z, good};
use mizan_model::compare::{ChooserMatch, fits, overall, pair, recommend, row, rows};
use mizan_model::value::Support;
use mizan_model::{Guide, TierIx, Value};

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
    let best = row(&three(declaration, cells, ""), F).best;
    [best[X], best[Y], best[Z]]
}

#[test]
fn best_is_declared_known_and_not_alike() {
    let yes = "better = \"yes\"";
    assert_eq!(best(yes, ["\"yes\"", "\"no\"", "\"unknown\""]), [true, false, false]);
    assert_eq!(best("", ["\"yes\"", "\"no\"", "\"no\""]), [false; 3], "not declared");
    assert_eq!(best(yes, ["\"yes\"", "\"yes\"", "\"yes\""]), [false; 3], "all alike");
    assert_eq!(best(yes, ["\"yes\"", "\"unknown\"", "\"not-applicable\""]), [false; 3], "nothing to compare with");
    assert_eq!(best("better = \"no\"", ["\"yes\"", "\"no\"", "\"yes\""]), [false, true, false]);
    let price = "type = \"money\", better = \"lower\"";
    let usd = "{ amount = \"5\", currency = \"USD\" }";
    assert_eq!(
        best(price, [usd, "{ amount = \"4\", currency = \"SAR\" }", "\"unknown\""]),
        [false; 3],
        "two currencies"
    );
    assert_eq!(best(price, [usd, "\"free\"", "\"paid\""]), [false, true, false]);
    assert_eq!(best(price, [usd, "\"paid\"", "\"paid\""]), [false; 3], "paid may be less");
    let number = "type = \"number\", better = \"higher\"";
    assert_eq!(
        best(number, ["{ value = 100, bound = \"at-least\" }", "150", "1"]),
        [false; 3],
        "100 or more may be 200"
    );
    assert_eq!(best(number, ["{ value = 200, bound = \"more-than\" }", "150", "1"]), [true, false, false]);
    assert_eq!(best(number, ["{ value = 5, bound = \"about\" }", "5", "1"]), [false; 3], "about 5 may be 4.6");
    assert_eq!(best(number, ["{ value = 80, bound = \"about\" }", "60", "1"]), [true, false, false]);
    assert_eq!(
        best(number, ["{ value = 5, bound = \"at-least\" }", "{ value = 5, bound = \"at-most\" }", "1"]),
        [false; 3],
        "both may be 5"
    );
    assert_eq!(
        best("type = \"range\", better = \"higher\"", ["{ min = 2 }", "{ min = 1, max = 8 }", "\"no\""]),
        [false; 3],
        "nobody said how far"
    );
    assert_eq!(
        best("type = \"limit\", better = \"higher\"", ["\"unlimited\"", "5", "{ value = 9, bound = \"at-most\" }"]),
        [true, false, false]
    );
}

#[test]
fn prices_by_quantity_are_compared_at_every_quantity() {
    let price = "type = \"money\", better = \"lower\"";
    let steps = |mode: &str, steps: &[(u8, u8)]| {
        let steps: Vec<String> =
            steps.iter().map(|(from, amount)| format!("{{ from = {from}, amount = \"{amount}\" }}")).collect();
        format!("{{ currency = \"USD\", mode = \"{mode}\", steps = [{}] }}", steps.join(", "))
    };
    let usd = |amount: u8| format!("{{ amount = \"{amount}\", currency = \"USD\" }}");
    let falling = steps("volume", &[(1, 5), (50, 2)]);
    assert_eq!(best(price, [&usd(4), &falling, "\"unknown\""]), [false; 3], "who buys many pays less with the second");
    assert_eq!(best(price, [&usd(2), &falling, "\"unknown\""]), [true, false, false]);
    assert_eq!(best(price, [&usd(5), &falling, "\"unknown\""]), [false, true, false]);
    assert_eq!(
        best(price, [&usd(9), &steps("volume", &[(10, 2), (50, 1)]), "\"unknown\""]),
        [false; 3],
        "not sold below ten"
    );
    assert_eq!(best(price, [&steps("graduated", &[(1, 9), (50, 8)]), &falling, "\"unknown\""]), [false; 3]);
    assert_eq!(best(price, [&falling, "\"free\"", "\"unknown\""]), [false, true, false]);
}

#[test]
fn what_is_over_or_to_come_is_not_best() {
    let number = "type = \"number\", better = \"higher\"";
    let since = |more: &str| best(number, [&format!("{{ value = 9, checked = 2026-06-01, {more} }}"), "5", "4"]);
    assert_eq!(since("until = 2026-02-01"), [false, true, false]);
    assert_eq!(since("since = 2027-01-01"), [false, true, false]);
    assert_eq!(since("until = 2027-02-01"), [true, false, false]);
    assert_eq!(since("until = \"2026-06\""), [true, false, false], "June is not over");
}

const EAST: &str = "variant = \"east\"";
const WEST: &str = "variant = \"west\"";

#[test]
fn variants_are_compared_with_their_like() {
    let yes = "better = \"yes\"";
    let both = |east: &str, west: &str| format!("[{{ value = \"{east}\", {EAST} }}, {{ value = \"{west}\", {WEST} }}]");
    assert_eq!(best(yes, [&both("yes", "no"), &both("no", "yes"), "\"no\""]), [false; 3], "each is better somewhere");
    assert_eq!(best(yes, [&both("yes", "yes"), &both("no", "yes"), "\"no\""]), [true, false, false]);
    let price = "type = \"money\", better = \"lower\"";
    let usd = |east: u8, west: u8| {
        format!(
            "[{{ amount = \"{east}\", currency = \"USD\", {EAST} }}, {{ amount = \"{west}\", currency = \"USD\", {WEST} }}]"
        )
    };
    assert_eq!(best(price, [&usd(10, 1), "{ amount = \"5\", currency = \"USD\" }", "\"unknown\""]), [false; 3]);
    let told = |a: &str, b: &str| {
        let rows = pair(&three("", [a, b, "\"no\""], ""), X, Y);
        let lists = [&rows.different, &rows.same, &rows.unknown, &rows.incomparable];
        lists.iter().position(|list| !list.is_empty()).expect("a row is in one list")
    };
    let (different, same, unknown, incomparable) = (0, 1, 2, 3);
    let one = |value: &str, variant: &str| format!("{{ value = \"{value}\", {variant} }}");
    assert_eq!(told(&both("yes", "no"), &both("yes", "yes")), different, "the first of a list is not all of it");
    assert_eq!(told(&both("yes", "no"), &both("yes", "no")), same);
    assert_eq!(told(&both("yes", "yes"), "\"yes\""), same);
    assert_eq!(told(&both("yes", "unknown"), "\"yes\""), unknown);
    assert_eq!(told(&one("yes", EAST), "\"yes\""), incomparable, "of the west nobody said anything");
    assert_eq!(told(&one("yes", EAST), &one("yes", WEST)), incomparable);
    assert_eq!(told(&one("yes", EAST), &one("no", WEST)), incomparable, "nothing is said of the same variant");
    assert_eq!(told(&one("yes", EAST), &both("yes", "yes")), incomparable, "in the west it is as in the east");
    assert_eq!(told(&one("yes", EAST), &both("yes", "no")), different, "the first has nothing like it");
    assert_eq!(told(&one("yes", EAST), &both("yes", "unknown")), unknown);
    assert_eq!(told(&one("no", EAST), "\"yes\""), different);
}

#[test]
fn same_different_and_unknown() {
    let lists = |declaration: &str, a: &str, b: &str| {
        let guide = three(declaration, [a, b, "\"no\""], "");
        let rows = pair(&guide, X, Y);
        let lists = [&rows.different, &rows.same, &rows.unknown, &rows.incomparable];
        lists.iter().position(|list| !list.is_empty()).expect("a row is in one list")
    };
    let (different, same, unknown, incomparable) = (0, 1, 2, 3);
    assert_eq!(lists("", "\"yes\"", "\"yes\""), same);
    assert_eq!(lists("", "\"unknown\"", "\"unknown\""), unknown);
    assert_eq!(lists("", "\"unknown\"", "\"no\""), unknown);
    let partial = |note: &str| format!("{{ value = \"partial\", note = {note} }}");
    assert_eq!(lists("", &partial("\"n\""), &partial("[\"n\"]")), same);
    assert_eq!(lists("", &partial("\"n\""), &partial("\"m\"")), different);
    assert_eq!(lists("", &partial("true"), &partial("true")), different, "words that are not there are not the same");
    let number = "type = \"number\"";
    let bound = |value: u8, bound: &str| format!("{{ value = {value}, bound = \"{bound}\" }}");
    assert_eq!(lists(number, "5", &bound(5, "at-least")), incomparable, "it may be 5");
    assert_eq!(lists(number, "12", &bound(10, "more-than")), incomparable);
    assert_eq!(lists(number, "9", &bound(10, "more-than")), different);
    assert_eq!(lists(number, &bound(9, "more-than"), &bound(9, "less-than")), different);
    assert_eq!(lists(number, "50", &bound(50, "about")), incomparable);
    assert_eq!(lists(number, &bound(50, "about"), &bound(50, "about")), same, "the same is said");
    let range = "type = \"range\"";
    assert_eq!(lists(range, "{ min = 2 }", "{ min = 2, max = 8 }"), incomparable);
    assert_eq!(lists(range, "{ min = 2 }", "{ min = 1, max = 8 }"), different);
    let usd = |bound: &str| format!("{{ amount = \"5\", currency = \"USD\"{bound} }}");
    assert_eq!(
        lists("type = \"money\"", &usd(""), &usd(", bound = \"at-least\"")),
        different,
        "what it begins at is not all"
    );
    let yes = "\"yes\"";
    assert_eq!(
        lists("", yes, "{ value = \"yes\", until = 2026-02-01, checked = 2026-06-01 }"),
        different,
        "it is over"
    );
    assert_eq!(lists("type = \"text\"", "true", "true"), different);
    assert!(rows(&three("", ["\"yes\"", "\"yes\"", "\"yes\""], ""))[F].same);
    assert!(!rows(&three("", ["\"yes\"", "\"yes\"", "\"unknown\""], ""))[F].same);
    let apart = |cells| rows(&three("", cells, ""))[F].apart.clone();
    assert_eq!(apart(["\"yes\"", "\"unknown\"", "\"no\""]), [(X, Z)], "what is not known differs from nothing");
    assert_eq!(apart(["\"yes\"", "\"unknown\"", "\"yes\""]), []);
    assert_eq!(apart(["\"yes\"", "\"no\"", "\"partial\""]), [(X, Y), (X, Z), (Y, Z)]);
}

#[test]
fn what_an_answer_requires() {
    let fit = |declaration: &str, cell: &str, wants: &str| {
        let guide = three(declaration, [cell, "\"no\"", "\"no\""], &format!("f = {wants}"));
        match fits(&guide, &guide.questions[0.into()].answers[0], X) {
            ChooserMatch::Yes => "yes",
            ChooserMatch::Reservation(_) => "perhaps",
            ChooserMatch::Unknown(_) => "unknown",
            ChooserMatch::No(_) => "no",
        }
    };
    for (word, expected) in [
        ("yes", "yes"),
        ("add-on", "perhaps"),
        ("partial", "perhaps"),
        ("deprecated", "perhaps"),
        ("unknown", "unknown"),
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
    assert_eq!(fit("type = \"range\"", "{ min = 5 }", "{ min = 100 }"), "perhaps", "nobody said how far");
    assert_eq!(fit("type = \"range\"", "{ min = 5 }", "{ min = 4 }"), "yes");
    assert_eq!(fit("type = \"range\"", "{ max = 5 }", "{ max = 4 }"), "perhaps");
    assert_eq!(fit(number, "{ value = 6, bound = \"about\" }", "{ min = 6 }"), "perhaps", "about 6 may be 5.6");
    assert_eq!(fit(number, "{ value = 60, bound = \"about\" }", "{ min = 50 }"), "yes");
    let day = "checked = 2026-06-01";
    assert_eq!(fit("", &format!("{{ value = \"yes\", since = 2040-01-01, {day} }}"), "\"yes\""), "no", "a plan");
    for date in
        ["since = 2040-01-01", "until = 2027-03-01", "since = 2025-01-01", "until = 2025-01-01", "since = \"3\""]
    {
        let planned = format!("{{ value = \"planned\", {date}, {day} }}");
        assert_eq!(fit("", &planned, "\"yes\""), "no", "a plan is a plan: {date}");
    }
    for value in ["\"add-on\", note = \"n\"", "\"partial\", note = \"n\"", "\"deprecated\""] {
        for date in ["since = 2040-01-01", "until = 2026-03-01"] {
            let not_now = format!("{{ value = {value}, {date}, {day} }}");
            assert_eq!(fit("", &not_now, "\"yes\""), "no", "it is not there now: {value}, {date}");
        }
        assert_eq!(fit("", &format!("{{ value = {value}, until = 2027-03-01, {day} }}"), "\"yes\""), "perhaps");
    }
    assert_eq!(fit("", &format!("{{ value = \"yes\", until = 2026-03-01, {day} }}"), "\"yes\""), "no", "it is over");
    assert_eq!(fit("", &format!("{{ value = \"yes\", until = 2027-03-01, {day} }}"), "\"yes\""), "perhaps");
    assert_eq!(fit("", &format!("{{ value = \"no\", until = 2026-03-01, {day} }}"), "\"yes\""), "perhaps");
    let both =
        |first: &str, second: &str| format!("[{{ value = \"{first}\", {EAST} }}, {{ value = \"{second}\", {WEST} }}]");
    assert_eq!(fit("", &both("yes", "no"), "\"yes\""), "perhaps", "not everywhere");
    assert_eq!(fit("", &both("no", "yes"), "\"yes\""), "perhaps", "somewhere");
    assert_eq!(fit("", &both("yes", "deprecated"), "\"yes\""), "yes", "another way, on its way out");
    assert_eq!(fit("", &both("yes", "unknown"), "\"yes\""), "perhaps", "somewhere");
    assert_eq!(fit("", &both("unknown", "yes"), "\"yes\""), "perhaps", "somewhere");
    assert_eq!(fit("", &both("no", "unknown"), "\"yes\""), "unknown");
    assert_eq!(fit("", &both("unknown", "no"), "\"yes\""), "unknown");
    assert_eq!(fit(number, "\"unknown\"", "{ min = 6 }"), "unknown");
    let numbers = format!("[{{ value = 2, {EAST} }}, {{ value = 9, {WEST} }}]");
    assert_eq!(fit(number, &numbers, "{ min = 6 }"), "perhaps", "in the west only");
    assert_eq!(fit(number, &numbers, "{ min = 6, variant = \"west\" }"), "yes");
    assert_eq!(fit(number, &numbers, "{ min = 6, variant = \"east\" }"), "no");
    assert_eq!(fit("", &both("yes", "no"), "{ value = \"yes\", variant = \"east\" }"), "yes");
    let money = "type = \"money\"";
    assert_eq!(fit(money, "\"free\"", "{ max = 0 }"), "yes");
    assert_eq!(fit(money, "\"paid\"", "{ max = 10 }"), "perhaps");
    assert_eq!(fit(money, "\"on-request\"", "{ max = 10 }"), "perhaps");
    assert_eq!(fit(money, "{ amount = \"9.90\", currency = \"USD\" }", "{ max = \"9.90\" }"), "yes");
    assert_eq!(fit(money, "{ amount = \"9.91\", currency = \"USD\" }", "{ max = 9.90 }"), "no");
    let choices = "type = \"choices\", options = [\"a\", \"b\", \"c\"]";
    for counted in ["number", "percent", "limit", "range", "money"] {
        let row = format!("type = \"{counted}\"");
        assert_eq!(fit(&row, "\"no\"", "{ max = 3 }"), "yes", "none is at most 3: {counted}");
        assert_eq!(fit(&row, "\"no\"", "{ max = 0 }"), "yes", "{counted}");
        assert_eq!(fit(&row, "\"no\"", "{ min = 1 }"), "no", "{counted}");
        assert_eq!(fit(&row, "\"not-applicable\"", "{ max = 3 }"), "no", "{counted}");
    }
    assert_eq!(fit("type = \"rating\"", "\"no\"", "{ max = 3 }"), "no", "nobody rated it");
    assert_eq!(fit(choices, "[\"a\", \"b\"]", "{ all = [\"a\", \"b\"] }"), "yes");
    assert_eq!(fit(choices, "[\"a\"]", "{ all = [\"a\", \"b\"] }"), "no");
    assert_eq!(fit(choices, "[\"a\"]", "{ any = [\"a\", \"b\"] }"), "yes");
}

#[test]
fn what_a_cell_comes_to() {
    let of = |cell: &str| {
        let guide = three("", [cell, "\"no\"", "\"no\""], "");
        overall(&guide, guide.cell(F, X))
    };
    let both = |first: &str, second: &str| {
        of(&format!("[{{ value = \"{first}\", {EAST} }}, {{ value = \"{second}\", {WEST} }}]"))
    };
    let (partial, planned) = (Value::Support(Support::Partial), Value::Support(Support::Planned));
    assert_eq!(of("\"deprecated\""), Value::Support(Support::Deprecated));
    assert_eq!(both("yes", "yes"), Value::Support(Support::Yes));
    assert_eq!(both("yes", "deprecated"), Value::Support(Support::Yes));
    assert_eq!(both("yes", "no"), partial);
    assert_eq!(both("no", "yes"), partial);
    assert_eq!(both("yes", "unknown"), Value::Unknown);
    let day = "checked = 2026-06-01";
    assert_eq!(of(&format!("{{ value = \"yes\", since = 2040-01-01, {day} }}")), planned);
    assert_eq!(of(&format!("{{ value = \"yes\", until = 2026-01-01, {day} }}")), Value::No);
    assert_eq!(of(&format!("{{ value = \"no\", until = 2026-01-01, {day} }}")), Value::Unknown);
}

#[test]
fn the_answer_is_the_first_without_reservation() {
    let guide = three("", ["\"partial\"", "\"no\"", "\"yes\""], "f = \"yes\"");
    let tiers: Vec<TierIx> =
        recommend(&guide, &guide.questions[0.into()].answers[0]).into_iter().map(|(tier, _)| tier).collect();
    assert_eq!(tiers, [Z, X]);
    assert_eq!(
        recommend(&guide, &guide.questions[0.into()].answers[1]),
        [(X, ChooserMatch::Yes)],
        "nothing required: the simplest"
    );
}
