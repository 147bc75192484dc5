//! The development server: a site in memory that follows its files, and browsers that follow the site. The only
//! room that knows tokio, axum and notify.
//!
//! Three parties. The watcher (threads of its own) tells which paths something happened to. The worker (one thread)
//! owns the [`Session`], reads and understands what changed, and publishes a [`SiteState`](hub::SiteState). Requests take the
//! published state and make what they are asked for from it, so that a page never waits for the worker.

// What an author, a theme or a file holds never ends the program; tests may say what they take for granted.
#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod error;
mod http;
mod hub;
mod inject;
mod net;
mod page;
mod patience;
mod schemas;
mod watch;
mod worker;

pub use error::ServeError;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use mizan_engine::{self, Session};
use mizan_source::diagnostics::Diagnostics;
use mizan_source::{Changes, SourceMap};

/// What the server is asked for.
#[derive(Clone, Debug)]
pub struct ServeOptions {
    /// The folder that holds config.toml.
    pub site: PathBuf,
    /// A name or address of this machine.
    pub host: String,
    /// Absent where the author leaves it to us.
    pub port: Option<u16>,
    /// Open a browser once the site can be seen.
    pub open: bool,
    /// Look at files again and again, instead of being told by the system.
    pub poll: bool,
    /// What pages are made by.
    pub build: mizan_engine::Options,
}

/// Told what happens; called from other threads.
pub trait Report: Send + Sync {
    /// The site can be seen at `url`.
    fn listening(&self, url: &str);
    /// Something that an author should know of.
    fn note(&self, text: &str);
    /// The site was read, for the first time or after changes.
    fn read(&self, news: &StatusUpdate<'_>);
}

/// What came of reading the site.
pub struct StatusUpdate<'a> {
    /// Files that changed; none when the site was read for the first time, or texts were judged that had to wait.
    pub changes: &'a Changes,
    /// From noticing the changes to having read them.
    pub took: Duration,
    /// All that is known to be wrong.
    pub diagnostics: &'a Diagnostics,
    /// What was not told of before.
    pub fresh: &'a Diagnostics,
    /// The files that the diagnostics are about.
    pub sources: &'a SourceMap,
    /// There is a good state of the site, of which pages are shown.
    pub has_pages: bool,
}

/// Serves until the process is told to end (by Ctrl-C).
///
/// # Errors
/// [`ServeError`] where the machine does not let it work. Faults of the content are no reason to end.
pub fn serve(options: &ServeOptions, report: Arc<dyn Report>) -> Result<(), ServeError> {
    let (listener, taken) = net::bind(&options.host, options.port)?;
    let address = listener.local_addr().map_err(ServeError::Runtime)?;
    // Watched before it is read: what changes in between is read again.
    let (sender, signals) = std::sync::mpsc::channel();
    let root = options.site.canonicalize().unwrap_or_else(|_| options.site.clone());
    let session = Session::open(&root, options.build.clone(), true).map_err(ServeError::Site)?;
    let (watch, fallen_back) = watch::start(session.folder(), options.poll, sender)?;

    let hub = Arc::new(hub::Broadcaster::new());
    let mut worker = worker::Worker::new(session, watch, Arc::clone(&hub), Arc::clone(&report));
    worker.first();
    let path = hub.state().snapshot.as_ref().map_or_else(|| "/".to_owned(), |site| site.plan().base.path().to_owned());
    let url = format!("http://{}{path}", net::shown(&options.host, address));
    for note in [taken, fallen_back].into_iter().flatten() {
        report.note(&note);
    }
    if !address.ip().is_loopback() {
        report
            .note("Everybody on this network can see the site as you write it, drafts among it if you asked for them.");
    }
    report.listening(&url);
    std::thread::Builder::new()
        .name("mizan-site".to_owned())
        .spawn(move || worker.follow(&signals))
        .map_err(ServeError::Runtime)?;
    if options.open
        && let Err(error) = open::that_detached(&url)
    {
        report.note(&format!("No browser could be opened ({error}); open {url} yourself."));
    }

    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(ServeError::Runtime)?;
    let served = runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let hosts = net::Hosts::new(&options.host);
        let listener = patience::Patient { listener, patience: patience::PATIENCE };
        let serving = tokio::spawn(async move { axum::serve(listener, http::router(hub, hosts)).await });
        tokio::signal::ctrl_c().await?;
        serving.abort();
        Ok(())
    });
    // Whoever still listens is not waited for.
    runtime.shutdown_background();
    served.map_err(ServeError::Runtime)
}
