//! A site that is held in memory and follows its files: what changed is understood anew, and nothing else.
//!
//! Every stage of the recipe keeps what it made, with what it found. A change makes stages stale by the paths that
//! changed; a stage that comes out as it was leaves those after it alone. A guide is one piece in each of them, so
//! that a save in a guide costs as much in a site of a thousand guides as in one of ten.
mod draft;
mod found;
mod memory;
mod stale;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use self::draft::Draft;
use self::memory::Memory;
use super::snapshot::Snapshot;
use super::{Fault, Options};
use mizan_model::Site;
use mizan_source::diagnostics::Diagnostics;
use mizan_source::{Changes, Folder, SourceMap};

/// A site that follows its files.
pub struct Session {
    folder: Folder,
    sources: SourceMap,
    options: Options,
    /// Pages are for the author's eyes.
    preview: bool,
    memory: Memory,
    /// The last state in which nothing was at fault.
    good: Option<Arc<Snapshot>>,
    /// The last state that was understood, whether good or not.
    draft: Option<Draft>,
    diagnostics: Arc<Diagnostics>,
    /// States that were before.
    past: Vec<(Option<Draft>, Option<Arc<Snapshot>>)>,
}

/// What came of reading changes.
#[derive(Clone, Debug, Default)]
pub struct Update {
    pub changes: Changes,
    /// There is a new good state.
    pub published: bool,
}

impl Session {
    /// Reads the site in `root`. Nothing is understood yet: [`update`](Session::update) does that.
    ///
    /// # Errors
    /// [`Fault`] where `root` is no folder.
    pub fn open(root: &Path, options: Options, preview: bool) -> Result<Session, Fault> {
        let (folder, sources) = Folder::open(root, options.theme).map_err(Fault::Load)?;
        Ok(Session {
            folder,
            sources,
            options,
            preview,
            memory: Memory::default(),
            good: None,
            draft: None,
            diagnostics: Arc::default(),
            past: Vec::new(),
        })
    }

    pub fn folder(&self) -> &Folder {
        &self.folder
    }

    pub fn sources(&self) -> &SourceMap {
        &self.sources
    }

    /// Facts and words as they are now, as far as they could be understood.
    pub fn site(&self) -> Option<&Site> {
        self.draft.as_ref().map(|draft| &draft.world.site)
    }

    /// The last state in which nothing was at fault.
    pub fn good(&self) -> Option<&Arc<Snapshot>> {
        self.good.as_ref()
    }

    /// All that is known to be wrong with the files as they are now.
    pub fn diagnostics(&self) -> &Arc<Diagnostics> {
        &self.diagnostics
    }

    /// Reads again what `paths` name, or everything; nothing is understood yet.
    pub fn reload(&mut self, paths: Option<&[PathBuf]>) -> Changes {
        match paths {
            Some(paths) => self.folder.reload(&mut self.sources, paths),
            None => self.folder.rescan(&mut self.sources),
        }
    }

    /// Understands `changes`, which were read: what they may have changed, and nothing else. Texts of guides that
    /// did not change themselves may be left to [`judge_some`](Session::judge_some).
    pub fn update(&mut self, changes: Changes) -> Update {
        let draft = self.memory.understand(&self.folder, &self.sources, &self.options, self.preview, &changes);
        let before = std::mem::replace(&mut self.draft, draft);
        let (all, faulty) = self.memory.collect(&self.folder);
        self.diagnostics = Arc::new(all);
        let good =
            self.draft.as_ref().filter(|_| !faulty).and_then(|draft| draft.snapshot(&self.sources, &self.options));
        let published = good.is_some();
        let good = good.map(Arc::new).or_else(|| self.good.clone());
        self.past.push((before, std::mem::replace(&mut self.good, good)));
        Update { changes, published }
    }

    /// Forgets states that were before. It takes longer than one would think, and nobody need wait for it.
    pub fn tidy(&mut self) {
        self.past.clear();
    }

    /// Whether texts wait to be read.
    pub fn is_waiting(&self) -> bool {
        self.draft.as_ref().is_some_and(|draft| !draft.waiting.is_empty() || draft.asked.is_some())
    }

    /// Reads the texts of some guides that wait for it; whether [`diagnostics`](Session::diagnostics) are others now.
    pub fn judge_some(&mut self) -> bool {
        const AT_ONCE: usize = 16;
        let Some(draft) = &mut self.draft else { return false };
        let rest = draft.waiting.split_off(draft.waiting.len().min(AT_ONCE));
        let guides = std::mem::replace(&mut draft.waiting, rest);
        let mut news = false;
        if guides.is_empty() {
            // Rules look at all of the site together.
            if let Some(asked) = draft.asked.take() {
                let ruled = self.memory.rule(draft, &asked, &self.sources, &self.folder, &self.options);
                news = ruled.iter().ne(self.memory.ruled.iter());
                self.memory.ruled = ruled;
            }
        }
        for (ix, judged) in draft.judge(&guides) {
            news |= !judged.found.is_empty() || !judged.broken.is_empty();
            self.memory.judged.insert(ix, judged);
        }
        if news {
            self.diagnostics = Arc::new(self.memory.collect(&self.folder).0);
        }
        news
    }
}
