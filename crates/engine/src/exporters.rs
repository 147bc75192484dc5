//! Output formats other than HTML pages. Each is a file in this folder that implements `PageExporter` or
//! `SiteExporter`, and a line in `PAGE_EXPORTERS` or `SITE_EXPORTERS`: build and serve make every file through them.

mod data;
mod feed;
mod headers;
mod llms;
mod markdown;
mod nojekyll;
mod oembed;
mod redirects;
mod robots;
mod sitemap;

use mizan_export::{Artifact, Assets};
use mizan_plan::{Page, PageIx, Route};
use mizan_render::present::{GuideInLanguage, RenderContext, SharedViews};

/// Formats of a page.
pub(super) const PAGE_EXPORTERS: &[&dyn PageExporter] = &[&data::Data, &markdown::Markdown, &oembed::OEmbed];

/// Formats of the site as a whole.
pub(super) const SITE_EXPORTERS: &[&dyn SiteExporter] = &[
    &sitemap::Sitemap,
    &robots::Robots,
    &nojekyll::NoJekyll,
    &headers::Headers,
    &feed::Feed,
    &llms::Llms,
    &redirects::Redirects,
];

/// The inputs of an exporter.
#[derive(Clone, Copy)]
pub(super) struct ExportContext<'a> {
    pub context: &'a RenderContext,
    pub shared: &'a SharedViews,
}

/// Writes the files of a page other than its HTML.
pub(super) trait PageExporter: Sync {
    /// The routes of the files of a page, if it has any: known before the files are made.
    fn routes(&self, context: &RenderContext, page: &Page) -> Vec<Route>;

    /// The files, one for each of the routes. `guide` is what the pages of the page's guide share, in its language.
    fn export(&self, context: ExportContext<'_>, page: PageIx, guide: Option<&GuideInLanguage>) -> Vec<Artifact>;
}

/// Writes files of the whole site: lists of pages, and files for hosts and crawlers.
pub(super) trait SiteExporter: Sync {
    fn export(&self, context: ExportContext<'_>, assets: &Assets) -> Vec<Artifact>;
}

/// Every file of the whole site.
pub(super) fn site_files(context: ExportContext<'_>, assets: &Assets) -> Vec<Artifact> {
    SITE_EXPORTERS.iter().flat_map(|exporter| exporter.export(context, assets)).collect()
}
