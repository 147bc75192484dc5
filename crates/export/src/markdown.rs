//! `index.md` next to a page: its content as Markdown (CommonMark with GitHub's tables and footnotes), for
//! readers and programs that need text without layout.

use unicode_normalization::UnicodeNormalization;

use super::bare::isolated;
use super::{Artifact, Class};
use mizan_plan::Route;

/// A page, part after part.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Copy {
    /// Blocks, in order.
    pub parts: Vec<Part>,
    /// Footnotes, in the order of their numbers.
    pub notes: Vec<Line>,
}

/// A block.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// 1 to 6.
    Heading(u8, Line),
    /// A paragraph.
    Paragraph(Line),
    /// A paragraph in a quotation.
    Quotation(Line),
    /// Blocks of finished Markdown.
    Prose(String),
    /// A list with a bullet for each line.
    List(Vec<Line>),
    /// A list with numbers, from 1.
    Numbered(Vec<Line>),
    /// A table with a row of headings.
    Table(MarkdownTable),
}

/// Rows as long as the head.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MarkdownTable {
    /// The headings of the columns.
    pub head: Vec<Line>,
    /// Each as long as `head`.
    pub rows: Vec<Vec<Line>>,
}

/// Running text.
pub type Line = Vec<Span>;

/// A stretch of running text.
#[derive(Clone, Debug, PartialEq)]
pub enum Span {
    /// Plain text: what Markdown would read as markup is escaped.
    Text(String),
    /// Plain text with strong emphasis.
    Strong(String),
    /// Finished inline Markdown.
    Markdown(String),
    /// A link with a text of its own.
    Link {
        /// Plain text.
        text: String,
        /// Absolute.
        url: String,
    },
    /// A URL that is its own text.
    Url(String),
    /// A footnote of [`Copy::notes`], from 1.
    Note(usize),
}

/// The copy of the page that `route` leads to.
pub fn markdown(copy: &Copy, route: Route) -> Artifact {
    let mut out = String::new();
    for part in &copy.parts {
        if !out.is_empty() {
            out.push('\n');
        }
        part.put(&mut out);
    }
    if !copy.notes.is_empty() {
        out.push('\n');
    }
    for (at, note) in copy.notes.iter().enumerate() {
        out.push_str(&format!("[^n{}]: {}\n", at + 1, line(note)));
    }
    Artifact::new(Class::Asset, route.output_path(), clean(&out))
}

/// NFC, and of the controls of direction only the isolates.
pub(super) fn clean(text: &str) -> String {
    isolated(text).nfc().collect()
}

impl Part {
    fn put(&self, out: &mut String) {
        match self {
            Part::Heading(level, text) => {
                out.push_str(&"#".repeat(usize::from((*level).clamp(1, 6))));
                out.push(' ');
                out.push_str(&line(text));
                out.push('\n');
            }
            Part::Paragraph(text) => {
                out.push_str(&line(text));
                out.push('\n');
            }
            Part::Quotation(text) => {
                out.push_str("> ");
                out.push_str(&line(text));
                out.push('\n');
            }
            Part::Prose(text) => {
                out.push_str(text.trim_end());
                out.push('\n');
            }
            Part::List(lines) => lines.iter().for_each(|text| out.push_str(&format!("- {}\n", line(text)))),
            Part::Numbered(lines) => {
                for (at, text) in lines.iter().enumerate() {
                    out.push_str(&format!("{}. {}\n", at + 1, line(text)));
                }
            }
            Part::Table(rows) => out.push_str(&table(rows)),
        }
    }
}

/// A table alone, for prose that shows one.
pub fn table(table: &MarkdownTable) -> String {
    let mut out = row(&table.head);
    out.push_str(&format!("|{}\n", " --- |".repeat(table.head.len())));
    table.rows.iter().for_each(|cells| out.push_str(&row(cells)));
    out
}

fn row(cells: &[Line]) -> String {
    let mut out = String::from("|");
    for cell in cells {
        out.push(' ');
        // GitHub's tables: a bar ends a cell wherever it is, in code too.
        out.push_str(&line(cell).replace('|', "\\|"));
        out.push_str(" |");
    }
    out.push('\n');
    out
}

fn line(spans: &[Span]) -> String {
    let mut out = String::new();
    for span in spans {
        match span {
            Span::Text(text) => {
                let begins = out.is_empty();
                escape(&mut out, text, begins);
            }
            Span::Strong(text) => {
                out.push_str("**");
                escape(&mut out, text.trim(), false);
                out.push_str("**");
            }
            Span::Markdown(text) => out.push_str(text),
            Span::Link { text, url } => {
                out.push('[');
                escape(&mut out, text, false);
                out.push_str("](");
                address(&mut out, url);
                out.push(')');
            }
            Span::Url(url) => {
                out.push('<');
                address(&mut out, url);
                out.push('>');
            }
            Span::Note(number) => out.push_str(&format!("[^n{number}]")),
        }
    }
    out
}

