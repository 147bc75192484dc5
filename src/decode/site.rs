//! The whole site: which files exist where, and what each one is.

use indexmap::IndexMap;
use rayon::prelude::*;

use super::config::{guide_ids, unknown_language};
use super::read;
use super::words::{guide_words, page_words, site_words};
use crate::config::Config;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Severity, Sink, did_you_mean};
use crate::model::{Guide, LangIx, PageWords, Site, SiteWords};
use crate::source::{SourceId, SourceMap, Span};

/// Reads all guides, pages and words. What cannot be read is absent, and a diagnostic says why.
pub fn site(sources: &SourceMap, config: Config) -> (Site, Diagnostics) {
    let mut diagnostics = strays(sources);
    let (words, pages, found) = frame(sources, &config);
    diagnostics.append(found);
    let ids = guide_ids(sources);
    let read: Vec<(Option<Guide>, Diagnostics)> = ids.par_iter().map(|id| guide(sources, &config, id)).collect();
    let mut guides = Vec::new();
    for (guide, found) in read {
        guides.extend(guide);
        diagnostics.append(found);
    }
    (Site { config, guides: guides.into(), pages, words }, diagnostics)
}

/// Words of the site, by language, and standalone pages: all that is no guide.
pub type Frame = (IndexMap<LangIx, SiteWords>, IndexMap<String, IndexMap<LangIx, PageWords>>, Diagnostics);

