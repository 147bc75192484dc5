//! A space before a punctuation mark, so that the mark may begin a line.

use super::shared::confusables::{Replacement, report};
use crate::lint::{Check, LanguageProfile, LintRule, LintText, Role};
use mizan_markdown::{Block, GAP};
use mizan_source::diagnostics::{Applicability, Code, Diagnostics};

/// Languages that set a (narrow) space before some marks.
const SPACED: [&str; 2] = ["fr", "br"];
/// Marks without another meaning, and those that only end a text.
const WITHIN: [char; 4] = [',', '،', '؛', '؟'];
const AT_THE_END: [char; 2] = ['?', '!'];

#[doc = include_str!("../../../../docs/diagnostics/MZ0730.md")]
pub(super) struct SpaceBefore;

impl LintRule for SpaceBefore {
    const CODE: Code = Code::SpaceBefore;
    const CHECK: Check = Check::Text(check);
}

fn check(text: &LintText<'_>, language: &LanguageProfile<'_>) -> Diagnostics {
    if matches!(text.role, Role::Quoted | Role::Pattern) || SPACED.contains(&language.primary()) || language.is_dense()
    {
        return Diagnostics::default();
    }
    let mut diagnostics = Diagnostics::default();
    for block in &text.outline.blocks {
        diagnostics.extend(report(block, &replacements(block), |_, group| {
            let message = format!("space before a punctuation mark in {}", text.what);
            let diagnostic =
                SpaceBefore::warning(message).help("remove the space: a mark after a space may begin a line");
            (
                diagnostic,
                if group.len() == 1 { "unexpected space".into() } else { format!("{} unexpected spaces", group.len()) },
            )
        }));
    }
    diagnostics
}

fn replacements(block: &Block) -> Vec<Replacement> {
    let text = block.text.as_str();
    let mut replacements = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| WITHIN.contains(c) || AT_THE_END.contains(c)) {
        let after = &text[at + c.len_utf8()..];
        let ends = if WITHIN.contains(&c) {
            after.is_empty() || after.starts_with(char::is_whitespace)
        } else {
            after.trim().is_empty()
        };
        let before = text[..at].trim_end_matches(' ');
        let word = before.ends_with(|c: char| {
            c == GAP || c.is_alphanumeric() || matches!(c, ')' | '»' | '”' | '\u{64B}'..='\u{65F}')
        });
        // A space that ends a line of the file belongs to the line.
        let placed = block.piece(before.len()).is_some() && block.piece(before.len()) == block.piece(at);
        if ends && word && placed && before.len() < at {
            replacements.push(Replacement {
                range: before.len()..at,
                with: String::new(),
                applicability: Applicability::Safe,
            });
        }
    }
    replacements
}
