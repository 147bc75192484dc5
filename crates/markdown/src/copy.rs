//! Markdown → Markdown that is independent of Mizan: shortcodes replaced by values, absolute URLs of links and
//! images, no comments.

use comrak::nodes::{AstNode, Node, NodeLink, NodeValue};
use comrak::{Arena, format_commonmark};

use super::inlines::{decoded, is_cell_break};
use super::link::{self, Target};
use super::shortcode::{self, Shortcode};
use super::tree;
use super::walk::{Walk, options, plain_of};
use super::{Env, Ids, Options, Resolver, escape};
use mizan_model::Prose;

/// The inputs of a copy, in addition to those of the page.
#[derive(Clone, Copy)]
pub struct Copied<'a> {
    /// The page's own URL, absolute.
    pub page: &'a url::Url,
    /// Comes before the number of each footnote, so that several texts of a copy keep theirs apart: letters,
    /// digits and `-`.
    pub notes: &'a str,
}

struct Copying<'a, 'w> {
    arena: &'a Arena<'a>,
    walk: Walk<'a>,
    levels: std::vec::IntoIter<u8>,
    copied: Copied<'w>,
    /// In running text a line's end is a space.
    running: bool,
}

impl<'a> Copying<'a, '_> {
    fn tree(&mut self, root: Node<'a>) {
        // The tree changes on the way.
        let nodes: Vec<Node<'a>> = root.descendants().collect();
        for node in nodes {
            self.node(node);
        }
    }

    fn node(&mut self, node: Node<'a>) {
        let mut value = node.data().value.clone();
        // Isolates in a copy are ours.
        if let NodeValue::Text(text) = &mut value
            && text.contains(escape::is_forbidden)
        {
            *text = text.replace(escape::is_forbidden, "").into();
            node.data_mut().value = value.clone();
        }
        match value {
            NodeValue::Text(text) if text.contains("{{") || text.contains("http") => self.text(node, &text),
            NodeValue::Heading(mut heading) => {
                heading.level = self.levels.next().unwrap_or(heading.level);
                node.data_mut().value = NodeValue::Heading(heading);
            }
            NodeValue::Link(address) => self.link(node, *address),
            NodeValue::Image(address) => self.image(node, *address),
            NodeValue::HtmlInline(html) if is_cell_break(node, &html) => {
                node.data_mut().value = NodeValue::HtmlInline("<br>".to_owned());
            }
            NodeValue::HtmlBlock(_) | NodeValue::HtmlInline(_) => node.detach(),
            NodeValue::SoftBreak | NodeValue::LineBreak if self.running => {
                node.data_mut().value = NodeValue::Text(" ".into());
            }
            NodeValue::FootnoteReference(mut note) => {
                note.name = self.note(&note.name);
                node.data_mut().value = NodeValue::FootnoteReference(note);
            }
            NodeValue::FootnoteDefinition(mut note) => {
                note.name = self.note(&note.name);
                node.data_mut().value = NodeValue::FootnoteDefinition(note);
            }
            _ => {}
        }
    }

    fn note(&self, name: &str) -> String {
        format!("{}{}", self.copied.notes, self.walk.notes.get(name).copied().unwrap_or_default())
    }

    fn absolute(&self, href: &str) -> String {
        self.copied.page.join(href).map_or_else(|_| href.to_owned(), Into::into)
    }

    fn put(&self, before: Node<'a>, value: NodeValue) -> Node<'a> {
        let node = self.arena.alloc(AstNode::from(value));
        before.insert_before(node);
        node
    }

    fn put_text(&self, before: Node<'a>, text: &str) {
        if !text.is_empty() {
            self.put(before, NodeValue::Text(text.to_owned().into()));
        }
    }

    /// Facts in their places, and URLs as links; what is wrong stays as it is written (and an error is reported).
    fn text(&self, node: Node<'a>, text: &str) {
        let mut rest = text;
        while let Some(open) = rest.find("{{") {
            let Some(length) = rest[open + 2..].find("}}") else { break };
            let end = open + 2 + length + 2;
            self.addresses(node, &rest[..open]);
            let resolver = self.walk.resolver;
            match shortcode::parse(&rest[open + 2..end - 2]) {
                Ok(Shortcode::Fact(of)) => self.said(node, &rest[open..end], resolver.fact(&of.id, of.case)),
                Ok(Shortcode::Value(of)) => self.said(node, &rest[open..end], resolver.value(&of.id, of.case)),
                Ok(Shortcode::Table { features, tiers }) => match resolver.table(&features, &tiers) {
                    Ok(table) => drop(self.put(node, NodeValue::Raw(table.trim_end().to_owned()))),
                    Err(_) => self.put_text(node, &rest[open..end]),
                },
                Err(_) => self.put_text(node, &rest[open..end]),
            }
            rest = &rest[end..];
        }
        self.addresses(node, rest);
        node.detach();
    }

    fn said(&self, before: Node<'a>, written: &str, said: Result<mizan_model::StyledText, super::Missing>) {
        match said {
            Ok(said) => self.put_text(before, &super::rich_copy(&said, self.walk.env)),
            Err(_) => self.put_text(before, written),
        }
    }

    fn addresses(&self, before: Node<'a>, text: &str) {
        let mut rest = text;
        let linked = before.ancestors().any(|node| matches!(node.data().value, NodeValue::Link(_)));
        while !linked && let Some(range) = link::bare_address(rest) {
            self.put_text(before, &rest[..range.start]);
            let shown = &rest[range.clone()];
            match link::target(shown) {
                Target::Outside(url) => {
                    let link = NodeLink { url, title: String::new() };
                    let link = self.put(before, NodeValue::Link(Box::new(link)));
                    link.append(self.arena.alloc(AstNode::from(NodeValue::Text(shown.to_owned().into()))));
                }
                _ => self.put_text(before, shown),
            }
            rest = &rest[range.end..];
        }
        self.put_text(before, rest);
    }

    fn link(&mut self, node: Node<'a>, mut address: NodeLink) {
        let position = node.data().sourcepos;
        match self.walk.href(&address.url, position) {
            Some(href) => {
                address.url = self.absolute(&href);
                node.data_mut().value = NodeValue::Link(Box::new(address));
            }
            // Its words are kept, without a link.
            None => {
                for child in node.children().collect::<Vec<_>>() {
                    node.insert_before(child);
                }
                node.detach();
            }
        }
    }

    fn image(&self, node: Node<'a>, mut address: NodeLink) {
        let found = match link::target(&address.url) {
            Target::Relative(path) | Target::Content(path, _) => self.walk.resolver.image(&decoded(path)).ok(),
            _ => None,
        };
        match found {
            Some(image) => {
                address.url = self.absolute(&image.src);
                node.data_mut().value = NodeValue::Image(Box::new(address));
            }
            None => {
                let words = plain_of(node);
                self.put_text(node, &words);
                node.detach();
            }
        }
    }
}

