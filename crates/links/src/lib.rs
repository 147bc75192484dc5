//! Checks whether a site's links to other sites still work. The only crate that uses ureq.
//!
//! Requests are polite: with a User-Agent, each URL once, one at a time per host with a pause between, and
//! within a time limit. URLs of this machine and of private networks are not requested at all: no
//! reader could follow them, and content must not be able to send requests into the network of the machine
//! that checks it.

// No content of an author, a theme or a file may cause a panic; tests may unwrap.
#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod ask;
mod collect;
mod private;
mod queue;
mod tell;

pub use collect::links;

use std::time::{Duration, Instant};

use mizan_source::Span;
use mizan_source::diagnostics::Diagnostics;

/// A URL outside the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExternalLink {
    /// `http` or `https`, without fragment.
    pub url: url::Url,
    /// Everywhere it is used, in the order of the files.
    pub places: Vec<LinkPlace>,
}

/// Where a URL is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkPlace {
    /// Where it is written: the URL itself, or what it is a part of.
    pub span: Span,
    /// The URL as it is written there, where the span is exactly that.
    pub written: Option<String>,
}

/// Limits of the requests to other sites.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Hosts requested at the same time.
    pub parallel: usize,
    /// Between two requests to one host.
    pub pause: Duration,
    /// Of one request.
    pub timeout: Duration,
    /// Of all together.
    pub total: Duration,
    /// The longest that a host may ask us to wait before the next request.
    pub patience: Duration,
    /// The User-Agent.
    pub name: String,
    /// Request URLs of this machine and of private networks too.
    pub private: bool,
}

impl Limits {
    /// For the links of the site that will be published at `base_url`.
    pub fn polite(base_url: &url::Url) -> Limits {
        Limits {
            parallel: 8,
            pause: Duration::from_millis(500),
            timeout: Duration::from_secs(20),
            total: Duration::from_secs(300),
            patience: Duration::from_secs(30),
            name: format!("mizan/{} (checks the links of {base_url})", env!("CARGO_PKG_VERSION")),
            private: false,
        }
    }
}

/// Notified how far it has come.
pub trait Progress: Sync {
    /// The number of URLs to be requested.
    fn links(&self, total: usize);
    /// One more URL is checked; called from many threads.
    fn link(&self);
}

/// The result of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
enum LinkStatus {
    /// It is there.
    Fine,
    /// It is there, and reports its new URL in permanent redirects (RFC 9110, sections 15.4.2 and 15.4.9).
    Moved(url::Url),
    /// It is gone, with the reason.
    Dead(String),
    /// It could not be checked, with the reason.
    Unknown(String),
    /// It is in a private network, and was not requested: its host.
    Private(String),
    /// There was no answer at all, with the reason.
    Silent(String),
    /// No host has its name.
    Nameless,
    /// The time was over before it was requested.
    NotAsked,
}

/// Requests every link, and reports errors.
pub fn check(links: &[ExternalLink], limits: &Limits, progress: &dyn Progress) -> Diagnostics {
    progress.links(links.len());
    let asker = ask::LinkChecker::new(limits, Instant::now());
    let answers = queue::all(links, limits, |link| {
        let answer = asker.ask(&link.url);
        progress.link();
        answer
    });
    tell::diagnostics(links, &answers, limits)
}

#[cfg(test)]
mod tests;
