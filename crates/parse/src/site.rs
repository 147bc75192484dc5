//! The whole site: finds its files, and decodes each by its kind.

mod guides;

pub use guides::guide;

use std::collections::BTreeMap;

use indexmap::IndexMap;
use rayon::prelude::*;

use super::config::{guide_ids, near_language, unlisted_language};
use super::language::faults;
use super::misnamed::{instead, misnamed};
use super::read;
use super::translated::{SITE_RECORDS, translated};
use super::words::{page_words, site_words};
use mizan_model::config::Config;
use mizan_model::{Begun, LangIx, PageWords, Site, SiteWords, Translation, text};
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics, Findings, Sink, Suppressions};
use mizan_source::{SourceId, SourceMap, Span};

/// Reads all guides, pages and words; `suppressions` are those of `config`. What cannot be read is absent, and a
/// diagnostic explains why.
pub fn site(sources: &SourceMap, config: Config, suppressions: Suppressions) -> (Site, Findings) {
    let mut findings = strays(sources);
    findings.suppressions.append(sources.suppressions());
    findings.suppressions.append(suppressions);
    let (frame, mut unknown, found) = frame(sources, &config);
    findings.append(found);
    let ids = guide_ids(sources);
    let known = &findings.suppressions;
    let read: Vec<_> = ids.par_iter().map(|id| guide(sources, &config, known, id)).collect();
    let mut guides = Vec::new();
    for (guide, further, found) in read {
        guides.extend(guide);
        unknown.append(further);
        findings.append(found);
    }
    findings.diagnostics.append(unknown.report(&config, &findings.suppressions));
    let Frame { words, pages, begun } = frame;
    let mut site = Site { config, guides: guides.into(), pages, words, begun, translations: IndexMap::new() };
    let (translations, found) = site_translations(sources, &site);
    site.translations = translations;
    findings.diagnostics.append(found);
    (site, findings)
}

/// Everything in content/ but the guides.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// The site's own words, by language.
    pub words: IndexMap<LangIx, SiteWords>,
    /// Standalone pages, by id and language.
    pub pages: IndexMap<String, IndexMap<LangIx, PageWords>>,
    /// Those that have only begun to be translated.
    pub begun: IndexMap<String, IndexMap<LangIx, Begun<PageWords>>>,
}

/// Reads everything in content/ but the guides.
pub fn frame(sources: &SourceMap, config: &Config) -> (Frame, UnknownLanguages, Findings) {
    let sink = Sink::default();
    let mut unknown = UnknownLanguages::default();
    let words = all_site_words(sources, config, &mut unknown, &sink);
    let (pages, begun) = all_pages(sources, config, &mut unknown, &sink);
    (Frame { words, pages, begun }, unknown, sink.into_findings())
}

/// Files and folders whose name is not a language of the site, by that name.
#[derive(Clone, Debug, Default)]
pub struct UnknownLanguages(BTreeMap<String, Vec<(String, SourceId)>>);

impl UnknownLanguages {
    /// Adds the places of `other`.
    pub fn append(&mut self, other: UnknownLanguages) {
        for (name, places) in other.0 {
            self.0.entry(name).or_default().extend(places);
        }
    }

    /// One diagnostic a name, however many bear it.
    pub fn report(&self, config: &Config, suppressions: &Suppressions) -> Diagnostics {
        let mut diagnostics = Diagnostics::default();
        for (name, places) in &self.0 {
            let Some(((path, file), others)) = places.split_first() else { continue };
            if suppressions.language(name).is_some() {
                continue;
            }
            let known = config.languages.iter().map(|language| language.id.as_str());
            let mut diagnostic =
                unlisted_language(known.clone(), name).at(top(*file), format!("`{name}` is not in [[languages]]"));
            diagnostic.message = match others.len() {
                0 => format!("`{path}` is named after `{name}`, which is not a language of this site"),
                more => {
                    format!("`{path}` and {more} more are named after `{name}`, which is not a language of this site")
                }
            };
            let known: Vec<&str> = config.languages.iter().map(|language| language.id.as_str()).collect();
            if near_language(known.iter().copied(), name).is_none() && !faults(name, None, None).is_empty() {
                // No site can have such a language.
                diagnostic.help =
                    vec![format!("use the id of one of the site's languages as the name: {}", read::quoted(&known))];
            }
            for (_, other) in others.iter().take(3) {
                diagnostic = diagnostic.also(top(*other), format!("also named after `{name}`"));
            }
            diagnostics.push(diagnostic);
        }
        diagnostics
    }
}

