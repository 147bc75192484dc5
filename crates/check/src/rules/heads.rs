//! What search engines, tabs and feeds show of a page: its title and its description, as they are rendered.

use std::collections::BTreeMap;

use super::tongue::Tongue;
use mizan_i18n::{Locale, characters};
use mizan_model::{GuideIx, LangIx, PageWords, Prose, Site, TierIx};
use mizan_source::Span;
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics};

/// One page as it will be.
#[derive(Clone, Debug)]
pub struct Head {
    pub of: Of,
    pub lang: LangIx,
    /// The path under the base URL.
    pub path: String,
    /// With isolates, and with the site's name where there is room for it.
    pub title: String,
    pub description: String,
    /// Search engines may list it.
    pub indexed: bool,
}

/// Whose words a page's title and description are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Of {
    Home,
    Guide(GuideIx),
    /// The theme makes a sentence of the tier's name and the guide's title.
    Tier(GuideIx, TierIx),
    /// Of the two names.
    Pair(GuideIx, TierIx, TierIx),
    /// Of the tag's name.
    Tag(String),
    /// A page of its own, by id.
    Page(String),
}

/// Characters, from and to.
const TITLE: (usize, usize) = (10, 70);
const DESCRIPTION: (usize, usize) = (50, 170);

/// Judges the heads of all pages; fallbacks, which have another page's words, are not among them.
pub fn judge(site: &Site, locales: &[Locale], heads: &[Head]) -> Diagnostics {
    let tongues: Vec<Tongue<'_>> = locales.iter().map(Tongue::new).collect();
    let mut diagnostics = Diagnostics::default();
    for head in heads {
        let (Some(tongue), Some(place)) = (tongues.get(head.lang), place(site, head)) else { continue };
        diagnostics.extend(lengths(head, &place, tongue));
    }
    diagnostics.extend(same(site, heads, |head| &head.title, "title"));
    diagnostics.extend(same(site, heads, |head| &head.description, "description"));
    diagnostics
}

/// Where the words stand, and how messages call the page.
struct Place {
    page: String,
    title: Span,
    /// Absent where the theme words it.
    description: Option<Span>,
}

fn place(site: &Site, head: &Head) -> Option<Place> {
    let authored = |page: String, title: &Prose, description: &Prose| Place {
        page,
        title: title.span,
        description: Some(description.span),
    };
    let of_page = |id: &str| -> Option<&PageWords> { site.pages.get(id)?.get(&head.lang) };
    match &head.of {
        Of::Home => {
            let site_words = site.words.get(&head.lang);
            of_page("home").map(|words| authored("the home page".to_owned(), &words.title, &words.description)).or_else(
                || {
                    let words = site_words?;
                    Some(authored("the home page".to_owned(), words.title.as_ref()?, words.description.as_ref()?))
                },
            )
        }
        Of::Guide(guide) => {
            let guide = site.guides.get(*guide)?;
            let words = guide.words.get(&head.lang)?;
            Some(authored(format!("the guide `{}`", guide.id), &words.title, &words.description))
        }
        Of::Tier(guide, tier) => {
            let guide = site.guides.get(*guide)?;
            let words = guide.words.get(&head.lang)?;
            let id = &guide.tiers.get(*tier)?.id;
            let name = words.tiers.get(*tier)?.as_ref()?.name.as_ref()?.span;
            Some(Place { page: format!("the tier `{id}` of `{}`", guide.id), title: name, description: None })
        }
        Of::Pair(guide, a, b) => {
            let guide = site.guides.get(*guide)?;
            let (a, b) = (guide.tiers.get(*a)?, guide.tiers.get(*b)?);
            let page = format!("the pair `{}` and `{}` of `{}`", a.id, b.id, guide.id);
            Some(Place { page, title: b.span, description: None })
        }
        Of::Tag(id) => {
            let name = site.words.get(&head.lang)?.tags.get(id)?.span;
            Some(Place { page: format!("the tag `{id}`"), title: name, description: None })
        }
        Of::Page(id) => {
            let words = of_page(id)?;
            Some(authored(format!("the page `{id}`"), &words.title, &words.description))
        }
    }
}

fn lengths(head: &Head, place: &Place, tongue: &Tongue<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let fault = |(least, most): (usize, usize), text: &str| {
        let least = if tongue.is_dense() { least / 2 } else { least };
        let n = characters(text);
        let word = if n < least { "short" } else { "long" };
        (n < least || n > most).then_some((n, word, least, most))
    };
    if let Some((n, word, least, most)) = fault(TITLE, &head.title) {
        let message = format!("the title of {} is too {word} in {}: {n} characters", place.page, tongue.name);
        found.push(
            Diagnostic::warning(Code::TitleLength, message)
                .at(place.title, format!("shown as “{}”", bare(&head.title)))
                .help(format!("{least} to {most} characters are shown whole in search results and say enough in a tab"))
                .help(match (&head.of, word) {
                    (Of::Home, "short") => "say what the site is in `title` of content/pages/home",
                    (Of::Tier(..), "short") => "a shorter title of the guide would be shown beside the tier's name",
                    (Of::Tier(..) | Of::Pair(..) | Of::Tag(_), _) => "give it a name of another length",
                    (_, "short") => "say what is compared, and for whom",
                    _ => "begin with what sets the page apart, and leave the rest to the description",
                }),
        );
    }
    let described = place.description.and_then(|span| Some((span, fault(DESCRIPTION, &head.description)?)));
    if let Some((span, (n, word, least, most))) = described {
        let message = format!("the description of {} is too {word} in {}: {n} characters", place.page, tongue.name);
        found.push(
            Diagnostic::warning(Code::DescriptionLength, message)
                .at(span, format!("{n} characters"))
                .help(format!("search engines and shared links show {least} to {most} characters"))
                .help(match word {
                    "short" => "say what is compared, by what, and what the facts rest on",
                    _ => "keep what somebody needs who decides whether to open the page",
                }),
        );
    }
    found
}

/// Without what nobody sees.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !('\u{2066}'..='\u{2069}').contains(c)).collect()
}

fn same<'h>(site: &Site, heads: &'h [Head], what: impl Fn(&'h Head) -> &'h String, kind: &str) -> Vec<Diagnostic> {
    let mut known: BTreeMap<(LangIx, &str), &Head> = BTreeMap::new();
    let mut found = Vec::new();
    for head in heads.iter().filter(|head| head.indexed) {
        let text = what(head).as_str();
        let Some(first) = known.get(&(head.lang, text)) else {
            known.insert((head.lang, text), head);
            continue;
        };
        let (Some(here), Some(there)) = (place(site, head), place(site, first)) else { continue };
        let span = |place: &Place| place.description.filter(|_| kind == "description").unwrap_or(place.title);
        found.push(
            Diagnostic::warning(Code::SameHead, format!("{} has the same {kind} as {}", here.page, there.page))
                .at(span(&here), format!("/{}", head.path))
                .also(span(&there), format!("/{}", first.path))
                .help(format!("give each a {kind} of its own: in search results they cannot be told apart")),
        );
    }
    found
}
