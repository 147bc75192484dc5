//! The limits of a guide, checked before any of it is decoded: a guide that exceeds one is not read.

use mizan_source::Spanned;
use mizan_source::diagnostics::{Reported, Sink};
use mizan_source::limits::{self, Limit};

use crate::{Fields, Node, NodeKind, read};

/// Checks how many tiers, groups, features, sources, stats and questions a guide.toml has.
///
/// # Errors
/// If there are more of something than allowed; the error was reported.
pub(super) fn check(fields: &Fields<'_>, sink: &Sink) -> Result<(), Reported> {
    let mut exceeded = None;
    let mut report = |limit: Limit, help: &str, found: Option<Spanned<usize>>| {
        let diagnostic = found.and_then(|found| limit.exceeded(found.value, found.span));
        if let Some(diagnostic) = diagnostic {
            exceeded = Some(sink.report(diagnostic.help(help)));
        }
    };
    let groups = fields.node("groups");
    report(limits::TIERS, "compare fewer tiers in one guide, or make several guides", count(fields.node("tiers")));
    report(limits::GROUPS, "merge groups", count(groups));
    report(limits::FEATURES, "leave out features that do not help readers to decide", features(groups));
    report(limits::SOURCES, "list only sources that a claim cites", count(fields.node("sources")));
    report(limits::STATS, "leave out some of them", count(fields.node("stats")));
    report(limits::QUESTIONS, "ask readers less: a chooser has few questions", count(fields.node("questions")));
    exceeded.map_or(Ok(()), Err)
}

/// How many items a list or a table has.
fn count(node: Option<&Node>) -> Option<Spanned<usize>> {
    let node = node?;
    let (count, last) = match &node.kind {
        NodeKind::Array(items) => (items.len(), items.last()),
        NodeKind::Table(table) => (table.entries.len(), table.entries.values().last().map(|entry| &entry.value)),
        _ => return None,
    };
    Some(Spanned::new(count, read::head(last.unwrap_or(node))))
}

/// How many features all groups have.
fn features(groups: Option<&Node>) -> Option<Spanned<usize>> {
    let NodeKind::Array(groups) = &groups?.kind else { return None };
    let counts: Vec<_> = groups.iter().filter_map(|group| count(group.as_table()?.get("features"))).collect();
    let last = counts.last()?;
    Some(Spanned::new(counts.iter().map(|count| count.value).sum(), last.span))
}
