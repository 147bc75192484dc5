//! The theme's strings in one language: which words win, which are missing, and whether they fit.

use std::collections::{BTreeMap, BTreeSet};

use icu::locale::Locale as Tag;
use icu::plurals::PluralOperands;
use indexmap::IndexMap;

use super::plurals::Plurals;
use super::template::{TemplatePart, pieces};
use super::{Locale, keys};
use mizan_model::{Plural, PluralCategory, Prose, UnitWords};
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics, did_you_mean};

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
                    Some(placeholders) => {
                        check(locale, text, placeholders, &format!("the message `{key}`"), &mut faults);
                    }
                    None => faults.push(unknown(locale, key, text, asked.keys().copied())),
                }
            }
        }
        let mut messages = Messages { by_key: BTreeMap::new(), foreign: BTreeMap::new() };
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
                    format!("{} in `{}`, falling back to `{lang}`: {}", lacking(keys.len()), locale.id(), some(&keys)),
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
    pieces(&prose.text).any(|(_, piece)| piece == TemplatePart::Placeholder("n"))
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
    if let Some(per) = &words.per {
        let whose = format!("`per` of the unit `{id}`");
        check_form(locale, per, &BTreeSet::new(), &BTreeSet::new(), &whose, faults);
    }
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
            format!("{whose} has no form for {} in `{}`", quoted(&missing), locale.id()),
        )
        .help(format!("add {}", quoted(&missing)));
        if let Some(place) = place {
            fault = fault.at(place.span, "forms are missing in this table");
        }
        faults.push(fault);
    }
    for (category, prose) in forms {
        let whose = format!("{whose} (`{}`)", category.as_str());
        if !needed.contains(category) {
            faults.push(
                Diagnostic::warning(
                    Code::UnknownPlural,
                    format!("{whose} is never used: `{}` has no such plural category", locale.id()),
                )
                .at(prose.span, "never used")
                .help(format!(
                    "remove it: the plural categories of `{}` are {}",
                    locale.id(),
                    quoted(&needed.iter().map(|c| c.as_str()).collect::<Vec<_>>())
                )),
            );
        }
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
    let mut fault = |message: String, help: String| {
        faults.push(
            Diagnostic::error(Code::MissingPlaceholder, message)
                .at(prose.span, format!("`{}` in `{}`", prose.text, locale.id()))
                .help(help),
        );
    };
    for (at, piece) in pieces(&prose.text) {
        match piece {
            TemplatePart::Text(_) => {}
            TemplatePart::Stray(_) if closed == Some(at) => {}
            TemplatePart::Placeholder(name) => {
                if !given.contains(name) {
                    // Where there is but one, nothing else can have been meant, and it is not missing too.
                    let only = given.first().copied().filter(|_| given.len() == 1);
                    let guess = did_you_mean(name, given.iter().copied()).or(only);
                    seen.extend(guess);
                    let help = guess.map_or_else(known, |guess| format!("did you mean `{{{guess}}}`?"));
                    fault(format!("unknown placeholder `{{{name}}}` in {whose}"), help);
                }
                seen.insert(name);
            }
            TemplatePart::Stray(brace) => {
                if let Some((end, written, meant)) = nearly(&prose.text[at..], given) {
                    closed = Some(at + end);
                    seen.insert(meant);
                    fault(
                        format!("unknown placeholder `{written}` in {whose}"),
                        format!("did you mean `{{{meant}}}`?"),
                    );
                    continue;
                }
                fault(
                    format!("unmatched `{brace}` in {whose}"),
                    format!("write `{brace}{brace}` to show a brace; {}", known()),
                );
            }
        }
    }
    let missing: BTreeSet<_> = wanted.iter().copied().filter(|name| !seen.contains(name)).collect();
    if !missing.is_empty() {
        fault(format!("missing placeholder {} in {whose}", braced(&missing)), known());
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
                TemplatePart::Placeholder(name) => Some((at + 1, at + 1 + name.len())),
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

fn unknown<'a>(locale: &Locale, key: &str, text: &Plural, keys: impl Iterator<Item = &'a str>) -> Diagnostic {
    let fault =
        Diagnostic::error(Code::UnknownMessage, format!("unknown message `{key}`, which the theme does not use"));
    let fault = match text.form(PluralCategory::Other) {
        Some(prose) => fault.at(prose.span, format!("`{key}` in `{}`", locale.id())),
        None => fault,
    };
    match did_you_mean(key, keys) {
        Some(guess) => fault.help(format!("did you mean `{guess}`?")),
        None => fault.help("remove it, or use it in a template of the theme"),
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
