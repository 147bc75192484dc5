//! From content paths to URLs: `/guides/whatsapp/business` → `/ar/whatsapp/business/`.

use super::{PageIx, PageKey, Plan};
use mizan_model::{GuideIx, LangIx, Site};
use mizan_source::diagnostics::{IdKind, Reported, Suppressions, did_you_mean, some_of};

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Href {
    /// The page that the link leads to.
    pub page: PageIx,
    /// With the base path and the fragment, percent-encoded: what `href` gets.
    pub url: String,
    /// The language of the page, where it is not the requested one: the guide is not translated.
    pub lang: Option<LangIx>,
}

/// A link that leads nowhere: what is missing, and what may have been intended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkFault {
    /// The error: one sentence without a full stop.
    pub message: String,
    /// The link that was most likely intended, as the author would write it.
    pub suggestion: Option<String>,
    /// The help where there is nothing similar.
    pub help: String,
    /// The suggestion is the same link, written as it must be.
    pub certain: bool,
}

impl LinkFault {
    fn new(message: String, help: impl Into<String>) -> LinkFault {
        LinkFault { message, suggestion: None, help: help.into(), certain: false }
    }

    fn suggest(self, suggestion: Option<String>) -> LinkFault {
        LinkFault { suggestion, ..self }
    }

    /// The error of the link, or of what could not be read and may be where it leads.
    fn unless(self, unread: Option<Reported>) -> LinkError {
        unread.map_or(LinkError::Dead(self), LinkError::Unread)
    }
}

/// Why a link is broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// There is nothing of that path.
    Dead(LinkFault),
    /// Its target may be in a file that could not be read.
    Unread(Reported),
}

impl From<LinkFault> for LinkError {
    fn from(fault: LinkFault) -> LinkError {
        LinkError::Dead(fault)
    }
}

/// A site with what of it could not be read.
#[derive(Clone, Copy)]
struct LinkScope<'a> {
    site: &'a Site,
    unread: &'a Suppressions,
}

impl Plan {
    /// The page that a content path names, in `lang`, or else in the guide's source language. `unread` is what of the
    /// site could not be read.
    ///
    /// # Errors
    /// [`LinkError`] if the page does not exist.
    pub fn link(&self, site: &Site, unread: &Suppressions, path: &str, lang: LangIx) -> Result<Href, LinkError> {
        let key = LinkScope { site, unread }.key(path)?;
        let source_language = match &key {
            PageKey::Guide(guide) | PageKey::Tier(guide, _) | PageKey::Pair(guide, _) => {
                site.guides.interfaces()[*guide].source_language
            }
            _ => site.config.default_language,
        };
        let order = [lang, source_language].into_iter().chain(site.config.languages.indices());
        for candidate in order {
            if let Some(page) = self.find(&key, candidate) {
                return Ok(Href { page, url: self.href(page), lang: (candidate != lang).then_some(candidate) });
            }
        }
        let unread = match &key {
            PageKey::Guide(ix) | PageKey::Tier(ix, _) | PageKey::Pair(ix, _) => {
                unread.below(&format!("content/guides/{}/", site.guides.interfaces()[*ix].id))
            }
            PageKey::Tag(_) => unread.any_path(),
            PageKey::Standalone(id) => unread.below(&format!("content/pages/{id}/")),
            _ => None,
        };
        let fault = match key {
            PageKey::Tag(tag) => LinkFault::new(
                format!("the tag `{tag}` has no page because fewer than two guides have it"),
                "link to the guide that has the tag, or add the tag to another guide",
            ),
            _ => LinkFault::new(
                format!("`{path}` is a draft and has no page"),
                "remove the link or `draft = true`, or build with --drafts",
            ),
        };
        Err(fault.unless(unread))
    }
}

