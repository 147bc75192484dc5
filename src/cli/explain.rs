//! `mizan explain`

use std::fmt::Write;
use std::io::IsTerminal;

use super::{ExitStatus, page, report};
use crate::pages;
use mizan_source::diagnostics::{Code, did_you_mean};

#[derive(Debug, clap::Args)]
pub(super) struct ExplainArguments {
    /// Codes as messages show them: MZ0202, or 202 in short [default: a list of all]
    #[arg(value_name = "CODE")]
    codes: Vec<String>,
}

/// Prints the pages of the codes given, or the list of all; returns the exit status.
pub(super) fn run(arguments: &ExplainArguments) -> ExitStatus {
    let mut out = std::io::stdout();
    if arguments.codes.is_empty() {
        report::say(&mut out, &list());
        return ExitStatus::Success;
    }
    let mut ended = ExitStatus::Success;
    for (n, written) in arguments.codes.iter().enumerate() {
        match pages::find(written) {
            Some(code) => {
                let gap = if n == 0 { "" } else { "\n" };
                let text = pages::page(code);
                // A program gets the page as it is; people see it set for their terminal.
                let text = if out.is_terminal() { page::set(text, look(&out)) } else { text.to_owned() };
                report::say(&mut out, &format!("{gap}{text}"));
            }
            None => ended = unknown(written),
        }
    }
    ended
}

fn look(out: &std::io::Stdout) -> page::Look {
    const WIDEST: usize = 100;
    let width = terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0));
    page::Look { colour: report::colour(out), width: width.min(WIDEST) }
}

/// All codes with their titles, by range.
fn list() -> String {
    let mut text = String::new();
    for (prefix, title) in pages::RANGES {
        let codes = Code::ALL.iter().filter(|code| code.id().starts_with(prefix));
        let lines: String = codes.map(|code| format!("  {}  {}\n", code.id(), code.title())).collect();
        if !lines.is_empty() {
            let _ = writeln!(text, "{title}\n{lines}");
        }
    }
    text.push_str("mizan explain MZ0202 prints the page of a code\n");
    text
}

/// Says that `written` is no code, and what may have been meant: a code, or codes whose titles hold the word.
fn unknown(written: &str) -> ExitStatus {
    let lower = written.to_lowercase();
    let words = |code: &Code| code.title().split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2);
    let all = || Code::ALL.iter().flat_map(words);
    let word = all().find(|word| word.to_lowercase() == lower).or_else(|| did_you_mean(&lower, all()));
    let near = did_you_mean(&written.to_uppercase(), Code::ALL.iter().map(|code| code.id()));
    let way_out = match (near, word) {
        (Some(near), _) => format!("did you mean {near}? `mizan explain` alone lists them all"),
        (None, Some(word)) => {
            let about = Code::ALL.iter().filter(|code| words(code).any(|known| known == word));
            let lines: String = about.map(|code| format!("\n  {code}  {}", code.title())).collect();
            format!("these are about `{word}`:{lines}")
        }
        (None, None) => "`mizan explain` alone lists them all".to_owned(),
    };
    report::environment(&format!("there is no code `{written}`; {way_out}"))
}
