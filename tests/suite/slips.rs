//! One typo in a site that `mizan new` has just made: everything that is reported, in the order in which
//! it is shown.

mod facts;
mod headers;
mod names;

use std::sync::LazyLock;

use mizan_engine::{self, Options, RuleScope};
use mizan_model::Date;
use mizan_source::diagnostics::{Code, HumanOptions, Severity, human};
use mizan_source::{self, SourceMap};

use crate::run::mizan;
use crate::site::options;

const G: &str = "content/guides/bicycle-rental/guide.toml";
const L: &str = "content/guides/bicycle-rental/tiers/light.toml";
const LABELS: &str = "content/guides/bicycle-rental/en/labels.toml";
const WORDS: &str = "content/site/en.toml";
const CONFIG: &str = "config.toml";

const DAY: (&str, &str) = ("SOURCE_DATE_EPOCH", "1795000000");

/// The files of a new site in English.
static FRESH: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let at = folder.path().join("site");
    mizan(&["new", &at.to_string_lossy(), "--languages", "en"], &[DAY]).ends_with(0);
    let (sources, faults) = mizan_source::load(&at).expect("it is a site");
    assert!(faults.is_empty());
    let files = sources.under("").map(|(path, id)| (path.to_owned(), sources.file(id).bytes.clone()));
    files.collect()
});

/// That site after `change`, which gets each path with its text and gives back both.
fn site(change: &dyn Fn(String, String) -> (String, String)) -> SourceMap {
    let mut sources = SourceMap::default();
    for (path, bytes) in FRESH.iter() {
        match std::str::from_utf8(bytes) {
            Ok(text) => {
                let (path, text) = change(path.clone(), text.to_owned());
                sources.insert(&path, text.into_bytes());
            }
            Err(_) => drop(sources.insert(path, bytes.clone())),
        }
    }
    mizan::THEME.add_to(&mut sources);
    sources
}

fn typed(file: &str, from: &str, to: &str, times: usize) -> SourceMap {
    let found = std::cell::Cell::new(false);
    let sources = site(&|path, text| {
        if path != file {
            return (path, text);
        }
        found.set(text.contains(from));
        let text = text.replacen(from, to, times);
        (path, text)
    });
    assert!(found.get(), "{file} holds no {from:?}");
    sources
}

/// What is reported for the site: errors alone, or with lint rules.
fn said_of(sources: &SourceMap, rules: RuleScope) -> Vec<String> {
    let today = Date::day(2026, 11, 23);
    let found = mizan_engine::check(sources, &Options { today, rules, ..options() });
    // As it is shown: sorted by place.
    // The site is one that `mizan new` made, and still has its text and address.
    let of_starter = [Code::StarterText, Code::ExampleUrl];
    let mut list: Vec<_> = found.iter().filter(|d| !of_starter.contains(&d.code)).collect();
    list.sort_by_key(|d| {
        d.primary.as_ref().map(|label| (sources.path(label.span.source).to_owned(), label.span.start))
    });
    list.iter()
        .map(|d| {
            let sign = if d.severity == Severity::Error { "" } else { "warning " };
            let at = d.primary.as_ref().map_or(String::new(), |label| {
                let text = &sources.file(label.span.source).bytes[..label.span.start as usize];
                let path = sources.path(label.span.source);
                let name = path.rsplit('/').next().unwrap_or(path);
                format!(" ({name}:{})", text.iter().filter(|&&byte| byte == b'\n').count() + 1)
            });
            format!("{sign}{} {}{at}", d.code, d.message)
        })
        .collect()
}

#[track_caller]
fn one(file: &str, from: &str, to: &str, message: &str) -> String {
    many(file, from, to, 1, &[message])
}

/// Checks what is reported, and returns it as shown to people.
#[track_caller]
fn many(file: &str, from: &str, to: &str, times: usize, messages: &[&str]) -> String {
    let sources = typed(file, from, to, times);
    let said = said_of(&sources, RuleScope::All);
    assert_eq!(said, messages, "{to}");
    let found =
        mizan_engine::check(&sources, &Options { today: Date::day(2026, 11, 23), rules: RuleScope::All, ..options() });
    human(&found, &sources, HumanOptions::default())
}

