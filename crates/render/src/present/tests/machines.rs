//! Data for programs: JSON-LD, and the inputs of the exports.

use serde_json::Value as Json;

use super::small::Small;
use super::support::Bench;
use super::{PageKey, json};
use mizan_export::data::{Data, DataItem};
use mizan_export::data_csv;
use mizan_plan::Route;

fn linked(bench: &Bench, lang: &str, key: impl Fn(usize) -> PageKey) -> Json {
    let view = json(&bench.variable("mail", lang, key, "page"));
    let graph: Json = serde_json::from_str(view["json_ld"].as_str().unwrap()).unwrap();
    graph["@graph"].clone()
}

fn of_type<'g>(graph: &'g Json, kind: &str) -> &'g Json {
    graph.as_array().unwrap().iter().find(|thing| thing["@type"] == kind).unwrap()
}

/// The facts of a tier: of a product, or mentioned by the page about what has no price.
fn facts_of(graph: &Json) -> &Json {
    let tier = &graph[0];
    tier.get("additionalProperty").unwrap_or(&tier["subjectOf"]["mentions"])
}

#[test]
fn a_page_that_is_not_translated_speaks_for_its_original() {
    let bench = Small::new().bench();
    let (own, fallback) = (linked(&bench, "en", PageKey::Guide), linked(&bench, "ar", PageKey::Guide));
    let article = of_type(&fallback, "Article");
    // Names and all: of its tiers only the cells' values are left to the original's own page.
    assert_eq!(own, fallback);
    let pair_of = |lang: &str| linked(&bench, lang, |guide| PageKey::Pair(guide, 0));
    assert_eq!(pair_of("en"), pair_of("ar"));
    let mut tier = linked(&bench, "en", |guide| PageKey::Tier(guide, 0.into()));
    // It has no price, so it is no product: the page mentions what is known.
    tier[0].as_object_mut().unwrap().remove("subjectOf").unwrap();
    assert_eq!(tier, linked(&bench, "ar", |guide| PageKey::Tier(guide, 0.into())));
    assert_eq!(article["@id"], "https://example.org/guides/en/mail/#article");
    assert_eq!(article["inLanguage"], "en");
    assert!(article.get("translationOfWork").is_none() && article.get("workTranslation").is_none(), "{article}");
    assert_eq!(of_type(&own, "ItemList"), of_type(&fallback, "ItemList"));
    for part in ["@id", "url", "inLanguage", "distribution"] {
        assert_eq!(of_type(&own, "Dataset")[part], of_type(&fallback, "Dataset")[part]);
    }
    let crumbs = of_type(&fallback, "BreadcrumbList")["itemListElement"].clone();
    assert_eq!(crumbs[1]["item"], "https://example.org/guides/en/mail/");
    let pair = linked(&bench, "ar", |guide| PageKey::Pair(guide, 0));
    assert_eq!(of_type(&pair, "Article")["about"][0]["url"], "https://example.org/guides/en/mail/free/");
    assert_eq!(bench.data("mail", "ar").url, "https://example.org/guides/en/mail/");
}

#[test]
fn an_original_names_its_translations_and_they_name_it() {
    let mut small = Small::new();
    small.put("content/guides/mail/ar/guide.md", "+++\ntitle = \"أي خطة؟\"\ndescription = \"خطط البريد.\"\n+++\n");
    let bench = small.bench();
    let own = linked(&bench, "en", PageKey::Guide);
    let translations = &of_type(&own, "Article")["workTranslation"];
    assert_eq!(translations[0]["url"], "https://example.org/guides/ar/mail/");
    assert_eq!(translations.as_array().unwrap().len(), 1);
    let translated = linked(&bench, "ar", PageKey::Guide);
    assert_eq!(of_type(&translated, "Article")["translationOfWork"]["url"], "https://example.org/guides/en/mail/");
    assert!(of_type(&translated, "Article").get("workTranslation").is_none());
}

#[test]
fn only_one_price_for_all_is_an_offer() {
    let mut small = Small::new();
    small.replace(
        "content/guides/mail/tiers/house.toml",
        "price = \"unknown\"",
        "price = [\n  { amount = \"5\", currency = \"USD\" },\n  { amount = \"6\", currency = \"USD\", variant = \"abroad\" },\n]",
    );
    let bench = small.bench();
    let offers = |tier: usize| {
        let graph = linked(&bench, "en", |guide| PageKey::Tier(guide, tier.into()));
        // Without an offer, a search engine would report a product as incomplete.
        let product = graph.as_array()?.iter().find(|node| node["@type"] == "Product")?;
        Some(product["offers"].clone())
    };
    let specification = offers(1).unwrap()["priceSpecification"].clone();
    assert_eq!(specification["price"], "9.90");
    assert_eq!(specification["unitText"], "per box per month");
    assert_eq!((2..5).map(offers).collect::<Vec<_>>(), [None, None, None]);
}

