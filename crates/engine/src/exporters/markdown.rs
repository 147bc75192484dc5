//! A copy of a page in Markdown, `index.md`.

use super::{ExportContext, PageExporter};
use mizan_export::{Artifact, markdown};
use mizan_plan::{Page, PageIx, Route};
use mizan_render::RenderContext;
use mizan_render::present::{GuideInLanguage, copy};

pub(super) struct Markdown;

impl PageExporter for Markdown {
    fn routes(&self, context: &RenderContext, page: &Page) -> Vec<Route> {
        context.plan.copy(&context.site, page).into_iter().collect()
    }

    fn export(&self, context: ExportContext<'_>, ix: PageIx, guide: Option<&GuideInLanguage>) -> Vec<Artifact> {
        let page = context.context.plan.pages.get(ix);
        let routes = page.map(|page| self.routes(context.context, page)).unwrap_or_default();
        let made = routes.into_iter().filter_map(|route| {
            let copy = copy(context.context, context.shared, guide, ix)?;
            Some(markdown::markdown(&copy, route))
        });
        made.collect()
    }
}
