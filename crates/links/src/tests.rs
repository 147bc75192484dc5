//! Requests to a server of our own on loopback.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::*;
use mizan_source::diagnostics::{Code, Diagnostic};
use mizan_source::{SourceId, Span};

/// The requests that a server received.
#[derive(Default)]
struct Log {
    /// "HEAD /path".
    requests: Mutex<Vec<String>>,
    agents: Mutex<Vec<String>>,
    open: AtomicUsize,
    most_open: AtomicUsize,
}

impl Log {
    fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

/// Answers by path, on a port of its own, until the test ends.
fn server() -> (SocketAddr, Arc<Log>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let log = Arc::new(Log::default());
    let shared = Arc::clone(&log);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let log = Arc::clone(&shared);
            std::thread::spawn(move || {
                let open = log.open.fetch_add(1, Ordering::SeqCst) + 1;
                log.most_open.fetch_max(open, Ordering::SeqCst);
                let _ = answer(stream, &log);
                log.open.fetch_sub(1, Ordering::SeqCst);
            });
        }
    });
    (address, log)
}

fn answer(mut stream: TcpStream, log: &Log) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    for line in lines.map_while(Result::ok).take_while(|line| !line.is_empty()) {
        if let Some(agent) = line.to_ascii_lowercase().strip_prefix("user-agent: ") {
            log.agents.lock().unwrap().push(agent.to_owned());
        }
    }
    let mut words = first.split(' ');
    let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let before = {
        let mut requests = log.requests.lock().unwrap();
        let asked = format!("{method} {path}");
        let before = requests.iter().filter(|known| **known == asked).count();
        requests.push(asked);
        before
    };
    let status = |line: &str, headers: &str| format!("HTTP/1.1 {line}\r\nConnection: close\r\n{headers}\r\n");
    let fine = status("200 OK", "Content-Length: 0\r\n");
    let to = |code: &str, path: &str| status(code, &format!("Location: {path}\r\nContent-Length: 0\r\n"));
    let reply = match (path.split('?').next().unwrap_or_default(), method) {
        ("/fine", _) => fine,
        ("/no-head", "HEAD") => status("405 Method Not Allowed", "Content-Length: 0\r\n"),
        ("/false-head", "HEAD") => status("404 Not Found", "Content-Length: 0\r\n"),
        ("/no-head" | "/false-head", _) => status("200 OK", "Content-Length: 1000000000000\r\n") + "and so on",
        ("/cut-head", "HEAD") => String::new(),
        ("/cut-head", _) => fine,
        ("/gone", _) => status("410 Gone", "Content-Length: 0\r\n"),
        ("/closed", _) => status("403 Forbidden", "Content-Length: 0\r\n"),
        ("/moved", _) => to("301 Moved Permanently", "/moved-again"),
        ("/moved-again", _) => to("308 Permanent Redirect", "/elsewhere?x=1#there"),
        ("/elsewhere", _) => to("302 Found", "/fine"),
        ("/away", _) => to("302 Found", "/moved-to-fine"),
        ("/moved-to-fine", _) => to("301 Moved Permanently", "/fine"),
        ("/moved-to-nothing", _) => to("301 Moved Permanently", "/nothing"),
        ("/circle", _) => to("301 Moved Permanently", "/circle"),
        ("/to-file", _) => to("302 Found", "file:///etc/passwd"),
        ("/busy", _) if before == 0 => status("503 Service Unavailable", "Retry-After: 0\r\nContent-Length: 0\r\n"),
        ("/busy", _) => fine,
        ("/very-busy", _) => status("429 Too Many Requests", "Retry-After: 86400\r\nContent-Length: 0\r\n"),
        ("/broken", _) => status("500 Internal Server Error", "Retry-After: 0\r\nContent-Length: 0\r\n"),
        ("/garbage", _) => "\u{0}\u{1}SSH-2.0-not a web server\r\n\r\n".to_owned(),
        ("/headers", _) => status("200 OK", &"X-Filler: abcdefghijklmnopqrstuvwxyz\r\n".repeat(100_000)),
        ("/silence", _) => {
            std::thread::sleep(Duration::from_secs(30));
            String::new()
        }
        ("/drip", _) => {
            stream.write_all(b"HTTP/1.1 200 OK\r\n")?;
            for _ in 0..300 {
                stream.write_all(b"X: y\r\n")?;
                std::thread::sleep(Duration::from_millis(100));
            }
            String::new()
        }
        _ => status("404 Not Found", "Content-Length: 0\r\n"),
    };
    stream.write_all(reply.as_bytes())
}

