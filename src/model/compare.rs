//! What a guide's pages say by comparing: which rows are the same, which cell is best, how two tiers
//! differ, whom an answer fits. Nothing here guesses: what is not known is neither same nor best.

use std::cmp::Ordering;

use super::value::{Better, Equality, Limit, Money, Support, Value};
use super::{Answer, Bound, Cell, Decimal, FeatureIx, FeatureType, Guide, Requirement, Statement, TierIx, Wants};

/// One row, over all tiers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// All tiers say the same, and all of it is known.
    pub same: bool,
    /// By tier.
    pub best: Vec<bool>,
}

/// How two tiers differ: every feature in one of three lists, in row order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PairRows {
    pub different: Vec<FeatureIx>,
    pub same: Vec<FeatureIx>,
    /// At least one of the two is not known.
    pub unknown: Vec<FeatureIx>,
}

/// Whether a tier fits what an answer requires.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fit {
    Yes,
    /// It may fit: these features are partial, paid for, deprecated or not known.
    Reservation(Vec<FeatureIx>),
    /// It does not: because of these.
    No(Vec<FeatureIx>),
}

/// How a tier stands over the rows of type `support`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub yes: usize,
    pub add_on: usize,
    pub partial: usize,
    pub planned: usize,
    pub deprecated: usize,
    pub no: usize,
    pub not_applicable: usize,
    /// A cell that is missing (an error stands) counts here.
    pub unknown: usize,
}

/// Compares all tiers, row by row.
pub fn rows(guide: &Guide) -> Vec<Row> {
    (0..guide.features.len()).map(|feature| row(guide, feature)).collect()
}

/// Compares all tiers in one row.
pub fn row(guide: &Guide, feature: FeatureIx) -> Row {
    let tiers = guide.tiers.len();
    let same = tiers > 1 && (0..tiers).all(|a| (a + 1..tiers).all(|b| equal(guide, feature, a, b) == Equality::Same));
    Row { same, best: best(guide, feature) }
}

/// Sorts the features by what two tiers say of them.
pub fn pair(guide: &Guide, a: TierIx, b: TierIx) -> PairRows {
    let mut rows = PairRows::default();
    for feature in 0..guide.features.len() {
        match equal(guide, feature, a, b) {
            Equality::Different => rows.different.push(feature),
            Equality::Same => rows.same.push(feature),
            Equality::Unknown => rows.unknown.push(feature),
        }
    }
    rows
}

/// Counts a tier's cells of type `support`.
pub fn counts(guide: &Guide, tier: TierIx) -> Counts {
    let mut counts = Counts::default();
    for (at, _) in guide.features.iter().enumerate().filter(|(_, feature)| feature.kind == FeatureType::Support) {
        let place = match cell(guide, at, tier).map(|cell| &cell.first().value) {
            Some(Value::Support(Support::Yes)) => &mut counts.yes,
            Some(Value::Support(Support::AddOn)) => &mut counts.add_on,
            Some(Value::Support(Support::Partial)) => &mut counts.partial,
            Some(Value::Support(Support::Planned)) => &mut counts.planned,
            Some(Value::Support(Support::Deprecated)) => &mut counts.deprecated,
            Some(Value::No) => &mut counts.no,
            Some(Value::NotApplicable) => &mut counts.not_applicable,
            _ => &mut counts.unknown,
        };
        *place += 1;
    }
    counts
}

/// What a tier says in a row; `None` only where an error stands.
pub(super) fn cell(guide: &Guide, feature: FeatureIx, tier: TierIx) -> Option<&Cell> {
    guide.tiers.get(tier)?.cells.get(feature)?.as_ref()
}

/// Whether nobody knows what a tier says in a row.
pub fn is_unknown(guide: &Guide, feature: FeatureIx, tier: TierIx) -> bool {
    cell(guide, feature, tier).is_none_or(|cell| cell.first().value == Value::Unknown)
}

/// Whether two tiers say the same in a row. The first statement of each cell is compared, with its
/// bound; two `partial` are the same only with the same notes, two texts only in the same words.
pub fn equal(guide: &Guide, feature: FeatureIx, a: TierIx, b: TierIx) -> Equality {
    let (Some(left), Some(right)) = (cell(guide, feature, a), cell(guide, feature, b)) else {
        return Equality::Unknown;
    };
    let (left, right) = (left.first(), right.first());
    let values = left.value.equal(&right.value);
    if values != Equality::Same {
        return values;
    }
    let id = guide.features[feature].id.as_str();
    let same = left.bound == right.bound
        && match &left.value {
            Value::Support(Support::Partial) => same_notes(guide, id, (a, left), (b, right)),
            Value::Text(super::value::Text::Words) => {
                words(guide, id, a, feature, Words::Text) == words(guide, id, b, feature, Words::Text)
                    && words(guide, id, a, feature, Words::Text).is_some()
            }
            _ => true,
        };
    if same { Equality::Same } else { Equality::Different }
}

