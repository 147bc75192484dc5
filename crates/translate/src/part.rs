//! A site as strings, with the state and the place of each in a language.

use std::collections::BTreeMap;

use mizan_i18n::Locale;
use mizan_model::text::{self, Text, count_words, fingerprint};
use mizan_model::{GuideIx, LangIx, Plural, Record, Site, State, Translation};
use mizan_parse::{self, RECORDS, SITE_RECORDS};
use mizan_render::{Theme, theme};
use mizan_source::diagnostics::Diagnostics;
use mizan_source::{SourceMap, Span};

/// The language whose strings are used where a theme lacks another's.
const LAST_RESORT: &str = "en";

/// A site, read for its words.
pub struct Catalog {
    /// All facts and words.
    pub site: Site,
    /// The theme, for its messages.
    pub theme: Theme,
    /// One per language of the site; a language that has an error is not here.
    locales: BTreeMap<LangIx, Locale>,
}

/// What is translated together, and whose records are in one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// content/site, content/pages, and the theme's messages.
    Site,
    /// The words of a guide.
    Guide(GuideIx),
}

/// A scope in one language.
#[derive(Clone, Debug)]
pub struct Section {
    /// The site's own words, or a guide's.
    pub scope: Scope,
    /// The language that is translated into.
    pub lang: LangIx,
    /// `site`, `guides/phones`
    pub name: String,
    /// The guide's id, where it is one's.
    pub guide: Option<String>,
    /// BCP 47; of the site's own words the default language, though a page may have another.
    pub source: String,
    /// The file of the records, existing or not.
    pub records: String,
    /// In the order of the files, and of keys in a file.
    pub strings: Vec<CatalogEntry>,
}

/// One string that the source has.
#[derive(Clone, Debug)]
pub struct CatalogEntry {
    /// Dotted: `labels.features.price`, as [`mizan_model::text`] makes it.
    pub key: String,
    /// How well it is translated.
    pub state: State,
    /// The language that the words are translated from: BCP 47.
    pub source: String,
    /// The source's current text.
    pub now: String,
    /// What is known of its text when the words were translated; `None` if nobody knows.
    pub then: Option<Record>,
    /// The file that the translation belongs into.
    pub file: String,
    /// Where the translation is.
    pub said: Option<Span>,
    /// Where the source is.
    pub original: Option<Span>,
}

impl CatalogEntry {
    /// Words that the source has in it.
    pub fn words(&self) -> usize {
        count_words(&self.now)
    }

    /// What a record contains for the source's current words.
    pub fn fingerprint(&self) -> String {
        fingerprint(&self.now)
    }
}

impl Catalog {
    /// Reads a site, the default theme being among `sources` already. `None` if no site can be made out at all.
    pub fn read(sources: &SourceMap) -> (Option<Catalog>, Diagnostics) {
        let (config, found) = mizan_parse::config(sources);
        let mut diagnostics = found.diagnostics;
        let Some(config) = config else { return (None, diagnostics) };
        let (site, found) = mizan_parse::site(sources, config, found.suppressions);
        diagnostics.append(found.diagnostics);
        let (theme, found) = theme::load(sources, &site.config);
        diagnostics.append(found);
        let locales = site.config.languages.iter_enumerated();
        let locales = locales
            .filter_map(|(lang, language)| {
                let digits = language.digits.as_deref();
                Some((lang, Locale::new(&language.id, &language.locale, digits).ok()?))
            })
            .collect();
        (Some(Catalog { site, theme, locales }), diagnostics)
    }

    /// What is known of a language of the site; `None` if its settings are wrong.
    pub fn locale(&self, lang: LangIx) -> Option<&Locale> {
        self.locales.get(&lang)
    }

    /// BCP 47 of a language of the site.
    pub fn id(&self, lang: LangIx) -> &str {
        self.site.config.languages.get(lang).map_or("und", |language| language.id.as_str())
    }

    /// The English name of a language: "French".
    pub fn name(&self, lang: LangIx) -> String {
        english_name(self.id(lang))
    }

    /// The records of the strings of a part.
    pub fn records(&self, part: &Section) -> BTreeMap<String, Record> {
        let translations = match part.scope {
            Scope::Site => Some(&self.site.translations),
            Scope::Guide(guide) => self.site.guides.get(guide).map(|guide| &guide.translations),
        };
        let known = translations.and_then(|translations| translations.get(&part.lang));
        known.map(|known| known.records.clone()).unwrap_or_default()
    }

    /// Everything that is translated into `lang`, the site first, then its guides by id.
    pub fn parts(&self, lang: LangIx) -> Vec<Section> {
        let guides = (0..self.site.guides.len()).filter_map(|guide| self.guide(guide, lang));
        std::iter::once(self.of_site(lang)).chain(guides).filter(|part| !part.strings.is_empty()).collect()
    }

