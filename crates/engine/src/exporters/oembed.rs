//! `oembed.json` next to the embed page of a guide, for editors that embed a URL.

use super::{ExportContext, PageExporter};
use mizan_export::{Artifact, oembed};
use mizan_plan::{Page, PageIx, PageKey, Route};
use mizan_render::RenderContext;
use mizan_render::present::GuideInLanguage;

pub(super) struct OEmbed;

impl PageExporter for OEmbed {
    fn routes(&self, _: &RenderContext, page: &Page) -> Vec<Route> {
        match page.key {
            PageKey::Embed(_) => vec![page.route.file("oembed.json")],
            _ => Vec::new(),
        }
    }

    fn export(&self, context: ExportContext<'_>, ix: PageIx, guide: Option<&GuideInLanguage>) -> Vec<Artifact> {
        let Some(page) = context.context.plan.pages.get(ix) else { return Vec::new() };
        let routes = self.routes(context.context, page);
        let embed = guide.and_then(|guide| guide.oembed(context.context, context.shared));
        embed.iter().flat_map(|embed| routes.iter().map(|route| oembed(embed, route))).collect()
    }
}
