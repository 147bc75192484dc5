//! Skipped heading levels. Screen reader users navigate by the outline of headings.

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
    // The page's own heading is above the highest of the text.
    let mut above = highest - 1;
    for (level, block) in headings {
        if level > above + 1 {
            let (signs, fewer) = ("#".repeat(level.into()), "#".repeat((above + 1).into()));
            let message = format!("a heading in {} skips a level", text.what);
            let label = if above < highest {
                format!("{signs} comes before the first {fewer}")
            } else {
                format!("{signs} directly below {}", "#".repeat(above.into()))
            };
            diagnostics.push(HeadingSkip::warning(message).at(block.span, label).help(format!(
                "write `{fewer}`, or add the missing heading above it: screen readers navigate by heading level"
            )));
        }
        above = level;
    }
    diagnostics
}
