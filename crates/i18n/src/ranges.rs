//! Ranges (from … to …): UTS #35, part 3, Number Range Formatting, as ECMA-402's `formatRange` does it.

use icu::locale::LanguageIdentifier;

use super::affixes::split;

/// What CLDR 48 puts between the ends of a range (`miscPatterns`, `range`), by language. icu carries
/// no such data; these are the languages that differ from the root's U+2013.
const BETWEEN: &[(&str, &str)] = &[
    ("bg", " – "),
    ("bs", " – "),
    ("ca", "-"),
    ("da", "-"),
    ("es", "-"),
    ("et", "\u{2012}"),
    ("eu", "-"),
    ("fil", "-"),
    ("fy", "-"),
    ("gu", "-"),
    ("hr", " – "),
    ("it", "-"),
    ("ja", "～"),
    ("jv", " – "),
    ("ka", "-"),
    ("kea", " – "),
    ("ko", "~"),
    ("lij", "-"),
    ("mk", "\u{2009}–\u{2009}"),
    ("ml", "-"),
    ("my", " - "),
    ("nl", "-"),
    ("pt-PT", " - "),
    ("ro", " - "),
    ("sk", " – "),
    ("sq", "-"),
    ("th", "-"),
    ("to", "—"),
    ("tt", "-"),
    ("vec", "-"),
    ("vi", "-"),
    ("yue", "-"),
    ("zh", "-"),
];

/// The text between the ends, in `tag`.
pub(super) fn between(tag: &LanguageIdentifier) -> &'static str {
    let (full, language) = (tag.to_string(), tag.language.as_str());
    let of = |wanted: &str| BETWEEN.iter().find(|(tag, _)| *tag == wanted).map(|(_, between)| *between);
    of(&full).or_else(|| of(language)).unwrap_or("–")
}

/// A range in its parts.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Joined {
    pub start: String,
    /// With the spaces that belong to it.
    pub between: String,
    pub end: String,
}

/// Joins two formatted numbers. What both have around their digits is written once, where it is longer
/// than one sign, but never a minus: ICU's "-7–5" for −7 to −5 would mean something else. A sign between
/// the numbers gets spaces around the dash.
pub(super) fn join(between: &str, digits: &[char; 10], a: &str, b: &str) -> Joined {
    let (a_before, a_number, a_after) = split(a, digits);
    let (b_before, b_number, b_after) = split(b, digits);
    let negative = a_before.contains(['-', '\u{2212}']);
    if !negative && (a_before, a_after) == (b_before, b_after) && a_before.chars().chain(a_after.chars()).count() > 1 {
        return Joined {
            start: format!("{a_before}{a_number}"),
            between: between.to_owned(),
            end: format!("{b_number}{a_after}"),
        };
    }
    let bare = [a_before, a_after, b_before, b_after].iter().all(|affix| affix.is_empty());
    let spaced = !bare && !between.starts_with(char::is_whitespace);
    let between = if spaced { format!(" {between} ") } else { between.to_owned() };
    Joined { start: a.to_owned(), between, end: b.to_owned() }
}
