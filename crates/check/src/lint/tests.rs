//! What earns a rule, and, above all, what does not.

mod guides;

use proptest::prelude::*;

use super::*;
use crate::rules;
use mizan_markdown::{Form, outline};
use mizan_model::Prose;
use mizan_source::diagnostics::{Code, Diagnostic};
use mizan_source::{SourceId, SourceMap, Span};

fn prose(text: &str) -> Prose {
    Prose { text: text.to_owned(), span: Span::new(SourceId(0), 0..text.len()), verbatim: true }
}

fn locale(lang: &str) -> Locale {
    let (id, digits) = lang.split_once('+').map_or((lang, None), |(id, digits)| (id, Some(digits)));
    Locale::new(id, id, digits).expect("CLDR knows it")
}

/// What the rules about texts report of a document in `lang` (`ar`, or `ar+arab` with the digits).
fn faults(lang: &str, text: &str) -> Vec<Diagnostic> {
    let prose = prose(text);
    let (role, form) = (Role::Sentence, Form::Document);
    let outline = outline(&prose, form);
    of_texts(
        lang,
        vec![LintText {
            lang: 0.into(),
            key: "body".into(),
            what: "the text".into(),
            role,
            form,
            prose: &prose,
            outline,
        }],
    )
}

/// What all rules about texts report of `texts`.
fn of_texts(lang: &str, texts: Vec<LintText<'_>>) -> Vec<Diagnostic> {
    let locale = locale(lang);
    let rules: Vec<&'static Rule> = rules::ALL.iter().collect();
    let mut found = Diagnostics::default();
    check_texts(&TextGroup { original: 0.into(), texts }, &[LanguageProfile::new(&locale)].into(), &rules, &mut found);
    found.into_vec()
}

fn codes(lang: &str, text: &str) -> Vec<Code> {
    faults(lang, text).into_iter().map(|fault| fault.code).collect()
}

/// The text once all safe fixes are applied.
fn mended(lang: &str, text: &str) -> String {
    let mut fixes: Vec<_> = faults(lang, text).into_iter().filter_map(|fault| fault.fix).collect();
    fixes.retain(|fix| fix.applicability.is_safe());
    fixes.sort_by_key(|fix| fix.span.start);
    // Two rules may change one word: one after the other.
    let mut end = 0;
    fixes.retain(|fix| {
        let free = fix.span.start >= end;
        end = if free { fix.span.end } else { end };
        free
    });
    let mut text = text.to_owned();
    for fix in fixes.iter().rev() {
        text.replace_range(fix.span.range(), &fix.replacement);
    }
    text
}

#[track_caller]
fn good(lang: &str, texts: &[&str]) {
    for text in texts {
        let found = faults(lang, text);
        assert!(found.is_empty(), "{lang}: {text}\n{found:#?}");
    }
}

#[test]
fn a_face_that_winks_is_no_semicolon() {
    for face in [";-)", ";)", ";-(", ";P", ";-D"] {
        assert!(codes("ar", &format!("لا بأس {face} شكرًا")).is_empty(), "{face}");
    }
    assert_eq!(codes("ar", "لا بأس ;شكرًا"), [Code::OtherPunctuation]);
    assert_eq!(codes("ar", "(لا بأس; شكرًا)"), [Code::OtherPunctuation]);
}

#[test]
fn punctuation_is_that_of_the_words_before_it() {
    assert_eq!(mended("ar", "أولًا, ثم **ثانيًا**; وأخيرًا (ثالثًا), لماذا?"), "أولًا، ثم **ثانيًا**؛ وأخيرًا (ثالثًا)، لماذا؟");
    assert_eq!(mended("fa", "چای, قهوه"), "چای، قهوه");
    assert_eq!(mended("en", "first، then second؟"), "first, then second?");
    assert_eq!(codes("en", "first، then second؟"), [Code::OtherPunctuation], "one stretch, one fault");
    // The mark after code is the sentence's, where the sentence goes on in its own words.
    assert_eq!(
        mended("ar", "الملف `config.toml`, ثم {{ fact(\"a\") }}, كذا."),
        "الملف `config.toml`، ثم {{ fact(\"a\") }}، كذا."
    );
    good(
        "ar",
        &[
            "الملفات `a`, `b`, `c` و`d`, TCP أيضًا.",
            "حزم TCP, UDP, QUIC كلها، و`a, b` أيضًا.",
            "الرقم 1,234 والرابط https://example.org/?a=ب,ج و[الصفحة](https://example.org/?x;y).",
            "{{ fact(\"a\") }}، كذا، و«HTTP/3»؛ ثم؟",
        ],
    );
    good("en", &["The greeting السلام عليكم، is Arabic, you know?", "A، b: nothing stands here but “،” itself."][..1]);
    good("ja", &["紅茶、緑茶？"]);
    good("sd", &["چانهه, ڪافي"]);
}

