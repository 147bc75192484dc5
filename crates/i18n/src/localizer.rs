//! Formats messages in one language.

use std::borrow::Cow;

use icu::plurals::PluralOperands;
use indexmap::IndexMap;

use super::inflection::{Forms, Government, Inflection};
use super::messages::{Messages, form, has_place};
use super::template::{TemplatePart, pieces};
use super::{Locale, operands};
use mizan_model::value::is_bound_key;
use mizan_model::{
    Decimal, FeatureIx, GrammaticalCase, Guide, LangIx, Languages, Localized, Message, Prose, Run, Site, Stat,
    StyledText, TierIx, UnitWords,
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
    /// What the words around a value require of it.
    inflection: Inflection,
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
        Scope { guide: Some(guide), tier, of, ..Scope::default() }
    }

    /// A stat of the guide, with its options.
    pub fn stat(guide: &'a Guide, stat: &'a Stat) -> Scope<'a> {
        Scope { guide: Some(guide), of: Some((&stat.id, &stat.options)), ..Scope::default() }
    }

    /// The same, in a sentence whose words require a case: after a preposition.
    pub fn in_case(self, case: Option<GrammaticalCase>) -> Scope<'a> {
        Scope { inflection: self.inflection.in_case(case), ..self }
    }
}

/// The arguments of a message.
#[derive(Clone, Debug)]
pub enum Argument {
    /// A number, which picks the plural where its name is `n`.
    Number(Decimal),
    /// Anything formatted before: names, values.
    StyledText(StyledText),
    /// A value, which takes the case that the message requires of it.
    Message(Message),
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

/// Words as they were found, and in which language.
struct FoundWords<'a> {
    forms: Forms<'a>,
    voice: SourceLanguage<'a>,
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
                let count = args.iter().find(|(name, _)| *name == "n").and_then(|(_, n)| self.count(n));
                let bounded = is_bound_key(key);
                self.fill_message(key, count, |place| {
                    let (_, phrase) = args.iter().find(|(name, _)| *name == place.name)?;
                    Some(self.format(phrase, place.scope(scope, bounded)))
                })
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
                    Some(period) => {
                        self.fill_message("money.per", None, given(&[("price", price), ("period", period)]))
                    }
                    None => {
                        let one = self.unit(&Message::Number(Decimal::ONE), unit, scope);
                        self.fill_message("money.per-unit", None, given(&[("price", price), ("unit", one)]))
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
        self.message_in(key, args, Scope::site())
    }

    /// The same, where what is filled in may use the words of a guide.
    pub fn message_in(&self, key: &str, args: &[(&str, Argument)], scope: Scope<'_>) -> Option<StyledText> {
        self.messages.get(key)?;
        let count = args.iter().find_map(|(name, argument)| match argument {
            Argument::Number(n) if *name == "n" => Some(operands(n)),
            _ => None,
        });
        Some(self.fill_message(key, count, |place| {
            let (_, argument) = args.iter().find(|(name, _)| *name == place.name)?;
            Some(match argument {
                Argument::Number(n) => StyledText::value(self.locale.number(n)),
                Argument::StyledText(rich) => rich.clone(),
                Argument::Message(phrase) => self.format(phrase, place.scope(scope, is_bound_key(key))),
            })
        }))
    }

    /// A name as it may be written in labels: words, with code between backticks.
    pub fn name(&self, said: Localized<'_, Prose>) -> StyledText {
        let mut words = with_code(&said.what.text, |rich, text| push_words(&mut rich.runs, text));
        if words.runs.is_empty() {
            return words;
        }
        words.runs = vec![Run::Name(words.runs)];
        match self.voice(said.lang) {
            Some(lang) => StyledText { runs: vec![Run::Foreign { lang: lang.to_owned(), runs: words.runs }] },
            None => words,
        }
    }

