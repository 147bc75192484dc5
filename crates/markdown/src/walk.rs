//! One walk over the AST: blocks to HTML. The contents of a block are gathered by `inlines`.

use std::collections::BTreeMap;
use std::ops::Range;

use comrak::Arena;
use comrak::arena_tree::NodeEdge;
use comrak::nodes::{AlertType, Node, NodeValue, Sourcepos, TableAlignment};

use super::check::check_characters;
use super::flow::{Flow, Links};
use super::lost::is_lost_note;
use super::nesting::{self, MAX_DEPTH};
use super::place::SpanFinder;
use super::tree;
use super::undefined::Undefined;
use super::unsupported;
use super::{
    Callout, Dir, Document, Env, Heading, Ids, Options, Resolver, Word, escape, ids, plain_html, plain_isolated,
};
use mizan_model::Prose;
use mizan_source::Span;
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics};

/// Drawn, for an arrow of text would be read out, and each font has its own.
const UPWARDS: &str = "<svg viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.6\" aria-hidden=\"true\" focusable=\"false\"><path d=\"M8 14V2.5M3.5 7 8 2.5 12.5 7\"></path></svg>";

/// The output, while the tree is walked.
pub(super) struct Walk<'a> {
    pub(super) env: &'a Env<'a>,
    pub(super) resolver: &'a dyn Resolver,
    pub(super) place: SpanFinder<'a>,
    pub(super) diagnostics: Diagnostics,
    /// The running text of the current block.
    pub(super) flow: Flow,
    pub(super) id_prefix: &'a str,
    /// Slugs of headings → their ids, for links to them.
    pub(super) anchors: BTreeMap<String, String>,
    /// The number of each footnote that is referenced, by its name.
    pub(super) notes: BTreeMap<String, u32>,
    /// A table of facts that is a paragraph's only content.
    pub(super) table: Option<(String, Span)>,
    /// Tags of raw HTML that were reported, by name.
    pub(super) open_tags: BTreeMap<String, usize>,
    html: String,
    text: String,
    toc: Vec<Heading>,
    /// Id and level of each heading, in order.
    headings: std::vec::IntoIter<(String, u8)>,
    alignments: Vec<TableAlignment>,
    column: usize,
    row_is_head: bool,
    body_open: bool,
    /// The list of footnotes has begun; it goes on to the document's end.
    notes_open: bool,
}

pub(super) fn options() -> comrak::Options<'static> {
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.footnotes = true;
    options.extension.alerts = true;
    options.extension.cjk_friendly_emphasis = true;
    options
}