#[test]
fn a_line_without_its_equals_sign_spoils_no_other() {
    let without =
        |key: &str, file: &str, line: u32| format!("MZ0006 missing `=` between `{key}` and its value ({file}:{line})");
    one(G, "kind = \"plan\"", "kind \"plan\"", &without("kind", "guide.toml", 10));
    one(WORDS, "title = ", "title ", &without("title", "en.toml", 4));
    one(WORDS, "menu = [", "menu [", &without("menu", "en.toml", 8));
    one(L, "hours = 10", "hours 10", &without("hours", "light.toml", 12));
    one(LABELS, "price = \"Price\"", "price \"Price\"", &without("price", "labels.toml", 12));
    one(CONFIG, "default_at_root = true", "default_at_root true", &without("default_at_root", "config.toml", 12));
    one(G, "kind = \"plan\"", "kind", "MZ0006 missing `=` and value after `kind` (guide.toml:10)");
    one(G, "kind = \"plan\"", "// the kind", "MZ0006 comments begin with `#`, not with `//` (guide.toml:10)");
    one(G, "kind = \"plan\"", "the kind is a plan!", "MZ0006 missing `=` and value after `the` (guide.toml:10)");
    // Many such lines are reported one by one, and nothing else.
    let sources = typed(LABELS, " = \"", " \"", 5);
    let said = said_of(&sources, RuleScope::Named);
    assert!(said.len() == 5 && said.iter().all(|said| said.contains("missing `=` between")), "{said:#?}");
}

#[test]
fn a_text_that_does_not_end_is_told_where_it_begins() {
    let told = "MZ0006 missing quotation mark at the end of a string (guide.toml:10)";
    for to in ["kind = \"\"\"plan", "kind = \"\"\"plan\"", "kind = '''plan"] {
        one(G, "kind = \"plan\"", to, told);
    }
    let shown = one(G, "kind = \"plan\"", "kind = \"\"\"a plan\nof several lines, it's [long]\n", told);
    assert!(shown.contains("the string that begins here does not end"), "{shown}");
}

#[test]
fn a_bracket_that_is_not_closed_is_told_where_it_opens() {
    let told = |close: &str, line: u32| format!("MZ0006 unclosed bracket: missing `{close}` (guide.toml:{line})");
    one(G, "\"helmet\", better = \"yes\" },\n]", "\"helmet\", better = \"yes\" },\n", &told("]", 45));
    one(G, "\"theft-cover\", better = \"yes\" },\n]", "\"theft-cover\", better = \"yes\" },\n", &told("]", 63));
    one(G, "\"family\"]", "\"family\"", &told("]", 17));
    one(G, "\"helmet\", better = \"yes\" },", "\"helmet\", better = \"yes\" ,", &told("}", 47));
}

#[test]
fn what_nobody_sees_is_named() {
    let told = |what: &str| format!("MZ0006 found {what} outside of a string (guide.toml:10)");
    let space = told("a no-break space (U+00A0)");
    for to in ["kind\u{A0}= \"plan\"", "kind =\u{A0}\"plan\"", "kind = \"plan\"\u{A0}", "\u{A0}kind = \"plan\""] {
        one(G, "kind = \"plan\"", to, &space);
    }
    let shown = one(G, "kind = \"plan\"", "kind\u{A0}=\u{A0}\"plan\"", &space);
    assert!(shown.contains("another U+00A0") && shown.contains("replace them with ordinary spaces"), "{shown}");
    let shown = one(G, "kind = \"plan\"", "\u{200B}kind = \"plan\"", &told("an invisible zero-width space (U+200B)"));
    assert!(!shown.contains("quotation marks"), "{shown}");
    let header = "MZ0006 found an invisible zero-width space (U+200B) outside of a string (guide.toml:22)";
    one(G, "[defaults]", "\u{200B}[defaults]", header);
}

#[test]
fn brackets_of_headers_are_counted_for_the_author() {
    let list = |name: &str, line: u32| format!("MZ0012 `{name}` is a list of tables, not a table (guide.toml:{line})");
    let shown = one(G, "[[groups]]", "[groups]", &list("groups", 43));
    assert!(shown.contains("write `[[groups]]`"), "{shown}");
    let all = [list("groups", 43), list("groups", 50), list("groups", 61)];
    many(G, "[[groups]]", "[groups]", 3, &all.each_ref().map(String::as_str));
    one(G, "[[stats]]", "[stats]", &list("stats", 32));
    one(G, "[[questions]]", "[questions]", &list("questions", 70));
    one(G, "[[questions.answers]]", "[questions.answers]", &list("questions.answers", 73));
    one(CONFIG, "[[languages]]", "[languages]", "MZ0012 `languages` is a list of tables, not a table (config.toml:21)");
    one(LABELS, "[groups]", "[[groups]]", "MZ0012 `groups` is a table, not a list of tables (labels.toml:5)");
}

