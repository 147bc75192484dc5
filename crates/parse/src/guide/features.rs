//! Groups, features and their options, put into row order.

use indexmap::IndexMap;

use crate::{Fields, Key, Node, NodeKind, Shape, TableShape, check_id, names, read, suppress};
use mizan_model::shape::Named;
use mizan_model::value::{Better, STATES};
use mizan_model::{Feature, FeatureIx, FeatureType, Features, Group, GroupIx, Importance, IndexVec};
use mizan_source::diagnostics::{Applicability, Code, Diagnostic, IdKind, Reported, Sink, did_you_mean};
use mizan_source::{Span, Spanned};

const IMPORTANCES: &[(&str, Importance)] =
    &[("normal", Importance::Normal), ("key", Importance::Key), ("detail", Importance::Detail)];

pub(super) const TYPE: Key = Key::new(
    "type",
    Shape::Choice(|| names(FeatureType::ALL)),
    "\"number\"",
    "The type of the values; by default `support`.",
);
const BETTER: Key = Key::new(
    "better",
    Shape::Choice(|| names(Better::ALL)),
    "\"higher\"",
    "Which values are better; by default `none`.",
);
const IMPORTANCE: Key = Key::new(
    "importance",
    Shape::Choice(|| names(IMPORTANCES)),
    "\"key\"",
    "Whether the row is one of the most important ones, or a detail.",
);
pub(super) const UNIT: Key = Key::new(
    "unit",
    Shape::Name(Named::Unit),
    "\"user\"",
    "What the numbers count; its text is in [units] of labels.toml or content/site.",
);

/// One of `[[groups]]`.
pub const GROUP: TableShape = TableShape {
    name: "a group",
    keys: &[
        Key::new("id", Shape::Id, "\"security\"", "The group's id; its name is in labels.toml.").required(),
        Key::new(
            "parent",
            Shape::Name(Named::Group),
            "\"security\"",
            "The group that contains this one; it must come before it in the list.",
        ),
        TYPE,
        UNIT,
        BETTER,
        IMPORTANCE,
        Key::new(
            "features",
            Shape::List(&Shape::Table(&FEATURE)),
            "[{ id = \"encryption\" }]",
            "The group's rows, in order.",
        ),
    ],
};

/// One feature: a row.
pub const FEATURE: TableShape = TableShape {
    name: "a feature",
    keys: &[
        Key::new("id", Shape::Id, "\"encryption\"", "The feature's id; its name is in labels.toml.").required(),
        TYPE,
        UNIT,
        BETTER,
        IMPORTANCE,
        OPTIONS,
        Key::new(
            "parent",
            Shape::Name(Named::Feature),
            "\"automation\"",
            "The feature of the same group that contains this one; it must come before it in the list.",
        ),
        Key::new("name", Shape::String, "\"ISO/IEC 27001\"", "A name that is the same in every language."),
        Key::new("url", Shape::Url, "\"https://example.org/\"", "A page about the feature."),
    ],
};

/// `options` of a feature or stat.
pub(super) const OPTIONS: Key = Key::new(
    "options",
    Shape::List(&Shape::Either(&[Shape::Id, Shape::Table(&OPTION)])),
    "[\"a\", { id = \"b\", name = \"B\" }]",
    "The options of a `choice` or `choices`: ids, or tables of `id` and a `name` that is the same in every language.",
);

/// An option with a name.
pub const OPTION: TableShape = TableShape {
    name: "an option",
    keys: &[
        Key::new("id", Shape::Id, "\"tls-1-3\"", "The option's id; its name is in labels.toml, or here.").required(),
        Key::new("name", Shape::String, "\"TLS 1.3\"", "A name that is the same in every language."),
    ],
};

/// The result of reading `[[groups]]`: groups and features in row order.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub groups: IndexVec<GroupIx, Group>,
    pub features: Features,
}

/// A feature before its place is known.
struct Draft {
    feature: Feature,
    parent: Option<Spanned<String>>,
}

/// A group before its place is known.
struct GroupDraft {
    group: Group,
    parent: Option<Spanned<String>>,
    features: Vec<Draft>,
    /// The author wrote features, be they usable or not.
    written: bool,
}

/// The settings of a group for its features.
#[derive(Clone, Default)]
struct Defaults {
    kind: Option<FeatureType>,
    unit: Option<Spanned<String>>,
    better: Option<Spanned<Better>>,
    importance: Option<Importance>,
}

