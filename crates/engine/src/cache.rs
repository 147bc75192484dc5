//! The build cache: for each guide, the files that were written for its pages, and the diagnostics of its text. A
//! guide whose inputs are the same is neither rendered nor compared again; its files only have to be in place.
//!
//! The key of a guide is a hash of everything that its pages are made from ([`fingerprint`]). A cache that
//! is damaged, or was written by another version or for another site, is ignored. If a file is not as it was
//! written, its guide is rendered again. Deleting the cache is always safe.

mod fingerprint;
mod portable;
mod record;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

use super::engine::{Candidate, CheckedPages, Input};
use super::{BuildSummary, Destination};
use crate::write::{self, OutputFile, WriteError};
use fingerprint::Fingerprints;
use mizan_export::Artifact;
use mizan_model::GuideIx;
use mizan_source::diagnostics::Diagnostics;
use portable::PortableDiagnostic;
use record::{CacheFile, GuideRecord, SiteRecord, header};

pub use crate::write::ProgramId;

/// Where the cache of a site is, relative to the site's folder.
pub const CACHE_FOLDER: &str = ".mizan/cache";

const FILE: &str = ".mizan/cache/guides.json";

const IGNORE: &str = ".mizan/cache/.gitignore";

/// A site of 200,000 pages has a cache of some 40 MB.
const LIMIT: u64 = 1 << 28;

/// The cache of one site, as one program left it.
pub(crate) struct BuildCache {
    program: ProgramId,
    /// The key of the site as it is now; `None` if something could not be read.
    site_key: Option<String>,
    /// By id of the guide: what the last build left.
    before: BTreeMap<String, GuideRecord>,
    /// The whole site, as the last build left it.
    site: Option<SiteRecord>,
    /// The cache that this build writes.
    after: CacheFile,
}

/// Whether a cache is used, and by which program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CacheUse {
    /// Every guide is rendered; nothing is read from `.mizan/cache`, and nothing is left there.
    Off,
    /// Guides that this program rendered before, from the same sources, are not rendered again.
    On(ProgramId),
}

/// The cached results of the requested guides.
pub(crate) struct Reuse {
    /// Guides whose files are in place, with the diagnostics of their text.
    pub reused: Vec<(GuideIx, CheckedPages)>,
    /// Guides that are to be rendered.
    pub stale: Vec<GuideIx>,
}

impl BuildCache {
    /// Reads the cache of the site in `root`, whose files are now those of `input`; an empty one where there is none that
    /// can be used.
    pub(crate) fn open(root: &Path, program: ProgramId, input: Input<'_>) -> BuildCache {
        let bytes = write::read_generated(root, FILE, &header(program, root), LIMIT);
        let file = bytes.and_then(|bytes| CacheFile::parse(&bytes));
        let CacheFile { guides, site } = file.unwrap_or_default();
        let site_key = fingerprint::site_key(input);
        BuildCache { program, site_key, before: guides, site, after: CacheFile::default() }
    }

    /// Leaves the cache for the next build.
    ///
    /// # Errors
    /// [`WriteError`] if it cannot be written. The next build starts from scratch then.
    pub(crate) fn save(self, root: &Path) -> Result<(), WriteError> {
        // Users who keep the site in git need not know of it.
        write::write_generated(root, IGNORE, b"*\n")?;
        write::write_generated(root, FILE, &self.after.bytes(self.program, root)).map(|_| ())
    }

    /// The whole site, where nothing has changed that it is made from.
    pub(crate) fn site(&self) -> Option<&SiteRecord> {
        self.site.as_ref().filter(|site| self.site_key.as_ref() == Some(&site.key))
    }

    /// Takes over the whole site, where all of its files are in place: how much it is, and what was reported.
    ///
    /// # Errors
    /// Those of the destination.
    pub(crate) fn reuse_site(
        &self,
        site: &SiteRecord,
        input: Input<'_>,
        destination: &dyn Destination,
    ) -> Result<Option<(BuildSummary, Diagnostics)>, WriteError> {
        let found: Option<Vec<_>> = site.found.iter().map(|found| found.diagnostic(input.sources)).collect();
        let Some(found) = found else { return Ok(None) };
        let files: Vec<OutputFile> =
            self.before.values().flat_map(|guide| &guide.files).chain(&site.files).cloned().collect();
        Ok(destination.adopt(&files)?.then(|| (site.summary, Diagnostics::from(found))))
    }

    /// Remembers the whole site, of so many guides: `files` are those that belong to no guide.
    pub(crate) fn remember_site(
        &mut self,
        input: Input<'_>,
        guides: usize,
        summary: BuildSummary,
        diagnostics: &Diagnostics,
        files: Vec<OutputFile>,
    ) {
        // Its files are those of all guides and these: a guide that left no record would be missing.
        let is_complete = self.after.guides.len() == guides;
        self.after.site = self.site_key.take().filter(|_| is_complete).map(|key| SiteRecord {
            key,
            found: diagnostics.iter().map(|found| PortableDiagnostic::new(found, input.sources)).collect(),
            summary,
            files,
        });
    }

    /// Takes what can be reused of `guides`.
    ///
    /// # Errors
    /// Those of the destination.
    pub(crate) fn reuse(
        &mut self,
        fingerprints: &Fingerprints<'_>,
        candidate: &Candidate,
        input: Input<'_>,
        guides: &[GuideIx],
        destination: &dyn Destination,
    ) -> Result<Reuse, WriteError> {
        let (mut reused, mut stale) = (Vec::new(), Vec::new());
        for ix in guides {
            let record =
                candidate.context.site.guides.interface(*ix).and_then(|guide| self.before.remove_entry(&guide.id));
            let checked = match &record {
                Some((_, record)) if record.key == fingerprints.key(*ix, &record.dependencies) => {
                    record.restore(candidate, input.sources)
                }
                _ => None,
            };
            match (checked, record) {
                (Some(checked), Some((id, record))) if destination.adopt(&record.files)? => {
                    reused.push((*ix, checked));
                    self.after.guides.insert(id, record);
                }
                _ => stale.push(*ix),
            }
        }
        Ok(Reuse { reused, stale })
    }

    /// Remembers guides that were rendered just now.
    pub(crate) fn remember(
        &mut self,
        fingerprints: &Fingerprints<'_>,
        candidate: &Candidate,
        input: Input<'_>,
        rendered: &[(GuideIx, CheckedPages)],
    ) {
        for (ix, checked) in rendered {
            let Some(guide) = candidate.context.site.guides.interface(*ix) else { continue };
            if let Some(record) = GuideRecord::new(fingerprints, candidate, input.sources, *ix, checked) {
                self.after.guides.insert(guide.id.clone(), record);
            }
        }
    }
}

/// The fingerprints of a state of a site.
pub(crate) fn fingerprints<'a>(candidate: &'a Candidate, input: Input<'a>) -> Fingerprints<'a> {
    Fingerprints::new(candidate, input)
}

/// A destination that notes what passes through it.
pub(crate) struct Recording<'a> {
    inner: &'a dyn Destination,
    files: Mutex<Vec<OutputFile>>,
}

impl<'a> Recording<'a> {
    pub(crate) fn new(inner: &'a dyn Destination) -> Recording<'a> {
        Recording { inner, files: Mutex::default() }
    }

    /// What passed, sorted by path.
    pub(crate) fn into_files(self) -> Vec<OutputFile> {
        let mut files = self.files.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files
    }
}

impl Destination for Recording<'_> {
    fn take(&self, artifact: &Artifact) -> Result<(), WriteError> {
        let file = OutputFile::of(artifact);
        self.files.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(file);
        self.inner.take(artifact)
    }
}
