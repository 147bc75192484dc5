//! Parses Markdown; every text goes through here.

use comrak::nodes::Node;
use comrak::{Arena, Options, parse_document};

use super::{emphasis, nesting};

/// How many bytes the URLs and titles can have in all that the reference links of a text expand to.
pub(super) const MAX_EXPANDED: usize = 100_000;

/// Parses a text. A text that is [`nesting::too_deep`] has an empty tree.
pub(super) fn parse<'a>(arena: &'a Arena<'a>, text: &str, options: &Options<'_>) -> Node<'a> {
    if nesting::too_deep(text).is_some() {
        return parse_document(arena, "", options);
    }
    // The parser lets reference links expand to as many bytes as the text has, up to `MAX_EXPANDED`: a short text
    // with a long URL would lose links. So the text is given that length by an empty line before it.
    let missing = MAX_EXPANDED.saturating_sub(text.len());
    if missing == 0 || !text.contains("]:") {
        return emphasis::parse(arena, text, options);
    }
    let mut padded = " ".repeat(missing);
    padded.push('\n');
    padded.push_str(text);
    let root = emphasis::parse(arena, &padded, options);
    for node in root.descendants() {
        let position = &mut node.data_mut().sourcepos;
        position.start.line = position.start.line.saturating_sub(1).max(1);
        position.end.line = position.end.line.saturating_sub(1).max(1);
    }
    root
}
