//! How long titles and descriptions are.

use crate::lint::LanguageProfile;
use mizan_i18n::characters;

/// How many characters a text is to have, both ends included.
#[derive(Clone, Copy)]
pub(crate) struct LengthRange {
    pub min: usize,
    pub max: usize,
}

/// A length that is out of range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WrongLength {
    Short(usize),
    Long(usize),
}

impl LengthRange {
    /// The range for a language: half of `min` is enough where a character is as much as a syllable.
    pub(crate) fn in_language(self, language: &LanguageProfile<'_>) -> LengthRange {
        let min = if language.is_dense() { self.min / 2 } else { self.min };
        LengthRange { min, ..self }
    }

    /// The length of `text`, where it is out of range.
    pub(crate) fn measure(self, text: &str) -> Option<WrongLength> {
        match characters(text) {
            n if n < self.min => Some(WrongLength::Short(n)),
            n if n > self.max => Some(WrongLength::Long(n)),
            _ => None,
        }
    }
}

impl WrongLength {
    pub(crate) fn characters(self) -> usize {
        match self {
            WrongLength::Short(n) | WrongLength::Long(n) => n,
        }
    }

    /// "short" or "long", as in "too short".
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            WrongLength::Short(_) => "short",
            WrongLength::Long(_) => "long",
        }
    }
}
