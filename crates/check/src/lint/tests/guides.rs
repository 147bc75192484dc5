//! Rules about a guide, tried on whole sites.

use super::*;
use mizan_model::Languages;

/// A site of one guide in one or two languages; `guide`, `green` and `words` replace its files where they are given.
fn site(files: &[(&str, &str)]) -> (Site, Languages<Locale>) {
    let mut sources = SourceMap::default();
    let mut put = |path: &str, text: &str| {
        sources.insert(path, text.as_bytes().to_vec());
    };
    put("config.toml", "base_url = \"https://example.org/\"\n[[languages]]\nid = \"en\"\n");
    put("content/site/en.toml", "title = \"Scales\"\ndescription = \"Comparisons\"\n");
    put("content/guides/teas/guide.toml", GUIDE);
    put(
        "content/guides/teas/en/guide.md",
        "+++\ntitle = \"Teas\"\ndescription = \"Teas\"\nverdict = \"Green.\"\n+++\n",
    );
    put("content/guides/teas/en/labels.toml", LABELS);
    put(
        "content/guides/teas/tiers/green.toml",
        "[features]\nprice = { amount = \"4\", currency = \"EUR\" }\nleaf = \"whole\"\n",
    );
    put(
        "content/guides/teas/tiers/black.toml",
        "[features]\nprice = { amount = \"3\", currency = \"EUR\" }\nleaf = \"broken\"\n",
    );
    for tier in ["green", "black"] {
        let words = format!("+++\nname = \"{tier}\"\npros = [\"A\"]\ncons = [\"B\"]\n+++\n");
        put(&format!("content/guides/teas/en/tiers/{tier}.md"), &words);
    }
    for (path, text) in files {
        let path = if path.starts_with("content") || *path == "config.toml" {
            (*path).to_owned()
        } else {
            format!("content/guides/teas/{path}")
        };
        put(&path, text);
    }
    let (config, found) = mizan_parse::config(&sources);
    assert!(found.diagnostics.is_empty(), "{found:?}");
    let (site, found) = mizan_parse::site(&sources, config.expect("there is one"), found.suppressions);
    assert!(found.diagnostics.is_empty(), "{found:?}");
    let locales = site.config.languages.iter().map(|language| locale(&language.id)).collect();
    (site, locales)
}

const GUIDE: &str = r#"published = 2026-05-04
tiers = ["green", "black"]
[defaults]
sources = ["leaflet"]
[sources.leaflet]
title = "The leaflet"
[[groups]]
id = "cup"
features = [
  { id = "price", type = "money", importance = "key" },
  { id = "leaf", type = "choice", options = ["whole", "broken"] },
]
"#;
const LABELS: &str = "[groups]\ncup = \"Cup\"\n[features]\nprice = \"Price\"\nleaf = \"Leaf\"\n[options.leaf]\nwhole = \"Whole\"\nbroken = \"Broken\"\n";

#[track_caller]
fn earned(files: &[(&str, &str)]) -> Vec<Code> {
    let (site, locales) = site(files);
    let found = all(&site, &locales, &[], &[]);
    assert!(found.iter().all(|fault| fault.primary.is_some() && !fault.help.is_empty()), "{found:?}");
    found.into_iter().map(|fault| fault.code).collect()
}

/// What all rules report.
fn all(site: &Site, locales: &Languages<Locale>, pictures: &[Picture], pages: &[PageMeta]) -> Vec<Diagnostic> {
    let sources = SourceMap::default();
    let inputs = Inputs { site, sources: &sources, locales, today: Date::day(2026, 12, 1), pictures, pages };
    check(&inputs, &RuleSelection::new(&site.config, RuleScope::All)).into_vec()
}

fn green(price: &str, leaf: &str) -> String {
    format!("[features]\nprice = {price}\nleaf = {leaf}\n")
}

#[test]
fn a_good_guide_earns_nothing() {
    assert_eq!(earned(&[]), []);
}

