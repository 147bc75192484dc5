//! Scripts and styles in the templates for the ends of `head` and `body` that the site's own policy blocks.

use crate::lint::{Check, FileInput, LintRule};
use mizan_model::config::Config;
use mizan_source::Span;
use mizan_source::diagnostics::{Code, Diagnostics};

#[doc = include_str!("../../../../docs/diagnostics/MZ0735.md")]
pub(super) struct BlockedScript;

impl LintRule for BlockedScript {
    const CODE: Code = Code::BlockedScript;
    const CHECK: Check = Check::File(check);
    const BEFORE_PUBLISHING: bool = true;
}

/// Types of scripts that run, or that browsers otherwise act upon; data such as JSON-LD is never blocked.
const RUN: &[&str] =
    &["", "module", "text/javascript", "application/javascript", "importmap", "speculationrules", "text/ecmascript"];

fn check(FileInput { config, path, file, text, .. }: &FileInput<'_>) -> Diagnostics {
    let mut found = Diagnostics::default();
    if !path.ends_with("/head_end.html") && !path.ends_with("/body_end.html") {
        return found;
    }
    let text = without_comments(text);
    for (at, tag) in tags(&text) {
        let directive = if tag.starts_with("<style") { "style-src" } else { "script-src" };
        let kind = attribute(tag, "type").unwrap_or_default().to_ascii_lowercase();
        if directive == "script-src" && !RUN.contains(&kind.as_str()) {
            continue;
        }
        let source = match attribute(tag, "src").filter(|_| directive == "script-src") {
            Some(address) => origin(config, address),
            None => Source::Inline,
        };
        if is_allowed(config, directive, &source) {
            continue;
        }
        let (what, label) = match (&source, directive) {
            (Source::Inline, "style-src") => ("an inline style", "browsers would ignore it".to_owned()),
            (Source::Inline, _) => ("an inline script", "browsers would not run it".to_owned()),
            (Source::Own, _) => ("a script of the site", "browsers would not load it".to_owned()),
            (Source::Other(host), _) => ("a script of another site", format!("browsers would not load it from {host}")),
        };
        let diagnostic =
            BlockedScript::warning(format!("the Content-Security-Policy of the site blocks {what} in `{path}`"))
                .at(Span::new(*file, at..at + tag.len()), label);
        let add = |source: &str| match config.csp.get(directive) {
            Some(_) => format!("add `\"{source}\"` to `{directive}` under [csp] in config.toml"),
            None => format!("add to config.toml, under [csp]: `{directive} = [\"{source}\"]`"),
        };
        found.push(match &source {
            Source::Own => diagnostic.help(add("'self'")),
            Source::Other(origin) => diagnostic.help(add(origin)),
            Source::Inline if directive == "style-src" => {
                diagnostic.help("move it to a stylesheet of the theme, which `stylesheets` in theme.toml lists")
            }
            Source::Inline => diagnostic
                .help("move it to a file in the theme's `static/`, and load it with `<script src=\"{{ asset(path=\"NAME.js\") }}\" defer></script>`")
                .help(add("'self'")),
        });
    }
    found
}

enum Source {
    Inline,
    /// From the site itself.
    Own,
    /// The origin: `https://scripts.example`.
    Other(String),
}

fn origin(config: &Config, address: &str) -> Source {
    let address = address.trim();
    // What a template computes is a file of the theme.
    let absolute = if address.starts_with("//") { format!("https:{address}") } else { address.to_owned() };
    match url::Url::parse(&absolute) {
        Ok(url) if url.origin() != config.base_url.origin() => Source::Other(url.origin().ascii_serialization()),
        _ => Source::Own,
    }
}

/// Whether `[csp]` allows it. What it names in ways that are not read here counts as allowed.
fn is_allowed(config: &Config, directive: &str, source: &Source) -> bool {
    let listed = |name: &str| config.csp.get(name).map(Vec::as_slice).unwrap_or_default();
    let elements = format!("{directive}-elem");
    // The more particular directive replaces the others.
    let sources = match (config.csp.contains_key(&elements), config.csp.contains_key(directive)) {
        (true, _) => listed(&elements),
        (false, true) => listed(directive),
        (false, false) if directive == "style-src" => &[],
        (false, false) => listed("default-src"),
    };
    sources.iter().map(|source| source.to_ascii_lowercase()).any(|allowed| match source {
        Source::Inline => allowed == "'unsafe-inline'" || allowed.starts_with("'sha") || allowed.starts_with("'nonce-"),
        Source::Own => allowed == "'self'" || allowed == "*" || allowed == "https:" || allowed == "'strict-dynamic'",
        Source::Other(origin) => {
            let host = origin.split("://").nth(1).unwrap_or(origin);
            let named = allowed.split("://").last().unwrap_or(&allowed);
            let named = named.split('/').next().unwrap_or(named);
            allowed == "*"
                || allowed == "'strict-dynamic'"
                || origin.starts_with(&allowed) && allowed.ends_with(':')
                || named == host
                || named.strip_prefix('*').is_some_and(|end| end.starts_with('.') && host.ends_with(end))
        }
    })
}

