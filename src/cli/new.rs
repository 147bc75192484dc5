//! `mizan new`

use std::path::{Path, PathBuf};

use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::{ExitStatus, Interrupt, Stdout, clock, report};
use crate::scaffold::{self, FeatureRequest, Fill, GuideRequest, Plan, ScaffoldError, SiteRequest, TierRequest};
use mizan_engine::write::author::{self, Change};
use mizan_model::{Better, Date, FeatureType};
use mizan_source::diagnostics::did_you_mean;
use mizan_source::{self, SourceMap};
use mizan_translate::{self, Catalog, Selection};

/// What `mizan new` creates, besides a site.
const KINDS: [&str; 4] = ["guide", "tier", "feature", "language"];

const FOLDERS: &str =
    "To create a site in a folder named `guide`, `tier`, `feature` or `language`, write a path: mizan new ./guide";

#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
#[command(override_usage = "mizan new [OPTIONS] <DIR>\n       mizan new <COMMAND>", after_help = FOLDERS)]
pub(super) struct NewArguments {
    #[command(subcommand)]
    part: Option<NewPart>,
    /// The folder to create the site in, new or empty
    #[arg(value_name = "DIR", required = true)]
    folder: Option<PathBuf>,
    /// What follows the folder, and cannot be used.
    #[arg(hide = true)]
    more: Vec<PathBuf>,
    /// The site's languages, the default one first: ar, de, en, fa, fr, he; add others with `mizan lang add`
    #[arg(long, value_name = "TAGS", value_delimiter = ',', default_value = "ar,en")]
    languages: Vec<String>,
    /// Only list what would be created
    #[arg(long)]
    dry_run: bool,
}

#[derive(Debug, clap::Subcommand)]
enum NewPart {
    /// Add a guide: a draft in every language of the site
    #[command(override_usage = "mizan new guide [OPTIONS] <ID>")]
    Guide {
        /// The id of the guide: words of a to z and 0 to 9, joined by `-`
        #[arg(value_name = "ID")]
        id: Option<String>,
        /// The ids of its tiers, the simplest first [default: first,second]
        #[arg(long, value_name = "IDS", value_delimiter = ',')]
        tiers: Vec<String>,
        /// The title, in the site's default language
        #[arg(long, value_name = "TEXT")]
        title: Option<String>,
        #[command(flatten)]
        place: Destination,
    },
    /// Add a tier to a guide: one more column
    #[command(override_usage = "mizan new tier [OPTIONS] <GUIDE/ID>")]
    Tier {
        /// The guide, and the id of the new tier
        #[arg(value_name = "GUIDE/ID")]
        path: Option<String>,
        /// The tier after which to add it [default: the last tier]
        #[arg(long, value_name = "TIER")]
        after: Option<String>,
        /// The name, in the guide's source language
        #[arg(long, value_name = "TEXT")]
        name: Option<String>,
        #[command(flatten)]
        place: Destination,
    },
    /// Add a feature to a guide: one more row
    #[command(override_usage = "mizan new feature [OPTIONS] <GUIDE/GROUP/ID>")]
    Feature {
        /// The guide, the group (created if it does not exist), and the id of the new feature
        #[arg(value_name = "GUIDE/GROUP/ID")]
        path: Option<String>,
        /// The type of its values [default: the group's, else support]
        #[arg(long = "type", value_name = "TYPE", value_parser = choice(FeatureType::ALL))]
        kind: Option<FeatureType>,
        /// The unit of its numbers: second, minute, hour, day, week, month, year, or your own
        #[arg(long, value_name = "ID")]
        unit: Option<String>,
        /// The ids of the options of a choice or choices
        #[arg(long, value_name = "IDS", value_delimiter = ',')]
        options: Vec<String>,
        /// Which value is best [default: the group's, else none]
        #[arg(long, value_name = "ORDER", value_parser = choice(Better::ALL))]
        better: Option<Better>,
        /// The importance of the row [default: the group's, else normal]
        #[arg(long, value_name = "LEVEL", value_parser = PossibleValuesParser::new(["key", "normal", "detail"]))]
        importance: Option<String>,
        /// The name, in the guide's source language
        #[arg(long, value_name = "TEXT")]
        name: Option<String>,
        #[command(flatten)]
        place: Destination,
    },
    /// Add a language: use `mizan lang add`
    #[command(hide = true)]
    Language {
        #[arg(value_name = "TAG")]
        tag: Option<String>,
    },
}

