//! Text for machines.

use std::borrow::Cow;

/// Without isolates (U+2066–2069), which have no place in data, URLs and ids.
pub fn bare(text: &str) -> Cow<'_, str> {
    let isolate = |c: char| matches!(c, '\u{2066}'..='\u{2069}');
    if text.contains(isolate) { Cow::Owned(text.replace(isolate, "")) } else { Cow::Borrowed(text) }
}
