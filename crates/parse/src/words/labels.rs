//! LANG/labels.toml: names of the ids in guide.toml.

use indexmap::IndexMap;

use super::plural::{UNITS, units};
use super::{Known, headers, named, proses, suppress_words};
use crate::KeyNames;
use crate::fields::Fields;
use crate::node::{Node, NodeKind, parse_as};
use crate::read::{self, What};
use mizan_model::shape::{Key, Named, Shape, TableShape};
use mizan_model::{FeatureWords, Guide, Labels, Prose, QuestionWords, SourceWords};
use mizan_source::diagnostics::{Code, Diagnostic, IdKind, Reported, Sink};
use mizan_source::{SourceId, SourceMap, Spanned};

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
        Key::new("notes", Shape::By(Named::Note, &Shape::Inline), "{}", "Notes that cells refer to, by id."),
        Key::new(
            "options",
            Shape::By(Named::Chooser, &Shape::By(Named::Option, &Shape::Words)),
            "{}",
            "Names of options, by feature or stat, then by id.",
        ),
        Key::new("variants", Shape::By(Named::Variant, &Shape::Words), "{}", "Names of variants, by id."),
        UNITS,
        Key::new(
            "links",
            Shape::By(Named::Link, &Shape::Words),
            "{}",
            "Names of tiers' links that the theme does not have, by id.",
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
const FEATURE_WORDS: TableShape = TableShape {
    name: "a feature's entry",
    keys: &[
        Key::new("name", Shape::Words, "\"…\"", "Its name; optional if the facts have its name."),
        Key::new("help", Shape::Inline, "\"…\"", "What it means, in one sentence."),
    ],
};

/// A source's words.
pub(super) const SOURCE_WORDS: TableShape = TableShape {
    name: "a source's entry",
    keys: &[
        Key::new("title", Shape::Words, "\"…\"", "Its title in this language."),
        Key::new("author", Shape::Words, "\"…\"", "Its author's name in this language."),
        Key::new("publisher", Shape::Words, "\"…\"", "Its publisher's name in this language."),
    ],
};

/// One of `[questions]`.
pub(super) const QUESTION_WORDS: TableShape = TableShape {
    name: "a question's entry",
    keys: &[
        Key::new("text", Shape::Words, "\"…\"", "The question.").required(),
        Key::new("answers", Shape::By(Named::Answer, &Shape::Words), "{}", "Its answers, by id."),
    ],
};

/// Reads labels.toml, that of the guide's own language where `source`.
///
/// # Errors
/// If it is not text at all.
pub(super) fn labels(
    sources: &SourceMap,
    file: SourceId,
    guide: &Guide,
    source: bool,
    sink: &Sink,
) -> Result<Labels, Reported> {
    let mut document = parse_as(sources, file, &LABELS, sink)?;
    headers::restore(&mut document.root, guide, sink);
    let fields = Fields::of_words(&document.root, &LABELS, source, sink);
    let of = format!("in the guide `{}`", guide.id);
    let known = |code, kinds, kind, ids: Vec<_>| Known { code, kind, of: of.clone(), ids, kinds, guide: guide.file };
    let group_ids = guide.groups.iter().map(|group| group.id.as_str()).collect();
    let group_ids = known(Code::UnknownGroup, &[IdKind::Group], "group", group_ids);
    let feature_ids = guide.features.iter().map(|feature| feature.id.as_str()).collect();
    let feature_ids = known(Code::UnknownFeature, &[IdKind::Feature], "feature", feature_ids);
    let source_ids = guide.sources.keys().map(String::as_str).collect();
    let source_ids = known(Code::UnknownSource, &[IdKind::Source], "source", source_ids);
    let question_ids = guide.questions.iter().map(|question| question.id.as_str()).collect();
    let question_ids = known(Code::UnknownReference, &[IdKind::Question], "question", question_ids);
    let labels = Labels {
        file: Some(file),
        groups: proses(&fields, "groups", Some(&group_ids), sink),
        features: features(&fields, guide, source, &feature_ids, sink),
        notes: proses(&fields, "notes", None, sink),
        options: options(&fields, guide, &of, sink),
        variants: proses(&fields, "variants", None, sink),
        units: units(&fields, sink),
        links: proses(&fields, "links", None, sink),
        sources: self::sources(&fields, Some(&source_ids), sink),
        questions: questions(&fields, guide, source, &question_ids, sink),
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
    tables.iter().for_each(|(key, has, ids)| suppress_words(&fields, key, has, ids, sink));
    Ok(labels)
}

fn features(
    fields: &Fields,
    guide: &Guide,
    source: bool,
    known: &Known,
    sink: &Sink,
) -> IndexMap<String, FeatureWords> {
    let mut features = IndexMap::new();
    for (id, node) in fields.entries("features", KeyNames::Any) {
        if !known.check(&id.value, id.span, fields, "features", sink) {
            continue;
        }
        let fact = guide.features.iter().find(|feature| feature.id == id.value).and_then(|of| of.name.as_deref());
        match feature(fields, &id, node, source && fact.is_none(), sink) {
            Ok(words) => drop(features.insert(id.value, words)),
            Err(error) => fields.add_error("features", error),
        }
    }
    features
}

/// The words of a feature, which must have a name where `named`.
fn feature(
    fields: &Fields,
    id: &Spanned<String>,
    node: &Node,
    named: bool,
    sink: &Sink,
) -> Result<FeatureWords, Reported> {
    let table = match &node.kind {
        NodeKind::Table(table) => table,
        NodeKind::String(_) => {
            let name = read::prose(node, &What::new(id.value.clone(), "\"…\""), sink)?;
            return Ok(FeatureWords { name: Some(name), help: None });
        }
        _ => {
            let what = What::new(id.value.clone(), "\"…\"");
            return Err(read::wrong_type(node, "a name, or `{ name, help }`", &what, sink));
        }
    };
    let words = fields.inside(table, &FEATURE_WORDS);
    let (help, name) = (words.prose("help"), words.prose("name"));
    if name.is_none() && named {
        let error = words.error("name").filter(|_| words.has("name")).or(table.any_unparsed());
        return Err(error.unwrap_or_else(|| {
            sink.report(
                Diagnostic::error(Code::MissingKey, format!("missing key `name` for the feature `{}`", id.value))
                    .at(id.span, format!("`{}`", id.value))
                    .help(format!("write `{} = {{ name = \"…\", help = \"…\" }}`", id.value)),
            )
        }));
    }
    Ok(FeatureWords { name, help })
}

/// `[sources]` of labels.toml and of the site's words: a title, or `{ title, author, publisher }`.
pub(super) fn sources(fields: &Fields, known: Option<&Known>, sink: &Sink) -> IndexMap<String, SourceWords> {
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
            let title = read::prose(node, &What::new(id, "\"…\""), sink).ok()?;
            Some(SourceWords { title: Some(title), author: None, publisher: None })
        }
        _ => {
            read::wrong_type(node, "a title, or `{ title, author, publisher }`", &What::new(id, "\"…\""), sink);
            None
        }
    };
    let entries = fields.entries("sources", KeyNames::Any).into_iter();
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
        kinds: &[IdKind::Feature, IdKind::Stat],
        guide: guide.file,
    };
    let mut options = IndexMap::new();
    for (id, node) in fields.entries("options", KeyNames::Any) {
        if !features.check(&id.value, id.span, fields, "options", sink) {
            continue;
        }
        let Ok(table) = read::table(node, &What::new(id.value.clone(), "{ small = \"…\" }"), sink) else { continue };
        let unread = sink.unread(|unread| unread.id(guide.file, IdKind::Options, &id.value)).is_some();
        let known = Known {
            code: Code::UnknownOption,
            kind: "option",
            of: format!("of `{}`", id.value),
            ids: lists.get(id.value.as_str()).map(|list| list.keys().map(String::as_str).collect()).unwrap_or_default(),
            kinds: &[IdKind::Option],
            guide: guide.file,
        };
        let under = format!("options.{}", id.value);
        let is_known = |option: &str, span| match unread {
            true => known.ids.contains(&option),
            false => known.check(option, span, fields, &under, sink),
        };
        let names = named(table, is_known, sink);
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
    for (id, node) in fields.entries("questions", KeyNames::Any) {
        if !known.check(&id.value, id.span, fields, "questions", sink) {
            continue;
        }
        let table = match read::table(node, &What::new(id.value.clone(), "{ text = \"…\" }"), sink) {
            Ok(table) => table,
            Err(error) => {
                fields.add_error("questions", error);
                continue;
            }
        };
        let words = fields.inside(table, &QUESTION_WORDS);
        let facts = guide.questions.iter().find(|question| question.id == id.value);
        let answers = Known {
            code: Code::UnknownReference,
            kind: "answer",
            of: format!("of the question `{}`", id.value),
            ids: facts.map(|q| q.answers.iter().map(|answer| answer.id.as_str()).collect()).unwrap_or_default(),
            kinds: &[IdKind::Answer],
            guide: guide.file,
        };
        let answers = proses(&words, "answers", Some(&answers), sink);
        let text = words.prose("text");
        match (&text, words.error("text")) {
            (None, Some(error)) if source => fields.add_error("questions", error),
            _ => drop(questions.insert(id.value, QuestionWords { text, answers })),
        }
    }
    questions
}
