//! Commas, semicolons and question marks of another script than the words before them.

use super::shared::confusables::{Replacement, changes, report};
use crate::lint::{Check, LanguageProfile, LintRule, LintText, Role};
use mizan_markdown::{Block, GAP};
use mizan_source::diagnostics::{Applicability, Code, Diagnostics};

/// In Latin, and in the languages that are written in Arabic letters.
const PAIRS: [(char, char); 3] = [(',', '،'), (';', '؛'), ('?', '؟')];
/// Written in Arabic letters, with marks of their own.
const OTHERWISE: [&str; 2] = ["sd", "ks"];

#[doc = include_str!("../../../../docs/diagnostics/MZ0720.md")]
pub(super) struct OtherPunctuation;

impl LintRule for OtherPunctuation {
    const CODE: Code = Code::OtherPunctuation;
    const CHECK: Check = Check::Text(check);
}

fn check(text: &LintText<'_>, language: &LanguageProfile<'_>) -> Diagnostics {
    if text.role == Role::Quoted || !language.knows_script() || OTHERWISE.contains(&language.primary()) {
        return Diagnostics::default();
    }
    let mut diagnostics = Diagnostics::default();
    for block in &text.outline.blocks {
        let replacements = replacements(block, language);
        diagnostics.extend(report(block, &replacements, |_, group| {
            let marks = if language.is_arabic_script() { "Latin" } else { "Arabic" };
            let message = format!("{marks} punctuation follows a word in {} in {}", language.name, text.what);
            let help = match language.is_arabic_script() {
                true => "use the marks of the Arabic script: ، for `,`, ؛ for `;`, ؟ for `?`",
                false => "use Latin marks: `,` for ،, `;` for ؛, `?` for ؟",
            };
            (OtherPunctuation::warning(message).help(help), changes(block, group))
        }));
    }
    diagnostics
}

fn replacements(block: &Block, language: &LanguageProfile<'_>) -> Vec<Replacement> {
    let mut replacements = Vec::new();
    // The last character that is not a bracket, a quotation mark or a space.
    let mut before = GAP;
    for (at, c) in block.text.char_indices() {
        let (wrong, right) = match PAIRS.iter().find(|(latin, arabic)| c == *latin || c == *arabic) {
            Some((latin, arabic)) if language.is_arabic_script() => (*latin, *arabic),
            Some((latin, arabic)) => (*arabic, *latin),
            None => {
                if !is_closing(c) {
                    before = c;
                }
                continue;
            }
        };
        let after = || block.text[at + c.len_utf8()..].chars().find(|c| c.is_alphanumeric() || *c == GAP);
        // Code belongs to no language: the mark after it is that of the sentence, which goes on in words of its own.
        let after_code = || at > 0 && before == GAP && c == ',' && after().is_some_and(|c| is_word(c, language));
        let smiles = c == ';' && is_emoticon(&block.text[at + 1..]);
        if c == wrong && !smiles && (is_word(before, language) || after_code()) {
            replacements.push(Replacement {
                range: at..at + c.len_utf8(),
                with: right.to_string(),
                applicability: Applicability::Safe,
            });
        }
        before = c;
    }
    replacements
}

/// A letter of the language, or a mark over one.
fn is_word(c: char, language: &LanguageProfile<'_>) -> bool {
    let vowel_sign = language.is_arabic_script() && matches!(c, '\u{64B}'..='\u{65F}' | '\u{670}');
    vowel_sign || c.is_alphabetic() && language.writes(c)
}

/// Whether a `;` with this after it is a face that winks, `;-)` or `;)`: it closes no bracket that is open.
fn is_emoticon(after: &str) -> bool {
    let mouth = after.strip_prefix('-').unwrap_or(after);
    let mut end = mouth.chars();
    let is_mouth = end.next().is_some_and(|c| matches!(c, ')' | '(' | 'P' | 'D'));
    is_mouth && end.next().is_none_or(|c| !c.is_alphanumeric())
}

fn is_closing(c: char) -> bool {
    c.is_whitespace() || matches!(c, ')' | ']' | '»' | '”' | '’' | '"' | '\'' | '\u{200C}'..='\u{200F}' | '\u{61C}')
}
