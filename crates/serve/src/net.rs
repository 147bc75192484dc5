//! The address of the server, and the host names that it answers to.

use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, ToSocketAddrs};

use axum::http::uri::Authority;

use super::ServeError;

/// The default port.
pub(crate) const PORT: u16 = 1111;
/// How many ports after it are tried.
const MORE: u16 = 20;

/// A listener on `host`, at `port` or at the first free one, and a note if that is not the default port.
///
/// # Errors
/// [`ServeError`] if there is none.
pub(crate) fn bind(host: &str, port: Option<u16>) -> Result<(TcpListener, Option<String>), ServeError> {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let ip = (bare, 0)
        .to_socket_addrs()
        .map_err(|error| ServeError::Host { host: host.to_owned(), reason: error.to_string() })?
        .next()
        .ok_or_else(|| ServeError::Host { host: host.to_owned(), reason: "it has no IP address".to_owned() })?
        .ip();
    let ports = port.map_or(PORT..=PORT + MORE, |port| port..=port);
    let (from, to) = (*ports.start(), *ports.end());
    for candidate in ports {
        match TcpListener::bind((ip, candidate)) {
            Ok(listener) => {
                listener.set_nonblocking(true).map_err(ServeError::Runtime)?;
                let note = (port.is_none() && candidate != PORT)
                    .then(|| format!("port {PORT} is in use by another program, so port {candidate} is used"));
                return Ok((listener, note));
            }
            Err(error) if error.kind() == ErrorKind::AddrInUse && port.is_none() => {}
            Err(error) => {
                let host = host.to_owned();
                return Err(match error.kind() {
                    ErrorKind::AddrInUse => ServeError::PortInUse { host, port: candidate },
                    ErrorKind::AddrNotAvailable => ServeError::Host { host, reason: error.to_string() },
                    _ => ServeError::Bind { host, port: candidate, reason: error.to_string() },
                });
            }
        }
    }
    Err(ServeError::NoPort { host: host.to_owned(), from, to })
}

/// Host and port in the URL for a browser on this machine.
pub(crate) fn shown(host: &str, address: SocketAddr) -> String {
    let port = address.port();
    match address.ip() {
        ip if ip.is_unspecified() => format!("localhost:{port}"),
        IpAddr::V6(ip) => format!("[{ip}]:{port}"),
        IpAddr::V4(ip) if host.parse::<IpAddr>().is_ok() => format!("{ip}:{port}"),
        IpAddr::V4(_) => format!("{host}:{port}"),
    }
}

/// The host names that the server answers to. A website can make its own name resolve to this machine (DNS rebinding),
/// and could then read the site through the author's browser; this is not possible with an IP address.
#[derive(Clone, Debug)]
pub(crate) struct Hosts(String);

impl Hosts {
    /// `given` is the host that the author asked for.
    pub(crate) fn new(given: &str) -> Hosts {
        Hosts(given.to_ascii_lowercase())
    }

    /// Whether a request's `Host` (RFC 9110, section 7.2) names this server.
    pub(crate) fn allow(&self, host: &str) -> bool {
        let Ok(authority) = host.parse::<Authority>() else { return false };
        let name = authority.host();
        // Nothing else may be around the host: no user name, and nothing between a bracket and the port.
        let whole = authority.port().map_or_else(|| name.to_owned(), |port| format!("{name}:{port}"));
        if whole != host {
            return false;
        }
        if let Some(address) = name.strip_prefix('[') {
            return address.strip_suffix(']').is_some_and(|address| address.parse::<Ipv6Addr>().is_ok());
        }
        let name = name.strip_suffix('.').unwrap_or(name).to_ascii_lowercase();
        name == "localhost" || name.ends_with(".localhost") || name.parse::<Ipv4Addr>().is_ok() || name == self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_answered() {
        let hosts = Hosts::new("Studio.example");
        for host in
            ["localhost", "LOCALHOST:1111", "127.0.0.1:1111", "[::1]:1111", "192.168.1.5:80", "studio.example:1"]
        {
            assert!(hosts.allow(host), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "evil.example:1111",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "[evil]:1",
            "[::1].evil.example",
            "[localhost]:1",
            "[127.0.0.1]",
            "[127.0.0.1",
            "[::1",
            "::1",
            "localhost:",
            "localhost:x",
            "evil@localhost",
            "localhost:1:2",
            "localhost/x",
        ] {
            assert!(!hosts.allow(host), "{host}");
        }
    }

    #[test]
    fn a_port_in_use_is_skipped_or_reported() {
        let (taken, _) = bind("127.0.0.1", Some(0)).expect("a port");
        let port = taken.local_addr().expect("an address").port();
        let error = bind("127.0.0.1", Some(port)).expect_err("it is taken");
        assert!(matches!(error, ServeError::PortInUse { port: reported, .. } if reported == port), "{error}");
        assert!(matches!(bind("no such host", None), Err(ServeError::Host { .. })));
        let first = bind("127.0.0.1", None).expect("a port");
        let (second, note) = bind("127.0.0.1", None).expect("another port");
        let second = second.local_addr().expect("an address").port();
        assert_ne!(first.0.local_addr().expect("an address").port(), second);
        assert!(note.is_some_and(|note| note.contains(&second.to_string())));
    }
}
