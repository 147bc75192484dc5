//! A table that nobody takes in at once.

use crate::lint::{Check, GuideInput, LintRule};
use mizan_source::diagnostics::{Code, Diagnostics};

/// What readers can weigh at a time, and what stands beside each other on a wide screen.
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
        .at(sixth.span, "the sixth")
        .help(format!("more than {MOST} columns are not read but searched, and a phone shows two at a time"))
        .help("make two guides, each for one kind of reader, or leave out what nobody wavers between");
    Diagnostics::from(vec![diagnostic])
}
