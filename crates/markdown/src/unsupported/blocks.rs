//! Blocks of other tools (`:::tip`, `!!! note`, task lists, `[TOC]`, front matter below the first), and blocks that
//! nearly are some: headings and lists without a plain space, tables without a delimiter row, fences without an end.

use std::ops::Range;

use comrak::nodes::{Node, NodeCodeBlock, NodeValue};

use super::{Finding, PlainText};
use crate::place::SpanFinder;

/// What other tools call the boxes that are callouts here.
const BOXES: &[(&str, &str)] = &[
    ("abstract", "NOTE"),
    ("attention", "WARNING"),
    ("bug", "WARNING"),
    ("caution", "CAUTION"),
    ("danger", "CAUTION"),
    ("details", "NOTE"),
    ("error", "CAUTION"),
    ("example", "NOTE"),
    ("failure", "CAUTION"),
    ("faq", "NOTE"),
    ("help", "NOTE"),
    ("hint", "TIP"),
    ("important", "IMPORTANT"),
    ("info", "NOTE"),
    ("note", "NOTE"),
    ("question", "NOTE"),
    ("quote", "NOTE"),
    ("seealso", "NOTE"),
    ("success", "TIP"),
    ("summary", "NOTE"),
    ("tip", "TIP"),
    ("todo", "NOTE"),
    ("warning", "WARNING"),
];

/// What the text of a paragraph or heading shows.
pub(super) fn of_text(node: Node<'_>, plain: &PlainText<'_>, found: &mut Vec<Finding>) {
    match &node.data().value {
        NodeValue::Paragraph => {
            let lines: Vec<(usize, &str)> = plain.lines().collect();
            found.extend(spaces_of_another_kind(plain, &lines));
            found.extend(heading_without_space(plain, &lines));
            found.extend(containers(plain, &lines));
            found.extend(table_without_delimiters(plain, &lines));
            found.extend(bullets(plain, &lines));
            found.extend(table_of_contents(plain, &lines));
            found.extend(front_matter(plain, &lines));
        }
        NodeValue::Heading(heading) if heading.setext => found.extend(yaml(node, plain)),
        _ => {}
    }
}

/// A fence without its second line.
pub(super) fn unclosed(code: &NodeCodeBlock, range: Range<usize>, text: &str) -> Option<Finding> {
    if !code.fenced || code.closed {
        return None;
    }
    let line = text.get(range.clone())?.lines().next()?;
    let mark = match code.fence_char {
        b'`' => format!("a line of {} backticks", code.fence_length),
        other => format!("a line `{}`", char::from(other).to_string().repeat(code.fence_length)),
    };
    Some(
        Finding::new(range.start..range.start + line.trim_end().len(), "a code block is never closed")
            .label("all that follows would be shown as code")
            .help(format!("write {mark} where the code ends")),
    )
}

/// The space of another kind where Markdown has a plain one.
fn wide_space(rest: &str) -> Option<char> {
    rest.chars().next().filter(|c| matches!(c, '\u{A0}' | '\u{202F}' | '\u{3000}' | '\u{2000}'..='\u{200A}'))
}

/// `-` or `##` and a no-break space: from a word processor, or a keyboard on which it is easily typed.
fn spaces_of_another_kind(plain: &PlainText<'_>, lines: &[(usize, &str)]) -> Option<Finding> {
    let marked: Vec<(usize, &str, char, &str)> = lines
        .iter()
        .filter_map(|(at, line)| {
            let mark = marker(line);
            let rest = &line[mark.len()..];
            let space = wide_space(rest).filter(|_| !mark.is_empty())?;
            Some((*at, mark, space, rest[space.len_utf8()..].trim_start()))
        })
        .collect();
    let (at, mark, space, rest) = *marked.first()?;
    // `3.\u{A0}Mai` is a date, and `-\u{A0}5` a number, where nothing like it follows.
    let is_number = mark.ends_with('.') || mark == "-" && rest.starts_with(|c: char| c.is_numeric());
    if rest.is_empty() || is_number && marked.len() < 2 {
        return None;
    }
    let what = if mark.starts_with('#') { "heading" } else { "list" };
    let here = if marked.len() > 1 { format!(" (and {} more below)", marked.len() - 1) } else { String::new() };
    let end = at + mark.len() + space.len_utf8();
    let finding = Finding::new(
        plain.range(at..end),
        format!("`{mark}` does not begin a {what}: the space after it is U+{:04X}", u32::from(space)),
    )
    .label(format!("not a plain space{here}"))
    .help(format!("type a plain space after `{mark}`"));
    Some(Finding { instead: Some(format!("{mark} ")), ..finding })
}

