//! The facts on the pages of pairs and tiers, with their sources: tests/sites/apart has pairs that are equal, pairs of
//! which nothing is known, and one guide with many differences.

use super::support::Bench;
use super::*;

/// The site, with something done to its facts.
fn site(changes: &[(&str, &str, &str)]) -> Bench {
    let (all, _) = mizan_source::load(&mizan_testkit::repository().join("tests/sites/apart")).unwrap();
    let files: Vec<(String, String)> = all
        .under("")
        .map(|(path, id)| {
            let mut text = String::from_utf8(all.file(id).bytes.clone()).unwrap();
            for (_, from, to) in changes.iter().filter(|(changed, ..)| *changed == path) {
                assert!(text.contains(from), "{path} has no {from}");
                text = text.replace(from, to);
            }
            (path.to_owned(), text)
        })
        .collect();
    Bench::small(&files)
}

/// Text without markup and isolates.
fn bare(html: &Json) -> String {
    let mut text = String::new();
    let mut within = false;
    for c in html.as_str().unwrap_or_default().chars().filter(|c| !is_isolate(*c)) {
        match c {
            '<' => within = true,
            '>' if within => within = false,
            c if !within => text.push(c),
            _ => {}
        }
    }
    text.replace(['\u{200e}', '\u{200f}'], "").replace('\u{a0}', " ")
}

fn ids(list: &Json) -> Vec<String> {
    let id = |item: &Json| item["feature"]["id"].as_str().or(item["id"].as_str()).unwrap_or_default().to_owned();
    list.as_array().unwrap().iter().map(id).collect()
}

fn pair(bench: &Bench, guide: &str, lang: &str, ix: usize) -> Json {
    json(&bench.variable(guide, lang, |guide| PageKey::Pair(guide, ix), "pair"))
}

fn apart(bench: &Bench, guide: &str, tier: usize) -> Json {
    json(&bench.variable(guide, "en", |guide| PageKey::Tier(guide, tier.into()), "apart"))
}

fn evidence(bench: &Bench, key: impl Fn(GuideIx) -> PageKey) -> Json {
    json(&bench.variable("lamps", "en", key, "evidence"))
}

#[test]
fn a_pair_with_much_to_tell() {
    let bench = site(&[]);
    let view = pair(&bench, "lamps", "en", 0);
    assert_eq!(
        bare(&view["gist"]),
        "A drawback that only Floor lamp has: It hums. Desk lamp costs less: €30, compared with €55."
    );
    assert_eq!(ids(&view["sides"][0]["reasons"]), ["price", "hum"], "key rows first");
    assert_eq!(ids(&view["sides"][1]["reasons"]), ["light", "dimmer", "steps"]);
    let with_studio = pair(&bench, "lamps", "en", 1);
    assert_eq!(
        bare(&with_studio["gist"]),
        "Of the two, only Studio lamp has: A dimmer, A timer, A remote control, and It remembers its setting; and 7 more."
    );
    let sides = &with_studio["sides"];
    assert_eq!(bare(&sides[1]["answers"][0]["answer"]), "It has none");
    assert!(sides[0]["answers"].as_array().unwrap().is_empty(), "what lasts only until a day is no answer");
    // Voice: there until a day. App: not known. Price: on request. None of them is a reason for a tier.
    for side in [&sides[0], &sides[1]] {
        assert!(!ids(&side["reasons"]).iter().any(|id| ["voice", "app", "price"].contains(&id.as_str())), "{side}");
    }
    insta::assert_snapshot!(bare(&pair(&bench, "lamps", "ar", 1)["gist"]));
}

