//! What commands print: diagnostics, and the result.

use std::io::{IsTerminal, Write};
use std::path::Path;
use std::time::Duration;

use clap::ValueEnum;

use super::{ExitStatus, Stdout};
use mizan_engine::{BuildOutput, BuildSummary};
use mizan_source::SourceMap;
use mizan_source::diagnostics::{self, Code, Diagnostics, HumanOptions, Severity, UntranslatedText};
use mizan_source::fix::{self, FixReport};

/// The format of diagnostics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people: the source line, a caret, and how to fix it
    Human,
    /// For programs: one JSON object per line
    Json,
    /// For code scanning: SARIF 2.1.0
    Sarif,
    /// For GitHub Actions: annotations
    Github,
}

/// How diagnostics are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Output {
    pub format: Format,
    /// For people: every warning about untranslated or outdated text.
    pub verbose: bool,
}

/// Prints a usage or environment error; returns the exit status.
pub(super) fn error(message: &str) -> ExitStatus {
    stderr(&format!("error: {message}\n"));
    ExitStatus::EnvironmentError
}

/// Prints something that does not change the result.
pub(super) fn note(text: &str) {
    stderr(&format!("note: {text}\n"));
}

/// Prints the diagnostics of the site in the folder `site`: for people to standard error, for programs to standard
/// output.
pub(super) fn diagnostics(list: &Diagnostics, sources: &SourceMap, site: &Path, output: Output, out: &mut Stdout) {
    match output.format {
        Format::Human if output.verbose => human_with(list, sources, UntranslatedText::Each),
        Format::Human => human(list, sources),
        Format::Json => out.write(diagnostics::json_lines(list, sources)),
        Format::Sarif => {
            let log = diagnostics::sarif(list, sources, &folder(site), &|code| Some(crate::pages::page(code)));
            out.write(format!("{log:#}\n"));
        }
        Format::Github => {
            out.write(diagnostics::github(list, sources, &folder(site)));
            let summary = diagnostics::summary(list, sources);
            if !summary.is_empty() {
                stderr(&format!("{summary}\n"));
            }
        }
    }
}

/// The path from the current folder, which is the root of a checked-out repository, to the site; empty, or ending in `/`.
fn folder(site: &Path) -> String {
    let here = std::env::current_dir().and_then(|here| here.canonicalize());
    let inside = match (here, site.canonicalize()) {
        (Ok(here), Ok(site)) => site.strip_prefix(&here).map(Path::to_path_buf).ok(),
        _ => None,
    };
    let parts = inside.iter().flat_map(|path| path.components()).map(|part| part.as_os_str().to_string_lossy());
    parts.map(|part| format!("{part}/")).collect()
}

/// Prints that there are no diagnostics.
pub(super) fn no_problems(built: &BuildSummary, format: Format, out: &mut Stdout) {
    if format == Format::Human {
        let line = format!(
            "No problems found in {}, {}, {}\n",
            count(built.guides, "guide", "guides"),
            count(built.languages, "language", "languages"),
            count(built.pages, "page", "pages"),
        );
        out.write(format!("{line}{}", unpublished(built)));
    }
}

/// Why no guide is published, and what to do about it; empty if there is one.
fn unpublished(built: &BuildSummary) -> String {
    let why = match (built.guides, built.drafts) {
        (1.., _) => return String::new(),
        (_, 0) => {
            return "No guide is published: the site has none. Run `mizan new guide ID` to create one.\n".to_owned();
        }
        (_, 1) => "the only one is a draft. To publish it, remove `draft = true` from its files".to_owned(),
        (_, n) => format!("all {n} are drafts. To publish one, remove `draft = true` from its files"),
    };
    format!("No guide is published: {why}. Run `mizan serve --drafts` to preview drafts.\n")
}

/// Prints that warnings are denied.
pub(super) fn warnings_denied(format: Format) {
    if format == Format::Human {
        stderr("The check failed: the site has warnings, and `--deny warnings` was given.\n");
    }
}

/// Prints the fixes that were applied, or would be: `read` is the site as it was read. To standard output for people; if
/// that is for a program, to standard error.
pub(super) fn fixes(fixes: &FixReport, read: &SourceMap, dry: bool, format: Format, out: &mut Stdout) {
    let places = diagnostics::Places::new(read);
    let mut text = String::new();
    if dry {
        for (source, edits) in &fixes.files {
            text.push_str(&fix::diff(read.path(*source), read.file(*source).text().unwrap_or_default(), edits));
        }
    } else {
        for fix in &fixes.applied {
            let place = places.start(mizan_source::Span::new(fix.source, fix.at..fix.at));
            let change = match (excerpt(&fix.before), excerpt(&fix.after)) {
                (before, after) if before.is_empty() => format!("added {after}"),
                (before, after) if after.is_empty() => format!("removed {before}"),
                (before, after) => format!("{before} → {after}"),
            };
            let path = diagnostics::printable(read.path(fix.source));
            text.push_str(&format!("{path}:{}: {change} ({})\n", place.line, fix.code));
        }
    }
    for source in &fixes.rejected {
        let path = diagnostics::printable(read.path(*source));
        text.push_str(&format!("{path}: not changed, because the fixes would cause more errors; fix it by hand\n"));
    }
    let files = count(fixes.files.len(), "file", "files");
    text.push_str(&match (fixes.applied.len(), dry) {
        (0, _) => "No safe fixes available.\n".to_owned(),
        (n, true) => format!("Would fix {} in {files}; nothing was written.\n", count(n, "problem", "problems")),
        (n, false) => format!("Fixed {} in {files}.\n", count(n, "problem", "problems")),
    });
    if format == Format::Human {
        out.write(&text);
    } else {
        stderr(&text);
    }
}

