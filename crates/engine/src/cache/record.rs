//! What is kept of one guide, and the file that all of it is in.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::super::engine::{Candidate, CheckedPages};
use super::super::{BuildSummary, lint_inputs};
use super::ProgramId;
use super::fingerprint::{DependencyId, Fingerprints};
use super::portable::PortableDiagnostic;
use crate::write::KeptFile;
use mizan_model::GuideIx;
use mizan_source::SourceMap;
use mizan_source::diagnostics::Diagnostics;

/// Title and description of a page, for lint rules.
#[derive(Debug, Serialize, Deserialize)]
struct PageMeta {
    route: String,
    title: String,
    description: String,
}

/// One guide.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct GuideRecord {
    pub key: String,
    /// What its texts dependencies; part of the key.
    pub dependencies: Vec<DependencyId>,
    found: Vec<PortableDiagnostic>,
    meta: Vec<PageMeta>,
    pub files: Vec<KeptFile>,
}

impl GuideRecord {
    /// `None` where it is not to be kept: something has an error.
    pub(super) fn new(
        fingerprints: &Fingerprints<'_>,
        candidate: &Candidate,
        sources: &SourceMap,
        guide: GuideIx,
        checked: &CheckedPages,
    ) -> Option<GuideRecord> {
        if !candidate.sound || !checked.broken.is_empty() || checked.found.has_errors() {
            return None;
        }
        let dependencies = fingerprints.dependencies(&checked.dependencies);
        let meta = checked.page_meta.iter().map(|head| PageMeta {
            route: head.path.clone(),
            title: head.title.clone(),
            description: head.description.clone(),
        });
        Some(GuideRecord {
            key: fingerprints.key(guide, &dependencies),
            meta: meta.collect(),
            found: checked.found.iter().map(|found| PortableDiagnostic::new(found, sources)).collect(),
            files: checked.files.clone(),
            dependencies,
        })
    }

    /// What was reported of the guide's texts. `None` where a file or a page that it names is not there.
    pub(super) fn checked(&self, candidate: &Candidate, sources: &SourceMap) -> Option<CheckedPages> {
        if !candidate.sound {
            return None;
        }
        let found: Option<Vec<_>> = self.found.iter().map(|found| found.diagnostic(sources)).collect();
        let head = |meta: &PageMeta| {
            let page = candidate.context.plan.pages.get(candidate.context.plan.at(&meta.route)?)?;
            lint_inputs::page_meta(&candidate.context, page, meta.title.clone(), meta.description.clone())
        };
        let heads: Option<Vec<_>> = self.meta.iter().map(head).collect();
        Some(CheckedPages {
            found: Diagnostics::from(found?),
            sound: true,
            page_meta: heads?,
            files: self.files.clone(),
            ..CheckedPages::default()
        })
    }
}

/// Changes whenever what is kept, or what a key covers, changes.
const VERSION: u32 = 1;

/// The site as a whole.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct SiteRecord {
    pub key: String,
    /// All that was reported.
    pub found: Vec<PortableDiagnostic>,
    pub summary: BuildSummary,
    /// Files that belong to no guide.
    pub files: Vec<KeptFile>,
}

/// All guides of a site, and the site.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct CacheFile {
    pub guides: BTreeMap<String, GuideRecord>,
    pub site: Option<SiteRecord>,
}

impl CacheFile {
    /// A line that says what the file is of, with a checksum, and the records.
    pub(super) fn bytes(&self, program: ProgramId, root: &Path) -> Vec<u8> {
        // A map of strings to structs of strings and numbers has a form in JSON.
        let records = serde_json::to_vec(self).unwrap_or_default();
        let mut bytes = head(program, root, &records).into_bytes();
        bytes.extend(records);
        bytes
    }

    /// `None` where the file is damaged, or was left by another program or for another site.
    pub(super) fn parse(bytes: &[u8], program: ProgramId, root: &Path) -> Option<CacheFile> {
        let end = bytes.iter().position(|byte| *byte == b'\n')? + 1;
        let (line, records) = bytes.split_at_checked(end)?;
        if line != head(program, root, records).as_bytes() {
            return None;
        }
        serde_json::from_slice(records).ok()
    }
}

fn head(program: ProgramId, root: &Path, records: &[u8]) -> String {
    let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let site = blake3::hash(root.as_os_str().as_encoded_bytes());
    format!("mizan cache {VERSION} {program} {site} {}\n", blake3::hash(records))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn program(byte: u8) -> ProgramId {
        ProgramId::of_bytes(&[byte])
    }

    #[test]
    fn a_file_that_is_damaged_or_not_ours_is_ignored() {
        let file = CacheFile::default();
        let (root, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let bytes = file.bytes(program(1), root.path());
        assert!(CacheFile::parse(&bytes, program(1), root.path()).is_some());
        assert!(CacheFile::parse(&bytes, program(2), root.path()).is_none(), "another program");
        assert!(CacheFile::parse(&bytes, program(1), other.path()).is_none(), "another site");
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1;
            assert!(CacheFile::parse(&damaged, program(1), root.path()).is_none(), "byte {at}");
            assert!(CacheFile::parse(&bytes[..at], program(1), root.path()).is_none(), "cut at {at}");
        }
    }
}
