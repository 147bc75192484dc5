//! A new feature: its row in guide.toml, `"unknown"` in every tier, its name in each language of the guide.

use super::fill::{ScaffoldStrings, quoted};
use super::splice::{Line, Splice};
use super::{Plan, ScaffoldError, check_id, load_guide, names_schemas, place, provisional_name, values};
use mizan_check::words::THEME_UNITS;
use mizan_i18n::Locale;
use mizan_model::value::STATES;
use mizan_model::{Better, FeatureType, Guide, LangIx, Site};
use mizan_parse::{self, Document, Node, NodeKind};
use mizan_source::diagnostics::Sink;
use mizan_source::{SourceId, SourceMap};

/// The arguments of `mizan new feature`.
#[derive(Clone, Debug)]
pub struct FeatureRequest<'a> {
    /// The id of an existing guide.
    pub guide: &'a str,
    /// Created, if the guide does not have it.
    pub group: &'a str,
    /// The id of the new feature.
    pub id: &'a str,
    /// The group's, else `support`, if none is given.
    pub kind: Option<FeatureType>,
    /// The id of a unit; if it has no text yet, lines for it are added.
    pub unit: Option<&'a str>,
    /// Ids of options, for `choice` and `choices`.
    pub options: &'a [String],
    /// Which value is best; `none`, if it is not given.
    pub better: Option<Better>,
    /// `key`, `normal` or `detail`.
    pub importance: Option<&'a str>,
    /// Its name in the guide's source language.
    pub name: Option<&'a str>,
}

/// Plans the files and edits of a new feature.
///
/// # Errors
/// [`ScaffoldError`], if it cannot be added.
pub fn feature(sources: &SourceMap, request: &FeatureRequest<'_>) -> Result<Plan, ScaffoldError> {
    check_id(request.id, "a feature")?;
    check_id(request.group, "a group")?;
    let (site, guide) = load_guide(sources, request.guide)?;
    if let Some(there) = guide.features.iter().find(|feature| feature.id == request.id) {
        return Err(ScaffoldError::Usage(format!(
            "the guide `{}` already has a feature `{}`, at {}; choose another id",
            guide.id,
            there.id,
            place(sources, there.span)
        )));
    }
    // Its errors were reported when the guide was loaded.
    let document = mizan_parse::parse(sources, guide.file, &Sink::default()).ok();
    let (Some(document), Some(text)) = (document, sources.file(guide.file).text()) else {
        return Err(ScaffoldError::ExistingErrors(sources.clone(), Default::default()));
    };
    let new_group = !guide.groups.iter().any(|group| group.id == request.group);
    let kind = request.kind.or_else(|| group_type(&document, request.group)).unwrap_or_default();
    check_arguments(request, kind)?;

    let options: Vec<&str> = request.options.iter().map(String::as_str).collect();
    let example = values::of(kind, request.unit, &options);
    let mut plan = Plan { example: Some(example), schemas: names_schemas(sources), ..Plan::default() };
    let mut splice = Splice::new(text);
    row(&mut splice, &document, request, kind);
    plan.edit(sources, guide.file, splice);
    let near = neighbours(&guide, request.group);
    let near: Vec<&str> = near.iter().map(String::as_str).collect();
    for tier in guide.tiers.iter().filter(|tier| tier.inherits.is_none()) {
        let Some(file) = tier.file else { continue };
        let line = Line::text(request.id, "unknown", "");
        edit(&mut plan, sources, file, |splice, document| splice.lines(&document.root, &["features"], &near, &[line]));
    }
    for (&lang, words) in &guide.words {
        let Some(language) = site.config.languages.get(lang) else { continue };
        let voice = ScaffoldStrings::of(&language.id);
        let tables = labels(&site, &guide, lang, request, new_group, voice);
        match words.labels.file {
            Some(file) => edit(&mut plan, sources, file, |splice, document| {
                for (path, near, lines) in &tables {
                    let path: Vec<&str> = path.iter().map(String::as_str).collect();
                    let near: Vec<&str> = near.iter().map(String::as_str).collect();
                    splice.lines(&document.root, &path, &near, lines);
                }
            }),
            None => {
                let mut text = String::new();
                for (path, _, lines) in &tables {
                    text.push_str(if text.is_empty() { "" } else { "\n" });
                    text.push_str(&format!("[{}]\n", path.join(".")));
                    for line in lines {
                        text.push_str(line.below("").trim_start());
                        text.push('\n');
                    }
                }
                plan.create(format!("content/guides/{}/{}/labels.toml", guide.id, language.id), &text, voice);
            }
        }
    }
    Ok(plan)
}

