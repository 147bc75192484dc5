//! A guide and its text, from the files of its folder; unrecognized files, and the names that were most likely intended.

use super::{EXTENSIONS, UnknownLanguages, language, stray, top};
use crate::language::faults;
use crate::misnamed::{instead, meant_with, misnamed};
use crate::read;
use crate::translated::{RECORDS, translated};
use crate::words::guide_words;
use mizan_model::config::Config;
use mizan_model::{Guide, LangIx, text};
use mizan_source::diagnostics::{Code, Diagnostic, Findings, IdKind, Reported, Sink, Suppressions, did_you_mean};
use mizan_source::{SourceId, SourceMap};

/// Reads the guide `id`: nothing but its own files, `config` and what of that could not be read (`known`) decide what
/// comes of it. `None` if it is none.
pub fn guide(
    sources: &SourceMap,
    config: &Config,
    known: &Suppressions,
    id: &str,
) -> (Option<Guide>, UnknownLanguages, Findings) {
    let sink = Sink::default();
    let mut unknown = UnknownLanguages::default();
    let guide = read_guide(sources, config, known, id, &mut unknown, &sink);
    if let Err(error) = guide {
        sink.suppress(|unread| unread.add_path(format!("content/guides/{id}"), error));
    }
    (guide.ok().flatten(), unknown, sink.into_findings())
}