fn copy(prose: &Prose, env: &Env, resolver: &dyn Resolver, of: Option<(Options, &mut Ids)>, copied: Copied) -> String {
    let arena = Arena::new();
    let mut options = options();
    options.render.prefer_fenced = true;
    let root = tree::parse(&arena, &prose.text, &options);
    let running = of.is_none();
    let mut walk = Walk::new(prose, env, resolver, of.as_ref().map_or("", |(options, _)| options.id_prefix));
    if let Some((of, ids)) = of {
        walk.number_headings(root, of.top_heading, ids);
        walk.number_notes(root);
    }
    let levels = walk.levels();
    let mut copying = Copying { arena: &arena, walk, levels, copied, running };
    copying.tree(root);
    let mut out = String::with_capacity(prose.text.len());
    // Writing into a string does not fail.
    let _ = format_commonmark(root, &options, &mut out);
    out
}

pub(super) fn document(
    prose: &Prose,
    env: &Env,
    resolver: &dyn Resolver,
    options: Options,
    ids: &mut Ids,
    copied: Copied,
) -> String {
    copy(prose, env, resolver, Some((options, ids)), copied)
}

pub(super) fn inline(prose: &Prose, env: &Env, resolver: &dyn Resolver, copied: Copied) -> String {
    // In running text a block is an error that the page has reported; here it becomes one line all the same.
    copy(prose, env, resolver, None, copied).split_whitespace().collect::<Vec<_>>().join(" ")
}
