//! Isolation: the strings that page-quality names, phrases that belong together, and by property that
//! the order on the screen (UAX #9 itself, not our idea of it) is the order that was meant.

use proptest::prelude::*;
use unicode_bidi::{Level, ParagraphBidiInfo};

use super::*;

/// Isolates as brackets that can be read: ⟨ltr⟩ and ⟪rtl⟫.
fn marked(lang: &'static str, text: &str) -> String {
    plain_html(text, &env(lang))
        .replace("<bdi dir=\"ltr\">", "⟨")
        .replace("<bdi dir=\"rtl\">", "⟪")
        .replace("</bdi>", if lang == "en" { "⟫" } else { "⟩" })
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
}

/// The characters from left to right as a screen shows them, without what is invisible.
pub(super) fn visual(text: &str, base: Dir) -> String {
    let level = if base == Dir::Rtl { Level::rtl() } else { Level::ltr() };
    let info = ParagraphBidiInfo::new(text, Some(level));
    let levels = info.reordered_levels_per_char(0..text.len());
    let chars: Vec<(char, Level)> = text.chars().zip(levels).collect();
    let order = ParagraphBidiInfo::reorder_visual(&chars.iter().map(|(_, level)| *level).collect::<Vec<_>>());
    order
        .into_iter()
        .map(|at| chars[at].0)
        .filter(|c| !matches!(c, '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}'))
        .collect()
}

#[test]
fn what_comes_out_wrong_in_arabic_is_isolated() {
    for fragile in [
        "+1 (555) 010-2030",
        "(555) 010-2030",
        "0800 123 456",
        "+20 100 000 0000",
        "$49",
        "49$",
        "€1,299.00",
        "20%",
        "99.9%",
        "2026-11-22",
        "5-10",
        "2020–2026",
        "C++",
        "C#",
        "-5",
        "−5",
        "+5",
        "@name",
        "#1",
        "3×4",
        "3 × 4",
        "146.6 × 70.6 × 8.25 mm",
        "2 + 2 = 4",
        "~5",
        "≤5",
        "25°",
        "https://example.org/a/?b=c#d",
        "me@example.org",
        "WhatsApp",
        "WhatsApp Business API",
        "HTTP/2",
        "HTTP/1.1",
        "TCP/IP",
        "ISO/IEC 27001",
        "a.b",
        "Node.js",
        ".NET",
        "--site",
        "U.S.A.",
        "Google+",
        "5 GB",
        "10:30 AM",
        "49 USD",
        "v1.2.3-rc.1",
        "1.2.3-4",
        "f(x)",
        "WhatsApp (Business)",
        "AT&T",
        "Black & Decker",
        "Hello, world",
        "Dr. Who",
        "foo vs. bar",
        "don't",
        "naïve",
        "日本語",
        "1 000 000",
        "5+",
        "100 Mbit/s",
    ] {
        let text = format!("هذا {fragile} هنا");
        let expected = format!("هذا ⟨{fragile}⟩ هنا");
        assert_eq!(marked("ar", &text), expected);
        // And so it reads from left to right on the screen.
        let shown = visual(&plain_isolated(&text, &env("ar")), Dir::Rtl);
        assert!(shown.contains(fragile), "{fragile} is shown as {shown}");
    }
}

#[test]
fn what_comes_out_right_by_itself_is_left_bare() {
    for safe in ["22/11/2026", "10:30", "1,234.56", "٢٠٪", "٢٠", "5", "3.5", "192.168.1.1", "۲۰٪", "١٬٢٣٤٫٥"]
    {
        let text = format!("هذا {safe} هنا");
        assert_eq!(marked("ar", &text), text);
        if safe.is_ascii() {
            assert!(visual(&text, Dir::Rtl).contains(safe), "{safe}");
        }
    }
}

#[test]
fn the_sentence_keeps_its_punctuation() {
    for (text, expected) in [
        ("جرّب WhatsApp.", "جرّب ⟨WhatsApp⟩."),
        ("جرّب WhatsApp، ثم Telegram؟", "جرّب ⟨WhatsApp⟩، ثم ⟨Telegram⟩؟"),
        ("(WhatsApp)", "(⟨WhatsApp⟩)"),
        ("«WhatsApp Business»", "«⟨WhatsApp Business⟩»"),
        ("\"WhatsApp\"!", "\"⟨WhatsApp⟩\"!"),
        ("(WhatsApp (Business))", "(⟨WhatsApp (Business)⟩)"),
        ("WhatsApp، Telegram", "⟨WhatsApp⟩، ⟨Telegram⟩"),
        ("WhatsApp وTelegram", "⟨WhatsApp⟩ و⟨Telegram⟩"),
        ("يعمل WhatsApp. Telegram أيضًا", "يعمل ⟨WhatsApp⟩. ⟨Telegram⟩ أيضًا"),
        ("WhatsApp — Telegram", "⟨WhatsApp⟩ — ⟨Telegram⟩"),
        ("iOS / Android", "⟨iOS⟩ / ⟨Android⟩"),
        ("WhatsApp/واتساب", "⟨WhatsApp⟩/واتساب"),
        ("السعر $49، أو 20%!", "السعر ⟨$49⟩، أو ⟨20%⟩!"),
        ("بسعر و$49", "بسعر و⟨$49⟩"),
        ("عام 2026 WhatsApp", "عام 2026 ⟨WhatsApp⟩"),
        ("انظر https://example.org/.", "انظر ⟨https://example.org/⟩."),
        ("[1]", "[1]"),
        ("…WhatsApp…", "…⟨WhatsApp⟩…"),
        ("5, 10", "5, 10"),
    ] {
        assert_eq!(marked("ar", text), expected);
    }
}

