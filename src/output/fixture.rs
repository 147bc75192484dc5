//! A small site by hand, for the tests of all formats: two languages, two guides of which one is not
//! translated, an about page, two old paths, below a host's root.

use indexmap::IndexMap;

use super::Artifact;
use super::data::{Cited, Data, DataItem, DataRow, Machine, Named, SourceData};
use crate::config::{Config, Fallback, Freshness, Language, Person};
use crate::model::{
    Better, Cell, Date, Decimal, Feature, FeatureType, Group, Guide, GuideWords, Importance, Kind, Labels, Notes,
    Origin, PageWords, Pair, Prose, Site, SiteWords, Statement, Tier, TierWords, Value,
};
use crate::model::{Bound, LangIx};
use crate::plan::{Options, Plan};
use crate::source::{SourceId, SourceMap, Span, Spanned};

fn span() -> Span {
    Span::new(SourceId(0), 0..0)
}

fn prose(text: &str) -> Prose {
    Prose { text: text.to_owned(), span: span(), verbatim: true }
}

fn spanned(text: &str) -> Spanned<String> {
    Spanned::new(text.to_owned(), span())
}

pub fn text(artifact: &Artifact) -> String {
    String::from_utf8(artifact.bytes.clone()).expect("UTF-8")
}

pub fn site() -> (Site, Plan) {
    site_at("https://example.org/guides/")
}

pub fn site_at(base_url: &str) -> (Site, Plan) {
    let site = build(base_url);
    let plan = plan(&site);
    (site, plan)
}

pub fn plan(site: &Site) -> Plan {
    let (plan, diagnostics) = crate::plan::plan(site, &SourceMap::default(), Options::default());
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    plan
}

fn build(base_url: &str) -> Site {
    let language = |id: &str| Language {
        id: id.to_owned(),
        locale: id.to_owned(),
        digits: None,
        fallback: Fallback::Notice,
        outdated_notice: false,
        span: span(),
    };
    let config = Config {
        base_url: url::Url::parse(base_url).expect("a URL"),
        languages: vec![language("ar"), language("en")],
        told_languages: crate::config::ToldLanguages::default(),
        default_language: 0,
        default_at_root: false,
        theme: spanned("mizan"),
        guides: Vec::new(),
        publisher: Some(spanned("mizan")),
        people: IndexMap::from([(
            "mizan".to_owned(),
            Person { url: Some("https://example.org/about/".to_owned()), span: span() },
        )]),
        freshness: Freshness::default(),
        pair_min_differences: 0,
        lints: IndexMap::new(),
        options: IndexMap::new(),
        csp: IndexMap::new(),
        outputs: crate::config::Outputs::default(),
        frame_ancestors: Vec::new(),
    };
    let words = |title: &str, name: &str| SiteWords {
        file: SourceId(0),
        title: Some(prose(title)),
        description: Some(prose("وصف")),
        menu: Vec::new(),
        footer: None,
        people: IndexMap::from([("mizan".to_owned(), prose(name))]),
        tags: IndexMap::from([("messaging".to_owned(), prose("المراسلة"))]),
        units: IndexMap::new(),
        sources: IndexMap::new(),
        messages: IndexMap::new(),
    };
    let page = |title: &str, aliases: &[&str]| PageWords {
        file: SourceId(0),
        title: prose(title),
        description: prose("about"),
        slug: None,
        aliases: aliases.iter().map(|alias| prose(alias)).collect(),
        draft: false,
        body: prose(""),
    };
    Site {
        config,
        guides: vec![
            guide(
                "whatsapp",
                Date::day(2026, 5, 4),
                Date::day(2026, 11, 20),
                &[(0, "واتساب و Business"), (1, "WhatsApp & co")],
            ),
            guide("http", Date::day(2026, 6, 1), Date::day(2026, 6, 1), &[(0, "بروتوكول HTTP")]),
        ]
        .into(),
        pages: IndexMap::from([(
            "about".to_owned(),
            IndexMap::from([(0, page("من نحن", &[])), (1, page("About", &["/old.html"]))]),
        )]),
        words: IndexMap::from([(0, words("ميزان", "ميزان")), (1, words("Mizan & co", "Mizan"))]),
        begun: IndexMap::new(),
        translations: IndexMap::new(),
        lost: crate::model::Lost::default(),
    }
}

