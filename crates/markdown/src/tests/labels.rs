//! Names, values, and text without markup.

use super::*;
use mizan_model::Run;

fn rich(runs: Vec<Run>) -> StyledText {
    StyledText { runs }
}

fn foreign(lang: &str, text: &str) -> Run {
    Run::Foreign { lang: lang.into(), runs: vec![Run::Words(text.into())] }
}

fn series(numbers: &[&str], between: &str) -> Run {
    Run::Series { numbers: numbers.iter().map(|n| (*n).to_owned()).collect(), between: between.into() }
}

/// Isolates as brackets: ⟨ltr⟩, ⟪rtl⟫ and ‹auto›.
fn bracketed(html: &str) -> String {
    let mut out = String::new();
    let mut open = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let end = at + rest[at..].find('>').expect("a tag") + 1;
        let close = match &rest[at..end] {
            "</bdi>" => Some(open.pop().expect("open")),
            "<bdi>" => {
                open.push("›");
                Some("‹")
            }
            tag if tag.starts_with("<bdi") && tag.contains("rtl") => {
                open.push("⟫");
                Some("⟪")
            }
            tag if tag.starts_with("<bdi") => {
                open.push("⟩");
                Some("⟨")
            }
            _ => None,
        };
        out.push_str(close.unwrap_or(&rest[at..end]));
        rest = &rest[end..];
    }
    out + rest
}

#[test]
fn a_series_of_numbers_runs_as_its_page_does() {
    let shown = |lang, numbers: &[&str], between: &str| {
        let runs = rich(vec![series(numbers, between), Run::Words("\u{a0}x".into())]);
        bracketed(&rich_html(&runs, &env(lang))).replace('\u{a0}', "·").replace('\u{2060}', "+")
    };
    // The first number is on the right, whatever digits it has, and no line ends before the sign.
    assert_eq!(shown("ar", &["16,384", "16,777,215"], "–"), "⟪‹16,384›+–‹16,777,215›⟫·⟨x⟩");
    assert_eq!(shown("ar", &["٣", "٨"], "–"), "⟪⟪٣⟫+–⟪٨⟫⟫·⟨x⟩");
    assert_eq!(shown("ar", &["۰", "۱۰۰"], "–"), "⟪⟪۰⟫+–⟪۱۰۰⟫⟫·⟨x⟩");
    assert_eq!(shown("ar", &["−10", "250"], " – "), "⟪‹−10›·– ‹250›⟫·⟨x⟩");
    assert_eq!(shown("ar", &["146.6", "70.6", "8.25"], "\u{a0}×\u{a0}"), "⟪‹146.6›·× ‹70.6›·× ‹8.25›⟫·⟨x⟩");
    assert_eq!(shown("en", &["5", "10"], "–"), "5+–10·x");
    assert_eq!(shown("en", &["٣", "٨"], "–"), "⟨‹٣›+–‹٨›⟩·x");
    assert_eq!(shown("en", &["1", "2"], "\u{2009}–\u{2009}"), "1\u{202f}–\u{2009}2·x");
}

#[test]
fn a_series_without_markup_is_one_isolate() {
    let runs = rich(vec![series(&["−10", "250"], " – ")]);
    assert_eq!(rich_isolated(&runs, &env("ar")), "\u{2067}\u{2068}−10\u{2069} – \u{2068}250\u{2069}\u{2069}");
    assert_eq!(rich_copy(&runs, &env("ar")), rich_isolated(&runs, &env("ar")));
    assert_eq!(rich_copy(&runs, &env("en")), "−10 – 250");
    assert_eq!(runs.bare(), "−10 – 250");
    // The order on the screen: the first number on the right, each minus before its digits.
    for digits in [["-10", "250"], ["۱۰", "۲۵۰"]] {
        let runs = rich(vec![Run::Words("من ".into()), series(&digits, " – ")]);
        let text = rich_isolated(&runs, &env("ar"));
        let shown = bidi::visual(&text, Dir::Rtl);
        assert_eq!(shown, format!("{} – {} نم", digits[1], digits[0]));
    }
}