#[test]
fn what_is_listed_is_used() {
    let guide = format!("{}[sources.other]\ntitle = \"Another\"\n", GUIDE);
    assert_eq!(earned(&[("guide.toml", &guide)]), [Code::UnusedSource]);
    // Who gave a rating is cited by it.
    let rated = guide.replace("type = \"money\", importance = \"key\"", "type = \"rating\"");
    let cell = |value: &str| green(&format!("{{ value = {value}, max = 5, by = \"other\" }}"), "\"whole\"");
    let black = cell("4").replace("whole", "broken");
    assert_eq!(earned(&[("guide.toml", &rated), ("tiers/green.toml", &cell("3")), ("tiers/black.toml", &black)]), []);

    let powder = GUIDE.replace("\"broken\"]", "\"broken\", { id = \"powder\", name = \"P\" }]");
    assert_eq!(earned(&[("guide.toml", &powder)]), [Code::UnusedOption]);
    let asked = format!(
        "{powder}[[questions]]\nid = \"q\"\n[[questions.answers]]\nid = \"a\"\n[[questions.answers]]\nid = \"b\"\nrequires = {{ leaf = {{ any = [\"powder\", \"broken\"] }} }}\n"
    );
    assert_eq!(earned(&[("guide.toml", &asked)]), []);
}

#[test]
fn one_source_has_one_number() {
    let listed = |first: &str, second: &str| {
        let guide = GUIDE.replace("sources = [\"leaflet\"]", "sources = [\"leaflet\", \"other\"]");
        let guide = guide.replace("title = \"The leaflet\"", &format!("url = \"https://example.org/a\"\n{first}"));
        earned(&[("guide.toml", &format!("{guide}[sources.other]\n{second}\n"))])
    };
    let url = "url = \"https://example.org/a\"";
    assert_eq!(listed("", url), [Code::SameSource]);
    assert_eq!(listed("", "url = \"https://EXAMPLE.org:443/a\""), [Code::SameSource]);
    assert_eq!(listed("", "url = \"https://example.org/a#b\""), [], "another part");
    assert_eq!(listed("", "url = \"http://example.org/a\""), []);
    let copy = |n: u32| format!("archived = \"https://archive.example/{n}\"");
    assert_eq!(listed(&copy(1), &format!("{url}\n{}", copy(2))), [], "two states of one page");
    assert_eq!(listed(&copy(1), &format!("{url}\n{}", copy(1))), [Code::SameSource]);

    let guide = GUIDE.replace("title = \"The leaflet\"", url);
    let cell = green("{ amount = \"9\", currency = \"EUR\", sources = [\"https://example.org/a\"] }", "\"whole\"");
    assert_eq!(earned(&[("guide.toml", &guide), ("tiers/green.toml", &cell)]), [Code::SameSource]);
}

#[test]
fn key_features_and_pairs_differ() {
    let same = green("{ amount = \"3\", currency = \"EUR\" }", "\"whole\"");
    assert_eq!(earned(&[("tiers/green.toml", &same)]), [Code::KeyDecidesNothing]);
    // Two unknowns are not the same, but one unknown beside a price is something to decide by.
    assert_eq!(earned(&[("tiers/green.toml", &green("\"unknown\"", "\"whole\""))]), []);
    let normal = GUIDE.replace(", importance = \"key\"", "").replace("\"whole\", ", "");
    let same = green("{ amount = \"3\", currency = \"EUR\" }", "\"broken\"");
    let labels = LABELS.replace("whole = \"Whole\"\n", "");
    let twins = [("guide.toml", normal.as_str()), ("tiers/green.toml", &same), ("en/labels.toml", &labels)];
    assert_eq!(earned(&twins), [Code::EqualPair]);
}

