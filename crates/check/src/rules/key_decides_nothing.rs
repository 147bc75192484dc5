//! Features of the first rank that are the same everywhere.

use crate::lint::{Check, GuideInput, LintRule};
use mizan_model::value::Value;
use mizan_model::{Feature, FeatureIx, Guide, Importance, compare};
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics};

#[doc = include_str!("../../../../docs/diagnostics/MZ0704.md")]
pub(super) struct KeyDecidesNothing;

impl LintRule for KeyDecidesNothing {
    const CODE: Code = Code::KeyDecidesNothing;
    const CHECK: Check = Check::Guide(check);
}

fn check(GuideInput { guide, .. }: &GuideInput<'_>) -> Diagnostics {
    let keys = guide.features.iter_enumerated().filter(|(_, feature)| feature.importance == Importance::Key);
    keys.filter_map(|(ix, feature)| key_feature(guide, ix, feature)).collect::<Vec<_>>().into()
}

fn key_feature(guide: &Guide, ix: FeatureIx, feature: &Feature) -> Option<Diagnostic> {
    let mut cells = guide.row(ix);
    let unknown = cells.all(|cell| cell.is_some_and(|cell| cell.first().value == Value::Unknown));
    if guide.tiers.len() < 2 || !(unknown || compare::row(guide, ix).same) {
        return None;
    }
    let (message, label) = if unknown {
        (
            format!("nothing is known of the key feature `{}` of the guide `{}`", feature.id, guide.id),
            "unknown in every tier",
        )
    } else {
        (
            format!("every tier of the guide `{}` says the same of the key feature `{}`", guide.id, feature.id),
            "key, and the same in every tier",
        )
    };
    let more =
        if unknown { "find a source that speaks of it" } else { "see whether the tiers are alike in this indeed" };
    Some(
        KeyDecidesNothing::warning(message)
            .at(feature.span, label)
            .help("readers see key rows first: give it `importance = \"normal\"`, since it decides nothing")
            .help(format!("or {more}")),
    )
}
