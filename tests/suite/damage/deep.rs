//! Deeply nested brackets: no stack overflow, and no quadratic time.

use mizan_source::diagnostics::Code;

use super::{checked, count, judged, lines, text_of, with};

const DEEP: usize = 30_000;

/// Of one mistake that is made thousands of times.
const FLOOD: usize = 3 * mizan_source::diagnostics::SHOWN;

fn nested(open: &str, inner: &str, close: &str, depth: usize) -> String {
    format!("{}{inner}{}", open.repeat(depth), close.repeat(depth))
}

/// Puts `payload` into `path` by `put`, and checks that something is reported, and not too much.
#[track_caller]
fn told(path: &str, name: &str, text: String) {
    let what = format!("{name} in {path}");
    let found = checked(&what, with(path, text.into_bytes()), true);
    assert!(!found.is_empty(), "nothing is said of {what}");
    assert!(
        count(&found) <= FLOOD,
        "{what}: {} messages\n{}",
        found.len(),
        lines(&found).iter().take(10).cloned().collect::<Vec<_>>().join("\n")
    );
}

/// As [`told`], for what may be valid.
#[track_caller]
fn survived(path: &str, name: &str, text: String) {
    let what = format!("{name} in {path}");
    let found = checked(&what, with(path, text.into_bytes()), true);
    assert!(
        count(&found) <= FLOOD,
        "{what}: {} messages\n{}",
        found.len(),
        lines(&found).iter().take(10).cloned().collect::<Vec<_>>().join("\n")
    );
}

const TIER: &str = "content/guides/kettles/tiers/glass.toml";
const GUIDE: &str = "content/guides/kettles/guide.toml";
const PROSE: &str = "content/guides/kettles/en/guide.md";

fn toml(path: &str) {
    let good = text_of(path);
    for (name, value) in [
        ("lists", nested("[", "", "]", DEEP)),
        ("open lists", nested("[", "", "", DEEP)),
        ("inline tables", nested("{a=", "1", "}", DEEP)),
        ("open inline tables", nested("{a=", "", "", DEEP)),
        ("both", nested("[{a=", "1", "}]", DEEP)),
        ("dots in an inline table", format!("{{ {} = 1 }}", vec!["a"; DEEP].join("."))),
        ("strings in lists", nested("['", "", "']", DEEP)),
        ("quotation marks", "\"".repeat(DEEP)),
    ] {
        told(path, name, format!("colour = {value}\n{good}"));
        told(path, name, format!("{good}\ncolour = {value}\n"));
    }
    for (name, lines) in [
        ("dots in a key", format!("{} = 1", vec!["a"; DEEP].join("."))),
        ("dots in a header", format!("[{}]", vec!["a"; DEEP].join("."))),
        ("headers, each deeper", (1..300).map(|n| format!("[{}]\n", vec!["a"; n].join("."))).collect()),
        ("lists of tables in one another", (1..300).map(|n| format!("[[{}]]\n", vec!["a"; n].join("."))).collect()),
        ("open headers", nested("[", "", "", DEEP)),
        ("open brackets, a line each", "[\n".repeat(DEEP)),
        ("closed brackets", "]".repeat(DEEP)),
        ("closed brackets, a line each", "]\n".repeat(DEEP)),
        ("equals signs", "=".repeat(DEEP)),
        ("equals signs, a line each", "=\n".repeat(DEEP)),
        ("quotation marks, a line each", "\"\n".repeat(DEEP)),
    ] {
        told(path, name, format!("{good}\n{lines}\n"));
    }
}

#[test]
fn toml_of_config() {
    toml("config.toml");
}

#[test]
fn toml_of_a_guide() {
    toml(GUIDE);
}

#[test]
fn toml_of_a_tier() {
    toml(TIER);
}

#[test]
fn toml_of_words() {
    toml("content/guides/kettles/en/labels.toml");
    toml("content/site/en.toml");
}

#[test]
fn toml_of_a_theme() {
    toml("themes/mine/theme.toml");
    toml("themes/mine/i18n/en.toml");
}

