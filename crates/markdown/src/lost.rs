//! Reports what Markdown would silently drop or show as plain text: surplus table cells, malformed tables, footnotes
//! that are never referenced, unknown callouts, control characters written as entities.

use std::collections::HashMap;
use std::ops::Range;

use comrak::Arena;
use comrak::nodes::{Node, NodeValue, Sourcepos};

use super::escape::{is_embedding, is_forbidden, is_isolate};
use super::tree;
use super::undefined::folded;
use super::walk::{Walk, options};
use mizan_source::diagnostics::{Applicability, Code, Diagnostic, did_you_mean};

/// The callouts (GitHub's alerts), and what people write instead.
const CALLOUTS: [(&str, &[&str]); 5] = [
    ("NOTE", &["INFO", "NB", "HINWEIS", "ABSTRACT", "SUMMARY"]),
    ("TIP", &["HINT", "SUCCESS"]),
    ("IMPORTANT", &["ATTENTION"]),
    ("WARNING", &["WARN"]),
    ("CAUTION", &["DANGER", "ERROR"]),
];

/// Whether a node is a footnote that is never referenced, or that a later one of its name hides.
pub(super) fn is_lost_note(node: Node<'_>) -> bool {
    matches!(node.data().value, NodeValue::FootnoteDefinition(ref note) if note.total_references == 0)
}

impl<'a> Walk<'a> {
    /// Looks through a whole text.
    pub(super) fn report_lost(&mut self, root: Node<'a>) {
        for node in root.descendants() {
            let data = node.data();
            let position = data.sourcepos;
            match &data.value {
                NodeValue::TableRow(false) => self.surplus_cells(node, position),
                NodeValue::Paragraph => self.no_table(position),
                NodeValue::BlockQuote => self.no_callout(node),
                _ => {}
            }
        }
        self.report_entities(root);
    }

    /// The parser drops footnotes that are never referenced, so they are looked for in a separate tree.
    pub(super) fn report_lost_notes(&mut self) {
        let mut options = options();
        options.parse.leave_footnote_definitions = true;
        let arena = Arena::new();
        let root = tree::parse(&arena, self.place.text(), &options);
        let definitions = root.descendants().filter_map(|node| match &node.data().value {
            NodeValue::FootnoteDefinition(note) => {
                Some((note.name.clone(), node.data().sourcepos, note.total_references == 0))
            }
            _ => None,
        });
        let definitions: Vec<_> = definitions.collect();
        let mut shown: HashMap<String, usize> = HashMap::new();
        for (at, (name, _, _)) in definitions.iter().enumerate().filter(|(_, (_, _, lost))| !lost) {
            shown.entry(folded(name)).or_insert(at);
        }
        for (at, (name, place, lost)) in definitions.iter().enumerate() {
            if !lost {
                continue;
            }
            match shown.get(&folded(name)).copied() {
                Some(kept) => {
                    let (first, again) = if kept < at { (kept, at) } else { (at, kept) };
                    let (Some(first), Some(again)) = (definitions.get(first), definitions.get(again)) else { continue };
                    let (place, _) = self.place.span(self.place.range(first.1));
                    self.report(
                        Diagnostic::error(Code::BadMarkup, format!("the footnote `{name}` is defined twice"))
                            .also(place, "first defined here")
                            .help("rename one of them and refer to it, or remove it"),
                        again.1,
                        "defined again here, so one of them would not be shown",
                    );
                }
                None => self.report(
                    Diagnostic::error(Code::BadMarkup, format!("the footnote `{name}` is never referenced"))
                        .help(format!("write `[^{name}]` where it belongs, or remove the footnote")),
                    *place,
                    "this footnote would not be shown",
                ),
            }
        }
    }