#[test]
fn faults_are_no_gains() {
    // Floor alone hums; then all but floor do.
    let counts =
        |bench: &Bench| json(&bench.variable("lamps", "en", PageKey::Guide, "guide"))["tiers"][1]["counts"].clone();
    let bench = site(&[]);
    let floor = counts(&bench);
    assert_eq!(
        (floor["yes"].as_u64(), floor["total"].as_u64(), floor["left_out"].as_u64()),
        (Some(0), Some(13), Some(1))
    );
    assert_eq!(bare(&floor["words"]), "1 partial · 1 planned · 11 no");
    let hums = |tier: &'static str, from: &'static str, to: &'static str| (tier, from, to);
    let bench = site(&[
        hums("content/guides/lamps/tiers/desk.toml", "hum = \"no\"", "hum = \"yes\""),
        hums("content/guides/lamps/tiers/floor.toml", "hum = \"yes\"", "hum = \"no\""),
        hums("content/guides/lamps/tiers/studio.toml", "hum = \"no\"", "hum = \"yes\""),
    ]);
    let floor = apart(&bench, "lamps", 1);
    assert_eq!((ids(&floor["best"]), ids(&floor["lacks"]).len()), (vec!["hum".to_owned()], 0));
}

#[test]
fn prices_are_the_same_only_to_the_last_digit() {
    let desk = "content/guides/lamps/tiers/desk.toml";
    let floor = "content/guides/lamps/tiers/floor.toml";
    let told = |desk_price: &str, floor_price: &str| {
        let (a, b) =
            ("price = { amount = \"30\", currency = \"EUR\" }", "price = { amount = \"55\", currency = \"EUR\" }");
        let bench = site(&[(desk, a, &format!("price = {desk_price}")), (floor, b, &format!("price = {floor_price}"))]);
        bare(&pair(&bench, "lamps", "en", 0)["gist"])
            .replace("A drawback that only Floor lamp has: It hums.", "")
            .trim()
            .to_owned()
    };
    let euro = |amount: u8, more: &str| format!("{{ amount = \"{amount}\", currency = \"EUR\"{more} }}");
    assert_eq!(told(&euro(20, ""), &euro(20, "")), "Both cost the same: €20.");
    assert_eq!(told("\"free\"", "\"paid\""), "Desk lamp costs less: Free, compared with Paid.");
    assert_eq!(told("\"paid\"", "\"paid\""), "", "who knows how much each is");
    assert_eq!(told(&euro(20, ", bound = \"at-least\""), &euro(20, ", bound = \"at-least\"")), "");
    assert_eq!(told(&euro(20, ", bound = \"at-least\""), &euro(30, "")), "", "from 20 may be 40");
    let later = euro(20, ", since = 2040-01-01");
    assert_eq!(told(&later, &later), "", "in 2040");
    assert_eq!(told(&euro(20, ""), &later), "");
    assert_eq!(told(&euro(5, ", bound = \"about\""), &euro(5, "")), "", "about 5 may be 5.20");
    assert_eq!(
        told(&euro(20, ""), &format!("[{}, {}]", euro(30, ""), euro(10, ", note = []"))),
        "",
        "elsewhere it is less"
    );
}

#[test]
fn a_pair_with_nothing_to_tell() {
    let bench = site(&[]);
    for (guide, summary) in [
        ("lifts", "2 features were compared: nothing differs where both are known and they are equal in 2."),
        ("seeds", "2 features were compared: the sources say too little about 2."),
    ] {
        let view = pair(&bench, guide, "en", 0);
        assert_eq!(bare(&view["summary"]), summary);
        assert_eq!(bare(&view["gist"]), "No feature is a yes for one and a no for the other.");
        for side in view["sides"].as_array().unwrap() {
            assert_eq!((ids(&side["reasons"]).len(), side["answers"].as_array().unwrap().len()), (0, 0));
        }
    }
}

#[test]
fn a_pair_s_neighbours_have_one_of_the_two() {
    let bench = site(&[]);
    let view = pair(&bench, "lamps", "en", 0);
    let named = |side: usize| {
        view["sides"][side]["pairs"].as_array().unwrap().iter().map(|pair| bare(&pair["name"])).collect::<Vec<_>>()
    };
    assert_eq!(named(0), ["Desk lamp vs Studio lamp"]);
    assert_eq!(named(1), ["Floor lamp vs Studio lamp"]);
    assert!(pair(&bench, "lifts", "en", 0)["sides"][0]["pairs"].as_array().unwrap().is_empty());
}