/// Reads `[[groups]]`. Of two with the same id, it is unknown which one should have another.
pub(super) fn rows(guide: &Fields<'_>, sink: &Sink) -> Rows {
    let file = guide.span().source;
    let mut seen: IndexMap<String, Span> = IndexMap::new();
    let mut drafts: Vec<GroupDraft> = Vec::new();
    let mut ids: IndexMap<String, Span> = IndexMap::new();
    let groups = guide.each("groups", &GROUP);
    suppress::list(guide, "groups", &[IdKind::Group, IdKind::Feature], sink);
    for fields in groups {
        let id = fields.required_id("id");
        let defaults = Defaults {
            kind: fields.choice("type", FeatureType::ALL).map(|kind| kind.value),
            unit: fields.id("unit"),
            better: fields.choice("better", Better::ALL),
            importance: fields.choice("importance", IMPORTANCES).map(|importance| importance.value),
        };
        let features = features(&fields, &defaults, &mut seen, sink);
        idle_defaults(&defaults, &features, sink);
        let id = id.inspect_err(|error| suppress::item(&fields, IdKind::Group, *error, sink)).and_then(|id| {
            let Some(&first) = ids.get(&id.value) else { return Ok(id) };
            let error = sink.report(read::duplicate(&id.value, first, id.span, "in `groups`"));
            suppress::all(file, &[IdKind::Group, IdKind::Feature], error, sink);
            Err(error)
        });
        let id = match id {
            Ok(id) => id,
            Err(error) => {
                // Without a usable id there is no group, but its rows are not missing.
                features.iter().for_each(|row| suppress::id(file, IdKind::Feature, &row.feature.id, error, sink));
                continue;
            }
        };
        ids.insert(id.value.clone(), id.span);
        drafts.push(GroupDraft {
            parent: fields.id("parent"),
            written: match fields.table().get("features").map(|node| &node.kind) {
                Some(NodeKind::Array(items)) => !items.is_empty(),
                Some(_) => true,
                None => unread_list(&fields).is_some(),
            },
            group: Group { id: id.value, parent: None, span: id.span },
            features,
        });
    }
    order(drafts, sink)
}

/// The error of a group without a list of features, where the list may be among what could not be parsed.
fn unread_list(group: &Fields<'_>) -> Option<Reported> {
    let unparsed = || group.table().any_unparsed();
    group.error("features").or_else(unparsed).filter(|_| !group.has("features"))
}

/// The rows of a group that can be used.
fn features(group: &Fields<'_>, defaults: &Defaults, seen: &mut IndexMap<String, Span>, sink: &Sink) -> Vec<Draft> {
    let mut features = Vec::new();
    let all = group.each("features", &FEATURE);
    suppress::list(group, "features", &[IdKind::Feature], sink);
    if let Some(error) = unread_list(group) {
        suppress::all(group.span().source, &[IdKind::Feature], error, sink);
    }
    for fields in all {
        match draft(&fields, defaults, sink) {
            Ok(draft) => match seen.get(&draft.feature.id) {
                Some(&first) => {
                    let (id, span) = (&draft.feature.id, draft.feature.span);
                    let error = sink.report(read::duplicate(id, first, span, "among the features of the guide"));
                    suppress::all(span.source, &[IdKind::Feature], error, sink);
                }
                None => {
                    seen.insert(draft.feature.id.clone(), draft.feature.span);
                    features.push(draft);
                }
            },
            Err(error) => suppress::item(&fields, IdKind::Feature, error, sink),
        }
    }
    features
}

/// Reports a group's default that no feature of the group can take.
fn idle_defaults(defaults: &Defaults, features: &[Draft], sink: &Sink) {
    if features.is_empty() {
        return;
    }
    if let Some(unit) = &defaults.unit
        && !features.iter().any(|draft| draft.feature.kind.takes_unit())
    {
        sink.push(
            Diagnostic::error(
                Code::CellKey,
                format!("the unit `{}` does not apply to any feature of the group", unit.value),
            )
            .at(unit.span, "only the types number, limit, range and dimensions have a unit")
            .help("set `type` of the group to one of these types, or remove `unit`"),
        );
    }
    if let Some(better) = &defaults.better
        && better.value != Better::None
        && !features.iter().any(|draft| draft.feature.kind.betters().contains(&better.value))
    {
        sink.push(
            Diagnostic::error(
                Code::BadChoice,
                format!("`better = \"{}\"` does not apply to any feature of the group", better.value.as_str()),
            )
            .at(better.span, "does not apply to the types in this group")
            .help("use `yes` or `no` for support, and `higher` or `lower` for types with an order"),
        );
    }
}

