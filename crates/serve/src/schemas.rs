//! Keeps the schemas for editors current while the author edits.

use std::collections::BTreeSet;

use super::Report;
use mizan_engine::Session;
use mizan_engine::schemas;
use mizan_source::Changes;

/// Which schemas may be outdated.
#[derive(Debug, Default)]
pub(crate) struct Due {
    site: bool,
    /// By id.
    guides: BTreeSet<String>,
    /// Reported once, because saving a file would not fix it.
    failed: bool,
}

impl Due {
    /// At the start all may be outdated.
    pub(crate) fn all() -> Due {
        Due { site: true, ..Due::default() }
    }

    /// Records changes.
    pub(crate) fn after(&mut self, changes: &Changes) {
        for path in changes.all().into_iter().filter(|path| path.ends_with(".toml")) {
            match path.split('/').collect::<Vec<_>>().as_slice() {
                ["content", "guides", guide, ..] => {
                    self.guides.insert((*guide).to_owned());
                }
                _ => self.site = true,
            }
        }
    }

    /// Writes outdated schemas, if the site uses schemas and can be read.
    pub(crate) fn keep(&mut self, session: &Session, report: &dyn Report) {
        if !self.site && self.guides.is_empty() {
            return;
        }
        let Some(site) = session.site() else { return };
        let root = session.folder().root();
        let guides = (!self.site).then(|| std::mem::take(&mut self.guides));
        *self = Due { failed: self.failed, ..Due::default() };
        if !schemas::is_used(root) {
            return;
        }
        let written = schemas::refresh(root, site, session.diagnostics(), guides.as_ref());
        if let Err(error) = written
            && !std::mem::replace(&mut self.failed, true)
        {
            report.note(&format!("cannot update the schemas for editors: {error}"));
        }
    }
}