#[test]
fn a_tier_among_the_others() {
    let bench = site(&[]);
    let floor = apart(&bench, "lamps", 1);
    assert!(ids(&floor["has"]).is_empty(), "that it alone hums is a fault");
    assert_eq!((ids(&floor["lacks"]).len(), floor["open"].as_u64()), (0, Some(1)));
    let steps: Vec<&str> =
        floor["steps"].as_array().unwrap().iter().map(|step| step["kind"].as_str().unwrap()).collect();
    assert_eq!(steps, ["base", "up"]);
    assert_eq!(ids(&floor["steps"][0]["losses"]), ["price", "hum"]);
    let studio = apart(&bench, "lamps", 2);
    assert_eq!(ids(&studio["best"]), ["light", "dimmer", "steps"]);
    assert_eq!(studio["steps"].as_array().unwrap().len(), 1);
    for (guide, open) in [("lifts", 0), ("seeds", 2)] {
        let view = apart(&bench, guide, 0);
        let lists = ["has", "lacks", "best"].map(|list| ids(&view[list]).len());
        assert_eq!((lists, view["open"].as_u64()), ([0, 0, 0], Some(open)), "{guide}");
    }
}

#[test]
fn the_oldest_key_claim_is_told() {
    let here = site(&[]);
    let said = |bench: &Bench, key: fn(GuideIx) -> PageKey| bare(&evidence(bench, key)["checked"]);
    assert_eq!(
        said(&here, PageKey::Guide),
        "Oldest check of a key claim here: February 1, 2026",
        "a figure that stands above them is one"
    );
    assert_eq!(
        said(&here, |guide| PageKey::Tier(guide, 1.into())),
        "All key claims here were checked on November 1, 2026"
    );
    assert_eq!(said(&here, |guide| PageKey::Pair(guide, 2)), "Oldest check of a key claim here: May 2, 2026");
    let plain = site(&[("content/guides/lamps/guide.toml", ", importance = \"key\"", "")]);
    assert_eq!(said(&plain, PageKey::Guide), "Oldest check of a claim here: February 1, 2026");
    // A claim without a day is not ignored: those that have one are not all.
    let undated = site(&[("content/guides/lamps/guide.toml", "checked = 2026-11-01\n", "")]);
    let floor = evidence(&undated, |guide| PageKey::Tier(guide, 1.into()));
    assert_eq!((&floor["checked"], bare(&floor["undated"]).as_str()), (&Json::Null, "3 key claims here have no date."));
    let studio = evidence(&undated, |guide| PageKey::Tier(guide, 2.into()));
    assert_eq!(bare(&studio["checked"]), "Oldest check of a key claim here: May 2, 2026");
    assert_eq!(bare(&studio["undated"]), "1 key claim here has no date.");
    let seeds = json(&here.variable("seeds", "en", PageKey::Guide, "evidence"));
    assert_eq!((&seeds["checked"], &seeds["undated"]), (&Json::Null, &Json::Null), "that nothing is known is no claim");
}

#[test]
fn what_is_stale_is_counted_as_it_is_marked() {
    let bench = site(&[]);
    let (pages, _) = bench.all();
    for (key, told) in [
        (
            PageKey::Guide as fn(_) -> _,
            "On November 20, 2026, 4 facts here had gone unchecked for more than 90 days. They are marked.",
        ),
        (
            |guide| PageKey::Tier(guide, 2.into()),
            "On November 20, 2026, 2 facts here had gone unchecked for more than 90 days. They are marked.",
        ),
        (
            |guide| PageKey::Tier(guide, 1.into()),
            "On November 20, 2026, no dated fact here had gone unchecked for more than 90 days.",
        ),
        (
            |guide| PageKey::Pair(guide, 0),
            "On November 20, 2026, 1 fact here had gone unchecked for more than 90 days. It is marked.",
        ),
    ] {
        assert_eq!(bare(&evidence(&bench, key)["stale"]), told);
        let ix = bench.find("lamps", "en", key);
        let page = &bench.context.plan.pages[ix];
        let html = bench.engine.page(page.lang, page.key.kind(), &pages[ix]).unwrap();
        let marks = html.matches("class=\"note stale\"").count() + html.matches("class=\"cap stale\"").count();
        let counted = told.split_once("2026, ").unwrap().1.split(' ').next().unwrap().parse().unwrap_or(0);
        assert_eq!(marks, counted, "{}", page.route.as_str());
    }
    let not_asked = site(&[("config.toml", "as_of = 2026-11-20\n", "")]);
    assert_eq!(evidence(&not_asked, PageKey::Guide)["stale"], Json::Null);
    let lifts = json(&bench.variable("lifts", "en", PageKey::Guide, "evidence"));
    assert_eq!(lifts["stale"], Json::Null, "nothing there has a day");
}

