//! Values that need context: `partial` without how far, `add-on` without a price, and which of two values applies.

use super::{Claim, claims};
use mizan_model::value::{Money, Support, Value};
use mizan_model::{Guide, Statement};
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics, Suppressions};

pub(crate) fn check(guide: &Guide, unread: &Suppressions) -> Diagnostics {
    // A detail that could not be read may be the one that is missed here.
    let claims = claims(guide);
    let complete = claims.iter().filter(|claim| unread.detail(claim.statement.span).is_none());
    complete.filter_map(check_claim).collect::<Vec<_>>().into()
}

/// Whether it is the only price of its cell per month, year or other units: pages print what each is per.
fn has_own_period(claim: &Claim<'_>) -> bool {
    let amount = |statement: &Statement| match &statement.value {
        Value::Money(Money::Amount(amount)) => Some(amount.clone()),
        _ => None,
    };
    let Some(own) = amount(claim.statement) else { return false };
    let others = claim.cell.statements.iter().enumerate().filter(|(at, _)| *at != claim.position);
    others.map(|(_, other)| amount(other)).all(|other| other.is_some_and(|other| !other.is_per_the_same(&own)))
}

fn check_claim(claim: &Claim<'_>) -> Option<Diagnostic> {
    let statement = claim.statement;
    let noted = statement.notes.own || !statement.notes.shared.is_empty();
    let variant = statement.variant.is_some();
    let warning =
        |message: String, label: &str| Diagnostic::warning(Code::MissingContext, message).at(statement.span, label);
    match &statement.value {
        Value::Support(Support::Partial) if !noted && !variant => {
            Some(warning(format!("{} is partial without an explanation", claim.whose), "needs a note or a variant").help(
                "add a note, `{ value = \"partial\", note = \"some-id\" }` with its text under `[notes]` in labels.toml, or a variant",
            ))
        }
        Value::Support(Support::AddOn) if !noted && statement.price.is_none() => {
            Some(warning(format!("{} is an add-on without a price", claim.whose), "needs a price or a note").help(
                "add a price, `{ value = \"add-on\", price = { amount = \"5\", currency = \"USD\" } }`, or a note",
            ))
        }
        value if claim.position > 0 && !variant => {
            let by = value.source().is_some();
            let dated = statement.since.is_some() || statement.until.is_some();
            let told_apart = by || noted || dated || has_own_period(claim);
            (!told_apart).then(|| {
                warning(
                    format!("{} has several values, and this one has nothing to distinguish it", claim.whose),
                    "when does this value apply?",
                )
                .also(claim.cell.first().span, "the first value is here")
                .help("add a `variant` with its name in labels.toml, or `since`, `until` or a note")
            })
        }
        _ => None,
    }
}