#[test]
fn straight_marks_around_arabic() {
    assert_eq!(mended("ar", "قال \"نعم\" و\"لا أدري\"."), "قال «نعم» و«لا أدري».");
    assert_eq!(mended("ar", "«نص \"داخلي\" فيه» و\"آخر\""), "«نص “داخلي” فيه» و«آخر»");
    let in_two = faults("ar", "قال \"نعم **جدًّا**\".");
    assert_eq!(
        in_two.iter().map(|fault| (fault.code, fault.fix.is_some())).collect::<Vec<_>>(),
        [(Code::StraightQuotes, false)]
    );
    good("ar", &["شاشة 15\" وأخرى 17\".", "الحقل \"Content-Length\" و`\"نعم\"`.", "{{ value(\"a.b\") }} كذا."]);
    good("en", &["They say \"yes\", and \"نعم\"."]);
    good("ur", &["اس نے \"ہاں\" کہا۔"]);
}

#[test]
fn one_page_has_one_kind_of_digits() {
    assert_eq!(mended("ar", "بعد ٣ أيام، أي ٢٠٪ من ١٬٢٣٤٫٥."), "بعد 3 أيام، أي 20% من 1,234.5.");
    assert_eq!(mended("ar", "سنة ۲۰۲۶ كذا"), "سنة 2026 كذا");
    assert_eq!(mended("ar", "نحو 50 ٪ و1.5٪ و٥٠ ٪ و50%"), "نحو 50% و1.5% و50% و50%");
    assert_eq!(mended("ar+arab", "نحو ٥٠ % و٥٠٪"), "نحو ٥٠٪ و٥٠٪");
    let sign = faults("ar", "نحو 50 ٪ منها");
    assert!(sign[0].message.starts_with("the percent sign"), "{}", sign[0].message);
    assert_eq!(mended("ar+arab", "بعد 3 أيام، أي 20% منها."), "بعد ٣ أيام، أي ٢٠٪ منها.");
    assert_eq!(mended("fa+arabext", "سال 2026 و ٣ روز"), "سال ۲۰۲۶ و ۳ روز");
    let unsure = faults("ar+arab", "القسم 3.1 منها");
    assert_eq!(
        unsure.iter().map(|f| f.fix.as_ref().map(|fix| fix.applicability.is_safe())).collect::<Vec<_>>(),
        [Some(false)]
    );
    good(
        "ar+arab",
        &[
            "وثيقة RFC 9110 وشبكة 5G وإصدار HTTP/1.1 وقياس A4 و2.4.1 و+1-555-0102 و2026-11-22.",
            "في `3` و{{ value(\"a.b\") }} 3 و[كذا](/guides/a3) وعلى https://example.org/3.",
        ],
    );
    good("ar", &["بعد 3 أيام، 20%، RFC 9110.", "الأرقام ٠–٩ والأرقام ۰–۹.", "العلامة ٪ والعلامة % سواء."]);
    good("en", &["The year ٢٠٢٦ م is written so.", "Digits are ٠–٩ or 0–9."]);
    good("ja", &["３つと3つ。"]);
    good("hi", &["३ और 3"]);
}

