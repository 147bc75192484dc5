//! guide.toml, and all other facts of a guide.

use std::cell::RefCell;

use indexmap::IndexMap;
use unicode_normalization::UnicodeNormalization;

use super::cell::Defaults;
use super::features::{GROUP, Rows, rows};
use super::questions::{QUESTION, questions};
use super::sources::{SOURCE, adopt, citations, sources};
use super::stats::{STAT, stats};
use super::{limits, questions as asked, raw, resolve, tiers};
use crate::config::unknown_language;
use crate::{
    FRESHNESS, Fields, Key, KeyNames, Node, NodeKind, Shape, TableShape, freshness, names, parse_as, read, suppress,
};
use mizan_model::config::{Config, Freshness};
use mizan_model::shape::Named;
use mizan_model::{Date, FeatureIx, FeatureType, Features, Guide, IndexVec, Kind, LangIx, Pair, Source, TierIx, Tiers};
use mizan_source::diagnostics::{
    Applicability, Code, Diagnostic, Findings, IdKind, Reported, Sink, Suppressions, did_you_mean,
};
use mizan_source::{SourceId, SourceMap, Spanned};

/// guide.toml.
pub const GUIDE: TableShape = TableShape {
    name: "guide.toml",
    keys: &[
        Key::new(
            "source_language",
            Shape::Name(Named::Language),
            "\"ar\"",
            "The language that the guide is written in first; by default `default_language`.",
        ),
        Key::new("draft", Shape::Bool, "true", "Whether the guide is built only with --drafts."),
        Key::new("kind", Shape::Choice(|| names(Kind::ALL)), "\"software\"", "What the guide compares."),
        Key::new(
            "tags",
            Shape::List(&Shape::Name(Named::Tag)),
            "[\"messaging\"]",
            "The guide's tags; their names are in content/site.",
        ),
        Key::new(
            "related",
            Shape::List(&Shape::Name(Named::Guide)),
            "[\"phones\"]",
            "Guides to read next; by default those that share the most tags.",
        ),
        Key::new("authors", Shape::List(&Shape::Name(Named::Person)), "[\"mizan\"]", "The authors: ids of [people]."),
        Key::new(
            "translators",
            Shape::By(Named::Language, &Shape::List(&Shape::Name(Named::Person))),
            "{ en = [\"mizan\"] }",
            "The translators, by language: ids of [people].",
        ),
        Key::new("published", Shape::Date, "2026-05-04", "The date of publication."),
        Key::new("updated", Shape::Date, "2026-11-20", "The date of the last change; by default `published`."),
        Key::new("image", Shape::String, "\"images/cover.png\"", "An image in the guide's folder."),
        Key::new(
            "tiers",
            Shape::Several(&Shape::Id, 2, mizan_source::limits::TIERS.most),
            "[\"basic\", \"pro\"]",
            "The tiers to compare, in the order of the columns, simplest first.",
        )
        .required(),
        Key::new(
            "pairs",
            Shape::Either(&[
                Shape::Choice(|| names(PAIRS)),
                Shape::List(&Shape::Several(&Shape::Name(Named::Tier), 2, 2)),
            ]),
            "\"adjacent\"",
            "Which pairs of tiers have their own page: `all`, `adjacent`, `none`, or a list of pairs.",
        ),
        Key::new(
            "price",
            Shape::Name(Named::Feature),
            "\"price\"",
            "The feature of type `money` that is the headline price.",
        ),
        Key::new(
            "defaults",
            Shape::Table(&DEFAULTS),
            "{ sources = [\"article\"] }",
            "Sources and date for cells that do not have their own.",
        ),
        Key::new("sources", Shape::Ids(&Shape::Table(&SOURCE)), "{}", "The guide's sources, by id."),
        Key::new("stats", Shape::List(&Shape::Typed(&STAT)), "[]", "Numbers about the whole guide."),
        Key::new(
            "groups",
            Shape::Several(&Shape::Table(&GROUP), 1, mizan_source::limits::GROUPS.most),
            "[{ id = \"security\", features = [{ id = \"encryption\" }] }]",
            "The groups of features: the rows of the table, in order.",
        )
        .required(),
        Key::new("questions", Shape::List(&Shape::Table(&QUESTION)), "[]", "The questions of the chooser."),
        Key::new(
            "freshness",
            Shape::Table(&FRESHNESS),
            "{ warn_after = 180 }",
            "The guide's own limits, which take precedence over those of the site.",
        ),
    ],
};