#[test]
fn toml_of_front_matter() {
    let good = text_of(PROSE);
    for (name, value) in [
        ("lists", nested("[", "", "]", DEEP)),
        ("inline tables", nested("{a=", "1", "}", DEEP)),
        ("open lists", nested("[", "", "", DEEP)),
    ] {
        told(PROSE, name, good.replacen("+++\n", &format!("+++\nslug = {value}\n"), 1));
    }
    told(PROSE, "fences", "+++\n".repeat(DEEP));
    told(PROSE, "plus signs", "+".repeat(DEEP));
}

/// Markdown that is nested beyond what anybody reads.
#[test]
fn markdown_blocks() {
    let good = text_of(PROSE);
    let staircase = |item: &str| (0..300).map(|n| format!("{}{item} x\n", " ".repeat(2 * n))).collect::<String>();
    for (name, text) in [
        ("quotations", nested("> ", "x", "", DEEP)),
        ("quotations without blanks", nested(">", "x", "", DEEP)),
        ("lists on one line", nested("- ", "x", "", DEEP)),
        ("numbered lists on one line", nested("1. ", "x", "", 3000)),
        ("lists, a step each", staircase("-")),
        ("callouts", (1..300).map(|n| format!("{}[!NOTE]\n", "> ".repeat(n))).collect()),
    ] {
        told(PROSE, name, format!("{good}\n{text}\n"));
    }
    for (name, text) in [
        ("hashes", "#".repeat(DEEP)),
        ("headings of one name", "## x\n\n".repeat(3000)),
        ("fences", "```\n".repeat(DEEP + 1)),
        ("indents", "    x\n".repeat(DEEP)),
        ("a table of many columns", format!("|{}\n|{}\n", "a|".repeat(DEEP), "-|".repeat(DEEP))),
        (
            "a table that would be filled up",
            format!("|{}\n|{}\n{}", "a|".repeat(2000), "-|".repeat(2000), "|x|\n".repeat(2000)),
        ),
        ("rules", "---\n\n".repeat(DEEP)),
        ("lines of equals signs", "x\n=\n".repeat(3000)),
    ] {
        survived(PROSE, name, format!("{good}\n{text}\n"));
    }
}

#[test]
fn markdown_inlines() {
    let good = text_of(PROSE);
    for (name, text) in [
        ("stars", "*".repeat(DEEP)),
        ("stars and words", "*a **a ".repeat(DEEP)),
        ("emphasis in emphasis", nested("*a **b ", "x", "** c*", 2000)),
        ("underscores", "_a __a ".repeat(DEEP)),
        ("tildes", "~~a ~".repeat(DEEP)),
        ("square brackets", nested("[", "x", "]", DEEP)),
        ("open square brackets", "[".repeat(DEEP)),
        ("closed square brackets", "]".repeat(DEEP)),
        ("open pictures", "![".repeat(DEEP)),
        ("backslashes", "\\".repeat(DEEP)),
        ("backticks of growing length", (1..500).map(|n| format!("{} ", "`".repeat(n))).collect()),
        ("ampersands", "&amp;&#0;&#x110000;&bogus;".repeat(3000)),
        ("angles", "<".repeat(DEEP)),
        ("bare schemes", "http://".repeat(DEEP)),
        ("bare addresses", "https://example.com/x ".repeat(3000)),
        ("brackets after an address", format!("https://example.com/{}", ")".repeat(DEEP))),
        ("brackets in an address", format!("https://example.com/{}{}", "(".repeat(DEEP), ")".repeat(DEEP))),
        ("definitions of links", (0..3000).map(|n| format!("[a{n}]: https://example.com/{n}\n")).collect()),
        (
            "one definition, many uses",
            format!("[a]: https://example.com/{}\n\n{}", "x".repeat(3000), "[a] ".repeat(3000)),
        ),
        ("comments", "<!-- x -->".repeat(DEEP)),
        ("links in links", nested("[a", "](/pages/about)", "](/pages/nowhere)", 3000)),
        ("open links", "[a](".repeat(DEEP)),
        ("closing braces", "}}".repeat(DEEP)),
    ] {
        survived(PROSE, name, format!("{good}\n{text}\n"));
    }
    for (name, text) in [
        ("open comments", "<!--".repeat(DEEP)),
        ("comments in comments", nested("<!-- ", "x", " -->", DEEP)),
        ("tags", nested("<div>", "x", "</div>", 3000)),
        ("tags in a line", nested("a <b>", "x", "</b>", 3000)),
        ("open braces", format!("{}x", "{{ ".repeat(DEEP))),
        ("braces in braces", nested("{{ ", "fact(\"tested\")", " }}", DEEP)),
        ("facts that are not there", "{{ fact(\"nothing\") }} ".repeat(3000)),
        (
            "facts that are not there, each another",
            (0..3000).map(|n| format!("{{{{ fact(\"nothing-{n}\") }}}} ")).collect(),
        ),
        ("links to nowhere", "[a](/pages/nowhere) ".repeat(3000)),
        ("links to nowhere, each another", (0..3000).map(|n| format!("[a](/pages/nowhere-{n}) ")).collect()),
        ("pictures of nothing", "![a](images/nothing.png) ".repeat(3000)),
        ("control characters", "\u{1}".repeat(3000)),
        ("controls of direction", "\u{202E}".repeat(3000)),
        ("footnotes nobody asks for", (0..3000).map(|n| format!("[^{n}]: x\n\n")).collect()),
    ] {
        told(PROSE, name, format!("{good}\n{text}\n"));
    }
}