/// `##`, `-` or `1)` at the beginning of a line.
fn marker(line: &str) -> &str {
    let hashes = line.len() - line.trim_start_matches('#').len();
    if (1..=6).contains(&hashes) {
        return &line[..hashes];
    }
    if line.starts_with(['-', '*', '+']) {
        return &line[..1];
    }
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let is_number = (1..=9).contains(&digits) && line[digits..].starts_with(['.', ')']);
    if is_number { &line[..=digits] } else { "" }
}

/// `##Heading`. A hashtag (`#tag` in a sentence or among others) is none.
fn heading_without_space(plain: &PlainText<'_>, lines: &[(usize, &str)]) -> Option<Finding> {
    let (at, line) = *lines.first()?;
    let marks = line.len() - line.trim_start_matches('#').len();
    let rest = &line[marks..];
    let is_text = rest.starts_with(|c: char| c.is_alphabetic());
    let is_tag = rest.contains('#') || rest.ends_with(['.', '!', '?', ',', ';', ':', '؟', '،', '۔', '…']);
    if !(1..=6).contains(&marks) || !is_text || marks == 1 && (is_tag || lines.len() > 1) {
        return None;
    }
    let written = plain.written(at..at + line.len());
    Some(
        Finding::new(plain.range(at..at + marks), "a heading has no space after its `#`")
            .label("this would be shown as plain text")
            .help(format!("write `{} {}`, or `\\#` for the character", &written[..marks], &written[marks..])),
    )
    .map(|finding| Finding { instead: Some(format!("{} ", &line[..marks])), ..finding })
}

/// `:::tip` of Docusaurus and VitePress, `!!! note` of Material for MkDocs.
fn containers(plain: &PlainText<'_>, lines: &[(usize, &str)]) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, line) in lines {
        let colons = line.len() - line.trim_start_matches(':').len();
        let rest = if colons >= 3 {
            line[colons..].trim_start()
        } else if let Some(rest) = ["!!!", "???+", "???"].iter().find_map(|mark| line.strip_prefix(mark)) {
            // `!!! Wow` is an exclamation.
            if !rest.starts_with(' ') {
                continue;
            }
            rest.trim_start()
        } else {
            continue;
        };
        let rest = rest.trim_start_matches(['{', '.']);
        let name: String = rest.chars().take_while(char::is_ascii_alphabetic).collect();
        let known = BOXES.iter().find(|(known, _)| name == *known);
        if name.is_empty() || colons < 3 && known.is_none() {
            continue;
        }
        let (kind, title) = (known.map_or("NOTE", |(_, kind)| *kind), &rest[name.len()..]);
        let title = title.trim_matches([' ', '"', '[', ']', '{', '}', '\t']);
        let title = if title.is_empty() { String::new() } else { format!(" {title}") };
        let written = plain.written(*at..at + line.len());
        found.push(
            Finding::new(plain.range(*at..at + line.len()), format!("unsupported box `{written}`"))
                .help(format!("write a callout: `> [!{kind}]{title}`, and `> ` before each line of its text")),
        );
    }
    found
}

/// Rows with `|` on both sides, and no delimiter row.
fn table_without_delimiters(plain: &PlainText<'_>, lines: &[(usize, &str)]) -> Option<Finding> {
    let columns = |line: &str| {
        let inner = line.strip_prefix('|')?.strip_suffix('|')?;
        let is_delimiter = inner.chars().all(|c| matches!(c, '-' | ':' | '|' | ' '));
        (!is_delimiter && inner.chars().any(char::is_alphanumeric)).then(|| inner.matches('|').count() + 1)
    };
    let rows: Vec<(usize, &str, usize)> =
        lines.iter().map_while(|(at, line)| Some((*at, *line, columns(line)?))).collect();
    let (at, line, count) = *rows.first()?;
    // `|x|` is an absolute value.
    if rows.len() < 2 || rows.len() < lines.len() || count < 2 || rows.iter().any(|(_, _, other)| *other != count) {
        return None;
    }
    let row = format!("|{}", "---|".repeat(count));
    let finding = Finding::new(plain.range(at..at + line.len()), "a table has no delimiter row")
        .label("the whole table would be shown as plain text")
        .help(format!("write `{row}` on its own line below the header row"));
    let written = plain.written(at..at + line.len());
    // In a quotation, the line would need its `>`.
    let alone = at == 0 && before_on_line(plain.source, plain.start).is_empty();
    Some(Finding { instead: alone.then(|| format!("{written}\n{row}")), ..finding })
}

fn before_on_line(text: &str, at: usize) -> &str {
    text[..at].rsplit('\n').next().unwrap_or_default()
}

/// Lines that begin with the character `•`: they would run on in one paragraph.
fn bullets(plain: &PlainText<'_>, lines: &[(usize, &str)]) -> Option<Finding> {
    let mut listed = lines.iter().filter(|(_, line)| line.starts_with(['•', '◦', '▪', '●', '‣']));
    let (at, line) = *listed.next()?;
    let mark = line.chars().next()?;
    listed.next()?;
    Some(
        Finding::new(plain.range(at..at + mark.len_utf8()), format!("`{mark}` does not begin a list"))
            .label("all lines would be one paragraph")
            .help("begin each line with `- `"),
    )
}

