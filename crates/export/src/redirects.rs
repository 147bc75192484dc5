//! Old paths: a page each that redirects, for hosts without redirects. It has no script; readers
//! whose browser does not redirect find a link.

use std::fmt::Write;

use super::{Artifact, Class};
use mizan_plan::{PageIx, Plan};

/// How the page is called to which an old path leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RedirectTarget<'a> {
    /// With isolates.
    pub title: &'a str,
    /// BCP 47.
    pub lang: &'a str,
    /// `ltr` or `rtl`.
    pub dir: &'a str,
}

/// A page for every alias. `target` describes the page it leads to.
pub fn redirects<'a>(plan: &Plan, target: &dyn Fn(PageIx) -> RedirectTarget<'a>) -> Vec<Artifact> {
    plan.aliases
        .iter()
        .map(|alias| {
            let html = page(&plan.href(alias.target), &plan.absolute(alias.target), target(alias.target));
            Artifact::new(Class::Page, alias.route.output_path(), html)
        })
        .collect()
}

fn page(href: &str, canonical: &str, target: RedirectTarget<'_>) -> String {
    let [href, canonical, title, lang, dir] = [href, canonical, target.title, target.lang, target.dir].map(escaped);
    format!(
        "<!doctype html><html lang=\"{lang}\" dir=\"{dir}\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <meta name=\"viewport\" content=\"width=device-width\"><meta name=\"robots\" content=\"noindex\">\
         <link rel=\"canonical\" href=\"{canonical}\"><meta http-equiv=\"refresh\" content=\"0; url={href}\"></head>\
         <body><p><a href=\"{href}\">{title}</a></p></body></html>\n"
    )
}

fn escaped(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
        match c {
            '&' | '<' | '>' | '"' | '\'' => {
                // A String takes every write.
                let _ = write!(out, "&#{};", u32::from(c));
            }
            c => out.push(c),
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;
    use mizan_testkit::visible_text;

    #[test]
    fn an_old_path_leads_on() {
        let (_, plan) = fixture::site();
        let target =
            |_| RedirectTarget { title: "واتساب & \"\u{2066}Business\u{2069}\"", lang: "ar", dir: "rtl" };
        let pages = redirects(&plan, &target);
        let paths: Vec<&str> = pages.iter().map(|page| page.path.as_str()).collect();
        assert_eq!(paths, ["old/whatsapp/index.html", "old.html"]);
        let text = fixture::text(&pages[0]);
        let title = "واتساب & \"\u{2066}Business\u{2069}\"\n";
        assert_eq!(visible_text(&text), format!("{title}{title}"));
        insta::assert_snapshot!(text.replace(['\u{2066}', '\u{2069}'], "|"));
    }

    #[test]
    fn an_old_path_is_a_page_and_stays_in_the_site() {
        let (mut site, _) = fixture::site();
        let words = site
            .pages
            .get_mut("about")
            .and_then(|page| page.get_mut(&mizan_model::LangIx::new(1)))
            .expect("the about page");
        let mut alias = |text: &str| {
            let mut prose = words.aliases[0].clone();
            prose.text = text.to_owned();
            words.aliases.push(prose);
        };
        ["/was/here", "../secret", "a/../../b", "", "a//b", "a?b"].into_iter().for_each(&mut alias);
        let (plan, diagnostics) = mizan_plan::plan(&site, &Default::default(), Default::default());
        assert_eq!(diagnostics.len(), 5);
        let target = |_| RedirectTarget { title: "About", lang: "en", dir: "ltr" };
        let paths: Vec<String> = redirects(&plan, &target).into_iter().map(|page| page.path).collect();
        assert_eq!(paths, ["old/whatsapp/index.html", "old.html", "was/here/index.html"]);
    }
}
