//! Text for programs, without isolates.

use std::borrow::Cow;

/// Without the controls of direction (UAX #9, section 2): isolates, embeddings, overrides and marks, and without those
/// of line breaks (UAX #14, section 5.1): soft hyphens, zero width spaces and word joiners. Both lay out a line for
/// eyes; in data, URLs and ids a name that has one would not equal the same name without it. The joiners U+200C and
/// U+200D are part of spelling, in Persian for example, and stay.
pub fn bare(text: &str) -> Cow<'_, str> {
    without(text, |c| is_isolate(c) || is_mark(c))
}

/// The same with isolates, for text that people read: without them a series of numbers or a telephone number is shown
/// in another order wherever a line begins with a letter of the other direction.
pub(super) fn isolated(text: &str) -> Cow<'_, str> {
    without(text, is_mark)
}

fn is_isolate(c: char) -> bool {
    ('\u{2066}'..='\u{2069}').contains(&c)
}

fn is_mark(c: char) -> bool {
    matches!(
        c,
        '\u{202A}'..='\u{202E}' | '\u{200E}' | '\u{200F}' | '\u{61C}' | '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}'
    )
}

fn without(text: &str, control: fn(char) -> bool) -> Cow<'_, str> {
    if text.contains(control) { Cow::Owned(text.replace(control, "")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn what_lays_out_a_line_is_left_out_and_spelling_stays() {
        assert_eq!(
            bare("Donau\u{AD}dampf\u{200B}schiff\u{2060}\u{FEFF} \u{2067}سفينة\u{2069}"),
            "Donaudampfschiff سفينة"
        );
        assert_eq!(bare("می\u{200C}نویسم \u{1F469}\u{200D}\u{1F4BB}"), "می\u{200C}نویسم \u{1F469}\u{200D}\u{1F4BB}");
    }
}
