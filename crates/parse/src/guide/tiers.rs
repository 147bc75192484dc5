//! tiers/ID.toml: one file per tier.

use indexmap::IndexMap;

use super::cell::{CELL, Defaults, Place, STATEMENT};
use super::facts::{DEFAULTS, defaults, image};
use crate::node::Entry;
use crate::{Fields, Key, KeyNames, Node, NodeKind, Shape, Table, TableShape, parse_as, read, suppress};
use mizan_model::shape::Named;
use mizan_model::{Cell, FeatureIx, Features, IndexVec, Source, TierIx, TierLink};
use mizan_source::diagnostics::{Applicability, Code, Diagnostic, IdKind, Reported, Sink, did_you_mean};
use mizan_source::{SourceId, SourceMap, Span, Spanned};

/// A tier's file.
pub const TIER: TableShape = TableShape {
    name: "a tier's file",
    keys: &[
        Key::new("url", Shape::Url, "\"https://example.org/pro\"", "The official page of the tier."),
        Key::new("image", Shape::String, "\"images/pro.png\"", "An image in the guide's folder."),
        Key::new(
            "inherits",
            Shape::Name(Named::Tier),
            "\"basic\"",
            "The tier whose cells this one inherits unless it has its own.",
        ),
        Key::new(
            "links",
            Shape::List(&Shape::Table(&LINK)),
            "[{ id = \"buy\", url = \"https://example.org/\" }]",
            "Links for readers, for example to a shop or a manual.",
        ),
        Key::new(
            "defaults",
            Shape::Table(&DEFAULTS),
            "{ sources = [\"article\"] }",
            "Sources and date for cells that do not have their own.",
        ),
        Key::new(
            "features",
            Shape::By(Named::Feature, &Shape::Cell),
            "{ encryption = \"yes\" }",
            "A cell for each feature: a value, a table with the value and its details, or a list of these.",
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
            "The kind of link: buy, docs, download, source, manual, or one of [links] in labels.toml.",
        )
        .required(),
        Key::new("url", Shape::Url, "\"https://example.org/\"", "The full URL of the link.").required(),
        Key::new("name", Shape::String, "\"GitHub\"", "A name that is the same in every language."),
        Key::new("sponsored", Shape::Bool, "true", "Whether the link is paid for."),
    ],
};

/// The contents of a tier's file, before inheritance.
#[derive(Debug, Default)]
pub(super) struct TierFile {
    pub file: Option<SourceId>,
    pub url: Option<String>,
    pub image: Option<Spanned<String>>,
    pub links: Vec<TierLink>,
    pub inherits: Option<Spanned<String>>,
    /// By feature.
    pub cells: IndexVec<FeatureIx, CellEntry>,
    /// The header `[features]`, if it is written as a header.
    pub header: Option<Span>,
    /// The end of the file.
    pub end: Option<Span>,
    /// The file is missing, or its cells could not be read: which of them are missing is unknown.
    pub unread: Option<Reported>,
}

/// The entry of a feature in a tier's file.
#[derive(Debug, Default)]
pub(super) enum CellEntry {
    Cell(Cell),
    /// Something that cannot be used.
    Error(Reported),
    #[default]
    Nothing,
}

/// The context in which tiers are read.
pub(super) struct Ground<'a> {
    pub map: &'a SourceMap,
    /// The guide's id, and its guide.toml.
    pub guide: (&'a str, SourceId),
    /// The ids of all its tiers.
    pub tiers: &'a IndexVec<TierIx, Spanned<String>>,
    pub features: &'a Features,
    pub sources: &'a IndexMap<String, Source>,
    pub defaults: &'a Defaults,
    pub sink: &'a Sink,
}

/// Reads the file of tier `id`; one that is missing is reported, once.
pub(super) fn tier(id: &Spanned<String>, ground: &Ground<'_>) -> TierFile {
    let nothing = || ground.features.iter().map(|_| CellEntry::Nothing).collect();
    let mut tier = TierFile { cells: nothing(), ..TierFile::default() };
    let path = format!("content/guides/{}/tiers/{}.toml", ground.guide.0, id.value);
    tier.file = ground.map.find(&path);
    let Some(file) = tier.file else {
        let unread = ground.map.unreadable_error(&path).or_else(|| ground.sink.unread(|unread| unread.path(&path)));
        tier.unread = Some(unread.unwrap_or_else(|| report_missing_file(id, &path, ground)));
        return tier;
    };
    let mut document = match parse_as(ground.map, file, &TIER, ground.sink) {
        Ok(document) => document,
        Err(error) => {
            tier.unread = Some(error);
            return tier;
        }
    };
    tier.end = Some(Span { start: document.root.span.end, ..document.root.span });
    cells_at_the_top(&mut document.root, id, ground);
    cells_below_a_feature(&mut document.root, id, ground);
    let fields = Fields::new(&document.root, &TIER, ground.sink);
    tier.url = fields.url("url").map(|url| url.value);
    tier.image = image(&fields, ground.map, ground.guide.0, &format!("the tier `{}`", id.value), ground.sink);
    tier.inherits = fields.id("inherits");
    tier.links = links(&fields, id, ground.sink);
    let whose = format!("`[defaults]` of `{}`", id.value);
    let nearer = defaults(&fields, &whose, ground.sources, ground.sink).over(ground.defaults);
    cells(&fields, id, &nearer, &mut tier, ground);
    tier
}