/// Reads everything in content/ but the guides.
pub fn frame(sources: &SourceMap, config: &Config) -> Frame {
    let sink = Sink::default();
    let words = all_site_words(sources, config, &sink);
    let pages = all_pages(sources, config, &sink);
    (words, pages, sink.into_diagnostics())
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

/// Files in content/ outside its three folders, and directly in these.
pub fn strays(sources: &SourceMap) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    for (path, file) in sources.under("content/") {
        let mut parts = path.split('/').skip(1);
        let folder = parts.next().unwrap_or_default();
        let depth = parts.count();
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

/// The language that a file or folder is named after; a diagnostic stands where it is none.
fn language(config: &Config, name: &str, path: &str, file: SourceId, sink: &Sink) -> Option<LangIx> {
    let found = config.language(name);
    if found.is_none() {
        let known = config.languages.iter().map(|language| language.id.as_str());
        let mut diagnostic = unknown_language(known, name, Some(top(file)));
        diagnostic.message = format!("`{path}` is named after `{name}`, which is no language of this site");
        sink.push(diagnostic);
    }
    found
}

fn all_site_words(sources: &SourceMap, config: &Config, sink: &Sink) -> IndexMap<LangIx, SiteWords> {
    let mut words = IndexMap::new();
    for (path, file) in sources.under("content/site/") {
        let name = path.trim_start_matches("content/site/");
        if name.contains('/') {
            continue;
        }
        let Some(name) = name.strip_suffix(".toml") else {
            sink.push(stray(path, file, "content/site holds one file a language: `content/site/en.toml`"));
            continue;
        };
        if let Some(lang) = language(config, name, path, file, sink) {
            words.extend(site_words(sources, file, sink).map(|read| (lang, read)));
        }
    }
    words.sort_unstable_keys();
    words
}

fn all_pages(sources: &SourceMap, config: &Config, sink: &Sink) -> IndexMap<String, IndexMap<LangIx, PageWords>> {
    let mut pages: IndexMap<String, IndexMap<LangIx, PageWords>> = IndexMap::new();
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
        let Some(name) = name.strip_suffix(".md").filter(|name| !name.contains('/')) else {
            sink.push(stray(
                path,
                file,
                format!("a page is one file a language: `content/pages/{id}/en.md`, and pictures in images/"),
            ));
            continue;
        };
        if let Some(lang) = language(config, name, path, file, sink)
            && let Some(page) = page_words(sources, file, id, sink)
        {
            pages.entry(id.to_owned()).or_default().insert(lang, page);
        }
    }
    for page in pages.values_mut() {
        page.sort_unstable_keys();
    }
    pages
}

/// Whether a path inside a guide or a page is that of a picture: `images/…` or `LANG/images/…`.
fn is_image(name: &str) -> bool {
    let mut parts = name.split('/');
    let first = parts.next();
    first == Some("images") || parts.next() == Some("images")
}

/// Reads the guide `id`: nothing but its own files and `config` decide what comes of it. `None` where it is none.
pub fn guide(sources: &SourceMap, config: &Config, id: &str) -> (Option<Guide>, Diagnostics) {
    let sink = Sink::default();
    let guide = read_guide(sources, config, id, &sink);
    (guide, sink.into_diagnostics())
}

fn read_guide(sources: &SourceMap, config: &Config, id: &str, sink: &Sink) -> Option<Guide> {
    let folder = format!("content/guides/{id}/");
    let first = sources.under(&folder).next()?.1;
    if !read::check_id(id, top(first), "content/guides", sink) {
        return None;
    }
    let languages = languages(sources, config, &folder, sink);
    if sources.find(&format!("{folder}guide.toml")).is_none() {
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
    let doubt = if at_fault { sources.file(guide.file).text() } else { None };
    for lang in languages {
        let Some(language) = config.languages.get(lang) else { continue };
        let words = guide_words(sources, &guide, &language.id, doubt, sink);
        if lang != guide.source_language {
            words_without_guide(sources, &format!("{folder}{}/", language.id), sink);
        }
        guide.words.extend(words.map(|words| (lang, words)));
    }
    if !at_fault {
        unlisted_tiers(sources, config, &guide, &folder, sink);
    }
    Some(guide)
}

/// The languages that a guide has folders of, in config.toml's order; what belongs to nothing is reported.
fn languages(sources: &SourceMap, config: &Config, folder: &str, sink: &Sink) -> Vec<LangIx> {
    let mut found: Vec<LangIx> = Vec::new();
    let mut unknown: Vec<&str> = Vec::new();
    for (path, file) in sources.under(folder) {
        let inside = path.strip_prefix(folder).unwrap_or_default();
        let Some((name, rest)) = inside.split_once('/') else {
            if inside != "guide.toml" {
                sink.push(stray(path, file, "beside guide.toml stand the folders tiers, images, and one a language"));
            }
            continue;
        };
        match name {
            "images" => continue,
            "tiers" => {
                if !rest.ends_with(".toml") || rest.contains('/') {
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
        let Some(lang) = language(config, name, &format!("{folder}{name}"), file, sink) else {
            unknown.push(name);
            continue;
        };
        if !found.contains(&lang) {
            found.push(lang);
        }
        let known = matches!(rest, "guide.md" | "labels.toml")
            || rest.starts_with("images/")
            || rest.strip_prefix("tiers/").is_some_and(|tier| tier.ends_with(".md") && !tier.contains('/'));
        if !known {
            sink.push(stray(path, file, "a language's folder holds guide.md, labels.toml, tiers/ID.md and images/"));
        }
    }
    found.sort_unstable();
    found
}

/// Words in a language's folder that has no guide.md: the guide does not count as translated, so no page shows them.
fn words_without_guide(sources: &SourceMap, folder: &str, sink: &Sink) {
    if sources.find(&format!("{folder}guide.md")).is_some() {
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
fn unlisted_tiers(sources: &SourceMap, config: &Config, guide: &Guide, folder: &str, sink: &Sink) {
    let languages = config.languages.iter().map(|language| (format!("{folder}{}/tiers/", language.id), ".md"));
    let folders = std::iter::once((format!("{folder}tiers/"), ".toml")).chain(languages);
    for (inside, suffix) in folders {
        for (path, file) in sources.under(&inside) {
            let Some(id) = path.strip_prefix(inside.as_str()).and_then(|name| name.strip_suffix(suffix)) else {
                continue;
            };
            if id.contains('/') || guide.tiers.iter().any(|tier| tier.id == id) {
                continue;
            }
            let diagnostic = Diagnostic::warning(
                Code::StrayFile,
                format!("`{path}` belongs to a tier `{id}` that the guide does not list, and is left out"),
            )
            .at(top(file), "this file");
            sink.push(match did_you_mean(id, guide.tiers.iter().map(|tier| tier.id.as_str())) {
                Some(meant) => {
                    diagnostic.help(format!("did you mean `{meant}`? Then rename the file to `{meant}{suffix}`"))
                }
                None => diagnostic.help(format!("add `\"{id}\"` to `tiers` in guide.toml, or remove the file")),
            });
        }
    }
}