#[test]
fn a_tier_has_a_property_a_statement() {
    let bench = Small::new().bench();
    let properties = |tier: usize| -> Vec<(String, String)> {
        let graph = linked(&bench, "en", |guide| PageKey::Tier(guide, tier.into()));
        let properties = facts_of(&graph).as_array().cloned().unwrap_or_default();
        let text = |of: &Json, key: &str| of[key].as_str().unwrap().to_owned();
        properties.iter().map(|of| (text(of, "name"), text(of, "value"))).collect()
    };
    let solo = properties(1);
    assert!(solo.contains(&("Boxes".to_owned(), "at least 5\u{a0}boxes".to_owned())), "{solo:?}");
    assert!(solo.contains(&("Boxes (abroad)".to_owned(), "2\u{a0}boxes".to_owned())), "{solo:?}");
    assert_eq!(properties(4).iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["Filter"]);
}

#[test]
fn what_is_over_and_what_is_to_come_is_no_fact() {
    let price = "price = \"unknown\"";
    for (times, offer) in [
        ("since = 2001-02-03, until = \"2999-04\"", Some(("2001-02-03", "2999-04-30"))),
        ("until = \"2999\"", Some(("", "2999-12-31"))),
        ("since = 2999-01-01", Some(("2999-01-01", ""))),
        ("since = \"2.1\"", Some(("", ""))),
        ("until = 2001-01-01", None),
    ] {
        let mut small = Small::new();
        let said = format!("price = {{ amount = \"5\", currency = \"USD\", {times} }}");
        small.replace("content/guides/mail/tiers/house.toml", price, &said);
        let bench = small.bench();
        let graph = linked(&bench, "en", |guide| PageKey::Tier(guide, 4.into()));
        let product = graph.as_array().unwrap().iter().find(|node| node["@type"] == "Product");
        let text = |key: &str| product.unwrap()["offers"][key].as_str().unwrap_or_default().to_owned();
        let found = product.map(|_| (text("validFrom"), text("priceValidUntil")));
        assert_eq!(found, offer.map(|(since, until)| (since.to_owned(), until.to_owned())), "{times}");
        let properties = facts_of(&graph).as_array().unwrap();
        let property = properties.iter().find(|of| of["propertyID"] == "price");
        let holds = !times.starts_with("since = 2999") && !times.starts_with("until = 2001");
        assert_eq!(property.is_some(), holds, "{times}");
        let told = property.and_then(|of| of["description"].as_str()).unwrap_or_default();
        assert_eq!(told.contains("2999"), holds && times.contains("2999"), "{times}: {told}");
    }
}

#[test]
fn a_pair_cites_the_sources_of_its_tiers() {
    let bench = Small::new().bench();
    let cited = |pair: usize| -> Vec<String> {
        let graph = linked(&bench, "en", |guide| PageKey::Pair(guide, pair));
        let cited = of_type(&graph, "Article")["citation"].as_array().cloned().unwrap_or_default();
        cited.iter().map(|work| work["name"].as_str().or(work["url"].as_str()).unwrap().to_owned()).collect()
    };
    assert_eq!(cited(0), ["https://example.org/a#top", "Price list"]);
    let guide = linked(&bench, "en", PageKey::Guide);
    assert_eq!(of_type(&guide, "Article")["citation"].as_array().unwrap().len(), 3);
}

#[test]
fn home_is_one_site_however_many_pages_it_has() {
    let mut small = Small::new();
    for n in 0..61 {
        small.guide(&format!("g{n}"), "");
    }
    let bench = small.bench();
    let page = |number: u32| {
        let page = bench.context.plan.find(&PageKey::Home { number }, 0.into()).unwrap();
        let view = json(&bench.page(page, "page"));
        let graph: Json = serde_json::from_str(view["json_ld"].as_str().unwrap()).unwrap();
        graph["@graph"].clone()
    };
    let (first, second) = (page(1), page(2));
    assert_eq!(of_type(&first, "WebSite")["@id"], "https://example.org/guides/en/#website");
    let list = of_type(&second, "CollectionPage");
    assert_eq!(list["url"], "https://example.org/guides/en/page/2/");
    assert_eq!(list["isPartOf"]["@id"], "https://example.org/guides/en/#website");
    assert_eq!(of_type(&second, "ItemList")["numberOfItems"], 2);
}

fn items<'d>(data: &'d Data, feature: &str, tier: &str) -> &'d [DataItem] {
    let row = data.rows.iter().find(|row| row.feature.id == feature && row.tier.id == tier);
    &row.unwrap().items
}

#[test]
fn data_says_a_price_whole() {
    let data = Small::new().bench().data("mail", "en");
    let steps = &items(&data, "price", "team")[0].text;
    assert!(steps.contains("19") && steps.contains("17") && steps.contains("51"), "{steps}");
    let add_on = &items(&data, "filter", "free")[0];
    assert!(
        add_on.text.starts_with("Add-on") && add_on.text.contains('3') && add_on.text.contains("per box"),
        "{}",
        add_on.text
    );
    assert_eq!(items(&data, "boxes", "solo")[0].bound, Some("at-least"));
}

#[test]
fn a_place_in_a_source_makes_one_fragment() {
    let data = Small::new().bench().data("mail", "en");
    let csv = data_csv(&data, &Route::root().page("en").page("mail"));
    let text = String::from_utf8(csv.bytes).unwrap();
    assert!(text.contains("https://example.org/a#p2; Price list#p3"), "{text}");
    assert!(!text.contains("#top#"), "{text}");
}
