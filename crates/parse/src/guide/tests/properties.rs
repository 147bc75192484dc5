use std::cmp::Ordering;

use indexmap::IndexMap;
use proptest::prelude::*;

use mizan_model::value::raw::{Entry, Raw, RawKind};
use mizan_model::value::read::Declaration;
use mizan_model::value::{Equality, Notation, Value};
use mizan_model::{Better, FeatureType};
use mizan_source::diagnostics::Diagnostics;
use mizan_source::{SourceMap, Span};

fn span() -> Span {
    Span::new(SourceMap::default().insert("x", Vec::new()), 0..0)
}

/// Whatever an author could write where a value belongs, likely words and keys among it.
fn any_raw() -> impl Strategy<Value = Raw> {
    let words =
        "(yes|no|unknown|partial|free|paid|unlimited|a|b|USD|2026|2026-05|1\\.2|9,90|-1|https://x.org/|\\PC{0,6})";
    let leaf = prop_oneof![
        words.prop_map(RawKind::String),
        "-?[0-9]{1,32}(\\.[0-9]{1,32})?(e[+-]?[0-9]{1,3})?|inf|nan".prop_map(RawKind::Number),
        any::<bool>().prop_map(RawKind::Bool),
        "(2026-0[1-9]-[0-3][0-9]|0000-01-01|with a time)".prop_map(RawKind::Moment),
    ]
    .prop_map(|what| Raw { what, span: span() });
    let key = "(value|min|max|by|url|name|amount|currency|per|billed|mode|steps|from|note|x)";
    leaf.prop_recursive(3, 12, 4, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(RawKind::Array),
            proptest::collection::vec((key, inner), 0..4).prop_map(|entries| {
                let entry = |(key, value)| Entry { key, key_span: span(), value };
                RawKind::Table(entries.into_iter().map(entry).collect())
            }),
        ]
        .prop_map(|what| Raw { what, span: span() })
    })
}

fn any_kind() -> impl Strategy<Value = FeatureType> {
    (0..FeatureType::ALL.len()).prop_map(|at| FeatureType::ALL[at].1)
}

/// A value that can be read, of the kind given.
fn good(kind: FeatureType, n: i64, m: u32) -> Vec<String> {
    let m = i64::from(m % 50) + 1;
    let more = match kind {
        FeatureType::Support => vec!["\"yes\"".into(), "\"add-on\"".into(), "\"partial\"".into(), "\"planned\"".into()],
        FeatureType::Number => vec![format!("{n}"), format!("{n}.{m}0")],
        FeatureType::Percent => vec![format!("{}", n.abs()), format!("{}.{m}0", n.abs())],
        FeatureType::Limit => vec![format!("{}", n.abs()), "\"unlimited\"".into()],
        FeatureType::Range => {
            vec![format!("{{ min = {n} }}"), format!("{{ max = {m} }}"), format!("{{ min = {n}, max = {} }}", n + m)]
        }
        FeatureType::Dimensions => vec![format!("[{m}, 2.5]"), format!("[{m}, 999999999, 999999999.5]")],
        FeatureType::Money => vec![
            "\"free\"".into(),
            "\"paid\"".into(),
            "\"on-request\"".into(),
            format!("{{ amount = \"{m}.50\", currency = \"USD\" }}"),
            format!("{{ amount = \"{m}\", currency = \"SAR\", per = \"seat\" }}"),
        ],
        FeatureType::Rating => {
            vec![format!("{{ value = {m}, max = 51 }}"), format!("{{ value = {m}, max = 100, by = \"shop\" }}")]
        }
        FeatureType::Date => vec![
            format!("\"{}\"", 2000 + m),
            format!("\"2026-{:02}\"", m % 12 + 1),
            format!("2026-05-{:02}", m % 28 + 1),
        ],
        FeatureType::Version => vec![format!("\"{m}.{m}\""), format!("\"0{m}\""), "\"x\"".into()],
        FeatureType::Link => vec![format!("{{ url = \"https://x.org/{m}\" }}")],
        FeatureType::Phone => vec![format!("\"+20 {}\"", 1000 + m)],
        FeatureType::Choice => vec!["\"a\"".into(), "\"b\"".into()],
        FeatureType::Choices => vec!["[\"a\"]".into(), "[\"b\", \"a\"]".into()],
        FeatureType::Text => vec!["true".into(), format!("\"{m}\"")],
    };
    more.into_iter().chain(["\"no\"", "\"unknown\"", "\"not-applicable\""].map(String::from)).collect()
}

fn any_value(kind: FeatureType) -> impl Strategy<Value = Value> {
    (-1000i64..1000, any::<u32>(), any::<proptest::sample::Index>()).prop_map(move |(n, m, which)| {
        let all = good(kind, n, m);
        super::value(kind, &all[which.index(all.len())])
    })
}

fn three() -> impl Strategy<Value = (Value, Value, Value)> {
    any_kind().prop_flat_map(|kind| (any_value(kind), any_value(kind), any_value(kind)))
}

proptest! {
    #[test]
    fn reading_never_panics(raw in any_raw(), kind in any_kind()) {
        let options: IndexMap<String, Option<String>> = ["a", "b"].map(|id| (id.to_owned(), None)).into();
        let sources = IndexMap::new();
        let mut faults = Diagnostics::default();
        let of = Declaration { whose: "it", kind, options: &options, sources: &sources, may_be_unknown: true };
        match Value::read(&raw, &of, &mut faults) {
            Some(value) => {
                value.phrase(kind, Some("unit"), Notation::Compact);
                value.export(Some("unit")).value.flat();
                prop_assert_eq!(value.equal(&value) == Equality::Unknown, value == Value::Unknown);
            }
            // What is not read is always reported.
            None => prop_assert!(!faults.is_empty()),
        }
    }

    #[test]
    fn comparing_is_symmetric_and_transitive((a, b, c) in three()) {
        prop_assert_eq!(a.equal(&b), b.equal(&a));
        for better in [Better::Yes, Better::No, Better::Higher, Better::Lower] {
            let order = |x: &Value, y: &Value| x.order(y, better);
            prop_assert_eq!(order(&a, &b), order(&b, &a).map(Ordering::reverse));
            if let (Some(ab), Some(bc), Some(ac)) = (order(&a, &b), order(&b, &c), order(&a, &c))
                && ab.is_le() && bc.is_le() {
                    prop_assert!(ac.is_le(), "{a:?} {b:?} {c:?} {better:?}");
                }
        }
    }
}