/// Edits one TOML file; one that cannot be read was reported, and is not changed.
fn edit(plan: &mut Plan, sources: &SourceMap, file: SourceId, change: impl FnOnce(&mut Splice<'_>, &Document)) {
    let document = mizan_parse::parse(sources, file, &Sink::default()).ok();
    if let (Some(document), Some(text)) = (document, sources.file(file).text()) {
        let mut splice = Splice::new(text);
        change(&mut splice, &document);
        plan.edit(sources, file, splice);
    }
}

/// Errors for arguments that do not fit the type.
fn check_arguments(request: &FeatureRequest<'_>, kind: FeatureType) -> Result<(), ScaffoldError> {
    let name = kind.as_str();
    let usage = |message: String| Err(ScaffoldError::Usage(message));
    if let Some(unit) = request.unit {
        check_id(unit, "a unit")?;
        if !kind.takes_unit() {
            return usage(format!(
                "a feature of type {name} has no unit; omit `--unit`, or choose `--type` number, limit, range or dimensions"
            ));
        }
    }
    if kind.takes_options() && request.options.is_empty() {
        return usage(format!("a feature of type {name} needs options: list their ids, as in `--options small,large`"));
    }
    if !kind.takes_options() && !request.options.is_empty() {
        return usage(format!(
            "a feature of type {name} has no options; omit `--options`, or choose `--type` choice or choices"
        ));
    }
    for (at, option) in request.options.iter().enumerate() {
        check_id(option, "an option")?;
        if STATES.contains(&option.as_str()) {
            return usage(format!("invalid option `{option}`: every cell can have this value already; omit it"));
        }
        if request.options[..at].contains(option) {
            return usage(format!("duplicate option `{option}`"));
        }
    }
    if let Some(better) = request.better.filter(|better| *better != Better::None)
        && !kind.betters().contains(&better)
    {
        let fitting: Vec<&str> = kind.betters().iter().map(|better| better.as_str()).collect();
        return match fitting.as_slice() {
            [] => usage(format!("values of type {name} cannot be ranked; omit `--better`")),
            _ => usage(format!(
                "values of type {name} cannot be ranked by `{}`: use --better {}",
                better.as_str(),
                fitting.join(" or --better ")
            )),
        };
    }
    Ok(())
}

fn groups(document: &Document) -> &[Node] {
    match document.root.get("groups").map(|node| &node.kind) {
        Some(NodeKind::Array(items)) => items,
        _ => &[],
    }
}

fn group<'a>(document: &'a Document, id: &str) -> Option<&'a mizan_parse::Table> {
    let tables = groups(document).iter().filter_map(Node::as_table);
    tables.into_iter().find(|table| table.get("id").and_then(Node::as_str) == Some(id))
}

fn group_type(document: &Document, id: &str) -> Option<FeatureType> {
    let word = group(document, id)?.get("type")?.as_str()?;
    FeatureType::ALL.iter().find(|(name, _)| *name == word).map(|(_, kind)| *kind)
}

