use super::{F, X, Y, Z, good, guide, said};
use mizan_model::value::Value;
use mizan_model::{Better, FeatureType, Importance, Kind, Origin, Pair, Wants};

const TWO: &str = "tiers = [\"one\", \"two\"]\n";

fn with_features(features: &str) -> String {
    format!("{TWO}[[groups]]\nid = \"g\"\nfeatures = [{features}]\n")
}

fn faults(text: &str, tiers: &[(&str, &str)]) -> String {
    said(&guide(text, tiers).1)
}

const YES: [(&str, &str); 2] = [("one", "[features]\na = \"yes\"\n"), ("two", "[features]\na = \"yes\"\n")];

#[test]
fn all_of_guide_toml() {
    let guide = good(
        "source_language = \"en\"\nkind = \"plan\"\ntags = [\"t\"]\nauthors = [\"mizan\"]\npublished = 2026-05-04\ntiers = [\"one\", \"two\"]\nprice = \"p\"\n[translators]\nar = [\"mizan\"]\n[freshness]\nwarn_after = 9\n\
         [[stats]]\nid = \"users\"\ntype = \"number\"\nunit = \"user\"\nvalue = 3_300_000_000\nbound = \"more-than\"\ncompact = true\n\
         [[groups]]\nid = \"sub-less\"\nfeatures = [{ id = \"p\", type = \"money\", better = \"lower\", importance = \"key\" }]\n\
         [[groups]]\nid = \"top\"\ntype = \"number\"\nunit = \"user\"\nbetter = \"higher\"\n[[groups.features]]\nid = \"n\"\n[[groups.features]]\nid = \"s\"\ntype = \"support\"\nname = \"S\"\n\
         [[questions]]\nid = \"q\"\nmultiple = true\nanswers = [{ id = \"a\", requires = { n = { min = 6 }, s = \"yes\" } }, { id = \"b\" }]\n",
        &[
            (
                "one",
                "url = \"https://example.org/\"\nlinks = [{ id = \"buy\", url = \"https://example.org/buy\", sponsored = true }]\n[features]\np = \"free\"\nn = 5\ns = \"no\"\n",
            ),
            ("two", "inherits = \"one\"\n[features]\nn = 10\n"),
        ],
    );
    assert_eq!((guide.source_language, guide.kind, guide.price), (1.into(), Kind::Plan, Some(F)));
    assert_eq!(guide.updated, guide.published);
    assert_eq!(guide.freshness.warn_after, Some(9));
    assert_eq!(guide.translators[&mizan_model::LangIx::new(0)].len(), 1);
    let (n, s) = (&guide.features[1.into()], &guide.features[2.into()]);
    assert_eq!(
        (n.kind, n.better, n.unit.as_ref().map(|u| u.value.as_str())),
        (FeatureType::Number, Better::Higher, Some("user"))
    );
    assert_eq!(
        (s.kind, s.better, s.unit.as_ref()),
        (FeatureType::Support, Better::None, None),
        "what does not fit is not taken over"
    );
    assert_eq!(guide.features[F].importance, Importance::Key);
    assert!(guide.stats[0].compact);
    assert_eq!(
        guide.questions[0.into()].answers[0].requires[0].wants,
        Wants::Bounds { min: Some(6.into()), max: None }
    );
    assert_eq!(guide.cell(F, Y).map(|cell| cell.origin), Some(Origin::Tier(X)));
    assert!(guide.tiers[X].links[0].sponsored);
    assert_eq!(guide.pairs, [Pair { a: X, b: Y }]);
}

#[test]
fn rows_stand_in_order() {
    let guide = good(
        &format!(
            "{TWO}[[groups]]\nid = \"a\"\nfeatures = [{{ id = \"p\" }}, {{ id = \"q\" }}, {{ id = \"r\", parent = \"p\" }}, {{ id = \"s\", parent = \"r\" }}]\n\
             [[groups]]\nid = \"b\"\nfeatures = [{{ id = \"t\" }}]\n[[groups]]\nid = \"c\"\nparent = \"a\"\nfeatures = [{{ id = \"u\" }}]\n"
        ),
        &[
            ("one", "[features]\np = \"no\"\nq = \"yes\"\nt = \"yes\"\nu = \"yes\"\n"),
            ("two", "[features]\np = \"yes\"\nq = \"yes\"\nr = \"unknown\"\nt = \"yes\"\nu = \"yes\"\n"),
        ],
    );
    let rows: Vec<(&str, u32)> = guide.features.iter().map(|f| (f.id.as_str(), f.depth)).collect();
    assert_eq!(rows, [("p", 0), ("r", 1), ("s", 2), ("q", 0), ("u", 0), ("t", 0)]);
    let groups: Vec<&str> = guide.groups.iter().map(|g| g.id.as_str()).collect();
    assert_eq!((groups.as_slice(), guide.groups[1.into()].parent), (["a", "c", "b"].as_slice(), Some(0.into())));
    let word = |row: usize, tier| {
        let cell = guide.cell(row.into(), tier).expect("no fault stands");
        (cell.first().value.clone(), cell.origin)
    };
    assert_eq!(word(2, X), (Value::No, Origin::Parent(1.into())), "the parent's word goes down");
    assert_eq!(word(2, Y), (Value::Unknown, Origin::Parent(1.into())));
}

