//! The whole site: which files exist where, and what each one is.

use indexmap::IndexMap;
use rayon::prelude::*;

use super::config::{guide_ids, unknown_language};
use super::language::faults;
use super::misnamed::{instead, meant_with, misnamed};
use super::read;
use super::translated::{RECORDS, SITE_RECORDS, translated};
use super::words::{guide_words, page_words, site_words};
use crate::config::Config;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Severity, Sink, did_you_mean};
use crate::model::{Begun, Guide, LangIx, Lost, PageWords, Site, SiteWords, Translation, text};
use crate::source::{SourceId, SourceMap, Span};

/// Reads all guides, pages and words. What cannot be read is absent, and a diagnostic says why.
pub fn site(sources: &SourceMap, config: Config) -> (Site, Diagnostics) {
    let mut diagnostics = strays(sources);
    let (frame, mut missed, found) = frame(sources, &config);
    diagnostics.append(found);
    let ids = guide_ids(sources);
    let read: Vec<(Option<Guide>, Missed, Diagnostics)> =
        ids.par_iter().map(|id| guide(sources, &config, id)).collect();
    let mut guides = Vec::new();
    for (guide, further, found) in read {
        guides.extend(guide);
        missed.append(further);
        diagnostics.append(found);
    }
    diagnostics.append(missed.languages(&config));
    let lost = missed.into_lost(sources);
    let Frame { words, pages, begun } = frame;
    let mut site = Site { config, guides: guides.into(), pages, words, begun, translations: IndexMap::new(), lost };
    let (translations, found) = site_translations(sources, &site);
    site.translations = translations;
    diagnostics.append(found);
    (site, diagnostics)
}

/// Everything in content/ but the guides.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    pub words: IndexMap<LangIx, SiteWords>,
    /// Standalone pages, by id and language.
    pub pages: IndexMap<String, IndexMap<LangIx, PageWords>>,
    /// Those that have only begun to be translated.
    pub begun: IndexMap<String, IndexMap<LangIx, Begun<PageWords>>>,
}

/// Reads everything in content/ but the guides.
pub fn frame(sources: &SourceMap, config: &Config) -> (Frame, Missed, Diagnostics) {
    let sink = Sink::default();
    let mut missed = Missed::default();
    missed.lost.extend(FOLDERS.into_iter().filter(|folder| instead(sources, folder).is_some()).map(str::to_owned));
    let words = all_site_words(sources, config, &mut missed, &sink);
    let (pages, begun) = all_pages(sources, config, &mut missed, &sink);
    (Frame { words, pages, begun }, missed, sink.into_diagnostics())
}

/// What stands in the site and came to nothing.
#[derive(Clone, Debug, Default)]
pub struct Missed {
    lost: Lost,
    /// Files and folders named after what is no language of the site, by that name.
    named: std::collections::BTreeMap<String, Vec<(String, SourceId)>>,
}

impl Missed {
    pub fn append(&mut self, other: Missed) {
        for (name, places) in other.named {
            self.named.entry(name).or_default().extend(places);
        }
        self.lost.append(other.lost);
    }

    /// One diagnostic a name, however many bear it.
    pub fn languages(&self, config: &Config) -> Diagnostics {
        let mut diagnostics = Diagnostics::default();
        for (name, places) in &self.named {
            let Some(((path, file), others)) = places.split_first() else { continue };
            if config.told_languages.covers(name) {
                continue;
            }
            let known = config.languages.iter().map(|language| language.id.as_str());
            let mut diagnostic = unknown_language(known, name, Some(top(*file)));
            diagnostic.message = match others.len() {
                0 => format!("`{path}` is named after `{name}`, which is no language of this site"),
                more => format!("`{path}` and {more} more are named after `{name}`, which is no language of this site"),
            };
            let known: Vec<&str> = config.languages.iter().map(|language| language.id.as_str()).collect();
            if did_you_mean(name, known.iter().copied()).is_none() && !faults(name, None, None).is_empty() {
                // No site can have such a language.
                diagnostic.help = vec![format!(
                    "words stand in files and folders that have the id of a language as their name: {}",
                    read::quoted(&known)
                )];
            }
            for (_, other) in others.iter().take(3) {
                diagnostic = diagnostic.also(top(*other), format!("`{name}` here too"));
            }
            diagnostics.push(diagnostic);
        }
        diagnostics
    }