#[test]
fn markdown_footnotes() {
    let good = text_of(PROSE);
    for (name, text) in [
        ("one footnote asked for often", format!("{}\n\n[^1]: x\n", "[^1] ".repeat(3000))),
        ("many footnotes", (0..2000).map(|n| format!("x[^{n}]\n\n[^{n}]: y\n\n")).collect()),
        ("footnotes that ask for each other", "x[^a]\n\n[^a]: y[^b]\n\n[^b]: z[^a]\n".to_owned()),
        ("a footnote that asks for itself", "x[^a]\n\n[^a]: y[^a]\n".to_owned()),
    ] {
        survived(PROSE, name, format!("{good}\n{text}\n"));
    }
    told(
        PROSE,
        "a footnote in a footnote",
        format!(
            "{good}\nx[^0]\n\n{}",
            (0..200).map(|n| format!("{}[^{n}]: y[^{}]\n\n", "    ".repeat(n), n + 1)).collect::<String>()
        ),
    );
}

/// Inline Markdown is allowed in many more places.
#[test]
fn markdown_in_words() {
    for (path, line) in [
        ("content/site/en.toml", "footer = "),
        ("content/guides/kettles/en/guide.md", "verdict = "),
        ("content/guides/kettles/en/labels.toml", "half-hour = "),
        ("content/guides/kettles/en/tiers/steel.md", "audience = "),
        ("content/guides/kettles/en/tiers/steel.md", "name = "),
        ("content/guides/kettles/en/guide.md", "title = "),
        ("content/guides/kettles/en/labels.toml", "kettle = "),
    ] {
        let good = text_of(path);
        for (name, payload) in [
            ("quotations", ">".repeat(DEEP)),
            ("stars", "*a **a ".repeat(DEEP)),
            ("brackets", nested("[", "x", "]", DEEP)),
            ("backticks", (1..500).map(|n| format!("{} ", "`".repeat(n))).collect()),
            ("braces", "{n} ".repeat(DEEP)),
            ("open braces", "{".repeat(DEEP)),
            ("Arabic and Latin in turn", "ع a ".repeat(DEEP)),
            ("isolates", nested("\u{2067}", "x", "\u{2069}", 3000)),
        ] {
            let text: String = good
                .lines()
                .map(
                    |known| {
                        if known.starts_with(line) { format!("{line}\"{payload}\"\n") } else { format!("{known}\n") }
                    },
                )
                .collect();
            survived(path, name, text);
        }
    }
}

