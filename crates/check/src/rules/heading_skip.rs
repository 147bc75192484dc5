//! Steps that are missing between headings: the outline of a page, by which many find their way.

use crate::lint::{Check, LanguageProfile, LintRule, LintText};
use mizan_markdown::BlockKind;
use mizan_source::diagnostics::{Code, Diagnostics};

#[doc = include_str!("../../../../docs/diagnostics/MZ0724.md")]
pub(super) struct HeadingSkip;

impl LintRule for HeadingSkip {
    const CODE: Code = Code::HeadingSkip;
    const CHECK: Check = Check::Text(check);
}

fn check(text: &LintText<'_>, _: &LanguageProfile<'_>) -> Diagnostics {
    let headings: Vec<_> = text
        .outline
        .blocks
        .iter()
        .filter_map(|block| match block.kind {
            BlockKind::Heading(level) => Some((level, block)),
            _ => None,
        })
        .collect();
    let Some(highest) = headings.iter().map(|(level, _)| *level).min() else { return Diagnostics::default() };
    let mut diagnostics = Diagnostics::default();
    // The page's own heading stands above the highest of the text.
    let mut above = highest - 1;
    for (level, block) in headings {
        if level > above + 1 {
            let (signs, fewer) = ("#".repeat(level.into()), "#".repeat((above + 1).into()));
            let message = format!("a heading in {} leaves out a level", text.what);
            let label = if above < highest {
                format!("{signs}, and {fewer} comes only later")
            } else {
                format!("{signs} directly below {}", "#".repeat(above.into()))
            };
            diagnostics.push(HeadingSkip::warning(message).at(block.span, label).help(format!(
                "write `{fewer}`, or give it a heading to stand under: readers move by levels, not by size"
            )));
        }
        above = level;
    }
    diagnostics
}
