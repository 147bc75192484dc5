//! `mizan build`

use std::path::PathBuf;

use clap::ValueEnum;

use super::progress::Bar;
use super::report::Format;
use super::{ExitStatus, clock, report};
use mizan_engine::CacheUse;
use mizan_model::Date;

#[derive(Debug, clap::Args)]
pub(super) struct BuildArguments {
    /// The folder that holds config.toml
    #[arg(long, value_name = "DIR", default_value = ".")]
    site: PathBuf,
    /// Where the site is written [default: public, in the site's folder]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The address that the site will have, instead of config.toml's
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<url::Url>,
    /// Build drafts too
    #[arg(long)]
    drafts: bool,
    /// The day that claims are judged by [default: SOURCE_DATE_EPOCH, else today in UTC]
    #[arg(long, value_name = "DATE", value_parser = day)]
    today: Option<Date>,
    /// Treat these as errors
    #[arg(long, value_name = "WHAT")]
    deny: Option<Deny>,
    /// How what is wrong is printed: people read it on standard error, programs on standard output
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
    /// Render every page, reusing nothing of the last build
    #[arg(long)]
    no_cache: bool,
    /// Say where the time went, a line a stage
    #[arg(long)]
    timings: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Deny {
    /// With any warning, nothing is written
    Warnings,
}

fn base_url(text: &str) -> Result<url::Url, String> {
    mizan_parse::base_url(text)
}

pub(super) fn day(text: &str) -> Result<Date, String> {
    Date::parse(text).filter(|date| date.day.is_some()).ok_or_else(|| "write a day like 2026-12-31".to_owned())
}

/// A cache for this executable alone; none where it cannot be read.
fn program() -> CacheUse {
    let path = std::env::current_exe().ok();
    path.and_then(|path| mizan_engine::ProgramId::of_executable(&path)).map_or(CacheUse::Off, CacheUse::On)
}

/// Builds the site; returns the exit status.
pub(super) fn run(arguments: BuildArguments) -> ExitStatus {
    let started = std::time::Instant::now();
    let today = match clock::today(arguments.today) {
        Ok(today) => today,
        Err(fault) => return report::environment(&fault),
    };
    let out = arguments.out.unwrap_or_else(|| arguments.site.join("public"));
    let options = mizan_engine::Options {
        base_url: arguments.base_url,
        drafts: arguments.drafts,
        today,
        deny_warnings: matches!(arguments.deny, Some(Deny::Warnings)),
        minify: true,
        rules: false,
        theme: crate::THEME,
        cache: if arguments.no_cache { CacheUse::Off } else { program() },
    };
    let bar = Bar::default();
    let outcome = mizan_engine::build(&arguments.site, &out, &options, &bar);
    bar.finish();
    match outcome {
        Ok(outcome) => {
            report::diagnostics(&outcome.diagnostics, &outcome.sources, &arguments.site, arguments.format);
            if arguments.timings {
                report::timings(&outcome);
            }
            if let Some(error) = &outcome.cache_error {
                report::note(&format!(
                    "the build cache cannot be written, and the next build starts from scratch: {error}"
                ));
            }
            if outcome.report.is_some() {
                report::built(&outcome, &out, started.elapsed(), arguments.format);
                ExitStatus::Success
            } else {
                report::refused(&outcome, arguments.format);
                ExitStatus::ContentError
            }
        }
        Err(fault) => {
            report::environment(&fault.to_string());
            ExitStatus::EnvironmentError
        }
    }
}
