//! What may stand in a cell, as a remark beside it: TOML only, so that it needs no language.

use mizan_model::value::FeatureType;
use mizan_model::{Feature, FeatureType as Kind};

/// "number (hour): 5".
pub(super) fn example(feature: &Feature) -> String {
    let options: Vec<&str> = feature.options.keys().map(String::as_str).collect();
    of(feature.kind, feature.unit.as_ref().map(|unit| unit.value.as_str()), &options)
}

/// As [`example`], of a feature that is not there yet.
pub(super) fn of(kind: FeatureType, unit: Option<&str>, options: &[&str]) -> String {
    let quoted = |between: &str| options.iter().map(|id| format!("\"{id}\"")).collect::<Vec<_>>().join(between);
    let values = match kind {
        Kind::Support => "\"yes\" | \"no\" | \"partial\" | \"add-on\" | \"planned\" | \"deprecated\"".to_owned(),
        Kind::Number => "5".to_owned(),
        Kind::Percent => "85".to_owned(),
        Kind::Limit => "5 | \"unlimited\"".to_owned(),
        Kind::Range => "{ min = 2, max = 8 }".to_owned(),
        Kind::Dimensions => "[146.6, 70.6, 8.25]".to_owned(),
        Kind::Money => "{ amount = \"9.90\", currency = \"USD\" } | \"free\" | \"paid\" | \"on-request\"".to_owned(),
        Kind::Rating => "{ value = 4.5, max = 5 }".to_owned(),
        Kind::Date => "2026-05-04 | \"2026-05\" | \"2026\"".to_owned(),
        Kind::Version => "\"2.4.1\"".to_owned(),
        Kind::Link => "{ url = \"https://example.org/\" }".to_owned(),
        Kind::Choice => quoted(" | "),
        Kind::Choices => format!("[{}]", quoted(", ")),
        Kind::Text => "true | \"…\"".to_owned(),
    };
    match unit {
        Some(unit) => format!("{} ({unit}): {values}", kind.as_str()),
        None => format!("{}: {values}", kind.as_str()),
    }
}
