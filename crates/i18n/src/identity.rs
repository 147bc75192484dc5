//! The identity of a language: its tag, script, direction and names (BCP 47, CLDR likely subtags and display names).

use std::fmt;

use icu::locale::names::{
    DisplayNamesPreferences, LanguageIdentifierDisplayName, LanguageIdentifierDisplayNameOptions,
};
use icu::locale::{Direction as IcuDirection, LanguageIdentifier, LocaleDirectionality, LocaleExpander};
use writeable::TryWriteable;

use mizan_source::diagnostics::did_you_mean;

/// Which way a language is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From left to right, as Latin and Cyrillic.
    Ltr,
    /// From right to left, as Arabic and Hebrew.
    Rtl,
}

impl Direction {
    /// Of any language, by its script or that which CLDR finds likely; left to right where neither is known.
    pub fn of(lang: &str) -> Direction {
        LanguageIdentifier::try_from_str(lang).map_or(Direction::Ltr, |tag| Direction::of_tag(&tag))
    }

    fn of_tag(tag: &LanguageIdentifier) -> Direction {
        match LocaleDirectionality::new_extended().get(tag) {
            Some(IcuDirection::RightToLeft) => Direction::Rtl,
            _ => Direction::Ltr,
        }
    }

    /// The value of HTML's `dir`.
    pub fn as_str(self) -> &'static str {
        match self {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }
}

/// Which of a language's three settings is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// `id`: the BCP 47 tag of the language.
    Id,
    /// `locale`: the BCP 47 tag whose regional rules apply.
    Locale,
    /// `digits`: a CLDR numbering system.
    Digits,
}

impl Setting {
    /// The key in config.toml.
    pub fn as_str(self) -> &'static str {
        match self {
            Setting::Id => "id",
            Setting::Locale => "locale",
            Setting::Digits => "digits",
        }
    }
}

/// An invalid language: the error, and how to fix it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocaleError {
    /// The key of `[[languages]]` that is wrong.
    pub setting: Setting,
    /// The invalid value, as written.
    pub value: String,
    /// One sentence without a full stop.
    pub message: String,
    /// A value that would do, where one is likely.
    pub replacement: Option<String>,
    /// How to fix it, one sentence without a full stop.
    pub help: String,
}

impl fmt::Display for LocaleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for LocaleError {}

/// A language's tag, resolved.
#[derive(Debug)]
pub(super) struct Identity {
    pub id: String,
    pub tag: LanguageIdentifier,
    pub script: String,
    pub direction: Direction,
    pub og_locale: String,
}

impl Identity {
    pub(crate) fn new(id: &str, region: &LanguageIdentifier, tag: LanguageIdentifier) -> Identity {
        let expander = LocaleExpander::new_extended();
        let full = maximized(&expander, &tag);
        let direction = Direction::of_tag(&tag);
        Identity {
            id: id.to_owned(),
            script: full.script.map_or_else(|| "Zyyy".to_owned(), |script| script.to_string()),
            direction,
            og_locale: og_locale(&expander, region),
            tag,
        }
    }

    /// The tags under which words for this language may be kept, nearest first: the tag itself, then
    /// shorter ones that are written in the same script (RFC 4647, section 3.4, Lookup).
    pub(crate) fn lookup(&self) -> Vec<String> {
        let mut tags = vec![self.id.clone()];
        let expander = LocaleExpander::new_extended();
        let mut add = |tag: LanguageIdentifier| {
            let script = maximized(&expander, &tag).script.map(|script| script.to_string());
            if script.as_deref() == Some(self.script.as_str()) && !tags.contains(&tag.to_string()) {
                tags.push(tag.to_string());
            }
        };
        let LanguageIdentifier { language, script, .. } = self.tag;
        add((language, script, self.tag.region).into());
        add((language, script, None).into());
        add((language, None, None).into());
        tags
    }

    /// Whether words under `other` are words of this language: the same language in the same script.
    pub(crate) fn speaks(&self, other: &str) -> bool {
        other == self.id
            || LanguageIdentifier::try_from_str(other).is_ok_and(|other| {
                other.language == self.tag.language
                    && maximized(&LocaleExpander::new_extended(), &other).script.map(|script| script.to_string())
                        == Some(self.script.clone())
            })
    }
}

fn maximized(expander: &LocaleExpander, tag: &LanguageIdentifier) -> LanguageIdentifier {
    let mut full = tag.clone();
    expander.maximize(&mut full);
    full
}

/// Open Graph's `og:locale`: language_TERRITORY. A region of several countries (`es-419`) has no such
/// form, and gives way to the language's likely one.
fn og_locale(expander: &LocaleExpander, tag: &LanguageIdentifier) -> String {
    let mut country = tag.clone();
    if country.region.is_some_and(|region| region.as_str().bytes().all(|byte| byte.is_ascii_digit())) {
        country.region = None;
    }
    let full = maximized(expander, &country);
    match full.region {
        Some(region) => format!("{}_{region}", full.language),
        None => full.language.to_string(),
    }
}

