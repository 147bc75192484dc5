//! Escapes text for HTML.

/// Characters that are forbidden in a page or change the order of what follows them; they are
/// reported where the author's text is read and omitted from everything that is written.
pub(super) fn is_forbidden(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => false,
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{FFFE}' | '\u{FFFF}' => true,
        _ => is_embedding(c) || is_isolate(c),
    }
}

/// LRE, RLE, PDF, LRO, RLO.
pub(super) fn is_embedding(c: char) -> bool {
    ('\u{202A}'..='\u{202E}').contains(&c)
}

/// LRI, RLI, FSI, PDI.
pub(super) fn is_isolate(c: char) -> bool {
    ('\u{2066}'..='\u{2069}').contains(&c)
}

/// Appends `text` as element content.
pub(super) fn text(out: &mut String, text: &str) {
    escape(out, text, false);
}

/// Appends `text` as the inside of a double-quoted attribute. Isolates stay: there they are the only
/// means, and come from Mizan.
pub(super) fn attribute(out: &mut String, text: &str) {
    escape(out, text, true);
}

fn escape(out: &mut String, text: &str, attribute: bool) {
    let mut rest = 0;
    for (at, c) in text.char_indices() {
        let entity = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' if attribute => "&quot;",
            _ if !(' '..'\u{7F}').contains(&c) => {
                if !is_forbidden(c) || (attribute && is_isolate(c)) {
                    continue;
                }
                ""
            }
            _ => continue,
        };
        out.push_str(&text[rest..at]);
        out.push_str(entity);
        rest = at + c.len_utf8();
    }
    out.push_str(&text[rest..]);
}
