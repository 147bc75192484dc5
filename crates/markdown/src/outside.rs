//! Links to other sites in a text, found without rendering it.

use comrak::Arena;
use comrak::nodes::{Node, NodeValue};

use super::link::{self, Target};
use super::place::SpanFinder;
use super::tree;
use super::walk::options;
use mizan_model::Prose;
use mizan_source::Span;

/// The `http` and `https` URLs that `prose`, Markdown or inline Markdown, leads to, each with its
/// place, and whether that is exactly the URL as it is written.
pub fn outside_links(prose: &Prose) -> Vec<(String, Span, bool)> {
    let text = &prose.text;
    if !text.contains("http") && !text.contains("HTTP") {
        return Vec::new();
    }
    let arena = Arena::new();
    let place = SpanFinder::new(prose);
    let mut found = Vec::new();
    let mut add = |address: &str, node: Node<'_>| {
        let Target::Outside(href) = link::target(address) else { return };
        if !href.starts_with("http") {
            return;
        }
        let range = place.range(node.data().sourcepos);
        let at = text.get(range.clone()).and_then(|source| source.rfind(address));
        let (span, exact) = place.span(match at {
            Some(at) => range.start + at..range.start + at + address.len(),
            None => range,
        });
        found.push((address.to_owned(), span, exact && at.is_some()));
    };
    for node in tree::parse(&arena, text, &options()).descendants() {
        match &node.data().value {
            NodeValue::Link(address) => add(&address.url, node),
            NodeValue::Text(words) if !inside_link(node) => {
                let mut rest: &str = words;
                while let Some(range) = link::bare_address(rest) {
                    add(&rest[range.clone()], node);
                    rest = &rest[range.end..];
                }
            }
            _ => {}
        }
    }
    found
}

fn inside_link(node: Node<'_>) -> bool {
    node.ancestors().skip(1).any(|above| matches!(above.data().value, NodeValue::Link(_) | NodeValue::Image(_)))
}