/// `[defaults]`, of a guide or a tier.
pub(super) const DEFAULTS: TableShape = TableShape {
    name: "[defaults]",
    keys: &[
        Key::new(
            "sources",
            Shape::List(&Shape::Citation),
            "[\"article\"]",
            "The sources: ids of [sources], or full URLs.",
        ),
        Key::new("checked", Shape::Date, "2026-11-01", "The date on which the claim was checked against its source."),
    ],
};

#[derive(Clone, Copy, Debug)]
enum Pairs {
    All,
    Adjacent,
    None,
}

const PAIRS: &[(&str, Pairs)] = &[("all", Pairs::All), ("adjacent", Pairs::Adjacent), ("none", Pairs::None)];

/// Reads the facts of the guide `id`: guide.toml and tiers/*.toml, with everything resolved and no words.
///
/// `None` if guide.toml is missing or is not text. Anything else that cannot be read is reported and ignored.
pub fn facts(map: &SourceMap, config: &Config, id: &str) -> (Option<Guide>, Findings) {
    let sink = Sink::default();
    let file = map.find(&format!("content/guides/{id}/guide.toml"));
    let guide = file.and_then(|file| read_facts(map, config, &Suppressions::default(), (id, file), &sink).ok());
    (guide, sink.into_findings())
}

/// Like [`facts`], for a guide.toml that exists; `known` is what could not be read of `config`.
pub(crate) fn read_facts(
    map: &SourceMap,
    config: &Config,
    known: &Suppressions,
    (id, file): (&str, SourceId),
    sink: &Sink,
) -> Result<Guide, Reported> {
    let document = parse_as(map, file, &GUIDE, sink)?;
    let fields = Fields::new(&document.root, &GUIDE, sink);
    limits::check(&fields, sink)?;
    suppress_missing(&fields, map, file, sink);

    let mut sources = sources(&fields, sink);
    let defaults = defaults(&fields, "`[defaults]` of the guide", &sources, sink);
    let Rows { groups, features } = rows(&fields, sink);
    let stats = stats(&fields, &sources, &defaults, sink);
    let ids: IndexVec<TierIx, _> = tier_ids(&fields, sink).into();
    let tiers = {
        let ground = tiers::Ground {
            map,
            guide: (id, file),
            features: &features,
            sources: &sources,
            defaults: &defaults,
            tiers: &ids,
            sink,
        };
        let files = ids.iter().map(|id| tiers::tier(id, &ground)).collect();
        resolve::resolve(&ids, files, &features, sink)
    };
    let unknown = RefCell::default();
    let ground = asked::Ground { features: &features, tiers: &tiers, sources: &sources, unknown: &unknown, sink };
    let questions = questions(&fields, &ground);
    // Words and prose that name them too get no further message.
    for (id, error) in unknown.into_inner() {
        suppress::id(file, IdKind::Feature, &id, error, sink);
    }
    let cells = tiers.iter().flat_map(|tier| tier.cells.iter().flatten()).chain(stats.iter().map(|stat| &stat.cell));
    let cited: Vec<_> = cells.flat_map(|cell| &cell.statements).flat_map(|s| &s.sources).cloned().collect();
    adopt(&mut sources, &cited);

    let published = fields.date("published");
    let updated = fields.date("updated");
    if let (Some(published), Some(updated)) = (&published, &updated)
        && updated.value < published.value
    {
        sink.push(
            Diagnostic::error(Code::OutOfRange, "`updated` is before `published`")
                .at(updated.span, format!("{}", updated.value))
                .also(published.span, format!("{}", published.value))
                .help("change one of the two dates"),
        );
    }
    let published: Option<Date> = published.map(|date| date.value);
    for key in ["published", "updated"] {
        if let Some(error) = fields.error(key) {
            suppress::id(file, IdKind::Key, key, error, sink);
        }
    }
    let price = fields.id("price").and_then(|price| price_feature(&price, &features, sink));
    let tags = fields.ids("tags");
    suppress::list(&fields, "tags", &[IdKind::Tag], sink);
    Ok(Guide {
        id: id.to_owned(),
        file,
        draft: fields.bool("draft").unwrap_or(false),
        source_language: source_language(&fields, config, known, sink),
        kind: fields.choice("kind", Kind::ALL).map_or(Kind::default(), |kind| kind.value),
        tags,
        related: fields.has("related").then(|| fields.ids("related")),
        authors: fields.ids("authors"),
        translators: translators(&fields, config, known, sink),
        published,
        updated: updated.map(|date| date.value).or(published),
        image: image(&fields, map, id, "the guide", sink),
        pairs: pairs(&fields, &tiers, sink),
        tiers,
        price,
        sources,
        stats,
        groups,
        features,
        questions,
        freshness: laid_over(&fields, &config.freshness, sink),
        words: IndexMap::new(),
        begun: IndexMap::new(),
        translations: IndexMap::new(),
    })
}

