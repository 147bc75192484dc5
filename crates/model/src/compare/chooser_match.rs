//! Which tiers match an answer of the chooser.

use super::interval::{End, Interval};
use super::none;
use super::validity::{Validity, validity};
use crate::value::{Extent, RequirementKind, Support, Value};
use crate::{Answer, Bound, Decimal, FeatureIx, FeatureType, Guide, Requirement, Statement, TierIx, Wants};

/// Whether a tier fits what an answer requires.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChooserMatch {
    /// It meets every requirement, without reservation.
    Yes,
    /// It fits with a reservation: these features are partial, paid for, being phased out, or in only some variants.
    Reservation(Vec<FeatureIx>),
    /// Nobody knows whether it fits, since these features are not known.
    Unknown(Vec<FeatureIx>),
    /// It does not: because of these.
    No(Vec<FeatureIx>),
}

/// Whether `tier` fits all that `answer` requires. An answer that requires nothing fits everyone.
pub fn fits(guide: &Guide, answer: &Answer, tier: TierIx) -> ChooserMatch {
    let (mut reservations, mut unknown, mut refusals) = (Vec::new(), Vec::new(), Vec::new());
    for (feature, meets) in judged(guide, &answer.requires, tier) {
        match meets {
            MatchLevel::Yes => {}
            MatchLevel::Perhaps => reservations.push(feature),
            MatchLevel::Unknown => unknown.push(feature),
            MatchLevel::No => refusals.push(feature),
        }
    }
    if !refusals.is_empty() {
        ChooserMatch::No(refusals)
    } else if !unknown.is_empty() {
        ChooserMatch::Unknown(unknown)
    } else if !reservations.is_empty() {
        ChooserMatch::Reservation(reservations)
    } else {
        ChooserMatch::Yes
    }
}

/// Whether a tier meets one requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatchLevel {
    /// All that counts meets it, and holds now.
    Yes,
    /// In part, for money, being phased out, in some variants only.
    Perhaps,
    /// Nobody knows.
    Unknown,
    /// It does not, or no longer, or not yet.
    No,
}

/// How `tier` meets each of these requirements, in their order.
pub fn judged<'a>(
    guide: &'a Guide,
    requirements: &'a [Requirement],
    tier: TierIx,
) -> impl Iterator<Item = (FeatureIx, MatchLevel)> + 'a {
    requirements.iter().map(move |requirement| (requirement.feature, meets(guide, requirement, tier)))
}

/// All statements of a tier about it decide, or those about the requested variant: a tier that meets it in one variant
/// and not in another, or is not known to, neither meets it nor falls short. A weaker way beside the first takes
/// nothing from it.
fn meets(guide: &Guide, requirement: &Requirement, tier: TierIx) -> MatchLevel {
    let Some(cell) = guide.cell(requirement.feature, tier) else { return MatchLevel::Unknown };
    let is_asked = |said: &&Statement| match (&requirement.variant, &said.variant) {
        (Some(asked), Some(of)) => asked.value == of.value,
        _ => true,
    };
    let asked = cell.statements.iter().filter(is_asked).map(|said| judge(guide, requirement, said));
    let told: Vec<MatchLevel> = asked.collect();
    // If it asks about a variant that the tier has no statement about, the answer is unknown.
    let Some((first, others)) = told.split_first() else { return MatchLevel::Unknown };
    let unsettles = |other: &MatchLevel| {
        *other == MatchLevel::Unknown
            || matches!(
                (first, other),
                (MatchLevel::Yes, MatchLevel::No) | (MatchLevel::No | MatchLevel::Unknown, MatchLevel::Yes)
            )
    };
    match others.iter().any(unsettles) {
        false => *first,
        true if told.contains(&MatchLevel::Yes) || *first == MatchLevel::Perhaps => MatchLevel::Perhaps,
        true => MatchLevel::Unknown,
    }
}

/// A value that is valid for a limited time is a reservation, and one that will be valid later is a plan. A plan does not
/// match, with or without a date.
fn judge(guide: &Guide, requirement: &Requirement, statement: &Statement) -> MatchLevel {
    let holds = judge_value(guide, requirement, statement);
    match (holds, validity(guide, statement)) {
        _ if statement.value == Value::Support(Support::Planned) => holds,
        (_, Validity::Now) | (MatchLevel::Unknown, _) | (MatchLevel::Perhaps, Validity::Passing) => holds,
        (MatchLevel::Yes | MatchLevel::Perhaps, Validity::NotYet | Validity::Over) => MatchLevel::No,
        (MatchLevel::Yes | MatchLevel::No, _) => MatchLevel::Perhaps,
    }
}

