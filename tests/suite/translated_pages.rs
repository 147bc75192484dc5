//! Pages about codes in other languages than English: the same examples, and what `mizan explain --lang` prints.

use mizan::pages::{self, ENGLISH, page, page_in};
use mizan_source::diagnostics::Code;

use crate::run::mizan;

/// What there is of a page beside its prose.
#[derive(Debug, PartialEq, Eq)]
struct Examples {
    /// The levels of the headings, in order.
    headings: Vec<usize>,
    /// Every fence with its first line: "```toml", …
    fences: Vec<String>,
    /// The files that the fences are about.
    files: Vec<String>,
}

impl Examples {
    fn of(page: &str) -> Examples {
        let mut found = Examples { headings: Vec::new(), fences: Vec::new(), files: Vec::new() };
        let mut paragraph = String::new();
        let mut ended = false;
        let mut lines = page.lines();
        while let Some(line) = lines.next() {
            if line.starts_with("```") {
                let text: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
                found.fences.push(format!("{line}\n{}", text.join("\n")));
                found.files.extend(file_in(&paragraph));
            } else if line.starts_with('#') {
                found.headings.push(line.chars().take_while(|c| *c == '#').count());
            } else if line.is_empty() {
                ended = true;
            } else {
                if std::mem::take(&mut ended) {
                    paragraph.clear();
                }
                paragraph.push_str(line);
                paragraph.push(' ');
            }
        }
        found
    }
}

/// The last path that a paragraph names between backticks.
fn file_in(paragraph: &str) -> Option<String> {
    let spans = paragraph.split('`').skip(1).step_by(2);
    spans.filter(|span| span.contains('.') && !span.contains(' ')).last().map(str::to_owned)
}

/// What a language writes before what Mizan reports: `Mizan reports:` in English.
fn report_intro(language: &str) -> &'static str {
    match language {
        "ar" => "يقول ميزان:",
        _ => panic!("say here how `{language}` begins what is reported"),
    }
}

/// The ranges of the fences of a page, whole.
fn fences(page: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    let mut at = 0;
    for line in page.split_inclusive('\n') {
        match open {
            None if line.starts_with("```") => open = Some(at),
            Some(start) if line.trim_end() == "```" => {
                found.push(start..at + line.trim_end().len());
                open = None;
            }
            _ => {}
        }
        at += line.len();
    }
    found
}

/// A translated page with the fences of the English page, and what Mizan reports where the English page has it.
fn with_english_fences(text: &str, language: &str, english: &str) -> String {
    let intro = format!("{}\n\n", report_intro(language));
    let mut text = text.to_owned();
    let wanted = fences(english);
    // It ends the section about the failing example, which is the first.
    if english.contains("\nMizan reports:\n")
        && !text.contains(&intro)
        && let Some((second, _)) = text.match_indices("\n## ").nth(1)
    {
        text.insert_str(second + 1, &format!("{intro}```text\n```\n\n"));
    }
    for (to, from) in fences(&text).into_iter().zip(wanted).rev() {
        text.replace_range(to, &english[from]);
    }
    text
}

fn translated() -> impl Iterator<Item = (&'static str, &'static str)> {
    let languages = pages::languages().into_iter().filter(|language| *language != ENGLISH);
    languages.flat_map(|language| pages::pages(language).map(move |name| (language, name)))
}

/// The translation of the severity with which a page begins in English.
fn severity(language: &str, english: &str) -> &'static str {
    match (language, english) {
        ("ar", "Error.") => "خطأ.",
        ("ar", "Warning; you can set its level in `[lints]`.") => "تحذير، ويمكن ضبطه في `[lints]`.",
        ("ar", _) => "خطأ أو تحذير، ويمكن ضبط التحذير في `[lints]`.",
        _ => panic!("say here how `{language}` words the severity of a code"),
    }
}