    /// The tag of a language, where it is another than that of the page.
    fn voice(&self, lang: LangIx) -> SourceLanguage<'a> {
        (lang != self.lang).then(|| self.locales.get(lang).map(Locale::id)).flatten()
    }

    fn fill_message(
        &self,
        key: &str,
        count: Option<PluralOperands>,
        args: impl Fn(Placeholder<'_>) -> Option<StyledText>,
    ) -> StyledText {
        let Some(message) = self.messages.get(key) else {
            return StyledText::value(key);
        };
        match form(&message.text, self.messages.rules(message, self.locale), count) {
            Some(prose) => self.fill(&prose.text, message.foreign.as_deref(), args),
            None => StyledText::value(key),
        }
    }

    /// Words with what is filled in. What is not given stays as it was written: check has reported it.
    ///
    /// Words of another language are one isolate with everything that is filled in: in pieces, «9 questions» on a page
    /// from right to left is read as «questions 9». What is in the page's language is isolated inside. Signs alone
    /// («{page} · {site}») are of no language.
    fn fill(
        &self,
        text: &str,
        voice: SourceLanguage<'_>,
        args: impl Fn(Placeholder<'_>) -> Option<StyledText>,
    ) -> StyledText {
        let words = |piece| matches!(piece, TemplatePart::Text(text) if text.contains(char::is_alphabetic));
        let voice = voice.filter(|_| pieces(text).any(|(_, piece)| words(piece)));
        let mut runs = Vec::new();
        let mut led = false;
        for (_, piece) in pieces(text) {
            let (name, case) = match piece {
                TemplatePart::Text(text) | TemplatePart::Stray(text) => {
                    led |= text.contains(char::is_alphabetic);
                    push_words(&mut runs, text);
                    continue;
                }
                TemplatePart::Placeholder(name) => (name, None),
                TemplatePart::Inflected(name, case) => (name, GrammaticalCase::parse(case)),
            };
            match args(Placeholder { name, case, led }) {
                Some(filling) => self.insert(&mut runs, filling, voice),
                None => push_words(&mut runs, &format!("{{{name}}}")),
            }
        }
        match voice {
            Some(lang) => in_one_isolate(lang, runs),
            None => StyledText { runs },
        }
    }

    /// Puts what is filled in between words of the language `voice`. Where it has words of the page's language, all of it
    /// is in that language: «2 آلات» is not cut into a number and a word.
    fn insert(&self, runs: &mut Vec<Run>, filling: StyledText, voice: SourceLanguage<'_>) {
        let filling = match voice {
            Some(_) if filling.runs.iter().any(is_worded) => in_one_isolate(self.locale.id(), filling.runs),
            _ => filling,
        };
        for run in filling.runs {
            match (run, voice) {
                (Run::Words(text), _) => push_words(runs, &text),
                (Run::Foreign { lang, runs: inner }, Some(voice)) if lang == voice => {
                    self.insert(runs, StyledText { runs: inner }, None);
                }
                (run, _) => runs.push(run),
            }
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
            Message::Range { min, max } => found.forms.range(self.count(min).zip(self.count(max)), scope.inflection),
            n if below_zero(n) => found.forms.counted(self.count(n), scope.inflection).map(|prose| {
                // What is below zero cannot be in the words ("a year"): `other` has a place for it.
                if has_place(prose) {
                    prose
                } else {
                    form(found.forms.nominative, found.forms.rules, None).unwrap_or(prose)
                }
            }),
            n => found.forms.counted(self.count(n), scope.inflection),
        };
        match prose {
            Some(prose) => {
                let text = kept_together(&prose.text, n, &number);
                self.fill(&text, found.voice, given(&[("n", number.clone())]))
            }
            None => number,
        }
    }

    fn unit_count<'s>(&'s self, unit: &str, scope: Scope<'s>) -> Option<FoundWords<'s>> {
        let case = match scope.inflection.government {
            Government::Case(case) => Some(case),
            Government::Free | Government::Unclear => None,
        };
        let own = self.unit_words(unit, scope, self.lang);
        let theme = || {
            let message = self.messages.get(&format!("unit.{unit}.count"))?;
            let in_case = case.and_then(|case| self.messages.get(&format!("unit.{unit}.{}", case.as_str())));
            let voice = message.foreign.as_deref();
            let forms = Forms {
                nominative: &message.text,
                // A case of the language of the words: not of one that they fell back from.
                in_case: in_case.filter(|of| of.foreign == message.foreign).map(|of| &of.text),
                rules: self.messages.rules(message, self.locale),
                arabic: is_arabic(voice.unwrap_or(self.locale.id())),
            };
            Some(FoundWords { forms, voice })
        };
        let found = |words: &'s UnitWords, lang: LangIx| {
            let locale = self.locales.get(lang)?;
            let forms = Forms {
                nominative: &words.count,
                in_case: case.and_then(|case| words.cases.get(&case)),
                rules: &locale.plurals,
                arabic: is_arabic(locale.id()),
            };
            Some(FoundWords { forms, voice: self.voice(lang) })
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
            return Some(self.fill(&per.text, None, given(&[])));
        }
        let key = format!("unit.{unit}.per");
        if self.messages.get(&key).is_some() {
            return Some(self.fill_message(&key, None, given(&[])));
        }
        let lang = scope.guide?.source_language;
        Some(self.fill(&own(lang)?.text, self.locales.get(lang).map(Locale::id), given(&[])))
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
            return self.locale.range(&min.bare(), &max.bare());
        }
        let mut range = min;
        range.push(Run::Words(format!(" {} ", self.locale.between.trim())));
        range.append(max);
        range
    }

    fn times(numbers: impl Iterator<Item = String>) -> StyledText {
        StyledText { runs: vec![Run::Series { numbers: numbers.collect(), between: "\u{a0}×\u{a0}".to_owned() }] }
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
            Some(said) => match self.voice(said.lang) {
                Some(lang) => StyledText::foreign(lang, said.what.text.as_str()),
                None => StyledText::words(said.what.text.as_str()),
            },
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

/// A place in a message that something is filled into.
#[derive(Clone, Copy)]
struct Placeholder<'t> {
    name: &'t str,
    /// The case that the message requires.
    case: Option<GrammaticalCase>,
    /// Words are before it, which may require a case that the message does not name.
    led: bool,
}

