//! Valid sites build, and every build meets the guarantees.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::page::{attributes, visible_text};
use crate::run::{Workplace, mizan, tree};
use crate::site::{Gathered, folder, options, read};

/// Every site under tests/sites that must have no errors.
fn good() -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder(""))
        .expect("tests/sites is there")
        .map(|entry| entry.expect("the folder can be read").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert!(names.len() >= 4, "{names:?}");
    names
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn they_build_without_a_warning() {
    for name in good() {
        let site = Workplace::of(&name);
        let ran = site.build(&["--deny", "warnings"]).ends_with(0);
        assert_eq!(ran.err, "", "{name}");
        let guides = match name.as_str() {
            "odd" => "4 guides",
            "apart" => "3 guides",
            "fallback" => "2 guides",
            _ => "1 guide",
        };
        let languages = if name == "fallback" { 3 } else { 2 };
        assert!(ran.out.starts_with(&format!("Built {guides} in {languages} languages: ")), "{name}: {}", ran.out);
        assert!(site.tree().contains_key("sitemap.xml"), "{name}");
    }
}

#[test]
fn isolates_within_isolates_stay_in_messages() {
    let site = Workplace::of("fallback");
    site.build(&[]).ends_with(0);
    let tree = site.tree();
    let page = String::from_utf8_lossy(&tree["en/القهوة/index.html"]).into_owned();
    let timer = "\u{2067}مؤقّت يعمل عبر \u{2066}Wi-Fi\u{2069}\u{2069}";
    assert!(attributes(&page, "a", "aria-label").contains(&format!("Link to this row: {timer}")), "{page}");
    let page = String::from_utf8_lossy(&tree["ar/القهوة/index.html"]).into_owned();
    let timer = "مؤقّت يعمل عبر \u{2066}Wi-Fi\u{2069}";
    assert!(attributes(&page, "th", "aria-label").contains(timer), "{page}");
    assert!(attributes(&page, "a", "aria-label").iter().any(|label| label.ends_with(timer)), "{page}");
}

#[test]
fn the_repositorys_own_site_builds_without_a_warning() {
    let ran = Workplace::copy(repository()).build(&["--deny", "warnings"]).ends_with(0);
    assert_eq!(ran.err, "");
}

#[test]
fn same_inputs_same_bytes() {
    for from in [repository().to_owned(), folder("persian")] {
        let (here, there) = (Workplace::copy(&from), Workplace::copy(&from));
        let berlin =
            [("TZ", "Europe/Berlin"), ("LANG", "de_DE.UTF-8"), ("LC_ALL", "de_DE.UTF-8"), ("RAYON_NUM_THREADS", "1")];
        let cairo =
            [("TZ", "Africa/Cairo"), ("LANG", "ar_EG.UTF-8"), ("LC_ALL", "ar_EG.UTF-8"), ("RAYON_NUM_THREADS", "4")];
        here.build_with(&[], &berlin).ends_with(0);
        there.build_with(&[], &cairo).ends_with(0);
        let (here, there) = (here.tree(), there.tree());
        let paths = |tree: &BTreeMap<String, Vec<u8>>| tree.keys().cloned().collect::<Vec<_>>();
        assert_eq!(paths(&here), paths(&there));
        for (path, bytes) in &here {
            assert!(*bytes == there[path], "{path} differs");
        }
    }
}

#[test]
fn the_day_reaches_no_page() {
    let site = Workplace::of("persian");
    let day = |day: &str, out: &Path| {
        let (site, out) = (site.path().to_string_lossy().into_owned(), out.to_string_lossy().into_owned());
        mizan(&["build", "--site", &site, "--out", &out, "--today", day], &[]).ends_with(0);
    };
    let (early, late) = (site.path().join("early"), site.path().join("late"));
    day("2026-03-01", &early);
    day("2031-12-31", &late);
    assert!(tree(&early) == tree(&late));
}

#[test]
fn a_second_build_writes_nothing() {
    let site = Workplace::of("german");
    site.build(&[]).ends_with(0);
    let first = site.tree();
    let ran = site.build(&[]).ends_with(0);
    assert!(ran.out.contains("\n0 written, "), "{}", ran.out);
    assert!(site.tree() == first);
}

#[test]
fn what_is_no_longer_made_goes_and_what_is_not_ours_stays() {
    let site = Workplace::of("german");
    site.build(&[]).ends_with(0);
    site.file("public/notes.txt", "mine\n");
    std::fs::remove_dir_all(site.path().join("content/pages/about")).expect("the site has the page");
    for lang in ["de", "en"] {
        let words = site.path().join(format!("content/site/{lang}.toml"));
        let text = std::fs::read_to_string(&words).expect("the site has words");
        let without: String =
            text.lines().filter(|line| !line.starts_with("footer")).map(|line| format!("{line}\n")).collect();
        site.file(&format!("content/site/{lang}.toml"), &without.replace(", \"/pages/about\"", ""));
    }
    assert!(site.tree().contains_key("über-uns/index.html"));
    let ran = site.build(&[]).ends_with(0);
    assert!(!site.tree().contains_key("über-uns/index.html"), "{}", ran.out);
    assert!(site.tree().contains_key("notes.txt"));
}

#[test]
fn a_default_language_at_the_root() {
    let site = Workplace::of("german");
    site.build(&[]).ends_with(0);
    let tree = site.tree();
    let home = String::from_utf8_lossy(&tree["index.html"]).into_owned();
    assert!(attributes(&home, "html", "lang").contains("de"), "{home}");
    assert!(tree.contains_key("bücherei/index.html") && tree.contains_key("en/libraries/index.html"));
    assert!(tree.keys().all(|path| !path.starts_with("de/")), "{:?}", tree.keys());
}

/// URLs of a page: what it links, loads and names for machines.
fn urls(html: &str) -> BTreeSet<String> {
    let mut urls = BTreeSet::new();
    for (tag, attribute) in [("a", "href"), ("link", "href"), ("img", "src"), ("script", "src"), ("form", "action")] {
        urls.extend(attributes(html, tag, attribute));
    }
    urls.extend(attributes(html, "meta", "content").into_iter().filter(|content| content.starts_with("http")));
    urls
}

#[test]
fn with_a_path_in_the_base_url_every_link_has_it_and_leads_to_a_file() {
    for from in [repository().to_owned(), folder("german"), folder("hebrew")] {
        let site = Workplace::copy(&from);
        site.build(&["--base-url", "https://mizan.test/a/b/"]).ends_with(0);
        let tree = site.tree();
        let files: BTreeSet<&str> = tree.keys().map(String::as_str).collect();
        let mut local = 0;
        for (path, bytes) in tree.iter().filter(|(path, _)| path.ends_with(".html")) {
            let html = String::from_utf8_lossy(bytes);
            let base = url::Url::parse("https://mizan.test/a/b/").and_then(|base| base.join(path)).expect("a path");
            for written in urls(&html) {
                let Ok(url) = base.join(&written) else { panic!("{path}: `{written}` is no URL") };
                if url.host_str() != Some("mizan.test") {
                    continue;
                }
                let target = percent_encoding::percent_decode_str(url.path()).decode_utf8().expect("UTF-8");
                let Some(target) = target.strip_prefix("/a/b/") else {
                    panic!("{path}: `{written}` is above the base")
                };
                let file = if target.is_empty() || target.ends_with('/') {
                    format!("{target}index.html")
                } else {
                    target.to_owned()
                };
                assert!(files.contains(file.as_str()), "{path}: `{written}` leads to no file");
                local += 1;
            }
        }
        assert!(local > 100, "only {local} links were seen");
        for name in ["sitemap.xml", "robots.txt"] {
            let text = String::from_utf8_lossy(&tree[name]);
            assert!(text.contains("https://mizan.test/a/b/"), "{name}: {text}");
        }
    }
}

#[test]
fn the_text_of_every_page_is_what_it_was_before_minifying() {
    for name in good().iter().map(String::as_str).chain(["../.."]) {
        let (sources, _) = read(name);
        let gather = |minify: bool| {
            let gathered = Gathered::default();
            let options = mizan_engine::Options { minify, ..options() };
            let (built, _) = mizan_engine::make(&sources, &options, &gathered).expect("memory takes everything");
            assert!(built.is_some(), "{name}");
            gathered.files()
        };
        let (small, whole) = (gather(true), gather(false));
        assert_eq!(small.keys().collect::<Vec<_>>(), whole.keys().collect::<Vec<_>>());
        let pages: Vec<&String> = whole.keys().filter(|path| path.ends_with(".html")).collect();
        assert!(pages.len() > 5, "{pages:?}");
        for path in pages {
            let text = |files: &BTreeMap<String, Vec<u8>>| visible_text(&String::from_utf8_lossy(&files[path]));
            // A page that only leads on is small as it is made.
            let leads_on = String::from_utf8_lossy(&whole[path]).contains("http-equiv=\"refresh\"");
            assert!(leads_on || small[path].len() < whole[path].len(), "{name}: {path} did not become smaller");
            assert_eq!(text(&small), text(&whole), "{name}: {path}");
        }
    }
}

#[test]
fn a_theme_of_ones_own_changes_one_template() {
    let site = Workplace::of("hebrew");
    site.build(&[]).ends_with(0);
    let before = site.tree();
    let config = std::fs::read_to_string(site.path().join("config.toml")).expect("the site has one");
    let config: String =
        config.lines().filter(|line| !line.starts_with("theme")).map(|line| format!("{line}\n")).collect();
    site.file("config.toml", &format!("theme = \"mine\"\n{config}"));
    site.file("themes/mine/theme.toml", "extends = \"mizan\"\n");
    site.file("themes/mine/templates/body_end.html", "<p id=\"mine\">{{ lang.id }}</p>\n");
    site.build(&[]).ends_with(0);
    let after = site.tree();
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    for (path, bytes) in after.iter().filter(|(path, _)| path.ends_with("/index.html")) {
        let (html, old) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&before[path]));
        assert!(attributes(&html, "p", "id").contains("mine"), "{path}");
        assert_eq!(attributes(&html, "link", "href"), attributes(&old, "link", "href"), "{path}");
    }
}

#[test]
fn drafts_are_built_when_they_are_asked_for() {
    let site = Workplace::of("german");
    for (lang, title) in [("de", "Entwurf"), ("en", "A draft")] {
        let words = format!(
            "+++\ntitle = \"{title} einer Seite\"\ndescription = \"Noch nicht fertig, und darum nicht zu sehen.\"\ndraft = true\n+++\n\nText.\n"
        );
        site.file(&format!("content/pages/later/{lang}.md"), &words);
    }
    site.build(&[]).ends_with(0);
    assert!(!site.tree().contains_key("later/index.html"));
    site.build(&["--drafts"]).ends_with(0);
    assert!(site.tree().contains_key("later/index.html") && site.tree().contains_key("en/later/index.html"));
}
