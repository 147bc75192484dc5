//! The text around and between the digits of a formatted number.

/// The text before the first and after the last digit: sign, currency, percent sign, marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Affixes {
    pub before: String,
    pub after: String,
}

impl Affixes {
    pub(crate) fn of(text: &str, digits: &[char; 10]) -> Affixes {
        let (before, _, after) = split(text, digits);
        Affixes { before: before.to_owned(), after: after.to_owned() }
    }

    /// The first text between two digits; empty where all digits are adjacent.
    pub(crate) fn inside(text: &str, digits: &[char; 10]) -> String {
        let (_, number, _) = split(text, digits);
        number.chars().skip_while(|c| digits.contains(c)).take_while(|c| !digits.contains(c)).collect()
    }

    pub(crate) fn around(&self, number: &str) -> String {
        format!("{}{number}{}", self.before, self.after)
    }

    pub(crate) fn map(&self, change: impl Fn(&str) -> String) -> Affixes {
        Affixes { before: change(&self.before), after: change(&self.after) }
    }
}

/// Before the first digit, from it to the last, after that. Without digits, all is in the middle.
pub(super) fn split<'a>(text: &'a str, digits: &[char; 10]) -> (&'a str, &'a str, &'a str) {
    let start = text.find(|c| digits.contains(&c));
    let end = text.rfind(|c| digits.contains(&c)).and_then(|end| Some(end + text[end..].chars().next()?.len_utf8()));
    match (start, end) {
        (Some(start), Some(end)) => (&text[..start], &text[start..end], &text[end..]),
        _ => ("", text, ""),
    }
}

/// `text` with the first of `marks`, and the direction marks beside it, replaced.
pub(super) fn replace_mark(text: &str, marks: &[char], replacement: &str) -> String {
    const DIRECTION: [char; 3] = ['\u{200e}', '\u{200f}', '\u{61c}'];
    let Some((at, mark)) = text.char_indices().find(|(_, c)| marks.contains(c)) else {
        return text.to_owned();
    };
    let before = text[..at].trim_end_matches(DIRECTION);
    let after = text[at + mark.len_utf8()..].trim_start_matches(DIRECTION);
    format!("{before}{replacement}{after}")
}
