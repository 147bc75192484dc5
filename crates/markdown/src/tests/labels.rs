//! Names, values, and text without markup.

use super::*;
use mizan_model::Run;

fn rich(runs: Vec<Run>) -> StyledText {
    StyledText { runs }
}

#[test]
fn names_hold_code_and_nothing_else() {
    let (name, diagnostics) = name(&prose("ضغط `HPACK` *و* {{ x }} ``a`b`` `"), &env("ar"));
    let codes: Vec<Code> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    assert_eq!(codes, [Code::UnknownShortcode], "`{{ x }}` is shown as it is written");
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
        Run::Foreign { lang: "en".into(), text: "The (مهم) source.".into() },
        Run::Foreign { lang: "ar".into(), text: " و".into() },
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
        Run::Foreign { lang: "ar".into(), text: "مصدر WhatsApp".into() },
        Run::Foreign { lang: "de".into(), text: "Quelle".into() },
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
