use super::{F, X, Y, good, guide, said};
use mizan_model::value::{Support, Value};
use mizan_model::{Bound, Cell, Date, Grade, When};

const HEAD: &str = "tiers = [\"one\", \"two\"]\n[sources.article]\ntitle = \"A\"\n[sources.rfc]\nurl = \"https://example.org/rfc\"\n[[groups]]\nid = \"g\"\n";

fn feature(declaration: &str) -> String {
    format!("{HEAD}features = [{{ id = \"f\", {declaration} }}]\n")
}

/// The cell of `f` in the first tier.
fn cell(declaration: &str, cell: &str) -> Cell {
    let guide = good(
        &feature(declaration),
        &[("one", &format!("[features]\nf = {cell}\n")), ("two", "[features]\nf = \"no\"\n")],
    );
    guide.cell(F, X).cloned().expect("no fault stands")
}

fn fault(declaration: &str, cell: &str) -> String {
    let (_, faults) = guide(
        &feature(declaration),
        &[("one", &format!("[features]\nf = {cell}\n")), ("two", "[features]\nf = \"no\"\n")],
    );
    said(&faults)
}

#[test]
fn short_long_and_list() {
    assert_eq!(cell("", "\"yes\"").first().value, Value::Support(Support::Yes));
    let long = cell(
        "",
        "{ value = \"partial\", note = \"scope\", sources = [\"rfc#section-4\", \"https://example.org/x#y\"], checked = 2026-11-01, since = \"4.2\", until = \"2027-06\", grade = \"fair\", variant = \"eu\" }",
    );
    let said = long.first();
    assert_eq!(said.notes.shared[0].value, "scope");
    assert_eq!((said.sources[0].source.as_str(), said.sources[0].place.as_deref()), ("rfc", Some("section-4")));
    assert_eq!((said.sources[1].source.as_str(), said.sources[1].place.as_deref()), ("https://example.org/x#y", None));
    assert_eq!(said.checked, Some(Date::day(2026, 11, 1)));
    assert_eq!(said.since, Some(When::Version("4.2".to_owned())));
    assert_eq!(said.until, Date::parse("2027-06").map(When::Date));
    assert_eq!(said.grade, Some(Grade::Fair));
    let list = cell("", "[\"yes\", { value = \"no\", until = 2020-01-01 }]");
    assert_eq!(list.statements.len(), 2);
    assert_eq!(list.statements[1].value, Value::No);
}

#[test]
fn tables_of_values_take_the_cell_keys_beside_their_own() {
    let money =
        cell("type = \"money\"", "{ amount = \"9.90\", currency = \"USD\", bound = \"at-least\", note = true }");
    assert_eq!((money.first().bound, money.first().notes.own), (Bound::AtLeast, true));
    assert_eq!(cell("type = \"money\"", "{ value = \"free\", note = \"x\" }").first().notes.shared.len(), 1);
    assert_eq!(cell("type = \"rating\"", "{ value = \"unknown\", note = \"x\" }").first().value, Value::Unknown);
    assert!(matches!(
        cell("type = \"rating\"", "{ value = 4, max = 5, variant = \"x\" }").first().value,
        Value::Rating(_)
    ));
    assert!(fault("type = \"range\"", "{ value = { min = 1 } }").contains("table under `value`"));
    assert!(
        fault("type = \"money\"", "{ value = \"free\", currency = \"USD\" }").contains("both `value` and `currency`")
    );
}

#[test]
fn lists_that_are_one_value() {
    assert_eq!(cell("type = \"dimensions\", unit = \"mm\"", "[1, 2]").statements.len(), 1);
    let two = cell("type = \"dimensions\"", "[{ value = [1, 2] }, { value = [3, 4], variant = \"large\" }]");
    assert_eq!(two.statements.len(), 2);
    let options = "type = \"choices\", options = [\"a\", { id = \"b\", name = \"B\" }]";
    assert_eq!(cell(options, "[\"a\", \"b\"]").statements.len(), 1);
    assert_eq!(cell(options, "[{ value = [\"a\"] }, { value = [\"b\"], variant = \"x\" }]").statements.len(), 2);
    assert!(fault("type = \"number\"", "[1, [2]]").contains("without lists in it"));
    assert!(fault("type = \"number\"", "[]").contains("write \"unknown\""));
}

