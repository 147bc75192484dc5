//! LANG/labels.toml: names of what the facts list by id.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::plural::{UNITS, units};
use super::{Known, headers, named, proses, told};
use crate::fields::Fields;
use crate::node::{Node, NodeKind, parse_as};
use crate::read::{self, What};
use mizan_model::shape::{Key, Named, Shape, TableShape};
use mizan_model::{FeatureWords, Guide, Labels, Prose, QuestionWords, SourceWords};
use mizan_source::diagnostics::{Code, Diagnostic, Sink};
use mizan_source::{SourceId, SourceMap};

/// LANG/labels.toml.
pub const LABELS: TableShape = TableShape {
    name: "labels.toml",
    keys: &[
        Key::new("groups", Shape::By(Named::Group, &Shape::Words), "{}", "Names of groups, by id."),
        Key::new(
            "features",
            Shape::By(Named::Feature, &Shape::Either(&[Shape::Words, Shape::Table(&FEATURE_WORDS)])),
            "{}",
            "By feature: a name, or a table of `name` and `help`.",
        ),
        Key::new("notes", Shape::By(Named::Note, &Shape::Inline), "{}", "Notes that cells name, by id."),
        Key::new(
            "options",
            Shape::By(Named::Chooser, &Shape::By(Named::Option, &Shape::Words)),
            "{}",
            "Names of options, by feature or stat and then by id.",
        ),
        Key::new("variants", Shape::By(Named::Variant, &Shape::Words), "{}", "Names of variants, by id."),
        UNITS,
        Key::new(
            "links",
            Shape::By(Named::Link, &Shape::Words),
            "{}",
            "Names of tiers' links that the theme does not name, by id.",
        ),
        Key::new(
            "sources",
            Shape::By(Named::Source, &Shape::Either(&[Shape::Words, Shape::Table(&SOURCE_WORDS)])),
            "{}",
            "By source: a title in this language, or a table of `title`, `author` and `publisher`.",
        ),
        Key::new(
            "questions",
            Shape::By(Named::Question, &Shape::Table(&QUESTION_WORDS)),
            "{}",
            "The chooser's questions and answers, by id.",
        ),
    ],
};

/// A feature's words.
pub const FEATURE_WORDS: TableShape = TableShape {
    name: "a feature's entry",
    keys: &[
        Key::new("name", Shape::Words, "\"…\"", "Its name; may be left out where the facts name it."),
        Key::new("help", Shape::Inline, "\"…\"", "What it means, in a sentence."),
    ],
};

/// A source's words.
pub const SOURCE_WORDS: TableShape = TableShape {
    name: "a source's entry",
    keys: &[
        Key::new("title", Shape::Words, "\"…\"", "Its title in this language."),
        Key::new("author", Shape::Words, "\"…\"", "Its author's name in this language."),
        Key::new("publisher", Shape::Words, "\"…\"", "Its publisher's name in this language."),
    ],
};

/// One of `[questions]`.
pub const QUESTION_WORDS: TableShape = TableShape {
    name: "a question's entry",
    keys: &[
        Key::new("text", Shape::Words, "\"…\"", "The question.").required(),
        Key::new("answers", Shape::By(Named::Answer, &Shape::Words), "{}", "Its answers, by id."),
    ],
};