/// Notes of a guide.toml that was cut off, or lists no groups or no tiers, what else it may define.
fn suppress_missing(fields: &Fields<'_>, map: &SourceMap, file: SourceId, sink: &Sink) {
    let missing = |key| fields.error(key).filter(|_| !fields.has(key));
    // A line that cannot be parsed and does not end: the file was cut off, by a disk or a connection.
    let cut = fields.table().any_unparsed().filter(|_| !map.file(file).bytes.ends_with(b"\n"));
    if let Some(error) = cut.or_else(|| missing("groups")) {
        sink.suppress(|unread| unread.add_file(file, error));
    }
    if let Some(error) = missing("tiers") {
        suppress::all(file, &[IdKind::Tier, IdKind::Pair], error, sink);
    }
}

/// Reads `[defaults]`.
pub(super) fn defaults(fields: &Fields<'_>, whose: &str, sources: &IndexMap<String, Source>, sink: &Sink) -> Defaults {
    let Some(inner) = fields.fields("defaults", &DEFAULTS) else {
        return Defaults { unread: fields.error("defaults"), ..Defaults::default() };
    };
    let checked = inner.date("checked").map(|date| date.value);
    let (cited, error) = match inner.node("sources").map(raw::raw) {
        Some(Ok(raw)) => {
            let (cited, error) = citations(&raw, whose, sources, sink);
            (Some(cited), error)
        }
        Some(Err(error)) => (None, Some(error)),
        None => (None, inner.error("sources")),
    };
    // An unknown key may have been meant to list them.
    Defaults { sources: cited, checked, unread: error.or_else(|| inner.unknown_key_error()) }
}

/// `image`: a file in the guide's own `images/`.
pub(super) fn image(
    fields: &Fields<'_>,
    map: &SourceMap,
    guide: &str,
    whose: &str,
    sink: &Sink,
) -> Option<Spanned<String>> {
    let image = fields.string("image")?.map(|path| path.nfc().collect::<String>());
    let folder = format!("content/guides/{guide}/");
    let path = format!("{folder}{}", image.value);
    if map.is_unreadable(&path) {
        return None;
    }
    let inside =
        image.value.starts_with("images/") && !image.value.split('/').any(|part| matches!(part, "" | "." | ".."));
    if inside && map.find(&path).is_some() {
        return Some(image);
    }
    let diagnostic = Diagnostic::error(Code::MissingImage, format!("missing image `{}` of {whose}", image.value))
        .at(image.span, "no such file");
    let pictures = format!("{folder}images/");
    let known: Vec<&str> = map.under(&pictures).filter_map(|(path, _)| path.strip_prefix(folder.as_str())).collect();
    sink.push(match did_you_mean(&image.value, known.iter().copied()) {
        Some(meant) => {
            diagnostic.help(format!("did you mean `{meant}`?")).fix(image.span, meant, Applicability::Unsafe)
        }
        None => diagnostic.help(format!("put the image into `{pictures}`, and write `images/` followed by its name")),
    });
    None
}

fn tier_ids(fields: &Fields<'_>, sink: &Sink) -> Vec<Spanned<String>> {
    let file = fields.span().source;
    let ids = fields.ids("tiers");
    if let Some(error) = fields.error("tiers") {
        suppress::all(file, &[IdKind::Tier], error, sink);
    }
    if fields.node("tiers").is_some_and(|node| matches!(&node.kind, NodeKind::Array(items) if items.len() < 2))
        && let Some(key) = fields.key_span("tiers")
    {
        let error = sink.report(
            Diagnostic::error(Code::TooFew, "the guide has fewer than two tiers")
                .at(key, "expected at least two tiers")
                .help(match ids.first() {
                    Some(only) => format!("add another: `tiers = [\"{}\", \"…\"]`, the simplest first", only.value),
                    None => "add at least two: `tiers = [\"basic\", \"pro\"]`, the simplest first".to_owned(),
                }),
        );
        suppress::all(file, &[IdKind::Tier], error, sink);
    }
    ids
}

