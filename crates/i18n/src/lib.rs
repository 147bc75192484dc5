//! How facts are formatted in a language: direction, digits, numbers, money, dates, lists, ranges, plurals,
//! order, and the theme's own messages. The only crate that uses icu.
//!
//! [`Locale`] formats; [`Messages`] contains the theme's strings in one language; [`Localizer`] formats a
//! [`Message`](mizan_model::Message). Formatted values are not isolated here: a
//! [`Run`](mizan_model::Run) describes what each piece is, and markup isolates it. Direction marks that
//! CLDR's patterns contain are kept.

// No content of an author, a theme or a file may cause a panic; tests may unwrap.
#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod affixes;
mod dates;
mod graphemes;
mod identity;
mod inflection;
pub mod keys;
mod lists;
mod localizer;
mod messages;
mod money;
mod numbers;
mod plurals;
mod ranges;
mod template;

pub use graphemes::characters;
pub use identity::{Direction, LocaleError, Setting, in_english};
pub use localizer::{Argument, Localizer, Scope};
pub use messages::{Layer, LayerOrigin, MessagePattern, Messages, check_plural, check_unit, is_case_of_unit};

use std::cmp::Ordering;
use std::collections::BTreeMap;

use icu::casemap::TitlecaseMapper;
use icu::casemap::options::{TitlecaseOptions, TrailingCase};
use icu::collator::{Collator, CollatorBorrowed};
use icu::decimal::DecimalFormatter;
use icu::locale::extensions::unicode::{Value, key};
use icu::locale::{LanguageIdentifier, Locale as Tag};
use icu::plurals::PluralOperands;

use mizan_model::{Date, Decimal, PluralCategory, Run, StyledText};
use mizan_source::diagnostics::did_you_mean;

use self::dates::Dates;
use self::identity::Identity;
use self::lists::ListPatterns;
use self::money::Currency;
use self::numbers::Numbers;
use self::plurals::Plurals;

/// One language of a site with all its formatters, built once and shared by every thread.
#[derive(Debug)]
pub struct Locale {
    identity: Identity,
    /// The locale with its numbering system (`-u-nu-`).
    tag: Tag,
    numbering_system: &'static str,
    numbers: Numbers,
    plurals: Plurals,
    dates: Dates,
    lists: ListPatterns,
    collator: CollatorBorrowed<'static>,
    between: &'static str,
    /// Prepared by [`Locale::with_currencies`]; others are built where they are met.
    currencies: BTreeMap<String, Currency>,
}

/// Whether `tag` is a BCP 47 tag in its canonical form, of a language that CLDR knows.
///
/// # Errors
/// The error, with a suggestion.
pub fn check_tag(tag: &str) -> Result<(), LocaleError> {
    identity::parse(Setting::Id, tag).map(|_| ())
}

impl Locale {
    /// `id` and `locale` are BCP 47 tags of one language, in canonical case; `digits` a CLDR numbering
    /// system, by default the locale's own. Digits for which CLDR's data has no separators in the
    /// language (`arab` in English) are put between the language's own.
    ///
    /// # Errors
    /// [`LocaleError`] names the setting that is not a tag, not a numbering system, or does not go with the others.
    pub fn new(id: &str, locale: &str, digits: Option<&str>) -> Result<Locale, LocaleError> {
        let tag = identity::parse(Setting::Id, id)?;
        let region = identity::parse(Setting::Locale, locale)?;
        if region.language != tag.language {
            return Err(LocaleError {
                setting: Setting::Locale,
                value: locale.to_owned(),
                message: format!("the locale `{locale}` is not a locale of the language `{id}`"),
                replacement: Some(id.to_owned()),
                help: format!("write a locale that begins with `{}-`, or remove `locale`", tag.language),
            });
        }
        let mut full = Tag::from(region.clone());
        if let Some(digits) = digits {
            set_digits(&mut full, numbering_system(digits)?);
        }
        let numbering_system = resolved_numbering_system(&full);
        set_digits(&mut full, numbering_system);
        Locale::build(id, tag, &region, full, numbering_system).ok_or_else(|| LocaleError {
            setting: Setting::Locale,
            value: locale.to_owned(),
            message: format!("unknown locale `{locale}`, which has no CLDR data"),
            replacement: None,
            help: "write a locale that CLDR supports, such as `ar-EG` or `en-GB`".to_owned(),
        })
    }

