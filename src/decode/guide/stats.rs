//! `[[stats]]`: a feature and its cell in one.

use indexmap::IndexMap;

use super::cell::{Defaults, Place};
use super::features::{OPTIONS, judge_unit, options};
use super::raw::entries;
use crate::decode::{Fields, Key, Shape, TableShape, names, read};
use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::model::value::raw::{Raw, RawKind};
use crate::model::{Bound, Cell, FeatureType, Grade, Origin, Source, Stat};
use crate::source::Span;

/// One of `[[stats]]`.
pub const STAT: TableShape = TableShape {
    name: "a stat",
    keys: &[
        Key::new("id", Shape::Id, "\"monthly-users\"", "Its id; the caption stands in guide.md.").required(),
        Key::new("type", Shape::Choice(|| names(FeatureType::ALL)), "\"number\"", "What kind of value it is."),
        Key::new("unit", Shape::Id, "\"user\"", "What the number counts."),
        OPTIONS,
        Key::new("compact", Shape::Bool, "true", "Whether a large number is said in short."),
        Key::new("value", Shape::Any, "3_300_000_000", "The value, as its type asks."),
        Key::new("note", Shape::Any, "\"scope\"", "The id of a note, or several."),
        Key::new("sources", Shape::List(&Shape::String), "[\"article\"]", "Who says so."),
        Key::new("checked", Shape::Date, "2026-11-01", "The day on which claim and source were compared."),
        Key::new("since", Shape::Any, "\"2026\"", "From when it holds."),
        Key::new("until", Shape::Any, "\"2027\"", "Until when it holds."),
        Key::new(
            "bound",
            Shape::Choice(|| names(Bound::ALL)),
            "\"more-than\"",
            "Whether it is more or less than the number.",
        ),
        Key::new("variant", Shape::Id, "\"eu\"", "Under which name it holds."),
        Key::new("grade", Shape::Choice(|| names(Grade::ALL)), "\"good\"", "The editor's judgement."),
        Key::new("price", Shape::Any, "{ amount = \"9.90\", currency = \"USD\" }", "The price of an add-on."),
        Key::new("min", Shape::Number, "1", "The lower end of a range."),
        Key::new("max", Shape::Number, "5", "The upper end of a range, or the best of a rating."),
        Key::new("by", Shape::String, "\"article\"", "The source whose rating it is."),
        Key::new("url", Shape::Url, "\"https://example.org/\"", "The address of a link."),
        Key::new("name", Shape::String, "\"Example\"", "The name of a link."),
        Key::new("amount", Shape::String, "\"9.90\"", "The amount of a price."),
        Key::new("currency", Shape::String, "\"USD\"", "The currency of a price: ISO 4217."),
        Key::new("per", Shape::Any, "[\"seat\", \"month\"]", "What a price is for."),
        Key::new("billed", Shape::String, "\"year\"", "How often a price is billed."),
        Key::new("mode", Shape::String, "\"volume\"", "How the steps of a price are counted."),
        Key::new("steps", Shape::Any, "[{ from = 1, amount = \"19\" }]", "A price by quantity."),
    ],
};

/// The keys of a stat that are the feature's half of it.
const FEATURE_KEYS: [&str; 5] = ["id", "type", "unit", "options", "compact"];

/// Reads `[[stats]]`. A stat at fault is left out.
pub fn stats(guide: &Fields<'_>, sources: &IndexMap<String, Source>, defaults: &Defaults, sink: &Sink) -> Vec<Stat> {
    let mut stats = Vec::new();
    let mut seen: IndexMap<String, Span> = IndexMap::new();
    for fields in guide.each("stats", &STAT) {
        let kind = fields.choice("type", FeatureType::ALL);
        if fields.has("type") && kind.is_none() {
            continue;
        }
        let Some(id) = fields.id("id") else { continue };
        if let Some(&first) = seen.get(&id.value) {
            sink.push(read::duplicate(&id.value, first, id.span, "in `stats`"));
            continue;
        }
        seen.insert(id.value.clone(), id.span);
        let kind = kind.map(|kind| kind.value).unwrap_or_default();
        let whose = format!("the stat `{}`", id.value);
        let unit = fields.id("unit");
        if let Some(unit) = &unit {
            judge_unit(kind, unit, &whose, fields.key_span("unit"), sink);
        }
        let options = options(&fields, kind, &whose, id.span, sink);
        let compact = fields.bool("compact").unwrap_or(false);
        if compact
            && !matches!(kind, FeatureType::Number | FeatureType::Limit)
            && let Some(key) = fields.key_span("compact")
        {
            sink.push(
                Diagnostic::error(
                    Code::CellKey,
                    format!("{whose} is of type `{}`, which has no short form", kind.as_str()),
                )
                .at(key, "`compact` means nothing here")
                .help("remove `compact`: it goes with number and limit"),
            );
        }
        let Some(mut parts) = entries(fields.table()) else { continue };
        parts.retain(|entry| !FEATURE_KEYS.contains(&entry.key.as_str()) && STAT.key(&entry.key).is_some());
        // The header stands for the table, which spans many lines.
        let raw = Raw { what: RawKind::Table(parts.clone()), span: id.span };
        let statement = {
            let place = Place { whose, kind, options: &options, sources, defaults, sink };
            place.long(&raw, &parts)
        };
        let Some(statement) = statement else { continue };
        let cell = Cell { statements: vec![statement], origin: Origin::Own, span: id.span };
        stats.push(Stat {
            unit: unit.filter(|_| kind.takes_unit()),
            id: id.value,
            kind,
            options,
            compact,
            cell,
            span: id.span,
        });
    }
    stats
}
