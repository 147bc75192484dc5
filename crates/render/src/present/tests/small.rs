//! A small site: a guide about plans with every kind of price, in English and, untranslated, on Arabic
//! pages.

use std::fmt::Write;

use super::support::Bench;

pub(super) struct Small(Vec<(String, String)>);

const CONFIG: &str = r#"
base_url = "https://example.org/guides/"
default_language = "en"
publisher = "desk"

[[languages]]
id = "en"

[[languages]]
id = "ar"
digits = "latn"
fallback = "notice"

[people.desk]

[freshness]
warn_after = 90
as_of = 2026-11-20
"#;

const GUIDE: &str = r#"
kind = "plan"
tags = ["post"]
published = 2026-05-04
updated = 2026-11-20
tiers = ["free", "solo", "team", "crowd", "house"]
pairs = [["free", "solo"], ["team", "crowd"]]
price = "price"

[sources.list]
url = "https://example.org/a#top"

[sources.paper]
title = "Price list"

[sources.other]
title = "Something else"

[[stats]]
id = "letters"
type = "number"
unit = "letter"
value = 3_300_000_000
compact = true

[[stats]]
id = "boxes"
type = "number"
unit = "box"
value = 2

[[groups]]
id = "plan"
features = [
  { id = "price", type = "money", better = "lower", importance = "key" },
  { id = "boxes", type = "number", unit = "box", better = "higher" },
  { id = "filter", type = "support" },
  { id = "people", type = "number" },
]
"#;

const TIERS: [(&str, &str); 5] = [
    (
        "free",
        r#"
links = [{ id = "buy", url = "https://shop.example/free", sponsored = true }, { id = "docs", url = "https://example.org/docs" }]

[features]
price = "free"
boxes = { value = 1, sources = ["list#p2", "paper#p3"], checked = 2026-01-01 }
filter = { value = "add-on", price = { amount = "3", currency = "USD", per = "box" } }
people = { value = 1, checked = 2026-11-01 }
"#,
    ),
    (
        "solo",
        r#"
inherits = "free"

[features]
price = { amount = "9.90", currency = "USD", per = ["box", "month"] }
boxes = [
  { value = 5, bound = "at-least", sources = ["list"] },
  { value = 2, variant = "abroad" },
]
"#,
    ),
    (
        "team",
        r#"
inherits = "solo"

[features]
price = { currency = "USD", per = "month", mode = "volume", steps = [{ from = 1, amount = "19" }, { from = 51, amount = "17" }] }
"#,
    ),
    (
        "crowd",
        r#"
inherits = "team"

[features]
price = { amount = "40", currency = "USD", bound = "at-least", sources = ["paper"] }
"#,
    ),
    (
        "house",
        r#"
[features]
price = "unknown"
boxes = "unknown"
filter = "no"
people = "not-applicable"
"#,
    ),
];

const LABELS: &str = r#"
[groups]
plan = "Plan"

[features]
price = "Price"
boxes = "Boxes"
filter = "Filter"
people = "People"

[variants]
abroad = "abroad"

[units.box]
one = "{n} box"
other = "{n} boxes"
per = "per box"

[units.letter]
one = "{n} letter"
other = "{n} letters"
"#;

impl Small {
    pub(super) fn new() -> Small {
        let mut small = Small(Vec::new());
        small.put("config.toml", CONFIG);
        for (lang, title) in [("en", "Post"), ("ar", "بريد")] {
            let words = format!(
                "title = \"{title}\"\ndescription = \"{title}\"\n\n[people]\ndesk = \"{title}\"\n\n[tags]\npost = \"{title}\"\nother = \"{title} 2\"\n"
            );
            small.put(&format!("content/site/{lang}.toml"), &words);
        }
        small.put("content/guides/mail/guide.toml", GUIDE);
        small.put("content/guides/mail/en/labels.toml", LABELS);
        let front = "+++\ntitle = \"Which plan?\"\ndescription = \"Plans for post.\"\n\n[stats]\nletters = \"letters a day\"\nboxes = \"boxes\"\n+++\n\nPlans.\n";
        small.put("content/guides/mail/en/guide.md", front);
        for (id, facts) in TIERS {
            small.put(&format!("content/guides/mail/tiers/{id}.toml"), facts);
            let name = id[..1].to_uppercase() + &id[1..];
            small.put(&format!("content/guides/mail/en/tiers/{id}.md"), &format!("+++\nname = \"{name}\"\n+++\n"));
        }
        small
    }

    /// Adds a file, or replaces it.
    pub(super) fn put(&mut self, path: &str, text: &str) {
        self.0.retain(|(known, _)| known != path);
        self.0.push((path.to_owned(), text.to_owned()));
    }

    pub(super) fn replace(&mut self, path: &str, from: &str, to: &str) {
        let file = self.0.iter_mut().find(|(known, _)| known == path).unwrap();
        assert!(file.1.contains(from), "{path} has no {from}");
        file.1 = file.1.replace(from, to);
    }

    /// A guide of one row; `facts` are more lines of its guide.toml.
    pub(super) fn guide(&mut self, id: &str, facts: &str) {
        let folder = format!("content/guides/{id}");
        let mut guide = format!("tiers = [\"a\", \"b\"]\npairs = \"none\"\n{facts}\n");
        let _ = write!(guide, "[[groups]]\nid = \"all\"\nfeatures = [{{ id = \"row\" }}]\n");
        self.put(&format!("{folder}/guide.toml"), &guide);
        let front = format!("+++\ntitle = \"Guide {id}\"\ndescription = \"About {id}.\"\n+++\n");
        self.put(&format!("{folder}/en/guide.md"), &front);
        self.put(&format!("{folder}/en/labels.toml"), "[groups]\nall = \"All\"\n\n[features]\nrow = \"Row\"\n");
        for tier in ["a", "b"] {
            self.put(&format!("{folder}/tiers/{tier}.toml"), "[features]\nrow = \"yes\"\n");
            self.put(&format!("{folder}/en/tiers/{tier}.md"), &format!("+++\nname = \"{tier}\"\n+++\n"));
        }
    }

    pub(super) fn bench(&self) -> Bench {
        Bench::small(&self.0)
    }
}
