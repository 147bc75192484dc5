//! Numbers as tables elsewhere have them: `1,299`, `8,200+`, `~900`, `7–10`. None of them is a value; messages name the
//! value that each means. What a number means is never guessed from its separators alone where they could mean another:
//! `1,299` is a thousand and more, and not a little more than one.

use super::read::{ascii_digit, decimal};
use crate::Bound;

/// What a text that is no number means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// A number with separators: `1,299.00`.
    Number(String),
    /// A number with a sign or a word for what it leaves open: `8,200+`.
    Bounded(Bound, String),
    /// From one number to another.
    Range(String, String),
}

/// Signs and words before a number, longest first.
const BEFORE: [(&str, Bound); 22] = [
    ("approximately", Bound::About),
    ("more than", Bound::MoreThan),
    ("less than", Bound::LessThan),
    ("at least", Bound::AtLeast),
    ("at most", Bound::AtMost),
    ("approx.", Bound::About),
    ("around", Bound::About),
    ("approx", Bound::About),
    ("about", Bound::About),
    ("under", Bound::LessThan),
    ("up to", Bound::AtMost),
    ("over", Bound::MoreThan),
    ("ca.", Bound::About),
    ("c.", Bound::About),
    (">=", Bound::AtLeast),
    ("<=", Bound::AtMost),
    ("≥", Bound::AtLeast),
    ("≤", Bound::AtMost),
    (">", Bound::MoreThan),
    ("<", Bound::LessThan),
    ("~", Bound::About),
    ("≈", Bound::About),
];

/// The value that a text means, as TOML writes numbers. `None` where it means none, or one of several.
pub(super) fn written(text: &str) -> Option<Written> {
    let text = text.trim();
    if let Some(number) = number(text) {
        return Some(Written::Number(number));
    }
    if let Some(number) = text.strip_suffix('+').and_then(number) {
        return Some(Written::Bounded(Bound::AtLeast, number));
    }
    let lower = text.to_lowercase();
    for (sign, bound) in BEFORE {
        if let Some(number) = lower.strip_prefix(sign).and_then(number) {
            return Some(Written::Bounded(bound, number));
        }
    }
    let ends = ["–", "—", "‒", "−", " to ", "..", "-"].iter().find_map(|dash| text.split_once(dash));
    let (min, max) = ends.and_then(|(min, max)| Some((number(min)?, number(max)?)))?;
    let is_upwards = decimal(&min).ok()? < decimal(&max).ok()?;
    is_upwards.then_some(Written::Range(min, max))
}

/// The number in a text, without the separators of its thousands.
pub(super) fn number(text: &str) -> Option<String> {
    let text = text.trim();
    let (sign, unsigned) = match text.strip_prefix(['-', '−', '+']) {
        Some(rest) => (if text.starts_with('+') { "" } else { "-" }, rest),
        None => ("", text),
    };
    // Arabic has signs of its own for the two, which cannot be mistaken.
    let marks: Vec<char> = unsigned.chars().map(|c| ascii_digit(c).unwrap_or(c)).map(plain_mark).collect();
    let has = |mark: char| marks.contains(&mark);
    let last = |marks_of: &[char]| marks.iter().rposition(|c| marks_of.contains(c));
    let (groups, fraction) = if has(DECIMAL) {
        (&[GROUP, ' ', ',', '.'][..], DECIMAL)
    } else if has(GROUP) || (has(' ') && !has(',') && !has('.')) {
        (&[GROUP, ' '][..], '.')
    } else if has(',') && has('.') {
        if last(&[',']) > last(&['.']) { (&['.', ' '][..], ',') } else { (&[',', ' '][..], '.') }
    } else if has(' ') {
        (&[' '][..], if has(',') { ',' } else { '.' })
    } else if has(',') {
        if groups_of_three(&marks, ',') { (&[','][..], '.') } else { (&[][..], ',') }
    } else if marks.iter().filter(|c| **c == '.').count() > 1 {
        (&['.'][..], ',')
    } else if groups_of_three(&marks, '.') {
        // A thousand and more, or a little more than one: only its author knows.
        return None;
    } else {
        (&[][..], '.')
    };
    let mut parts = marks.split(|c| *c == fraction);
    let (whole, part) = (parts.next()?, parts.next());
    if parts.next().is_some() {
        return None;
    }
    let whole = joined(whole, groups)?;
    let digits = |part: &[char]| !part.is_empty() && part.iter().all(char::is_ascii_digit);
    let number = match part {
        Some(part) if digits(part) => format!("{sign}{whole}.{}", part.iter().collect::<String>()),
        Some(_) => return None,
        None => format!("{sign}{whole}"),
    };
    decimal(&number).is_ok().then_some(number)
}

