//! The theme's messages in one language: which translation is used, which are missing, and checks of their
//! placeholders and plural forms.

use std::collections::{BTreeMap, BTreeSet};

use icu::locale::Locale as Tag;
use icu::plurals::PluralOperands;
use indexmap::IndexMap;

use super::plurals::Plurals;
use super::template::{TemplatePart, pieces};
use super::{Locale, in_english, keys};
use mizan_model::{GrammaticalCase, MessageKey, Plural, PluralCategory, Prose, UnitWords};
use mizan_source::Span;
use mizan_source::diagnostics::{Applicability, Code, Diagnostic, Diagnostics, did_you_mean, surely_meant};

/// Whose words a layer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LayerOrigin {
    /// `[messages]` of content/site/LANG.toml: may only have messages that the theme uses.
    Site,
    /// A file of i18n/ of the theme, or of one that it extends.
    Theme,
}

/// Messages of one file, by dotted key.
#[derive(Clone, Copy, Debug)]
pub struct Layer<'a> {
    /// Whose words they are, which decides whether they may define keys.
    pub place: LayerOrigin,
    /// BCP 47, as the file is named.
    pub lang: &'a str,
    /// The string, or its plural forms, of each key.
    pub messages: &'a IndexMap<String, Plural>,
    /// Where the keys are written, for a layer that may not define keys.
    pub keys: Option<&'a IndexMap<String, MessageKey>>,
}

/// One message as it was found.
#[derive(Clone, Debug)]
pub struct MessagePattern {
    /// The words, with their placeholders in braces; plural forms where the message counts something.
    pub text: Plural,
    /// Set where the words are in another language: its BCP 47 tag.
    pub foreign: Option<String>,
}

/// The theme's strings in one language.
#[derive(Debug)]
pub struct Messages {
    by_key: BTreeMap<String, MessagePattern>,
    /// The plural rules of the other languages that words were taken from.
    foreign: BTreeMap<String, Plurals>,
}

impl Messages {
    /// `layers` from the nearest: the site's words, the theme's in the language (and in
    /// [`Locale::lookup`]'s shorter tags), then the theme's in the language that it falls back to.
    /// What does not fit the language, unknown messages, and fallbacks is reported.
    pub fn new(locale: &Locale, layers: &[Layer<'_>]) -> (Messages, Diagnostics) {
        let mut faults = Diagnostics::default();
        // The last layer that has a key is the theme's first word on it.
        let mut asked: BTreeMap<&str, BTreeSet<&str>> =
            keys::VALUES.iter().map(|(key, placeholders)| (*key, placeholders.iter().copied().collect())).collect();
        for layer in layers.iter().rev().filter(|layer| layer.place == LayerOrigin::Theme) {
            for (key, text) in layer.messages {
                asked.entry(key).or_insert_with(|| placeholders(text));
            }
        }
        for layer in layers.iter().filter(|layer| locale.speaks(layer.lang)) {
            for (key, text) in layer.messages {
                match asked.get(key.as_str()) {
                    _ if case_of_unit(key)
                        .is_some_and(|(unit, _)| asked.contains_key(format!("unit.{unit}.count").as_str())) =>
                    {
                        check_case(locale, text, &format!("the message `{key}`"), &mut faults)
                    }
                    Some(placeholders) => {
                        check(locale, text, placeholders, &format!("the message `{key}`"), &mut faults);
                    }
                    None => faults.push(unknown(layer, key, text, asked.keys().copied())),
                }
            }
        }
        let mut messages = Messages { by_key: BTreeMap::new(), foreign: BTreeMap::new() };
        messages.add_cases(locale, layers);
        asked.retain(|key, _| case_of_unit(key).is_none());
        let mut fallen: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let mut absent = Vec::new();
        for key in asked.keys() {
            let Some((layer, text)) = layers.iter().find_map(|layer| Some((layer, layer.messages.get(*key)?))) else {
                absent.push(*key);
                continue;
            };
            let foreign = (!locale.speaks(layer.lang)).then(|| layer.lang.to_owned());
            if foreign.is_some() {
                fallen.entry(layer.lang).or_default().push(key);
                messages.add_rules(layer.lang);
            }
            messages.by_key.insert((*key).to_owned(), MessagePattern { text: text.clone(), foreign });
        }
        for (lang, keys) in fallen {
            faults.push(
                Diagnostic::warning(
                    Code::MissingMessage,
                    format!(
                        "{} to {}, falling back to {}: {}",
                        lacking(keys.len()),
                        in_english(locale.id()),
                        in_english(lang),
                        some(&keys)
                    ),
                )
                .help(format!(
                    "add them under `[messages]` in content/site/{}.toml, or in the theme's i18n/{0}.toml",
                    locale.id()
                )),
            );
        }
        if !absent.is_empty() {
            faults.push(
                Diagnostic::error(
                    Code::MissingMessage,
                    format!("the theme has no text in any language for {}", some(&absent)),
                )
                .help("add them to the theme's i18n/en.toml, or add `extends = \"mizan\"` to its theme.toml"),
            );
        }
        (messages, faults)
    }

    /// The message of a dotted key; `None` for a key that no theme has.
    pub fn get(&self, key: &str) -> Option<&MessagePattern> {
        self.by_key.get(key)
    }

    /// Every key, sorted: what `t()` may be called with.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.by_key.keys().map(String::as_str)
    }

