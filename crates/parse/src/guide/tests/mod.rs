//! Decoding facts, reporting errors, and comparing the result.

mod apart;
mod cells;
mod comparing;
mod guides;
mod none;
mod periods;
mod properties;
mod values;

use indexmap::IndexMap;

use super::facts;
use super::raw::raw;
use crate::parse;
use mizan_model::config::{Config, Freshness, Language, Person};
use mizan_model::value::Value;
use mizan_model::value::raw::Raw;
use mizan_model::value::read::Declaration;
use mizan_model::{FeatureIx, FeatureType, Guide, Source, TierIx};
use mizan_source::diagnostics::{Diagnostics, Sink};
use mizan_source::{SourceMap, Span, Spanned};

/// The first three tiers of a guide, and its first feature.
const X: TierIx = TierIx::new(0);
const Y: TierIx = TierIx::new(1);
const Z: TierIx = TierIx::new(2);
const F: FeatureIx = FeatureIx::new(0);

/// The raw value after `v = `.
fn raw_of(toml: &str) -> Raw {
    let mut map = SourceMap::default();
    let id = map.insert("v.toml", format!("v = {toml}\n").into_bytes());
    let sink = Sink::default();
    let document = parse(&map, id, &sink).expect("it is text");
    let node = document.root.get("v").expect("the key is there");
    raw(node).unwrap_or_else(|_| panic!("not TOML: {toml}"))
}

/// Reads a value of `kind`; the options are `a`, `b`, `c`, the only source is `shop`.
fn read(kind: FeatureType, toml: &str) -> (Option<Value>, Diagnostics) {
    let options: IndexMap<String, Option<String>> = ["a", "b", "c"].map(|id| (id.to_owned(), None)).into();
    let sources: IndexMap<String, Source> = [("shop".to_owned(), Source::default())].into();
    let mut faults = Diagnostics::default();
    let of = Declaration { whose: "`x` of `y`", kind, options: &options, sources: &sources, may_be_unknown: true };
    let value = Value::read(&raw_of(toml), &of, &mut faults);
    (value, faults)
}

/// The value, without any errors.
fn value(kind: FeatureType, toml: &str) -> Value {
    match read(kind, toml) {
        (Some(value), faults) if faults.is_empty() => value,
        (_, faults) => panic!("{toml}: {faults:?}"),
    }
}

/// The message and help lines of what is wrong; nothing may be read.
fn fault(kind: FeatureType, toml: &str) -> String {
    let (value, faults) = read(kind, toml);
    assert_eq!(value, None, "{toml} is read");
    said(&faults)
}

fn said(faults: &Diagnostics) -> String {
    let line = |d: &mizan_source::diagnostics::Diagnostic| {
        let mut line = format!("{} {}", d.code, d.message);
        for help in &d.help {
            line += &format!(" | {help}");
        }
        line
    };
    faults.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn config() -> Config {
    let mut map = SourceMap::default();
    let span = Span::new(map.insert("config.toml", Vec::new()), 0..0);
    let language = |id: &str| Language {
        id: id.to_owned(),
        locale: id.to_owned(),
        digits: None,
        fallback: Default::default(),
        outdated_notice: false,
        span,
    };
    Config {
        base_url: url::Url::parse("https://example.org/").expect("it is a URL"),
        languages: [language("ar"), language("en")].into(),
        default_language: 0.into(),
        default_at_root: false,
        theme: Spanned::new("mizan".to_owned(), span),
        guides: Vec::new(),
        publisher: None,
        people: [("mizan".to_owned(), Person { url: None, span })].into(),
        freshness: Freshness::default(),
        pair_min_differences: 0,
        lints: IndexMap::new(),
        options: IndexMap::new(),
        csp: IndexMap::new(),
        outputs: mizan_model::config::Outputs::default(),
        frame_ancestors: Vec::new(),
    }
}

/// Reads the guide `g` of these files: `guide.toml`, and a tier's facts by its id.
fn guide(guide: &str, tiers: &[(&str, &str)]) -> (Guide, Diagnostics) {
    let mut map = SourceMap::default();
    map.insert("content/guides/g/guide.toml", guide.as_bytes().to_vec());
    for (id, facts) in tiers {
        map.insert(&format!("content/guides/g/tiers/{id}.toml"), facts.as_bytes().to_vec());
    }
    let (guide, found) = facts(&map, &config(), "g");
    (guide.expect("there is a guide.toml"), found.diagnostics)
}

/// Like [`guide`], without any errors.
fn good(text: &str, tiers: &[(&str, &str)]) -> Guide {
    let (guide, faults) = guide(text, tiers);
    assert!(faults.is_empty(), "{}", said(&faults));
    guide
}
