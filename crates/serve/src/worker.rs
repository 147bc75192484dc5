//! Processes changes of files: reads them, updates the session, publishes the result.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use super::hub::{Broadcaster, Problems, SiteState};
use super::schemas::Due;
use super::watch::{Signal, Watch};
use super::{Report, StatusUpdate};
use mizan_engine::Session;
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics};
use mizan_source::{Changes, Identity};

/// How long background checks run before signals are handled.
const SPELL: Duration = Duration::from_millis(40);
/// How often the folders themselves are compared: a watcher may not report that a folder was replaced.
const LOOK: Duration = Duration::from_secs(1);
/// The first and the longest wait before an unreadable file is read again: programs lock files, and no event is sent when
/// they unlock them.
const AGAIN: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(30));
/// How long there must be no event before files are read: an editor saves in several steps.
const QUIET: Duration = Duration::from_millis(10);
/// How long to wait for that, if events continue.
const PATIENCE: Duration = Duration::from_millis(100);
/// How long new problems are held back: a half-written file is complete a moment later.
const GRACE: Duration = Duration::from_millis(150);

pub(crate) struct Worker {
    session: Session,
    watch: Watch,
    hub: Arc<Broadcaster>,
    report: Arc<dyn Report>,
    identity: Identity,
    looked: Instant,
    /// Changes that were read, and are not published yet.
    held: Option<Held>,
    /// Diagnostics about files that could not be read.
    unread: Vec<Diagnostic>,
    retry: Retry,
    /// Diagnostics that were reported.
    reported: HashSet<Diagnostic>,
    schemas: Due,
    build: u64,
    sheets: u64,
    files: u64,
}

/// When unreadable files are read again: later each time, because they may stay unreadable.
#[derive(Debug)]
struct Retry {
    at: Instant,
    wait: Duration,
}

impl Retry {
    fn new(now: Instant) -> Retry {
        Retry { at: now + AGAIN.0, wait: AGAIN.0 }
    }

    /// Whether it is time.
    fn is_due(&mut self, now: Instant) -> bool {
        if now < self.at {
            return false;
        }
        self.wait = (self.wait * 2).min(AGAIN.1);
        self.at = now + self.wait;
        true
    }
}

struct Held {
    changes: Changes,
    since: Instant,
    until: Instant,
}

impl Worker {
    pub(crate) fn new(session: Session, watch: Watch, hub: Arc<Broadcaster>, report: Arc<dyn Report>) -> Worker {
        let identity = session.folder().identity();
        let looked = Instant::now();
        let (held, reported) = (None, HashSet::new());
        let unread = session.folder().diagnostics().iter().cloned().collect();
        let schemas = Due::all();
        Worker {
            session,
            watch,
            hub,
            report,
            identity,
            looked,
            held,
            unread,
            retry: Retry::new(looked),
            reported,
            schemas,
            build: 0,
            sheets: 0,
            files: 0,
        }
    }

    /// Loads the site for the first time.
    pub(crate) fn first(&mut self) {
        let since = Instant::now();
        self.session.update(Changes::default());
        self.publish(Changes::default(), since);
    }

