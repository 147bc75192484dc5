//! Addresses that are reachable only from this machine or its own network.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether the host of `url` is private by its name: an address that is, or a name kept for it
/// (RFC 6761, section 6.3; RFC 6762, section 3; RFC 8375; ICANN's `internal`).
pub(crate) fn host(url: &url::Url) -> bool {
    match url.host() {
        Some(url::Host::Ipv4(v4)) => address(IpAddr::V4(v4)),
        Some(url::Host::Ipv6(v6)) => address(IpAddr::V6(v6)),
        Some(url::Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            let last = name.rsplit('.').next().unwrap_or(name);
            matches!(last, "localhost" | "local" | "internal" | "lan")
                || name == "home.arpa"
                || name.ends_with(".home.arpa")
        }
        None => true,
    }
}

/// Whether an address does not belong to the public Internet (IANA's registries of special-purpose
/// addresses, RFC 6890).
pub(crate) fn address(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(v4) => private_v4(v4),
        IpAddr::V6(v6) => private_v6(v6),
    }
}

/// Blocks of IPv4 that the registry says are not globally reachable, as the first address and the length of the
/// prefix. 192.88.99.0/24 (relays of 6to4) is withdrawn.
const NOT_PUBLIC_V4: &[(Ipv4Addr, u32)] = &[
    (Ipv4Addr::new(0, 0, 0, 0), 8),
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 0, 0, 0), 24),
    (Ipv4Addr::new(192, 0, 2, 0), 24),
    (Ipv4Addr::new(192, 88, 99, 0), 24),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    (Ipv4Addr::new(198, 18, 0, 0), 15),
    (Ipv4Addr::new(198, 51, 100, 0), 24),
    (Ipv4Addr::new(203, 0, 113, 0), 24),
    // Multicast, and all that is reserved, with the broadcast address.
    (Ipv4Addr::new(224, 0, 0, 0), 3),
];

/// The same of IPv6, inside 2000::/3, the only part of it that is given out.
const NOT_PUBLIC_V6: &[(Ipv6Addr, u32)] = &[
    // Protocol assignments, with Teredo, benchmarking and ORCHID.
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23),
    // Documentation.
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20),
];

fn private_v4(ip: Ipv4Addr) -> bool {
    NOT_PUBLIC_V4.iter().any(|(first, length)| (ip.to_bits() ^ first.to_bits()) >> (32 - length) == 0)
}

fn private_v6(ip: Ipv6Addr) -> bool {
    let segments = ip.segments();
    // Mapped (::ffff:0:0/96), NAT64 (64:ff9b::/96) and 6to4 (2002::/16) carry an address of IPv4.
    let inner = match segments {
        [0, 0, 0, 0, 0, 0xffff, ..] | [0x64, 0xff9b, 0, 0, 0, 0, ..] => Some((segments[6], segments[7])),
        [0x2002, high, low, ..] => Some((high, low)),
        _ => None,
    };
    if let Some((high, low)) = inner {
        let [a, b] = high.to_be_bytes();
        let [c, d] = low.to_be_bytes();
        return private_v4(Ipv4Addr::new(a, b, c, d));
    }
    // The rest is loopback, link-local, unique local or multicast.
    segments[0] & 0xe000 != 0x2000
        || NOT_PUBLIC_V6.iter().any(|(first, length)| (ip.to_bits() ^ first.to_bits()) >> (128 - length) == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_private(url: &str) -> bool {
        host(&url::Url::parse(url).expect("a URL"))
    }

    #[test]
    fn no_way_of_writing_a_private_address_gets_through() {
        for url in [
            "http://localhost/",
            "http://LOCALHOST./",
            "http://a.localhost:8000/",
            "http://127.0.0.1/",
            "http://127.1/",
            "http://2130706433/",
            "http://0x7f000001/",
            "http://017700000001/",
            "http://0/",
            "http://10.1.2.3/",
            "http://172.31.255.255/",
            "http://192.168.0.1/",
            "http://169.254.169.254/latest/meta-data/",
            "http://100.64.0.1/",
            "http://[::1]/",
            "http://[::]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[64:ff9b::a00:1]/",
            "http://[2002:7f00:1::]/",
            "http://[fe80::1]/",
            "http://[fd00::1]/",
            "http://192.0.0.8/",
            "http://192.0.2.1/",
            "http://192.88.99.1/",
            "http://198.19.255.255/",
            "http://198.51.100.7/",
            "http://203.0.113.7/",
            "http://224.0.0.1/",
            "http://255.255.255.255/",
            "http://[2001::1]/",
            "http://[2001:2::1]/",
            "http://[2001:20::1]/",
            "http://[2001:db8::1]/",
            "http://[3fff:fff::1]/",
            "http://[2002:c000:201::]/",
            "http://printer.local/",
            "http://metadata.google.internal/",
        ] {
            assert!(is_private(url), "{url}");
        }
    }

    #[test]
    fn public_addresses_are_asked() {
        for url in [
            "https://example.org/",
            "http://9.9.9.9/",
            "http://100.128.0.1/",
            "http://172.32.0.1/",
            "http://192.0.1.1/",
            "http://198.20.0.1/",
            "http://[2001:200::1]/",
            "http://[2620:fe::fe]/",
            "https://localhost.example/",
        ] {
            assert!(!is_private(url), "{url}");
        }
    }
}
