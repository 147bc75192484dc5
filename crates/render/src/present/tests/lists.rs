//! Views with inputs from several places: related guides, parts of the home page, steps of a price,
//! sponsored links, outdated claims, inherited cells.

use serde_json::Value as Json;

use super::small::Small;
use super::support::Bench;
use super::{PageKey, json};

fn guide(bench: &Bench, id: &str) -> Json {
    json(&bench.variable(id, "en", PageKey::Guide, "guide"))
}

fn cell(guide: &Json, row: usize, tier: usize) -> Json {
    guide["groups"][0]["rows"][row]["cells"][tier].clone()
}

fn bare(html: &Json) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in html.as_str().unwrap_or_default().chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => text.push(c),
            _ => {}
        }
    }
    text.replace('\u{a0}', " ").chars().filter(|c| !('\u{2066}'..='\u{2069}').contains(c)).collect()
}

#[test]
fn guides_that_share_most_tags_are_related_in_homes_order() {
    let mut small = Small::new();
    small.guide("one", "tags = [\"post\"]\npublished = 2026-01-01");
    small.guide("both", "tags = [\"other\", \"post\"]\npublished = 2025-01-01");
    small.guide("none", "published = 2026-02-02");
    small.guide("asks", "tags = [\"post\", \"other\"]\npublished = 2024-01-01");
    small.guide("names", "tags = [\"post\"]\nrelated = [\"none\", \"one\"]");
    let bench = small.bench();
    let related = |id: &str| -> Vec<String> {
        let guide = guide(&bench, id);
        guide["related"].as_array().unwrap().iter().map(|card| card["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(related("asks"), ["both", "mail", "one", "names"]);
    assert_eq!(related("names"), ["none", "one"]);
    assert!(related("none").is_empty());
}

#[test]
fn home_has_sixty_guides_a_page() {
    let mut small = Small::new();
    for n in 0..120 {
        small.guide(&format!("g{n}"), "");
    }
    let bench = small.bench();
    let view = |number: u32, name: &str| {
        let page = bench.context.plan.find(&PageKey::Home { number }, 0.into()).unwrap();
        json(&bench.page(page, name))
    };
    let counts: Vec<usize> = (1..=3).map(|number| view(number, "guides").as_array().unwrap().len()).collect();
    assert_eq!(counts, [60, 60, 1]);
    let middle = view(2, "pagination");
    assert_eq!(middle["previous"], "/guides/en/");
    assert_eq!(middle["next"], "/guides/en/page/3/");
    assert_eq!(middle["total"], 3);
    assert_eq!(view(1, "pagination")["previous"], Json::Null);
    assert_eq!(view(3, "pagination")["next"], Json::Null);
}

#[test]
fn a_price_by_quantity_has_a_line_a_step() {
    let bench = Small::new().bench();
    let guide = guide(&bench, "mail");
    let price = cell(&guide, 0, 2);
    let steps: Vec<String> = price["items"][0]["steps"].as_array().unwrap().iter().map(bare).collect();
    assert_eq!(steps.len(), 2);
    assert!(steps[0].contains("19") && steps[0].contains("per month"), "{steps:?}");
    assert!(steps[1].contains("17") && steps[1].contains("51"), "{steps:?}");
    assert!(bare(&price["words"]).contains("19") && !bare(&price["words"]).contains("17"), "{price}");
    assert_eq!(bare(&price["items"][0]["mode"]), "The price reached applies to all units.");
    assert!(cell(&guide, 0, 1)["items"][0]["steps"].as_array().unwrap().is_empty());
    assert!(cell(&guide, 0, 1)["items"][0]["mode"].is_null());
    // A card begins with the lowest.
    let headline = bare(&guide["tiers"][2]["price_words"]);
    assert!(headline.starts_with("From ") && headline.contains("17") && !headline.contains("19"), "{headline}");
    assert_eq!(guide["tiers"][1]["price_words"], guide["tiers"][1]["price"]["words"]);
}

#[test]
fn a_link_that_is_paid_for_says_so() {
    let bench = Small::new().bench();
    let guide = guide(&bench, "mail");
    assert_eq!(guide["sponsored"], true);
    let tiers = guide["tiers"].as_array().unwrap();
    assert_eq!(
        tiers.iter().map(|tier| tier["sponsored"] == true).collect::<Vec<_>>(),
        [true, false, false, false, false]
    );
    let rel: Vec<&str> =
        tiers[0]["links"].as_array().unwrap().iter().map(|link| link["rel"].as_str().unwrap()).collect();
    assert_eq!(rel, ["sponsored nofollow noopener", "noopener"]);
}

#[test]
fn a_claim_is_stale_as_of_the_sites_day_only() {
    let mut small = Small::new();
    let stale = |small: &Small| {
        let guide = guide(&small.bench(), "mail");
        [1, 3].map(|row| cell(&guide, row, 0)["items"][0]["stale"] == true)
    };
    assert_eq!(stale(&small), [true, false]);
    small.replace("config.toml", "as_of = 2026-11-20\n", "");
    assert_eq!(stale(&small), [false, false]);
}

#[test]
fn a_cell_that_is_lent_on_names_the_tier_that_said_it() {
    let bench = Small::new().bench();
    let guide = guide(&bench, "mail");
    let from = |row: usize, tier: usize| cell(&guide, row, tier)["inherited"]["id"].as_str().map(str::to_owned);
    assert_eq!(
        (0..4).map(|tier| from(2, tier)).collect::<Vec<_>>(),
        [None, Some("free".into()), Some("free".into()), Some("free".into())]
    );
    assert_eq!(
        (0..4).map(|tier| from(1, tier)).collect::<Vec<_>>(),
        [None, None, Some("solo".into()), Some("solo".into())]
    );
    let lent = cell(&guide, 2, 3);
    assert_eq!(lent["state"], "add-on");
    assert_eq!(bare(&lent["items"][0]["price"]), bare(&cell(&guide, 2, 0)["items"][0]["price"]));
    assert_eq!(cell(&guide, 1, 3)["items"].as_array().unwrap().len(), 2);
}

#[test]
fn a_headline_price_that_is_not_known_is_there_all_the_same() {
    let bench = Small::new().bench();
    let tiers = guide(&bench, "mail")["tiers"].clone();
    assert_eq!(tiers[4]["price"]["state"], "unknown");
    assert_eq!(bare(&tiers[4]["price_name"]), "Price");
    let mut small = Small::new();
    small.replace("content/guides/mail/guide.toml", "price = \"price\"\n", "");
    assert_eq!(guide(&small.bench(), "mail")["tiers"][0]["price"], Json::Null);
}

/// How a card shows the price, where a tier has this value.
fn headline(price: &str) -> (String, Json) {
    let mut small = Small::new();
    small.replace("content/guides/mail/tiers/house.toml", "price = \"unknown\"", &format!("price = {price}"));
    let labels = [("abroad = \"abroad\"", "abroad = \"abroad\"\nhere = \"here\"\nsea = \"by sea\"")];
    for (from, to) in labels {
        small.replace("content/guides/mail/en/labels.toml", from, to);
    }
    let tier = guide(&small.bench(), "mail")["tiers"][4].clone();
    (bare(&tier["price_words"]), tier)
}

#[test]
fn a_card_says_for_whom_and_when_its_price_holds() {
    let usd = |amount: u32, more: &str| format!("{{ amount = \"{amount}\", currency = \"USD\"{more} }}");
    let (here, abroad, sea) = (", variant = \"here\"", ", variant = \"abroad\"", ", variant = \"sea\"");
    let of = |prices: &[String]| format!("[{}]", prices.join(", "));
    for (price, words) in [
        (usd(5, ""), "$5"),
        (usd(5, here), "$5 (here)"),
        (of(&[usd(5, here), usd(50, abroad)]), "$5 (here) · $50 (abroad)"),
        (of(&[usd(50, here), usd(5, abroad), usd(7, sea)]), "From $5"),
        (
            of(&[usd(50, here), "{ value = \"free\", variant = \"sea\" }".into(), usd(5, abroad)]),
            "$50 (here) · Free (by sea) · $5 (abroad)",
        ),
        (usd(7, ", since = 2999-01-01"), "$7 · Since January 1, 2999"),
        (usd(7, ", since = 2001-01-01"), "$7"),
        (usd(7, ", until = 2001-01-01"), "$7 · Until January 1, 2001"),
        (usd(7, ", until = 2999-01-01"), "$7 · Until January 1, 2999"),
        (of(&[usd(5, ", until = 2001-01-01, variant = \"here\""), usd(50, abroad)]), "$50 (abroad)"),
        (of(&[usd(5, ", since = 2999-01-01, variant = \"here\""), usd(50, abroad)]), "$50 (abroad)"),
    ] {
        assert_eq!(headline(&price).0, words, "{price}");
    }
}

#[test]
fn a_fact_on_a_card_comes_to_what_all_its_statements_do() {
    for (filter, state, said) in [
        ("\"yes\"", "yes", "Yes"),
        ("{ value = \"yes\", variant = \"abroad\" }", "yes", "Yes (abroad)"),
        ("[\"yes\", { value = \"no\", variant = \"abroad\" }]", "partial", "Yes, No (abroad)"),
        ("{ value = \"yes\", since = 2999-01-01 }", "planned", "Yes · Since January 1, 2999"),
        ("{ value = \"yes\", until = 2001-01-01 }", "no", "Yes · Until January 1, 2001"),
    ] {
        let mut small = Small::new();
        small.replace(
            "content/guides/mail/guide.toml",
            "type = \"support\" }",
            "type = \"support\", importance = \"key\" }",
        );
        small.replace("content/guides/mail/tiers/house.toml", "filter = \"no\"", &format!("filter = {filter}"));
        let fact = guide(&small.bench(), "mail")["tiers"][4]["highlights"][0].clone();
        let statement = |of: &Json| {
            let variant = of["variant"].as_str().map_or(String::new(), |_| format!(" ({})", bare(&of["variant"])));
            let when = of["when"].as_str().map_or(String::new(), |_| format!(" · {}", bare(&of["when"])));
            format!("{}{variant}{when}", bare(&of["words"]))
        };
        let words: Vec<String> = fact["said"].as_array().unwrap().iter().map(statement).collect();
        assert_eq!((fact["state"].as_str(), words.join(", ").as_str()), (Some(state), said), "{filter}");
    }
    let mut small = Small::new();
    small.replace(
        "content/guides/mail/guide.toml",
        "better = \"higher\" }",
        "better = \"higher\", importance = \"key\" }",
    );
    small.replace(
        "content/guides/mail/tiers/house.toml",
        "boxes = \"unknown\"",
        "boxes = { value = 9, since = 2999-01-01 }",
    );
    let guide = guide(&small.bench(), "mail");
    let facts = |tier: usize| guide["tiers"][tier]["highlights"].as_array().unwrap().len();
    assert_eq!((facts(1), facts(4)), (1, 0), "a number to come is no fact");
}

#[test]
fn what_rules_a_tier_out_is_told_with_its_variants_and_days() {
    let mut small = Small::new();
    let question = "[[questions]]\nid = \"q\"\n[[questions.answers]]\nid = \"any\"\n[[questions.answers]]\nid = \"filter\"\nrequires = { filter = \"yes\" }\n\n[[groups]]\nid = \"plan\"";
    small.replace("content/guides/mail/guide.toml", "[[groups]]\nid = \"plan\"", question);
    let later = "filter = [{ value = \"yes\", since = 2999-01-01 }, { value = \"no\", variant = \"abroad\" }]";
    small.replace("content/guides/mail/tiers/house.toml", "filter = \"no\"", later);
    let guide = guide(&small.bench(), "mail");
    let reasons = guide["questions"][0]["answers"][1]["reasons"].as_array().unwrap();
    let out = reasons.iter().find(|reason| reason["tier"] == 5).unwrap();
    assert_eq!(out["effect"], "out");
    assert_eq!(bare(&out["said"][0]["when"]), "Since January 1, 2999");
    assert_eq!(bare(&out["said"][1]["variant"]), "abroad");
}
