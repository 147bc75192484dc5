//! Links with the same text to different pages.

use indexmap::IndexMap;

use super::shared::link_words::{is_vague, normalized};
use crate::lint::{Check, LanguageProfile, LintRule, LintText};
use mizan_markdown::Link;
use mizan_source::diagnostics::{Code, Diagnostics};

#[doc = include_str!("../../../../docs/diagnostics/MZ0726.md")]
pub(super) struct AmbiguousLink;

impl LintRule for AmbiguousLink {
    const CODE: Code = Code::AmbiguousLink;
    const CHECK: Check = Check::Text(check);
}

fn check(text: &LintText<'_>, language: &LanguageProfile<'_>) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    let mut known: IndexMap<String, &Link> = IndexMap::new();
    for link in &text.outline.links {
        let words = normalized(&link.text);
        // Vague texts are reported for that (MZ0725).
        if words.is_empty() || is_vague(&words, language) {
            continue;
        }
        let first = *known.entry(words).or_insert(link);
        if first.target != link.target {
            diagnostics.push(
                AmbiguousLink::warning(format!(
                    "two links in {} have the same text “{}” but different targets",
                    text.what, link.text
                ))
                .at(link.span, format!("to `{}`", link.target))
                .also(first.span, format!("to `{}`", first.target))
                .help("give each link a text that names its own target"),
            );
        }
    }
    diagnostics
}
