//! Within a line: attributes, emoji by name, sub- and superscripts, marks, tags of template engines, bold that is none.

use std::ops::Range;

use comrak::nodes::{Node, NodeValue};

use super::plain_text::beginning;
use super::{Finding, PlainText, emoji};
use crate::{ids, scripts};

/// The longest name of an emoji, and the longest text of a mark or tag, that is looked for.
const LONGEST_NAME: usize = 40;
const LONGEST_MARK: usize = 300;

/// To be said of everything that has a use in other tools.
const SHOW: &str = "write `\\` before the first character to show it as it is";

pub(super) fn find(plain: &PlainText<'_>, found: &mut Vec<Finding>) {
    let words = plain.words.as_str();
    for (at, _) in words.match_indices('{') {
        found.extend(attributes(plain, at));
        found.extend(template_tag(plain, at));
    }
    let mut after = 0;
    for (at, _) in words.match_indices(':') {
        if at >= after
            && let Some(finding) = emoji_by_name(plain, at)
        {
            after = finding.range.end - plain.start;
            found.push(finding);
        }
    }
    after = 0;
    for (at, _) in words.match_indices('^') {
        if at >= after
            && let Some(finding) = superscript(plain, at).or_else(|| inline_note(plain, at))
        {
            after = finding.range.end - plain.start;
            found.push(finding);
        }
    }
    after = 0;
    for (at, _) in words.match_indices("==") {
        if at >= after
            && let Some(finding) = mark(plain, at)
        {
            after = finding.range.end - plain.start;
            found.push(finding);
        }
    }
}

/// The text of `words` from `start`, to the end of the line and not longer than `most`.
fn line_from(words: &str, start: usize, most: usize) -> &str {
    beginning(words.get(start..).unwrap_or_default(), most).split('\n').next().unwrap_or_default()
}

fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

fn after(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

fn is_letter(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphanumeric)
}

/// `{#id}` and `{.class}` at the end of a line or right after a link: of kramdown, Pandoc, Hugo and others.
fn attributes(plain: &PlainText<'_>, at: usize) -> Option<Finding> {
    let words = plain.words.as_str();
    let inner = line_from(words, at + 1, LONGEST_MARK);
    let end = inner.find('}')?;
    let (inner, rest) = (&inner[..end], &inner[end + 1..]);
    let list = inner.strip_prefix(':').unwrap_or(inner).trim();
    let joined = matches!(before(words, at), Some(']' | ')' | '*' | '`' | '\u{1A}'));
    let is_name = |name: &str| {
        name.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))
    };
    let mut items = list.split_whitespace().peekable();
    items.peek()?;
    let mut named = false;
    let all = items.all(|item| match item.strip_prefix(['#', '.']) {
        Some(name) => {
            named = true;
            is_name(name)
        }
        None => item.split_once('=').is_some_and(|(key, _)| is_name(key)),
    });
    if !all || !(joined || named && rest.trim_matches([' ', '\t', '\r', '#', '|']).is_empty()) {
        return None;
    }
    let range = at..at + 1 + end + 1;
    let written = plain.written(range.clone());
    let block = plain.written(0..at);
    let line = block.rsplit('\n').next().unwrap_or_default();
    let finding = Finding::new(plain.range(range), format!("unsupported attributes `{written}`"));
    Some(
        match line.trim_start_matches([' ', '>']).strip_prefix('#') {
            Some(heading) if inner.contains('#') => finding.help(format!(
                "remove them: the id of a heading is made from its text, and a link to this one is `[…](#{})`",
                ids::slug(heading.trim_matches(['#', ' ']))
            )),
            _ => finding.help("remove them: Mizan's Markdown has no ids or classes"),
        }
        .help(SHOW),
    )
}

