//! Raised and lowered characters: Markdown has no `<sup>` and `<sub>`, but Unicode has the digits and some letters.

const RAISED: (&str, &str) = ("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ");
const LOWERED: (&str, &str) = ("0123456789+-−=()aeoxhklmnpst", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜ");

/// The text in raised characters, if there are such.
pub(super) fn raised(text: &str) -> Option<String> {
    scripted(text, RAISED)
}

/// The text in lowered characters, if there are such.
pub(super) fn lowered(text: &str) -> Option<String> {
    scripted(text, LOWERED)
}

fn scripted(text: &str, (plain, scripts): (&str, &str)) -> Option<String> {
    text.chars().map(|c| plain.chars().zip(scripts.chars()).find(|(from, _)| *from == c).map(|(_, to)| to)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_unicode_has_is_raised_and_lowered() {
        assert_eq!((lowered("2").as_deref(), raised("-12").as_deref()), (Some("₂"), Some("⁻¹²")));
        assert_eq!((lowered("max"), raised("st")), (Some("ₘₐₓ".to_owned()), None));
        assert_eq!(LOWERED.0.chars().count(), LOWERED.1.chars().count());
        assert_eq!(RAISED.0.chars().count(), RAISED.1.chars().count());
    }
}