    /// Cells for which the header row has no column: Markdown drops them.
    fn surplus_cells(&mut self, row: Node<'a>, position: Sourcepos) {
        let head = row.parent().and_then(|table| match table.data().value {
            NodeValue::Table(ref table) => Some(table.num_columns),
            _ => None,
        });
        let (Some(columns), range) = (head, self.place.range(position)) else { return };
        let text = self.place.text();
        let cells = cells(text.get(range.clone()).unwrap_or_default());
        let (Some(first), Some(last)) = (cells.get(columns), cells.last()) else { return };
        let lost = range.start + first.start..range.start + last.end;
        let words = text.get(lost.clone()).unwrap_or_default().trim().to_owned();
        if words.trim_matches(['|', ' ', '\t']).is_empty() {
            return;
        }
        let (span, _) = self.place.span(lost);
        let has = if columns == 1 { "1 column".to_owned() } else { format!("{columns} columns") };
        self.diagnostics.push(
            Diagnostic::error(Code::BadMarkup, format!("a row has {} cells, but its table has {has}", cells.len()))
                .at(span, format!("`{words}` would be dropped"))
                .help("add a column to the header row, or write `\\|` for a `|` inside a cell"),
        );
    }

    /// A delimiter row with another number of cells than the header row does not make a table.
    fn no_table(&mut self, position: Sourcepos) {
        let range = self.place.range(position);
        let text = self.place.text();
        let Some(paragraph) = text.get(range.clone()).filter(|text| text.contains('|') && text.contains('-')) else {
            return;
        };
        let mut at = range.start;
        let mut before: Option<usize> = None;
        for line in paragraph.split_inclusive('\n') {
            let bare = line.trim_start_matches([' ', '\t', '>']);
            let start = at + (line.len() - bare.len());
            at += line.len();
            let bare = bare.trim_end();
            let count = cells(bare).len();
            if bare.contains('|')
                && is_delimiter(bare)
                && let Some(head) = before.filter(|head| *head != count)
            {
                let (span, _) = self.place.span(start..start + bare.len());
                self.diagnostics.push(
                    Diagnostic::warning(
                        Code::BadMarkup,
                        format!(
                            "malformed table: the header row has {}, the delimiter row below has {}",
                            counted(head),
                            counted(count)
                        ),
                    )
                    .at(span, "the whole table would be shown as plain text")
                    .help("write one `---` for each cell of the header row, and `\\|` for a `|` inside a cell"),
                );
            }
            before = bare.contains('|').then_some(count);
        }
    }

    /// A quotation that begins like a callout of an unknown kind.
    fn no_callout(&mut self, quotation: Node<'a>) {
        let first = quotation.first_child().filter(|first| matches!(first.data().value, NodeValue::Paragraph));
        let Some(range) = first.map(|first| self.place.range(first.data().sourcepos)) else { return };
        let text = self.place.text().get(range.clone()).unwrap_or_default();
        let line = text.lines().next().unwrap_or_default();
        let Some((word, _)) = line.strip_prefix("[!").and_then(|rest| rest.split_once(']')) else { return };
        if word.is_empty() || !word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '_' | ' ')) {
            return;
        }
        let start = range.start;
        let (span, exact) = self.place.span(start..start + word.len() + 3);
        let upper = word.to_uppercase();
        let alias = CALLOUTS.iter().find(|(_, others)| others.contains(&upper.as_str())).map(|(name, _)| *name);
        let names = CALLOUTS.iter().map(|(name, _)| *name);
        let meant = alias.or_else(|| did_you_mean(&upper, names.clone()));
        let diagnostic = Diagnostic::warning(Code::BadMarkup, format!("unknown callout `[!{word}]`"))
            .at(span, "this would be shown as plain text");
        let kinds = names.map(|name| format!("`[!{name}]`")).collect::<Vec<_>>().join(", ");
        self.diagnostics.push(match meant {
            Some(meant) => {
                let diagnostic = diagnostic.help(format!("did you mean `[!{meant}]`?"));
                if exact { diagnostic.fix(span, format!("[!{meant}]"), Applicability::Unsafe) } else { diagnostic }
            }
            None => diagnostic.help(format!("the callouts are {kinds}; write a title after it: `[!NOTE] Read this`")),
        });
    }

    /// Control characters written as entities (`&#x202E;`): those that are in the text
    /// themselves are reported already.
    pub(super) fn report_entities(&mut self, root: Node<'a>) {
        if !self.place.text().contains("&#") {
            return;
        }
        for node in root.descendants() {
            let data = node.data();
            let hidden = |c: char| is_forbidden(c) || c == char::REPLACEMENT_CHARACTER;
            if !matches!(&data.value, NodeValue::Text(text) if text.contains(hidden)) {
                continue;
            }
            let range = self.place.range(data.sourcepos);
            let source = self.place.text().get(range.clone()).unwrap_or_default();
            for (at, entity, code) in entities(source) {
                let c = char::from_u32(code).filter(|c| *c != '\0');
                if c.is_some_and(|c| !is_forbidden(c)) {
                    continue;
                }
                let (span, exact) = self.place.span(range.start + at..range.start + at + entity.len());
                let message = format!("the entity `{entity}` is the control character U+{code:04X}");
                let diagnostic = match c {
                    Some(c) if is_isolate(c) => Diagnostic::warning(Code::ForbiddenCharacter, message)
                        .help("remove it: Mizan isolates text of the other direction automatically"),
                    Some(c) if is_embedding(c) => Diagnostic::error(Code::ForbiddenCharacter, message)
                        .help("remove it: Mizan isolates text of the other direction automatically"),
                    _ => Diagnostic::error(Code::ForbiddenCharacter, message)
                        .help("remove it: HTML and XML do not allow it"),
                }
                .at(span, "this character is invisible");
                self.diagnostics.push(if exact { diagnostic.fix(span, "", Applicability::Safe) } else { diagnostic });
            }
        }
    }
}