fn price_feature(price: &Spanned<String>, features: &Features, sink: &Sink) -> Option<FeatureIx> {
    let Some(at) = tiers::position(features, &price.value) else {
        if sink.unread(|unread| unread.id(price.span.source, IdKind::Feature, &price.value)).is_some() {
            return None;
        }
        let diagnostic =
            Diagnostic::error(Code::UnknownFeature, format!("unknown feature `{}` as headline price", price.value))
                .at(price.span, "unknown feature");
        let money = features.iter().filter(|f| f.kind == FeatureType::Money).map(|f| f.id.as_str());
        let error = sink.report(match did_you_mean(&price.value, money.clone()) {
            Some(meant) => {
                diagnostic.help(format!("did you mean `{meant}`?")).fix(price.span, meant, Applicability::Unsafe)
            }
            None => diagnostic.help("use a feature of type `money`, or remove `price`"),
        });
        suppress::id(price.span.source, IdKind::Feature, &price.value, error, sink);
        return None;
    };
    if features[at].kind == FeatureType::Money {
        return Some(at);
    }
    sink.push(
        Diagnostic::error(
            Code::CellType,
            format!("the headline price `{}` is of type `{}`, not `money`", price.value, features[at].kind.as_str()),
        )
        .at(price.span, "not a price")
        .also(features[at].span, format!("`{}` is defined here", price.value))
        .help("use a feature of type `money`, or set `type = \"money\"` for this one"),
    );
    None
}

fn source_language(fields: &Fields<'_>, config: &Config, known: &Suppressions, sink: &Sink) -> LangIx {
    let Some(id) = fields.string("source_language") else { return config.default_language };
    config.language(&id.value).unwrap_or_else(|| {
        if known.language(&id.value).is_none() {
            sink.push(unknown_language(config.languages.iter().map(|l| l.id.as_str()), &id.value, id.span));
        }
        config.default_language
    })
}

fn translators(
    fields: &Fields<'_>,
    config: &Config,
    known: &Suppressions,
    sink: &Sink,
) -> IndexMap<LangIx, Vec<Spanned<String>>> {
    let mut translators = IndexMap::new();
    for (lang, node) in fields.entries("translators", KeyNames::Any) {
        let what = read::What::new(format!("translators.{}", lang.value), "[\"mizan\"]");
        let people = read::list(node, &what, sink).unwrap_or_default();
        let people = people.iter().filter_map(|item| read::id(item, &what.item(), sink).ok()).collect();
        let (people, _) = read::unique(people, &format!("in `{}`", what.name), sink);
        match config.language(&lang.value) {
            Some(ix) => {
                translators.insert(ix, people);
            }
            None if known.language(&lang.value).is_some() => {}
            None => {
                sink.push(fields.misplaced(&lang.value, lang.span, "translators").unwrap_or_else(|| {
                    unknown_language(config.languages.iter().map(|l| l.id.as_str()), &lang.value, lang.span)
                }));
            }
        }
    }
    translators
}

fn pairs(fields: &Fields<'_>, tiers: &Tiers, sink: &Sink) -> Vec<Pair> {
    let mut pairs = listed_pairs(fields, tiers, sink);
    let place = fields.node("pairs").or_else(|| fields.node("tiers")).map_or(fields.span(), read::head);
    if let Some(diagnostic) = mizan_source::limits::PAIRS.exceeded(pairs.len(), place) {
        let help = "each pair is a page: write `pairs = \"adjacent\"`, `\"none\"`, or a list of the pairs to compare";
        fields.add_error("pairs", sink.report(diagnostic.help(help)));
        pairs.clear();
    }
    if let Some(error) = fields.error("pairs") {
        suppress::all(fields.span().source, &[IdKind::Pair], error, sink);
    }
    pairs
}

