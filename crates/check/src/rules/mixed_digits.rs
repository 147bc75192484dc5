//! Digits that are not those of the page. Mizan writes every number in the digits of the language; numbers that
//! authors write in other digits look out of place beside them.

use std::ops::Range;

use super::shared::confusables::{Replacement, changes, report};
use crate::lint::{Check, LanguageProfile, LintRule, LintText, Role, is_arabic_letter};
use mizan_markdown::{Block, GAP};
use mizan_source::diagnostics::{Applicability, Code, Diagnostics};

/// The systems that are mixed up: CLDR's name, its zero, how help shows it.
const SYSTEMS: [(&str, char, &str); 3] = [("latn", '0', "0–9"), ("arab", '٠', "٠–٩"), ("arabext", '۰', "۰–۹")];

#[doc = include_str!("../../../../docs/diagnostics/MZ0722.md")]
pub(super) struct MixedDigits;

impl LintRule for MixedDigits {
    const CODE: Code = Code::MixedDigits;
    const CHECK: Check = Check::Text(check);
}

fn check(text: &LintText<'_>, language: &LanguageProfile<'_>) -> Diagnostics {
    let own = SYSTEMS.iter().position(|(name, ..)| *name == language.locale.numbering_system());
    let Some(own) = own.filter(|_| text.role != Role::Quoted) else { return Diagnostics::default() };
    let mut diagnostics = Diagnostics::default();
    for block in &text.outline.blocks {
        let replacements = replacements(block, own, language);
        diagnostics.extend(report(block, &replacements, |_, group| {
            let (name, _, shown) = SYSTEMS[own];
            let (what, name_of) = (text.what.as_str(), language.name.as_str());
            let message = match group.iter().all(is_sign) {
                true => format!("the percent sign in {what} is not the one for the digits of {name_of}"),
                false => format!("the digits in {what} are not those of {name_of}"),
            };
            let diagnostic = MixedDigits::warning(message)
                .help(format!("write numbers in {shown}, as the rest of the page does"))
                .help(format!(
                    "to use other digits everywhere, set `digits` of the language in config.toml (now `\"{name}\"`)"
                ));
            (diagnostic, changes(block, group))
        }));
    }
    diagnostics
}

/// Which system a digit is of, and its value.
fn digit(c: char) -> Option<(usize, u32)> {
    SYSTEMS.iter().enumerate().find_map(|(system, (_, zero, _))| {
        let value = u32::from(c).checked_sub(u32::from(*zero))?;
        (value < 10).then_some((system, value))
    })
}

fn replacements(block: &Block, own: usize, language: &LanguageProfile<'_>) -> Vec<Replacement> {
    let text = block.text.as_str();
    let words: Vec<Range<usize>> = words(text);
    let mut replacements = Vec::new();
    for (ix, range) in words.iter().enumerate() {
        let word = &text[range.clone()];
        let foreign = |c: char| digit(c).is_some_and(|(system, _)| system != own);
        if !word.contains(foreign) {
            replacements.extend(sign(text, &words, ix, own, language));
            continue;
        }
        let neighbour = |ix: Option<usize>| ix.and_then(|ix| words.get(ix)).map_or("", |range| &text[range.clone()]);
        let (before, after) = (neighbour(ix.checked_sub(1)), neighbour(Some(ix + 1)));
        let latin = word.chars().filter_map(digit).any(|(system, _)| system == 0 && own != 0);
        let spared =
            if latin { is_latin_matter(word, before, after) } else { is_mention(word, before, after, language) };
        if spared {
            continue;
        }
        let (with, certain) = converted(word, own);
        replacements.push(Replacement { range: range.clone(), with, applicability: Applicability::safe_if(certain) });
    }
    replacements
}

