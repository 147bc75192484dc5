//! Which facts have charts, and what these show.

use serde_json::Value as Json;

use super::small::Small;
use super::{PageKey, json};

/// The bars of a guide's only row, which is declared by `feature` and has these values: where each ends.
fn bars(feature: &str, values: &[&str]) -> Vec<Option<String>> {
    let ends = drawn(feature, values);
    ends.iter().map(|bar| bar["end"].as_str().map(str::to_owned)).collect()
}

fn drawn(feature: &str, values: &[&str]) -> Vec<Json> {
    row(feature, values)["bars"].as_array().unwrap().clone()
}

fn row(feature: &str, values: &[&str]) -> Json {
    let ids: Vec<String> = (0..values.len()).map(|n| format!("t{n}")).collect();
    let mut small = Small::new();
    small.guide("x", "");
    let named = ids.iter().map(|id| format!("\"{id}\"")).collect::<Vec<_>>().join(", ");
    small.put(
        "content/guides/x/guide.toml",
        &format!(
            "tiers = [{named}]\npairs = \"all\"\n[[groups]]\nid = \"all\"\nfeatures = [{{ id = \"row\", {feature} }}]\n"
        ),
    );
    small.put(
        "content/guides/x/en/labels.toml",
        "[groups]\nall = \"All\"\n[features]\nrow = \"Row\"\n[units.box]\none = \"{n} box\"\nother = \"{n} boxes\"\n",
    );
    for (id, value) in ids.iter().zip(values) {
        small.put(&format!("content/guides/x/tiers/{id}.toml"), &format!("[features]\nrow = {value}\n"));
        small.put(&format!("content/guides/x/en/tiers/{id}.md"), &format!("+++\nname = \"{id}\"\n+++\n"));
    }
    let guide = json(&small.bench().variable("x", "en", PageKey::Guide, "guide"));
    guide["groups"][0]["rows"][0].clone()
}

fn ends(ends: &[&str]) -> Vec<Option<String>> {
    ends.iter().map(|end| (!end.is_empty()).then(|| (*end).to_owned())).collect()
}

const NUMBER: &str = "type = \"number\", unit = \"box\"";
const MONEY: &str = "type = \"money\"";

#[test]
fn numbers_of_a_row_are_bars_on_one_scale() {
    assert_eq!(bars(NUMBER, &["5", "20", "0", "\"unknown\"", "\"no\""]), ends(&["25%", "100%", "0%", "", ""]));
    let limits = drawn("type = \"limit\"", &["5", "10", "\"unlimited\""]);
    let told: Vec<_> = limits.iter().map(|bar| (bar["end"].as_str(), bar["ends"].as_str())).collect();
    assert_eq!(told, [(Some("44%"), Some("sure")), (Some("88%"), Some("sure")), (Some("88%"), Some("beyond"))]);
    assert_eq!(limits[2]["beyond"], "100%", "what has no limit goes on");
    assert_eq!(bars("type = \"percent\"", &["12.5", "80"]), ends(&["12.5%", "80%"]));
    assert_eq!(
        bars("type = \"rating\"", &["{ value = 4, max = 5 }", "{ value = 9, max = 10 }"]),
        ends(&["80%", "90%"])
    );
    let spans =
        drawn("type = \"range\", unit = \"box\"", &["{ min = 2, max = 8 }", "{ min = 4 }", "{ min = 0, max = 16 }"]);
    assert_eq!((spans[0]["start"].as_str(), spans[0]["end"].as_str()), (Some("12.5%"), Some("50%")));
    assert!(spans[1].is_null(), "an end that is open is no length");
}

#[test]
fn what_a_length_could_not_tell_is_not_drawn() {
    for (feature, values) in [
        (NUMBER, vec!["5", "\"unknown\""]),
        (NUMBER, vec!["5", "5"]),
        (NUMBER, vec!["-5", "5"]),
        ("type = \"number\"", vec!["1997", "2015"]),
        ("type = \"date\"", vec!["\"1997\"", "\"2015\""]),
        ("type = \"version\"", vec!["\"1\"", "\"2\""]),
        (NUMBER, vec!["5", "[{ value = 6, variant = \"small\" }, { value = 9, variant = \"large\" }]"]),
        (NUMBER, vec!["5", "{ value = 6, variant = \"small\" }"]),
        (NUMBER, vec!["5", "{ value = 6, until = 2001-01-01, checked = 2026-01-01 }"]),
        (NUMBER, vec!["5", "{ value = 6, since = 2999-01-01, checked = 2026-01-01 }"]),
    ] {
        assert!(bars(feature, &values).is_empty(), "{feature} {values:?}");
    }
    assert_eq!(bars("type = \"number\", better = \"higher\"", &["1", "2"]).len(), 2);
}

