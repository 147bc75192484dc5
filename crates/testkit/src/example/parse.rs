//! Reads the Markdown of an example.

use super::escape::{unescape, unescape_path};
use super::{Example, FAILING, FIXED, Step};

impl Example {
    /// Reads a page or a case.
    ///
    /// # Errors
    /// If a block is not closed, or no sentence gives its meaning.
    pub fn parse(text: &str) -> Result<Example, String> {
        let mut example = Example::default();
        let mut paragraph = String::new();
        let mut lines = Lines { text, at: 0, number: 0 };
        while let Some((start, line)) = lines.next() {
            if let Some((fence, language)) = fence(line) {
                let opened = lines.number;
                let block = lines.until(fence).ok_or_else(|| format!("the block of line {opened} is not closed"))?;
                example.block(&paragraph, language, &text[block.clone()], opened)?;
                if paragraph == "Mizan reports:" {
                    example.report = Some(text[block.clone()].to_owned());
                    example.report_range = Some(block);
                }
                paragraph.clear();
            } else if let Some(title) = line.strip_prefix("# ") {
                example.title = title.to_owned();
            } else if let Some(title) = line.strip_prefix("## ") {
                if example.in_section(FAILING) {
                    // The empty line before the heading stays there.
                    example.failing_end = start.saturating_sub(1);
                }
                example.sections.push(title.to_owned());
            } else if line.is_empty() {
                example.end_of(&paragraph)?;
                // What leads to a block is still needed there.
                if !paragraph.ends_with(':') {
                    paragraph.clear();
                }
            } else {
                paragraph = format!("{paragraph} {line}").trim().to_owned();
            }
        }
        example.end_of(&paragraph)?;
        if example.failing_end == 0 {
            example.failing_end = text.len();
        }
        Ok(example)
    }

    fn in_section(&self, title: &str) -> bool {
        self.sections.last().is_some_and(|section| section == title)
    }

    fn block(&mut self, paragraph: &str, language: &str, text: &str, line: usize) -> Result<(), String> {
        if self.in_section(FIXED) {
            self.fixed_blocks.push((language.to_owned(), text.to_owned()));
        }
        match placed(paragraph, language, text)? {
            Some(step) => self.add(step),
            None if paragraph != "Mizan reports:" => self.unplaced.push(line),
            None => {}
        }
        Ok(())
    }

    fn end_of(&mut self, paragraph: &str) -> Result<(), String> {
        if self.severity.is_empty() {
            self.severity = paragraph.split_once('.').map_or("", |(first, _)| first).to_owned();
        }
        let parts: Vec<&str> = paragraph.split('`').collect();
        match parts.as_slice() {
            ["Site: ", name, "."] => self.site = Some((*name).to_owned()),
            ["", path, " is not there."] => self.add(Step::Gone { path: unescape_path(path)? }),
            ["", path, " is a link to ", target, "."] => {
                self.add(Step::Link { path: unescape_path(path)?, target: (*target).to_owned() });
            }
            ["In ", path, ", no line begins with ", key, "."] => {
                self.add(Step::Without { path: unescape_path(path)?, key: (*key).to_owned() });
            }
            _ => {}
        }
        Ok(())
    }

    fn add(&mut self, step: Step) {
        match self.sections.last().map(String::as_str) {
            // A case has no sections: it fails as a whole.
            None => self.shared.push(step),
            Some(FAILING) => self.failing.push(step),
            Some(_) => self.fixed.push(step),
        }
    }
}

/// What a paragraph that ends in "In `PATH`:" or the like makes of the block after it.
fn placed(paragraph: &str, language: &str, text: &str) -> Result<Option<Step>, String> {
    let Some(written) = paragraph.strip_suffix("`:").and_then(|lead| lead.rsplit('`').next()) else {
        return Ok(None);
    };
    let lead = paragraph.strip_suffix(&format!("`{written}`:")).unwrap_or_default().trim_end();
    let path = unescape_path(written)?;
    Ok(match lead.rsplit(['.', ':']).next().unwrap_or_default().trim() {
        "In" if language == "diff" => Some(Step::Diff { path, text: text.to_owned() }),
        "In" => Some(Step::Lines { path, text: text.to_owned() }),
        "The whole of" => Some(Step::Whole { path, bytes: text.as_bytes().to_vec() }),
        "The bytes of" => Some(Step::Whole { path, bytes: unescape(text)? }),
        _ => None,
    })
}

/// The backticks that begin a block, and its language.
fn fence(line: &str) -> Option<(&str, &str)> {
    let language = line.trim_start_matches('`');
    let fence = &line[..line.len() - language.len()];
    (fence.len() >= 3).then_some((fence, language))
}

struct Lines<'a> {
    text: &'a str,
    at: usize,
    /// Of the last line, from 1.
    number: usize,
}

impl<'a> Lines<'a> {
    /// Where the next line begins, and the line.
    fn next(&mut self) -> Option<(usize, &'a str)> {
        let start = self.at;
        let rest = self.text.get(start..).filter(|rest| !rest.is_empty())?;
        let line = rest.split('\n').next()?;
        self.at = self.text.len().min(start + line.len() + 1);
        self.number += 1;
        Some((start, line))
    }

    /// What is before the line `fence`, which is read too.
    fn until(&mut self, fence: &str) -> Option<std::ops::Range<usize>> {
        let from = self.at;
        loop {
            let (start, line) = self.next()?;
            if line == fence {
                return Some(from..start);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{SiteEntry, SiteFiles};
    use super::*;

    const CASE: &str = "# MZ0001: odd things\n\nSite: `none`.\n\nThe whole of `a.toml`:\n\n```toml\nx = 1\n```\n\n\
        In `a.toml`:\n\n```diff\n-x = 1\n+x = 2\n```\n\nThe bytes of `\\u{e9}`:\n\n````text\n```\n\\xE9\n````\n\n\
        `b` is a link to `..`.\n\n";

    #[test]
    fn each_sentence_is_a_step() {
        let example = Example::parse(CASE).unwrap();
        assert_eq!(example.title, "MZ0001: odd things");
        assert_eq!(example.site.as_deref(), Some("none"));
        let mut files = SiteFiles::default();
        example.shared.iter().for_each(|step| files.apply(step).unwrap());
        let expected = [
            ("a.toml", SiteEntry::File(b"x = 2\n".to_vec())),
            ("b", SiteEntry::Link("..".to_owned())),
            ("\u{e9}", SiteEntry::File(b"```\n\xE9\n".to_vec())),
        ];
        assert_eq!(files, SiteFiles(expected.map(|(path, entry)| (path.to_owned(), entry)).into()));
    }

    #[test]
    fn a_report_is_replaced_or_added_where_the_failing_half_ends() {
        for text in [CASE.trim_end().to_owned() + "\n", "## Example\n\nSo.\n\n## Fixed\n\nNot so.\n".to_owned()] {
            let first = Example::parse(&text).unwrap().with_report(&text, "one\n\n");
            let example = Example::parse(&first).unwrap();
            assert_eq!(example.report.as_deref(), Some("one\n"), "{first}");
            let second = example.with_report(&first, "two");
            assert_eq!(second, first.replace("\none\n", "\ntwo\n"));
            assert_eq!(second.find("Fixed"), text.find("Fixed").map(|at| at + second.len() - text.len()));
        }
    }

    #[test]
    fn a_block_that_is_not_closed_or_not_placed_is_seen() {
        assert!(Example::parse("In `a`:\n\n```toml\nx\n").is_err());
        assert_eq!(Example::parse("Inn `a`:\n\n```toml\nx\n```\n").unwrap().unplaced, [3]);
    }
}
