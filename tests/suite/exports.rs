//! The data for programs in a built site: JSON-LD in its pages, data.json and data.csv next to its guides.

use std::collections::BTreeMap;
use std::path::Path;

use mizan_engine::{Progress, build};
use serde_json::Value;

const CONFIG: &str = r#"
base_url = "https://example.org/guides/"
default_language = "en"
publisher = "mizan"
[[languages]]
id = "en"
[[languages]]
id = "ar"
digits = "arab"
fallback = "notice"
[people.mizan]
url = "https://example.org/"
[people.nadia]
"#;

const BOATS: &str = r#"
kind = "product"
authors = ["mizan"]
translators.ar = ["nadia"]
published = 2026-05-04
updated = 2026-11-20
tags = ["water"]
tiers = ["skiff", "yacht"]
pairs = [["skiff", "yacht"]]
price = "price"
[sources.yard]
title = "The yard's list"
lang = "en"
url = "https://example.org/yard#top"
[sources.club]
title = "The club's paper"
author = "A. Sailor"
[defaults]
checked = 2026-11-01
[[groups]]
id = "hull"
features = [
  { id = "sails", better = "yes", importance = "key" },
  { id = "berths", type = "number", unit = "berth", better = "higher" },
  { id = "size", type = "dimensions" },
  { id = "water", type = "percent" },
  { id = "wood", type = "choices", options = [{ id = "oak", name = "Oak" }, "teak"] },
  { id = "use", type = "text" },
  { id = "price", type = "money", better = "lower" },
]
"#;

const SKIFF: &str = r#"
url = "https://example.org/skiff"
[features]
sails = { value = "add-on", price = { amount = "12.50", currency = "USD", per = "month" }, sources = ["yard#sails"] }
berths = { value = 2, bound = "at-least", since = "2.1", note = true }
size = [{ value = [4.5, 1.50], sources = ["yard", "club"] }]
water = "unknown"
wood = ["oak", "teak"]
use = true
price = { amount = "900.00", currency = "USD", per = ["berth", "month"] }
"#;

const YACHT: &str = r#"
[features]
sails = { value = "partial", note = "wind", grade = "fair" }
berths = [{ value = 6, variant = "north" }, { value = 8, variant = "south" }]
size = "not-applicable"
water = -5.5
wood = "unknown"
use = "Trade"
price = { currency = "EUR", mode = "volume", steps = [{ from = 1, amount = "10" }, { from = 5, amount = "8" }] }
"#;

