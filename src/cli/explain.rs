//! `mizan explain`

use std::fmt::Write;
use std::io::IsTerminal;

use clap::builder::PossibleValuesParser;

use super::{ExitStatus, page, report};
use crate::pages;
use mizan_source::diagnostics::{Code, did_you_mean};

#[derive(Debug, clap::Args)]
pub(super) struct ExplainArguments {
    /// Codes as messages show them: MZ0202, or 202 in short [default: a list of all]
    #[arg(value_name = "CODE")]
    codes: Vec<String>,
    /// The language of the pages; a page that is not translated is printed in English
    #[arg(long = "lang", value_name = "LANG", default_value = pages::ENGLISH, value_parser = languages())]
    language: String,
}

fn languages() -> PossibleValuesParser {
    PossibleValuesParser::new(pages::languages())
}

/// Prints the pages of the codes given, or the list of all; returns the exit status.
pub(super) fn run(arguments: &ExplainArguments) -> ExitStatus {
    let mut out = std::io::stdout();
    let language = arguments.language.as_str();
    if arguments.codes.is_empty() {
        report::say(&mut out, &list(language));
        return ExitStatus::Success;
    }
    let mut ended = ExitStatus::Success;
    for (n, written) in arguments.codes.iter().enumerate() {
        match pages::find(written) {
            Some(code) => {
                let gap = if n == 0 { "" } else { "\n" };
                let text = pages::page_in(code, language).unwrap_or_else(|| {
                    report::note(&format!(
                        "there is no page about {code} in `{language}` yet; here is the English one"
                    ));
                    pages::page(code)
                });
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

/// The title of `code` in `language`, or else in English. The line begins with Latin letters, so a title in
/// other letters is isolated from it.
fn title(code: Code, language: &str) -> String {
    match pages::page_in(code, language).and_then(pages::title) {
        Some(title) if language != pages::ENGLISH => format!("\u{2068}{title}\u{2069}"),
        _ => code.title().to_owned(),
    }
}

/// All codes with their titles, by range.
fn list(language: &str) -> String {
    let mut text = String::new();
    for (prefix, heading) in pages::RANGES {
        let codes = Code::ALL.iter().filter(|code| code.id().starts_with(prefix));
        let lines: String = codes.map(|code| format!("  {code}  {}\n", title(*code, language))).collect();
        if !lines.is_empty() {
            let _ = writeln!(text, "{heading}\n{lines}");
        }
    }
    let option = if language == pages::ENGLISH { String::new() } else { format!(" --lang {language}") };
    let _ = writeln!(text, "mizan explain MZ0202{option} prints the page of a code");
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
