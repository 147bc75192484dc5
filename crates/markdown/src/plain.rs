//! Markup in plain text: names, titles and descriptions are shown as they are written, so a tag or a shortcode in them
//! would be shown too.

use std::ops::Range;

use super::place::SpanFinder;
use mizan_model::Prose;
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics};

/// The elements that authors write in text. `<T>` in the name of a feature is no tag.
const ELEMENTS: &str = "a abbr audio b bdi bdo blockquote br button center cite code del details dfn div em figure font \
                        form h1 h2 h3 h4 h5 h6 hr i iframe img input ins kbd li link mark meta ol p picture pre q s \
                        samp section small span strike strong sub summary sup svg table tbody td th \
                        thead time tr tt u ul var video wbr";

/// Reports HTML tags, comments and shortcodes in a text that is not Markdown. `skipped` are the parts of it that are
/// code, in order.
pub(super) fn check_markup(prose: &Prose, skipped: &[Range<usize>], diagnostics: &mut Diagnostics) {
    let text = prose.text.as_str();
    let is_code = |at: usize| {
        let next = skipped.partition_point(|code| code.end <= at);
        skipped.get(next).is_some_and(|code| code.contains(&at))
    };
    // Looked up once, so that a text of opening braces takes no quadratic time.
    let last_close = text.rfind("}}").unwrap_or_default();
    let place = SpanFinder::new(prose);
    let mut at = 0;
    while let Some(found) = text[at..].find(['<', '{']) {
        let start = at + found;
        let rest = &text[start..];
        let (length, diagnostic) = match (tag(rest), (start < last_close).then(|| shortcode(rest)).flatten()) {
            _ if is_code(start) => (1, None),
            (Some(length), _) => (length, Some(html(&rest[..length]))),
            (_, Some(length)) => (length, Some(fact())),
            _ => (1, None),
        };
        if let Some(diagnostic) = diagnostic {
            let (span, _) = place.span(start..start + length);
            diagnostics.push(diagnostic.at(span, "shown as it is written"));
            // One error for the text: the end tag, for example, is part of the same mistake.
            return;
        }
        at = start + length;
    }
}

/// Reports HTML tags and comments in a text with placeholders, in which `{{` is a brace.
pub fn check_tags(prose: &Prose) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    let found = prose.text.match_indices('<').find_map(|(at, _)| Some(at..at + tag(&prose.text[at..])?));
    if let Some(range) = found {
        let (span, _) = SpanFinder::new(prose).span(range.clone());
        diagnostics.push(html(&prose.text[range]).at(span, "shown as it is written"));
    }
    diagnostics
}

fn html(tag: &str) -> Diagnostic {
    let help = if tag.starts_with("<!--") { "remove the comment" } else { "remove the tag" };
    Diagnostic::error(Code::RawHtml, "raw HTML in plain text")
        .help(help)
        .help("to show the tag itself, write it as code, in backticks")
}

fn fact() -> Diagnostic {
    Diagnostic::error(Code::UnknownShortcode, "shortcode in plain text")
        .help("write the value itself: shortcodes are replaced in Markdown only")
        .help("to show the braces themselves, write them as code, in backticks")
}

/// The length of the HTML tag or comment that a text begins with.
fn tag(text: &str) -> Option<usize> {
    if text.starts_with("<!--") {
        return Some(text.find("-->").map_or(4, |end| end + 3));
    }
    let name = text.strip_prefix("</").or_else(|| text.strip_prefix('<'))?;
    let length = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    let (name, after) = name.split_at(length);
    let known = ELEMENTS.split(' ').any(|element| name.eq_ignore_ascii_case(element));
    let begins = known && after.starts_with([' ', '\t', '\n', '/', '>']);
    let end = after.find(['>', '<']).filter(|end| begins && after[*end..].starts_with('>'))?;
    Some(text.len() - after.len() + end + 1)
}

/// The length of the shortcode that a text begins with; other braces are the author's own.
fn shortcode(text: &str) -> Option<usize> {
    let inner = text.strip_prefix("{{")?.trim_start();
    let is_call = |name: &&str| inner.strip_prefix(*name).is_some_and(|rest| rest.trim_start().starts_with('('));
    ["fact", "value", "table"].iter().find(|name| is_call(name))?;
    text.find("}}").map(|end| end + 2)
}
