//! Names: of files, ids, slugs.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;

use mizan_source::diagnostics::Code;
use unicode_normalization::UnicodeNormalization;

use super::disk::build;
use super::{SITE, judged, lines, text_of, with};
use crate::run::Workplace;
use crate::site;

const PICTURE: &str = "content/guides/kettles/images";

#[test]
fn a_name_in_two_normal_forms_is_one_name() {
    let site = Workplace::of(SITE);
    let [composed, decomposed] = ["é.png".nfc().collect::<String>(), "é.png".nfd().collect::<String>()];
    assert_ne!(composed, decomposed);
    let cover = fs::read(site.path().join(PICTURE).join("cover.png")).expect("the fixture has a picture");
    fs::write(site.path().join(PICTURE).join(&decomposed), &cover).expect("the site is ours");
    let page = "content/pages/home/en.md";
    for written in [&composed, &decomposed] {
        fs::create_dir_all(site.path().join("content/pages/home/images")).expect("the site is ours");
        fs::write(site.path().join("content/pages/home/images").join(&decomposed), &cover).expect("the site is ours");
        site.file(page, &format!("{}\n![x](images/{written})\n", text_of(page)));
        let ran = build(site.path(), &[]);
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{written}");
    }
    // Both at once are two files of one name, where the file system keeps them apart.
    fs::write(site.path().join(PICTURE).join(&composed), &cover).expect("the site is ours");
    let both = fs::read_dir(site.path().join(PICTURE)).expect("it is a folder").count();
    if both > 3 {
        let ran = build(site.path(), &[]).ends_with(1);
        assert!(ran.err.contains("MZ0002"), "{}", ran.err);
    }
}

#[test]
fn names_that_differ_by_case_alone() {
    // Two files that are one on many machines.
    for (first, second) in [("static/Humans.txt", "static/humans.txt"), ("static/a/x", "static/A/x")] {
        let site = Workplace::of(SITE);
        site.file(first, "x");
        site.file(second, "y");
        let ran = build(site.path(), &[]).ends_with(1);
        assert!(ran.err.contains("MZ0501"), "{first}: {}", ran.err);
    }
    // A file that is not the one that was intended.
    for (path, meant, code) in [
        ("content/guides/kettles/Guide.toml", "content/guides/kettles/guide.toml", "MZ0017"),
        ("content/guides/kettles/EN/guide.md", "content/guides/kettles/en/guide.md", "MZ0104"),
        ("content/guides/Kettles/guide.toml", "content/guides/kettles/guide.toml", "MZ0014"),
        ("content/guides/kettles/tiers/Glass.toml", "content/guides/kettles/tiers/glass.toml", "MZ0017"),
        ("content/guides/kettles/images/Cover.png", "content/guides/kettles/images/cover.png", "MZ0405"),
        ("content/pages/about/EN.md", "content/pages/about/en.md", "MZ0017"),
        ("content/site/AR.toml", "content/site/ar.toml", "MZ0017"),
        ("themes/Mine/theme.toml", "themes/mine/theme.toml", "MZ0601"),
        ("themes/mine/static/Mine.css", "themes/mine/static/mine.css", "MZ0605"),
    ] {
        let site = Workplace::of(SITE);
        let to = site.path().join(path);
        fs::create_dir_all(to.parent().expect("it is in a folder")).expect("the site is ours");
        fs::rename(site.path().join(meant), to).expect("the site is ours");
        let ran = build(site.path(), &[]).ends_with(1);
        assert!(ran.err.contains(code), "{path}: {}", ran.err);
    }
    let site = Workplace::of(SITE);
    fs::rename(site.path().join("config.toml"), site.path().join("Config.TOML")).expect("the site is ours");
    let ran = build(site.path(), &[]).ends_with(1);
    assert!(ran.err.contains("MZ0017"), "{}", ran.err);
}

