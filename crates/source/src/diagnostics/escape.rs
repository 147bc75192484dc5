//! Escapes the text of authors in messages.

/// What an author or a file wrote may hold characters that would steer the terminal, or break a message
/// apart: they are shown by their numbers. Letters of all scripts stay as they are.
pub fn line(text: &str) -> String {
    escaped(text, |c| c.is_control() || is_separator(c))
}

/// Like [`line`], for text of several lines.
pub fn lines(text: &str) -> String {
    escaped(text, |c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}

/// The line and paragraph separators of Unicode.
fn is_separator(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}')
}

fn escaped(text: &str, breaks: impl Fn(char) -> bool) -> String {
    let turns = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' if breaks(c) => shown.push_str("\\n"),
            '\r' if breaks(c) => shown.push_str("\\r"),
            '\t' if breaks(c) => shown.push_str("\\t"),
            c if breaks(c) || turns(c) => shown.push_str(&format!("\\u{{{:X}}}", u32::from(c))),
            c => shown.push(c),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_shown_by_its_number() {
        assert_eq!(
            line("a\nX-Evil: 1\t\u{1b}[31m\u{85}\u{2028}\u{202e}b"),
            "a\\nX-Evil: 1\\t\\u{1B}[31m\\u{85}\\u{2028}\\u{202E}b"
        );
        assert_eq!(lines("a\n\tb\u{7}"), "a\n\tb\\u{7}");
    }

    #[test]
    fn letters_of_all_scripts_and_their_joiners_stay() {
        for text in ["عنوان", "می\u{200c}خواهم", "日本語", "हिन्दी", "e\u{301}", "👩\u{200d}💻", "x\u{200f}y"]
        {
            assert_eq!(line(text), text);
        }
    }
}