impl<'a> Walk<'a> {
    pub(super) fn new(prose: &'a Prose, env: &'a Env<'a>, resolver: &'a dyn Resolver, id_prefix: &'a str) -> Walk<'a> {
        Walk {
            env,
            resolver,
            place: SpanFinder::new(prose),
            diagnostics: check_characters(prose),
            flow: Flow::default(),
            id_prefix,
            anchors: BTreeMap::new(),
            notes: BTreeMap::new(),
            table: None,
            open_tags: BTreeMap::new(),
            html: String::with_capacity(prose.text.len() * 3 / 2),
            text: String::with_capacity(prose.text.len()),
            toc: Vec::new(),
            headings: Vec::new().into_iter(),
            alignments: Vec::new(),
            column: 0,
            row_is_head: false,
            body_open: false,
            notes_open: false,
        }
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic, position: Sourcepos, label: impl Into<String>) {
        let (span, _) = self.place.span(self.place.range(position));
        self.diagnostics.push(diagnostic.at(span, label));
    }

    /// Reports a text that is not parsed at all.
    fn report_unparsed(&mut self) {
        if let Some(start) = nesting::too_deep(self.place.text()) {
            self.too_deep(start..start + 1);
        }
    }

    fn too_deep(&mut self, range: Range<usize>) {
        let (span, _) = self.place.span(range);
        self.diagnostics.push(
            Diagnostic::error(
                Code::BadMarkup,
                format!("lists and quotations are nested more than {MAX_DEPTH} levels deep"),
            )
            .at(span, "too deep from here")
            .help("reduce the nesting"),
        );
    }

    /// Ids and levels of all headings, before anything links to them.
    pub(super) fn number_headings(&mut self, root: Node<'a>, top: u8, ids: &mut Ids) {
        let mut found = Vec::new();
        for node in root.descendants() {
            if let NodeValue::Heading(heading) = node.data().value {
                found.push((heading.level, plain_of(node)));
            }
        }
        let highest = found.iter().map(|(level, _)| *level).min().unwrap_or(1);
        let top = top.clamp(2, 6);
        let mut last = top - 1;
        let mut numbered = Vec::with_capacity(found.len());
        for (level, text) in found {
            // Screen reader users look for a skipped level in vain.
            last = (top + (level - highest)).min(last + 1).min(6);
            let slug = ids::slug(&text);
            let id = ids.unique(&format!("{}{slug}", self.id_prefix));
            self.anchors.entry(slug).or_insert_with(|| id.clone());
            self.anchors.entry(id.clone()).or_insert_with(|| id.clone());
            numbered.push((id, last));
        }
        self.headings = numbered.into_iter();
    }

    /// The level of each heading, in order.
    pub(super) fn levels(&self) -> std::vec::IntoIter<u8> {
        self.headings.as_slice().iter().map(|(_, level)| *level).collect::<Vec<_>>().into_iter()
    }

    fn blocks(&mut self, root: Node<'a>) {
        let mut depth = 0_usize;
        let mut too_deep = false;
        let mut skipped: Option<Node<'a>> = None;
        for edge in root.traverse() {
            match edge {
                NodeEdge::Start(node) => {
                    if skipped.is_some() {
                        continue;
                    }
                    if node.data().value.block() {
                        depth += 1;
                        if depth > MAX_DEPTH {
                            if !too_deep {
                                self.too_deep(self.place.range(node.data().sourcepos));
                            }
                            too_deep = true;
                            skipped = Some(node);
                            continue;
                        }
                        if is_lost_note(node) {
                            skipped = Some(node);
                        } else {
                            self.start(node);
                        }
                    } else if self.inline_start(node) {
                        skipped = Some(node);
                    }
                }
                NodeEdge::End(node) => {
                    if let Some(root) = skipped {
                        if !root.same_node(node) {
                            continue;
                        }
                        skipped = None;
                        depth -= usize::from(node.data().value.block());
                        continue;
                    }
                    if node.data().value.block() {
                        depth -= 1;
                        self.end(node);
                    } else {
                        self.inline_end(node);
                    }
                }
            }
        }
    }

    fn start(&mut self, node: Node<'a>) {
        let data = node.data();
        match &data.value {
            NodeValue::Document => {}
            NodeValue::BlockQuote | NodeValue::MultilineBlockQuote(_) => self.html.push_str("<blockquote>\n"),
            NodeValue::List(list) => match list.list_type {
                comrak::nodes::ListType::Bullet => self.html.push_str("<ul>\n"),
                comrak::nodes::ListType::Ordered if list.start == 1 => self.html.push_str("<ol>\n"),
                comrak::nodes::ListType::Ordered => self.html.push_str(&format!("<ol start=\"{}\">\n", list.start)),
            },
            NodeValue::Item(_) | NodeValue::TaskItem(_) => self.html.push_str("<li>"),
            NodeValue::CodeBlock(code) => {
                // A keyboard reaches what scrolls.
                self.html.push_str("<pre dir=\"ltr\" tabindex=\"0\"><code");
                let language = code.info.split_whitespace().next().unwrap_or_default();
                let language: String = language.chars().filter(|c| !escape::is_forbidden(*c)).collect();
                if !language.is_empty() {
                    self.html.push_str(" class=\"language-");
                    escape::attribute(&mut self.html, &language);
                    self.html.push('"');
                }
                self.html.push('>');
                escape::text(&mut self.html, &code.literal);
                self.html.push_str("</code></pre>\n");
                self.line_of_text(&code.literal);
            }
            NodeValue::HtmlBlock(html) => self.raw_html(&html.literal, data.sourcepos),
            NodeValue::ThematicBreak => self.html.push_str("<hr>\n"),
            NodeValue::Paragraph | NodeValue::Heading(_) | NodeValue::TableCell => self.flow = Flow::default(),
            NodeValue::FootnoteDefinition(_) => self.footnote_start(node),
            NodeValue::Table(table) => {
                self.alignments = table.alignments.clone();
                self.body_open = false;
                self.html.push_str("<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"");
                let label = plain_isolated(&self.resolver.word(Word::Table), self.env);
                escape::attribute(&mut self.html, &label);
                self.html.push_str("\"><table>\n");
            }
            NodeValue::TableRow(head) => {
                self.column = 0;
                self.row_is_head = *head;
                if *head {
                    self.html.push_str("<thead>\n");
                } else if !self.body_open {
                    self.body_open = true;
                    self.html.push_str("<tbody>\n");
                }
                self.html.push_str("<tr>");
            }
            NodeValue::Alert(alert) => {
                let callout = match alert.alert_type {
                    AlertType::Note => Callout::Note,
                    AlertType::Tip => Callout::Tip,
                    AlertType::Important => Callout::Important,
                    AlertType::Warning => Callout::Warning,
                    AlertType::Caution => Callout::Caution,
                };
                let title = match alert.title.as_deref().map(str::trim) {
                    Some(title) if !title.is_empty() => title.to_owned(),
                    _ => self.resolver.word(Word::Callout(callout)),
                };
                self.html.push_str("<div class=\"callout callout-");
                self.html.push_str(callout.as_str());
                self.html.push_str("\" role=\"note\">\n<p class=\"callout-title\">");
                self.html.push_str(&plain_html(&title, self.env));
                self.html.push_str("</p>\n");
                self.line_of_text(&title);
            }
            // Of extensions that are off.
            _ => {}
        }
    }

    fn end(&mut self, node: Node<'a>) {
        let data = node.data();
        match &data.value {
            NodeValue::BlockQuote | NodeValue::MultilineBlockQuote(_) => self.html.push_str("</blockquote>\n"),
            NodeValue::List(list) => self.html.push_str(match list.list_type {
                comrak::nodes::ListType::Bullet => "</ul>\n",
                comrak::nodes::ListType::Ordered => "</ol>\n",
            }),
            NodeValue::Item(_) | NodeValue::TaskItem(_) => self.html.push_str("</li>\n"),
            NodeValue::Paragraph => self.paragraph_end(node),
            NodeValue::Heading(_) => self.heading_end(node),
            NodeValue::FootnoteDefinition(_) => self.footnote_end(node),
            NodeValue::TableCell => self.cell_end(),
            NodeValue::TableRow(head) => {
                self.html.push_str("</tr>\n");
                if *head {
                    self.html.push_str("</thead>\n");
                }
            }
            NodeValue::Table(_) => {
                if self.body_open {
                    self.html.push_str("</tbody>\n");
                }
                self.html.push_str("</table></div>\n");
            }
            NodeValue::Alert(_) => self.html.push_str("</div>\n"),
            NodeValue::Document if self.notes_open => self.html.push_str("</ol>\n</div>\n"),
            _ => {}
        }
    }

    fn line_of_text(&mut self, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(text);
    }

    /// Ends the running text of a block: its HTML; its plain text goes to the document's.
    fn finish(&mut self) -> (String, String) {
        let flow = std::mem::take(&mut self.flow);
        let text = flow.bare();
        self.line_of_text(&text);
        (flow.html(self.env.dir, Links::Keep), text)
    }

    fn paragraph_end(&mut self, node: Node<'a>) {
        if let Some((table, span)) = self.table.take() {
            if self.flow.is_blank() {
                self.html.push_str(&table);
                self.html.push('\n');
                self.flow = Flow::default();
                return;
            }
            self.diagnostics.push(
                Diagnostic::error(Code::UnknownShortcode, "the shortcode `table` is inside a paragraph")
                    .at(span, "a table is a block of its own")
                    .help("put it on its own line, with an empty line before and after it"),
            );
        }
        let blank = self.flow.is_blank();
        let (html, _) = self.finish();
        // A paragraph of which only dropped comments were left.
        if blank && html.trim().is_empty() {
            return;
        }
        let tight = node.parent().is_some_and(|item| {
            matches!(item.data().value, NodeValue::Item(_) | NodeValue::TaskItem(_))
                && item
                    .parent()
                    .is_some_and(|list| matches!(list.data().value, NodeValue::List(ref list) if list.tight))
        });
        if tight {
            self.html.push_str(&html);
        } else {
            self.html.push_str("<p>");
            self.html.push_str(&html);
            self.html.push_str(&self.way_back(node));
            self.html.push_str("</p>\n");
        }
    }

    fn heading_end(&mut self, node: Node<'a>) {
        self.misplaced_table();
        let (id, level) = self.headings.next().unwrap_or_default();
        let level = level.clamp(2, 6);
        if self.flow.is_blank() {
            self.report(
                Diagnostic::warning(Code::BadMarkup, "a heading has no text")
                    .help("write a heading text, or remove the heading"),
                node.data().sourcepos,
                "nothing after `#`",
            );
            return;
        }
        let linkless = self.flow.html(self.env.dir, Links::Omit);
        let (html, text) = self.finish();
        let top_level = node.parent().is_some_and(|parent| matches!(parent.data().value, NodeValue::Document));
        self.html.push_str(&format!("<h{level} id=\""));
        escape::attribute(&mut self.html, &id);
        self.html.push_str("\">");
        self.html.push_str(&html);
        self.html.push_str(&format!("</h{level}>\n"));
        if top_level {
            self.toc.push(Heading { level, id, html: linkless, text });
        }
    }

    fn cell_end(&mut self) {
        self.misplaced_table();
        let (html, text) = self.finish();
        // An empty header cell would head nothing.
        let tag = if self.row_is_head && !(text.trim().is_empty() && html.is_empty()) { "th" } else { "td" };
        self.html.push('<');
        self.html.push_str(tag);
        if tag == "th" {
            self.html.push_str(" scope=\"col\"");
        }
        // Markdown's left is where the line begins.
        match self.alignments.get(self.column) {
            Some(TableAlignment::Left) => self.html.push_str(" class=\"start\""),
            Some(TableAlignment::Center) => self.html.push_str(" class=\"center\""),
            Some(TableAlignment::Right) => self.html.push_str(" class=\"end\""),
            Some(TableAlignment::None) | None => {}
        }
        self.html.push('>');
        self.html.push_str(&html);
        self.html.push_str("</");
        self.html.push_str(tag);
        self.html.push('>');
        self.column += 1;
    }

    fn misplaced_table(&mut self) {
        if let Some((_, span)) = self.table.take() {
            self.diagnostics.push(
                Diagnostic::error(Code::UnknownShortcode, "the shortcode `table` is in a heading or a table")
                    .at(span, "a table is a block of its own")
                    .help("put it on its own line, with an empty line before and after it"),
            );
        }
    }

    fn footnote_start(&mut self, node: Node<'a>) {
        if !std::mem::replace(&mut self.notes_open, true) {
            self.html.push_str("<div class=\"footnotes\" role=\"group\" aria-label=\"");
            let label = plain_isolated(&self.resolver.word(Word::Footnotes), self.env);
            escape::attribute(&mut self.html, &label);
            self.html.push_str("\">\n<ol>\n");
        }
        let NodeValue::FootnoteDefinition(ref note) = node.data().value else { return };
        let number = self.note_number(&note.name);
        self.html.push_str(&format!("<li id=\"_{}fn-{number}\">", self.id_prefix));
    }

    /// The link from the last paragraph of a footnote to its reference.
    fn way_back(&self, paragraph: Node<'a>) -> String {
        let Some(note) = paragraph.parent().filter(|_| paragraph.next_sibling().is_none()) else {
            return String::new();
        };
        let NodeValue::FootnoteDefinition(ref definition) = note.data().value else { return String::new() };
        self.back_link(&definition.name)
    }

    fn back_link(&self, name: &str) -> String {
        let mut out = format!(
            " <a class=\"footnote-back\" href=\"#_{}fnref-{}\" aria-label=\"",
            self.id_prefix,
            self.note_number(name)
        );
        escape::attribute(&mut out, &plain_isolated(&self.resolver.word(Word::BackToText), self.env));
        out.push_str("\">");
        out.push_str(UPWARDS);
        out.push_str("</a>");
        out
    }

    fn footnote_end(&mut self, node: Node<'a>) {
        let ends_in_paragraph = node.last_child().is_some_and(|last| matches!(last.data().value, NodeValue::Paragraph));
        if let NodeValue::FootnoteDefinition(ref note) = node.data().value
            && !ends_in_paragraph
        {
            let back = self.back_link(&note.name);
            self.html.push_str(&format!("<p>{}</p>", back.trim_start()));
        }
        self.html.push_str("</li>\n");
    }

    fn note_number(&self, name: &str) -> u32 {
        self.notes.get(name).copied().unwrap_or_default()
    }
}

/// The words below a node: of headings for their ids, of images for `alt`.
pub(super) fn plain_of(node: Node<'_>) -> String {
    let mut out = String::new();
    for node in node.descendants() {
        match &node.data().value {
            NodeValue::Text(text) => out.push_str(text),
            NodeValue::Code(code) => out.push_str(&code.literal),
            NodeValue::SoftBreak | NodeValue::LineBreak => out.push(' '),
            _ => {}
        }
    }
    out
}

pub(super) fn document(
    prose: &Prose,
    env: &Env,
    resolver: &dyn Resolver,
    options_: Options,
    ids: &mut Ids,
) -> (Document, Diagnostics) {
    let arena = Arena::new();
    let mut options = options();
    let undefined = Undefined::listen(&prose.text, &mut options);
    let root = tree::parse(&arena, &prose.text, &options);
    let mut walk = Walk::new(prose, env, resolver, options_.id_prefix);
    walk.report_unparsed();
    walk.number_headings(root, options_.top_heading, ids);
    walk.number_notes(root);
    undefined.report(root, &mut walk, true);
    walk.report_lost(root);
    walk.report_unsupported(root, true);
    if prose.text.contains("[^") {
        walk.report_lost_notes();
    }
    walk.blocks(root);
    let mut html = walk.html;
    if env.lang != env.page_lang && !html.is_empty() {
        let mut open = String::from("<div lang=\"");
        escape::attribute(&mut open, env.lang);
        open.push_str(match env.dir {
            Dir::Ltr => "\" dir=\"ltr\"",
            Dir::Rtl => "\" dir=\"rtl\"",
        });
        if let Some(mark) = env.mark {
            open.push_str(&format!(" data-mizan=\"{}\"", mark.as_str()));
        }
        html = format!("{open}>\n{html}</div>\n");
    } else if let (Some(mark), false) = (env.mark, html.is_empty()) {
        html = format!("<div data-mizan=\"{}\">\n{html}</div>\n", mark.as_str());
    }
    (Document { html, toc: walk.toc, text: walk.text }, walk.diagnostics)
}

pub(super) fn inline(prose: &Prose, env: &Env, resolver: &dyn Resolver) -> (Flow, Diagnostics) {
    // Most words have no markup at all, and then nothing has to be parsed.
    if !prose.text.contains(is_markup)
        && !prose.text.contains("http")
        && !begins_block(&prose.text)
        && !unsupported::is_possible(&prose.text)
    {
        let text = prose.text.trim();
        return (Flow::text(text), check_characters(prose));
    }
    let arena = Arena::new();
    let mut options = options();
    let undefined = Undefined::listen(&prose.text, &mut options);
    let root = tree::parse(&arena, &prose.text, &options);
    let mut walk = Walk::new(prose, env, resolver, "");
    walk.report_unparsed();
    undefined.report(root, &mut walk, false);
    walk.report_entities(root);
    walk.report_unsupported(root, false);
    walk.running_text(root);
    (walk.flow, walk.diagnostics)
}

/// Characters that may mean something to Markdown or to us, anywhere in a text.
fn is_markup(c: char) -> bool {
    matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '&' | '~' | '{' | '\n' | '\r' | '|' | '\0')
}

/// Whether a text may begin with a block; numbered lists need their full stop.
fn begins_block(text: &str) -> bool {
    text.starts_with(['#', '>', '-', '+', '=', ':', ' ', '\t'])
        || text.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(['.', ')'])
            && !text.starts_with(['.', ')'])
}