fn link(address: &str) -> ExternalLink {
    let written = Some(address.to_owned());
    let span = Span::new(SourceId(0), 0..address.len());
    ExternalLink { url: url::Url::parse(address).unwrap(), places: vec![LinkPlace { span, written }] }
}

fn quick() -> Limits {
    Limits {
        pause: Duration::ZERO,
        timeout: Duration::from_secs(2),
        patience: Duration::from_secs(1),
        private: true,
        ..Limits::polite(&url::Url::parse("https://example.org/").unwrap())
    }
}

struct Counted(AtomicUsize);

impl Progress for Counted {
    fn links(&self, _: usize) {}

    fn link(&self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

fn checked(links: &[ExternalLink], limits: &Limits) -> Vec<Diagnostic> {
    check(links, limits, &Counted(AtomicUsize::new(0))).into_vec()
}

/// The code and the message that a path of the server earns.
fn said(path: &str) -> Option<(Code, String)> {
    let (address, _) = server();
    let found = checked(&[link(&format!("http://{address}{path}"))], &quick());
    assert!(found.len() <= 1, "{found:?}");
    for diagnostic in &found {
        assert!(!diagnostic.help.is_empty() && diagnostic.primary.is_some(), "{diagnostic:?}");
    }
    found.into_iter().next().map(|found| (found.code, found.message.replace(&address.to_string(), "HOST")))
}

#[test]
fn what_answers_is_fine() {
    for path in ["/fine", "/no-head", "/false-head", "/cut-head", "/away", "/elsewhere", "/busy"] {
        assert_eq!(said(path), None, "{path}");
    }
}

#[test]
fn what_is_gone_is_dead() {
    for path in ["/nothing", "/gone", "/moved-to-nothing"] {
        let (code, message) = said(path).unwrap();
        assert_eq!(code, Code::DeadExternalLink, "{path}");
        assert!(message.starts_with(&format!("the link `http://HOST{path}` is dead: the page")), "{message}");
    }
}

#[test]
fn what_moved_for_good_names_its_new_address() {
    let (address, _) = server();
    let mut link = link(&format!("http://{address}/moved#part"));
    link.url.set_fragment(None);
    let found = checked(&[link], &quick());
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].code, Code::MovedExternalLink);
    assert!(found[0].message.contains(&format!("to `http://{address}/elsewhere?x=1`")), "{}", found[0].message);
    let fix = found[0].fix.as_ref().unwrap();
    assert_eq!(fix.replacement, format!("http://{address}/elsewhere?x=1#part"));
    assert!(!fix.applicability.is_safe());
}

#[test]
fn what_cannot_be_told_is_not_called_dead() {
    for (path, why) in [
        ("/closed", "denies access to programs (403)"),
        ("/circle", "redirects more than 5 times"),
        ("/to-file", "the scheme `file:`"),
        ("/very-busy", "too many requests to the server (429)"),
        ("/broken", "server error (500)"),
        ("/garbage", "not HTTP"),
        ("/headers", ""),
        ("/silence", "no response within 2 seconds"),
        ("/drip", "no response within 2 seconds"),
    ] {
        let (code, message) = said(path).unwrap();
        assert_eq!(code, Code::UncheckedLink, "{path}: {message}");
        assert!(message.contains(why), "{path}: {message}");
    }
}

#[test]
fn a_host_that_refuses_may_come_back() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let found = checked(&[link(&format!("http://{closed}/"))], &quick());
    assert_eq!(found[0].code, Code::UncheckedLink, "{found:?}");
    assert!(found[0].message.contains("refused"), "{found:?}");
}

#[test]
fn a_host_is_asked_politely() {
    let (address, log) = server();
    let links: Vec<ExternalLink> = (0..12).map(|n| link(&format!("http://{address}/fine?{n}"))).collect();
    let progress = Counted(AtomicUsize::new(0));
    let limits = Limits { pause: Duration::from_millis(20), ..quick() };
    let started = Instant::now();
    assert!(check(&links, &limits, &progress).is_empty());
    assert!(started.elapsed() >= Duration::from_millis(11 * 20), "no pause was made");
    assert_eq!(progress.0.into_inner(), 12);
    assert_eq!(log.requests().len(), 12, "{:?}", log.requests());
    assert_eq!(log.most_open.load(Ordering::SeqCst), 1, "two questions at once");
    let agents = log.agents.lock().unwrap();
    assert!(agents.iter().all(|agent| agent.starts_with("mizan/") && agent.contains("https://example.org/")));
    assert_eq!(agents.len(), 12);
}