#[test]
fn letters_of_another_keyboard() {
    assert_eq!(mended("ar", "والشای فی کل بیت"), "والشای فی كل بيت", "at the end of a word ی may be meant for ى");
    assert_eq!(
        faults("ar", "والشای")
            .iter()
            .map(|f| f.fix.as_ref().map(|fix| fix.applicability.is_safe()))
            .collect::<Vec<_>>(),
        [Some(false)]
    );
    assert_eq!(mended("fa", "كتاب‌هاي او"), "کتاب‌های او");
    assert_eq!(mended("ar", "ﺍﻟﺴﻌﺮ"), "السعر");
    assert_eq!(mended("en", "the word ﻼ"), "the word لا");
    assert_eq!(mended("ar", "كتـــابٌ جميــل"), "كتابٌ جميل");
    good(
        "ar",
        &[
            "سنة 1447 هـ، ونظام الـAPI، و«لـ HTTP»، وكتابة بـ `x`.",
            "صلى الله عليه ﷺ، و﴿آية﴾، ومقهى «پارک».",
            "الرحمـٰن",
            "على مستوى عالٍ",
        ],
    );
    good("fa", &["قیمت ۵ ﷼ است و «کافه» باز است.", "خانهٔ ما"]);
    good("en", &["The Persian word کتاب and the Arabic كتاب."]);
}

#[test]
fn sentences_in_other_letters() {
    let english = "The green one is what most people drink after dinner.";
    for lang in ["ar", "fa", "he", "ja", "ru", "el"] {
        assert_eq!(codes(lang, english), [Code::OtherScript], "{lang}");
    }
    assert_eq!(codes("en", "هذه جملة عربية نُسيت في دليل إنجليزي."), [Code::OtherScript]);
    assert_eq!(codes("en", "架空の傘三種を、価格で比べます。"), [Code::OtherScript]);
    good(
        "ar",
        &[
            "WhatsApp Business Platform Cloud API",
            "HTTP/1.1 vs HTTP/2 vs HTTP/3",
            "- cachet et signature\n- Nombre de jours avec difference",
            "بروتوكول WebSocket over HTTP/2 كما في RFC 8441: Bootstrapping WebSockets with HTTP/2",
            "> The green one is what most people drink after dinner.",
            "```\nthe green one is what most people drink\n```",
            "| the green one is what most | people drink |\n|---|---|\n| after dinner in our street | every day |",
        ],
    );
    good("en", &["واتساب", "The word is السلام عليكم ورحمة الله وبركاته.", "Α β γ"]);
    good("sr", &["Ово је реченица."]);
    good("sr-Latn", &["Ovo je jedna sasvim obična rečenica."]);
}

#[test]
fn names_say_something_of_their_file_only_together() {
    let judge = |names: &[&str]| {
        let proses: Vec<Prose> = names.iter().map(|name| prose(name)).collect();
        let texts = proses
            .iter()
            .map(|prose| LintText {
                lang: 0.into(),
                key: String::new(),
                what: String::new(),
                role: Role::Name,
                form: Form::Name,
                prose,
                outline: outline(prose, Form::Name),
            })
            .collect();
        of_texts("ar", texts).len()
    };
    let english = ["Price", "Size", "Colour", "Weight", "Release", "Battery", "Camera", "Memory"];
    assert_eq!(judge(&english), 1);
    assert_eq!(judge(&english[..7]), 0, "too few to tell");
    assert_eq!(judge(&["TLS", "ALPN", "HPACK", "QPACK", "TCP", "السعر", "الحجم", "اللون", "`Upgrade`"]), 0);
}

#[test]
fn headings_go_down_one_step_at_a_time() {
    assert_eq!(codes("en", "## A\n\nx\n\n#### B\n\nx"), [Code::HeadingSkip]);
    assert_eq!(codes("en", "### A\n\nx\n\n## B\n\nx"), [Code::HeadingSkip]);
    good(
        "en",
        &[
            "### A\n\nx\n\n#### B\n\nx\n\n### C\n\nx",
            "# A\n\nx\n\n## B\n\n### C\n\nx\n\n## D\n\nx\n\n# E\n\nx",
            "no heading",
        ],
    );
}

#[test]
fn links_say_where_they_lead() {
    assert_eq!(codes("en", "See [here](/a), [Click here!](/b) or [**this page**](/c)."), [Code::VagueLink; 3]);
    assert_eq!(codes("ar", "اقرأ [هنا](/a) أو [المزيد](/b)."), [Code::VagueLink; 2]);
    assert_eq!(codes("en", "[Prices](/a) and [prices](/b)"), [Code::AmbiguousLink]);
    good(
        "en",
        &[
            "[Prices](/a), again [prices](/a), and [what it costs](/b).",
            "<https://example.org/> and https://example.org/a, [here is the price](/a).",
            "[هنا](/a)",
        ],
    );
    good("de", &["[Plus](/guides/a/plus) und [mehr zum Preis](/b)."]);
}

