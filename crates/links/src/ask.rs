//! Requests one URL: HEAD first, GET if that is not conclusive; follows redirects itself.

use std::time::{Duration, Instant};

use ureq::http::{Method, Response, header};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Body, Proxy};

use super::{Limits, LinkStatus, private};

/// How many redirects are followed.
const REDIRECTS: usize = 5;
/// The pause before the next request to a host that does not send `Retry-After`.
const RETRY_AFTER: Duration = Duration::from_secs(2);

pub(crate) struct LinkChecker<'a> {
    direct: Agent,
    proxied: Option<(Proxy, Agent)>,
    limits: &'a Limits,
    started: Instant,
}

/// An answer to one request, with what matters of it.
struct ReceivedStatus {
    status: u16,
    location: Option<String>,
    retry_after: Option<Duration>,
}

impl<'a> LinkChecker<'a> {
    pub(crate) fn new(limits: &'a Limits, started: Instant) -> LinkChecker<'a> {
        // What this machine can reach by itself does not go through a proxy.
        let proxy = if limits.private { None } else { Proxy::try_from_env() };
        LinkChecker::through(limits, started, proxy, DefaultResolver::default())
    }

    /// As [`LinkChecker::new`], with a proxy and a way of looking up names that are known.
    pub(super) fn through(
        limits: &'a Limits,
        started: Instant,
        proxy: Option<Proxy>,
        names: impl Resolver,
    ) -> LinkChecker<'a> {
        let config = || {
            Agent::config_builder()
                .http_status_as_error(false)
                .max_redirects(0)
                .max_redirects_will_error(false)
                .user_agent(limits.name.as_str())
                .accept("*/*")
        };
        let names = PublicResolver { inner: Box::new(names), private: limits.private };
        let direct = Agent::with_parts(config().proxy(None).build(), DefaultConnector::default(), names);
        // A proxy resolves names itself, and may well be in a private network.
        let proxied = proxy.map(|proxy| {
            let agent = Agent::new_with_config(config().proxy(Some(proxy.clone())).build());
            (proxy, agent)
        });
        LinkChecker { direct, proxied, limits, started }
    }

    /// The agent for `uri`: what NO_PROXY names is requested directly, and its name resolved here.
    fn agent(&self, uri: &ureq::http::Uri) -> &Agent {
        match &self.proxied {
            Some((proxy, agent)) if !proxy.is_no_proxy(uri) => agent,
            _ => &self.direct,
        }
    }

    /// Requests `url`, and what it redirects to.
    pub(crate) fn ask(&self, url: &url::Url) -> LinkStatus {
        let mut here = url.clone();
        // Where permanent redirects have led, as long as there was no other.
        let mut moved = None;
        let mut only_permanent = true;
        for _ in 0..=REDIRECTS {
            if !self.limits.private && private::host(&here) {
                let whose = here.host_str().unwrap_or_default();
                return if here == *url {
                    LinkStatus::Private(whose.to_owned())
                } else {
                    LinkStatus::Unknown(format!("it redirects to `{whose}`, which is not a public address"))
                };
            }
            let said = match self.settled(&here) {
                Ok(said) => said,
                Err(answer) => return answer,
            };
            let location = match (said.status, said.location) {
                (301 | 302 | 303 | 307 | 308, Some(location)) => location,
                (status, _) => return judged(status, moved),
            };
            let Ok(mut next) = here.join(&location) else {
                return LinkStatus::Unknown("it redirects to something that is not a URL".to_owned());
            };
            if !matches!(next.scheme(), "http" | "https") {
                return LinkStatus::Unknown(format!("it redirects to a URL with the scheme `{}:`", next.scheme()));
            }
            next.set_fragment(None);
            only_permanent &= matches!(said.status, 301 | 308);
            if only_permanent {
                moved = Some(next.clone());
            }
            here = next;
        }
        LinkStatus::Unknown(format!("it redirects more than {REDIRECTS} times"))
    }

    /// The answer to HEAD, or to GET where servers are known to answer HEAD less correctly; requested once more
    /// where the server was busy.
    fn settled(&self, url: &url::Url) -> Result<ReceivedStatus, LinkStatus> {
        let mut said = self.head_or_get(url)?;
        if matches!(said.status, 429 | 500 | 502..=504) {
            let wait = said.retry_after.unwrap_or(RETRY_AFTER);
            if wait <= self.limits.patience && wait < self.left() {
                std::thread::sleep(wait);
                said = self.head_or_get(url)?;
            }
        }
        Ok(said)
    }

    fn head_or_get(&self, url: &url::Url) -> Result<ReceivedStatus, LinkStatus> {
        let said = self.request(Method::HEAD, url);
        match said {
            Ok(said) if said.status < 400 || said.status == 429 => Ok(said),
            // A connection that breaks off is how some servers refuse HEAD.
            Ok(_) | Err(LinkStatus::Unknown(_)) => self.request(Method::GET, url),
            Err(answer) => Err(answer),
        }
    }