/// A percent sign of other digits than the language's, after a number: «50 ٪», «50٪».
fn sign(
    text: &str,
    words: &[Range<usize>],
    ix: usize,
    own: usize,
    language: &LanguageProfile<'_>,
) -> Option<Replacement> {
    let range = words.get(ix)?.clone();
    let (wrong, right) = if own == 0 { ('٪', "%") } else { ('%', "٪") };
    let number = text[range.clone()].strip_suffix(wrong)?;
    // «و» and its kind are written onto the number.
    let of_number = |word: &str| {
        let number = word.trim_start_matches(is_arabic_letter);
        !number.is_empty() && number.chars().all(|c| digit(c).is_some() || is_separator(c))
    };
    let start = if number.is_empty() {
        let before = words.get(ix.checked_sub(1)?)?.clone();
        if !of_number(&text[before.clone()]) || text[before.end..range.start].trim() != "" {
            return None;
        }
        // In the Arabic script there is nothing between a number and its sign; elsewhere a space may.
        if language.is_arabic_script() { before.end } else { range.start }
    } else if of_number(number) {
        range.start + number.len()
    } else {
        return None;
    };
    Some(Replacement { range: start..range.end, with: right.to_owned(), applicability: Applicability::Safe })
}

fn is_sign(replacement: &Replacement) -> bool {
    matches!(replacement.with.as_str(), "%" | "٪")
}

fn is_separator(c: char) -> bool {
    matches!(c, '.' | ',' | '٫' | '٬')
}

/// The parts between spaces and gaps, without the sentence's punctuation; a gap is a word of its own.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut at = 0;
    for part in text.split_inclusive(|c: char| c.is_whitespace() || c == GAP) {
        let bare = part.trim_end_matches(GAP);
        let word = bare.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '%' | '٪' | '+' | '#' | '@'));
        let start = at + (word.as_ptr() as usize - part.as_ptr() as usize);
        if !word.is_empty() {
            words.push(start..start + word.len());
        }
        if bare.len() < part.len() {
            words.push(at + bare.len()..at + part.len());
        }
        at += part.len();
    }
    words
}

/// 0–9 in a name, a version, a URL, a telephone number or a date of ISO 8601: those stay as they are.
fn is_latin_matter(word: &str, before: &str, after: &str) -> bool {
    let latin = |c: char| c.is_ascii_alphabetic();
    let machine = |c: char| matches!(c, '/' | ':' | '@' | '#' | '_' | '+' | '=' | '\\' | '-' | '–');
    word.contains(|c| latin(c) || machine(c))
        || word.matches('.').count() > 1
        || before.ends_with(|c| latin(c) || c == GAP)
        || after.starts_with(|c| latin(c) || c == GAP)
}

/// ٠–٩ where they are the subject, or part of words of their own script.
fn is_mention(word: &str, before: &str, after: &str, language: &LanguageProfile<'_>) -> bool {
    let values: Vec<u32> = word.chars().filter_map(digit).map(|(_, value)| value).collect();
    let shows_all = values.first() == Some(&0) && values.last() == Some(&9);
    let arabic =
        !language.is_arabic_script() && [word, before, after].iter().any(|word| word.contains(is_arabic_letter));
    shows_all || arabic
}

/// The word in the language's digits; separators between digits change with them.
fn converted(word: &str, own: usize) -> (String, bool) {
    let zero = u32::from(SYSTEMS[own].1);
    let mut certain = true;
    let with = word
        .chars()
        .map(|c| match (digit(c), c) {
            (Some((_, value)), _) => char::from_u32(zero + value).unwrap_or(c),
            (None, '٪') if own == 0 => '%',
            (None, '٫') if own == 0 => '.',
            (None, '٬') if own == 0 => ',',
            (None, '%') if own != 0 => '٪',
            (None, '.') if own != 0 => {
                // A point may end a fraction, a day or a number of a section.
                certain = false;
                '٫'
            }
            (None, ',') if own != 0 => {
                certain = false;
                '٬'
            }
            _ => c,
        })
        .collect();
    (with, certain)
}