const FILES: &[(&str, &str)] = &[
    ("config.toml", CONFIG),
    (
        "content/site/en.toml",
        "title = \"Scales\"\ndescription = \"Comparisons.\"\n[people]\nmizan = \"Mizan\"\nnadia = \"Nadia\"\n[tags]\nwater = \"Water\"\n",
    ),
    (
        "content/site/ar.toml",
        "title = \"الميزان\"\ndescription = \"مقارنات.\"\n[people]\nmizan = \"ميزان\"\nnadia = \"نادية\"\n[tags]\nwater = \"الماء\"\n",
    ),
    ("content/guides/boats/guide.toml", BOATS),
    ("content/guides/boats/tiers/skiff.toml", SKIFF),
    ("content/guides/boats/tiers/yacht.toml", YACHT),
    (
        "content/guides/boats/en/guide.md",
        "+++\ntitle = \"Boats compared </script>\"\ndescription = \"Which boat is for whom.\"\n+++\nBoats differ.\n",
    ),
    (
        "content/guides/boats/en/labels.toml",
        "[groups]\nhull = \"Hull\"\n[features]\nsails = \"Sails\"\nberths = \"Berths\"\nsize = \"Size\"\nwater = \"Water\"\nwood = \"Wood\"\nuse = \"Use\"\nprice = \"Price\"\n[notes]\nwind = \"In *wind* only, see [the row](#berths).\"\n[options.wood]\nteak = \"Teak\"\n[variants]\nnorth = \"North\"\nsouth = \"South\"\n[units.berth]\none = \"{n} berth\"\nother = \"{n} berths\"\nper = \"per berth\"\n",
    ),
    (
        "content/guides/boats/en/tiers/skiff.md",
        "+++\nname = \"Skiff\"\n[text]\nuse = \"For `two` **friends**.\"\n[notes]\nberths = \"=One is short\"\n+++\nSmall.\n",
    ),
    ("content/guides/boats/en/tiers/yacht.md", "+++\nname = \"Yacht\"\n+++\nLarge.\n"),
    (
        "content/guides/boats/ar/guide.md",
        "+++\ntitle = \"مقارنة Boats\"\ndescription = \"أي قارب لمن.\"\n+++\nتختلف القوارب.\n",
    ),
    (
        "content/guides/boats/ar/labels.toml",
        "[groups]\nhull = \"البدن\"\n[features]\nsails = \"أشرعة\"\nberths = \"أسرّة\"\nsize = \"الحجم\"\nwater = \"ماء\"\nwood = \"خشب\"\nuse = \"الاستخدام\"\nprice = \"السعر\"\n[notes]\nwind = \"مع *الريح* فقط.\"\n[options.wood]\nteak = \"ساج\"\n[variants]\nnorth = \"الشمال\"\nsouth = \"الجنوب\"\n[units.berth]\nzero = \"بلا أسرّة\"\none = \"سرير\"\ntwo = \"سريران\"\nfew = \"{n} أسرّة\"\nmany = \"{n} سريرًا\"\nother = \"{n} سرير\"\nper = \"للسرير\"\n",
    ),
    (
        "content/guides/boats/ar/tiers/skiff.md",
        "+++\nname = \"زورق Skiff\"\n[text]\nuse = \"لصديقين و`two`.\"\n[notes]\nberths = \"أحدهما قصير\"\n+++\nصغير.\n",
    ),
    ("content/guides/boats/ar/tiers/yacht.md", "+++\nname = \"يخت\"\n+++\nكبير.\n"),
    (
        "content/guides/hats/guide.toml",
        "kind = \"option\"\ntags = [\"water\"]\ntiers = [\"cap\", \"beret\"]\n[[groups]]\nid = \"all\"\nfeatures = [{ id = \"brim\" }]\n",
    ),
    ("content/guides/hats/tiers/cap.toml", "[features]\nbrim = \"yes\"\n"),
    ("content/guides/hats/tiers/beret.toml", "[features]\nbrim = \"no\"\n"),
    ("content/guides/hats/en/guide.md", "+++\ntitle = \"Hats\"\ndescription = \"Two hats.\"\n+++\nHats.\n"),
    ("content/guides/hats/en/labels.toml", "[groups]\nall = \"All\"\n[features]\nbrim = \"Brim\"\n"),
    ("content/guides/hats/en/tiers/cap.md", "+++\nname = \"Cap\"\n+++\nCap.\n"),
    ("content/guides/hats/en/tiers/beret.md", "+++\nname = \"Beret\"\n+++\nBeret.\n"),
    ("content/pages/about/en.md", "+++\ntitle = \"About\"\ndescription = \"Who we are.\"\n+++\nWe compare.\n"),
];

struct Silent;

impl Progress for Silent {
    fn pages(&self, _: usize) {}
    fn page(&self) {}
}

/// Every text file of the site by its path.
type Files = BTreeMap<String, String>;

fn built(root: &Path) -> Files {
    let out = tempfile::tempdir().expect("a folder");
    let outcome = match build(root, &out.path().join("public"), &super::site::options(), &Silent) {
        Ok(outcome) => outcome,
        Err(_) => panic!("nothing was built"),
    };
    assert!(!outcome.diagnostics.has_errors(), "{}", super::site::shown(&outcome.diagnostics, &outcome.sources));
    let mut files = Files::new();
    gather(&out.path().join("public"), "", &mut files);
    files
}

fn gather(folder: &Path, prefix: &str, files: &mut Files) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            gather(&entry.path(), &format!("{name}/"), files);
        } else if let Ok(text) = std::fs::read_to_string(entry.path()) {
            files.insert(name, text);
        }
    }
}

fn boats() -> Files {
    boats_with(CONFIG)
}

