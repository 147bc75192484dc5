use proptest::prelude::*;

use super::minify;
use mizan_testkit::visible_text;

fn small(html: &str) -> String {
    String::from_utf8(minify(html)).expect("UTF-8 in, UTF-8 out")
}

fn page(body: &str) -> String {
    format!("<!doctype html><html lang=ar dir=rtl><head><title>a  b</title></head><body>{body}</body></html>")
}

#[test]
fn words_stay_apart_wherever_they_stand() {
    for container in ["div", "nav", "section", "main", "header", "footer", "aside", "figure", "ul", "p", "li", "span"] {
        let html = page(&format!("<{container}> <a href=x>واتساب</a>\n  <b>Business</b> و <i>API</i> </{container}>"));
        let small = small(&html);
        assert_eq!(visible_text(&small), visible_text(&html), "{container}: {small}");
        assert!(small.contains("</a> <b>"), "{container}: {small}");
        assert!(small.len() < html.len());
    }
}

#[test]
fn spaces_between_blocks_go_and_tags_stay() {
    let html = page("<div>\n  <p>a</p>\n  <ul>\n    <li>b</li>\n  </ul>\n</div>");
    assert!(small(&html).contains("<div><p>a</p><ul><li>b</li></ul></div>"), "{}", small(&html));
    assert!(small(&page("")).contains("<head>"));
    assert!(small(&page("")).starts_with("<!doctype html>"));
}

#[test]
fn what_is_no_markup_is_left_alone() {
    let json = r#"<script type="application/ld+json">{"a":"b  c","d":"\u003ci> <i>"}</script>"#;
    assert!(small(&page(json)).contains(r#"{"a":"b  c","d":"\u003ci> <i>"}"#));
    let pre = "<pre><code>a</code>  <code>b</code>\n\n c</pre>";
    let html = page(pre);
    assert_eq!(visible_text(&small(&html)), visible_text(&html));
    let attribute = page(r#"<div><a title="<b>x</b>  <b>y</b>">z</a> <i>q</i></div>"#);
    assert_eq!(visible_text(&small(&attribute)), visible_text(&attribute));
    assert!(small(&attribute).contains("</b>  "), "{}", small(&attribute));
}

#[test]
fn the_edges_of_running_text_stay() {
    for body in
        ["<div><a>٠</a><label> é </label><b>x</b></div>", "<p><i>a</i><label><!-- c --> é <!-- c --></label>b</p>"]
    {
        let html = page(body);
        assert_eq!(visible_text(&small(&html)), visible_text(&html), "{body}");
    }
}

#[test]
fn a_private_character_in_the_text_stays() {
    let html = page("<div>\u{E000}<b>a</b> <b>b</b></div>");
    assert_eq!(visible_text(&small(&html)), visible_text(&html));
}

#[test]
fn the_text_compared_is_what_is_seen() {
    assert_eq!(visible_text("<p>a <b> b</b>c</p><div>d<br>e</div><script>x</script>"), "a bc\nd\ne\n");
    assert_ne!(visible_text("<div><a>a</a> <a>b</a></div>"), visible_text("<div><a>a</a><a>b</a></div>"));
    assert_eq!(visible_text("<p>x<img alt=y> z</p>"), "x⟦y⟧ z\n");
}

fn running() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        "[a-c&<>\"éسم٠١ ]{0,6}".prop_map(|text| text.replace('&', "&amp;").replace('<', "&lt;")),
        Just(" ".to_owned()),
        Just("\n  ".to_owned()),
        Just("<img src=x alt=picture>".to_owned()),
        Just("<!-- note -->".to_owned()),
        Just("<input type=checkbox id=i>".to_owned()),
    ];
    leaf.prop_recursive(3, 24, 5, |inner| {
        let tag = prop::sample::select(vec![
            "a", "b", "bdi", "span", "code", "time", "sup", "label", "button", "small", "abbr", "mizan-x",
        ]);
        (tag, prop::collection::vec(inner, 0..5))
            .prop_map(|(tag, inside)| format!("<{tag} class=k>{}</{tag}>", inside.concat()))
    })
}

fn flowing() -> impl Strategy<Value = String> {
    let block = prop::sample::select(vec![
        "div",
        "nav",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "blockquote",
        "figure",
        "fieldset",
        "p",
        "h2",
        "summary",
        "address",
        "details",
        "dialog",
        "pre",
    ]);
    let spaced = prop::collection::vec(prop_oneof![running(), Just(" ".to_owned())], 0..6);
    (block, spaced).prop_map(|(block, inside)| format!("<{block}>{}</{block}>", inside.concat()))
}

proptest! {
    #[test]
    fn the_text_of_every_page_is_what_it_was(blocks in prop::collection::vec(prop_oneof![flowing(), running()], 0..6)) {
        let html = page(&blocks.concat());
        let small = small(&html);
        prop_assert_eq!(visible_text(&small), visible_text(&html), "{}\n{}", html, small);
    }

    #[test]
    fn no_markup_breaks_it(html in "[<>/a-c =\"'!-]{0,60}") {
        minify(&html);
    }
}

#[test]
fn a_page_nested_too_deep_is_left_as_it_is() {
    let deep = format!("<!doctype html><title>x</title>{}  a  {}", "<div>".repeat(50_000), "</div>".repeat(50_000));
    assert_eq!(minify(&deep), deep.as_bytes());
    let flat = "<p>a<br>b</p>  ".repeat(2_000);
    assert!(minify(&flat).len() < flat.len());
}