#[test]
fn arabic_and_hebrew_in_english() {
    for (text, expected) in [
        ("The word مرحبا means hello.", "The word ⟪مرحبا⟫ means hello."),
        ("Mizan (ميزان) weighs", "Mizan (⟪ميزان⟫) weighs"),
        ("«ما الفرق بين واتساب العادي وواتساب بزينس؟» is", "«⟪ما الفرق بين واتساب العادي وواتساب بزينس؟⟫» is"),
        ("مرحبا، كيف حالك", "⟪مرحبا، كيف حالك⟫"),
        ("عام 2026 كان", "⟪عام 2026 كان⟫"),
        ("the word سنة 2026 times", "the word ⟪سنة⟫ 2026 times"),
        ("שלום עולם!", "⟪שלום עולם⟫!"),
        ("about ٢٠٪ of", "about ⟪٢٠٪⟫ of"),
        ("tag #وسم here", "tag ⟪#وسم⟫ here"),
        ("plain café, $5 & <b>", "plain café, $5 & <b>"),
        ("واتساب, تليجرام", "⟪واتساب⟫, ⟪تليجرام⟫"),
    ] {
        assert_eq!(marked("en", text), expected);
    }
}

#[test]
fn runs_go_on_across_markup() {
    insta::assert_snapshot!(inline_html("ar", "جرّب **WhatsApp** Business الآن"), @r#"جرّب <bdi dir="ltr"><strong>WhatsApp</strong> Business</bdi> الآن"#);
    insta::assert_snapshot!(inline_html("ar", "**تطبيق WhatsApp** Business"), @r#"<strong>تطبيق </strong><bdi dir="ltr"><strong>WhatsApp</strong> Business</bdi>"#);
    insta::assert_snapshot!(inline_html("ar", "[تطبيق WhatsApp](/guides/whatsapp) Business"), @r#"<a href="/ar/whatsapp/">تطبيق <bdi dir="ltr">WhatsApp</bdi></a> <bdi dir="ltr">Business</bdi>"#);
    insta::assert_snapshot!(inline_html("ar", "[WhatsApp](/guides/whatsapp) *Business*"), @r#"<bdi dir="ltr"><a href="/ar/whatsapp/">WhatsApp</a> <em>Business</em></bdi>"#);
    insta::assert_snapshot!(inline_html("ar", "اكتب `git commit` ثم `C++`"), @r#"اكتب <code dir="ltr">git commit</code> ثم <code dir="ltr">C++</code>"#);
    insta::assert_snapshot!(inline_html("ar", "شغّل `mizan build` command هنا"), @r#"شغّل <bdi dir="ltr"><code dir="ltr">mizan build</code> command</bdi> هنا"#);
    insta::assert_snapshot!(inline_html("ar", "نحو {{ fact(\"monthly-users\") }} من WhatsApp"), @r#"نحو <bdi>3.3 مليار</bdi> من <bdi dir="ltr">WhatsApp</bdi>"#);
    insta::assert_snapshot!(inline_html("en", "the **كلمة** طيبة here"), @r#"the <bdi dir="rtl"><strong>كلمة</strong> طيبة</bdi> here"#);
}

/// One item of a generated sentence: how it is written, and its characters from left to right.
#[derive(Clone, Debug)]
struct Item {
    written: String,
    shown: String,
}

fn item(written: &str) -> Item {
    Item { written: written.to_owned(), shown: written.to_owned() }
}

fn reversed(text: &str) -> String {
    // Brackets are mirrored by their glyphs, not by other characters.
    text.chars().rev().collect()
}

fn arabic() -> impl Strategy<Value = Item> {
    "[ابتثجحخدذرزسشصضطظعغفقكلمنهوي]{1,8}".prop_map(|word| Item { shown: reversed(&word), written: word })
}

fn latin() -> impl Strategy<Value = Item> {
    prop_oneof![
        "[A-Za-z]{2,8}( [A-Za-z]{2,8}){0,2}",
        "[A-Z]{2,5}/[0-9](\\.[0-9])?",
        "[A-Z][+]{1,2}",
        "[\\$€£][0-9]{1,3}(,[0-9]{3})?(\\.[0-9]{2})?",
        "[0-9]{1,3}(\\.[0-9])?%",
        "20[0-9]{2}-[01][0-9]-[0-3][0-9]",
        "-[0-9]{1,3}",
        "\\+[0-9]{1,2} \\([0-9]{3}\\) [0-9]{3}-[0-9]{4}",
        "@[a-z]{2,8}",
        "#[0-9]{1,3}",
        "[a-z]{2,6}@[a-z]{2,6}\\.org",
        "https://[a-z]{2,6}\\.org/[a-z0-9]{0,5}/",
        "[0-9]{1,2}×[0-9]{1,2}",
        "[0-9]{1,3}:[0-9]{2}",
        "[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}",
        "[0-9]{1,3},[0-9]{3}\\.[0-9]{2}",
    ]
    .prop_map(|text| item(&text))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    /// Arabic words and Latin runs take turns; the line is read from right to left, each Latin run in
    /// it from left to right, punctuation at its place in the sentence.
    #[test]
    fn mixes_are_shown_as_meant_in_arabic(
        pairs in prop::collection::vec((arabic(), prop_oneof![Just(" "), Just("، "), Just(": "), Just(" («"), Just(" (")], latin(), prop_oneof![Just(" "), Just("، "), Just(". "), Just("؟ "), Just("! ")]), 1..5),
        last in arabic(),
    ) {
        let mut written = String::new();
        let mut shown: Vec<String> = Vec::new();
        for (before, open, run, close) in &pairs {
            let (open, close) = match *open {
                " («" => (" («".to_owned(), format!("»){close}")),
                " (" => (" (".to_owned(), format!("){close}")),
                open => (open.to_owned(), (*close).to_owned()),
            };
            written.push_str(&before.written);
            written.push_str(&open);
            written.push_str(&run.written);
            written.push_str(&close);
            shown.push(before.shown.clone());
            shown.push(reversed(&open));
            shown.push(run.shown.clone());
            shown.push(reversed(&close));
        }
        written.push_str(&last.written);
        shown.push(last.shown.clone());
        shown.reverse();
        let isolated = plain_isolated(&written, &env("ar"));
        prop_assert_eq!(visual(&isolated, Dir::Rtl), shown.concat(), "{}", isolated);
    }

    /// The same where a line begins with the run, or is nothing but the run and its full stop.
    #[test]
    fn a_run_alone_keeps_its_order_in_arabic(run in latin(), end in prop_oneof![Just(""), Just("."), Just("؟"), Just("!")]) {
        let isolated = plain_isolated(&format!("{}{end}", run.written), &env("ar"));
        prop_assert_eq!(visual(&isolated, Dir::Rtl), format!("{end}{}", run.shown), "{}", isolated);
    }

    #[test]
    fn mixes_are_shown_as_meant_in_english(
        pairs in prop::collection::vec(("[A-Za-z]{2,8}", prop_oneof![Just(" "), Just(", "), Just(" (")], prop::collection::vec(arabic(), 1..4), prop_oneof![Just(" "), Just(", "), Just(". "), Just(" 5 ")]), 1..5),
        last in "[A-Za-z]{1,8}",
    ) {
        let mut written = String::new();
        let mut shown = String::new();
        for (before, open, words, close) in &pairs {
            let close = if *open == " (" { format!("){close}") } else { (*close).to_owned() };
            let run: Vec<&str> = words.iter().map(|word| word.written.as_str()).collect();
            let run = run.join(" ");
            written.push_str(&format!("{before}{open}{run}{close}"));
            shown.push_str(&format!("{before}{open}{}{close}", reversed(&run)));
        }
        written.push_str(&last);
        shown.push_str(&last);
        let isolated = plain_isolated(&written, &env("en"));
        prop_assert_eq!(visual(&isolated, Dir::Ltr), shown, "{}", isolated);
    }

    /// Markup around any part of a run changes nothing of the order: the HTML, its isolates turned into
    /// characters, is shown as the plain text is.
    #[test]
    fn markup_does_not_change_the_order(
        words in prop::collection::vec((prop_oneof![arabic(), "[A-Z][a-z]{1,6}".prop_map(|t| item(&t))], 0..4_u8), 1..8),
        lang in prop_oneof![Just("ar"), Just("en")],
    ) {
        let wrap = ["", "**", "*", "~~"];
        let marked: Vec<String> = words.iter().map(|(word, mark)| format!("{0}{1}{0}", wrap[usize::from(*mark)], word.written)).collect();
        let plain: Vec<&str> = words.iter().map(|(word, _)| word.written.as_str()).collect();
        let base = direction_of(lang);
        let html = inline_html(lang, &marked.join(" "));
        let mut text = html.replace("<bdi dir=\"ltr\">", "\u{2066}").replace("<bdi dir=\"rtl\">", "\u{2067}").replace("</bdi>", "\u{2069}");
        for tag in ["strong", "em", "del"] {
            text = text.replace(&format!("<{tag}>"), "").replace(&format!("</{tag}>"), "");
        }
        prop_assert!(!text.contains('<'), "{}", html);
        prop_assert_eq!(visual(&text, base), visual(&plain_isolated(&plain.join(" "), &env(lang)), base), "{}", html);
    }
}
