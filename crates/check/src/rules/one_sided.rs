//! Tiers with only pros or only cons.

use crate::lint::{Check, GuideInput, LintRule};
use mizan_source::diagnostics::{Code, Diagnostics};

#[doc = include_str!("../../../../docs/diagnostics/MZ0716.md")]
pub(super) struct OneSided;

impl LintRule for OneSided {
    const CODE: Code = Code::OneSided;
    const CHECK: Check = Check::Guide(check);
}

fn check(GuideInput { guide, .. }: &GuideInput<'_>) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    for words in guide.words.values() {
        for (tier, said) in guide.tiers.iter().zip(&words.tiers) {
            let Some(said) = said else { continue };
            let (message, at, help) = match (said.pros.first(), said.cons.first()) {
                (Some(pro), None) => (
                    format!("the tier `{}` of the guide `{}` has pros but no cons", tier.id, guide.id),
                    pro,
                    "add `cons = [\"…\"]`: who should not choose it",
                ),
                (None, Some(con)) => (
                    format!("the tier `{}` of the guide `{}` has cons but no pros", tier.id, guide.id),
                    con,
                    "add `pros = [\"…\"]`: who should choose it",
                ),
                _ => continue,
            };
            diagnostics.push(OneSided::warning(message).at(at.span, "the other side is missing").help(help));
        }
    }
    diagnostics
}
