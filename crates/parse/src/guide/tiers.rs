//! tiers/ID.toml: one file a tier.

use std::sync::Arc;

use indexmap::IndexMap;

use super::Told;
use super::cell::{CELL, Defaults, Place, STATEMENT};
use super::facts::{DEFAULTS, defaults, image};
use crate::misnamed::instead;
use crate::node::Entry;
use crate::{Fields, Key, Node, NodeKind, Shape, Table, TableShape, parse_as, read};
use mizan_model::shape::Named;
use mizan_model::{Cell, Feature, FeatureIx, Source, TierLink};
use mizan_source::diagnostics::{Code, Diagnostic, Sink, did_you_mean};
use mizan_source::{SourceId, SourceMap, Span, Spanned};

/// A tier's file.
pub const TIER: TableShape = TableShape {
    name: "a tier's file",
    keys: &[
        Key::new("url", Shape::Url, "\"https://example.org/pro\"", "The official page of the tier."),
        Key::new("image", Shape::String, "\"images/pro.png\"", "A picture, in the guide's folder."),
        Key::new(
            "inherits",
            Shape::Name(Named::Tier),
            "\"basic\"",
            "The tier whose cells hold where this one gives none.",
        ),
        Key::new(
            "links",
            Shape::List(&Shape::Table(&LINK)),
            "[{ id = \"buy\", url = \"https://example.org/\" }]",
            "Where readers can go from here: to buy, to the manual.",
        ),
        Key::new(
            "defaults",
            Shape::Table(&DEFAULTS),
            "{ sources = [\"article\"] }",
            "What holds for every cell that does not say otherwise.",
        ),
        Key::new(
            "features",
            Shape::By(Named::Feature, &Shape::Cell),
            "{ encryption = \"yes\" }",
            "A cell for every feature: a value, a table of the value and what is said about it, or a list of these.",
        ),
    ],
};

/// One of `links`.
pub const LINK: TableShape = TableShape {
    name: "a link",
    keys: &[
        Key::new(
            "id",
            Shape::Name(Named::Link),
            "\"buy\"",
            "What it leads to: buy, docs, download, source, manual, or one of [links] in labels.toml.",
        )
        .required(),
        Key::new("url", Shape::Url, "\"https://example.org/\"", "The whole address it leads to.").required(),
        Key::new("name", Shape::String, "\"GitHub\"", "A name that is the same in every language."),
        Key::new("sponsored", Shape::Bool, "true", "Whether somebody pays for it."),
    ],
};

/// What a tier's file says, before anything is taken over from others.
#[derive(Debug, Default)]
pub struct TierFile {
    pub file: Option<SourceId>,
    pub url: Option<String>,
    pub image: Option<Spanned<String>>,
    pub links: Vec<TierLink>,
    pub inherits: Option<Spanned<String>>,
    /// By feature.
    pub cells: Vec<Written>,
    /// The header `[features]`, where it stands as a header.
    pub header: Option<Span>,
    /// The end of the file.
    pub end: Option<Span>,
    /// Nothing can be said of what is missing: the file is not there, or could not be read.
    pub unread: bool,
}

/// What stands in a tier's file for a feature.
#[derive(Debug, Default)]
pub enum Written {
    Cell(Cell),
    /// Something that cannot be used; a diagnostic stands.
    Faulty,
    #[default]
    Nothing,
}

/// What tiers are read with.
pub struct Ground<'a> {
    pub map: &'a SourceMap,
    pub guide: &'a str,
    pub features: &'a [Feature],
    pub told: &'a Told,
    pub sources: &'a IndexMap<String, Source>,
    pub defaults: &'a Defaults,
    /// guide.toml seems to have been cut off, or an id stands twice in it: what else it should list, nobody knows.
    pub cut: bool,
    pub sink: &'a Sink,
}

