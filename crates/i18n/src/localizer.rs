//! Formats messages in one language.

use std::borrow::Cow;

use icu::plurals::PluralOperands;
use indexmap::IndexMap;

use super::messages::{Messages, form, has_place};
use super::plurals::Plurals;
use super::template::{TemplatePart, pieces};
use super::{Locale, operands};
use mizan_model::{
    Decimal, FeatureIx, Guide, LangIx, Languages, Localized, Message, Plural, Prose, Run, Site, Stat, StyledText,
    TierIx, UnitWords,
};

/// Where a message is used: what its ids mean.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scope<'a> {
    /// Whose labels (units, features, options, notes) ids are looked up in; without one, the site's and the theme's.
    pub guide: Option<&'a Guide>,
    /// The tier whose front matter has the words of `text` cells.
    pub tier: Option<TierIx>,
    /// The id of the feature or stat at hand, and its options with names that are the same in every language.
    pub of: Option<(&'a str, &'a IndexMap<String, Option<String>>)>,
}

impl<'a> Scope<'a> {
    /// No guide: units are the site's and the theme's.
    pub fn site() -> Scope<'a> {
        Scope::default()
    }

    /// A guide, and nothing in it: for its labels.
    pub fn guide(guide: &'a Guide) -> Scope<'a> {
        Scope { guide: Some(guide), ..Scope::default() }
    }

    /// A cell: a feature and, where there is one, the tier.
    pub fn cell(guide: &'a Guide, feature: FeatureIx, tier: Option<TierIx>) -> Scope<'a> {
        let of = guide.feature(feature).map(|feature| (feature.id.as_str(), &feature.options));
        Scope { guide: Some(guide), tier, of }
    }

    /// A stat of the guide, with its options.
    pub fn stat(guide: &'a Guide, stat: &'a Stat) -> Scope<'a> {
        Scope { guide: Some(guide), tier: None, of: Some((&stat.id, &stat.options)) }
    }
}

/// The arguments of a message.
#[derive(Clone, Debug)]
pub enum Argument {
    /// A number, which picks the plural where its name is `n`.
    Number(Decimal),
    /// Anything formatted before: names, values.
    StyledText(StyledText),
}

/// Formats messages in one language of a site.
#[derive(Clone, Copy, Debug)]
pub struct Localizer<'a> {
    site: &'a Site,
    /// One a language, in the order of the site's.
    locales: &'a Languages<Locale>,
    lang: LangIx,
    locale: &'a Locale,
    messages: &'a Messages,
}

/// Words as they were found: in which language, and with which rules.
struct FoundWords<'a> {
    text: &'a Plural,
    voice: SourceLanguage<'a>,
    rules: &'a Plurals,
}

/// The language of words: the page's, or another one's tag.
type SourceLanguage<'a> = Option<&'a str>;

