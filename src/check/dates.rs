//! A guide without a day stands in no feed (RFC 4287, section 4.2.15), and nobody would miss it.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::Site;
use crate::source::Span;

/// Drafts may wait for their day.
pub fn check(site: &Site) -> Diagnostics {
    let undated =
        site.guides.iter().filter(|guide| !guide.draft && guide.published.is_none() && guide.updated.is_none());
    undated
        .map(|guide| {
            Diagnostic::warning(
                Code::NoDate,
                format!("the guide `{}` has no `published` date, so the feed leaves it out", guide.id),
            )
            .at(Span::new(guide.file, 0..0), "no date in this file")
            .help("add the line `published = YYYY-MM-DD` above the first [table]")
        })
        .collect::<Vec<_>>()
        .into()
}