#[test]
fn file_names_that_are_no_names() {
    for name in [
        &b"a\nb.txt"[..],
        b"a\x1b[31mb.txt",
        b"a\x7fb.txt",
        b"a\\b.txt",
        b"\xFF\xFE.txt",
        b"caf\xE9.txt",
        "a\u{202E}txt.exe".as_bytes(),
        b"con.txt",
        b"NUL",
        b"aux.",
        b"lpt1.html",
        b"a:b.txt",
        b"a?b.txt",
        b"trailing.",
        b"trailing ",
        b"\"quoted\".txt",
        b"<b>.txt",
    ] {
        let shown = String::from_utf8_lossy(name);
        for folder in [
            "static",
            "content/guides/kettles/images",
            "content/pages/about",
            "themes/mine/static",
            "themes/mine/templates",
        ] {
            let site = Workplace::of(SITE);
            fs::write(site.path().join(folder).join(OsStr::from_bytes(name)), "x").expect("the site is ours");
            let ran = build(site.path(), &[]);
            assert!(matches!(ran.code, Some(0 | 1)), "{folder}/{shown:?}: {:?} {}", ran.code, ran.err);
            // What is not a valid name on every machine is reported, wherever the file would be published.
            let published = folder != "content/pages/about" && folder != "themes/mine/templates";
            assert!(!published || ran.err.contains("MZ0"), "{folder}/{shown:?}: nothing is said\n{}", ran.out);
            let steers = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{202A}'..='\u{202E}');
            assert!(!ran.err.contains(steers), "{folder}/{shown:?} steers the terminal: {:?}", ran.err);
        }
    }
    let site = Workplace::of(SITE);
    for (length, code) in [(255, 1), (200, 0)] {
        let path = site.path().join("static").join("x".repeat(length));
        fs::write(&path, "x").expect("the site is ours");
        let ran = build(site.path(), &[]);
        assert!(ran.code == Some(0) || ran.code == Some(code), "{length}: {}", ran.err);
        fs::remove_file(path).expect("the site is ours");
    }
}

/// Every id that a site can be given, one at a time, replaced by an invalid id, or by a name with a meaning elsewhere.
/// Each place gets all of the first, and every third of the others, beginning at another one.
#[test]
fn ids_that_mean_something_elsewhere() {
    const BAD: &[&str] = &[
        "../../etc/passwd",
        "..",
        ".",
        "/",
        "a/b",
        "a\\b",
        "",
        " ",
        "a b",
        "A",
        "é",
        "ع",
        "a-vs-b",
        "-a",
        "a-",
        "a--b",
        "a.b",
        "a#b",
        "a?b",
        "a%2e%2e",
        "{{ x }}",
        "<script>",
        "\\u0000",
        "a\\nb",
    ];
    const RESERVED: &[&str] = &[
        "con",
        "nul",
        "aux",
        "prn",
        "com1",
        "index",
        "ar",
        "en",
        "for",
        "if",
        "block",
        "true",
        "false",
        "nan",
        "inf",
        "self",
        "super",
        "loop",
        "page",
        "site",
        "null",
        "none",
        "assets",
        "tags",
        "feed",
        "data",
        "404",
        "value",
        "url",
        "constructor",
        "toString",
        "unknown",
        "no",
        "not-applicable",
        "0",
        "1e5",
        "2026-01-01",
    ];
    let places = [
        ("content/guides/kettles/guide.toml", "\"volume\""),
        ("content/guides/kettles/guide.toml", "\"cost\""),
        ("content/guides/kettles/guide.toml", "\"tested\""),
        ("content/guides/kettles/guide.toml", "\"people\""),
        ("content/guides/kettles/guide.toml", "\"few\""),
        ("content/guides/kettles/guide.toml", "\"silver\""),
        ("content/guides/kettles/guide.toml", "\"kettle\""),
        ("content/guides/kettles/guide.toml", "\"kitchen\""),
        ("content/guides/kettles/guide.toml", "\"glass\""),
        ("content/guides/kettles/guide.toml", "\"mona\""),
        ("content/guides/kettles/tiers/steel.toml", "\"buy\""),
        ("content/guides/kettles/tiers/steel.toml", "\"half-hour\""),
        ("content/guides/kettles/tiers/glass.toml", "\"shop\""),
        ("content/guides/kettles/tiers/glass.toml", "\"steel\""),
        ("content/guides/kettles/tiers/glass.toml", "\"test\""),
        ("config.toml", "\"kettles\""),
        ("config.toml", "\"mizan\""),
        ("config.toml", "\"mine\""),
        ("config.toml", "id = \"en\""),
        ("config.toml", "\"arab\""),
        ("themes/mine/theme.toml", "\"mizan\""),
        ("themes/mine/theme.toml", "\"mine.css\""),
    ];
    for (n, (path, quoted)) in places.into_iter().enumerate() {
        let good = text_of(path);
        assert!(good.contains(quoted), "{path} holds no {quoted}");
        for id in BAD.iter().chain(RESERVED.iter().skip(n % 3).step_by(3)) {
            let to = if quoted.starts_with("id") { format!("id = \"{id}\"") } else { format!("\"{id}\"") };
            let what = format!("{path}: {quoted} → {to}");
            let found = judged(&what, with(path, good.replacen(quoted, &to, 1).into_bytes()));
            let same = to == quoted;
            assert!(same || !found.is_empty(), "nothing is said of {what}");
            assert!(found.len() <= 22, "{what}: {} messages\n{}", found.len(), lines(&found).join("\n"));
        }
    }
}