#[test]
fn prices_are_bars_in_one_currency_only() {
    let usd = "{ amount = \"10\", currency = \"USD\" }";
    let more = "{ amount = \"40\", currency = \"USD\", bound = \"at-least\" }";
    assert_eq!(
        bars(MONEY, &["\"free\"", usd, "{ amount = \"40\", currency = \"USD\" }", "\"on-request\""]),
        ends(&["0%", "25%", "100%", ""])
    );
    assert!(
        bars(MONEY, &[usd, "{ amount = \"40\", currency = \"EUR\" }", "{ amount = \"50\", currency = \"USD\" }"])
            .is_empty()
    );
    assert!(bars(MONEY, &["\"free\"", usd]).is_empty(), "one price has nothing beside it");
    let open = drawn(MONEY, &[usd, more]);
    assert_eq!((open[1]["ends"].as_str(), open[0]["ends"].as_str()), (Some("beyond"), Some("sure")));
}

#[test]
fn prices_by_quantity_are_areas_in_place_of_bars() {
    let steps = "{ currency = \"USD\", mode = \"volume\", steps = [{ from = 1, amount = \"20\" }, { from = 40, amount = \"10\" }] }";
    let flat = "{ amount = \"5\", currency = \"USD\" }";
    let row = row(MONEY, &[steps, flat, "\"paid\"", "{ amount = \"5\", currency = \"USD\", bound = \"at-least\" }"]);
    assert_eq!(row["bars"].as_array().unwrap().len(), 0);
    let areas: Vec<Option<&str>> = row["areas"].as_array().unwrap().iter().map(Json::as_str).collect();
    assert_eq!(areas, [Some("M0 300V0H800V150H1000V300z"), Some("M0 300V225H1000V300z"), None, None]);
    assert!(self::row(MONEY, &[flat, flat])["areas"].as_array().unwrap().is_empty());
    let euros = "{ amount = \"5\", currency = \"EUR\" }";
    assert!(self::row(MONEY, &[steps, euros])["areas"].as_array().unwrap().is_empty(), "two currencies have no scale");
    let of_variants = [
        "[{ amount = \"5\", currency = \"USD\", variant = \"a\" }, { amount = \"50\", currency = \"USD\", variant = \"b\" }]",
        "{ amount = \"5\", currency = \"USD\", variant = \"a\" }",
    ];
    for of_variant in of_variants {
        assert!(self::row(MONEY, &[steps, of_variant])["areas"].as_array().unwrap().is_empty(), "{of_variant}");
    }
    let later = "{ amount = \"5\", currency = \"USD\", since = 2999-01-01, checked = 2026-01-01 }";
    assert!(self::row(MONEY, &[steps, later])["areas"][1].is_null(), "nobody pays it yet");
}

#[test]
fn an_answer_leads_past_every_tier() {
    let mut small = Small::new();
    small.replace(
        "content/guides/mail/guide.toml",
        "[[groups]]\nid = \"plan\"",
        r#"[[questions]]
id = "size"
[[questions.answers]]
id = "none"
[[questions.answers]]
id = "many"
requires = { boxes = { min = 5 } }
[[questions.answers]]
id = "filter"
requires = { filter = "yes" }
[[questions.answers]]
id = "any"
requires = { boxes = { min = 0 }, people = { max = 5 } }

[[groups]]
id = "plan""#,
    );
    let guide = json(&small.bench().variable("mail", "en", PageKey::Guide, "guide"));
    let paths = guide["paths"][0]["answers"].as_array().unwrap();
    let bare = |html: &Json| html.as_str().unwrap().replace("<bdi>", "").replace("</bdi>", "");
    let lightest = "Rules nothing out. Start with the lightest: Free.";
    assert_eq!(
        (bare(&paths[0]["first"]), &paths[0]["rest"]),
        (lightest.to_owned(), &Json::Null),
        "it asks for nothing"
    );
    assert!(paths[0]["stops"].as_array().unwrap().is_empty());
    let paths = &paths[1..];
    let told: Vec<(String, String)> = paths.iter().map(|path| (bare(&path["first"]), bare(&path["rest"]))).collect();
    let said = |first: &str, rest: &str| (first.to_owned(), rest.to_owned());
    assert_eq!(
        told,
        [
            // Abroad it is two boxes.
            said(
                "No option does it for certain.",
                "With a caveat: Solo, Team, and Crowd. Unknown: House. Falls short: Free."
            ),
            said("No option does it for certain.", "With a caveat: Free, Solo, Team, and Crowd. Falls short: House."),
            said("Start with Free.", "Also does it: Solo, Team, and Crowd. Falls short: House."),
        ]
    );
    for path in paths {
        assert_eq!(path["stops"].as_array().unwrap().len(), 5);
        let firsts = path["stops"].as_array().unwrap().iter().filter(|stop| stop["first"] == true).count();
        assert_eq!(firsts, usize::from(bare(&path["first"]).starts_with("Start")));
    }
}