    fn guide(&self, ix: GuideIx, lang: LangIx) -> Option<Section> {
        let guide = self.site.guides.get(ix)?;
        let source = guide.words.get(&guide.source_language).filter(|_| lang != guide.source_language)?;
        let said = match (guide.words.get(&lang), guide.begun.get(&lang)) {
            (Some(words), _) => text::of_guide(guide, words),
            (None, Some(begun)) => text::of_begun_guide(guide, begun),
            (None, None) => Vec::new(),
        };
        let folder = format!("content/guides/{}/{}/", guide.id, self.id(lang));
        let source_id = self.id(guide.source_language);
        let nothing = Translation::default();
        let known = guide.translations.get(&lang).unwrap_or(&nothing);
        let file = |key: &str| format!("{folder}{}", file_of_guide(key));
        Some(Section {
            scope: Scope::Guide(ix),
            lang,
            name: format!("guides/{}", guide.id),
            guide: Some(guide.id.clone()),
            source: source_id.to_owned(),
            records: format!("{folder}{RECORDS}"),
            strings: entries(&text::of_guide(guide, source), &said, known, source_id, &file),
        })
    }

    fn of_site(&self, lang: LangIx) -> Section {
        let site = &self.site;
        let default = site.config.default_language;
        let id = self.id(lang);
        let nothing = Translation::default();
        let known = site.translations.get(&lang).unwrap_or(&nothing);
        let said = site.words.get(&lang).map(text::of_site).unwrap_or_default();
        let file = |_: &str| format!("content/site/{id}.toml");
        let mut strings = Vec::new();
        if lang != default
            && let Some(source) = site.words.get(&default)
        {
            // Where the source overrides the theme's messages, this concerns only the source.
            let source: Vec<Text> =
                text::of_site(source).into_iter().filter(|text| !text.key.starts_with("messages.")).collect();
            strings.extend(entries(&source, &said, known, self.id(default), &file));
        }
        for (key, plural, from) in self.messages(lang) {
            strings.extend(entries(&[text::message(key, plural)], &said, known, from, &file));
        }
        for (page, words) in &site.pages {
            let Some(from) = site.source_of_page(page).filter(|from| *from != lang) else { continue };
            let Some(source) = words.get(&from) else { continue };
            let begun = site.begun.get(page).and_then(|begun| begun.get(&lang));
            let said = match (words.get(&lang), begun) {
                (Some(words), _) => text::of_page(page, words),
                (None, Some(begun)) => text::of_begun_page(page, begun),
                (None, None) => Vec::new(),
            };
            let file = |_: &str| format!("content/pages/{page}/{id}.md");
            strings.extend(entries(&text::of_page(page, source), &said, known, self.id(from), &file));
        }
        Section {
            scope: Scope::Site,
            lang,
            name: "site".to_owned(),
            guide: None,
            source: self.id(default).to_owned(),
            records: format!("content/site/{id}{SITE_RECORDS}"),
            strings,
        }
    }

    /// The theme's strings that the theme does not have in `lang`, by key, with the words used instead and their
    /// language.
    pub fn messages(&self, lang: LangIx) -> Vec<(&str, &Plural, &str)> {
        let Some(locale) = self.locale(lang) else { return Vec::new() };
        let own = locale.lookup();
        let layers = |tag: &str| self.theme.messages.get(tag).into_iter().flatten();
        let mut all: Vec<(&str, &Plural, &str)> = Vec::new();
        let tags = std::iter::once(LAST_RESORT).chain(self.theme.messages.keys().map(String::as_str));
        for tag in tags {
            for (key, plural) in layers(tag).flatten().filter(|(key, _)| !mizan_i18n::is_case_of_unit(key)) {
                let known = all.iter().any(|(known, ..)| known == key);
                if !known && !own.iter().any(|tag| layers(tag).any(|layer| layer.contains_key(key))) {
                    all.push((key, plural, tag));
                }
            }
        }
        all
    }
}

/// The file of a string in a guide's folder of a language.
fn file_of_guide(key: &str) -> String {
    let mut parts = key.split('.');
    match (parts.next(), parts.next()) {
        (Some("tiers"), Some(tier)) => format!("tiers/{tier}.md"),
        (Some("labels"), _) => "labels.toml".to_owned(),
        _ => "guide.md".to_owned(),
    }
}

fn entries(
    source: &[Text<'_>],
    said: &[Text<'_>],
    known: &Translation,
    from: &str,
    file: &dyn Fn(&str) -> String,
) -> Vec<CatalogEntry> {
    let places: BTreeMap<&str, Option<Span>> = said.iter().map(|text| (text.key.as_str(), text.span())).collect();
    let entry = |text: &Text<'_>| {
        let now = text.text();
        let place = places.get(text.key.as_str());
        CatalogEntry {
            state: known.state(&text.key, &fingerprint(&now), place.is_some()),
            source: from.to_owned(),
            then: known.records.get(&text.key).cloned(),
            file: file(&text.key),
            said: place.copied().flatten(),
            original: text.span(),
            key: text.key.clone(),
            now,
        }
    };
    source.iter().map(entry).collect()
}

/// The English name of a language, or its tag.
pub(crate) fn english_name(id: &str) -> String {
    let english = Locale::new("en", "en", None).ok();
    english.and_then(|english| english.name_of(id)).unwrap_or_else(|| id.to_owned())
}
