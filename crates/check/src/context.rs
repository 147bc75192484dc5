//! A word that leaves the reader asking: `partial` how far, `add-on` for how much, and which of two values.

use super::{Claim, claims};
use mizan_model::Guide;
use mizan_model::value::{Support, Value};
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics};

pub(crate) fn check(guide: &Guide) -> Diagnostics {
    claims(guide).iter().filter_map(judge).collect::<Vec<_>>().into()
}

fn judge(claim: &Claim<'_>) -> Option<Diagnostic> {
    let statement = claim.statement;
    let noted = statement.notes.own || !statement.notes.shared.is_empty();
    let variant = statement.variant.is_some();
    let fault =
        |message: String, label: &str| Diagnostic::warning(Code::MissingContext, message).at(statement.span, label);
    match &statement.value {
        Value::Support(Support::Partial) if !noted && !variant => {
            Some(fault(format!("{} is partial, and nothing says how far", claim.whose), "partial in what way?").help(
                "add a note, `{ value = \"partial\", note = \"some-id\" }` with its words in labels.toml, or a variant",
            ))
        }
        Value::Support(Support::AddOn) if !noted && statement.price.is_none() => Some(
            fault(format!("{} is an add-on, and nothing says at what price", claim.whose), "an add-on for how much?")
                .help(
                    "add a price, `{ value = \"add-on\", price = { amount = \"5\", currency = \"USD\" } }`, or a note",
                ),
        ),
        value if claim.position > 0 && !variant => {
            let by = value.source().is_some();
            let told_apart = by || noted || statement.since.is_some() || statement.until.is_some();
            (!told_apart).then(|| {
                fault(
                    format!("{} has several values, and nothing tells this one apart", claim.whose),
                    "when does this hold?",
                )
                .also(claim.cell.first().span, "the first one stands here")
                .help("add a `variant` with its name in labels.toml, or `since`, `until` or a note")
            })
        }
        _ => None,
    }
}
