//! robots.txt (RFC 9309): allows everything, and refers to the sitemap.

use super::{Artifact, Class};
use mizan_plan::{Plan, Route};

/// robots.txt at the root of the output; it names the sitemap.
pub fn robots(plan: &Plan) -> Artifact {
    let mut text = String::new();
    if plan.base.path() != "/" {
        text.push_str("# Robots read this file at the root of a host only. This site lies below it: copy the line\n");
        text.push_str("# that names the sitemap into the host's own robots.txt.\n");
    }
    text.push_str("User-agent: *\nAllow: /\n\n");
    text.push_str(&format!("Sitemap: {}\n", plan.base.absolute(&Route::root().file("sitemap.xml"))));
    Artifact::new(Class::Index, "robots.txt", text)
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    #[test]
    fn it_names_the_sitemap() {
        let (_, plan) = fixture::site();
        insta::assert_snapshot!(fixture::text(&robots(&plan)));
    }

    #[test]
    fn at_a_hosts_root_it_needs_no_note() {
        let (_, plan) = fixture::site_at("https://example.org/");
        let text = fixture::text(&robots(&plan));
        assert_eq!(text, "User-agent: *\nAllow: /\n\nSitemap: https://example.org/sitemap.xml\n");
    }
}
