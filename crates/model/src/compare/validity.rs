//! Whether a statement is currently valid, judging by the dates in the guide. No clock is read: the same guide gives
//! the same page.

use crate::{Date, Guide, Statement, When};

/// When a statement is valid, seen from the latest date in the guide and the statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Validity {
    /// It has begun, and has no end. A version is taken to be current.
    Now,
    /// It has an end that is still to come, or a beginning that may not have come yet.
    Passing,
    /// It begins later.
    NotYet,
    /// It has ended.
    Over,
}

/// When a statement is valid.
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
