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
}

impl ListPatterns {
    pub(crate) fn new(tag: &Tag) -> Option<ListPatterns> {
        let formatter = ListFormatter::try_new_and(tag.into(), Default::default()).ok()?;
        Some(ListPatterns { formatter })
    }

    /// The items stay runs of their own, so that what joins them («و») never grows into a name.
    pub(crate) fn join(&self, items: Vec<StyledText>) -> StyledText {
        let texts: Vec<String> = items.iter().map(StyledText::bare).collect();
        let mut sink = Literals { literals: vec![String::new()], depth: 0 };
        // Writing into memory does not fail.
        let _ = self.formatter.format(texts.iter()).write_to_parts(&mut sink);
        let mut joined = StyledText::default();
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
