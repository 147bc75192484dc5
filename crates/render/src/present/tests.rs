//! The views of the repository's own site, and of changed versions of it.

mod apart;
mod charts;
mod lists;
mod machines;
mod small;
mod support;

use serde_json::Value as Json;

use super::*;
use mizan_plan::PageKey;
use support::Bench;

fn json(value: &tera::Value) -> Json {
    serde_json::to_value(value).unwrap()
}

fn shown(value: &impl serde::Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap()
}

#[test]
fn the_whole_site_is_prepared_without_a_fault() {
    let bench = Bench::new(&[]);
    let (_, faults) = bench.all();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn a_guide_has_everything_that_templates_show() {
    let bench = Bench::new(&[]);
    let guide = json(&bench.variable("whatsapp", "en", PageKey::Guide, "guide"));
    insta::assert_snapshot!(shown(&guide));
}

#[test]
fn a_guide_in_arabic_is_isolated() {
    let bench = Bench::new(&[]);
    let guide = json(&bench.variable("whatsapp", "ar", PageKey::Guide, "guide"));
    insta::assert_snapshot!(shown(&guide["groups"][0]));
    insta::assert_snapshot!(shown(&guide["stats"]));
}

#[test]
fn pages_say_what_they_are() {
    let bench = Bench::new(&[]);
    let pages: Vec<Json> = (0..bench.context.plan.pages.len()).map(|page| json(&bench.page(page, "page"))).collect();
    insta::assert_snapshot!(shown(&pages));
}

#[test]
fn titles_and_descriptions_are_unique_and_of_a_good_length() {
    let bench = Bench::new(&[]);
    let mut seen = std::collections::BTreeSet::new();
    for (ix, page) in bench.context.plan.pages.iter().enumerate() {
        let view = json(&bench.page(ix, "page"));
        let text = |key: &str| view[key].as_str().unwrap().chars().filter(|c| !is_isolate(*c)).collect::<String>();
        let (title, description) = (text("title_plain"), text("description"));
        if matches!(page.key, PageKey::NotFound | PageKey::Languages | PageKey::Embed(_)) {
            continue;
        }
        assert!((10..=70).contains(&title.chars().count()), "{title}");
        assert!((50..=170).contains(&description.chars().count()), "{}: {description}", page.route.as_str());
        assert!(seen.insert(title.clone()), "{title}");
        assert!(seen.insert(description.clone()), "{description}");
    }
}

fn is_isolate(c: char) -> bool {
    ('\u{2066}'..='\u{2069}').contains(&c)
}

#[test]
fn a_pair_is_told_in_three_lists() {
    let bench = Bench::new(&[]);
    let pair = json(&bench.variable("whatsapp", "en", |guide| PageKey::Pair(guide, 1), "pair"));
    let count = |list: &str| {
        pair[list].as_array().unwrap().iter().map(|group| group["rows"].as_array().unwrap().len()).sum::<usize>()
    };
    for list in ["different", "same", "unknown"] {
        assert_eq!(count(list), pair[format!("{list}_count")].as_u64().unwrap() as usize);
        for group in pair[list].as_array().unwrap() {
            for row in group["rows"].as_array().unwrap() {
                assert_eq!(row["cells"].as_array().unwrap().len(), 2);
            }
        }
    }
    assert_eq!(count("different") + count("same") + count("unknown"), pair["total"].as_u64().unwrap() as usize);
    insta::assert_snapshot!(shown(&pair["summary"]));
}

#[test]
fn every_template_renders_with_what_it_is_given() {
    let bench = Bench::new(&[]);
    let (pages, _) = bench.all();
    assert_eq!(pages.len(), bench.context.plan.pages.len());
    for (ix, context) in pages.iter().enumerate() {
        let page = &bench.context.plan.pages[ix];
        let html = bench.engine.page(page.lang, page.key.kind(), context);
        let html = html.unwrap_or_else(|fault| panic!("{fault:#?}"));
        assert!(html.contains("</html>"), "{}", page.route.as_str());
    }
}

#[test]
fn faults_of_words_are_told_once() {
    let guide = "content/guides/whatsapp/";
    let bench = Bench::new(&[
        (&format!("{guide}en/guide.md"), &|text| {
            text + "\n\n[gone](/guides/whatsap) [row](#managment) {{ fact(\"monthly-user\") }} ![x](images/no.png)\n"
        }),
        (&format!("{guide}en/labels.toml"), &|text| {
            text.replace("From the closing", "See [it](/pages/nothing): the closing")
        }),
        ("content/site/en.toml", &|text| text.replace("\"/pages/method\"", "\"/pages/metod\"")),
    ]);
    let (_, faults) = bench.all();
    let told: Vec<String> =
        faults.iter().map(|fault| format!("{} {} | {}", fault.code, fault.message, fault.help.join(" | "))).collect();
    insta::assert_snapshot!(shown(&told));
}

#[test]
fn a_guide_that_is_not_translated_says_so_word_by_word() {
    let bench = Bench::without(
        "content/guides/whatsapp/en/",
        &[("config.toml", &|text| text.replace("id = \"en\"", "id = \"en\"\nfallback = \"notice\""))],
    );
    let (_, faults) = bench.all();
    assert!(faults.is_empty(), "{faults:#?}");
    let page = bench.find("whatsapp", "en", PageKey::Guide);
    let view = json(&bench.page(page, "page"));
    assert_eq!(view["original"]["id"], "ar");
    assert_eq!(view["indexed"], false);
    assert_eq!(view["hreflang"], Json::Array(vec![]));
    assert_eq!(view["canonical"], "https://mizan.example/ar/whatsapp/");
    let guide = json(&bench.variable("whatsapp", "en", PageKey::Guide, "guide"));
    assert!(guide["title"].as_str().unwrap().starts_with("<bdi lang=\"ar\" dir=\"rtl\">"), "{}", guide["title"]);
    assert_eq!(guide["legend"][0]["name"], "Yes");
}

#[test]
fn the_theme_has_all_messages_that_views_are_worded_with() {
    let bench = Bench::new(&[]);
    for (messages, locale) in bench.context.messages.iter().zip(bench.context.locales.iter()) {
        for (key, _) in keys::VIEWS {
            assert!(messages.get(key).is_some_and(|message| message.foreign.is_none()), "{key} in {}", locale.id());
        }
    }
}
