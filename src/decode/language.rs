//! Whether a language, its locale and its digits can be used.

use crate::diagnostics::did_you_mean;

/// Why a language of config.toml cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LanguageFault {
    /// No BCP 47 tag at all.
    NotATag,
    /// A tag, in another case than the canonical one.
    NotCanonical(String),
    /// No numbering system with ten digits that CLDR knows; perhaps one that was meant.
    Digits(Option<&'static str>),
}

/// The decimal numbering systems of CLDR that are written today (UTS #35, part 3, Numbering Systems).
const DIGITS: &[&str] = &[
    "latn", "arab", "arabext", "adlm", "ahom", "bali", "beng", "cakm", "cham", "deva", "fullwide", "gujr", "guru",
    "hanidec", "hmnp", "java", "kali", "khmr", "knda", "lana", "lanatham", "laoo", "lepc", "limb", "mlym", "mong",
    "mtei", "mymr", "mymrshan", "nkoo", "olck", "orya", "osma", "rohg", "saur", "sund", "talu", "tamldec", "telu",
    "thai", "tibt", "vaii", "wara",
];

/// Checks a BCP 47 tag: of language, script, region and variants.
pub fn check_tag(tag: &str) -> Result<(), LanguageFault> {
    let canonical = canonical(tag).ok_or(LanguageFault::NotATag)?;
    if canonical == tag { Ok(()) } else { Err(LanguageFault::NotCanonical(canonical)) }
}

/// Checks the name of a numbering system.
pub fn check_digits(digits: &str) -> Result<(), LanguageFault> {
    if DIGITS.contains(&digits) {
        return Ok(());
    }
    Err(LanguageFault::Digits(did_you_mean(digits, DIGITS.iter().copied())))
}

/// The tag in canonical case (RFC 5646, section 2.1.1), where it is well-formed (section 2.1):
/// language, script, region and variants; extensions have no place in a folder's name.
fn canonical(tag: &str) -> Option<String> {
    let alpha = |s: &str| s.bytes().all(|b| b.is_ascii_alphabetic());
    let mut parts = tag.split('-').peekable();
    let language = parts.next()?;
    if !alpha(language) || !matches!(language.len(), 2..=3 | 5..=8) {
        return None;
    }
    let mut out = language.to_ascii_lowercase();
    if let Some(script) = parts.next_if(|part| part.len() == 4 && alpha(part)) {
        let (head, tail) = script.split_at(1);
        out = format!("{out}-{}{}", head.to_ascii_uppercase(), tail.to_ascii_lowercase());
    }
    let is_region =
        |part: &str| (part.len() == 2 && alpha(part)) || (part.len() == 3 && part.bytes().all(|b| b.is_ascii_digit()));
    if let Some(region) = parts.next_if(|part| is_region(part)) {
        out = format!("{out}-{}", region.to_ascii_uppercase());
    }
    for variant in parts {
        let alphanumeric = variant.bytes().all(|b| b.is_ascii_alphanumeric());
        let long_enough = matches!(variant.len(), 5..=8)
            || (variant.len() == 4 && variant.bytes().next().is_some_and(|b| b.is_ascii_digit()));
        if !alphanumeric || !long_enough {
            return None;
        }
        out = format!("{out}-{}", variant.to_ascii_lowercase());
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags() {
        for good in ["ar", "ar-EG", "zh-Hant-TW", "es-419", "de-CH-1996", "sr-Latn"] {
            assert_eq!(check_tag(good), Ok(()), "{good}");
        }
        for bad in ["", "a", "arabic-language", "ar_EG", "ar-", "-ar", "tiers", "ar--EG", "عربي", "ar-EG-x"] {
            let fault = check_tag(bad);
            assert!(bad == "tiers" || fault == Err(LanguageFault::NotATag), "{bad}: {fault:?}");
        }
        assert_eq!(check_tag("AR-eg"), Err(LanguageFault::NotCanonical("ar-EG".into())));
        assert_eq!(check_digits("latin"), Err(LanguageFault::Digits(Some("latn"))));
    }
}
