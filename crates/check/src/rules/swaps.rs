//! Characters that ought to be others: faults of one stretch of a file are told, and mended, together.

use std::ops::Range;

use mizan_markdown::Block;
use mizan_source::diagnostics::Diagnostic;

/// What stands in a block, and what ought to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Swap {
    pub range: Range<usize>,
    pub with: String,
    /// Whether nobody could have meant what stands there.
    pub certain: bool,
}

/// One diagnostic a stretch of equal certainty; `make` is given what stands there and its swaps, and says the message, its helps,
/// and the label. `swaps` are sorted and do not overlap.
pub(super) fn report(
    block: &Block,
    swaps: &[Swap],
    make: impl Fn(&str, &[Swap]) -> (Diagnostic, String),
) -> Vec<Diagnostic> {
    let together = |a: &Swap, b: &Swap| {
        let piece = block.piece(a.range.start);
        piece.is_some() && piece == block.piece(b.range.start) && a.certain == b.certain
    };
    swaps.chunk_by(together).filter_map(|group| one(block, group, &make)).collect()
}

fn one(block: &Block, group: &[Swap], make: impl Fn(&str, &[Swap]) -> (Diagnostic, String)) -> Option<Diagnostic> {
    let range = group.first()?.range.start..group.last()?.range.end;
    let (span, exact) = block.place(range.clone());
    let (diagnostic, label) = make(block.text.get(range.clone())?, group);
    let diagnostic = diagnostic.at(span, label);
    if !exact {
        return Some(diagnostic);
    }
    let mut replacement = String::new();
    let mut done = range.start;
    for swap in group {
        replacement.push_str(block.text.get(done..swap.range.start)?);
        replacement.push_str(&swap.with);
        done = swap.range.end;
    }
    replacement.push_str(block.text.get(done..range.end)?);
    Some(diagnostic.fix(span, replacement, group.iter().all(|swap| swap.certain)))
}

/// "`,` → `،`, `?` → `؟`": each change once, and how many there are of all.
pub(super) fn changes(block: &Block, group: &[Swap]) -> String {
    const SHOWN: usize = 4;
    let mut seen: Vec<String> = Vec::new();
    for swap in group {
        if seen.len() > SHOWN {
            break;
        }
        let old = block.text.get(swap.range.clone()).unwrap_or_default();
        let change = match swap.with.as_str() {
            "" => format!("leave out `{old}`"),
            new => format!("`{new}` for `{old}`"),
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