#[test]
fn a_page_lists_what_it_rests_on_and_the_rest_apart() {
    let bench = site(&[]);
    let floor = evidence(&bench, |guide| PageKey::Tier(guide, 1.into()));
    assert_eq!(ids(&floor["sources"]), ["catalogue", "test"]);
    assert_eq!(ids(&floor["others"]), ["history"]);
    assert_eq!(floor["default_sources"], serde_json::json!([1]));
    assert_eq!(ids(&floor["sources"][1]["rows"]), ["light"], "only rows that name it themselves");
    assert_eq!(bare(&floor["sources"][1]["supports"]), "Backs 1 claim.");
    let guide = evidence(&bench, PageKey::Guide);
    assert_eq!(ids(&guide["sources"]), ["catalogue", "test", "history"]);
    assert_eq!(bare(&guide["sources"][2]["supports"]), "Further reading: no claim here is based on it.");
    assert_eq!(ids(&guide["sources"][1]["rows"]), ["light", "dimmer"]);
}

#[test]
fn a_source_tells_its_claims_from_its_figures() {
    let bench = site(&[
        ("content/guides/lamps/guide.toml", "bound = \"more-than\"\n", "bound = \"more-than\"\nsources = [\"test\"]\n"),
        ("content/guides/lamps/tiers/desk.toml", "test#page-3", "test#appendix-A.2"),
    ]);
    let source = evidence(&bench, PageKey::Guide)["sources"][1].clone();
    assert_eq!(bare(&source["supports"]), "Backs 4 claims. Backs 1 figure.");
    assert!(ids(&source["rows"]).len() <= 4, "no more rows than claims: {}", source["rows"]);
    assert_eq!(evidence(&bench, |guide| PageKey::Tier(guide, 1.into()))["sources"][1]["figures"].as_u64(), Some(0));
    let guide = json(&bench.variable("lamps", "en", PageKey::Guide, "guide"));
    let place = &guide["groups"][0]["rows"][1]["cells"][0]["items"][0]["sources"][0];
    assert_eq!(
        (place["place"].as_str(), bare(&place["place_plain"]).as_str()),
        (Some("Appendix A.2"), "The long test, Appendix A.2")
    );
}

#[test]
fn cells_say_whose_word_they_repeat() {
    let bench = site(&[]);
    let guide = json(&bench.variable("lamps", "en", PageKey::Guide, "guide"));
    let cell = |row: &str, tier: usize| {
        let groups = guide["groups"].as_array().unwrap();
        let mut rows = groups.iter().flat_map(|group| group["rows"].as_array().unwrap());
        rows.find(|found| found["feature"]["id"] == row).unwrap()["cells"][tier]["html"].clone()
    };
    assert!(bare(&cell("timer", 1)).ends_with("As in Desk lamp"), "{}", cell("timer", 1));
    assert!(bare(&cell("steps", 0)).ends_with("Follows from “A dimmer”"), "{}", cell("steps", 0));
    assert!(!bare(&cell("dimmer", 1)).contains("As in"), "its own");
}

#[test]
fn what_nobody_wants_is_no_need() {
    let bench = site(&[]);
    let guide = json(&bench.variable("lamps", "en", PageKey::Guide, "guide"));
    let offered = guide["needs"]["answers"].as_array().cloned().unwrap_or_default();
    let offered: Vec<&str> = offered.iter().filter_map(|answer| answer["id"].as_str()).collect();
    assert!(!offered.contains(&"hum"), "a hum is no merit: {offered:?}");
    let asked =
        guide["questions"].as_array().unwrap().iter().flat_map(|question| question["answers"].as_array().unwrap());
    for answer in asked {
        let nothing = answer["reasons"].as_array().unwrap().is_empty();
        assert_eq!(answer["requires"].as_bool(), Some(!nothing), "{answer}");
    }
}
