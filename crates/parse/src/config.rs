//! config.toml.

mod shape;

use indexmap::IndexMap;

use super::fields::Fields;
use super::language::faults;
use super::misnamed::instead;
use super::node::{Node, NodeKind, parse_as};
use super::policy;
use super::read::{self, What};
use crate::KeyNames;
use mizan_i18n::{LocaleError, Setting};
use mizan_model::config::{
    Config, Fallback, Freshness, Language, LintLevel, OptionSetting, OptionValue, Outputs, Person, RequireSource,
};
use mizan_model::value::is_no_address;
use mizan_model::{LangIx, Languages};
use mizan_source::diagnostics::{Applicability, Code, Diagnostic, Findings, Sink, did_you_mean, surely_meant};
use mizan_source::limits::LANGUAGES;
use mizan_source::{SourceMap, Span, Spanned};
use shape::{FALLBACKS, LINT_LEVELS, REQUIRE_SOURCE};

pub use shape::CONFIG;
pub(crate) use shape::THEME_OPTIONS;
pub(crate) use shape::{EMBED, FRESHNESS};
use shape::{LANGUAGE, OUTPUTS, PAGES, PERSON};

/// Reads config.toml. `None` if there is none, or where nothing can be built from it.
pub fn config(sources: &SourceMap) -> (Option<Config>, Findings) {
    let sink = Sink::default();
    let config = read_config(sources, &sink);
    (config, sink.into_findings())
}

fn read_config(sources: &SourceMap, sink: &Sink) -> Option<Config> {
    let Some(id) = sources.find("config.toml") else {
        if sources.is_unreadable("config.toml") {
            return None;
        }
        sink.push(
            Diagnostic::error(Code::NoConfig, "missing config.toml: this folder is not a site")
                .help("pass the site's folder with --site, or create a site with `mizan new DIR`"),
        );
        return None;
    };
    let document = parse_as(sources, id, &CONFIG, sink).ok()?;
    let fields = Fields::new(&document.root, &CONFIG, sink);
    // Without a valid URL there is an error and nothing is written; the rest is checked all the same.
    let base_url = read_base_url(&fields, sink).or_else(|| url::Url::parse("https://site.invalid/").ok())?;
    let languages = languages(&fields, sink);
    if let Some(error) = fields.error("languages") {
        sink.suppress(|unread| unread.add_language(None, error));
    }
    let default_language = fields.string("default_language").and_then(|id| {
        let found = languages.position(|language| language.id == id.value);
        if found.is_none() {
            let known = || languages.iter().map(|language| language.id.as_str());
            let error = sink
                .unread(|unread| unread.language(&id.value))
                .unwrap_or_else(|| sink.report(unknown_language(known(), &id.value, id.span)));
            sink.suppress(|unread| unread.add_language(Some(&id.value), error));
        }
        found
    });
    let guides = known_guides(sources, fields.ids("guides"), sink);
    let people = people(&fields, sink);
    let publisher = fields.id("publisher").filter(|id| person_named(&people, id, sink));
    let freshness = fields.fields("freshness", &FRESHNESS).map(|fields| freshness(&fields, sink)).unwrap_or_default();
    let pages = fields.fields("pages", &PAGES);
    let pair_min_differences = pages
        .and_then(|pages| pages.integer("pair_min_differences"))
        .and_then(|n| u32::try_from(n.value).ok())
        .unwrap_or(2);
    let theme = fields.id("theme").unwrap_or_else(|| Spanned::new("mizan".to_owned(), Span::new(id, 0..0)));
    let config = Config {
        base_url,
        default_language: default_language.unwrap_or(LangIx::new(0)),
        default_at_root: fields.bool("default_at_root").unwrap_or(false),
        theme,
        guides,
        publisher,
        people,
        freshness,
        pair_min_differences,
        lints: lints(&fields, sink),
        options: options(&fields, sink),
        csp: policy::csp(&fields, sink),
        outputs: outputs(&fields),
        frame_ancestors: policy::frame_ancestors(&fields, sink),
        languages,
    };
    (!config.languages.is_empty()).then_some(config)
}