    /// The forms of units in grammatical cases: a language has those that it has, whatever others lack. Those of a unit
    /// that a nearer layer has other words for are not theirs.
    fn add_cases(&mut self, locale: &Locale, layers: &[Layer<'_>]) {
        let spoken: Vec<&Layer<'_>> = layers.iter().filter(|layer| locale.speaks(layer.lang)).collect();
        let nearest = |key: &str| spoken.iter().position(|layer| layer.messages.contains_key(key));
        for (at, layer) in spoken.iter().enumerate().rev() {
            for (key, text) in layer.messages {
                let Some((unit, _)) = case_of_unit(key) else { continue };
                if nearest(&format!("unit.{unit}.count")).is_none_or(|count| at <= count) {
                    self.by_key.insert(key.clone(), MessagePattern { text: text.clone(), foreign: None });
                }
            }
        }
    }

    fn add_rules(&mut self, lang: &str) {
        if !self.foreign.contains_key(lang)
            && let Some(rules) = Tag::try_from_str(lang).ok().and_then(|tag| Plurals::new(&tag))
        {
            self.foreign.insert(lang.to_owned(), rules);
        }
    }

    /// The plural rules of the language that a message is in.
    pub(super) fn rules<'a>(&'a self, message: &MessagePattern, locale: &'a Locale) -> &'a Plurals {
        message.foreign.as_deref().and_then(|lang| self.foreign.get(lang)).unwrap_or(&locale.plurals)
    }
}

/// The form of `text` for what is counted. Words that hold the number themselves ("one device") are those of
/// that number alone, though its category may hold others: 0.5 in Hebrew, 0 in French, 21 in Russian.
pub(super) fn form<'a>(text: &'a Plural, rules: &Plurals, count: Option<PluralOperands>) -> Option<&'a Prose> {
    let category = count.map_or(PluralCategory::Other, |count| rules.category(count));
    let said: u64 = match category {
        PluralCategory::Zero => 0,
        PluralCategory::One => 1,
        PluralCategory::Two => 2,
        PluralCategory::Few | PluralCategory::Many | PluralCategory::Other => return text.form(category),
    };
    let prose = text.form(category)?;
    let other = text.form(PluralCategory::Other)?;
    if has_place(prose) || !has_place(other) || count == Some(PluralOperands::from(said)) {
        Some(prose)
    } else {
        Some(other)
    }
}

/// Whether words have a place for the number.
pub(super) fn has_place(prose: &Prose) -> bool {
    pieces(&prose.text)
        .any(|(_, piece)| matches!(piece, TemplatePart::Placeholder("n") | TemplatePart::Inflected("n", _)))
}

