//! Whether a statement holds now, as far as the guide goes. No clock is read: the same guide gives the same page.

use crate::{Date, Guide, Statement, When};

/// When a statement holds, seen from the latest day on which the guide, or the statement, was worked on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Validity {
    /// It names no end, and it has begun. For versions, nothing more can be known than that they are there.
    Now,
    /// It names an end that has not come, or a beginning of which it is unknown whether it has.
    Passing,
    /// It begins later.
    NotYet,
    /// It has ended.
    Over,
}

/// When a statement holds.
pub fn validity(guide: &Guide, statement: &Statement) -> Validity {
    let days = [statement.checked, guide.updated, guide.published, guide.freshness.as_of];
    let days = || days.iter().flatten();
    let is_over = |until: &Date| days().any(|day| until.days_until(*day) > 0 && !until.covers(*day));
    let has_begun = |since: &Date| days().any(|day| since.days_until(*day) >= 0);
    match (&statement.since, &statement.until) {
        (_, Some(When::Date(until))) if is_over(until) => Validity::Over,
        (Some(When::Date(since)), _) if days().next().is_some() && !has_begun(since) => Validity::NotYet,
        (Some(When::Date(since)), None) if has_begun(since) => Validity::Now,
        (None | Some(When::Version(_)), None) => Validity::Now,
        _ => Validity::Passing,
    }
}
