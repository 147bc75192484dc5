use std::cmp::Ordering;

use indexmap::IndexMap;
use proptest::prelude::*;

use super::config;
use crate::decode::guide::facts;
use crate::diagnostics::Diagnostics;
use crate::model::compare::{overall, pair, recommend, rows};
use crate::model::value::raw::{Entry, Raw, RawKind};
use crate::model::value::read::Declaration;
use crate::model::value::{Equality, Value};
use crate::model::{Better, FeatureType};
use crate::source::{SourceMap, Span};

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
                value.phrase(kind, Some("unit"), true);
                value.export(Some("unit")).value.flat();
                prop_assert_eq!(value.equal(&value) == Equality::Unknown, value == Value::Unknown);
            }
            // What is not read is told, always.
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

const GUIDE: &str = "authors = [\"mizan\"]\ntiers = [\"one\", \"two\"]\npairs = [[\"one\", \"two\"]]\nprice = \"p\"\n[defaults]\nsources = [\"s\"]\n\
[sources.s]\ntitle = \"س\"\n[[stats]]\nid = \"u\"\ntype = \"number\"\nvalue = 3\nbound = \"about\"\n[[groups]]\nid = \"g\"\nfeatures = [\n\
{ id = \"a\", better = \"yes\" },\n{ id = \"n\", type = \"number\", better = \"higher\", parent = \"a\" },\n{ id = \"p\", type = \"money\", better = \"lower\" },\n\
{ id = \"c\", type = \"choices\", options = [\"x\", \"y\"] }]\n[[groups]]\nid = \"h\"\nparent = \"g\"\nfeatures = [{ id = \"r\", type = \"range\" }]\n\
[[questions]]\nid = \"q\"\nanswers = [{ id = \"v\", requires = { n = { min = 6 }, c = { any = [\"x\"] }, r = { max = 3 }, p = { max = 5 } } }, { id = \"w\" }]\n";
const ONE: &str = "[features]\na = \"no\"\np = [{ amount = \"9.90\", currency = \"USD\", per = [\"seat\"] }, { amount = \"9\", currency = \"SAR\", variant = \"sa\" }]\n\
c = [\"x\", \"y\"]\nr = { min = 1, max = 5, note = \"k\", sources = [\"s#4\", \"https://x.org/\"] }\n";
const TWO: &str = "inherits = \"one\"\nlinks = [{ id = \"buy\", url = \"https://x.org/\" }]\n[features]\na = { value = \"partial\", note = true }\nn = 7.80\n";

fn mutate(good: &str, cut: usize, length: usize, put: &str) -> Vec<u8> {
    let cut = cut % (good.len() + 1);
    let end = (cut + length).min(good.len());
    [&good.as_bytes()[..cut], put.as_bytes(), &good.as_bytes()[end..]].concat()
}

#[test]
fn what_is_mutated_is_good() {
    let (guide, faults) = super::guide(GUIDE, &[("one", ONE), ("two", TWO)]);
    assert!(faults.is_empty(), "{}", super::said(&faults));
    assert!(guide.tiers.iter().all(|tier| tier.cells.iter().all(Option::is_some)));
}

proptest! {
    /// Whatever is typed into a guide: nothing panics, every place lies in its file, and a cell is
    /// missing only where an error says why.
    #[test]
    fn a_mutated_guide_is_judged(
        which in 0..3usize,
        cut in any::<usize>(),
        length in 0..25usize,
        put in "([\\[\\]{}=\"'\n,.#0-9a-z-]|ع|true|\"one\"|\"two\"|\"no\"|id = |parent = \"a\"|inherits = \"two\"\n){0,4}",
    ) {
        let mut map = SourceMap::default();
        let file = |at: usize, text: &str| if at == which { mutate(text, cut, length, &put) } else { text.as_bytes().to_vec() };
        map.insert("content/guides/g/guide.toml", file(0, GUIDE));
        map.insert("content/guides/g/tiers/one.toml", file(1, ONE));
        map.insert("content/guides/g/tiers/two.toml", file(2, TWO));
        let (guide, faults) = facts(&map, &config(), "g");
        for diagnostic in faults.iter() {
            let labels = diagnostic.primary.iter().chain(&diagnostic.secondary).map(|label| label.span);
            for span in labels.chain(diagnostic.fix.iter().map(|fix| fix.span)) {
                let text = map.file(span.source).text();
                prop_assert!(text.is_none_or(|text| text.get(span.range()).is_some()), "{diagnostic:?}");
            }
        }
        let Some(guide) = guide else {
            prop_assert!(faults.has_errors());
            return Ok(());
        };
        if !faults.has_errors() {
            prop_assert!(guide.tiers.iter().all(|tier| tier.cells.iter().all(Option::is_some)));
        }
        prop_assert_eq!(rows(&guide).len(), guide.features.len());
        for tier in 0..guide.tiers.len() {
            prop_assert_eq!(guide.tiers[tier].cells.len(), guide.features.len());
            for cell in &guide.tiers[tier].cells {
                overall(&guide, cell.as_ref());
            }
            let lists = pair(&guide, 0, tier);
            prop_assert_eq!(lists.same.len() + lists.different.len() + lists.unknown.len(), guide.features.len());
        }
        for question in &guide.questions {
            for answer in &question.answers {
                recommend(&guide, answer);
            }
        }
        let config = config();
        let site = crate::model::Site { config, guides: vec![guide].into(), pages: IndexMap::new(), words: IndexMap::new(), begun: IndexMap::new(), translations: IndexMap::new(), lost: crate::model::Lost::default() };
        crate::check::run(&site, crate::model::Date::day(2026, 11, 22));
    }
}
