//! A site in memory that is updated when its files change; only what changed is processed again.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::engine::{Candidate, Engine, Input};
use super::snapshot::Snapshot;
use super::{BuildError, Options};
use mizan_model::Site;
use mizan_source::diagnostics::Diagnostics;
use mizan_source::{Changes, Folder, SourceMap};

/// A site in memory that is updated when its files change.
pub struct Session {
    folder: Folder,
    sources: SourceMap,
    options: Options,
    /// The site is a preview for the author.
    preview: bool,
    engine: Engine,
    /// The last state without errors.
    good: Option<Arc<Snapshot>>,
    diagnostics: Arc<Diagnostics>,
    /// Earlier states.
    past: Vec<(Option<Candidate>, Option<Arc<Snapshot>>)>,
}

/// The result of an update.
#[derive(Clone, Debug, Default)]
pub struct Update {
    /// The files that were read again.
    pub changes: Changes,
    /// There is a new state without errors.
    pub published: bool,
}

impl Session {
    /// Reads the site in `root`. Nothing is parsed yet: [`update`](Session::update) does that.
    ///
    /// # Errors
    /// [`BuildError`] if `root` is not a folder.
    pub fn open(root: &Path, options: Options, preview: bool) -> Result<Session, BuildError> {
        let (folder, sources) = Folder::open(root, options.theme).map_err(BuildError::Load)?;
        Ok(Session {
            folder,
            sources,
            options,
            preview,
            engine: Engine::default(),
            good: None,
            diagnostics: Arc::default(),
            past: Vec::new(),
        })
    }

    /// The site's folder, which is watched.
    pub fn folder(&self) -> &Folder {
        &self.folder
    }

    /// The files as they were read last.
    pub fn sources(&self) -> &SourceMap {
        &self.sources
    }

    /// The current facts and text, as far as they could be parsed.
    pub fn site(&self) -> Option<&Site> {
        self.engine.candidate().map(|candidate| &candidate.context.site)
    }

    /// The last state without errors.
    pub fn good(&self) -> Option<&Arc<Snapshot>> {
        self.good.as_ref()
    }

    /// The diagnostics of the current files.
    pub fn diagnostics(&self) -> &Arc<Diagnostics> {
        &self.diagnostics
    }

    /// Reads `paths` again, or everything; nothing is parsed yet.
    pub fn reload(&mut self, paths: Option<&[PathBuf]>) -> Changes {
        match paths {
            Some(paths) => self.folder.reload(&mut self.sources, paths),
            None => self.folder.rescan(&mut self.sources),
        }
    }

    /// Processes `changes`, which were read: what they may affect, and nothing else. Text of guides that did not
    /// change themselves may be left to [`check_some`](Session::check_some).
    pub fn update(&mut self, changes: Changes) -> Update {
        let input = Input {
            sources: &self.sources,
            unreadable: self.folder.diagnostics(),
            options: &self.options,
            preview: self.preview,
        };
        let before = self.engine.update(input, &changes);
        let (all, has_errors) = self.engine.diagnostics(input);
        self.diagnostics = Arc::new(all);
        let candidate = self.engine.candidate().filter(|_| !has_errors);
        let good = candidate.and_then(|candidate| candidate.snapshot(&self.sources, &self.options));
        let published = good.is_some();
        let good = good.map(Arc::new).or_else(|| self.good.clone());
        self.past.push((before, std::mem::replace(&mut self.good, good)));
        Update { changes, published }
    }

    /// Drops earlier states. This is slow (there is much to deallocate), and nothing has to wait for it.
    pub fn tidy(&mut self) {
        self.past.clear();
    }

    /// Whether there is text still to be read.
    pub fn is_waiting(&self) -> bool {
        self.engine.is_waiting()
    }

    /// Reads the text of some guides that wait for it. Whether [`diagnostics`](Session::diagnostics) changed.
    pub fn check_some(&mut self) -> bool {
        let input = Input {
            sources: &self.sources,
            unreadable: self.folder.diagnostics(),
            options: &self.options,
            preview: self.preview,
        };
        let news = self.engine.check_some(input);
        if news {
            self.diagnostics = Arc::new(self.engine.diagnostics(input).0);
        }
        news
    }
}