/// A piece of a file in one line, in backticks; empty if it is empty.
fn excerpt(text: &str) -> String {
    const LONGEST: usize = 60;
    let shown = diagnostics::printable(text);
    match shown.char_indices().nth(LONGEST) {
        _ if text.is_empty() => String::new(),
        Some((end, _)) => format!("`{}…`", &shown[..end]),
        None => format!("`{shown}`"),
    }
}

/// Prints diagnostics for people, with untranslated and outdated text in one line each per language.
pub(super) fn human(list: &Diagnostics, sources: &SourceMap) {
    human_with(list, sources, UntranslatedText::PerLanguage);
}

fn human_with(list: &Diagnostics, sources: &SourceMap, untranslated: UntranslatedText) {
    let options = HumanOptions { color: color(&std::io::stderr()), untranslated, ..HumanOptions::default() };
    stderr(&format!("{}{}", diagnostics::human(list, sources, options), explain_hint(list)));
}

/// The command that explains the diagnostics, errors first; empty if there are none.
fn explain_hint(diagnostics: &Diagnostics) -> String {
    /// More codes would fill the line.
    const NAMED: usize = 3;
    let mut codes: Vec<(Severity, Code)> = diagnostics.iter().map(|d| (d.severity, d.code)).collect();
    codes.sort_by_key(|(severity, code)| (std::cmp::Reverse(*severity), *code));
    let mut named: Vec<&str> = Vec::new();
    for (_, code) in codes {
        if !named.contains(&code.id()) {
            named.push(code.id());
        }
    }
    named.truncate(NAMED);
    if named.is_empty() { String::new() } else { format!("Run `mizan explain {}` for details\n", named.join(" ")) }
}

/// Whether to color what is written to `stream` (no-color.org).
pub(super) fn color(stream: &impl IsTerminal) -> bool {
    stream.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Prints what was built.
pub(super) fn built(outcome: &BuildOutput, folder: &Path, took: Duration, format: Format, out: &mut Stdout) {
    let (Format::Human, Some(report)) = (format, &outcome.report) else { return };
    let warnings = outcome.diagnostics.iter().filter(|d| d.severity == Severity::Warning).count();
    let built = &outcome.built;
    let mut line = format!(
        "Built {} in {}: {}, {}, {} in {}",
        count(built.guides, "guide", "guides"),
        count(built.languages, "language", "languages"),
        count(built.pages, "page", "pages"),
        count(report.files(), "file", "files"),
        bytes(report.bytes),
        seconds(took),
    );
    line.push_str(&format!(
        "\n{} written, {} unchanged, {} removed, {} → {}\n",
        report.written,
        report.unchanged,
        report.deleted,
        count(warnings, "warning", "warnings"),
        folder.display()
    ));
    line.push_str(&unpublished(built));
    out.write(&line);
}

/// Prints that nothing was written, and why.
pub(super) fn nothing_written(outcome: &BuildOutput, format: Format) {
    if format == Format::Human {
        let why = if outcome.diagnostics.has_errors() {
            "the site has errors"
        } else {
            "the site has warnings, and `--deny warnings` was given"
        };
        stderr(&format!("Nothing was written: {why}.\n"));
    }
}

/// Prints how long each stage took.
pub(super) fn timings(outcome: &BuildOutput) {
    let total: Duration = outcome.timings.iter().map(|(_, took)| *took).sum();
    let mut text = String::new();
    for (stage, took) in &outcome.timings {
        let share = if total.is_zero() { 0.0 } else { took.as_secs_f64() / total.as_secs_f64() * 100.0 };
        text.push_str(&format!("{stage:<12}{:>10.1} ms {share:>5.1} %\n", took.as_secs_f64() * 1000.0));
        if *stage == "pages" {
            for (step, took) in &outcome.steps {
                let step = format!("  {step}");
                text.push_str(&format!("{step:<12}{:>10.1} ms on all threads\n", took.as_secs_f64() * 1000.0));
            }
        }
    }
    stderr(&text);
}

/// Writes text for people to standard error, where nobody keeps it: an error is ignored.
pub(super) fn stderr(text: &str) {
    let mut to = std::io::stderr();
    let _ = to.write_all(text.as_bytes());
    let _ = to.flush();
}

pub(super) fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

fn bytes(n: u64) -> String {
    match n {
        0..1_000 => format!("{n} B"),
        1_000..1_000_000 => format!("{:.1} kB", n as f64 / 1e3),
        _ => format!("{:.1} MB", n as f64 / 1e6),
    }
}

pub(super) fn seconds(took: Duration) -> String {
    if took.as_secs() < 1 { format!("{} ms", took.as_millis()) } else { format!("{:.1} s", took.as_secs_f64()) }
}
