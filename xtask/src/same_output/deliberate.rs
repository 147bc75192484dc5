//! Intended differences, with their reasons.

use std::path::Path;

use crate::Failure;

/// The entries of a file: a line each, `BEGINNING OF A DIFFERENCE | REASON`; `#` starts a comment.
pub(super) struct Deliberate(Vec<String>);

impl Deliberate {
    pub(super) fn read(path: &Path) -> Result<Deliberate, Failure> {
        let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        Deliberate::parse(&text)
    }

    fn parse(text: &str) -> Result<Deliberate, Failure> {
        let mut entries = Vec::new();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            match line.split_once(" | ") {
                Some((beginning, reason)) if !reason.trim().is_empty() => entries.push(beginning.trim().to_owned()),
                _ => return Err(format!("a deliberate difference without a reason: {line}").into()),
            }
        }
        Ok(Deliberate(entries))
    }

    pub(super) fn explains(&self, difference: &str) -> bool {
        self.0.iter().any(|beginning| difference.starts_with(beginning.as_str()))
    }

    /// Entries that no difference needs any more.
    pub(super) fn unused<'a>(&'a self, differences: &[String]) -> Vec<&'a str> {
        let needed = |beginning: &str| differences.iter().any(|difference| difference.starts_with(beginning));
        self.0.iter().map(String::as_str).filter(|beginning| !needed(beginning)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Deliberate;

    #[test]
    fn an_entry_explains_what_begins_like_it() {
        let list =
            Deliberate::parse("# comment\n\ntests/sites/full: en/ | a class has a new name\n").expect("two parts");
        assert!(list.explains("tests/sites/full: en/yachts/index.html differs at byte 7"));
        assert!(!list.explains("tests/sites/full: ar/index.html differs at byte 7"));
        assert_eq!(list.unused(&[]), ["tests/sites/full: en/"]);
    }

    #[test]
    fn an_entry_needs_a_reason() {
        assert!(Deliberate::parse("tests/sites/full: en/\n").is_err());
        assert!(Deliberate::parse("tests/sites/full: en/ | \n").is_err());
    }
}