/// The name of `other` in `lang`; `None` if CLDR has none.
pub(super) fn name_of(lang: &LanguageIdentifier, other: &LanguageIdentifier) -> Option<String> {
    let prefs = DisplayNamesPreferences::from(lang);
    let name = LanguageIdentifierDisplayName::try_new_heavy(
        prefs,
        other.clone(),
        LanguageIdentifierDisplayNameOptions::default(),
    )
    .ok()?;
    name.as_borrowed().try_write_to_string().ok().map(std::borrow::Cow::into_owned)
}

/// A language as messages name it, which are in English: "Arabic (`ar`)".
pub fn in_english(tag: &str) -> String {
    let english = LanguageIdentifier::try_from_str("en").ok();
    let name = english.zip(LanguageIdentifier::try_from_str(tag).ok()).and_then(|(en, tag)| name_of(&en, &tag));
    name.map_or_else(|| format!("`{tag}`"), |name| format!("{name} (`{tag}`)"))
}

/// Reads a tag that must be well-formed, in canonical case, and a language that CLDR knows.
pub(super) fn parse(setting: Setting, value: &str) -> Result<LanguageIdentifier, LocaleError> {
    let fault = |message: String, replacement: Option<String>| {
        let help = match &replacement {
            Some(replacement) => format!("write `{replacement}`"),
            None => "write a BCP 47 language tag, such as `ar`, `en`, `pt-BR` or `zh-Hant`".to_owned(),
        };
        LocaleError { setting, value: value.to_owned(), message, replacement, help }
    };
    let Ok(tag) = LanguageIdentifier::try_from_str(value) else {
        let guess = called(value).or_else(|| did_you_mean(value, COMMON.iter().copied())).map(str::to_owned);
        return Err(fault(format!("`{value}` is not a BCP 47 language tag"), guess));
    };
    let english = LanguageIdentifier::from((icu::locale::subtags::language!("en"), None, None));
    let mut canonical = icu::locale::Locale::from(tag.clone());
    icu::locale::LocaleCanonicalizer::new_extended().canonicalize(&mut canonical);
    if tag.language.is_unknown() || name_of(&english, &canonical.id).is_none() {
        let guess = called(value).or_else(|| did_you_mean(value, COMMON.iter().copied())).map(str::to_owned);
        return Err(fault(format!("unknown language `{value}`"), guess));
    }
    let canonical = canonical.id.to_string();
    if canonical != value {
        return Err(fault(
            format!("the canonical form of the language tag `{value}` is `{canonical}`"),
            Some(canonical),
        ));
    }
    Ok(tag)
}

/// The language of [`COMMON`] whose name is `word`, in English or in the language itself.
pub(super) fn called(word: &str) -> Option<&'static str> {
    let word = word.trim().to_lowercase();
    let english = LanguageIdentifier::try_from_str("en").ok()?;
    let names = COMMON.iter().flat_map(|tag| {
        let of = LanguageIdentifier::try_from_str(tag).ok();
        let names = of.map(|of| [name_of(&english, &of), name_of(&of, &of)]).into_iter().flatten().flatten();
        names.map(move |name| (name.to_lowercase(), *tag))
    });
    let names: Vec<(String, &'static str)> = names.collect();
    if let Some((_, tag)) = ALIASES.iter().find(|(name, _)| *name == word) {
        return Some(tag);
    }
    let exact = names.iter().find(|(name, _)| *name == word);
    // Short words are tags that were mistyped rather than names.
    let near = || {
        let near = did_you_mean(&word, names.iter().map(|(name, _)| name.as_str()))?;
        names.iter().find(|(name, _)| name == near)
    };
    exact.or_else(|| if word.chars().count() > 4 { near() } else { None }).map(|(_, tag)| *tag)
}

/// Names by which people call languages, and CLDR does not.
const ALIASES: &[(&str, &str)] = &[
    ("farsi", "fa"),
    ("فارسي", "fa"),
    ("عربي", "ar"),
    ("انجليزي", "en"),
    ("إنجليزي", "en"),
    ("فرنسي", "fr"),
    ("ألماني", "de"),
    ("الماني", "de"),
    ("عبري", "he"),
    ("تركي", "tr"),
    ("castilian", "es"),
    ("castellano", "es"),
    ("flemish", "nl"),
    ("mandarin", "zh"),
    ("brazilian", "pt-BR"),
    ("norwegian", "nb"),
    ("norsk", "nb"),
    ("sorani", "ckb"),
    ("bahasa", "id"),
];

/// Tags that a slip of the pen is likely to have meant.
const COMMON: &[&str] = &[
    "ar", "ar-EG", "ar-SA", "ar-MA", "ar-AE", "en", "en-GB", "en-US", "fa", "he", "fr", "de", "es", "it", "pt",
    "pt-BR", "ru", "tr", "ur", "hi", "bn", "id", "ms", "ja", "ko", "zh", "zh-Hans", "zh-Hant", "nl", "pl", "sv", "uk",
    "el", "cs", "da", "fi", "nb", "ro", "hu", "th", "vi", "sw", "ckb", "ku", "ps",
];
