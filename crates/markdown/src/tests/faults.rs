//! What is wrong is said, at its place, with the way out.

use super::*;

fn faults(text: &str) -> String {
    told(text, &doc("ar", text).1)
}

#[test]
fn shortcodes() {
    insta::assert_snapshot!(faults("نص {{ fcat(\"monthly-users\") }} و{{ fact(monthly-users) }} و{{ fact(\"monthly-user\") }}"), @r#"
    error UnknownShortcode: `fcat` is none of the forms that `{{ }}` takes
      at ⟦{{ fcat("monthly-users") }}⟧ `{{ fcat("monthly-users") }}`
      help: write `{{ fact("monthly-users") }}`
      help: `{{ fact("id") }}`, `{{ value("tier.feature") }}` and, alone in a paragraph, `{{ table(features = ["a", "b"], tiers = ["x", "y"]) }}` are the forms there are; to show the brackets themselves, write them as code
      fix: ⟦{{ fcat("monthly-users") }}⟧ → ⟦{{ fact("monthly-users") }}⟧
    error UnknownShortcode: `fact` takes one reference, in brackets and straight quotation marks
      at ⟦{{ fact(monthly-users) }}⟧ `{{ fact(monthly-users) }}`
      help: write `{{ fact("monthly-users") }}`
      help: `{{ fact("id") }}`, `{{ value("tier.feature") }}` and, alone in a paragraph, `{{ table(features = ["a", "b"], tiers = ["x", "y"]) }}` are the forms there are
      fix: ⟦{{ fact(monthly-users) }}⟧ → ⟦{{ fact("monthly-users") }}⟧
    error BadReference: there is no fact `monthly-user`
      at ⟦{{ fact("monthly-user") }}⟧ `{{ fact("monthly-user") }}`
      help: did you mean `monthly-users`?
      help: name a fact
      fix: ⟦monthly-user⟧ → ⟦monthly-users⟧
    "#);
    insta::assert_snapshot!(faults("{{ page.title }} {{ value(“business.devices”) }} {{ 5 }} {{ open"), @r#"
    error UnknownShortcode: `page` is none of the forms that `{{ }}` takes
      at ⟦{{ page.title }}⟧ `{{ page.title }}`
      help: `{{ fact("id") }}`, `{{ value("tier.feature") }}` and, alone in a paragraph, `{{ table(features = ["a", "b"], tiers = ["x", "y"]) }}` are the forms there are; to show the brackets themselves, write them as code
    error UnknownShortcode: `value` takes one reference, in brackets and straight quotation marks
      at ⟦{{ value(“business.devices”) }}⟧ `{{ value(“business.devices”) }}`
      help: write `{{ value("business.devices") }}`
      help: `{{ fact("id") }}`, `{{ value("tier.feature") }}` and, alone in a paragraph, `{{ table(features = ["a", "b"], tiers = ["x", "y"]) }}` are the forms there are
      fix: ⟦{{ value(“business.devices”) }}⟧ → ⟦{{ value("business.devices") }}⟧
    error UnknownShortcode: `5` is none of the forms that `{{ }}` takes
      at ⟦{{ 5 }}⟧ `{{ 5 }}`
      help: `{{ fact("id") }}`, `{{ value("tier.feature") }}` and, alone in a paragraph, `{{ table(features = ["a", "b"], tiers = ["x", "y"]) }}` are the forms there are; to show the brackets themselves, write them as code
    error UnknownShortcode: `{{` has no `}}` in the same paragraph
      at ⟦{{ open⟧ opened here
      help: close it with `}}`, or, to show the brackets themselves, write them as code
    "#);
    insta::assert_snapshot!(faults("قبل {{ table(features = [\"a\"], tiers = [\"x\"]) }}"), @r#"
    error UnknownShortcode: `{{ table(…) }}` stands inside a paragraph
      at ⟦{{ table(features = ["a"], tiers = ["x"]) }}⟧ a table is a block
      help: put it on a line of its own, with an empty line before and after it
    "#);
    insta::assert_snapshot!(faults("{{ table(feature = [\"a\"], tiers = [\"x\"]) }}\n\n{{ table(features = [\"a\"]) }}"), @r#"
    error UnknownShortcode: `table` has no argument `feature`; did you mean `features`?
      at ⟦{{ table(feature = ["a"], tiers = ["x"]) }}⟧ `{{ table(feature = ["a"], tiers = ["x"]) }}`
      help: write `{{ table(features = ["a", "b"], tiers = ["x", "y"]) }}`
    error UnknownShortcode: `table` does not say which `tiers`
      at ⟦{{ table(features = ["a"]) }}⟧ `{{ table(features = ["a"]) }}`
      help: write `{{ table(features = ["a", "b"], tiers = ["x", "y"]) }}`
    "#);
}

#[test]
fn raw_html() {
    insta::assert_snapshot!(faults("نص <b>غامق</b> هنا\n\n<div>\nشيء\n</div>\n\n<!-- x --> ضائع\n\n<!-- مفتوح"), @r#"
    error RawHtml: raw HTML stands in the text
      at ⟦<b>⟧ `<b>`
      help: write `**bold**`
    error RawHtml: raw HTML stands in the text
      at ⟦<div>
    شيء
    </div>⟧ `<div>`
      help: leave an empty line between paragraphs
    error RawHtml: text stands on the line of an HTML comment, and would be lost with it
      at ⟦<!-- x --> ضائع⟧ `ضائع`
      help: put the comment on lines of its own
    error RawHtml: an HTML comment is not closed
      at ⟦<!-- مفتوح⟧ everything from here on is in the comment
      help: close it with `-->`
    "#);
}

#[test]
fn links_and_pictures() {
    insta::assert_snapshot!(faults(
        "[ا](javascript:alert(1)) [ب](//evil.example) [ج](about.html) [د](/guides/nope) [ه](#auto-replis) [](/guides/whatsapp) [و]()\n\n\
         ![](images/x.png) ![س](images/nope.png) ![ص](https://other.example/x.png) ![ض](data:image/png;base64,AA)"
    ), @r#"
    error BadUrl: the link `javascript:alert(1)` cannot be used: links of the kind `javascript:` are not allowed
      at ⟦javascript:alert(1)⟧ `javascript:alert(1)`
      help: use `https:`, `mailto:`, `tel:` or a content path such as `/guides/GUIDE`
    error BadUrl: the link `//evil.example` cannot be used: it names a host without `https:`
      at ⟦//evil.example⟧ `//evil.example`
      help: use `https:`, `mailto:`, `tel:` or a content path such as `/guides/GUIDE`
    error DeadLink: `about.html` is not a content path
      at ⟦about.html⟧ `about.html`
      help: links between pages begin with `/` and name things by their ids: `/guides/GUIDE`, `/guides/GUIDE/TIER`, `/pages/PAGE`, `/tags/TAG`; other sites' begin with `https://`
    error DeadLink: there is no page `/guides/nope`
      at ⟦/guides/nope⟧ `/guides/nope`
      help: name a page
    error DeadLink: there is no page ``
      at ⟦#auto-replis⟧ `#auto-replis`
      help: name a page
    error BadMarkup: a link has no words
      at ⟦[](/guides/whatsapp)⟧ nobody could follow this
      help: write what it leads to between the square brackets
    error DeadLink: a link leads nowhere
      at ⟦[و]()⟧ no address
      help: write the address between the round brackets
    warning MissingAlt: the picture `images/x.png` has no description
      at ⟦images/x.png⟧ `images/x.png`
      help: say what it shows between the square brackets: `![…]`
    error MissingImage: there is no picture `images/nope.png`
      at ⟦images/nope.png⟧ `images/nope.png`
      help: name a file
    error BadUrl: the picture `https://other.example/x.png` lies on another site
      at ⟦https://other.example/x.png⟧ `https://other.example/x.png`
      help: put the file into `images/` beside the content: a page asks other sites for nothing
    error BadUrl: the picture `data:image/png;base64,AA` cannot be used: links of the kind `data:` are not allowed
      at ⟦data:image/png;base64,AA⟧ `data:image/png;base64,AA`
      help: put the file into `images/` beside the content and write `images/NAME`
    "#);
}

#[test]
fn a_heading_meant_by_a_link_is_offered() {
    insta::assert_snapshot!(faults("# Setting up\n\n[a](#seting-up)"), @r#"
    error DeadLink: there is no page ``
      at ⟦#seting-up⟧ `#seting-up`
      help: did you mean `#setting-up`?
      help: name a page
      fix: ⟦#seting-up⟧ → ⟦#setting-up⟧
    "#);
}

#[test]
fn footnotes_that_would_be_lost() {
    insta::assert_snapshot!(faults("a[^x]\n\n[^x]: one\n\n[^x]: two\n\n[^y]: three"), @r#"
    error BadMarkup: the footnote `x` is written twice
      at ⟦[^x]: two⟧ and again, so that one of them would not be shown
      help: give one of them another name, and ask for it where it belongs; or remove it
    error BadMarkup: nothing asks for the footnote `y`
      at ⟦[^y]: three⟧ this would not be shown
      help: write `[^y]` where it belongs, give it a name of its own, or remove it
    "#);
}

#[test]
fn characters() {
    insta::assert_snapshot!(faults("نص \u{202B}مضمّن\u{202C} و\u{2067}معزول\u{2069} و\u{7}"), @r#"
    error ForbiddenCharacter: the direction control U+202B stands in the text
      at ⟦\u{202b}⟧ U+202B is here, and cannot be seen
      help: remove it: Mizan isolates what runs against the text's direction by itself
      fix: ⟦\u{202b}⟧ → ⟦⟧
    error ForbiddenCharacter: the direction control U+202C stands in the text
      at ⟦\u{202c}⟧ U+202C is here, and cannot be seen
      help: remove it: Mizan isolates what runs against the text's direction by itself
      fix: ⟦\u{202c}⟧ → ⟦⟧
    warning ForbiddenCharacter: the isolate U+2067 stands in the text
      at ⟦\u{2067}⟧ U+2067 is here, and cannot be seen
      help: remove it: Mizan isolates what runs against the text's direction by itself
      fix: ⟦\u{2067}⟧ → ⟦⟧
    warning ForbiddenCharacter: the isolate U+2069 stands in the text
      at ⟦\u{2069}⟧ U+2069 is here, and cannot be seen
      help: remove it: Mizan isolates what runs against the text's direction by itself
      fix: ⟦\u{2069}⟧ → ⟦⟧
    error ForbiddenCharacter: the control character U+0007 stands in the text
      at ⟦\u{7}⟧ U+0007 is here, and cannot be seen
      help: remove it: HTML and XML do not allow it
      fix: ⟦\u{7}⟧ → ⟦⟧
    "#);
}

#[test]
fn blocks_where_only_running_text_can_be() {
    let said = |text: &str| told(text, &inline(&prose(text), &env("en"), &House).1);
    insta::assert_snapshot!(said("- a list"), @r#"
    error BadMarkup: a list stands where only running text can
      at ⟦- a list⟧ a block begins here
      help: write one paragraph; a `\` before the sign that begins the block makes it plain text
    "#);
    insta::assert_snapshot!(said("one\n\ntwo {{ table(features = [\"a\"], tiers = [\"x\"]) }}\n\n# three"), @r#"
    error BadMarkup: a second paragraph stands where only running text can
      at ⟦two {{ table(features = ["a"], tiers = ["x"]) }}⟧ a block begins here
      help: write one paragraph; a `\` before the sign that begins the block makes it plain text
    error UnknownShortcode: `{{ table(…) }}` stands where only running text can
      at ⟦{{ table(features = ["a"], tiers = ["x"]) }}⟧ a table is a block
      help: put it into a body, on a line of its own
    error BadMarkup: a heading stands where only running text can
      at ⟦# three⟧ a block begins here
      help: write one paragraph; a `\` before the sign that begins the block makes it plain text
    "#);
    assert_eq!(inline(&prose("1. one\n2. **two**"), &env("en"), &House).0.text, "one two");
}

#[test]
fn without_exact_places_the_whole_text_is_pointed_at() {
    let text = Prose { verbatim: false, ..prose("x <b>y</b>") };
    let (_, diagnostics) = inline(&text, &env("en"), &House);
    assert!(
        diagnostics.len() == 1 && diagnostics.iter().all(|d| d.primary.as_ref().is_some_and(|p| p.span == text.span))
    );
}

#[test]
fn brackets_without_a_definition() {
    let text = "ا[^note] ب[^nofoot] ج[^NOTE] \\[^meant] `[^code]` [sic] [x][nowhere] [y][here] [z][hree] m[i] \\[p][q]\n\n[^note]: Here[^deep].\n\n[here]: https://a.example/\n";
    insta::assert_snapshot!(faults(text), @r"
    warning BadMarkup: there is no footnote `nofoot`
      at ⟦[^nofoot]⟧ `[^nofoot]` would be shown as it stands
      help: write it on a line of its own: `[^nofoot]: …`
      help: if the brackets are meant, write `\` before the first
    warning BadMarkup: no address is given for `[nowhere]`
      at ⟦[nowhere]⟧ `[nowhere]` would be shown as it stands
      help: write the address in round brackets, or on a line of its own: `[nowhere]: https://…`
      help: if the brackets are meant, write `\` before the first
    warning BadMarkup: no address is given for `[hree]`
      at ⟦[hree]⟧ `[hree]` would be shown as it stands
      help: did you mean `[here]`?
      help: if the brackets are meant, write `\` before the first
      fix: ⟦[hree]⟧ → ⟦[here]⟧
    warning BadMarkup: there is no footnote `deep`
      at ⟦[^deep]⟧ `[^deep]` would be shown as it stands
      help: write it on a line of its own: `[^deep]: …`
      help: if the brackets are meant, write `\` before the first
    ");
}

#[test]
fn cells_without_a_column_are_not_lost_in_silence() {
    insta::assert_snapshot!(faults("| a | b |\n|---|---|\n| 1 | 2 | LOST | 4 |\n| 5 | 6\\|7 |\n| 8 | 9 | |\n| x |\n"), @r"
    error BadMarkup: a row has 4 cells, and its table 2 columns
      at ⟦ LOST | 4 ⟧ `LOST | 4` would be lost
      help: give the head of the table a column more, or write `\|` where the line belongs to the words
    ");
    insta::assert_snapshot!(faults("> | a | b | c |\n> |---|---|\n> | 1 | 2 | 3 |\n"), @r"
    warning BadMarkup: this is no table: its head has 3 cells, the line of dashes below 2 cells
      at ⟦|---|---|⟧ all of it would be shown as text, with its lines and dashes
      help: write as many `---` as the head has cells, and `\|` where a line belongs to the words
    ");
    assert_eq!(faults("| a | b |\n|---|---|\n| `x` | 2 |\n\na | b\n\n- x | y\n"), "");
}

#[test]
fn a_path_without_its_slash_is_recognised() {
    for (written, meant) in [("guides/whatsapp", "/guides/whatsapp"), ("../guides/whatsapp.md", "/guides/whatsapp")] {
        let said = faults(&format!("[b]({written})"));
        assert!(said.contains(&format!("help: did you mean `{meant}`?")), "{said}");
        assert!(said.contains(&format!("fix: ⟦{written}⟧ → ⟦{meant}⟧")), "{said}");
    }
    assert!(faults("[b](nowhere-at-all)").contains("write a content path, `/guides/GUIDE`"));
    for (written, why) in [("mailto:", "it has no address"), ("tel:", "it has no number")] {
        let said = faults(&format!("[b]({written})"));
        assert!(said.contains("error BadUrl") && said.contains(why), "{said}");
    }
    assert_eq!(faults("[b](mailto:?subject=x) [c](mailto:a@b.org) [d](tel:+41)"), "");
}

#[test]
fn callouts_of_no_kind_are_told_of() {
    insta::assert_snapshot!(faults("> [!WARN]\n> mind\n\n> [!NOET]\n> mind\n\n> [!Sidebar]\n> mind\n"), @r"
    warning BadMarkup: there is no callout `[!WARN]`
      at ⟦[!WARN]⟧ `[!WARN]` would be shown as it stands
      help: did you mean `[!WARNING]`?
      fix: ⟦[!WARN]⟧ → ⟦[!WARNING]⟧
    warning BadMarkup: there is no callout `[!NOET]`
      at ⟦[!NOET]⟧ `[!NOET]` would be shown as it stands
      help: did you mean `[!NOTE]`?
      fix: ⟦[!NOET]⟧ → ⟦[!NOTE]⟧
    warning BadMarkup: there is no callout `[!Sidebar]`
      at ⟦[!Sidebar]⟧ `[!Sidebar]` would be shown as it stands
      help: the callouts are `[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]`, `[!CAUTION]`; a title of your own stands behind: `[!NOTE] Read this`
    ");
    assert_eq!(faults("> [!note]\n> mind\n\n> [x]\n\n> [!CAUTION] Mind\n> this\n"), "");
}

#[test]
fn entities_hide_no_character() {
    let text = "x&#x202e;gnp.exe &#0; &#x1b; &#8294;a&#8297; &#x200E; &amp; `&#x202e;` \\&#x202e;";
    insta::assert_snapshot!(faults(text), @r"
    error ForbiddenCharacter: the entity `&#x202e;` stands for the control character U+202E
      at ⟦&#x202e;⟧ nothing would be seen of it
      help: remove it: Mizan isolates what runs against the text's direction by itself
      fix: ⟦&#x202e;⟧ → ⟦⟧
    error ForbiddenCharacter: the entity `&#0;` stands for the control character U+0000
      at ⟦&#0;⟧ nothing would be seen of it
      help: remove it: HTML and XML do not allow it
      fix: ⟦&#0;⟧ → ⟦⟧
    error ForbiddenCharacter: the entity `&#x1b;` stands for the control character U+001B
      at ⟦&#x1b;⟧ nothing would be seen of it
      help: remove it: HTML and XML do not allow it
      fix: ⟦&#x1b;⟧ → ⟦⟧
    warning ForbiddenCharacter: the entity `&#8294;` stands for the control character U+2066
      at ⟦&#8294;⟧ nothing would be seen of it
      help: remove it: Mizan isolates what runs against the text's direction by itself
      fix: ⟦&#8294;⟧ → ⟦⟧
    warning ForbiddenCharacter: the entity `&#8297;` stands for the control character U+2069
      at ⟦&#8297;⟧ nothing would be seen of it
      help: remove it: Mizan isolates what runs against the text's direction by itself
      fix: ⟦&#8297;⟧ → ⟦⟧
    ");
    let (_, found) = inline(&prose("**x**&#x202E;y"), &env("en"), &House);
    assert_eq!(found.len(), 1, "{found:?}");
}
