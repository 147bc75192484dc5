//! What the command line says at the end.

use std::io::{IsTerminal, Write};
use std::path::Path;
use std::time::Duration;

use super::ENVIRONMENT;
use super::build::Format;
use crate::build::Outcome;
use crate::diagnostics::{self, Code, Diagnostics, Look, Severity};

/// Says that the machine or the usage is at fault; returns the exit code for it.
pub(super) fn environment(fault: &str) -> u8 {
    say(&mut std::io::stderr(), &format!("mizan: {fault}\n"));
    ENVIRONMENT
}

/// Prints every diagnostic: for people to standard error, for programs to standard output.
pub(super) fn diagnostics(outcome: &Outcome, format: Format) {
    match format {
        Format::Human => {
            let look = Look { colour: colour(&std::io::stderr()), ..Look::default() };
            let mut text = diagnostics::human(&outcome.diagnostics, &outcome.sources, look);
            text.push_str(&tells_more(&outcome.diagnostics));
            say(&mut std::io::stderr(), &text);
        }
        Format::Json => say(&mut std::io::stdout(), &diagnostics::json_lines(&outcome.diagnostics, &outcome.sources)),
    }
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
pub(super) fn built(outcome: &Outcome, out: &Path, took: Duration, format: Format) {
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
    say(&mut std::io::stdout(), &line);
}

/// Says that nothing was written, and why.
pub(super) fn refused(outcome: &Outcome, format: Format) {
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
pub(super) fn timings(outcome: &Outcome) {
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