#[test]
fn a_missing_cell_says_what_to_add() {
    let (_, faults) = guide(
        &with_features("{ id = \"a\" }, { id = \"b\", type = \"number\" }"),
        &[
            ("one", "url = \"https://example.org/\"\n[features]\na = \"yes\"\nb = 5\n"),
            ("two", "[features]\na = \"yes\"\n"),
        ],
    );
    assert_eq!(
        said(&faults),
        "MZ0210 missing value for `b` of `two` | add a line under [features], for example `b = 5`, or `b = \"unknown\"` if the value is unknown"
    );
    let missing = faults.iter().next().expect("it was just said");
    let fix = missing.fix.as_ref().expect("there is a line to add");
    let mut mended = "[features]\na = \"yes\"\n".to_owned();
    mended.replace_range(fix.span.range(), &fix.replacement);
    assert_eq!(mended, "[features]\nb = \"unknown\"\na = \"yes\"\n");
    assert_eq!(missing.secondary.len(), 1, "the feature's own place is shown");
}

#[test]
fn one_fault_is_told_once() {
    let said = faults(
        &with_features("{ id = \"a\" }, { id = \"b\" }, { id = \"c\" }"),
        &[("one", "[features]\na = \"yes\"\nb = \"yes\"\nc = \"yes\"\n")],
    );
    assert_eq!(said.lines().count(), 1, "a file that is not there lacks no cells: {said}");
    assert!(said.starts_with("MZ0211 missing file for the tier `two`"));
    let said = faults(&with_features("{ id = \"a\", type = \"numbr\" }"), &YES);
    assert_eq!(said.lines().count(), 1, "cells of a feature at fault are not unknown: {said}");
    let said = faults(
        &with_features("{ id = \"a\" }"),
        &[("one", "[features]\na = \"yess\"\n"), ("two", "inherits = \"one\"\n[features]\n")],
    );
    assert_eq!(said.lines().count(), 1, "a cell at fault is not missing, for nobody: {said}");
    let said = faults(
        &with_features("{ id = \"a\" }, { id = \"b\", parent = \"a\" }"),
        &[("one", "[features]\na = \"maybe\"\n"), ("two", "[features]\na = \"no\"\n")],
    );
    assert_eq!(said.lines().count(), 1, "nor for its children: {said}");
    let said = faults(
        &with_features("{ id = \"a\" }"),
        &[("one", "[features]\na = yes\n"), ("two", "[features]\na = \"yes\"\n")],
    );
    assert_eq!(said.lines().count(), 1, "nor where the line cannot be read: {said}");
    let said = faults(
        &with_features("{ id = \"replies\" }"),
        &[("one", "[features]\nreplie = \"yes\"\n"), ("two", "[features]\nreplies = \"yes\"\n")],
    );
    assert_eq!(said.lines().count(), 1, "a misspelt line is not missing: {said}");
    let said =
        faults(&with_features("{ id = \"a\" }"), &[("one", "features = 5\n"), ("two", "[features]\na = \"yes\"\n")]);
    assert_eq!(said.lines().count(), 1, "{said}");
}

#[test]
fn inheriting() {
    let features = with_features("{ id = \"a\" }, { id = \"b\", parent = \"a\" }")
        .replace("[\"one\", \"two\"]", "[\"one\", \"two\", \"three\"]");
    let tiers = [
        ("one", "[features]\na = \"no\"\n"),
        ("two", "inherits = \"one\"\n[features]\na = \"yes\"\nb = \"yes\"\n"),
        ("three", "inherits = \"two\"\n"),
    ];
    let (guide, _) = (good(&features, &tiers), ());
    let origin = |row: usize, tier| guide.cell(row.into(), tier).map(|cell| cell.origin);
    assert_eq!(
        (origin(1, X), origin(0, Z), origin(1, Z)),
        (Some(Origin::Parent(F)), Some(Origin::Tier(Y)), Some(Origin::Tier(Y)))
    );
    let own_parent =
        [("one", tiers[0].1), ("two", "inherits = \"one\"\n[features]\na = \"yes\"\n"), ("three", tiers[2].1)];
    let said = faults(&features, &own_parent);
    assert!(said.starts_with("MZ0210 missing value for `b` of `two`"), "a parent's word is no cell to inherit: {said}");
    let circle = [
        ("one", "inherits = \"three\"\n[features]\na = \"yes\"\nb = \"yes\"\n"),
        ("two", tiers[1].1),
        ("three", tiers[2].1),
    ];
    let said = faults(&features, &circle);
    assert!(said.starts_with("MZ0215 tiers inherit in a cycle: `one` → `three` → `two` → `one`"), "{said}");
    assert_eq!(said.lines().count(), 1);
    let said = faults(
        &features,
        &[("one", "inherits = \"tow\"\n"), ("two", "[features]\na = \"no\"\n"), ("three", "[features]\na = \"no\"\n")],
    );
    assert!(said.contains("did you mean `two`?"), "{said}");
}

