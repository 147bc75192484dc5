//! The theme of a site: its own files first, then those of the themes it extends.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use mizan_export::assets::is_part;
use mizan_model::Plural;
use mizan_model::config::{Config, OptionSetting, OptionValue};
use mizan_parse::{self, ThemeManifest};
use mizan_source::diagnostics::{Applicability, Code, Diagnostic, Diagnostics, Sink, did_you_mean, surely_meant};
use mizan_source::{SourceId, SourceMap, Span};

/// A theme and those behind it, resolved.
#[derive(Clone, Debug, Default)]
pub struct Theme {
    /// Names from the site's theme to the one at the bottom.
    pub chain: Vec<String>,
    /// Where the theme at the bottom, which extends none, could name one: the beginning of its theme.toml.
    pub bottom: Option<Span>,
    /// Every theme that is named is there, and all its files could be read.
    pub whole: bool,
    /// Every template of every layer: `NAME/templates/guide.html` is `NAME/guide.html`.
    pub templates: Vec<(String, SourceId)>,
    /// Files of `static/`, by name; the nearest layer's.
    pub statics: BTreeMap<String, SourceId>,
    /// Linked from every page, in this order: the bottom theme's first.
    pub stylesheets: Vec<String>,
    /// Fonts to load early, as names in `static/`: the bottom theme's first.
    pub fonts: Vec<String>,
    /// Strings by language id, then from the nearest layer to the bottom one.
    pub messages: BTreeMap<String, Vec<IndexMap<String, Plural>>>,
    /// What pages may load from other sites: the sources of config.toml's `[csp]`, and the site's own origin.
    pub elsewhere: Vec<String>,
    /// The site's values over the defaults, in the order in which the themes declare them.
    pub options: IndexMap<String, OptionValue>,
}

/// Finds the theme that `config` names and those it extends.
pub fn load(sources: &SourceMap, config: &Config) -> (Theme, Diagnostics) {
    let sink = Sink::default();
    let elsewhere = config.csp.values().flatten().cloned().chain([config.base_url.origin().ascii_serialization()]);
    let mut theme = Theme { whole: true, elsewhere: elsewhere.collect(), ..Theme::default() };
    let mut manifests = Vec::new();
    let mut next = Some((config.theme.value.clone(), config.theme.span));
    while let Some((name, span)) = next.take() {
        if theme.chain.contains(&name) {
            let circle = [theme.chain.as_slice(), std::slice::from_ref(&name)].concat().join(" → ");
            sink.push(
                Diagnostic::error(Code::Circle, format!("themes extend each other in a cycle: {circle}"))
                    .at(span, format!("`{name}`"))
                    .help("remove one `extends`"),
            );
            theme.whole = false;
            break;
        }
        let folder = format!("themes/{name}");
        theme.whole &= !sources.unreadable().any(|path| path == "themes" || belongs(path, &folder));
        let Some(manifest) = manifest(sources, &name, &theme.chain, span, &sink) else {
            theme.whole = false;
            break;
        };
        next = manifest.extends.as_ref().map(|extends| (extends.value.clone(), extends.span));
        theme.bottom = sources.find(&format!("{folder}/theme.toml")).map(|id| Span::new(id, 0..0));
        theme.chain.push(name);
        manifests.push(manifest);
    }
    for name in &theme.chain {
        let templates = format!("themes/{name}/templates/");
        for (path, id) in sources.under(&templates) {
            if path.ends_with(".html") {
                theme.templates.push((format!("{name}/{}", &path[templates.len()..]), id));
            }
        }
        let statics = format!("themes/{name}/static/");
        for (path, id) in sources.under(&statics) {
            theme.statics.entry(path[statics.len()..].to_owned()).or_insert(id);
        }
        let i18n = format!("themes/{name}/i18n/");
        for (path, id) in sources.under(&i18n) {
            if let Some(lang) = path[i18n.len()..].strip_suffix(".toml") {
                let messages = mizan_parse::theme_messages(sources, id, &sink);
                theme.messages.entry(lang.to_owned()).or_default().push(messages);
            }
        }
    }
    for manifest in manifests.iter().rev() {
        for (list, named) in [(&mut theme.stylesheets, &manifest.stylesheets), (&mut theme.fonts, &manifest.fonts)] {
            for file in named {
                let is_there = theme.statics.contains_key(&file.value);
                if is_part(&file.value) && (is_there || !theme.whole) {
                    sink.push(part(&file.value, file.span));
                } else if !is_there {
                    // A theme that is missing may have the file, unless no theme can.
                    if theme.whole || leads_out(&file.value) {
                        sink.push(missing_static(&theme.statics, &file.value, file.span));
                    }
                } else if !list.contains(&file.value) {
                    list.push(file.value.clone());
                }
            }
        }
        for (name, value) in &manifest.options {
            match theme.options.get(name) {
                Some(behind) if std::mem::discriminant(behind) != std::mem::discriminant(&value.value) => {
                    let fault = format!(
                        "expected {} for the option `{name}`, as in the theme that this one extends",
                        kind(behind)
                    );
                    sink.push(
                        Diagnostic::error(Code::WrongType, fault)
                            .at(value.span, format!("found {}", kind(&value.value)))
                            .help(
                                "use the same type, or rename your option: the templates of the extended theme use it",
                            ),
                    );
                }
                _ => {
                    theme.options.insert(name.clone(), value.value.clone());
                }
            }
        }
    }
    apply_options(config, &mut theme, &sink);
    if theme.whole {
        super::stray::check(sources, &theme, config, &sink);
    }
    (theme, sink.into_diagnostics())
}

impl Theme {
    /// An error about something that no theme of the chain has, with its place: the bottom theme, which extends none.
    pub fn alone(&self, fault: Diagnostic) -> Diagnostic {
        match self.bottom {
            Some(bottom) => fault.at(bottom, "no `extends` in this file"),
            None => fault,
        }
    }

