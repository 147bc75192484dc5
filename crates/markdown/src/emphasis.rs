//! Emphasis beside a letter of a right-to-left script: `و**«واتساب»**`, `بـ**(PDF)**`.
//!
//! By CommonMark, `**` before punctuation opens nothing after a letter (section 6.2, left-flanking). Arabic and Hebrew
//! write "and", "with" and "in" onto the word after them, so authors need just that. comrak has an exception for
//! Chinese, Japanese and Korean letters, and none for others. Here each right-to-left letter beside such a delimiter is
//! replaced by a symbol of equal length while the text is parsed, for a symbol allows what those letters do; then the
//! letters are put back. Places stay what they were, and text without such letters is CommonMark's.

use comrak::nodes::{Node, NodeValue};
use comrak::{Arena, Options, parse_document};
use unicode_bidi::{BidiClass, bidi_class};

use super::bidi::is_rtl;

/// Parses Markdown; callers use [`super::tree::parse`].
pub(super) fn parse<'a>(arena: &'a Arena<'a>, text: &str, options: &Options<'_>) -> Node<'a> {
    let Some((replaced, letters)) = replaced(text) else {
        return parse_document(arena, text, options);
    };
    let root = parse_document(arena, &replaced, options);
    for node in root.descendants() {
        restore(&mut node.data_mut().value, &letters);
    }
    root
}

/// Symbols and the letters that they stand for.
type Letters = Vec<(char, char)>;

/// The text with symbols in the place of letters; `None` where no delimiter has such a letter beside it.
fn replaced(text: &str) -> Option<(String, Letters)> {
    if !text.contains(['*', '~']) || !text.chars().any(is_rtl) {
        return None;
    }
    let mut letters = Letters::new();
    let mut out: Option<String> = None;
    // The character before the delimiters at hand, and its place.
    let mut before: Option<(usize, char)> = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !matches!(c, '*' | '~') {
            before = Some((at, c));
            continue;
        }
        while chars.next_if(|(_, next)| *next == c).is_some() {}
        let after = chars.peek().copied();
        let (Some(left), Some(right)) = (before, after) else { continue };
        let (place, letter) = match (is_letter(left.1), is_letter(right.1)) {
            (true, false) if is_punctuation(right.1) => left,
            (false, true) if is_punctuation(left.1) => right,
            _ => continue,
        };
        let Some(symbol) = symbol_for(letter, text, &mut letters) else { continue };
        let out = out.get_or_insert_with(|| text.to_owned());
        out.replace_range(place..place + letter.len_utf8(), symbol.encode_utf8(&mut [0; 4]));
    }
    Some((out?, letters))
}

/// A letter of a right-to-left script, or a mark or joiner that belongs to one.
fn is_letter(c: char) -> bool {
    (is_rtl(c) && c.is_alphabetic())
        || matches!(c, '\u{640}' | '\u{200C}' | '\u{200D}')
        || (('\u{590}'..='\u{8FF}').contains(&c) && bidi_class(c) == BidiClass::NSM)
}

/// Punctuation and symbols, as CommonMark counts both.
fn is_punctuation(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace() && !c.is_control() && !is_letter(c)
}

/// The symbol that stands for a letter: one of equal length that the text does not contain. None of them has a
/// meaning in Markdown.
fn symbol_for(letter: char, text: &str, letters: &mut Letters) -> Option<char> {
    if let Some((symbol, _)) = letters.iter().find(|(_, known)| *known == letter) {
        return Some(*symbol);
    }
    // More than the Arabic alphabet has letters: the last letter of any bold word can take one.
    let mut candidates = match letter.len_utf8() {
        2 => '\u{2C2}'..='\u{2FF}',
        3 => '\u{2400}'..='\u{2426}',
        _ => '\u{1D200}'..='\u{1D241}',
    };
    let free = |symbol: &char| {
        is_punctuation(*symbol) && letters.iter().all(|(known, _)| known != symbol) && !text.contains(*symbol)
    };
    let symbol = candidates.find(free)?;
    letters.push((symbol, letter));
    Some(symbol)
}

fn restore(value: &mut NodeValue, letters: &Letters) {
    let put_back = |text: &mut String| {
        if text.contains(|c| letters.iter().any(|(symbol, _)| *symbol == c)) {
            *text = letters.iter().fold(std::mem::take(text), |text, (symbol, letter)| {
                text.replace(*symbol, letter.encode_utf8(&mut [0; 4]))
            });
        }
    };
    match value {
        NodeValue::Text(text) => {
            let mut owned = text.to_string();
            put_back(&mut owned);
            *text = owned.into();
        }
        NodeValue::Code(code) => put_back(&mut code.literal),
        NodeValue::CodeBlock(code) => {
            put_back(&mut code.literal);
            put_back(&mut code.info);
        }
        NodeValue::HtmlBlock(html) => put_back(&mut html.literal),
        NodeValue::HtmlInline(html) | NodeValue::Raw(html) => put_back(html),
        NodeValue::Link(link) | NodeValue::Image(link) => {
            put_back(&mut link.url);
            put_back(&mut link.title);
        }
        NodeValue::FootnoteDefinition(note) => put_back(&mut note.name),
        NodeValue::FootnoteReference(note) => put_back(&mut note.name),
        NodeValue::Alert(alert) => alert.title.iter_mut().for_each(put_back),
        _ => {}
    }
}