const TEMPLATE: &str = "themes/mine/templates/body_end.html";

#[test]
fn templates() {
    for (name, text) in [
        ("ifs", nested("{% if true %}", "x", "{% endif %}", DEEP)),
        ("open ifs", "{% if true %}".repeat(DEEP)),
        ("elifs", format!("{{% if false %}}{}{{% endif %}}", "{% elif false %}".repeat(DEEP))),
        ("loops", nested("{% for a in [1] %}", "x", "{% endfor %}", DEEP)),
        (
            "blocks",
            (0..3000).map(|n| format!("{{% block b{n} %}}")).collect::<String>() + &"{% endblock %}".repeat(3000),
        ),
        ("filter sections", nested("{% filter upper %}", "x", "{% endfilter %}", DEEP)),
        ("brackets", format!("{{{{ {} }}}}", nested("(", "1", ")", DEEP))),
        ("open brackets", format!("{{{{ {} }}}}", nested("(", "1", "", DEEP))),
        ("lists", format!("{{{{ {} }}}}", nested("[", "1", "]", DEEP))),
        ("maps", format!("{{{{ {} }}}}", nested("{\"a\": ", "1", "}", DEEP))),
        ("nots", format!("{{{{ {}true }}}}", "not ".repeat(DEEP))),
        ("minus signs", format!("{{{{ {}1 }}}}", "-".repeat(DEEP))),
        ("sums", format!("{{{{ 1{} }}}}", "+1".repeat(DEEP))),
        ("powers", format!("{{{{ 2{} }}}}", "**2".repeat(DEEP))),
        ("ors", format!("{{{{ true{} }}}}", " or true".repeat(DEEP))),
        ("ternaries", format!("{{{{ {}1 }}}}", "1 if true else ".repeat(DEEP))),
        ("filters", format!("{{{{ \"a\"{} }}}}", "|upper".repeat(DEEP))),
        ("filters in arguments", format!("{{{{ {} }}}}", nested("\"a\"|default(value=", "1", ")", DEEP))),
        ("functions in arguments", format!("{{{{ {} }}}}", nested("t(key=", "1", ")", DEEP))),
        ("fields", format!("{{{{ page{} }}}}", ".a".repeat(DEEP))),
        ("indexes", format!("{{{{ page{} }}}}", nested("[page", "", "]", DEEP))),
        ("components in components", nested("{% <cell> %}", "x", "{% </cell> %}", DEEP)),
        ("open comments", "{#".repeat(DEEP)),
        ("raw in raw", nested("{% raw %}", "x", "{% endraw %}", DEEP)),
        ("includes of itself", "{% include \"body_end.html\" %}".to_owned()),
        ("a parent that is itself", "{% extends \"body_end.html\" %}".to_owned()),
        ("a number without end", format!("{{{{ {} }}}}", "9".repeat(DEEP))),
        ("a text without end", format!("{{{{ \"{} }}}}", "9".repeat(DEEP))),
    ] {
        let found = judged(name, with(TEMPLATE, text.into_bytes()));
        assert!(found.len() <= 4, "{name}: {:?}", lines(&found));
        // What is right must be so by its size alone; none of these has content worth building.
        let may_pass = ["sums", "ors", "filters", "open comments", "powers"];
        assert!(!found.is_empty() || may_pass.contains(&name), "nothing is said of {name}");
    }
}