#[test]
fn descriptions_say_what_is_shown() {
    for (lang, text) in [
        ("en", "![Image](images/a.png)"),
        ("en", "![IMG_2041.jpg](images/a.png)"),
        ("en", "![a  photo.](images/a.png)"),
        ("ar", "![صورة](images/a.png)"),
        ("ja", "![画像](images/a.png)"),
    ] {
        assert_eq!(codes(lang, text), [Code::VagueAlt], "{text}");
    }
    good("en", &["![A photo of the harbour](images/a.png)", "![](images/a.png)", "An image.", "[image](/a)"]);
    good("ar", &["![رسم لميزان متعادل](images/a.png)"]);
}

#[test]
fn marks_stand_at_the_word_before_them() {
    assert_eq!(mended("ar", "أولًا ، ثم ثانيًا  ؛ فلماذا ؟"), "أولًا، ثم ثانيًا؛ فلماذا؟");
    let once = mended("ar", "أولًا , ثم");
    assert_eq!(mended("ar", &once), "أولًا، ثم", "two rules, each at its place");
    assert_eq!(mended("en", "first , then `x` , and why ?"), "first, then `x`, and why?");
    good("fr", &["Lequel choisir ?", "Oui ; non !"]);
    good("en", &["The sign ? asks", "a .png file, at 10 : 30", "- , stands alone", "x\n, y"]);
    good("ja", &["どれ ？"]);
}

#[test]
fn placeholders() {
    for text in ["TODO", "…", "TODO: write this", "Lorem ipsum dolor sit amet"] {
        assert_eq!(codes("en", text), [Code::Placeholder], "{text}");
    }
    good("en", &["And so on…", "A list of `TODO` notes: TODO apps", "Todos: many"]);
    good("es", &["TODO el mundo"]);
}

fn morsel() -> impl Strategy<Value = String> {
    let words = [
        "نص",
        "كتـــاب",
        "کل",
        "ﺍﻟﺴﻌﺮ",
        "٣",
        "۲۰۲۶",
        "20%",
        "HTTP/3",
        "word ",
        " ",
        ", ",
        "؟",
        ";",
        "\"",
        "«",
        "**",
        "*",
        "`",
        "[",
        "](",
        "](/guides/a)",
        "![",
        ")",
        "{{",
        "}}",
        "{n}",
        "{",
        "}",
        "\n",
        "\n\n",
        "\r\n",
        "> ",
        "- ",
        "## ",
        "#### ",
        "| ",
        "|---|\n",
        "&amp;",
        "\\",
        "<!-- ",
        " -->",
        "https://example.org/؟",
        "a@example.org",
        "guide.toml",
        "[^1]",
        "[^1]: ",
        "\u{200C}",
        "\u{2067}",
        "\u{FFFC}",
        "é",
        "👩‍👧",
        "TODO: ",
        "…",
    ];
    prop_oneof![4 => proptest::sample::select(words.to_vec()).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    /// Every span is in the text and splits no character; a fix that is applied is not reported again.
    #[test]
    fn whatever_is_written(parts in proptest::collection::vec(morsel(), 0..40)) {
        let text = parts.concat();
        for lang in ["ar", "ar+arab", "fa+arabext", "en", "ja"] {
            for form in [Form::Plain, Form::Name, Form::Inline, Form::Document] {
                for block in outline(&prose(&text), form).blocks {
                    for (at, c) in block.text.char_indices() {
                        let (span, exact) = block.place(at..at + c.len_utf8());
                        prop_assert!(text.get(span.range()).is_some_and(|there| !exact || there.chars().eq([c])), "{span:?} of {text:?}");
                    }
                }
            }
            let fixes = |text: &str| faults(lang, text).into_iter().filter_map(|fault| fault.fix).filter(|fix| fix.applicability.is_safe()).count();
            if fixes(&text) > 0 {
                let mut after = mended(lang, &text);
                for _ in 0..5 {
                    after = mended(lang, &after);
                }
                prop_assert_eq!(fixes(&after), 0, "{} became {}", text, after);
            }
        }
    }
}