/// Reads the file of tier `id`; one that is missing is reported, once.
pub fn tier(id: &Spanned<String>, ground: &Ground<'_>) -> TierFile {
    let nothing = || (0..ground.features.len()).map(|_| Written::Nothing).collect();
    let mut tier = TierFile { cells: nothing(), unread: true, ..TierFile::default() };
    let path = format!("content/guides/{}/tiers/{}.toml", ground.guide, id.value);
    tier.file = ground.map.find(&path);
    let Some(file) = tier.file else {
        let beside = format!("content/guides/{}/{}.toml", ground.guide, id.value);
        let told = instead(ground.map, &path).is_some() || ground.map.find(&beside).is_some();
        if !ground.map.is_unreadable(&path) && !told {
            ground.sink.push(missing_file(id, &path, ground));
        }
        return tier;
    };
    let Some(mut document) = parse_as(ground.map, file, &TIER, ground.sink) else {
        return tier;
    };
    tier.unread = false;
    tier.end = Some(Span { start: document.root.span.end, ..document.root.span });
    cells_at_the_top(&mut document.root, id, ground);
    cells_below_a_feature(&mut document.root, id, ground);
    let fields = Fields::new(&document.root, &TIER, ground.sink);
    tier.url = fields.url("url").map(|url| url.value);
    tier.image = image(&fields, ground.map, ground.guide, &format!("the tier `{}`", id.value), ground.sink);
    tier.inherits = fields.id("inherits");
    tier.links = links(&fields, id, ground.sink);
    let whose = format!("`[defaults]` of `{}`", id.value);
    let nearer = defaults(&fields, &whose, ground.sources, ground.sink).over(ground.defaults);
    cells(&fields, id, &nearer, &mut tier, ground);
    tier
}

/// Lines of features that stand above `[features]`, or without it: told once, not line by line.
fn cells_at_the_top(root: &mut Table, tier: &Spanned<String>, ground: &Ground<'_>) {
    let stray = |name: &str| TIER.key(name).is_none() && position(ground.features, name).is_some();
    let names: Vec<String> = root.entries.keys().filter(|name| stray(name)).cloned().collect();
    let Some(first) = names.first().and_then(|name| root.entries.get(name)) else { return };
    let more = match names.len() {
        1 => String::new(),
        n => format!(" and {} more", n - 1),
    };
    let headed = root.entries.contains_key("features");
    ground.sink.push(
        Diagnostic::error(
            Code::MisplacedKey,
            format!("`{}`{more} of `{}` must stand under [features]", names[0], tier.value),
        )
        .at(first.key, "a feature, above any [features]")
        .help(if headed {
            "move it below the line `[features]`"
        } else {
            "write a line `[features]` above it"
        }),
    );
    if !headed {
        Arc::make_mut(&mut root.lost).insert("features".to_owned());
    }
    root.entries.retain(|name, _| !names.contains(name));
    Arc::make_mut(&mut root.lost).extend(names);
}

/// Puts the cells that stand under `[features.ID]` where they belong: the header names one feature too many.
fn cells_below_a_feature(root: &mut Table, tier: &Spanned<String>, ground: &Ground<'_>) {
    let Some(NodeKind::Table(features)) = root.entries.get_mut("features").map(|entry| &mut entry.value.kind) else {
        return;
    };
    let is_cell = |name: &str| position(ground.features, name).is_some();
    let swallows = |name: &str, entry: &Entry| {
        let inner = entry.value.as_table().filter(|inner| is_cell(name) && !inner.inline);
        let own = |name: &str| CELL.key(name).is_some() || STATEMENT.key(name).is_some();
        inner.is_some_and(|inner| inner.entries.keys().filter(|name| is_cell(name) && !own(name)).count() > 1)
    };
    let Some(id) = features.entries.iter().find(|(name, entry)| swallows(name, entry)).map(|(name, _)| name.clone())
    else {
        return;
    };
    let Some(Entry { value: Node { span, kind: NodeKind::Table(inner) }, .. }) = features.entries.shift_remove(&id)
    else {
        return;
    };
    let count = inner.entries.keys().filter(|name| is_cell(name)).count();
    let first = inner.entries.keys().find(|name| is_cell(name)).cloned().unwrap_or_default();
    ground.sink.push(
        Diagnostic::error(
            Code::MisplacedKey,
            format!("`{first}` and {} more of `{}` must stand under [features]", count - 1, tier.value),
        )
        .at(span, format!("all below this is said of `{id}`"))
        .help(format!("write `[features]` instead of `[features.{id}]`")),
    );
    for (name, entry) in inner.entries {
        features.entries.entry(name).or_insert(entry);
    }
    if !features.entries.contains_key(&id) {
        Arc::make_mut(&mut features.lost).insert(id.clone());
        Arc::make_mut(&mut root.lost).insert(id);
    }
}

