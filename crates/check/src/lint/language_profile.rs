//! What rules about texts need to know of a language.

use unicode_script::{Script, UnicodeScript};

use crate::words::named;
use mizan_i18n::Locale;

/// A language of the site, with its scripts.
pub(crate) struct LanguageProfile<'a> {
    pub locale: &'a Locale,
    /// "Arabic (`ar`)".
    pub name: String,
    /// The scripts that it is written in; empty where Unicode does not know its script.
    scripts: Vec<Script>,
}

impl<'a> LanguageProfile<'a> {
    pub(crate) fn new(locale: &'a Locale) -> LanguageProfile<'a> {
        LanguageProfile { locale, name: named(locale), scripts: scripts(locale.script()) }
    }

    /// The language without script and region: `ar`.
    pub(crate) fn primary(&self) -> &str {
        self.locale.id().split('-').next().unwrap_or_default()
    }

    pub(crate) fn knows_script(&self) -> bool {
        !self.scripts.is_empty()
    }

    /// Whether a letter is of the script that the language is written in.
    pub(crate) fn writes(&self, c: char) -> bool {
        self.scripts.contains(&c.script())
    }

    pub(crate) fn is_arabic_script(&self) -> bool {
        self.scripts == [Script::Arabic]
    }

    /// Whether a character holds as much as two letters of an alphabet.
    pub(crate) fn is_dense(&self) -> bool {
        self.scripts.iter().any(|script| matches!(script, Script::Han | Script::Hangul))
    }

    pub(crate) fn same_script(&self, other: &LanguageProfile<'_>) -> bool {
        self.scripts == other.scripts
    }
}

/// Of an ISO 15924 code; some denote several scripts.
fn scripts(code: &str) -> Vec<Script> {
    match code {
        "Jpan" => vec![Script::Han, Script::Hiragana, Script::Katakana],
        "Kore" => vec![Script::Hangul, Script::Han],
        "Hans" | "Hant" | "Hani" => vec![Script::Han, Script::Bopomofo],
        "Zyyy" => Vec::new(),
        _ => Script::from_short_name(code).into_iter().collect(),
    }
}

/// Whether a character is a letter of the Arabic script.
pub(crate) fn is_arabic_letter(c: char) -> bool {
    c.is_alphabetic() && c.script() == Script::Arabic
}
