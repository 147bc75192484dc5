//! Text that is missing in a language: an error in the source language, a warning and a
//! fallback in others. Every id that the facts name needs its text.

mod used;
mod wanted;

use std::collections::BTreeSet;

use indexmap::IndexMap;

use mizan_i18n::{Locale, check_unit, in_english};
use mizan_model::{Begun, Guide, LangIx, Languages, Plural, Prose, Site, UnitWords};
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics, IdKind, Severity, Suppressions, did_you_mean};
use mizan_source::{SourceId, Span};

use used::unused;
pub(super) use used::{Used, used};
use wanted::{Wanted, WordKind, wanted};

/// Units that the theme has in every language.
pub const THEME_UNITS: &[&str] = &["second", "minute", "hour", "day", "week", "month", "year"];
/// Links of tiers that the theme names in every language.
pub const THEME_LINKS: &[&str] = &["buy", "docs", "download", "source", "manual"];

/// Checks the texts of all guides, and those of the site; `locales` in the order of config's languages, `unread` what of
/// the site could not be read. The site's messages are checked with the theme's. What nothing refers to is reported only
/// where the site is `whole`: no error has kept something out of it.
pub fn check(site: &Site, unread: &Suppressions, locales: &Languages<Locale>, whole: bool) -> Diagnostics {
    let languages = languages(locales);
    let mut diagnostics = of_site(site, unread, &languages);
    for guide in &site.guides {
        diagnostics.append(of_guide(site, unread, guide, &languages));
        if whole {
            diagnostics.append(unused_of_guide(unread, guide));
        }
    }
    diagnostics
}

/// The languages of a site with their names for messages.
pub fn languages(locales: &Languages<Locale>) -> Languages<Language<'_>> {
    locales.iter().map(|locale| Language { locale, name: named(locale) }).collect()
}

/// Checks the site's own text.
pub fn of_site(site: &Site, unread: &Suppressions, languages: &Languages<Language<'_>>) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    // Which texts are needed depends on the languages.
    if unread.all_languages().is_none() {
        site_words(site, unread, languages, &mut diagnostics);
        pages_begun(site, unread, languages, &mut diagnostics);
    }
    diagnostics
}

/// Checks the text of one guide. Of `site`, its config and its words matter, and no other guide.
pub fn of_guide(site: &Site, unread: &Suppressions, guide: &Guide, languages: &Languages<Language<'_>>) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    if unread.all_languages().is_none() {
        guide_words((site, unread), guide, languages, &mut diagnostics);
    }
    diagnostics
}

/// Reports text that nothing in a guide refers to.
pub fn unused_of_guide(unread: &Suppressions, guide: &Guide) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    if let Some(words) = guide.words.get(&guide.source_language).filter(|_| unread.all_languages().is_none()) {
        unused(guide, words, &mut diagnostics);
    }
    diagnostics
}

/// A language and how messages call it.
pub struct Language<'a> {
    locale: &'a Locale,
    name: String,
}

/// "Arabic (`ar`)": messages are in English.
pub(super) fn named(locale: &Locale) -> String {
    in_english(locale.id())
}

fn name<'a>(languages: &'a Languages<Language<'_>>, lang: LangIx) -> &'a str {
    languages.get(lang).map_or("the language", |language| language.name.as_str())
}

fn language_id(site: &Site, lang: LangIx) -> &str {
    site.config.languages.get(lang).map_or("?", |language| language.id.as_str())
}

