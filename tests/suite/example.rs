//! The examples of the pages about codes, laid over tests/sites/boats.
//!
//! A sentence before each example says where it stands:
//! "In `PATH`:" lines that take the place of those with the same keys, or are added;
//! "The whole of `PATH`:" a file; "`PATH` is not there."; "In `PATH`, no line begins with `KEY`."
//! What stands above "At fault" holds for both halves.

use std::collections::BTreeMap;

use mizan_source::{self, SourceMap};

use crate::site::{Site, folder};

/// The base site, or what has become of it: text by path.
pub(crate) type Files = BTreeMap<String, String>;

/// One thing that an example does to the base site.
#[derive(Debug)]
pub(crate) enum Step {
    Lines { path: String, text: String },
    Whole { path: String, text: String },
    Gone { path: String },
    Without { path: String, key: String },
}

/// A page, taken apart.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub title: String,
    /// The headings below the title, in order.
    pub sections: Vec<String>,
    /// The first sentence: "Error", "Warning; `[lints]` can set it".
    pub severity: String,
    pub both: Vec<Step>,
    pub at_fault: Vec<Step>,
    pub mended: Vec<Step>,
    /// Every fence under "Mended": its language and its text.
    pub mended_fences: Vec<(String, String)>,
}

pub(crate) fn base() -> Files {
    let (sources, faults) = mizan_source::load(&folder("boats")).expect("the site is a folder");
    assert!(faults.is_empty(), "the site can be read");
    let text = |id| sources.file(id).text().expect("the site is text").to_owned();
    sources.under("").map(|(path, id)| (path.to_owned(), text(id))).collect()
}

/// The files with the default theme beside them.
pub(crate) fn sources(files: &Files) -> SourceMap {
    files.iter().fold(Site::new(), |site, (path, text)| site.file(path, text)).build()
}

impl Page {
    pub(crate) fn read(text: &str) -> Page {
        let mut page = Page::default();
        let mut paragraph = String::new();
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            if let Some(language) = line.strip_prefix("```") {
                let fence: String =
                    lines.by_ref().take_while(|line| *line != "```").map(|line| format!("{line}\n")).collect();
                if page.sections.last().is_some_and(|section| section == "Mended") {
                    page.mended_fences.push((language.to_owned(), fence.clone()));
                }
                if let Some(step) = placed(&paragraph, fence) {
                    page.add(step);
                }
                paragraph.clear();
            } else if let Some(title) = line.strip_prefix("# ") {
                page.title = title.to_owned();
            } else if let Some(title) = line.strip_prefix("## ") {
                page.sections.push(title.to_owned());
            } else if line.is_empty() {
                page.end(&paragraph);
                // What leads to a fence is still wanted there.
                if !paragraph.ends_with(':') {
                    paragraph.clear();
                }
            } else {
                paragraph = format!("{paragraph} {line}").trim().to_owned();
            }
        }
        page.end(&paragraph);
        page
    }

    fn end(&mut self, paragraph: &str) {
        if self.severity.is_empty() {
            self.severity = paragraph.split_once('.').map_or("", |(first, _)| first).to_owned();
        }
        if let Some(step) = undone(paragraph) {
            self.add(step);
        }
    }

    fn add(&mut self, step: Step) {
        match self.sections.last().map(String::as_str) {
            None => self.both.push(step),
            Some("At fault") => self.at_fault.push(step),
            Some(_) => self.mended.push(step),
        }
    }
}

fn placed(paragraph: &str, text: String) -> Option<Step> {
    let path = paragraph.strip_suffix("`:")?.rsplit('`').next()?.to_owned();
    let lead = paragraph.strip_suffix(&format!("`{path}`:"))?.trim_end();
    match lead.rsplit(['.', ':']).next()?.trim() {
        "In" => Some(Step::Lines { path, text }),
        "The whole of" => Some(Step::Whole { path, text }),
        _ => None,
    }
}

fn undone(paragraph: &str) -> Option<Step> {
    let parts: Vec<&str> = paragraph.split('`').collect();
    match parts.as_slice() {
        ["", path, " is not there."] => Some(Step::Gone { path: (*path).to_owned() }),
        ["In ", path, ", no line begins with ", key, "."] => {
            Some(Step::Without { path: (*path).to_owned(), key: (*key).to_owned() })
        }
        _ => None,
    }
}

