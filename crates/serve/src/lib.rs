//! The development server: a site in memory that is updated when its files change, and pages that reload then. The only
//! crate that uses axum and notify.
//!
//! It has three parts. The watcher (threads of its own) reports changed paths. The worker (one thread) owns the
//! [`Session`], reads the changes, and publishes a [`SiteState`](hub::SiteState). Requests render pages from the published
//! state, so that a page never waits for the worker.

// No content of an author, a theme or a file may cause a panic; tests may unwrap.
#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod error;
mod http;
mod hub;
mod idle_timeout;
mod inject;
mod net;
mod page;
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

/// The options of the server.
#[derive(Clone, Debug)]
pub struct ServeOptions {
    /// The folder that contains config.toml.
    pub site: PathBuf,
    /// A name or address of this machine.
    pub host: String,
    /// If absent, the first free port is used.
    pub port: Option<u16>,
    /// Open a browser when the server listens.
    pub open: bool,
    /// Poll files, instead of relying on events of the system.
    pub poll: bool,
    /// How pages are rendered.
    pub build: mizan_engine::Options,
}

/// Receives updates; called from other threads.
pub trait Report: Send + Sync {
    /// The server listens at `url`.
    fn listening(&self, url: &str);
    /// A note for the author.
    fn note(&self, text: &str);
    /// The site was read, for the first time or after changes.
    fn read(&self, news: &StatusUpdate<'_>);
}

/// The result of reading the site.
pub struct StatusUpdate<'a> {
    /// Files that changed; none when the site was read for the first time, or after background checks.
    pub changes: &'a Changes,
    /// From the first event to the published state.
    pub took: Duration,
    /// All diagnostics.
    pub diagnostics: &'a Diagnostics,
    /// Diagnostics that were not reported before.
    pub fresh: &'a Diagnostics,
    /// The files that the diagnostics are about.
    pub sources: &'a SourceMap,
    /// There is a good state of the site, whose pages are shown.
    pub has_pages: bool,
}

/// Serves until Ctrl-C is pressed.
///
/// # Errors
/// [`ServeError`] for usage errors and errors of the environment. Errors of the content do not end it.
pub fn serve(options: &ServeOptions, report: Arc<dyn Report>) -> Result<(), ServeError> {
    let (listener, taken) = net::bind(&options.host, options.port)?;
    let address = listener.local_addr().map_err(ServeError::Runtime)?;
    // Watch before reading, so that no change is missed.
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
        report.note("everybody on this network can view the site, including drafts if `--drafts` is given");
    }
    report.listening(&url);
    std::thread::Builder::new()
        .name("mizan-site".to_owned())
        .spawn(move || worker.follow(&signals))
        .map_err(ServeError::Runtime)?;
    if options.open
        && let Err(error) = open::that_detached(&url)
    {
        report.note(&format!("cannot open a browser ({error}); open {url} yourself"));
    }

    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(ServeError::Runtime)?;
    let served = runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let hosts = net::Hosts::new(&options.host);
        let listener = idle_timeout::TimeoutListener { listener, timeout: idle_timeout::IDLE_TIMEOUT };
        let serving = tokio::spawn(async move { axum::serve(listener, http::router(hub, hosts)).await });
        tokio::signal::ctrl_c().await?;
        serving.abort();
        Ok(())
    });
    // Do not wait for open connections.
    runtime.shutdown_background();
    served.map_err(ServeError::Runtime)
}
