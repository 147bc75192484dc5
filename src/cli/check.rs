//! `mizan check`

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::build::{Deny, day};
use super::progress::Bar;
use super::report::Format;
use super::{ExitStatus, Interrupt, Stdout, clock, report};
use mizan_engine::write::WriteError;
use mizan_engine::write::author::{self, Change};
use mizan_engine::{self, BuildSummary, Options, RuleScope};
use mizan_links::Limits;
use mizan_model::Date;
use mizan_source::diagnostics::{Diagnostics, Severity};
use mizan_source::fix;
use mizan_source::{self, SourceId, SourceMap};

#[derive(Debug, clap::Args)]
pub(super) struct CheckArguments {
    /// The folder that contains config.toml
    #[arg(long, value_name = "DIR", default_value = ".")]
    site: PathBuf,
    /// Include drafts
    #[arg(long)]
    drafts: bool,
    /// Check the age of claims as of this date [default: SOURCE_DATE_EPOCH, else today in UTC]
    #[arg(long, value_name = "DATE", value_parser = day)]
    today: Option<Date>,
    /// The format of diagnostics; `human` goes to standard error, the others to standard output
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
    /// Treat warnings as errors
    #[arg(long, value_name = "WHAT")]
    deny: Option<Deny>,
    /// List every warning about untranslated or outdated text, instead of one line per language
    #[arg(long, short)]
    verbose: bool,
    /// Apply safe fixes to your files; comments and layout are kept
    #[arg(long)]
    fix: bool,
    /// With --fix: only show the changes
    #[arg(long, requires = "fix")]
    dry_run: bool,
    /// Also check links to other sites, by requesting each URL
    #[arg(long)]
    external: bool,
    /// With --external: the time limit for all requests together
    #[arg(long, value_name = "SECONDS", requires = "external", default_value_t = 300, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    external_timeout: u64,
}

/// Checks the site, and applies fixes if asked to; returns the exit status.
pub(super) fn run(arguments: CheckArguments, out: &mut Stdout, interrupt: &Interrupt) -> ExitStatus {
    let today = match clock::today(arguments.today) {
        Ok(today) => today,
        Err(message) => return report::error(&message),
    };
    let (mut sources, unreadable) = match mizan_source::load(&arguments.site) {
        Ok(read) => read,
        Err(error) => return report::error(&error.to_string()),
    };
    let own = sources.len();
    crate::THEME.add_to(&mut sources);
    let options = Options {
        base_url: None,
        drafts: arguments.drafts,
        today,
        deny_warnings: false,
        minify: false,
        rules: RuleScope::All,
        theme: crate::THEME,
        cache: mizan_engine::CacheUse::Off,
    };
    let check = |sources: &SourceMap| {
        let (built, found) = mizan_engine::check_and_summarize(sources, &options);
        let mut all = unreadable.clone();
        all.append(found);
        (built, all)
    };
    let (built, mut diagnostics) = if arguments.fix {
        match fix(&arguments, &mut sources, own, &|sources| check(sources).1, (out, interrupt)) {
            Ok(()) => check(&sources),
            Err(error) => return report::error(&error.to_string()),
        }
    } else {
        check(&sources)
    };
    if arguments.external {
        diagnostics.append(external(&sources, &options, Duration::from_secs(arguments.external_timeout)));
    }
    let output = report::Output { format: arguments.format, verbose: arguments.verbose };
    report::diagnostics(&diagnostics, &sources, &arguments.site, output, out);
    exit_status(built, &diagnostics, &arguments, out)
}

/// Requests every link to another site.
fn external(sources: &SourceMap, options: &Options, total: Duration) -> Diagnostics {
    let bar = Bar::of_links();
    let found = mizan_engine::external(sources, options, &|polite| Limits { total, ..polite }, &bar);
    bar.finish();
    found
}

fn exit_status(
    built: Option<BuildSummary>,
    diagnostics: &Diagnostics,
    arguments: &CheckArguments,
    out: &mut Stdout,
) -> ExitStatus {
    if diagnostics.is_empty()
        && let Some(built) = built
    {
        report::no_problems(&built, arguments.format, out);
        return ExitStatus::Success;
    }
    if diagnostics.has_errors() {
        return ExitStatus::ContentError;
    }
    if arguments.deny.is_some() && diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Warning) {
        report::warnings_denied(arguments.format);
        return ExitStatus::ContentError;
    }
    ExitStatus::Success
}

/// Applies safe fixes to `sources`, of which the first `own` files are the author's, and writes the changed files unless
/// `--dry-run` is given.
fn fix(
    arguments: &CheckArguments,
    sources: &mut SourceMap,
    own: usize,
    check: &dyn Fn(&SourceMap) -> Diagnostics,
    (out, interrupt): (&mut Stdout, &Interrupt),
) -> Result<(), WriteError> {
    let read = sources.clone();
    let is_own = |source: SourceId| (source.0 as usize) < own;
    let (fixes, _) = fix::apply_fixes(sources, &is_own, check);
    if arguments.dry_run {
        *sources = read.clone();
    } else {
        let _change = interrupt.defer();
        write(&arguments.site, &fixes, &read, sources)?;
    }
    report::fixes(&fixes, &read, arguments.dry_run, arguments.format, out);
    Ok(())
}

fn write(site: &Path, fixes: &fix::FixReport, read: &SourceMap, now: &SourceMap) -> Result<(), WriteError> {
    let change = |source: &SourceId| {
        let file = read.file(*source);
        Change::Replace { path: file.path.clone(), read: file.bytes.clone(), new: now.file(*source).bytes.clone() }
    };
    author::apply(site, &fixes.files.keys().map(change).collect::<Vec<_>>())
}
