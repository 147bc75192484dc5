//! Characters to be replaced by others. Those of one stretch of a file are reported, and fixed, together.

use std::ops::Range;

use mizan_markdown::Block;
use mizan_source::diagnostics::{Applicability, Diagnostic};

/// Part of a block, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Replacement {
    pub range: Range<usize>,
    pub with: String,
    /// Safe where what is there cannot have been intended.
    pub applicability: Applicability,
}

/// One diagnostic for each stretch of equal applicability. `make` is given the text of the stretch and its replacements, and
/// makes the diagnostic and its label. `replacements` are sorted and do not overlap.
pub(crate) fn report(
    block: &Block,
    replacements: &[Replacement],
    make: impl Fn(&str, &[Replacement]) -> (Diagnostic, String),
) -> Vec<Diagnostic> {
    let together = |a: &Replacement, b: &Replacement| {
        let piece = block.piece(a.range.start);
        piece.is_some() && piece == block.piece(b.range.start) && a.applicability == b.applicability
    };
    replacements.chunk_by(together).filter_map(|group| one(block, group, &make)).collect()
}

fn one(
    block: &Block,
    group: &[Replacement],
    make: impl Fn(&str, &[Replacement]) -> (Diagnostic, String),
) -> Option<Diagnostic> {
    let range = group.first()?.range.start..group.last()?.range.end;
    let (span, exact) = block.place(range.clone());
    let (diagnostic, label) = make(block.text.get(range.clone())?, group);
    let diagnostic = diagnostic.at(span, label);
    if !exact {
        return Some(diagnostic);
    }
    let mut text = String::new();
    let mut done = range.start;
    for replacement in group {
        text.push_str(block.text.get(done..replacement.range.start)?);
        text.push_str(&replacement.with);
        done = replacement.range.end;
    }
    text.push_str(block.text.get(done..range.end)?);
    Some(diagnostic.fix(
        span,
        text,
        Applicability::safe_if(group.iter().all(|replacement| replacement.applicability.is_safe())),
    ))
}

/// "`,` → `،`, `?` → `؟`": each change once, and how many there are of all.
pub(crate) fn changes(block: &Block, group: &[Replacement]) -> String {
    const SHOWN: usize = 4;
    let mut seen: Vec<String> = Vec::new();
    for replacement in group {
        if seen.len() > SHOWN {
            break;
        }
        let old = block.text.get(replacement.range.clone()).unwrap_or_default();
        let change = match replacement.with.as_str() {
            "" => format!("remove `{old}`"),
            new => format!("`{new}` instead of `{old}`"),
        };
        if !seen.contains(&change) {
            seen.push(change);
        }
    }
    let more = if seen.len() > SHOWN { " and so on" } else { "" };
    seen.truncate(SHOWN);
    let times = if group.len() > 1 { format!(" ({} in all)", group.len()) } else { String::new() };
    format!("{}{more}{times}", seen.join(", "))
}
