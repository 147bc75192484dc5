//! `robots.txt`.

use super::{ExportContext, SiteExporter};
use mizan_export::{Artifact, Assets};

pub(super) struct Robots;

impl SiteExporter for Robots {
    fn export(&self, context: ExportContext<'_>, _: &Assets) -> Vec<Artifact> {
        vec![mizan_export::robots(&context.context.plan)]
    }
}
