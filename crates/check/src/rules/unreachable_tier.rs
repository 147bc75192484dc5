//! Tiers that no answers of the chooser lead to.

use std::collections::BTreeSet;

use super::chooses_nothing::questions_without_effect;
use super::shared::chooser_effect::{TierFit, effect};
use crate::lint::{Check, GuideInput, LintRule};
use mizan_model::value::Value;
use mizan_model::{Guide, TierIx};
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics};

/// Sets of tiers are followed one by one, so they must not become too many.
const MOST_TIERS: usize = 12;

#[doc = include_str!("../../../../docs/diagnostics/MZ0714.md")]
pub(super) struct UnreachableTier;

impl LintRule for UnreachableTier {
    const CODE: Code = Code::UnreachableTier;
    const CHECK: Check = Check::Guide(check);
}

fn check(GuideInput { guide, .. }: &GuideInput<'_>) -> Diagnostics {
    // A question or an answer without effect is the cause, and reported by itself.
    if guide.tiers.len() < 2 || !questions_without_effect(guide).is_empty() {
        return Diagnostics::default();
    }
    unreachable(guide).into()
}

/// Tiers that are the answer to no selection: the answer is the first that fits all of it without reservation.
fn unreachable(guide: &Guide) -> Vec<Diagnostic> {
    if guide.questions.is_empty() || guide.tiers.len() > MOST_TIERS {
        return Vec::new();
    }
    // Whether answers lead to a tier with an unknown value for what is required cannot be decided.
    let asked = || guide.questions.iter().flat_map(|question| &question.answers).flat_map(|answer| &answer.requires);
    let doubtful = |tier: &TierIx| {
        asked().any(|required| {
            let cell = guide.cell(required.feature, *tier);
            cell.is_some_and(|cell| cell.statements.iter().any(|statement| statement.value == Value::Unknown))
        })
    };
    let lost = guide.tiers.indices().skip(1).filter(|tier| !doubtful(tier) && !is_reachable(guide, *tier));
    lost.filter_map(|tier| {
        let name = guide.tier(tier)?;
        Some(
            UnreachableTier::warning(format!(
                "no answers of the chooser lead to the tier `{}` of the guide `{}`",
                name.id, guide.id
            ))
            .at(name.span, "an earlier tier always fits too")
            .help("add an answer that requires something that this tier has and the earlier ones lack")
            .help("or reorder `tiers`, the simplest first: the chooser suggests the first tier that fits"),
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
            .filter(|effect| effect.get(wanted) == Some(&TierFit::Full))
            .map(|effect| {
                effect
                    .iter()
                    .take(wanted.get())
                    .enumerate()
                    .map(|(tier, fit)| u32::from(*fit < TierFit::Full) << tier)
                    .sum()
            })
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
    shut_out.contains(&((1 << wanted.get()) - 1))
}
