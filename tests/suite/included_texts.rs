//! A text that another includes may include facts and texts itself: readers, data and copies get all of it.

use std::path::Path;

use crate::run::Workplace;

const CONFIG: &str = "base_url = \"https://guides.example/\"\ndefault_language = \"en\"\n\
                      [outputs]\ndata = true\nmarkdown = true\nllms = true\n[[languages]]\nid = \"en\"\n";
const GUIDE: &str = "published = 2026-05-04\ntiers = [\"a\", \"b\"]\n[[groups]]\nid = \"main\"\nfeatures = [\n  \
                     { id = \"volume\", type = \"number\", unit = \"litre\" },\n  { id = \"care\", type = \"text\" },\n]\n";
const LABELS: &str = "[groups]\nmain = \"Main\"\n[features]\nvolume = \"Volume\"\ncare = \"Care\"\n\
                      [units.litre]\none = \"{n} litre\"\nother = \"{n} litres\"\n";

/// Adds a guide of two tiers, whose texts are given.
fn guide(site: &Workplace, id: &str, [a, b]: [&str; 2], body: &str) {
    let folder = format!("content/guides/{id}");
    site.file(&format!("{folder}/guide.toml"), GUIDE);
    site.file(&format!("{folder}/en/labels.toml"), LABELS);
    let head = format!("title = \"Guide {id}\"\ndescription = \"What is known.\"\nverdict = \"One of them.\"\n");
    site.file(&format!("{folder}/en/guide.md"), &format!("+++\n{head}+++\n\n{body}\n"));
    for (tier, text) in [("a", a), ("b", b)] {
        site.file(&format!("{folder}/tiers/{tier}.toml"), "[features]\nvolume = 5\ncare = true\n");
        let words = format!("+++\nname = \"{tier}\"\n[text]\ncare = '{text}'\n+++\n");
        site.file(&format!("{folder}/en/tiers/{tier}.md"), &words);
    }
}

fn site() -> Workplace {
    let site = Workplace::copy(Path::new("/nowhere"));
    site.file("config.toml", CONFIG);
    site.file("content/site/en.toml", "title = \"Guides\"\ndescription = \"All guides.\"\n");
    let first = ["It holds {{ value(\"a.volume\") }}.", "As a: {{ value(\"a.care\") }}"];
    guide(&site, "first", first, "In prose: {{ value(\"b.care\") }} End.");
    let second = ["Like the first: {{ value(\"first/b.care\") }}", "{{ value(\"a.care\") }} Twice."];
    guide(&site, "second", second, "{{ value(\"b.care\") }}");
    site
}

/// A file without isolates, and with plain spaces.
fn plain(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).replace(['\u{2068}', '\u{2069}'], "").replace('\u{a0}', " ")
}

#[test]
fn all_that_a_text_includes_is_written_out() {
    let site = site();
    site.build(&[]).ends_with(0);
    for (path, bytes) in site.tree() {
        assert!(!String::from_utf8_lossy(&bytes).contains("value("), "{path}");
    }
    let tree = site.tree();
    let text = |path: &str| plain(&tree[path]);
    let first = "As a: It holds 5 litres.";
    for path in ["en/first/index.html", "en/first/index.md", "en/first/data.json", "en/first/data.csv"] {
        assert!(text(path).contains(first), "{path}");
    }
    assert!(text("en/first/index.html").contains("In prose: As a: It holds 5 litres. End."));
    assert!(text("en/second/index.html").contains("Like the first: As a: It holds 5 litres. Twice."));
}

#[test]
fn a_fact_that_is_included_through_two_texts_is_followed() {
    let site = site();
    site.build(&[]).ends_with(0);
    let facts = "[features]\nvolume = 7\ncare = true\n";
    site.file("content/guides/first/tiers/a.toml", facts);
    site.build(&[]).ends_with(0);
    assert!(plain(&site.tree()["en/second/index.html"]).contains("As a: It holds 7 litres."));
}

#[test]
fn texts_that_grow_without_end_are_an_error_in_a_moment() {
    let site = site();
    let features: Vec<String> = (0..25).map(|n| format!("f{n}")).collect();
    let lines = |line: &dyn Fn(&str) -> String| features.iter().map(|id| line(id)).collect::<String>();
    let folder = "content/guides/first";
    let rows = lines(&|id| format!("{{ id = \"{id}\", type = \"text\" }},\n"));
    let facts = format!("tiers = [\"a\", \"b\"]\n[[groups]]\nid = \"main\"\nfeatures = [\n{rows}]\n");
    site.file(&format!("{folder}/guide.toml"), &facts);
    let labels = format!("[groups]\nmain = \"Main\"\n[features]\n{}", lines(&|id| format!("{id} = \"Row {id}\"\n")));
    site.file(&format!("{folder}/en/labels.toml"), &labels);
    site.file("content/guides/second/en/guide.md", "+++\ntitle = \"B\"\ndescription = \"B\"\n+++\n");
    site.file("content/guides/second/en/tiers/a.md", "+++\nname = \"A\"\n[text]\ncare = \"x\"\n+++\n");
    site.file(&format!("{folder}/en/guide.md"), "+++\ntitle = \"A\"\ndescription = \"A\"\n+++\n");
    for tier in ["a", "b"] {
        site.file(
            &format!("{folder}/tiers/{tier}.toml"),
            &format!("[features]\n{}", lines(&|id| format!("{id} = true\n"))),
        );
        let text = |id: &str| match id.trim_start_matches('f').parse::<u32>() {
            // The last first, so that each is read through all of its predecessors.
            Ok(n) if n < 24 => {
                format!("{id} = '{{{{ value(\"{tier}.f{m}\") }}}}{{{{ value(\"{tier}.f{m}\") }}}}'\n", m = n + 1)
            }
            _ => format!("{id} = \"ten bytes.\"\n"),
        };
        let words = format!("+++\nname = \"{tier}\"\n[text]\n{}+++\n", lines(&text));
        site.file(&format!("{folder}/en/tiers/{tier}.md"), &words);
    }
    let ran = site.build(&[]).ends_with(1);
    assert_eq!(ran.err.matches("error[MZ0410]").count() + ran.out.matches("error[MZ0410]").count(), 2, "{}", ran.err);
}