#[test]
fn figures_of_one_unit_share_their_mark_or_their_scale() {
    let charts = |values: [&str; 2]| {
        let mut small = Small::new();
        small.replace(
            "content/guides/mail/guide.toml",
            "unit = \"letter\"\nvalue = 3_300_000_000\ncompact = true",
            &format!("unit = \"box\"\nvalue = {}", values[0]),
        );
        small.replace("content/guides/mail/guide.toml", "value = 2\n", &format!("value = {}\n", values[1]));
        let guide = json(&small.bench().variable("mail", "en", PageKey::Guide, "guide"));
        [0, 1].map(|at| guide["stats"][at]["chart"].clone())
    };
    let [first, second] = charts(["400", "3300"]);
    assert_eq!((first["filled"].as_u64(), second["filled"].as_u64()), (Some(4), Some(33)));
    assert_eq!(first["words"], second["words"]);
    let [first, second] = charts(["3_000_000", "150_000_000"]);
    assert_eq!((first["kind"].as_str(), first["bar"]["end"].as_str()), (Some("bar"), Some("2%")));
    assert_eq!(second["bar"]["end"].as_str(), Some("100%"));
}

#[test]
fn a_profile_counts_each_group_by_itself() {
    let mut small = Small::new();
    small.guide("x", "");
    small.put(
        "content/guides/x/guide.toml",
        r#"
tiers = ["a", "b"]
pairs = "none"
[[groups]]
id = "one"
features = [{ id = "p" }, { id = "q" }, { id = "n", type = "number" }]
[[groups]]
id = "two"
parent = "one"
features = [{ id = "r" }, { id = "s" }]
[[groups]]
id = "three"
features = [{ id = "m", type = "number" }]
"#,
    );
    small.put(
        "content/guides/x/en/labels.toml",
        "[groups]\none = \"One\"\ntwo = \"Two\"\nthree = \"Three\"\n[features]\np = \"P\"\nq = \"Q\"\nn = \"N\"\nr = \"R\"\ns = \"S\"\nm = \"M\"\n",
    );
    let facts = "p = \"yes\"\nq = \"unknown\"\nn = 1\nr = \"no\"\ns = \"planned\"\nm = 2\n";
    for tier in ["a", "b"] {
        small.put(&format!("content/guides/x/tiers/{tier}.toml"), &format!("[features]\n{facts}"));
    }
    let guide = json(&small.bench().variable("x", "en", PageKey::Guide, "guide"));
    let profile = guide["profile"].as_array().unwrap();
    assert_eq!(profile.len(), 2, "a group without such rows has no profile");
    assert_eq!((profile[0]["id"].as_str(), profile[1]["depth"].as_u64()), (Some("one"), Some(1)));
    let counts = |group: usize, key: &str| profile[group]["counts"][1][key].as_u64();
    assert_eq!(
        (counts(0, "yes"), counts(0, "unknown"), counts(0, "no"), counts(0, "total")),
        (Some(1), Some(1), Some(0), Some(2))
    );
    assert_eq!((counts(1, "no"), counts(1, "planned"), counts(1, "partial")), (Some(1), Some(1), Some(0)));
    assert_eq!(profile[1]["counts"][1]["words"].as_str(), Some("1 planned · 1 no"));
    let whole = |key: &str| guide["tiers"][0]["counts"][key].as_u64().unwrap();
    for key in ["yes", "partial", "planned", "no", "not_applicable", "unknown", "total"] {
        assert_eq!(
            profile.iter().map(|group| group["counts"][0][key].as_u64().unwrap()).sum::<u64>(),
            whole(key),
            "{key}"
        );
    }
}
