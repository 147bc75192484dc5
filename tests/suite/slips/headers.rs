//! Duplicate, misspelled and broken headers.

use super::*;

#[test]
fn a_header_without_its_brackets_is_one_mistake() {
    one(L, "\n[features]\n", "\nfeatures\n", "MZ0006 missing brackets around the header `features` (light.toml:6)");
    one(G, "\n[defaults]\n", "\ndefaults\n", "MZ0006 missing brackets around the header `defaults` (guide.toml:22)");
    let shown = one(
        G,
        "\n[[groups]]\n",
        "\ngroups # rows\n",
        "MZ0006 missing brackets around the header `groups` (guide.toml:43)",
    );
    assert!(shown.contains("write `[[groups]]`"), "{shown}");
    one(LABELS, "\n[notes]\n", "\nnotes\n", "MZ0006 missing brackets around the header `notes` (labels.toml:28)");
}

#[test]
fn a_header_that_names_a_feature_too_many_is_one_mistake() {
    let shown = one(
        L,
        "\n[features]\n",
        "\n[features.price]\n",
        "MZ0010 `price` and 9 more of `light` must be under [features] (light.toml:6)",
    );
    assert!(shown.contains("write `[features]` instead of `[features.price]`"), "{shown}");
    // A cell of its own below its header is none.
    let cell = "[features]\nprice = { amount = \"5\", currency = \"USD\", per = \"month\" }";
    let long = "[features.price]\namount = \"5\"\ncurrency = \"USD\"\nper = \"month\"\n\n[features]\n";
    let sources = site(&|path, text| {
        let text = if path == L {
            text.replace("# Money: the amount is in quotation marks, so that no digit is lost.\n", "")
        } else {
            text
        };
        let text = if path == L { text.replace(cell, long) } else { text };
        (path, text)
    });
    assert_eq!(said_of(&sources, RuleScope::All), [""; 0]);
}

#[test]
fn a_misspelt_name_within_a_header_is_one_mistake() {
    let told = "MZ0009 unknown key `answer` in a question's entry (labels.toml:46)";
    let from = "[questions.how-often.answers]";
    let shown = one(LABELS, from, "[questions.how-often.answer]", told);
    assert!(shown.contains("did you mean `answers`?"), "{shown}");
    let both = ["MZ0009 unknown key `question` in labels.toml (labels.toml:46)", told];
    many(LABELS, from, "[question.how-often.answer]", 1, &both);
}

#[test]
fn a_header_that_stands_twice_is_one_mistake() {
    let shown = one(
        G,
        "sources = [\"price-list\"]\nchecked = 2026-11-18\n",
        "checked = 2026-11-18\n[defaults]\nsources = [\"price-list\"]\n",
        "MZ0015 `defaults` is set twice in the same table (guide.toml:24)",
    );
    assert!(shown.contains("move the lines below the second `[defaults]` under the first"), "{shown}");
}

#[test]
fn lines_below_a_lost_header_of_labels_are_told_by_their_ids() {
    let lost = |first: &str, from: &str, to: &str, line: u32| {
        let belong = if first.contains("more") { "are" } else { "is" };
        let s = if first.contains("more") { "" } else { "s" };
        format!("MZ0010 {first} {belong} under `[{from}]`, but belong{s} under `[{to}]` (labels.toml:{line})")
    };
    let of = "questions.how-often.answers";
    for (header, first, from, line) in [
        ("notes", "`electric-hills`", "options.frame", 28),
        ("units.bicycle", "`one` and 1 more", "notes", 32),
        ("sources", "`price-list`", "units.station", 40),
        ("questions.how-often", "`text`", "sources", 43),
        ("questions.who", "`text`", of, 50),
    ] {
        let shown = one(LABELS, &format!("[{header}]\n"), "", &lost(first, from, header, line));
        assert!(shown.contains(&format!("add a line `[{header}]` above it")), "{shown}");
    }
    // Which of two units was intended is unknown.
    let sources =
        typed(LABELS, "[units.bicycle]\none = \"{n} bicycle\"\nother = \"{n} bicycles\"\n\n[units.station]\n", "", 1);
    let said = said_of(&sources, RuleScope::All);
    assert!(said.iter().any(|said| said.contains("for the unit `bicycle`")), "{said:#?}");
}
