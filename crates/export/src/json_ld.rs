//! A page's data in schema.org's vocabulary, as JSON-LD 1.1 for a `<script>`: one graph per
//! page. It contains no rating and no offer that is not in the facts.

use serde_json::{Map, Value, json};

use super::bare::bare;
use mizan_model::{Date, Kind};

/// The data of any page. Text is plain, in the page's language, without isolates.
#[derive(Clone, Debug, Default)]
pub struct LdPage {
    /// Canonical, absolute.
    pub url: String,
    /// schema.org's `headline` or `name`.
    pub title: String,
    /// schema.org's `description`.
    pub description: String,
    /// BCP 47.
    pub lang: String,
    /// Absolute.
    pub image: Option<String>,
    /// schema.org's `datePublished`.
    pub published: Option<Date>,
    /// schema.org's `dateModified`.
    pub updated: Option<Date>,
    /// The page that contains it.
    pub site: LdSite,
    /// From home to the page itself; empty on home and 404.
    pub breadcrumbs: Vec<LdLink>,
}

/// The site in the page's language.
#[derive(Clone, Debug, Default)]
pub struct LdSite {
    /// The site's title.
    pub name: String,
    /// Its home, absolute.
    pub url: String,
    /// Who publishes it, as config.toml defines.
    pub publisher: Option<LdAgent>,
}

/// A name and an absolute URL.
#[derive(Clone, Debug, Default)]
pub struct LdLink {
    /// Plain text.
    pub name: String,
    /// Absolute.
    pub url: String,
}

/// Who wrote, translated or publishes.
#[derive(Clone, Debug, Default)]
pub struct LdAgent {
    /// As readers know them.
    pub name: String,
    /// Their own page, absolute.
    pub url: Option<String>,
}

/// A source that claims rest on.
#[derive(Clone, Debug, Default)]
pub struct LdSource {
    /// In its own language.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// BCP 47.
    pub lang: Option<String>,
    /// Absolute.
    pub url: Option<String>,
}

/// The data of a page kind.
#[derive(Clone, Debug)]
pub enum LdKind {
    /// Home, as far as it has one page, and the list of languages.
    Home,
    /// A guide's main page: an `Article` about its tiers, and the data set where there is one.
    Guide(LdGuide),
    /// A tier's page: the thing itself.
    Tier(LdTier),
    /// A pair's page: an `Article` about the two.
    Pair(LdPair),
    /// A list of guides: a tag, the further pages of home.
    Collection {
        /// Those that the page lists, in its order.
        guides: Vec<LdLink>,
    },
    /// A page of its own, such as "About".
    Standalone,
    /// Has no JSON-LD.
    NotFound,
}

/// The data of a guide's main page.
#[derive(Clone, Debug, Default)]
pub struct LdGuide {
    /// Who wrote it, in the author's order.
    pub authors: Vec<LdAgent>,
    /// Who translated it into this language.
    pub translators: Vec<LdAgent>,
    /// The page in the source language, absolute, where this is a translation of it.
    pub original: Option<String>,
    /// Its translations, absolute, where this is the original.
    pub translations: Vec<String>,
    /// The sources of its claims.
    pub sources: Vec<LdSource>,
    /// The tiers' pages, in column order.
    pub tiers: Vec<LdLink>,
    /// Names of the tags.
    pub keywords: Vec<String>,
    /// The exports, where there are some.
    pub data: Option<LdData>,
}

/// Absolute URLs of a guide's exports.
#[derive(Clone, Debug, Default)]
pub struct LdData {
    /// data.json.
    pub json: String,
    /// data.csv.
    pub csv: String,
}

/// The data of a tier's page.
#[derive(Clone, Debug, Default)]
pub struct LdTier {
    /// The tier's name, plain text.
    pub name: String,
    /// Of the guide.
    pub kind: Kind,
    /// The tier's own page elsewhere.
    pub official: Option<String>,
    /// What is known of it and holds, in row order; rows that are unknown or not applicable are omitted.
    pub properties: Vec<LdProperty>,
    /// The headline price, where it is known and holds.
    pub price: Option<LdPrice>,
    /// The days between which the price holds, both included, where there are such.
    pub price_since: Option<Date>,
    /// The last day, see `price_since`.
    pub price_until: Option<Date>,
}

