//! Text for machines.

use std::borrow::Cow;

/// Without the controls of direction (UAX #9, section 2): isolates, embeddings, overrides and marks,
/// which order a line for eyes and have no place in data, URLs and ids.
pub fn bare(text: &str) -> Cow<'_, str> {
    let control =
        |c: char| matches!(c, '\u{2066}'..='\u{2069}' | '\u{202A}'..='\u{202E}' | '\u{200E}' | '\u{200F}' | '\u{61C}');
    if text.contains(control) { Cow::Owned(text.replace(control, "")) } else { Cow::Borrowed(text) }
}
