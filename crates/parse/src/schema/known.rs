//! The ids of a site and of a guide, which editors complete and describe.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::draft::Word;
use mizan_model::shape::Named;
use mizan_model::value::{Better, Money, TIME_UNITS, Value};
use mizan_model::{Feature, FeatureType, Guide, Importance, Labels, Prose, Site, Statement};
use mizan_source::diagnostics::{Diagnostics, Severity};

/// Ids of a site and one of its guides. Of nothing, where a schema shall fit any site.
#[derive(Debug, Default)]
pub struct Known {
    /// By what they name, and the id under which they do, where that matters: options by feature.
    words: BTreeMap<(Named, Option<String>), Vec<Word>>,
    rows: Option<Vec<Row>>,
    /// The facts have errors: there may be more ids than are known, and of other types.
    doubted: bool,
}

/// A feature, as far as its cells go.
#[derive(Debug)]
pub struct Row {
    pub id: String,
    pub kind: FeatureType,
    pub options: Vec<Word>,
    pub doc: String,
}

impl Known {
    /// What any guide of the site may name.
    pub fn of_site(site: &Site) -> Known {
        let mut known = Known::default();
        known.set(Named::Language, site.config.languages.iter().map(|language| Word::plain(&language.id)).collect());
        let title = |guide: &Guide| guide.words.get(&guide.source_language).map(|words| words.title.text.clone());
        let guides = site.guides.iter().map(|guide| Word { text: guide.id.clone(), doc: title(guide) });
        known.set(Named::Guide, guides.collect());
        let people = site.config.people.keys().map(|id| {
            let names = site.words.values().filter_map(|words| words.people.get(id));
            Word { text: id.clone(), doc: said(names) }
        });
        known.set(Named::Person, people.collect());
        let mut tags: IndexMap<&str, Option<String>> = IndexMap::new();
        for id in site.guides.iter().flat_map(|guide| &guide.tags) {
            tags.entry(&id.value)
                .or_insert_with(|| said(site.words.values().filter_map(|words| words.tags.get(&id.value))));
        }
        known.set(Named::Tag, words(tags));
        known
    }

    /// The ids of the guide, in addition to those that any guide can use.
    /// `diagnostics` are those of reading the site: if guide.toml has errors, unknown ids may be correct.
    pub fn of_guide(site: &Site, guide: &Guide, diagnostics: &Diagnostics) -> Known {
        let mut known = Known::of_site(site);
        known.doubted = diagnostics.iter().any(|diagnostic| {
            let here = diagnostic.primary.as_ref().is_none_or(|label| label.span.source == guide.file);
            diagnostic.severity == Severity::Error && here
        });
        let labels: Vec<&Labels> = guide.words.values().map(|words| &words.labels).collect();
        let named = |pick: fn(&Labels) -> &IndexMap<String, Prose>, id: &str| {
            said(labels.iter().filter_map(|labels| pick(labels).get(id)))
        };
        let word = |text: &str, doc: Option<String>| Word { text: text.to_owned(), doc };

        let tiers = guide.tiers.iter_enumerated().map(|(at, tier)| {
            let names = guide.words.values().filter_map(|words| words.tiers.get(at)?.as_ref()?.name.as_ref());
            word(&tier.id, said(names))
        });
        known.set(Named::Tier, tiers.collect());
        let groups = guide.groups.iter().map(|group| word(&group.id, named(|labels| &labels.groups, &group.id)));
        known.set(Named::Group, groups.collect());
        known.set(
            Named::Feature,
            guide.features.iter().map(|feature| word(&feature.id, Some(told(feature, &labels)))).collect(),
        );
        let sources = guide.sources.iter().map(|(id, source)| word(id, source.title.clone().or(source.url.clone())));
        known.set(Named::Source, sources.collect());
        let captions = guide.stats.iter().map(|stat| {
            let captions = guide.words.values().filter_map(|words| words.stats.get(&stat.id));
            word(&stat.id, said(captions))
        });
        known.set(Named::Stat, captions.collect());

        let lists = guide.features.iter().map(|feature| (&feature.id, &feature.options));
        let lists = lists.chain(guide.stats.iter().map(|stat| (&stat.id, &stat.options)));
        let mut choosers = Vec::new();
        for (id, options) in lists.filter(|(_, options)| !options.is_empty()) {
            let name = |option: &str| said(labels.iter().filter_map(|labels| labels.options.get(id)?.get(option)));
            let options = options.iter().map(|(option, own)| word(option, name(option).or(own.clone()))).collect();
            known.words.insert((Named::Option, Some(id.clone())), options);
            choosers.push(Word::plain(id));
        }
        known.set(Named::Chooser, choosers);

        let mut questions = Vec::new();
        for question in &guide.questions {
            let texts = labels.iter().filter_map(|labels| labels.questions.get(&question.id)?.text.as_ref());
            questions.push(word(&question.id, said(texts)));
            let answers = question.answers.iter().map(|answer| {
                let texts =
                    labels.iter().filter_map(|labels| labels.questions.get(&question.id)?.answers.get(&answer.id));
                word(&answer.id, said(texts))
            });
            known.words.insert((Named::Answer, Some(question.id.clone())), answers.collect());
        }
        known.set(Named::Question, questions);

        known.set(
            Named::Note,
            noted(
                guide,
                &labels,
                |labels| &labels.notes,
                |statement| statement.notes.shared.iter().map(|id| id.value.as_str()).collect(),
            ),
        );
        known.set(
            Named::Variant,
            noted(
                guide,
                &labels,
                |labels| &labels.variants,
                |statement| statement.variant.iter().map(|id| id.value.as_str()).collect(),
            ),
        );
        let mut links: IndexMap<&str, Option<String>> = IndexMap::new();
        for link in guide.tiers.iter().flat_map(|tier| &tier.links) {
            links.entry(&link.id).or_insert_with(|| named(|labels| &labels.links, &link.id));
        }
        known.set(Named::Link, words(links));
        known.set(Named::Unit, units(site, guide, &labels));
        known.rows = Some(guide.features.iter().map(|feature| known.row(feature, &labels)).collect());
        known
    }