#[test]
fn slugs_that_lead_elsewhere() {
    for path in
        ["content/guides/kettles/en/guide.md", "content/guides/kettles/en/tiers/steel.md", "content/pages/about/en.md"]
    {
        let good = text_of(path);
        for (slug, right) in [
            ("..", false),
            (".", false),
            ("a/b", false),
            ("/", false),
            ("", false),
            (" ", false),
            ("a b", false),
            ("a\\\\b", false),
            ("%2e%2e", false),
            ("a?b", false),
            ("a#b", false),
            ("<b>", false),
            ("\\u202Ea", false),
            ("\\u200B", false),
            ("con", false),
            ("index", true),
            ("data", true),
            ("كتاب", true),
        ] {
            let what = format!("{path}: the slug `{slug}`");
            let found =
                judged(&what, with(path, good.replacen("+++\n", &format!("+++\nslug = \"{slug}\"\n"), 1).into_bytes()));
            assert!(found.is_empty() == right, "{what}: {:?}", lines(&found));
            assert!(found.len() <= 3, "{what}: {:?}", lines(&found));
        }
        for (alias, right) in [
            ("../x/", false),
            ("/etc/", true),
            ("a/../../x/", false),
            ("https://evil.example/", false),
            ("//evil.example/", true),
            ("", false),
            ("en/", false),
            ("en/kettles/", false),
            ("a\\nb/", false),
            ("sitemap.xml", false),
            ("old/x/", true),
        ] {
            let what = format!("{path}: the alias `{alias}`");
            let cleared: String =
                good.lines().filter(|line| !line.starts_with("aliases")).map(|line| format!("{line}\n")).collect();
            let found = judged(
                &what,
                with(path, cleared.replacen("+++\n", &format!("+++\naliases = [\"{alias}\"]\n"), 1).into_bytes()),
            );
            assert!(found.is_empty() == right, "{what}: {:?}", lines(&found));
            assert!(found.len() <= 3, "{what}: {:?}", lines(&found));
        }
    }
}

/// One slug for two: in one language, across languages, across kinds of pages.
#[test]
fn slugs_that_stand_twice() {
    let slugged = |path: &str, slug: &str| {
        let good: String =
            text_of(path).lines().filter(|line| !line.starts_with("slug")).map(|line| format!("{line}\n")).collect();
        good.replacen("+++\n", &format!("+++\nslug = \"{slug}\"\n"), 1)
    };
    for (pairs, collides) in [
        (vec![("content/guides/kettles/en/guide.md", "about")], true),
        (vec![("content/pages/about/en.md", "kettles")], true),
        (vec![("content/pages/about/en.md", "Kettles")], true),
        (vec![("content/guides/kettles/en/tiers/steel.md", "glass")], true),
        (vec![("content/guides/kettles/en/tiers/steel.md", "glass-vs-steel")], false),
        // The pair's own URL follows those of its tiers.
        (vec![("content/guides/kettles/en/tiers/steel.md", "steel-vs-glass")], false),
        // In another language the URL is different.
        (
            vec![("content/guides/kettles/ar/guide.md", "kettles"), ("content/guides/kettles/en/guide.md", "kettles")],
            false,
        ),
        (vec![("content/guides/kettles/ar/guide.md", "x"), ("content/pages/about/en.md", "x")], false),
        (vec![("content/guides/kettles/ar/guide.md", "x"), ("content/pages/about/ar.md", "x")], true),
        // Without a language before it: the root's.
        (vec![("content/pages/about/en.md", "page")], false),
        (vec![("content/pages/about/en.md", "tags")], false),
    ] {
        let (mut sources, _) = site::read(SITE);
        for (path, slug) in &pairs {
            sources.insert(path, slugged(path, slug).into_bytes());
        }
        let found = judged(&format!("{pairs:?}"), sources);
        let said = found.iter().any(|d| d.code == Code::UrlCollision);
        assert_eq!(said, collides, "{pairs:?}: {:?}", lines(&found));
    }
}
