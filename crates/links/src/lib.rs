//! Whether the addresses that a site names outside itself still answer. The only room that knows ureq.
//!
//! Asked politely: by name, each address once, one at a time a host with a pause between them, and never
//! for longer than agreed. Addresses of this machine and of private networks are not asked at all: no
//! reader could follow them, and whoever writes content must not reach into the network of whoever
//! checks it.

// What an author, a theme or a file holds never ends the program; tests may say what they take for granted.
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

/// An address outside the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExternalLink {
    /// `http` or `https`, without fragment.
    pub url: url::Url,
    /// Everywhere it stands, in the order of the files.
    pub places: Vec<LinkPlace>,
}

/// Where an address stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkPlace {
    /// Where it is written: the URL itself, or what it is a part of.
    pub span: Span,
    /// The address as it is written there, where the span is exactly that.
    pub written: Option<String>,
}

/// How much may be asked of others.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Hosts asked at the same time.
    pub parallel: usize,
    /// Between two questions to one host.
    pub pause: Duration,
    /// Of one question.
    pub timeout: Duration,
    /// Of all together.
    pub total: Duration,
    /// The longest that a host may ask us to wait before we ask again.
    pub patience: Duration,
    /// Who asks: the User-Agent.
    pub name: String,
    /// Ask addresses of this machine and of private networks too.
    pub private: bool,
}

impl Limits {
    /// For the links of the site that will stand at `base_url`.
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

/// Told how far it has come.
pub trait Progress: Sync {
    /// So many addresses will be asked for.
    fn links(&self, total: usize);
    /// One more address is judged; called from many threads.
    fn link(&self);
}

/// What came of asking.
#[derive(Clone, Debug, PartialEq, Eq)]
enum LinkStatus {
    /// It is there.
    Fine,
    /// It is there, and told us so by way of permanent redirects (RFC 9110, sections 15.4.2 and 15.4.9).
    Moved(url::Url),
    /// It is gone, with the reason.
    Dead(String),
    /// Nobody can tell, with the reason.
    Unknown(String),
    /// It is of a private network, and was not asked: its host.
    Private(String),
    /// Nobody at all answered, with the reason.
    Silent(String),
    /// No host has its name.
    Nameless,
    /// The time was over before it was asked.
    NotAsked,
}

/// Asks for every link, and says what is wrong with it.
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
