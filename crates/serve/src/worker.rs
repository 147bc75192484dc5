//! Follows the site's files: reads what changed, understands it, publishes what came of it.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use super::hub::{Broadcaster, Faults, SiteState};
use super::schemas::Due;
use super::watch::{Signal, Watch};
use super::{Report, StatusUpdate};
use mizan_engine::Session;
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics};
use mizan_source::{Changes, Identity};

/// How long texts that nobody waits for are read, before it is seen to what happened meanwhile.
const SPELL: Duration = Duration::from_millis(40);
/// How often the folders themselves are looked at: what watches a folder may not tell that it is another one now.
const LOOK: Duration = Duration::from_secs(1);
/// How long is waited before what could not be read is tried again, at first and at most: programs hold files, and let
/// go of them without a word.
const AGAIN: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(30));
/// How long nothing must happen before files are read: an editor saves in several steps.
const QUIET: Duration = Duration::from_millis(10);
/// How long that is waited for, while things go on happening.
const PATIENCE: Duration = Duration::from_millis(100);
/// How long new faults are held back: a file that is half written is whole a moment later.
const GRACE: Duration = Duration::from_millis(150);

pub(crate) struct Worker {
    session: Session,
    watch: Watch,
    hub: Arc<Broadcaster>,
    report: Arc<dyn Report>,
    identity: Identity,
    looked: Instant,
    /// What came of the last reading and is not published yet, since when, and since when it is known.
    held: Option<Held>,
    /// What could not be read the last time.
    unread: Vec<Diagnostic>,
    retry: Retry,
    /// Told of already.
    told: HashSet<Diagnostic>,
    schemas: Due,
    build: u64,
    sheets: u64,
    files: u64,
}

/// When what could not be read is tried again: later each time, for it may be closed for good.
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
        let (held, told) = (None, HashSet::new());
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
            told,
            schemas,
            build: 0,
            sheets: 0,
            files: 0,
        }
    }

    /// Understands the site for the first time.
    pub(crate) fn first(&mut self) {
        let since = Instant::now();
        self.session.update(Changes::default());
        self.publish(Changes::default(), since);
    }

    /// Follows `signals` until nobody sends any more.
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
                    None if self.session.is_waiting() => self.judge(),
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
            // First watched, then read: nothing falls in between.
            self.watch.again(self.session.folder());
            self.identity = self.session.folder().identity();
        }
        let changes = self.session.reload((!everything).then_some(all.as_slice()));
        self.update(changes, since);
    }

    /// Looks whether the site's folders are still the same ones.
    fn look(&mut self) {
        self.looked = Instant::now();
        let identity = self.session.folder().identity();
        if identity != self.identity {
            self.identity = identity;
            let since = Instant::now();
            self.watch.again(self.session.folder());
            let changes = self.session.reload(None);
            self.update(changes, since);
        } else if self.unread.iter().any(|fault| fault.code == Code::Unreadable) && self.retry.is_due(self.looked) {
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
        let new_faults = !update.published && self.hub.state().faults.errors == 0;
        if new_faults && first.elapsed() < 4 * GRACE {
            self.held = Some(Held { changes, since: first, until: Instant::now() + GRACE });
        } else {
            self.publish(changes, first);
        }
    }

    /// Reads texts that nobody waited for.
    fn judge(&mut self) {
        let since = Instant::now();
        let mut news = false;
        while self.session.is_waiting() && since.elapsed() < SPELL {
            news |= self.session.judge_some();
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
        let faults = Arc::new(Faults::new(&diagnostics, self.session.sources()));
        self.hub.publish(SiteState::new(self.build, self.session.good().cloned(), faults, self.sheets, self.files));
        let known = std::mem::take(&mut self.told);
        let fresh: Vec<Diagnostic> = diagnostics.iter().filter(|d| !known.contains(*d)).cloned().collect();
        self.told = diagnostics.iter().cloned().collect();
        self.report.read(&StatusUpdate {
            changes: &changes,
            took: since.elapsed(),
            diagnostics: &diagnostics,
            fresh: &Diagnostics::from(fresh),
            sources: self.session.sources(),
            has_pages: self.session.good().is_some(),
        });
        // What nobody will ask for any more is put away when nobody waits.
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
