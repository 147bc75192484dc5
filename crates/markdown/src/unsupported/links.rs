//! Links that are none: a space in the URL, or the brackets in another order.

use std::collections::BTreeSet;

use super::plain_text::beginning;
use super::{Finding, PlainText};

/// How long the parts of a link are in practice, so that a text full of brackets is read in a moment.
const LONGEST_PART: usize = 1000;

pub(super) fn find(plain: &PlainText<'_>, defined: &BTreeSet<String>, found: &mut Vec<Finding>) {
    let text = plain.text.as_str();
    if !text.contains(['[', ']']) {
        return;
    }
    for (at, _) in text.match_indices("](") {
        found.extend(space_in_url(plain, at));
    }
    for (at, _) in text.match_indices(")[") {
        found.extend(swapped(plain, at));
    }
    for (at, _) in text.match_indices("] ") {
        found.extend(space_between(plain, defined, at));
    }
}

/// `[text](https://example.org/a b)`, and one without its last bracket.
fn space_in_url(plain: &PlainText<'_>, at: usize) -> Option<Finding> {
    let text = plain.text.as_str();
    let open = opening(text, at, '[')?;
    let start = at + 2;
    let url = within(text, start);
    let inside = url.trim_start();
    if !is_target(inside) {
        return None;
    }
    let words = plain.written(open + 1..at);
    let Some(end) = closing(url) else {
        // Only a link that ends with the line, or nothing can be said of where it was to end.
        let url = inside.split_whitespace().next()?;
        let end = start + (text[start..].len() - text[start..].trim_start().len()) + url.len();
        return Some(
            Finding::new(plain.range(open..end), "a link has no closing bracket")
                .help(format!("write `[{words}]({url})`")),
        );
    };
    let url = plain.written(start..start + end).trim();
    let (target, rest) = url.split_once(char::is_whitespace)?;
    let rest = rest.trim();
    if is_title(rest) {
        return None;
    }
    let finding = Finding::new(plain.range(open..start + end + 1), "a link has a space in its URL");
    Some(match rest.chars().next() {
        Some('“' | '”' | '„' | '«' | '‘' | '’' | '"' | '\'') => {
            let title = rest.trim_matches(['“', '”', '„', '«', '»', '‘', '’', '"', '\'', ' ']);
            finding.write(format!("[{words}]({target} \"{title}\")"))
        }
        _ => finding.write(format!("[{words}]({})", url.split_whitespace().collect::<Vec<_>>().join("%20"))),
    })
}

/// `(text)[https://example.org/]`.
fn swapped(plain: &PlainText<'_>, at: usize) -> Option<Finding> {
    let text = plain.text.as_str();
    let open = opening(text, at, '(')?;
    let rest = within(text, at + 2);
    let end = rest.find(']')?;
    let url = &rest[..end];
    // `[a](b)[c]` is a link and something else.
    if !is_target(url) || url.contains(char::is_whitespace) || text[..open].ends_with(']') {
        return None;
    }
    let words = plain.written(open + 1..at);
    Some(
        Finding::new(plain.range(open..at + 2 + end + 1), "a link has its brackets in the wrong order")
            .write(format!("[{words}]({url})")),
    )
}

/// `[text] (https://example.org/)`.
fn space_between(plain: &PlainText<'_>, defined: &BTreeSet<String>, at: usize) -> Option<Finding> {
    let text = plain.text.as_str();
    let gap = text[at + 1..].len() - text[at + 1..].trim_start_matches(' ').len();
    let start = at + 1 + gap + 1;
    if !text[at + 1 + gap..].starts_with('(') {
        return None;
    }
    let url = &within(text, start)[..closing(within(text, start))?];
    let open = opening(text, at, '[')?;
    let words = plain.written(open + 1..at);
    let is_aside = words.chars().all(|c| c.is_numeric() || matches!(c, 'x' | 'X' | ' ' | '.' | '…')) || words == "sic";
    let is_reference =
        words.starts_with('^') || text[..open].ends_with([']', '!']) || defined.contains(&words.to_lowercase());
    if !is_target(url) || url.contains(char::is_whitespace) || is_aside || is_reference {
        return None;
    }
    Some(
        Finding::new(plain.range(open..start + url.len() + 1), "a link has a space between its brackets")
            .write(format!("[{words}]({url})")),
    )
}

/// Where the bracket that closes at `close` opens, on the same line.
fn opening(text: &str, close: usize, bracket: char) -> Option<usize> {
    let from = (close.saturating_sub(LONGEST_PART)..=close).find(|at| text.is_char_boundary(*at))?;
    let open = from + text[from..close].rfind(bracket)?;
    let part = &text[open + 1..close];
    (!part.trim().is_empty() && !part.contains(['\n', '[', ']', '(', ')'])).then_some(open)
}

/// The text from `start` on, as far as a part of a link extends.
fn within(text: &str, start: usize) -> &str {
    beginning(text.get(start..).unwrap_or_default(), LONGEST_PART)
}

/// Where the round bracket closes that is open at the beginning.
fn closing(text: &str) -> Option<usize> {
    let mut open = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' => open += 1,
            ')' if open == 0 => return Some(at),
            ')' => open -= 1,
            _ => {}
        }
    }
    None
}

/// Whether that is surely to be the target of a link: `f[i](a b)` is none.
fn is_target(text: &str) -> bool {
    ["http://", "https://", "mailto:", "tel:", "www.", "/guides/", "/pages/", "/tags/", "images/"]
        .iter()
        .any(|start| text.get(..start.len()).is_some_and(|beginning| beginning.eq_ignore_ascii_case(start)))
}

/// Whether that is a title as Markdown has it.
fn is_title(text: &str) -> bool {
    [('"', '"'), ('\'', '\''), ('(', ')')].iter().any(|(open, close)| {
        text.len() > 1 && text.starts_with(*open) && text.ends_with(*close) && !text[1..text.len() - 1].contains(*close)
    })
}