/// The beginning of a file: the place of diagnostics about the whole file.
fn top(file: SourceId) -> Span {
    Span::new(file, 0..0)
}

fn stray(path: &str, file: SourceId, help: impl Into<String>) -> Diagnostic {
    Diagnostic::warning(Code::StrayFile, format!("unrecognized file `{path}` is ignored"))
        .at(top(file), "this file")
        .help(help)
}

/// Whether a file was meant to be that of a language, which is `meant` for its id: that is reported here.
fn is_misnamed(
    sources: &SourceMap,
    config: &Config,
    (path, file): (&str, SourceId),
    meant: impl Fn(&str) -> String,
    sink: &Sink,
) -> bool {
    let mut wanted = config.languages.iter().map(|language| meant(&language.id));
    let Some(meant) = wanted.find(|meant| instead(sources, meant).is_some_and(|(at, _)| at == path)) else {
        return false;
    };
    let also = if path.to_lowercase().ends_with(".txt") { EXTENSIONS } else { "" };
    let error = sink.report(misnamed(path, meant.rsplit('/').next().unwrap_or_default(), file, also));
    sink.suppress(|unread| unread.add_path(meant, error));
    true
}

const EXTENSIONS: &str = "if your system hides file extensions, make it show them first";

/// The contents of content/.
const FOLDERS: [&str; 3] = ["content/site", "content/pages", "content/guides"];

/// Files in content/ outside its three folders, and directly in these.
pub fn strays(sources: &SourceMap) -> Findings {
    let sink = Sink::default();
    let misspelt = FOLDERS.into_iter().filter_map(|folder| Some((instead(sources, folder)?.0, folder)));
    let misspelt: Vec<(String, &str)> = misspelt.filter(|(at, _)| at.contains('/')).collect();
    for (at, folder) in &misspelt {
        let first = sources.under(&format!("{at}/")).next().map(|(_, file)| file);
        if let (Some(file), Some((_, meant))) = (first, folder.rsplit_once('/')) {
            let error = sink.report(misnamed(at, meant, file, ""));
            sink.suppress(|unread| unread.add_path(*folder, error));
        }
    }
    for (path, file) in sources.under("content/") {
        let mut parts = path.split('/').skip(1);
        let folder = parts.next().unwrap_or_default();
        let depth = parts.count();
        if misspelt.iter().any(|(at, _)| at.strip_prefix("content/") == Some(folder)) {
            continue;
        }
        let help = match (folder, depth) {
            ("site", 1) | ("pages" | "guides", 2..) => continue,
            ("site", _) => "content/site contains one file per language: `content/site/en.toml`",
            ("pages", _) => "a page is a folder with one file per language: `content/pages/about/en.md`",
            ("guides", _) => "a guide is a folder: `content/guides/phones/guide.toml`",
            _ => {
                "content contains the folders site, pages and guides; put files that are to be copied unchanged into static"
            }
        };
        sink.push(stray(path, file, help));
    }
    sink.into_findings()
}

/// The language that a file or folder is named after; one that is named after none is remembered.
fn language(config: &Config, name: &str, path: &str, file: SourceId, unknown: &mut UnknownLanguages) -> Option<LangIx> {
    let found = config.language(name);
    if found.is_none() {
        unknown.0.entry(name.to_owned()).or_default().push((path.to_owned(), file));
    }
    found
}

fn all_site_words(
    sources: &SourceMap,
    config: &Config,
    unknown: &mut UnknownLanguages,
    sink: &Sink,
) -> IndexMap<LangIx, SiteWords> {
    let mut words = IndexMap::new();
    for (path, file) in sources.under("content/site/") {
        let name = path.trim_start_matches("content/site/");
        if name.contains('/') {
            continue;
        }
        if let Some(name) = name.strip_suffix(SITE_RECORDS) {
            language(config, name, path, file, unknown);
            continue;
        }
        let known = name.strip_suffix(".toml").is_some_and(|name| config.language(name).is_some());
        if !known && is_misnamed(sources, config, (path, file), |id| format!("content/site/{id}.toml"), sink) {
            continue;
        }
        let Some(name) = name.strip_suffix(".toml") else {
            sink.push(stray(path, file, "content/site contains one file per language: `content/site/en.toml`"));
            continue;
        };
        if let Some(lang) = language(config, name, path, file, unknown) {
            let source = lang == config.default_language;
            match site_words(sources, file, source, sink) {
                Ok(read) => drop(words.insert(lang, read)),
                Err(error) => sink.suppress(|unread| unread.add_path(path, error)),
            }
        }
    }
    words.sort_unstable_keys();
    words
}