    fn build(
        id: &str,
        tag: LanguageIdentifier,
        region: &LanguageIdentifier,
        full: Tag,
        numbering_system: &'static str,
    ) -> Option<Locale> {
        Some(Locale {
            identity: Identity::new(id, region, tag),
            numbering_system,
            numbers: Numbers::new(&full, numbering_system)?,
            plurals: Plurals::new(&full)?,
            dates: Dates::new(&full)?,
            lists: ListPatterns::new(&full)?,
            collator: Collator::try_new((&full).into(), Default::default()).ok()?,
            between: ranges::between(region),
            currencies: BTreeMap::new(),
            tag: full,
        })
    }

    /// Prepares the currencies that a site names, so that no cell has to. Unknown codes are ignored.
    pub fn with_currencies<'a>(mut self, codes: impl IntoIterator<Item = &'a str>) -> Locale {
        for code in codes {
            if !self.currencies.contains_key(code)
                && let Some(currency) = Currency::new(&self.tag, code, &self.numbers)
            {
                self.currencies.insert(code.to_owned(), currency);
            }
        }
        self
    }

    /// The language's id in config.toml: BCP 47.
    pub fn id(&self) -> &str {
        &self.identity.id
    }

    /// The way its script runs.
    pub fn direction(&self) -> Direction {
        self.identity.direction
    }

    /// ISO 15924, by CLDR's likely subtags where the tag has none: `Arab`.
    pub fn script(&self) -> &str {
        &self.identity.script
    }

    /// CLDR's name of the digits: `latn`, `arab`.
    pub fn numbering_system(&self) -> &str {
        self.numbering_system
    }

    /// Open Graph's form of the locale: `ar_EG`.
    pub fn og_locale(&self) -> String {
        self.identity.og_locale.clone()
    }

    /// The language that `word` names, in English or in its own words: `french`, `עברית`. Knows the languages that are
    /// written most.
    pub fn called(word: &str) -> Option<&'static str> {
        identity::called(word)
    }

    /// The language's name for itself: `العربية`.
    pub fn own_name(&self) -> String {
        identity::name_of(&self.identity.tag, &self.identity.tag).unwrap_or_else(|| self.identity.id.clone())
    }

    /// This language's name for another; `None` if CLDR has none.
    pub fn name_of(&self, other: &str) -> Option<String> {
        identity::name_of(&self.identity.tag, &LanguageIdentifier::try_from_str(other).ok()?)
    }

    /// The tags under which a theme may keep words of this language, nearest first: `zh-Hant-TW`,
    /// `zh-Hant`; never one in another script.
    pub fn lookup(&self) -> Vec<String> {
        self.identity.lookup()
    }

    /// Whether words tagged `other` are words of this language.
    pub fn speaks(&self, other: &str) -> bool {
        self.identity.speaks(other)
    }

    /// The plural categories of whole numbers and fractions, in CLDR's order.
    pub fn plural_categories(&self) -> Vec<PluralCategory> {
        self.plurals.categories()
    }

    /// Numbers that are in a category, for translators who write its words: `1, 21, 31, …`.
    pub fn plural_examples(&self, category: PluralCategory) -> String {
        self.plurals.examples(category)
    }

    /// The category of a number as it is written: `1.0` is not `1` everywhere.
    pub fn plural_category(&self, n: &Decimal) -> PluralCategory {
        self.plurals.category(operands(n))
    }

    /// The category of a range of numbers.
    pub fn plural_category_range(&self, min: &Decimal, max: &Decimal) -> PluralCategory {
        self.plurals.range(self.plural_category(min), self.plural_category(max))
    }

    /// The category of what [`Locale::compact`] shows.
    pub fn plural_category_compact(&self, n: &Decimal) -> PluralCategory {
        self.plurals.category(self.numbers.compact_operands(n))
    }

    /// A number with all digits that were written, `7.80` with its zero.
    pub fn number(&self, n: &Decimal) -> String {
        self.numbers.number(n)
    }

    /// 85 is 85%. The sign is the numbering system's, its place the locale's.
    pub fn percent(&self, n: &Decimal) -> String {
        self.numbers.percent(n)
    }

    /// CLDR's long compact form: `3.3 billion`.
    pub fn compact(&self, n: &Decimal) -> String {
        self.numbers.compact(n)
    }

    /// An amount with the currency's symbol and all digits that were written. `currency` is ISO 4217;
    /// anything else is written after the number unchanged.
    pub fn money(&self, amount: &Decimal, currency: &str) -> String {
        if let Some(known) = self.currencies.get(currency) {
            return known.format(amount, &self.numbers);
        }
        match Currency::new(&self.tag, currency, &self.numbers) {
            Some(known) => known.format(amount, &self.numbers),
            None => format!("{}\u{a0}{currency}", self.number(amount)),
        }
    }

    /// Whether ISO 4217 knows the code, in capitals; currencies of the past are known too.
    pub fn is_currency(code: &str) -> bool {
        money::is_currency(code)
    }

    /// A day, a month or a year of the Gregorian calendar, the month by its long name.
    pub fn date(&self, date: Date) -> String {
        self.dates.format(date)
    }

    /// Two formatted numbers (or amounts, percentages) as CLDR writes a range.
    pub fn range(&self, min: &str, max: &str) -> StyledText {
        let range = ranges::join(self.between, &self.numbers.digits, min, max);
        StyledText { runs: vec![Run::Series { numbers: vec![range.start, range.end], between: range.between }] }
    }

    /// The items joined with "and"; each stays in runs of its own.
    pub fn list(&self, items: Vec<StyledText>) -> StyledText {
        self.lists.join(items)
    }

    /// Standalone words, with a capital where the script has any. What is not a word of the language (values,
    /// code) stays, and so does a first word with a form of its own: "iOS", "x86".
    pub fn capitalised(&self, mut rich: StyledText) -> StyledText {
        let first = match rich.runs.first_mut() {
            Some(Run::Name(runs)) => runs.first_mut(),
            first => first,
        };
        let Some(Run::Words(text)) = first else { return rich };
        let mut word = text.split_whitespace().next().unwrap_or_default().chars();
        if word.next().is_some_and(char::is_lowercase) && !word.any(|c| c.is_uppercase() || c.is_numeric()) {
            let mut options = TitlecaseOptions::default();
            options.trailing_case = Some(TrailingCase::Unchanged);
            *text = TitlecaseMapper::new().titlecase_segment_to_string(text, &self.tag.id, options).into_owned();
        }
        rich
    }

    /// The order of the language (CLDR collation).
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        self.collator.compare(a, b)
    }
}