fn boats_with(config: &str) -> Files {
    let root = tempfile::tempdir().expect("a folder");
    for (path, text) in FILES {
        let text = if *path == "config.toml" { config } else { text };
        let path = root.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    built(root.path())
}

fn json_ld(page: &str) -> Option<Value> {
    let (_, after) = page.split_once("application/ld+json")?;
    let (_, after) = after.split_once('>')?;
    let (text, _) = after.split_once("</script>")?;
    Some(serde_json::from_str(text).unwrap_or_else(|fault| panic!("{fault}: {text}")))
}

fn has_controls(text: &str) -> bool {
    text.contains(
        |c: char| matches!(c, '\u{2066}'..='\u{2069}' | '\u{202A}'..='\u{202E}' | '\u{200E}' | '\u{200F}' | '\u{61C}'),
    )
}

/// Copies and tables are for people too: around numbers in a row, and telephone numbers, they have isolates, which pair.
fn without_isolates(text: &str) -> String {
    let count = |wanted: fn(char) -> bool| text.chars().filter(|c| wanted(*c)).count();
    let opened = count(|c| matches!(c, '\u{2066}'..='\u{2068}'));
    assert_eq!(opened, count(|c| c == '\u{2069}'), "{text}");
    text.replace(|c| matches!(c, '\u{2066}'..='\u{2069}'), "")
}

/// Every URL that a page's JSON-LD gives.
fn addresses<'v>(value: &'v Value, found: &mut Vec<&'v str>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| addresses(item, found)),
        Value::Object(parts) => {
            for (key, value) in parts {
                match value {
                    Value::String(text) if ["@id", "url", "item", "contentUrl"].contains(&key.as_str()) => {
                        found.push(text);
                    }
                    value => addresses(value, found),
                }
            }
        }
        _ => {}
    }
}

fn holds(files: &Files, base: &str) {
    let mut pages = 0;
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let Some(said) = json_ld(text) else {
            assert!(path.ends_with("404.html") || path.ends_with("/embed/index.html"), "{path} says nothing");
            continue;
        };
        pages += 1;
        assert!(!has_controls(&said.to_string()), "{path}");
        let mut found = Vec::new();
        addresses(&said, &mut found);
        assert!(!found.is_empty());
        for url in found {
            assert!(url.starts_with("https://") || url.starts_with("http://"), "{path}: {url}");
            if let Some(own) = url.strip_prefix(base) {
                let own = own.split('#').next().unwrap_or_default();
                let file =
                    if own.is_empty() || own.ends_with('/') { format!("{own}index.html") } else { own.to_owned() };
                let is_text = file.ends_with(".html") || file.contains("/data.");
                assert!(!is_text || files.contains_key(&file), "{path}: {url} leads nowhere");
            }
        }
    }
    assert!(pages > 10);
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with("/data.json")) {
        assert!(!has_controls(text), "{path}");
        let data: Value = serde_json::from_str(text).expect("JSON");
        let items: usize =
            data["rows"].as_array().expect("rows").iter().map(|row| row["items"].as_array().map_or(0, Vec::len)).sum();
        let folder = path.trim_end_matches("data.json");
        let table = &files[&format!("{folder}data.csv")];
        assert!(!has_controls(&without_isolates(table)) && table.starts_with('\u{FEFF}'), "{path}");
        let mut reader = csv::Reader::from_reader(table.trim_start_matches('\u{FEFF}').as_bytes());
        assert_eq!(reader.records().map(|record| record.expect("CSV").len()).collect::<Vec<_>>(), vec![14; items]);
        let page = &files[&format!("{folder}index.html")];
        for name in ["data.json", "data.csv"] {
            assert!(page.contains(&format!("{folder}{name}")), "{path}: its page does not offer {name}");
        }
    }
}

