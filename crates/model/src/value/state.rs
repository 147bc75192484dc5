//! The words that are values of every type: `no`, `unknown`, `not-applicable`.

use super::Value;

/// The words, which no option may be called.
pub const STATES: [&str; 3] = ["no", "unknown", "not-applicable"];

/// The meaning of each of [`STATES`], in a sentence.
pub fn state_doc(word: &str) -> Option<&'static str> {
    match word {
        "no" => Some("There is none."),
        "unknown" => Some("The value is not known. It does not equal any other value, and is never best."),
        "not-applicable" => Some("The feature does not apply."),
        _ => None,
    }
}

/// The state that `word` means.
pub(super) fn state(word: &str) -> Option<Value> {
    match word {
        "no" => Some(Value::No),
        "unknown" => Some(Value::Unknown),
        "not-applicable" => Some(Value::NotApplicable),
        _ => None,
    }
}

/// Synonyms of the states, which a spelling suggestion does not find.
pub(super) fn meant_state(word: &str) -> Option<&'static str> {
    match word.trim().to_lowercase().as_str() {
        "n/a" | "na" | "-" | "–" | "—" => Some("not-applicable"),
        "" | "?" | "??" | "tbd" | "unclear" => Some("unknown"),
        "none" | "nothing" | "never" | "false" | "missing" => Some("no"),
        _ => None,
    }
}
