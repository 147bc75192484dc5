//! The contents of a block: text with its facts, code, links, images, footnotes.

use comrak::arena_tree::NodeEdge;
use comrak::nodes::{Node, NodeLink, NodeValue, Sourcepos};

use super::flow::{Element, Finished, Links, Nature};
use super::link::{self, Target};
use super::shortcode::{self, Shortcode};
use super::walk::{Walk, plain_of};
use super::{Missing, Word, bidi, escape, plain_isolated, rich, scripts};
use mizan_model::value::percent_encoded;
use mizan_source::diagnostics::{Applicability, Code, Diagnostic, did_you_mean};

/// How many headings a broken link is compared with.
const MOST_ANCHORS: usize = 200;

impl<'a> Walk<'a> {
    /// Takes an inline node up; true where what is below it was taken up with it.
    pub(super) fn inline_start(&mut self, node: Node<'a>) -> bool {
        let data = node.data();
        let position = data.sourcepos;
        match &data.value {
            NodeValue::Text(text) => self.text(text, position),
            NodeValue::SoftBreak => self.flow.push(" "),
            NodeValue::LineBreak => self.line_break(),
            NodeValue::HtmlInline(html) if is_cell_break(node, html) => self.line_break(),
            NodeValue::Code(code) => self.flow.code(&code.literal, self.env.dir),
            NodeValue::HtmlInline(html) => self.raw_html(html, position),
            NodeValue::Emph => self.flow.enter(Element::Em, "<em>".to_owned()),
            NodeValue::Strong => self.flow.enter(Element::Strong, "<strong>".to_owned()),
            NodeValue::Strikethrough => self.flow.enter(Element::Del, "<del>".to_owned()),
            NodeValue::Link(address) => return self.link(node, address, position),
            NodeValue::Image(address) => {
                self.image(node, address, position);
                return true;
            }
            NodeValue::FootnoteReference(note) => self.footnote(note.ix, note.ref_num),
            // Of extensions that are off.
            _ => {}
        }
        false
    }

    pub(super) fn inline_end(&mut self, node: Node<'a>) {
        match node.data().value {
            NodeValue::Emph | NodeValue::Strong | NodeValue::Strikethrough => {
                self.flow.leave();
            }
            NodeValue::Link(_) => {
                let empty = self.flow.leave();
                if empty {
                    self.report(
                        Diagnostic::error(Code::BadMarkup, "a link has no text")
                            .help("write the link text between the square brackets"),
                        node.data().sourcepos,
                        "nothing to click on",
                    );
                }
            }
            _ => {}
        }
    }

    fn line_break(&mut self) {
        let space = || " ".to_owned();
        let html = "<br>\n".to_owned();
        self.flow.finished(Nature::Break, Finished { html, linkless: space(), isolated: space(), bare: space() });
    }

    /// Text with `{{ }}` and bare URLs in it.
    fn text(&mut self, text: &str, position: Sourcepos) {
        let mut rest = text;
        while let Some(open) = rest.find("{{") {
            self.addresses(&rest[..open]);
            let Some(length) = rest[open + 2..].find("}}") else {
                let (span, _) = self.place_of(&rest[open..], text, position);
                self.diagnostics.push(
                    Diagnostic::error(Code::UnknownShortcode, "a shortcode is not closed in the same paragraph")
                        .at(span, "unclosed `{{`")
                        .help("close it with `}}`; to show the braces themselves, write them as code, in backticks"),
                );
                self.flow.push(&rest[open..]);
                return;
            };
            let end = open + 2 + length + 2;
            self.shortcode(&rest[open..end], text, position);
            rest = &rest[end..];
        }
        self.addresses(rest);
    }

    fn addresses(&mut self, text: &str) {
        let mut rest = text;
        if !self.flow.is_inside(Element::Link) {
            while let Some(range) = link::bare_address(rest) {
                self.flow.push(&rest[..range.start]);
                self.address(&rest[range.clone()]);
                rest = &rest[range.end..];
            }
        }
        self.flow.push(rest);
    }

    /// A URL that is its own link text: one isolate, left to right, whatever letters it has.
    fn address(&mut self, shown: &str) {
        let Target::Outside(href) = link::target(shown) else {
            self.flow.push(shown);
            return;
        };
        self.address_to(&href, shown);
    }

