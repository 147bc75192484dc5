//! `feed.xml`, an Atom feed for each language.

use super::{ExportContext, SiteExporter};
use mizan_export::{Artifact, Assets};

pub(super) struct Feed;

impl SiteExporter for Feed {
    fn export(&self, context: ExportContext<'_>, _: &Assets) -> Vec<Artifact> {
        let site = &context.context.site;
        let feed = |lang| {
            let isolate = |text: &str| context.context.isolated(lang, text);
            mizan_export::feed(site, &context.context.plan, lang, &isolate)
        };
        site.config.languages.indices().map(feed).collect()
    }
}
