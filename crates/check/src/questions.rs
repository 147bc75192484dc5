//! Answers of the chooser that no tier matches.

use mizan_model::Guide;
use mizan_model::compare::{ChooserMatch, fits};
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics};

pub(crate) fn check(guide: &Guide) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    for question in &guide.questions {
        for answer in question.answers.iter().filter(|answer| !answer.requires.is_empty()) {
            let refused = |tier| matches!(fits(guide, answer, tier), ChooserMatch::No(_));
            if guide.tiers.is_empty() || !guide.tiers.indices().all(refused) {
                continue;
            }
            diagnostics.push(
                Diagnostic::warning(
                    Code::BadRequirement,
                    format!("no tier fits the answer `{}` to the question `{}`", answer.id, question.id),
                )
                .at(answer.span, "readers who choose this answer get no result")
                .help("relax the requirement, or remove the answer"),
            );
        }
    }
    diagnostics
}