/// The text with blanks in place of `{# … #}` and `<!-- … -->`.
fn without_comments(text: &str) -> String {
    let mut left = text.as_bytes().to_vec();
    for (open, close) in [("{#", "#}"), ("<!--", "-->")] {
        let mut at = 0;
        while let Some(start) = text[at..].find(open).map(|start| at + start) {
            let end = text[start..].find(close).map_or(text.len(), |end| start + end + close.len());
            left[start..end].iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
            at = end;
        }
    }
    String::from_utf8(left).unwrap_or_default()
}

/// The start tags of scripts and styles, each with its place.
fn tags(text: &str) -> Vec<(usize, &str)> {
    let lower = text.to_ascii_lowercase();
    let mut found = Vec::new();
    for name in ["script", "style"] {
        let open = format!("<{name}");
        let mut at = 0;
        while let Some(start) = lower[at..].find(&open).map(|start| at + start) {
            at = start + open.len();
            if !lower[at..].starts_with(|c: char| c == '>' || c.is_ascii_whitespace()) {
                continue;
            }
            // A tag that is not closed extends to the end of the file.
            let Some(end) = end_of_tag(&lower[start..]) else { break };
            found.push((start, &text[start..start + end]));
            // What is inside is not markup.
            let close = format!("</{name}");
            at = lower[start + end..].find(&close).map_or(text.len(), |close| start + end + close);
        }
    }
    found.sort_by_key(|(at, _)| *at);
    found
}

/// Where a tag ends: at a `>` outside of quotation marks and `{{ }}`.
fn end_of_tag(tag: &str) -> Option<usize> {
    let mut quote = None;
    let mut braces = 0_usize;
    for (at, c) in tag.char_indices() {
        match c {
            '{' => braces += 1,
            '}' => braces = braces.saturating_sub(1),
            _ if braces > 0 => {}
            '"' | '\'' if quote == Some(c) => quote = None,
            '"' | '\'' if quote.is_none() => quote = Some(c),
            '>' if quote.is_none() => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// The value of an attribute of a tag.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let lower = tag.to_ascii_lowercase();
    let is_before = |at: usize| lower[..at].ends_with(|c: char| c.is_ascii_whitespace() || matches!(c, '"' | '\''));
    let start = lower
        .match_indices(name)
        .map(|(at, _)| at)
        .find(|at| is_before(*at) && lower[at + name.len()..].trim_start().starts_with('='))?;
    let value = tag[start + name.len()..].trim_start().strip_prefix('=')?.trim_start();
    match value.chars().next()? {
        // A template can have quotation marks of its own within.
        quote @ ('"' | '\'') if !value[1..].starts_with("{{") => value[1..].split(quote).next(),
        '"' | '\'' => Some(&value[1..]),
        _ => value.split(|c: char| c.is_ascii_whitespace() || c == '>').next(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_their_attributes_are_read_as_browsers_read_them() {
        let text = "<p>a</p><SCRIPT async\n src='https://a.example/x.js'></SCRIPT><script>\"<script>\"</script>\
                    <style>p{}</style><scripted><script src=\"{{ asset(path=\"a>b.js\") }}\" defer></script>";
        let found = tags(text);
        assert_eq!(found.len(), 4, "{found:?}");
        let sources: Vec<_> = found.iter().map(|(_, tag)| attribute(tag, "src")).collect();
        assert_eq!(sources[0], Some("https://a.example/x.js"));
        assert_eq!(&sources[1..3], [None, None]);
        assert!(sources[3].is_some_and(|source| source.starts_with("{{ asset")));
        assert_eq!(attribute("<script data-src=x>", "src"), None);
        assert_eq!(attribute("<script type=module>", "type"), Some("module"));
    }

    #[test]
    fn comments_have_no_tags() {
        assert!(tags(&without_comments("{# <script> #}<!-- <style> -->")).is_empty());
        assert_eq!(without_comments("a{# é"), "a     ");
    }

    #[test]
    fn what_csp_allows_is_read_as_browsers_read_it() {
        let allows = |directive: &str, listed: &[&str], source: Source| {
            let mut config = mizan_testkit::config("https://guides.example/");
            config.csp.insert(directive.to_owned(), listed.iter().map(|one| (*one).to_owned()).collect());
            is_allowed(&config, "script-src", &source)
        };
        let other = || Source::Other("https://www.a.example".to_owned());
        for listed in
            ["https://www.a.example", "www.a.example", "*.a.example", "https:", "*", "https://www.a.example/js/"]
        {
            assert!(allows("script-src", &[listed], other()), "{listed}");
        }
        for listed in ["https://b.example", "'self'", "http:", "*.b.example"] {
            assert!(!allows("script-src", &[listed], other()), "{listed}");
        }
        assert!(allows("script-src-elem", &["'self'"], Source::Own) && allows("default-src", &["'self'"], Source::Own));
        assert!(!allows("img-src", &["'self'"], Source::Own));
        assert!(allows("script-src", &["'unsafe-inline'"], Source::Inline));
        assert!(!allows("script-src", &["'self'"], Source::Inline));
    }
}
