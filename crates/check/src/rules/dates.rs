//! Claims that their own dates have overtaken, or that are not true yet.

use crate::{Claim, claims};
use mizan_model::value::{Support, Value};
use mizan_model::{Date, Guide, When};
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics};

pub(super) fn judge(guide: &Guide, today: Date) -> Diagnostics {
    claims(guide).iter().filter_map(|claim| judge_one(claim, today)).collect::<Vec<_>>().into()
}

fn judge_one(claim: &Claim<'_>, today: Date) -> Option<Diagnostic> {
    let statement = claim.statement;
    let date = |when: &Option<When>| match when {
        Some(When::Date(date)) => Some(*date),
        _ => None,
    };
    let (since, until) = (date(&statement.since), date(&statement.until));
    let warning =
        |code, message: String| Diagnostic::warning(code, message).at(statement.span, format!("today is {today}"));
    if let (Value::Support(Support::Planned), Some(day)) = (&statement.value, since.filter(|day| passed(*day, today))) {
        return Some(
            warning(Code::PassedDate, format!("{} is planned for {day}, which has passed", claim.whose))
                .help("see whether it has come, and write \"yes\" with the source that says so")
                .help("or write the new day; without one, leave `since` out"),
        );
    }
    // Only the first statement is compared: those after it may tell of what was before.
    if claim.position > 0 {
        return None;
    }
    if let Some(day) = until.filter(|day| passed(*day, today)) {
        return Some(
            warning(Code::PassedDate, format!("{} holds until {day}, which has passed", claim.whose))
                .help("write what holds now, with its source; the old value may follow it in a list, with a `variant`"),
        );
    }
    let announced = matches!(
        statement.value,
        Value::No | Value::Unknown | Value::NotApplicable | Value::Support(Support::Planned | Support::Deprecated)
    );
    let day = since.filter(|day| !announced && *day > cut(today, *day))?;
    let now = match statement.value {
        Value::Support(_) => "write \"planned\" until then",
        _ => "put what holds today first in a list, and this after it, with a `variant`",
    };
    Some(
        warning(Code::NotYet, format!("{} holds only from {day} on, and is compared as if it held today", claim.whose))
            .help(now),
    )
}

/// Whether all of a day, month or year is over.
fn passed(date: Date, today: Date) -> bool {
    date < cut(today, date)
}

/// `today`, as precise as `like`.
fn cut(today: Date, like: Date) -> Date {
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
        let is_over = |text: &str| passed(Date::parse(text).expect("a date"), today);
        for over in ["2026-11-30", "2026-11", "2025"] {
            assert!(is_over(over), "{over}");
        }
        for on in ["2026-12-01", "2026-12", "2026", "2027"] {
            assert!(!is_over(on), "{on}");
        }
    }
}