/// Rows of the tables in a copy, between a heading and the next of its level, or in all of it; cells as text.
fn rows(markdown: &str, below: Option<&str>) -> Vec<Vec<String>> {
    use comrak::nodes::{Node, NodeValue};
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.footnotes = true;
    let arena = comrak::Arena::new();
    let root = comrak::parse_document(&arena, markdown, &options);
    let words = |node: Node<'_>| -> String {
        let text = |node: Node<'_>| match &node.data().value {
            NodeValue::Text(text) => text.to_string(),
            NodeValue::Code(code) => code.literal.clone(),
            _ => String::new(),
        };
        node.descendants().map(text).collect()
    };
    let mut rows = Vec::new();
    let mut inside = below.is_none();
    for block in root.children() {
        match &block.data().value {
            NodeValue::Heading(heading) if heading.level == 2 && below.is_some() => {
                inside = below.is_some_and(|below| words(block) == below);
            }
            NodeValue::Table(_) if inside => {
                let body = block.children().filter(|row| matches!(row.data().value, NodeValue::TableRow(false)));
                rows.extend(body.map(|row| row.children().map(words).collect::<Vec<_>>()));
            }
            _ => {}
        }
    }
    rows
}

/// Copies in Markdown have the values of the guide's data, by row and cell, and each page links to its copy.
fn copies_hold(files: &Files, base: &str, table: &dyn Fn(&str) -> &'static str) {
    let copies: Vec<(&String, &String)> = files.iter().filter(|(path, _)| path.ends_with("index.md")).collect();
    assert!(copies.len() > 10, "{}", copies.len());
    for (path, copy) in &copies {
        assert!(!has_controls(&without_isolates(copy)), "{path}");
        assert!(copy.starts_with("# ") && copy.matches("\n# ").count() == 0, "{path}: {copy}");
        let page = &files[&path.replace("index.md", "index.html")];
        assert!(page.contains("type=text/markdown") && page.contains(path.as_str()), "{path} is not offered");
        assert!(!copy.contains("](/") && !copy.contains("](#") && !copy.contains("{{"), "{path}: {copy}");
        for own in copy.split(['(', '<', ')', '>', ' ']).filter_map(|word| word.strip_prefix(base)) {
            let own = own.split('#').next().unwrap_or_default();
            let file = if own.is_empty() || own.ends_with('/') { format!("{own}index.html") } else { own.to_owned() };
            let is_text = file.ends_with(".html") || file.contains("/data.");
            assert!(!is_text || files.contains_key(&file), "{path}: {own} leads nowhere");
        }
    }
    for (path, data) in files.iter().filter(|(path, _)| path.ends_with("/data.json")) {
        let Some(copy) = files.get(&path.replace("data.json", "index.md")) else { continue };
        let data: Value = serde_json::from_str(data).expect("JSON");
        let found = rows(copy, Some(table(data["lang"].as_str().expect("a language"))));
        let said = data["rows"].as_array().expect("rows");
        let tiers = data["tiers"].as_array().map_or(0, Vec::len);
        assert_eq!(found.len() * tiers, said.len(), "{path}");
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        for (row, cells) in found.iter().zip(said.chunks(tiers)) {
            assert_eq!(plain(&row[0]), plain(cells[0]["feature"]["name"].as_str().expect("a name")), "{path}");
            assert_eq!(row.len(), tiers + 1);
            for (shown, cell) in row[1..].iter().zip(cells) {
                for item in cell["items"].as_array().expect("items") {
                    let text = plain(item["text"].as_str().expect("a text"));
                    assert!(plain(&without_isolates(shown)).contains(&text), "{path}: {text:?} is not in {shown:?}");
                }
            }
        }
    }
}

fn table_title(lang: &str) -> &'static str {
    if lang == "ar" { "المقارنة الكاملة" } else { "The full comparison" }
}

#[test]
fn copies_in_markdown_say_what_the_tables_say() {
    let files = boats();
    copies_hold(&files, "https://example.org/guides/", &table_title);
    assert!(!files.contains_key("ar/hats/index.md"), "what is not translated has no copy");
    for lang in ["en", "ar"] {
        insta::assert_snapshot!(format!("markdown_{lang}"), files[&format!("{lang}/boats/index.md")]);
        insta::assert_snapshot!(format!("llms_{lang}"), files[&format!("{lang}/llms.txt")]);
    }
    insta::assert_snapshot!("markdown_pair", files["en/boats/skiff-vs-yacht/index.md"]);
    insta::assert_snapshot!("llms", files["llms.txt"]);
    for list in ["llms.txt", "en/llms.txt", "ar/llms.txt"] {
        for word in files[list].split(['(', ')']).filter_map(|word| word.strip_prefix("https://example.org/guides/")) {
            assert!(files.contains_key(word), "{list}: {word} leads nowhere");
        }
    }
}

