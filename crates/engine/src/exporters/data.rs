//! A guide's facts in a language, `data.json` for programs and `data.csv` for spreadsheets.

use super::{ExportContext, PageExporter};
use mizan_export::{Artifact, data_csv, data_json};
use mizan_plan::{Page, PageIx, PageKey, Route};
use mizan_render::RenderContext;
use mizan_render::present::GuideInLanguage;

pub(super) struct Data;

impl PageExporter for Data {
    fn routes(&self, context: &RenderContext, page: &Page) -> Vec<Route> {
        match page.key {
            PageKey::Guide(_) if context.site.config.outputs.data => {
                ["data.json", "data.csv"].map(|name| page.route.file(name)).into()
            }
            _ => Vec::new(),
        }
    }

    fn export(&self, context: ExportContext<'_>, ix: PageIx, guide: Option<&GuideInLanguage>) -> Vec<Artifact> {
        let page = context.context.plan.pages.get(ix).filter(|page| !self.routes(context.context, page).is_empty());
        let data = guide.filter(|_| page.is_some()).and_then(|guide| guide.data(context.context, context.shared));
        match (page, data) {
            (Some(page), Some(data)) => vec![data_json(&data, &page.route), data_csv(&data, &page.route)],
            _ => Vec::new(),
        }
    }
}
