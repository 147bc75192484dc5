//! Whom an answer of the chooser fits.

use super::cell;
use super::interval::{End, Interval};
use super::tense::{Tense, tense};
use crate::value::{Extent, RequirementKind, Support, Value};
use crate::{Answer, Bound, Decimal, FeatureIx, Guide, Requirement, Statement, TierIx, Wants};

/// Whether a tier fits what an answer requires.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fit {
    Yes,
    /// It fits with a reservation: these features are partial, paid for, on their way out, or there in part of its variants.
    Reservation(Vec<FeatureIx>),
    /// Nobody knows whether it fits, since these features are not known.
    Unknown(Vec<FeatureIx>),
    /// It does not: because of these.
    No(Vec<FeatureIx>),
}

/// Whether `tier` fits all that `answer` requires. An answer that requires nothing fits everyone.
pub fn fits(guide: &Guide, answer: &Answer, tier: TierIx) -> Fit {
    let (mut reservations, mut unknown, mut refusals) = (Vec::new(), Vec::new(), Vec::new());
    for (feature, meets) in judged(guide, &answer.requires, tier) {
        match meets {
            Meets::Yes => {}
            Meets::Perhaps => reservations.push(feature),
            Meets::Unknown => unknown.push(feature),
            Meets::No => refusals.push(feature),
        }
    }
    if !refusals.is_empty() {
        Fit::No(refusals)
    } else if !unknown.is_empty() {
        Fit::Unknown(unknown)
    } else if !reservations.is_empty() {
        Fit::Reservation(reservations)
    } else {
        Fit::Yes
    }
}

/// Whether a tier meets one requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meets {
    Yes,
    /// In part, for money, on its way out, in some variants only.
    Perhaps,
    /// Nobody knows.
    Unknown,
    No,
}

/// How `tier` meets each of these requirements, in their order.
pub fn judged<'a>(
    guide: &'a Guide,
    requirements: &'a [Requirement],
    tier: TierIx,
) -> impl Iterator<Item = (FeatureIx, Meets)> + 'a {
    requirements.iter().map(move |requirement| (requirement.feature, meets(guide, requirement, tier)))
}

/// All that a tier says of it decides, or what it says of the variant that is asked for: who meets it in one variant and
/// does not in another, or is not known to, neither does it nor falls short. A weaker way beside the first takes nothing
/// from it.
fn meets(guide: &Guide, requirement: &Requirement, tier: TierIx) -> Meets {
    let Some(cell) = cell(guide, requirement.feature, tier) else { return Meets::Unknown };
    let is_asked = |said: &&Statement| match (&requirement.variant, &said.variant) {
        (Some(asked), Some(of)) => asked.value == of.value,
        _ => true,
    };
    let asked = cell.statements.iter().filter(is_asked).map(|said| judge(guide, requirement, said));
    let told: Vec<Meets> = asked.collect();
    // Where it is asked of a variant of which the tier says nothing, nobody knows.
    let Some((first, others)) = told.split_first() else { return Meets::Unknown };
    let unsettles = |other: &Meets| {
        *other == Meets::Unknown
            || matches!((first, other), (Meets::Yes, Meets::No) | (Meets::No | Meets::Unknown, Meets::Yes))
    };
    match others.iter().any(unsettles) {
        false => *first,
        true if told.contains(&Meets::Yes) || *first == Meets::Perhaps => Meets::Perhaps,
        true => Meets::Unknown,
    }
}

/// What holds for a time, or will hold, is not what holds: the first is a reservation, the second a plan.
fn judge(guide: &Guide, requirement: &Requirement, statement: &Statement) -> Meets {
    let holds = judge_value(guide, requirement, statement);
    match (holds, tense(guide, statement)) {
        (_, Tense::Now) | (Meets::Perhaps | Meets::Unknown, _) => holds,
        (Meets::Yes, Tense::NotYet | Tense::Over) => Meets::No,
        (Meets::Yes | Meets::No, _) => Meets::Perhaps,
    }
}

