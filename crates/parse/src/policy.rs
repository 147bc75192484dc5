//! The Content-Security-Policy in config.toml: `[csp]` and `[embed]`.

use indexmap::IndexMap;

use super::config::EMBED;
use super::fields::Fields;
use super::node::Node;
use super::read::{self, What};
use crate::KeyNames;
use mizan_source::Spanned;
use mizan_source::diagnostics::{Applicability, Code, Diagnostic, Sink, did_you_mean, surely_meant};

/// Directives of the Content Security Policy, level 3, to which a site may add sources.
pub(crate) const DIRECTIVES: &[&str] = &[
    "default-src",
    "script-src",
    "script-src-elem",
    "script-src-attr",
    "style-src",
    "style-src-elem",
    "style-src-attr",
    "img-src",
    "font-src",
    "connect-src",
    "media-src",
    "object-src",
    "child-src",
    "frame-src",
    "worker-src",
    "manifest-src",
    "base-uri",
    "form-action",
];

/// Keywords that are sources, in single quotation marks (Content Security Policy 3, section 2.3.1).
const KEYWORDS: &[&str] = &[
    "self",
    "none",
    "unsafe-inline",
    "unsafe-eval",
    "unsafe-hashes",
    "wasm-unsafe-eval",
    "strict-dynamic",
    "report-sample",
    "inline-speculation-rules",
    "trusted-types-eval",
];

/// The beginnings of sources that are also in single quotation marks.
const QUOTED: &[&str] = &["nonce-", "sha256-", "sha384-", "sha512-"];

/// Directives that name sources before a site adds any: a `'none'` in addition to those has no effect.
const NAMED: &[&str] = &["connect-src", "font-src", "img-src", "style-src"];

/// A header's value: these would end the directive or the header.
fn ends_a_directive(source: &str) -> bool {
    source.chars().any(|c| matches!(c, ';' | ',') || !c.is_ascii_graphic())
}

/// Why browsers would not accept a source of a directive, with the fix.
fn misfit(directive: &str, source: &str, alone: bool) -> Option<(String, String)> {
    let lower = source.to_ascii_lowercase();
    let bare = lower.trim_matches('\'');
    let quoted = source.len() > 1 && source.starts_with('\'') && source.ends_with('\'');
    let known = KEYWORDS.contains(&bare) || QUOTED.iter().any(|start| bare.starts_with(start));
    if ends_a_directive(source) {
        let help =
            "write one source per item, without spaces, `,` and `;`: `[\"https://a.example\", \"https://b.example\"]`";
        return Some((format!("`{source}` is not a valid source in [csp]"), help.to_owned()));
    }
    if known && !quoted {
        let meant = source.trim_matches('\'');
        let why = "without single quotation marks, browsers read it as a host name";
        return Some((format!("`{source}` is not a valid source in [csp]: {why}"), format!("write `\"'{meant}'\"`")));
    }
    if !known && source.contains('\'') {
        let message = format!("`{source}` is not a valid source in [csp]: unknown keyword");
        return Some((
            message,
            match did_you_mean(bare, KEYWORDS.iter().copied()) {
                Some(meant) => format!("did you mean `\"'{meant}'\"`?"),
                None => "write a URL without single quotation marks: `\"https://example.org\"`".to_owned(),
            },
        ));
    }
    if !known && let Some((why, instead)) = source_fault(source) {
        let message = format!("`{source}` is not a valid source in [csp]: {why}");
        let help = match instead {
            Some(instead) => format!("write `\"{instead}\"`"),
            None => "write a site, `\"https://example.org\"`, or a scheme with a colon, `\"data:\"`".to_owned(),
        };
        return Some((message, help));
    }
    (bare == "none" && (!alone || NAMED.contains(&directive))).then(|| {
        (
            "`'none'` has no effect together with other sources".to_owned(),
            format!(
                "[csp] adds to the sources that pages need; remove `'none'`, and `{directive}` too if nothing is left"
            ),
        )
    })
}

/// Schemes from which no directive loads anything.
const WITHOUT_EFFECT: &[&str] = &["javascript", "vbscript", "mailto", "tel", "about", "view-source"];

/// Schemes that are sources by themselves, with a colon.
const SCHEMES: &[&str] = &["http", "https", "ws", "wss", "data", "blob", "filesystem", "mediastream"];

