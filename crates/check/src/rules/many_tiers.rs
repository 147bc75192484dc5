//! A table with too many columns to read at once.

use crate::lint::{Check, GuideInput, LintRule};
use mizan_source::diagnostics::{Code, Diagnostics};

/// What readers can compare at a time, and what fits beside each other on a wide screen.
const MOST: usize = 5;

#[doc = include_str!("../../../../docs/diagnostics/MZ0711.md")]
pub(super) struct ManyTiers;

impl LintRule for ManyTiers {
    const CODE: Code = Code::ManyTiers;
    const CHECK: Check = Check::Guide(check);
}

fn check(GuideInput { guide, .. }: &GuideInput<'_>) -> Diagnostics {
    let Some(sixth) = guide.tiers.get(MOST.into()) else { return Diagnostics::default() };
    let diagnostic = ManyTiers::warning(format!("the guide `{}` compares {} tiers", guide.id, guide.tiers.len()))
        .at(sixth.span, "the sixth tier")
        .help(format!("compare at most {MOST} tiers: a phone shows two columns at a time"))
        .help("split the guide in two, or remove tiers that readers would not choose between");
    Diagnostics::from(vec![diagnostic])
}
