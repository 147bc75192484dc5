//! Watches files: by events of the system, or by polling.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::Duration;

use notify_debouncer_full::notify::event::{EventKind, ModifyKind};
use notify_debouncer_full::notify::{self, Event, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::ServeError;
use mizan_source::Folder;

/// A change of files.
#[derive(Debug)]
pub(crate) enum Signal {
    /// These paths changed.
    Paths {
        paths: Vec<PathBuf>,
        /// A watched folder was created, removed or replaced: [`Watch::again`] must be called.
        folders: bool,
    },
    /// Any path may have changed.
    Everything,
}

/// How often files are checked if the system does not report changes.
const POLL: Duration = Duration::from_millis(500);

enum Watcher {
    Native(RecommendedWatcher),
    Poll(PollWatcher),
}

impl Watcher {
    fn watch(&mut self, path: &Path, mode: RecursiveMode) -> notify::Result<()> {
        match self {
            Watcher::Native(watcher) => watcher.watch(path, mode),
            Watcher::Poll(watcher) => watcher.watch(path, mode),
        }
    }

    fn unwatch(&mut self, path: &Path) {
        // A path that does not exist any more is not watched.
        let _ = match self {
            Watcher::Native(watcher) => watcher.unwatch(path),
            Watcher::Poll(watcher) => watcher.unwatch(path),
        };
    }
}

/// Watches the folders of a site until it is dropped.
pub(crate) struct Watch {
    watcher: Watcher,
    root: PathBuf,
    /// Folders of the site, which are watched recursively.
    parts: Vec<PathBuf>,
    /// Targets of symbolic links.
    linked: BTreeSet<PathBuf>,
    sender: Sender<Signal>,
}

/// Starts to watch; with a note if files have to be polled.
///
/// # Errors
/// [`ServeError::Watch`] if files cannot be watched.
pub(crate) fn start(
    folder: &Folder,
    poll: bool,
    sender: Sender<Signal>,
) -> Result<(Watch, Option<String>), ServeError> {
    let parts: Vec<PathBuf> = folder.parts().filter(|part| part.extension().is_none()).collect();
    let watch = |watcher| -> notify::Result<Watch> {
        let (root, parts, linked) = (folder.root().to_owned(), parts.clone(), folder.linked());
        let mut watch = Watch { watcher, root, parts, linked, sender: sender.clone() };
        watch.all()?;
        Ok(watch)
    };
    let reason = if poll {
        None
    } else {
        let handler = handler(parts.clone(), sender.clone());
        let watcher = RecommendedWatcher::new(handler, notify::Config::default());
        match watcher.map(Watcher::Native).and_then(watch) {
            Ok(watch) => return Ok((watch, None)),
            Err(error) => Some(error),
        }
    };
    let config = notify::Config::default().with_poll_interval(POLL);
    let watcher = PollWatcher::new(handler(parts.clone(), sender.clone()), config);
    let watch =
        watcher.map(Watcher::Poll).and_then(watch).map_err(|error| ServeError::Watch { reason: error.to_string() })?;
    let note = reason.map(|error| {
        format!(
            "the system does not report changes ({error}), so files are checked twice a second; if a limit was \
             reached, close programs that watch folders, or raise fs.inotify.max_user_watches"
        )
    });
    Ok((watch, note))
}

fn handler(parts: Vec<PathBuf>, sender: Sender<Signal>) -> impl Fn(notify::Result<Event>) + Send + 'static {
    move |event| {
        let signal = match event {
            Ok(event) if event.need_rescan() => Signal::Everything,
            // Reading is not a change.
            Ok(event) if matches!(event.kind, EventKind::Access(_)) || event.paths.is_empty() => return,
            Ok(event) => {
                let stays = matches!(event.kind, EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Metadata(_)));
                let folders = !stays && event.paths.iter().any(|path| parts.contains(path));
                Signal::Paths { paths: event.paths, folders }
            }
            Err(_) => Signal::Everything,
        };
        // There is no receiver only when the server stops.
        let _ = sender.send(signal);
    }
}

impl Watch {
    fn all(&mut self) -> notify::Result<()> {
        // Not recursively, because the output folder may be in it.
        self.watcher.watch(&self.root, RecursiveMode::NonRecursive)?;
        for part in &self.parts {
            if part.is_dir() {
                self.watcher.watch(part, RecursiveMode::Recursive)?;
            }
        }
        for folder in &self.linked {
            self.watcher.watch(folder, RecursiveMode::Recursive)?;
        }
        Ok(())
    }

    /// Watches again, after folders were created, removed or replaced.
    pub(crate) fn again(&mut self, folder: &Folder) {
        for path in std::iter::once(&self.root).chain(&self.parts).chain(&self.linked) {
            self.watcher.unwatch(path);
        }
        // A former target of a link may become one again.
        self.linked.retain(|path| path.is_dir());
        self.linked.extend(folder.linked());
        if self.all().is_err() {
            // Changes that were missed are found by reading everything.
            let _ = self.sender.send(Signal::Everything);
        }
    }

    /// Watches new targets of symbolic links.
    pub(crate) fn links(&mut self, folder: &Folder) {
        for path in folder.linked() {
            if !self.linked.contains(&path) && self.watcher.watch(&path, RecursiveMode::Recursive).is_ok() {
                self.linked.insert(path);
            }
        }
    }
}