impl Placeholder<'_> {
    /// The scope of what is filled in, in a message used in `around`.
    fn scope<'a>(self, around: Scope<'a>, bounded: bool) -> Scope<'a> {
        let mut scope = around.in_case(self.case);
        scope.inflection.bounded |= bounded;
        if bounded && self.led && self.case.is_none() {
            scope.inflection.government = Government::Unclear;
        }
        scope
    }
}

/// What was formatted before, whatever case is required.
fn given<'g>(args: &'g [(&'g str, StyledText)]) -> impl Fn(Placeholder<'_>) -> Option<StyledText> + 'g {
    |place| args.iter().find(|(name, _)| *name == place.name).map(|(_, filling)| filling.clone())
}

fn is_arabic(lang: &str) -> bool {
    lang == "ar" || lang.starts_with("ar-")
}

/// Whether a run has words of the language around it. A noncharacter stands for finished markup, which may have any.
fn is_worded(run: &Run) -> bool {
    let has_words = |text: &str| text.contains(|c: char| c.is_alphabetic() || ('\u{FDD0}'..='\u{FDEF}').contains(&c));
    match run {
        Run::Words(text) | Run::Time { text, .. } => has_words(text),
        Run::Name(runs) => runs.iter().any(is_worded),
        Run::Foreign { .. } | Run::Value(_) | Run::Series { .. } | Run::Code(_) | Run::Link { .. } => false,
    }
}

/// Adds words to the run before, where that is words too: a stretch of them is one run.
fn push_words(runs: &mut Vec<Run>, text: &str) {
    match runs.last_mut() {
        _ if text.is_empty() => {}
        Some(Run::Words(last)) => last.push_str(text),
        _ => runs.push(Run::Words(text.to_owned())),
    }
}

/// Runs of another language. The space around them is outside: inside it would be on the wrong side where the
/// directions differ.
fn in_one_isolate(lang: &str, mut runs: Vec<Run>) -> StyledText {
    let (mut before, mut after) = (String::new(), String::new());
    if let Some(Run::Words(text)) = runs.first_mut() {
        let start = text.len() - text.trim_start().len();
        before = text.drain(..start).collect();
    }
    if let Some(Run::Words(text)) = runs.last_mut() {
        after = text.split_off(text.trim_end().len());
    }
    runs.retain(|run| !matches!(run, Run::Words(text) if text.is_empty()));
    let mut rich = StyledText::default();
    push_words(&mut rich.runs, &before);
    if !runs.is_empty() {
        rich.push(Run::Foreign { lang: lang.to_owned(), runs });
    }
    push_words(&mut rich.runs, &after);
    rich
}