/// `{% include … %}`: of Jekyll, Liquid, Nunjucks, Zola.
fn template_tag(plain: &PlainText<'_>, at: usize) -> Option<Finding> {
    let words = plain.words.as_str();
    let inner = line_from(words, at + 1, LONGEST_MARK).strip_prefix('%')?;
    let end = inner.find("%}")?;
    let name = inner[..end].trim_start_matches(['-', ' ']).split(|c: char| !c.is_alphanumeric()).next()?;
    // What ends a block is reported where it begins.
    if name.is_empty() || name.starts_with("end") || name.starts_with("else") {
        return None;
    }
    let range = at..at + 2 + end + 2;
    let written = plain.written(range.clone());
    let instead = match name {
        "highlight" | "codeblock" => "put the code between two lines of three backticks",
        "link" | "post_url" => "write a content path instead, such as `/guides/GUIDE`",
        "raw" | "comment" => "remove it; a comment is written `<!-- … -->`",
        _ => {
            "remove it: templates do not apply to text, in which only facts are inserted, such as `{{ value(\"tier.feature\") }}`"
        }
    };
    Some(
        Finding::new(plain.range(range), format!("unsupported template tag `{written}`"))
            .help(instead)
            .help("write it as code to show it as it is"),
    )
}

/// `:white_check_mark:`.
fn emoji_by_name(plain: &PlainText<'_>, at: usize) -> Option<Finding> {
    let words = plain.words.as_str();
    let rest = line_from(words, at + 1, LONGEST_NAME);
    let name = &rest[..rest.find(':')?];
    let of_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '+' | '-');
    if name.is_empty() || !name.chars().all(of_name) {
        return None;
    }
    let range = at..at + name.len() + 2;
    let (left, right) = (before(words, range.start), after(words, range.end));
    let is_edge = |c: Option<char>| !is_letter(c) && !matches!(c, Some(':' | '_' | '/' | '.' | '\u{1A}'));
    let is_right_edge = |c: Option<char>| !is_letter(c) && !matches!(c, Some(':' | '_' | '/' | '\u{1A}'));
    if !is_edge(left) || !is_right_edge(right) {
        return None;
    }
    let written = format!(":{name}:");
    if let Some(character) = emoji::named(name) {
        // `:x:` may be anything; a check mark by its name is nothing else.
        return Some(
            Finding::new(plain.range(range), format!("unsupported emoji name `{written}`")).write(character).help(SHOW),
        );
    }
    let spaced = left.is_none_or(char::is_whitespace)
        && right.is_none_or(|c| c.is_whitespace() || matches!(c, '.' | ',' | '!' | '?' | ')' | '|'));
    let is_word = name.len() > 2 && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    (spaced && is_word && name.bytes().any(|byte| byte.is_ascii_lowercase())).then(|| {
        Finding::new(plain.range(range), format!("unsupported emoji name `{written}`"))
            .help("write the emoji itself")
            .help(SHOW)
    })
}

/// `x^2^`, as Pandoc writes it.
fn superscript(plain: &PlainText<'_>, at: usize) -> Option<Finding> {
    let words = plain.words.as_str();
    let rest = line_from(words, at + 1, LONGEST_NAME);
    let raised = &rest[..rest.find('^')?];
    let few = (1..=6).contains(&raised.chars().count());
    before(words, at).filter(|c| c.is_alphanumeric() || *c == ')')?;
    let base: usize =
        words[..at].chars().rev().take(LONGEST_NAME).take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum();
    let base = &words[at - base..at];
    let range = at..at + raised.len() + 2;
    if !few
        || !raised.chars().all(|c| c.is_alphanumeric() || matches!(c, '+' | '-' | '−'))
        || is_letter(after(words, range.end))
        || after(words, range.end) == Some('^')
    {
        return None;
    }
    let written = plain.written(range.clone());
    let finding = Finding::new(plain.range(range), format!("unsupported superscript `{base}{written}`"));
    Some(match scripts::raised(raised) {
        Some(raised) => finding.write(raised),
        None => finding.help(format!("write it without raising it: `{base}{raised}`")),
    })
}

/// `^[a note]`, as Pandoc writes footnotes.
fn inline_note(plain: &PlainText<'_>, at: usize) -> Option<Finding> {
    let words = plain.words.as_str();
    let note = line_from(words, at + 1, LONGEST_MARK).strip_prefix('[')?;
    let end = note.find(']')?;
    let about = before(words, at).filter(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | ')' | '!' | '?'));
    // `^[a-z ]` is a pattern.
    if about.is_none()
        || note[..end].split_whitespace().filter(|word| word.chars().all(char::is_alphabetic)).count() < 2
    {
        return None;
    }
    let range = at..at + 2 + end + 1;
    let note = plain.written(at + 2..at + 2 + end);
    Some(
        Finding::new(plain.range(range), "unsupported footnote `^[…]`")
            .help(format!("write `[^1]`, and on its own line below the paragraph `[^1]: {note}`")),
    )
}

