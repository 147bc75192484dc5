//! `mizan serve`

use std::path::PathBuf;
use std::sync::Arc;

use super::{ExitStatus, Stdout, clock, report};
use mizan_serve::{Report, ServeOptions, StatusUpdate, serve};
use mizan_source::diagnostics::{HumanOptions, Severity, UntranslatedText, human};

#[derive(Debug, clap::Args)]
pub(super) struct ServeArguments {
    /// The folder that contains config.toml
    #[arg(long, value_name = "DIR", default_value = ".")]
    site: PathBuf,
    /// The port to listen on [default: 1111, or the next free one]
    #[arg(long, value_name = "NUMBER")]
    port: Option<u16>,
    /// The address to listen on: 127.0.0.1 for this machine only, 0.0.0.0 for everybody on the network
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    host: String,
    /// Open the site in your browser
    #[arg(long)]
    open: bool,
    /// Include drafts, and mark them as drafts
    #[arg(long)]
    drafts: bool,
    /// Look for changes twice a second, for file systems that do not report them (network drives, containers)
    #[arg(long)]
    poll: bool,
    /// Check the age of claims as of this date [default: SOURCE_DATE_EPOCH, else today in UTC]
    #[arg(long, value_name = "DATE", value_parser = super::build::day)]
    today: Option<mizan_model::Date>,
}

/// Serves the site until Ctrl-C; returns the exit status.
pub(super) fn run(arguments: ServeArguments) -> ExitStatus {
    let today = match clock::today(arguments.today) {
        Ok(today) => today,
        Err(message) => return report::error(&message),
    };
    let build = mizan_engine::Options {
        base_url: None,
        drafts: arguments.drafts,
        today,
        deny_warnings: false,
        minify: true,
        rules: mizan_engine::RuleScope::Named,
        theme: crate::THEME,
        cache: mizan_engine::CacheUse::Off,
    };
    let options = ServeOptions {
        site: arguments.site,
        host: arguments.host,
        port: arguments.port,
        open: arguments.open,
        poll: arguments.poll,
        build,
    };
    match serve(&options, Arc::new(Terminal)) {
        Ok(()) => ExitStatus::Success,
        Err(error) => report::error(&error.to_string()),
    }
}

/// Prints a line for each update, and diagnostics as `mizan build` does.
struct Terminal;

/// The site is served all the same where nobody can read this.
fn print(text: &str) {
    let mut out = Stdout::default();
    out.write(text);
    let _ = out.finish(ExitStatus::Success);
}

/// The most files that are named in a line.
const NAMED: usize = 2;

impl Report for Terminal {
    fn listening(&self, url: &str) {
        print(&format!("Serving the site at {url}\nPress Ctrl-C to stop.\n"));
    }

    fn note(&self, text: &str) {
        report::note(text);
    }

    fn read(&self, news: &StatusUpdate<'_>) {
        if !news.fresh.is_empty() {
            let untranslated = UntranslatedText::PerLanguage;
            let options =
                HumanOptions { color: report::color(&std::io::stderr()), untranslated, ..HumanOptions::default() };
            report::stderr(&human(news.fresh, news.sources, options));
        }
        let first = news.changes.is_empty();
        if first && news.fresh.is_empty() {
            return;
        }
        print(&format!("{}\n", line(news)));
    }
}

/// "en/guide.md changed · 12 ms · 2 warnings"
fn line(news: &StatusUpdate<'_>) -> String {
    let mut parts = Vec::new();
    let all = news.changes.all();
    let named: Vec<&str> = all.iter().copied().take(NAMED).collect();
    match all.len().saturating_sub(NAMED) {
        _ if all.is_empty() => {}
        0 => parts.push(format!("{} changed", named.join(" and "))),
        more => {
            parts.push(format!("{} and {} changed", named.join(", "), report::count(more, "more file", "more files")))
        }
    }
    if !all.is_empty() {
        parts.push(report::seconds(news.took));
    }
    let errors = news.diagnostics.iter().filter(|d| d.severity == Severity::Error).count();
    let warnings = news.diagnostics.len() - errors;
    if errors > 0 {
        let shown = if news.has_pages { "showing the last good pages" } else { "no pages to show yet" };
        parts.push(format!("{}: {shown}", report::count(errors, "error", "errors")));
    }
    if warnings > 0 {
        parts.push(report::count(warnings, "warning", "warnings"));
    }
    if errors + warnings == 0 {
        parts.push("no problems".to_owned());
    }
    parts.join(" · ")
}
