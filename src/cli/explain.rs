//! `mizan explain`

use std::fmt::Write;
use std::io::IsTerminal;

use clap::builder::PossibleValuesParser;

use super::{ExitStatus, Stdout, page, report};
use crate::pages;
use mizan_source::diagnostics::{Code, did_you_mean};

#[derive(Debug, clap::Args)]
pub(super) struct ExplainArguments {
    /// Codes, in full (MZ0202) or in short (202) [default: list all codes]
    #[arg(value_name = "CODE")]
    codes: Vec<String>,
    /// The language of the pages; an untranslated page is printed in English
    #[arg(long = "lang", value_name = "LANG", default_value = pages::ENGLISH, value_parser = languages())]
    language: String,
}

fn languages() -> PossibleValuesParser {
    PossibleValuesParser::new(pages::languages())
}

/// Prints the pages of the codes given, or the list of all; returns the exit status.
pub(super) fn run(arguments: &ExplainArguments, out: &mut Stdout) -> ExitStatus {
    let terminal = std::io::stdout();
    let language = arguments.language.as_str();
    if arguments.codes.is_empty() {
        out.write(list(language));
        return ExitStatus::Success;
    }
    let mut ended = ExitStatus::Success;
    for (n, written) in arguments.codes.iter().enumerate() {
        match pages::find(written) {
            Some(code) => {
                let gap = if n == 0 { "" } else { "\n" };
                let text = pages::page_in(code, language).unwrap_or_else(|| {
                    report::note(&format!(
                        "the page about {code} is not translated into `{language}` yet, so it is in English"
                    ));
                    pages::page(code)
                });
                // Programs get Markdown; on a terminal it is formatted.
                let text = if terminal.is_terminal() { page::format(text, style(&terminal)) } else { text.to_owned() };
                out.write(format!("{gap}{text}"));
            }
            None => ended = unknown(written),
        }
    }
    ended
}

fn style(out: &std::io::Stdout) -> page::TerminalStyle {
    const WIDEST: usize = 100;
    let width = terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0));
    page::TerminalStyle { color: report::color(out), width: width.min(WIDEST) }
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
    let _ = writeln!(text, "Run `mizan explain MZ0202{option}` for the page of a code");
    text
}

/// Reports that `written` is not a code, and suggests a code, or the codes whose titles contain the word.
fn unknown(written: &str) -> ExitStatus {
    let lower = written.to_lowercase();
    // Words that are in titles about anything.
    const COMMON: &str = "too few not out its for yet has does more only than that with without from same wrong cannot";
    let is_subject = |word: &&str| word.len() > 2 && !COMMON.split(' ').any(|common| common == *word);
    let words = |code: &Code| code.title().split(|c: char| !c.is_alphanumeric()).filter(is_subject);
    let all = || Code::ALL.iter().flat_map(words);
    // Any word is near a word of three letters.
    let long = all().filter(|word| word.len() > 3);
    let word = all().find(|word| word.to_lowercase() == lower).or_else(|| did_you_mean(&lower, long));
    let near = did_you_mean(&written.to_uppercase(), Code::ALL.iter().map(|code| code.id()));
    let help = match (near, word) {
        (Some(near), _) => format!("did you mean {near}? `mizan explain` lists all codes"),
        (None, Some(word)) => {
            let about = Code::ALL.iter().filter(|code| words(code).any(|known| known == word));
            let lines: String = about.map(|code| format!("\n  {code}  {}", code.title())).collect();
            format!("codes about `{word}`:{lines}")
        }
        (None, None) => "`mizan explain` lists all codes".to_owned(),
    };
    report::error(&format!("unknown code `{written}`; {help}"))
}