    fn address_to(&mut self, href: &str, shown: &str) {
        let mut linkless = String::new();
        if self.env.dir == super::Dir::Rtl || shown.chars().any(bidi::is_rtl) {
            linkless.push_str("<bdi dir=\"ltr\">");
            escape::text(&mut linkless, shown);
            linkless.push_str("</bdi>");
        } else {
            escape::text(&mut linkless, shown);
        }
        let html = format!("{}{linkless}</a>", link::start_tag(href, "", self.env));
        let isolated = super::flow::isolated_as(shown, Some(super::Dir::Ltr), self.env.dir);
        self.flow.finished(Nature::Code, Finished { html, linkless, isolated, bare: shown.to_owned() });
    }

    /// The span of `part`, which is in `text`, which came from `position`; exact where it is written in
    /// the source as in the text.
    fn place_of(&self, part: &str, text: &str, position: Sourcepos) -> (mizan_source::Span, bool) {
        let range = self.place.range(position);
        let source = &self.place.text()[range.clone()];
        // `part` is a slice of `text`, so its distance from the start is its offset.
        let offset = (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
        let at = if source == text { Some(offset) } else { source.find(part) };
        match at {
            Some(at) => self.place.span(range.start + at..range.start + at + part.len()),
            None => (self.place.span(range).0, false),
        }
    }

    fn shortcode(&mut self, whole: &str, text: &str, position: Sourcepos) {
        let (span, exact) = self.place_of(whole, text, position);
        let inner = whole.trim_start_matches("{{").trim_end_matches("}}");
        let found = match shortcode::parse(inner) {
            Ok(Shortcode::Fact(of)) => self.resolver.fact(&of.id, of.case).map_err(|fault| (fault, of.id)),
            Ok(Shortcode::Value(of)) => self.resolver.value(&of.id, of.case).map_err(|fault| (fault, of.id)),
            Ok(Shortcode::Table { features, tiers }) => match self.resolver.table(&features, &tiers) {
                Ok(html) if self.table.is_none() => {
                    self.table = Some((html, span));
                    return;
                }
                Ok(_) => {
                    self.diagnostics.push(
                        Diagnostic::error(Code::UnknownShortcode, "two shortcodes `table` in one paragraph")
                            .at(span, "the second table")
                            .help("add an empty line between them"),
                    );
                    return;
                }
                Err(fault) => Err((fault, String::new())),
            },
            Err(fault) => {
                let mut diagnostic =
                    Diagnostic::error(Code::UnknownShortcode, fault.message).at(span, "invalid shortcode");
                if let Some(instead) = fault.instead {
                    diagnostic = diagnostic.help(format!("write `{instead}`"));
                    if exact {
                        diagnostic = diagnostic.fix(span, instead, Applicability::Unsafe);
                    }
                }
                self.diagnostics.push(fault.help.into_iter().fold(diagnostic, Diagnostic::help));
                self.flow.push(whole);
                return;
            }
        };
        match found {
            Ok(said) => {
                let flow = rich::flow(&said, self.env);
                let links = if self.flow.is_inside(Element::Link) { Links::Omit } else { Links::Keep };
                self.flow.finished(
                    Nature::Isolate,
                    Finished {
                        html: flow.html(self.env.dir, links),
                        linkless: flow.html(self.env.dir, Links::Omit),
                        isolated: flow.isolated(self.env.dir),
                        bare: said.bare(),
                    },
                );
            }
            Err((fault, reference)) => {
                let fix = fault.instead.as_deref().filter(|_| exact && !reference.is_empty()).and_then(|instead| {
                    let at = whole.find(&reference)?;
                    let start = span.range().start + at;
                    Some((mizan_source::Span::new(span.source, start..start + reference.len()), instead.to_owned()))
                });
                let mut diagnostic = missing(fault).at(span, format!("`{whole}`"));
                if let Some((span, instead)) = fix {
                    diagnostic = diagnostic.fix(span, instead, Applicability::Unsafe);
                }
                self.diagnostics.push(diagnostic);
                self.flow.push(whole);
            }
        }
    }

    fn link(&mut self, node: Node<'a>, address: &NodeLink, position: Sourcepos) -> bool {
        let words = plain_of(node);
        let Some(href) = self.href(&address.url, position) else {
            // Its text is kept, without a link.
            self.flow.enter(Element::Link, "<a>".to_owned());
            return false;
        };
        let bare = words == address.url || address.url.strip_prefix("mailto:") == Some(words.as_str());
        if bare && !words.is_empty() && !self.flow.is_inside(Element::Link) {
            self.address_to(&href, &words);
            return true;
        }
        self.flow.enter(Element::Link, link::start_tag(&href, &address.title, self.env));
        false
    }

    pub(super) fn href(&mut self, url: &str, position: Sourcepos) -> Option<String> {
        let mut instead = None;
        let mut applicability = Applicability::Unsafe;
        let fault = match link::target(url) {
            Target::Outside(url) => return Some(url),
            Target::Fragment(fragment) => {
                let fragment = decoded(fragment);
                if let Some(id) = self.anchors.get(&fragment) {
                    return Some(super::fragment(id));
                }
                match self.resolver.link("", Some(&fragment)) {
                    Ok(href) => return Some(href),
                    Err(mut fault) => {
                        if fault.instead.is_none() {
                            let known =
                                did_you_mean(&fragment, self.anchors.keys().map(String::as_str).take(MOST_ANCHORS));
                            fault.instead = known.map(|known| format!("#{known}"));
                        }
                        instead = fault.instead.clone();
                        missing(fault)
                    }
                }
            }
            Target::Content(path, fragment) => {
                let fragment = fragment.map(decoded);
                match self.resolver.link(&decoded(path), fragment.as_deref()) {
                    Ok(href) => return Some(href),
                    Err(fault) => {
                        instead = fault.instead.clone();
                        applicability = fault.applicability;
                        missing(fault)
                    }
                }
            }
            Target::Relative("") => Diagnostic::error(Code::DeadLink, "a link has no target")
                .help("write the target between the round brackets"),
            Target::Relative(path) => {
                let fault = Diagnostic::error(Code::DeadLink, format!("`{path}` is not a content path"));
                instead = self.meant_by(path);
                match &instead {
                    Some(meant) => fault.help(format!("did you mean `{meant}`?")),
                    None => fault.help(
                        "write a content path, `/guides/GUIDE`, \
                         `/guides/GUIDE/TIER`, `/pages/PAGE` or `/tags/TAG`, or a URL that begins with `https://`",
                    ),
                }
            }
            Target::Refused(reason) => {
                let fault = Diagnostic::error(Code::BadUrl, format!("invalid link `{url}`: {reason}"));
                instead = percent_encoded(url);
                match &instead {
                    Some(encoded) => {
                        applicability = Applicability::Safe;
                        fault.help(format!("write `{encoded}`"))
                    }
                    None => fault.help("use `https:`, `mailto:`, `tel:` or a content path such as `/guides/GUIDE`"),
                }
            }
        };
        self.report_link(fault, url, position, instead.map(|instead| (instead, applicability)));
        None
    }

    /// The content path that a path without its `/` was intended to be: `about` is `/pages/about`.
    fn meant_by(&self, path: &str) -> Option<String> {
        let (path, fragment) = path.split_once('#').map_or((path, None), |(path, part)| (path, Some(decoded(part))));
        let mut bare = path;
        while let Some(rest) = bare.strip_prefix("./").or_else(|| bare.strip_prefix("../")) {
            bare = rest;
        }
        let bare = [".md", ".html", "/index"].iter().fold(bare, |bare, end| bare.strip_suffix(end).unwrap_or(bare));
        let content = format!("/{}", decoded(bare.trim_matches('/')));
        if bare.is_empty() {
            return None;
        }
        match self.resolver.link(&content, fragment.as_deref()) {
            Ok(_) => Some(fragment.map_or_else(|| content.clone(), |fragment| format!("{content}#{fragment}"))),
            Err(fault) => fault.instead,
        }
    }

    /// Points at the URL in the source if it is written there literally, and offers another instead.
    fn report_link(
        &mut self,
        diagnostic: Diagnostic,
        url: &str,
        position: Sourcepos,
        instead: Option<(String, Applicability)>,
    ) {
        let range = self.place.range(position);
        let at = self.place.text()[range.clone()].rfind(url).filter(|_| !url.is_empty());
        let (span, exact) = self.place.span(match at {
            Some(at) => range.start + at..range.start + at + url.len(),
            None => range,
        });
        let label = match (url.is_empty(), diagnostic.code) {
            (true, _) => "no target".to_owned(),
            // A terminal may reorder the line.
            _ if !url.is_ascii() => format!("`{url}`"),
            (_, Code::MissingAlt) => "no alternative text".to_owned(),
            (_, Code::MissingImage) => "no such file".to_owned(),
            (_, Code::BadUrl) => "cannot be used here".to_owned(),
            _ => "broken link".to_owned(),
        };
        let diagnostic = diagnostic.at(span, label);
        self.diagnostics.push(match instead {
            Some((instead, applicability)) if exact && at.is_some() => diagnostic.fix(span, instead, applicability),
            _ => diagnostic,
        });
    }

    fn image(&mut self, node: Node<'a>, address: &NodeLink, position: Sourcepos) {
        let url = &address.url;
        let alt = plain_of(node);
        let path = match link::target(url) {
            Target::Relative(path) if !path.is_empty() => path,
            Target::Content(path, _) => path,
            Target::Outside(_) => {
                let fault = Diagnostic::error(Code::BadUrl, format!("the image `{url}` is on another site")).help(
                    "put the file in the folder `images/` of the guide or page: pages load nothing from other sites",
                );
                return self.picture_fault(fault, url, position, &alt);
            }
            Target::Refused(reason) => {
                let fault = Diagnostic::error(Code::BadUrl, format!("invalid image `{url}`: {reason}"))
                    .help("put the file in the folder `images/` of the guide or page, and write `images/NAME`");
                return self.picture_fault(fault, url, position, &alt);
            }
            Target::Relative(_) | Target::Fragment(_) => {
                let fault = Diagnostic::error(Code::MissingImage, "an image has no file")
                    .help("write `images/NAME` between the round brackets");
                return self.picture_fault(fault, url, position, &alt);
            }
        };
        let image = match self.resolver.image(&decoded(path)) {
            Ok(image) => image,
            Err(fault) => {
                let instead = fault.instead.clone();
                self.report_link(
                    missing(fault),
                    url,
                    position,
                    instead.map(|instead| (instead, Applicability::Unsafe)),
                );
                return self.flow.push(&alt);
            }
        };
        if alt.trim().is_empty() {
            self.report_link(
                Diagnostic::warning(Code::MissingAlt, format!("the image `{url}` has no alternative text"))
                    .help("describe the image between the square brackets: `![…]`"),
                url,
                position,
                None,
            );
        }
        let shown = plain_isolated(alt.trim(), self.env);
        let mut html = String::from("<img src=\"");
        escape::attribute(&mut html, &image.src);
        html.push_str("\" alt=\"");
        escape::attribute(&mut html, &shown);
        html.push_str(&format!(
            "\" width=\"{}\" height=\"{}\" loading=\"lazy\" decoding=\"async\"",
            image.width, image.height
        ));
        if !address.title.is_empty() {
            html.push_str(" title=\"");
            escape::attribute(&mut html, &plain_isolated(&address.title, self.env));
            html.push('"');
        }
        html.push('>');
        self.flow.finished(Nature::Isolate, Finished { linkless: html.clone(), html, isolated: shown, bare: alt });
    }

    fn picture_fault(&mut self, fault: Diagnostic, url: &str, position: Sourcepos, alt: &str) {
        self.report_link(fault, url, position, None);
        self.flow.push(alt);
    }

    /// Reserves the ids of footnotes and learns their numbers.
    pub(super) fn number_notes(&mut self, root: Node<'a>) {
        for node in root.descendants() {
            if let NodeValue::FootnoteReference(ref note) = node.data().value {
                self.notes.insert(note.name.clone(), note.ix);
            }
        }
    }

    fn footnote(&mut self, number: u32, reference: u32) {
        let prefix = self.id_prefix;
        let shown = self.resolver.word(Word::Number(number as usize));
        // `dir` makes it an isolate: it must not run on from a number before it.
        let mut html = format!(
            "<sup dir=\"{}\"><a class=\"footnote\" href=\"#_{prefix}fn-{number}\" id=\"_{prefix}fnref-{number}",
            self.env.dir.as_str()
        );
        if reference > 1 {
            html.push_str(&format!("-{reference}"));
        }
        html.push_str("\">");
        escape::text(&mut html, &shown);
        html.push_str("</a></sup>");
        self.flow.finished(Nature::Isolate, Finished { html, ..Finished::default() });
    }

    /// Comments are dropped, all else is refused.
    pub(super) fn raw_html(&mut self, html: &str, position: Sourcepos) {
        let mut rest = html;
        let mut left = String::new();
        while let Some(open) = rest.find("<!--") {
            left.push_str(&rest[..open]);
            let after = &rest[open + 4..];
            let Some(close) = after.find("-->") else {
                self.report(
                    Diagnostic::error(Code::RawHtml, "an HTML comment is not closed").help("close it with `-->`"),
                    position,
                    "the comment begins here",
                );
                return;
            };
            rest = &after[close + 3..];
        }
        left.push_str(rest);
        let left = left.trim();
        if left.is_empty() {
            return;
        }
        // If a tag was reported, its end tag is not reported again.
        if let Some(name) = left.strip_prefix("</").map(tag_name) {
            if let Some(open) = self.open_tags.get_mut(&name).filter(|open| **open > 0) {
                *open -= 1;
                return;
            }
        } else if let Some(name) = left.strip_prefix('<').map(tag_name) {
            *self.open_tags.entry(name).or_default() += 1;
        }
        let after = self.place.text().get(self.place.range(position).end..).unwrap_or_default();
        let shown: String = left.lines().next().unwrap_or(left).chars().take(60).collect();
        let diagnostic = if !left.starts_with('<') {
            Diagnostic::error(Code::RawHtml, "text on the same line as an HTML comment would be dropped")
                .help("put the comment on its own line")
        } else {
            let diagnostic = Diagnostic::error(Code::RawHtml, "raw HTML is not supported");
            match self.marked_up(left, position) {
                Some((span, markup)) => {
                    diagnostic.help(format!("write `{markup}`")).fix(span, markup, Applicability::Unsafe)
                }
                None => diagnostic.help(instead_of(left, after)),
            }
        };
        let label = if shown.is_ascii() { "HTML tag".to_owned() } else { format!("`{shown}`") };
        self.report(diagnostic, position, label);
    }

    /// What Markdown writes instead of an element of one line, `**bold**` for `<b>bold</b>`, and where that is.
    fn marked_up(&self, tag: &str, position: Sourcepos) -> Option<(mizan_source::Span, String)> {
        let name = tag_name(tag.strip_prefix('<')?);
        let mark = match name.as_str() {
            "b" | "strong" => "**",
            "i" | "em" => "*",
            "s" | "del" | "strike" => "~~",
            "code" | "kbd" | "tt" | "samp" => "`",
            _ => return None,
        };
        let range = self.place.range(position);
        let after = self.place.text().get(range.end..)?;
        let close = format!("</{name}>");
        // Text without an end would be searched again for each tag.
        const LONGEST: usize = 200;
        let near = after.char_indices().take(LONGEST).last().map_or(0, |(at, c)| at + c.len_utf8());
        let inner = after.get(..after.get(..near)?.find(&close)?)?;
        let is_plain = !inner.trim().is_empty() && inner.trim() == inner && !inner.contains(['\n', '<', '`', '*']);
        let (span, exact) = self.place.span(range.start..range.end + inner.len() + close.len());
        (is_plain && exact).then(|| (span, format!("{mark}{inner}{mark}")))
    }

    /// All running text below the root, and a complaint for each block that is more than that.
    pub(super) fn running_text(&mut self, root: Node<'a>) {
        for (at, block) in root.children().enumerate() {
            let data = block.data();
            let what = match &data.value {
                NodeValue::Paragraph if at == 0 => None,
                NodeValue::Paragraph => Some("a second paragraph"),
                NodeValue::HtmlBlock(html) => {
                    self.raw_html(&html.literal, data.sourcepos);
                    continue;
                }
                NodeValue::List(_) => Some("a list"),
                NodeValue::Heading(_) => Some("a heading"),
                NodeValue::CodeBlock(_) => Some("a code block"),
                NodeValue::Table(_) => Some("a table"),
                NodeValue::ThematicBreak => Some("a horizontal rule"),
                NodeValue::FootnoteDefinition(_) => Some("a footnote"),
                NodeValue::Alert(_) => Some("a callout"),
                _ => Some("a quotation"),
            };
            if let Some(what) = what {
                self.report(
                    Diagnostic::error(Code::BadMarkup, format!("{what} is not allowed here, only running text"))
                        .help("write one paragraph, or put a `\\` before the character that begins the block"),
                    data.sourcepos,
                    "not allowed here",
                );
            }
            let mut skipped: Option<Node<'a>> = None;
            for edge in block.traverse() {
                match edge {
                    NodeEdge::Start(node) if skipped.is_none() => match &node.data().value {
                        NodeValue::FootnoteReference(_) => self.report(
                            Diagnostic::error(Code::BadMarkup, "a footnote is not allowed here, only running text")
                                .help("write it in the text, or move it to the body"),
                            node.data().sourcepos,
                            "a footnote",
                        ),
                        NodeValue::CodeBlock(code) => self.flow.code(code.literal.trim(), self.env.dir),
                        value if !value.block() => {
                            let skips = self.inline_start(node);
                            skipped = skips.then_some(node);
                        }
                        NodeValue::Paragraph | NodeValue::TableCell if !self.flow.is_blank() => self.flow.push(" "),
                        _ => {}
                    },
                    NodeEdge::End(node) => match skipped {
                        Some(root) if root.same_node(node) => skipped = None,
                        Some(_) => {}
                        None if !node.data().value.block() => self.inline_end(node),
                        None => {}
                    },
                    NodeEdge::Start(_) => {}
                }
            }
            if let Some((_, span)) = self.table.take() {
                self.diagnostics.push(
                    Diagnostic::error(
                        Code::UnknownShortcode,
                        "the shortcode `table` is not allowed here, only running text",
                    )
                    .at(span, "a table is a block of its own")
                    .help("move it to the text below the front matter, on its own line"),
                );
            }
        }
    }
}

fn missing(fault: Missing) -> Diagnostic {
    let mut diagnostic = Diagnostic::error(fault.code, fault.message);
    if let Some(instead) = &fault.instead {
        diagnostic = diagnostic.help(format!("did you mean `{instead}`?"));
    }
    for help in fault.help {
        diagnostic = diagnostic.help(help);
    }
    diagnostic
}

pub(super) fn decoded(url: &str) -> String {
    percent_encoding::percent_decode_str(url)
        .decode_utf8()
        .map_or_else(|_| url.to_owned(), std::borrow::Cow::into_owned)
}

/// Where an id is on its own page, for `href`: `#`, and the id percent-encoded.
pub fn fragment(id: &str) -> String {
    let encoded = percent_encoding::utf8_percent_encode(id, percent_encoding::NON_ALPHANUMERIC);
    std::iter::once("#").chain(encoded.map(|part| if part == "%2D" { "-" } else { part })).collect()
}

fn tag_name(tag: &str) -> String {
    tag.chars().take_while(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// Whether that is `<br>` in the cell of a table: the only tag that is allowed, because a cell is on one line, so that
/// Markdown's own line break cannot be written in it.
pub(super) fn is_cell_break(node: Node<'_>, html: &str) -> bool {
    let inner = html.strip_prefix('<').and_then(|html| html.strip_suffix('>')).unwrap_or_default();
    inner.trim_end_matches(['/', ' ']).eq_ignore_ascii_case("br")
        && node.ancestors().skip(1).any(|above| matches!(above.data().value, NodeValue::TableCell))
}

/// The Markdown for a tag that is followed by `after`.
fn instead_of(html: &str, after: &str) -> String {
    let name = tag_name(html.trim_start_matches(['<', '/']));
    let scripted = after.split('<').next().unwrap_or_default();
    match name.as_str() {
        "sub" | "sup" => {
            let character = if name == "sub" { scripts::lowered(scripted) } else { scripts::raised(scripted) };
            return match character.filter(|character| !character.is_empty()) {
                Some(character) => format!("write `{character}`, which is a character of its own, without the tags"),
                None => "remove the tags, and write the text in line with the words around it".to_owned(),
            };
        }
        "b" | "strong" => "write `**bold**`",
        "i" | "em" => "write `*emphasis*`",
        "s" | "del" | "strike" => "write `~~strikethrough~~`",
        "code" | "kbd" | "tt" | "samp" => "write `` `code` ``",
        "pre" => "put the code between two lines of three backticks",
        "a" => "write `[text](target)`",
        "img" | "picture" | "figure" => "write `![description](images/NAME)`",
        "br" => "end the line with a `\\`; in the cell of a table, write `<br>`",
        "hr" => "write `---` on its own line",
        "p" | "div" => "remove the tag: Markdown separates paragraphs with an empty line",
        "ul" | "ol" | "li" => "begin each line of the list with `- ` or `1. `",
        "table" | "thead" | "tbody" | "tr" | "td" | "th" => "write the table with `|` between its cells",
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "begin the heading with `## `",
        "blockquote" => "begin each line of the quotation with `> `",
        "bdi" | "bdo" | "span" => "remove the tag: Mizan isolates text of the other direction automatically",
        "u" | "ins" | "mark" | "big" => "write `**bold**` or `*emphasis*`",
        "small" | "font" | "center" | "section" | "article" | "wbr" => "remove the tag",
        "iframe" | "video" | "audio" | "embed" | "object" => "link to it: `[text](https://…)`",
        "q" => "write quotation marks",
        "details" | "aside" => "write a callout: `> [!NOTE]`",
        _ => "write it in Markdown, or write it as code to show the tag itself",
    }
    .to_owned()
}
