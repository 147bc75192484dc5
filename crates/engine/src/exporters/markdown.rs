//! A copy of a page in Markdown, `index.md`.

use super::{ExportContext, PageExporter};
use mizan_export::{Artifact, markdown};
use mizan_plan::{Page, PageIx, Route};
use mizan_render::World;
use mizan_render::present::{GuideInLanguage, copy};

pub(super) struct Markdown;

impl PageExporter for Markdown {
    fn routes(&self, world: &World, page: &Page) -> Vec<Route> {
        world.plan.copy(&world.site, page).into_iter().collect()
    }

    fn export(&self, context: ExportContext<'_>, ix: PageIx, guide: Option<&GuideInLanguage>) -> Vec<Artifact> {
        let page = context.world.plan.pages.get(ix);
        let routes = page.map(|page| self.routes(context.world, page)).unwrap_or_default();
        let made = routes.into_iter().filter_map(|route| {
            let copy = copy(context.press, context.shelf, guide, ix)?;
            Some(markdown::markdown(&copy, route))
        });
        made.collect()
    }
}
