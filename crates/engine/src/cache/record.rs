//! The cache entry of a guide, and the file with all entries.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::super::engine::{Candidate, CheckedPages};
use super::super::{BuildSummary, lint_inputs};
use super::ProgramId;
use super::fingerprint::{DependencyId, Fingerprints};
use super::portable::PortableDiagnostic;
use crate::write::OutputFile;
use mizan_model::GuideIx;
use mizan_source::SourceMap;
use mizan_source::diagnostics::Diagnostics;

/// Title and description of a page, for lint rules.
#[derive(Debug, Serialize, Deserialize)]
struct PageMetaRecord {
    route: String,
    title: String,
    description: String,
}

/// One guide.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct GuideRecord {
    pub key: String,
    /// The dependencies of its text; part of the key.
    pub dependencies: Vec<DependencyId>,
    found: Vec<PortableDiagnostic>,
    meta: Vec<PageMetaRecord>,
    pub files: Vec<OutputFile>,
}

impl GuideRecord {
    /// `None` if it is not to be kept: something has an error.
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
        let meta = checked.page_meta.iter().map(|head| PageMetaRecord {
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

    /// The diagnostics of the guide's text. `None` if a file or a page that they refer to does not exist.
    pub(super) fn restore(&self, candidate: &Candidate, sources: &SourceMap) -> Option<CheckedPages> {
        if !candidate.sound {
            return None;
        }
        let found: Option<Vec<_>> = self.found.iter().map(|found| found.diagnostic(sources)).collect();
        let meta = |meta: &PageMetaRecord| {
            let page = candidate.context.plan.pages.get(candidate.context.plan.at(&meta.route)?)?;
            lint_inputs::page_meta(&candidate.context, page, meta.title.clone(), meta.description.clone())
        };
        let page_meta: Option<Vec<_>> = self.meta.iter().map(meta).collect();
        Some(CheckedPages {
            found: Diagnostics::from(found?),
            sound: true,
            page_meta: page_meta?,
            files: self.files.clone(),
            ..CheckedPages::default()
        })
    }
}

/// The site as a whole.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct SiteRecord {
    pub key: String,
    /// All that was reported.
    pub found: Vec<PortableDiagnostic>,
    pub summary: BuildSummary,
    /// Files that belong to no guide.
    pub files: Vec<OutputFile>,
}

/// All guides of a site, and the site.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct CacheFile {
    pub guides: BTreeMap<String, GuideRecord>,
    pub site: Option<SiteRecord>,
}

impl CacheFile {
    /// The records after a line with their checksum.
    pub(super) fn bytes(&self, program: ProgramId, root: &Path) -> Vec<u8> {
        // A map of strings to structs of strings and numbers has a form in JSON.
        let records = serde_json::to_vec(self).unwrap_or_default();
        let mut bytes = format!("{}\n{}\n", header(program, root), blake3::hash(&records)).into_bytes();
        bytes.extend(records);
        bytes
    }

    /// From what follows the header; `None` if it is damaged.
    pub(super) fn parse(bytes: &[u8]) -> Option<CacheFile> {
        let end = bytes.iter().position(|byte| *byte == b'\n')?;
        let (checksum, records) = (bytes.get(..end)?, bytes.get(end + 1..)?);
        if checksum != blake3::hash(records).to_hex().as_bytes() {
            return None;
        }
        serde_json::from_slice(records).ok()
    }
}

/// The first line of the file: which program left it, for which site.
pub(super) fn header(program: ProgramId, root: &Path) -> String {
    let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    format!("mizan cache {program} {}", blake3::hash(root.as_os_str().as_encoded_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn program(byte: u8) -> ProgramId {
        ProgramId::of_bytes(&[byte])
    }

    #[test]
    fn a_file_that_is_damaged_is_ignored() {
        let bytes = CacheFile::default().bytes(program(1), Path::new("."));
        let body = &bytes[header(program(1), Path::new(".")).len() + 1..];
        assert!(CacheFile::parse(body).is_some());
        for at in 0..body.len() {
            let mut damaged = body.to_vec();
            damaged[at] ^= 1;
            assert!(CacheFile::parse(&damaged).is_none(), "byte {at}");
            assert!(CacheFile::parse(&body[..at]).is_none(), "cut at {at}");
        }
    }

    #[test]
    fn the_header_names_program_and_site() {
        let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        assert_eq!(header(program(1), one.path()), header(program(1), one.path()));
        assert_ne!(header(program(1), one.path()), header(program(2), one.path()), "another program");
        assert_ne!(header(program(1), one.path()), header(program(1), other.path()), "another site");
    }
}