fn listed_pairs(fields: &Fields<'_>, tiers: &Tiers, sink: &Sink) -> Vec<Pair> {
    let all = |near: bool| {
        let pairs = tiers.pairs().filter(|(a, b)| !near || b.previous() == Some(*a));
        pairs.map(|(a, b)| Pair { a, b }).collect()
    };
    let Some(node) = fields.node("pairs") else { return all(false) };
    let NodeKind::Array(items) = &node.kind else {
        if node.as_str().is_none() {
            let what = read::What::new("pairs", "[[\"basic\", \"pro\"]]");
            let error = read::wrong_type(node, "\"all\", \"adjacent\", \"none\" or a list of pairs", &what, sink);
            fields.add_error("pairs", error);
            return Vec::new();
        }
        return match fields.choice("pairs", PAIRS).map(|pairs| pairs.value) {
            Some(Pairs::All) => all(false),
            Some(Pairs::Adjacent) => all(true),
            Some(Pairs::None) | None => Vec::new(),
        };
    };
    let mut pairs: Vec<(Pair, &Node)> = Vec::new();
    for item in items {
        let pair = match pair(item, tiers, sink) {
            Ok(pair) => pair,
            Err(error) => {
                fields.add_error("pairs", error);
                continue;
            }
        };
        if let Some((_, first)) = pairs.iter().find(|(other, _)| *other == pair) {
            let (a, b) = (&tiers[pair.a].id, &tiers[pair.b].id);
            let mut diagnostic = read::duplicate(&format!("{a}-vs-{b}"), first.span, item.span, "in `pairs`");
            diagnostic.help = vec![format!("remove one of the two: `{a}` and `{b}` have one page, in either order")];
            fields.add_error("pairs", sink.report(diagnostic));
            continue;
        }
        pairs.push((pair, item));
    }
    pairs.into_iter().map(|(pair, _)| pair).collect()
}

fn pair(item: &Node, tiers: &Tiers, sink: &Sink) -> Result<Pair, Reported> {
    let two = match &item.kind {
        NodeKind::Array(two) => two.as_slice(),
        NodeKind::Error(error) => return Err(*error),
        _ => &[],
    };
    let [a, b] = two else {
        let found = match &item.kind {
            NodeKind::Array(tiers) if tiers.is_empty() => "an empty list".to_owned(),
            NodeKind::Array(tiers) => format!("a list of {}", tiers.len()),
            _ => item.describe().to_owned(),
        };
        return Err(sink.report(
            Diagnostic::error(Code::WrongType, format!("expected a list of two tiers for a pair, found {found}"))
                .at(item.span, "expected two tiers")
                .help("write `pairs = [[\"basic\", \"pro\"]]`"),
        ));
    };
    let (a, b) = (tier_of_pair(a, tiers, sink), tier_of_pair(b, tiers, sink));
    let (a, b) = (a?, b?);
    if a == b {
        return Err(sink.report(
            Diagnostic::error(Code::UnknownReference, format!("pair of `{}` with itself", tiers[a].id))
                .at(item.span, "the same tier twice")
                .help("use two different tiers"),
        ));
    }
    Ok(Pair { a: a.min(b), b: a.max(b) })
}

fn tier_of_pair(node: &Node, tiers: &Tiers, sink: &Sink) -> Result<TierIx, Reported> {
    let id = read::id(node, &read::What::new("pairs", ""), sink)?;
    if let Some(at) = tiers.position(|tier| tier.id == id.value) {
        return Ok(at);
    }
    if let Some(error) = sink.unread(|unread| unread.id(node.span.source, IdKind::Tier, &id.value)) {
        return Err(error);
    }
    let diagnostic = Diagnostic::error(Code::UnknownTier, format!("unknown tier `{}` in a pair", id.value))
        .at(id.span, "unknown tier");
    Err(sink.report(match did_you_mean(&id.value, tiers.iter().map(|tier| tier.id.as_str())) {
        Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")).fix(id.span, meant, Applicability::Unsafe),
        None => {
            let ids: Vec<&str> = tiers.iter().map(|tier| tier.id.as_str()).collect();
            diagnostic.help(format!("the tiers are {}", read::quoted(&ids)))
        }
    }))
}

/// The guide's `[freshness]`; for keys that it does not have, the site's.
fn laid_over(fields: &Fields<'_>, site: &Freshness, sink: &Sink) -> Freshness {
    let Some(fields) = fields.fields("freshness", &FRESHNESS) else { return site.clone() };
    let own = freshness(&fields, sink);
    Freshness {
        warn_after: own.warn_after.or(site.warn_after),
        fail_after: own.fail_after.or(site.fail_after),
        require_source: if fields.has("require_source") { own.require_source } else { site.require_source },
        as_of: own.as_of.or(site.as_of),
    }
}
