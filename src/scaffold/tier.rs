//! A new tier: its id in guide.toml, its facts, and its text in each language of the guide.

use super::fill::{ScaffoldStrings, fill, quoted};
use super::splice::{Line, Splice};
use super::{
    Plan, ScaffoldError, check_id, load_guide, must_be_free, names_schemas, place, provisional_name, unknown, values,
};
use mizan_model::{Feature, Guide, TierIx};
use mizan_source::SourceMap;
use mizan_source::diagnostics::Sink;

/// The arguments of `mizan new tier`.
#[derive(Clone, Debug)]
pub struct TierRequest<'a> {
    /// The id of an existing guide.
    pub guide: &'a str,
    /// The id of the new tier.
    pub id: &'a str,
    /// The tier that comes before it; the last one, if none is given.
    pub after: Option<&'a str>,
    /// Its name in the guide's source language.
    pub name: Option<&'a str>,
}

/// Plans the files and edits of a new tier.
///
/// # Errors
/// [`ScaffoldError`], if it cannot be added.
pub fn tier(sources: &SourceMap, request: &TierRequest<'_>) -> Result<Plan, ScaffoldError> {
    check_id(request.id, "a tier")?;
    let (site, guide) = load_guide(sources, request.guide)?;
    if let Some(there) = guide.tiers.iter().find(|tier| tier.id == request.id) {
        return Err(ScaffoldError::Usage(format!(
            "the guide `{}` already has a tier `{}`, at {}; choose another id",
            guide.id,
            there.id,
            place(sources, there.span)
        )));
    }
    let after = match request.after {
        None => None,
        Some(id) => match guide.find_tier(id) {
            Some(at) => Some(at),
            None => {
                let known = guide.tiers.iter().map(|tier| tier.id.as_str());
                return Err(unknown(&format!("tier of the guide `{}`:", guide.id), id, known));
            }
        },
    };

    let mut plan = Plan { schemas: names_schemas(sources), ..Plan::default() };
    let Some(text) = sources.file(guide.file).text() else { return Ok(plan) };
    // Its errors were reported when the guide was loaded.
    let document = mizan_parse::parse(sources, guide.file, &Sink::default()).ok();
    let mut splice = Splice::new(text);
    if let Some(tiers) = document.as_ref().and_then(|document| document.root.get("tiers")) {
        splice.item(tiers, after.map(TierIx::get), &quoted(request.id));
    }
    plan.edit(sources, guide.file, splice);

    let folder = format!("content/guides/{}", guide.id);
    let voice =
        ScaffoldStrings::of(site.config.languages.get(site.config.default_language).map_or("en", |l| l.id.as_str()));
    let facts = facts_path(&folder, request.id);
    must_be_free(sources, &facts)?;
    plan.create(facts, &facts_text(request.id, &rows(&guide), voice), voice);
    for &lang in guide.words.keys() {
        let Some(language) = site.config.languages.get(lang) else { continue };
        let path = format!("{folder}/{}/tiers/{}.md", language.id, request.id);
        must_be_free(sources, &path)?;
        let voice = ScaffoldStrings::of(&language.id);
        let text = words_text(request.id, request.name, voice);
        let source = site.config.languages.get(guide.source_language).filter(|_| lang != guide.source_language);
        let text = match source {
            Some(source) => untranslated(&text, &source.id, request),
            None => text,
        };
        plan.create(path, &text, voice);
    }
    Ok(plan)
}

/// The words of a tier in a translation: the name is commented out, as in the files of `mizan lang add`, so that
/// readers are not shown the words of another language.
fn untranslated(text: &str, language: &str, request: &TierRequest<'_>) -> String {
    let name = request.name.map_or_else(|| provisional_name(request.id), str::to_owned);
    let line = Line::text("name", &name, "").untranslated(language, &name);
    let lines = text.lines().map(|old| if old.starts_with("name = ") { line.below("") } else { format!("\n{old}") });
    format!("{}\n", lines.collect::<String>().trim_start_matches('\n'))
}

/// The file of the facts of a tier.
pub(super) fn facts_path(folder: &str, id: &str) -> String {
    format!("{folder}/tiers/{id}.toml")
}

/// A row: its group's id, its own id, and its possible values.
pub(super) struct ScaffoldRow {
    pub group: String,
    pub id: String,
    pub example: String,
}

fn rows(guide: &Guide) -> Vec<ScaffoldRow> {
    let group = |feature: &Feature| guide.group(feature.group).map_or_else(String::new, |group| group.id.clone());
    guide
        .features
        .iter()
        .map(|feature| ScaffoldRow { group: group(feature), id: feature.id.clone(), example: values::example(feature) })
        .collect()
}

/// tiers/ID.toml, in which every fact is unknown.
pub(super) fn facts_text(id: &str, rows: &[ScaffoldRow], voice: &ScaffoldStrings) -> String {
    let mut text = fill(include_str!("templates/tier.toml"), voice, &[("tier", id)]);
    let mut group = None;
    for row in rows {
        if group.is_some_and(|group| group != row.group) {
            text.push('\n');
        }
        group = Some(row.group.clone());
        text.push_str(&format!("{} = \"unknown\" # {}\n", row.id, row.example));
    }
    text
}

/// LANG/tiers/ID.md; without a name it has the id, and is to be filled in.
pub(super) fn words_text(id: &str, name: Option<&str>, voice: &ScaffoldStrings) -> String {
    let mark = if name.is_some() { String::new() } else { voice.mark() };
    let name = quoted(&name.map_or_else(|| provisional_name(id), str::to_owned));
    fill(voice.tier, voice, &[("name", &name), ("mark", &mark)])
}
