//! `mizan new`

use std::path::{Path, PathBuf};

use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::{ExitStatus, clock, report};
use crate::scaffold::{self, FeatureRequest, Fill, GuideRequest, Plan, ScaffoldError, SiteRequest, TierRequest};
use mizan_engine::write::author::{self, Change};
use mizan_model::{Better, Date, FeatureType};
use mizan_source::diagnostics::did_you_mean;
use mizan_source::{self, SourceMap};
use mizan_translate::{self, Catalog, Selection};

/// What `mizan new` makes beside a site.
const KINDS: [&str; 4] = ["guide", "tier", "feature", "language"];

const FOLDERS: &str = "A site in a folder that is called `guide`, `tier`, `feature` or `language`: mizan new ./guide";

#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
#[command(override_usage = "mizan new [OPTIONS] <DIR>\n       mizan new <COMMAND>", after_help = FOLDERS)]
pub(super) struct NewArguments {
    #[command(subcommand)]
    part: Option<NewPart>,
    /// The folder to make the site in: a new one, or one that is empty
    #[arg(value_name = "DIR", required = true)]
    folders: Vec<PathBuf>,
    /// The site's languages, the default one first: of ar, de, en, fa, fr, he. Others come by `mizan lang add`
    #[arg(long, value_name = "TAGS", value_delimiter = ',', default_value = "ar,en")]
    languages: Vec<String>,
    /// Say what would be made, and make nothing
    #[arg(long)]
    dry_run: bool,
}

#[derive(Debug, clap::Subcommand)]
enum NewPart {
    /// A new guide: a draft in every language of the site
    #[command(override_usage = "mizan new guide [OPTIONS] <ID>")]
    Guide {
        /// Its id: words of a to z and 0 to 9, joined by `-`
        #[arg(value_name = "ID")]
        id: Option<String>,
        /// The ids of what it compares, the simplest first
        #[arg(long, value_name = "IDS", value_delimiter = ',')]
        tiers: Vec<String>,
        /// Its title in the site's default language
        #[arg(long, value_name = "WORDS")]
        title: Option<String>,
        #[command(flatten)]
        place: Destination,
    },
    /// A new tier of a guide: one more column
    #[command(override_usage = "mizan new tier [OPTIONS] <GUIDE/ID>")]
    Tier {
        /// The guide, and the new tier's id
        #[arg(value_name = "GUIDE/ID")]
        path: Option<String>,
        /// The tier that it stands after [default: the last]
        #[arg(long, value_name = "TIER")]
        after: Option<String>,
        /// Its name in the guide's source language
        #[arg(long, value_name = "WORDS")]
        name: Option<String>,
        #[command(flatten)]
        place: Destination,
    },
    /// A new feature of a guide: one more row
    #[command(override_usage = "mizan new feature [OPTIONS] <GUIDE/GROUP/ID>")]
    Feature {
        /// The guide, the group (made if it is not there), and the new feature's id
        #[arg(value_name = "GUIDE/GROUP/ID")]
        path: Option<String>,
        /// What kind of value it takes [default: the group's, else support]
        #[arg(long = "type", value_name = "TYPE", value_parser = choice(FeatureType::ALL))]
        kind: Option<FeatureType>,
        /// What its numbers count: second, minute, hour, day, week, month, year, or one of your own
        #[arg(long, value_name = "ID")]
        unit: Option<String>,
        /// Among what a choice chooses
        #[arg(long, value_name = "IDS", value_delimiter = ',')]
        options: Vec<String>,
        /// Which value is best [default: the group's, else none]
        #[arg(long, value_name = "WHICH", value_parser = choice(Better::ALL))]
        better: Option<Better>,
        /// How much the row matters [default: the group's, else normal]
        #[arg(long, value_name = "HOW", value_parser = PossibleValuesParser::new(["key", "normal", "detail"]))]
        importance: Option<String>,
        /// Its name in the guide's source language
        #[arg(long, value_name = "WORDS")]
        name: Option<String>,
        #[command(flatten)]
        place: Destination,
    },
    /// A new language: that is `mizan lang add`
    #[command(hide = true)]
    Language {
        #[arg(value_name = "TAG")]
        tag: Option<String>,
    },
}