    fn set(&mut self, named: Named, words: Vec<Word>) {
        self.words.insert((named, None), words);
    }

    fn row(&self, feature: &Feature, labels: &[&Labels]) -> Row {
        let options = self.words(Named::Option, Some(&feature.id)).unwrap_or_default().to_vec();
        let doc =
            format!("{}\n\nType `{}`: {}.", told(feature, labels), feature.kind.as_str(), feature.kind.expected());
        Row { id: feature.id.clone(), kind: feature.kind, options, doc }
    }

    /// What is known of that sort; `None` if a schema is to fit anything.
    pub fn words(&self, named: Named, within: Option<&str>) -> Option<&[Word]> {
        let within = matches!(named, Named::Option | Named::Answer).then(|| within.map(str::to_owned)).flatten();
        self.words.get(&(named, within)).map(Vec::as_slice)
    }

    /// Whether there may be more than is known.
    pub fn is_doubted(&self) -> bool {
        self.doubted
    }

    /// The guide's features; `None` if a schema is to fit any guide.
    pub fn rows(&self) -> Option<&[Row]> {
        self.rows.as_deref()
    }
}

fn words(docs: IndexMap<&str, Option<String>>) -> Vec<Word> {
    docs.into_iter().map(|(text, doc)| Word { text: text.to_owned(), doc }).collect()
}

/// The texts of several languages in one line, each isolated (UAX #9) from those beside it.
fn said<'a>(texts: impl Iterator<Item = &'a Prose>) -> Option<String> {
    let texts: Vec<String> = texts.map(|prose| format!("\u{2068}{}\u{2069}", prose.text)).collect();
    (!texts.is_empty()).then(|| texts.join(" · "))
}

/// A feature's names and help, and what was declared of it.
fn told(feature: &Feature, labels: &[&Labels]) -> String {
    let words = || labels.iter().filter_map(|labels| labels.features.get(&feature.id));
    let name =
        said(words().filter_map(|words| words.name.as_ref())).or(feature.name.clone()).unwrap_or(feature.id.clone());
    let mut facts = vec![match &feature.unit {
        Some(unit) => format!("`{}` in `{}`", feature.kind.as_str(), unit.value),
        None => format!("`{}`", feature.kind.as_str()),
    }];
    if feature.better != Better::None {
        facts.push(format!("`{}` is better", feature.better.as_str()));
    }
    match feature.importance {
        Importance::Key => facts.push("a key feature".to_owned()),
        Importance::Detail => facts.push("a detail".to_owned()),
        Importance::Normal => {}
    }
    let mut text = format!("**{name}** ({})", facts.join(", "));
    if let Some(help) = said(words().filter_map(|words| words.help.as_ref())) {
        text.push_str(&format!("\n\n{help}"));
    }
    text
}

/// Ids that labels name or cells ask for: notes, variants.
fn noted(
    guide: &Guide,
    labels: &[&Labels],
    pick: fn(&Labels) -> &IndexMap<String, Prose>,
    asked: fn(&Statement) -> Vec<&str>,
) -> Vec<Word> {
    let mut ids: IndexMap<&str, Option<String>> = IndexMap::new();
    let labelled = labels.iter().flat_map(|labels| pick(labels).keys().map(String::as_str));
    for id in labelled.chain(statements(guide).flat_map(asked)) {
        ids.entry(id).or_insert_with(|| said(labels.iter().filter_map(|labels| pick(labels).get(id))));
    }
    words(ids)
}

fn statements(guide: &Guide) -> impl Iterator<Item = &Statement> {
    let cells = guide.cells();
    cells.chain(guide.stats.iter().map(|stat| &stat.cell)).flat_map(|cell| &cell.statements)
}

fn units(site: &Site, guide: &Guide, labels: &[&Labels]) -> Vec<Word> {
    let mut ids: Vec<&str> = Vec::new();
    let asked = guide.features.iter().filter_map(|feature| feature.unit.as_ref());
    let asked = asked.chain(guide.stats.iter().filter_map(|stat| stat.unit.as_ref())).map(|unit| unit.value.as_str());
    let prices = statements(guide).flat_map(|statement| {
        let value = match &statement.value {
            Value::Money(money) => Some(money),
            _ => None,
        };
        value.into_iter().chain(&statement.price).flat_map(|money| match money {
            Money::Amount(amount) => amount.per.as_slice(),
            _ => &[],
        })
    });
    let worded = labels.iter().flat_map(|labels| labels.units.keys());
    let worded = worded.chain(site.words.values().flat_map(|words| words.units.keys()));
    for id in asked.chain(prices.map(String::as_str)).chain(worded.map(String::as_str)).chain(TIME_UNITS) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids.into_iter().map(Word::plain).collect()
}
