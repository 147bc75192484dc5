//! The content of a text, block by block and with the places in its file, for lint rules that check language. Code,
//! facts, URLs and images are gaps in it, since they are not language.

use std::ops::Range;

use comrak::Arena;
use comrak::arena_tree::NodeEdge;
use comrak::nodes::{Node, NodeValue};

use super::closing_fence;
use super::inlines::is_cell_break;
use super::link::bare_address;
use super::place::SpanFinder;
use super::tree;
use super::walk::{options, plain_of};
use mizan_model::Prose;
use mizan_source::Span;

/// Placeholder in a [`Block::text`] for what is not words.
pub const GAP: char = '\u{FFFC}';

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As it is; `{n}` is a place for a number.
    Plain,
    /// With `code` between backticks.
    Name,
    /// Inline Markdown.
    Inline,
    /// Markdown with blocks.
    Document,
}

/// The words of one text.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// In order; of an image, its description.
    pub blocks: Vec<Block>,
    /// In order; without those whose text is their own URL.
    pub links: Vec<Link>,
}

/// The kind of a part of running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A paragraph, also in a list, a callout or a footnote; a name, and inline Markdown.
    Paragraph,
    /// As written: 1 to 6.
    Heading(u8),
    /// Text in a quotation: perhaps somebody else's words, perhaps in another language.
    Quotation,
    /// A cell of a table.
    TableCell,
    /// The description of an image.
    Alt,
}

/// Running text: a paragraph, a heading, a name.
#[derive(Clone, Debug)]
pub struct Block {
    /// Without markup; a [`GAP`] for each thing that is not words.
    pub text: String,
    /// The kind, which decides which rules check it.
    pub kind: BlockKind,
    /// Where it is written, from its first byte to its last.
    pub span: Span,
    /// Sorted by `at`; the bytes between two of them are gaps.
    pieces: Vec<OutlinePart>,
}

#[derive(Clone, Debug)]
struct OutlinePart {
    /// Where it begins in the block's text.
    at: usize,
    len: usize,
    span: Span,
    /// Byte n of the piece is byte n of the span.
    exact: bool,
}

/// A link in Markdown whose text is not its own URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Without markup.
    pub text: String,
    /// As written.
    pub target: String,
    /// Where the link is written.
    pub span: Span,
}

impl Block {
    fn new(kind: BlockKind, span: Span) -> Block {
        Block { text: String::new(), kind, span, pieces: Vec::new() }
    }

    /// The piece of the file that a byte of the text comes from: what has one number can be replaced together.
    pub fn piece(&self, at: usize) -> Option<usize> {
        let ix = self.pieces.partition_point(|piece| piece.at <= at).checked_sub(1)?;
        self.pieces.get(ix).filter(|piece| at < piece.at + piece.len).map(|_| ix)
    }

    /// Where a range of the text is, and whether it is exactly that: only then can it be replaced.
    pub fn place(&self, range: Range<usize>) -> (Span, bool) {
        let Some(piece) = self.piece(range.start).and_then(|ix| self.pieces.get(ix)) else {
            return (self.span, false);
        };
        if !piece.exact || range.end > piece.at + piece.len {
            return (piece.span, false);
        }
        let start = piece.span.range().start + (range.start - piece.at);
        (Span::new(piece.span.source, start..start + range.len()), true)
    }

    /// Adds text of which byte n is byte n of `span` where `exact`.
    fn push(&mut self, text: &str, span: Span, exact: bool) {
        let mut done = 0;
        for gap in gaps(text) {
            self.words(text, done..gap.start, span, exact);
            self.gap();
            done = gap.end;
        }
        self.words(text, done..text.len(), span, exact);
    }

    fn words(&mut self, text: &str, range: Range<usize>, span: Span, exact: bool) {
        if range.is_empty() {
            return;
        }
        let start = span.range().start;
        let own = if exact { Span::new(span.source, start + range.start..start + range.end) } else { span };
        self.pieces.push(OutlinePart { at: self.text.len(), len: range.len(), span: own, exact });
        self.text.push_str(&text[range]);
    }

    fn gap(&mut self) {
        self.text.push(GAP);
    }
}

/// Takes a text apart.
pub fn outline(prose: &Prose, form: Form) -> Outline {
    match form {
        Form::Plain | Form::Name => Outline { blocks: vec![plain(prose, form)], links: Vec::new() },
        Form::Inline | Form::Document => markdown(prose),
    }
}

