//! What other tools have, and Markdown that nearly is some, is reported; what merely looks like it is not.

use super::*;

fn found(text: &str) -> String {
    told(text, &doc("en", text).1)
}

#[test]
fn syntax_of_other_tools() {
    insta::assert_snapshot!(found(
        "## How we weighed {#weighing}\n\n:::tip Careful\nKeep it level.\n:::\n\n!!! note \"Mind\"\n    Keep it level.\n\n\
         - [x] weighs\n- [ ] prints\n\nBoth are fine :white_check_mark: and :parrot_wave: [TOC]\n\n[TOC]\n\n[[_TOC_]]\n\n\
         H~2~O, 10^6^ and 1^st^, ==mark== it{.wide}\n\n[a](https://a.example){target=_blank}\n\n{% include x.html %}\n\n\
         So it is.^[As the yard says.]\n\n+++\ntitle = \"x\"\n+++\n\n---\ntitle: x\ntags: y\n---\n"
    ), @r#"
    warning BadMarkup: unsupported attributes `{#weighing}`
      at ⟦{#weighing}⟧ this would be shown as plain text
      help: remove them: the id of a heading is made from its text, and a link to this one is `[…](#how-we-weighed)`
      help: write `\` before the first character to show it as it is
    warning BadMarkup: unsupported box `:::tip Careful`
      at ⟦:::tip Careful⟧ this would be shown as plain text
      help: write a callout: `> [!TIP] Careful`, and `> ` before each line of its text
    warning BadMarkup: unsupported box `!!! note "Mind"`
      at ⟦!!! note "Mind"⟧ this would be shown as plain text
      help: write a callout: `> [!NOTE] Mind`, and `> ` before each line of its text
    warning BadMarkup: task lists are not supported
      at ⟦[x]⟧ the brackets would be shown, in each of 2 items
      help: remove the brackets, or write a character instead: `- ✓ weighs`
    warning BadMarkup: unsupported emoji name `:white_check_mark:`
      at ⟦:white_check_mark:⟧ this would be shown as plain text
      help: write `✅`
      help: write `\` before the first character to show it as it is
      fix: ⟦:white_check_mark:⟧ → ⟦✅⟧
    warning BadMarkup: unsupported emoji name `:parrot_wave:`
      at ⟦:parrot_wave:⟧ this would be shown as plain text
      help: write the emoji itself
      help: write `\` before the first character to show it as it is
    warning BadMarkup: unsupported `[TOC]`
      at ⟦[TOC]⟧ this would be shown as plain text
      help: remove it: a page has a list of its headings without it
      help: write `\` before it to show it as it is
    warning BadMarkup: unsupported `[[_TOC_]]`
      at ⟦[[_TOC_]]⟧ this would be shown as plain text
      help: remove it: a page has a list of its headings without it
      help: write `\` before it to show it as it is
    warning BadMarkup: `~2~` strikes out its text
      at ⟦~2~⟧ `2` would be struck out
      help: write `₂`
      help: write `~~2~~` to strike it out
      fix: ⟦~2~⟧ → ⟦₂⟧
    warning BadMarkup: unsupported superscript `10^6^`
      at ⟦^6^⟧ this would be shown as plain text
      help: write `⁶`
      fix: ⟦^6^⟧ → ⟦⁶⟧
    warning BadMarkup: unsupported superscript `1^st^`
      at ⟦^st^⟧ this would be shown as plain text
      help: write it without raising it: `1st`
    warning BadMarkup: unsupported highlighting
      at ⟦==mark==⟧ this would be shown as plain text
      help: write `**mark**`
      help: write `\` before the first character to show it as it is
      fix: ⟦==mark==⟧ → ⟦**mark**⟧
    warning BadMarkup: unsupported attributes `{.wide}`
      at ⟦{.wide}⟧ this would be shown as plain text
      help: remove them: Mizan's Markdown has no ids or classes
      help: write `\` before the first character to show it as it is
    warning BadMarkup: unsupported attributes `{target=_blank}`
      at ⟦{target=_blank}⟧ this would be shown as plain text
      help: remove them: Mizan's Markdown has no ids or classes
      help: write `\` before the first character to show it as it is
    warning BadMarkup: unsupported template tag `{% include x.html %}`
      at ⟦{% include x.html %}⟧ this would be shown as plain text
      help: remove it: templates do not apply to text, in which only facts are inserted, such as `{{ value("tier.feature") }}`
      help: write it as code to show it as it is
    warning BadMarkup: unsupported footnote `^[…]`
      at ⟦^[As the yard says.]⟧ this would be shown as plain text
      help: write `[^1]`, and on its own line below the paragraph `[^1]: As the yard says.`
    warning BadMarkup: front matter below the beginning of the text
      at ⟦+++⟧ this would be shown as text
      help: move its keys between the `+++` lines at the top of the file, and remove the lines `+++`
    warning BadMarkup: front matter below the beginning of the text
      at ⟦title: x⟧ this would be shown as text
      help: move its keys between the `+++` lines at the top of the file, and remove the lines `---`
    "#);
}

#[test]
fn markdown_that_nearly_is_some() {
    insta::assert_snapshot!(found(
        "Read [the page](https://example.com/a b) and [write](mailto:a@b.example?subject=a question), or \
         (the site)[https://example.com/] or [it] (https://example.com/) or [a](https://b.example “A title”).\n\n\
         | a | b |\n| c | d |\n\n> | a | b |\n> | c | d |\n\n##Heading\n\n#Heading\n\n-\u{a0}one\n-\u{a0}two\n\n\
         #\u{a0}Heading\n\n1)\u{a0}one\n\n• one\n• two\n\n**Careful: it is hot.\n\nو**«واتساب»** هنا\n\n\
         | a | b |\n|---|---|\n| 1 | x\\\nor y |\n\n[never](https://c.example and on\n\n```\nnever closed\n\n## no\n"
    ), @r#"
    warning BadMarkup: a link has a space in its URL
      at ⟦[the page](https://example.com/a b)⟧ this would be shown as plain text
      help: write `[the page](https://example.com/a%20b)`
      fix: ⟦[the page](https://example.com/a b)⟧ → ⟦[the page](https://example.com/a%20b)⟧
    warning BadMarkup: a link has a space in its URL
      at ⟦[write](mailto:a@b.example?subject=a question)⟧ this would be shown as plain text
      help: write `[write](mailto:a@b.example?subject=a%20question)`
      fix: ⟦[write](mailto:a@b.example?subject=a question)⟧ → ⟦[write](mailto:a@b.example?subject=a%20question)⟧
    warning BadMarkup: a link has its brackets in the wrong order
      at ⟦(the site)[https://example.com/]⟧ this would be shown as plain text
      help: write `[the site](https://example.com/)`
      fix: ⟦(the site)[https://example.com/]⟧ → ⟦[the site](https://example.com/)⟧
    warning BadMarkup: a link has a space between its brackets
      at ⟦[it] (https://example.com/)⟧ this would be shown as plain text
      help: write `[it](https://example.com/)`
      fix: ⟦[it] (https://example.com/)⟧ → ⟦[it](https://example.com/)⟧
    warning BadMarkup: a link has a space in its URL
      at ⟦[a](https://b.example “A title”)⟧ this would be shown as plain text
      help: write `[a](https://b.example "A title")`
      fix: ⟦[a](https://b.example “A title”)⟧ → ⟦[a](https://b.example "A title")⟧
    warning BadMarkup: a table has no delimiter row
      at ⟦| a | b |⟧ the whole table would be shown as plain text
      help: write `|---|---|` on its own line below the header row
      fix: ⟦| a | b |⟧ → ⟦| a | b |
    |---|---|⟧
    warning BadMarkup: a table has no delimiter row
      at ⟦| a | b |⟧ the whole table would be shown as plain text
      help: write `|---|---|` on its own line below the header row
    warning BadMarkup: a heading has no space after its `#`
      at ⟦##⟧ this would be shown as plain text
      help: write `## Heading`, or `\#` for the character
      fix: ⟦##⟧ → ⟦## ⟧
    warning BadMarkup: a heading has no space after its `#`
      at ⟦#⟧ this would be shown as plain text
      help: write `# Heading`, or `\#` for the character
      fix: ⟦#⟧ → ⟦# ⟧
    warning BadMarkup: `-` does not begin a list: the space after it is U+00A0
      at ⟦- ⟧ not a plain space (and 1 more below)
      help: type a plain space after `-`
      fix: ⟦- ⟧ → ⟦- ⟧
    warning BadMarkup: `#` does not begin a heading: the space after it is U+00A0
      at ⟦# ⟧ not a plain space
      help: type a plain space after `#`
      fix: ⟦# ⟧ → ⟦# ⟧
    warning BadMarkup: `1)` does not begin a list: the space after it is U+00A0
      at ⟦1) ⟧ not a plain space
      help: type a plain space after `1)`
      fix: ⟦1) ⟧ → ⟦1) ⟧
    warning BadMarkup: `•` does not begin a list
      at ⟦•⟧ all lines would be one paragraph
      help: begin each line with `- `
    warning BadMarkup: bold text is never closed
      at ⟦**⟧ the asterisks would be shown
      help: add `**` where the bold text ends
      help: write `\*\*` to show the asterisks
    warning BadMarkup: a row of a table cannot go on in the next line
      at ⟦\⟧ the next line would be a row of its own
      help: write the row in one line, with `<br>` where a line is to break within a cell
    warning BadMarkup: a link has no closing bracket
      at ⟦[never](https://c.example⟧ this would be shown as plain text
      help: write `[never](https://c.example)`
    warning BadMarkup: a code block is never closed
      at ⟦```⟧ all that follows would be shown as code
      help: write a line of 3 backticks where the code ends
    "#);
}

#[test]
fn running_text_is_looked_through_too() {
    let found = |text: &str| inline(&prose(text), &env("en"), &House).1.len();
    for text in ["Fine :tada: yes", "x^2^ here", "==so==", "H~2~O", "(a)[https://a.example]", "{% raw %}"] {
        assert_eq!(found(text), 1, "{text}");
    }
}

#[test]
fn what_merely_looks_like_it_is_not_reported() {
    for text in [
        "`:::tip` and ``- [x]`` and `{#id}` and `x^2^`",
        "```\n:::tip\n!!! note\n| a | b |\n| c | d |\n#Heading\n:tada:\n```",
        "    :::tip\n    :tada:\n",
        "at 10:30:45, or 10:30:45.123, ratio 3:2:1, std::vec::Vec, a:b:c, C:\\x:y",
        "smileys :-) :D :p ;) ^_^ ^^ (^-^) >:( :/ :o :3",
        "2^10 and x^2 and a^b and 2 ^ 3 ^ 4, #1 and #2, C# and F#, #hashtag of ours.",
        "a == b and c == d; a==b, c==d; === x ===",
        "2**3**4 and 5 ** 6 ** 7, *args and **kwargs, ** prices without tax",
        "**kwargs are passed on",
        "~5 or ~10, ~~struck~~, ~struck~",
        "3~5 metres",
        "{a, b}, {x}, ${HOME}, {0}, f{.}x, a set {1, 2}, `x`{}",
        "f[i](a b), see (1)[2], [sic] (so it was), arr[0] (first), [1] (https://a.example)",
        "[a](https://a.example \"A title\") [b](<https://a.example/x>) [c](https://a.example 'x') [d](https://a.example (x))",
        "[x] (/guides/x)\n\n[x]: https://a.example",
        "|x| + |y| < |z|\n|a| and b",
        "| a | b |\n|---|---|\n| `x` | 2 |\n| C:\\ | y |",
        "a | b\nc | d",
        "3.\u{a0}Mai 2026 war es.",
        "-\u{a0}5 degrees",
        "Wow!!! note that. !!!",
        "!!! Wow",
        "?? what ??? ok",
        "--- so: it ---",
        "Note: this\n---\n",
        "***\n\nNote: this\n---",
        "- [a link](https://a.example)\n- [x][]\n\n[x]: https://a.example",
        "50 % {of} 100 %} ok",
        "\\:tada: \\{#id} \\==x== x\\^2^",
        "https://a.example/:tada: and <https://a.example/a^2^b>",
        "file_name.txt, __init__.py, snake_case_name, a/b:c.md:10:5",
        "He said: \"so\": yes. Price: 5: fine",
        "• one point",
        "~~~\nclosed\n~~~\n\n> ```\n> closed\n> ```",
        "Title\n=======\n\nOther\n-------",
        "^[a-z]+$ is a pattern",
        "[TOC](https://a.example) and the [TOC] here",
        "a + b\n+++ c",
    ] {
        let found = found(text);
        assert!(!found.contains("BadMarkup"), "{text:?}\n{found}");
    }
}

#[test]
fn long_texts_are_looked_through_in_a_moment() {
    for mark in [":a", "^", "==", "](", ")[", "] (", "{%", "**", "{#", "[", "|a|b|\n", "- [x] a\n", "~a~b"] {
        let _ = doc("en", &mark.repeat(20_000));
    }
}

#[test]
fn a_line_breaks_in_a_cell_and_no_other_html_is_allowed() {
    let table = "| Scale | Powered by |\n|---|---|\n| Small | battery<br>or mains<BR />or **sun<br/>light** |\n";
    let (document, diagnostics) = doc("en", table);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    assert!(document.html.contains("<td>battery<br>\nor mains<br>\nor <strong>sun<br>\nlight</strong></td>"));
    assert!(document.text.contains("battery or mains or sun light"), "{}", document.text);
    let page = url::Url::parse("https://a.example/").expect("a URL");
    let copied = Copied { page: &page, notes: "" };
    let copy = copy(&prose(table), &env("en"), &House, Options::default(), &mut Ids::default(), copied);
    assert!(copy.contains("battery<br>or mains<br>or **sun<br>light**"), "{copy}");
    let outline = outline(&prose(table), Form::Document);
    assert!(outline.blocks.iter().any(|block| block.text.contains("battery or mains")));
    insta::assert_snapshot!(found("One<br>two.\n\n| a |\n|---|\n| <b>x</b> <br class=y> |\n"), @r#"
    error RawHtml: raw HTML is not supported
      at ⟦<br>⟧ HTML tag
      help: end the line with a `\`; in the cell of a table, write `<br>`
    error RawHtml: raw HTML is not supported
      at ⟦<b>⟧ HTML tag
      help: write `**x**`
      fix: ⟦<b>x</b>⟧ → ⟦**x**⟧
    error RawHtml: raw HTML is not supported
      at ⟦<br class=y>⟧ HTML tag
      help: end the line with a `\`; in the cell of a table, write `<br>`
    "#);
}

#[test]
fn raised_and_lowered_text_has_characters_of_its_own() {
    insta::assert_snapshot!(found("H<sub>2</sub>O, 10<sup>-6</sup> m, 1<sup>st</sup>, x<sub></sub>, <u>y</u>"), @r#"
    error RawHtml: raw HTML is not supported
      at ⟦<sub>⟧ HTML tag
      help: write `₂`, which is a character of its own, without the tags
    error RawHtml: raw HTML is not supported
      at ⟦<sup>⟧ HTML tag
      help: write `⁻⁶`, which is a character of its own, without the tags
    error RawHtml: raw HTML is not supported
      at ⟦<sup>⟧ HTML tag
      help: remove the tags, and write the text in line with the words around it
    error RawHtml: raw HTML is not supported
      at ⟦<sub>⟧ HTML tag
      help: remove the tags, and write the text in line with the words around it
    error RawHtml: raw HTML is not supported
      at ⟦<u>⟧ HTML tag
      help: write `**bold**` or `*emphasis*`
    "#);
}

#[test]
fn shortcodes_of_hugo_are_called_what_they_are() {
    insta::assert_snapshot!(found("{{< figure src=\"x.png\" >}} and {{% notice tip %}} and {{< my-own 1 >}}"), @r#"
    error UnknownShortcode: unsupported shortcode `figure` of Hugo
      at ⟦{{< figure src="x.png" >}}⟧ invalid shortcode
      help: write `![description](images/NAME)`
      help: to show the braces themselves, write them as code, in backticks
    error UnknownShortcode: unsupported shortcode `notice` of Hugo
      at ⟦{{% notice tip %}}⟧ invalid shortcode
      help: write a callout: `> [!NOTE]`, and `> ` before each line of its text
      help: to show the braces themselves, write them as code, in backticks
    error UnknownShortcode: unsupported shortcode `my-own` of Hugo
      at ⟦{{< my-own 1 >}}⟧ invalid shortcode
      help: remove it: Mizan has no shortcodes of its own beside `fact`, `value` and `table`
      help: to show the braces themselves, write them as code, in backticks
    "#);
}

#[test]
fn facts_in_names_are_not_published_as_they_are_written() {
    let found = |text: &str| name(&prose(text), &env("en")).1.len();
    // One error for the text, as they are one mistake.
    assert_eq!(found("Which of {{ value(\"a.b\") }} and {{ fact( \"c\") }}?"), 1);
    for text in ["{{ n }}", "`{{ value(\"a.b\") }}`", "Curly {{ braces", "{n} items", "values {{ value }}"] {
        assert_eq!(found(text), 0, "{text}");
    }
}
