//! Documents: every kind of block, ids, tables of contents, plain text.

use super::*;

#[test]
fn an_arabic_document() {
    let (document, diagnostics) = doc(
        "ar",
        "\
# ما هو WhatsApp؟

فقرة فيها [رابط](/guides/whatsapp#auto-replies) و[صف](#auto-replies) و[عنوان](#ما-هو-whatsapp).[^1]

### مستوى أعمق

- بند `code`
- بند **مهم**

3. ثالث

> [!WARNING]
> انتبه إلى API.

> اقتباس

| الاسم | السعر | |
|:--|--:|---|
| WhatsApp | $49 | x |

![لقطة من WhatsApp](images/x.png \"عنوان\")

```sh
mizan build
```

{{ table(features = [\"a\", \"b\"], tiers = [\"x\", \"y\"]) }}

---

<!-- لا يظهر -->

<https://example.org/ar/> وhttps://example.org/عربي، و<me@example.org>

[^1]: حاشية.
",
    );
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    insta::assert_snapshot!(visible(&document.html), @r##"
    <h2 id="ما-هو-whatsapp">ما هو <bdi dir="ltr">WhatsApp</bdi>؟</h2>
    <p>فقرة فيها <a href="/ar/whatsapp/#auto-replies">رابط</a> و<a href="#auto-replies">صف</a> و<a href="#%D9%85%D8%A7-%D9%87%D9%88-whatsapp">عنوان</a>.<sup dir="rtl"><a class="footnote" href="#_fn-1" id="_fnref-1">1</a></sup></p>
    <h3 id="مستوى-أعمق">مستوى أعمق</h3>
    <ul>
    <li>بند <code dir="ltr">code</code></li>
    <li>بند <strong>مهم</strong></li>
    </ul>
    <ol start="3">
    <li>ثالث</li>
    </ol>
    <div class="callout callout-warning" role="note">
    <p class="callout-title">«<bdi dir="ltr">warning</bdi>»</p>
    <p>انتبه إلى <bdi dir="ltr">API</bdi>.</p>
    </div>
    <blockquote>
    <p>اقتباس</p>
    </blockquote>
    <div class="table" role="group" tabindex="0" aria-label="\u{2066}Table\u{2069}"><table>
    <thead>
    <tr><th scope="col" class="start">الاسم</th><th scope="col" class="end">السعر</th><td></td></tr>
    </thead>
    <tbody>
    <tr><td class="start"><bdi dir="ltr">WhatsApp</bdi></td><td class="end"><bdi dir="ltr">$49</bdi></td><td><bdi dir="ltr">x</bdi></td></tr>
    </tbody>
    </table></div>
    <p><img src="/whatsapp/x.png" alt="لقطة من \u{2066}WhatsApp\u{2069}" width="640" height="360" loading="lazy" decoding="async" title="عنوان"></p>
    <pre dir="ltr" tabindex="0"><code class="language-sh">mizan build
    </code></pre>
    <table><tbody><tr><td>a+b × x+y</td></tr></tbody></table>
    <hr>
    <p><a href="https://example.org/ar/" rel="external"><bdi dir="ltr">https://example.org/ar/</bdi></a> و<a href="https://example.org/%D8%B9%D8%B1%D8%A8%D9%8A" rel="external"><bdi dir="ltr">https://example.org/عربي</bdi></a>، و<a href="mailto:me@example.org"><bdi dir="ltr">me@example.org</bdi></a></p>
    <div class="footnotes" role="group" aria-label="\u{2066}Footnotes\u{2069}">
    <ol>
    <li id="_fn-1"><p>حاشية. <a class="footnote-back" href="#_fnref-1" aria-label="\u{2066}Back\u{2069}"><svg viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" stroke-width="1.6" aria-hidden="true" focusable="false"><path d="M8 14V2.5M3.5 7 8 2.5 12.5 7"></path></svg></a></p>
    </li>
    </ol>
    </div>
    "##);
    insta::assert_debug_snapshot!(document.toc, @r#"
    [
        Heading {
            level: 2,
            id: "ما-هو-whatsapp",
            html: "ما هو <bdi dir=\"ltr\">WhatsApp</bdi>؟",
            text: "ما هو WhatsApp؟",
        },
        Heading {
            level: 3,
            id: "مستوى-أعمق",
            html: "مستوى أعمق",
            text: "مستوى أعمق",
        },
    ]
    "#);
    insta::assert_debug_snapshot!(document.text, @r#""ما هو WhatsApp؟\nفقرة فيها رابط وصف وعنوان.\nمستوى أعمق\nبند code\nبند مهم\nثالث\n«warning»\nانتبه إلى API.\nاقتباس\nالاسم\nالسعر\nWhatsApp\n$49\nx\nلقطة من WhatsApp\nmizan build\nhttps://example.org/ar/ وhttps://example.org/عربي، وme@example.org\nحاشية.""#);
}

#[test]
fn heading_levels_have_no_gaps_and_ids_are_unique() {
    let mut ids = Ids::default();
    ids.reserve("b-auto-replies");
    let options = Options { top_heading: 3, id_prefix: "b-" };
    let text = "## Auto-replies\n\n##### Deep\n\n## Auto-replies\n\n# Late\n\n# `fn-1` [x](#late)\n\n# !!!\n";
    let (document, diagnostics) = document(&prose(text), &env("en"), &House, options, &mut ids);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    insta::assert_snapshot!(document.html, @r##"
    <h3 id="b-auto-replies-2">Auto-replies</h3>
    <h4 id="b-deep">Deep</h4>
    <h4 id="b-auto-replies-3">Auto-replies</h4>
    <h3 id="b-late">Late</h3>
    <h3 id="b-fn-1-x"><code>fn-1</code> <a href="#b-late">x</a></h3>
    <h3 id="b-section">!!!</h3>
    "##);
    assert!(!document.toc[4].html.contains("<a"));
}

#[test]
fn code_is_never_touched() {
    insta::assert_snapshot!(html("ar", "`{{ fact(\"x\") }}` و`<b>`\n\n    {{ nope }} <b>\n"), @r#"
    <p><code dir="ltr">{{ fact("x") }}</code> و<code dir="ltr">&lt;b&gt;</code></p>
    <pre dir="ltr" tabindex="0"><code>{{ nope }} &lt;b&gt;
    </code></pre>
    "#);
}

#[test]
fn footnotes_asked_for_twice() {
    insta::assert_snapshot!(html("en", "a[^n] b[^n]\n\n[^n]: one\n\n    ```\n    two\n    ```\n"), @r##"
    <p>a<sup dir="ltr"><a class="footnote" href="#_fn-1" id="_fnref-1">1</a></sup> b<sup dir="ltr"><a class="footnote" href="#_fn-1" id="_fnref-1-2">1</a></sup></p>
    <div class="footnotes" role="group" aria-label="Footnotes">
    <ol>
    <li id="_fn-1"><p>one</p>
    <pre dir="ltr" tabindex="0"><code>two
    </code></pre>
    <p><a class="footnote-back" href="#_fnref-1" aria-label="Back"><svg viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" stroke-width="1.6" aria-hidden="true" focusable="false"><path d="M8 14V2.5M3.5 7 8 2.5 12.5 7"></path></svg></a></p></li>
    </ol>
    </div>
    "##);
}

#[test]
fn loose_lists_and_callout_titles() {
    insta::assert_snapshot!(html("en", "1. a\n\n2. b\n   - c\n\n> [!tip] Mind واتساب\n> d\n"), @r#"
    <ol>
    <li><p>a</p>
    </li>
    <li><p>b</p>
    <ul>
    <li>c</li>
    </ul>
    </li>
    </ol>
    <div class="callout callout-tip" role="note">
    <p class="callout-title">Mind <bdi dir="rtl">واتساب</bdi></p>
    <p>d</p>
    </div>
    "#);
}

#[test]
fn emphasis_may_follow_a_letter_that_is_written_onto_it() {
    for (text, expected) in [
        ("و**«واتساب»** وحده", "و<strong>«واتساب»</strong> وحده"),
        ("بـ**(PDF)** فقط", "بـ<strong>(<bdi dir=\"ltr\">PDF</bdi>)</strong> فقط"),
        ("ف*«مائل»*", "ف<em>«مائل»</em>"),
        ("وَ**«مشكول»**", "وَ<strong>«مشكول»</strong>"),
        ("**«واتساب»**وحده", "<strong>«واتساب»</strong>وحده"),
        ("و~~«قديم»~~", "و<del>«قديم»</del>"),
        ("و**[رابط](/guides/whatsapp)**", "و<strong><a href=\"/ar/whatsapp/\">رابط</a></strong>"),
        ("و**`h2`**", "و<strong><code dir=\"ltr\">h2</code></strong>"),
        (
            "على **شاشة** و**{{ value(\"business.devices\") }}**",
            "على <strong>شاشة</strong> و<strong><bdi>5</bdi></strong>",
        ),
        ("**نص**(ملاحظة)", "<strong>نص</strong>(ملاحظة)"),
        ("و**كلمة** و**«أخرى»** و*«ثالثة»*", "و<strong>كلمة</strong> و<strong>«أخرى»</strong> و<em>«ثالثة»</em>"),
        ("`و**«كود»**`", "<code dir=\"ltr\">و**«كود»**</code>"),
        ("و\\*\\*«حرفي»\\*\\*", "و**«حرفي»**"),
        // The text's own symbols stay, whatever stands for letters while it is parsed.
        ("˂ و**«واتساب»** ˃", "˂ و<strong>«واتساب»</strong> ˃"),
    ] {
        assert_eq!(inline_html("ar", text), expected, "{text}");
    }
    // Latin text is CommonMark's, and so is what is beside it.
    for (lang, text, expected) in
        [("en", "a**\"b\"**", "a**\"b\"**"), ("ar", "a**(b)** ب", "<bdi dir=\"ltr\">a**(b)</bdi>** ب")]
    {
        let (inline, diagnostics) = inline(&prose(text), &env(lang), &House);
        assert_eq!(inline.html, expected);
        assert!(diagnostics.iter().all(|d| d.message.ends_with("is not bold")) && diagnostics.len() == 1, "{text}");
    }
    assert_eq!(inline_html("en", "ו**(ג)**"), "<bdi dir=\"rtl\">ו<strong>(ג)</strong></bdi>");
    assert_eq!(html("ar", "- و**«واتساب»**\n\n> ف*(مائل)*").matches("<strong>").count(), 1);
}

#[test]
fn places_are_exact_beside_such_emphasis() {
    let (_, diagnostics) = doc("ar", "و**«واتساب»** ثم {{ fact(\"nobody\") }}");
    let span = diagnostics.into_vec()[0].primary.as_ref().expect("a place").span;
    let text = "و**«واتساب»** ثم {{ fact(\"nobody\") }}";
    let range = span.range();
    assert_eq!(&text[range.start - 100..range.end - 100], "{{ fact(\"nobody\") }}");
}

#[test]
fn a_value_takes_the_case_of_its_sentence() {
    assert_eq!(inline_html("ar", "على {{ value(\"business.screens\", case = \"genitive\") }}"), "على شاشتين");
    assert_eq!(inline_html("ar", "{{ value(\"business.screens\") }}"), "شاشتان");
    let range = inline_html("ar", "من {{ value(\"business.range\") }} أجهزة");
    assert_eq!(range, "من <bdi dir=\"rtl\"><bdi>3</bdi>\u{2060}–<bdi>8</bdi></bdi> أجهزة");
}

/// The parser alone lets them expand to as many bytes as the text has.
#[test]
fn a_short_text_can_use_a_long_url_often() {
    let url = format!("https://example.org/{}", "a".repeat(180));
    let text = format!("{}\n\n[a]: {url}\n\n[x](/guides/whatsap)\n", "[words][a], [a]\n".repeat(30));
    assert!(text.len() < 1_000);
    let (document, diagnostics) = doc("en", &text);
    assert_eq!(document.html.matches(&url).count(), 60);
    // Places are those of the text.
    assert!(told(&text, &diagnostics).contains("\u{27E6}/guides/whatsap\u{27E7}"), "{}", told(&text, &diagnostics));
    let (inline, diagnostics) = inline(&prose(&text), &env("en"), &House);
    assert_eq!(inline.html.matches(&url).count(), 60, "{diagnostics:?}");
    // An open code block does not grow.
    let code = "[a]: https://example.org\n\n```\ncode";
    let unpadded = code.replace("[a]:", "[a]");
    let block = |text: &str| doc("en", text).0.html.split("<pre").nth(1).map(str::to_owned);
    assert_eq!(block(code), block(&unpadded));
    assert!(block(code).is_some());
}

#[test]
fn more_urls_than_the_parser_expands_are_reported_once() {
    let definition = format!("[a b]: https://example.org/{}\n\n", "a".repeat(9_000));
    for (before, link) in [("", "[A\nb]"), ("> ", "[words][a b]"), ("", "![words][a b]")] {
        let text = format!("{before}{definition}`[a b]` {}", format!("{link}, ").repeat(20));
        let (document, diagnostics) = doc("en", &text);
        let told = told(&text, &diagnostics);
        let found = told.matches("the URLs of reference links add up to more than 100,000 bytes").count();
        assert_eq!(found, 1, "{link}: {told}");
        if link.starts_with('!') {
            continue;
        }
        assert_eq!(diagnostics.len(), 1, "{told}");
        let expanded = document.html.matches("<a ").count();
        assert_eq!(expanded, 11);
        let start = diagnostics.iter().next().and_then(|d| d.primary.as_ref()).unwrap().span.start as usize - 100;
        let twelfth = text.match_indices(link).nth(expanded).unwrap().0;
        assert!((twelfth..twelfth + link.len()).contains(&start), "{told}");
    }
    let few = format!("{definition}{}", "[a b] ".repeat(11));
    assert!(doc("en", &few).1.is_empty());
}

/// The letters before `**` and a full stop take symbols, too.
#[test]
fn emphasis_beside_a_letter_is_found_after_words_that_end_in_any_letter() {
    let letters = "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءأإآؤئ";
    let words: String = letters.chars().map(|letter| format!("**كم{letter}**. ")).collect();
    let html = html("ar", &format!("{words} ذ**«واتساب»** ئ**(آ)**"));
    assert_eq!(html.matches("<strong>").count(), letters.chars().count() + 2, "{html}");
    assert!(letters.chars().all(|letter| html.contains(&format!("<strong>كم{letter}</strong>"))), "{html}");
}
