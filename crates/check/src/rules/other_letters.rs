//! Letters that look right but are different characters: Persian letters in Arabic words and Arabic ones in Persian,
//! presentation forms, which old programs wrote instead of letters, and strokes that stretch a word. A reader who
//! searches the page does not find such a word, and a screen reader may not pronounce it.

use unicode_normalization::UnicodeNormalization;

use super::shared::confusables::{Replacement, changes, report};
use crate::lint::{Check, LanguageProfile, LintRule, LintText, Role, is_arabic_letter};
use mizan_markdown::Block;
use mizan_source::diagnostics::{Applicability, Code, Diagnostics};

const TATWEEL: char = '\u{640}';
/// Letters that Arabic lacks: a word with one of them is of another language.
const PERSIAN: [char; 4] = ['پ', 'چ', 'ژ', 'گ'];

#[doc = include_str!("../../../../docs/diagnostics/MZ0723.md")]
pub(super) struct OtherLetters;

impl LintRule for OtherLetters {
    const CODE: Code = Code::OtherLetters;
    const CHECK: Check = Check::Text(check);
}

fn check(text: &LintText<'_>, language: &LanguageProfile<'_>) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    if text.role == Role::Quoted {
        return diagnostics;
    }
    for block in &text.outline.blocks {
        let shapes = shapes(block);
        diagnostics.extend(report(block, &shapes, |_, group| {
            let message =
                format!("presentation forms instead of letters in {}, which is in {}", text.what, language.name);
            let diagnostic = OtherLetters::warning(message)
                .help("type the words again: searches do not find presentation forms, which often come from a PDF");
            (diagnostic, changes(block, group))
        }));
        if !language.is_arabic_script() {
            continue;
        }
        diagnostics.extend(report(block, &foreign(block, language.primary()), |_, group| {
            let message =
                format!("letters of another language's keyboard in {}, which is in {}", text.what, language.name);
            let diagnostic = OtherLetters::warning(message)
                .help("use the language's own letters: these look alike but are searched and sorted differently");
            (diagnostic, changes(block, group))
        }));
        diagnostics.extend(report(block, &stretched(block), |_, group| {
            let message = format!("word stretched with tatweel in {}, which is in {}", text.what, language.name);
            let diagnostic = OtherLetters::warning(message)
                .help("remove U+0640 from words: fonts space the letters, and searches do not find stretched words");
            (diagnostic, format!("remove {}", if group.len() == 1 { "this stroke" } else { "these strokes" }))
        }));
    }
    diagnostics
}

/// U+FB50–FDFB and U+FE70–FEFC, without signs that are intended as they are: ornate brackets, the rial, blessings.
fn shapes(block: &Block) -> Vec<Replacement> {
    let is_shape = |c: char| matches!(c, '\u{FB50}'..='\u{FBB1}' | '\u{FBD3}'..='\u{FD3D}' | '\u{FD50}'..='\u{FDC7}' | '\u{FDF0}'..='\u{FDF1}' | '\u{FE70}'..='\u{FEFC}');
    let shapes = block.text.char_indices().filter(|(_, c)| is_shape(*c));
    shapes
        .map(|(at, c)| Replacement {
            range: at..at + c.len_utf8(),
            with: std::iter::once(c).nfkc().collect(),
            applicability: Applicability::Safe,
        })
        .collect()
}

fn foreign(block: &Block, primary: &str) -> Vec<Replacement> {
    let text = block.text.as_str();
    let mut replacements = Vec::new();
    for (at, c) in text.char_indices() {
        let next = text[at + c.len_utf8()..].chars().next();
        let goes_on = next.is_some_and(is_arabic_letter);
        let (with, certain) = match (primary, c) {
            ("ar", 'ک') => ("ك", true),
            ("ar", 'ہ') => ("ه", true),
            // At the end of a word it may have been intended for ى.
            ("ar", 'ی') => ("ي", goes_on),
            ("fa" | "prs" | "ur", 'ك') => ("ک", true),
            ("fa" | "prs" | "ur", 'ي') => ("ی", true),
            _ => continue,
        };
        if primary != "ar" || !word_around(text, at).contains(PERSIAN) {
            replacements.push(Replacement {
                range: at..at + c.len_utf8(),
                with: with.to_owned(),
                applicability: Applicability::safe_if(certain),
            });
        }
    }
    replacements
}

fn word_around(text: &str, at: usize) -> &str {
    let is_end = |c: char| !is_arabic_letter(c) && c != '\u{200C}';
    let start = text[..at].rfind(is_end).map_or(0, |end| end + text[end..].chars().next().map_or(1, char::len_utf8));
    let end = text[at..].find(is_end).map_or(text.len(), |end| at + end);
    text.get(start..end).unwrap_or_default()
}

/// Tatweel between two letters. After the letter of an abbreviation (هـ) and before a name in other letters
/// (الـAPI) it is correct.
fn stretched(block: &Block) -> Vec<Replacement> {
    let text = block.text.as_str();
    let mut replacements = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(TATWEEL).map(|found| at + found) {
        let run: usize = text[start..].chars().take_while(|c| *c == TATWEEL).map(char::len_utf8).sum();
        at = start + run;
        let letter = |c: Option<char>| c.is_some_and(|c| c != TATWEEL && is_arabic_letter(c));
        let marked = |c: char| matches!(c, '\u{64B}'..='\u{65F}' | '\u{670}');
        let before = text[..start].chars().rev().find(|c| !marked(*c));
        if letter(before) && letter(text[at..].chars().next()) {
            replacements.push(Replacement {
                range: start..at,
                with: String::new(),
                applicability: Applicability::Safe,
            });
        }
    }
    replacements
}