/// A row in words, or one statement of it.
#[derive(Clone, Debug, Default)]
pub struct LdProperty {
    /// The feature's id.
    pub id: String,
    /// The row's, and in brackets the variant that the statement is of.
    pub name: String,
    /// Its value as plain text: with its bound and unit.
    pub value: String,
    /// What bounds it in time, in words: "until June 2027".
    pub passing: Option<String>,
}

/// The price of an offer.
#[derive(Clone, Debug)]
pub enum LdPrice {
    /// It costs nothing.
    Free,
    /// An amount in one currency.
    Amount {
        /// Decimal, as written.
        amount: String,
        /// ISO 4217.
        currency: String,
        /// What it is per, worded: "per month".
        per: Option<String>,
    },
}

/// The data of a pair's page.
#[derive(Clone, Debug, Default)]
pub struct LdPair {
    /// Who wrote the guide.
    pub authors: Vec<LdAgent>,
    /// The tiers' pages.
    pub a: LdLink,
    /// The tier of the right column.
    pub b: LdLink,
    /// The guide that the pair is from.
    pub guide: LdLink,
    /// The sources of its claims.
    pub sources: Vec<LdSource>,
}

/// The text for `<script type="application/ld+json">`, safe to put there; empty on 404.
pub fn json_ld(page: &LdPage, kind: &LdKind) -> String {
    let mut graph = match kind {
        LdKind::NotFound => return String::new(),
        LdKind::Home => vec![web_site(page)],
        LdKind::Guide(guide) => {
            let data = guide.data.as_ref().map(|data| dataset(page, guide, data));
            [guide_article(page, guide), item_list(page, &guide.tiers)].into_iter().chain(data).collect()
        }
        LdKind::Tier(tier) => vec![tier_thing(page, tier)],
        LdKind::Pair(pair) => vec![pair_article(page, pair)],
        LdKind::Collection { guides } => vec![web_page(page, "CollectionPage"), item_list(page, guides)],
        LdKind::Standalone => vec![web_page(page, "WebPage")],
    };
    if !page.breadcrumbs.is_empty() && !matches!(kind, LdKind::Home) {
        graph.push(breadcrumbs(&page.breadcrumbs));
    }
    let document = json!({ "@context": "https://schema.org", "@graph": graph });
    // So that no text can end the script element, or begin a comment in it.
    without_isolates(document).to_string().replace('<', "\\u003c")
}