#[test]
fn a_telephone_number_is_isolated_in_copies_too() {
    let phone = rich(vec![Run::Link { url: "tel:+20212345678".into(), text: "+20 2 1234 5678".into() }]);
    assert_eq!(rich_copy(&phone, &env("ar")), "\u{2066}+20 2 1234 5678\u{2069}");
    assert_eq!(rich_copy(&phone, &env("en")), "+20 2 1234 5678");
}

#[test]
fn a_name_keeps_its_final_marks() {
    let shown = |lang: &'static str, text: &str| {
        let (name, _) = name(&prose(text), &env(lang));
        let runs = rich(vec![Run::Words("«".into()), Run::Name(vec![Run::Words(text.into())]), Run::Words("»".into())]);
        assert_eq!(bracketed(&rich_html(&runs, &env(lang))), format!("«{}»", bracketed(&name.html)));
        assert_eq!(rich_isolated(&runs, &env(lang)), format!("«{}»", name.isolated));
        bracketed(&name.html)
    };
    for latin in [
        "Joomla!",
        "x*",
        "Vitamin C?",
        "C++",
        "Yahoo! (beta)",
        "(WhatsApp)",
        "24/7!",
        "a, b & c…".replace('&', "+").as_str(),
    ] {
        assert_eq!(shown("ar", latin), format!("⟨{latin}⟩"));
        assert_eq!(shown("en", latin), latin);
    }
    assert_eq!(shown("ar", "<Small>"), "⟨&lt;Small&gt;⟩");
    assert_eq!(shown("ar", "365"), "365");
    assert_eq!(shown("ar", "مع Joomla!"), "مع ⟨Joomla⟩!");
    assert_eq!(shown("ar", "HTTP/2؟"), "⟨HTTP/2⟩؟");
    assert_eq!(shown("en", "هل؟"), "⟪هل؟⟫");
    assert_eq!(shown("en", "واتساب 2!"), "⟪واتساب 2!⟫");
    assert_eq!(shown("en", "واتساب Plus!"), "⟪واتساب⟫ Plus!");
    let (code, _) = name(&prose("`C++` API!"), &env("ar"));
    assert_eq!(code.html, "<bdi dir=\"ltr\"><code dir=\"ltr\">C++</code> API!</bdi>");
    assert_eq!(code.isolated, "\u{2066}\u{2066}C++\u{2069} API!\u{2069}");
}

#[test]
fn a_message_of_another_language_is_one_isolate() {
    let message = |runs| rich(vec![Run::Foreign { lang: "en".into(), runs }]);
    let counted = message(vec![Run::Value("9".into()), Run::Words("\u{a0}questions".into())]);
    assert_eq!(rich_html(&counted, &env("ar")), "<bdi lang=\"en\" dir=\"ltr\">9\u{a0}questions</bdi>");
    assert_eq!(rich_isolated(&counted, &env("ar")), "\u{2066}9\u{a0}questions\u{2069}");
    // What is in the page's language says so inside.
    let named = message(vec![Run::Words("Choose ".into()), foreign("ar", "واتساب!")]);
    assert_eq!(
        rich_html(&named, &env("ar")),
        "<bdi lang=\"en\" dir=\"ltr\">Choose <bdi lang=\"ar\" dir=\"rtl\">واتساب!</bdi></bdi>"
    );
    assert_eq!(rich_isolated(&named, &env("ar")), "\u{2066}Choose \u{2067}واتساب!\u{2069}\u{2069}");
}

