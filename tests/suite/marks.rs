//! What pages mark as lowest and highest, and what they count in whose favor.

use std::collections::BTreeMap;

use crate::page::visible_text;
use crate::site::{Gathered, Site, options};

const GUIDE: &str = r#"
published = 2026-05-01
tiers = ["free", "city", "old"]
price = "fee"
[[groups]]
id = "main"
features = [
  { id = "fee", type = "money", better = "lower", importance = "key" },
  { id = "commission", type = "percent", better = "lower" },
  { id = "ends", type = "date", better = "higher" },
  { id = "opened", type = "date", better = "lower" },
  { id = "storage", type = "number", better = "higher" },
  { id = "card" },
  { id = "port", type = "number" },
]
[[questions]]
id = "pay"
answers = [{ id = "little", requires = { commission = { max = 3 } } }, { id = "any" }]
[[questions]]
id = "cards"
answers = [{ id = "wanted", requires = { card = "yes" } }, { id = "not" }]
"#;

const TIERS: [(&str, &str, &str); 3] = [
    (
        "free",
        "Free bank",
        "fee = \"no\"\ncommission = \"no\"\nends = \"no\"\nopened = 1990-01-01\nstorage = 5\ncard = \"yes\"\n\
         port = [{ value = 443, variant = \"safe\" }, { value = 80, variant = \"open\" }]\n",
    ),
    (
        "city",
        "City bank",
        "fee = { amount = \"5\", currency = \"USD\" }\ncommission = 2.5\nends = 2026-03-02\nopened = 2001-01-01\nstorage = 5\n\
         card = { value = \"planned\", since = 2027 }\nport = { value = 443, variant = \"safe\" }\n",
    ),
    (
        "old",
        "Old bank",
        "fee = [{ amount = \"9\", currency = \"USD\", per = \"month\" }, { amount = \"90\", currency = \"USD\", per = \"year\", variant = \"yearly\" }]\n\
         commission = 4\nends = 2025-01-01\nopened = 1950-01-01\nstorage = 2\ncard = \"planned\"\n\
         port = { value = 443, bound = \"at-least\" }\n",
    ),
];

fn built() -> BTreeMap<String, Vec<u8>> {
    let labels = "[groups]\nmain = \"Main facts\"\n[features]\nfee = \"Fee\"\ncommission = \"Commission\"\nends = \"Support ends\"\n\
                  opened = \"Opened\"\nstorage = \"Storage\"\ncard = \"Card\"\nport = \"Port\"\n[variants]\nyearly = \"per year\"\nsafe = \"TLS\"\nopen = \"plain\"\n\
                  [questions.pay]\ntext = \"How much would you pay?\"\nanswers = { little = \"At most 3%\", any = \"Anything\" }\n\
                  [questions.cards]\ntext = \"Do you want a card?\"\nanswers = { wanted = \"Yes, one\", not = \"None for me\" }\n";
    let prose = "+++\ntitle = \"Which bank is for you?\"\ndescription = \"Three banks compared by fees, with what each of them can do.\"\n+++\n\n\
                 {{ table(features = [\"storage\", \"opened\"], tiers = [\"free\", \"city\"]) }}\n";
    let mut site = Site::new()
        .file("config.toml", "base_url = \"https://example.org/\"\n[[languages]]\nid = \"en\"\n")
        .file(
            "content/site/en.toml",
            "title = \"Banks\"\ndescription = \"Banks compared, with sources beside them.\"\n",
        )
        .file("content/guides/banks/guide.toml", &GUIDE.replace("since = 2027", "since = \"2027\""))
        .file("content/guides/banks/en/labels.toml", labels)
        .file("content/guides/banks/en/guide.md", prose);
    for (id, name, facts) in TIERS {
        let facts = facts.replace("since = 2027", "since = \"2027\"");
        site = site
            .file(&format!("content/guides/banks/tiers/{id}.toml"), &format!("[features]\n{facts}"))
            .file(&format!("content/guides/banks/en/tiers/{id}.md"), &format!("+++\nname = \"{name}\"\n+++\n"));
    }
    let gathered = Gathered::default();
    let (built, found) = mizan_engine::make(&site.build(), &options(), &gathered).expect("memory takes everything");
    assert!(built.is_some(), "{found:?}");
    gathered.files()
}

