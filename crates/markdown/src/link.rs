//! Targets of links, and bare URLs in a text.

use super::{Env, escape, plain_isolated};
use mizan_model::value::outside_address;

/// The target of a link or image.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Target<'a> {
    /// A content path, and what follows `#`.
    Content(&'a str, Option<&'a str>),
    /// A place on this page.
    Fragment(&'a str),
    /// `http`, `https`, `mailto` or `tel`, as it is to be written.
    Outside(String),
    /// A path that does not begin at the content's root.
    Relative(&'a str),
    /// Refused, with the reason.
    Refused(String),
}

pub(super) fn target(url: &str) -> Target<'_> {
    if let Some(fragment) = url.strip_prefix('#') {
        return Target::Fragment(fragment);
    }
    if url.starts_with("//") || url.starts_with("\\\\") || url.starts_with("/\\") {
        return Target::Refused("it has a host but no `https:`".to_owned());
    }
    if url.starts_with('/') {
        return match url.split_once('#') {
            Some((path, fragment)) => Target::Content(path, Some(fragment)),
            None => Target::Content(url, None),
        };
    }
    let Some(scheme) = scheme(url) else { return Target::Relative(url) };
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" | "mailto" | "tel" => match outside_address(url) {
            Ok(url) => Target::Outside(url),
            Err(reason) => Target::Refused(reason),
        },
        scheme => Target::Refused(format!("the scheme `{scheme}:` is not allowed")),
    }
}

/// RFC 3986, section 3.1. White space and control characters before or in it are what browsers drop,
/// so they hide none here.
fn scheme(url: &str) -> Option<String> {
    let mut scheme = String::new();
    for c in url.chars().filter(|c| !c.is_whitespace() && !c.is_control()) {
        match c {
            ':' if !scheme.is_empty() => return Some(scheme),
            'a'..='z' | 'A'..='Z' => scheme.push(c),
            '0'..='9' | '+' | '-' | '.' if !scheme.is_empty() => scheme.push(c),
            _ => return None,
        }
    }
    None
}

/// `<a …>`. A link to another site is marked with `rel`, for themes and for readers' tools.
pub(super) fn start_tag(href: &str, title: &str, env: &Env) -> String {
    let mut out = String::with_capacity(href.len() + 32);
    out.push_str("<a href=\"");
    escape::attribute(&mut out, href);
    out.push('"');
    if href.starts_with("http://") || href.starts_with("https://") {
        out.push_str(" rel=\"external\"");
    }
    if !title.is_empty() {
        out.push_str(" title=\"");
        escape::attribute(&mut out, &plain_isolated(title, env));
        out.push('"');
    }
    out.push('>');
    out
}

/// The first `http:` or `https:` bare URL in `text`: its range, without the sentence's
/// punctuation after it.
pub(super) fn bare_address(text: &str) -> Option<std::ops::Range<usize>> {
    let mut from = 0;
    while let Some(found) = text[from..].find("http") {
        let start = from + found;
        from = start + 4;
        let rest = &text[start..];
        let Some(host) = rest.strip_prefix("https://").or_else(|| rest.strip_prefix("http://")) else { continue };
        if text[..start].chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric()) {
            continue;
        }
        let scheme = rest.len() - host.len();
        let length = host
            .find(|c: char| {
                c.is_whitespace()
                    || c.is_control()
                    || matches!(c, '<' | '>' | '"' | '`' | '{' | '}' | '|' | '\\' | '^')
                    || (!c.is_ascii() && !c.is_alphanumeric())
            })
            .unwrap_or(host.len());
        let mut address = &rest[..scheme + length];
        let mut unbalanced = address.matches(')').count().saturating_sub(address.matches('(').count());
        while let Some(last) = address.chars().next_back() {
            match last {
                ')' if unbalanced == 0 => break,
                ')' => unbalanced -= 1,
                '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '~' | '[' | ']' | '(' => {}
                _ => break,
            }
            address = &address[..address.len() - last.len_utf8()];
        }
        if address.len() > scheme {
            return Some(start..start + address.len());
        }
    }
    None
}