/// Adds the row to guide.toml, in the style of the group's other rows.
fn row(splice: &mut Splice<'_>, document: &Document, request: &FeatureRequest<'_>, kind: FeatureType) {
    let table = group(document, request.group);
    let default = table.and_then(|_| group_type(document, request.group)).unwrap_or_default();
    let mut keys: Vec<(&str, String)> = vec![("id", quoted(request.id))];
    if kind != default {
        keys.push(("type", quoted(kind.as_str())));
    }
    if !request.options.is_empty() {
        let options: Vec<String> = request.options.iter().map(|option| quoted(option)).collect();
        keys.push(("options", format!("[{}]", options.join(", "))));
    }
    keys.extend(request.unit.map(|unit| ("unit", quoted(unit))));
    keys.extend(request.better.map(|better| ("better", quoted(better.as_str()))));
    keys.extend(request.importance.map(|importance| ("importance", quoted(importance))));
    let pairs: Vec<String> = keys.iter().map(|(key, value)| format!("{key} = {value}")).collect();
    let inline = format!("{{ {} }}", pairs.join(", "));
    let Some(table) = table else {
        let list = document.root.get("groups");
        let in_braces = groups(document).iter().filter_map(Node::as_table).any(|table| table.inline);
        return match list {
            Some(list) if in_braces => {
                let group = format!("{{ id = {}, features = [{inline}] }}", quoted(request.group));
                splice.item(list, None, &group);
            }
            _ => {
                let body = format!("id = {}\nfeatures = [\n  {inline},\n]", quoted(request.group));
                splice.entry_of_list(list, "groups", &body);
            }
        };
    };
    match table.get("features") {
        Some(list) => {
            let headed = match &list.kind {
                NodeKind::Array(items) => items.iter().filter_map(Node::as_table).any(|table| !table.inline),
                _ => false,
            };
            if headed {
                splice.entry_of_list(Some(list), "groups.features", &pairs.join("\n"));
            } else {
                splice.item(list, None, &inline);
            }
        }
        None => splice.row_list(table, &inline),
    }
}

/// The rows of the group, which come before the new one.
fn neighbours(guide: &Guide, group: &str) -> Vec<String> {
    let at = guide.groups.position(|there| there.id == group);
    guide.features.iter().filter(|feature| Some(feature.group) == at).map(|feature| feature.id.clone()).collect()
}

/// Additions to labels.toml of one language: tables, the lines to put them next to, and the lines.
type LabelTables = Vec<(Vec<String>, Vec<String>, Vec<Line>)>;

fn labels(
    site: &Site,
    guide: &Guide,
    lang: LangIx,
    request: &FeatureRequest<'_>,
    new_group: bool,
    voice: &ScaffoldStrings,
) -> LabelTables {
    let path = |parts: &[&str]| parts.iter().map(|part| (*part).to_owned()).collect::<Vec<_>>();
    let mark = voice.mark();
    let source = site.config.languages.get(guide.source_language).filter(|_| lang != guide.source_language);
    let line = |id: &str, text: &str, mark: &str| {
        let line = Line::text(id, text, mark);
        match source {
            Some(source) => line.untranslated(&source.id, text),
            None => line,
        }
    };
    let provisional = |id: &str| line(id, &provisional_name(id), &mark);
    let mut tables = LabelTables::new();
    if new_group {
        tables.push((path(&["groups"]), Vec::new(), vec![provisional(request.group)]));
    }
    let feature = request.name.map_or_else(|| provisional(request.id), |name| line(request.id, name, ""));
    tables.push((path(&["features"]), neighbours(guide, request.group), vec![feature]));
    if !request.options.is_empty() {
        let options = request.options.iter().map(|id| provisional(id)).collect();
        tables.push((path(&["options", request.id]), Vec::new(), options));
    }
    let has_text = |unit: &str| {
        THEME_UNITS.contains(&unit)
            || guide.words.get(&lang).is_some_and(|words| words.labels.units.contains_key(unit))
            || site.words.get(&lang).is_some_and(|words| words.units.contains_key(unit))
    };
    if let Some(unit) = request.unit.filter(|unit| !has_text(unit)) {
        let form = format!("{{n}} {}", unit.replace('-', " "));
        let locale = site
            .config
            .languages
            .get(lang)
            .and_then(|language| Locale::new(&language.id, &language.locale, language.digits.as_deref()).ok());
        let categories = locale.map(|locale| locale.plural_categories()).unwrap_or_default();
        match source {
            // A table of lines that are all commented out would be a unit without text, which is an error.
            Some(source) => {
                let forms: Vec<String> =
                    categories.iter().map(|category| format!("{} = {}", category.as_str(), quoted(&form))).collect();
                let value = format!("{{ {} }}", forms.join(", "));
                let line = Line { value, ..Line::text(unit, "", "") }.untranslated(&source.id, &form);
                tables.push((path(&["units"]), Vec::new(), vec![line]));
            }
            None => {
                let forms = categories.iter().map(|category| line(category.as_str(), &form, &mark)).collect();
                tables.push((path(&["units", unit]), Vec::new(), forms));
            }
        }
    }
    tables
}