/// A feature; the error, where it has no usable id or type.
fn draft(fields: &Fields<'_>, defaults: &Defaults, sink: &Sink) -> Result<Draft, Reported> {
    let id = fields.required_id("id");
    let kind = fields.optional_choice("type", FeatureType::ALL);
    let own_unit = fields.id("unit");
    let own_better = fields.choice("better", Better::ALL);
    let importance = fields.choice("importance", IMPORTANCES).map(|importance| importance.value);
    let parent = fields.id("parent");
    let name = name(fields, id.as_ref().ok().map(|id| id.value.clone()));
    let url = fields.url("url").map(|url| url.value);
    let kind = kind?.or(defaults.kind).unwrap_or_default();
    let id = id?;
    let whose = format!("the feature `{}`", id.value);
    let options = options(fields, kind, &whose, id.span, sink);
    if let Some(unit) = &own_unit {
        judge_unit(kind, unit, &whose, fields.key_span("unit"), sink);
    }
    if let Some(better) = &own_better {
        judge_better(kind, *better, &whose, sink);
    }
    let fits = |better: &Better| kind.betters().contains(better);
    let feature = Feature {
        // Its place is known once all groups are.
        group: GroupIx::new(0),
        parent: None,
        depth: 0,
        kind,
        better: match own_better {
            Some(better) => Some(better.value).filter(fits),
            None => defaults.better.map(|better| better.value).filter(fits),
        }
        .unwrap_or_default(),
        importance: importance.or(defaults.importance).unwrap_or_default(),
        unit: own_unit.or_else(|| defaults.unit.clone()).filter(|_| kind.takes_unit()),
        options,
        name,
        url,
        span: id.span,
        id: id.value,
    };
    Ok(Draft { feature, parent })
}

/// Reports a unit of a type that has none.
pub(super) fn judge_unit(kind: FeatureType, unit: &Spanned<String>, whose: &str, key: Option<Span>, sink: &Sink) {
    if kind.takes_unit() {
        return;
    }
    let diagnostic =
        Diagnostic::error(Code::CellKey, format!("{whose} is of type `{}`, which has no unit", kind.as_str()))
            .at(key.unwrap_or(unit.span), format!("unit `{}` does not apply", unit.value));
    sink.push(match kind.info().unit_help {
        Some(help) => diagnostic.help(help),
        None => {
            diagnostic.help(format!("remove `unit`, or use the type {}", FeatureType::listed(|info| info.takes_unit)))
        }
    });
}

fn judge_better(kind: FeatureType, better: Spanned<Better>, whose: &str, sink: &Sink) {
    if better.value == Better::None || kind.betters().contains(&better.value) {
        return;
    }
    let words: Vec<&str> = kind.betters().iter().map(|better| better.as_str()).chain(["none"]).collect();
    sink.push(
        Diagnostic::error(
            Code::BadChoice,
            format!(
                "{whose} is of type `{}`, to which `better = \"{}\"` does not apply",
                kind.as_str(),
                better.value.as_str()
            ),
        )
        .at(better.span, "does not apply")
        .help(format!("the valid values for this type are {}", read::quoted(&words))),
    );
}

/// `options` of a feature or stat: required for choice and choices, and for no other type.
pub(super) fn options(
    fields: &Fields<'_>,
    kind: FeatureType,
    whose: &str,
    span: Span,
    sink: &Sink,
) -> IndexMap<String, Option<String>> {
    let mut options: IndexMap<String, Option<String>> = IndexMap::new();
    let mut places: IndexMap<String, Span> = IndexMap::new();
    for item in fields.list("options") {
        let (id, name) = match option(fields, item, sink) {
            Ok(option) => option,
            Err(error) => {
                fields.add_error("options", error);
                continue;
            }
        };
        if STATES.contains(&id.value.as_str()) {
            let error = sink.report(
                Diagnostic::error(Code::BadId, format!("the option id `{}` of {whose} is reserved", id.value))
                    .at(id.span, format!("`{}` is a value of every type", id.value))
                    .help("remove it: cells can have this value without an option"),
            );
            fields.add_error("options", error);
            continue;
        }
        if let Some(&first) = places.get(&id.value) {
            let error = sink.report(read::duplicate(&id.value, first, id.span, &format!("in `options` of {whose}")));
            fields.add_error("options", error);
            continue;
        }
        places.insert(id.value.clone(), id.span);
        options.insert(id.value, name);
    }
    if let (Some(error), Some(id)) = (fields.error("options"), fields.table().get("id").and_then(Node::as_str)) {
        suppress::id(span.source, IdKind::Options, id, error, sink);
    }
    if kind.takes_options() && !fields.has("options") && !fields.table().unparsed.contains_key("options") {
        sink.push(
            Diagnostic::error(Code::MissingKey, format!("{whose} is of type `{}` and has no `options`", kind.as_str()))
                .at(span, "missing `options`")
                .help("add `options = [\"a\", \"b\"]`"),
        );
    }
    if !kind.takes_options()
        && let Some(key) = fields.key_span("options")
    {
        let error = sink.report(
            Diagnostic::error(Code::CellKey, format!("{whose} is of type `{}`, which has no options", kind.as_str()))
                .at(key, "does not apply")
                .help("remove `options`, or use the type `choice` or `choices`"),
        );
        // Which of the two is wrong is unknown, so names of options in labels.toml are not reported.
        if let Some(id) = fields.table().get("id").and_then(Node::as_str) {
            suppress::id(span.source, IdKind::Options, id, error, sink);
        }
        return IndexMap::new();
    }
    options
}

