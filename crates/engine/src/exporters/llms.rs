//! `llms.txt`, which lists the guides for language models: one for the site, and one for each language.

use super::{ExportContext, SiteExporter};
use mizan_export::{Artifact, Assets, llms as llms_txt};
use mizan_plan::{LLMS, Plan};
use mizan_render::present::llms;
pub(super) struct Llms;

impl SiteExporter for Llms {
    fn export(&self, context: ExportContext<'_>, _: &Assets) -> Vec<Artifact> {
        let site = &context.context.site;
        let of_language = |route: &_| {
            site.config.languages.indices().find(|lang| Plan::language_root(site, *lang).file(LLMS) == *route)
        };
        let file = |route| {
            let listing = llms(context.context, context.shared, of_language(&route))?;
            Some(llms_txt::llms(&listing, route))
        };
        context.context.plan.llms(site).into_iter().filter_map(file).collect()
    }
}