#[test]
fn dates_are_of_today() {
    let price = |dates: &str| green(&format!("{{ amount = \"4\", currency = \"EUR\", {dates} }}"), "\"whole\"");
    for (dates, codes) in [
        ("until = 2026-11-30", vec![Code::PassedDate]),
        ("until = \"2026-11\"", vec![Code::PassedDate]),
        ("until = \"2026-12\"", vec![]),
        ("since = \"2027\"", vec![Code::NotYet]),
        ("since = \"2026-12\"", vec![]),
        ("since = \"2.0\"", vec![]),
        ("until = \"1.9\"", vec![]),
    ] {
        assert_eq!(earned(&[("tiers/green.toml", &price(dates))]), codes, "{dates}");
    }
    let before = "[{ amount = \"4\", currency = \"EUR\" }, { amount = \"2\", currency = \"EUR\", until = \"2020\" }]";
    assert_eq!(earned(&[("tiers/green.toml", &green(before, "\"whole\""))]), []);
    let support = GUIDE.replace("type = \"choice\", options = [\"whole\", \"broken\"]", "type = \"support\"");
    let labels = LABELS.split("[options").next().expect("the beginning");
    let planned = |since: &str| {
        green("{ amount = \"4\", currency = \"EUR\" }", &format!("{{ value = \"planned\", since = {since} }}"))
    };
    let black = green("{ amount = \"3\", currency = \"EUR\" }", "\"no\"");
    let of = |since: &str| {
        earned(&[
            ("guide.toml", &support),
            ("en/labels.toml", labels),
            ("tiers/green.toml", &planned(since)),
            ("tiers/black.toml", &black),
        ])
    };
    assert_eq!(of("\"2026-06\""), [Code::PassedDate]);
    assert_eq!(of("\"2026\""), []);
    assert_eq!(of("2027-01-01"), []);
}

#[test]
fn prices_of_a_row_are_of_one_kind() {
    let price = |rest: &str| green(&format!("{{ amount = \"4\", {rest} }}"), "\"whole\"");
    assert_eq!(earned(&[("tiers/green.toml", &price("currency = \"USD\""))]), [Code::MixedPrices]);
    assert_eq!(earned(&[("tiers/green.toml", &price("currency = \"EUR\", per = \"month\""))]), [Code::MixedPrices]);
    for price in ["\"free\"", "\"on-request\"", "\"unknown\""] {
        assert_eq!(earned(&[("tiers/green.toml", &green(price, "\"whole\""))]), [], "{price}");
    }
    let both = "[{ amount = \"4\", currency = \"EUR\" }, { amount = \"5\", currency = \"USD\", variant = \"us\" }]";
    let labels = format!("{LABELS}[variants]\nus = \"US\"\n");
    assert_eq!(earned(&[("tiers/green.toml", &green(both, "\"whole\"")), ("en/labels.toml", &labels)]), []);
}

#[test]
fn the_chooser_chooses() {
    let asking = |answers: &[&str]| {
        let mut guide = format!("{GUIDE}[[questions]]\nid = \"q\"\n");
        for (n, requires) in answers.iter().enumerate() {
            guide.push_str(&format!("[[questions.answers]]\nid = \"a{n}\"\n{requires}\n"));
        }
        earned(&[("guide.toml", &guide)])
    };
    let whole = "requires = { leaf = { any = [\"whole\"] } }";
    let broken = "requires = { leaf = { any = [\"broken\"] } }";
    let cheap = "requires = { price = { max = 100 } }";
    assert_eq!(asking(&["", broken]), []);
    assert_eq!(asking(&[whole, broken]), []);
    assert_eq!(asking(&["", whole]), [Code::UnreachableTier]);
    assert_eq!(asking(&[broken, cheap]), [Code::ChoosesNothing]);
    assert_eq!(asking(&["", cheap]), [Code::ChoosesNothing]);
}

#[test]
fn words_of_a_guide() {
    let no_verdict = "+++\ntitle = \"Teas\"\ndescription = \"Teas\"\n+++\n";
    assert_eq!(earned(&[("en/guide.md", no_verdict)]), [Code::NoVerdict]);
    let draft = format!("draft = true\n{GUIDE}");
    assert_eq!(earned(&[("en/guide.md", no_verdict), ("guide.toml", &draft)]), []);
    let praise = "+++\nname = \"green\"\npros = [\"A\"]\n+++\n";
    assert_eq!(earned(&[("en/tiers/green.md", praise)]), [Code::OneSided]);
    assert_eq!(earned(&[("en/tiers/green.md", "+++\nname = \"green\"\n+++\n")]), []);
    assert_eq!(earned(&[("en/tiers/green.md", "+++\nname = \"Black\"\n+++\n")]), [Code::SameName]);
    let labels = LABELS.replace("leaf = \"Leaf\"", "leaf = \" price\"");
    assert_eq!(earned(&[("en/labels.toml", &labels)]), [Code::SameName]);
}