#[test]
fn keys_that_do_not_fit() {
    assert!(fault("", "{ value = \"yes\", bound = \"about\" }").starts_with("MZ0213"));
    assert!(
        fault("type = \"limit\"", "{ value = \"unlimited\", bound = \"about\" }").contains("the value is not a number")
    );
    assert!(fault("", "{ value = \"yes\", price = \"free\" }").contains("change the value to \"add-on\""));
    assert!(fault("", "{ value = \"unknown\", grade = \"good\" }").contains("cannot be graded"));
    assert!(fault("", "{ value = \"unknown\", since = \"2026\" }").contains("the value is unknown"));
    assert!(fault("", "{ vlue = \"yes\" }").contains("did you mean `value`?"));
    assert!(fault("", "{ note = \"x\" }").contains("missing value"));
    assert!(fault("type = \"number\"", "{ value = 1, bound = \"mor-than\" }").contains("did you mean `more-than`?"));
    assert!(fault("", "{ value = \"yes\", since = 2026-05-04, until = 2025-05-04 }").contains("is before `since`"));
    assert!(fault("", "{ value = \"yes\", since = 4.2 }").contains("\"4.2\""));
    assert!(fault("", "{ value = \"yes\", checked = \"2026-11-01\" }").contains("remove the quotation marks"));
    assert!(fault("", "{ value = \"yes\", note = 5 }").contains("expected an id"));
    assert!(fault("", "{ value = \"yes\", note = \"Not An Id\" }").starts_with("MZ0014"));
}

#[test]
fn sources_that_are_not_there() {
    assert!(fault("", "{ value = \"yes\", sources = [\"artcle\"] }").contains("did you mean `article`?"));
    assert!(fault("", "{ value = \"yes\", sources = [\"press\"] }").contains("[sources.press]"));
    assert!(fault("", "{ value = \"yes\", sources = \"article\" }").contains("[\"article\"]"));
    assert!(fault("", "{ value = \"yes\", sources = [\"ftp://x\"] }").starts_with("MZ0219"));
    assert!(fault("", "{ value = \"yes\", sources = [\"rfc#\"] }").contains("missing place"));
    assert!(fault("", "{ value = \"yes\", sources = [\"rfc\", \"rfc\"] }").starts_with("MZ0015"));
}

#[test]
fn defaults_reach_every_cell_that_claims_something() {
    let head = "tiers = [\"one\", \"two\"]\n[defaults]\nsources = [\"a\"]\nchecked = 2026-01-01\n[sources.a]\ntitle = \"A\"\n[sources.b]\ntitle = \"B\"\n[[groups]]\nid = \"g\"\nfeatures = [{ id = \"f\" }, { id = \"h\" }]\n";
    let guide = good(
        head,
        &[
            ("one", "[features]\nf = \"yes\"\nh = { value = \"no\", sources = [] }\n"),
            (
                "two",
                "[defaults]\nsources = [\"b\"]\n[features]\nf = \"unknown\"\nh = { value = \"yes\", sources = [\"a\"] }\n",
            ),
        ],
    );
    let said = |feature: usize, tier| {
        let cell = guide.cell(feature.into(), tier).expect("no fault stands");
        let statement = cell.first().clone();
        let ids: Vec<String> = statement.sources.iter().map(|c| c.source.clone()).collect();
        (ids.join(" "), statement.sources_inherited, statement.checked.map(|d| d.to_string()).unwrap_or_default())
    };
    let expect = |ids: &str, inherited, day: &str| (ids.to_owned(), inherited, day.to_owned());
    assert_eq!(said(0, X), expect("a", true, "2026-01-01"));
    assert_eq!(said(1, X), expect("", false, "2026-01-01"), "an empty list is the author's word");
    assert_eq!(said(0, Y), expect("", false, "2026-01-01"), "unknown claims nothing");
    assert_eq!(said(1, Y), expect("a", false, "2026-01-01"));
    let guide = good(
        head,
        &[
            (
                "one",
                "[features]\nf = { value = \"yes\", sources = [\"a\"] }\nh = { value = \"yes\", sources = [\"a#b\"] }\n",
            ),
            ("two", "[features]\nf = { value = \"yes\", sources = [\"a\", \"b\"] }\nh = \"no\"\n"),
        ],
    );
    let inherited =
        |feature: usize, tier| guide.cell(feature.into(), tier).is_some_and(|cell| cell.first().sources_inherited);
    assert!(inherited(0, X), "the default, named or not, is the default");
    assert!(!inherited(1, X), "a place in it is more than the default says");
    assert!(!inherited(0, Y), "one more source is more, too");
}