#[test]
fn a_busy_host_is_asked_once_more_and_no_more() {
    let (address, log) = server();
    checked(&[link(&format!("http://{address}/broken"))], &quick());
    assert_eq!(log.requests(), ["HEAD /broken", "GET /broken", "HEAD /broken", "GET /broken"]);
}

#[test]
fn when_the_time_is_over_one_message_says_so() {
    let (address, _) = server();
    let mut links: Vec<ExternalLink> = (0..5).map(|n| link(&format!("http://{address}/fine?{n}"))).collect();
    links.push(link(&format!("http://{address}/gone")));
    let found = checked(&links, &Limits { total: Duration::ZERO, ..quick() });
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].code, Code::UncheckedLink);
    assert!(found[0].message.starts_with("6 links were not checked"), "{found:?}");
}

#[test]
fn private_addresses_are_not_asked() {
    let (address, log) = server();
    let limits = Limits { private: false, ..quick() };
    let of_port = format!("http://localhost:{}/", address.port());
    for url in [format!("http://{address}/fine"), of_port, "http://169.254.169.254/latest/".to_owned()] {
        let found = checked(&[link(&url)], &limits);
        assert_eq!(found.len(), 1, "{url}");
        assert_eq!(found[0].code, Code::DeadExternalLink, "{found:?}");
        assert!(found[0].message.contains("readers cannot reach"), "{found:?}");
    }
    assert_eq!(log.requests(), [""; 0]);
}

/// Resolves every name to one address.
#[derive(Debug)]
struct Leads(SocketAddr);

impl ureq::unversioned::resolver::Resolver for Leads {
    fn resolve(
        &self,
        _: &ureq::http::Uri,
        _: &ureq::config::Config,
        _: ureq::unversioned::transport::NextTimeout,
    ) -> Result<ureq::unversioned::resolver::ResolvedSocketAddrs, ureq::Error> {
        let mut found = self.empty();
        found.push(self.0);
        Ok(found)
    }
}

#[test]
fn a_name_that_goes_past_the_proxy_leads_into_no_private_network() {
    let (address, log) = server();
    let (gate, asked) = server();
    let limits = Limits { private: false, ..quick() };
    let proxy = |no_proxy: &str| {
        let proxy = ureq::Proxy::builder(ureq::ProxyProtocol::Http).host("127.0.0.1").port(gate.port());
        Some(proxy.no_proxy(no_proxy).build().unwrap())
    };
    let url = url::Url::parse("http://printer.example/fine").unwrap();
    for proxy in [None, proxy("printer.example"), proxy("*.example"), proxy("*")] {
        let answer = ask::LinkChecker::through(&limits, Instant::now(), proxy, Leads(address)).ask(&url);
        let LinkStatus::Unknown(why) = answer else { panic!("{answer:?}") };
        assert!(why.contains("does not resolve to a public address"), "{why}");
    }
    assert_eq!(log.requests(), [""; 0]);
    assert_eq!(asked.requests(), [""; 0]);
    ask::LinkChecker::through(&limits, Instant::now(), proxy("elsewhere.example"), Leads(address)).ask(&url);
    assert!(asked.requests().iter().any(|line| line.contains("printer.example")), "{:?}", asked.requests());
    assert_eq!(log.requests(), [""; 0]);
}

#[test]
fn a_machine_without_a_network_is_told_once() {
    let places: Vec<ExternalLink> = ["a", "b", "c"].map(|name| link(&format!("https://{name}.example.org/"))).into();
    let answers = [LinkStatus::Nameless, LinkStatus::Silent("late".to_owned()), LinkStatus::Nameless];
    let found = tell::diagnostics(&places, &answers, &quick()).into_vec();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].message.contains("any of 3 hosts"), "{found:?}");
    let answers = [LinkStatus::Nameless, LinkStatus::Fine, LinkStatus::Silent("late".to_owned())];
    let codes: Vec<Code> = tell::diagnostics(&places, &answers, &quick()).iter().map(|d| d.code).collect();
    assert_eq!(codes, [Code::DeadExternalLink, Code::UncheckedLink]);
}

#[test]
fn an_address_is_told_of_once_with_its_places() {
    let mut link = link("https://example.org/x");
    let at = |n: usize| LinkPlace { span: Span::new(SourceId(0), n..n + 1), written: None };
    link.places.extend((1..9).map(at));
    let found = tell::diagnostics(&[link], &[LinkStatus::Dead("gone".to_owned())], &quick()).into_vec();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].secondary.len(), 3);
    assert!(found[0].help.iter().any(|help| help.contains("5 more places")), "{found:?}");
}
