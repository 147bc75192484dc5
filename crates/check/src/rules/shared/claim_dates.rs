//! The dates of a claim, compared with today.

use mizan_model::{Date, Statement, When};

/// The dates between which a statement holds, where they are dates and not versions.
pub(crate) struct ClaimDates {
    pub since: Option<Date>,
    pub until: Option<Date>,
}

impl ClaimDates {
    pub(crate) fn of(statement: &Statement) -> ClaimDates {
        let date = |when: &Option<When>| match when {
            Some(When::Date(date)) => Some(*date),
            _ => None,
        };
        ClaimDates { since: date(&statement.since), until: date(&statement.until) }
    }
}

/// Whether all of a day, month or year is over.
pub(crate) fn has_passed(date: Date, today: Date) -> bool {
    date < truncated(today, date)
}

/// Whether all of a day, month or year is still to come.
pub(crate) fn is_to_come(date: Date, today: Date) -> bool {
    date > truncated(today, date)
}

/// `today`, as precise as `like`.
fn truncated(today: Date, like: Date) -> Date {
    Date {
        year: today.year,
        month: today.month.filter(|_| like.month.is_some()),
        day: today.day.filter(|_| like.day.is_some()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_has_passed_when_it_is_over() {
        let today = Date::day(2026, 12, 1);
        let is_over = |text: &str| has_passed(Date::parse(text).expect("a date"), today);
        for over in ["2026-11-30", "2026-11", "2025"] {
            assert!(is_over(over), "{over}");
        }
        for on in ["2026-12-01", "2026-12", "2026", "2027"] {
            assert!(!is_over(on), "{on}");
        }
    }
}
