//! The chooser: what each answer requires of the tiers, which of them meet it, and further needs of a reader.

use super::label::{Label, Words};
use super::page_context::PageContext;
use super::row::Table;
use crate::view::{AnswerView, Html, QuestionView, ReasonView, SaidView};
use mizan_model::compare::{self, ChooserMatch, MatchLevel};
use mizan_model::{Answer, Better, FeatureIx, FeatureType, Guide, Importance, Question, Requirement, TierIx, Wants};

/// Up to so many rows are offered as needs; of more, those of importance `key`.
const NEEDS: usize = 16;

/// The questions in order.
pub(super) fn views(cx: &PageContext<'_>, words: &Words<'_>, table: &Table) -> Vec<QuestionView> {
    let mut number = 0;
    words.guide.questions.iter().map(|question| view(cx, words, table, question, &mut number)).collect()
}

fn view(
    cx: &PageContext<'_>,
    words: &Words<'_>,
    table: &Table,
    question: &Question,
    number: &mut usize,
) -> QuestionView {
    let text = words.label(cx, |words| words.labels.questions.get(&question.id)?.text.as_ref(), None, &question.id);
    QuestionView {
        id: question.id.clone(),
        text: text.html,
        multiple: question.multiple,
        answers: question
            .answers
            .iter()
            .map(|answer| {
                let label: Label = words.label(
                    cx,
                    |words| words.labels.questions.get(&question.id)?.answers.get(&answer.id),
                    None,
                    &answer.id,
                );
                *number += 1;
                answer_view(words.guide, table, answer, label.html, *number)
            })
            .collect(),
    }
}

/// "Do you need any of these?": the rows of type `support` in which yes is better, that one tier surely has and another
/// surely lacks, and that no question asks about, as answers to a question of their own; none where that is one row alone.
pub(super) fn needs(cx: &PageContext<'_>, words: &Words<'_>, table: &Table) -> Option<QuestionView> {
    let guide = words.guide;
    let asked: usize = guide.questions.iter().map(|question| question.answers.len()).sum();
    let telling: Vec<Answer> = guide.features.indices().filter_map(|feature| need(guide, feature)).collect();
    let is_key = |answer: &Answer| {
        let features = answer.requires.iter().filter_map(|requirement| guide.feature(requirement.feature));
        features.into_iter().any(|feature| feature.importance == Importance::Key)
    };
    let many = telling.len() > NEEDS;
    let offered: Vec<Answer> = telling.into_iter().filter(|answer| !many || is_key(answer)).take(NEEDS).collect();
    if offered.len() < 2 {
        return None;
    }
    let answers = offered.iter().enumerate().filter_map(|(at, answer)| {
        let name = table.features.get(answer.requires.first()?.feature)?.name.clone();
        Some(answer_view(guide, table, answer, name, asked + at + 1))
    });
    Some(QuestionView {
        id: "_needs".to_owned(),
        text: cx.html(&cx.message("chooser.needs", &[])),
        multiple: true,
        answers: answers.collect(),
    })
}

/// A row as something that a reader may need.
fn need(guide: &Guide, feature: FeatureIx) -> Option<Answer> {
    let of = guide.feature(feature)?;
    let answers = guide.questions.iter().flat_map(|question| &question.answers);
    let is_asked = answers.flat_map(|answer| &answer.requires).any(|requirement| requirement.feature == feature);
    if of.kind != FeatureType::Support || of.better != Better::Yes || is_asked {
        return None;
    }
    let answer = Answer {
        id: of.id.clone(),
        requires: vec![Requirement { feature, wants: Wants::Yes, variant: None, span: of.span }],
        span: of.span,
    };
    let mut fits = guide.tiers.indices().map(|tier| compare::fits(guide, &answer, tier));
    let has = fits.clone().any(|fit| fit == ChooserMatch::Yes);
    let lacks = fits.any(|fit| matches!(fit, ChooserMatch::No(_)));
    (has && lacks).then_some(answer)
}

fn answer_view(guide: &Guide, table: &Table, answer: &Answer, text: Html, number: usize) -> AnswerView {
    let mut reasons = Vec::new();
    let (mut out, mut reservation, mut unknown) = (Vec::new(), Vec::new(), Vec::new());
    for tier in guide.tiers.indices() {
        match compare::fits(guide, answer, tier) {
            ChooserMatch::Yes => {}
            ChooserMatch::Reservation(_) => reservation.push(tier.number().to_string()),
            ChooserMatch::Unknown(_) => unknown.push(tier.number().to_string()),
            ChooserMatch::No(_) => out.push(tier.number().to_string()),
        }
        reasons.extend(reasons_of(guide, table, answer, tier));
    }
    AnswerView {
        id: answer.id.clone(),
        text,
        number,
        rules_out: out.join(" "),
        reservation: reservation.join(" "),
        unknown: unknown.join(" "),
        requires: !answer.requires.is_empty(),
        reasons,
    }
}

/// The rows that decide, each with the tier's value there.
fn reasons_of(guide: &Guide, table: &Table, answer: &Answer, tier: TierIx) -> Vec<ReasonView> {
    let judged = compare::judged(guide, &answer.requires, tier);
    judged
        .filter_map(|(feature, meets)| {
            let (row, cell) = (table.features.get(feature)?, table.cell(feature, tier)?);
            let effect = match meets {
                MatchLevel::Yes => "fits",
                MatchLevel::Perhaps => "reservation",
                MatchLevel::Unknown => "unknown",
                MatchLevel::No => "out",
            };
            Some(ReasonView {
                tier: tier.number(),
                effect,
                state: cell.state,
                id: row.id.clone(),
                row: row.name.clone(),
                cell: cell.words.clone(),
                said: match meets {
                    MatchLevel::Perhaps | MatchLevel::No => cell.items.iter().map(SaidView::from).collect(),
                    MatchLevel::Yes | MatchLevel::Unknown => Vec::new(),
                },
            })
        })
        .collect()
}