/// Why a source is neither a scheme nor a host (Content Security Policy 3, section 2.3.1), and what was most likely
/// meant. Browsers ignore such a source, and only say so in their console.
fn source_fault(source: &str) -> Option<(&'static str, Option<String>)> {
    let lower = source.to_ascii_lowercase();
    if let Some(scheme) = lower.strip_suffix(':') {
        return if WITHOUT_EFFECT.contains(&scheme) {
            Some(("nothing is loaded from this scheme", None))
        } else if is_scheme(scheme) {
            None
        } else {
            Some(("it is not a scheme", None))
        };
    }
    if SCHEMES.contains(&lower.as_str()) {
        return Some(("without a colon, browsers read it as a host name", Some(format!("{lower}:"))));
    }
    if source.starts_with("//") {
        return Some(("it has a host but no scheme", Some(format!("https:{source}"))));
    }
    let rest = match source.split_once("://") {
        Some((scheme, _)) if !is_scheme(scheme) => return Some(("it is not a URL", None)),
        Some((_, rest)) => rest,
        None => source,
    };
    let (origin, path) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
    if origin.contains('@') {
        return Some(("it contains a user name or password", None));
    }
    let is_any =
        |host: &str| host == "*" || host.strip_prefix("*:").is_some_and(|port| is_origin(&format!("a:{port}")));
    if !is_any(origin) && !is_origin(origin) {
        return Some(("it has no valid host", None));
    }
    let query = path.find(['?', '#'])?;
    Some((
        "browsers ignore the part that begins with `?` or `#`",
        Some(source[..source.len() - path.len() + query].into()),
    ))
}

/// RFC 3986, section 3.1.
fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
}

/// `[csp]`: directive → sources.
pub(crate) fn csp(fields: &Fields, sink: &Sink) -> IndexMap<String, Vec<String>> {
    let mut csp = IndexMap::new();
    for (directive, node) in fields.entries("csp", KeyNames::Any) {
        if !DIRECTIVES.contains(&directive.value.as_str()) {
            let diagnostic =
                Diagnostic::error(Code::UnknownKey, format!("[csp] cannot add to the directive `{}`", directive.value))
                    .at(directive.span, "unsupported directive");
            if directive.value == "frame-ancestors" {
                sink.push(diagnostic.help(
                    "list sites that may show the table in a frame under [embed]: `frame_ancestors = [\"https://example.org\"]`; \
                     no other page can be shown in one",
                ));
                continue;
            }
            sink.push(match did_you_mean(&directive.value, DIRECTIVES.iter().copied()) {
                Some(meant) => {
                    let certain = surely_meant(&directive.value, DIRECTIVES.iter().copied()) == Some(meant)
                        && fields
                            .table()
                            .get("csp")
                            .and_then(Node::as_table)
                            .is_some_and(|csp| csp.get(meant).is_none());
                    diagnostic.help(format!("did you mean `{meant}`?")).fix(
                        directive.span,
                        meant,
                        Applicability::safe_if(certain),
                    )
                }
                None => diagnostic.help(format!("the directives are {}", read::quoted(DIRECTIVES))),
            });
            continue;
        }
        let what = What::new(directive.value.clone(), "[\"https://stats.example.org\"]");
        let Ok(items) = read::list(node, &what, sink) else { continue };
        let alone = items.len() == 1;
        let mut sources = Vec::new();
        for item in items {
            let Ok(source) = read::string(item, &what.item(), sink) else { continue };
            if let Some((message, help)) = misfit(&directive.value, &source.value, alone) {
                let label = format!("`{}`", source.value);
                sink.push(Diagnostic::error(Code::BadUrl, message).at(source.span, label).help(help));
                continue;
            }
            sources.push(source.value);
        }
        csp.insert(directive.value, sources);
    }
    csp
}

/// `[embed]`: who may frame the embed pages (Content Security Policy 3, section 6.4.2.1).
pub(crate) fn frame_ancestors(fields: &Fields, sink: &Sink) -> Vec<String> {
    let Some(embed) = fields.fields("embed", &EMBED) else { return Vec::new() };
    let mut ancestors: Vec<String> = Vec::new();
    for source in embed.strings("frame_ancestors") {
        match ancestor(&source.value) {
            Ok(()) if ancestors.contains(&source.value) => {}
            Ok(()) => ancestors.push(source.value),
            Err(wrong) => sink.push(wrong.describe(&source)),
        }
    }
    ancestors
}

/// Why a source is not valid, and what was most likely meant.
struct Wrong {
    why: &'static str,
    instead: Option<String>,
}

impl Wrong {
    fn describe(self, source: &Spanned<String>) -> Diagnostic {
        let message = format!("`{}` is not a valid site for `frame_ancestors`: {}", source.value, self.why);
        let diagnostic = Diagnostic::error(Code::BadUrl, message).at(source.span, format!("`{}`", source.value));
        match self.instead {
            Some(instead) => diagnostic.help(format!("write `\"{instead}\"`")),
            None => diagnostic.help(
                "write a site's URL without a path, `\"https://example.org\"`, or `\"https://*.example.org\"` for all \
                 below it, `\"'self'\"` for this site, `\"*\"` for every site",
            ),
        }
    }
}