/// The site to add to.
#[derive(Debug, clap::Args)]
struct Destination {
    /// The folder that contains config.toml
    #[arg(long, value_name = "DIR", default_value = ".")]
    site: PathBuf,
    /// Only list what would be created
    #[arg(long)]
    dry_run: bool,
}

/// One of the choices in a list, by its name in files.
fn choice<T: Copy + Send + Sync + 'static>(all: &'static [(&'static str, T)]) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(all.iter().map(|(name, _)| *name)).try_map(move |word| {
        let found = all.iter().find(|(name, _)| *name == word);
        found.map(|(_, value)| *value).ok_or_else(|| format!("unknown choice `{word}`"))
    })
}

/// Creates a site or a part of one; returns the exit status.
pub(super) fn run(arguments: NewArguments, out: &mut Stdout, interrupt: &Interrupt) -> ExitStatus {
    let today = match clock::today(None) {
        Ok(today) => today,
        Err(message) => return report::error(&message),
    };
    match arguments.part {
        None => {
            let folders: Vec<PathBuf> = arguments.folder.into_iter().chain(arguments.more).collect();
            site(&folders, &arguments.languages, arguments.dry_run, today, (out, interrupt))
        }
        Some(NewPart::Guide { id, tiers, title, place }) => {
            let Some(id) = id else { return missing_id("guide", "phones") };
            let request = GuideRequest { id: &id, tiers: &tiers, title: title.as_deref(), today };
            let next = [
                "The guide is a draft. To preview it: mizan serve --drafts".to_owned(),
                "To publish it, remove the line `draft = true` from the guide.md of each language.".to_owned(),
                format!("To add to it: mizan new tier {id}/ID · mizan new feature {id}/GROUP/ID --type TYPE"),
            ];
            part(&place, today, &next, (out, interrupt), |sources| scaffold::guide(sources, &request))
        }
        Some(NewPart::Tier { path, after, name, place }) => {
            let Some(path) = path else { return missing_id("tier", "phones/folding") };
            let Some([guide, id]) = split(&path) else {
                return usage(&format!(
                    "expected GUIDE/ID, found `{path}`: for example `mizan new tier phones/folding`"
                ));
            };
            let request = TierRequest { guide, id, after: after.as_deref(), name: name.as_deref() };
            let next = ["To check the site: mizan check".to_owned()];
            part(&place, today, &next, (out, interrupt), |sources| scaffold::tier(sources, &request))
        }
        Some(NewPart::Feature { path, kind, unit, options, better, importance, name, place }) => {
            let Some(path) = path else { return missing_id("feature", "phones/basics/battery") };
            let Some([guide, group, id]) = split(&path) else {
                return usage(&format!(
                    "expected GUIDE/GROUP/ID, found `{path}`: for example `mizan new feature phones/basics/battery`"
                ));
            };
            let request = FeatureRequest {
                guide,
                group,
                id,
                kind,
                unit: unit.as_deref(),
                options: &options,
                better,
                importance: importance.as_deref(),
                name: name.as_deref(),
            };
            let next = ["To check the site: mizan check".to_owned()];
            part(&place, today, &next, (out, interrupt), |sources| scaffold::feature(sources, &request))
        }
        Some(NewPart::Language { tag }) => {
            let tag = tag.as_deref().unwrap_or("TAG");
            usage(&format!("to add a language, run `mizan lang add {tag}`"))
        }
    }
}

fn usage(message: &str) -> ExitStatus {
    report::error(message)
}

/// The `N` parts of `a/b`.
fn split<const N: usize>(path: &str) -> Option<[&str; N]> {
    path.split('/').collect::<Vec<_>>().try_into().ok()
}

/// `mizan new guide` alone may have been intended to name a folder.
fn missing_id(kind: &str, example: &str) -> ExitStatus {
    usage(&format!(
        "missing {kind} id: for example `mizan new {kind} {example}`. To create a site in a folder named `{kind}`, run `mizan new ./{kind}`"
    ))
}

