//! Unrecognized files of a theme, which are never read.

use super::engine::{EMBED, PAGES};
use super::names::Names;
use super::theme::Theme;
use mizan_model::config::Config;
use mizan_source::diagnostics::{Code, Diagnostic, Sink, did_you_mean};
use mizan_source::{SourceId, SourceMap, Span};

const FOLDERS: [&str; 3] = ["templates", "static", "i18n"];

/// Names of these folders in other generators.
const ELSEWHERE: &[(&str, &str)] = &[
    ("layouts", "templates"),
    ("layout", "templates"),
    ("views", "templates"),
    ("html", "templates"),
    ("assets", "static"),
    ("public", "static"),
    ("css", "static"),
    ("styles", "static"),
    ("fonts", "static"),
    ("images", "static"),
    ("img", "static"),
    ("js", "static"),
    ("locales", "i18n"),
    ("locale", "i18n"),
    ("lang", "i18n"),
    ("langs", "i18n"),
    ("languages", "i18n"),
    ("translations", "i18n"),
    ("l10n", "i18n"),
];

/// Warns of misnamed folders, of unused templates, of strings in no known language. Other files
/// in a theme (a README, a license, font sources) are left alone.
pub(super) fn check(sources: &SourceMap, theme: &Theme, config: &Config, sink: &Sink) {
    let names = Names::of(&theme.templates, sources);
    for name in &theme.chain {
        let folder = format!("themes/{name}/");
        let mut told: Option<&str> = None;
        for (path, id) in sources.under(&folder) {
            let within = &path[folder.len()..];
            let fault = match within.split_once('/') {
                Some(("templates", file)) => template(name, file, &names),
                Some(("i18n", file)) => strings(file, config),
                Some(("static", _)) => None,
                // Once a folder.
                Some((part, _)) if told == Some(part) => None,
                Some((part, _)) => {
                    told = Some(part);
                    misnamed(part)
                }
                None if FOLDERS.contains(&within) => {
                    Some(format!("rename the file: `{within}` is the name of a folder"))
                }
                None => at_the_top(within),
            };
            if let Some(help) = fault {
                sink.push(stray(path, id, help));
            }
        }
    }
}

fn stray(path: &str, id: SourceId, help: String) -> Diagnostic {
    Diagnostic::warning(Code::StrayFile, format!("unrecognized file `{path}` is ignored"))
        .at(Span::new(id, 0..0), "this file")
        .help(help)
}

fn misnamed(folder: &str) -> Option<String> {
    let meant = ELSEWHERE.iter().find(|(name, _)| *name == folder).map(|(_, meant)| *meant);
    let meant = meant.or_else(|| did_you_mean(folder, FOLDERS))?;
    Some(format!("did you mean the folder `{meant}`? The folders of a theme are templates/, static/ and i18n/"))
}

fn at_the_top(file: &str) -> Option<String> {
    if file == "theme.toml" {
        return None;
    }
    if did_you_mean(file, ["theme.toml"]).is_some() {
        return Some("did you mean `theme.toml`?".to_owned());
    }
    match file.rsplit_once('.')?.1 {
        "html" => Some("move templates to the theme's templates/".to_owned()),
        "css" | "woff2" => Some("move stylesheets, fonts and images to the theme's static/".to_owned()),
        _ => None,
    }
}

fn template(theme: &str, file: &str, names: &Names) -> Option<String> {
    let Some(stem) = file.strip_suffix(".html") else {
        return match file.rsplit_once('.') {
            Some((whole, "txt")) if whole.ends_with(".html") => {
                Some(format!("did you mean `{whole}`? Your system may hide file extensions"))
            }
            Some((_, "md" | "txt")) => None,
            _ => Some("rename it to end in `.html`, as all templates do".to_owned()),
        };
    };
    let full = format!("{theme}/{file}");
    let asked = PAGES.contains(&stem) || stem == EMBED || [file, &full].iter().any(|name| names.named.contains(*name));
    // The components of a file are known by their own names.
    if asked || names.declaring.contains(&full) {
        return None;
    }
    let pages: Vec<String> = PAGES.iter().chain([&EMBED]).map(|page| format!("{page}.html")).collect();
    let known = || pages.iter().chain(&names.named).map(String::as_str);
    let parts = |name| str::rsplit_once(name, '/').unwrap_or(("", name));
    let (folder, last) = parts(file);
    // Without their ending, which all have: `base` is not near `page`.
    let stem = |name| str::strip_suffix(name, ".html").unwrap_or(name);
    let beside = known().filter(|name| parts(name).0 == folder).map(|name| stem(parts(name).1));
    let meant = did_you_mean(stem(last), beside)
        .and_then(|near| known().find(|name| parts(name).0 == folder && stem(parts(name).1) == near))
        .or_else(|| known().find(|name| parts(name).1 == last));
    Some(match meant {
        Some(meant) => format!("did you mean `{meant}`? No page and no other template uses `{file}`"),
        None => format!(
            "add `{{% include \"{file}\" %}}` where it belongs, or remove it: no page and no other template uses it"
        ),
    })
}

fn strings(file: &str, config: &Config) -> Option<String> {
    let Some(tag) = file.strip_suffix(".toml") else {
        return Some("put the strings of a language in a file such as `en.toml`".to_owned());
    };
    if config.language(tag).is_some() {
        return None;
    }
    let fault = mizan_i18n::check_tag(tag).err()?;
    let ids = || config.languages.iter().map(|language| language.id.as_str());
    // `arabic.toml` of the language `ar`.
    let begins = || ids().find(|id| tag.len() > id.len() && tag.to_lowercase().starts_with(id));
    Some(match fault.replacement.as_deref().or_else(begins) {
        Some(meant) => format!("did you mean `{meant}.toml`? {}", capital(&fault.message)),
        None => format!("name it after a language, such as `en.toml`: {}", fault.message),
    })
}

fn capital(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