fn guide_words(
    (site, unread): (&Site, &Suppressions),
    guide: &Guide,
    languages: &Languages<Language<'_>>,
    out: &mut Diagnostics,
) {
    let language = site.config.languages.get(guide.source_language).map_or("?", |l| l.id.as_str());
    let file = format!("content/guides/{}/{language}/guide.md", guide.id);
    if !guide.words.contains_key(&guide.source_language) && unread.path(&file).is_none() {
        out.push(
            Diagnostic::error(
                Code::MissingWords,
                format!(
                    "the guide `{}` has no text in its source language, {}",
                    guide.id,
                    name(languages, guide.source_language)
                ),
            )
            .at(Span::new(guide.file, 0..0), format!("`{language}/guide.md` is missing"))
            .help(format!("create `content/guides/{}/{language}/guide.md`, or set `source_language`", guide.id)),
        );
    }
    for (&lang, begun) in &guide.begun {
        if begun.lacks.iter().any(|key| is_unread(unread, begun.words.file, key)) {
            continue;
        }
        let said = name(languages, lang);
        let message =
            format!("the guide `{}` has no {} in {said} and counts as not translated", guide.id, lacking(begun));
        let id = language_id(site, lang);
        let missing = not_begun(message, begun.words.file, begun, "its pages are published", "guide.md");
        out.push(missing.untranslated(id));
    }
    let unsaid: BTreeSet<(&str, String)> = match guide.words.get(&guide.source_language) {
        Some(words) => {
            wanted((site, unread), guide, guide.source_language, words, site.words.get(&guide.source_language))
                .into_iter()
                .flat_map(|(kind, wanted)| wanted.into_iter().map(move |wanted| (kind.one, wanted.id)))
                .collect()
        }
        None => BTreeSet::new(),
    };
    for (&lang, words) in &guide.words {
        let source = lang == guide.source_language;
        let site_words = site.words.get(&lang);
        let id = site.config.languages.get(lang).map_or("", |language| language.id.as_str());
        let no_labels = unread.path(&format!("content/guides/{}/{id}/labels.toml", guide.id)).is_some();
        let mut all = wanted((site, unread), guide, lang, words, site_words);
        all.retain(|(kind, _)| !(no_labels && kind.place.ends_with("labels.toml")));
        let files = || words.labels.file.into_iter().chain([words.file]);
        for (_, wanted) in &mut all {
            wanted.retain(|wanted| !files().any(|file| unread.id(file, IdKind::Words, &wanted.id).is_some()));
        }
        if !source {
            for (kind, wanted) in &mut all {
                // What the source language lacks too is an error there, and most often a misspelled id.
                wanted.retain(|wanted| !unsaid.contains(&(kind.one, wanted.id.clone())));
            }
            all.retain(|(_, wanted)| !wanted.is_empty());
            if all.len() > MOST_KINDS {
                let language = language_id(site, lang);
                out.push(much_missing(guide, language, name(languages, lang), words.file, &all));
                all.clear();
            }
        }
        for (kind, wanted) in all {
            let file = words.labels.file.filter(|_| kind.place.ends_with("labels.toml")).unwrap_or(words.file);
            let missing = Missing { guide, id: language_id(site, lang), lang: name(languages, lang), file, source };
            missing.report(&kind, wanted, out);
        }
        if let Some(facts) = languages.get(lang) {
            units(&words.labels.units, facts, out);
        }
    }
}

/// Texts of one kind that are reported one by one; where more are missing, the table is missing.
const ONE_BY_ONE: usize = 4;
/// Where texts of more kinds are missing, the translation is under way and is reported as a whole.
const MOST_KINDS: usize = 3;

fn much_missing(guide: &Guide, id: &str, said: &str, file: SourceId, all: &[(WordKind, Vec<Wanted>)]) -> Diagnostic {
    let count: usize = all.iter().map(|(_, wanted)| wanted.len()).sum();
    let kinds = all.iter().map(|(kind, wanted)| match wanted.len() {
        1 => format!("1 {}", kind.one),
        n => format!("{n} {}", kind.many),
    });
    Diagnostic::warning(
        Code::FallbackWords,
        format!(
            "{count} texts of the guide `{}` are missing in {said} and fall back: {}",
            guide.id,
            kinds.collect::<Vec<_>>().join(", ")
        ),
    )
    .untranslated(id)
    .at(Span::new(file, 0..0), format!("{said}: {count} to translate"))
    .help(format!("run `mizan lang status {id} --guide {} --list` to list them with their places", guide.id))
}