fn missing_file(id: &Spanned<String>, path: &str, ground: &Ground<'_>) -> Diagnostic {
    let lines: Vec<String> = ground.features.iter().take(3).map(|f| format!("{} = \"unknown\"", f.id)).collect();
    let diagnostic = Diagnostic::error(Code::MissingTierFile, format!("the tier `{}` has no file of facts", id.value))
        .at(id.span, format!("`tiers/{}.toml` is not there", id.value));
    let folder = format!("content/guides/{}/tiers/", ground.guide);
    let others: Vec<&str> = ground
        .map
        .under(&folder)
        .filter_map(|(path, _)| path.strip_prefix(folder.as_str())?.strip_suffix(".toml"))
        .collect();
    let diagnostic = match did_you_mean(&id.value, others.iter().copied()) {
        Some(meant) => diagnostic.help(format!("did you mean `{meant}`? `tiers/{meant}.toml` is there")),
        None => diagnostic,
    };
    diagnostic.help(format!("write `{path}`, with a line a feature under [features]: {} …", lines.join(", ")))
}

fn links(fields: &Fields<'_>, tier: &Spanned<String>, sink: &Sink) -> Vec<TierLink> {
    let mut links: Vec<TierLink> = Vec::new();
    for fields in fields.each("links", &LINK) {
        let (id, url) = (fields.id("id"), fields.url("url"));
        let name = fields.string("name").map(|name| name.value);
        // One that cannot be read is told, and the id stands in for it.
        let told = fields.has("name") || fields.is_told("name");
        let name = name.or_else(|| id.as_ref().filter(|_| told).map(|id| id.value.clone()));
        let sponsored = fields.bool("sponsored").unwrap_or(false);
        let (Some(id), Some(url)) = (id, url) else { continue };
        if let Some(first) = links.iter().find(|link| link.id == id.value) {
            sink.push(read::duplicate(&id.value, first.span, id.span, &format!("in `links` of `{}`", tier.value)));
            continue;
        }
        links.push(TierLink { id: id.value, name, url: url.value, sponsored, span: id.span });
    }
    links
}

fn cells(fields: &Fields<'_>, id: &Spanned<String>, defaults: &Defaults, tier: &mut TierFile, ground: &Ground<'_>) {
    let lost = &fields.table().lost;
    for (at, feature) in ground.features.iter().enumerate() {
        if lost.contains(&feature.id) {
            tier.cells[at] = Written::Faulty;
        }
    }
    let Some(node) = fields.node("features") else {
        tier.unread = fields.table().entries.contains_key("features") || lost.contains("features");
        return;
    };
    let Some(table) = node.as_table() else {
        // Says that it must be a table.
        fields.entries("features", false);
        tier.unread = true;
        return;
    };
    tier.header = (!table.inline).then_some(node.span);
    for (name, entry) in &table.entries {
        let Some(at) = position(ground.features, name) else {
            if !ground.told.knows(name) && !ground.features.is_empty() && !ground.cut {
                ground.sink.push(unknown_feature(fields, name, entry.key, id, ground));
                // A misspelt line is no missing line.
                let meant = meant(name, ground.features).and_then(|meant| position(ground.features, meant));
                if let Some(meant) = meant.filter(|meant| matches!(tier.cells[*meant], Written::Nothing)) {
                    tier.cells[meant] = Written::Faulty;
                }
            }
            continue;
        };
        let feature = &ground.features[at];
        let place = Place {
            whose: format!("`{}` of `{}`", feature.id, id.value),
            kind: feature.kind,
            options: &feature.options,
            sources: ground.sources,
            defaults,
            sink: ground.sink,
        };
        tier.cells[at] = place.cell(&entry.value).map_or(Written::Faulty, Written::Cell);
    }
}

fn unknown_feature(
    fields: &Fields<'_>,
    name: &str,
    span: Span,
    tier: &Spanned<String>,
    ground: &Ground<'_>,
) -> Diagnostic {
    if let Some(diagnostic) = fields.misplaced(name, span, "features") {
        return diagnostic;
    }
    let diagnostic = Diagnostic::error(
        Code::UnknownFeature,
        format!("`{}` says something about `{name}`, which is no feature of the guide", tier.value),
    )
    .at(span, format!("there is no feature `{name}`"));
    match meant(name, ground.features) {
        Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")).fix(span, meant, false),
        None => diagnostic.help(format!(
            "add `{{ id = \"{name}\" }}` to the `features` of a group in guide.toml, or remove the line"
        )),
    }
}

fn meant<'a>(name: &str, features: &'a [Feature]) -> Option<&'a str> {
    did_you_mean(name, features.iter().map(|feature| feature.id.as_str()))
}

/// The index that an id has among the features.
pub fn position(features: &[Feature], id: &str) -> Option<FeatureIx> {
    features.iter().position(|feature| feature.id == id)
}
