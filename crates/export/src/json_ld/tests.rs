use super::*;

fn page() -> LdPage {
    LdPage {
        url: "https://example.org/guides/ar/whatsapp/".to_owned(),
        title: "واتساب و\u{2066}Business\u{2069}".to_owned(),
        description: "وصف </script><!--".to_owned(),
        lang: "ar".to_owned(),
        image: Some("https://example.org/guides/assets/cover.png".to_owned()),
        published: Some(Date::day(2026, 5, 4)),
        updated: Some(Date::day(2026, 11, 20)),
        site: LdSite {
            name: "ميزان".to_owned(),
            url: "https://example.org/guides/ar/".to_owned(),
            publisher: Some(LdAgent { name: "Mizan".to_owned(), url: Some("https://example.org/about/".to_owned()) }),
        },
        breadcrumbs: vec![link("ميزان", "ar/"), link("واتساب", "ar/whatsapp/")],
    }
}

fn link(name: &str, path: &str) -> LdLink {
    LdLink { name: name.to_owned(), url: format!("https://example.org/guides/{path}") }
}

fn sources() -> Vec<LdSource> {
    vec![LdSource {
        title: Some("ببساطة".to_owned()),
        author: Some("حورية المليجي".to_owned()),
        lang: Some("ar".to_owned()),
        ..LdSource::default()
    }]
}

fn guide() -> LdKind {
    LdKind::Guide(LdGuide {
        authors: vec![LdAgent { name: "Mizan".to_owned(), url: None }],
        translators: vec![LdAgent { name: "X".to_owned(), url: None }],
        original: Some("https://example.org/guides/en/whatsapp/".to_owned()),
        translations: vec!["https://example.org/guides/fr/whatsapp/".to_owned()],
        sources: sources(),
        tiers: vec![link("Messenger", "ar/whatsapp/messenger/"), link("API", "ar/whatsapp/api/")],
        keywords: vec!["مراسلة".to_owned()],
        data: Some(LdData {
            json: "https://example.org/guides/ar/whatsapp/data.json".to_owned(),
            csv: "https://example.org/guides/ar/whatsapp/data.csv".to_owned(),
        }),
    })
}

fn tier(kind: Kind, price: Option<LdPrice>) -> LdKind {
    LdKind::Tier(LdTier {
        name: "Business".to_owned(),
        kind,
        official: Some("https://business.example/".to_owned()),
        properties: vec![LdProperty {
            id: "devices".to_owned(),
            name: "الأجهزة".to_owned(),
            value: "٥".to_owned(),
            passing: Some("حتى 2030".to_owned()),
        }],
        price,
        price_since: Some(Date::day(2026, 1, 1)),
        price_until: Some(Date::day(2030, 12, 31)),
    })
}

fn pair() -> LdKind {
    LdKind::Pair(LdPair {
        authors: Vec::new(),
        a: link("Messenger", "ar/whatsapp/messenger/"),
        b: link("API", "ar/whatsapp/api/"),
        guide: link("واتساب", "ar/whatsapp/"),
        sources: sources(),
    })
}

fn all() -> Vec<LdKind> {
    let amount = |per: Option<&str>| {
        Some(LdPrice::Amount { amount: "9.90".to_owned(), currency: "USD".to_owned(), per: per.map(str::to_owned) })
    };
    vec![
        LdKind::Home,
        guide(),
        tier(Kind::Software, Some(LdPrice::Free)),
        tier(Kind::Software, amount(None)),
        tier(Kind::Software, None),
        tier(Kind::Product, amount(None)),
        tier(Kind::Product, None),
        tier(Kind::Plan, amount(Some("شهر"))),
        tier(Kind::Plan, None),
        tier(Kind::Service, amount(None)),
        tier(Kind::Standard, amount(None)),
        tier(Kind::Option, amount(None)),
        pair(),
        LdKind::Collection { guides: vec![link("واتساب", "ar/whatsapp/")] },
        LdKind::Standalone,
    ]
}