    /// The options, for `site.options`.
    pub fn options_for_templates(&self) -> tera::Map {
        let value = |option: &OptionValue| match option {
            OptionValue::Bool(value) => tera::Value::from(*value),
            OptionValue::Integer(value) => tera::Value::from(*value),
            OptionValue::String(value) => tera::Value::from(value.as_str()),
            OptionValue::Strings(values) => tera::Value::from_serializable(values),
        };
        self.options.iter().map(|(name, option)| (tera::value::Key::from(name.clone()), value(option))).collect()
    }
}

/// Whether `path` is `folder`, or is in it.
fn belongs(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether no file of a `static/` can have this name.
fn leads_out(name: &str) -> bool {
    name.starts_with('/') || name.contains('\\') || name.split('/').any(|part| matches!(part, "" | "." | ".."))
}

/// The description of a theme, which those of `before` extend.
fn manifest(sources: &SourceMap, name: &str, before: &[String], span: Span, sink: &Sink) -> Option<ThemeManifest> {
    let folder = format!("themes/{name}/");
    if sources.is_unreadable(&format!("{folder}theme.toml")) {
        return None;
    }
    if sources.under(&folder).next().is_none() {
        let known: Vec<&str> =
            themes(sources).into_iter().filter(|known| before.iter().all(|of| of != known)).collect();
        let mut diagnostic =
            Diagnostic::error(Code::UnknownTheme, format!("unknown theme `{name}`")).at(span, "unknown theme");
        diagnostic = match did_you_mean(name, known.iter().copied()) {
            Some(near) => suggested(diagnostic, span, near, surely_meant(name, known.iter().copied()) == Some(near)),
            None if known.is_empty() => diagnostic.help(format!("create the folder themes/{name}")),
            None => diagnostic.help(format!("create the folder themes/{name}, or use one of: {}", known.join(", "))),
        };
        sink.push(diagnostic);
        return None;
    }
    let Some(id) = sources.find(&format!("{folder}theme.toml")) else {
        sink.push(
            Diagnostic::error(Code::ThemeFile, format!("the theme `{name}` has no theme.toml"))
                .at(span, "a theme needs a theme.toml")
                .help(format!("create {folder}theme.toml; with the line `extends = \"mizan\"` the rest comes from the default theme")),
        );
        return None;
    };
    mizan_parse::theme_manifest(sources, id, sink)
}

fn themes(sources: &SourceMap) -> Vec<&str> {
    let mut names: Vec<&str> = sources
        .under("themes/")
        .filter_map(|(path, _)| path["themes/".len()..].split_once('/').map(|(name, _)| name))
        .collect();
    names.dedup();
    names
}

fn part(name: &str, span: Span) -> Diagnostic {
    let message = format!("`{name}` is a partial stylesheet, which pages cannot link to");
    Diagnostic::error(Code::MissingAsset, message).at(span, "the name begins with `_`").help(format!(
        "list a stylesheet here that has the line `@import \"{name}\";`, or rename the file without the `_`"
    ))
}

fn missing_static(statics: &BTreeMap<String, SourceId>, name: &str, span: Span) -> Diagnostic {
    let diagnostic = Diagnostic::error(Code::MissingAsset, format!("cannot find `static/{name}` in the theme"))
        .at(span, "no such file");
    match did_you_mean(name, statics.keys().map(String::as_str)) {
        // The list may name that file too.
        Some(near) => suggested(diagnostic, span, near, false),
        None if leads_out(name) => diagnostic.help("write the name of a file in the theme's static/"),
        None => diagnostic.help("add the file to the theme's static/, or remove its name here"),
    }
}

/// Adds that `near` was meant by what is written at `span`.
fn suggested(diagnostic: Diagnostic, span: Span, near: &str, certain: bool) -> Diagnostic {
    diagnostic.help(format!("did you mean `{near}`?")).fix(span, near, Applicability::safe_if(certain))
}

fn apply_options(config: &Config, theme: &mut Theme, sink: &Sink) {
    for (name, OptionSetting { key, value }) in &config.options {
        let Some(default) = theme.options.get(name) else {
            if !theme.whole {
                continue;
            }
            let mut diagnostic = Diagnostic::error(Code::UnknownThemeOption, format!("unknown theme option `{name}`"))
                .at(*key, "unknown option");
            let known = || theme.options.keys().map(String::as_str);
            diagnostic = match did_you_mean(name, known()) {
                Some(near) => {
                    let certain = !config.options.contains_key(near) && surely_meant(name, known()) == Some(near);
                    suggested(diagnostic, *key, near, certain)
                }
                None if theme.options.is_empty() => diagnostic.help("remove it: the theme has no options"),
                None => {
                    let names: Vec<&str> = theme.options.keys().map(String::as_str).collect();
                    diagnostic.help(format!("the options of the theme are {}", names.join(", ")))
                }
            };
            sink.push(diagnostic);
            continue;
        };
        if std::mem::discriminant(default) == std::mem::discriminant(&value.value) {
            theme.options.insert(name.clone(), value.value.clone());
        } else {
            sink.push(
                Diagnostic::error(Code::WrongType, format!("expected {} for the theme option `{name}`", kind(default)))
                    .at(value.span, format!("found {}", kind(&value.value)))
                    .help("the default value is in the theme's theme.toml"),
            );
        }
    }
}

fn kind(value: &OptionValue) -> &'static str {
    match value {
        OptionValue::Bool(_) => "true or false",
        OptionValue::Integer(_) => "an integer",
        OptionValue::String(_) => "a string",
        OptionValue::Strings(_) => "a list of strings",
    }
}
