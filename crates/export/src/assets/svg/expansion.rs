//! How much an image draws when references are followed. Ten groups, each with ten `<use>` of the one before, are a
//! kilobyte and ten thousand million shapes, at which a browser no longer responds.

use std::collections::HashMap;

use roxmltree::{Document, Node};

/// The most elements that an image may draw.
pub(super) const MOST: u64 = 100_000;

/// Whether an image draws more than [`MOST`] elements. A circle of references draws nothing (SVG 2, section 5.6.2), so
/// that what leads back to an element at hand counts nothing.
pub(super) fn is_too_large(document: &Document<'_>) -> bool {
    let elements: Vec<Node<'_, '_>> = document.descendants().filter(Node::is_element).collect();
    let places: HashMap<_, _> = elements.iter().enumerate().map(|(at, node)| (node.id(), at)).collect();
    let ids: HashMap<&str, usize> =
        elements.iter().enumerate().rev().filter_map(|(at, node)| Some((node.attribute("id")?, at))).collect();
    let drawn: Vec<Vec<usize>> = elements
        .iter()
        .map(|node| {
            let children = node.children().filter_map(|child| places.get(&child.id()).copied());
            let targets = node.attributes().flat_map(|attribute| targets(attribute.name(), attribute.value()));
            children.chain(targets.filter_map(|id| ids.get(id).copied())).collect()
        })
        .collect();
    total(&drawn) > MOST
}

/// The ids that an attribute refers to: `#a` in `href`, `url(#a)` elsewhere.
fn targets<'a>(name: &str, value: &'a str) -> Vec<&'a str> {
    if name == "href" {
        return value.trim().strip_prefix('#').into_iter().collect();
    }
    let after = value.split("url(").skip(1);
    after
        .filter_map(|rest| {
            let rest = rest.trim_start().trim_start_matches(['"', '\'']).strip_prefix('#')?;
            rest.split([')', '"', '\'', ' ']).next()
        })
        .collect()
}

/// What the first element draws, itself included. The stack is a list: references can be as deep as a file is long.
fn total(drawn: &[Vec<usize>]) -> u64 {
    #[derive(Clone, Copy)]
    enum State {
        New,
        Open,
        Done(u64),
    }
    let mut states = vec![State::New; drawn.len()];
    // An element, which of its references is next, and what it draws so far.
    let mut stack: Vec<(usize, usize, u64)> = Vec::new();
    if let Some(first) = states.first_mut() {
        *first = State::Open;
        stack.push((0, 0, 1));
    }
    while let Some((at, next, sum)) = stack.last_mut() {
        if let Some(&target) = drawn.get(*at).and_then(|targets| targets.get(*next)) {
            *next += 1;
            match states.get(target).copied() {
                Some(State::New) => {
                    states[target] = State::Open;
                    stack.push((target, 0, 1));
                }
                Some(State::Done(count)) => *sum = sum.saturating_add(count),
                Some(State::Open) | None => {}
            }
            continue;
        }
        let (at, sum) = (*at, *sum);
        states[at] = State::Done(sum);
        stack.pop();
        match stack.last_mut() {
            Some((_, _, above)) => *above = above.saturating_add(sum),
            None => return sum,
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::is_too_large;

    fn drawn(inner: &str) -> bool {
        let text = format!("<svg xmlns='http://www.w3.org/2000/svg'>{inner}</svg>");
        is_too_large(&roxmltree::Document::parse(&text).expect("XML"))
    }

    #[test]
    fn copies_of_copies_are_counted() {
        let level = |n: usize| format!("<g id='l{n}'>{}</g>", format!("<use href='#l{}'/>", n - 1).repeat(10));
        let levels = |most: usize| -> String { (1..=most).map(level).collect() };
        assert!(!drawn(&format!("<rect id='l0'/>{}", levels(3))));
        assert!(drawn(&format!("<rect id='l0'/>{}", levels(8))));
        assert!(!drawn(&"<rect/>".repeat(90_000)));
        let masks: String = (1..9)
            .map(|n| format!("<mask id='l{n}'>{}</mask>", format!("<g mask='url(#l{})'/>", n - 1).repeat(10)))
            .collect();
        assert!(drawn(&format!("<mask id='l0'/>{masks}")));
    }

    #[test]
    fn circles_and_long_chains_end() {
        assert!(!drawn("<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g><use href='#a'/>"));
        let chain: String = (1..50_000).map(|n| format!("<use id='u{n}' href='#u{}'/>", n + 1)).collect();
        // Each link of the chain draws all after it.
        assert!(drawn(&chain));
    }
}
