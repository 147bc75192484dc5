//! The certain differences between tiers: what one has and another lacks, in which rows one is better, what only one
//! has. This is stricter than [`compare`](super::compare), which sorts rows: it excludes whatever an `unknown`, a
//! `partial`, a plan or a date of expiry leaves open. Pages show it as sentences.

use super::compare::{self, ChooserMatch, Interval, Validity, validity};
use super::value::{Better, Mode, Money, NoneRank, Support, Value};
use super::{Answer, AnswerIx, Bound, Cell, Feature, FeatureIx, FeatureType, Guide, Statement, TierIx};

/// A tier's position in a row, if that is beyond doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// All its statements in the row are a plain yes (in rows of other types: a value), and hold now.
    Has,
    /// All its statements in the row are no, and hold now.
    Lacks,
    /// Unknown, not applicable, partly, for money, planned, being phased out, for a time, or one here, another there.
    Unsure,
}

/// Why a row favors a tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It has what the other lacks.
    Has,
    /// It is better, according to the row's `better`.
    Better,
}

/// A row that favors a tier over another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The row that favors the tier.
    pub feature: FeatureIx,
    /// In which way it does.
    pub why: Why,
}

/// The rows in which two tiers differ, each in one list, in row order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Apart {
    /// Those that favor the first.
    pub a: Vec<Reason>,
    /// Those that favor the second.
    pub b: Vec<Reason>,
    /// Those that favor neither: they differ, and which way is better is not declared.
    pub neither: Vec<FeatureIx>,
}

/// What one tier has, lacks and does best of all. Every row is in one list at most, in row order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alone {
    /// It has them, and every other lacks them.
    pub has: Vec<FeatureIx>,
    /// It lacks them, and every other has them.
    pub lacks: Vec<FeatureIx>,
    /// It is better than every other.
    pub best: Vec<FeatureIx>,
    /// Rows that decide nothing, because of some tier they are not known.
    pub open: Vec<FeatureIx>,
}

/// What favors `a` over `b`, and the other way round.
pub fn pair(guide: &Guide, a: TierIx, b: TierIx) -> Apart {
    let mut apart = Apart::default();
    for feature in compare::pair(guide, a, b).different {
        match (ahead(guide, feature, a, b), ahead(guide, feature, b, a)) {
            (Some(why), None) => apart.a.push(Reason { feature, why }),
            (None, Some(why)) => apart.b.push(Reason { feature, why }),
            _ => apart.neither.push(feature),
        }
    }
    apart
}

/// The rows of type support that `a` surely has and `b` surely lacks, whether that is good or not.
pub fn held(guide: &Guide, a: TierIx, b: TierIx) -> Vec<FeatureIx> {
    let apart = |feature: &FeatureIx| {
        let is_support = guide.feature(*feature).is_some_and(|of| of.kind == FeatureType::Support);
        is_support && standing(guide, *feature, a) == Standing::Has && standing(guide, *feature, b) == Standing::Lacks
    };
    guide.features.indices().filter(apart).collect()
}

/// The answers that `a` meets without reservation, and `b` does not meet at all, in the chooser's order.
pub fn answers(guide: &Guide, a: TierIx, b: TierIx) -> Vec<AnswerIx> {
    let apart = |answer: &Answer| {
        let lasts = |tier| answer.requires.iter().all(|requirement| lasts(guide, requirement.feature, tier));
        compare::fits(guide, answer, a) == ChooserMatch::Yes
            && matches!(compare::fits(guide, answer, b), ChooserMatch::No(_))
            && lasts(a)
            && lasts(b)
    };
    guide.answers().filter(|(_, answer)| apart(answer)).map(|(ix, _)| ix).collect()
}

/// The differences between a tier and all others.
pub fn alone(guide: &Guide, tier: TierIx) -> Alone {
    let mut alone = Alone::default();
    let others: Vec<TierIx> = guide.tiers.indices().filter(|other| *other != tier).collect();
    if others.is_empty() {
        return alone;
    }
    for (feature, of) in guide.features.iter_enumerated() {
        let is_support = of.kind == FeatureType::Support;
        let all_others =
            |standing: Standing| others.iter().all(|other| self::standing(guide, feature, *other) == standing);
        if guide.tiers.indices().any(|tier| compare::is_unknown(guide, feature, tier)) {
            alone.open.push(feature);
        } else if is_support && standing(guide, feature, tier) == Standing::Has && all_others(Standing::Lacks) {
            alone.has.push(feature);
        } else if is_support && standing(guide, feature, tier) == Standing::Lacks && all_others(Standing::Has) {
            alone.lacks.push(feature);
        } else if others.iter().all(|other| ahead(guide, feature, tier, *other).is_some()) {
            alone.best.push(feature);
        }
    }
    alone
}

