//! A new guide: a draft in every language, with a row for the price and nothing claimed.

use super::fill::{ScaffoldStrings, fill, quoted};
use super::tier::{ScaffoldRow, facts_path, facts_text, words_text};
use super::{Plan, ScaffoldError, check_id, load, names_schemas, provisional_name, values};
use mizan_model::Date;
use mizan_model::value::FeatureType;
use mizan_source::SourceMap;

/// The arguments of `mizan new guide`.
#[derive(Clone, Debug)]
pub struct GuideRequest<'a> {
    /// The id of the new guide: its folder's name.
    pub id: &'a str,
    /// `first` and `second`, if none are given.
    pub tiers: &'a [String],
    /// In the site's default language, which is the guide's source language.
    pub title: Option<&'a str>,
    /// The day that the facts are dated with.
    pub today: Date,
}

/// Plans the files of a new guide.
///
/// # Errors
/// [`ScaffoldError`], if it cannot be added.
pub fn guide(sources: &SourceMap, request: &GuideRequest<'_>) -> Result<Plan, ScaffoldError> {
    check_id(request.id, "a guide")?;
    let tiers = tiers(request)?;
    let site = load(sources, &[])?;
    let folder = format!("content/guides/{}", request.id);
    if let Some((path, _)) = sources.under(&format!("{folder}/")).next() {
        return Err(ScaffoldError::Usage(format!(
            "the folder `{folder}` already exists, and contains `{path}`; choose another id, or add to that guide: `mizan new tier {}/ID`",
            request.id
        )));
    }
    let default = site.config.default_language;
    let source = site.config.languages.get(default).map_or("en", |language| language.id.as_str());
    let voice = ScaffoldStrings::of(source);

    let mut plan = Plan { schemas: names_schemas(sources), ..Plan::default() };
    let today = request.today.to_string();
    let listed = tiers.iter().map(|tier| quoted(tier)).collect::<Vec<_>>().join(", ");
    let names = [("id", request.id), ("source", source), ("today", today.as_str()), ("tiers", listed.as_str())];
    let facts = fill(include_str!("templates/guide.toml"), voice, &names);
    plan.create(format!("{folder}/guide.toml"), &facts, voice);
    let row = ScaffoldRow {
        group: "basics".to_owned(),
        id: "price".to_owned(),
        example: values::of(FeatureType::Money, None, &[]),
    };
    let rows = [row];
    for tier in &tiers {
        plan.create(facts_path(&folder, tier), &facts_text(tier, &rows, voice), voice);
    }
    for language in &site.config.languages {
        let title = request.title.filter(|_| language.id == source);
        words(&mut plan, &folder, &language.id, request.id, title, &tiers);
    }
    Ok(plan)
}

fn tiers(request: &GuideRequest<'_>) -> Result<Vec<String>, ScaffoldError> {
    if request.tiers.is_empty() {
        return Ok(vec!["first".to_owned(), "second".to_owned()]);
    }
    let most = mizan_source::limits::TIERS.most;
    if request.tiers.len() > most {
        let message = format!("too many tiers: found {}, the limit is {most}", request.tiers.len());
        return Err(ScaffoldError::Usage(message));
    }
    for (at, tier) in request.tiers.iter().enumerate() {
        check_id(tier, "a tier")?;
        if request.tiers[..at].contains(tier) {
            return Err(ScaffoldError::Usage(format!("duplicate tier `{tier}`")));
        }
    }
    if request.tiers.len() < 2 {
        return Err(ScaffoldError::Usage(
            "a guide needs at least two tiers: list their ids, the simplest first, as in `--tiers basic,pro`"
                .to_owned(),
        ));
    }
    Ok(request.tiers.to_vec())
}

fn words(plan: &mut Plan, folder: &str, lang: &str, id: &str, title: Option<&str>, tiers: &[String]) {
    let voice = ScaffoldStrings::of(lang);
    let name = provisional_name(id);
    let mark = if title.is_some() { String::new() } else { voice.mark() };
    let title = title.map_or_else(|| fill(voice.title, voice, &[("name", &name)]).trim().to_owned(), str::to_owned);
    let text = fill(voice.guide, voice, &[("id", id), ("title", &quoted(&title)), ("mark", &mark)]);
    plan.create(format!("{folder}/{lang}/guide.md"), &text, voice);
    plan.create(format!("{folder}/{lang}/labels.toml"), &fill(voice.labels, voice, &[]), voice);
    for tier in tiers {
        plan.create(format!("{folder}/{lang}/tiers/{tier}.md"), &words_text(tier, None, voice), voice);
    }
}
