//! The text of a page as a browser shows it, which minification must not change.

use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// A line a block; spaces collapsed as CSS does (CSS Text 3, section 4.1.1), boxes within a line
/// (images, fields, buttons) in ⟦⟧.
pub fn visible_text(html: &str) -> String {
    let dom = html5ever::parse_document(RcDom::default(), html5ever::ParseOpts::default()).one(html);
    let mut page = Page::default();
    page.walk(&dom.document, false);
    page.text
}

#[derive(Default)]
struct Page {
    text: String,
    space: bool,
}

const HIDDEN: &[&str] = &["script", "style", "template", "meta", "link", "base", "noscript"];
const BLOCKS: &[&str] = &[
    "html",
    "head",
    "title",
    "body",
    "address",
    "article",
    "aside",
    "blockquote",
    "dialog",
    "div",
    "dl",
    "dt",
    "dd",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "ul",
    "details",
    "summary",
    "br",
    "table",
    "caption",
    "colgroup",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "td",
    "th",
    "option",
];
const BOXES: &[&str] = &["img", "input", "button", "select", "textarea", "svg", "meter", "progress", "video", "audio"];

impl Page {
    fn walk(&mut self, node: &Handle, verbatim: bool) {
        match &node.data {
            NodeData::Text { contents } => self.push(&contents.borrow(), verbatim),
            NodeData::Element { name, attrs, .. } => {
                let name = &*name.local;
                if HIDDEN.contains(&name) {
                    return;
                }
                let attribute = |wanted: &str| {
                    attrs.borrow().iter().find(|a| &*a.name.local == wanted).map(|a| a.value.to_string())
                };
                let (block, boxed) = (BLOCKS.contains(&name), BOXES.contains(&name));
                if block {
                    self.line();
                }
                if boxed {
                    self.flush();
                    self.text.push('⟦');
                    self.text.push_str(&attribute("alt").or_else(|| attribute("value")).unwrap_or_default());
                }
                for child in node.children.borrow().iter() {
                    self.walk(child, verbatim || matches!(name, "pre" | "textarea"));
                }
                if boxed {
                    self.space = false;
                    self.text.push('⟧');
                }
                if block {
                    self.line();
                }
            }
            _ => {
                for child in node.children.borrow().iter() {
                    self.walk(child, verbatim);
                }
            }
        }
    }

    fn push(&mut self, text: &str, verbatim: bool) {
        for c in text.chars() {
            if c.is_ascii_whitespace() && !verbatim {
                self.space = true;
            } else {
                self.flush();
                self.text.push(c);
            }
        }
    }

    fn flush(&mut self) {
        if std::mem::take(&mut self.space) && !self.text.is_empty() && !self.text.ends_with(['\n', '⟦']) {
            self.text.push(' ');
        }
    }

    fn line(&mut self) {
        self.space = false;
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }
}
