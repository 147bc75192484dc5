//! Message templates: text with placeholders (`{name}`, or `{name:genitive}` for a grammatical case), and `{{` and `}}`
//! for braces.

/// A stretch of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TemplatePart<'a> {
    Text(&'a str),
    /// The name between the braces.
    Placeholder(&'a str),
    /// The name between the braces, and the case that the words around it require.
    Inflected(&'a str, &'a str),
    /// A brace that neither opens nor closes a placeholder.
    Stray(&'a str),
}

/// The pieces in order, each with the byte at which it begins. Reads in place: nothing is kept.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = (usize, TemplatePart<'_>)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at;
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        let (piece, length) = match rest.find(['{', '}']) {
            None => (TemplatePart::Text(rest), rest.len()),
            Some(0) if rest.starts_with("{{") || rest.starts_with("}}") => (TemplatePart::Text(&rest[..1]), 2),
            Some(0) => match rest.strip_prefix('{').and_then(|inner| inner.split_once('}')) {
                Some((name, _)) if is_name(name) => (TemplatePart::Placeholder(name), name.len() + 2),
                Some((inner, _)) => match inner.split_once(':') {
                    Some((name, case)) if is_name(name) && is_name(case) => {
                        (TemplatePart::Inflected(name, case), inner.len() + 2)
                    }
                    _ => (TemplatePart::Stray(&rest[..1]), 1),
                },
                None => (TemplatePart::Stray(&rest[..1]), 1),
            },
            Some(brace) => (TemplatePart::Text(&rest[..brace]), brace),
        };
        at = start + length;
        Some((start, piece))
    })
}

fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Vec<TemplatePart<'_>> {
        pieces(text).map(|(_, piece)| piece).collect()
    }

    #[test]
    fn placeholders_stand_in_text() {
        assert_eq!(read("{n} جهاز"), [TemplatePart::Placeholder("n"), TemplatePart::Text(" جهاز")]);
        assert_eq!(
            read("a {{n}}"),
            [TemplatePart::Text("a "), TemplatePart::Text("{"), TemplatePart::Text("n"), TemplatePart::Text("}")]
        );
        assert_eq!(
            read("{ n} }"),
            [
                TemplatePart::Stray("{"),
                TemplatePart::Text(" n"),
                TemplatePart::Stray("}"),
                TemplatePart::Text(" "),
                TemplatePart::Stray("}")
            ]
        );
        assert_eq!(
            read("من {value:genitive}"),
            [TemplatePart::Text("من "), TemplatePart::Inflected("value", "genitive")]
        );
        assert_eq!(read("{a:}")[0], TemplatePart::Stray("{"));
        assert_eq!(read(""), []);
    }

    proptest! {
        #[test]
        fn every_byte_is_read_once(text in "[{}:a-z ء]{0,24}") {
            let mut end = 0;
            for (start, piece) in pieces(&text) {
                prop_assert_eq!(start, end);
                end = start + match piece {
                    TemplatePart::Placeholder(name) => name.len() + 2,
                    TemplatePart::Inflected(name, case) => name.len() + case.len() + 3,
                    TemplatePart::Text(t) if t == "{" || t == "}" => 2,
                    TemplatePart::Text(t) | TemplatePart::Stray(t) => t.len(),
                };
            }
            prop_assert_eq!(end, text.len());
        }
    }
}