/// A tier's position in a row.
pub fn standing(guide: &Guide, feature: FeatureIx, tier: TierIx) -> Standing {
    let Some(cell) = guide.cell(feature, tier) else { return Standing::Unsure };
    let all = |judge: fn(&Statement) -> bool| {
        cell.statements.iter().all(|statement| judge(statement) && holds_now(guide, statement))
    };
    if compare::speaks_of_one_variant(cell) {
        return Standing::Unsure;
    }
    if all(|said| said.value == Value::No) {
        return Standing::Lacks;
    }
    let has = match guide.feature(feature).map(|feature| feature.kind) {
        Some(FeatureType::Support) => all(|said| said.value == Value::Support(Support::Yes)),
        _ => all(is_something),
    };
    if has { Standing::Has } else { Standing::Unsure }
}

/// Whether a statement names a value that is not no, nor a number that may be nought.
fn is_something(said: &Statement) -> bool {
    let positive = Interval::of(said, Better::Higher).is_none_or(|interval| interval.is_positive());
    said.value.is_known() && said.value != Value::No && positive
}

/// Why a row favors `x` over `y`, where it surely does.
fn ahead(guide: &Guide, feature: FeatureIx, x: TierIx, y: TierIx) -> Option<Why> {
    let of = guide.feature(feature)?;
    let standings = (standing(guide, feature, x), standing(guide, feature, y));
    if standings == (Standing::Has, Standing::Lacks) && wanted(of) {
        return Some(Why::Has);
    }
    let better = is_better(guide, of, guide.cell(feature, x)?, guide.cell(feature, y)?);
    better.then_some(Why::Better)
}

/// Whether a cell is surely better than another: in what both say first, and in nothing that both say worse. Pages show
/// the first of each as the reason, so that it must be about the same variant.
fn is_better(guide: &Guide, of: &Feature, ahead: &Cell, behind: &Cell) -> bool {
    let comparable = |statement: &Statement| holds_now(guide, statement) && compare::takes_part(guide, statement);
    // What is not there yet, and what will not be there for long, is not a reason to choose anything.
    let lasts =
        |statement: &Statement| !matches!(statement.value, Value::Support(Support::Planned | Support::Deprecated));
    let said = |left: &Statement, right: &Statement| {
        let order = compare::order(of, left, right);
        let sure = comparable(left) && comparable(right) && is_certain(of.better, left, right);
        (sure && order.not_worse, sure && order.better && lasts(left))
    };
    let variant = |cell: &Cell| cell.first().variant.as_ref().map(|variant| variant.value.clone());
    let (x, y) = (variant(ahead), variant(behind));
    let one_of_many = |cell: &Cell, of: &Option<String>| of.is_none() && compare::speaks_of_one_variant(cell);
    of.better != Better::None
        && (x.is_none() || y.is_none() || x == y)
        && !one_of_many(ahead, &y)
        && !one_of_many(behind, &x)
        && said(ahead.first(), behind.first()).1
        && compare::in_common(ahead, behind).all(|(left, right)| said(left, right).0)
}

/// Whether a price is surely ahead of another: one "from" so much may turn out higher, and one that goes by quantity is
/// another for each. A row's best, which begins with the lowest price to be had, does not ask so much.
fn is_certain(better: Better, ahead: &Statement, behind: &Statement) -> bool {
    let (lower, higher) = if better == Better::Lower { (ahead, behind) } else { (behind, ahead) };
    match (&lower.value, &higher.value) {
        (Value::Money(Money::Free), _) => true,
        (Value::Money(low), Value::Money(high)) => {
            is_flat(low)
                && is_flat(high)
                && !matches!(lower.bound, Bound::AtLeast | Bound::MoreThan)
                && !matches!(higher.bound, Bound::AtMost | Bound::LessThan)
        }
        _ => true,
    }
}

/// Whether a price is one for all quantities.
pub fn is_flat(price: &Money) -> bool {
    match price {
        Money::Amount(amount) => amount.mode == Mode::Flat,
        Money::Free | Money::Paid | Money::OnRequest => true,
    }
}

/// Whether having something of the kind is declared to be better than lacking it. If not, readers who need it
/// express that by an answer: "works without encryption" is not an advantage in itself.
fn wanted(of: &Feature) -> bool {
    match of.kind {
        FeatureType::Support => of.better == Better::Yes,
        kind => of.better == Better::Higher && kind.none() != NoneRank::Apart,
    }
}

fn lasts(guide: &Guide, feature: FeatureIx, tier: TierIx) -> bool {
    guide.cell(feature, tier).is_some_and(|cell| holds_now(guide, cell.first()))
}

fn holds_now(guide: &Guide, statement: &Statement) -> bool {
    validity(guide, statement) == Validity::Now
}
