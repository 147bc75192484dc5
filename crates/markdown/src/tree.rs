//! Parses Markdown; every text goes through here.

use comrak::nodes::Node;
use comrak::{Arena, Options, parse_document};

use super::{emphasis, nesting};

/// Parses a text. A text that is [`nesting::too_deep`] has an empty tree.
pub(super) fn parse<'a>(arena: &'a Arena<'a>, text: &str, options: &Options<'_>) -> Node<'a> {
    if nesting::too_deep(text).is_some() {
        return parse_document(arena, "", options);
    }
    emphasis::parse(arena, text, options)
}