const GROUP: char = '\u{66C}';
const DECIMAL: char = '\u{66B}';

/// Separators that mean the same, as one of them.
fn plain_mark(c: char) -> char {
    match c {
        '\u{A0}' | '\u{202F}' | '\u{2009}' | '\'' | '’' | '_' => ' ',
        '\u{60C}' | '，' => ',',
        c => c,
    }
}

/// Whether `1,299` or `1,299,000`: all groups have three digits, and the number does not begin with 0, as in `0,299`.
fn groups_of_three(marks: &[char], mark: char) -> bool {
    marks.contains(&mark) && marks.first() != Some(&'0') && joined(marks, &[mark]).is_some()
}

/// The digits of groups: the first may be shorter, the last has three digits, those between three, or two in India.
fn joined(marks: &[char], groups: &[char]) -> Option<String> {
    let parts: Vec<&[char]> = marks.split(|c| groups.contains(c)).collect();
    let (first, rest) = parts.split_first()?;
    let lengths: Vec<usize> = rest.iter().map(|part| part.len()).collect();
    let fits = match lengths.split_last() {
        None => !first.is_empty(),
        Some((last, between)) => {
            let all = |length: usize| between.iter().all(|other| *other == length);
            *last == 3 && (1..=3).contains(&first.len()) && (all(3) || (all(2) && first.len() < 3))
        }
    };
    let is_number = parts.iter().all(|part| part.iter().all(char::is_ascii_digit));
    // TOML has no zero in front.
    let is_plain = first.len() == 1 || first.first() != Some(&'0');
    (fits && is_number && is_plain).then(|| parts.concat().into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_are_read_as_people_mean_them() {
        let read = |text: &str| number(text).unwrap_or_else(|| "?".to_owned());
        for (text, expected) in [
            ("1,299", "1299"),
            ("1,299,000", "1299000"),
            ("1,299.00", "1299.00"),
            ("1.299,00", "1299.00"),
            ("1.299.000", "1299000"),
            ("1.299.000,5", "1299000.5"),
            ("1 299", "1299"),
            ("1\u{202F}299,50", "1299.50"),
            ("1'299.50", "1299.50"),
            ("1_299", "1299"),
            ("12,34,567", "1234567"),
            ("12,34,567.89", "1234567.89"),
            ("9,90", "9.90"),
            ("1,5", "1.5"),
            ("0,299", "0.299"),
            ("-1,299", "-1299"),
            ("−5", "-5"),
            ("١٬٢٩٩", "1299"),
            ("١٬٢٩٩٫٥٠", "1299.50"),
            ("٩٫٩٠", "9.90"),
            ("١،٢٩٩", "1299"),
            ("١,٢٩٩", "1299"),
            ("۱٬۲۹۹", "1299"),
            // What no writer of numbers writes may mean anything.
            ("1,29,9", "?"),
            ("1,2999", "1.2999"),
            ("1.29.9", "?"),
            ("1 29", "?"),
            ("١٬٢٩", "?"),
            ("1,299,00", "?"),
            ("1,", "?"),
            (",5", "?"),
            ("", "?"),
            ("five", "?"),
            ("1.299", "?"),
            ("١.٢٩٩", "?"),
            ("1.29", "1.29"),
            ("0.299", "0.299"),
            ("1299", "1299"),
            ("1.2.2026", "?"),
            ("2026-11-22", "?"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_left_open_is_named() {
        let bounded = |bound, number: &str| Some(Written::Bounded(bound, number.to_owned()));
        assert_eq!(written("8,200+"), bounded(Bound::AtLeast, "8200"));
        assert_eq!(written("~900"), bounded(Bound::About, "900"));
        assert_eq!(written("≈ 900"), bounded(Bound::About, "900"));
        assert_eq!(written("<100"), bounded(Bound::LessThan, "100"));
        assert_eq!(written("<= 100"), bounded(Bound::AtMost, "100"));
        assert_eq!(written("≥100"), bounded(Bound::AtLeast, "100"));
        assert_eq!(written("Up to 5"), bounded(Bound::AtMost, "5"));
        assert_eq!(written("over 1,000"), bounded(Bound::MoreThan, "1000"));
        let range = |min: &str, max: &str| Some(Written::Range(min.to_owned(), max.to_owned()));
        assert_eq!(written("7–10"), range("7", "10"));
        assert_eq!(written("7-10"), range("7", "10"));
        assert_eq!(written("٧–١٠"), range("7", "10"));
        assert_eq!(written("7 to 1,000"), range("7", "1000"));
        for text in ["10-7", "2026-11-22", "+20 2 1234", "5 GB", "a+", "+", "~", "-", "–"] {
            assert_eq!(written(text), None, "{text}");
        }
    }
}
