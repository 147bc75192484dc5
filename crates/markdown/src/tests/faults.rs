//! Errors are reported, at their place, with how to fix them.

use super::*;

fn faults(text: &str) -> String {
    told(text, &doc("ar", text).1)
}

#[test]
fn shortcodes() {
    insta::assert_snapshot!(faults("نص {{ fcat(\"monthly-users\") }} و{{ fact(monthly-users) }} و{{ fact(\"monthly-user\") }}"), @r#"
    error UnknownShortcode: unknown shortcode `fcat`
      at ⟦{{ fcat("monthly-users") }}⟧ invalid shortcode
      help: write `{{ fact("monthly-users") }}`
      help: the shortcodes are `{{ fact("id") }}`, `{{ value("tier.feature") }}` and, alone in a paragraph, `{{ table(features = ["a", "b"], tiers = ["x", "y"]) }}`
      help: to show the braces themselves, write them as code, in backticks
      fix: ⟦{{ fcat("monthly-users") }}⟧ → ⟦{{ fact("monthly-users") }}⟧
    error UnknownShortcode: expected one reference in straight quotation marks for the shortcode `fact`
      at ⟦{{ fact(monthly-users) }}⟧ invalid shortcode
      help: write `{{ fact("monthly-users") }}`
      help: the shortcodes are `{{ fact("id") }}`, `{{ value("tier.feature") }}` and, alone in a paragraph, `{{ table(features = ["a", "b"], tiers = ["x", "y"]) }}`
      fix: ⟦{{ fact(monthly-users) }}⟧ → ⟦{{ fact("monthly-users") }}⟧
    error BadReference: there is no fact `monthly-user`
      at ⟦{{ fact("monthly-user") }}⟧ `{{ fact("monthly-user") }}`
      help: did you mean `monthly-users`?
      help: name a fact
      fix: ⟦monthly-user⟧ → ⟦monthly-users⟧
    "#);
    insta::assert_snapshot!(faults("{{ page.title }} {{ value(“business.devices”) }} {{ 5 }} {{ open"), @r#"
    error UnknownShortcode: unknown shortcode `page`
      at ⟦{{ page.title }}⟧ invalid shortcode
      help: the shortcodes are `{{ fact("id") }}`, `{{ value("tier.feature") }}` and, alone in a paragraph, `{{ table(features = ["a", "b"], tiers = ["x", "y"]) }}`
      help: to show the braces themselves, write them as code, in backticks
    error UnknownShortcode: expected one reference in straight quotation marks for the shortcode `value`
      at ⟦{{ value(“business.devices”) }}⟧ invalid shortcode
      help: write `{{ value("business.devices") }}`
      help: the shortcodes are `{{ fact("id") }}`, `{{ value("tier.feature") }}` and, alone in a paragraph, `{{ table(features = ["a", "b"], tiers = ["x", "y"]) }}`
      fix: ⟦{{ value(“business.devices”) }}⟧ → ⟦{{ value("business.devices") }}⟧
    error UnknownShortcode: unknown shortcode `5`
      at ⟦{{ 5 }}⟧ invalid shortcode
      help: the shortcodes are `{{ fact("id") }}`, `{{ value("tier.feature") }}` and, alone in a paragraph, `{{ table(features = ["a", "b"], tiers = ["x", "y"]) }}`
      help: to show the braces themselves, write them as code, in backticks
    error UnknownShortcode: a shortcode is not closed in the same paragraph
      at ⟦{{ open⟧ unclosed `{{`
      help: close it with `}}`; to show the braces themselves, write them as code, in backticks
    "#);
    insta::assert_snapshot!(faults("قبل {{ table(features = [\"a\"], tiers = [\"x\"]) }}"), @r#"
    error UnknownShortcode: the shortcode `table` is inside a paragraph
      at ⟦{{ table(features = ["a"], tiers = ["x"]) }}⟧ a table is a block of its own
      help: put it on its own line, with an empty line before and after it
    "#);
    insta::assert_snapshot!(faults("{{ table(feature = [\"a\"], tiers = [\"x\"]) }}\n\n{{ table(features = [\"a\"]) }}"), @r#"
    error UnknownShortcode: the shortcode `table` has no argument `feature`; did you mean `features`?
      at ⟦{{ table(feature = ["a"], tiers = ["x"]) }}⟧ invalid shortcode
      help: write `{{ table(features = ["a", "b"], tiers = ["x", "y"]) }}`
    error UnknownShortcode: missing argument `tiers` of the shortcode `table`
      at ⟦{{ table(features = ["a"]) }}⟧ invalid shortcode
      help: write `{{ table(features = ["a", "b"], tiers = ["x", "y"]) }}`
    "#);
}

#[test]
fn raw_html() {
    insta::assert_snapshot!(faults("نص <b>غامق</b> هنا\n\n<div>\nشيء\n</div>\n\n<!-- x --> ضائع\n\n<!-- مفتوح"), @r#"
    error RawHtml: raw HTML is not supported
      at ⟦<b>⟧ HTML tag
      help: write `**غامق**`
      fix: ⟦<b>غامق</b>⟧ → ⟦**غامق**⟧
    error RawHtml: raw HTML is not supported
      at ⟦<div>
    شيء
    </div>⟧ HTML tag
      help: remove the tag: Markdown separates paragraphs with an empty line
    error RawHtml: text on the same line as an HTML comment would be dropped
      at ⟦<!-- x --> ضائع⟧ `ضائع`
      help: put the comment on its own line
    error RawHtml: an HTML comment is not closed
      at ⟦<!-- مفتوح⟧ the comment begins here
      help: close it with `-->`
    "#);
}

#[test]
fn links_and_pictures() {
    insta::assert_snapshot!(faults(
        "[ا](javascript:alert(1)) [ب](//evil.example) [ج](about.html) [د](/guides/nope) [ه](#auto-replis) [](/guides/whatsapp) [و]()\n\n\
         ![](images/x.png) ![س](images/nope.png) ![ص](https://other.example/x.png) ![ض](data:image/png;base64,AA)"
    ), @r#"
    error BadUrl: invalid link `javascript:alert(1)`: the scheme `javascript:` is not allowed
      at ⟦javascript:alert(1)⟧ cannot be used here
      help: use `https:`, `mailto:`, `tel:` or a content path such as `/guides/GUIDE`
    error BadUrl: invalid link `//evil.example`: it has a host but no `https:`
      at ⟦//evil.example⟧ cannot be used here
      help: use `https:`, `mailto:`, `tel:` or a content path such as `/guides/GUIDE`
    error DeadLink: `about.html` is not a content path
      at ⟦about.html⟧ broken link
      help: write a content path, `/guides/GUIDE`, `/guides/GUIDE/TIER`, `/pages/PAGE` or `/tags/TAG`, or a URL that begins with `https://`
    error DeadLink: there is no page `/guides/nope`
      at ⟦/guides/nope⟧ broken link
      help: name a page
    error DeadLink: there is no page ``
      at ⟦#auto-replis⟧ broken link
      help: name a page
    error BadMarkup: a link has no text
      at ⟦[](/guides/whatsapp)⟧ nothing to click on
      help: write the link text between the square brackets
    error DeadLink: a link has no target
      at ⟦[و]()⟧ no target
      help: write the target between the round brackets
    warning MissingAlt: the image `images/x.png` has no alternative text
      at ⟦images/x.png⟧ no alternative text
      help: describe the image between the square brackets: `![…]`
    error MissingImage: there is no picture `images/nope.png`
      at ⟦images/nope.png⟧ no such file
      help: name a file
    error BadUrl: the image `https://other.example/x.png` is on another site
      at ⟦https://other.example/x.png⟧ cannot be used here
      help: put the file in the folder `images/` of the guide or page: pages load nothing from other sites
    error BadUrl: invalid image `data:image/png;base64,AA`: the scheme `data:` is not allowed
      at ⟦data:image/png;base64,AA⟧ cannot be used here
      help: put the file in the folder `images/` of the guide or page, and write `images/NAME`
    "#);
}

#[test]
fn a_heading_meant_by_a_link_is_offered() {
    insta::assert_snapshot!(faults("# Setting up\n\n[a](#seting-up)"), @r#"
    error DeadLink: there is no page ``
      at ⟦#seting-up⟧ broken link
      help: did you mean `#setting-up`?
      help: name a page
      fix: ⟦#seting-up⟧ → ⟦#setting-up⟧
    "#);
}

#[test]
fn footnotes_that_would_be_lost() {
    insta::assert_snapshot!(faults("a[^x]\n\n[^x]: one\n\n[^x]: two\n\n[^y]: three"), @r#"
    error BadMarkup: the footnote `x` is defined twice
      at ⟦[^x]: two⟧ defined again here, so one of them would not be shown
      help: rename one of them and refer to it, or remove it
    error BadMarkup: the footnote `y` is never referenced
      at ⟦[^y]: three⟧ this footnote would not be shown
      help: write `[^y]` where it belongs, or remove the footnote
    "#);
}

#[test]
fn characters() {
    insta::assert_snapshot!(faults("نص \u{202B}مضمّن\u{202C} و\u{2067}معزول\u{2069} و\u{7}"), @r#"
    error ForbiddenCharacter: the text contains the direction control U+202B
      at ⟦\u{202b}⟧ invisible U+202B
      help: remove it: Mizan isolates text of the other direction automatically
      fix: ⟦\u{202b}⟧ → ⟦⟧
    error ForbiddenCharacter: the text contains the direction control U+202C
      at ⟦\u{202c}⟧ invisible U+202C
      help: remove it: Mizan isolates text of the other direction automatically
      fix: ⟦\u{202c}⟧ → ⟦⟧
    warning ForbiddenCharacter: the text contains the isolate U+2067
      at ⟦\u{2067}⟧ invisible U+2067
      help: remove it: Mizan isolates text of the other direction automatically
      fix: ⟦\u{2067}⟧ → ⟦⟧
    warning ForbiddenCharacter: the text contains the isolate U+2069
      at ⟦\u{2069}⟧ invisible U+2069
      help: remove it: Mizan isolates text of the other direction automatically
      fix: ⟦\u{2069}⟧ → ⟦⟧
    error ForbiddenCharacter: the text contains the control character U+0007
      at ⟦\u{7}⟧ invisible U+0007
      help: remove it: HTML and XML do not allow it
      fix: ⟦\u{7}⟧ → ⟦⟧
    "#);
}

#[test]
fn blocks_where_only_running_text_can_be() {
    let said = |text: &str| told(text, &inline(&prose(text), &env("en"), &House).1);
    insta::assert_snapshot!(said("- a list"), @r#"
    error BadMarkup: a list is not allowed here, only running text
      at ⟦- a list⟧ not allowed here
      help: write one paragraph, or put a `\` before the character that begins the block
    "#);
    insta::assert_snapshot!(said("one\n\ntwo {{ table(features = [\"a\"], tiers = [\"x\"]) }}\n\n# three"), @r#"
    error BadMarkup: a second paragraph is not allowed here, only running text
      at ⟦two {{ table(features = ["a"], tiers = ["x"]) }}⟧ not allowed here
      help: write one paragraph, or put a `\` before the character that begins the block
    error UnknownShortcode: the shortcode `table` is not allowed here, only running text
      at ⟦{{ table(features = ["a"], tiers = ["x"]) }}⟧ a table is a block of its own
      help: move it to the text below the front matter, on its own line
    error BadMarkup: a heading is not allowed here, only running text
      at ⟦# three⟧ not allowed here
      help: write one paragraph, or put a `\` before the character that begins the block
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
    warning BadMarkup: undefined footnote `nofoot`
      at ⟦[^nofoot]⟧ this would be shown as plain text
      help: define it on its own line: `[^nofoot]: …`
      help: to show the brackets themselves, write `\` before the first
    warning BadMarkup: undefined link target `[nowhere]`
      at ⟦[nowhere]⟧ this would be shown as plain text
      help: write the target in round brackets, or define it on its own line: `[nowhere]: https://…`
      help: to show the brackets themselves, write `\` before the first
    warning BadMarkup: undefined link target `[hree]`
      at ⟦[hree]⟧ this would be shown as plain text
      help: did you mean `[here]`?
      help: to show the brackets themselves, write `\` before the first
      fix: ⟦[hree]⟧ → ⟦[here]⟧
    warning BadMarkup: undefined footnote `deep`
      at ⟦[^deep]⟧ this would be shown as plain text
      help: define it on its own line: `[^deep]: …`
      help: to show the brackets themselves, write `\` before the first
    ");
}

#[test]
fn cells_without_a_column_are_not_lost_in_silence() {
    insta::assert_snapshot!(faults("| a | b |\n|---|---|\n| 1 | 2 | LOST | 4 |\n| 5 | 6\\|7 |\n| 8 | 9 | |\n| x |\n"), @r"
    error BadMarkup: a row has 4 cells, but its table has 2 columns
      at ⟦ LOST | 4 ⟧ `LOST | 4` would be dropped
      help: add a column to the header row, or write `\|` for a `|` inside a cell
    ");
    insta::assert_snapshot!(faults("> | a | b | c |\n> |---|---|\n> | 1 | 2 | 3 |\n"), @r"
    warning BadMarkup: malformed table: the header row has 3 cells, the delimiter row below has 2 cells
      at ⟦|---|---|⟧ the whole table would be shown as plain text
      help: write one `---` for each cell of the header row, and `\|` for a `|` inside a cell
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
    for (written, why) in [
        ("https://user:pw@evil.example/", "it contains a user name or password"),
        ("https://", "empty host"),
        ("https://[::1", "invalid IPv6 address"),
        ("https://example.org/%zz", "`%` must be written as `%25`"),
        ("https://example.org/a|b", "`|` must be written as `%7C`"),
        ("https://example.org/a`b", "``` must be written as `%60`"),
        ("<https://example.org/a b>", "it contains a space"),
        ("https://example.org/{{x}}", "`{` must be written as `%7B`"),
        ("mailto:a|b@example.org", "`|` must be written as `%7C`"),
    ] {
        let said = faults(&format!("[b]({written})"));
        assert!(said.contains("error BadUrl") && said.contains(why), "{written}: {said}");
    }
    let said = faults("[b](https://example.org/a|b)");
    assert!(said.contains("fix: ⟦https://example.org/a|b⟧ → ⟦https://example.org/a%7Cb⟧"), "{said}");
    assert_eq!(faults("[b](mailto:?subject=x) [c](mailto:a@b.org) [d](tel:+41)"), "");
}

#[test]
fn callouts_of_no_kind_are_told_of() {
    insta::assert_snapshot!(faults("> [!WARN]\n> mind\n\n> [!NOET]\n> mind\n\n> [!Sidebar]\n> mind\n"), @r"
    warning BadMarkup: unknown callout `[!WARN]`
      at ⟦[!WARN]⟧ this would be shown as plain text
      help: did you mean `[!WARNING]`?
      fix: ⟦[!WARN]⟧ → ⟦[!WARNING]⟧
    warning BadMarkup: unknown callout `[!NOET]`
      at ⟦[!NOET]⟧ this would be shown as plain text
      help: did you mean `[!NOTE]`?
      fix: ⟦[!NOET]⟧ → ⟦[!NOTE]⟧
    warning BadMarkup: unknown callout `[!Sidebar]`
      at ⟦[!Sidebar]⟧ this would be shown as plain text
      help: the callouts are `[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]`, `[!CAUTION]`; write a title after it: `[!NOTE] Read this`
    ");
    assert_eq!(faults("> [!note]\n> mind\n\n> [x]\n\n> [!CAUTION] Mind\n> this\n"), "");
}

#[test]
fn entities_hide_no_character() {
    let text = "x&#x202e;gnp.exe &#0; &#x1b; &#8294;a&#8297; &#x200E; &amp; `&#x202e;` \\&#x202e;";
    insta::assert_snapshot!(faults(text), @r"
    error ForbiddenCharacter: the entity `&#x202e;` is the control character U+202E
      at ⟦&#x202e;⟧ this character is invisible
      help: remove it: Mizan isolates text of the other direction automatically
      fix: ⟦&#x202e;⟧ → ⟦⟧
    error ForbiddenCharacter: the entity `&#0;` is the control character U+0000
      at ⟦&#0;⟧ this character is invisible
      help: remove it: HTML and XML do not allow it
      fix: ⟦&#0;⟧ → ⟦⟧
    error ForbiddenCharacter: the entity `&#x1b;` is the control character U+001B
      at ⟦&#x1b;⟧ this character is invisible
      help: remove it: HTML and XML do not allow it
      fix: ⟦&#x1b;⟧ → ⟦⟧
    warning ForbiddenCharacter: the entity `&#8294;` is the control character U+2066
      at ⟦&#8294;⟧ this character is invisible
      help: remove it: Mizan isolates text of the other direction automatically
      fix: ⟦&#8294;⟧ → ⟦⟧
    warning ForbiddenCharacter: the entity `&#8297;` is the control character U+2069
      at ⟦&#8297;⟧ this character is invisible
      help: remove it: Mizan isolates text of the other direction automatically
      fix: ⟦&#8297;⟧ → ⟦⟧
    ");
    let (_, found) = inline(&prose("**x**&#x202E;y"), &env("en"), &House);
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn cases_of_values() {
    insta::assert_snapshot!(faults("{{ value(\"business.devices\", case = \"genitiv\") }} {{ fact(\"monthly-users\", \"genitive\") }}"), @r#"
    error UnknownShortcode: unknown grammatical case `genitiv`
      at ⟦{{ value("business.devices", case = "genitiv") }}⟧ invalid shortcode
      help: write `{{ value("business.devices", case = "genitive") }}`
      help: the cases are those of CLDR, such as `genitive`, `accusative` and `dative`
      fix: ⟦{{ value("business.devices", case = "genitiv") }}⟧ → ⟦{{ value("business.devices", case = "genitive") }}⟧
    error UnknownShortcode: expected one reference for `fact` and, after a comma, nothing but `case`
      at ⟦{{ fact("monthly-users", "genitive") }}⟧ invalid shortcode
      help: write `{{ fact("monthly-users") }}`
      help: for the form after a preposition, write `case = "genitive"`
      fix: ⟦{{ fact("monthly-users", "genitive") }}⟧ → ⟦{{ fact("monthly-users") }}⟧
    "#);
}