    fn left(&self) -> Duration {
        self.limits.total.saturating_sub(self.started.elapsed())
    }

    fn request(&self, method: Method, url: &url::Url) -> Result<ReceivedStatus, LinkStatus> {
        let left = self.left();
        if left.is_zero() {
            return Err(LinkStatus::NotAsked);
        }
        let timeout = self.limits.timeout.min(left);
        let request = ureq::http::Request::builder().method(method).uri(url.as_str()).body(());
        let request = request.map_err(|error| LinkStatus::Unknown(format!("invalid request: {error}")))?;
        let agent = self.agent(request.uri());
        let request = agent.configure_request(request).timeout_global(Some(timeout)).build();
        match agent.run(request) {
            // The body is never read; dropping it closes the connection.
            Ok(response) => Ok(said(&response)),
            Err(error) => Err(if self.left().is_zero() { LinkStatus::NotAsked } else { fault(&error, timeout) }),
        }
    }
}

fn said(response: &Response<Body>) -> ReceivedStatus {
    let header = |name| response.headers().get(name).and_then(|value: &header::HeaderValue| value.to_str().ok());
    ReceivedStatus {
        status: response.status().as_u16(),
        location: header(header::LOCATION).map(str::to_owned),
        retry_after: header(header::RETRY_AFTER).and_then(|after| retry_after(after, header(header::DATE))),
    }
}

/// RFC 9110, section 10.2.3: seconds, or a date, which is held against the server's own clock.
fn retry_after(text: &str, date: Option<&str>) -> Option<Duration> {
    if let Ok(seconds) = text.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let parser = jiff::fmt::rfc2822::DateTimeParser::new();
    let until = parser.parse_timestamp(text.trim()).ok()?;
    let now = parser.parse_timestamp(date?.trim()).ok()?;
    Some(Duration::from_secs(u64::try_from(until.as_second().saturating_sub(now.as_second())).unwrap_or_default()))
}

fn judged(status: u16, moved: Option<url::Url>) -> LinkStatus {
    match status {
        200..=299 => moved.map_or(LinkStatus::Fine, LinkStatus::Moved),
        404 => LinkStatus::Dead("the page was not found (404)".to_owned()),
        410 => LinkStatus::Dead("the page is gone permanently (410)".to_owned()),
        401 | 403 | 999 => LinkStatus::Unknown(format!("the server denies access to programs ({status})")),
        429 => LinkStatus::Unknown("too many requests to the server (429)".to_owned()),
        300..=399 => LinkStatus::Unknown(format!("a redirect without a target ({status})")),
        500..=599 => LinkStatus::Unknown(format!("server error ({status})")),
        _ => LinkStatus::Unknown(format!("unexpected status {status}")),
    }
}

fn fault(error: &ureq::Error, timeout: Duration) -> LinkStatus {
    use std::io::ErrorKind;
    match error {
        ureq::Error::HostNotFound => LinkStatus::Nameless,
        ureq::Error::Timeout(_) => LinkStatus::Silent(format!("no response within {} seconds", timeout.as_secs())),
        ureq::Error::Io(fault) => match fault.kind() {
            ErrorKind::ConnectionRefused => LinkStatus::Silent("the host refused the connection".to_owned()),
            ErrorKind::TimedOut => LinkStatus::Silent("no response in time".to_owned()),
            ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable | ErrorKind::NetworkDown => {
                LinkStatus::Silent("the host cannot be reached".to_owned())
            }
            ErrorKind::PermissionDenied => {
                LinkStatus::Unknown("the host name does not resolve to a public address".to_owned())
            }
            _ => LinkStatus::Unknown(format!("the connection failed: {fault}")),
        },
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) => {
            LinkStatus::Unknown(format!("the TLS connection failed: {error}"))
        }
        ureq::Error::Protocol(_) => LinkStatus::Unknown("the response is not HTTP".to_owned()),
        other => LinkStatus::Unknown(other.to_string()),
    }
}

/// Looks names up; those that lead into private networks lead nowhere.
#[derive(Debug)]
struct PublicResolver {
    inner: Box<dyn Resolver>,
    /// Whether these are allowed.
    private: bool,
}

impl Resolver for PublicResolver {
    fn resolve(
        &self,
        uri: &ureq::http::Uri,
        config: &ureq::config::Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let all = self.inner.resolve(uri, config, timeout).map_err(|error| match error {
            // What a look-up fails with has no kind of its own.
            ureq::Error::Io(_) => ureq::Error::HostNotFound,
            other => other,
        })?;
        let mut public = self.empty();
        let wanted = |ip| self.private || !private::address(ip);
        all.iter().filter(|found| wanted(found.ip())).for_each(|found| public.push(*found));
        if public.is_empty() {
            return Err(std::io::Error::from(std::io::ErrorKind::PermissionDenied).into());
        }
        Ok(public)
    }
}