fn option(fields: &Fields<'_>, item: &Node, sink: &Sink) -> Result<(Spanned<String>, Option<String>), Reported> {
    match &item.kind {
        NodeKind::Table(table) => {
            let fields = fields.inside(table, &OPTION);
            let id = fields.required_id("id")?;
            let name = name(&fields, Some(id.value.clone()));
            Ok((id, name))
        }
        NodeKind::String(prose) => check_id(&prose.text, prose.span, "`options`", sink)
            .map(|()| (Spanned::new(prose.text.clone(), prose.span), None)),
        _ => Err(read::wrong_type(item, "an id or `{ id, name }`", &read::What::new("options", ""), sink)),
    }
}

/// The name that the facts give; the id in place of one that cannot be read.
fn name(fields: &Fields<'_>, id: Option<String>) -> Option<String> {
    let name = fields.string("name").map(|name| name.value);
    if fields.has("name") || fields.error("name").is_some() { name.or(id) } else { None }
}

/// Puts sub-groups after their parents, children after theirs, and gives each its index.
fn order(mut drafts: Vec<GroupDraft>, sink: &Sink) -> Rows {
    let mut rows = Rows::default();
    let ids: Vec<String> = drafts.iter().map(|draft| draft.group.id.clone()).collect();
    let mut parents: Vec<Option<usize>> = Vec::new();
    for (at, draft) in drafts.iter().enumerate() {
        let parent = draft.parent.as_ref();
        let found = parent.and_then(|parent| group_parent(at, &draft.group, parent, &ids, &parents, sink));
        parents.push(found);
    }
    for (at, draft) in drafts.iter().enumerate() {
        if !draft.written && !parents.contains(&Some(at)) {
            let id = &draft.group.id;
            sink.push(
                Diagnostic::error(Code::TooFew, format!("the group `{id}` has no features"))
                    .at(draft.group.span, "no features")
                    .help("add `features = [{ id = \"…\" }]`, or remove the group"),
            );
        }
    }
    let tops: Vec<usize> = (0..drafts.len()).filter(|&at| parents[at].is_none()).collect();
    for top in tops {
        let subs: Vec<usize> = (0..drafts.len()).filter(|&at| parents[at] == Some(top)).collect();
        let place = rows.groups.next_ix();
        for at in std::iter::once(top).chain(subs) {
            let index = rows.groups.push(Group { parent: (at != top).then_some(place), ..drafts[at].group.clone() });
            place_features(std::mem::take(&mut drafts[at].features), index, &mut rows, sink);
        }
    }
    rows
}

