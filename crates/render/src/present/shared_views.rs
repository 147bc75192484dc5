//! The views that the pages of a language share, made once: the site, every guide's head, the tags.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::card::GuideHead;
use super::page_context::PageContext;
use super::site::{self, SiteInLanguage};
use super::{Dependencies, Dependency, RenderContext};
use crate::view::{Shared, TagView};
use mizan_model::{GuideIx, LangIx, Languages};
use mizan_source::diagnostics::Diagnostics;

/// One language's part.
#[derive(Clone)]
pub struct LanguageViews {
    pub site: Arc<SiteInLanguage>,
    pub heads: GuideIndex,
    /// Tags that have a page.
    pub tags: Vec<Shared<TagView>>,
    /// The diagnostics of the site's own text.
    faults: Arc<Diagnostics>,
    /// What the site's own words ask for something.
    dependencies: Arc<Dependencies>,
}

/// All languages, in the site's order.
#[derive(Clone)]
pub struct SharedViews {
    languages: Languages<LanguageViews>,
}

/// What an earlier shared still holds, when only some guides changed since.
pub struct PreviousViews<'a> {
    /// What was made then.
    pub shared: &'a SharedViews,
    /// Whether something is as it was.
    pub same: &'a (dyn Fn(Dependency) -> bool + Sync),
}

impl SharedViews {
    /// Prepares every language; problems in the words that are here are reported.
    pub fn prepare(context: &RenderContext) -> (SharedViews, Diagnostics) {
        let shared = SharedViews::renew(context, None);
        let faults = shared.faults();
        (shared, faults)
    }

    /// As [`prepare`](SharedViews::prepare), taking over from an earlier shared what cannot have changed. Everything that
    /// `context` reads from, but for what `kept` names and images, must be as it was.
    pub fn renew(context: &RenderContext, kept: Option<PreviousViews<'_>>) -> SharedViews {
        let heads = guide_heads(context, kept.as_ref());
        let mut languages = Languages::new();
        for lang in context.locales.indices() {
            let Some(cx) = PageContext::new(context, lang) else { continue };
            let before = kept.as_ref().and_then(|kept| Some((kept, kept.shared.language(lang)?)));
            let order = context.plan.home.get(lang).map(Vec::as_slice).unwrap_or_default();
            let head = |guide: &GuideIx| heads.get(*guide)?.get(lang)?.clone();
            let heads = GuideIndex::new(order.iter().filter_map(head).collect());
            let stays = |(kept, shared): &(&PreviousViews<'_>, &LanguageViews)| {
                shared.heads.listed_as(&heads) && shared.dependencies.iter().all(|what| (kept.same)(*what))
            };
            let before = before.filter(stays).map(|(_, shared)| shared);
            languages.push(match before {
                Some(before) => LanguageViews { heads, ..before.clone() },
                None => {
                    let site = Arc::new(SiteInLanguage::new(&cx, &heads));
                    let tags = context.plan.tags.get(lang).into_iter().flat_map(|tags| tags.keys());
                    let tags = tags.map(|tag| Shared::new(site::tag(&cx, tag))).collect();
                    let (faults, dependencies) = (Arc::new(cx.take_faults()), Arc::new(cx.take_dependencies()));
                    LanguageViews { site, heads, tags, faults, dependencies }
                }
            });
        }
        SharedViews { languages }
    }

    /// Problems in the words that are here.
    pub fn faults(&self) -> Diagnostics {
        let mut all = Diagnostics::default();
        for language in &self.languages {
            let heads = language.heads.iter().map(|head| &head.faults);
            all.extend(heads.chain([language.faults.as_ref()]).flat_map(Diagnostics::iter).cloned());
        }
        all
    }

    /// What any page may show of any guide: by language, in home's order, the guide's title and URL.
    pub fn directory(&self) -> impl Iterator<Item = (LangIx, &str, &str)> {
        let languages = self.languages.iter_enumerated();
        languages.flat_map(|(lang, shared)| {
            shared.heads.iter().map(move |head| (lang, head.title.html.0.as_str(), head.card.url.as_str()))
        })
    }

    /// What the site's own words depend on, which are on every page.
    pub fn dependencies(&self) -> impl Iterator<Item = &Dependency> {
        self.languages.iter().flat_map(|language| language.dependencies.iter())
    }

    /// What pages of one language share; `None` for an index that the site has not.
    pub fn language(&self, lang: LangIx) -> Option<&LanguageViews> {
        self.languages.get(lang)
    }
}

/// The heads of all guides, by guide and language.
fn guide_heads(context: &RenderContext, kept: Option<&PreviousViews<'_>>) -> Vec<Languages<Option<Arc<GuideHead>>>> {
    // Guides that are read for their verdicts are dropped after so many.
    const AT_ONCE: usize = 16;
    let head = |context: &RenderContext, guide: GuideIx, lang: LangIx| {
        let stays = |head: &&Arc<GuideHead>| {
            let same = |what: Dependency| kept.is_some_and(|kept| (kept.same)(what));
            same(Dependency::Guide(guide)) && head.dependencies.iter().all(|what| same(*what))
        };
        match kept.and_then(|kept| kept.shared.language(lang)?.heads.find(guide)).filter(stays) {
            Some(head) => Some(Arc::clone(head)),
            None => GuideHead::new(context, lang, guide).map(Arc::new),
        }
    };
    let guides: Vec<GuideIx> = (0..context.site.guides.len()).collect();
    let some = |guides: &[GuideIx]| {
        let context = context.scope();
        let heads = |guide: &GuideIx| context.locales.indices().map(|lang| head(&context, *guide, lang)).collect();
        guides.iter().map(heads).collect::<Vec<_>>()
    };
    guides.par_chunks(AT_ONCE).flat_map_iter(some).collect()
}

/// The guides of a language, in home's order.
#[derive(Clone)]
pub struct GuideIndex {
    ordered: Arc<Vec<Arc<GuideHead>>>,
    places: Arc<BTreeMap<GuideIx, usize>>,
}

impl GuideIndex {
    fn new(ordered: Vec<Arc<GuideHead>>) -> GuideIndex {
        let places = ordered.iter().enumerate().map(|(place, head)| (head.guide, place)).collect();
        GuideIndex { ordered: Arc::new(ordered), places: Arc::new(places) }
    }

    fn find(&self, guide: GuideIx) -> Option<&Arc<GuideHead>> {
        self.ordered.get(self.place(guide)?)
    }

    /// Whether lists of all guides show the same for these and for `other`.
    fn listed_as(&self, other: &GuideIndex) -> bool {
        let same = |(a, b): (&Arc<GuideHead>, &Arc<GuideHead>)| {
            Arc::ptr_eq(a, b) || (a.guide == b.guide && a.card.url == b.card.url && a.title.html == b.title.html)
        };
        self.len() == other.len() && self.ordered.iter().zip(other.ordered.iter()).all(same)
    }

    pub fn get(&self, guide: GuideIx) -> Option<&GuideHead> {
        self.find(guide).map(Arc::as_ref)
    }

    /// Where home has a guide, from 0.
    pub fn place(&self, guide: GuideIx) -> Option<usize> {
        self.places.get(&guide).copied()
    }

    pub fn iter(&self) -> impl Iterator<Item = &GuideHead> + Clone {
        self.ordered.iter().map(Arc::as_ref)
    }

    pub fn len(&self) -> usize {
        self.ordered.len()
    }
}

/// Where the images of a guide are, which is given by its id.
pub(super) fn folder_of(guide: &str) -> String {
    format!("content/guides/{guide}/")
}
