//! `[[questions]]`: the questions of the chooser, and what each answer requires.

use std::cell::RefCell;

use indexmap::IndexMap;

use crate::{Fields, Key, KeyNames, Node, NodeKind, Shape, Table, TableShape, read, suppress};
use mizan_model::shape::Named;
use mizan_model::value::RequirementKind;
use mizan_model::value::STATES;
use mizan_model::value::raw::RawKind;
use mizan_model::value::read::{Declaration, decimal};
use mizan_model::{
    Answer, Decimal, Feature, FeatureIx, FeatureType, Features, IndexVec, Question, QuestionIx, Requirement, Source,
    Tiers, Wants,
};
use mizan_source::diagnostics::{
    Applicability, Code, Diagnostic, Diagnostics, IdKind, Reported, Sink, Suppressions, did_you_mean, some_of,
};
use mizan_source::{Span, Spanned};

/// One of `[[questions]]`.
pub const QUESTION: TableShape = TableShape {
    name: "a question",
    keys: &[
        Key::new("id", Shape::Id, "\"team-size\"", "The question's id; its text is in labels.toml.").required(),
        Key::new("multiple", Shape::Bool, "true", "Whether several answers can be selected."),
        Key::new(
            "answers",
            Shape::Several(&Shape::Table(&ANSWER), 2, usize::MAX),
            "[{ id = \"a\" }, { id = \"b\" }]",
            "Two or more answers.",
        )
        .required(),
    ],
};

/// One answer.
pub const ANSWER: TableShape = TableShape {
    name: "an answer",
    keys: &[
        Key::new("id", Shape::Id, "\"more-than-five\"", "The answer's id; its text is in labels.toml.").required(),
        Key::new(
            "requires",
            Shape::By(
                Named::Feature,
                &Shape::Either(&[
                    Shape::Choice(|| vec![YES]),
                    Shape::Table(&SUPPORTED),
                    Shape::Table(&BOUNDS),
                    Shape::Table(&CHOSEN),
                ]),
            ),
            "{ agents = { min = 6 } }",
            "What the answer requires, by feature: \"yes\", `{ min, max }`, `{ any }` or `{ all }`.",
        ),
    ],
};

/// Requirements for support.
const YES: &str = "yes";

const VARIANT: Key = Key::new(
    "variant",
    Shape::Name(Named::Variant),
    "\"eu\"",
    "The variant that the requirement is about; without it, all values of the cell count.",
);

/// Requirements for support in one variant.
pub(super) const SUPPORTED: TableShape = TableShape {
    name: "a requirement",
    keys: &[
        Key::new("value", Shape::Choice(|| vec![YES]), "\"yes\"", "The feature must be supported.").required(),
        VARIANT,
    ],
};

const BOUND: Shape = Shape::Either(&[Shape::Number, Shape::Amount]);

/// Requirements for a number.
pub const BOUNDS: TableShape = TableShape {
    name: "a requirement",
    keys: &[
        Key::new("min", BOUND, "6", "The smallest value that is sufficient.").way(1),
        Key::new(
            "max",
            BOUND,
            "10",
            "The largest value that is acceptable; for prices, in the currency of the first cell.",
        )
        .way(2),
        VARIANT,
    ],
};

const SOME: Shape = Shape::Several(&Shape::Name(Named::Option), 1, usize::MAX);

/// Requirements for a choice.
pub const CHOSEN: TableShape = TableShape {
    name: "a requirement",
    keys: &[
        Key::new("any", SOME, "[\"a\", \"b\"]", "Options of which the tier must have at least one.").way(1),
        Key::new("all", SOME, "[\"a\", \"b\"]", "Options that the tier must all have.").way(2),
        VARIANT,
    ],
};

/// The context in which questions are read.
pub(super) struct Ground<'a> {
    pub features: &'a Features,
    pub tiers: &'a Tiers,
    pub sources: &'a IndexMap<String, Source>,
    /// Features that are required and that no group lists: each place is reported.
    pub unknown: &'a RefCell<Vec<(String, Reported)>>,
    pub sink: &'a Sink,
}