    /// All that is lost, what cannot be read among it.
    pub fn into_lost(mut self, sources: &SourceMap) -> Lost {
        self.lost.extend(sources.unreadable().map(str::to_owned));
        self.lost
    }
}

/// The beginning of a file: for what is said of the whole of it.
fn top(file: SourceId) -> Span {
    Span::new(file, 0..0)
}

fn stray(path: &str, file: SourceId, help: impl Into<String>) -> Diagnostic {
    Diagnostic::warning(Code::StrayFile, format!("`{path}` belongs to nothing and is left out"))
        .at(top(file), "this file")
        .help(help)
}

/// Whether a file was meant to be that of a language, which is `meant` for its id: that is told here.
fn is_misnamed(
    sources: &SourceMap,
    config: &Config,
    (path, file): (&str, SourceId),
    meant: impl Fn(&str) -> String,
    missed: &mut Missed,
    sink: &Sink,
) -> bool {
    let mut wanted = config.languages.iter().map(|language| meant(&language.id));
    let Some(meant) = wanted.find(|meant| instead(sources, meant).is_some_and(|(at, _)| at == path)) else {
        return false;
    };
    let also = if path.to_lowercase().ends_with(".txt") { EXTENSIONS } else { "" };
    sink.push(misnamed(path, meant.rsplit('/').next().unwrap_or_default(), file, also));
    missed.lost.add(meant);
    true
}

const EXTENSIONS: &str = "where the ending is not shown, let the system show the endings of files first";

/// What content/ holds.
const FOLDERS: [&str; 3] = ["content/site", "content/pages", "content/guides"];

/// Files in content/ outside its three folders, and directly in these.
pub fn strays(sources: &SourceMap) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    let mut told: Vec<&str> = Vec::new();
    let misspelt: Vec<(String, &str)> =
        FOLDERS.into_iter().filter_map(|folder| instead(sources, folder)).filter(|(at, _)| at.contains('/')).collect();
    for (path, file) in sources.under("content/") {
        let mut parts = path.split('/').skip(1);
        let folder = parts.next().unwrap_or_default();
        let depth = parts.count();
        if let Some((at, meant)) = misspelt.iter().find(|(at, _)| at.strip_prefix("content/") == Some(folder)) {
            if !told.contains(meant) {
                told.push(meant);
                diagnostics.push(misnamed(at, meant, file, ""));
            }
            continue;
        }
        let help = match (folder, depth) {
            ("site", 1) | ("pages" | "guides", 2..) => continue,
            ("site", _) => "content/site holds one file a language: `content/site/en.toml`",
            ("pages", _) => "a page is a folder with one file a language: `content/pages/about/en.md`",
            ("guides", _) => "a guide is a folder: `content/guides/phones/guide.toml`",
            _ => "content holds the folders site, pages and guides; what is to be copied as it is goes to static",
        };
        diagnostics.push(stray(path, file, help));
    }
    diagnostics
}

/// The language that a file or folder is named after; one that is named after none is remembered.
fn language(config: &Config, name: &str, path: &str, file: SourceId, missed: &mut Missed) -> Option<LangIx> {
    let found = config.language(name);
    if found.is_none() {
        missed.named.entry(name.to_owned()).or_default().push((path.to_owned(), file));
    }
    found
}

fn all_site_words(
    sources: &SourceMap,
    config: &Config,
    missed: &mut Missed,
    sink: &Sink,
) -> IndexMap<LangIx, SiteWords> {
    let mut words = IndexMap::new();
    for (path, file) in sources.under("content/site/") {
        let name = path.trim_start_matches("content/site/");
        if name.contains('/') {
            continue;
        }
        if let Some(name) = name.strip_suffix(SITE_RECORDS) {
            language(config, name, path, file, missed);
            continue;
        }
        let known = name.strip_suffix(".toml").is_some_and(|name| config.language(name).is_some());
        if !known && is_misnamed(sources, config, (path, file), |id| format!("content/site/{id}.toml"), missed, sink) {
            continue;
        }
        let Some(name) = name.strip_suffix(".toml") else {
            sink.push(stray(path, file, "content/site holds one file a language: `content/site/en.toml`"));
            continue;
        };
        if let Some(lang) = language(config, name, path, file, missed) {
            let source = lang == config.default_language;
            match site_words(sources, file, source, sink) {
                Some(read) => drop(words.insert(lang, read)),
                None => missed.lost.add(path),
            }
        }
    }
    words.sort_unstable_keys();
    words
}