/// Checks that `text` has a form for each plural category of the language, and fills in what it is
/// given: no more, and in `other` no less. `whose` begins a sentence: "the unit `device`".
pub fn check_plural(locale: &Locale, text: &Plural, given: &[&str], whose: &str, faults: &mut Diagnostics) {
    check(locale, text, &given.iter().copied().collect(), whose, faults);
}

/// Checks a unit's words: all plural categories, `{n}` and nothing else, and nothing to fill in in `per`.
pub fn check_unit(locale: &Locale, id: &str, words: &UnitWords, faults: &mut Diagnostics) {
    let whose = format!("the unit `{id}`");
    check(locale, &words.count, &BTreeSet::from(["n"]), &whose, faults);
    for (case, forms) in &words.cases {
        check_case(locale, forms, &format!("`{}` of the unit `{id}`", case.as_str()), faults);
    }
    if let Some(per) = &words.per {
        let whose = format!("`per` of the unit `{id}`");
        check_form(locale, per, &BTreeSet::new(), &BTreeSet::new(), &whose, faults);
    }
}

/// Checks the forms of a unit in a case: only those that differ from the nominative need be there.
fn check_case(locale: &Locale, text: &Plural, whose: &str, faults: &mut Diagnostics) {
    let (given, none) = (BTreeSet::from(["n"]), BTreeSet::new());
    match text {
        Plural::Same(prose) => check_form(locale, prose, &given, &given, whose, faults),
        Plural::By(forms) => {
            for (category, prose) in forms {
                let whose = format!("{whose} (`{}`)", category.as_str());
                check_category(locale, *category, prose, &whose, faults);
                let wanted = if *category == PluralCategory::Other { &given } else { &none };
                check_form(locale, prose, &given, wanted, &whose, faults);
            }
        }
    }
}

/// Warns of a form that no number of the language has.
fn check_category(locale: &Locale, category: PluralCategory, prose: &Prose, whose: &str, faults: &mut Diagnostics) {
    let needed = locale.plural_categories();
    if !needed.contains(&category) {
        faults.push(
            Diagnostic::warning(
                Code::UnknownPlural,
                format!("{whose} is never used: {} has no such plural category", in_english(locale.id())),
            )
            .at(prose.span, "never used")
            .help(format!(
                "remove `{}`: the plural categories of {} are {}",
                category.as_str(),
                in_english(locale.id()),
                quoted(&needed.iter().map(|c| c.as_str()).collect::<Vec<_>>())
            )),
        );
    }
}

/// Whether a key of the theme is that of a unit's forms in a grammatical case. They are of one language: others neither
/// need nor can use them.
pub fn is_case_of_unit(key: &str) -> bool {
    case_of_unit(key).is_some()
}

/// The unit and the case of a key of the theme: `unit.day.genitive`.
fn case_of_unit(key: &str) -> Option<(&str, GrammaticalCase)> {
    let (unit, case) = key.strip_prefix("unit.")?.split_once('.')?;
    Some((unit, GrammaticalCase::parse(case)?))
}

fn check(locale: &Locale, text: &Plural, given: &BTreeSet<&str>, whose: &str, faults: &mut Diagnostics) {
    let forms = match text {
        Plural::Same(prose) => return check_form(locale, prose, given, given, whose, faults),
        Plural::By(forms) => forms,
    };
    let needed = locale.plural_categories();
    let place = forms.values().next();
    let missing: Vec<_> = needed.iter().filter(|category| !forms.contains_key(*category)).map(|c| c.as_str()).collect();
    if !missing.is_empty() {
        let mut fault = Diagnostic::error(
            Code::MissingPlural,
            format!("{whose} has no form for {} in {}", quoted(&missing), in_english(locale.id())),
        )
        .help(format!("add {}", missing.iter().map(|of| format!("`{of} = \"…\"`")).collect::<Vec<_>>().join(", ")));
        if let Some(place) = place {
            fault = fault.at(place.span, format!("missing {}", quoted(&missing)));
        }
        faults.push(fault);
    }
    for (category, prose) in forms {
        let whose = format!("the form `{}` of {whose}", category.as_str());
        check_category(locale, *category, prose, &whose, faults);
        // "one device", "no devices": the number may be in the words.
        let wanted = given.iter().copied().filter(|name| *name != "n" || *category == PluralCategory::Other).collect();
        check_form(locale, prose, given, &wanted, &whose, faults);
    }
}