fn plain(prose: &Prose, form: Form) -> Block {
    let place = SpanFinder::new(prose);
    let mut block = Block::new(BlockKind::Paragraph, prose.span);
    let text = prose.text.as_str();
    let mut done = 0;
    let mut at = 0;
    while form == Form::Name
        && let Some(open) = text[at..].find('`').map(|open| at + open)
    {
        let ticks = text[open..].len() - text[open..].trim_start_matches('`').len();
        at = open + ticks;
        if let Some(close) = closing_fence(&text[at..], ticks) {
            let (span, exact) = place.span(done..open);
            block.push(&text[done..open], span, exact);
            block.gap();
            at += close + ticks;
            done = at;
        }
    }
    let (span, exact) = place.span(done..text.len());
    block.push(&text[done..], span, exact);
    block
}

fn markdown(prose: &Prose) -> Outline {
    let arena = Arena::new();
    let root = tree::parse(&arena, &prose.text, &options());
    let place = SpanFinder::new(prose);
    let mut outline = Outline::default();
    let mut open: Option<Block> = None;
    let mut quotations = 0_usize;
    let mut skipped: Option<Node<'_>> = None;
    for edge in root.traverse() {
        match edge {
            NodeEdge::Start(_) if skipped.is_some() => {}
            NodeEdge::Start(node) => {
                let data = node.data();
                let span = || place.span(place.range(data.sourcepos)).0;
                match &data.value {
                    NodeValue::BlockQuote => quotations += 1,
                    NodeValue::Paragraph if quotations > 0 => open = Some(Block::new(BlockKind::Quotation, span())),
                    NodeValue::Paragraph => open = Some(Block::new(BlockKind::Paragraph, span())),
                    NodeValue::Heading(heading) => open = Some(Block::new(BlockKind::Heading(heading.level), span())),
                    NodeValue::TableCell => open = Some(Block::new(BlockKind::TableCell, span())),
                    NodeValue::Image(_) => {
                        let mut alt = Block::new(BlockKind::Alt, span());
                        node.descendants().for_each(|node| inline(node, &place, &mut alt));
                        outline.blocks.push(alt);
                        if let Some(block) = &mut open {
                            block.gap();
                        }
                        skipped = Some(node);
                    }
                    NodeValue::Link(address) => {
                        let text = plain_of(node);
                        let bare = text == address.url || address.url.strip_prefix("mailto:") == Some(text.as_str());
                        if bare {
                            if let Some(block) = &mut open {
                                block.gap();
                            }
                            skipped = Some(node);
                        } else {
                            outline.links.push(Link { text, target: address.url.clone(), span: span() });
                        }
                    }
                    _ => {
                        if let Some(block) = &mut open {
                            inline(node, &place, block);
                        }
                    }
                }
            }
            NodeEdge::End(node) => {
                if let Some(root) = skipped {
                    if root.same_node(node) {
                        skipped = None;
                    }
                    continue;
                }
                match node.data().value {
                    NodeValue::BlockQuote => quotations = quotations.saturating_sub(1),
                    NodeValue::Paragraph | NodeValue::Heading(_) | NodeValue::TableCell => {
                        outline.blocks.extend(open.take());
                    }
                    _ => {}
                }
            }
        }
    }
    outline
}

/// Adds the text of one node itself.
fn inline(node: Node<'_>, place: &SpanFinder<'_>, block: &mut Block) {
    let data = node.data();
    match &data.value {
        NodeValue::Text(text) => {
            let range = place.range(data.sourcepos);
            let verbatim = place.text().get(range.clone()) == Some(&**text);
            let (span, exact) = place.span(range);
            block.push(text, span, exact && verbatim);
        }
        NodeValue::SoftBreak | NodeValue::LineBreak => block.text.push(' '),
        NodeValue::HtmlInline(html) if is_cell_break(node, html) => block.text.push(' '),
        NodeValue::Code(_) => block.gap(),
        _ => {}
    }
}

