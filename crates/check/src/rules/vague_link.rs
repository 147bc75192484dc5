//! Links whose words do not name the page. Many readers hear or see them without the sentence around them.

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
        VagueLink::warning(format!("the words of a link in {} do not say where it leads", text.what))
            .at(link.span, format!("“{}” alone", link.text))
            .help("let the words name the page: who moves from link to link hears nothing else")
    });
    found.collect::<Vec<_>>().into()
}