/// Reads `[[questions]]`. Invalid requirements are ignored.
pub(super) fn questions(guide: &Fields<'_>, ground: &Ground<'_>) -> IndexVec<QuestionIx, Question> {
    let sink = ground.sink;
    let mut questions: IndexVec<QuestionIx, Question> = IndexVec::new();
    let all = guide.each("questions", &QUESTION);
    suppress::list(guide, "questions", &[IdKind::Question, IdKind::Answer], sink);
    for fields in all {
        let multiple = fields.bool("multiple").unwrap_or(false);
        let id = fields.required_id("id");
        let named = id.as_ref().map_or("a question".to_owned(), |id| format!("the question `{}`", id.value));
        let answers = answers(&fields, &named, ground);
        let id = match id {
            Ok(id) => id,
            Err(error) => {
                suppress::item(&fields, IdKind::Question, error, sink);
                continue;
            }
        };
        if let Some(first) = questions.iter().find(|question| question.id == id.value) {
            let error = sink.report(read::duplicate(&id.value, first.span, id.span, "in `questions`"));
            suppress::all(id.span.source, &[IdKind::Question, IdKind::Answer], error, sink);
            continue;
        }
        if fields.list("answers").len() < 2 && fields.has("answers") {
            sink.push(
                Diagnostic::error(Code::TooFew, format!("{named} has fewer than two answers"))
                    .at(id.span, "expected at least two answers")
                    .help("add answers, or remove the question"),
            );
        }
        questions.push(Question { id: id.value, multiple, answers, span: id.span });
    }
    questions
}

fn answers(question: &Fields<'_>, named: &str, ground: &Ground<'_>) -> Vec<Answer> {
    let mut answers: Vec<Answer> = Vec::new();
    let all = question.each("answers", &ANSWER);
    suppress::list(question, "answers", &[IdKind::Answer], ground.sink);
    for fields in all {
        let id = fields.required_id("id");
        let named = match &id {
            Ok(id) => format!("the answer `{}` to {named}", id.value),
            Err(_) => format!("an answer to {named}"),
        };
        let requires = fields
            .entries("requires", KeyNames::Any)
            .into_iter()
            .filter_map(|(feature, node)| requirement(&fields, &feature, node, &named, ground))
            .collect();
        let id = match id {
            Ok(id) => id,
            Err(error) => {
                suppress::item(&fields, IdKind::Answer, error, ground.sink);
                continue;
            }
        };
        if let Some(first) = answers.iter().find(|answer| answer.id == id.value) {
            let error = ground.sink.report(read::duplicate(&id.value, first.span, id.span, "among the answers"));
            suppress::all(id.span.source, &[IdKind::Answer], error, ground.sink);
            continue;
        }
        answers.push(Answer { id: id.value, requires, span: id.span });
    }
    answers
}

fn requirement(
    answer: &Fields<'_>,
    id: &Spanned<String>,
    node: &Node,
    named: &str,
    ground: &Ground<'_>,
) -> Option<Requirement> {
    let Some(feature) = ground.features.position(|feature| feature.id == id.value) else {
        let unread = |unread: &Suppressions| unread.id(id.span.source, IdKind::Feature, &id.value);
        if ground.sink.unread(unread).is_none() {
            let error = ground.sink.report(unknown_feature(answer, id, named, ground.features));
            ground.unknown.borrow_mut().push((id.value.clone(), error));
        }
        return None;
    };
    let of = &ground.features[feature];
    let wants = wants(of, node, named, ground)?;
    let variant = match &node.kind {
        NodeKind::Table(table) => table.get("variant"),
        _ => None,
    };
    let variant = match variant {
        Some(variant) => Some(said_of(variant, feature, of, named, ground)?),
        None => None,
    };
    Some(Requirement { feature, wants, variant, span: id.span })
}

/// The variant that a requirement names: one that some cell of the row has.
fn said_of(node: &Node, feature: FeatureIx, of: &Feature, named: &str, ground: &Ground<'_>) -> Option<Spanned<String>> {
    let cells = || ground.tiers.iter().filter_map(|tier| tier.cells.get(feature)?.as_ref());
    let variants = cells().flat_map(|cell| &cell.statements).filter_map(|said| said.variant.as_ref());
    let mut known: Vec<&str> = variants.map(|variant| variant.value.as_str()).collect();
    known.sort_unstable();
    known.dedup();
    let Some(id) = node.as_str() else {
        if node.error().is_none() {
            ground.sink.push(
                Diagnostic::error(
                    Code::BadRequirement,
                    format!("invalid variant in the requirement of {named} for `{}`", of.id),
                )
                .at(node.span, format!("expected a string, found {}", node.describe()))
                .help("write the id of a variant, in quotation marks"),
            );
        }
        return None;
    };
    // A cell that could not be read is reported, and may have the variant.
    let all_read = cells().count() == ground.tiers.len();
    if known.contains(&id) || !all_read {
        return all_read.then(|| Spanned::new(id.to_owned(), node.span));
    }
    let diagnostic = Diagnostic::error(
        Code::BadRequirement,
        format!("unknown variant `{id}` in the requirement of {named} for `{}`", of.id),
    )
    .at(node.span, "no cell of this row has this variant");
    ground.sink.push(match did_you_mean(id, known.iter().copied()) {
        Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")).fix(
            node.span,
            format!("\"{meant}\""),
            Applicability::Unsafe,
        ),
        None if known.is_empty() => diagnostic.help("remove `variant`: no cell of this row has one"),
        None => diagnostic.help(format!("the variants of the row are {}", read::quoted(&known))),
    });
    None
}

