//! A page at each old path that redirects to the current one.

use super::{ExportContext, SiteExporter};
use mizan_export::{Artifact, Assets, RedirectTarget};
use mizan_plan::PageIx;
pub(super) struct Redirects;

impl SiteExporter for Redirects {
    fn export(&self, context: ExportContext<'_>, _: &Assets) -> Vec<Artifact> {
        let plan = &context.context.plan;
        let target = |ix: PageIx| {
            let locale = plan.pages.get(ix).and_then(|page| context.context.locales.get(page.lang));
            let (lang, dir) = locale.map_or(("und", "ltr"), |locale| (locale.id(), locale.direction().as_str()));
            (context.context.title(context.shared, ix), lang, dir)
        };
        let titles: Vec<(String, &str, &str)> = plan.aliases.iter().map(|alias| target(alias.target)).collect();
        let by_page = |ix: PageIx| {
            let at = plan.aliases.iter().position(|alias| alias.target == ix).unwrap_or_default();
            let (title, lang, dir) = &titles[at];
            RedirectTarget { title, lang, dir }
        };
        mizan_export::redirects(plan, &by_page)
    }
}
