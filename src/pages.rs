//! The page about each code: what it means, an example at fault, the same one mended.

use mizan_source::diagnostics::Code;

/// Path in the repository and text, sorted by path.
const PAGES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/diagnostics_pages.rs"));

/// What the numbers of codes begin with, and what these have in common.
pub const RANGES: &[(&str, &str)] = &[
    ("MZ00", "Files and syntax"),
    ("MZ01", "The site's config.toml"),
    ("MZ02", "Facts"),
    ("MZ03", "Words"),
    ("MZ04", "Markdown, links and pictures"),
    ("MZ05", "Addresses"),
    ("MZ06", "Themes"),
    ("MZ07", "Rules of good practice"),
];

/// The page about `code`, in Markdown: `docs/diagnostics/MZ0202.md`.
pub fn page(code: Code) -> &'static str {
    let page = PAGES.iter().find(|(path, _)| name(path) == Some(code.id()));
    // A test sees to it that every code has a page.
    page.map_or(code.title(), |(_, text)| text)
}

/// What pages there are, by the names of their files: `MZ0202`.
pub fn pages() -> impl Iterator<Item = &'static str> {
    PAGES.iter().filter_map(|(path, _)| name(path))
}

/// The code that somebody means by `MZ0202`, `mz0202`, `0202` or `202`.
pub fn find(written: &str) -> Option<Code> {
    let written = written.trim().to_ascii_uppercase();
    let digits = written.strip_prefix("MZ").unwrap_or(&written);
    let plain = (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let id = format!("MZ{digits:0>4}");
    Code::ALL.iter().copied().find(|code| plain && code.id() == id)
}

fn name(path: &str) -> Option<&str> {
    path.rsplit('/').next()?.strip_suffix(".md")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_may_be_written_in_short() {
        for written in ["MZ0202", "mz0202", "0202", "202", " Mz202 "] {
            assert_eq!(find(written), Some(Code::UnknownFeature), "{written}");
        }
        for written in ["", "MZ", "0", "9999", "20 2", "+202", "MZMZ0202", "00202", "tier"] {
            assert_eq!(find(written), None, "{written}");
        }
    }
}
