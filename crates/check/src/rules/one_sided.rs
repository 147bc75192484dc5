//! A tier that is only praised, or only warned of.

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
                    format!("the tier `{}` of `{}` has reasons to choose it and none against it", tier.id, guide.id),
                    pro,
                    "add `cons = [\"…\"]`: when is it the wrong choice? A tier without drawbacks reads like an advertisement",
                ),
                (None, Some(con)) => (
                    format!("the tier `{}` of `{}` has reasons against it and none to choose it", tier.id, guide.id),
                    con,
                    "add `pros = [\"…\"]`: for whom is it right? If for nobody, it need not be compared",
                ),
                _ => continue,
            };
            diagnostics.push(OneSided::warning(message).at(at.span, "one side only").help(help));
        }
    }
    diagnostics
}
