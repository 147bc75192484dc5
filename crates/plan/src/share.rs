//! What one guide gives to the plan. While that stays as it is, so does the plan: a changed word in a guide moves
//! no page.

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
    /// Nothing was at fault; otherwise places matter too, and no two shares are taken for equal.
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