/// The parts of a text that do not depend on its language: `{{ … }}`, `{n}`, URLs, names of files.
fn gaps(text: &str) -> Vec<Range<usize>> {
    let mut gaps = Vec::new();
    let mut done = 0;
    let mut at = 0;
    let last_close = text.rfind("}}").unwrap_or_default();
    while let Some(open) = text[at..].find('{').map(|open| at + open) {
        let close = if text[open..].starts_with("{{") {
            let ahead = open < last_close;
            ahead.then(|| text[open..].find("}}").map(|close| open + close + 2)).flatten()
        } else {
            let end = text[open + 1..].find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).map(|n| open + 1 + n);
            end.filter(|end| *end > open + 1 && text[*end..].starts_with('}')).map(|end| end + 1)
        };
        at = close.unwrap_or(open + 1);
        if let Some(close) = close {
            addresses(text, done..open, &mut gaps);
            gaps.push(open..close);
            done = close;
        }
    }
    addresses(text, done..text.len(), &mut gaps);
    gaps
}

fn addresses(text: &str, range: Range<usize>, gaps: &mut Vec<Range<usize>>) {
    let mut done = range.start;
    while let Some(address) = bare_address(&text[done..range.end]) {
        let (start, end) = (done + address.start, done + address.end);
        machine_words(text, done..start, gaps);
        gaps.push(start..end);
        done = end;
    }
    machine_words(text, done..range.end, gaps);
}

/// Words that are written for machines: `name@example.org`, `example.org/path`, `guide.toml`.
fn machine_words(text: &str, range: Range<usize>, gaps: &mut Vec<Range<usize>>) {
    let mut at = range.start;
    for part in text[range].split_inclusive(char::is_whitespace) {
        let word = part.trim_matches(|c: char| !c.is_alphanumeric());
        if is_machine_word(word) {
            let offset = word.as_ptr() as usize - part.as_ptr() as usize;
            gaps.push(at + offset..at + offset + word.len());
        }
        at += part.len();
    }
}

fn is_machine_word(word: &str) -> bool {
    if !word.is_ascii() {
        return false;
    }
    let host = word.split('/').next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    let mut labels = host.split('.');
    let name =
        |label: &str| !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
    let last = labels.next_back().unwrap_or_default();
    let has_dot = host.contains('.');
    has_dot && labels.all(name) && name(last) && last.len() > 1 && last.starts_with(|c: char| c.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use mizan_source::SourceId;

    fn prose(text: &str) -> Prose {
        Prose { text: text.to_owned(), span: Span::new(SourceId(0), 100..100 + text.len()), verbatim: true }
    }

    fn texts(text: &str, form: Form) -> Vec<String> {
        outline(&prose(text), form).blocks.into_iter().map(|block| block.text.replace(GAP, "□")).collect()
    }

    #[test]
    fn what_machines_read_is_a_gap() {
        assert_eq!(texts("see `a,b` and {n} at x@example.org, ok?", Form::Name), ["see □ and □ at □, ok?"]);
        assert_eq!(texts("`a` stays", Form::Plain), ["`a` stays"]);
        assert_eq!(
            texts("in guide.toml, e.g. A/B, 3.5 or HTTP/1.1.", Form::Plain),
            ["in □, e.g. A/B, 3.5 or HTTP/1.1."]
        );
        let body = "# Head\n\nIt has {{ value(\"a.b\") }}, see https://example.org/x?y, [the *page*](/guides/a) ![a cat](images/c.png).\n\n> quoted\n\n```\ncode, code\n```\n";
        assert_eq!(texts(body, Form::Document), ["Head", "a cat", "It has □, see □, the page □.", "quoted"]);
    }

    #[test]
    fn places_are_those_of_the_file() {
        let text = "ab **cd**, ef\ngh &amp; ij";
        let outline = outline(&prose(text), Form::Inline);
        let [block] = outline.blocks.as_slice() else { panic!("{outline:?}") };
        assert_eq!(block.text, "ab cd, ef gh & ij");
        let at = |word: &str| {
            let start = block.text.find(word).expect("it is there");
            block.place(start..start + word.len())
        };
        let exact = |range: Range<usize>| (Span::new(SourceId(0), range), true);
        assert_eq!(at("cd"), exact(105..107));
        assert_eq!(at(", ef"), exact(109..113));
        assert!(!at("cd, ef").1, "markup is between");
        assert!(!at("ij").1, "an entity moves what follows");
    }

    #[test]
    fn links_keep_their_words_and_targets() {
        let outline = outline(&prose("[here](/guides/a) and <https://example.org/>"), Form::Inline);
        let links: Vec<_> = outline.links.iter().map(|link| (link.text.as_str(), link.target.as_str())).collect();
        assert_eq!(links, [("here", "/guides/a")]);
    }
}