#[test]
fn templates_that_call_each_other() {
    let mut sources = with(TEMPLATE, b"{% include \"parts/a.html\" %}".to_vec());
    sources.insert("themes/mine/templates/parts/a.html", b"{% include \"parts/b.html\" %}".to_vec());
    sources.insert("themes/mine/templates/parts/b.html", b"{% include \"parts/a.html\" %}".to_vec());
    let found = judged("includes in a circle", sources);
    assert!(!found.is_empty() && found.len() <= 3, "{:?}", lines(&found));

    let mut sources = with(TEMPLATE, b"{{ <round /> }}".to_vec());
    sources.insert(
        "themes/mine/templates/components/round.html",
        b"{% component round() %}{{ <round /> }}{% endcomponent %}".to_vec(),
    );
    let found = judged("a component that calls itself", sources);
    assert!(!found.is_empty() && found.len() <= 3, "{:?}", lines(&found));

    let mut sources = with(TEMPLATE, b"{% include \"chain/0.html\" %}".to_vec());
    for n in 0..3000 {
        let next = if n < 2999 { format!("{{% include \"chain/{}.html\" %}}", n + 1) } else { "x".to_owned() };
        sources.insert(&format!("themes/mine/templates/chain/{n}.html"), next.into_bytes());
    }
    let found = judged("a chain of includes", sources);
    assert!(found.len() <= 3, "{:?}", lines(&found));
}

#[test]
fn pages_that_are_nested_deep() {
    for (name, text) in [
        ("elements", nested("<div>", "x", "</div>", DEEP)),
        ("open elements", "<div>".repeat(DEEP)),
        ("closed elements", "</div>".repeat(DEEP)),
        ("open tags", "<".repeat(DEEP)),
        ("attributes", format!("<p {}>", "a=b ".repeat(DEEP))),
        ("comments", "<!--".repeat(DEEP)),
        ("tables", nested("<table><tr><td>", "x", "</td></tr></table>", 3000)),
        ("formatting", nested("<b><i>", "x", "", 3000)),
        ("scripts", "<script>".repeat(DEEP)),
        ("drawings", nested("<svg><g>", "x", "</g></svg>", 3000)),
    ] {
        let found = judged(name, with(TEMPLATE, text.into_bytes()));
        assert!(found.len() <= 3, "{name}: {:?}", lines(&found));
    }
}

#[test]
fn stylesheets() {
    for (name, text) in [
        ("blocks", nested("a{", "", "}", DEEP)),
        ("open blocks", "a{".repeat(DEEP)),
        ("closed blocks", "}".repeat(DEEP)),
        ("media", nested("@media all{", "a{color:red}", "}", DEEP)),
        ("calculations", format!("a{{width:{}}}", nested("calc(", "1px", ")", DEEP))),
        ("variables", format!("a{{width:{}}}", nested("var(--a,", "1px", ")", DEEP))),
        ("selectors", format!("{}{{color:red}}", nested(":not(", "a", ")", DEEP))),
        ("square brackets", format!("a{{--x:{}}}", nested("[", "", "]", DEEP))),
        ("support", format!("@supports {} {{}}", nested("(", "color:red", ")", DEEP))),
        ("nots of support", format!("@supports {}(color:red) {{}}", "not ".repeat(DEEP))),
        ("open comments", "/*".repeat(DEEP)),
        ("open strings", "a{content:\"".repeat(3000)),
        ("a long selector", format!("{}{{color:red}}", "a>".repeat(DEEP))),
        ("many selectors", format!("{}a{{color:red}}", "a,".repeat(DEEP))),
        ("files that are not there", (0..300).map(|n| format!("a{{background:url(x{n}.png)}}")).collect()),
        ("imports of itself", "@import \"mine.css\";".to_owned()),
    ] {
        let found = judged(name, with("themes/mine/static/mine.css", text.into_bytes()));
        assert!(count(&found) <= FLOOD, "{name}: {} messages", found.len());
    }
    let mut sources = with("themes/mine/static/mine.css", b"@import \"a.css\";".to_vec());
    sources.insert("themes/mine/static/a.css", b"@import \"b.css\";".to_vec());
    sources.insert("themes/mine/static/b.css", b"@import \"a.css\";".to_vec());
    let found = judged("imports in a circle", sources);
    assert!(!found.is_empty(), "nothing is said of imports in a circle");
    let mut sources = with("themes/mine/static/mine.css", b"@import \"c0.css\";".to_vec());
    for n in 0..3000 {
        sources.insert(&format!("themes/mine/static/c{n}.css"), format!("@import \"c{}.css\";", n + 1).into_bytes());
    }
    sources.insert("themes/mine/static/c3000.css", b"a{color:red}".to_vec());
    let _ = judged("a chain of imports", sources);
}