fn counted(cells: usize) -> String {
    if cells == 1 { "1 cell".to_owned() } else { format!("{cells} cells") }
}

/// The cells of a row (GitHub Flavored Markdown, section 4.10): separated by every `|` without a `\` before it.
fn cells(row: &str) -> Vec<Range<usize>> {
    let start = row.len() - row.trim_start().len();
    let end = row.trim_end().len();
    let mut cells = Vec::new();
    let (mut from, mut escaped) = (start, false);
    for (at, c) in row.char_indices().filter(|(at, _)| (start..end).contains(at)) {
        if c == '|' && !escaped {
            if at > start {
                cells.push(from..at);
            }
            from = at + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    if from < end {
        cells.push(from..end);
    }
    cells
}

/// Whether a line is the delimiter row of a table: `|:--|--:|`.
fn is_delimiter(line: &str) -> bool {
    let cells = cells(line);
    !cells.is_empty()
        && cells.into_iter().all(|cell| {
            let cell = line.get(cell).unwrap_or_default().trim();
            let dashes = cell.strip_prefix(':').unwrap_or(cell);
            let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
            !dashes.is_empty() && dashes.bytes().all(|byte| byte == b'-')
        })
}

/// Characters by their number in `text`: where, how written, which.
fn entities(text: &str) -> impl Iterator<Item = (usize, &str, u32)> {
    text.match_indices("&#").filter_map(|(at, _)| {
        let rest = &text[at + 2..];
        let digits = &rest[..rest.find(';')?];
        let code = match digits.strip_prefix(['x', 'X']) {
            Some(hex) if hex.len() <= 6 => u32::from_str_radix(hex, 16).ok()?,
            None if digits.len() <= 7 => digits.parse().ok()?,
            _ => return None,
        };
        let escaped = text[..at].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1;
        (!escaped).then(|| (at, &text[at..at + 2 + digits.len() + 1], code))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_counted_as_markdown_counts_them() {
        for (row, count) in [
            ("| a | b |", 2),
            ("a | b", 2),
            ("| a |", 1),
            (r"| a \| b | c |", 2),
            ("| 1 | 2 | 3 | 4 |", 4),
            ("| | b |", 2),
            ("a", 1),
            ("  |a|b|  ", 2),
        ] {
            assert_eq!(cells(row).len(), count, "{row}");
        }
        assert!(is_delimiter("|---|:-:|") && is_delimiter("--|-:") && !is_delimiter("| a |") && !is_delimiter("||"));
    }
}