fn judge_value(guide: &Guide, requirement: &Requirement, statement: &Statement) -> MatchLevel {
    let kind = guide.feature(requirement.feature).map_or(FeatureType::Support, |of| of.kind);
    let statement = &*none::counted(kind, statement);
    match &statement.value {
        Value::Unknown => return MatchLevel::Unknown,
        Value::No | Value::NotApplicable => return MatchLevel::No,
        _ => {}
    }
    match &requirement.wants {
        Wants::Yes => match statement.value {
            Value::Support(Support::Yes) => MatchLevel::Yes,
            Value::Support(Support::Planned) => MatchLevel::No,
            _ => MatchLevel::Perhaps,
        },
        Wants::Any(ids) => chosen(&statement.value, |has| ids.iter().any(|id| has.contains(id))),
        Wants::All(ids) => chosen(&statement.value, |has| ids.iter().all(|id| has.contains(id))),
        Wants::Bounds { min, max } => bounds(guide, requirement.feature, statement, *min, *max),
    }
}

fn chosen(value: &Value, judge: impl Fn(&[String]) -> bool) -> MatchLevel {
    let has = value.options();
    if has.is_empty() {
        return MatchLevel::Perhaps;
    }
    judge(has).into()
}

fn bounds(
    guide: &Guide,
    feature: FeatureIx,
    statement: &Statement,
    min: Option<Decimal>,
    max: Option<Decimal>,
) -> MatchLevel {
    let info = guide.feature(feature).map(|feature| feature.kind.info());
    let Some(info) = info.filter(|info| info.requirement == RequirementKind::Bounds) else {
        return MatchLevel::Perhaps;
    };
    let row = guide.row(feature).flatten().map(|cell| &cell.first().value);
    match statement.value.extent_in_row(row) {
        Some(Extent::Number(number)) => {
            // A price "from" so much can be had for so much.
            let bound = match statement.bound {
                Bound::AtLeast if info.starts_at => Bound::Exact,
                bound => bound,
            };
            within(&Interval::around(number, bound), min, max)
        }
        Some(Extent::Range(from, to)) => reach((from, to), min, max),
        Some(Extent::Unlimited) => max.is_none().into(),
        Some(Extent::Positive) | None => MatchLevel::Perhaps,
    }
}

/// A range reaches up to its `max` and down to its `min`; how far it goes where an end is open is unknown.
fn reach((from, to): (Option<Decimal>, Option<Decimal>), min: Option<Decimal>, max: Option<Decimal>) -> MatchLevel {
    let up = min.map(|min| match (to, from) {
        (Some(top), _) => (top >= min).into(),
        (None, Some(bottom)) if bottom >= min => MatchLevel::Yes,
        _ => MatchLevel::Perhaps,
    });
    let down = max.map(|max| match (from, to) {
        (Some(bottom), _) => (bottom <= max).into(),
        (None, Some(top)) if top <= max => MatchLevel::Yes,
        _ => MatchLevel::Perhaps,
    });
    let both = [up, down];
    let told = |meets| both.contains(&Some(meets));
    if told(MatchLevel::No) {
        MatchLevel::No
    } else if told(MatchLevel::Perhaps) {
        MatchLevel::Perhaps
    } else {
        MatchLevel::Yes
    }
}

impl From<bool> for MatchLevel {
    fn from(holds: bool) -> MatchLevel {
        if holds { MatchLevel::Yes } else { MatchLevel::No }
    }
}

fn within(number: &Interval, min: Option<Decimal>, max: Option<Decimal>) -> MatchLevel {
    let high_enough = |min: Decimal| matches!(number.low, End::At { number, .. } if number >= min);
    let low_enough = |max: Decimal| matches!(number.high, End::At { number, .. } if number <= max);
    if min.is_none_or(high_enough) && max.is_none_or(low_enough) {
        return MatchLevel::Yes;
    }
    let beyond = |min: Decimal, end: Decimal, reached: bool| end < min || (end == min && !reached);
    let too_low = |min: Decimal| matches!(number.high, End::At { number, reached } if beyond(min, number, reached));
    let too_high = |max: Decimal| matches!(number.low, End::At { number, reached } if beyond(number, max, reached));
    if min.is_some_and(too_low) || max.is_some_and(too_high) { MatchLevel::No } else { MatchLevel::Perhaps }
}

/// The tiers that may fit, the answer first: the first in order without reservation, then the others that
/// fit without, then those with, then those that are unknown. Where nothing is required: the simplest tier.
pub fn recommend(guide: &Guide, answer: &Answer) -> Vec<(TierIx, ChooserMatch)> {
    if answer.requires.is_empty() {
        return guide.tiers.indices().take(1).map(|first| (first, ChooserMatch::Yes)).collect();
    }
    let mut fitting: Vec<(TierIx, ChooserMatch)> = guide
        .tiers
        .indices()
        .map(|tier| (tier, fits(guide, answer, tier)))
        .filter(|(_, fit)| !matches!(fit, ChooserMatch::No(_)))
        .collect();
    fitting.sort_by_key(|(_, fit)| match fit {
        ChooserMatch::Yes => 0,
        ChooserMatch::Reservation(_) => 1,
        ChooserMatch::Unknown(_) | ChooserMatch::No(_) => 2,
    });
    fitting
}