/// Where, and whether at all.
#[derive(Debug, clap::Args)]
struct Destination {
    /// The folder that holds config.toml
    #[arg(long, value_name = "DIR", default_value = ".")]
    site: PathBuf,
    /// Say what would be made, and make nothing
    #[arg(long)]
    dry_run: bool,
}

/// One of the words of a list, as it is called in files.
fn choice<T: Copy + Send + Sync + 'static>(all: &'static [(&'static str, T)]) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(all.iter().map(|(name, _)| *name)).try_map(move |word| {
        let found = all.iter().find(|(name, _)| *name == word);
        found.map(|(_, value)| *value).ok_or_else(|| format!("`{word}` is none of the choices"))
    })
}

/// Makes it; returns the exit status.
pub(super) fn run(arguments: NewArguments) -> ExitStatus {
    let today = match clock::today(None) {
        Ok(today) => today,
        Err(fault) => return report::environment(&fault),
    };
    match arguments.part {
        None => site(&arguments.folders, &arguments.languages, arguments.dry_run, today),
        Some(NewPart::Guide { id, tiers, title, place }) => {
            let Some(id) = id else { return nameless("guide", "phones") };
            let request = GuideRequest { id: &id, tiers: &tiers, title: title.as_deref(), today };
            let next = [
                "The guide is a draft. To look at it: mizan serve --drafts".to_owned(),
                "To publish it, remove the line `draft = true` from the guide.md of each language.".to_owned(),
                format!("To add to it: mizan new tier {id}/ID · mizan new feature {id}/GROUP/ID --type TYPE"),
            ];
            part(&place, today, &next, |sources| scaffold::guide(sources, &request))
        }
        Some(NewPart::Tier { path, after, name, place }) => {
            let Some(path) = path else { return nameless("tier", "phones/folding") };
            let Some([guide, id]) = split(&path) else {
                return usage(&format!("`{path}` is no GUIDE/ID: write it as in `mizan new tier phones/folding`"));
            };
            let request = TierRequest { guide, id, after: after.as_deref(), name: name.as_deref() };
            let next = ["To see whether all is well: mizan check".to_owned()];
            part(&place, today, &next, |sources| scaffold::tier(sources, &request))
        }
        Some(NewPart::Feature { path, kind, unit, options, better, importance, name, place }) => {
            let Some(path) = path else { return nameless("feature", "phones/basics/battery") };
            let Some([guide, group, id]) = split(&path) else {
                return usage(&format!(
                    "`{path}` is no GUIDE/GROUP/ID: write it as in `mizan new feature phones/basics/battery`"
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
            let next = ["To see whether all is well: mizan check".to_owned()];
            part(&place, today, &next, |sources| scaffold::feature(sources, &request))
        }
        Some(NewPart::Language { tag }) => {
            let tag = tag.as_deref().unwrap_or("TAG");
            usage(&format!("a language is added to a site by `mizan lang add {tag}`"))
        }
    }
}

fn usage(sentence: &str) -> ExitStatus {
    report::environment(sentence)
}

/// The parts of `a/b`, exactly as many as wanted.
fn split<const N: usize>(path: &str) -> Option<[&str; N]> {
    path.split('/').collect::<Vec<_>>().try_into().ok()
}

/// `mizan new guide` alone may mean a folder of that name.
fn nameless(kind: &str, example: &str) -> ExitStatus {
    usage(&format!(
        "which {kind}? Write it as in `mizan new {kind} {example}`. A site in a folder called `{kind}` is made by `mizan new ./{kind}`"
    ))
}

fn site(folders: &[PathBuf], languages: &[String], dry_run: bool, today: Date) -> ExitStatus {
    let [root] = folders else {
        let given: Vec<String> = folders.iter().map(|folder| folder.display().to_string()).collect();
        let meant = given.first().and_then(|first| did_you_mean(first, KINDS));
        return usage(&match meant {
            Some(meant) => format!("did you mean `mizan new {meant} {}`?", given[1..].join(" ")),
            None => format!("a site is made in one folder, and {} are named", given.len()),
        });
    };
    // A name that was typed without a path may be a slip.
    if let Some(name) = root.to_str().filter(|_| root.components().count() == 1)
        && let Some(meant) = did_you_mean(name, KINDS).filter(|_| !name.contains(['/', '.']))
    {
        return usage(&format!(
            "did you mean `mizan new {meant}`? A site in a folder called `{name}` is made by `mizan new ./{name}`"
        ));
    }
    let occupants = match author::occupants(root) {
        Ok(occupants) => occupants,
        Err(fault) => return report::environment(&fault.to_string()),
    };
    let plan = match scaffold::site(&SiteRequest { languages, today }) {
        Ok(plan) => plan,
        Err(refusal) => return refused(&refusal),
    };
    let ours = |name: &str| plan.changes.iter().any(|change| change.path().split('/').next() == Some(name));
    // What a version control or a file manager keeps there is in nobody's way.
    if let Some(there) = occupants.iter().find(|name| !name.starts_with('.') || ours(name.as_str())) {
        let site = occupants.iter().any(|name| name == "config.toml");
        let way_out = if site {
            "it seems to be a site already: `mizan serve` shows it, `mizan new guide ID` adds to it"
        } else {
            "name a folder that is new or empty"
        };
        return usage(&format!(
            "`{}` is not empty (`{there}` is in it), and nothing was made; {way_out}",
            root.display()
        ));
    }
    if !dry_run && let Err(fault) = author::apply(root, &plan.changes) {
        return report::environment(&fault.to_string());
    }
    let mut text = listing(&plan, root, dry_run);
    if !dry_run {
        if let Err(fault) = refresh(&plan, root).and_then(|()| record(root)) {
            return report::environment(&fault);
        }
        text.push_str(&format!(
            "\nNext:\n  cd {}\n  mizan serve        shows the site in your browser, and follows every save\n\n\
             Then open `content/guides/bicycle-rental/guide.toml`, and change something. README.md says what is where.\n",
            root.display()
        ));
    }
    report::say(&mut std::io::stdout(), &text);
    ExitStatus::Success
}

fn part(
    place: &Destination,
    today: Date,
    next: &[String],
    make: impl FnOnce(&SourceMap) -> Result<Plan, ScaffoldError>,
) -> ExitStatus {
    let (sources, unread) = match mizan_source::load(&place.site) {
        Ok(loaded) => loaded,
        Err(fault) => return report::environment(&fault.to_string()),
    };
    let made = make(&sources).and_then(|plan| scaffold::prove(&sources, &plan, today).map(|()| plan));
    let plan = match made {
        Ok(plan) => plan,
        Err(refusal) => {
            report::faults(&unread, &sources);
            return refused(&refusal);
        }
    };
    if !place.dry_run
        && let Err(fault) = author::apply(&place.site, &plan.changes)
    {
        return report::environment(&fault.to_string());
    }
    if !place.dry_run
        && let Err(fault) = refresh(&plan, &place.site)
    {
        return report::environment(&fault);
    }
    let mut text = listing(&plan, &place.site, place.dry_run);
    if !plan.fill.is_empty() {
        text.push_str("\nTo fill in:\n");
        text.push_str(&places(&plan.fill, &place.site));
        if let Some(example) = &plan.example {
            text.push_str(&format!("In the place of \"unknown\": {example}\n"));
        }
    }
    if !place.dry_run {
        text.push('\n');
        next.iter().for_each(|line| text.push_str(&format!("{line}\n")));
    }
    report::say(&mut std::io::stdout(), &text);
    ExitStatus::Success
}

/// Writes anew what editors know of the site, where its files lead them there.
fn refresh(plan: &Plan, root: &Path) -> Result<(), String> {
    if !plan.schemas {
        return Ok(());
    }
    let (sources, _) = mizan_source::load(root).map_err(|fault| fault.to_string())?;
    let (config, mut findings) = mizan_parse::config(&sources);
    let Some(config) = config else { return Ok(()) };
    let (site, found) = mizan_parse::site(&sources, config, findings.suppressions.clone());
    findings.append(found);
    mizan_engine::schemas::refresh(root, &site, &findings.diagnostics, None)
        .map(drop)
        .map_err(|fault| format!("all was made but the schemas, by which editors know the files: {fault}"))
}

/// The example's languages say the same: without a record each would stand as one that nobody has looked at.
fn record(root: &Path) -> Result<(), String> {
    let (mut sources, _) = mizan_source::load(root).map_err(|fault| fault.to_string())?;
    crate::THEME.add_to(&mut sources);
    let (Some(book), _) = Catalog::read(&sources) else { return Ok(()) };
    let languages = book.site.config.languages.indices();
    let parts: Vec<_> =
        languages.filter(|lang| *lang != book.site.config.default_language).flat_map(|lang| book.parts(lang)).collect();
    let edits = mizan_translate::accept(&book, &sources, &parts, &Selection::default());
    let changes: Vec<Change> = edits.iter().filter_map(|part| part.edit.as_ref()).map(super::lang::change).collect();
    author::apply(root, &changes).map_err(|fault| {
        format!("all was made but the records by which `mizan lang status` knows what is translated: {fault}")
    })
}

/// A line a file.
fn listing(plan: &Plan, root: &Path, dry_run: bool) -> String {
    let mut text = String::new();
    for change in &plan.changes {
        let done = match (change, dry_run) {
            (Change::Create { .. }, false) => "Made",
            (Change::Create { .. }, true) => "Would make",
            (Change::Replace { .. }, false) => "Edited",
            (Change::Replace { .. }, true) => "Would edit",
        };
        text.push_str(&format!("{done} {}\n", below(root, change.path()).display()));
    }
    text
}

/// As somebody who stands where the command was given would find it.
fn below(root: &Path, path: &str) -> PathBuf {
    if root == Path::new(".") { PathBuf::from(path) } else { root.join(path) }
}

/// A line a place; many facts that stand below each other have one together.
fn places(fill: &[Fill], root: &Path) -> String {
    const MANY: usize = 3;
    let unknown = |fill: &Fill| fill.text.ends_with("= \"unknown\"");
    let mut text = String::new();
    for run in fill.chunk_by(|a, b| a.path == b.path && unknown(a) == unknown(b)) {
        let path = run.first().map(|first| below(root, &first.path)).unwrap_or_default();
        let path = path.display();
        match run {
            [first, .., last] if run.len() > MANY && unknown(first) => text.push_str(&format!(
                "  {path}:{}-{}  {} facts, each \"unknown\" until you know it\n",
                first.line,
                last.line,
                run.len()
            )),
            _ => run.iter().for_each(|fill| text.push_str(&format!("  {path}:{}  {}\n", fill.line, fill.text))),
        }
    }
    text
}

fn refused(refusal: &ScaffoldError) -> ExitStatus {
    match refusal {
        ScaffoldError::Asked(sentences) => {
            report::say(&mut std::io::stderr(), &format!("mizan: {sentences}\n"));
            ExitStatus::EnvironmentError
        }
        ScaffoldError::Faults(sources, faults) => {
            report::faults(faults, sources);
            report::say(&mut std::io::stderr(), "Nothing was made: mend this first.\n");
            ExitStatus::ContentError
        }
        ScaffoldError::Harm(sources, faults) => {
            report::faults(faults, sources);
            report::say(&mut std::io::stderr(), "Nothing was made: this is what the site would have been left with.\n");
            ExitStatus::ContentError
        }
    }
}
