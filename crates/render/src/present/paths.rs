//! The result of each answer of the chooser, taken alone: the tiers that meet its requirements, for print and for readers
//! who skip the questions. Questions together make a tree that doubles with each of them; this grows with the answers.

use super::label::{Label, Words};
use super::page_context::{PageContext, rich};
use crate::view::{PathView, PathsView, StopView};
use mizan_model::compare::{self, ChooserMatch};
use mizan_model::{Answer, IndexVec, Question, StyledText, TierIx};

/// Fewer answers that require something need no such list; more lines or tiers than these cannot be surveyed.
const LEAST: usize = 2;
const LINES: usize = 36;
const TIERS: std::ops::RangeInclusive<usize> = 2..=12;

/// Every answer, question by question.
pub(super) fn views(cx: &PageContext<'_>, words: &Words<'_>) -> Vec<PathsView> {
    let guide = words.guide;
    let answers = || guide.questions.iter().flat_map(|question| &question.answers);
    let telling = answers().filter(|answer| !answer.requires.is_empty()).count();
    if telling < LEAST || answers().count() > LINES || !TIERS.contains(&guide.tiers.len()) {
        return Vec::new();
    }
    guide
        .questions
        .iter()
        .map(|question| PathsView {
            question: words
                .label(cx, |words| words.labels.questions.get(&question.id)?.text.as_ref(), None, &question.id)
                .html,
            answers: question.answers.iter().map(|answer| view(cx, words, question, answer)).collect(),
        })
        .collect()
}

fn view(cx: &PageContext<'_>, words: &Words<'_>, question: &Question, answer: &Answer) -> PathView {
    let guide = words.guide;
    let says: Label =
        words.label(cx, |words| words.labels.questions.get(&question.id)?.answers.get(&answer.id), None, &answer.id);
    let name = |tier: TierIx| words.tier(cx, tier).runs;
    if answer.requires.is_empty() {
        // Nothing is proven of any tier.
        let simplest = guide.tiers.indices().next().map(name).unwrap_or_default();
        let first = cx.message("paths.open", &[("name", rich(&simplest))]);
        return PathView { answer: says.html, stops: Vec::new(), first: cx.html(&first), rest: None };
    }
    let fits: IndexVec<TierIx, ChooserMatch> =
        guide.tiers.indices().map(|tier| compare::fits(guide, answer, tier)).collect();
    let these = |wanted: fn(&ChooserMatch) -> bool| -> Vec<TierIx> {
        fits.iter_enumerated().filter(|(_, fit)| wanted(fit)).map(|(tier, _)| tier).collect()
    };
    let sure = these(|fit| *fit == ChooserMatch::Yes);
    let doubt = these(|fit| matches!(fit, ChooserMatch::Reservation(_)));
    let unknown = these(|fit| matches!(fit, ChooserMatch::Unknown(_)));
    let short = these(|fit| matches!(fit, ChooserMatch::No(_)));
    let first = match sure.first() {
        Some(tier) => cx.message("paths.start", &[("name", rich(&name(*tier)))]),
        None if short.len() == fits.len() => cx.message("paths.none", &[]),
        None => cx.message("paths.unsure", &[]),
    };
    let others: Vec<TierIx> = sure.iter().skip(1).copied().collect();
    let listed = |key, tiers: &[TierIx]| -> Option<StyledText> {
        let names = cx.list(tiers.iter().map(|tier| name(*tier)).collect());
        (!tiers.is_empty()).then(|| cx.message(key, &[("names", rich(&names))]))
    };
    let rest = if sure.len() == fits.len() {
        vec![cx.message("paths.every", &[])]
    } else if short.len() == fits.len() {
        Vec::new()
    } else {
        let lists =
            [("paths.also", &others), ("paths.doubt", &doubt), ("paths.unknown", &unknown), ("paths.short", &short)];
        lists.into_iter().filter_map(|(key, tiers)| listed(key, tiers)).collect()
    };
    let stops = fits.iter_enumerated().map(|(tier, fit)| StopView {
        index: tier.number(),
        effect: match fit {
            ChooserMatch::Yes => "fits",
            ChooserMatch::Reservation(_) => "reservation",
            ChooserMatch::Unknown(_) => "unknown",
            ChooserMatch::No(_) => "out",
        },
        first: sure.first() == Some(&tier),
    });
    PathView {
        answer: says.html,
        stops: stops.collect(),
        first: cx.html(&first),
        rest: (!rest.is_empty()).then(|| cx.html(&cx.sentences(rest))),
    }
}