    /// Follows `signals` until the sender is dropped.
    pub(crate) fn follow(&mut self, signals: &Receiver<Signal>) {
        loop {
            let patience = match &self.held {
                Some(held) => held.until.saturating_duration_since(Instant::now()),
                None if self.session.is_waiting() => Duration::ZERO,
                None => LOOK,
            };
            match signals.recv_timeout(patience) {
                Ok(signal) => self.take(signal, signals),
                Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) => match self.held.take() {
                    Some(held) => self.publish(held.changes, held.since),
                    None if self.session.is_waiting() => self.check(),
                    None => self.schemas.keep(&self.session, &*self.report),
                },
            }
            if self.looked.elapsed() >= LOOK {
                self.look();
            }
        }
    }

    fn take(&mut self, signal: Signal, signals: &Receiver<Signal>) {
        let since = Instant::now();
        let (mut everything, mut again, mut all) = (false, false, Vec::new());
        let mut next = Some(signal);
        while let Some(signal) = next {
            match signal {
                Signal::Everything => everything = true,
                Signal::Paths { paths, folders } => {
                    again |= folders;
                    all.extend(paths);
                }
            }
            next = if since.elapsed() < PATIENCE { signals.recv_timeout(QUIET).ok() } else { None };
        }
        all.sort();
        all.dedup();
        if everything || again {
            // Watch first, then read, so that no change is missed.
            self.watch.again(self.session.folder());
            self.identity = self.session.folder().identity();
        }
        let changes = self.session.reload((!everything).then_some(all.as_slice()));
        self.update(changes, since);
    }

    /// Checks whether the site's folders are still the same ones.
    fn look(&mut self) {
        self.looked = Instant::now();
        let identity = self.session.folder().identity();
        if identity != self.identity {
            self.identity = identity;
            let since = Instant::now();
            self.watch.again(self.session.folder());
            let changes = self.session.reload(None);
            self.update(changes, since);
        } else if self.unread.iter().any(|diagnostic| diagnostic.code == Code::Unreadable)
            && self.retry.is_due(self.looked)
        {
            let changes = self.session.reload(None);
            self.update(changes, self.looked);
        }
    }

    fn update(&mut self, changes: Changes, since: Instant) {
        self.watch.links(self.session.folder());
        let unread: Vec<Diagnostic> = self.session.folder().diagnostics().iter().cloned().collect();
        if changes.is_empty() && unread == self.unread && self.held.is_none() {
            return;
        }
        self.unread = unread;
        self.retry = Retry::new(since);
        let update = self.session.update(changes);
        let (mut changes, mut first) = (update.changes, since);
        if let Some(held) = self.held.take() {
            let later = std::mem::replace(&mut changes, held.changes);
            changes.then(later);
            first = held.since;
        }
        let new_problems = !update.published && self.hub.state().problems.errors == 0;
        if new_problems && first.elapsed() < 4 * GRACE {
            self.held = Some(Held { changes, since: first, until: Instant::now() + GRACE });
        } else {
            self.publish(changes, first);
        }
    }

    /// Runs background checks.
    fn check(&mut self) {
        let since = Instant::now();
        let mut news = false;
        while self.session.is_waiting() && since.elapsed() < SPELL {
            news |= self.session.check_some();
        }
        if news {
            self.publish(Changes::default(), since);
        }
    }

    fn publish(&mut self, changes: Changes, since: Instant) {
        let loose: Vec<&str> = changes.all().into_iter().filter(|path| path.starts_with("static/")).collect();
        self.sheets += u64::from(loose.iter().any(|path| path.ends_with(".css")));
        self.files += u64::from(loose.iter().any(|path| !path.ends_with(".css")));
        self.schemas.after(&changes);
        self.build += 1;
        let diagnostics = Arc::clone(self.session.diagnostics());
        let problems = Arc::new(Problems::new(&diagnostics, self.session.sources()));
        self.hub.publish(SiteState::new(self.build, self.session.good().cloned(), problems, self.sheets, self.files));
        let known = std::mem::take(&mut self.reported);
        let fresh: Vec<Diagnostic> = diagnostics.iter().filter(|d| !known.contains(*d)).cloned().collect();
        self.reported = diagnostics.iter().cloned().collect();
        self.report.read(&StatusUpdate {
            changes: &changes,
            took: since.elapsed(),
            diagnostics: &diagnostics,
            fresh: &Diagnostics::from(fresh),
            sources: self.session.sources(),
            has_pages: self.session.good().is_some(),
        });
        // Frees what is no longer needed, after the update is reported.
        self.session.tidy();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_tried_again_less_and_less_often() {
        let start = Instant::now();
        let mut retry = Retry::new(start);
        let tried: Vec<u64> = (0..100).filter(|second| retry.is_due(start + Duration::from_secs(*second))).collect();
        assert_eq!(tried, [1, 3, 7, 15, 31, 61, 91]);
    }
}
