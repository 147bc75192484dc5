//! Errors inside a text: invisible characters, invalid URLs.

use super::*;

const GUIDE_MD: &str = "content/guides/bicycle-rental/en/guide.md";
const LIGHT_MD: &str = "content/guides/bicycle-rental/en/tiers/light.md";

#[test]
fn a_character_that_nobody_sees_is_told_in_every_text() {
    for (file, from, to) in [
        (CONFIG, "publisher = \"editor\"", "publisher = \"editor"),
        (WORDS, "title = \"Side", "title = \""),
        (WORDS, "editor = \"The", "editor = \""),
        (WORDS, "transport = \"Tr", "transport = \""),
        (G, "tags = [\"transport\"]", "tags = [\"transport"),
        (G, "{ id = \"helmet\",", "{ id = \"helmet\", name = \"Helmet"),
        (G, "options = [\"city\", \"cargo\"]", "options = [\"city\", { id = \"cargo\", name = \"Cargo"),
        (G, "url = \"https://example.org/\"", "url = \"https://example.org/"),
        (G, "accessed =", "title = \"List"),
        (L, "\nhours = 10", "\nhours = \"10"),
        (L, "frame = \"city\"", "frame = \"ci"),
        (L, "lights = \"yes\"", "lights = { value = \"yes\", since = \"2"),
        (L, "electric = \"no\"", "electric = { value = \"no\", note = \"x"),
        (LABELS, "helmet = \"He", "helmet = \""),
        (LABELS, "city = \"City", "city = \""),
        (LABELS, "alone = \"I", "alone = \""),
        (LABELS, "electric-hills = \"At", "electric-hills = \""),
        (LABELS, "price-list = \"Pr", "price-list = \""),
        (LABELS, "text = \"Who", "text = \""),
        (GUIDE_MD, "title = \"Li", "title = \""),
        (GUIDE_MD, "stations = \"all", "stations = \""),
        (LIGHT_MD, "name = \"Li", "name = \""),
        (LIGHT_MD, "pick-up = \"At", "pick-up = \""),
    ] {
        // What came after goes on after the character; where the line was whole, it is ended.
        let rest = if from.ends_with(['"', ']', '0', ',', '=']) {
            match () {
                () if to.contains("name = \"Cargo") => "\" }]",
                () if to.contains("name = \"Helmet") => "\",",
                () if to.contains("title = \"List") => "\"\naccessed =",
                () if to.contains("= { value") => "\" }",
                () if to.contains("tags = [") => "\"]",
                () => "\"",
            }
        } else {
            ""
        };
        for (escape, told) in [
            ("\\u0001", "the control character U+0001"),
            ("\\U0000202E", "the direction control U+202E"),
            ("\\uFFFE", "U+FFFE, which is not a character"),
        ] {
            let sources = typed(file, from, &format!("{to}{escape}{rest}"), 1);
            let said = said_of(&sources, RuleScope::All);
            assert_eq!(said.len(), 1, "{file} {to}{escape}{rest}: {said:#?}");
            assert!(said[0].starts_with("MZ0407") && said[0].contains(told), "{said:#?}");
            let found = mizan_engine::check(&sources, &options());
            let fault = found.iter().find(|d| d.code.id() == "MZ0407").expect("it is told");
            let at = fault.primary.as_ref().expect("it has a place").span;
            assert_eq!(sources.file(at.source).bytes[at.range()], *escape.as_bytes(), "{to}");
        }
    }
}

#[test]
fn an_isolate_in_a_fact_is_warned_of() {
    one(
        L,
        "lights = \"yes\"",
        "lights = { value = \"yes\", since = \"2\\u2066\" }",
        "warning MZ0407 `lights` of `light` contains the isolate U+2066 (light.toml:16)",
    );
    one(
        G,
        "accessed =",
        "publisher = \"A \\u2067b\\u2069\"\naccessed =",
        "warning MZ0407 `publisher` contains the isolate U+2067 (guide.toml:29)",
    );
}

#[test]
fn an_address_that_cannot_be_used_is_one_mistake() {
    for (address, why) in [
        ("javascript:alert(1)", "it begins with javascript:, not with https://"),
        ("example.org/", "it does not begin with https://"),
        ("https://example.org/a<b>", "`<` must be written as `%3C`"),
        ("https://example.org/?q=a|b", "`|` must be written as `%7C`"),
        ("https://example.org/?a[]=1", "`[` must be written as `%5B`"),
        ("https://example.org/100%", "`%` must be written as `%25`"),
        ("https://example.org/#a#b", "`#` must be written as `%23`"),
        ("https://example.org/a b", "it contains a space"),
    ] {
        let told = format!("MZ0219 `{address}` is not a valid URL: {why} (guide.toml:28)");
        one(G, "https://example.org/", address, &told);
    }
}