#[test]
fn references_inside_the_guide() {
    let f = |features: &str| faults(&with_features(features), &YES);
    assert!(f("{ id = \"a\" }, { id = \"a\" }").starts_with("MZ0015"));
    assert!(f("{ id = \"a\", better = \"higher\" }").contains("`better = \"higher\"` does not apply"));
    assert!(f("{ id = \"a\", unit = \"user\" }").contains("has no unit"));
    assert!(f("{ id = \"a\", options = [\"x\"] }").contains("has no options"));
    assert!(f("{ id = \"a\", parent = \"b\" }, { id = \"b\" }").contains("comes before its parent"));
    assert!(f("{ id = \"a\", parent = \"a\" }").contains("is its own parent"));
    let choice = |options: &str| {
        let tiers = [("one", "[features]\na = \"no\"\n"), ("two", "[features]\na = \"no\"\n")];
        faults(&with_features(&format!("{{ id = \"a\", type = \"choice\"{options} }}")), &tiers)
    };
    assert!(choice("").contains("has no `options`"));
    assert!(choice(", options = [\"x\", \"unknown\"]").contains("option id `unknown`"));
    assert!(choice(", options = [\"x\", { id = \"x\" }]").starts_with("MZ0015"));
    let g = |head: &str| faults(&format!("{head}\n{}", with_features("{ id = \"a\" }")), &YES);
    assert!(g("pairs = [[\"one\", \"tow\"]]").contains("did you mean `two`?"));
    assert!(g("pairs = [[\"one\", \"one\"]]").contains("with itself"));
    assert!(g("pairs = [[\"one\", \"two\"], [\"two\", \"one\"]]").contains("duplicate `one-vs-two`"));
    assert!(g("pairs = \"al\"").contains("did you mean `all`?"));
    assert!(g("pairs = 5").contains("expected"));
    assert!(g("price = \"a\"").contains("is of type `support`, not `money`"));
    assert!(g("price = \"b\"").contains("unknown feature"));
    assert!(g("source_language = \"fr\"").starts_with("MZ0104"));
    assert!(g("image = \"images/x.png\"").starts_with("MZ0405"));
    assert!(g("published = 2026-05-04\nupdated = 2026-05-03").contains("`updated` is before `published`"));
    assert!(g("kind = \"sofware\"").contains("did you mean `software`?"));
    assert!(
        faults("tiers = [\"one\"]\n[[groups]]\nid = \"g\"\nfeatures = [{ id = \"a\" }]\n", &YES).starts_with("MZ0221")
    );
    assert!(
        faults("tiers = [\"one\", \"two\"]\n[[groups]]\nid = \"g\"\n", &[("one", ""), ("two", "")])
            .contains("has no features")
    );
}

#[test]
fn keys_that_slipped_under_a_table() {
    let said = faults(
        &with_features("{ id = \"a\" }"),
        &[("one", "[features]\na = \"yes\"\nurl = \"https://example.org/\"\n"), YES[1]],
    );
    assert!(said.contains("MZ0010") && said.contains("move it above the first [table]"), "{said}");
    let said = faults(&with_features("{ id = \"a\" }"), &[("one", "[features]\na = \"yes\"\naa = \"yes\"\n"), YES[1]]);
    assert!(said.contains("MZ0202") && said.contains("did you mean `a`?"), "{said}");
}

#[test]
fn requirements_must_fit_the_type() {
    let q = |requires: &str| {
        let features = "{ id = \"a\" }, { id = \"n\", type = \"number\" }, { id = \"c\", type = \"choice\", options = [\"x\", \"y\"] }, { id = \"t\", type = \"text\" }";
        let text = format!(
            "{}[[questions]]\nid = \"q\"\nanswers = [{{ id = \"x\", requires = {{ {requires} }} }}, {{ id = \"y\" }}]\n",
            with_features(features)
        );
        let facts = "[features]\na = \"yes\"\nn = 1\nc = \"x\"\nt = \"z\"\n";
        faults(&text, &[("one", facts), ("two", facts)])
    };
    assert_eq!(q("a = \"yes\", n = { min = 1, max = 2 }, c = { any = [\"x\", \"y\"] }"), "");
    assert!(q("a = \"no\"").starts_with("MZ0216"));
    assert!(q("n = 5").contains("write `n = { min = 5 }`"));
    assert!(q("n = { mn = 5 }").contains("expected one of `min`, `max`"));
    assert!(q("n = { min = 5, max = 1 }").contains("more than `max`"));
    assert!(q("n = { min = \"5\" }").contains("expected a number"));
    assert!(q("c = { any = [\"z\"] }").starts_with("MZ0205"));
    assert!(q("c = { all = [\"x\", \"y\"] }").contains("has only one option"));
    assert!(q("c = { any = [\"x\"], all = [\"x\"] }").contains("both `any` and `all`"));
    assert!(q("t = \"yes\"").contains("of type `text`"));
    assert!(q("b = \"yes\"").starts_with("MZ0202"));
}
