//! `[[stats]]`: a feature and its cell in one.

use indexmap::IndexMap;

use super::cell::{Defaults, Place, STATEMENT};
use super::features::{OPTIONS, TYPE, UNIT, judge_unit, options};
use super::raw::entries;
use crate::{Fields, Key, Shape, TableShape, read, suppress};
use mizan_model::shape::{join, joined};
use mizan_model::value::raw::{Raw, RawKind};
use mizan_model::{Cell, FeatureType, Origin, Source, Stat};
use mizan_source::Span;
use mizan_source::diagnostics::{Code, Diagnostic, IdKind, Reported, Sink};

/// One of `[[stats]]`: a feature and its cell in one table.
pub const STAT: TableShape = TableShape { name: "a stat", keys: &STAT_KEYS };

/// The keys of a stat that are the feature's half of it.
const FEATURE_KEYS: [Key; 5] = [
    Key::new("id", Shape::Id, "\"monthly-users\"", "The stat's id; its caption is in guide.md.").required(),
    TYPE,
    UNIT,
    OPTIONS,
    Key::new("compact", Shape::Bool, "true", "Whether a large number is abbreviated: 3.3 billion."),
];

const LISTS: [&[Key]; 2] = [&FEATURE_KEYS, STATEMENT.keys];

const STAT_KEYS: [Key; joined(&LISTS)] = join(&LISTS);

/// Reads `[[stats]]`. A stat that cannot be read is ignored.
pub(super) fn stats(
    guide: &Fields<'_>,
    sources: &IndexMap<String, Source>,
    defaults: &Defaults,
    sink: &Sink,
) -> Vec<Stat> {
    let mut stats = Vec::new();
    let mut seen: IndexMap<String, Span> = IndexMap::new();
    let all = guide.each("stats", &STAT);
    suppress::list(guide, "stats", &[IdKind::Stat], sink);
    for fields in all {
        match stat(&fields, &mut seen, sources, defaults, sink) {
            Ok(stat) => stats.push(stat),
            Err(error) => suppress::item(&fields, IdKind::Stat, error, sink),
        }
    }
    stats
}

fn stat(
    fields: &Fields<'_>,
    seen: &mut IndexMap<String, Span>,
    sources: &IndexMap<String, Source>,
    defaults: &Defaults,
    sink: &Sink,
) -> Result<Stat, Reported> {
    let kind = fields.optional_choice("type", FeatureType::ALL)?.unwrap_or_default();
    let id = fields.required_id("id")?;
    if let Some(&first) = seen.get(&id.value) {
        let error = sink.report(read::duplicate(&id.value, first, id.span, "in `stats`"));
        suppress::all(id.span.source, &[IdKind::Stat], error, sink);
        return Err(error);
    }
    seen.insert(id.value.clone(), id.span);
    let whose = format!("the stat `{}`", id.value);
    let unit = fields.id("unit");
    if let Some(unit) = &unit {
        judge_unit(kind, unit, &whose, fields.key_span("unit"), sink);
    }
    let options = options(fields, kind, &whose, id.span, sink);
    let compact = fields.bool("compact").unwrap_or(false);
    if compact
        && !kind.info().takes_compact
        && let Some(key) = fields.key_span("compact")
    {
        sink.push(
            Diagnostic::error(
                Code::CellKey,
                format!("{whose} is of type `{}`, which has no short form", kind.as_str()),
            )
            .at(key, "does not apply")
            .help("remove `compact`: only the types number and limit have a short form"),
        );
    }
    let mut parts = entries(fields.table())?;
    parts.retain(|entry| STATEMENT.key(&entry.key).is_some());
    // The place of the table is its id, since the table may have many lines.
    let raw = Raw { what: RawKind::Table(parts.clone()), span: id.span };
    let statement = {
        let place = Place { whose, kind, options: &options, sources, defaults, sink };
        place.long(&raw, &parts)?
    };
    let cell = Cell { statements: vec![statement], origin: Origin::Own, span: id.span };
    Ok(Stat { unit: unit.filter(|_| kind.takes_unit()), id: id.value, kind, options, compact, cell, span: id.span })
}
