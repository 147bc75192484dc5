//! Broken TOML: what is reported for it, and that it hides nothing else.

use mizan_parse::{config, front_matter};
use mizan_source::diagnostics::Sink;

use crate::site::{Site, shown};

/// What reading `toml` as config.toml reports.
fn said(toml: &str) -> String {
    let sources = Site::new().file("config.toml", toml).build();
    shown(&config(&sources).1.diagnostics, &sources)
}

macro_rules! says {
    ($($name:ident: $toml:expr;)*) => {
        $(#[test] fn $name() { insta::assert_snapshot!(said($toml)); })*
    };
}

const REST: &str = "base_url = \"https://example.org/\"\nlanguages = [{ id = \"ar\" }]\n";

macro_rules! with_rest {
    ($toml:literal) => {
        &format!("{REST}{}\n", $toml)
    };
}

says! {
    unquoted: with_rest!("theme = mizan mini # ours");
    unquoted_arabic: with_rest!("theme = ميزان");
    unquoted_in_list: with_rest!("guides = [\"a\", phones, \"b\"]");
    unclosed_string: with_rest!("theme = \"mizan");
    curly_quotes: with_rest!("theme = “mizan”");
    no_value: with_rest!("theme =");
    no_equals: with_rest!("theme \"mizan\"");
    bare_word: with_rest!("theme");
    colon_arabic: with_rest!("theme: ميزان");
    colon: with_rest!("theme: \"mizan\"");
    twice: with_rest!("theme = \"a\"\ntheme = \"b\"");
    table_twice: "base_url = \"https://example.org/\"\nlanguages = []\n[pages]\n[freshness]\n[pages]\n";
    missing_comma: with_rest!("guides = [\"a\" \"b\"]");
    unclosed_list: "base_url = \"https://example.org/\"\nguides = [\"a\", \"b\"\ntheme = \"mizan\"\n";
    unclosed_header: "base_url = \"https://example.org/\"\nlanguages = []\n[pages\npair_min_differences = 2\n";
    bad_escape: with_rest!("theme = \"C:\\quiet\"");
    bad_number: with_rest!("[pages]\npair_min_differences = 1,5");
    leading_zero: with_rest!("[pages]\npair_min_differences = 007");
    bad_date: with_rest!("[freshness]\nas_of = 2026-02-30");
    slash_date: with_rest!("[freshness]\nas_of = 2026/02/03");
    after_value: with_rest!("theme = \"a \"quoted\" word\"");
    arabic_key: with_rest!("عنوان = \"x\"");
    nothing_like_toml: with_rest!("- theme\n- guides");
    unknown_value_name: with_rest!("default_at_root = yes");
    capital_true: with_rest!("default_at_root = True");
    deep: &format!("theme = {}\n{REST}", "[".repeat(100_000));
    deep_dots: &format!("{} = 1\n{REST}", vec!["a"; 100_000].join("."));
    control: with_rest!("theme = \"a\u{1}b\"");
    two_faults: "bas_url = \"https://example.org/\"\ntheme = mizan\nlanguages = 5\n[freshnes]\nwarn_after = 3\n";
    hidden_by_table: "base_url = \"https://example.org/\"\n[[languages]]\nid = \"ar\"\n[freshness]\nwarn_after = 3\ntheme = \"x\"\nlocale = \"ar\"\n";
    crlf: "base_url = \"https://example.org/\"\r\ntheme = mizan\r\nlanguages = []\r\n";
    byte_order_mark: "\u{FEFF}theme = mizan\nbase_url = \"https://example.org/\"\nlanguages = []\n";
}

fn said_of_words(bytes: &[u8]) -> String {
    let sources = Site::new().bytes("content/pages/about/ar.md", bytes).build();
    let sink = Sink::default();
    let id = sources.find("content/pages/about/ar.md").expect("it was just put there");
    let _ = front_matter(&sources, id, &mizan_parse::PAGE_WORDS, &sink);
    shown(&sink.into_diagnostics(), &sources)
}

#[test]
fn front_matter_faults() {
    let cases: &[&[u8]] = &[
        b"",
        b"\n \n",
        b"# Title\n",
        b"---\ntitle: x\n---\n",
        b"+++\ntitle = \"x\"\n# never ends\n",
        b"+++\ntitle = x\n+++\nbody",
        b"\xFF\xFEt\0",
        b"+++\ntitle = \"\xD9\"\n+++\n",
        b"+++\ntitle = \"x\0\"\n+++\n",
    ];
    let all: String = cases.iter().map(|case| said_of_words(case)).collect::<Vec<_>>().join("\n");
    insta::assert_snapshot!(all);
}

#[test]
fn front_matter_is_taken_apart() {
    let file = "\u{FEFF}\r\n+++\r\ntitle = \"عنوان\"\r\n+++\r\nنص\r\n+++\r\n";
    let sources = Site::new().file("a.md", file).build();
    let sink = Sink::default();
    let id = sources.find("a.md").expect("it was just put there");
    let front = front_matter(&sources, id, &mizan_parse::PAGE_WORDS, &sink).expect("the front matter is whole");
    assert!(sink.into_diagnostics().is_empty());
    assert_eq!(front.body.text, "نص\r\n+++\r\n");
    assert_eq!(&file[front.body.span.range()], front.body.text);
    let title = front.document.root.get("title").expect("title stands");
    assert_eq!(&file[title.span.range()], "\"عنوان\"");
}