#[test]
fn they_have_the_examples_of_the_english_pages() {
    let mut faults = Vec::new();
    for (language, name) in translated() {
        let Some(code) = Code::ALL.iter().copied().find(|code| code.id() == name) else {
            faults.push(format!("{language}/{name}.md has no code"));
            continue;
        };
        let text = page_in(code, language).expect("it is listed");
        if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
            let path = format!("{}/docs/diagnostics/{language}/{name}.md", env!("CARGO_MANIFEST_DIR"));
            std::fs::write(path, with_english_fences(text, language, page(code))).expect("the docs can be written");
            continue;
        }
        // A word may come before the code: a heading gets its direction from its first letter.
        if !text.lines().next().is_some_and(|first| first.starts_with("# ") && first.contains(&format!("{code}: "))) {
            faults.push(format!("{language}/{name}.md does not begin with `# … {code}: `"));
        }
        if Examples::of(text) != Examples::of(page(code)) {
            faults.push(format!(
                "{language}/{name}.md has other examples than the English page; INSTA_UPDATE=always copies these:\n{:#?}\n{:#?}",
                Examples::of(text),
                Examples::of(page(code))
            ));
        }
        let english = page(code).lines().nth(2).unwrap_or_default();
        // Where more follows in the line, the severity ends with its sentence.
        let english = english.find(". ").map_or(english, |at| &english[..=at]);
        let wanted = severity(language, english);
        if text.lines().nth(2) != Some(wanted) {
            faults.push(format!("{language}/{name}.md does not say that it is `{english}`: `{wanted}`"));
        }
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let known =
                target.strip_suffix(".md").is_some_and(|other| pages::pages(language).any(|name| name == other));
            if !known && !Examples::of(text).fences.concat().contains(target) {
                faults.push(format!("{language}/{name}.md links to `{target}`, which `{language}` does not have"));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn arabic_has_the_codes_that_authors_meet_most() {
    assert!(pages::pages("ar").count() >= 40);
}

#[test]
fn explain_prints_the_page_in_the_language() {
    let ran = mizan(&["explain", "6", "--lang", "ar"], &[]).ends_with(0);
    assert_eq!(Some(ran.out.as_str()), page_in(Code::TomlSyntax, "ar"));
    assert_eq!(ran.err, "");
    let ran = mizan(&["explain", "6", "--lang", "en"], &[]).ends_with(0);
    assert_eq!(ran.out, page(Code::TomlSyntax));
}

#[test]
fn a_page_that_is_not_translated_is_printed_in_english() {
    let lacks = |code: &&Code| page_in(**code, "ar").is_none();
    let Some(code) = Code::ALL.iter().find(lacks) else { return };
    let ran = mizan(&["explain", "6", code.id(), "--lang", "ar"], &[]).ends_with(0);
    let arabic = page_in(Code::TomlSyntax, "ar").expect("there is one");
    assert_eq!(ran.out, format!("{arabic}\n{}", page(*code)));
    assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    assert!(ran.err.contains(code.id()) && ran.err.contains("`ar`"), "{}", ran.err);
}

#[test]
fn explain_lists_every_code_with_the_titles_that_there_are() {
    let ran = mizan(&["explain", "--lang", "ar"], &[]).ends_with(0);
    for code in Code::ALL {
        let title = match page_in(*code, "ar").and_then(pages::title) {
            Some(title) => format!("\u{2068}{title}\u{2069}"),
            None => code.title().to_owned(),
        };
        assert!(ran.out.contains(&format!("  {code}  {title}\n")), "{code}");
    }
    assert!(ran.out.contains("mizan explain MZ0202 --lang ar"), "{}", ran.out);
}

#[test]
fn an_unknown_language_is_answered_with_those_there_are() {
    for written in ["xx", "arabic", "ar-EG", ""] {
        let ran = mizan(&["explain", "6", "--lang", written], &[]).ends_with(2);
        assert!(ran.out.is_empty() && ran.err.contains("en, ar"), "{written}: {}", ran.err);
    }
}
