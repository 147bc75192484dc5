//! `mizan build`

use std::path::PathBuf;

use clap::ValueEnum;

use super::progress::{Bar, BuildProgress};
use super::report::Format;
use super::{ExitStatus, Interrupt, Stdout, clock, report};
use mizan_engine::{CacheUse, RuleScope};
use mizan_model::Date;

#[derive(Debug, clap::Args)]
pub(super) struct BuildArguments {
    /// The folder that contains config.toml
    #[arg(long, value_name = "DIR", default_value = ".")]
    site: PathBuf,
    /// Write the site to this folder [default: public, in the site's folder]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Override the URL of the site, `base_url` in config.toml
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<url::Url>,
    /// Include drafts
    #[arg(long)]
    drafts: bool,
    /// Check the age of claims as of this date [default: SOURCE_DATE_EPOCH, else today in UTC]
    #[arg(long, value_name = "DATE", value_parser = day)]
    today: Option<Date>,
    /// Treat warnings as errors
    #[arg(long, value_name = "WHAT")]
    deny: Option<Deny>,
    /// The format of diagnostics; `human` goes to standard error, the others to standard output
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
    /// List every warning about untranslated or outdated text, instead of one line per language
    #[arg(long, short)]
    verbose: bool,
    /// Render every page, without reading or writing the build cache
    #[arg(long)]
    no_cache: bool,
    /// Print how long each stage took
    #[arg(long)]
    timings: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Deny {
    /// Fail if there is any warning
    Warnings,
}

fn base_url(text: &str) -> Result<url::Url, String> {
    mizan_parse::base_url(text)
}

pub(super) fn day(text: &str) -> Result<Date, String> {
    Date::parse(text).filter(|date| date.day.is_some()).ok_or_else(|| "expected a day, such as 2026-12-31".to_owned())
}

/// A cache for this executable only; none if the executable cannot be read.
fn cache_of_this_executable() -> CacheUse {
    let path = std::env::current_exe().ok();
    path.and_then(|path| mizan_engine::ProgramId::of_executable(&path)).map_or(CacheUse::Off, CacheUse::On)
}

/// Builds the site; returns the exit status.
pub(super) fn run(arguments: BuildArguments, stdout: &mut Stdout, interrupt: &Interrupt) -> ExitStatus {
    let started = std::time::Instant::now();
    let today = match clock::today(arguments.today) {
        Ok(today) => today,
        Err(message) => return report::error(&message),
    };
    let out = arguments.out.unwrap_or_else(|| {
        // `public`, not `./public`, as it is written after `--out`.
        arguments.site.strip_prefix(".").unwrap_or(&arguments.site).join("public")
    });
    let options = mizan_engine::Options {
        base_url: arguments.base_url,
        drafts: arguments.drafts,
        today,
        deny_warnings: matches!(arguments.deny, Some(Deny::Warnings)),
        minify: true,
        rules: RuleScope::BeforePublishing,
        theme: crate::THEME,
        cache: if arguments.no_cache { CacheUse::Off } else { cache_of_this_executable() },
    };
    let bar = Bar::default();
    let progress = BuildProgress::new(&bar, interrupt);
    let outcome = mizan_engine::build(&arguments.site, &out, &options, &progress);
    bar.finish();
    // Ends the process if it was interrupted.
    drop(progress);
    match outcome {
        Ok(outcome) => {
            let format = report::Output { format: arguments.format, verbose: arguments.verbose };
            report::diagnostics(&outcome.diagnostics, &outcome.sources, &arguments.site, format, stdout);
            if arguments.timings {
                report::timings(&outcome);
            }
            if let Some(error) = &outcome.cache_error {
                report::note(&format!(
                    "the build cache cannot be written, so the next build starts from scratch: {error}"
                ));
            }
            if outcome.report.is_some() {
                report::built(&outcome, &out, started.elapsed(), arguments.format, stdout);
                ExitStatus::Success
            } else {
                report::nothing_written(&outcome, arguments.format);
                ExitStatus::ContentError
            }
        }
        Err(error) => report::error(&error.to_string()),
    }
}