#[test]
fn names_hold_code_and_nothing_else() {
    let (name, diagnostics) = name(&prose("ضغط `HPACK` *و* {{ x }} ``a`b`` `"), &env("ar"));
    assert!(diagnostics.is_empty(), "braces that are no shortcode are the author's own: {diagnostics:?}");
    insta::assert_snapshot!(name.html, @r#"ضغط <code dir="ltr">HPACK</code> *و* {{ <bdi dir="ltr">x</bdi> }} <code dir="ltr">a`b</code> `"#);
    assert_eq!(name.text, "ضغط HPACK *و* {{ x }} a`b `");
    insta::assert_debug_snapshot!(name.isolated, @r#""ضغط \u{2066}HPACK\u{2069} *و* {{ \u{2066}x\u{2069} }} \u{2066}a`b\u{2069} `""#);
}

#[test]
fn runs_in_arabic() {
    let runs = rich(vec![
        Run::Words("نحو ".into()),
        Run::Value("3.3 مليار".into()),
        Run::Words(" في WhatsApp ".into()),
        Run::Code("HTTP/2".into()),
        Run::Words(" منذ ".into()),
        Run::Time { iso: "2026-11-22".into(), text: "22 نوفمبر 2026".into() },
        Run::Words("، ".into()),
        foreign("en", "The (مهم) source."),
        foreign("ar", " و"),
        Run::Link { url: "https://example.org/?a&b".into(), text: "example.org".into() },
        Run::Value("٢٠٪".into()),
    ]);
    insta::assert_snapshot!(rich_html(&runs, &env("ar")), @r#"نحو <bdi>3.3 مليار</bdi> في <bdi dir="ltr">WhatsApp <code dir="ltr">HTTP/2</code></bdi> منذ <time datetime="2026-11-22"><bdi>22 نوفمبر 2026</bdi></time>، <bdi lang="en" dir="ltr">The (<bdi dir="rtl">مهم</bdi>) source.</bdi> و<a href="https://example.org/?a&amp;b" rel="external"><bdi>example.org</bdi></a><bdi dir="rtl">٢٠٪</bdi>"#);
    insta::assert_debug_snapshot!(rich_isolated(&runs, &env("ar")), @r#""نحو \u{2068}3.3 مليار\u{2069} في \u{2066}WhatsApp \u{2066}HTTP/2\u{2069}\u{2069} منذ \u{2068}22 نوفمبر 2026\u{2069}، \u{2066}The (\u{2067}مهم\u{2069}) source.\u{2069} و\u{2068}example.org\u{2069}\u{2067}٢٠٪\u{2069}""#);
    assert!(!runs.bare().contains(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}']));
}

#[test]
fn runs_in_english() {
    let runs = rich(vec![
        Run::Words("about ".into()),
        Run::Value("$5 & up".into()),
        Run::Words(" for واتساب ".into()),
        foreign("ar", "مصدر WhatsApp"),
        foreign("de", "Quelle"),
    ]);
    insta::assert_snapshot!(rich_html(&runs, &env("en")), @r#"about $5 &amp; up for <bdi dir="rtl">واتساب</bdi> <bdi lang="ar" dir="rtl">مصدر <bdi dir="ltr">WhatsApp</bdi></bdi><bdi lang="de" dir="ltr">Quelle</bdi>"#);
    insta::assert_debug_snapshot!(rich_isolated(&runs, &env("en")), @r#""about $5 & up for \u{2067}واتساب\u{2069} \u{2067}مصدر \u{2066}WhatsApp\u{2069}\u{2069}Quelle""#);
}

#[test]
fn words_of_another_language_say_so() {
    let fallback = env("en").with_text_in("ar", Dir::Rtl);
    insta::assert_snapshot!(plain_html("ميزان WhatsApp", &fallback), @r#"<bdi lang="ar" dir="rtl">ميزان <bdi dir="ltr">WhatsApp</bdi></bdi>"#);
    insta::assert_debug_snapshot!(plain_isolated("ميزان WhatsApp", &fallback), @r#""\u{2067}ميزان \u{2066}WhatsApp\u{2069}\u{2069}""#);
    let (document, _) = document(&prose("نص"), &fallback, &House, Options::default(), &mut Ids::default());
    insta::assert_snapshot!(document.html, @r#"
    <div lang="ar" dir="rtl">
    <p>نص</p>
    </div>
    "#);
}

#[test]
fn forbidden_characters_never_reach_a_page() {
    assert_eq!(plain_html("a\u{202E}b\u{0}c\u{2067}d", &env("en")), "abcd");
    assert_eq!(plain_isolated("a\u{202E}b\u{2067}", &env("en")), "ab");
}
