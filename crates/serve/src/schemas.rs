//! Keeps the schemas by which editors know the site's files true while its author works.

use std::collections::BTreeSet;

use super::Report;
use mizan_engine::Session;
use mizan_engine::schemas;
use mizan_source::Changes;

/// Which schemas may no longer be true.
#[derive(Debug, Default)]
pub(crate) struct Due {
    site: bool,
    /// By id.
    guides: BTreeSet<String>,
    /// Told once: it is nothing that a save would mend.
    failed: bool,
}

impl Due {
    /// After a start all may be old.
    pub(crate) fn all() -> Due {
        Due { site: true, ..Due::default() }
    }

    /// Takes note of what changed.
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

    /// Writes what is due, where the site has schemas and can be made out.
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
        let kept = schemas::refresh(root, site, session.diagnostics(), guides.as_ref());
        if let Err(fault) = kept
            && !std::mem::replace(&mut self.failed, true)
        {
            report.note(&format!("what editors know of the site could not be brought up to date: {fault}"));
        }
    }
}
