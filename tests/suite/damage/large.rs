//! Large inputs: long lines, long names, large numbers, many tables.

use mizan_source::diagnostics::Code;

use super::{files, judged, lines, text_of, with};

const MB: usize = 1 << 20;

#[test]
fn ten_megabytes_of_one_line() {
    for (path, _) in files().into_iter().filter(|(path, _)| !path.starts_with("static/")) {
        // Each kind of file once: the readers are the same.
        let kinds = [
            "config.toml",
            "guide.toml",
            "glass.toml",
            "en/labels.toml",
            "site/en.toml",
            "en/guide.md",
            "about/en.md",
            "theme.toml",
            "i18n/en.toml",
            "body_end.html",
            "mine.css",
            "steel.svg",
            "cover.png",
        ];
        if !kinds.iter().any(|kind| path.ends_with(kind)) {
            continue;
        }
        for (name, unit) in [("a letter", "a"), ("words", "ab ع "), ("brackets", "[")] {
            // What nests is in `deep`; here it is the length that counts.
            let size = if unit == "[" { MB } else { 10 * MB };
            let what = format!("{path}: ten megabytes of {name}");
            let found = judged(&what, with(&path, unit.repeat(size / unit.len()).into_bytes()));
            assert!(found.len() <= 12, "{what}: {:?}", lines(&found));
            let right = ["body_end.html", "mine.css"].iter().any(|end| path.ends_with(end));
            assert!(right || !found.is_empty(), "nothing is said of {what}");
        }
    }
}

#[test]
fn a_megabyte_of_prose_is_prose() {
    let path = "content/guides/kettles/en/guide.md";
    let good = text_of(path);
    for (name, text) in [
        ("a word", "a".repeat(MB)),
        ("a paragraph", "Steel and glass. ".repeat(MB / 17)),
        ("two scripts", "فولاذ steel. ".repeat(MB / 18)),
        ("a line of code", format!("`{}`", "x".repeat(MB))),
        ("a block of code", format!("```\n{}\n```", "x\n".repeat(MB / 2))),
    ] {
        let found = judged(name, with(path, format!("{good}\n{text}\n").into_bytes()));
        assert!(found.is_empty(), "{name}: {:?}", lines(&found));
    }
}