/// An object whose absent values are omitted.
fn thing(kind: &str, parts: impl IntoIterator<Item = (&'static str, Value)>) -> Value {
    let mut object = Map::new();
    object.insert("@type".to_owned(), kind.into());
    for (key, value) in parts {
        let absent = match &value {
            Value::Null => true,
            Value::Array(items) => items.is_empty(),
            Value::String(text) => text.is_empty(),
            _ => false,
        };
        if !absent {
            object.insert(key.to_owned(), value);
        }
    }
    Value::Object(object)
}

fn date(date: Option<Date>) -> Value {
    date.map(|date| date.to_string()).into()
}

fn fragment(page: &LdPage, name: &str) -> String {
    format!("{}#{name}", page.url)
}

fn agent(agent: &LdAgent) -> Value {
    // Whether a name is a person's or a house's is nowhere written; both are agents who can be named
    // and linked, and `Organization` claims no human being.
    thing("Organization", [("name", agent.name.as_str().into()), ("url", agent.url.clone().into())])
}

fn agents(list: &[LdAgent]) -> Value {
    list.iter().map(agent).collect()
}

fn web_site(page: &LdPage) -> Value {
    thing(
        "WebSite",
        [
            ("@id", format!("{}#website", page.site.url).into()),
            ("url", page.site.url.as_str().into()),
            ("name", page.site.name.as_str().into()),
            ("description", page.description.as_str().into()),
            ("inLanguage", page.lang.as_str().into()),
            ("publisher", page.site.publisher.as_ref().map(agent).into()),
        ],
    )
}

fn is_part_of(site: &LdSite) -> Value {
    thing(
        "WebSite",
        [
            ("@id", format!("{}#website", site.url).into()),
            ("url", site.url.as_str().into()),
            ("name", site.name.as_str().into()),
        ],
    )
}

fn web_page(page: &LdPage, kind: &str) -> Value {
    thing(
        kind,
        [
            ("@id", page.url.as_str().into()),
            ("url", page.url.as_str().into()),
            ("name", page.title.as_str().into()),
            ("description", page.description.as_str().into()),
            ("inLanguage", page.lang.as_str().into()),
            ("datePublished", date(page.published)),
            ("dateModified", date(page.updated)),
            ("isPartOf", is_part_of(&page.site)),
        ],
    )
}

fn source(source: &LdSource) -> Value {
    let named = |kind: &str, name: &Option<String>| -> Value {
        name.as_ref().map(|name| thing(kind, [("name", name.as_str().into())])).into()
    };
    thing(
        "CreativeWork",
        [
            ("name", source.title.clone().into()),
            ("author", named("Person", &source.author)),
            ("publisher", named("Organization", &source.publisher)),
            ("inLanguage", source.lang.clone().into()),
            ("url", source.url.clone().into()),
        ],
    )
}

fn article(page: &LdPage, authors: &[LdAgent], sources: &[LdSource]) -> Vec<(&'static str, Value)> {
    vec![
        ("@id", fragment(page, "article").into()),
        ("mainEntityOfPage", page.url.as_str().into()),
        ("url", page.url.as_str().into()),
        ("headline", page.title.as_str().into()),
        ("description", page.description.as_str().into()),
        ("inLanguage", page.lang.as_str().into()),
        ("datePublished", date(page.published)),
        ("dateModified", date(page.updated)),
        ("image", page.image.clone().into()),
        ("author", if authors.is_empty() { page.site.publisher.as_ref().map(agent).into() } else { agents(authors) }),
        ("publisher", page.site.publisher.as_ref().map(agent).into()),
        ("isPartOf", is_part_of(&page.site)),
        ("citation", sources.iter().map(source).collect()),
    ]
}

fn guide_article(page: &LdPage, guide: &LdGuide) -> Value {
    let by_id = |url: &String| json!({ "@type": "Article", "@id": format!("{url}#article"), "url": url });
    let mut parts = article(page, &guide.authors, &guide.sources);
    parts.push(("translator", agents(&guide.translators)));
    parts.push(("translationOfWork", guide.original.as_ref().map(by_id).into()));
    parts.push(("workTranslation", guide.translations.iter().map(by_id).collect()));
    parts.push(("keywords", guide.keywords.iter().map(String::as_str).collect()));
    parts.push(("about", json!({ "@id": fragment(page, "list") })));
    thing("Article", parts)
}

fn item_list(page: &LdPage, items: &[LdLink]) -> Value {
    let elements = items.iter().enumerate().map(|(n, item)| {
        let parts =
            [("position", (n + 1).into()), ("name", item.name.as_str().into()), ("url", item.url.as_str().into())];
        thing("ListItem", parts)
    });
    thing(
        "ItemList",
        [
            ("@id", fragment(page, "list").into()),
            ("name", page.title.as_str().into()),
            ("numberOfItems", items.len().into()),
            ("itemListElement", elements.collect()),
        ],
    )
}

fn dataset(page: &LdPage, guide: &LdGuide, data: &LdData) -> Value {
    let download = |format: &str, url: &str| {
        thing("DataDownload", [("encodingFormat", format.into()), ("contentUrl", url.into())])
    };
    let creator =
        if guide.authors.is_empty() { page.site.publisher.as_ref().map(agent).into() } else { agents(&guide.authors) };
    thing(
        "Dataset",
        [
            ("@id", fragment(page, "data").into()),
            ("url", page.url.as_str().into()),
            ("name", page.title.as_str().into()),
            ("description", page.description.as_str().into()),
            ("inLanguage", page.lang.as_str().into()),
            ("datePublished", date(page.published)),
            ("dateModified", date(page.updated)),
            ("creator", creator),
            ("isAccessibleForFree", true.into()),
            ("distribution", json!([download("application/json", &data.json), download("text/csv", &data.csv)])),
        ],
    )
}

/// Search engines report a `Product` without offers, reviews or ratings as an error, subtypes like `ProductModel`
/// included, and a `SoftwareApplication` without ratings, which nobody collected. So a tier is a `Product` only with a
/// price, which is what they require of a page that does not sell the product itself. Without a price it has the nearest
/// type that requires nothing. None of these has `additionalProperty`, which schema.org gives to products, places and
/// offers only: so it is the page about the tier that mentions the facts.
fn tier_thing(page: &LdPage, tier: &LdTier) -> Value {
    let offers: Value = tier.price.as_ref().and_then(|price| offer(page, price, tier)).into();
    let kind = match tier.kind {
        Kind::Software | Kind::Product | Kind::Plan if !offers.is_null() => "Product",
        // What a program is: `SoftwareApplication` is a kind of it.
        Kind::Software | Kind::Standard => "CreativeWork",
        Kind::Service => "Service",
        Kind::Product | Kind::Plan | Kind::Option => "Thing",
    };
    let mut parts = vec![
        ("@id", fragment(page, "tier").into()),
        ("name", tier.name.as_str().into()),
        ("description", page.description.as_str().into()),
        ("image", page.image.clone().into()),
        ("url", tier.official.clone().into()),
        ("mainEntityOfPage", page.url.as_str().into()),
    ];
    if matches!(tier.kind, Kind::Software | Kind::Product | Kind::Plan) && !tier.properties.is_empty() {
        let properties: Value = tier.properties.iter().map(property).collect();
        parts.push(match kind {
            "Product" => ("additionalProperty", properties),
            _ => ("subjectOf", thing("WebPage", [("@id", page.url.as_str().into()), ("mentions", properties)])),
        });
    }
    if matches!(kind, "Product" | "Service") {
        parts.push(("offers", offers));
    }
    if tier.kind == Kind::Software && matches!(tier.price, Some(LdPrice::Free)) {
        parts.push(("isAccessibleForFree", true.into()));
    }
    thing(kind, parts)
}

fn property(property: &LdProperty) -> Value {
    thing(
        "PropertyValue",
        [
            ("propertyID", property.id.as_str().into()),
            ("name", property.name.as_str().into()),
            ("value", property.value.as_str().into()),
            ("description", property.passing.clone().into()),
        ],
    )
}

/// Not whether it can be bought today (`availability`): no fact says so, and none is required.
fn offer(page: &LdPage, price: &LdPrice, tier: &LdTier) -> Option<Value> {
    // What is free has no currency, which an offer requires.
    let LdPrice::Amount { amount, currency, per } = price else { return None };
    let amount = [("price", Value::from(amount.as_str())), ("priceCurrency", currency.as_str().into())];
    let specification = per.as_ref().map(|per| {
        thing("UnitPriceSpecification", amount.clone().into_iter().chain([("unitText", per.as_str().into())]))
    });
    let rest = [
        ("priceSpecification", specification.into()),
        ("url", tier.official.as_ref().unwrap_or(&page.url).as_str().into()),
        ("validFrom", date(tier.price_since)),
        ("priceValidUntil", date(tier.price_until)),
    ];
    Some(thing("Offer", amount.into_iter().chain(rest)))
}

fn pair_article(page: &LdPage, pair: &LdPair) -> Value {
    let about = |link: &LdLink| {
        let id = format!("{}#tier", link.url);
        thing("Thing", [("@id", id.into()), ("name", link.name.as_str().into()), ("url", link.url.as_str().into())])
    };
    let mut parts = article(page, &pair.authors, &pair.sources);
    parts.push(("about", json!([about(&pair.a), about(&pair.b)])));
    let whole = thing(
        "Article",
        [
            ("@id", format!("{}#article", pair.guide.url).into()),
            ("name", pair.guide.name.as_str().into()),
            ("url", pair.guide.url.as_str().into()),
        ],
    );
    for part in &mut parts {
        if part.0 == "isPartOf" {
            part.1 = json!([whole, part.1.take()]);
        }
    }
    thing("Article", parts)
}

fn breadcrumbs(trail: &[LdLink]) -> Value {
    let elements = trail.iter().enumerate().map(|(n, crumb)| {
        let parts =
            [("position", (n + 1).into()), ("name", crumb.name.as_str().into()), ("item", crumb.url.as_str().into())];
        thing("ListItem", parts)
    });
    thing("BreadcrumbList", [("itemListElement", elements.collect::<Value>())])
}

fn without_isolates(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(bare(&text).into_owned()),
        Value::Array(items) => items.into_iter().map(without_isolates).collect(),
        Value::Object(parts) => parts.into_iter().map(|(key, value)| (key, without_isolates(value))).collect(),
        other => other,
    }
}

#[cfg(test)]
mod tests;