/// What is known of the translations of the site's words and pages.
pub fn site_translations(sources: &SourceMap, site: &Site) -> (IndexMap<LangIx, Translation>, Diagnostics) {
    let sink = Sink::default();
    let mut translations = IndexMap::new();
    for (lang, language) in site.config.languages.iter().enumerate() {
        let Some(file) = sources.find(&format!("content/site/{}{SITE_RECORDS}", language.id)) else { continue };
        let mut translation = translated(sources, file, &language.id, &sink);
        if lang != site.config.default_language
            && let (Some(source), Some(words)) = (site.words.get(&site.config.default_language), site.words.get(&lang))
        {
            translation.judge(&text::of_site(source), &text::of_site(words));
        }
        for (id, pages) in &site.pages {
            let source = site.source_of_page(id).filter(|source| *source != lang).and_then(|source| pages.get(&source));
            let Some(source) = source else { continue };
            let source = text::of_page(id, source);
            if let Some(page) = pages.get(&lang) {
                translation.judge(&source, &text::of_page(id, page));
            } else if let Some(begun) = site.begun.get(id).and_then(|begun| begun.get(&lang)) {
                translation.judge(&source, &text::of_begun_page(id, begun));
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
    std::iter::once(config.default_language).chain(0..config.languages.len()).find(there).unwrap_or_default()
}

/// Pages by id and language: those that stand, and those that have only begun.
type Pages = (IndexMap<String, IndexMap<LangIx, PageWords>>, IndexMap<String, IndexMap<LangIx, Begun<PageWords>>>);

fn all_pages(sources: &SourceMap, config: &Config, missed: &mut Missed, sink: &Sink) -> Pages {
    let (mut pages, mut begun) = Pages::default();
    let mut bad_ids: Vec<&str> = Vec::new();
    for (path, file) in sources.under("content/pages/") {
        let Some((id, name)) = path.strip_prefix("content/pages/").and_then(|rest| rest.split_once('/')) else {
            continue;
        };
        if is_image(name) || bad_ids.contains(&id) {
            continue;
        }
        if !read::check_id(id, top(file), "content/pages", sink) {
            bad_ids.push(id);
            continue;
        }
        let meant = |lang: &str| format!("content/pages/{id}/{lang}.md");
        let known = name.strip_suffix(".md").is_some_and(|name| config.language(name).is_some());
        if !known && is_misnamed(sources, config, (path, file), meant, missed, sink) {
            continue;
        }
        let Some(name) = name.strip_suffix(".md").filter(|name| !name.contains('/')) else {
            sink.push(stray(
                path,
                file,
                format!("a page is one file a language: `content/pages/{id}/en.md`, and pictures in images/"),
            ));
            continue;
        };
        let Some(lang) = language(config, name, path, file, missed) else { continue };
        let source = lang == source_of_page(sources, config, id);
        match page_words(sources, file, id, source, sink) {
            Some(page) if page.lacks.is_empty() => {
                pages.entry(id.to_owned()).or_default().insert(lang, page.words);
            }
            Some(page) => {
                begun.entry(id.to_owned()).or_default().insert(lang, page);
            }
            None => missed.lost.add(path),
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

/// The words of a text, as ids are made of.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).filter(|word| !word.is_empty())
}

/// Whether a path inside a guide or a page is that of a picture: `images/…` or `LANG/images/…`.
fn is_image(name: &str) -> bool {
    let mut parts = name.split('/');
    let first = parts.next();
    first == Some("images") || parts.next() == Some("images")
}

/// Reads the guide `id`: nothing but its own files and `config` decide what comes of it. `None` where it is none.
pub fn guide(sources: &SourceMap, config: &Config, id: &str) -> (Option<Guide>, Missed, Diagnostics) {
    let sink = Sink::default();
    let mut missed = Missed::default();
    let guide = read_guide(sources, config, id, &mut missed, &sink);
    if guide.is_none() {
        missed.lost.add(format!("content/guides/{id}"));
    }
    (guide, missed, sink.into_diagnostics())
}

fn read_guide(sources: &SourceMap, config: &Config, id: &str, missed: &mut Missed, sink: &Sink) -> Option<Guide> {
    let folder = format!("content/guides/{id}/");
    let first = sources.under(&folder).next()?.1;
    if !read::check_id(id, top(first), "content/guides", sink) {
        return None;
    }
    let languages = languages(sources, config, &folder, missed, sink);
    let file = format!("{folder}guide.toml");
    if sources.find(&file).is_none() {
        if sources.is_unreadable(&file) || instead(sources, &file).is_some() {
            return None;
        }
        sink.push(
            Diagnostic::error(
                Code::UnknownGuide,
                format!("`content/guides/{id}` has no guide.toml, so it is no guide"),
            )
            .at(top(first), "a file of that folder")
            .help(format!("write `{folder}guide.toml`, or move the folder out of content/guides")),
        );
        return None;
    }
    let (guide, facts) = super::guide::facts(sources, config, id);
    let mut guide = match guide {
        Some(guide) => guide,
        None => {
            sink.append(facts);
            return None;
        }
    };
    let at_fault = facts.iter().any(|d| {
        d.severity == Severity::Error && d.primary.as_ref().is_none_or(|label| label.span.source == guide.file)
    });
    sink.append(facts);
    if at_fault {
        let text = sources.file(guide.file).text().unwrap_or_default();
        guide.doubtful = words_of(text).map(str::to_owned).collect();
        // An id that breaks the rules, as others may name it by the rules.
        guide.doubtful.extend(text.split('"').filter_map(|text| read::id_fault(text)?.1));
        // A tier that is not listed has a file.
        let tiers = format!("{folder}tiers/");
        let files = sources.under(&tiers).filter_map(|(path, _)| path.strip_prefix(&tiers)?.strip_suffix(".toml"));
        guide.doubtful.extend(files.map(str::to_owned));
    }
    for lang in languages {
        let Some(language) = config.languages.get(lang) else { continue };
        let source = lang == guide.source_language;
        let words = guide_words(sources, &guide, &language.id, source, &mut missed.lost, sink);
        if !source {
            words_without_guide(sources, &format!("{folder}{}/", language.id), sink);
        }
        match words {
            Some(words) if words.lacks.is_empty() => {
                guide.words.insert(lang, words.words);
            }
            Some(words) => {
                guide.begun.insert(lang, words);
            }
            None => {}
        }
        if let Some(file) = sources.find(&format!("{folder}{}/{RECORDS}", language.id)) {
            guide.translations.insert(lang, translated(sources, file, &language.id, sink));
        }
    }
    judge_translations(&mut guide);
    if !at_fault {
        unlisted_tiers(sources, config, &guide, &folder, &missed.lost, sink);
    }
    Some(guide)
}

/// Notes which words of each translation are older than the source's.
fn judge_translations(guide: &mut Guide) {
    let mut translations = std::mem::take(&mut guide.translations);
    if let Some(source) = guide.words.get(&guide.source_language) {
        let source = text::of_guide(guide, source);
        for (lang, translation) in translations.iter_mut().filter(|(lang, _)| **lang != guide.source_language) {
            if let Some(words) = guide.words.get(lang) {
                translation.judge(&source, &text::of_guide(guide, words));
            } else if let Some(begun) = guide.begun.get(lang) {
                translation.judge(&source, &text::of_begun_guide(guide, begun));
            }
        }
    }
    guide.translations = translations;
}

/// The languages that a guide has folders of, in config.toml's order; what belongs to nothing is reported.
fn languages(sources: &SourceMap, config: &Config, folder: &str, missed: &mut Missed, sink: &Sink) -> Vec<LangIx> {
    let mut found: Vec<LangIx> = Vec::new();
    let mut unknown: Vec<&str> = Vec::new();
    for (path, file) in sources.under(folder) {
        let inside = path.strip_prefix(folder).unwrap_or_default();
        let Some((name, rest)) = inside.split_once('/') else {
            if inside != "guide.toml" {
                if instead(sources, &format!("{folder}guide.toml")).is_some_and(|(at, _)| at == path) {
                    sink.push(misnamed(path, "guide.toml", file, ""));
                    continue;
                }
                let tiers = format!("{folder}tiers/");
                if let Some(diagnostic) = beside_tiers(sources, folder, &tiers, inside, ".toml", file) {
                    sink.push(diagnostic);
                    missed.lost.add(format!("{tiers}{inside}"));
                    continue;
                }
                sink.push(stray(path, file, "beside guide.toml stand the folders tiers, images, and one a language"));
            }
            continue;
        };
        match name {
            "images" => continue,
            "tiers" => {
                let meant = meant_file(sources, &format!("{folder}tiers/"), rest, ".toml");
                if let Some(meant) = meant {
                    sink.push(misnamed(path, &meant, file, if rest.ends_with(".txt") { EXTENSIONS } else { "" }));
                    missed.lost.add(format!("{folder}tiers/{meant}"));
                } else if !rest.ends_with(".toml") || rest.contains('/') {
                    sink.push(stray(
                        path,
                        file,
                        "tiers holds one file a tier: `tiers/pro.toml`; words stand in the folder of a language",
                    ));
                }
                continue;
            }
            _ => {}
        }
        if unknown.contains(&name) {
            continue;
        }
        if config.language(name).is_none()
            && let Some(meant) = meant_folder(sources, config, folder, name)
        {
            unknown.push(name);
            sink.push(misnamed(&format!("{folder}{name}"), meant, file, ""));
            missed.lost.add(format!("{folder}{meant}"));
            continue;
        }
        let Some(lang) = language(config, name, &format!("{folder}{name}"), file, missed) else {
            unknown.push(name);
            continue;
        };
        if !found.contains(&lang) {
            found.push(lang);
        }
        let tiers = format!("{folder}{name}/tiers/");
        if let Some(inside) = rest.strip_prefix("tiers/")
            && let Some(meant) = meant_file(sources, &tiers, inside, ".md")
        {
            sink.push(misnamed(path, &meant, file, if inside.ends_with(".txt") { EXTENSIONS } else { "" }));
            missed.lost.add(format!("{tiers}{meant}"));
            continue;
        }
        if let Some(diagnostic) = beside_tiers(sources, folder, &tiers, rest, ".md", file) {
            sink.push(diagnostic);
            missed.lost.add(format!("{tiers}{rest}"));
            continue;
        }
        // A picture of a language is shown in place of the guide's own of that name.
        if let Some(picture) = rest.strip_prefix("images/")
            && let Some(meant) = same_but_capitals(sources, &format!("{folder}images/"), picture)
        {
            sink.push(misnamed(path, meant, file, ""));
            continue;
        }
        let known = matches!(rest, "guide.md" | "labels.toml" | RECORDS)
            || rest.starts_with("images/")
            || rest.strip_prefix("tiers/").is_some_and(|tier| tier.ends_with(".md") && !tier.contains('/'));
        if !known {
            let own = rest.split('/').next().unwrap_or_default();
            let at = format!("{folder}{name}/{own}");
            let wanted = ["guide.md", "labels.toml", "tiers", "images"].map(|meant| format!("{folder}{name}/{meant}"));
            let meant = wanted.iter().find(|wanted| instead(sources, wanted).is_some_and(|(there, _)| there == at));
            if let Some(meant) = meant {
                if !missed.lost.holds(meant) {
                    sink.push(misnamed(&at, meant.rsplit('/').next().unwrap_or_default(), file, ""));
                    missed.lost.add(meant.as_str());
                }
                continue;
            }
            sink.push(stray(path, file, "a language's folder holds guide.md, labels.toml, tiers/ID.md and images/"));
        }
    }
    found.sort_unstable();
    found
}

/// The file in `folder` whose name differs from `name` by capitals alone, where none has just that name.
fn same_but_capitals<'a>(sources: &'a SourceMap, folder: &'a str, name: &str) -> Option<&'a str> {
    let mut there = sources.under(folder).filter_map(|(path, _)| path.strip_prefix(folder));
    let same = there.find(|other| other.to_lowercase() == name.to_lowercase())?;
    sources.find(&format!("{folder}{name}")).is_none().then_some(same)
}

/// What the file `name` in a folder of tiers was meant to be called, where it is a slip and no file has that name.
fn meant_file(sources: &SourceMap, folder: &str, name: &str, ending: &str) -> Option<String> {
    let meant = meant_with(name, ending)?;
    instead(sources, &format!("{folder}{meant}"))
        .is_some_and(|(at, _)| at == format!("{folder}{name}"))
        .then_some(meant)
}

/// What is told of the file `name` that stands beside the folder `tiers` and should stand in it: guide.toml names its
/// tier.
fn beside_tiers(
    sources: &SourceMap,
    guide: &str,
    tiers: &str,
    name: &str,
    ending: &str,
    file: SourceId,
) -> Option<Diagnostic> {
    let id = name.strip_suffix(ending)?;
    let meant = format!("{tiers}{name}");
    let facts = sources.file(sources.find(&format!("{guide}guide.toml"))?).text()?;
    let listed = read::id_fault(id).is_none() && facts.contains(&format!("\"{id}\""));
    let path = sources.path(file);
    (listed && sources.find(&meant).is_none() && !sources.is_unreadable(&meant)).then(|| {
        Diagnostic::error(Code::Misnamed, format!("`{path}` stands beside the folder `tiers`, not in it"))
            .at(top(file), "this file")
            .help(format!("move it into the folder: `{meant}`"))
    })
}

/// What a folder of a guide that is named after no language was meant to be: the folder of the tiers, or that of the one
/// language which has none.
fn meant_folder<'c>(sources: &SourceMap, config: &'c Config, folder: &str, name: &str) -> Option<&'c str> {
    let at = format!("{folder}{name}");
    for meant in ["tiers", "images"] {
        if instead(sources, &format!("{folder}{meant}")).is_some_and(|(there, _)| there == at) {
            return Some(meant);
        }
    }
    let same = config.languages.iter().find(|language| language.id.eq_ignore_ascii_case(name));
    if let Some(same) = same.filter(|same| sources.under(&format!("{folder}{}/", same.id)).next().is_none()) {
        return Some(&same.id);
    }
    // What is the tag of a language is meant to be one.
    if faults(name, None, None).is_empty() {
        return None;
    }
    let words = ["guide.md", "labels.toml"].iter().any(|file| sources.find(&format!("{at}/{file}")).is_some());
    let without = config.languages.iter().map(|language| language.id.as_str());
    let mut without =
        without.filter(|id| words && sources.under(&format!("{folder}{id}/")).next().is_none()).collect::<Vec<_>>();
    let near = did_you_mean(name, without.iter().copied());
    near.or_else(|| without.pop().filter(|_| without.is_empty()))
}

/// Words in a language's folder that has no guide.md: the guide does not count as translated, so no page shows them.
fn words_without_guide(sources: &SourceMap, folder: &str, sink: &Sink) {
    let file = format!("{folder}guide.md");
    if sources.find(&file).is_some() || sources.is_unreadable(&file) || instead(sources, &file).is_some() {
        return;
    }
    let words = |path: &str| path.ends_with("/labels.toml") || path.ends_with(".md");
    if let Some((_, file)) = sources.under(folder).find(|(path, _)| words(path)) {
        sink.push(
            Diagnostic::warning(Code::StrayFile, format!("`{folder}` has no guide.md, so all its words are left out"))
                .at(top(file), "these words among them")
                .help(format!("write `{folder}guide.md` with `title` and `description`, or remove the folder")),
        );
    }
}

/// Files of tiers that guide.toml does not list.
fn unlisted_tiers(sources: &SourceMap, config: &Config, guide: &Guide, folder: &str, lost: &Lost, sink: &Sink) {
    let languages = config.languages.iter().map(|language| (format!("{folder}{}/tiers/", language.id), ".md"));
    let folders = std::iter::once((format!("{folder}tiers/"), ".toml")).chain(languages);
    for (inside, suffix) in folders {
        for (path, file) in sources.under(&inside) {
            let Some(id) = path.strip_prefix(inside.as_str()).and_then(|name| name.strip_suffix(suffix)) else {
                continue;
            };
            // One that is misspelt is told of as such.
            let meant = || format!("{inside}{}{suffix}", id.to_lowercase());
            if id.contains('/') || guide.tiers.iter().any(|tier| tier.id == id) || lost.holds(&meant()) {
                continue;
            }
            let diagnostic = Diagnostic::warning(
                Code::StrayFile,
                format!("`{path}` belongs to a tier `{id}` that the guide does not list, and is left out"),
            )
            .at(top(file), "this file");
            // A tier that has its file was not meant by another.
            let without = guide.tiers.iter().map(|tier| tier.id.as_str());
            let without = without.filter(|tier| sources.find(&format!("{inside}{tier}{suffix}")).is_none());
            sink.push(match did_you_mean(id, without) {
                Some(meant) => {
                    diagnostic.help(format!("did you mean `{meant}`? Then rename the file to `{meant}{suffix}`"))
                }
                None => diagnostic.help(format!("add `\"{id}\"` to `tiers` in guide.toml, or remove the file")),
            });
        }
    }
}