#[test]
fn names_and_values_without_measure() {
    let long = "a".repeat(MB);
    for (path, from, to, code) in [
        ("config.toml", "theme = \"mine\"", format!("theme = \"{long}\""), Some(Code::BadId)),
        ("config.toml", "theme = \"mine\"", format!("theme = \"mine\"\n{long} = 1"), Some(Code::UnknownKey)),
        (
            "config.toml",
            "default_language = \"ar\"",
            format!("default_language = \"{long}\""),
            Some(Code::UnknownLanguage),
        ),
        ("config.toml", "id = \"en\"", format!("id = \"{long}\""), Some(Code::BadLanguage)),
        (
            "config.toml",
            "locale = \"en-GB\"",
            format!("locale = \"en-{}\"", "abcdefgh-".repeat(MB / 9)),
            Some(Code::BadLanguage),
        ),
        (
            "config.toml",
            "\"https://example.org/guides/\"",
            format!("\"https://example.org/{long}/\""),
            Some(Code::BadBaseUrl),
        ),
        ("config.toml", "\"https://example.org/guides/\"", format!("\"https://{long}.org/\""), Some(Code::BadBaseUrl)),
        ("config.toml", "https://pictures.example.org", format!("https://{long}.example.org"), None),
        ("config.toml", "[people.mona]", format!("[people.{long}]"), None),
        ("content/guides/kettles/guide.toml", "id = \"volume\"", format!("id = \"{long}\""), Some(Code::BadId)),
        ("content/guides/kettles/guide.toml", "\"silver\"", format!("\"{long}\""), Some(Code::BadId)),
        ("content/guides/kettles/guide.toml", "\"glass\"]", format!("\"{long}\"]"), Some(Code::BadId)),
        ("content/guides/kettles/guide.toml", "type = \"limit\"", format!("type = \"{long}\""), Some(Code::BadChoice)),
        (
            "content/guides/kettles/guide.toml",
            "\"https://example.com/test\"",
            format!("\"{long}\""),
            Some(Code::BadUrl),
        ),
        ("content/guides/kettles/tiers/glass.toml", "firmware = ", format!("{long} = "), Some(Code::UnknownFeature)),
        ("content/guides/kettles/tiers/glass.toml", "\"not-applicable\"", format!("\"{long}\""), None),
        ("content/guides/kettles/tiers/glass.toml", "\"silver\"", format!("\"{long}\""), Some(Code::UnknownOption)),
        (
            "content/guides/kettles/tiers/glass.toml",
            "currency = \"USD\", variant = \"shop\"",
            format!("currency = \"{long}\", variant = \"shop\""),
            Some(Code::BadCurrency),
        ),
        ("content/guides/kettles/tiers/glass.toml", "test#page-4", format!("test#{long}"), None),
        ("content/guides/kettles/tiers/glass.toml", "2027-12-31", format!("\"{long}\""), None),
        ("content/guides/kettles/en/guide.md", "Steel kettle", long.clone(), None),
        ("content/guides/kettles/en/guide.md", "title = ", format!("slug = \"{long}\"\ntitle = "), Some(Code::BadSlug)),
        ("content/guides/kettles/en/guide.md", "title = ", format!("aliases = [\"{long}/\"]\ntitle = "), None),
        ("content/guides/kettles/en/guide.md", "#volume", format!("#{long}"), Some(Code::DeadLink)),
        (
            "content/guides/kettles/en/guide.md",
            "/guides/kettles/steel)",
            format!("/guides/kettles/{long})"),
            Some(Code::DeadLink),
        ),
        (
            "content/guides/kettles/en/guide.md",
            "fact(\"tested\")",
            format!("fact(\"{long}\")"),
            Some(Code::BadReference),
        ),
        (
            "content/guides/kettles/en/guide.md",
            "fact(\"tested\")",
            format!("{long}(\"tested\")"),
            Some(Code::UnknownShortcode),
        ),
        ("content/guides/kettles/en/labels.toml", "forum = ", format!("{long} = "), None),
        ("content/site/en.toml", "menu = [", format!("menu = [\"/pages/{long}\", "), Some(Code::DeadLink)),
        ("themes/mine/theme.toml", "\"mine.css\"", format!("\"{long}\""), Some(Code::MissingAsset)),
        ("themes/mine/theme.toml", "extends = \"mizan\"", format!("extends = \"{long}\""), Some(Code::UnknownTheme)),
        ("themes/mine/theme.toml", "\">=0.1\"", format!("\">={long}\""), Some(Code::ThemeFile)),
        ("themes/mine/i18n/en.toml", "title = ", format!("{long} = "), None),
        ("themes/mine/templates/body_end.html", "site.options.motto", format!("site.options.{long}"), None),
        ("themes/mine/templates/body_end.html", "default", long.clone(), Some(Code::TemplateSyntax)),
        ("themes/mine/templates/head_end.html", "pictures/dot.svg", long.clone(), Some(Code::TemplateRender)),
    ] {
        let good = text_of(path);
        assert!(good.contains(from), "{path} holds no {from}");
        let what = format!("{path}: {from} → {}…", &to[..to.len().min(30)]);
        let found = judged(&what, with(path, good.replacen(from, &to, 1).into_bytes()));
        let kinds = lines(&found).iter().map(|line| line.chars().take(120).collect::<String>()).collect::<Vec<_>>();
        assert!(code.is_none_or(|code| found.iter().any(|d| d.code == code)), "{what}: {kinds:?}");
        assert!(found.len() <= 25, "{what}: {kinds:#?}");
    }
}

#[test]
fn numbers_and_dates_beyond_range() {
    let digits = "9".repeat(10_000);
    let tier = "content/guides/kettles/tiers/glass.toml";
    let steel = "content/guides/kettles/tiers/steel.toml";
    let guide = "content/guides/kettles/guide.toml";
    for (path, from, to) in [
        (tier, "boils = 5_000", format!("boils = {digits}")),
        (tier, "boils = 5_000", format!("boils = 0.{digits}")),
        (tier, "boils = 5_000", format!("boils = 1e{digits}")),
        (tier, "boils = 5_000", format!("boils = -{digits}")),
        (tier, "boils = 5_000", format!("boils = 0x{digits}")),
        (tier, "boils = 5_000", "boils = 1e400".to_owned()),
        (tier, "boils = 5_000", "boils = inf".to_owned()),
        (tier, "boils = 5_000", "boils = nan".to_owned()),
        (tier, "amount = \"30\"", format!("amount = \"{digits}\"")),
        (tier, "amount = \"30\"", "amount = \"1e9\"".to_owned()),
        (tier, "amount = \"30\"", "amount = \"٣٠\"".to_owned()),
        (tier, "amount = \"30\"", "amount = \"\"".to_owned()),
        (tier, "checked = 2026-10-01", "checked = 2026-13-01".to_owned()),
        (tier, "checked = 2026-10-01", "checked = 2026-02-29".to_owned()),
        (tier, "checked = 2026-10-01", "checked = 10000-01-01".to_owned()),
        (tier, "checked = 2026-10-01", "checked = -2026-01-01".to_owned()),
        (tier, "checked = 2026-10-01", "checked = 2026-10-01T24:00:00Z".to_owned()),
        (tier, "checked = 2026-10-01", "checked = 9999-12-31".to_owned()),
        (steel, "min = 2, max = 7", format!("min = {digits}, max = 7")),
        (steel, "[146.6, 70.6, 8.25]", format!("[{digits}, 1, 1]")),
        (steel, "[146.6, 70.6, 8.25]", "[146.6, 70.6, 8.25, 1, 2, 3]".to_owned()),
        (steel, "value = 4.5, max = 5", format!("value = 4.5, max = {digits}")),
        (steel, "from = 10,", format!("from = {digits},")),
        (steel, "from = 10,", "from = -1,".to_owned()),
        (guide, "published = 2026-01-15", "published = 0000-00-00".to_owned()),
        (guide, "published = 2026-01-15", format!("published = {digits}")),
        (guide, "warn_after = 500", format!("warn_after = {digits}")),
        (guide, "warn_after = 500", "warn_after = -1".to_owned()),
        (guide, "min = 1.5", format!("min = {digits}")),
        ("config.toml", "pair_min_differences = 1", format!("pair_min_differences = {digits}")),
        ("config.toml", "pair_min_differences = 1", "pair_min_differences = -1".to_owned()),
        ("config.toml", "as_of = 2026-11-01", "as_of = 2026-11-31".to_owned()),
    ] {
        let good = text_of(path);
        assert!(good.contains(from), "{path} holds no {from}");
        let what = format!("{path}: {from} → {}…", &to[..to.len().min(30)]);
        let found = judged(&what, with(path, good.replacen(from, &to, 1).into_bytes()));
        assert!(!found.is_empty(), "nothing is said of {what}");
        assert!(found.len() <= 8, "{what}: {:?}", lines(&found));
    }
    // The largest and smallest that are right.
    for (from, to) in [
        ("boils = 5_000", "boils = 9_999_999_999_999_999_999_999_999_999"),
        ("boils = 5_000", "boils = 0.0000000000000000000000000001"),
    ] {
        let found = judged(to, with(tier, text_of(tier).replacen(from, to, 1).into_bytes()));
        assert!(found.len() <= 1, "{to}: {:?}", lines(&found));
    }
}