/// The text of a page, one space between words, without isolates.
fn text(files: &BTreeMap<String, Vec<u8>>, path: &str) -> String {
    let html = String::from_utf8_lossy(&files[path]);
    let isolates = ['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}'];
    visible_text(&html).replace(isolates, "").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn none_is_the_lowest_fee_and_its_bank_the_cheaper() {
    let files = built();
    let pair = text(&files, "en/banks/free-vs-city/index.html");
    assert!(pair.contains("None Lowest"), "{pair}");
    assert!(!pair.contains("$5 Lowest") && !pair.contains("2.5% Lowest"), "{pair}");
    assert!(pair.contains("Commission: None (City bank: 2.5%)"), "{pair}");
    assert!(!pair.contains("(Free bank: None)"), "no reason for the dearer one: {pair}");
    assert!(pair.contains("Free bank costs less: None, compared with $5."), "{pair}");
    let guide = text(&files, "en/banks/index.html");
    assert!(!guide.contains("Ruled out – Commission: None"), "{guide}");
    for path in files.keys().filter(|path| path.contains("banks/") && path.ends_with(".html")) {
        let page = text(&files, path);
        let shows_free = !path.contains("city-vs-old");
        assert_eq!(page.contains("2026 Latest"), !shows_free, "{path}: none may be no end, or none at all");
        assert!(!page.contains("Best"), "{path}");
    }
}

#[test]
fn values_are_marked_among_the_tiers_shown() {
    let files = built();
    let (guide, pair) = (text(&files, "en/banks/index.html"), text(&files, "en/banks/free-vs-city/index.html"));
    assert!(!pair.contains("5 Highest"), "the two are alike: {pair}");
    assert!(pair.contains("January 1, 1990 Earliest"), "{pair}");
    assert!(guide.contains("January 1, 1950 Earliest"), "{guide}");
    // The table in the prose of the guide shows the same two columns.
    assert_eq!(guide.matches("January 1, 1990 Earliest").count(), 1, "{guide}");
    let copy = text(&files, "en/banks/free-vs-city/index.md");
    assert!(copy.contains("January 1, 1990 · Earliest") || copy.contains("Earliest"), "{copy}");
    assert!(!copy.contains("Highest"), "{copy}");
    let other = text(&files, "en/banks/city-vs-old/index.html");
    assert!(other.contains("5 Highest"), "{other}");
}

#[test]
fn what_cannot_be_compared_is_not_called_unknown() {
    let files = built();
    for pair in ["free-vs-city", "free-vs-old", "city-vs-old"] {
        let page = text(&files, &format!("en/banks/{pair}/index.html"));
        assert!(!page.contains("What is not known yet") && !page.contains("too little"), "{pair}: {page}");
        let copy = text(&files, &format!("en/banks/{pair}/index.md"));
        assert!(!copy.contains("What is not known yet"), "{pair}: {copy}");
    }
    let page = text(&files, "en/banks/city-vs-old/index.html");
    assert!(page.contains("Not directly comparable"), "{page}");
    assert!(page.contains("1 cannot be compared directly"), "{page}");
    let copy = text(&files, "en/banks/city-vs-old/index.md");
    assert!(copy.contains("## Not directly comparable"), "{copy}");
}

#[test]
fn a_plan_falls_short_with_or_without_a_date() {
    let files = built();
    let guide = text(&files, "en/banks/index.html");
    let paths = &guide[guide.find("Yes, one").expect("the answer is on the page")..];
    assert!(!paths.contains("With a caveat"), "{guide}");
}

/// With a variant or without: what a price is per says when it applies.
#[test]
fn what_a_price_is_per_is_said_once() {
    let files = built();
    for path in ["en/banks/index.html", "en/banks/index.md", "en/banks/free-vs-old/index.html", "en/banks/old/index.md"]
    {
        let page = text(&files, path);
        assert!(page.contains("$9 per month") && page.contains("$90 per year"), "{path}: {page}");
        assert!(!page.contains("(per year)") && !page.contains("per year $90"), "{path}: {page}");
    }
    let data = String::from_utf8_lossy(&files["en/banks/data.csv"]).into_owned();
    assert!(data.contains("Old bank,per year,90"), "data keeps the variant: {data}");
}