fn read_base_url(fields: &Fields, sink: &Sink) -> Option<url::Url> {
    let written = fields.string("base_url")?;
    base_url(&written.value)
        .map_err(|why| {
            sink.push(
                Diagnostic::error(Code::BadBaseUrl, format!("invalid `base_url`: {why}"))
                    .at(written.span, "invalid URL")
                    .help(base_url_help(&written.value)),
            );
        })
        .ok()
}

/// How to write the URL that `written` was most likely meant to be.
fn base_url_help(written: &str) -> String {
    let path = written.strip_prefix('/').filter(|path| !path.starts_with('/'));
    let full = match path {
        Some(path) => format!("https://example.org/{path}"),
        None => format!("https://{}", written.trim_start_matches('/')),
    };
    match base_url(&full).ok().filter(|_| !written.contains(':') && (path.is_some() || written.contains('.'))) {
        Some(url) => format!("write the full URL of the site: `base_url = \"{url}\"`"),
        None => "write the full URL of the site: `base_url = \"https://example.org/guides/\"`".to_owned(),
    }
}

/// Reads the URL of a site; the result's path ends in `/`.
///
/// # Errors
/// Why it cannot be one.
pub fn base_url(text: &str) -> Result<url::Url, String> {
    // It is in every page many times.
    const LONGEST: usize = 1000;
    if text.len() > LONGEST {
        return Err(format!("it is longer than {LONGEST} bytes"));
    }
    let mut url = url::Url::parse(text).map_err(|_| "it is not an absolute URL".to_owned())?;
    let fault = if !matches!(url.scheme(), "http" | "https") {
        "it must begin with https:// or http://"
    } else if url.host_str().is_none_or(str::is_empty) {
        "it has no host"
    } else if !text.get(url.scheme().len()..).is_some_and(|rest| rest.starts_with("://")) {
        "`https:` must be followed by two `/`"
    } else if text.contains(is_no_address) {
        "it contains a character that a URL cannot contain"
    } else if url.query().is_some() || url.fragment().is_some() {
        "it contains `?` or `#`"
    } else if !url.username().is_empty() || url.password().is_some() {
        "it contains a user name or password, which every page would show"
    } else if let Some(fault) = path_fault(text) {
        fault
    } else {
        if !url.path().ends_with('/') {
            let path = format!("{}/", url.path());
            url.set_path(&path);
        }
        return Ok(url);
    };
    Err(fault.to_owned())
}

/// What is wrong with the path of a URL as it is written: browsers read it as another one, or, where it begins with
/// `//`, as a host (URL Standard, section 4.4, "relative slash state").
fn path_fault(address: &str) -> Option<&'static str> {
    let (_, rest) = address.split_once("://")?;
    let (_, path) = rest.split_once('/')?;
    let parts: Vec<&str> = path.strip_suffix('/').unwrap_or(path).split('/').collect();
    let dots = |part: &str| matches!(part.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..");
    if !path.is_empty() && parts.iter().any(|part| part.is_empty()) {
        return Some("its path contains `//`");
    }
    if parts.into_iter().any(dots) {
        return Some("its path contains `.` or `..`");
    }
    let mut rest = path;
    while let Some((_, after)) = rest.split_once('%') {
        if !after.as_bytes().get(..2).is_some_and(|code| code.iter().all(u8::is_ascii_hexdigit)) {
            return Some("`%` must be followed by two hexadecimal digits");
        }
        rest = after;
    }
    None
}

