//! Where each answer of the chooser leads, taken alone: the tiers that do what it asks, for paper and for who would
//! rather look than answer. Questions together make a tree that doubles with each of them; this grows with the answers.

use super::label::{Label, Words};
use super::pen::{Pen, rich};
use crate::model::compare::{self, Fit};
use crate::model::{Answer, Question, Rich, TierIx};
use crate::render::view::{PathView, StopView};

/// Of fewer answers there is nothing to look up, and so many lines and tiers nobody overlooks.
const LINES: std::ops::RangeInclusive<usize> = 2..=24;
const TIERS: std::ops::RangeInclusive<usize> = 2..=12;

/// The answers that require something: those first that the simplest tier does, those last that none does.
pub fn views(pen: &Pen<'_>, words: &Words<'_>) -> Vec<PathView> {
    let guide = words.guide;
    let asked =
        guide.questions.iter().flat_map(|question| question.answers.iter().map(move |answer| (question, answer)));
    let mut paths: Vec<(TierIx, PathView)> = asked
        .filter(|(_, answer)| !answer.requires.is_empty())
        .map(|(question, answer)| view(pen, words, question, answer))
        .collect();
    if !LINES.contains(&paths.len()) || !TIERS.contains(&guide.tiers.len()) {
        return Vec::new();
    }
    paths.sort_by_key(|(first, _)| *first);
    paths.into_iter().map(|(_, path)| path).collect()
}

/// A path with the place of its first tier.
fn view(pen: &Pen<'_>, words: &Words<'_>, question: &Question, answer: &Answer) -> (TierIx, PathView) {
    let guide = words.guide;
    let asks = words.label(pen, |words| words.labels.questions.get(&question.id)?.text.as_ref(), None, &question.id);
    let says: Label =
        words.label(pen, |words| words.labels.questions.get(&question.id)?.answers.get(&answer.id), None, &answer.id);
    let fits: Vec<Fit> = (0..guide.tiers.len()).map(|tier| compare::fits(guide, answer, tier)).collect();
    let these = |wanted: fn(&Fit) -> bool| -> Vec<TierIx> {
        fits.iter().enumerate().filter(|(_, fit)| wanted(fit)).map(|(tier, _)| tier).collect()
    };
    let sure = these(|fit| *fit == Fit::Yes);
    let doubt = these(|fit| matches!(fit, Fit::Reservation(_)));
    let short = these(|fit| matches!(fit, Fit::No(_)));
    let name = |tier: TierIx| words.tier(pen, tier).runs;
    let first = match sure.first() {
        Some(tier) => pen.message("paths.start", &[("name", rich(&name(*tier)))]),
        None if doubt.is_empty() => pen.message("paths.none", &[]),
        None => pen.message("paths.unsure", &[]),
    };
    let others: Vec<TierIx> = sure.iter().skip(1).copied().collect();
    let listed = |key, tiers: &[TierIx]| -> Option<Rich> {
        let names = pen.list(tiers.iter().map(|tier| name(*tier)).collect());
        (!tiers.is_empty()).then(|| pen.message(key, &[("names", rich(&names))]))
    };
    let rest = if sure.len() == fits.len() {
        vec![pen.message("paths.every", &[])]
    } else if short.len() == fits.len() {
        Vec::new()
    } else {
        let lists = [("paths.also", &others), ("paths.doubt", &doubt), ("paths.short", &short)];
        lists.into_iter().filter_map(|(key, tiers)| listed(key, tiers)).collect()
    };
    let place = sure.first().copied().unwrap_or(if doubt.is_empty() { fits.len() + 1 } else { fits.len() });
    let stops = fits.iter().enumerate().map(|(tier, fit)| StopView {
        index: tier + 1,
        effect: match fit {
            Fit::Yes => "fits",
            Fit::Reservation(_) => "reservation",
            Fit::No(_) => "out",
        },
        first: sure.first() == Some(&tier),
    });
    let path = PathView {
        question: asks.html,
        answer: says.html,
        stops: stops.collect(),
        first: pen.html(&first),
        rest: (!rest.is_empty()).then(|| pen.html(&pen.sentences(rest))),
    };
    (place, path)
}
