//! Sites for tests: built in memory, or read from tests/sites.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use mizan_engine::write::WriteError;
use mizan_engine::{self, Destination};
use mizan_export::Artifact;
use mizan_source::diagnostics::Diagnostics;
use mizan_source::{self, SourceMap};
use mizan_testkit::example::{self, SiteFiles};

pub(crate) use crate::checking::{judge, options, shown};

/// A site that a test writes down.
#[derive(Clone, Default)]
pub(crate) struct Site {
    sources: SourceMap,
}

impl Site {
    pub(crate) fn new() -> Site {
        Site::default()
    }

    /// Adds a file, or replaces it.
    pub(crate) fn file(self, path: &str, content: &str) -> Site {
        self.bytes(path, content.as_bytes())
    }

    pub(crate) fn bytes(mut self, path: &str, content: &[u8]) -> Site {
        self.sources.insert(path, content.to_vec());
        self
    }

    /// The files, with the default theme beside them.
    pub(crate) fn build(mut self) -> SourceMap {
        mizan::THEME.add_to(&mut self.sources);
        self.sources
    }
}

/// A folder under tests/sites.
pub(crate) fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/sites").join(name)
}

/// The files of a folder under tests/sites with the default theme beside them, and what reading them reported.
pub(crate) fn read(name: &str) -> (SourceMap, Diagnostics) {
    read_at(&folder(name))
}

pub(crate) fn read_at(folder: &Path) -> (SourceMap, Diagnostics) {
    let (mut sources, diagnostics) = mizan_source::load(folder).expect("the site is a folder");
    mizan::THEME.add_to(&mut sources);
    (sources, diagnostics)
}

/// The files of a case under tests/diagnostics.
pub(crate) fn case(name: &str) -> SiteFiles {
    let root = mizan_testkit::repository();
    let read = example::case(&root, name).and_then(|case| case.failing_site(&root));
    read.unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// A destination in memory.
#[derive(Default)]
pub(crate) struct Gathered(Mutex<BTreeMap<String, Vec<u8>>>);

impl Gathered {
    /// What was made, by path.
    pub(crate) fn files(self) -> BTreeMap<String, Vec<u8>> {
        self.0.into_inner().expect("no thread failed")
    }
}

impl Destination for Gathered {
    fn take(&self, artifact: &Artifact) -> Result<(), WriteError> {
        let Artifact { path, bytes, .. } = artifact.clone();
        let twice = self.0.lock().expect("no thread failed").insert(path.clone(), bytes);
        if twice.is_some() { Err(WriteError::Twice { path }) } else { Ok(()) }
    }
}