fn site(
    folders: &[PathBuf],
    languages: &[String],
    dry_run: bool,
    today: Date,
    (out, interrupt): (&mut Stdout, &Interrupt),
) -> ExitStatus {
    let [root] = folders else {
        let given: Vec<String> = folders.iter().map(|folder| folder.display().to_string()).collect();
        let meant = given.first().and_then(|first| did_you_mean(first, KINDS));
        return usage(&match meant {
            Some(meant) => format!("did you mean `mizan new {meant} {}`?", given[1..].join(" ")),
            None => format!("expected one folder, found {}", given.len()),
        });
    };
    // A name without a path may be a misspelled command.
    if let Some(name) = root.to_str().filter(|_| root.components().count() == 1)
        && let Some(meant) = did_you_mean(name, KINDS).filter(|_| !name.contains(['/', '.']))
    {
        return usage(&format!(
            "did you mean `mizan new {meant}`? To create a site in a folder named `{name}`, run `mizan new ./{name}`"
        ));
    }
    let occupants = match author::occupants(root) {
        Ok(occupants) => occupants,
        Err(error) => return report::error(&error.to_string()),
    };
    let mut plan = match scaffold::site(&SiteRequest { languages, today }) {
        Ok(plan) => plan,
        Err(error) => return scaffold_error(&error),
    };
    let ours = |name: &str| plan.changes.iter().any(|change| change.path().split('/').next() == Some(name));
    // Hidden files of version control or a file manager do not matter.
    let occupant = occupants.into_iter().find(|name| !name.starts_with('.') || ours(name.as_str()));
    if let Some(there) = &occupant {
        // A run that was killed left some of the files, and nothing else.
        let generated = |path: &str| path.starts_with(".mizan/") || path.ends_with("translated.toml");
        match author::left_of(root, &plan.changes, &generated) {
            Ok(Some(left)) => plan.changes = left,
            Ok(None) => return not_empty(root, there),
            Err(error) => return report::error(&error.to_string()),
        }
    }
    let change = interrupt.defer();
    if !dry_run && let Err(error) = author::apply(root, &plan.changes) {
        return report::error(&error.to_string());
    }
    let made = match (dry_run, plan.changes.len()) {
        (true, made) => Ok(made),
        (false, made) => refresh(&plan, root).and_then(|schemas| Ok(made + schemas + record(root)?)),
    };
    match (made, &occupant) {
        (Err(message), _) => return report::error(&message),
        (Ok(0), Some(there)) => return not_empty(root, there),
        _ => {}
    }
    drop(change);
    let mut text = listing(&plan, root, dry_run);
    if !dry_run {
        text.push_str(&format!(
            "\nNext steps:\n  cd {}\n  mizan serve --open    preview the site in your browser\n\n\
             Then edit `content/guides/bicycle-rental/guide.toml`. README.md describes the files.\n",
            root.display()
        ));
    }
    out.write(&text);
    ExitStatus::Success
}

/// The error of a folder in which `there` is already.
fn not_empty(root: &Path, there: &str) -> ExitStatus {
    let help = if root.join("config.toml").exists() {
        "it seems to contain a site already: run `mizan serve` to preview it, `mizan new guide ID` to add a guide"
    } else {
        "choose a new or empty folder"
    };
    usage(&format!(
        "the folder `{}` is not empty (it contains `{there}`), so nothing was created; {help}",
        root.display()
    ))
}

fn part(
    place: &Destination,
    today: Date,
    next: &[String],
    (out, interrupt): (&mut Stdout, &Interrupt),
    make: impl FnOnce(&SourceMap) -> Result<Plan, ScaffoldError>,
) -> ExitStatus {
    let (sources, unread) = match mizan_source::load(&place.site) {
        Ok(loaded) => loaded,
        Err(error) => return report::error(&error.to_string()),
    };
    let plan = make(&sources).and_then(|plan| scaffold::validate(&sources, &plan, today).map(|()| plan));
    let plan = match plan {
        Ok(plan) => plan,
        Err(error) => {
            report::human(&unread, &sources);
            return scaffold_error(&error);
        }
    };
    let change = interrupt.defer();
    if !place.dry_run
        && let Err(error) = author::apply(&place.site, &plan.changes)
    {
        return report::error(&error.to_string());
    }
    if !place.dry_run
        && let Err(message) = refresh(&plan, &place.site)
    {
        return report::error(&message);
    }
    drop(change);
    let mut text = listing(&plan, &place.site, place.dry_run);
    if !plan.fill.is_empty() {
        text.push_str("\nTo fill in:\n");
        text.push_str(&places(&plan.fill, &place.site));
        if let Some(example) = &plan.example {
            text.push_str(&format!("Possible values instead of \"unknown\": {example}\n"));
        }
    }
    if !place.dry_run {
        text.push('\n');
        next.iter().for_each(|line| text.push_str(&format!("{line}\n")));
    }
    out.write(&text);
    ExitStatus::Success
}

