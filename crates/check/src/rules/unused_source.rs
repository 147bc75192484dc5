//! Sources that nothing cites.

use std::collections::BTreeSet;

use super::shared::statements;
use crate::lint::{Check, GuideInput, LintRule};
use mizan_source::diagnostics::{Code, Diagnostics};

#[doc = include_str!("../../../../docs/diagnostics/MZ0701.md")]
pub(super) struct UnusedSource;

impl LintRule for UnusedSource {
    const CODE: Code = Code::UnusedSource;
    const CHECK: Check = Check::Guide(check);
}

fn check(GuideInput { guide, .. }: &GuideInput<'_>) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    let mut cited: BTreeSet<&str> = BTreeSet::new();
    for statement in statements(guide) {
        cited.extend(statement.sources.iter().map(|citation| citation.source.as_str()));
        cited.extend(statement.value.source());
    }
    for (id, source) in guide.sources.iter().filter(|(id, _)| !cited.contains(id.as_str())) {
        let Some(span) = source.span else { continue };
        diagnostics.push(
            UnusedSource::warning(format!("no claim of the guide `{}` cites the source `{id}`", guide.id))
                .at(span, "listed here but never cited")
                .help(format!("cite `{id}` in the `sources` of the claims that it supports"))
                .help(format!("or remove [sources.{id}], and its text in labels.toml if there is any")),
        );
    }
    diagnostics
}
