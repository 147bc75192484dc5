//! No content of a guide causes a panic.

use indexmap::IndexMap;
use proptest::prelude::*;

use super::facts::{guide, said};
use mizan_model::compare::{overall, pair, recommend, rows};
use mizan_parse::guide::facts;
use mizan_source::SourceMap;
use mizan_testkit::config;

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
    let (guide, faults) = guide(GUIDE, &[("one", ONE), ("two", TWO)]);
    assert!(faults.is_empty(), "{}", said(&faults));
    assert!(guide.tiers.iter().all(|tier| tier.cells.iter().all(Option::is_some)));
}

proptest! {
    /// Whatever is typed into a guide: nothing panics, every span is in its file, and a cell is
    /// missing only where an error explains why.
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
        let (guide, found) = facts(&map, &config("https://example.org/"), "g");
        let faults = found.diagnostics;
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
        for tier in guide.tiers.indices() {
            prop_assert_eq!(guide.tiers[tier].cells.len(), guide.features.len());
            for cell in &guide.tiers[tier].cells {
                overall(&guide, cell.as_ref());
            }
            let lists = pair(&guide, mizan_model::TierIx::new(0), tier);
            prop_assert_eq!(lists.same.len() + lists.different.len() + lists.unknown.len(), guide.features.len());
        }
        for question in &guide.questions {
            for answer in &question.answers {
                recommend(&guide, answer);
            }
        }
        let config = config("https://example.org/");
        let site = mizan_model::Site { config, guides: vec![guide].into(), pages: IndexMap::new(), words: IndexMap::new(), begun: IndexMap::new(), translations: IndexMap::new() };
        let _ = crate::run(&site, &found.suppressions, mizan_model::Date::day(2026, 11, 22));
    }
}
