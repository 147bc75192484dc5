//! Which slugs are allowed in a URL.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use mizan_model::Prose;
use mizan_source::diagnostics::{Applicability, Code, Diagnostic, Diagnostics};
use mizan_source::is_device;

/// The slug an author wrote, else the id. An invalid slug is reported and replaced by the id.
pub(super) fn slug_or(id: &str, slug: Option<&Prose>, of: &str, diagnostics: &mut Diagnostics) -> String {
    let Some(slug) = slug else { return id.to_owned() };
    match fault(&slug.text) {
        None => {
            if is_device(&slug.text) {
                diagnostics.push(
                    Diagnostic::warning(
                        Code::BadSlug,
                        format!("the slug `{}` of {of} is a reserved device name on Windows", slug.text),
                    )
                    .at(slug.span, format!("`{}`", slug.text))
                    .help("add a word to the slug, so that the site can be built and hosted on Windows"),
                );
            }
            slug.text.clone()
        }
        Some((why, suggestion)) => {
            let mut diagnostic = Diagnostic::error(Code::BadSlug, format!("the slug `{}` of {of} {why}", slug.text))
                .at(slug.span, format!("`{}`", slug.text));
            if !is_nfc(&slug.text) && suggestion == slug.text.nfc().collect::<String>() {
                // Both look the same, so showing the other one would explain nothing.
                diagnostic = diagnostic.help(
                    "type it again: a letter and its mark are two characters here, and one as most keyboards write them",
                );
                if slug.verbatim {
                    diagnostic = diagnostic.fix(slug.span, suggestion, Applicability::Safe);
                }
            } else if !suggestion.is_empty() && fault(&suggestion).is_none() {
                diagnostic = diagnostic.help(format!("write `{suggestion}`"));
                if slug.verbatim {
                    diagnostic = diagnostic.fix(slug.span, suggestion, Applicability::Unsafe);
                }
            } else {
                diagnostic = diagnostic.help("use letters, marks and digits of any script, separated by single `-`");
            }
            diagnostics.push(diagnostic);
            id.to_owned()
        }
    }
}

/// Why `slug` is invalid in a URL, and what might have been intended.
fn fault(slug: &str) -> Option<(&'static str, String)> {
    let allowed = |c: char| c.is_alphanumeric() || is_mark(c) || c == '-';
    let valid = || {
        let joined: String = slug.trim().nfc().map(|c| if allowed(c) { c } else { '-' }).collect();
        joined.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
    };
    if slug.is_empty() {
        return Some(("is empty", String::new()));
    }
    if !slug.chars().all(allowed) {
        return Some(("contains a character that is not allowed in a slug", valid()));
    }
    if slug.starts_with('-') || slug.ends_with('-') || slug.contains("--") {
        return Some(("has a `-` that does not separate two words", valid()));
    }
    if !is_nfc(slug) {
        return Some(("is not in Unicode's NFC form", valid()));
    }
    if slug.len() > 200 {
        return Some(("is longer than 200 bytes, the limit for file names", String::new()));
    }
    None
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::fault;
    use mizan_model::Prose;
    use mizan_source::diagnostics::Diagnostics;
    use mizan_source::{SourceId, Span};

    #[test]
    fn letters_of_any_script_may_stand() {
        for slug in ["whatsapp", "واتساب-أم-بزينس", "größe", "日本語", "हिन्दी", "http-3"]
        {
            assert_eq!(fault(slug), None, "{slug}");
        }
    }

    #[test]
    fn letters_apart_from_their_marks_are_explained() {
        let slug = Prose { text: "cafe\u{301}".to_owned(), span: Span::new(SourceId(0), 0..6), verbatim: true };
        let mut found = Diagnostics::default();
        super::slug_or("x", Some(&slug), "the page", &mut found);
        let found = found.into_vec();
        assert!(found[0].help[0].starts_with("type it again"), "{found:?}");
        let fix = found[0].fix.as_ref().expect("it is certain");
        assert!(fix.applicability.is_safe() && fix.replacement == "caf\u{e9}", "{fix:?}");
    }

    #[test]
    fn what_breaks_a_url_has_a_fix() {
        assert_eq!(fault("a b").map(|f| f.1).as_deref(), Some("a-b"));
        assert_eq!(fault("a/b").map(|f| f.1).as_deref(), Some("a-b"));
        assert_eq!(fault("-a--b-").map(|f| f.1).as_deref(), Some("a-b"));
        assert!(fault("").is_some());
        assert!(fault("u\u{308}ber").is_some(), "NFD");
    }
}