impl<'a> Localizer<'a> {
    /// `locales` has one entry a language of the site, `lang` is one of them; `None` if it is not.
    pub fn new(
        site: &'a Site,
        locales: &'a Languages<Locale>,
        lang: LangIx,
        messages: &'a Messages,
    ) -> Option<Localizer<'a>> {
        Some(Localizer { site, locales, lang, locale: locales.get(lang)?, messages })
    }

    /// The language that is formatted in.
    pub fn locale(&self) -> &'a Locale {
        self.locale
    }

    /// The theme's strings in this language.
    pub fn messages(&self) -> &'a Messages {
        self.messages
    }

    /// Formats a message. What has no words is written as its id, which check has reported.
    pub fn format(&self, phrase: &Message, scope: Scope<'_>) -> StyledText {
        match phrase {
            Message::Catalog { key, args } => {
                let args: Vec<_> = args.iter().map(|(name, phrase)| (*name, self.format(phrase, scope))).collect();
                let count = match phrase {
                    Message::Catalog { args, .. } => args.iter().find(|(name, _)| *name == "n"),
                    _ => None,
                };
                self.fill_message(key, count.and_then(|(_, n)| self.count(n)), &args)
            }
            Message::Number(n) => StyledText::value(self.locale.number(n)),
            Message::Percent(n) => StyledText::value(self.locale.percent(n)),
            // One amount: «3.3» alone at the end of a line is another.
            Message::Compact(n) => StyledText::value(self.locale.compact(n).replace(' ', "\u{a0}")),
            Message::Date(date) => {
                StyledText { runs: vec![Run::Time { iso: date.to_string(), text: self.locale.date(*date) }] }
            }
            Message::Money { amount, currency } => StyledText::value(self.locale.money(amount, currency)),
            Message::Unit { n, unit } => self.unit(n, unit, scope),
            Message::Divisor(unit) => self.divisor(unit, scope).unwrap_or_else(|| StyledText::value(unit)),
            Message::Per { what, units } => {
                units.iter().fold(self.format(what, scope), |price, unit| match self.divisor(unit, scope) {
                    Some(period) => self.fill_message("money.per", None, &[("price", price), ("period", period)]),
                    None => {
                        let one = self.unit(&Message::Number(Decimal::ONE), unit, scope);
                        self.fill_message("money.per-unit", None, &[("price", price), ("unit", one)])
                    }
                })
            }
            Message::Range { min, max } => self.range(self.format(min, scope), self.format(max, scope)),
            Message::Times(parts) => Self::times(parts.iter().map(|part| self.format(part, scope).bare())),
            Message::List(items) => self.locale.list(items.iter().map(|item| self.format(item, scope)).collect()),
            Message::Literal(text) => literal(text),
            Message::Link { url, name } => {
                StyledText { runs: vec![Run::Link { url: url.clone(), text: name.clone() }] }
            }
            Message::Option(id) => self.option(id, scope),
            Message::TierText => self.tier_text(scope),
        }
    }

    /// A message of the theme; a number called `n` picks its plural. `None` if there is no such key.
    pub fn message(&self, key: &str, args: &[(&str, Argument)]) -> Option<StyledText> {
        self.messages.get(key)?;
        let count = args.iter().find_map(|(name, argument)| match argument {
            Argument::Number(n) if *name == "n" => Some(operands(n)),
            _ => None,
        });
        let args: Vec<_> = args
            .iter()
            .map(|(name, argument)| match argument {
                Argument::Number(n) => (*name, StyledText::value(self.locale.number(n))),
                Argument::StyledText(rich) => (*name, rich.clone()),
            })
            .collect();
        Some(self.fill_message(key, count, &args))
    }

    /// A name as it may be written in labels: words, with code between backticks.
    pub fn name(&self, said: Localized<'_, Prose>) -> StyledText {
        let voice = (said.lang != self.lang).then(|| self.locales.get(said.lang).map(Locale::id)).flatten();
        with_code(&said.what.text, |rich, text| push(rich, text, voice))
    }

    fn fill_message(&self, key: &str, count: Option<PluralOperands>, args: &[(&str, StyledText)]) -> StyledText {
        let Some(message) = self.messages.get(key) else {
            return StyledText::value(key);
        };
        match form(&message.text, self.messages.rules(message, self.locale), count) {
            Some(prose) => fill(&prose.text, message.foreign.as_deref(), args),
            None => StyledText::value(key),
        }
    }

    /// What decides the plural around a phrase.
    fn count(&self, phrase: &Message) -> Option<PluralOperands> {
        match phrase {
            Message::Number(n) | Message::Percent(n) => Some(operands(n)),
            Message::Money { amount, .. } => Some(operands(amount)),
            Message::Compact(n) => Some(self.locale.numbers.compact_operands(n)),
            Message::Unit { n, .. } => self.count(n),
            Message::Catalog { args, .. } => args.iter().find_map(|(_, argument)| self.count(argument)),
            _ => None,
        }
    }

    fn unit(&self, n: &Message, unit: &str, scope: Scope<'_>) -> StyledText {
        let number = self.format(n, scope);
        let Some(found) = self.unit_count(unit, scope) else {
            let mut rich = number;
            rich.push(Run::Words("\u{a0}".to_owned()));
            rich.push(Run::Value(unit.to_owned()));
            return rich;
        };
        let prose = match n {
            Message::Range { min, max } => match (self.count(min), self.count(max)) {
                (Some(min), Some(max)) => {
                    let rules = found.rules;
                    found.text.form(rules.range(rules.category(min), rules.category(max)))
                }
                _ => form(found.text, found.rules, None),
            },
            n => form(found.text, found.rules, self.count(n)),
        };
        match prose {
            // Neither a range nor what is below zero can be in the words ("a year"): where the form has no place
            // for it, `other` has.
            Some(prose) if (matches!(n, Message::Range { .. }) || below_zero(n)) && !has_place(prose) => {
                let other = form(found.text, found.rules, None).unwrap_or(prose);
                fill(&kept_together(&other.text, n, &number), found.voice, &[("n", number)])
            }
            Some(prose) => fill(&kept_together(&prose.text, n, &number), found.voice, &[("n", number)]),
            None => number,
        }
    }

    fn unit_count<'s>(&'s self, unit: &str, scope: Scope<'s>) -> Option<FoundWords<'s>> {
        let own = self.unit_words(unit, scope, self.lang);
        let theme = || {
            let message = self.messages.get(&format!("unit.{unit}.count"))?;
            Some(FoundWords {
                text: &message.text,
                voice: message.foreign.as_deref(),
                rules: self.messages.rules(message, self.locale),
            })
        };
        let found = |words: &'s UnitWords, lang: LangIx| {
            let locale = self.locales.get(lang)?;
            let voice = (lang != self.lang).then(|| locale.id());
            Some(FoundWords { text: &words.count, voice, rules: &locale.plurals })
        };
        let source = || {
            let lang = scope.guide?.source_language;
            found(self.unit_words(unit, scope, lang)?, lang)
        };
        own.and_then(|words| found(words, self.lang)).or_else(theme).or_else(source)
    }

    fn divisor(&self, unit: &str, scope: Scope<'_>) -> Option<StyledText> {
        let own = |lang: LangIx| self.unit_words(unit, scope, lang).and_then(|words| words.per.as_ref());
        if let Some(per) = own(self.lang) {
            return Some(fill(&per.text, None, &[]));
        }
        let key = format!("unit.{unit}.per");
        if self.messages.get(&key).is_some() {
            return Some(self.fill_message(&key, None, &[]));
        }
        let lang = scope.guide?.source_language;
        Some(fill(&own(lang)?.text, self.locales.get(lang).map(Locale::id), &[]))
    }

    /// The words that an author gave a unit in one language: the guide's, else the site's.
    fn unit_words<'s>(&'s self, unit: &str, scope: Scope<'s>, lang: LangIx) -> Option<&'s UnitWords> {
        let guide = || scope.guide?.words.get(&lang)?.labels.units.get(unit);
        let site = || self.site.words.get(&lang)?.units.get(unit);
        guide().or_else(site)
    }

    fn range(&self, min: StyledText, max: StyledText) -> StyledText {
        let value = |rich: &StyledText| matches!(rich.runs.as_slice(), [Run::Value(_)]);
        if value(&min) && value(&max) {
            return StyledText::value(self.locale.range(&min.bare(), &max.bare()));
        }
        let mut range = min;
        range.push(Run::Words(format!(" {} ", self.locale.between.trim())));
        range.append(max);
        range
    }

    /// A left-to-right mark on both sides of each sign keeps the order of the parts in every direction
    /// and with every kind of digits (UAX #9, W7 and N1).
    fn times(parts: impl Iterator<Item = String>) -> StyledText {
        let parts: Vec<_> = parts.collect();
        StyledText::value(format!("\u{200e}{}", parts.join("\u{a0}\u{200e}×\u{200e}\u{a0}")))
    }

    fn option(&self, id: &str, scope: Scope<'_>) -> StyledText {
        let Some((of, options)) = scope.of else {
            return StyledText::value(id);
        };
        let label = |lang: LangIx| {
            let what = scope.guide?.words.get(&lang)?.labels.options.get(of)?.get(id)?;
            Some(Localized { what, lang })
        };
        if let Some(said) = label(self.lang) {
            return self.name(said);
        }
        if let Some(Some(name)) = options.get(id) {
            return literal(name);
        }
        match scope.guide.and_then(|guide| label(guide.source_language)) {
            Some(said) => self.name(said),
            None => StyledText::value(id),
        }
    }

    /// As the author wrote it: inline Markdown, which the code that makes HTML of it has to parse.
    fn tier_text(&self, scope: Scope<'_>) -> StyledText {
        let said = || {
            let (guide, tier, (of, _)) = (scope.guide?, scope.tier?, scope.of?);
            guide.said_of_tier(self.lang, tier, |words| words.text.get(of))
        };
        match said() {
            Some(said) => {
                let mut rich = StyledText::default();
                let voice = (said.lang != self.lang).then(|| self.locales.get(said.lang).map(Locale::id)).flatten();
                push(&mut rich, &said.what.text, voice);
                rich
            }
            None => StyledText::default(),
        }
    }
}