fn languages(fields: &Fields, sink: &Sink) -> Languages<Language> {
    let mut languages: Languages<Language> = Languages::new();
    let all = fields;
    if let Some(NodeKind::Array(items)) = fields.node("languages").map(|node| &node.kind)
        && let Some(last) = items.last()
        && let Some(diagnostic) = LANGUAGES.exceeded(items.len(), read::head(last))
    {
        fields.add_error("languages", sink.report(diagnostic.help("split the site")));
        return languages;
    }
    for fields in fields.each("languages", &LANGUAGE) {
        let id = fields.string("id");
        let mut locale = fields.string("locale");
        let mut digits = fields.string("digits");
        let fallback = fields.choice("fallback", FALLBACKS).map_or(Fallback::default(), |choice| choice.value);
        let outdated_notice = fields.bool("outdated_notice").unwrap_or(false);
        let Some(id) = id else {
            fields.error("id").into_iter().for_each(|error| all.add_error("languages", error));
            continue;
        };
        let said = |text: &Option<Spanned<String>>| text.as_ref().map(|text| text.value.clone());
        let mut usable = true;
        for fault in faults(&id.value, said(&locale).as_deref(), said(&digits).as_deref()) {
            let at = match fault.setting {
                Setting::Id => Some(&id),
                Setting::Locale => locale.as_ref().or(Some(&id)),
                Setting::Digits => digits.as_ref(),
            };
            let error = sink.report(bad_language(&fault, at.map_or(id.span, |at| at.span)));
            match fault.setting {
                Setting::Locale if locale.is_some() => locale = None,
                Setting::Digits => digits = None,
                Setting::Id | Setting::Locale => {
                    usable = false;
                    all.add_error("languages", error);
                }
            }
        }
        if !usable {
            continue;
        }
        if let Some(first) = languages.iter().find(|language| language.id.eq_ignore_ascii_case(&id.value)) {
            let error = sink.report(read::duplicate(&id.value, first.span, id.span, "in `[[languages]]`"));
            all.add_error("languages", error);
            continue;
        }
        if matches!(id.value.as_str(), "tiers" | "images") {
            let error = sink.report(
                Diagnostic::error(
                    Code::BadLanguage,
                    format!("`{}` cannot be a language: it is the name of a folder in every guide", id.value),
                )
                .at(id.span, "the name of a folder")
                .help("write a BCP 47 tag such as `ar`, `en` or `zh-Hant`"),
            );
            all.add_error("languages", error);
            continue;
        }
        languages.push(Language {
            locale: locale.map_or_else(|| id.value.clone(), |locale| locale.value),
            id: id.value,
            digits: digits.map(|digits| digits.value),
            fallback,
            outdated_notice,
            span: id.span,
        });
    }
    if languages.is_empty()
        && fields.node("languages").is_some_and(|node| matches!(&node.kind, NodeKind::Array(items) if items.is_empty()))
    {
        sink.push(
            Diagnostic::error(Code::TooFew, "config.toml has no languages")
                .at(fields.key_span("languages").unwrap_or(fields.span()), "expected at least one language")
                .help("add `[[languages]]` with `id = \"ar\"`"),
        );
    }
    languages
}

fn bad_language(fault: &LocaleError, span: Span) -> Diagnostic {
    let label = match fault.setting {
        Setting::Digits => "unknown numbering system",
        Setting::Id | Setting::Locale => "not a language tag that browsers know",
    };
    let diagnostic = Diagnostic::error(Code::BadLanguage, &fault.message).at(span, label);
    match &fault.replacement {
        Some(replacement) => {
            diagnostic.help(format!("did you mean `{replacement}`?")).fix(span, replacement, Applicability::Unsafe)
        }
        None => diagnostic.help(&fault.help),
    }
}

/// The diagnostic of the language `id` that is written at `span`, and that config.toml does not name.
pub(super) fn unknown_language<'a>(known: impl Iterator<Item = &'a str> + Clone, id: &str, span: Span) -> Diagnostic {
    let diagnostic = unlisted_language(known.clone(), id).at(span, format!("`{id}` is not in [[languages]]"));
    match near_language(known, id) {
        Some(meant) => diagnostic.fix(span, meant, Applicability::Unsafe),
        None => diagnostic,
    }
}

/// The language that was most likely meant by `id`. Another language is not a misspelling: `fr` is not `ar`.
pub(super) fn near_language<'a>(known: impl Iterator<Item = &'a str>, id: &str) -> Option<&'a str> {
    if faults(id, None, None).is_empty() { None } else { did_you_mean(id, known) }
}

/// The same diagnostic, without a place.
pub(super) fn unlisted_language<'a>(known: impl Iterator<Item = &'a str> + Clone, id: &str) -> Diagnostic {
    let diagnostic = Diagnostic::error(Code::UnknownLanguage, format!("`{id}` is not a language of this site"));
    match near_language(known.clone(), id) {
        Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
        None => {
            let known: Vec<&str> = known.collect();
            if known.is_empty() {
                return diagnostic.help(format!("add `[[languages]]` with `id = \"{id}\"` to config.toml"));
            }
            diagnostic.help(format!(
                "the languages of config.toml are {}; add `[[languages]]` with `id = \"{id}\"` to add this one",
                read::quoted(&known)
            ))
        }
    }
}

