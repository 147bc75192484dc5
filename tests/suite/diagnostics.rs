//! How diagnostics are shown.

use mizan_source::diagnostics::{
    Applicability, Code, Diagnostic, Diagnostics, HumanOptions, human, json_array, json_lines,
};
use mizan_source::{SourceMap, Span};

use crate::site::Site;

fn samples() -> (Diagnostics, SourceMap) {
    let arabic = "\u{FEFF}title = \"عنوان\"\n\n[features]\nautomtion = \"الأتمتة\"\n";
    let sources = Site::new()
        .file("config.toml", "theme = \"mizan\"\nguides = [\"a\", \"a\"]\n")
        .file("content/guides/a/ar/labels.toml", arabic)
        .bytes("content/site/en.toml", b"a\xFFb")
        .build();
    let id = |path: &str| sources.find(path).expect("the file is there");
    let (config, labels, site) = (id("config.toml"), id("content/guides/a/ar/labels.toml"), id("content/site/en.toml"));
    let mut list = Diagnostics::default();
    let at = arabic.find("automtion").expect("it is there");
    let span = Span::new(labels, at..at + 9);
    list.push(
        Diagnostic::error(Code::UnknownFeature, "there is no feature `automtion` in the guide `a`")
            .at(span, "`automtion`")
            .help("did you mean `automation`?")
            .fix(span, "automation", Applicability::Safe),
    );
    let word = arabic.find("عنوان").expect("it is there");
    list.push(
        Diagnostic::warning(Code::FallbackWords, "a word in Arabic")
            .at(Span::new(labels, word..word + 10), "`عنوان`")
            .help("one")
            .help("two"),
    );
    list.push(
        Diagnostic::error(Code::DuplicateId, "`a` stands twice in `guides`")
            .at(Span::new(config, 32..33), "`a` again")
            .also(Span::new(config, 27..28), "`a` for the first time")
            .also(span, "and in another file"),
    );
    list.push(Diagnostic::error(Code::NotUtf8, "not UTF-8").at(Span::new(site, 1..2), "here"));
    list.push(Diagnostic::error(Code::NoConfig, "without a place, and with \u{1b}[31mcolour\u{202E} smuggled in"));
    list.push(Diagnostic::error(Code::NoConfig, "without a place, and with \u{1b}[31mcolour\u{202E} smuggled in"));
    (list, sources)
}

#[test]
fn for_people() {
    let (list, sources) = samples();
    insta::assert_snapshot!(human(&list, &sources, HumanOptions::default()));
}

#[test]
fn for_people_in_colour() {
    let (list, sources) = samples();
    let coloured = human(&list, &sources, HumanOptions { color: true, width: 80, ..HumanOptions::default() });
    assert!(coloured.contains("\u{1b}["));
    insta::assert_snapshot!(coloured.replace('\u{1b}', "ESC"));
}

#[test]
fn for_programs() {
    let (list, sources) = samples();
    insta::assert_snapshot!(json_lines(&list, &sources));
    assert_eq!(json_array(&list, &sources).as_array().map(Vec::len), Some(5));
}

#[test]
fn nothing_to_say_is_nothing() {
    let sources = Site::new().build();
    assert_eq!(human(&Diagnostics::default(), &sources, HumanOptions::default()), "");
}
