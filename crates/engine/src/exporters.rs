//! Output formats beside the pages themselves. A format is one file in this folder, which implements one of two
//! traits, and one line in one of two lists: build and serve make every file through them.

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

/// Formats that a page may also have.
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

/// What files are made from.
#[derive(Clone, Copy)]
pub(super) struct ExportContext<'a> {
    pub context: &'a RenderContext,
    pub shared: &'a SharedViews,
}

/// Makes files that are beside a page.
pub(super) trait PageExporter: Sync {
    /// Where the files of a page are, if it has any: known before they are made.
    fn routes(&self, context: &RenderContext, page: &Page) -> Vec<Route>;

    /// The files, one for each of the routes. `guide` is what the pages of the page's guide share, in its language.
    fn export(&self, context: ExportContext<'_>, page: PageIx, guide: Option<&GuideInLanguage>) -> Vec<Artifact>;
}

/// Makes files of the site: what lists pages, and what hosts and robots read.
pub(super) trait SiteExporter: Sync {
    fn export(&self, context: ExportContext<'_>, assets: &Assets) -> Vec<Artifact>;
}

/// Every file of the site that is neither a page, nor beside one, nor copied.
pub(super) fn site_files(context: ExportContext<'_>, assets: &Assets) -> Vec<Artifact> {
    SITE_EXPORTERS.iter().flat_map(|exporter| exporter.export(context, assets)).collect()
}