impl LinkScope<'_> {
    /// The target of a content path.
    fn key(self, path: &str) -> Result<PageKey, LinkError> {
        let LinkScope { site, unread } = self;
        let trimmed = path.trim_start_matches('/').trim_end_matches('/');
        let parts: Vec<&str> = if trimmed.is_empty() { Vec::new() } else { trimmed.split('/').collect() };
        match parts.as_slice() {
            [] | ["pages", "home"] => Ok(PageKey::Home { number: 1 }),
            ["guides", guide] => Ok(PageKey::Guide(self.guide(guide)?)),
            ["guides", guide, inner] => self.in_guide(self.guide(guide)?, inner),
            ["pages", page] => {
                if site.pages.contains_key(*page) {
                    Ok(PageKey::Standalone((*page).to_owned()))
                } else {
                    let suggestion =
                        did_you_mean(page, site.pages.keys().map(String::as_str)).map(|id| format!("/pages/{id}"));
                    let help = match some_of(site.pages.keys().map(|id| format!("`/pages/{id}`"))) {
                        Some(pages) => format!("the pages are {pages}"),
                        None => format!("create content/pages/{page} with one file per language"),
                    };
                    Err(LinkFault::new(format!("unknown page `{page}`"), help)
                        .suggest(suggestion)
                        .unless(unread.below(&format!("content/pages/{page}/"))))
                }
            }
            ["tags", tag] => {
                let all = || {
                    site.guides.interfaces().iter().flat_map(|guide| guide.tags.iter().map(|tag| tag.value.as_str()))
                };
                if all().any(|known| known == *tag) {
                    Ok(PageKey::Tag((*tag).to_owned()))
                } else {
                    let suggestion = did_you_mean(tag, all()).map(|id| format!("/tags/{id}"));
                    let help = format!("add `tags = [\"{tag}\"]` to the guide.toml of guides");
                    let in_guides =
                        || site.guides.interfaces().iter().find_map(|guide| unread.id(guide.file, IdKind::Tag, tag));
                    Err(LinkFault::new(format!("no guide has the tag `{tag}`"), help)
                        .suggest(suggestion)
                        .unless(unread.any_path().or_else(in_guides)))
                }
            }
            [first, rest @ ..] => {
                if site.config.language(first).is_some() {
                    let bare: Vec<&str> =
                        rest.iter().skip_while(|part| site.config.language(part).is_some()).copied().collect();
                    let bare = format!("/{}", bare.join("/"));
                    return Err(LinkFault::new(
                        format!("the content path `{path}` begins with a language"),
                        "write `/guides/GUIDE`, `/pages/PAGE` or `/tags/TAG`: such a link leads to the page in the reader's language",
                    )
                    .suggest(self.key(&bare).is_ok().then_some(bare))
                    .into());
                }
                let message = format!("`{path}` is not a content path");
                let suggestion = did_you_mean(first, ["guides", "pages", "tags"])
                    .map(|kind| {
                        format!(
                            "/{}",
                            std::iter::once(kind).chain(parts[1..].iter().copied()).collect::<Vec<_>>().join("/")
                        )
                    })
                    .or_else(|| site.guide(first).map(|_| format!("/guides/{trimmed}")))
                    .or_else(|| site.pages.contains_key(*first).then(|| format!("/pages/{trimmed}")));
                let help = "content paths are `/guides/GUIDE`, `/guides/GUIDE/TIER`, `/guides/GUIDE/A-vs-B`, \
                            `/pages/PAGE` and `/tags/TAG`, with ids and without a language; to link to another file \
                            of the site, write its full URL";
                Err(LinkFault::new(message, help).suggest(suggestion).into())
            }
        }
    }

    fn guide(self, id: &str) -> Result<GuideIx, LinkError> {
        let site = self.site;
        site.guide(id).ok_or_else(|| {
            let help = match some_of(site.guides.interfaces().iter().map(|guide| format!("`/guides/{}`", guide.id))) {
                Some(guides) => format!("the guides are {guides}"),
                None => "the site has no guides".to_owned(),
            };
            let meant = did_you_mean(id, site.guides.interfaces().iter().map(|guide| guide.id.as_str()));
            LinkFault::new(format!("unknown guide `{id}`"), help)
                .suggest(meant.map(|id| format!("/guides/{id}")))
                .unless(self.unread.path(&format!("content/guides/{id}")))
        })
    }

    fn in_guide(self, ix: GuideIx, inner: &str) -> Result<PageKey, LinkError> {
        let guide = &self.site.guides.interfaces()[ix];
        let tier = |id: &str| guide.tiers.position(|tier| tier.id == id);
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
                let fault = LinkFault::new(format!("the tiers of `{inner}` are in the wrong order"), String::new());
                return Err(LinkFault { certain: true, ..fault.suggest(Some(turned)) }.into());
            }
            return Err(LinkFault::new(
                format!("the guide `{}` has no page for the pair `{inner}`", guide.id),
                "add the pair to `pairs` in guide.toml, or link to a tier",
            )
            .unless(self.unread.all_ids(guide.file, IdKind::Pair)));
        }
        let pairs = guide.pairs.iter().map(|pair| format!("{}-vs-{}", guide.tiers[pair.a].id, guide.tiers[pair.b].id));
        let all: Vec<String> = guide.tiers.iter().map(|tier| tier.id.clone()).chain(pairs).collect();
        let meant = did_you_mean(inner, all.iter().map(String::as_str)).map(|id| format!("/guides/{}/{id}", guide.id));
        let help = some_of(all.iter().map(|id| format!("`{id}`")))
            .map(|all| format!("the tiers and pairs are {all}"))
            .unwrap_or_default();
        let unread = |id: &str| self.unread.id(guide.file, IdKind::Tier, id);
        // Of two tiers, each is known or could not be read.
        let pair = || {
            let (a, b) = inner.split_once("-vs-")?;
            let both = [a, b].into_iter().all(|id| tier(id).is_some() || unread(id).is_some());
            unread(a).or_else(|| unread(b)).filter(|_| both)
        };
        Err(LinkFault::new(format!("the guide `{}` has no tier or pair `{inner}`", guide.id), help)
            .suggest(meant)
            .unless(unread(inner).or_else(pair)))
    }
}
