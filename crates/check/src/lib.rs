//! Rules that a site is checked against once all of it is loaded. One file per rule.

// No content of an author, a theme or a file may cause a panic; tests may unwrap.
#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod context;
pub mod dates;
mod levels;
pub mod lint;
pub mod outdated;
mod questions;
pub mod references;
mod rules;
mod sources;
mod stale;
pub mod words;

pub use levels::{apply as set_levels, severity};

use mizan_model::{Cell, Date, Guide, Origin, Site, Statement};
use mizan_source::diagnostics::{Diagnostics, Suppressions};

/// Checks all facts. `unread` is what of the site could not be read; `today` is an input, and nothing but diagnostics
/// depends on it.
pub fn run(site: &Site, unread: &Suppressions, today: Date) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    for (guide, interface) in site.guides.iter().zip(site.guides.interfaces()) {
        diagnostics.append(guide_facts(unread, guide, today));
        diagnostics.append(references::check(site, unread, interface));
    }
    diagnostics
}

/// Checks the facts of one guide, but for what it names outside itself ([`references`]). Of `unread`, what belongs to
/// the guide matters.
pub fn guide_facts(unread: &Suppressions, guide: &Guide, today: Date) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    diagnostics.append(context::check(guide, unread));
    diagnostics.append(sources::check(guide, unread));
    diagnostics.append(stale::check(guide, today));
    diagnostics.append(questions::check(guide));
    diagnostics
}

/// A statement that an author wrote, and how messages call it.
struct Claim<'a> {
    /// "`devices` of `business`", "the stat `monthly-users`".
    whose: String,
    /// Of the feature; stats are as important as a guide gets.
    key: bool,
    /// Of the tier, or "the stats".
    tier: &'a str,
    feature: &'a str,
    cell: &'a Cell,
    statement: &'a Statement,
    /// Among the statements of its cell.
    position: usize,
}

/// Every statement in the guide's own files, once: not again where it is inherited.
fn claims(guide: &Guide) -> Vec<Claim<'_>> {
    let mut claims = Vec::new();
    for stat in &guide.stats {
        for (position, statement) in stat.cell.statements.iter().enumerate() {
            let whose = format!("the stat `{}`", stat.id);
            let (tier, feature) = ("the stats", stat.id.as_str());
            claims.push(Claim { whose, key: true, tier, feature, cell: &stat.cell, statement, position });
        }
    }
    for tier in &guide.tiers {
        for (feature, cell) in guide.features.iter().zip(&tier.cells) {
            let Some(cell) = cell.as_ref().filter(|cell| cell.origin == Origin::Own) else { continue };
            for (position, statement) in cell.statements.iter().enumerate() {
                claims.push(Claim {
                    whose: format!("`{}` of `{}`", feature.id, tier.id),
                    key: feature.importance == mizan_model::Importance::Key,
                    tier: &tier.id,
                    feature: &feature.id,
                    cell,
                    statement,
                    position,
                });
            }
        }
    }
    claims
}

#[cfg(test)]
mod tests;
