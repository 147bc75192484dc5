//! Straight quotation marks around Arabic words: on a typewriter there was nothing else.

use super::swaps::{Swap, report};
use super::texts::{Role, Text};
use super::tongue::{Tongue, is_arabic_letter};
use mizan_markdown::Block;
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics};

/// Languages in Arabic letters whose houses quote in « ».
const GUILLEMETS: [&str; 6] = ["ar", "fa", "ckb", "ps", "ug", "prs"];

pub(super) fn judge(text: &Text<'_>, tongue: &Tongue<'_>) -> Diagnostics {
    if text.role == Role::Quoted || !GUILLEMETS.contains(&tongue.primary()) {
        return Diagnostics::default();
    }
    let mut diagnostics = Diagnostics::default();
    for block in &text.outline.blocks {
        diagnostics.extend(report(block, &swaps(block), |_, group| {
            let message = format!("straight quotation marks stand around words of {} in {}", tongue.name, text.what);
            let shown = group.first().map(|swap| swap.with.clone()).unwrap_or_default();
            let diagnostic = Diagnostic::warning(Code::StraightQuotes, message).help(
                "a straight mark does not say whether it opens or closes; write « and », and within those “ and ”",
            );
            (diagnostic, format!("write {shown}"))
        }));
    }
    diagnostics
}

fn swaps(block: &Block) -> Vec<Swap> {
    let mut swaps = Vec::new();
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
                        swaps.push(Swap { range: start..at + 1, with, certain: true });
                    }
                }
            }
        }
        before = c;
    }
    swaps
}