#[test]
fn translations_are_translated() {
    let config = "base_url = \"https://example.org/\"\n[[languages]]\nid = \"en\"\n[[languages]]\nid = \"de\"\n";
    let verdict = |text: &str| format!("+++\ntitle = \"Teas\"\ndescription = \"Teas\"\nverdict = \"{text}\"\n+++\n");
    let of = |config: &str, lang: &str, en: &str, other: &str| {
        earned(&[
            ("config.toml", config),
            ("en/guide.md", &verdict(en)),
            (&format!("{lang}/guide.md"), &verdict(other)),
        ])
    };
    let long = "Choose the green one for every evening.";
    assert_eq!(of(config, "de", long, long), [Code::Untranslated]);
    assert_eq!(of(config, "de", long, "Für jeden Abend den grünen."), []);
    assert_eq!(of(config, "de", "HTTP/1.1, HTTP/2, HTTP/3", "HTTP/1.1, HTTP/2, HTTP/3"), []);
    // British words may be American words.
    assert_eq!(of(&config.replace("\"de\"", "\"en-GB\""), "en-GB", long, long), []);
    assert_eq!(of(&config.replace("\"de\"", "\"ar\""), "ar", long, long), [Code::OtherScript]);
}

#[test]
fn pictures_are_light() {
    let picture = |bytes, width, vector| Picture {
        file: SourceId(0),
        path: "content/x.png".into(),
        bytes,
        width,
        height: 100,
        vector,
    };
    let (site, locales) = site(&[]);
    let judge = |picture| all(&site, &locales, &[picture], &[]).len();
    assert_eq!(judge(picture(300_001, 800, false)), 1);
    assert_eq!(judge(picture(90_000, 2_433, false)), 1);
    assert_eq!(judge(picture(300_000, 2_432, false)), 0);
    assert_eq!(judge(picture(900_000, 9_000, true)), 0);
}

#[test]
fn heads_are_measured_as_they_are_read() {
    let (site, locales) = site(&[]);
    let meta = |subject: PageSubject, path: &str, title: &str, description: &str| PageMeta {
        subject,
        lang: 0.into(),
        path: path.into(),
        title: title.into(),
        description: description.into(),
        indexed: true,
    };
    let judge = |heads: &[PageMeta]| all(&site, &locales, &[], heads).into_iter().map(|d| d.code).collect::<Vec<_>>();
    let (title, description) = ("t".repeat(10), "d".repeat(50));
    assert_eq!(judge(&[meta(PageSubject::Guide(0), "teas/", &title, &description)]), []);
    let isolated = format!("\u{2067}{}\u{2069}", "t".repeat(70));
    assert_eq!(judge(&[meta(PageSubject::Guide(0), "teas/", &isolated, &"d".repeat(170))]), []);
    assert_eq!(
        judge(&[meta(PageSubject::Guide(0), "teas/", &"t".repeat(9), &"d".repeat(49))]),
        [Code::TitleLength, Code::DescriptionLength]
    );
    assert_eq!(
        judge(&[meta(PageSubject::Guide(0), "teas/", &"t".repeat(71), &"d".repeat(171))]),
        [Code::TitleLength, Code::DescriptionLength]
    );
    // The theme words the description of a tier's page.
    assert_eq!(judge(&[meta(PageSubject::Tier(0, 1.into()), "teas/black/", &title, "short")]), []);
    let two = [
        meta(PageSubject::Guide(0), "teas/", &title, &description),
        meta(PageSubject::Tier(0, 1.into()), "teas/black/", &title, &description),
    ];
    assert_eq!(judge(&two), [Code::SameHead, Code::SameHead]);
    let [first, second] = two;
    assert_eq!(judge(&[first, PageMeta { indexed: false, ..second }]), []);
}