/// What is the same in every language: a value, with code between backticks.
fn literal(text: &str) -> StyledText {
    with_code(text, |rich, text| {
        if !text.is_empty() {
            rich.push(Run::Value(text.to_owned()));
        }
    })
}

/// Inline code between pairs of backticks; `add` takes the text around it.
fn with_code(text: &str, add: impl Fn(&mut StyledText, &str)) -> StyledText {
    let mut rich = StyledText::default();
    let mut rest = text;
    while let Some((before, (code, after))) =
        rest.split_once('`').and_then(|(before, rest)| Some((before, rest.split_once('`')?)))
    {
        add(&mut rich, before);
        if !code.is_empty() {
            rich.push(Run::Code(code.to_owned()));
        }
        rest = after;
    }
    add(&mut rich, rest);
    rich
}

fn below_zero(n: &Message) -> bool {
    match n {
        Message::Number(n) | Message::Percent(n) | Message::Compact(n) => *n < Decimal::ZERO,
        Message::Catalog { args, .. } => args.iter().any(|(_, argument)| below_zero(argument)),
        _ => false,
    }
}

/// The words of a unit, in which the number does not part from the word after it: a line that ends in "2" means nothing
/// yet. Long words and long numbers may part, as may those after a number with a word of its own ("3.3 billion"):
/// narrow columns have no room for both, and would break the word.
fn kept_together<'t>(text: &'t str, n: &Message, number: &StyledText) -> Cow<'t, str> {
    const SHORT_WORD: usize = 12;
    const SHORT_NUMBER: usize = 9;
    let Some((before, after)) = text.split_once("{n} ").filter(|_| !matches!(n, Message::Compact(_))) else {
        return Cow::Borrowed(text);
    };
    let short = after.split_whitespace().next().is_some_and(|word| word.chars().count() <= SHORT_WORD)
        && number.bare().chars().count() <= SHORT_NUMBER;
    if short { Cow::Owned(format!("{before}{{n}}\u{a0}{after}")) } else { Cow::Borrowed(text) }
}

