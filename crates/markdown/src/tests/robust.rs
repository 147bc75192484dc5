//! No text makes the crate panic or hang, or gives a span outside of the text.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

fn whole(lang: &'static str, text: &str) -> (Document, Diagnostics) {
    let prose = prose(text);
    let (document, mut diagnostics) = doc(lang, text);
    diagnostics.append(inline(&prose, &env(lang), &House).1);
    diagnostics.append(name(&prose, &env(lang)).1);
    plain_html(text, &env(lang));
    plain_isolated(text, &env(lang));
    for diagnostic in diagnostics.iter() {
        let spans = diagnostic.primary.iter().map(|label| label.span).chain(diagnostic.fix.iter().map(|fix| fix.span));
        for span in spans {
            assert!(span.start >= 100 && span.start <= span.end && span.end as usize <= 100 + text.len());
            assert!(text.is_char_boundary(span.start as usize - 100) && text.is_char_boundary(span.end as usize - 100));
        }
        assert!(!diagnostic.help.is_empty(), "{diagnostic:?}");
    }
    (document, diagnostics)
}

/// Every start tag has its end, in order.
fn balanced(html: &str) -> bool {
    let mut open: Vec<&str> = Vec::new();
    for tag in html.split('<').skip(1) {
        let Some(tag) = tag.split('>').next() else { return false };
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return false;
            }
            continue;
        }
        let name = tag.split(' ').next().unwrap_or_default();
        if !matches!(name, "br" | "hr" | "img") && !tag.ends_with('/') {
            open.push(name);
        }
    }
    open.is_empty()
}

fn morsel() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("مرحبا ".to_owned()),
        Just("WhatsApp ".to_owned()),
        Just("Business".to_owned()),
        Just("، ".to_owned()),
        Just("**".to_owned()),
        Just("*".to_owned()),
        Just("~~".to_owned()),
        Just("`".to_owned()),
        Just("_".to_owned()),
        Just("[".to_owned()),
        Just("](".to_owned()),
        Just("](/guides/whatsapp)".to_owned()),
        Just(")".to_owned()),
        Just("![".to_owned()),
        Just("{{ fact(\"monthly-users\") }}".to_owned()),
        Just("{{".to_owned()),
        Just("}}".to_owned()),
        Just("{{ table(features = [\"a\"], tiers = [\"b\"]) }}".to_owned()),
        Just("\n".to_owned()),
        Just("\n\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("> ".to_owned()),
        Just("> [!NOTE]\n".to_owned()),
        Just("- ".to_owned()),
        Just("1. ".to_owned()),
        Just("# ".to_owned()),
        Just("| a | b |\n|---|:-:|\n| ".to_owned()),
        Just("|".to_owned()),
        Just("[^1]".to_owned()),
        Just("\n\n[^1]: ".to_owned()),
        Just("<!--".to_owned()),
        Just("-->".to_owned()),
        Just("<b>".to_owned()),
        Just("<".to_owned()),
        Just("&amp;".to_owned()),
        Just("&".to_owned()),
        Just("\\".to_owned()),
        Just("https://x.org/".to_owned()),
        Just("<https://x.org/ه>".to_owned()),
        Just("<a@b.org>".to_owned()),
        Just("$49".to_owned()),
        Just("20%".to_owned()),
        Just("-5".to_owned()),
        Just("(".to_owned()),
        Just("\"".to_owned()),
        Just("C++".to_owned()),
        Just("\u{200F}".to_owned()),
        Just("\u{202E}".to_owned()),
        Just("\u{2067}".to_owned()),
        Just("\u{301}".to_owned()),
        Just("```\n".to_owned()),
        Just("    ".to_owned()),
        Just("\0".to_owned()),
        Just("\u{E000}".to_owned()),
        Just("\u{FFFC}".to_owned()),
        "[0-9]{1,4}",
        "\\PC{1,3}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn any_text_becomes_whole_html(text in any::<String>(), lang in prop_oneof![Just("ar"), Just("en")]) {
        let (document, _) = whole(lang, &text);
        prop_assert!(balanced(&document.html), "{}", document.html);
    }

    #[test]
    fn any_mix_of_markdown_becomes_whole_html(parts in prop::collection::vec(morsel(), 0..40), lang in prop_oneof![Just("ar"), Just("en")]) {
        let text = parts.concat();
        let (document, _) = whole(lang, &text);
        prop_assert!(balanced(&document.html), "{}\n{}", text, document.html);
        prop_assert!(!document.html.contains("<p></p>") && !document.html.contains("<bdi dir=\"ltr\"></bdi>"));
        prop_assert!(!document.html.contains(escape::is_forbidden) || document.html.contains("alt=") || document.html.contains("aria-label="));
    }

    /// Isolation adds isolates and takes away nothing.
    #[test]
    fn isolation_keeps_every_character(parts in prop::collection::vec(morsel(), 0..40), lang in prop_oneof![Just("ar"), Just("en")]) {
        let text: String = parts.concat().chars().filter(|c| !escape::is_forbidden(*c)).collect();
        let isolated: String = plain_isolated(&text, &env(lang)).chars().filter(|c| !('\u{2066}'..='\u{2069}').contains(c)).collect();
        prop_assert_eq!(isolated, text);
    }
}

