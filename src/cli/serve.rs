//! `mizan serve`

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::sync::Arc;

use super::{ExitStatus, clock, report};
use mizan_serve::{Report, ServeOptions, StatusUpdate, serve};
use mizan_source::diagnostics::{Look, Severity, human};

#[derive(Debug, clap::Args)]
pub(super) struct ServeArguments {
    /// The folder that holds config.toml
    #[arg(long, value_name = "DIR", default_value = ".")]
    site: PathBuf,
    /// The port of this machine [default: 1111, or the next that is free]
    #[arg(long, value_name = "NUMBER")]
    port: Option<u16>,
    /// Who can see it: 127.0.0.1 is this machine alone, 0.0.0.0 everybody on the network
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    host: String,
    /// Open the site in your browser
    #[arg(long)]
    open: bool,
    /// Show drafts too, marked as such
    #[arg(long)]
    drafts: bool,
    /// Look for changes twice a second, where the system does not tell of them (network drives, containers)
    #[arg(long)]
    poll: bool,
    /// The day that claims are judged by [default: SOURCE_DATE_EPOCH, else today in UTC]
    #[arg(long, value_name = "DATE", value_parser = super::build::day)]
    today: Option<mizan_model::Date>,
}

/// Serves the site until Ctrl-C; returns the exit status.
pub(super) fn run(arguments: ServeArguments) -> ExitStatus {
    let today = match clock::today(arguments.today) {
        Ok(today) => today,
        Err(fault) => return report::environment(&fault),
    };
    let build = mizan_engine::Options {
        base_url: None,
        drafts: arguments.drafts,
        today,
        deny_warnings: false,
        minify: true,
        rules: false,
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
        Err(fault) => {
            report::environment(&fault.to_string());
            ExitStatus::EnvironmentError
        }
    }
}

/// Says what happens, a line a time; faults as `mizan build` does.
struct Terminal;

/// Files that are named in a line.
const NAMED: usize = 2;

impl Report for Terminal {
    fn listening(&self, url: &str) {
        report::say(&mut std::io::stdout(), &format!("The site stands at {url}\nCtrl-C ends it.\n"));
    }

    fn note(&self, text: &str) {
        report::say(&mut std::io::stderr(), &format!("Note: {text}\n"));
    }

    fn read(&self, news: &StatusUpdate<'_>) {
        let mut out = std::io::stderr();
        if !news.fresh.is_empty() {
            let colour = out.is_terminal() && std::env::var_os("NO_COLOR").is_none();
            report::say(&mut out, &human(news.fresh, news.sources, Look { colour, ..Look::default() }));
        }
        let first = news.changes.is_empty();
        if first && news.fresh.is_empty() {
            return;
        }
        report::say(&mut std::io::stdout(), &format!("{}\n", line(news)));
        let _ = out.flush();
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
        let shown = if news.has_pages { "the last good pages are shown" } else { "no page can be shown yet" };
        parts.push(format!("{}: {shown}", report::count(errors, "error", "errors")));
    }
    if warnings > 0 {
        parts.push(report::count(warnings, "warning", "warnings"));
    }
    if errors + warnings == 0 {
        parts.push("nothing at fault".to_owned());
    }
    parts.join(" · ")
}