/// The records of the translations of the site's text and pages.
pub fn site_translations(sources: &SourceMap, site: &Site) -> (IndexMap<LangIx, Translation>, Diagnostics) {
    let sink = Sink::default();
    let mut translations = IndexMap::new();
    for (lang, language) in site.config.languages.iter_enumerated() {
        let Some(file) = sources.find(&format!("content/site/{}{SITE_RECORDS}", language.id)) else { continue };
        let mut translation = translated(sources, file, &language.id, &sink);
        if lang != site.config.default_language
            && let (Some(source), Some(words)) = (site.words.get(&site.config.default_language), site.words.get(&lang))
        {
            translation.find_outdated(&text::of_site(source), &text::of_site(words));
        }
        for (id, pages) in &site.pages {
            let source = site.source_of_page(id).filter(|source| *source != lang).and_then(|source| pages.get(&source));
            let Some(source) = source else { continue };
            let source = text::of_page(id, source);
            if let Some(page) = pages.get(&lang) {
                translation.find_outdated(&source, &text::of_page(id, page));
            } else if let Some(begun) = site.begun.get(id).and_then(|begun| begun.get(&lang)) {
                translation.find_outdated(&source, &text::of_begun_page(id, begun));
            }
        }
        translations.insert(lang, translation);
    }
    (translations, sink.into_diagnostics())
}

/// The language that a page is translated from, by the files that there are: the default, else the first.
fn source_of_page(sources: &SourceMap, config: &Config, id: &str) -> LangIx {
    let there = |lang: &LangIx| {
        let language = config.languages.get(*lang);
        language.is_some_and(|language| sources.find(&format!("content/pages/{id}/{}.md", language.id)).is_some())
    };
    std::iter::once(config.default_language)
        .chain(config.languages.indices())
        .find(there)
        .unwrap_or(config.default_language)
}

/// Pages by id and language: complete ones, and those whose translation has only begun.
type Pages = (IndexMap<String, IndexMap<LangIx, PageWords>>, IndexMap<String, IndexMap<LangIx, Begun<PageWords>>>);

fn all_pages(sources: &SourceMap, config: &Config, unknown: &mut UnknownLanguages, sink: &Sink) -> Pages {
    let (mut pages, mut begun) = Pages::default();
    let mut bad_ids: Vec<&str> = Vec::new();
    for (path, file) in sources.under("content/pages/") {
        let Some((id, name)) = path.strip_prefix("content/pages/").and_then(|rest| rest.split_once('/')) else {
            continue;
        };
        if is_image(name) || bad_ids.contains(&id) {
            continue;
        }
        if read::check_id(id, top(file), "content/pages", sink).is_err() {
            bad_ids.push(id);
            continue;
        }
        let meant = |lang: &str| format!("content/pages/{id}/{lang}.md");
        let known = name.strip_suffix(".md").is_some_and(|name| config.language(name).is_some());
        if !known && is_misnamed(sources, config, (path, file), meant, sink) {
            continue;
        }
        let Some(name) = name.strip_suffix(".md").filter(|name| !name.contains('/')) else {
            sink.push(stray(
                path,
                file,
                format!("a page has one file per language, `content/pages/{id}/en.md`, and pictures in images/"),
            ));
            continue;
        };
        let Some(lang) = language(config, name, path, file, unknown) else { continue };
        let source = lang == source_of_page(sources, config, id);
        match page_words(sources, file, id, source, sink) {
            Ok(page) if page.lacks.is_empty() => {
                pages.entry(id.to_owned()).or_default().insert(lang, page.words);
            }
            Ok(page) => {
                begun.entry(id.to_owned()).or_default().insert(lang, page);
            }
            Err(error) => sink.suppress(|unread| unread.add_path(path, error)),
        }
    }
    for page in pages.values_mut() {
        page.sort_unstable_keys();
    }
    for page in begun.values_mut() {
        page.sort_unstable_keys();
    }
    (pages, begun)
}

/// Whether a path inside a guide or a page is that of an image: `images/…` or `LANG/images/…`.
fn is_image(name: &str) -> bool {
    let mut parts = name.split('/');
    let first = parts.next();
    first == Some("images") || parts.next() == Some("images")
}