fn group_parent(
    at: usize,
    group: &Group,
    parent: &Spanned<String>,
    ids: &[String],
    parents: &[Option<usize>],
    sink: &Sink,
) -> Option<usize> {
    let fault = |code, message: String, label: String| Diagnostic::error(code, message).at(parent.span, label);
    match ids.iter().position(|id| *id == parent.value) {
        Some(above) if above < at => {
            if parents.get(above).copied().flatten().is_some() {
                sink.push(
                    fault(
                        Code::OutOfRange,
                        format!(
                            "the parent of the group `{}` is `{}`, which has a parent itself",
                            group.id, parent.value
                        ),
                        "groups can be nested only one level deep".to_owned(),
                    )
                    .help("use a group that has no `parent`"),
                );
                return None;
            }
            Some(above)
        }
        Some(same) if same == at => {
            sink.push(
                fault(Code::Circle, format!("the group `{}` is its own parent", group.id), "its own id".to_owned())
                    .help("use another group, or remove `parent`"),
            );
            None
        }
        Some(_) => {
            sink.push(
                fault(
                    Code::UnknownGroup,
                    format!("the group `{}` comes before its parent `{}`", group.id, parent.value),
                    format!("`{}` comes later", parent.value),
                )
                .help(format!("move the group `{}` below `{}`", group.id, parent.value)),
            );
            None
        }
        None => {
            let diagnostic = fault(
                Code::UnknownGroup,
                format!("unknown group `{}` as parent of the group `{}`", parent.value, group.id),
                "unknown group".to_owned(),
            );
            let error = sink.report(match did_you_mean(&parent.value, ids.iter().map(String::as_str)) {
                Some(meant) => {
                    diagnostic.help(format!("did you mean `{meant}`?")).fix(parent.span, meant, Applicability::Unsafe)
                }
                None => diagnostic.help("use a group that comes before this one"),
            });
            suppress::id(parent.span.source, IdKind::Group, &parent.value, error, sink);
            None
        }
    }
}

/// Appends the features of one group, each right after its parent and that one's earlier children.
fn place_features(drafts: Vec<Draft>, group: GroupIx, rows: &mut Rows, sink: &Sink) {
    let ids: Vec<String> = drafts.iter().map(|draft| draft.feature.id.clone()).collect();
    let parents: Vec<Option<usize>> = drafts
        .iter()
        .enumerate()
        .map(|(at, draft)| {
            let parent = draft.parent.as_ref()?;
            let above = ids[..at].iter().position(|id| *id == parent.value);
            if above.is_none() {
                let error = sink.report(parent_fault(&draft.feature, parent, at, &ids, rows));
                if rows.features.iter().all(|known| known.id != parent.value) && !ids.contains(&parent.value) {
                    suppress::id(parent.span.source, IdKind::Feature, &parent.value, error, sink);
                }
            }
            above
        })
        .collect();
    // Depth first, in the author's order; a parent always comes before its children.
    let mut stack: Vec<(usize, Option<FeatureIx>, u32)> =
        (0..drafts.len()).rev().filter(|&at| parents[at].is_none()).map(|at| (at, None, 0)).collect();
    let mut drafts: Vec<Option<Draft>> = drafts.into_iter().map(Some).collect();
    while let Some((at, parent, depth)) = stack.pop() {
        let Some(draft) = drafts[at].take() else { continue };
        let index = rows.features.push(Feature { group, parent, depth, ..draft.feature });
        stack.extend(
            (0..parents.len())
                .rev()
                .filter(|&child| parents[child] == Some(at))
                .map(|child| (child, Some(index), depth + 1)),
        );
    }
}

fn parent_fault(feature: &Feature, parent: &Spanned<String>, at: usize, ids: &[String], rows: &Rows) -> Diagnostic {
    let fault =
        |message: String, label: String| Diagnostic::error(Code::UnknownFeature, message).at(parent.span, label);
    let (id, wanted) = (&feature.id, &parent.value);
    match ids.iter().position(|other| other == wanted) {
        Some(same) if same == at => Diagnostic::error(Code::Circle, format!("the feature `{id}` is its own parent"))
            .at(parent.span, "its own id")
            .help("use another feature of the group, or remove `parent`"),
        Some(_) => {
            fault(format!("the feature `{id}` comes before its parent `{wanted}`"), format!("`{wanted}` comes later"))
                .help(format!("move `{id}` below `{wanted}`"))
        }
        None if rows.features.iter().any(|other| other.id == *wanted) => fault(
            format!("the parent of the feature `{id}` is `{wanted}`, which is in another group"),
            "not in this group".to_owned(),
        )
        .help("use a feature of the same group, or move one of the two features"),
        None => {
            let diagnostic = fault(
                format!("unknown feature `{wanted}` as parent of the feature `{id}`"),
                "unknown feature".to_owned(),
            );
            match did_you_mean(wanted, ids[..at].iter().map(String::as_str)) {
                Some(meant) => {
                    diagnostic.help(format!("did you mean `{meant}`?")).fix(parent.span, meant, Applicability::Unsafe)
                }
                None => diagnostic.help("use a feature of the same group that comes before this one"),
            }
        }
    }
}
