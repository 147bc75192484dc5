//! `_headers`: the HTTP headers that a static host sends with each file (the format of Netlify and Cloudflare
//! Pages), and the policy that the development server sends too.

use std::collections::BTreeMap;

use super::{Artifact, Class};
use mizan_model::config::Config;
use mizan_plan::BasePath;

/// The further sources of pages, in addition to their own stylesheets, fonts and images.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Uses {
    /// Stylesheets hold images as `data:` URLs.
    pub data_images: bool,
}

/// Every header a page is served with, as name and value.
pub fn page_headers(config: &Config, uses: Uses) -> Vec<(&'static str, String)> {
    let mut headers = vec![
        (POLICY, content_security_policy(config, uses)),
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

const POLICY: &str = "Content-Security-Policy";

/// The policy of embed pages, which some sites may show in a frame. Their links lead out of that frame by
/// a `<base>`, which is the site's own.
pub fn embed_policy(config: &Config, uses: Uses) -> String {
    let own = [
        ("base-uri".to_owned(), vec!["'self'".to_owned()]),
        ("frame-ancestors".to_owned(), config.frame_ancestors.clone()),
    ];
    policy(config, uses, &own)
}

/// `_headers`, as Netlify and Cloudflare Pages read it: the policies of all pages, and how long assets are cached.
pub fn headers(config: &Config, base: &BasePath, uses: Uses) -> Artifact {
    let root = base.path();
    let mut text = String::new();
    let mut rule = |path: &str, headers: &[(&str, String)]| {
        text.push_str(&format!("{root}{path}\n"));
        if path != "*" && headers.iter().any(|(name, _)| *name == POLICY) {
            text.push_str(&format!("  ! {POLICY}\n"));
        }
        for (name, value) in headers {
            text.push_str(&format!("  {name}: {value}\n"));
        }
    };
    rule("*", &page_headers(config, uses));
    rule("assets/*", &[("Cache-Control", "public, max-age=31536000, immutable".to_owned())]);
    // Both hosts take one `*` a path, at its end, and a placeholder for each other part.
    let typed = |mime: &str| ("Content-Type", format!("{mime}; charset=utf-8"));
    let roots: &[&str] = if config.default_at_root { &["", ":lang/"] } else { &[":lang/"] };
    if config.outputs.data {
        roots.iter().for_each(|root| rule(&format!("{root}:guide/data.csv"), &[typed("text/csv")]));
    }
    roots.iter().for_each(|root| rule(&format!("{root}feed.xml"), &[typed("application/atom+xml")]));
    if config.outputs.markdown {
        // A search engine has no use for what has the same content as the page; a reader's tools have.
        let copy = [typed("text/markdown"), ("X-Robots-Tag", "noindex".to_owned())];
        // Home, a guide or page, and what is below those: /ar/, /ar/guide/, /ar/guide/tier/.
        let depths = [":lang/index.md", ":lang/:page/index.md", ":lang/:page/:part/index.md"];
        let at_root = config.default_at_root.then_some("index.md");
        at_root.into_iter().chain(depths).for_each(|path| rule(path, &copy));
    }
    if config.outputs.llms {
        ["llms.txt", ":lang/llms.txt"].into_iter().for_each(|path| rule(path, &[typed("text/plain")]));
    }
    if !config.frame_ancestors.is_empty() {
        // Of a header that two rules give, one host sends the later; the other sends both, unless the later
        // rule takes the first away with `!`, a line that the former skips.
        let policy = [(POLICY, embed_policy(config, uses))];
        for root in roots {
            rule(&format!("{root}:guide/embed/"), &policy);
        }
    }
    Artifact::new(Class::Index, "_headers", text)
}

/// Content Security Policy 3: nothing but what is used, and what the site adds.
pub fn content_security_policy(config: &Config, uses: Uses) -> String {
    policy(config, uses, &[])
}

/// With what a kind of page adds of its own.
fn policy(config: &Config, uses: Uses, own: &[(String, Vec<String>)]) -> String {
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
    let added: BTreeMap<String, Vec<String>> = config
        .csp
        .iter()
        .chain(own.iter().map(|(directive, sources)| (directive, sources)))
        .fold(BTreeMap::new(), |mut added, (directive, sources)| {
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

/// What would end a directive or a header is percent-encoded, as section 2.3.1 requires.
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
    fn only_embed_pages_may_be_framed_and_only_by_those_who_are_named() {
        let (mut site, plan) = fixture::site();
        site.config.frame_ancestors = vec!["https://news.example".to_owned(), "'self'".to_owned()];
        let text = fixture::text(&headers(&site.config, &plan.base, Uses::default()));
        let (pages, embed) =
            text.split_once("/guides/:lang/:guide/embed/\n  ! Content-Security-Policy\n").expect("a rule");
        assert!(pages.contains("base-uri 'none';") && pages.contains("; frame-ancestors 'none';"), "{pages}");
        assert!(embed.starts_with("  Content-Security-Policy: default-src 'none'; base-uri 'self';"), "{embed}");
        assert!(embed.contains("; frame-ancestors https://news.example 'self';"), "{embed}");
    }

    #[test]
    fn what_is_not_made_has_no_rule() {
        let (mut site, plan) = fixture::site();
        site.config.outputs = mizan_model::config::Outputs { data: false, markdown: false, llms: false };
        let text = fixture::text(&headers(&site.config, &plan.base, Uses::default()));
        assert!(!["csv", "index.md", "llms.txt", "embed"].iter().any(|name| text.contains(name)), "{text}");
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