/// `[TOC]` alone.
fn table_of_contents(plain: &PlainText<'_>, lines: &[(usize, &str)]) -> Option<Finding> {
    let [(at, line)] = lines else { return None };
    let name = line.trim_matches(['[', ']', '{', '}', '_', '@', ':', '$', ' ']);
    let bracketed = line.starts_with(['[', '{', '@', '$']) && line.ends_with([']', '}']);
    (bracketed && ["toc", "table-of-contents"].contains(&name.to_lowercase().as_str())).then(|| {
        Finding::new(plain.range(*at..at + line.len()), format!("unsupported `{line}`"))
            .help("remove it: a page has a list of its headings without it")
            .help("write `\\` before it to show it as it is")
    })
}

/// `+++`: front matter is only at the top of a file.
fn front_matter(plain: &PlainText<'_>, lines: &[(usize, &str)]) -> Option<Finding> {
    let at = lines.iter().position(|(_, line)| *line == "+++")?;
    let keys = lines.get(at + 1).is_some_and(|(_, line)| line.contains('='));
    let (start, _) = *lines.get(at)?;
    keys.then(|| misplaced(plain.range(start..start + 3), "+++"))
}

/// `---` around lines of YAML: a line across the page, and a heading.
fn yaml(heading: Node<'_>, plain: &PlainText<'_>) -> Option<Finding> {
    let rule = heading.previous_sibling()?;
    let (above, below) = (rule.data().sourcepos.end.line, heading.data().sourcepos.start.line);
    if !matches!(rule.data().value, NodeValue::ThematicBreak) || above + 1 != below {
        return None;
    }
    let mut lines = plain.text.lines().take_while(|line| !line.starts_with("---"));
    let is_key = |line: &str| {
        line.split_once(':').is_some_and(|(key, value)| {
            key.starts_with(|c: char| c.is_ascii_lowercase())
                && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
                && (value.is_empty() || value.starts_with(' '))
        })
    };
    let first = plain.text.lines().next()?;
    lines.all(|line| is_key(line) || line.starts_with([' ', '-'])).then_some(())?;
    is_key(first).then(|| misplaced(plain.range(0..first.len()), "---"))
}

fn misplaced(range: Range<usize>, mark: &str) -> Finding {
    Finding::new(range, "front matter below the beginning of the text")
        .label("this would be shown as text")
        .help(format!("move its keys between the `+++` lines at the top of the file, and remove the lines `{mark}`"))
}

/// `- [x]`: a list of tasks.
pub(super) fn tasks<'a>(list: Node<'a>, place: &SpanFinder<'_>) -> Option<Finding> {
    let text = place.text();
    let task = |item: Node<'a>| {
        let paragraph = item.first_child().filter(|first| matches!(first.data().value, NodeValue::Paragraph))?;
        let is_text = paragraph.first_child().is_some_and(|first| matches!(first.data().value, NodeValue::Text(_)));
        let start = place.range(paragraph.data().sourcepos).start;
        let line = text.get(start..)?.lines().next()?;
        let done = match line.get(..3)? {
            "[ ]" => false,
            "[x]" | "[X]" => true,
            _ => return None,
        };
        let words = line[3..].trim();
        (is_text && line[3..].starts_with(' ') && !words.is_empty()).then_some((start, done, words))
    };
    let all: Vec<_> = list.children().filter_map(task).collect();
    let (start, done, words) = *all.first()?;
    let label = match all.len() {
        1 => "the brackets would be shown".to_owned(),
        n => format!("the brackets would be shown, in each of {n} items"),
    };
    let mark = if done { '✓' } else { '☐' };
    Some(
        Finding::new(start..start + 3, "task lists are not supported")
            .label(label)
            .help(format!("remove the brackets, or write a character instead: `- {mark} {words}`")),
    )
}

/// A row that ends in `\`, as if it went on in the next line.
pub(super) fn continued_rows(range: &Range<usize>, text: &str) -> Vec<Finding> {
    let table = text.get(range.clone()).unwrap_or_default();
    let mut found = Vec::new();
    let mut at = range.start;
    let mut lines = table.split_inclusive('\n').peekable();
    let framed = lines.peek().is_some_and(|head| head.trim_end().ends_with('|'));
    while let Some(line) = lines.next() {
        let bare = line.trim_end();
        if framed && bare.ends_with('\\') && lines.peek().is_some() {
            let end = at + bare.len();
            found.push(
                Finding::new(end - 1..end, "a row of a table cannot go on in the next line")
                    .label("the next line would be a row of its own")
                    .help("write the row in one line, with `<br>` where a line is to break within a cell"),
            );
        }
        at += line.len();
    }
    found
}