fn operands(n: &Decimal) -> PluralOperands {
    PluralOperands::from(&numbers::fixed(n))
}

fn set_digits(tag: &mut Tag, numbering_system: &str) {
    if let Ok(value) = Value::try_from_str(numbering_system) {
        tag.extensions.unicode.keywords.set(key!("nu"), value);
    }
}

/// The digits of English in a numbering system: `None` if icu has none of that name.
fn digits_of(numbering_system: &str) -> Option<[char; 10]> {
    let mut tag = Tag::from(icu::locale::langid!("en"));
    set_digits(&mut tag, numbering_system);
    let digits = numbers::digits(&DecimalFormatter::try_new((&tag).into(), Default::default()).ok()?)?;
    (numbering_system == "latn" || digits[0] != '0').then_some(digits)
}

fn numbering_system(name: &str) -> Result<&'static str, LocaleError> {
    let known = numbers::NUMBERING_SYSTEMS.iter().find(|known| **known == name);
    match known.filter(|name| digits_of(name).is_some()) {
        Some(known) => Ok(known),
        None => {
            let replacement = did_you_mean(name, numbers::NUMBERING_SYSTEMS.iter().copied()).map(str::to_owned);
            Err(LocaleError {
                setting: Setting::Digits,
                value: name.to_owned(),
                message: format!("unknown numbering system `{name}`"),
                help: match &replacement {
                    Some(replacement) => format!("write `{replacement}`"),
                    None => "write `latn` for 0–9, `arab` for ٠–٩ or `arabext` for ۰–۹, or remove `digits` to use the locale's own".to_owned(),
                },
                replacement,
            })
        }
    }
}

/// The numbering system whose digits the locale writes.
fn resolved_numbering_system(tag: &Tag) -> &'static str {
    let written = DecimalFormatter::try_new(tag.into(), Default::default()).ok().and_then(|own| numbers::digits(&own));
    numbers::NUMBERING_SYSTEMS.iter().find(|name| digits_of(name) == written).copied().unwrap_or("latn")
}

#[cfg(test)]
mod tests;