/// `==marked==`.
fn mark(plain: &PlainText<'_>, at: usize) -> Option<Finding> {
    let words = plain.words.as_str();
    let rest = line_from(words, at + 2, LONGEST_MARK);
    let end = rest.find("==")?;
    let marked = &rest[..end];
    let closes = at + 2 + end + 2;
    let is_edge = |c: Option<char>| !is_letter(c) && c != Some('=');
    let tight = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace() && c != '=');
    let is_mark = tight(marked.chars().next())
        && tight(marked.chars().next_back())
        && is_edge(before(words, at))
        && is_edge(after(words, closes))
        && marked.contains(char::is_alphanumeric);
    is_mark.then(|| {
        let marked = plain.written(at + 2..at + 2 + end);
        Finding::new(plain.range(at..closes), "unsupported highlighting").write(format!("**{marked}**")).help(SHOW)
    })
}

/// One `~` on each side strikes out, although `H~2~O` and `3~5 or 7~9` do not mean that.
pub(super) fn single_tilde(text: &str, range: Range<usize>) -> Option<Finding> {
    let written = text.get(range.clone())?;
    let inner = written.strip_prefix('~')?.strip_suffix('~')?;
    let joined = is_letter(before(text, range.start)) || is_letter(after(text, range.end));
    if inner.starts_with('~') || !joined {
        return None;
    }
    let finding = Finding::new(range, format!("`{written}` strikes out its text"))
        .label(format!("`{inner}` would be struck out"));
    Some(
        match scripts::lowered(inner) {
            Some(lowered) => finding.write(lowered),
            None => finding.help("write `\\~` for each `~` that is to be shown"),
        }
        .help(format!("write `~~{inner}~~` to strike it out")),
    )
}

/// `**` that is left in the text: a pair which Markdown does not take for one, and one that is never closed.
pub(super) fn literal_bold(node: Node<'_>, words: &str, text: &str, range: Range<usize>) -> Option<Finding> {
    // Where a character is escaped or an entity, the places differ.
    if !words.contains("**") || text.get(range.clone()) != Some(words) {
        return None;
    }
    let is_two = |at: &usize| !words[..*at].ends_with('*') && !words[at + 2..].starts_with('*');
    let marks: Vec<usize> = words.match_indices("**").map(|(at, _)| at).filter(is_two).take(2).collect();
    let at = |part: Range<usize>| range.start + part.start..range.start + part.end;
    match *marks.as_slice() {
        [open, close] => {
            let bold = &words[open + 2..close];
            let tight = !bold.starts_with(char::is_whitespace) && !bold.ends_with(char::is_whitespace);
            (tight && bold.contains(char::is_alphabetic)).then(|| {
                Finding::new(at(open..close + 2), format!("`**{bold}**` is not bold"))
                    .label("the asterisks would be shown")
                    .help("put a space between `**` and the letter beside it, or move the punctuation outside of the `**`")
                    .help("write `\\*\\*` to show the asterisks")
            })
        }
        [0] => {
            let first = node.previous_sibling().is_none()
                && node.parent().is_some_and(|block| block.data().value.block())
                && !node.parent().is_some_and(|block| {
                    block
                        .descendants()
                        .skip(2)
                        .any(|other| matches!(&other.data().value, NodeValue::Text(more) if more.contains("**")))
                });
            let word = words[2..].split_whitespace().next()?;
            // `**kwargs` is a name in Python.
            let is_name = word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
            let sentence = words[2..].contains(' ') && word.starts_with(char::is_alphabetic) && !is_name;
            (first && sentence).then(|| {
                Finding::new(at(0..2), "bold text is never closed")
                    .label("the asterisks would be shown")
                    .help("add `**` where the bold text ends")
                    .help("write `\\*\\*` to show the asterisks")
            })
        }
        _ => None,
    }
}
