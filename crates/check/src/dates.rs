//! A guide without a date is not in the feed (RFC 4287, section 4.2.15), which is easy to overlook.

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
                format!("the guide `{}` has no `published` date, so it is not in the feed", guide.id),
            )
            .at(Span::new(guide.file, 0..0), "no `published` date in this file")
            .help("add the date above the first [table], for example `published = 2026-05-04`")
        })
        .collect::<Vec<_>>()
        .into()
}
