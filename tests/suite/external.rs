//! Links to other sites: each is found with all of its places, and the program requests them.

use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use mizan_links::links;

use crate::run::{Workplace, mizan};
use crate::site::read;

#[test]
fn every_address_is_found_where_it_stands() {
    let (sources, _) = read("full");
    let (config, found) = mizan_parse::config(&sources);
    let (site, _) = mizan_parse::site(&sources, config.expect("the fixture is good"), found.suppressions);
    let found = links(&site, &sources, false);
    let mut list: Vec<String> = Vec::new();
    for link in &found {
        for place in &link.places {
            let file = sources.file(place.span.source);
            let text = &file.text().expect("it is text")[place.span.range()];
            assert_eq!(Some(text), place.written.as_deref(), "{} in {}", link.url, file.path);
            list.push(format!("{} {}", link.url, file.path));
        }
    }
    insta::assert_snapshot!(list.join("\n"));
}

/// Counts who comes, until the test ends.
fn server() -> (u16, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("there is a port");
    let port = listener.local_addr().expect("it is bound").port();
    let visits = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&visits);
    std::thread::spawn(move || {
        for _ in listener.incoming().flatten() {
            counted.fetch_add(1, Ordering::SeqCst);
        }
    });
    (port, visits)
}

#[test]
fn the_program_asks_only_where_it_is_told_to_and_never_the_machine_itself() {
    let site = Workplace::of("german");
    let page = "content/pages/about/en.md";
    let text = std::fs::read_to_string(site.path().join(page)).expect("the site has it");
    // Every URL of the site is changed to one of this machine, so that the test sends no other requests.
    let (port, visits) = server();
    for (path, bytes) in crate::run::tree(site.path()) {
        if let Ok(text) = String::from_utf8(bytes) {
            site.file(&path, &text.replace("https://example.com", &format!("http://127.0.0.1:{port}")));
        }
    }
    site.file(page, &format!("{text}\nSee [it](http://127.0.0.1:{port}/x).\n"));
    let path = site.path().to_string_lossy().into_owned();
    let check = ["check", "--site", &path, "--today", "2026-12-01"];
    let ran = mizan(&check, &[]).ends_with(0);
    assert!(!ran.err.contains("MZ074"), "{}", ran.err);
    let ran = mizan(&[&check[..], &["--external", "--external-timeout", "20"]].concat(), &[]).ends_with(0);
    assert!(ran.err.contains("MZ0740") && ran.err.contains("readers cannot reach"), "{}", ran.err);
    let config = std::fs::read_to_string(site.path().join("config.toml")).expect("the site has one");
    site.file("config.toml", &config.replace("[lints]\n", "[lints]\nMZ0740 = \"error\"\n"));
    mizan(&[&check[..], &["--external"]].concat(), &[]).ends_with(1);
    site.file("config.toml", &config.replace("[lints]\n", "[lints]\nMZ0740 = \"off\"\n"));
    let ran = mizan(&[&check[..], &["--external"]].concat(), &[]).ends_with(0);
    assert!(!ran.err.contains("MZ074"), "{}", ran.err);
    assert_eq!(visits.load(Ordering::SeqCst), 0, "a private address was asked");
    mizan(&[&check[..], &["--external-timeout", "5"]].concat(), &[]).ends_with(2);
    mizan(&[&check[..], &["--external", "--external-timeout", "0"]].concat(), &[]).ends_with(2);
}
