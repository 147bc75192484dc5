//! From content paths to URLs: `/guides/whatsapp/business` → `/ar/whatsapp/business/`.

use super::{PageIx, PageKey, Plan};
use mizan_model::{GuideIx, LangIx, Site};
use mizan_source::diagnostics::{did_you_mean, some_of};

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Href {
    pub page: PageIx,
    pub url: String,
    /// The language of the page, where it is not the one asked for: the guide is not translated.
    pub lang: Option<LangIx>,
}

/// A link that leads nowhere: what is missing, and what may have been meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkFault {
    pub message: String,
    pub suggestion: Option<String>,
    /// The way out where nothing alike is there.
    pub help: String,
    /// What is missing stands in a file that could not be read, which is told: nothing more is to be said.
    pub told: bool,
    /// The suggestion is the same link, written as it must be.
    pub certain: bool,
}

impl LinkFault {
    fn new(message: String, help: impl Into<String>) -> LinkFault {
        LinkFault { message, suggestion: None, help: help.into(), told: false, certain: false }
    }

    fn suggest(self, suggestion: Option<String>) -> LinkFault {
        LinkFault { suggestion, ..self }
    }

    /// Nothing is said where that may be the fault of something told.
    fn unless(self, told: bool) -> LinkFault {
        LinkFault { told, ..self }
    }
}

impl Plan {
    /// The page that a content path names, in `lang`, or else in the guide's source language.
    ///
    /// # Errors
    /// [`LinkFault`] where there is no such page.
    pub fn link(&self, site: &Site, path: &str, lang: LangIx) -> Result<Href, LinkFault> {
        let key = self.key(site, path)?;
        let source_language = match &key {
            PageKey::Guide(guide) | PageKey::Tier(guide, _) | PageKey::Pair(guide, _) => {
                site.guides[*guide].source_language
            }
            _ => site.config.default_language,
        };
        let order = [lang, source_language].into_iter().chain(0..site.config.languages.len());
        for candidate in order {
            if let Some(page) = self.find(&key, candidate) {
                return Ok(Href { page, url: self.href(page), lang: (candidate != lang).then_some(candidate) });
            }
        }
        let told = match &key {
            PageKey::Guide(ix) | PageKey::Tier(ix, _) | PageKey::Pair(ix, _) => {
                site.lost.touches(&format!("content/guides/{}/", site.guides[*ix].id))
            }
            PageKey::Tag(_) => !site.lost.is_empty(),
            PageKey::Standalone(id) => site.lost.touches(&format!("content/pages/{id}/")),
            _ => false,
        };
        let fault = match key {
            PageKey::Tag(tag) => LinkFault::new(
                format!("the tag `{tag}` has no page: fewer than two guides carry it"),
                "link to the guide that carries it, or give the tag to another guide too",
            ),
            _ => LinkFault::new(
                format!("`{path}` is a draft, so there is no page"),
                "remove the link or the word `draft`, or build with --drafts",
            ),
        };
        Err(fault.unless(told))
    }

