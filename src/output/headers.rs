//! `_headers`: what a static host is to say with each file (the format of Netlify and Cloudflare
//! Pages), and the policy that the development server says too.

use std::collections::BTreeMap;

use super::{Artifact, Class};
use crate::config::Config;
use crate::plan::BasePath;

/// What pages use beyond their own stylesheets, fonts and pictures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Uses {
    /// Stylesheets hold pictures as `data:` URLs.
    pub data_images: bool,
}

/// Every header a page is served with, as name and value.
pub fn page_headers(config: &Config, uses: Uses) -> Vec<(&'static str, String)> {
    let mut headers = vec![
        ("Content-Security-Policy", content_security_policy(config, uses)),
        ("Cross-Origin-Opener-Policy", "same-origin".to_owned()),
        (
            "Permissions-Policy",
            ["camera", "geolocation", "microphone", "payment", "usb"].map(|feature| format!("{feature}=()")).join(", "),
        ),
        ("Referrer-Policy", "strict-origin-when-cross-origin".to_owned()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
    ];
    if config.base_url.scheme() == "https" {
        headers.push(("Strict-Transport-Security", "max-age=31536000".to_owned()));
    }
    headers
}

pub fn headers(config: &Config, base: &BasePath, uses: Uses) -> Artifact {
    let root = base.path();
    let mut text = String::new();
    let mut rule = |path: &str, headers: &[(&str, String)]| {
        text.push_str(&format!("{root}{path}\n"));
        for (name, value) in headers {
            text.push_str(&format!("  {name}: {value}\n"));
        }
    };
    rule("*", &page_headers(config, uses));
    rule("assets/*", &[("Cache-Control", "public, max-age=31536000, immutable".to_owned())]);
    // Both hosts take one `*` a path, at its end, and a placeholder for each other part.
    let csv = || [("Content-Type", "text/csv; charset=utf-8".to_owned())];
    let atom = || [("Content-Type", "application/atom+xml; charset=utf-8".to_owned())];
    if config.default_at_root {
        rule(":guide/data.csv", &csv());
        rule("feed.xml", &atom());
    }
    rule(":lang/:guide/data.csv", &csv());
    rule(":lang/feed.xml", &atom());
    Artifact::new(Class::Index, "_headers", text)
}

/// Content Security Policy 3: nothing but what is used, and what the site adds.
pub fn content_security_policy(config: &Config, uses: Uses) -> String {
    let mut policy: Vec<(String, Vec<String>)> = [
        ("default-src", "'none'"),
        ("base-uri", "'none'"),
        ("connect-src", "'self'"),
        ("font-src", "'self'"),
        ("form-action", "'none'"),
        ("frame-ancestors", "'none'"),
        ("img-src", if uses.data_images { "'self' data:" } else { "'self'" }),
        ("style-src", "'self'"),
    ]
    .into_iter()
    .map(|(directive, sources)| (directive.to_owned(), sources.split(' ').map(str::to_owned).collect()))
    .collect();
    let added: BTreeMap<String, Vec<String>> =
        config.csp.iter().fold(BTreeMap::new(), |mut added, (directive, sources)| {
            let sources = sources.iter().flat_map(|source| source.split_whitespace()).map(encoded);
            added.entry(encoded(directive.trim()).to_ascii_lowercase()).or_default().extend(sources);
            added
        });
    for (directive, sources) in added {
        let place = policy.iter().position(|(known, _)| *known == directive).unwrap_or_else(|| {
            // A directive of its own takes the place of default-src, whose 'none' goes with it.
            policy.push((directive, Vec::new()));
            policy.len() - 1
        });
        let said = &mut policy[place].1;
        for source in sources {
            if said.iter().all(|known| known == "'none'") {
                said.clear();
            }
            if !said.contains(&source) {
                said.push(source);
            }
        }
    }
    let directive = |(name, sources): (String, Vec<String>)| [vec![name], sources].concat().join(" ");
    policy.into_iter().map(directive).collect::<Vec<_>>().join("; ")
}

/// What would end a directive or a header is percent-encoded, as section 2.3.1 asks.
fn encoded(source: &str) -> String {
    const SET: &percent_encoding::AsciiSet = &percent_encoding::CONTROLS.add(b';').add(b',').add(b' ');
    percent_encoding::utf8_percent_encode(source, SET).to_string()
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    #[test]
    fn only_what_is_used_is_allowed() {
        let (site, plan) = fixture::site();
        insta::assert_snapshot!(fixture::text(&headers(&site.config, &plan.base, Uses::default())));
    }

    #[test]
    fn a_site_adds_and_cannot_break_out() {
        let (mut site, _) = fixture::site();
        let mut add = |directive: &str, sources: &[&str]| {
            site.config.csp.insert(directive.to_owned(), sources.iter().map(|s| (*s).to_owned()).collect());
        };
        add("script-src", &["https://stats.example.org", "'self'"]);
        add("form-action", &["'self'"]);
        add("IMG-SRC", &["https://a.example https://b.example"]);
        add("style-src", &["x; script-src *\r\nSet-Cookie: a=b"]);
        let policy = content_security_policy(&site.config, Uses { data_images: true });
        assert!(policy.contains("; script-src https://stats.example.org 'self'"), "{policy}");
        assert!(policy.contains("; form-action 'self';"), "{policy}");
        assert!(policy.contains("; img-src 'self' data: https://a.example https://b.example;"), "{policy}");
        assert!(policy.contains("style-src 'self' x%3B script-src * Set-Cookie: a=b"), "{policy}");
        assert!(!policy.contains(['\r', '\n']));
        assert_eq!(policy.matches("script-src ").count(), 2);
    }

    #[test]
    fn http_gets_no_hsts_and_the_root_language_its_own_paths() {
        let (mut site, plan) = fixture::site_at("http://localhost/");
        site.config.default_at_root = true;
        let text = fixture::text(&headers(&site.config, &plan.base, Uses::default()));
        assert!(!text.contains("Strict-Transport"));
        assert!(text.contains("\n/feed.xml\n") && text.contains("\n/:guide/data.csv\n"), "{text}");
    }
}