fn guide(id: &str, published: Date, updated: Date, titles: &[(LangIx, &str)]) -> Guide {
    let tier_words = |name: &str| TierWords {
        file: SourceId(0),
        name: Some(prose(name)),
        tagline: None,
        audience: None,
        pros: Vec::new(),
        cons: Vec::new(),
        slug: None,
        aliases: Vec::new(),
        image_alt: None,
        text: IndexMap::new(),
        notes: IndexMap::new(),
        body: prose(""),
    };
    let words = |lang: LangIx, title: &str| GuideWords {
        file: SourceId(0),
        title: prose(title),
        description: prose("ما الفرق <؟>"),
        slug: (lang == 0).then(|| prose(&format!("دليل-{id}"))),
        aliases: if lang == 0 && id == "whatsapp" { vec![prose("old/whatsapp/")] } else { Vec::new() },
        verdict: None,
        image_alt: None,
        draft: false,
        stats: IndexMap::new(),
        body: prose(""),
        labels: Labels::default(),
        tiers: vec![Some(tier_words("One")), Some(tier_words("Two"))],
    };
    Guide {
        id: id.to_owned(),
        file: SourceId(0),
        draft: false,
        source_language: 0,
        kind: Kind::Software,
        tags: vec![spanned("messaging")],
        related: None,
        authors: vec![spanned("mizan")],
        translators: IndexMap::new(),
        published: Some(published),
        updated: Some(updated),
        image: None,
        tiers: vec![tier("one", Value::No), tier("two", Value::Number(Decimal::new(5, 0)))],
        pairs: vec![Pair { a: 0, b: 1 }],
        price: None,
        sources: IndexMap::new(),
        stats: Vec::new(),
        groups: vec![Group { id: "limits".to_owned(), parent: None, span: span() }],
        features: vec![Feature {
            id: "devices".to_owned(),
            group: 0,
            parent: None,
            depth: 0,
            kind: FeatureType::Number,
            better: Better::Higher,
            importance: Importance::Key,
            unit: None,
            options: IndexMap::new(),
            name: None,
            url: None,
            span: span(),
        }],
        questions: Vec::new(),
        freshness: Freshness::default(),
        words: titles.iter().map(|(lang, title)| (*lang, words(*lang, title))).collect(),
        begun: IndexMap::new(),
        translations: IndexMap::new(),
        doubtful: std::collections::BTreeSet::new(),
        hollow: false,
    }
}

fn tier(id: &str, value: Value) -> Tier {
    let statement = Statement {
        value,
        notes: Notes::default(),
        sources: Vec::new(),
        sources_inherited: false,
        checked_inherited: false,
        sources_told: false,
        checked: None,
        since: None,
        until: None,
        bound: Bound::Exact,
        variant: None,
        grade: None,
        price: None,
        span: span(),
    };
    Tier {
        id: id.to_owned(),
        file: None,
        url: None,
        image: None,
        links: Vec::new(),
        inherits: None,
        cells: vec![Some(Cell { statements: vec![statement], origin: Origin::Own, span: span() })],
        span: span(),
    }
}

/// The table of a guide in Arabic, with every shape a value has.
pub fn data() -> Data {
    let named = |id: &str, name: &str| Named { id: id.to_owned(), name: name.to_owned() };
    let number = |mantissa: i64, scale: u32| Machine::Number(Decimal::new(mantissa, scale));
    let item = |value: Machine, text: &str| DataItem { value, text: text.to_owned(), ..DataItem::default() };
    let row = |feature: Named, kind: &'static str, tier: &Named, items: Vec<DataItem>| DataRow {
        group: named("limits", "الحدود"),
        feature,
        kind,
        tier: tier.clone(),
        items,
    };
    let (app, api) = (named("business", "\u{2066}Business\u{2069}"), named("api", "API"));
    let price = |amount: i64, currency: &str, variant: Option<Named>, text: &str| DataItem {
        variant,
        unit: Some("seat/month".to_owned()),
        currency: Some(currency.to_owned()),
        ..item(number(amount, 2), text)
    };
    Data {
        guide: "whatsapp".to_owned(),
        lang: "ar".to_owned(),
        title: "واتساب و\u{2066}Business\u{2069}".to_owned(),
        description: "ما الفرق؟".to_owned(),
        url: "https://example.org/guides/ar/whatsapp/".to_owned(),
        published: Some(Date::day(2026, 5, 4)),
        updated: Some(Date::day(2026, 11, 20)),
        tiers: vec![app.clone(), api.clone()],
        sources: vec![
            SourceData {
                id: "article".to_owned(),
                title: Some("ببساطة.. ما الفرق؟".to_owned()),
                author: Some("حورية المليجي".to_owned()),
                lang: Some("ar".to_owned()),
                ..SourceData::default()
            },
            SourceData {
                id: "rfc".to_owned(),
                url: Some("https://example.org/rfc".to_owned()),
                accessed: Some(Date::day(2026, 11, 1)),
                ..SourceData::default()
            },
        ],
        rows: vec![
            row(
                named("devices", "الأجهزة"),
                "number",
                &app,
                vec![DataItem {
                    unit: Some("device".to_owned()),
                    bound: Some("at-least"),
                    since: Some("2024".to_owned()),
                    notes: vec!["=ملاحظة".to_owned(), "أخرى \"مقتبسة\"".to_owned()],
                    sources: vec![
                        Cited { id: "article".to_owned(), place: None },
                        Cited { id: "rfc".to_owned(), place: Some("section-4".to_owned()) },
                    ],
                    checked: Some(Date::day(2026, 11, 1)),
                    ..item(number(5, 0), "\u{2068}5\u{2069} أجهزة")
                }],
            ),
            row(
                named("devices", "الأجهزة"),
                "number",
                &api,
                vec![item(Machine::Text("unknown".to_owned()), "غير معروف")],
            ),
            row(
                named("price", "السعر"),
                "money",
                &app,
                vec![
                    price(990, "USD", None, "9.90 US$"),
                    price(3750, "SAR", Some(named("ksa", "السعودية")), "37.50 ر.س."),
                ],
            ),
            row(
                named("size", "الحجم"),
                "dimensions",
                &app,
                vec![item(Machine::List(vec![number(1466, 1), number(706, 1)]), "146.6 × 70.6")],
            ),
            row(
                named("range", "المدى"),
                "range",
                &app,
                vec![item(Machine::Object(vec![("min", number(-50, 1)), ("max", number(780, 2))]), "-5.0–7.80")],
            ),
            row(named("scope", "النطاق"), "text", &api, vec![item(Machine::Absent, "كلمات فقط")]),
        ],
    }
}
