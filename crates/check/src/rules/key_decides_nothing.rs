//! Key features in which no tier differs.

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
            format!("the key feature `{}` of the guide `{}` is unknown in every tier", feature.id, guide.id),
            "no tier has a known value",
        )
    } else {
        (
            format!("every tier of the guide `{}` has the same value for the key feature `{}`", guide.id, feature.id),
            "the same in every tier",
        )
    };
    let more = if unknown { "find a source and add the values" } else { "check whether the values are right" };
    Some(
        KeyDecidesNothing::warning(message)
            .at(feature.span, label)
            .help("set `importance = \"normal\"`: key rows come first and should help readers decide")
            .help(format!("or {more}")),
    )
}
