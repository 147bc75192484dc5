//! Claims that are not true yet but are compared as if they were.

use super::shared::claim_dates::{ClaimDates, has_passed, is_to_come};
use crate::lint::{Check, GuideInput, LintRule};
use crate::{Claim, claims};
use mizan_model::Date;
use mizan_model::value::{Support, Value};
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics};

#[doc = include_str!("../../../../docs/diagnostics/MZ0706.md")]
pub(super) struct NotYet;

impl LintRule for NotYet {
    const CODE: Code = Code::NotYet;
    const CHECK: Check = Check::Guide(check);
}

fn check(GuideInput { guide, today, .. }: &GuideInput<'_>) -> Diagnostics {
    claims(guide).iter().filter_map(|claim| check_claim(claim, *today)).collect::<Vec<_>>().into()
}

fn check_claim(claim: &Claim<'_>, today: Date) -> Option<Diagnostic> {
    let statement = claim.statement;
    let ClaimDates { since, until } = ClaimDates::of(statement);
    // Only the first statement is compared. One whose end has passed is reported for that (MZ0705).
    if claim.position > 0 || until.is_some_and(|day| has_passed(day, today)) {
        return None;
    }
    let announced = matches!(
        statement.value,
        Value::No | Value::Unknown | Value::NotApplicable | Value::Support(Support::Planned | Support::Deprecated)
    );
    let day = since.filter(|day| !announced && is_to_come(*day, today))?;
    let now = match statement.value {
        Value::Support(_) => "write \"planned\" until that day",
        _ => "make it a list: the value that is true today first, then this one with its `since`",
    };
    Some(
        NotYet::warning(format!("{} is only true from {day} but is compared as if it were true today", claim.whose))
            .at(statement.span, format!("today is {today}"))
            .help(now),
    )
}
