//! Straight quotation marks around Arabic text.

use super::shared::confusables::{Replacement, report};
use crate::lint::{Check, LanguageProfile, LintRule, LintText, Role, is_arabic_letter};
use mizan_markdown::Block;
use mizan_source::diagnostics::{Applicability, Code, Diagnostics};

/// Languages in the Arabic script whose typography quotes in « ».
const GUILLEMETS: [&str; 6] = ["ar", "fa", "ckb", "ps", "ug", "prs"];

#[doc = include_str!("../../../../docs/diagnostics/MZ0721.md")]
pub(super) struct StraightQuotes;

impl LintRule for StraightQuotes {
    const CODE: Code = Code::StraightQuotes;
    const CHECK: Check = Check::Text(check);
}

fn check(text: &LintText<'_>, language: &LanguageProfile<'_>) -> Diagnostics {
    if text.role == Role::Quoted || !GUILLEMETS.contains(&language.primary()) {
        return Diagnostics::default();
    }
    let mut diagnostics = Diagnostics::default();
    for block in &text.outline.blocks {
        diagnostics.extend(report(block, &replacements(block), |_, group| {
            let message = format!("straight quotation marks around text in {} in {}", language.name, text.what);
            let shown = group.first().map(|replacement| replacement.with.clone()).unwrap_or_default();
            let diagnostic = StraightQuotes::warning(message).help("write « and », and “ and ” inside them");
            (diagnostic, format!("write {shown}"))
        }));
    }
    diagnostics
}

fn replacements(block: &Block) -> Vec<Replacement> {
    let mut replacements = Vec::new();
    let mut open: Option<usize> = None;
    let mut before = ' ';
    // How deep in « » the text is: a quotation within one has marks of its own.
    let mut depth = 0usize;
    for (at, c) in block.text.char_indices() {
        match c {
            '«' => depth += 1,
            '»' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if c == '"' {
            match open.take() {
                // 15" is a length.
                None if before.is_numeric() => {}
                None => open = Some(at),
                Some(start) => {
                    let inside = &block.text[start + 1..at];
                    let whole = inside.trim() == inside && !inside.is_empty();
                    if inside.contains(is_arabic_letter) && whole {
                        let with = if depth == 0 { format!("«{inside}»") } else { format!("“{inside}”") };
                        replacements.push(Replacement {
                            range: start..at + 1,
                            with,
                            applicability: Applicability::Safe,
                        });
                    }
                }
            }
        }
        before = c;
    }
    replacements
}