/// What is known to make parsers slow or deep, and what could make ours so.
#[test]
fn nothing_takes_long_or_overflows() {
    let n = 20_000;
    for pattern in [
        "(",
        ")",
        "()",
        "[",
        "]",
        "[](",
        "![",
        "*a ",
        "**a ",
        "_a_",
        "`",
        "`` ` ",
        "> ",
        "- ",
        "{{",
        "}}",
        "{{ fact(\"",
        "{{ table(features = [",
        "\"",
        "a\" ",
        "C+",
        "C++ ",
        "+",
        "-",
        "- ",
        "a - ",
        "1 ",
        "1 1 ",
        "000 ",
        "+1 (",
        "(5) ",
        "a (",
        "a. ",
        "http://",
        "https://a.b/( ",
        "<",
        "<!--",
        "<b>",
        "ه a ",
        "a ه (",
        "[a](#b) ",
        "**ه a** b ",
        "[ه a](/guides/whatsapp) b ",
        "| a ",
        "[^1]",
        "[^1] [^1]: ",
        "[a][b]",
        "\u{301}",
        "\u{2067}",
        "&",
        "\\",
        "/",
        "a/",
        ".",
        "..a",
        "#",
        "@",
        "~a~ ",
        "…",
        "a:",
        "C!+",
        "# a\n",
        "[^1]: a\n",
        "é",
        "א ",
        "א 1 ",
    ] {
        let text = pattern.repeat(n / pattern.len());
        for lang in ["ar", "en"] {
            let start = Instant::now();
            let _ = whole(lang, &text);
            assert!(start.elapsed() < Duration::from_secs(3), "{pattern:?} in {lang} took {:?}", start.elapsed());
        }
    }
}

#[test]
fn deep_nesting_is_refused() {
    let text = format!("{} x", ">".repeat(5_000));
    let (document, diagnostics) = whole("en", &text);
    assert!(diagnostics.iter().any(|d| d.code == Code::BadMarkup && d.message.contains("levels deep")));
    assert!(balanced(&document.html));
}

#[test]
fn a_line_of_markers_takes_no_time() {
    for marker in [">", "> ", "- ", "+ ", "1. ", "[^a]: "] {
        let text = format!("words\n\n{}x", marker.repeat(100_000 / marker.len()));
        let start = Instant::now();
        let (document, diagnostics) = whole("en", &text);
        assert!(start.elapsed() < Duration::from_secs(3), "{marker:?} took {:?}", start.elapsed());
        assert_eq!(diagnostics.iter().filter(|d| d.message.contains("levels deep")).count(), 2, "document and inline");
        assert_eq!(document.html, "", "{marker:?}");
    }
}