#[test]
fn a_misspelt_header_takes_nothing_along() {
    let unknown = "MZ0009 unknown key `question` in guide.toml (guide.toml:73)";
    one(G, "[[questions.answers]]", "[[question.answers]]", unknown);
    let unknown = |line: u32| format!("MZ0009 unknown key `feature` in a tier's file (light.toml:{line})");
    one(L, "\n[features]\n", "\n[feature]\n", &unknown(6));
    let shown = one(L, "frame = \"city\"", "[feature]\nframe = \"city\"", &unknown(15));
    assert!(shown.contains("remove this line: `[features]` is above it"), "{shown}");
}

#[test]
fn numbers_in_other_digits_are_numbers() {
    let told = |digits: &str, place: &str| format!("MZ0006 `{digits}` is not written in the digits 0 to 9 ({place})");
    let shown = one(L, "hours = 10", "hours = ١٠", &told("١٠", "light.toml:12"));
    assert!(shown.contains("write it in the digits 0 to 9: `10`"), "{shown}");
    one(L, "hours = 10", "hours = ۱۰٫۵", &told("۱۰٫۵", "light.toml:12"));
    one(CONFIG, "warn_after = 365", "warn_after = ٣٦٥", &told("٣٦٥", "config.toml:29"));
    one(G, "min = 30", "min = ٣٠", &told("٣٠", "guide.toml:78"));
    let shown =
        one(L, "amount = \"5\"", "amount = \"٥\"", "MZ0016 invalid amount `٥` in `price` of `light` (light.toml:8)");
    assert!(shown.contains("write it in the digits 0 to 9: `\"5\"`"), "{shown}");
    let text = "MZ0212 expected a number for `hours` of `light`, found the string `١٠` (light.toml:12)";
    let shown = one(L, "hours = 10", "hours = \"١٠\"", text);
    assert!(shown.contains("without quotation marks: `10`"), "{shown}");
}

#[test]
fn a_new_tier_is_not_said_to_be_like_others() {
    let features =
        ["price", "helmet", "hours", "bicycles", "frame", "lights", "electric", "pick-up", "repairs", "theft-cover"];
    let lines: String = features.iter().map(|id| format!("{id} = \"unknown\"\n")).collect();
    let sources = site(&|path, text| match path.as_str() {
        "content/guides/bicycle-rental/tiers/daily.toml" => (path, format!("[features]\n{lines}")),
        LABELS => (path, text.replace("[notes]\nelectric-hills", "# electric-hills")),
        _ => (path, text),
    });
    let said = said_of(&sources, RuleScope::All);
    let of_tier: Vec<&String> = said.iter().filter(|said| said.contains("`daily`")).collect();
    assert_eq!(
        of_tier,
        ["warning MZ0712 every value of the tier `daily` of the guide `bicycle-rental` is unknown (guide.toml:17)"]
    );
    assert!(
        !said.iter().any(|said| said.contains("are the same in every row") || said.contains("MZ0714")),
        "{said:#?}"
    );
}

#[test]
fn a_date_that_is_none_is_no_version() {
    let cell = "electric = { value = \"no\", since = \"2026-02-30\", until = \"2027-13\" }";
    let told = [
        "MZ0012 invalid date `2026-02-30` for `since` of `electric` of `light` (light.toml:17)",
        "MZ0012 invalid date `2027-13` for `until` of `electric` of `light` (light.toml:17)",
    ];
    many(L, "electric = \"no\"", cell, 1, &told);
    let version = "electric = { value = \"no\", since = \"2026.1\", until = \"4-2\" }";
    many(L, "electric = \"no\"", version, 1, &[]);
}

