//! The targets of links inside a page: rows, sources, and the headings of its prose.

use std::collections::BTreeSet;

use super::RenderContext;
use super::page_context::PageContext;
use mizan_markdown::{Document, Ids, Image, Missing, Options, Resolver, Word};
use mizan_model::{GrammaticalCase, Guide, Localized, Prose, StyledText, TierIx};
use mizan_plan::{PageIx, PageKey};
use mizan_source::SourceId;
use mizan_source::diagnostics::{Code, IdKind, Suppressions};

/// The fragments of a page, without `#`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Anchors {
    names: BTreeSet<String>,
    /// The guide.toml that may list further rows.
    guide: Option<SourceId>,
}

impl Anchors {
    /// The rows and sources of a guide.
    pub(crate) fn of_guide(guide: &Guide) -> Anchors {
        let rows = guide.features.iter().map(|feature| feature.id.clone());
        Anchors { names: rows.chain(sources(guide)).collect(), guide: Some(guide.file) }
    }

    /// Whether the page has a fragment, or may have a row of that name that could not be read.
    pub(crate) fn has(&self, fragment: &str, unread: &Suppressions) -> bool {
        let row = || self.guide.and_then(|file| unread.id(file, IdKind::Feature, fragment));
        self.names.contains(fragment) || row().is_some()
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    fn add(&mut self, document: &Document) {
        self.names.extend(document.toc.iter().map(|heading| heading.id.clone()));
    }
}

fn sources(guide: &Guide) -> impl Iterator<Item = String> {
    (1..=guide.sources.len()).map(|number| format!("_source-{number}"))
}

/// The ids of a guide's pages, with rows and sources taken.
pub(crate) fn ids(guide: &Guide) -> Ids {
    let mut ids = Ids::default();
    for id in Anchors::of_guide(guide).names {
        ids.reserve(id);
    }
    ids
}

/// How the prose of a tier is placed under the tier's own heading, apart from that of others.
pub(crate) fn tier_options(prefix: &str) -> Options<'_> {
    Options { top_heading: 3, id_prefix: prefix }
}

/// `business-`
pub(crate) fn tier_prefix(guide: &Guide, tier: TierIx) -> String {
    guide.tier(tier).map(|tier| format!("{}-", tier.id)).unwrap_or_default()
}

/// Everything that a page has a fragment for.
pub(crate) fn of_page(context: &RenderContext, page: PageIx) -> Anchors {
    let site = &context.site;
    let Some(page) = context.plan.pages.get(page) else { return Anchors::default() };
    let Some(cx) = PageContext::new(context, page.lang) else { return Anchors::default() };
    let headings = |prose: Option<Localized<'_, Prose>>, options: Options<'_>, ids: &mut Ids, anchors: &mut Anchors| {
        if let Some(said) = prose {
            anchors.add(&cx.document(said, &Nothing, options, ids));
        }
    };
    match &page.key {
        PageKey::Guide(ix) | PageKey::Tier(ix, _) | PageKey::Pair(ix, _) => {
            let Some(guide) = site.guides.get(*ix) else { return Anchors::default() };
            let mut anchors = Anchors::of_guide(guide);
            let mut ids = ids(guide);
            let whole = matches!(page.key, PageKey::Guide(_));
            if whole {
                let body = guide.said(page.lang, |words| words.body());
                headings(body, Options::default(), &mut ids, &mut anchors);
            }
            for tier in guide.tiers.indices() {
                if whole || page.key == PageKey::Tier(*ix, tier) {
                    let body = guide.said_of_tier(page.lang, tier, |words| words.body());
                    headings(body, tier_options(&tier_prefix(guide, tier)), &mut ids, &mut anchors);
                }
            }
            anchors
        }
        PageKey::Standalone(_) | PageKey::Home { number: 1 } => {
            let id = match &page.key {
                PageKey::Standalone(id) => id.as_str(),
                _ => "home",
            };
            let mut anchors = Anchors::default();
            let words = site.pages.get(id).and_then(|words| words.get(&page.lang));
            let body = words.map(|words| Localized { what: &words.body, lang: page.lang });
            headings(body, Options::default(), &mut Ids::default(), &mut anchors);
            anchors
        }
        _ => Anchors::default(),
    }
}

/// Resolves nothing: for callers that need only the headings, or the bare text.
pub(crate) struct Nothing;

impl Nothing {
    fn nothing<T>() -> Result<T, Missing> {
        Err(Missing::new(Code::BadReference, String::new()))
    }
}

impl Resolver for Nothing {
    fn fact(&self, _: &str, _: Option<GrammaticalCase>) -> Result<StyledText, Missing> {
        Nothing::nothing()
    }

    fn value(&self, _: &str, _: Option<GrammaticalCase>) -> Result<StyledText, Missing> {
        Nothing::nothing()
    }

    fn table(&self, _: &[String], _: &[String]) -> Result<String, Missing> {
        Nothing::nothing()
    }

    fn link(&self, _: &str, _: Option<&str>) -> Result<String, Missing> {
        Nothing::nothing()
    }

    fn image(&self, _: &str) -> Result<Image, Missing> {
        Nothing::nothing()
    }

    fn word(&self, _: Word) -> String {
        String::new()
    }
}
