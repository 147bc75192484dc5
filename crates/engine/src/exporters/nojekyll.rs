//! `.nojekyll`, which makes GitHub Pages publish all files.

use super::{ExportContext, SiteExporter};
use mizan_export::{Artifact, Assets};

pub(super) struct NoJekyll;

impl SiteExporter for NoJekyll {
    fn export(&self, _: ExportContext<'_>, _: &Assets) -> Vec<Artifact> {
        vec![mizan_export::nojekyll()]
    }
}