/// Updates the schemas for editors, if the site uses them; returns how many changed.
fn refresh(plan: &Plan, root: &Path) -> Result<usize, String> {
    if !plan.schemas {
        return Ok(0);
    }
    let (sources, _) = mizan_source::load(root).map_err(|error| error.to_string())?;
    let (config, mut findings) = mizan_parse::config(&sources);
    let Some(config) = config else { return Ok(0) };
    let (site, found) = mizan_parse::site(&sources, config, findings.suppressions.clone());
    findings.append(found);
    mizan_engine::schemas::refresh(root, &site, &findings.diagnostics, None)
        .map(|done| done.changed)
        .map_err(|error| format!("everything was created except the schemas for editors: {error}"))
}

/// Records the translations of the example as current: otherwise `mizan lang status` would list them as not recorded.
/// Returns how many files it wrote.
fn record(root: &Path) -> Result<usize, String> {
    let (mut sources, _) = mizan_source::load(root).map_err(|error| error.to_string())?;
    crate::THEME.add_to(&mut sources);
    let (Some(catalog), _) = Catalog::read(&sources) else { return Ok(0) };
    let languages = catalog.site.config.languages.indices();
    let parts: Vec<_> = languages
        .filter(|lang| *lang != catalog.site.config.default_language)
        .flat_map(|lang| catalog.parts(lang))
        .collect();
    let edits = mizan_translate::accept(&catalog, &sources, &parts, &Selection::default());
    let changes: Vec<Change> = edits.iter().filter_map(|part| part.edit.as_ref()).map(super::lang::change).collect();
    author::apply(root, &changes)
        .map(|()| changes.len())
        .map_err(|error| format!("everything was created except the records for `mizan lang status`: {error}"))
}

/// One line per file.
fn listing(plan: &Plan, root: &Path, dry_run: bool) -> String {
    let mut text = String::new();
    for change in &plan.changes {
        let done = match (change, dry_run) {
            (Change::Create { .. }, false) => "Created",
            (Change::Create { .. }, true) => "Would create",
            (Change::Replace { .. }, false) => "Edited",
            (Change::Replace { .. }, true) => "Would edit",
        };
        text.push_str(&format!("{done} {}\n", below(root, change.path()).display()));
    }
    text
}

/// The path relative to the current folder.
fn below(root: &Path, path: &str) -> PathBuf {
    if root == Path::new(".") { PathBuf::from(path) } else { root.join(path) }
}

/// One line per place; one for many facts in a row.
fn places(fill: &[Fill], root: &Path) -> String {
    const MANY: usize = 3;
    let unknown = |fill: &Fill| fill.text.ends_with("= \"unknown\"");
    let mut text = String::new();
    for run in fill.chunk_by(|a, b| a.path == b.path && unknown(a) == unknown(b)) {
        let path = run.first().map(|first| below(root, &first.path)).unwrap_or_default();
        let path = path.display();
        match run {
            [first, .., last] if run.len() > MANY && unknown(first) => text.push_str(&format!(
                "  {path}:{}-{}  {} facts that are \"unknown\"\n",
                first.line,
                last.line,
                run.len()
            )),
            _ => run.iter().for_each(|fill| text.push_str(&format!("  {path}:{}  {}\n", fill.line, fill.text))),
        }
    }
    text
}

fn scaffold_error(error: &ScaffoldError) -> ExitStatus {
    match error {
        ScaffoldError::Usage(message) => report::error(message),
        ScaffoldError::ExistingErrors(sources, errors) => {
            report::human(errors, sources);
            report::stderr("Nothing was created: fix these errors first.\n");
            ExitStatus::ContentError
        }
        ScaffoldError::NewErrors(sources, errors) => {
            report::human(errors, sources);
            report::stderr("Nothing was created: the site would then have these errors.\n");
            ExitStatus::ContentError
        }
    }
}
