//! `sitemap.xml`, in parts if the site is large.

use super::{ExportContext, SiteExporter};
use mizan_export::{Artifact, Assets};

pub(super) struct Sitemap;

impl SiteExporter for Sitemap {
    fn export(&self, context: ExportContext<'_>, _: &Assets) -> Vec<Artifact> {
        mizan_export::sitemap(&context.context.site, &context.context.plan)
    }
}