fn judge_value(guide: &Guide, requirement: &Requirement, statement: &Statement) -> Meets {
    match &statement.value {
        Value::Unknown => return Meets::Unknown,
        Value::No | Value::NotApplicable => return Meets::No,
        _ => {}
    }
    match &requirement.wants {
        Wants::Yes => match statement.value {
            Value::Support(Support::Yes) => Meets::Yes,
            Value::Support(Support::Planned) => Meets::No,
            _ => Meets::Perhaps,
        },
        Wants::Any(ids) => chosen(&statement.value, |has| ids.iter().any(|id| has.contains(id))),
        Wants::All(ids) => chosen(&statement.value, |has| ids.iter().all(|id| has.contains(id))),
        Wants::Bounds { min, max } => bounds(guide, requirement.feature, statement, *min, *max),
    }
}

fn chosen(value: &Value, judge: impl Fn(&[String]) -> bool) -> Meets {
    let has = value.options();
    if has.is_empty() {
        return Meets::Perhaps;
    }
    judge(has).into()
}

fn bounds(
    guide: &Guide,
    feature: FeatureIx,
    statement: &Statement,
    min: Option<Decimal>,
    max: Option<Decimal>,
) -> Meets {
    let info = guide.features.get(feature).map(|feature| feature.kind.info());
    let Some(info) = info.filter(|info| info.requirement == RequirementKind::Bounds) else { return Meets::Perhaps };
    let row = (0..guide.tiers.len()).filter_map(|tier| Some(&cell(guide, feature, tier)?.first().value));
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
        Some(Extent::Positive) | None => Meets::Perhaps,
    }
}

/// A range reaches up to its `max` and down to its `min`; how far it goes where an end is open nobody said.
fn reach((from, to): (Option<Decimal>, Option<Decimal>), min: Option<Decimal>, max: Option<Decimal>) -> Meets {
    let up = min.map(|min| match (to, from) {
        (Some(top), _) => (top >= min).into(),
        (None, Some(bottom)) if bottom >= min => Meets::Yes,
        _ => Meets::Perhaps,
    });
    let down = max.map(|max| match (from, to) {
        (Some(bottom), _) => (bottom <= max).into(),
        (None, Some(top)) if top <= max => Meets::Yes,
        _ => Meets::Perhaps,
    });
    let both = [up, down];
    let told = |meets| both.contains(&Some(meets));
    if told(Meets::No) {
        Meets::No
    } else if told(Meets::Perhaps) {
        Meets::Perhaps
    } else {
        Meets::Yes
    }
}

impl From<bool> for Meets {
    fn from(holds: bool) -> Meets {
        if holds { Meets::Yes } else { Meets::No }
    }
}

fn within(number: &Interval, min: Option<Decimal>, max: Option<Decimal>) -> Meets {
    let high_enough = |min: Decimal| matches!(number.low, End::At { number, .. } if number >= min);
    let low_enough = |max: Decimal| matches!(number.high, End::At { number, .. } if number <= max);
    if min.is_none_or(high_enough) && max.is_none_or(low_enough) {
        return Meets::Yes;
    }
    let beyond = |min: Decimal, end: Decimal, reached: bool| end < min || (end == min && !reached);
    let too_low = |min: Decimal| matches!(number.high, End::At { number, reached } if beyond(min, number, reached));
    let too_high = |max: Decimal| matches!(number.low, End::At { number, reached } if beyond(number, max, reached));
    if min.is_some_and(too_low) || max.is_some_and(too_high) { Meets::No } else { Meets::Perhaps }
}

/// The tiers that may fit, the answer first: the first in order without reservation, then the others that
/// fit without, then those with, then those of which nobody knows. Where nothing is required: the simplest tier.
pub fn recommend(guide: &Guide, answer: &Answer) -> Vec<(TierIx, Fit)> {
    if answer.requires.is_empty() {
        return if guide.tiers.is_empty() { Vec::new() } else { vec![(0, Fit::Yes)] };
    }
    let mut fitting: Vec<(TierIx, Fit)> = (0..guide.tiers.len())
        .map(|tier| (tier, fits(guide, answer, tier)))
        .filter(|(_, fit)| !matches!(fit, Fit::No(_)))
        .collect();
    fitting.sort_by_key(|(_, fit)| match fit {
        Fit::Yes => 0,
        Fit::Reservation(_) => 1,
        Fit::Unknown(_) | Fit::No(_) => 2,
    });
    fitting
}
