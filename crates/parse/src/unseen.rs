//! Characters that strings must not contain: invisible ones that HTML and XML do not allow, or that reverse the text
//! after them.

use std::ops::Range;

use mizan_model::Prose;
use mizan_model::text::is_seen;
use mizan_source::Span;
use mizan_source::diagnostics::{Applicability, Code, Diagnostic, Reported, Sink};

/// Checks that `prose` has no character that a text cannot have; `raw` is the string as it is written, quotation marks
/// and escapes and all, and `place` finds a range of it in the file.
///
/// # Errors
/// The first such character is reported.
pub(super) fn report(
    name: &str,
    prose: &Prose,
    raw: &str,
    place: &dyn Fn(Range<usize>) -> Span,
    sink: &Sink,
) -> Result<(), Reported> {
    let Some((at, c)) = prose.text.char_indices().find(|&(_, c)| is_forbidden(c)) else { return Ok(()) };
    let code = format!("U+{:04X}", u32::from(c));
    let what = match c {
        '\u{202A}'..='\u{202E}' => format!("the direction control {code}"),
        c if c.is_control() => format!("the control character {code}"),
        _ => format!("{code}, which is not a character"),
    };
    let exact = if prose.verbatim {
        let start = prose.span.range().start + at;
        Some(Span::new(prose.span.source, start..start + c.len_utf8()))
    } else {
        escape_of(c, raw).map(place)
    };
    let name = if name.is_empty() { "a string" } else { name };
    let help = match c {
        '\u{202A}'..='\u{202E}' => "remove it: Mizan isolates text of the other direction automatically",
        _ => "remove the character",
    };
    let diagnostic = Diagnostic::error(Code::ForbiddenCharacter, format!("`{name}` contains {what}"))
        .at(exact.unwrap_or(prose.span), code)
        .help(help);
    // What is white space may part two words, and without the character something must be left.
    Err(sink.report(match exact.filter(|_| is_seen(&prose.text.replace(c, ""))) {
        Some(span) => diagnostic.fix(span, "", Applicability::safe_if(!c.is_whitespace())),
        None => diagnostic,
    }))
}

/// Reports isolates in a fact, which are harmless and not written to pages.
pub(crate) fn report_isolates(name: &str, text: &str, span: Span, sink: &Sink) {
    let Some(c) = text.chars().find(|c| ('\u{2066}'..='\u{2069}').contains(c)) else { return };
    let code = format!("U+{:04X}", u32::from(c));
    sink.push(
        Diagnostic::warning(Code::ForbiddenCharacter, format!("{name} contains the isolate {code}"))
            .at(span, format!("invisible {code}"))
            .help("remove it: Mizan isolates text of the other direction automatically"),
    );
}

/// Control characters but for line breaks and tabs, embeddings and overrides of direction, and noncharacters
/// (Unicode, section 23.7).
fn is_forbidden(c: char) -> bool {
    match c {
        '\n' | '\r' | '\t' => false,
        '\u{202A}'..='\u{202E}' | '\u{FDD0}'..='\u{FDEF}' => true,
        c => c.is_control() || u32::from(c) & 0xFFFE == 0xFFFE,
    }
}

/// Where `c` is written as an escape (TOML 1.1, "String").
fn escape_of(c: char, raw: &str) -> Option<Range<usize>> {
    let mut at = 0;
    while let Some(found) = raw.get(at..)?.find('\\') {
        let start = at + found;
        let digits = |count: usize| {
            let code = raw.get(start + 2..start + 2 + count)?;
            Some((char::from_u32(u32::from_str_radix(code, 16).ok()?)?, 2 + count))
        };
        let (meant, length) = match raw.as_bytes().get(start + 1)? {
            b'x' => digits(2)?,
            b'u' => digits(4)?,
            b'U' => digits(8)?,
            b'b' => ('\u{8}', 2),
            b'f' => ('\u{C}', 2),
            b'e' => ('\u{1B}', 2),
            _ => ('\\', 2),
        };
        if meant == c {
            return Some(start..start + length);
        }
        at = start + length;
    }
    None
}