/// The properties that schema.org gives a type, its own and those of the types above it, as far as
/// they are used here.
fn properties(kind: &str) -> &'static [&'static str] {
    match kind {
        "WebSite" => &["url", "name", "description", "inLanguage", "publisher"],
        "Article" => &[
            "mainEntityOfPage",
            "url",
            "name",
            "headline",
            "description",
            "inLanguage",
            "datePublished",
            "dateModified",
            "image",
            "author",
            "publisher",
            "isPartOf",
            "citation",
            "translator",
            "translationOfWork",
            "workTranslation",
            "keywords",
            "about",
        ],
        "CreativeWork" => &[
            "name",
            "description",
            "image",
            "url",
            "mainEntityOfPage",
            "author",
            "publisher",
            "inLanguage",
            "isAccessibleForFree",
            "subjectOf",
        ],
        "WebPage" | "CollectionPage" => {
            &["url", "name", "description", "inLanguage", "datePublished", "dateModified", "isPartOf", "mentions"]
        }
        "ItemList" => &["name", "numberOfItems", "itemListElement"],
        "BreadcrumbList" => &["itemListElement"],
        "ListItem" => &["position", "name", "url", "item"],
        "Dataset" => &[
            "url",
            "name",
            "description",
            "inLanguage",
            "datePublished",
            "dateModified",
            "creator",
            "isAccessibleForFree",
            "distribution",
        ],
        "DataDownload" => &["encodingFormat", "contentUrl"],
        "Product" => &["name", "description", "image", "url", "mainEntityOfPage", "additionalProperty", "offers"],
        "Service" => &["name", "description", "image", "url", "mainEntityOfPage", "offers"],
        "Thing" => &["name", "description", "image", "url", "mainEntityOfPage", "subjectOf"],
        "Offer" => &["price", "priceCurrency", "priceSpecification", "url", "validFrom", "priceValidUntil"],
        "UnitPriceSpecification" => &["price", "priceCurrency", "unitText"],
        "PropertyValue" => &["propertyID", "name", "value", "description"],
        "Organization" | "Person" => &["name", "url"],
        _ => panic!("{kind} is no type used here"),
    }
}

fn judge(value: &Value) {
    match value {
        Value::Array(items) => items.iter().for_each(judge),
        Value::Object(parts) => {
            let kinds: Vec<&str> = match parts.get("@type") {
                Some(Value::String(kind)) => vec![kind],
                Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
                _ => {
                    assert_eq!(parts.keys().collect::<Vec<_>>(), ["@id"], "only a reference has no type");
                    return;
                }
            };
            for (key, value) in parts.iter().filter(|(key, _)| !key.starts_with('@')) {
                assert!(kinds.iter().any(|kind| properties(kind).contains(&key.as_str())), "{kinds:?} has no {key}");
                assert!(!value.is_null());
                judge(value);
            }
        }
        _ => {}
    }
}

#[test]
fn every_name_is_schema_orgs() {
    for kind in all() {
        let text = json_ld(&page(), &kind);
        let value: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(value["@context"], "https://schema.org");
        judge(&value["@graph"]);
        for ending in ["Rating", "Review"] {
            assert!(!text.contains(ending), "nobody collected a {ending}");
        }
    }
}

/// As Google documents them: a product has an offer (nobody collected reviews or ratings) with price and currency; an
/// application has ratings.
#[test]
fn no_type_lacks_what_search_engines_require() {
    let mut products = 0;
    for kind in all() {
        let value: Value = serde_json::from_str(&json_ld(&page(), &kind)).expect("JSON");
        for node in value["@graph"].as_array().expect("a graph") {
            assert_ne!(node["@type"], "SoftwareApplication");
            if node["@type"] == "Product" {
                products += 1;
                assert!(node["name"].is_string());
                for key in ["price", "priceCurrency", "url"] {
                    assert!(node["offers"][key].is_string(), "an offer without {key}");
                }
            }
            assert!(node["@type"].is_string(), "several types require what each of them does");
        }
    }
    assert_eq!(products, 3, "software, a product and a plan with a price");
}

#[test]
fn it_is_safe_in_a_script_and_holds_no_isolate() {
    for kind in all() {
        let text = json_ld(&page(), &kind);
        assert!(!text.contains(['<', '\u{2066}', '\u{2069}']), "{text}");
    }
    assert_eq!(json_ld(&page(), &LdKind::NotFound), "");
}

#[test]
fn breadcrumbs_stand_on_all_but_home() {
    for kind in all() {
        let has = json_ld(&page(), &kind).contains("BreadcrumbList");
        assert_eq!(has, !matches!(kind, LdKind::Home));
    }
}

#[test]
fn a_line_a_page_kind() {
    let pretty = |kind: &LdKind| {
        let value: Value = serde_json::from_str(&json_ld(&page(), kind)).expect("JSON");
        serde_json::to_string_pretty(&value).expect("JSON")
    };
    insta::assert_snapshot!("guide", pretty(&guide()));
    insta::assert_snapshot!("tier", pretty(&tier(Kind::Software, Some(LdPrice::Free))));
    insta::assert_snapshot!("pair", pretty(&pair()));
    insta::assert_snapshot!("home", pretty(&LdKind::Home));
}