#[test]
fn a_date_at_fault_is_not_missing_too() {
    for to in ["2026-02-30", "2026-1-5", "22-11-2026"] {
        let told = format!("MZ0006 invalid date `{to}` (guide.toml:15)");
        one(G, "published = 2026-11-18", &format!("published = {to}"), &told);
    }
    let text = "MZ0012 expected a date without quotation marks for `published`, found a string (guide.toml:15)";
    one(G, "published = 2026-11-18", "published = \"22 Nov 2026\"", text);
    one(
        G,
        "published = 2026-11-18",
        "publishd = 2026-11-22",
        "MZ0009 unknown key `publishd` in guide.toml (guide.toml:15)",
    );
}

#[test]
fn lines_whose_header_is_gone_are_known_by_their_ids() {
    let told = |what: &str, line: u32| format!("MZ0010 {what} (labels.toml:{line})");
    let shown = one(
        LABELS,
        "[features]\n",
        "",
        &told("`price` and 9 more are under `[groups]`, but belong under `[features]`", 11),
    );
    assert!(shown.contains("add a line `[features]` above it") && !shown.contains("remove"), "{shown}");
    let options = told("`city` and 1 more are under `[features]`, but belong under `[options.frame]`", 23);
    one(LABELS, "[options.frame]\n", "", &options);
    one(LABELS, "[groups]\n", "", &told("`costs` and 2 more are above any header, but belong under `[groups]`", 5));
    let answers = "`alone` and 1 more are under `[questions.who]`, but belong under `[questions.who.answers]`";
    one(LABELS, "[questions.who.answers]\n", "", &told(answers, 53));
}

/// What is reported where the file at `from` is moved to `to`.
fn moved(from: &str, to: &str) -> Vec<String> {
    let folder = format!("{from}/");
    let sources = site(&|path, text| {
        let inside = path.strip_prefix(&folder).map(|inside| format!("{to}/{inside}"));
        let whole = (path == from).then(|| to.to_owned());
        (inside.or(whole).unwrap_or(path), text)
    });
    said_of(&sources, RuleScope::All)
}

#[test]
fn a_misspelt_name_is_told_and_not_all_that_it_hides() {
    let guide = "content/guides/bicycle-rental";
    for (from, to, what) in [
        (format!("{guide}/tiers"), format!("{guide}/tier"), "folder"),
        (format!("{guide}/en"), format!("{guide}/english"), "folder"),
        (LABELS.to_owned(), format!("{guide}/en/label.toml"), "file"),
        (format!("{guide}/en/guide.md"), format!("{guide}/en/Guide.md"), "file"),
        (format!("{guide}/en/tiers"), format!("{guide}/en/tier"), "folder"),
        (G.to_owned(), format!("{guide}/Guide.toml"), "file"),
        (G.to_owned(), format!("{G}.txt"), "file"),
        (L.to_owned(), format!("{L}.txt"), "file"),
        (WORDS.to_owned(), format!("{WORDS}.txt"), "file"),
        ("content/guides".to_owned(), "content/Guides".to_owned(), "folder"),
        ("content/guides".to_owned(), "content/guids".to_owned(), "folder"),
        ("content/site".to_owned(), "content/sites".to_owned(), "folder"),
        ("content/pages".to_owned(), "content/page".to_owned(), "folder"),
    ] {
        let said = moved(&from, &to);
        assert_eq!(said.len(), 1, "{to}: {said:#?}");
        let told = format!("MZ0017 unrecognized {what} name `{to}`");
        assert!(said[0].starts_with(&told), "{to}: {said:#?}");
    }
}

#[test]
fn an_id_that_stands_twice_is_one_mistake() {
    one(
        G,
        "id = \"helmet\"",
        "id = \"price\"",
        "MZ0015 duplicate `price` among the features of the guide (guide.toml:47)",
    );
    one(G, "id = \"riding\"", "id = \"costs\"", "MZ0015 duplicate `costs` in `groups` (guide.toml:51)");
    one(G, "id = \"who\"", "id = \"how-often\"", "MZ0015 duplicate `how-often` in `questions` (guide.toml:81)");
    one(
        G,
        "id = \"every-day\"",
        "id = \"now-and-then\"",
        "MZ0015 duplicate `now-and-then` among the answers (guide.toml:77)",
    );
}

