//! The possible values of a cell, for a comment next to it: TOML only, so that it needs no translation.

use mizan_model::{Feature, FeatureType};

/// "number (hour): 5".
pub(super) fn example(feature: &Feature) -> String {
    let options: Vec<&str> = feature.options.keys().map(String::as_str).collect();
    of(feature.kind, feature.unit.as_ref().map(|unit| unit.value.as_str()), &options)
}

/// As [`example`], for a feature that does not exist yet.
pub(super) fn of(kind: FeatureType, unit: Option<&str>, options: &[&str]) -> String {
    let info = kind.info();
    let quoted: Vec<String> = options.iter().map(|id| format!("\"{id}\"")).collect();
    let values = info.forms.replace("{options}", &quoted.join(if info.is_list { ", " } else { " | " }));
    match unit {
        Some(unit) => format!("{} ({unit}): {values}", kind.as_str()),
        None => format!("{}: {values}", kind.as_str()),
    }
}