fn unknown_feature(answer: &Fields<'_>, id: &Spanned<String>, named: &str, features: &Features) -> Diagnostic {
    if let Some(diagnostic) = answer.misplaced(&id.value, id.span, "requires") {
        return diagnostic;
    }
    let diagnostic = Diagnostic::error(
        Code::UnknownFeature,
        format!("unknown feature `{}` in the requirements of {named}", id.value),
    )
    .at(id.span, "unknown feature");
    match did_you_mean(&id.value, features.iter().map(|feature| feature.id.as_str())) {
        Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")).fix(id.span, meant, Applicability::Unsafe),
        None => match some_of(features.iter().map(|feature| format!("`{}`", feature.id))) {
            Some(all) => diagnostic.help(format!("the features are {all}")),
            None => diagnostic.help("remove the line: the guide has no features"),
        },
    }
}

/// How an author writes a requirement for a feature of this type, with what is `written` where that fits.
fn requirement_help(feature: &Feature, written: &Node) -> String {
    let id = &feature.id;
    match feature.kind.info().requirement {
        RequirementKind::Support => format!("write `{id} = \"yes\"`"),
        RequirementKind::Bounds => match super::raw::raw(written).ok().map(|raw| raw.what) {
            Some(RawKind::Number(digits)) => {
                format!(
                    "write `{id} = {{ min = {digits} }}` for at least {digits}, or `{{ max = {digits} }}` for at most {digits}"
                )
            }
            _ => format!("write `{id} = {{ min = 6 }}`, `{{ max = 10 }}`, or both"),
        },
        RequirementKind::Options => {
            let own = written.as_str().filter(|own| feature.options.contains_key(*own));
            let option = own.or_else(|| feature.options.keys().next().map(String::as_str)).unwrap_or("option");
            format!("write `{id} = {{ any = [\"{option}\"] }}` or `{{ all = [\"{option}\"] }}`")
        }
        RequirementKind::None => {
            format!("use a feature of type {}", FeatureType::listed(|info| info.requirement != RequirementKind::None))
        }
    }
}

fn wants(feature: &Feature, node: &Node, named: &str, ground: &Ground<'_>) -> Option<Wants> {
    let bad = |span: Span, reason: String, label: String| {
        ground.sink.push(
            Diagnostic::error(
                Code::BadRequirement,
                format!("invalid requirement of {named} for `{}`: {reason}", feature.id),
            )
            .at(span, label)
            .help(requirement_help(feature, node)),
        );
    };
    let of_type = format!("the feature is of type `{}`", feature.kind.as_str());
    match (&node.kind, feature.kind.info().requirement) {
        (NodeKind::String(prose), RequirementKind::Support) if prose.text == YES => Some(Wants::Yes),
        (NodeKind::Table(table), RequirementKind::Support) if table.get("value").is_some() => {
            let fine = only(table, &SUPPORTED, &bad);
            let value = table.get("value").and_then(Node::as_str);
            if value != Some(YES) {
                let at = table.get("value").map_or(node.span, |value| value.span);
                bad(at, "only \"yes\" can be required of support".to_owned(), "expected \"yes\"".to_owned());
            }
            (fine && value == Some(YES)).then_some(Wants::Yes)
        }
        (NodeKind::String(prose), RequirementKind::Support) => {
            let label = format!("expected \"yes\", found `{}`", prose.text);
            bad(node.span, "only \"yes\" can be required of support".to_owned(), label);
            None
        }
        (NodeKind::Table(table), RequirementKind::Bounds) => bounds(feature, node, table, ground, &bad),
        (NodeKind::Table(table), RequirementKind::Options) => options(feature, node, table, named, ground, &bad),
        _ => {
            let label = match feature.kind.info().requirement {
                RequirementKind::Support => "expected \"yes\"",
                RequirementKind::Bounds => "expected `min` or `max`",
                RequirementKind::Options => "expected `any` or `all`",
                RequirementKind::None => "this type cannot be required",
            };
            bad(node.span, of_type, label.to_owned());
            None
        }
    }
}

type Bad<'a> = dyn Fn(Span, String, String) + 'a;