/// Pages of their own that lack what a page must have.
fn pages_begun(site: &Site, unread: &Suppressions, languages: &Languages<Language<'_>>, out: &mut Diagnostics) {
    for (id, begun) in &site.begun {
        for (&lang, begun) in begun {
            if begun.lacks.iter().any(|key| is_unread(unread, begun.words.file, key)) {
                continue;
            }
            let said = name(languages, lang);
            let message = format!("the page `{id}` has no {} in {said} and counts as not translated", lacking(begun));
            let missing =
                not_begun(message, begun.words.file, begun, "the page is published in the language", "the file");
            out.push(missing.untranslated(language_id(site, lang)));
        }
    }
}

/// "title and description"
fn lacking<T>(begun: &Begun<T>) -> String {
    begun.lacks.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>().join(" and ")
}

fn not_begun<T>(message: String, file: SourceId, begun: &Begun<T>, then: &str, place: &str) -> Diagnostic {
    let lines: Vec<String> = begun.lacks.iter().map(|key| format!("`{key} = \"…\"`")).collect();
    Diagnostic::warning(Code::FallbackWords, message)
        .at(Span::new(file, 0..0), format!("{} to translate first", lacking(begun)))
        .help(format!("add {} to the front matter of {place}: then {then}", lines.join(" and ")))
}

struct Missing<'a> {
    guide: &'a Guide,
    /// The id of the language, and its name for messages.
    id: &'a str,
    lang: &'a str,
    file: SourceId,
    source: bool,
}

impl Missing<'_> {
    fn report(&self, kind: &WordKind, wanted: Vec<Wanted>, out: &mut Diagnostics) {
        let (guide, lang) = (&self.guide.id, self.lang);
        if wanted.is_empty() {
            return;
        }
        if !self.source {
            let ids: Vec<String> = wanted.iter().map(|wanted| format!("`{}`", wanted.id)).collect();
            let what = if ids.len() == 1 { kind.one } else { kind.many };
            let lines: Vec<&str> = wanted.iter().take(3).map(|wanted| wanted.line.as_str()).collect();
            let more = if wanted.len() > 3 { " and so on" } else { "" };
            out.push(
                Diagnostic::warning(
                    Code::FallbackWords,
                    format!(
                        "no text in {lang} for the {what} {} of the guide `{guide}`, which falls back",
                        ids.join(", ")
                    ),
                )
                .untranslated(self.id)
                .at(Span::new(self.file, 0..0), format!("{lang}: {} to translate", ids.len()))
                .help(format!(
                    "add {}{more} {}",
                    lines.iter().map(|l| format!("`{l}`")).collect::<Vec<_>>().join(", "),
                    kind.place
                )),
            );
            return;
        }
        if let [first, second, ..] = wanted.as_slice()
            && wanted.len() > ONE_BY_ONE
        {
            let lines: Vec<String> = wanted.iter().take(3).map(|wanted| format!("`{}`", wanted.line)).collect();
            let more = wanted.len() - 2;
            out.push(
                Diagnostic::error(
                    kind.code,
                    format!(
                        "no text in the source language, {lang}, for the {} `{}`, `{}` and {more} more of the guide `{guide}`",
                        kind.many, first.id, second.id
                    ),
                )
                .at(Span::new(self.file, 0..0), format!("{} texts are missing", wanted.len()))
                .also(first.span, format!("`{}` is listed here", first.id))
                .help(format!("add {} and so on {}", lines.join(", "), kind.place)),
            );
            return;
        }
        for wanted in wanted {
            let message = match kind.code {
                Code::MissingAlt => {
                    format!("no alternative text for the {} of the guide `{guide}` in {lang}", kind.named(&wanted.id))
                }
                _ => format!(
                    "no text in the source language, {lang}, for the {} of the guide `{guide}`",
                    kind.named(&wanted.id)
                ),
            };
            let diagnostic = Diagnostic::error(kind.code, message).at(wanted.span, kind.label());
            let diagnostic = match did_you_mean(&wanted.id, wanted.there.iter().copied()) {
                Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
                None => diagnostic,
            };
            out.push(diagnostic.help(format!("add `{}` {}", wanted.line, kind.place)));
        }
    }
}

