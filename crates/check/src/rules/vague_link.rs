//! Links whose text does not name the target. Screen readers list links without the sentence around them.

use super::shared::link_words::{is_vague, normalized};
use crate::lint::{Check, LanguageProfile, LintRule, LintText};
use mizan_source::diagnostics::{Code, Diagnostics};

#[doc = include_str!("../../../../docs/diagnostics/MZ0725.md")]
pub(super) struct VagueLink;

impl LintRule for VagueLink {
    const CODE: Code = Code::VagueLink;
    const CHECK: Check = Check::Text(check);
}

fn check(text: &LintText<'_>, language: &LanguageProfile<'_>) -> Diagnostics {
    let vague = text.outline.links.iter().filter(|link| is_vague(&normalized(&link.text), language));
    let found = vague.map(|link| {
        VagueLink::warning(format!("the link text “{}” in {} does not describe the target", link.text, text.what))
            .at(link.span, "does not name the target")
            .help("name the target in the link text: screen readers list links without the sentence around them")
    });
    found.collect::<Vec<_>>().into()
}
