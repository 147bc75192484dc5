//! A table that nobody takes in at once.

use mizan_model::Guide;
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics};

/// What readers can weigh at a time, and what stands beside each other on a wide screen.
const MOST: usize = 5;

pub(super) fn judge(guide: &Guide) -> Diagnostics {
    let Some(sixth) = guide.tiers.get(MOST) else { return Diagnostics::default() };
    let diagnostic =
        Diagnostic::warning(Code::ManyTiers, format!("the guide `{}` compares {} tiers", guide.id, guide.tiers.len()))
            .at(sixth.span, "the sixth")
            .help(format!("more than {MOST} columns are not read but searched, and a phone shows two at a time"))
            .help("make two guides, each for one kind of reader, or leave out what nobody wavers between");
    Diagnostics::from(vec![diagnostic])
}