/// Reads labels.toml, that of the guide's own language where `source`; `None` where it is no text.
pub fn labels(sources: &SourceMap, file: SourceId, guide: &Guide, source: bool, sink: &Sink) -> Option<Labels> {
    let mut document = parse_as(sources, file, &LABELS, sink)?;
    headers::restore(&mut document.root, guide, sink);
    let fields = Fields::of_words(&document.root, &LABELS, source, sink);
    let of = format!("in the guide `{}`", guide.id);
    let known = |code, kind, ids: Vec<_>| Known { code, kind, of: of.clone(), ids, doubt: guide };
    let group_ids = known(Code::UnknownGroup, "group", guide.groups.iter().map(|group| group.id.as_str()).collect());
    let feature_ids = known(Code::UnknownFeature, "feature", guide.features.iter().map(|f| f.id.as_str()).collect());
    let source_ids = known(Code::UnknownSource, "source", guide.sources.keys().map(String::as_str).collect());
    let question_ids =
        known(Code::UnknownReference, "question", guide.questions.iter().map(|q| q.id.as_str()).collect());
    let mut labels = Labels {
        file: Some(file),
        groups: proses(&fields, "groups", Some(&group_ids), sink),
        features: features(&fields, guide, source, &feature_ids, sink),
        notes: proses(&fields, "notes", None, sink),
        options: options(&fields, guide, &of, sink),
        variants: proses(&fields, "variants", None, sink),
        units: units(fields.entries("units", false), sink),
        links: proses(&fields, "links", None, sink),
        sources: self::sources(&fields, Some(&source_ids), sink),
        questions: questions(&fields, guide, source, &question_ids, sink),
        told: BTreeSet::new(),
    };
    let none: &[&str] = &[];
    type Has<'h> = &'h dyn Fn(&str) -> bool;
    let tables: [(&str, Has<'_>, &[&str]); 7] = [
        ("groups", &|id| labels.groups.contains_key(id), &group_ids.ids),
        ("features", &|id| labels.features.contains_key(id), &feature_ids.ids),
        ("questions", &|id| labels.questions.contains_key(id), &question_ids.ids),
        ("notes", &|id| labels.notes.contains_key(id), none),
        ("variants", &|id| labels.variants.contains_key(id), none),
        ("units", &|id| labels.units.contains_key(id), none),
        ("links", &|id| labels.links.contains_key(id), none),
    ];
    let untold: Vec<String> = tables.iter().flat_map(|(key, has, ids)| told(&fields, key, has, ids)).collect();
    labels.told = untold.into_iter().collect();
    Some(labels)
}

fn features(
    fields: &Fields,
    guide: &Guide,
    source: bool,
    known: &Known,
    sink: &Sink,
) -> IndexMap<String, FeatureWords> {
    let mut features = IndexMap::new();
    for (id, node) in fields.entries("features", false) {
        if !known.check(&id.value, id.span, fields, "features", sink) {
            continue;
        }
        let what = What::new(id.value.clone(), "\"…\"");
        let words = match &node.kind {
            NodeKind::Table(table) => {
                let words = fields.inside(table, &FEATURE_WORDS);
                let help = words.prose("help");
                let fact = guide.features.iter().find(|f| f.id == id.value).and_then(|f| f.name.as_deref());
                match (words.prose("name"), fact) {
                    (None, None) if source => {
                        if !words.has("name") && table.lost.is_empty() {
                            sink.push(
                                Diagnostic::error(
                                    Code::MissingKey,
                                    format!("the words of the feature `{}` lack its `name`", id.value),
                                )
                                .at(id.span, format!("`{}`", id.value))
                                .help(format!("write `{} = {{ name = \"…\", help = \"…\" }}`", id.value)),
                            );
                        }
                        None
                    }
                    (name, _) => Some(FeatureWords { name, help }),
                }
            }
            NodeKind::String(_) => {
                read::prose(node, &what, sink).map(|name| FeatureWords { name: Some(name), help: None })
            }
            _ => {
                read::wrong_type(node, "a name, or `{ name, help }`", &what, sink);
                None
            }
        };
        features.extend(words.map(|words| (id.value, words)));
    }
    features
}

/// `[sources]` of labels.toml and of the site's words: a title, or `{ title, author, publisher }`.
pub fn sources(fields: &Fields, known: Option<&Known>, sink: &Sink) -> IndexMap<String, SourceWords> {
    let words = |node: &Node, id: &str| match &node.kind {
        NodeKind::Table(table) => {
            let words = fields.inside(table, &SOURCE_WORDS);
            Some(SourceWords {
                title: words.prose("title"),
                author: words.prose("author"),
                publisher: words.prose("publisher"),
            })
        }
        NodeKind::String(_) => {
            let title = read::prose(node, &What::new(id, "\"…\""), sink)?;
            Some(SourceWords { title: Some(title), author: None, publisher: None })
        }
        _ => {
            read::wrong_type(node, "a title, or `{ title, author, publisher }`", &What::new(id, "\"…\""), sink);
            None
        }
    };
    let entries = fields.entries("sources", false).into_iter();
    entries
        .filter(|(id, _)| known.is_none_or(|known| known.check(&id.value, id.span, fields, "sources", sink)))
        .filter_map(|(id, node)| Some((id.value.clone(), words(node, &id.value)?)))
        .collect()
}

fn options(fields: &Fields, guide: &Guide, of: &str, sink: &Sink) -> IndexMap<String, IndexMap<String, Prose>> {
    let lists: IndexMap<&str, &IndexMap<String, Option<String>>> = guide
        .features
        .iter()
        .map(|feature| (feature.id.as_str(), &feature.options))
        .chain(guide.stats.iter().map(|stat| (stat.id.as_str(), &stat.options)))
        .collect();
    let features = Known {
        code: Code::UnknownFeature,
        kind: "feature",
        of: of.to_owned(),
        ids: lists.keys().copied().collect(),
        doubt: guide,
    };
    let mut options = IndexMap::new();
    for (id, node) in fields.entries("options", false) {
        if !features.check(&id.value, id.span, fields, "options", sink) {
            continue;
        }
        let Some(table) = read::table(node, &What::new(id.value.clone(), "{ small = \"…\" }"), sink) else {
            continue;
        };
        let known = Known {
            code: Code::UnknownOption,
            kind: "option",
            of: format!("of `{}`", id.value),
            ids: lists.get(id.value.as_str()).map(|list| list.keys().map(String::as_str).collect()).unwrap_or_default(),
            doubt: guide,
        };
        let under = format!("options.{}", id.value);
        let names = named(table, |option, span| known.check(option, span, fields, &under, sink), sink);
        options.insert(id.value, names);
    }
    options
}

fn questions(
    fields: &Fields,
    guide: &Guide,
    source: bool,
    known: &Known,
    sink: &Sink,
) -> IndexMap<String, QuestionWords> {
    let mut questions = IndexMap::new();
    for (id, node) in fields.entries("questions", false) {
        if !known.check(&id.value, id.span, fields, "questions", sink) {
            continue;
        }
        let Some(table) = read::table(node, &What::new(id.value.clone(), "{ text = \"…\" }"), sink) else { continue };
        let words = fields.inside(table, &QUESTION_WORDS);
        let facts = guide.questions.iter().find(|question| question.id == id.value);
        let answers = Known {
            code: Code::UnknownReference,
            kind: "answer",
            of: format!("of the question `{}`", id.value),
            ids: facts.map(|q| q.answers.iter().map(|answer| answer.id.as_str()).collect()).unwrap_or_default(),
            doubt: guide,
        };
        let answers = proses(&words, "answers", Some(&answers), sink);
        let text = words.prose("text");
        if text.is_some() || !source {
            questions.insert(id.value, QuestionWords { text, answers });
        }
    }
    questions
}