/// `None` if the guide has no files.
fn read_guide(
    sources: &SourceMap,
    config: &Config,
    known: &Suppressions,
    id: &str,
    unknown: &mut UnknownLanguages,
    sink: &Sink,
) -> Result<Option<Guide>, Reported> {
    let folder = format!("content/guides/{id}/");
    let Some((_, first)) = sources.under(&folder).next() else { return Ok(None) };
    read::check_id(id, top(first), "content/guides", sink)?;
    let languages = languages(sources, config, &folder, unknown, sink);
    let path = format!("{folder}guide.toml");
    let Some(file) = sources.find(&path) else {
        let unread = sources.unreadable_error(&path).or_else(|| sink.unread(|unread| unread.path(&path)));
        return Err(unread.unwrap_or_else(|| {
            sink.report(
                Diagnostic::error(Code::UnknownGuide, format!("missing guide.toml in `content/guides/{id}`"))
                    .at(top(first), "a file in this folder")
                    .help(format!("add `{folder}guide.toml`, or move the folder out of content/guides")),
            )
        }));
    };
    let mut guide = crate::guide::read_facts(sources, config, known, (id, file), sink)?;
    for lang in languages {
        let Some(language) = config.languages.get(lang) else { continue };
        let source = lang == guide.source_language;
        let words = guide_words(sources, &guide, &language.id, source, sink);
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
    unlisted_tiers(sources, config, &guide, &folder, sink);
    Ok(Some(guide))
}

/// Notes which words of each translation are older than the source's.
fn judge_translations(guide: &mut Guide) {
    let mut translations = std::mem::take(&mut guide.translations);
    if let Some(source) = guide.words.get(&guide.source_language) {
        let source = text::of_guide(guide, source);
        for (lang, translation) in translations.iter_mut().filter(|(lang, _)| **lang != guide.source_language) {
            if let Some(words) = guide.words.get(lang) {
                translation.find_outdated(&source, &text::of_guide(guide, words));
            } else if let Some(begun) = guide.begun.get(lang) {
                translation.find_outdated(&source, &text::of_begun_guide(guide, begun));
            }
        }
    }
    guide.translations = translations;
}

/// The languages that a guide has folders of, in config.toml's order; unrecognized files are reported.
fn languages(
    sources: &SourceMap,
    config: &Config,
    folder: &str,
    unknown_languages: &mut UnknownLanguages,
    sink: &Sink,
) -> Vec<LangIx> {
    let misplaced = |path: String, diagnostic: Diagnostic| {
        let error = sink.report(diagnostic);
        sink.suppress(|unread| unread.add_path(path, error));
    };
    let mut found: Vec<LangIx> = Vec::new();
    let mut unknown: Vec<&str> = Vec::new();
    for (path, file) in sources.under(folder) {
        let inside = path.strip_prefix(folder).unwrap_or_default();
        let Some((name, rest)) = inside.split_once('/') else {
            if inside != "guide.toml" {
                if instead(sources, &format!("{folder}guide.toml")).is_some_and(|(at, _)| at == path) {
                    misplaced(format!("{folder}guide.toml"), misnamed(path, "guide.toml", file, ""));
                    continue;
                }
                let tiers = format!("{folder}tiers/");
                if let Some(diagnostic) = beside_tiers(sources, folder, &tiers, inside, ".toml", file) {
                    misplaced(format!("{tiers}{inside}"), diagnostic);
                    continue;
                }
                sink.push(stray(
                    path,
                    file,
                    "a guide's folder contains guide.toml, tiers/, images/ and one folder per language",
                ));
            }
            continue;
        };
        match name {
            "images" => continue,
            "tiers" => {
                let meant = meant_file(sources, &format!("{folder}tiers/"), rest, ".toml");
                if let Some(meant) = meant {
                    let also = if rest.ends_with(".txt") { EXTENSIONS } else { "" };
                    misplaced(format!("{folder}tiers/{meant}"), misnamed(path, &meant, file, also));
                } else if !rest.ends_with(".toml") || rest.contains('/') {
                    sink.push(stray(
                        path,
                        file,
                        "tiers contains one file per tier: `tiers/pro.toml`; text belongs in the folder of a language",
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
            misplaced(format!("{folder}{meant}"), misnamed(&format!("{folder}{name}"), meant, file, ""));
            continue;
        }
        let Some(lang) = language(config, name, &format!("{folder}{name}"), file, unknown_languages) else {
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
            let also = if inside.ends_with(".txt") { EXTENSIONS } else { "" };
            misplaced(format!("{tiers}{meant}"), misnamed(path, &meant, file, also));
            continue;
        }
        if let Some(diagnostic) = beside_tiers(sources, folder, &tiers, rest, ".md", file) {
            misplaced(format!("{tiers}{rest}"), diagnostic);
            continue;
        }
        // An image of a language is shown in place of the guide's own of that name.
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
                if sink.unread(|unread| unread.path(meant)).is_none() {
                    let name = meant.rsplit('/').next().unwrap_or_default();
                    misplaced(meant.clone(), misnamed(&at, name, file, ""));
                }
                continue;
            }
            sink.push(stray(path, file, "a language's folder contains guide.md, labels.toml, tiers/ID.md and images/"));
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

/// The diagnostic of the file `name` that is beside the folder `tiers` and should be in it: guide.toml names its tier.
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
        Diagnostic::error(Code::Misnamed, format!("`{path}` is next to the folder `tiers`, not in it"))
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
            Diagnostic::warning(Code::StrayFile, format!("`{folder}` has no guide.md, so all text in it is ignored"))
                .at(top(file), "this file is ignored")
                .help(format!("add `{folder}guide.md` with `title` and `description`, or remove the folder")),
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
            // One that is misspelt is reported as such.
            let meant = format!("{inside}{}{suffix}", id.to_lowercase());
            let unread = sink.unread(|unread| unread.path(&meant).or(unread.id(guide.file, IdKind::Tier, id)));
            if id.contains('/') || guide.tiers.iter().any(|tier| tier.id == id) || unread.is_some() {
                continue;
            }
            let diagnostic =
                Diagnostic::warning(Code::StrayFile, format!("`{path}` is ignored: the guide has no tier `{id}`"))
                    .at(top(file), "this file");
            // A tier that has its file was not meant by another.
            let without = guide.tiers.iter().map(|tier| tier.id.as_str());
            let without = without.filter(|tier| sources.find(&format!("{inside}{tier}{suffix}")).is_none());
            sink.push(match did_you_mean(id, without) {
                Some(meant) => {
                    diagnostic.help(format!("did you mean `{meant}`? If so, rename the file to `{meant}{suffix}`"))
                }
                None => diagnostic.help(format!("add `\"{id}\"` to `tiers` in guide.toml, or remove the file")),
            });
        }
    }
}
