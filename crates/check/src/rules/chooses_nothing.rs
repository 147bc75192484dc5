//! Questions and answers that do not narrow down the tiers. An answer that no tier fits is checked with the facts
//! (MZ0216).

use super::shared::chooser_effect::{TierFit, effect};
use crate::lint::{Check, GuideInput, LintRule};
use mizan_model::{Guide, IndexVec, TierIx};
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics};

#[doc = include_str!("../../../../docs/diagnostics/MZ0713.md")]
pub(super) struct ChoosesNothing;

impl LintRule for ChoosesNothing {
    const CODE: Code = Code::ChoosesNothing;
    const CHECK: Check = Check::Guide(check);
}

fn check(GuideInput { guide, .. }: &GuideInput<'_>) -> Diagnostics {
    questions_without_effect(guide).into()
}

/// What the rule reports of one guide. Such questions are also why a tier is unreachable.
pub(super) fn questions_without_effect(guide: &Guide) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if guide.tiers.len() < 2 {
        return found;
    }
    for question in &guide.questions {
        let effects: Vec<IndexVec<TierIx, TierFit>> =
            question.answers.iter().map(|answer| effect(guide, answer)).collect();
        let alike = effects.len() > 1 && !question.multiple && effects.windows(2).all(|two| two[0] == two[1]);
        if alike {
            found.push(
                ChoosesNothing::warning(format!(
                    "all answers to the question `{}` of the guide `{}` have the same effect",
                    question.id, guide.id
                ))
                .at(question.span, "every answer gives the same result")
                .help("require features in which the tiers differ, or remove the question"),
            );
            continue;
        }
        let answers = question.answers.iter().zip(&effects).filter(|(answer, _)| !answer.requires.is_empty());
        for (answer, _) in answers.filter(|(_, effect)| effect.iter().all(|fit| *fit == TierFit::Full)) {
            found.push(
                ChoosesNothing::warning(format!(
                    "every tier fits the answer `{}` to the question `{}`",
                    answer.id, question.id
                ))
                .at(answer.span, "every tier meets these requirements")
                .help("require something in which the tiers differ")
                .help("or remove `requires` if the answer means “this does not matter to me”"),
            );
        }
    }
    found
}
