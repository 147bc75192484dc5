//! The ids of pages: each occurs once, whatever authors call their rows and headings.

use std::collections::BTreeSet;

use crate::run::{mizan, tree};

const DAY: (&str, &str) = ("SOURCE_DATE_EPOCH", "1795000000");
const GUIDE: &str = "content/guides/bicycle-rental";

#[test]
fn no_name_of_an_author_is_an_id_of_the_page() {
    let site = tempfile::tempdir().expect("there is room for a folder");
    let at = site.path().to_str().expect("folders for tests have plain names");
    mizan(&["new", at, "--languages", "en"], &[DAY]).ends_with(0);
    // Ids of features, groups and tiers that a page could well have itself.
    let names = [
        ("lights", "main"),
        ("helmet", "source-1"),
        ("lock", "fn-1"),
        ("frame", "fnref-1"),
        ("costs", "caption"),
        ("bicycle", "title"),
        ("daily", "light-title"),
    ];
    let rename = |text: &str| {
        let mut out = String::with_capacity(text.len());
        let word = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let mut rest = text;
        while let Some(start) = rest.find(word) {
            let end = rest[start..].find(|c| !word(c)).map_or(rest.len(), |end| start + end);
            let found = &rest[start..end];
            out.push_str(&rest[..start]);
            out.push_str(names.iter().find(|(from, _)| *from == found).map_or(found, |(_, to)| *to));
            rest = &rest[end..];
        }
        out + rest
    };
    for (path, bytes) in tree(site.path()).into_iter().filter(|(path, _)| path.starts_with(GUIDE)) {
        let text = String::from_utf8(bytes).expect("it is text");
        // Only text in quotation marks and keys is renamed, not the words of sentences.
        let text = if path.ends_with(".toml") {
            rename(&text)
        } else {
            names.iter().fold(text, |text, (from, to)| {
                let pairs = [("#", ")"), (".", "\""), ("\"", "."), ("/", ")"), ("\"", "\"")];
                pairs.iter().fold(text, |text, (a, b)| text.replace(&format!("{a}{from}{b}"), &format!("{a}{to}{b}")))
            })
        };
        let to = path.replace("/daily.", "/light-title.");
        if to != path {
            std::fs::remove_file(site.path().join(&path)).expect("the site is ours");
        }
        std::fs::write(site.path().join(to), text).expect("the site is ours");
    }
    let body = "\n## Main\n\nWords.[^1]\n\n## Source 1\n\n## Title\n\n## fn 1\n\n## fnref 1\n\n[^1]: A note.\n";
    for path in [format!("{GUIDE}/en/guide.md"), format!("{GUIDE}/en/tiers/light.md"), "content/home/en.md".to_owned()]
    {
        let path = site.path().join(path);
        if let Ok(text) = std::fs::read_to_string(&path) {
            std::fs::write(&path, format!("{text}{body}")).expect("the site is ours");
        }
    }
    mizan(&["build", "--site", at, "--today", "2026-12-01", "--drafts"], &[]).ends_with(0);
    let mut pages = 0;
    for (path, bytes) in tree(&site.path().join("public")).into_iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8(bytes).expect("pages are UTF-8");
        let mut seen = BTreeSet::new();
        for rest in html.split(" id=").skip(1) {
            let rest = rest.trim_start_matches('"');
            let id = rest.split(|c: char| c.is_whitespace() || matches!(c, '"' | '>')).next().unwrap_or_default();
            assert!(seen.insert(id.to_owned()), "{path} has the id `{id}` twice");
        }
        for rest in html.split(" href=").skip(1).filter_map(|rest| rest.trim_start_matches('"').strip_prefix('#')) {
            let id = rest.split(|c: char| c.is_whitespace() || matches!(c, '"' | '>')).next().unwrap_or_default();
            // The embed page leads to the guide's own page.
            assert!(seen.contains(id) || path.contains("/embed/"), "{path} leads to `#{id}`, which it has not");
        }
        assert!(seen.contains("_main"), "{path}: {seen:?}");
        pages += 1;
    }
    assert!(pages > 5, "{pages}");
}
