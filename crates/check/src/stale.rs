//! Claims that have not been checked recently. One diagnostic per tier and day, since claims that were
//! checked together are checked again together.

use std::collections::BTreeMap;

use super::{Claim, claims};
use mizan_model::{Date, Guide};
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics, Severity};

/// Names listed in one message; the rest are counted.
const NAMED: usize = 5;

pub(crate) fn check(guide: &Guide, today: Date) -> Diagnostics {
    let claims = claims(guide);
    let mut by_day: BTreeMap<(usize, Date), Vec<&Claim<'_>>> = BTreeMap::new();
    let mut tiers: Vec<&str> = Vec::new();
    for claim in &claims {
        let Some(checked) = claim.statement.checked else { continue };
        let tier = tiers.iter().position(|tier| *tier == claim.tier).unwrap_or_else(|| {
            tiers.push(claim.tier);
            tiers.len() - 1
        });
        by_day.entry((tier, checked)).or_default().push(claim);
    }
    by_day
        .iter()
        .filter_map(|((_, checked), claims)| check_claims(guide, *checked, today, claims))
        .collect::<Vec<_>>()
        .into()
}

fn check_claims(guide: &Guide, checked: Date, today: Date, claims: &[&Claim<'_>]) -> Option<Diagnostic> {
    let first = claims.first()?;
    let age = checked.days_until(today);
    let over = |limit: Option<u32>| limit.filter(|limit| age > i64::from(*limit));
    let names = names(claims);
    let was = if claims.iter().all(|claim| claim.feature == first.feature) { "was" } else { "were" };
    // A day ahead is the same day in another part of the world.
    if age < -1 {
        return Some(
            Diagnostic::warning(
                Code::OutOfRange,
                format!("{names} {was} checked on {checked}, which is in the future"),
            )
            .at(first.statement.span, format!("today is {today}"))
            .help("write the day on which the claim was last compared with its source"),
        );
    }
    let (severity, limit, key) = match (over(guide.freshness.fail_after), over(guide.freshness.warn_after)) {
        (Some(limit), _) => (Severity::Error, limit, "fail_after"),
        (None, Some(limit)) => (Severity::Warning, limit, "warn_after"),
        (None, None) => return None,
    };
    Some(
        Diagnostic::new(severity, Code::StaleClaim, format!("{names} {was} last checked on {checked}, {age} days ago"))
            .at(first.statement.span, format!("`{key}` allows {limit} days"))
            .help("compare the claim with its source again, and set `checked` to that day"),
    )
}

/// "`a` of `pro`", "`a`, `b` and 7 more of `pro`".
fn names(claims: &[&Claim<'_>]) -> String {
    let mut features: Vec<&str> = claims.iter().map(|claim| claim.feature).collect();
    features.dedup();
    let Some(first) = claims.first() else { return String::new() };
    if features.len() == 1 {
        return first.whose.clone();
    }
    let owner = if first.tier == "the stats" { "the stats".to_owned() } else { format!("`{}`", first.tier) };
    let named: Vec<String> = features.iter().take(NAMED).map(|name| format!("`{name}`")).collect();
    match features.len().checked_sub(NAMED).filter(|more| *more > 0) {
        Some(more) => format!("{} and {more} more of {owner}", named.join(", ")),
        None => match named.split_last() {
            Some((last, rest)) => format!("{} and {last} of {owner}", rest.join(", ")),
            None => owner,
        },
    }
}
