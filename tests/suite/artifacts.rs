//! Snapshots of the output for a small site: data, feed, sitemap, files for hosts and crawlers, and whole pages.

use std::collections::BTreeMap;

use mizan_engine::{Options, make};

use crate::page::attributes;
use crate::site::{Gathered, options, read};

/// The site's artifacts, pages as the theme writes them.
fn artifacts(name: &str) -> BTreeMap<String, Vec<u8>> {
    let (sources, _) = read(name);
    let gathered = Gathered::default();
    let (built, _) =
        make(&sources, &Options { minify: false, ..options() }, &gathered).expect("memory takes everything");
    assert!(built.is_some());
    gathered.files()
}

/// Text without the hashes in the names of files, which change with every change of the theme.
fn steady(text: &str) -> String {
    let hashed = |part: &str| part.len() == 10 && part.chars().all(|c| c.is_ascii_hexdigit());
    text.split_inclusive('.')
        .map(|part| match part.strip_suffix('.') {
            Some(inner) if hashed(inner) => "HASH.".to_owned(),
            _ => part.to_owned(),
        })
        .collect()
}

#[test]
fn of_a_small_site() {
    let files = artifacts("german");
    let text = |path: &str| String::from_utf8(files[path].clone()).expect("it is text");
    for path in [
        "bücherei/data.json",
        "en/libraries/data.json",
        "bücherei/data.csv",
        "en/libraries/data.csv",
        "feed.xml",
        "sitemap.xml",
        "robots.txt",
        "_headers",
        "llms.txt",
        "en/llms.txt",
        "en/libraries/index.md",
        "bücherei/größer/index.md",
        "bücherei/embed/index.html",
    ] {
        insta::assert_snapshot!(
            path.replace('/', "-").replace('ü', "ue").replace("ßer", "sser").replace('ö', "oe"),
            steady(&text(path))
        );
    }
    let paths: Vec<String> = files.keys().map(|path| steady(path)).collect();
    insta::assert_snapshot!("files", paths.join("\n"));
}

#[test]
fn the_sites_own_icons_replace_the_themes() {
    let (mut sources, _) = read("german");
    let page = |sources: &mizan_source::SourceMap| {
        let gathered = Gathered::default();
        let (built, _) = make(sources, &options(), &gathered).expect("memory takes everything");
        assert!(built.is_some());
        String::from_utf8(gathered.files()["index.html"].clone()).expect("it is text")
    };
    let icons = |html: &str| {
        attributes(html, "link", "href").into_iter().filter(|url| url.contains("icon")).collect::<Vec<_>>()
    };
    let themes = icons(&page(&sources));
    assert!(matches!(themes.as_slice(), [url] if url.starts_with("/assets/icon.")), "{themes:?}");
    for name in ["favicon.ico", "favicon.svg", "apple-touch-icon.png", "other.svg"] {
        sources.insert(&format!("static/{name}"), b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec());
    }
    assert_eq!(icons(&page(&sources)), ["/apple-touch-icon.png", "/favicon.ico", "/favicon.svg"]);
}

/// Lines without what is around them.
fn page(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    steady(&lines.join("\n"))
}

#[test]
fn pages_in_both_directions() {
    insta::assert_snapshot!("german_tier_page", page(&artifacts("german")["bücherei/größer/index.html"]));
    let hebrew = artifacts("hebrew");
    let tier = hebrew
        .keys()
        .find(|path| path.starts_with("he/") && path.matches('/').count() == 3 && path.ends_with("/index.html"))
        .expect("the guide has tiers");
    insta::assert_snapshot!("hebrew_tier_page", page(&hebrew[tier]));
}