#[test]
fn what_is_switched_off_is_neither_made_nor_offered() {
    let off = "[outputs]\ndata = false\nmarkdown = false\nllms = false\n";
    let files = boats_with(&format!("{CONFIG}{off}"));
    for (path, text) in &files {
        assert!(!["data.json", "data.csv", "index.md", "llms.txt"].iter().any(|name| path.ends_with(name)), "{path}");
        let offers = ["data.json", "data.csv", "index.md", "text/markdown", "llms.txt"];
        assert!(!offers.iter().any(|name| text.contains(name)), "{path}");
        assert!(!path.contains("/embed/") && !text.contains("<iframe"), "{path}");
    }
}

#[test]
fn tables_for_other_sites() {
    let files = boats_with(&format!("{CONFIG}[embed]\nframe_ancestors = [\"https://news.example\"]\n"));
    let page = &files["en/boats/embed/index.html"];
    assert!(page.contains("<base href=/guides/en/boats/ target=_top>"), "{page}");
    assert!(page.contains("content=noindex name=robots"), "{page}");
    assert!(page.contains("href=https://example.org/guides/en/boats/ rel=canonical"), "{page}");
    assert!(!page.contains("hreflang") && !page.contains("<nav") && !page.contains("ld+json"), "{page}");
    assert!(!files["sitemap.xml"].contains("/embed/"));
    assert!(!files.contains_key("ar/hats/embed/index.html"), "its original has one");
    let guide = &files["en/boats/index.html"];
    assert!(guide.contains("&lt;iframe src=\"https://example.org/guides/en/boats/embed/\""), "{guide}");
}

#[test]
fn the_repositorys_own_site() {
    let files = built(Path::new(env!("CARGO_MANIFEST_DIR")));
    holds(&files, "https://mizan.example/");
    copies_hold(&files, "https://mizan.example/", &table_title);
    assert_eq!(files.keys().filter(|path| path.ends_with("/data.csv")).count(), 4);
}

#[test]
fn every_shape_of_a_cell_in_two_languages() {
    let files = boats();
    holds(&files, "https://example.org/guides/");
    for lang in ["en", "ar"] {
        insta::assert_snapshot!(
            format!("data_csv_{lang}"),
            files[&format!("{lang}/boats/data.csv")].trim_start_matches('\u{FEFF}').replace('\r', "")
        );
    }
    insta::assert_snapshot!("data_json", files["en/boats/data.json"]);
}

#[test]
fn pages_in_the_words_of_schema_org() {
    let files = boats();
    for (name, path) in [
        ("guide_ar", "ar/boats/index.html"),
        ("tier_en", "en/boats/skiff/index.html"),
        ("tier_ar", "ar/boats/yacht/index.html"),
        ("pair_en", "en/boats/skiff-vs-yacht/index.html"),
        ("tag_ar", "ar/tags/water/index.html"),
        ("standalone_en", "en/about/index.html"),
        ("languages", "index.html"),
    ] {
        let said = json_ld(&files[path]).expect("JSON-LD");
        let pretty = serde_json::to_string_pretty(&said).expect("it was JSON");
        insta::assert_snapshot!(format!("json_ld_{name}"), pretty);
    }
}

#[test]
fn a_page_that_is_not_translated_speaks_for_its_original() {
    let files = boats();
    let said = json_ld(&files["ar/hats/index.html"]).expect("JSON-LD");
    let article = &said["@graph"][0];
    assert_eq!(article["url"], "https://example.org/guides/en/hats/");
    assert_eq!(article["inLanguage"], "en");
    assert!(article["translationOfWork"].is_null() && article["workTranslation"].is_null());
    let data: Value = serde_json::from_str(&files["ar/hats/data.json"]).expect("JSON");
    assert_eq!((data["lang"].as_str(), data["rows"][0]["items"][0]["text"].as_str()), (Some("ar"), Some("نعم")));
}
