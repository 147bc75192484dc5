//! What `mizan new` writes for the author to replace, left as it was: lines marked "fill in", and the words of the
//! example site.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::lint::{Check, FileInput, LintRule};
use mizan_source::Span;
use mizan_source::diagnostics::{Code, Diagnostics};

#[doc = include_str!("../../../../docs/diagnostics/MZ0733.md")]
pub(super) struct StarterText;

impl LintRule for StarterText {
    const CODE: Code = Code::StarterText;
    const CHECK: Check = Check::File(check);
    const BEFORE_PUBLISHING: bool = true;
}

macro_rules! starter {
    ($($language:literal),*) => {
        [$((
            include_str!(concat!("../../../../src/scaffold/templates/site/", $language, "/home.md")),
            include_str!(concat!("../../../../src/scaffold/templates/site/", $language, "/about.md")),
            include_str!(concat!("../../../../src/scaffold/templates/site/", $language, "/site.toml")),
            include_str!(concat!("../../../../src/scaffold/templates/site/", $language, "/guide.md")),
            include_str!(concat!("../../../../src/scaffold/templates/voice/", $language, "/mark")),
        )),*]
    };
}

/// The files that the scaffold itself uses: home, about, site, the guide, and the mark of lines to be filled in.
const STARTERS: [(&str, &str, &str, &str, &str); 6] = starter!["ar", "de", "en", "fa", "fr", "he"];

/// Lines of the example that say of themselves that they are one. Others, such as how a site compares, may be kept.
static LINES: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let mut lines = BTreeSet::new();
    for (home, about, site, guide, _) in STARTERS {
        let body = |text: &'static str| text.splitn(3, "+++").nth(2).unwrap_or_default().lines();
        lines.extend(body(home).filter(|line| line.split(' ').count() > 4));
        lines.extend(body(about).find(|line| !line.is_empty()));
        lines.extend(
            [about, site, guide].iter().flat_map(|text| text.lines().find(|line| line.starts_with("description"))),
        );
    }
    lines
});

fn check(FileInput { sources, path, file, text, .. }: &FileInput<'_>) -> Diagnostics {
    let mut found = Diagnostics::default();
    if !path.starts_with("content/") || is_draft(path, text, |path| sources.file(sources.find(path)?).text()) {
        return found;
    }
    let mut at = 0;
    let mut is_toml = !path.ends_with(".md");
    let mut example = None;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let line = line.trim_end();
        if path.ends_with(".md") && line == "+++" {
            is_toml = !is_toml;
            continue;
        }
        if line.trim_start().starts_with('#') && is_toml {
            continue;
        }
        if is_toml && let Some((before, mark)) = marked(line) {
            let key = before.split('=').next().unwrap_or_default().trim();
            let place = start + before.len()..start + line.len();
            found.push(
                StarterText::warning(format!("`{key}` is not filled in"))
                    .at(Span::new(*file, place), "what is before this comment would be published")
                    .help(format!("write your own value, and remove the comment `# {mark}`")),
            );
        } else if example.is_none() && LINES.contains(line) {
            example = Some(start..start + line.len());
        }
    }
    if let Some(place) = example {
        found.push(
            StarterText::warning(format!("`{path}` has the text of the example site"))
                .at(Span::new(*file, place), "written by `mizan new`")
                .help("write your own text, or remove what is about the example"),
        );
    }
    found
}

/// A line with a value, without its mark, and the mark.
fn marked(line: &str) -> Option<(&str, &'static str)> {
    STARTERS.iter().find_map(|(.., mark)| {
        let mark = mark.trim_end();
        let before = line.strip_suffix(mark)?.strip_suffix(" # ")?;
        before.contains('=').then_some((before, mark))
    })
}

/// Whether the page that a file belongs to is not published yet.
fn is_draft<'a>(path: &str, text: &str, read: impl Fn(&str) -> Option<&'a str>) -> bool {
    let draft = |text: &str| text.lines().any(|line| line.trim_end() == "draft = true");
    // content/guides/GUIDE/LANG/…
    let guide = path.match_indices('/').nth(3).filter(|_| path.starts_with("content/guides/"));
    let guide = guide.and_then(|(end, _)| read(&format!("{}/guide.md", &path[..end])));
    draft(text) || guide.is_some_and(draft)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_lines_and_a_mark_of_its_own() {
        let marks: BTreeSet<&str> = STARTERS.iter().map(|(.., mark)| mark.trim()).collect();
        assert!(marks.len() == 6 && marks.iter().all(|mark| !mark.is_empty()), "{marks:?}");
        assert!(LINES.len() >= 6 * 7, "{}: {LINES:?}", LINES.len());
        assert!(LINES.iter().all(|line| line.chars().count() > 15), "{LINES:?}");
    }

    #[test]
    fn only_lines_that_were_left_are_marked() {
        assert_eq!(marked("name = \"X\" # fill in"), Some(("name = \"X\"", "fill in")));
        assert_eq!(marked("name = \"X\" # أكمِل هنا").map(|(before, _)| before), Some("name = \"X\""));
        for line in ["name = \"X\"", "name = \"fill in\"", "name = \"X\" # please fill in", "Prose # fill in"] {
            assert_eq!(marked(line), None, "{line}");
        }
    }
}
