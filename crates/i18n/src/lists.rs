//! Lists, as a language joins items with "and" (UTS #35, part 2, List Patterns).

use std::fmt;

use icu::list::ListFormatter;
use icu::list::parts::ELEMENT;
use icu::locale::Locale as Tag;
use writeable::{Part, PartsWrite, Writeable};

use mizan_model::{Run, StyledText};

#[derive(Debug)]
pub(super) struct ListPatterns {
    formatter: ListFormatter,
    arabic: bool,
}

impl ListPatterns {
    pub(crate) fn new(tag: &Tag) -> Option<ListPatterns> {
        let formatter = ListFormatter::try_new_and(tag.into(), Default::default()).ok()?;
        Some(ListPatterns { formatter, arabic: tag.id.language.as_str() == "ar" })
    }

    /// The items stay runs of their own, so that what joins them («و») never grows into a name. «و» is not put before a
    /// word that it cannot be written onto: then commas join the items, and in Arabic a word of its own the last.
    pub(crate) fn join(&self, items: Vec<StyledText>) -> StyledText {
        let texts: Vec<String> = items.iter().map(StyledText::bare).collect();
        let mut sink = Literals { literals: vec![String::new()], depth: 0 };
        // Writing into memory does not fail.
        let _ = self.formatter.format(texts.iter()).write_to_parts(&mut sink);
        let mut joined = StyledText::default();
        // Each literal but the first follows one item, and precedes the next.
        let glued = sink
            .literals
            .iter()
            .skip(1)
            .zip(texts.iter().skip(1))
            .any(|(literal, next)| literal.ends_with(CONJUNCTION) && begins_otherwise(next));
        if glued {
            let last = sink.literals.len() - 1;
            for (at, literal) in sink.literals.iter_mut().enumerate().take(last).skip(1) {
                let onto = texts.get(at).is_some_and(|next| begins_otherwise(next));
                *literal = String::from(match (self.arabic && at + 1 == last, onto) {
                    (true, true) => " وكذلك ",
                    (true, false) => " و",
                    (false, _) => "، ",
                });
            }
        }
        let mut literals = sink.literals.into_iter();
        let words = |text: Option<String>, joined: &mut StyledText| {
            if let Some(text) = text.filter(|text| !text.is_empty()) {
                joined.push(Run::Words(text));
            }
        };
        words(literals.next(), &mut joined);
        for item in items {
            joined.append(item);
            words(literals.next(), &mut joined);
        }
        joined
    }
}

/// The Arabic "and", which is written onto the word after it.
const CONJUNCTION: char = 'و';

/// Whether a text begins with a letter that «و» is not written onto.
fn begins_otherwise(text: &str) -> bool {
    text.chars().find(|c| c.is_alphanumeric()).is_some_and(is_other_letter)
}

/// Of a script that is not Arabic: «و» joins none of its letters.
fn is_other_letter(c: char) -> bool {
    c.is_alphabetic() && !matches!(c, '\u{600}'..='\u{8ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
}

/// Keeps the text before, between and after the elements.
struct Literals {
    literals: Vec<String>,
    depth: usize,
}

impl fmt::Write for Literals {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if self.depth == 0
            && let Some(literal) = self.literals.last_mut()
        {
            literal.push_str(text);
        }
        Ok(())
    }
}

impl PartsWrite for Literals {
    type SubPartsWrite = Literals;

    fn with_part(&mut self, part: Part, mut write: impl FnMut(&mut Literals) -> fmt::Result) -> fmt::Result {
        let element = part == ELEMENT;
        self.depth += usize::from(element);
        let done = write(self);
        self.depth -= usize::from(element);
        if element && self.depth == 0 {
            self.literals.push(String::new());
        }
        done
    }
}