    fn key(&self, site: &Site, path: &str) -> Result<PageKey, LinkFault> {
        let trimmed = path.trim_start_matches('/').trim_end_matches('/');
        let parts: Vec<&str> = if trimmed.is_empty() { Vec::new() } else { trimmed.split('/').collect() };
        match parts.as_slice() {
            [] | ["pages", "home"] => Ok(PageKey::Home { number: 1 }),
            ["guides", guide] => Ok(PageKey::Guide(find_guide(site, guide)?)),
            ["guides", guide, inner] => in_guide(site, find_guide(site, guide)?, inner),
            ["pages", page] => {
                if site.pages.contains_key(*page) {
                    Ok(PageKey::Standalone((*page).to_owned()))
                } else {
                    let suggestion =
                        did_you_mean(page, site.pages.keys().map(String::as_str)).map(|id| format!("/pages/{id}"));
                    let help = match some_of(site.pages.keys().map(|id| format!("`/pages/{id}`"))) {
                        Some(pages) => format!("there are {pages}"),
                        None => format!("write content/pages/{page}, with a file a language"),
                    };
                    Err(LinkFault::new(format!("there is no page `{page}` in content/pages"), help)
                        .suggest(suggestion)
                        .unless(site.lost.touches(&format!("content/pages/{page}/"))))
                }
            }
            ["tags", tag] => {
                let all = || site.guides.iter().flat_map(|guide| guide.tags.iter().map(|tag| tag.value.as_str()));
                if all().any(|known| known == *tag) {
                    Ok(PageKey::Tag((*tag).to_owned()))
                } else {
                    let suggestion = did_you_mean(tag, all()).map(|id| format!("/tags/{id}"));
                    let help = format!("write `tags = [\"{tag}\"]` in the guide.toml of those it is for");
                    Err(LinkFault::new(format!("no guide carries the tag `{tag}`"), help)
                        .suggest(suggestion)
                        .unless(!site.lost.is_empty() || site.guides.iter().any(|guide| guide.doubts(tag))))
                }
            }
            [first, rest @ ..] => {
                if site.config.language(first).is_some() {
                    let bare: Vec<&str> =
                        rest.iter().skip_while(|part| site.config.language(part).is_some()).copied().collect();
                    let bare = format!("/{}", bare.join("/"));
                    return Err(LinkFault::new(
                        format!("`{path}` names a language; a path of content has none, and leads to the reader's own"),
                        "write `/guides/GUIDE`, `/pages/PAGE` or `/tags/TAG`",
                    )
                    .suggest(self.key(site, &bare).is_ok().then_some(bare)));
                }
                let message = format!("`{path}` is not a path of content");
                let suggestion = did_you_mean(first, ["guides", "pages", "tags"])
                    .map(|kind| {
                        format!(
                            "/{}",
                            std::iter::once(kind).chain(parts[1..].iter().copied()).collect::<Vec<_>>().join("/")
                        )
                    })
                    .or_else(|| site.guide(first).map(|_| format!("/guides/{trimmed}")))
                    .or_else(|| site.pages.contains_key(*first).then(|| format!("/pages/{trimmed}")));
                let help = "paths of content are `/guides/GUIDE`, `/guides/GUIDE/TIER`, `/guides/GUIDE/A-vs-B`, \
                            `/pages/PAGE`, `/tags/TAG`, by ids and without a language; to link to another file \
                            of the site, write the whole URL";
                Err(LinkFault::new(message, help).suggest(suggestion))
            }
        }
    }
}

fn find_guide(site: &Site, id: &str) -> Result<GuideIx, LinkFault> {
    site.guide(id).ok_or_else(|| {
        let help = match some_of(site.guides.iter().map(|guide| format!("`/guides/{}`", guide.id))) {
            Some(guides) => format!("there are {guides}"),
            None => "the site has no guides yet".to_owned(),
        };
        let meant = did_you_mean(id, site.guides.iter().map(|guide| guide.id.as_str()));
        LinkFault::new(format!("there is no guide `{id}`"), help)
            .suggest(meant.map(|id| format!("/guides/{id}")))
            .unless(site.lost.holds(&format!("content/guides/{id}")))
    })
}

fn in_guide(site: &Site, ix: GuideIx, inner: &str) -> Result<PageKey, LinkFault> {
    let guide = &site.guides[ix];
    let tier = |id: &str| guide.tiers.iter().position(|tier| tier.id == id);
    if let Some(tier) = tier(inner) {
        return Ok(PageKey::Tier(ix, tier));
    }
    if let Some((a, b)) = inner.split_once("-vs-")
        && let (Some(a), Some(b)) = (tier(a), tier(b))
    {
        let (first, second) = (a.min(b), a.max(b));
        if let Some(pair) = guide.pairs.iter().position(|pair| (pair.a, pair.b) == (first, second)) {
            if a < b {
                return Ok(PageKey::Pair(ix, pair));
            }
            let turned = format!("/guides/{}/{}-vs-{}", guide.id, guide.tiers[first].id, guide.tiers[second].id);
            let fault = LinkFault::new(format!("the tiers of `{inner}` stand in the other order"), String::new());
            return Err(LinkFault { certain: true, ..fault.suggest(Some(turned)) });
        }
        return Err(LinkFault::new(
            format!("the guide `{}` makes no page for `{inner}`", guide.id),
            "add the two to `pairs` in guide.toml, or link to a tier",
        )
        .unless(guide.doubts("pairs")));
    }
    let pairs = guide.pairs.iter().map(|pair| format!("{}-vs-{}", guide.tiers[pair.a].id, guide.tiers[pair.b].id));
    let all: Vec<String> = guide.tiers.iter().map(|tier| tier.id.clone()).chain(pairs).collect();
    let meant = did_you_mean(inner, all.iter().map(String::as_str)).map(|id| format!("/guides/{}/{id}", guide.id));
    let help = some_of(all.iter().map(|id| format!("`{id}`"))).map(|all| format!("it has {all}")).unwrap_or_default();
    let told = |id: &str| tier(id).is_some() || guide.doubts(id);
    let both = inner.split_once("-vs-").is_some_and(|(a, b)| told(a) && told(b));
    Err(LinkFault::new(format!("the guide `{}` has no tier or pair `{inner}`", guide.id), help)
        .suggest(meant)
        .unless(guide.doubts(inner) || both))
}
