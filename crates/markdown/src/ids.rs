//! The `id` attributes of one page.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

/// The ids that a page has given out, so that each is unique: pass the same one to every
/// [`document`](super::document) of a page, with its rows reserved before. Ids that a page adds by itself begin with
/// `_`, which no id of an author can.
#[derive(Clone, Debug, Default)]
pub struct Ids {
    used: BTreeSet<String>,
    next: BTreeMap<String, usize>,
}

impl Ids {
    /// Reserves `id` for another use.
    pub fn reserve(&mut self, id: impl Into<String>) {
        self.used.insert(id.into());
    }

    /// `wanted`, or with the first number that makes it unique.
    pub fn unique(&mut self, wanted: &str) -> String {
        if self.used.insert(wanted.to_owned()) {
            return wanted.to_owned();
        }
        let next = self.next.entry(wanted.to_owned()).or_insert(2);
        loop {
            let id = format!("{wanted}-{next}");
            *next += 1;
            if self.used.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// Letters, marks and digits of any script in lower case, `-` for all between them; NFC.
/// `section` where nothing is left.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.nfc().flat_map(char::to_lowercase) {
        let mark = unicode_normalization::char::is_combining_mark(c);
        if c.is_alphanumeric() || (mark && !slug.is_empty() && !gap) {
            if gap && !slug.is_empty() {
                slug.push('-');
            }
            gap = false;
            slug.push(c);
        } else if !matches!(c, '\u{200C}'..='\u{200F}' | '\u{2066}'..='\u{2069}' | '\'' | '’' | '\u{AD}') {
            gap = true;
        }
    }
    if slug.is_empty() { "section".to_owned() } else { slug.nfc().collect() }
}
