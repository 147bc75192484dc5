//! Is told by the system, or looks for itself, which files something happened to.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::Duration;

use notify_debouncer_full::notify::event::{EventKind, ModifyKind};
use notify_debouncer_full::notify::{self, Event, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::ServeError;
use mizan_source::Folder;

/// What happened.
#[derive(Debug)]
pub(crate) enum Signal {
    /// Something happened to these paths.
    Paths {
        paths: Vec<PathBuf>,
        /// A folder that is watched came, went or is another one now: [`Watch::again`] is called for.
        folders: bool,
    },
    /// Something happened that cannot be told path by path.
    Everything,
}

/// How often files are looked at where the system does not tell.
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
        // What is not there any more is not watched any more.
        let _ = match self {
            Watcher::Native(watcher) => watcher.unwatch(path),
            Watcher::Poll(watcher) => watcher.unwatch(path),
        };
    }
}

/// Watches the folders of a site, for as long as it lives.
pub(crate) struct Watch {
    watcher: Watcher,
    root: PathBuf,
    /// Folders of the site: watched with all in them.
    parts: Vec<PathBuf>,
    /// Folders that links lead into.
    linked: BTreeSet<PathBuf>,
    sender: Sender<Signal>,
}

/// Begins to watch; and what is to be said if the system would not tell.
///
/// # Errors
/// [`ServeError::Watch`] where there is no way to watch.
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
            "The system does not tell of changes ({error}), so files are looked at twice a second. Where that says \
             that a limit is reached, close programs that watch folders, or raise fs.inotify.max_user_watches."
        )
    });
    Ok((watch, note))
}

fn handler(parts: Vec<PathBuf>, sender: Sender<Signal>) -> impl Fn(notify::Result<Event>) + Send + 'static {
    move |event| {
        let signal = match event {
            Ok(event) if event.need_rescan() => Signal::Everything,
            // Reading is no change.
            Ok(event) if matches!(event.kind, EventKind::Access(_)) || event.paths.is_empty() => return,
            Ok(event) => {
                let stays = matches!(event.kind, EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Metadata(_)));
                let folders = !stays && event.paths.iter().any(|path| parts.contains(path));
                Signal::Paths { paths: event.paths, folders }
            }
            Err(_) => Signal::Everything,
        };
        // Nobody listens any more only when the server ends.
        let _ = sender.send(signal);
    }
}

impl Watch {
    fn all(&mut self) -> notify::Result<()> {
        // Of the site's own folder only what lies directly in it: what is built, say, is none of our business.
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

    /// Watches anew: folders came, went, or are others of the same name.
    pub(crate) fn again(&mut self, folder: &Folder) {
        for path in std::iter::once(&self.root).chain(&self.parts).chain(&self.linked) {
            self.watcher.unwatch(path);
        }
        // Where a link led before it may lead again.
        self.linked.retain(|path| path.is_dir());
        self.linked.extend(folder.linked());
        if self.all().is_err() {
            // Whatever went missing in between shows when the folder is looked at the next time.
            let _ = self.sender.send(Signal::Everything);
        }
    }

    /// Watches folders that links lead into since a moment ago.
    pub(crate) fn links(&mut self, folder: &Folder) {
        for path in folder.linked() {
            if !self.linked.contains(&path) && self.watcher.watch(&path, RecursiveMode::Recursive).is_ok() {
                self.linked.insert(path);
            }
        }
    }
}