fn check_form(
    locale: &Locale,
    prose: &Prose,
    given: &BTreeSet<&str>,
    wanted: &BTreeSet<&str>,
    whose: &str,
    faults: &mut Diagnostics,
) {
    let mut seen = BTreeSet::new();
    // The second brace of `{ n }` is reported with the first.
    let mut closed = None;
    let known = || match given.len() {
        0 => "remove it: this message has no placeholders".to_owned(),
        _ => format!("the placeholders are {}", braced(given)),
    };
    // The place of a part of the text, where it is written as it is read.
    let place = |part: std::ops::Range<usize>| match prose.verbatim {
        true => {
            Span::new(prose.span.source, prose.span.range().start + part.start..prose.span.range().start + part.end)
        }
        false => prose.span,
    };
    let mut unknown = |written: &str, at: usize, guess: Option<&str>, applicability: Applicability| {
        let span = place(at..at + written.len());
        let fault = Diagnostic::error(
            Code::MissingPlaceholder,
            format!("unknown placeholder `{written}` in {whose}, in {}", in_english(locale.id())),
        )
        .at(span, "unknown placeholder");
        faults.push(match guess {
            Some(guess) if prose.verbatim => {
                fault.help(format!("did you mean `{{{guess}}}`?")).fix(span, format!("{{{guess}}}"), applicability)
            }
            Some(guess) => fault.help(format!("did you mean `{{{guess}}}`?")),
            None => fault.help(known()),
        });
    };
    let mut unmatched = Vec::new();
    let mut unknown_cases = Vec::new();
    for (at, piece) in pieces(&prose.text) {
        match piece {
            TemplatePart::Text(_) => {}
            TemplatePart::Stray(_) if closed == Some(at) => {}
            TemplatePart::Placeholder(name) | TemplatePart::Inflected(name, _) => {
                if let TemplatePart::Inflected(_, case) = piece
                    && GrammaticalCase::parse(case).is_none()
                {
                    unknown_cases.push((at, name, case));
                }
                if !given.contains(name) {
                    // If there is but one, nothing else can have been meant, and it is not missing too.
                    let only = given.first().copied().filter(|_| given.len() == 1);
                    let guess = did_you_mean(name, given.iter().copied()).or(only);
                    seen.extend(guess);
                    unknown(&format!("{{{name}}}"), at, guess, Applicability::Unsafe);
                }
                seen.insert(name);
            }
            TemplatePart::Stray(brace) => {
                if let Some((end, written, meant)) = nearly(&prose.text[at..], given) {
                    closed = Some(at + end);
                    seen.insert(meant);
                    unknown(written, at, Some(meant), Applicability::Safe);
                    continue;
                }
                unmatched.push((at, brace));
            }
        }
    }
    for (at, name, case) in unknown_cases {
        let help = match did_you_mean(case, GrammaticalCase::NAMES) {
            Some(meant) => format!("did you mean `{{{name}:{meant}}}`?"),
            None => "write a grammatical case of CLDR, such as `genitive`, or none".to_owned(),
        };
        let message = format!("unknown grammatical case `{case}` in {whose}, in {}", in_english(locale.id()));
        let written = name.len() + case.len() + 3;
        faults.push(
            Diagnostic::error(Code::MissingPlaceholder, message).at(place(at..at + written), "unknown case").help(help),
        );
    }
    for (at, brace) in unmatched {
        faults.push(
            Diagnostic::error(
                Code::MissingPlaceholder,
                format!("unmatched `{brace}` in {whose}, in {}", in_english(locale.id())),
            )
            .at(place(at..at + brace.len()), "unmatched")
            .help(format!("write `{brace}{brace}` to show a brace; {}", known())),
        );
    }
    let missing: BTreeSet<_> = wanted.iter().copied().filter(|name| !seen.contains(name)).collect();
    if !missing.is_empty() {
        let missing = braced(&missing);
        faults.push(
            Diagnostic::error(
                Code::MissingPlaceholder,
                format!("missing placeholder {missing} in {whose}, in {}", in_english(locale.id())),
            )
            .at(prose.span, format!("missing {missing}"))
            .help(format!("add {missing}")),
        );
    }
}