#[test]
fn drawings() {
    let svg = |inner: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">{inner}</svg>");
    for (name, text) in [
        ("groups", svg(&nested("<g>", "", "</g>", DEEP))),
        ("open groups", svg(&"<g>".repeat(DEEP))),
        ("drawings", nested("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">", "", "</svg>", DEEP)),
        ("attributes", svg(&format!("<g {}/>", (0..DEEP).map(|n| format!("a{n}=\"b\" ")).collect::<String>()))),
        ("one attribute often", svg(&format!("<g {}/>", "a=\"b\" ".repeat(DEEP)))),
        ("namespaces", svg(&format!("<g {}/>", (0..3000).map(|n| format!("xmlns:a{n}=\"b\" ")).collect::<String>()))),
        ("namespaces in one another", svg(&nested("<g xmlns=\"b\">", "", "</g>", 3000))),
        ("comments", svg(&"<!-- -->".repeat(DEEP))),
        ("open comments", svg(&"<!--".repeat(DEEP))),
        ("instructions", svg(&"<?a b?>".repeat(DEEP))),
        ("sections", svg(&"<![CDATA[x]]>".repeat(DEEP))),
        ("entities", svg(&"&amp;".repeat(DEEP))),
        ("a path", svg(&format!("<path d=\"M{}\"/>", "0 0L".repeat(DEEP)))),
        ("styles", svg(&format!("<g style=\"{}\"/>", "a:b;".repeat(DEEP)))),
        ("a style sheet", svg(&format!("<style>{}</style>", nested("a{", "", "}", DEEP)))),
    ] {
        let found = judged(name, with("content/guides/kettles/images/steel.svg", text.into_bytes()));
        assert!(found.len() <= 3, "{name}: {:?}", lines(&found));
    }
}

#[test]
fn guides_that_inherit_in_a_circle_or_far() {
    let good = text_of(GUIDE);
    let steel = "content/guides/kettles/tiers/steel.toml";
    let found =
        judged("tiers in a circle", with(steel, format!("inherits = \"glass\"\n{}", text_of(steel)).into_bytes()));
    assert!(found.iter().any(|d| d.code == Code::Circle), "{:?}", lines(&found));
    // Forty tiers, each the heir of the one before.
    let names: Vec<String> = (0..40).map(|n| format!("t{n}")).collect();
    let list: String = names.iter().map(|name| format!("\"{name}\", ")).collect();
    let text = good
        .replace("tiers = [\"steel\", \"glass\"]", &format!("tiers = [\"steel\", \"glass\", {list}]"))
        .replace("pairs = \"all\"", "pairs = \"none\"");
    let mut sources = with(GUIDE, text.into_bytes());
    for (n, name) in names.iter().enumerate() {
        let parent = if n == 0 { "steel".to_owned() } else { format!("t{}", n - 1) };
        sources.insert(
            &format!("content/guides/kettles/tiers/{name}.toml"),
            format!("inherits = \"{parent}\"\n").into_bytes(),
        );
        for lang in ["ar", "en"] {
            let words = format!("+++\nname = \"{name}\"\n[text]\ncare = \"x\"\n+++\n");
            sources.insert(&format!("content/guides/kettles/{lang}/tiers/{name}.md"), words.into_bytes());
        }
    }
    let _ = judged("forty heirs", sources);
    // Rows under rows under rows.
    let rows: String = (0..3000)
        .map(|n| {
            let parent = if n == 0 { "keeps-warm".to_owned() } else { format!("r{}", n - 1) };
            format!("  {{ id = \"r{n}\", name = \"r\", parent = \"{parent}\" }},\n")
        })
        .collect();
    let text = good.replace("  { id = \"timer\"", &format!("{rows}  {{ id = \"timer\""));
    let _ = judged("a thousand rows in one another", with(GUIDE, text.into_bytes()));
}