/// Does to `files` what an example says.
pub(crate) fn apply<'a>(steps: impl IntoIterator<Item = &'a Step>, files: &mut Files) {
    for step in steps {
        match step {
            Step::Whole { path, text } => {
                files.insert(path.clone(), text.clone());
            }
            Step::Gone { path } => {
                files.remove(path);
            }
            Step::Without { path, key } => {
                let old = files.get(path).unwrap_or_else(|| panic!("there is no {path} to take `{key}` from"));
                let kept = old.lines().filter(|line| !line.starts_with(key.as_str()));
                let new = kept.map(|line| format!("{line}\n")).collect();
                files.insert(path.clone(), new);
            }
            Step::Lines { path, text } => {
                let old = files.get(path).unwrap_or_else(|| panic!("there is no {path} for lines to stand in"));
                let new = if path.ends_with(".md") { in_words(old, text) } else { in_toml(old, text) };
                files.insert(path.clone(), new);
            }
        }
    }
}

/// Front matter over front matter, prose in place of prose.
fn in_words(old: &str, new: &str) -> String {
    let (front, body) = halves(old);
    let (new_front, new_body) = halves(new);
    let body = if new_body.trim().is_empty() { body } else { new_body };
    format!("+++\n{}+++\n{body}", in_toml(front, new_front))
}

fn halves(text: &str) -> (&str, &str) {
    text.strip_prefix("+++\n").and_then(|rest| rest.split_once("+++\n")).unwrap_or(("", text))
}

#[derive(Default)]
struct Section {
    /// `[people.mona]`; nothing at the top.
    header: String,
    /// Key, and the lines that say it.
    items: Vec<(String, String)>,
}

impl Section {
    /// `questions.answers` of `[[questions.answers]]`.
    fn name(&self) -> &str {
        self.header.trim_matches(['[', ']'])
    }
}

/// The tables of a file by their lines, so that broken ones can be taken apart too.
fn tables(text: &str) -> Vec<Section> {
    let mut tables = vec![Section::default()];
    for line in text.lines().filter(|line| !line.is_empty()) {
        let last = tables.last_mut().expect("there is the top");
        if line.starts_with('[') {
            tables.push(Section { header: line.to_owned(), items: Vec::new() });
        } else if line.starts_with([' ', ']', '}']) {
            let item = last.items.last_mut().expect("a line that goes on follows one that begins");
            item.1.push_str(&format!("{line}\n"));
        } else {
            let key = line.split(['=', ':']).next().unwrap_or(line).trim();
            last.items.push((key.to_owned(), format!("{line}\n")));
        }
    }
    tables
}

fn in_toml(old: &str, new: &str) -> String {
    let mut old = tables(old);
    let new = tables(new);
    let lists = new.iter().filter(|table| table.header.starts_with("[["));
    for list in lists {
        let below = format!("{}.", list.name());
        old.retain(|table| table.name() != list.name() && !table.name().starts_with(&below));
    }
    for table in new {
        let place = old.iter_mut().find(|known| known.header == table.header);
        match place.filter(|_| !table.header.starts_with("[[")) {
            Some(known) => {
                known.items.retain(|(key, _)| !table.items.iter().any(|(new, _)| new == key));
                known.items.extend(table.items);
            }
            None => old.push(table),
        }
    }
    let mut text = String::new();
    for table in old {
        if !table.header.is_empty() {
            text.push_str(&format!("\n{}\n", table.header));
        }
        for (_, lines) in table.items {
            text.push_str(&lines);
        }
    }
    text
}

#[test]
fn lines_take_the_place_of_those_with_the_same_key() {
    let old = "a = 1\nb = [\n  2,\n]\n\n[t]\nc = 3\n\n[[l]]\nd = 4\n\n[[l.m]]\ne = 5\n";
    assert_eq!(
        in_toml(old, "b = 6\n[t]\nc = 7\nc = 8\n"),
        "a = 1\nb = 6\n\n[t]\nc = 7\nc = 8\n\n[[l]]\nd = 4\n\n[[l.m]]\ne = 5\n"
    );
    assert_eq!(
        in_toml(old, "[[l]]\nd = 9\n[u]\nf = 1\n"),
        "a = 1\nb = [\n  2,\n]\n\n[t]\nc = 3\n\n[[l]]\nd = 9\n\n[u]\nf = 1\n"
    );
    assert_eq!(in_words("+++\nt = 1\n+++\n\nold\n", "new\n"), "+++\nt = 1\n+++\nnew\n");
    assert_eq!(in_words("+++\nt = 1\n+++\nold\n", "+++\ns = 2\n+++\n"), "+++\nt = 1\ns = 2\n+++\nold\n");
}
