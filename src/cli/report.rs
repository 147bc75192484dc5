//! What the command line says at the end.

use std::io::{IsTerminal, Write};
use std::path::Path;
use std::time::Duration;

use clap::ValueEnum;

use super::ExitStatus;
use mizan_engine::{BuildOutput, BuildSummary};
use mizan_source::SourceMap;
use mizan_source::diagnostics::{self, Code, Diagnostics, Look, Severity};
use mizan_source::fix::{self, FixReport};

/// How what is wrong is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people: the line at fault, a caret, the way out
    Human,
    /// For programs: an object a line
    Json,
    /// For code scanning: SARIF 2.1.0
    Sarif,
    /// For GitHub Actions: annotations of the lines at fault
    Github,
}

/// Says that the machine or the usage is at fault; returns the exit status.
pub(super) fn environment(fault: &str) -> ExitStatus {
    say(&mut std::io::stderr(), &format!("mizan: {fault}\n"));
    ExitStatus::EnvironmentError
}

/// Prints something that changes nothing about the result.
pub(super) fn note(text: &str) {
    say(&mut std::io::stderr(), &format!("mizan: {text}\n"));
}

/// Prints what is wrong with the site in the folder `site`: for people to standard error, for programs to
/// standard output.
pub(super) fn diagnostics(said: &Diagnostics, sources: &SourceMap, site: &Path, format: Format) {
    match format {
        Format::Human => faults(said, sources),
        Format::Json => say(&mut std::io::stdout(), &diagnostics::json_lines(said, sources)),
        Format::Sarif => {
            let log = diagnostics::sarif(said, sources, &folder(site), &|code| Some(crate::pages::page(code)));
            say(&mut std::io::stdout(), &format!("{log:#}\n"));
        }
        Format::Github => {
            say(&mut std::io::stdout(), &diagnostics::github(said, sources, &folder(site)));
            let summary = diagnostics::summary(said, sources);
            if !summary.is_empty() {
                say(&mut std::io::stderr(), &format!("{summary}\n"));
            }
        }
    }
}

/// From the current folder, where a checked-out repository begins, to the site; empty, or ending in `/`.
fn folder(site: &Path) -> String {
    let here = std::env::current_dir().and_then(|here| here.canonicalize());
    let inside = match (here, site.canonicalize()) {
        (Ok(here), Ok(site)) => site.strip_prefix(&here).map(Path::to_path_buf).ok(),
        _ => None,
    };
    let parts = inside.iter().flat_map(|path| path.components()).map(|part| part.as_os_str().to_string_lossy());
    parts.map(|part| format!("{part}/")).collect()
}

/// Says that there is nothing to say.
pub(super) fn sound(built: &BuildSummary, format: Format) {
    if format == Format::Human {
        let line = format!(
            "Nothing to mend: {}, {}, {}\n",
            count(built.guides, "guide", "guides"),
            count(built.languages, "language", "languages"),
            count(built.pages, "page", "pages"),
        );
        say(&mut std::io::stdout(), &format!("{line}{}", unpublished(built)));
    }
}

/// What keeps readers from seeing any guide, and the way out; a line, or nothing.
fn unpublished(built: &BuildSummary) -> String {
    let why = match (built.guides, built.drafts) {
        (1.., _) => return String::new(),
        (_, 0) => {
            return "No guide is published: the site has none yet. `mizan new guide NAME` begins one.\n".to_owned();
        }
        (_, 1) => "the only one is a draft. Take `draft = true` out of its files once it is ready".to_owned(),
        (_, n) => format!("all {n} are drafts. Take `draft = true` out of the files of those that are ready"),
    };
    format!("No guide is published: {why}; until then `mizan serve --drafts` shows what you write.\n")
}

/// Says that warnings are denied.
pub(super) fn denied(format: Format) {
    if format == Format::Human {
        say(&mut std::io::stderr(), "The site has warnings, and --deny warnings was given.\n");
    }
}