/// Lines of features that are above `[features]`, or without it: reported once, not line by line.
fn cells_at_the_top(root: &mut Table, tier: &Spanned<String>, ground: &Ground<'_>) {
    let is_misplaced = |name: &str| TIER.key(name).is_none() && position(ground.features, name).is_some();
    let names: Vec<String> = root.entries.keys().filter(|name| is_misplaced(name)).cloned().collect();
    let Some(first) = names.first().and_then(|name| root.entries.get(name)) else { return };
    let more = match names.len() {
        1 => String::new(),
        n => format!(" and {} more", n - 1),
    };
    let headed = root.entries.contains_key("features");
    let error = ground.sink.report(
        Diagnostic::error(
            Code::MisplacedKey,
            format!("`{}`{more} of `{}` must be under [features]", names[0], tier.value),
        )
        .at(first.key, "feature outside of [features]")
        .help(if headed { "move it below the line `[features]`" } else { "add a line `[features]` above it" }),
    );
    if !headed {
        root.add_unparsed("features", error);
    }
    root.entries.retain(|name, _| !names.contains(name));
    names.into_iter().for_each(|name| root.add_unparsed(name, error));
}

/// Moves cells under `[features.ID]` to `[features]`: the header has one name too many.
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
    let error = ground.sink.report(
        Diagnostic::error(
            Code::MisplacedKey,
            format!("`{first}` and {} more of `{}` must be under [features]", count - 1, tier.value),
        )
        .at(span, format!("all lines below this are about `{id}`"))
        .help(format!("write `[features]` instead of `[features.{id}]`")),
    );
    for (name, entry) in inner.entries {
        features.entries.entry(name).or_insert(entry);
    }
    if !features.entries.contains_key(&id) {
        features.add_unparsed(id.clone(), error);
        root.add_unparsed(id, error);
    }
}

/// Reports that a tier has no file. Files of tiers that the guide does not list may be meant for it.
fn report_missing_file(id: &Spanned<String>, path: &str, ground: &Ground<'_>) -> Reported {
    let lines: Vec<String> = ground.features.iter().take(3).map(|f| format!("{} = \"unknown\"", f.id)).collect();
    let diagnostic = Diagnostic::error(Code::MissingTierFile, format!("missing file for the tier `{}`", id.value))
        .at(id.span, format!("`tiers/{}.toml` does not exist", id.value));
    let folder = format!("content/guides/{}/tiers/", ground.guide.0);
    let others: Vec<&str> = ground
        .map
        .under(&folder)
        .filter_map(|(path, _)| path.strip_prefix(folder.as_str())?.strip_suffix(".toml"))
        .collect();
    let diagnostic = match did_you_mean(&id.value, others.iter().copied()) {
        Some(meant) => diagnostic.help(format!("did you mean `{meant}`? `tiers/{meant}.toml` exists")),
        None => diagnostic,
    };
    let help = format!("add `{path}` with one line per feature under [features]: {} …", lines.join(", "));
    let error = ground.sink.report(diagnostic.help(help));
    for other in others.into_iter().filter(|other| ground.tiers.iter().all(|listed| listed.value != *other)) {
        suppress::id(ground.guide.1, IdKind::Tier, other, error, ground.sink);
    }
    error
}

fn links(fields: &Fields<'_>, tier: &Spanned<String>, sink: &Sink) -> Vec<TierLink> {
    let mut links: Vec<TierLink> = Vec::new();
    for fields in fields.each("links", &LINK) {
        let (id, url) = (fields.id("id"), fields.url("url"));
        let name = fields.string("name").map(|name| name.value);
        // The id takes the place of one that cannot be read.
        let named = fields.has("name") || fields.error("name").is_some();
        let name = name.or_else(|| id.as_ref().filter(|_| named).map(|id| id.value.clone()));
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
    for (at, feature) in ground.features.iter_enumerated() {
        if let Some(error) = fields.table().unparsed.get(&feature.id) {
            tier.cells[at] = CellEntry::Error(*error);
        }
    }
    let Some(node) = fields.node("features") else {
        tier.unread = fields.error("features");
        return;
    };
    let Some(table) = node.as_table() else {
        // Reports that it must be a table.
        fields.entries("features", KeyNames::Any);
        tier.unread = fields.error("features");
        return;
    };
    tier.header = (!table.inline).then_some(node.span);
    for (name, entry) in &table.entries {
        let Some(at) = position(ground.features, name) else {
            let unread = ground.sink.unread(|unread| unread.id(ground.guide.1, IdKind::Feature, name));
            if unread.is_none() && !ground.features.is_empty() {
                let error = ground.sink.report(unknown_feature(fields, name, entry.key, id, ground));
                // A misspelled line is not a missing line.
                let meant = meant(name, ground.features).and_then(|meant| position(ground.features, meant));
                if let Some(meant) = meant.filter(|meant| matches!(tier.cells[*meant], CellEntry::Nothing)) {
                    tier.cells[meant] = CellEntry::Error(error);
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
        tier.cells[at] = place.cell(&entry.value).map_or_else(CellEntry::Error, CellEntry::Cell);
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
    let diagnostic = Diagnostic::error(Code::UnknownFeature, format!("unknown feature `{name}` in `{}`", tier.value))
        .at(span, "unknown feature");
    match meant(name, ground.features) {
        Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")).fix(span, meant, Applicability::Unsafe),
        None => diagnostic.help(format!(
            "add `{{ id = \"{name}\" }}` to the `features` of a group in guide.toml, or remove the line"
        )),
    }
}

fn meant<'a>(name: &str, features: &'a Features) -> Option<&'a str> {
    did_you_mean(name, features.iter().map(|feature| feature.id.as_str()))
}

/// The index that an id has among the features.
pub(super) fn position(features: &Features, id: &str) -> Option<FeatureIx> {
    features.position(|feature| feature.id == id)
}
