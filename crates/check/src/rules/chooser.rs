//! Questions and answers that leave the reader where they were, and tiers that no answers lead to. An answer
//! that no tier fits is judged with the facts (MZ0216).

use std::collections::BTreeSet;

use mizan_model::compare::{Fit, fits};
use mizan_model::value::Value;
use mizan_model::{Answer, Guide, TierIx};
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics};

/// Sets of tiers are followed one by one, so they must not become too many.
const MOST_TIERS: usize = 12;

pub(super) fn judge(guide: &Guide) -> Diagnostics {
    if guide.tiers.len() < 2 {
        return Diagnostics::default();
    }
    let mut diagnostics = idle(guide);
    // Where a question or an answer decides nothing, that is why some tier is never named.
    if diagnostics.is_empty() {
        diagnostics.extend(unreachable(guide));
    }
    diagnostics.into()
}

/// How far each tier fits an answer: 2 wholly, 1 with a reservation, 0 not.
fn effect(guide: &Guide, answer: &Answer) -> Vec<u8> {
    let effect = |tier| match fits(guide, answer, tier) {
        Fit::Yes => 2,
        Fit::Reservation(_) | Fit::Unknown(_) => 1,
        Fit::No(_) => 0,
    };
    (0..guide.tiers.len()).map(effect).collect()
}

fn idle(guide: &Guide) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for question in &guide.questions {
        let effects: Vec<Vec<u8>> = question.answers.iter().map(|answer| effect(guide, answer)).collect();
        let alike = effects.len() > 1 && !question.multiple && effects.windows(2).all(|two| two[0] == two[1]);
        if alike {
            found.push(
                Diagnostic::warning(
                    Code::ChoosesNothing,
                    format!(
                        "all answers to the question `{}` of the guide `{}` have the same effect",
                        question.id, guide.id
                    ),
                )
                .at(question.span, "whatever readers answer, the result is the same")
                .help("let its answers require features in which the tiers differ, or leave the question out"),
            );
            continue;
        }
        let answers = question.answers.iter().zip(&effects).filter(|(answer, _)| !answer.requires.is_empty());
        for (answer, _) in answers.filter(|(_, effect)| effect.iter().all(|fit| *fit == 2)) {
            found.push(
                Diagnostic::warning(
                    Code::ChoosesNothing,
                    format!("every tier fits the answer `{}` to the question `{}`", answer.id, question.id),
                )
                .at(answer.span, "what it requires, all of them have")
                .help("require something that sets the tiers apart")
                .help("or leave `requires` out, where the answer is there to say “this does not matter to me”"),
            );
        }
    }
    found
}

/// Tiers that are the answer to no selection: the answer is the first that fits all of it without reservation.
fn unreachable(guide: &Guide) -> Vec<Diagnostic> {
    let tiers = guide.tiers.len();
    if guide.questions.is_empty() || tiers > MOST_TIERS {
        return Vec::new();
    }
    // Of a tier of which it is not known whether it has what is asked for, nobody can say whether answers lead to it.
    let asked = || guide.questions.iter().flat_map(|question| &question.answers).flat_map(|answer| &answer.requires);
    let doubtful = |tier: &TierIx| {
        asked().any(|required| {
            let cells = guide.tiers.get(*tier).map(|tier| &tier.cells);
            let cell = cells.and_then(|cells| cells.get(required.feature)).and_then(Option::as_ref);
            cell.is_some_and(|cell| cell.statements.iter().any(|statement| statement.value == Value::Unknown))
        })
    };
    let lost = (1..tiers).filter(|tier| !doubtful(tier) && !is_reachable(guide, *tier));
    lost.filter_map(|tier| {
        let name = guide.tiers.get(tier)?;
        Some(
            Diagnostic::warning(
                Code::UnreachableTier,
                format!("no answers of the chooser lead to the tier `{}` of the guide `{}`", name.id, guide.id),
            )
            .at(name.span, "one that stands before it always fits too")
            .help("add an answer that requires what this tier has and those before it lack")
            .help("or see whether `tiers` is in order: the simplest first, since the first that fits is the answer"),
        )
    })
    .collect()
}

fn is_reachable(guide: &Guide, wanted: TierIx) -> bool {
    // Sets of tiers before it that a selection has shut out, one bit each, with the tier itself still fitting.
    let mut shut_out: BTreeSet<u32> = BTreeSet::from([0]);
    for question in &guide.questions {
        let effects: Vec<u32> = question
            .answers
            .iter()
            .map(|answer| effect(guide, answer))
            .filter(|effect| effect.get(wanted) == Some(&2))
            .map(|effect| effect.iter().take(wanted).enumerate().map(|(tier, fit)| u32::from(*fit < 2) << tier).sum())
            .collect();
        if question.multiple {
            // Ticking all that it fits shuts out the most.
            let all = effects.iter().fold(0, |all, effect| all | effect);
            shut_out = shut_out.into_iter().map(|set| set | all).collect();
        } else {
            let chosen: Vec<u32> =
                shut_out.iter().flat_map(|set| effects.iter().map(move |effect| set | effect)).collect();
            shut_out.extend(chosen);
        }
    }
    shut_out.contains(&((1 << wanted) - 1))
}
