//! `mizan check`

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::build::{Deny, day};
use super::progress::Bar;
use super::report::Format;
use super::{ExitStatus, clock, report};
use mizan_engine::write::WriteError;
use mizan_engine::write::author::{self, Change};
use mizan_engine::{self, BuildSummary, Options};
use mizan_links::Limits;
use mizan_model::Date;
use mizan_source::diagnostics::{Diagnostics, Severity};
use mizan_source::fix;
use mizan_source::{self, SourceId, SourceMap};

#[derive(Debug, clap::Args)]
pub(super) struct CheckArguments {
    /// The folder that holds config.toml
    #[arg(long, value_name = "DIR", default_value = ".")]
    site: PathBuf,
    /// Check drafts too
    #[arg(long)]
    drafts: bool,
    /// The day that claims are judged by [default: SOURCE_DATE_EPOCH, else today in UTC]
    #[arg(long, value_name = "DATE", value_parser = day)]
    today: Option<Date>,
    /// How what is wrong is printed: people read it on standard error, programs on standard output
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
    /// Treat these as errors
    #[arg(long, value_name = "WHAT")]
    deny: Option<Deny>,
    /// Mend what is certain in your files; remarks and layout stay
    #[arg(long)]
    fix: bool,
    /// Only show what --fix would change
    #[arg(long, requires = "fix")]
    dry_run: bool,
    /// Ask other sites too whether what you link to is still there
    #[arg(long)]
    external: bool,
    /// How long all of that may take
    #[arg(long, value_name = "SECONDS", requires = "external", default_value_t = 300, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    external_timeout: u64,
}

/// Judges the site, and mends it if asked to; returns the exit status.
pub(super) fn run(arguments: CheckArguments) -> ExitStatus {
    let today = match clock::today(arguments.today) {
        Ok(today) => today,
        Err(fault) => return report::environment(&fault),
    };
    let (mut sources, unreadable) = match mizan_source::load(&arguments.site) {
        Ok(read) => read,
        Err(fault) => return report::environment(&fault.to_string()),
    };
    let own = sources.len();
    crate::THEME.add_to(&mut sources);
    let options = Options {
        base_url: None,
        drafts: arguments.drafts,
        today,
        deny_warnings: false,
        minify: false,
        rules: true,
        theme: crate::THEME,
        cache: mizan_engine::CacheUse::Off,
    };
    let judge = |sources: &SourceMap| {
        let (built, mut said) = mizan_engine::judge(sources, &options);
        let mut all = unreadable.clone();
        all.append(std::mem::take(&mut said));
        (built, all)
    };
    let (built, mut said) = if arguments.fix {
        match fix(&arguments, &mut sources, own, &|sources| judge(sources).1) {
            Ok(()) => judge(&sources),
            Err(fault) => return report::environment(&fault.to_string()),
        }
    } else {
        judge(&sources)
    };
    if arguments.external {
        said.append(external(&sources, &options, Duration::from_secs(arguments.external_timeout)));
    }
    report::diagnostics(&said, &sources, &arguments.site, arguments.format);
    verdict(built, &said, &arguments)
}

/// Asks for every link that leaves the site.
fn external(sources: &SourceMap, options: &Options, total: Duration) -> Diagnostics {
    let bar = Bar::of_links();
    let said = mizan_engine::external(sources, options, &|polite| Limits { total, ..polite }, &bar);
    bar.finish();
    said
}

fn verdict(built: Option<BuildSummary>, said: &Diagnostics, arguments: &CheckArguments) -> ExitStatus {
    if said.is_empty()
        && let Some(built) = built
    {
        report::sound(&built, arguments.format);
        return ExitStatus::Success;
    }
    if said.has_errors() {
        return ExitStatus::ContentError;
    }
    if arguments.deny.is_some() && said.iter().any(|diagnostic| diagnostic.severity == Severity::Warning) {
        report::denied(arguments.format);
        return ExitStatus::ContentError;
    }
    ExitStatus::Success
}

/// Mends `sources`, of which the first `own` files are the author's, and writes what changed unless it is only
/// to be shown.
fn fix(
    arguments: &CheckArguments,
    sources: &mut SourceMap,
    own: usize,
    judge: &dyn Fn(&SourceMap) -> Diagnostics,
) -> Result<(), WriteError> {
    let read = sources.clone();
    let is_own = |source: SourceId| (source.0 as usize) < own;
    let (mended, _) = fix::apply_fixes(sources, &is_own, judge);
    if arguments.dry_run {
        *sources = read.clone();
    } else {
        write(&arguments.site, &mended, &read, sources)?;
    }
    report::mended(&mended, &read, arguments.dry_run, arguments.format);
    Ok(())
}

fn write(site: &Path, mended: &fix::FixReport, read: &SourceMap, now: &SourceMap) -> Result<(), WriteError> {
    let change = |source: &SourceId| {
        let file = read.file(*source);
        Change::Replace { path: file.path.clone(), read: file.bytes.clone(), new: now.file(*source).bytes.clone() }
    };
    author::apply(site, &mended.files.keys().map(change).collect::<Vec<_>>())
}