/// A placeholder that is nearly one, `{N}` or `{ n }`, at the beginning of `text`: where its second brace is, what
/// is written, and what was meant.
fn nearly<'a>(text: &'a str, given: &BTreeSet<&'a str>) -> Option<(usize, &'a str, &'a str)> {
    let end = text.strip_prefix('{')?.find(['{', '}'])? + 1;
    let inner = text.get(1..end).filter(|_| text[end..].starts_with('}'))?;
    let name = inner.trim().to_lowercase();
    let meant = given.iter().copied().find(|given| given.to_lowercase() == name)?;
    Some((end, text.get(..=end)?, meant))
}

fn placeholders(text: &Plural) -> BTreeSet<&str> {
    let of = |prose: &'_ Prose| -> Vec<(usize, usize)> {
        pieces(&prose.text)
            .filter_map(|(at, piece)| match piece {
                TemplatePart::Placeholder(name) | TemplatePart::Inflected(name, _) => {
                    Some((at + 1, at + 1 + name.len()))
                }
                _ => None,
            })
            .collect()
    };
    let forms: Vec<&Prose> = match text {
        Plural::Same(prose) => vec![prose],
        Plural::By(forms) => forms.values().collect(),
    };
    forms.into_iter().flat_map(|prose| of(prose).into_iter().map(|(start, end)| &prose.text[start..end])).collect()
}

fn unknown<'a>(layer: &Layer<'_>, key: &str, text: &Plural, keys: impl Iterator<Item = &'a str> + Clone) -> Diagnostic {
    let message = format!("unknown message `{key}`: the theme has no message with this key");
    let fault = Diagnostic::error(Code::UnknownMessage, message);
    let written = layer.keys.and_then(|keys| keys.get(key));
    let fault = match (written, text.form(PluralCategory::Other)) {
        (Some(written), _) => fault.at(written.span, "unknown message"),
        (None, Some(prose)) => fault.at(prose.span, "unknown message"),
        (None, None) => fault,
    };
    if let Some(instead) = keys::replaced(key) {
        return fault.help(instead);
    }
    let Some(guess) = did_you_mean(key, keys.clone()) else {
        return fault.help("remove it, or use it in a template of the theme");
    };
    let fault = fault.help(format!("did you mean `{guess}`?"));
    // Only the part of the key that names the message in its table is there to replace.
    let part = written.and_then(|written| {
        let (table, part) = guess.split_at_checked(written.table)?;
        (key.get(..written.table) == Some(table)).then_some((written.span, part))
    });
    match part {
        Some((span, part)) => {
            let part = if part.contains('.') { format!("\"{part}\"") } else { part.to_owned() };
            let certain = !layer.messages.contains_key(guess) && surely_meant(key, keys) == Some(guess);
            fault.fix(span, part, Applicability::safe_if(certain))
        }
        None => fault,
    }
}

fn lacking(count: usize) -> String {
    match count {
        1 => "1 message of the theme is not translated".to_owned(),
        _ => format!("{count} messages of the theme are not translated"),
    }
}

/// The first dozen by name, the rest by number.
fn some(keys: &[&str]) -> String {
    const SHOWN: usize = 12;
    match keys.len().checked_sub(SHOWN) {
        None | Some(0) => quoted(keys),
        Some(more) => format!("{} and {more} more", quoted(&keys[..SHOWN])),
    }
}

fn quoted(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

fn braced(names: &BTreeSet<&str>) -> String {
    names.iter().map(|name| format!("`{{{name}}}`")).collect::<Vec<_>>().join(", ")
}
