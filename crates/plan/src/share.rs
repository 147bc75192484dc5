//! The inputs of a guide's routes. While they are unchanged, so is the plan: changed text in a guide moves no page.

use super::page::Draft;
use super::{PageKey, PlanOptions, Route};
use mizan_model::{Date, GuideIx, LangIx, Languages, Site};
use mizan_source::diagnostics::Diagnostics;

/// Everything that the plan takes from a guide, but for the places in its files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RouteInputs {
    pages: Vec<PageInputs>,
    aliases: Vec<(PageKey, LangIx, Route)>,
    tags: Vec<String>,
    /// There were no errors; otherwise places matter too, and no two shares are taken for equal.
    sound: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct PageInputs {
    key: PageKey,
    lang: LangIx,
    route: Route,
    original: Option<LangIx>,
    indexed: bool,
    published: Option<Date>,
    updated: Option<Date>,
}

impl RouteInputs {
    /// The share of a guide of `site`.
    pub fn of(site: &Site, options: PlanOptions, guide: GuideIx) -> RouteInputs {
        let mut diagnostics = Diagnostics::default();
        let mut draft = Draft {
            site,
            options,
            home: &Languages::default(),
            tags: &Languages::default(),
            pages: Vec::new(),
            aliases: Vec::new(),
            diagnostics: &mut diagnostics,
        };
        draft.guide(guide);
        let pages = draft.pages.into_iter().map(|page| PageInputs {
            key: page.key,
            lang: page.lang,
            route: page.route,
            original: page.original,
            indexed: page.indexed,
            published: page.published,
            updated: page.updated,
        });
        let pages = pages.collect();
        let aliases = draft.aliases.into_iter().map(|(key, lang, route, _)| (key, lang, route)).collect();
        let tags = site.guides.interface(guide).into_iter().flat_map(|guide| &guide.tags).map(|tag| tag.value.clone());
        RouteInputs { pages, aliases, tags: tags.collect(), sound: diagnostics.is_empty() }
    }

    /// Whether the plan stays as it is when this share takes the place of `before`.
    pub fn leaves_plan(&self, before: &RouteInputs) -> bool {
        self.sound && before.sound && self == before
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use mizan_model::{Guide, GuideInterface, GuideLoader, Guides};
    use mizan_source::SourceMap;

    /// Gives out the guides of a site, and counts them.
    struct Counted(Guides, AtomicUsize);

    impl GuideLoader for Counted {
        fn load(&self, interface: &GuideInterface) -> Option<Guide> {
            self.1.fetch_add(1, Ordering::Relaxed);
            self.0.iter().find(|guide| guide.id == interface.id).cloned()
        }
    }

    #[test]
    fn a_plan_is_made_from_interfaces_alone() {
        let mut site = mizan_testkit::site_at("https://example.org/");
        let plan = |site: &Site| crate::plan(site, &SourceMap::default(), PlanOptions::default()).0;
        let whole = plan(&site);
        let loader = Arc::new(Counted(site.guides.clone(), AtomicUsize::new(0)));
        site.guides = Guides::unloaded(site.guides.interfaces().to_vec(), Arc::clone(&loader) as Arc<dyn GuideLoader>);
        assert!(plan(&site).same_as(&whole));
        assert_eq!(loader.1.load(Ordering::Relaxed), 0, "no guide was read");

        let few = site.guides.clone();
        assert_eq!(few.get(0).map(|guide| &guide.id), few.interface(0).map(|guide| &guide.id));
        assert_eq!((few.get(0).is_some(), loader.1.load(Ordering::Relaxed)), (true, 1), "it is read once");
        assert!(site.guides.get(0).is_some() && few.get(few.len()).is_none());
        assert_eq!(loader.1.load(Ordering::Relaxed), 2, "and not kept by others");
    }
}