fn same_notes(guide: &Guide, id: &str, (a, left): (TierIx, &Statement), (b, right): (TierIx, &Statement)) -> bool {
    let ids = |statement: &Statement| {
        let mut ids: Vec<String> = statement.notes.shared.iter().map(|note| note.value.clone()).collect();
        ids.sort();
        ids
    };
    let own = match (left.notes.own, right.notes.own) {
        (false, false) => true,
        (true, true) => {
            let feature = guide.features.iter().position(|feature| feature.id == id).unwrap_or_default();
            let (a, b) = (words(guide, id, a, feature, Words::Note), words(guide, id, b, feature, Words::Note));
            a.is_some() && a == b
        }
        _ => false,
    };
    own && ids(left) == ids(right)
        && left.variant.as_ref().map(|v| &v.value) == right.variant.as_ref().map(|v| &v.value)
}

#[derive(Clone, Copy)]
enum Words {
    Text,
    Note,
}

/// A tier's own words about a feature in the source language. They stand with the tier that gave the cell.
fn words<'a>(guide: &'a Guide, id: &str, tier: TierIx, feature: FeatureIx, which: Words) -> Option<&'a str> {
    let giver = match cell(guide, feature, tier)?.origin {
        super::Origin::Tier(giver) => giver,
        _ => tier,
    };
    let of = |tier: TierIx| {
        let words = guide.words.get(&guide.source_language)?.tiers.get(tier)?.as_ref()?;
        let map = match which {
            Words::Text => &words.text,
            Words::Note => &words.notes,
        };
        map.get(id).map(|prose| prose.text.as_str())
    };
    of(tier).or_else(|| of(giver))
}

/// What is best in a row, by tier: as good as every other that is known, where not all are alike.
fn best(guide: &Guide, feature: FeatureIx) -> Vec<bool> {
    let none = vec![false; guide.tiers.len()];
    let better = guide.features[feature].better;
    if better == Better::None {
        return none;
    }
    let takes_part = |statement: &&Statement| takes_part(statement, better);
    let known: Vec<Option<&Statement>> =
        (0..guide.tiers.len()).map(|tier| cell(guide, feature, tier).map(Cell::first).filter(takes_part)).collect();
    let not_worse = |a: &Statement, b: &Statement| not_worse(a, b, better);
    let others = || known.iter().flatten();
    let alike = others().all(|a| others().all(|b| not_worse(a, b) && not_worse(b, a)));
    if alike {
        return none;
    }
    known.iter().map(|cell| cell.is_some_and(|a| others().all(|b| not_worse(a, b)))).collect()
}

/// Whether a statement can be better or worse than another.
pub(super) fn takes_part(statement: &Statement, better: Better) -> bool {
    match statement.value {
        Value::Unknown | Value::NotApplicable => false,
        // "There is none" has a place only among words of support.
        Value::No => matches!(better, Better::Yes | Better::No),
        _ => true,
    }
}

/// Whether `a` is surely as good as `b` or better.
pub(super) fn not_worse(a: &Statement, b: &Statement, better: Better) -> bool {
    match better {
        Better::Yes | Better::Higher => at_least(a, b, better),
        _ => at_least(b, a, better),
    }
}

/// Whether `a` is surely as high as `b` or higher, whatever "about" and "more than" leave open.
fn at_least(a: &Statement, b: &Statement, better: Better) -> bool {
    if std::ptr::eq(a, b) {
        return true;
    }
    let Some(order) = a.value.order(&b.value, better) else { return false };
    // Prices "from" so much are compared by what they begin at.
    if matches!(a.value, Value::Money(_)) {
        return order != Ordering::Less;
    }
    let floor_known = !matches!(a.bound, Bound::LessThan | Bound::AtMost);
    let ceiling_known = !matches!(b.bound, Bound::MoreThan | Bound::AtLeast);
    if a.bound == b.bound && order == Ordering::Equal {
        return true;
    }
    floor_known && ceiling_known && order != Ordering::Less
}