fn ancestor(source: &str) -> Result<(), Wrong> {
    let wrong = |why, instead: Option<String>| Err(Wrong { why, instead });
    let bare = source.trim_matches('\'');
    match bare {
        "self" if source != "'self'" => {
            return wrong("the keyword needs single quotation marks", Some("'self'".into()));
        }
        "self" | "*" => return Ok(()),
        "none" => return wrong("to allow no site, remove the key", None),
        _ => {}
    }
    if ends_a_directive(source) || source.contains('\'') {
        return wrong("it contains characters that a URL cannot contain; write one site per item", None);
    }
    let Some((scheme, rest)) = source.split_once("://") else {
        let whole = format!("https://{source}");
        let host = is_origin(source).then_some(whole);
        return wrong("it does not begin with https://", host);
    };
    if !matches!(scheme, "https" | "http") {
        return wrong("it does not begin with https://", None);
    }
    match rest.split_once(['/', '?', '#']) {
        None if is_origin(rest) => Ok(()),
        Some((host, _)) if is_origin(host) => wrong(
            "only a whole site can be allowed, so there must be no path after the host",
            Some(format!("{scheme}://{host}")),
        ),
        _ => wrong("it has no host", None),
    }
}

/// A host with an optional port; its first label may be `*`.
fn is_origin(text: &str) -> bool {
    let (host, port) = text.split_once(':').map_or((text, None), |(host, port)| (host, Some(port)));
    let label =
        |label: &str| !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    let host = host.strip_prefix("*.").unwrap_or(host);
    host.split('.').all(label)
        && port.is_none_or(|port| port == "*" || (!port.is_empty() && port.bytes().all(|b| b.is_ascii_digit())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_that_browsers_take() {
        for (directive, source) in [
            ("script-src", "https://stats.example.org"),
            ("script-src", "'self'"),
            ("script-src", "'SELF'"),
            ("script-src", "'sha256-abc='"),
            ("script-src", "'none'"),
            ("base-uri", "'none'"),
            ("img-src", "data:"),
            ("img-src", "*"),
            ("img-src", "self.example.org"),
            ("img-src", "https:"),
            ("worker-src", "blob:"),
            ("connect-src", "wss://live.example.org"),
            ("script-src", "https://*.example.org"),
            ("script-src", "https://example.org:*/a/b.js"),
            ("script-src", "http://localhost:8000"),
            ("script-src", "*:8000"),
            ("script-src", "cdn.example.org/lib/"),
        ] {
            assert_eq!(misfit(directive, source, true), None, "{directive} {source}");
        }
        for (directive, source, help) in [
            ("script-src", "self", "write `\"'self'\"`"),
            ("script-src", "unsafe-inline", "write `\"'unsafe-inline'\"`"),
            ("base-uri", "none", "write `\"'none'\"`"),
            ("script-src", "'self", "write `\"'self'\"`"),
            ("script-src", "sha256-aBc=", "write `\"'sha256-aBc='\"`"),
            ("script-src", "'sefl'", "did you mean `\"'self'\"`?"),
            ("img-src", "'https://example.org'", "without single quotation marks"),
            ("img-src", "'none'", "remove `'none'`"),
            ("img-src", "https://a.example https://b.example", "one source per item"),
            ("script-src", "javascript:", "write a site"),
            ("script-src", "//cdn.example.org", "write `\"https://cdn.example.org\"`"),
            ("img-src", "data", "write `\"data:\"`"),
            ("script-src", "https://", "write a site"),
            ("script-src", "https:///x", "write a site"),
            ("script-src", "https://[::1]", "write a site"),
            ("script-src", "https://user:pw@example.org", "write a site"),
            ("script-src", "https://a.*.example", "write a site"),
            ("script-src", "https://example.org:port", "write a site"),
            ("script-src", "https://example.org/a.js?x=1", "write `\"https://example.org/a.js\"`"),
            ("script-src", "1:", "write a site"),
        ] {
            let (_, said) = misfit(directive, source, true).expect(source);
            assert!(said.contains(help), "{source}: {said}");
        }
        assert!(misfit("script-src", "'none'", false).is_some());
    }

    #[test]
    fn sites_that_may_frame() {
        for source in
            ["https://example.org", "http://localhost:8000", "https://*.example.org", "'self'", "*", "https://[a]"]
        {
            assert_eq!(ancestor(source).is_ok(), source != "https://[a]", "{source}");
        }
        let instead = |source: &str| ancestor(source).err().map(|wrong| wrong.instead.unwrap_or_default());
        assert_eq!(instead("self").as_deref(), Some("'self'"));
        assert_eq!(instead("example.org").as_deref(), Some("https://example.org"));
        assert_eq!(instead("https://example.org/path").as_deref(), Some("https://example.org"));
        for source in
            ["'none'", "https://a b", "https://a;b", "", "ftp://example.org", "https://", "https:///x", "مثال.org"]
        {
            assert_eq!(instead(source).as_deref(), Some(""), "{source}");
        }
    }
}