/// Says what was mended, or would be: `read` is the site as it was read. For people to standard output; where
/// that is for a program, to standard error.
pub(super) fn mended(mended: &FixReport, read: &SourceMap, dry: bool, format: Format) {
    let places = diagnostics::Places::new(read);
    let mut text = String::new();
    if dry {
        for (source, edits) in &mended.files {
            text.push_str(&fix::diff(read.path(*source), read.file(*source).text().unwrap_or_default(), edits));
        }
    } else {
        for mend in &mended.applied {
            let place = places.start(mizan_source::Span::new(mend.source, mend.at..mend.at));
            let change = match (excerpt(&mend.before), excerpt(&mend.after)) {
                (before, after) if before.is_empty() => format!("added {after}"),
                (before, after) if after.is_empty() => format!("removed {before}"),
                (before, after) => format!("{before} → {after}"),
            };
            let path = diagnostics::printable(read.path(mend.source));
            text.push_str(&format!("{path}:{}: {change} ({})\n", place.line, mend.code));
        }
    }
    for source in &mended.rejected {
        let path = diagnostics::printable(read.path(*source));
        text.push_str(&format!("{path}: left as it is, for mending it would uncover more errors; mend it by hand\n"));
    }
    let files = count(mended.files.len(), "file", "files");
    text.push_str(&match (mended.applied.len(), dry) {
        (0, _) => "Nothing can be mended without asking.\n".to_owned(),
        (n, true) => format!("{} would be mended in {files}; nothing was written.\n", count(n, "fault", "faults")),
        (n, false) => format!("{} mended in {files}.\n", count(n, "fault", "faults")),
    });
    if format == Format::Human {
        say(&mut std::io::stdout(), &text);
    } else {
        say(&mut std::io::stderr(), &text);
    }
}

/// A piece of a file in one line, in backticks; empty where it is.
fn excerpt(text: &str) -> String {
    const LONGEST: usize = 60;
    let shown = diagnostics::printable(text);
    match shown.char_indices().nth(LONGEST) {
        _ if text.is_empty() => String::new(),
        Some((end, _)) => format!("`{}…`", &shown[..end]),
        None => format!("`{shown}`"),
    }
}

/// Prints diagnostics for people.
pub(super) fn faults(said: &Diagnostics, sources: &SourceMap) {
    let look = Look { colour: colour(&std::io::stderr()), ..Look::default() };
    let text = diagnostics::human(said, sources, look);
    // What counts it all stands last.
    let summary = diagnostics::summary(said, sources);
    let body = text.strip_suffix(&format!("{summary}\n")).unwrap_or(&text);
    let last = if summary.is_empty() { String::new() } else { format!("{summary}\n") };
    say(&mut std::io::stderr(), &format!("{body}{}{last}", tells_more(said)));
}

/// Which command tells more about what was just shown; a line, or nothing.
fn tells_more(diagnostics: &Diagnostics) -> String {
    /// More would not be typed.
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
    if named.is_empty() { String::new() } else { format!("mizan explain {} tells more\n", named.join(" ")) }
}

/// Whether what is written to `stream` is seen in colour (no-color.org).
pub(super) fn colour(stream: &impl IsTerminal) -> bool {
    stream.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Says what was built.
pub(super) fn built(outcome: &BuildOutput, out: &Path, took: Duration, format: Format) {
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
        out.display()
    ));
    line.push_str(&unpublished(built));
    say(&mut std::io::stdout(), &line);
}

/// Says that nothing was written, and why.
pub(super) fn refused(outcome: &BuildOutput, format: Format) {
    if format == Format::Human {
        let why = if outcome.diagnostics.has_errors() {
            "the site has errors"
        } else {
            "the site has warnings, and --deny warnings was given"
        };
        say(&mut std::io::stderr(), &format!("Nothing was written: {why}.\n"));
    }
}

/// A line a stage: what took how long.
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
    say(&mut std::io::stderr(), &text);
}

/// Prints what was asked for.
pub(super) fn print(bytes: &[u8]) {
    let mut out = std::io::stdout();
    let _ = out.write_all(bytes);
    let _ = out.flush();
}

/// A closed pipe is no fault of ours.
pub(super) fn say(to: &mut dyn Write, text: &str) {
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