#[test]
fn what_is_shown_can_be_typed() {
    let told = "MZ0006 TOML strings need straight quotation marks (en.toml:4)";
    let shown = one(WORDS, "title = \"Side by side\"", "title = “Side \"by\" side”", told);
    assert!(shown.contains(r#"use straight quotation marks: `"Side \"by\" side"`"#), "{shown}");
    let told = "MZ0006 missing quotation marks around a string (en.toml:4)";
    let shown = one(WORDS, "title = \"Side by side\"", "title = Side \"by\" side", told);
    assert!(shown.contains(r#"write `"Side \"by\" side"`"#), "{shown}");
}

#[test]
fn a_value_of_another_type_is_one_mistake_and_no_value_is_invented() {
    let told = "MZ0212 `hours` of `light` is of type `limit`, which does not have `min` and `max` (light.toml:12)";
    let shown = one(L, "hours = 10", "hours = { min = 5, max = 2 }", told);
    assert!(!shown.contains("value = 5") && shown.contains("type = \"range\""), "{shown}");
}

#[test]
fn a_placeholder_that_is_nearly_one_is_one_mistake() {
    for (from, to, form, written) in [
        ("one = \"{n} bicycle\"", "one = \"{N} bicycle\"", "one", "{N}"),
        ("other = \"{n} bicycles\"", "other = \"{ n } bicycles\"", "other", "{ n }"),
        ("other = \"{n} bicycles\"", "other = \"{num} bicycles\"", "other", "{num}"),
    ] {
        let line = if form == "one" { 33 } else { 34 };
        let told = format!(
            "MZ0305 unknown placeholder `{written}` in the form `{form}` of the unit `bicycle`, in English (`en`) (labels.toml:{line})"
        );
        assert!(one(LABELS, from, to, &told).contains("did you mean `{n}`?"));
    }
}

#[test]
fn advice_names_what_is_known() {
    let option = |id: &str| {
        format!(
            "MZ0301 no text in the source language, English (`en`), for the option `frame.{id}` of the guide `bicycle-rental` (guide.toml:55)"
        )
    };
    let lines = "city = \"City bicycle\"\ncargo = \"Cargo bicycle\"\n";
    let shown = many(LABELS, lines, "", 1, &[&option("city"), &option("cargo")]);
    assert!(shown.contains("under `[options.frame]` in labels.toml") && !shown.contains("FEATURE"), "{shown}");
    let told = "MZ0301 no text in the source language, English (`en`), for the tag `transport` of the guide `bicycle-rental` (guide.toml:12)";
    let shown = one(WORDS, "transport = \"Transport\"", "", told);
    assert!(shown.contains("in content/site/en.toml"), "{shown}");
    let sources = typed(G, ", \"family\"]", "]", 1);
    let shown = crate::site::shown(&mizan_engine::check(&sources, &options()), &sources);
    assert!(!shown.contains("did you mean `daily`?"), "{shown}");
}

#[test]
fn a_word_without_quotation_marks_is_mended_as_its_place_wants_it() {
    let text = |line: u32| format!("MZ0006 missing quotation marks around a string (light.toml:{line})");
    for (from, to, line, mended) in [
        ("electric = \"no\"", "electric = yes", 17, "\"yes\""),
        ("lights = \"yes\"", "lights = Yes", 16, "\"yes\""),
        ("electric = \"no\"", "electric = { value = no }", 17, "\"no\""),
    ] {
        one(L, from, to, &text(line));
        let found = mizan_engine::check(&typed(L, from, to, 1), &options()).into_vec();
        let fix = found.first().and_then(|found| found.fix.as_ref()).expect("it can be mended");
        assert!(fix.applicability.is_safe() && fix.replacement == mended, "{fix:?}");
    }
    let told = "MZ0006 expected `true` or `false`, found `yes` (config.toml:12)";
    one(CONFIG, "default_at_root = true", "default_at_root = yes", told);
}

#[cfg(unix)]
#[test]
fn rules_are_not_asked_beside_what_cannot_be_read() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let at = folder.path().join("site");
    mizan(&["new", &at.to_string_lossy(), "--languages", "en"], &[DAY]).ends_with(0);
    std::fs::remove_file(at.join(L)).expect("the file is there");
    // A plain user may be kept from reading; for root, only this makes it fail.
    std::os::unix::fs::symlink("/nowhere/at/all", at.join(L)).expect("the folder is ours");
    let (mut sources, _) = mizan_source::load(&at).expect("it is a site");
    mizan::THEME.add_to(&mut sources);
    assert_eq!(said_of(&sources, RuleScope::All), Vec::<String>::new());
}
