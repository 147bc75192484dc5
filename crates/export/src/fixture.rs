//! A small handwritten site, for the tests of all formats: two languages, two guides of which one is not
//! translated, an about page, two old paths, below a host's root.

use super::Artifact;
use super::data::{Cited, Data, DataItem, DataRow, Machine, Named, SourceData};
use mizan_model::{Date, Decimal, Site};
use mizan_plan::{Plan, PlanOptions};
use mizan_source::SourceMap;

pub(crate) fn text(artifact: &Artifact) -> String {
    String::from_utf8(artifact.bytes.clone()).expect("UTF-8")
}

pub(crate) fn site() -> (Site, Plan) {
    site_at("https://example.org/guides/")
}

pub(crate) fn site_at(base_url: &str) -> (Site, Plan) {
    let site = mizan_testkit::site_at(base_url);
    let plan = plan(&site);
    (site, plan)
}

pub(crate) fn plan(site: &Site) -> Plan {
    let (plan, diagnostics) = mizan_plan::plan(site, &SourceMap::default(), PlanOptions::default());
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    plan
}

/// The table of a guide in Arabic, with every shape a value has.
pub(crate) fn data() -> Data {
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