fn known_guides(sources: &SourceMap, ids: Vec<Spanned<String>>, sink: &Sink) -> Vec<Spanned<String>> {
    let known = guide_ids(sources);
    let named: Vec<String> = ids.iter().map(|id| id.value.clone()).collect();
    ids.into_iter()
        .filter(|id| {
            let there = known.contains(&id.value.as_str());
            let file = format!("content/guides/{}/guide.toml", id.value);
            if !there && !sources.is_unreadable(&file) && instead(sources, &file).is_none() {
                let diagnostic = Diagnostic::error(Code::UnknownGuide, format!("unknown guide `{}`", id.value))
                    .at(id.span, format!("no folder `{}` in content/guides", id.value));
                sink.push(match did_you_mean(&id.value, known.iter().copied()) {
                    Some(meant) => {
                        let sure = surely_meant(&id.value, known.iter().copied()) == Some(meant);
                        let certain = sure && !named.iter().any(|name| name == meant);
                        diagnostic.help(format!("did you mean `{meant}`?")).fix(
                            id.span,
                            meant,
                            Applicability::safe_if(certain),
                        )
                    }
                    None if known.is_empty() => diagnostic.help("this site has no guides yet"),
                    None => diagnostic.help(format!("the guides are {}", read::quoted(&known))),
                });
            }
            there
        })
        .collect()
}

/// The folders of content/guides, sorted.
pub fn guide_ids(sources: &SourceMap) -> Vec<&str> {
    let mut ids: Vec<&str> = sources
        .under("content/guides/")
        .filter_map(|(path, _)| path.strip_prefix("content/guides/")?.split_once('/').map(|(id, _)| id))
        .collect();
    ids.dedup();
    ids
}

fn people(fields: &Fields, sink: &Sink) -> IndexMap<String, Person> {
    let mut people = IndexMap::new();
    for (id, node) in fields.entries("people", KeyNames::Ids) {
        let what = What::new(id.value.clone(), "{ url = \"https://example.org/\" }");
        let Ok(table) = read::table(node, &what, sink) else { continue };
        let person = fields.inside(table, &PERSON);
        people.insert(id.value, Person { url: person.url("url").map(|url| url.value), span: id.span });
    }
    people
}

/// Whether `[people]` names `id`; otherwise, reports it.
pub(super) fn person_named(people: &IndexMap<String, Person>, id: &Spanned<String>, sink: &Sink) -> bool {
    if people.contains_key(&id.value) {
        return true;
    }
    let diagnostic = Diagnostic::error(Code::UnknownPerson, format!("unknown person `{}`", id.value))
        .at(id.span, "not in [people] of config.toml");
    sink.push(match did_you_mean(&id.value, people.keys().map(String::as_str)) {
        Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")).fix(id.span, meant, Applicability::Unsafe),
        None => diagnostic.help(format!(
            "add `[people.{}]` to config.toml, and the name to `[people]` of each file in content/site",
            id.value
        )),
    });
    false
}

/// `[freshness]`, of the site or of a guide.
pub(crate) fn freshness(fields: &Fields, sink: &Sink) -> Freshness {
    let days = |key: &str| fields.integer(key);
    let (warn, fail) = (days("warn_after"), days("fail_after"));
    if let (Some(warn), Some(fail)) = (&warn, &fail)
        && fail.value < warn.value
    {
        sink.push(
            Diagnostic::error(Code::OutOfRange, "`fail_after` is less than `warn_after`")
                .at(fail.span, format!("{} days", fail.value))
                .also(warn.span, format!("{} days", warn.value))
                .help(format!("set `fail_after` to more than {}", warn.value)),
        );
    }
    let narrow = |days: Option<Spanned<i64>>| days.and_then(|days| u32::try_from(days.value).ok());
    Freshness {
        warn_after: narrow(warn),
        fail_after: narrow(fail),
        require_source: fields.choice("require_source", REQUIRE_SOURCE).map_or(RequireSource::default(), |c| c.value),
        as_of: fields.date("as_of").map(|date| date.value),
    }
}

