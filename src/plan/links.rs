//! From content paths to URLs: `/guides/whatsapp/business` → `/ar/whatsapp/business/`.

use super::{PageIx, PageKey, Plan};
use crate::diagnostics::did_you_mean;
use crate::model::{GuideIx, LangIx, Site};

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
}

impl LinkFault {
    fn new(message: String) -> LinkFault {
        LinkFault { message, suggestion: None }
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
        Err(LinkFault::new(match key {
            PageKey::Tag(tag) => format!("the tag `{tag}` has no page: fewer than two guides carry it"),
            _ => format!("`{path}` is a draft, so there is no page"),
        }))
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
                    Err(LinkFault { message: format!("there is no page `{page}` in content/pages"), suggestion })
                }
            }
            ["tags", tag] => {
                let all = || site.guides.iter().flat_map(|guide| guide.tags.iter().map(|tag| tag.value.as_str()));
                if all().any(|known| known == *tag) {
                    Ok(PageKey::Tag((*tag).to_owned()))
                } else {
                    let suggestion = did_you_mean(tag, all()).map(|id| format!("/tags/{id}"));
                    Err(LinkFault { message: format!("no guide carries the tag `{tag}`"), suggestion })
                }
            }
            [first, ..] => {
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
                Err(LinkFault { message, suggestion })
            }
        }
    }
}

fn find_guide(site: &Site, id: &str) -> Result<GuideIx, LinkFault> {
    site.guide(id).ok_or_else(|| LinkFault {
        message: format!("there is no guide `{id}`"),
        suggestion: did_you_mean(id, site.guides.iter().map(|guide| guide.id.as_str()))
            .map(|id| format!("/guides/{id}")),
    })
}

fn in_guide(site: &Site, ix: GuideIx, inner: &str) -> Result<PageKey, LinkFault> {
    let guide = &site.guides[ix];
    let tier = |id: &str| guide.tiers.iter().position(|tier| tier.id == id);
    if let Some(tier) = tier(inner) {
        return Ok(PageKey::Tier(ix, tier));
    }
    if let Some((a, b)) = inner.split_once("-vs-") {
        if let (Some(a), Some(b)) = (tier(a), tier(b)) {
            let (first, second) = (a.min(b), a.max(b));
            if let Some(pair) = guide.pairs.iter().position(|pair| (pair.a, pair.b) == (first, second)) {
                if a < b {
                    return Ok(PageKey::Pair(ix, pair));
                }
                return Err(LinkFault {
                    message: format!("the tiers of `{inner}` stand in the other order"),
                    suggestion: Some(format!(
                        "/guides/{}/{}-vs-{}",
                        guide.id, guide.tiers[first].id, guide.tiers[second].id
                    )),
                });
            }
            return Err(LinkFault::new(format!(
                "the guide `{}` makes no page for `{inner}`: see its `pairs`",
                guide.id
            )));
        }
    }
    let pairs = guide.pairs.iter().map(|pair| format!("{}-vs-{}", guide.tiers[pair.a].id, guide.tiers[pair.b].id));
    let all: Vec<String> = guide.tiers.iter().map(|tier| tier.id.clone()).chain(pairs).collect();
    Err(LinkFault {
        message: format!("the guide `{}` has no tier or pair `{inner}`", guide.id),
        suggestion: did_you_mean(inner, all.iter().map(String::as_str)).map(|id| format!("/guides/{}/{id}", guide.id)),
    })
}
