//! The words, and the exceptions.

use std::cell::RefCell;
use std::collections::BTreeSet;

/// The contents of `xtask/words.txt`.
pub(super) struct WordList {
    /// A word or several, in lower case, and what to use instead.
    words: Vec<(String, String)>,
    /// Phrases that contain a word and are right: everywhere, or in one file.
    exceptions: Vec<Exception>,
    /// The exceptions that were needed.
    used: RefCell<BTreeSet<usize>>,
}

struct Exception {
    /// Empty for all files.
    path: String,
    phrase: String,
}

impl WordList {
    /// Reads lines `words: INSTEAD | WORD, WORD` and `allow: PHRASE | REASON` or `allow PATH: PHRASE | REASON`.
    ///
    /// # Errors
    /// Names the line that is none of these.
    pub(super) fn parse(text: &str) -> Result<WordList, String> {
        let mut list = WordList { words: Vec::new(), exceptions: Vec::new(), used: RefCell::default() };
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let parts = || Some((line.split_once(": ")?.0, line.split_once(": ")?.1.split_once(" | ")?));
            let Some((kind, (first, second))) = parts() else { return Err(format!("not an entry: {line}")) };
            match kind.split_once(' ') {
                None if kind == "words" => {
                    let words = second.split(", ").map(|word| (word.to_lowercase(), first.to_owned()));
                    list.words.extend(words);
                }
                None if kind == "allow" => list.allow("", first),
                Some(("allow", path)) => list.allow(path, first),
                _ => return Err(format!("not an entry: {line}")),
            }
        }
        Ok(list)
    }

    fn allow(&mut self, path: &str, phrase: &str) {
        self.exceptions.push(Exception { path: path.to_owned(), phrase: phrase.to_lowercase() });
    }

    /// The listed words in a text of the file at `path`, each with what to use instead.
    pub(super) fn find(&self, path: &str, text: &str) -> Vec<(&str, &str)> {
        let lower = text.to_lowercase();
        let mut found = Vec::new();
        for (word, instead) in &self.words {
            for (at, _) in lower.match_indices(word.as_str()) {
                let range = at..at + word.len();
                if is_whole(&lower, &range) && !self.is_allowed(path, &lower, &range) {
                    found.push((word.as_str(), instead.as_str()));
                }
            }
        }
        found
    }

    fn is_allowed(&self, path: &str, text: &str, word: &std::ops::Range<usize>) -> bool {
        for (n, Exception { path: of, phrase }) in self.exceptions.iter().enumerate() {
            let is_here = of.is_empty() || of == path;
            let around = |at: usize| at <= word.start && word.end <= at + phrase.len();
            if is_here && text.match_indices(phrase.as_str()).any(|(at, _)| around(at)) {
                self.used.borrow_mut().insert(n);
                return true;
            }
        }
        false
    }

    /// The phrases of exceptions that nothing needed.
    pub(super) fn unused(&self) -> Vec<&str> {
        let used = self.used.borrow();
        let unused = self.exceptions.iter().enumerate().filter(|(n, _)| !used.contains(n));
        unused.map(|(_, exception)| exception.phrase.as_str()).collect()
    }
}

/// Whether no letter, digit or underscore is next to it.
fn is_whole(text: &str, range: &std::ops::Range<usize>) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    !text[..range.start].ends_with(is_part) && !text[range.end..].starts_with(is_part)
}

#[cfg(test)]
mod tests {
    use super::WordList;

    const LIST: &str =
        "# comment\nwords: fix | mend, mended\nallow: the mended pot | a pot\nallow a.md: mend | there\n";

    #[test]
    fn whole_words_are_found_in_any_case() {
        let list = WordList::parse(LIST).expect("it is a list");
        assert_eq!(
            list.find("b.md", "Mend it, and what is mended; amend, mender, `to_mend`"),
            [("mend", "fix"), ("mended", "fix")]
        );
    }

    #[test]
    fn exceptions_are_for_a_phrase_and_perhaps_a_file() {
        let list = WordList::parse(LIST).expect("it is a list");
        assert!(list.find("b.md", "the mended pot").is_empty());
        assert!(list.find("a.md", "mend").is_empty());
        assert_eq!(list.find("b.md", "mend").len(), 1);
        assert!(list.unused().is_empty());
    }

    #[test]
    fn other_lines_are_refused() {
        assert!(WordList::parse("mend\n").is_err());
        assert!(WordList::parse("words: mend\n").is_err());
    }
}