/// Whether `tier` fits all that `answer` requires. An answer that requires nothing fits everyone.
pub fn fits(guide: &Guide, answer: &Answer, tier: TierIx) -> Fit {
    let mut reservations = Vec::new();
    let mut refusals = Vec::new();
    for (feature, meets) in judged(guide, &answer.requires, tier) {
        match meets {
            Meets::Yes => {}
            Meets::Perhaps => reservations.push(feature),
            Meets::No => refusals.push(feature),
        }
    }
    if !refusals.is_empty() {
        Fit::No(refusals)
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
    /// In part, for money, on its way out, or nobody knows.
    Perhaps,
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

fn meets(guide: &Guide, requirement: &Requirement, tier: TierIx) -> Meets {
    let Some(cell) = cell(guide, requirement.feature, tier) else { return Meets::Perhaps };
    let statement = cell.first();
    match &statement.value {
        Value::Unknown => return Meets::Perhaps,
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
    let has = match value {
        Value::Choice(id) => std::slice::from_ref(id),
        Value::Choices(ids) => ids.as_slice(),
        _ => return Meets::Perhaps,
    };
    if judge(has) { Meets::Yes } else { Meets::No }
}

/// Where a number surely lies: an end that is open is `None`.
struct Interval {
    low: Option<Decimal>,
    high: Option<Decimal>,
    /// The low end itself is not reached.
    above: bool,
    /// The high end itself is not reached.
    below: bool,
}

fn bounds(
    guide: &Guide,
    feature: FeatureIx,
    statement: &Statement,
    min: Option<Decimal>,
    max: Option<Decimal>,
) -> Meets {
    let number = match &statement.value {
        Value::Number(n) | Value::Percent(n) | Value::Limit(Limit::Number(n)) => *n,
        Value::Limit(Limit::Unlimited) => return if max.is_none() { Meets::Yes } else { Meets::No },
        // A range reaches up to its `max` and down to its `min`.
        Value::Range(range) => {
            let up = min.is_none_or(|min| range.max.is_none_or(|top| top >= min));
            let down = max.is_none_or(|max| range.min.is_none_or(|bottom| bottom <= max));
            return if up && down { Meets::Yes } else { Meets::No };
        }
        Value::Rating(rating) => match rating_in_row_scale(guide, feature, rating) {
            Some(number) => number,
            None => return Meets::Perhaps,
        },
        Value::Money(Money::Free) => Decimal::ZERO,
        Value::Money(Money::Amount(price)) => {
            let same = first_price(guide, feature).is_some_and(|first| first.comparable(price));
            if !same {
                return Meets::Perhaps;
            }
            price.first()
        }
        _ => return Meets::Perhaps,
    };
    within(&interval(number, statement), min, max)
}

fn interval(number: Decimal, statement: &Statement) -> Interval {
    let at = Some(number);
    // A price "from" so much can be had for so much.
    let bound = match (&statement.value, statement.bound) {
        (Value::Money(_), Bound::AtLeast) => Bound::Exact,
        (_, bound) => bound,
    };
    match bound {
        Bound::Exact | Bound::About => Interval { low: at, high: at, above: false, below: false },
        Bound::MoreThan => Interval { low: at, high: None, above: true, below: false },
        Bound::AtLeast => Interval { low: at, high: None, above: false, below: false },
        Bound::LessThan => Interval { low: None, high: at, above: false, below: true },
        Bound::AtMost => Interval { low: None, high: at, above: false, below: false },
    }
}

fn within(number: &Interval, min: Option<Decimal>, max: Option<Decimal>) -> Meets {
    let sure = min.is_none_or(|min| number.low.is_some_and(|low| low >= min))
        && max.is_none_or(|max| number.high.is_some_and(|high| high <= max));
    if sure {
        return Meets::Yes;
    }
    let too_low = |min: Decimal| number.high.is_some_and(|high| high < min || (high == min && number.below));
    let too_high = |max: Decimal| number.low.is_some_and(|low| low > max || (low == max && number.above));
    if min.is_some_and(too_low) || max.is_some_and(too_high) { Meets::No } else { Meets::Perhaps }
}

/// The price whose currency and units the row is judged in: the first in column order.
fn first_price(guide: &Guide, feature: FeatureIx) -> Option<&super::value::MoneyAmount> {
    (0..guide.tiers.len()).find_map(|tier| match &cell(guide, feature, tier)?.first().value {
        Value::Money(Money::Amount(price)) => Some(price),
        _ => None,
    })
}

/// A rating out of the first rating's `max`, so that 9 of 10 is 4.5 where the row begins with stars of 5.
fn rating_in_row_scale(guide: &Guide, feature: FeatureIx, rating: &super::value::Rating) -> Option<Decimal> {
    let max = (0..guide.tiers.len()).find_map(|tier| match &cell(guide, feature, tier)?.first().value {
        Value::Rating(rating) => Some(rating.max),
        _ => None,
    })?;
    if max == rating.max {
        return Some(rating.value);
    }
    rating.share().checked_mul(max)
}

/// The tiers that fit, the answer first: the first in order without reservation, then the others that
/// fit without, then those with. Where nothing is required: the simplest tier.
pub fn recommend(guide: &Guide, answer: &Answer) -> Vec<(TierIx, Fit)> {
    if answer.requires.is_empty() {
        return if guide.tiers.is_empty() { Vec::new() } else { vec![(0, Fit::Yes)] };
    }
    let mut fitting: Vec<(TierIx, Fit)> = (0..guide.tiers.len())
        .map(|tier| (tier, fits(guide, answer, tier)))
        .filter(|(_, fit)| !matches!(fit, Fit::No(_)))
        .collect();
    fitting.sort_by_key(|(_, fit)| *fit != Fit::Yes);
    fitting
}
