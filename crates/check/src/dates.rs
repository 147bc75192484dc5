//! A guide without a day stands in no feed (RFC 4287, section 4.2.15), and nobody would miss it.

use mizan_model::{GuideInterface, Site};
use mizan_source::Span;
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics, IdKind, Suppressions};

/// Drafts may wait for their day; and a guide whose dates could not be read may have one.
pub fn check(site: &Site, unread: &Suppressions) -> Diagnostics {
    let is_unread = |guide: &GuideInterface| {
        ["published", "updated"].iter().any(|key| unread.id(guide.file, IdKind::Key, key).is_some())
    };
    let undated = site
        .guides
        .interfaces()
        .iter()
        .filter(|guide| !guide.draft && guide.published.is_none() && guide.updated.is_none() && !is_unread(guide));
    undated
        .map(|guide| {
            Diagnostic::warning(
                Code::NoDate,
                format!("the guide `{}` has no `published` date, so the feed leaves it out", guide.id),
            )
            .at(Span::new(guide.file, 0..0), "no date in this file")
            .help("add the day to the lines above the first [table]: `published = 2026-05-04`, say")
        })
        .collect::<Vec<_>>()
        .into()
}
