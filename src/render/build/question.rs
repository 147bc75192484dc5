//! The chooser: what each answer rules out, and why.

use super::label::{Label, Words};
use super::pen::Pen;
use super::row::Table;
use crate::model::compare::{self, Fit};
use crate::model::{Answer, Guide, Question};
use crate::render::view::{AnswerView, QuestionView, ReasonView};

/// The questions in order.
pub fn views(pen: &Pen<'_>, words: &Words<'_>, table: &Table) -> Vec<QuestionView> {
    words.guide.questions.iter().map(|question| view(pen, words, table, question)).collect()
}

fn view(pen: &Pen<'_>, words: &Words<'_>, table: &Table, question: &Question) -> QuestionView {
    let text = words.label(pen, |words| words.labels.questions.get(&question.id)?.text.as_ref(), None, &question.id);
    QuestionView {
        id: question.id.clone(),
        text: text.html,
        multiple: question.multiple,
        answers: question
            .answers
            .iter()
            .map(|answer| {
                let label = words.label(
                    pen,
                    |words| words.labels.questions.get(&question.id)?.answers.get(&answer.id),
                    None,
                    &answer.id,
                );
                answer_view(words.guide, table, answer, label)
            })
            .collect(),
    }
}

fn answer_view(guide: &Guide, table: &Table, answer: &Answer, label: Label) -> AnswerView {
    let mut reasons = Vec::new();
    let (mut out, mut reservation) = (Vec::new(), Vec::new());
    for tier in 0..guide.tiers.len() {
        let (effect, features) = match compare::fits(guide, answer, tier) {
            Fit::Yes => continue,
            Fit::Reservation(features) => {
                reservation.push((tier + 1).to_string());
                ("reservation", features)
            }
            Fit::No(features) => {
                out.push((tier + 1).to_string());
                ("out", features)
            }
        };
        for feature in features {
            if let (Some(row), Some(cell)) = (table.features.get(feature), table.cell(feature, tier)) {
                reasons.push(ReasonView { tier: tier + 1, effect, row: row.name.clone(), cell: cell.words.clone() });
            }
        }
    }
    AnswerView {
        id: answer.id.clone(),
        text: label.html,
        rules_out: out.join(" "),
        reservation: reservation.join(" "),
        reasons,
    }
}