/// Each is reported separately, and still nobody has to read them all.
#[test]
fn tables_without_number() {
    const MANY: usize = 20_000;
    for (path, name, text) in [
        (
            "content/guides/kettles/guide.toml",
            "sources",
            (0..MANY).map(|n| format!("[sources.s{n}]\ntitle = \"x\"\n")).collect::<String>(),
        ),
        (
            "content/guides/kettles/guide.toml",
            "empty sources",
            (0..MANY).map(|n| format!("[sources.s{n}]\n")).collect(),
        ),
        ("content/guides/kettles/guide.toml", "empty questions", "[[questions]]\n".repeat(MANY)),
        ("content/guides/kettles/guide.toml", "empty groups", "[[groups]]\n".repeat(MANY)),
        ("content/guides/kettles/guide.toml", "the same group", "[[groups]]\nid = \"cost\"\n".repeat(MANY)),
        ("content/guides/kettles/guide.toml", "unknown tables", (0..MANY).map(|n| format!("[t{n}]\n")).collect()),
        ("content/guides/kettles/guide.toml", "the same table", "[t]\n".repeat(MANY)),
        (
            "content/guides/kettles/en/labels.toml",
            "labels of nothing",
            (0..MANY).map(|n| format!("[units.u{n}]\none = \"x\"\nother = \"y\"\n")).collect(),
        ),
        ("config.toml", "people", (0..MANY).map(|n| format!("[people.p{n}]\n")).collect()),
        ("content/site/en.toml", "unknown tables", (0..MANY).map(|n| format!("[t{n}]\n")).collect()),
    ] {
        let good = text_of(path);
        let what = format!("{path}: many {name}");
        // How many are shown is up to the printer; here it only has to end.
        let _ = super::within(super::LIMIT, &what, move || {
            let sources = with(path, format!("{good}\n{text}").into_bytes());
            crate::site::judge(&sources).once()
        });
    }
    let languages: String = (0..2000).map(|n| format!("[[languages]]\nid = \"x{}\"\n", n)).collect();
    let good = text_of("config.toml");
    let _ = super::within(super::LIMIT, "languages", move || {
        crate::site::judge(&with(
            "config.toml",
            good.replacen("[people.mizan]", &format!("{languages}[people.mizan]"), 1).into_bytes(),
        ))
        .once()
    });
}

#[test]
fn the_same_page_a_thousand_times() {
    let (mut sources, _) = crate::site::read(super::SITE);
    for n in 0..1000 {
        let text = "+++\ntitle = \"The same page again\"\ndescription = \"One and the same page, a thousand times over, to see what is said.\"\nslug = \"same\"\n+++\n";
        sources.insert(&format!("content/pages/p{n}/en.md"), text.as_bytes().to_vec());
    }
    let found = super::within(super::LIMIT, "pages on one address", move || crate::site::judge(&sources).once());
    assert!(found.iter().any(|d| d.code == Code::UrlCollision));
    assert!(found.len() <= 1000, "{} messages", found.len());
}
