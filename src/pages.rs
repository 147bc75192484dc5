//! The page about each code: what it means, an example that causes it, and the same example fixed.

use mizan_source::diagnostics::Code;

/// Path in the repository and text, sorted by path.
const PAGES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/diagnostics_pages.rs"));

/// The prefix of every path. English pages are directly in it, those of another language in a folder named after its tag.
const FOLDER: &str = "docs/diagnostics/";

/// The language in which every code has a page.
pub const ENGLISH: &str = "en";

/// The ranges of codes, with headings.
pub const RANGES: &[(&str, &str)] = &[
    ("MZ00", "Files and syntax"),
    ("MZ01", "The site's config.toml"),
    ("MZ02", "Facts"),
    ("MZ03", "Text and translations"),
    ("MZ04", "Markdown, links and images"),
    ("MZ05", "URLs"),
    ("MZ06", "Themes"),
    ("MZ07", "Lint rules"),
];

/// The page about `code`, in Markdown: `docs/diagnostics/MZ0202.md`.
pub fn page(code: Code) -> &'static str {
    // A test checks that every code has a page.
    page_in(code, ENGLISH).unwrap_or(code.title())
}

/// The page about `code` in `language`, if there is one: `docs/diagnostics/ar/MZ0202.md`.
pub fn page_in(code: Code, language: &str) -> Option<&'static str> {
    let mut all = PAGES.iter().filter_map(|(path, text)| Some((place(path)?, *text)));
    all.find(|(place, _)| *place == (language, code.id())).map(|(_, text)| text)
}

/// The title of a page: its first line after the code, `# MZ0202: …`.
pub fn title(page: &str) -> Option<&str> {
    page.lines().next()?.split_once(": ").map(|(_, title)| title)
}

/// The names of the pages in `language`: `MZ0202`.
pub fn pages(language: &str) -> impl Iterator<Item = &'static str> {
    let all = PAGES.iter().filter_map(|(path, _)| place(path));
    all.filter(move |(known, _)| *known == language).map(|(_, name)| name)
}

/// The languages that have pages, English first.
pub fn languages() -> Vec<&'static str> {
    let mut languages = vec![ENGLISH];
    for (language, _) in PAGES.iter().filter_map(|(path, _)| place(path)) {
        if !languages.contains(&language) {
            languages.push(language);
        }
    }
    languages
}

/// The code for `MZ0202`, `mz0202`, `0202` or `202`.
pub fn find(written: &str) -> Option<Code> {
    let written = written.trim().to_ascii_uppercase();
    let digits = written.strip_prefix("MZ").unwrap_or(&written);
    let plain = (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let id = format!("MZ{digits:0>4}");
    Code::ALL.iter().copied().find(|code| plain && code.id() == id)
}

/// The language and the name of a page: `ar` and `MZ0202`.
fn place(path: &'static str) -> Option<(&'static str, &'static str)> {
    let name = path.strip_prefix(FOLDER)?.strip_suffix(".md")?;
    Some(name.split_once('/').unwrap_or((ENGLISH, name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_may_be_abbreviated() {
        for written in ["MZ0202", "mz0202", "0202", "202", " Mz202 "] {
            assert_eq!(find(written), Some(Code::UnknownFeature), "{written}");
        }
        for written in ["", "MZ", "0", "9999", "20 2", "+202", "MZMZ0202", "00202", "tier"] {
            assert_eq!(find(written), None, "{written}");
        }
    }

    #[test]
    fn a_path_contains_language_and_code() {
        assert_eq!(place("docs/diagnostics/MZ0202.md"), Some(("en", "MZ0202")));
        assert_eq!(place("docs/diagnostics/ar/MZ0202.md"), Some(("ar", "MZ0202")));
        assert_eq!(place("docs/start.md"), None);
        assert_eq!(languages().first(), Some(&ENGLISH));
    }
}