fn outputs(fields: &Fields) -> Outputs {
    let table = fields.fields("outputs", &OUTPUTS);
    let wanted = |key: &str| table.as_ref().and_then(|table| table.bool(key)).unwrap_or(true);
    Outputs { data: wanted("data"), markdown: wanted("markdown"), llms: wanted("llms") }
}

fn lints(fields: &Fields, sink: &Sink) -> IndexMap<String, Spanned<LintLevel>> {
    let codes = || Code::ALL.iter().map(|code| code.id());
    let mut lints = IndexMap::new();
    for (id, node) in fields.entries("lints", KeyNames::Any) {
        if !codes().any(|code| code == id.value) {
            let diagnostic = Diagnostic::error(Code::UnknownLint, format!("unknown code `{}` in [lints]", id.value))
                .at(id.span, "unknown code");
            sink.push(
                match did_you_mean(&id.value, Code::ALL.iter().filter(|code| code.warns()).map(|code| code.id())) {
                    Some(meant) => {
                        diagnostic.help(format!("did you mean `{meant}`?")).fix(id.span, meant, Applicability::Unsafe)
                    }
                    None => diagnostic.help("use a code as shown in messages: `MZ0218 = \"error\"`"),
                },
            );
            continue;
        }
        let Ok(level) = read::choice(node, LINT_LEVELS, &What::new(id.value.clone(), "\"warn\""), sink) else {
            continue;
        };
        if Code::ALL.iter().any(|code| code.id() == id.value && !code.warns()) {
            sink.push(
                Diagnostic::warning(Code::UnknownLint, format!("`{}` is always an error", id.value))
                    .at(id.span, "the level of an error cannot be set")
                    .help("remove the line: only the levels of warnings can be set"),
            );
            continue;
        }
        lints.insert(id.value, level);
    }
    lints
}

fn options(fields: &Fields, sink: &Sink) -> IndexMap<String, OptionSetting> {
    let option = |(id, node): (Spanned<String>, &Node)| {
        let what = What::new(id.value.clone(), "");
        let value = match &node.kind {
            NodeKind::Bool(value) => OptionValue::Bool(*value),
            NodeKind::Integer(_) => {
                OptionValue::Integer(read::integer(node, i64::MIN, i64::MAX, &what, sink).ok()?.value)
            }
            NodeKind::String(prose) => OptionValue::String(prose.text.clone()),
            NodeKind::Array(items) => {
                let strings = items.iter().map(|item| Some(read::string(item, &what, sink).ok()?.value));
                OptionValue::Strings(strings.collect::<Option<_>>()?)
            }
            _ => {
                read::wrong_type(node, "a string, an integer, true or false, or a list of strings", &what, sink);
                return None;
            }
        };
        Some((id.value, OptionSetting { key: id.span, value: Spanned::new(value, node.span) }))
    };
    fields.entries("options", KeyNames::Any).into_iter().filter_map(option).collect()
}

#[cfg(test)]
mod tests {
    use super::base_url;

    #[test]
    fn an_address_is_taken_as_it_is_written_or_not_at_all() {
        for text in ["https://example.org", "http://example.org/a/", "HTTPS://example.org/", "https://مثال.org/دليل/"]
            .into_iter()
            .chain([
                "https://example.org/a%20b/c",
                "https://example.org/~a/.well-known/",
                "https://[::1]/",
                "http://localhost:1111",
            ])
        {
            assert!(base_url(text).is_ok(), "{text}");
        }
        for (text, why) in [
            ("https:/example.org/", "two `/`"),
            ("https:example.org", "two `/`"),
            ("https://example.org/<script>/", "a URL cannot contain"),
            ("https://example.org/a b/", "a URL cannot contain"),
            (" https://example.org/", ""),
            ("https://example.org//", "`//`"),
            ("https://example.org//a//b", "`//`"),
            ("https://example.org/a//", "`//`"),
            ("https://example.org/./", "`.` or `..`"),
            ("https://example.org/A/../B", "`.` or `..`"),
            ("https://example.org/a/%2E%2e", "`.` or `..`"),
            ("https://example.org/%zz/", "two hexadecimal digits"),
            ("https://example.org/a%", "two hexadecimal digits"),
        ] {
            assert!(base_url(text).expect_err(text).contains(why), "{text}");
        }
    }
}