/// Words with what is filled in. What is not given stays as it was written: check has reported it.
fn fill(text: &str, voice: SourceLanguage<'_>, args: &[(&str, StyledText)]) -> StyledText {
    let mut rich = StyledText::default();
    for (_, piece) in pieces(text) {
        match piece {
            TemplatePart::Text(text) | TemplatePart::Stray(text) => push(&mut rich, text, voice),
            TemplatePart::Placeholder(name) => match args.iter().find(|(given, _)| *given == name) {
                Some((_, filling)) => {
                    for run in &filling.runs {
                        match run {
                            Run::Words(text) => push(&mut rich, text, None),
                            run => rich.push(run.clone()),
                        }
                    }
                }
                None => push(&mut rich, &format!("{{{name}}}"), voice),
            },
        }
    }
    rich
}

/// Adds words to the run before, where that is in the same language: a stretch of words is one run.
/// Adds words in their language. The space around words of another language is placed outside them: inside, it would
/// be on the wrong side of them where the directions differ.
fn push(rich: &mut StyledText, text: &str, voice: SourceLanguage<'_>) {
    if text.is_empty() {
        return;
    }
    let core = text.trim();
    if voice.is_some() && core.len() < text.len() {
        let start = text.len() - text.trim_start().len();
        push(rich, &text[..start], None);
        push(rich, core, voice);
        return push(rich, &text[start + core.len()..], None);
    }
    match (rich.runs.last_mut(), voice) {
        (Some(Run::Words(last)), None) => last.push_str(text),
        (Some(Run::Foreign { lang, text: last }), Some(voice)) if lang.as_str() == voice => last.push_str(text),
        (_, None) => rich.push(Run::Words(text.to_owned())),
        (_, Some(voice)) => rich.push(Run::Foreign { lang: voice.to_owned(), text: text.to_owned() }),
    }
}
