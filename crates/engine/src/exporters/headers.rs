//! `_headers`, as Netlify and Cloudflare Pages read it.

use super::{ExportContext, SiteExporter};
use mizan_export::{Artifact, Assets, headers};

pub(super) struct Headers;

impl SiteExporter for Headers {
    fn export(&self, context: ExportContext<'_>, assets: &Assets) -> Vec<Artifact> {
        let uses = headers::Uses { data_images: assets.has_data_images() };
        vec![headers::headers(&context.context.site.config, &context.context.plan.base, uses)]
    }
}