fn site_words(site: &Site, unread: &Suppressions, languages: &Languages<Language<'_>>, out: &mut Diagnostics) {
    for (lang, language) in site.config.languages.iter_enumerated() {
        let said = name(languages, lang);
        let Some(words) = site.words.get(&lang) else {
            if unread.path(&format!("content/site/{}.toml", language.id)).is_some() {
                continue;
            }
            let severity = if lang == site.config.default_language { Severity::Error } else { Severity::Warning };
            let code = if severity == Severity::Error { Code::MissingWords } else { Code::FallbackWords };
            let missing = Diagnostic::new(severity, code, format!("the site has no title and description in {said}"));
            let missing =
                if lang == site.config.default_language { missing } else { missing.untranslated(&language.id) };
            out.push(
                missing
                    .at(language.span, format!("`content/site/{}.toml` is missing", language.id))
                    .help(format!("create `content/site/{}.toml` with `title` and `description`", language.id)),
            );
            continue;
        };
        let Some(facts) = languages.get(lang) else { continue };
        units(&words.units, facts, out);
        words.messages.values().flat_map(forms).for_each(|prose| out.append(mizan_markdown::check_tags(prose)));
        let lacks = [("title", &words.title), ("description", &words.description)].into_iter();
        let lacks: Vec<&str> = lacks.filter(|(_, said)| said.is_none()).map(|(key, _)| key).collect();
        let lacks: Vec<&str> = lacks.into_iter().filter(|key| !is_unread(unread, words.file, key)).collect();
        if !lacks.is_empty() {
            let lines: Vec<String> = lacks.iter().map(|key| format!("`{key} = \"…\"`")).collect();
            out.push(
                Diagnostic::warning(
                    Code::FallbackWords,
                    format!("the site has no {} in {said}, which falls back", lacks.join(" or ")),
                )
                .untranslated(&language.id)
                .at(Span::new(words.file, 0..0), format!("{said}: {} to translate", lacks.len()))
                .help(format!("add {} above the first [table]", lines.join(" and "))),
            );
        }
        if let Some(publisher) = &site.config.publisher
            && !words.people.contains_key(&publisher.value)
            && !is_unread(unread, words.file, &publisher.value)
        {
            out.push(
                Diagnostic::warning(
                    Code::FallbackWords,
                    format!("the publisher `{}` has no name in {said}", publisher.value),
                )
                .untranslated(&language.id)
                .at(Span::new(words.file, 0..0), "no name under `[people]`")
                .help(format!("add `{} = \"…\"` under `[people]`", publisher.value)),
            );
        }
    }
}

/// Whether the text of `key` is in the file, and could not be read.
fn is_unread(unread: &Suppressions, file: SourceId, key: &str) -> bool {
    unread.id(file, IdKind::Words, key).or_else(|| unread.id(file, IdKind::Key, key)).is_some()
}

/// A text that a number may change, in all of its forms.
fn forms(text: &Plural) -> Box<dyn Iterator<Item = &Prose> + '_> {
    match text {
        Plural::Same(prose) => Box::new(std::iter::once(prose)),
        Plural::By(forms) => Box::new(forms.values()),
    }
}

fn units(units: &IndexMap<String, UnitWords>, language: &Language, out: &mut Diagnostics) {
    for (id, unit) in units {
        check_unit(language.locale, id, unit, out);
        forms(&unit.count).chain(&unit.per).for_each(|prose| out.append(mizan_markdown::check_tags(prose)));
    }
}