#[test]
fn an_address_is_mended_wherever_it_stands() {
    let (at_fault, mended) = ("https://bücher.example/<b>?a[]=1#é", "https://bücher.example/%3Cb%3E?a%5B%5D=1#é");
    for (file, from, to) in [
        (G, "url = \"https://example.org/\"", "url = \"URL\""),
        (G, "accessed =", "archived = 'URL'\naccessed ="),
        (L, "lights = \"yes\"", "lights = { value = \"yes\", sources = [\"URL\"] }"),
        (L, "\n[features]", "\nurl = \"URL\"\n[features]"),
        (L, "\n[features]", "\nlinks = [{ id = \"buy\", url = \"URL\" }]\n[features]"),
        (CONFIG, "[people.editor]", "[people.editor]\nurl = \"URL\""),
    ] {
        let mut sources = typed(file, from, &to.replace("URL", at_fault), 1);
        let said = said_of(&sources, RuleScope::Named);
        assert!(said.len() == 1 && said[0].contains("`<` must be written as `%3C`"), "{to}: {said:#?}");
        let judge = |sources: &SourceMap| mizan_engine::check(sources, &options());
        let _ = mizan_source::fix::apply_fixes(&mut sources, &|_| true, &judge);
        let text = sources.file(sources.find(file).expect("it is there")).text().expect("it is text");
        assert!(text.contains(mended) && !text.contains(at_fault), "{to}: {text}");
        assert_eq!(said_of(&sources, RuleScope::Named), [""; 0], "{to}");
    }
}

#[test]
fn numbers_that_are_none_are_told_with_what_to_write() {
    for (hours, message, help) in [
        ("-10", "MZ0016 negative limit -10 in `hours` of `light` (light.toml:12)", "\"unlimited\""),
        (
            "inf",
            "MZ0016 infinity and NaN are not valid values in `hours` of `light` (light.toml:12)",
            "if there is no limit, write \"unlimited\"",
        ),
        (
            "nan",
            "MZ0016 infinity and NaN are not valid values in `hours` of `light` (light.toml:12)",
            "write a number, or `\"unknown\"`",
        ),
        ("{}", "MZ0011 missing value in `hours` of `light` (light.toml:12)", "`\"unknown\"` if the value is unknown"),
    ] {
        let shown = one(L, "\nhours = 10", &format!("\nhours = {hours}"), message);
        assert!(shown.contains(help), "{shown}");
    }
}

#[test]
fn a_comma_of_another_script_is_named() {
    let shown = one(
        G,
        "[\"light\", \"daily\"",
        "[\"light\"، \"daily\"",
        "MZ0006 expected `,` between two items, found `،` (guide.toml:17)",
    );
    assert!(shown.contains("use the comma of a Latin keyboard"), "{shown}");
}

#[test]
fn lines_that_end_in_a_carriage_return_alone_are_told() {
    for file in [CONFIG, G, L, LABELS, WORDS, GUIDE_MD, LIGHT_MD] {
        let sources = site(&|path, text| {
            let text = if path == file { text.replace('\n', "\r") } else { text };
            (path, text)
        });
        let said = said_of(&sources, RuleScope::All);
        assert_eq!(said.len(), 1, "{file}: {said:#?}");
        assert!(said[0].contains("end in a carriage return without a line feed"), "{said:#?}");
    }
}

#[test]
fn front_matter_is_read_as_it_was_meant() {
    one(GUIDE_MD, "[stats]", "[stat]", "MZ0009 unknown key `stat` in guide.md (guide.md:10)");
    one(LIGHT_MD, "[text]", "[texts]", "MZ0009 unknown key `texts` in a tier's Markdown file (light.md:15)");
    one(LIGHT_MD, "[text]", "text", "MZ0006 missing brackets around the header `text` (light.md:15)");
}

#[test]
fn many_bad_lines_are_told_one_by_one() {
    let sources = site(&|path, text| {
        let bad: String = (0..40).map(|n| format!("line{n} \"x\"\n")).collect();
        let text = if path == L { text.replacen("\n[features]\n", &format!("\n{bad}[features]\n"), 1) } else { text };
        (path, text)
    });
    let said = said_of(&sources, RuleScope::All);
    let lines = said.iter().filter(|said| said.starts_with("MZ0006 missing `=` between `line"));
    assert_eq!(lines.count(), 40, "{said:#?}");
}

#[test]
fn a_pair_is_two_tiers_and_stands_once() {
    let pairs = |to: &str| format!("price = \"price\"\npairs = {to}");
    let twice = "MZ0015 duplicate `light-vs-daily` in `pairs` (guide.toml:20)";
    let shown = one(G, "price = \"price\"", &pairs("[[\"daily\", \"light\"], [\"light\", \"daily\"]]"), twice);
    assert!(shown.contains("remove one of the two: `light` and `daily` have one page"), "{shown}");
    assert!(!shown.contains("another id"), "{shown}");
    for (list, found) in [
        ("[[\"light\"]]", "a list of 1"),
        ("[[]]", "an empty list"),
        ("[[\"light\", \"daily\", \"family\"]]", "a list of 3"),
        ("[\"light\"]", "a string"),
    ] {
        let told = format!("MZ0012 expected a list of two tiers for a pair, found {found} (guide.toml:20)");
        one(G, "price = \"price\"", &pairs(list), &told);
    }
}

#[test]
fn what_is_required_cannot_be_unknown() {
    for number in ["1e30", "inf", "\"many\""] {
        let sources = typed(G, "{ min = 30 }", &format!("{{ min = {number} }}"), 1);
        let found = mizan_engine::check(
            &sources,
            &Options { today: Date::day(2026, 11, 23), rules: RuleScope::All, ..options() },
        );
        let shown = human(&found, &sources, HumanOptions::default());
        assert_eq!(said_of(&sources, RuleScope::All).len(), 1, "{shown}");
        assert!(!shown.contains("unknown") && !shown.contains("unlimited"), "{number}: {shown}");
    }
}
