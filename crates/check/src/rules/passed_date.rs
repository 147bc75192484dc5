//! Claims whose dates have passed.

use super::shared::claim_dates::{ClaimDates, has_passed};
use crate::lint::{Check, GuideInput, LintRule};
use crate::{Claim, claims};
use mizan_model::Date;
use mizan_model::value::{Support, Value};
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics};

#[doc = include_str!("../../../../docs/diagnostics/MZ0705.md")]
pub(super) struct PassedDate;

impl LintRule for PassedDate {
    const CODE: Code = Code::PassedDate;
    const CHECK: Check = Check::Guide(check);
}

fn check(GuideInput { guide, today, .. }: &GuideInput<'_>) -> Diagnostics {
    claims(guide).iter().filter_map(|claim| check_claim(claim, *today)).collect::<Vec<_>>().into()
}

fn check_claim(claim: &Claim<'_>, today: Date) -> Option<Diagnostic> {
    let statement = claim.statement;
    let ClaimDates { since, until } = ClaimDates::of(statement);
    let warning = |message: String| PassedDate::warning(message).at(statement.span, format!("today is {today}"));
    if let (Value::Support(Support::Planned), Some(day)) =
        (&statement.value, since.filter(|day| has_passed(*day, today)))
    {
        return Some(
            warning(format!("{} is planned for {day}, which has passed", claim.whose))
                .help("if it is available now, write `\"yes\"` with a source")
                .help("or write the new date; remove `since` if there is none"),
        );
    }
    // Only the first statement is compared: those after it may be about the past.
    let day = until.filter(|day| claim.position == 0 && has_passed(*day, today))?;
    Some(
        warning(format!("{} is only true until {day}, which has passed", claim.whose))
            .help("write what is true now, with its source; the old value may follow in a list, with a `variant`"),
    )
}
