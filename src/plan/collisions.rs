//! Two pages on one URL, also where only a file system that ignores case would say so.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::{PageKey, Plan};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::Site;
use crate::source::{SourceMap, Span};

/// Everything that wants a path in the output, one after the other; the later one is at fault.
pub(super) fn check(site: &Site, sources: &SourceMap, plan: &Plan) -> Diagnostics {
    let mut taken: BTreeMap<String, (String, Option<Span>)> = BTreeMap::new();
    let mut diagnostics = Diagnostics::default();
    let mut claim = |path: String, name: String, span: Option<Span>| {
        let folded: String = path.nfc().flat_map(char::to_lowercase).collect();
        if let Some((first, first_span)) = taken.get(&folded) {
            let mut diagnostic =
                Diagnostic::error(Code::UrlCollision, format!("{name} and {first} would both be `/{path}`"))
                    .help("give one of them another `slug` in its front matter, or rename it");
            let place = span.or(*first_span);
            if let Some(place) = place {
                diagnostic = diagnostic.at(place, format!("`/{path}`"));
            }
            if let (Some(first_span), Some(_)) = (first_span, span) {
                diagnostic = diagnostic.also(*first_span, first.clone());
            }
            diagnostics.push(diagnostic);
        } else {
            taken.insert(folded, (name, span));
        }
    };
    for name in ["sitemap.xml", "robots.txt", "_headers", ".nojekyll"] {
        claim(name.to_owned(), format!("`{name}`, which Mizan writes,"), None);
    }
    for page in &plan.pages {
        claim(page.route.output_path(), describe(site, &page.key, &site.config.languages[page.lang].id), page.span);
        if matches!(page.key, PageKey::Home { number: 1 }) {
            claim(page.route.file("feed.xml").output_path(), "a feed".to_owned(), None);
        }
        if matches!(page.key, PageKey::Guide(_)) {
            claim(page.route.file("data.json").output_path(), "a guide's data".to_owned(), None);
            claim(page.route.file("data.csv").output_path(), "a guide's data".to_owned(), None);
        }
    }
    for alias in &plan.aliases {
        claim(alias.route.output_path(), format!("the alias `/{}`", alias.route.as_str()), Some(alias.span));
    }
    for (path, id) in sources.under("static/") {
        let start = Span::new(id, 0..0);
        claim(path["static/".len()..].to_owned(), format!("the file `{path}`"), Some(start));
    }
    diagnostics
}

fn describe(site: &Site, key: &PageKey, lang: &str) -> String {
    let guide = |ix: usize| &site.guides[ix];
    match key {
        PageKey::Languages => "the list of languages".to_owned(),
        PageKey::Home { number: 1 } => format!("the home page ({lang})"),
        PageKey::Home { number } => format!("page {number} of the home page ({lang})"),
        PageKey::Guide(ix) => format!("the guide `{}` ({lang})", guide(*ix).id),
        PageKey::Tier(ix, tier) => {
            format!("the tier `{}` of the guide `{}` ({lang})", guide(*ix).tiers[*tier].id, guide(*ix).id)
        }
        PageKey::Pair(ix, pair) => {
            let pair = guide(*ix).pairs[*pair];
            let tier = |tier: usize| &guide(*ix).tiers[tier].id;
            format!("the pair `{}-vs-{}` of the guide `{}` ({lang})", tier(pair.a), tier(pair.b), guide(*ix).id)
        }
        PageKey::Tag(id) => format!("the tag `{id}` ({lang})"),
        PageKey::Standalone(id) => format!("the page `{id}` ({lang})"),
        PageKey::NotFound => format!("the 404 page ({lang})"),
    }
}
