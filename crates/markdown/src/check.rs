//! Characters that are not allowed in an author's text.

use super::escape::{is_embedding, is_forbidden, is_isolate};
use super::place::SpanFinder;
use mizan_model::Prose;
use mizan_source::diagnostics::{Applicability, Code, Diagnostic, Diagnostics};

/// Reports control characters, the embeddings and overrides U+202A–202E (errors), and isolates
/// U+2066–2069 (a warning: they do no harm, but Mizan sets its own and omits these). LRM, RLM and
/// ALM are the author's to use. For every text that is not Markdown; [`super::document`],
/// [`super::inline`] and [`super::name`] do it themselves.
pub fn check_characters(prose: &Prose) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    if !prose.text.contains(is_forbidden) {
        return diagnostics;
    }
    let place = SpanFinder::new(prose);
    for (at, c) in prose.text.char_indices().filter(|(_, c)| is_forbidden(*c)) {
        let number = format!("U+{:04X}", u32::from(c));
        let diagnostic = if is_isolate(c) {
            Diagnostic::warning(Code::ForbiddenCharacter, format!("the text contains the isolate {number}"))
                .help("remove it: Mizan isolates text of the other direction automatically")
        } else if is_embedding(c) {
            Diagnostic::error(Code::ForbiddenCharacter, format!("the text contains the direction control {number}"))
                .help("remove it: Mizan isolates text of the other direction automatically")
        } else {
            Diagnostic::error(Code::ForbiddenCharacter, format!("the text contains the control character {number}"))
                .help("remove it: HTML and XML do not allow it")
        };
        let (span, exact) = place.span(at..at + c.len_utf8());
        let diagnostic = diagnostic.at(span, format!("invisible {number}"));
        diagnostics.push(if exact { diagnostic.fix(span, "", Applicability::Safe) } else { diagnostic });
    }
    diagnostics
}
