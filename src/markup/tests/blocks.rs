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
    insta::assert_snapshot!(document.html, @"");
    insta::assert_debug_snapshot!(document.toc, @"");
    insta::assert_debug_snapshot!(document.text, @"");
}

#[test]
fn heading_levels_have_no_gaps_and_ids_are_unique() {
    let mut ids = Ids::default();
    ids.reserve("b-auto-replies");
    let options = Options { top_heading: 3, id_prefix: "b-" };
    let text = "## Auto-replies\n\n##### Deep\n\n## Auto-replies\n\n# Late\n\n# `fn-1` [x](#late)\n\n# !!!\n";
    let (document, diagnostics) = document(&prose(text), &env("en"), &House, options, &mut ids);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    insta::assert_snapshot!(document.html, @"");
    assert!(!document.toc[4].html.contains("<a"));
}

#[test]
fn code_is_never_touched() {
    insta::assert_snapshot!(html("ar", "`{{ fact(\"x\") }}` و`<b>`\n\n    {{ nope }} <b>\n"), @"");
}

#[test]
fn footnotes_asked_for_twice() {
    insta::assert_snapshot!(html("en", "a[^n] b[^n]\n\n[^n]: one\n\n    ```\n    two\n    ```\n"), @"");
}

#[test]
fn loose_lists_and_callout_titles() {
    insta::assert_snapshot!(html("en", "1. a\n\n2. b\n   - c\n\n> [!tip] Mind واتساب\n> d\n"), @"");
}
