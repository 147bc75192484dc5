//! data.json: a guide's table for programs.
//!
//! ```text
//! { "guide": id, "lang": BCP 47, "title", "description", "url", "published", "updated",
//!   "tiers":   [ { "id", "name" } ],
//!   "sources": [ { "id", "title", "author", "publisher", "lang", "url", "accessed", "archived" } ],
//!   "rows":    [ { "group": { "id", "name" }, "feature": { "id", "name" }, "type", "tier": { "id", "name" },
//!                  "items": [ { "variant": { "id", "name" }, "value", "unit", "currency", "text", "price", "bound",
//!                               "since", "until", "grade", "notes": [ text ],
//!                               "sources": [ { "id", "place" } ], "checked" } ] } ] }
//! ```
//!
//! Ids, `value`, `unit`, `currency`, dates are the same in every language; names, `text`, `notes` are
//! the language's. A key without a value is omitted; `value` is null if there is only
//! text. Numbers keep their digits; dates are ISO 8601.

use super::data::{Data, DataItem, DataPrice, DataRow, Machine, Named, SourceData};
use super::json::Json;
use super::{Artifact, Class};
use mizan_plan::Route;

/// `data.json` in the folder of the guide's page.
pub fn data_json(data: &Data, page: &Route) -> Artifact {
    let mut object = vec![
        ("guide", Json::text(&data.guide)),
        ("lang", Json::text(&data.lang)),
        ("title", Json::text(&data.title)),
        ("description", Json::text(&data.description)),
        ("url", Json::text(&data.url)),
    ];
    object.extend(said("published", data.published.map(|date| date.to_string())));
    object.extend(said("updated", data.updated.map(|date| date.to_string())));
    object.push(("tiers", Json::List(data.tiers.iter().map(named).collect())));
    object.push(("sources", Json::List(data.sources.iter().map(source).collect())));
    object.push(("rows", Json::List(data.rows.iter().map(row).collect())));
    Artifact::new(Class::Asset, page.file("data.json").output_path(), Json::Object(object).write())
}

fn said<'a>(key: &'static str, text: Option<impl Into<std::borrow::Cow<'a, str>>>) -> Option<(&'static str, Json<'a>)> {
    text.map(|text| (key, Json::text(text)))
}

fn named(named: &Named) -> Json<'_> {
    Json::Object(vec![("id", Json::text(&named.id)), ("name", Json::text(&named.name))])
}

fn source(source: &SourceData) -> Json<'_> {
    let mut object = vec![("id", Json::text(&source.id))];
    object.extend(said("title", source.title.as_deref()));
    object.extend(said("author", source.author.as_deref()));
    object.extend(said("publisher", source.publisher.as_deref()));
    object.extend(said("lang", source.lang.as_deref()));
    object.extend(said("url", source.url.as_deref()));
    object.extend(said("accessed", source.accessed.map(|date| date.to_string())));
    object.extend(said("archived", source.archived.as_deref()));
    Json::Object(object)
}

fn row(row: &DataRow) -> Json<'_> {
    Json::Object(vec![
        ("group", named(&row.group)),
        ("feature", named(&row.feature)),
        ("type", Json::text(row.kind)),
        ("tier", named(&row.tier)),
        ("items", Json::List(row.items.iter().map(item).collect())),
    ])
}

fn item(item: &DataItem) -> Json<'_> {
    let mut object = Vec::new();
    object.extend(item.variant.as_ref().map(|variant| ("variant", named(variant))));
    object.push(("value", machine(&item.value)));
    object.extend(said("unit", item.unit.as_deref()));
    object.extend(said("currency", item.currency.as_deref()));
    object.push(("text", Json::text(&item.text)));
    object.extend(item.price.as_ref().map(|price| ("price", add_on(price))));
    object.extend(said("bound", item.bound));
    object.extend(said("since", item.since.as_deref()));
    object.extend(said("until", item.until.as_deref()));
    object.extend(said("grade", item.grade));
    if !item.notes.is_empty() {
        object.push(("notes", Json::List(item.notes.iter().map(Json::text).collect())));
    }
    if !item.sources.is_empty() {
        let cited = item.sources.iter().map(|cited| {
            let mut object = vec![("id", Json::text(&cited.id))];
            object.extend(said("place", cited.place.as_deref()));
            Json::Object(object)
        });
        object.push(("sources", Json::List(cited.collect())));
    }
    object.extend(said("checked", item.checked.map(|date| date.to_string())));
    Json::Object(object)
}

fn add_on(price: &DataPrice) -> Json<'_> {
    let mut object = vec![("value", machine(&price.value))];
    object.extend(said("unit", price.unit.as_deref()));
    object.extend(said("currency", price.currency.as_deref()));
    Json::Object(object)
}

fn machine(value: &Machine) -> Json<'_> {
    match value {
        Machine::Absent => Json::Null,
        Machine::Text(text) => Json::text(text),
        Machine::Number(number) => Json::Number(*number),
        Machine::List(items) => Json::List(items.iter().map(machine).collect()),
        Machine::Object(parts) => Json::Object(parts.iter().map(|(key, value)| (*key, machine(value))).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    #[test]
    fn a_guides_table() {
        let artifact = data_json(&fixture::data(), &Route::root().page("ar").page("whatsapp"));
        assert_eq!(artifact.path, "ar/whatsapp/data.json");
        let text = fixture::text(&artifact);
        assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok());
        assert!(!text.contains(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}']));
        insta::assert_snapshot!(text);
    }
}