fn only(table: &Table, shape: &TableShape, bad: &Bad<'_>) -> bool {
    let mut fine = true;
    for (key, entry) in table.entries.iter().filter(|(key, _)| shape.key(key).is_none()) {
        fine = false;
        let known: Vec<String> = shape.names().iter().map(|name| format!("`{name}`")).collect();
        bad(entry.key, format!("expected one of {}, found `{key}`", known.join(", ")), "unknown key".to_owned());
    }
    fine
}

fn bounds(feature: &Feature, node: &Node, table: &Table, ground: &Ground<'_>, bad: &Bad<'_>) -> Option<Wants> {
    let whose = format!("`{}` in `requires`", feature.id);
    let of = Declaration {
        whose: &whose,
        kind: feature.kind,
        options: &feature.options,
        sources: ground.sources,
        may_be_unknown: false,
    };
    let fine = only(table, &BOUNDS, bad);
    let mut whole = true;
    let mut end = |key: &str| -> Option<Decimal> {
        let raw = super::raw::raw(table.get(key)?).ok();
        // An amount of money may be in quotation marks, as it is in cells.
        let number = raw.and_then(|raw| match &raw.what {
            RawKind::String(text) if feature.kind == FeatureType::Money && decimal(text).is_ok() => decimal(text).ok(),
            _ => {
                let mut faults = Diagnostics::default();
                let number = of.number(&raw, Some(&format!("`{key}`")), &mut faults);
                ground.sink.append(faults);
                number
            }
        });
        whole &= number.is_some();
        number
    };
    let (min, max) = (end("min"), end("max"));
    if !fine || !whole {
        return None;
    }
    match (min, max) {
        (None, None) => {
            bad(node.span, "neither `min` nor `max`".to_owned(), "nothing is required here".to_owned());
            None
        }
        (Some(min), Some(max)) if min > max => {
            bad(node.span, format!("`min` is {min}, more than `max`, {max}"), "no value is in this range".to_owned());
            None
        }
        _ => Some(Wants::Bounds { min, max }),
    }
}

fn options(
    feature: &Feature,
    node: &Node,
    table: &Table,
    named: &str,
    ground: &Ground<'_>,
    bad: &Bad<'_>,
) -> Option<Wants> {
    let fine = only(table, &CHOSEN, bad);
    let (any, all) = (table.get("any"), table.get("all"));
    let list = match (any, all) {
        (Some(_), Some(_)) => {
            bad(node.span, "both `any` and `all`".to_owned(), "expected only one of the two".to_owned());
            return None;
        }
        (None, None) => {
            bad(node.span, "neither `any` nor `all`".to_owned(), "nothing is required here".to_owned());
            return None;
        }
        (Some(list), None) | (None, Some(list)) => list,
    };
    let NodeKind::Array(items) = &list.kind else {
        if list.error().is_none() {
            bad(
                list.span,
                format!("expected a list of options, found {}", list.describe()),
                "expected a list".to_owned(),
            );
        }
        return None;
    };
    if items.is_empty() {
        bad(list.span, "the list of options is empty".to_owned(), "nothing is required here".to_owned());
        return None;
    }
    let mut ids = Vec::new();
    for item in items {
        match item.as_str() {
            Some(id) if feature.options.contains_key(id) => ids.push(id.to_owned()),
            Some(id) => {
                let error = ground.sink.report(unknown_option(feature, id, item.span, named));
                suppress::id(item.span.source, IdKind::Option, id, error, ground.sink);
            }
            None if item.error().is_some() => {}
            None => bad(
                item.span,
                format!("expected an option's id in quotation marks, found {}", item.describe()),
                "expected an id in quotation marks".to_owned(),
            ),
        }
    }
    if !fine || ids.len() < items.len() {
        return None;
    }
    if all.is_some() && feature.kind == FeatureType::Choice && ids.len() > 1 {
        bad(
            list.span,
            "a cell of type `choice` has only one option".to_owned(),
            "no tier can have all of these".to_owned(),
        );
        return None;
    }
    Some(if any.is_some() { Wants::Any(ids) } else { Wants::All(ids) })
}

fn unknown_option(feature: &Feature, id: &str, span: Span, named: &str) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        Code::UnknownOption,
        format!("unknown option `{id}` of `{}` in the requirements of {named}", feature.id),
    )
    .at(span, "unknown option");
    let known: Vec<&str> = feature.options.keys().map(String::as_str).collect();
    match did_you_mean(id, known.iter().copied()) {
        Some(meant) => {
            diagnostic.help(format!("did you mean `{meant}`?")).fix(span, format!("\"{meant}\""), Applicability::Unsafe)
        }
        None if STATES.contains(&id) => diagnostic.help("use an option: only options can be required"),
        None => diagnostic.help(format!("the options are {}", read::quoted(&known))),
    }
}
