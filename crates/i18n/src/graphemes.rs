//! What readers count as characters (UAX #29, extended grapheme clusters).

use icu::segmenter::GraphemeClusterSegmenter;

/// The characters of `text` as readers see them. Isolates and direction marks, which are invisible, are not
/// counted.
pub fn characters(text: &str) -> usize {
    let unseen = |c: char| matches!(c, '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{61C}');
    let seen: String = text.chars().filter(|c| !unseen(*c)).collect();
    // Boundaries, the one at the beginning too.
    GraphemeClusterSegmenter::new().segment_str(&seen).count().saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::characters;

    #[test]
    fn marks_and_isolates_are_no_characters() {
        assert_eq!(characters(""), 0);
        assert_eq!(characters("abc"), 3);
        assert_eq!(characters("زِن"), 2);
        assert_eq!(characters("\u{2066}HTTP/3\u{2069}"), 6);
        assert_eq!(characters("👩‍👧 e\u{301}"), 3);
    }
}