/// Text that no reader of Markdown takes for anything else; `begins`: a line's start, where blocks begin.
fn escape(out: &mut String, text: &str, begins: bool) {
    let mut begins = begins;
    let mut digits = begins;
    let mut spaced = true;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let special = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' => true,
            '&' => next.is_some_and(|next| next.is_ascii_alphanumeric() || next == '#'),
            // At a heading's end it would be taken for its closing mark.
            '#' => spaced,
            '+' | '-' => begins && next.is_none_or(|next| next == c || next.is_whitespace()),
            '=' => begins && next.is_none_or(|next| next == '='),
            // "1." and "1)" begin lists.
            '.' | ')' => digits && !begins && next.is_none_or(char::is_whitespace),
            _ => false,
        };
        spaced = c.is_whitespace();
        digits = digits && c.is_ascii_digit();
        begins = begins && c.is_whitespace();
        if special {
            out.push('\\');
        }
        match c {
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => out.push(' '),
            c => out.push(c),
        }
    }
}

/// A URL in brackets of either kind: what would end it is percent-encoded.
fn address(out: &mut String, url: &str) {
    for c in url.chars() {
        match c {
            '(' => out.push_str("%28"),
            ')' => out.push_str("%29"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            '|' => out.push_str("%7C"),
            '`' => out.push_str("%60"),
            c if c.is_whitespace() || c.is_control() => {
                out.extend(percent_encoding::utf8_percent_encode(
                    c.encode_utf8(&mut [0; 4]),
                    percent_encoding::NON_ALPHANUMERIC,
                ));
            }
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use comrak::nodes::NodeValue;
    use proptest::prelude::*;

    use super::*;

    fn options() -> comrak::Options<'static> {
        let mut options = comrak::Options::default();
        options.extension.table = true;
        options.extension.strikethrough = true;
        options.extension.footnotes = true;
        options
    }

    /// What a reader of Markdown makes of it: kinds of blocks and the words in each.
    fn read(markdown: &str) -> Vec<(&'static str, String)> {
        let arena = comrak::Arena::new();
        let root = comrak::parse_document(&arena, markdown, &options());
        let mut blocks = Vec::new();
        for node in root.descendants() {
            let kind = match node.data().value {
                NodeValue::Heading(_) => "heading",
                NodeValue::Paragraph => "paragraph",
                NodeValue::TableCell => "cell",
                _ => continue,
            };
            let words: String = node
                .descendants()
                .filter_map(|node| match &node.data().value {
                    NodeValue::Text(text) => Some(text.to_string()),
                    value if value.block() => None,
                    other => Some(format!("<{}>", other.xml_node_name())),
                })
                .collect();
            blocks.push((kind, words));
        }
        blocks
    }

    fn written(parts: Vec<Part>) -> String {
        let copy = Copy { parts, notes: Vec::new() };
        String::from_utf8(markdown(&copy, Route::root().file("index.md")).bytes).expect("it is text")
    }

    fn text(text: &str) -> Line {
        vec![Span::Text(text.to_owned())]
    }

    #[test]
    fn every_kind_of_part() {
        let copy = Copy {
            parts: vec![
                Part::Heading(1, text("A *star* & co")),
                Part::Quotation(text("1. Not a list")),
                Part::Paragraph(vec![Span::Strong("7.80 €".into()), Span::Text(" · ".into()), Span::Note(1)]),
                Part::Prose("## Prose\n\nwords\n\n".into()),
                Part::List(vec![vec![Span::Url("https://example.org/a(b)".into())], text("- x")]),
                Part::Numbered(vec![vec![Span::Link { text: "[1]".into(), url: "https://example.org/ x".into() }]]),
                Part::Table(MarkdownTable {
                    head: vec![text("Feature"), text("A|B")],
                    rows: vec![vec![text("a"), vec![Span::Markdown("`x|y`".into())]]],
                }),
            ],
            notes: vec![text("# note")],
        };
        let artifact = markdown(&copy, Route::root().page("en").file("index.md"));
        assert_eq!(artifact.path, "en/index.md");
        insta::assert_snapshot!(String::from_utf8(artifact.bytes).expect("text"));
    }

    #[test]
    fn neither_marks_nor_decomposed_letters() {
        let paragraph = text("\u{200f}\u{2067}a\u{2069} e\u{301}");
        assert_eq!(written(vec![Part::Paragraph(paragraph)]), "\u{2067}a\u{2069} \u{e9}\n");
    }

    proptest! {
        #[test]
        fn any_text_comes_back(words in "[a-z0-9#*_|`<>&;:+=.)(~!\\\\\\[\\] -]{1,24}") {
            let want = words.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assume!(!want.is_empty());
            let want = clean(&want);
            let parts = vec![
                Part::Paragraph(text(&want)),
                Part::Heading(2, text(&want)),
                Part::Table(MarkdownTable { head: vec![text("h"), text("i")], rows: vec![vec![text(&want), text(&want)]] }),
            ];
            let markdown = written(parts);
            let found = read(&markdown);
            let expected: Vec<(&str, String)> = [("paragraph", &want), ("heading", &want), ("cell", &"h".to_owned()), ("cell", &"i".to_owned()), ("cell", &want), ("cell", &want)]
                .into_iter().map(|(kind, words)| (kind, words.clone())).collect();
            prop_assert_eq!(found, expected, "{}", markdown);
        }
    }
}
