//! Running text: words, elements and finished pieces in reading order, to which isolates are added.

use std::ops::Range;

use super::bidi::{self, BREAK, CODE, OPAQUE};
use super::{Dir, escape};

/// Elements of running text. None nests in its own kind, so a path is never longer than four.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    Em,
    Strong,
    Del,
    /// Never cut in two, as the others may be.
    Link,
}

impl Element {
    fn close(self) -> &'static str {
        match self {
            Element::Em => "</em>",
            Element::Strong => "</strong>",
            Element::Del => "</del>",
            Element::Link => "</a>",
        }
    }
}

#[derive(Debug)]
struct Node {
    parent: Option<usize>,
    element: Element,
    open: String,
}

/// How a finished piece fits into the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nature {
    /// Code or a URL: goes on with left-to-right words beside it.
    Code,
    /// An isolate by itself.
    Isolate,
    /// A hard line break.
    Break,
}

/// A piece that is HTML already.
#[derive(Debug, Default)]
pub(super) struct Finished {
    pub html: String,
    /// The same without links and ids, for a table of contents.
    pub linkless: String,
    /// As plain text with isolates.
    pub isolated: String,
    /// As plain text without.
    pub bare: String,
}

#[derive(Debug)]
enum Body {
    Text,
    Finished(Box<Finished>),
}

#[derive(Debug)]
struct FlowPart {
    range: Range<usize>,
    node: Option<usize>,
    body: Body,
}

/// Whether HTML keeps links, and whatever has an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Links {
    Keep,
    Omit,
}

/// A paragraph's, heading's or label's content.
#[derive(Debug, Default)]
pub(super) struct Flow {
    /// All text, one character for each finished piece.
    flat: String,
    pieces: Vec<FlowPart>,
    nodes: Vec<Node>,
    /// What was entered and not left; none for an element that would nest in its own kind.
    entered: Vec<Option<usize>>,
    /// The text is a name and nothing else: one that runs against its surroundings is isolated with its signs.
    name: bool,
}

impl Flow {
    pub(super) fn text(text: &str) -> Flow {
        let mut flow = Flow::default();
        flow.push(text);
        flow
    }

    /// Says that the text is a name.
    pub(super) fn set_name(&mut self) {
        self.name = true;
    }

    /// Whether the whole text runs against `dir`.
    pub(super) fn is_contrary(&self, dir: Dir) -> bool {
        // What is finished may contain anything: it is isolated by itself.
        !self.flat.contains([OPAQUE, BREAK]) && bidi::is_contrary(&self.flat, dir)
    }

    pub(super) fn is_blank(&self) -> bool {
        self.flat.chars().all(char::is_whitespace)
    }

    fn inside(&self) -> Option<usize> {
        self.entered.iter().rev().find_map(|node| *node)
    }

    pub(super) fn is_inside(&self, element: Element) -> bool {
        self.path(self.inside()).any(|node| self.nodes.get(node).is_some_and(|node| node.element == element))
    }

    /// `open` is the whole start tag.
    pub(super) fn enter(&mut self, element: Element, open: String) {
        if self.is_inside(element) {
            self.entered.push(None);
            return;
        }
        self.nodes.push(Node { parent: self.inside(), element, open });
        self.entered.push(Some(self.nodes.len() - 1));
    }

    /// Leaves what was entered last; true where nothing was put into it.
    pub(super) fn leave(&mut self) -> bool {
        let Some(Some(node)) = self.entered.pop() else { return false };
        !self.pieces.last().is_some_and(|piece| self.path(piece.node).any(|at| at == node))
    }

    pub(super) fn push(&mut self, text: &str) {
        let start = self.flat.len();
        if text.contains(escape::is_forbidden) {
            self.flat.extend(text.chars().filter(|c| !escape::is_forbidden(*c)));
        } else {
            self.flat.push_str(text);
        }
        let range = start..self.flat.len();
        if range.is_empty() {
            return;
        }
        let node = self.inside();
        match self.pieces.last_mut() {
            Some(FlowPart { range: last, node: same, body: Body::Text }) if *same == node => last.end = range.end,
            _ => self.pieces.push(FlowPart { range, node, body: Body::Text }),
        }
    }

    pub(super) fn finished(&mut self, nature: Nature, piece: Finished) {
        let start = self.flat.len();
        self.flat.push(match nature {
            Nature::Code => CODE,
            Nature::Isolate => OPAQUE,
            Nature::Break => BREAK,
        });
        let node = self.inside();
        self.pieces.push(FlowPart { range: start..self.flat.len(), node, body: Body::Finished(Box::new(piece)) });
    }

    /// Code, with the direction that code has.
    pub(super) fn code(&mut self, code: &str, dir: Dir) {
        let mut html = String::from("<code");
        if dir == Dir::Rtl || code.chars().any(bidi::is_rtl) {
            html.push_str(" dir=\"ltr\"");
        }
        html.push('>');
        escape::text(&mut html, code);
        html.push_str("</code>");
        let isolated = isolated_as(code, Some(Dir::Ltr), dir);
        self.finished(Nature::Code, Finished { linkless: html.clone(), html, isolated, bare: code.to_owned() });
    }

    /// The path from a node up to the text itself.
    fn path(&self, node: Option<usize>) -> impl Iterator<Item = usize> {
        std::iter::successors(node, |&node| self.nodes.get(node)?.parent)
    }

    /// As plain text without isolates.
    pub(super) fn bare(&self) -> String {
        let mut out = String::with_capacity(self.flat.len());
        for piece in &self.pieces {
            match &piece.body {
                Body::Text => out.push_str(&self.flat[piece.range.clone()]),
                Body::Finished(finished) => out.push_str(&finished.bare),
            }
        }
        out
    }

    /// As plain text with isolates (U+2066–2069), for where no markup can be.
    pub(super) fn isolated(&self, dir: Dir) -> String {
        let runs = self.runs(dir, Links::Omit);
        let mut out = String::with_capacity(self.flat.len() + runs.len() * 6);
        let mut current = None;
        for part in self.parts(&runs) {
            if part.run != current {
                if current.is_some() {
                    out.push(PDI);
                }
                if part.run.is_some() {
                    out.push(opening(dir.other()));
                }
                current = part.run;
            }
            match &part.piece.body {
                Body::Text => out.push_str(&self.flat[part.range]),
                Body::Finished(finished) => out.push_str(&finished.isolated),
            }
        }
        if current.is_some() {
            out.push(PDI);
        }
        out
    }

    /// As HTML.
    pub(super) fn html(&self, dir: Dir, links: Links) -> String {
        let runs = self.runs(dir, Links::Keep);
        let mut out = String::with_capacity(self.flat.len() + runs.len() * 24 + self.nodes.len() * 16);
        let mut open: Vec<Wrapper> = Vec::new();
        let mut wanted: Vec<Wrapper> = Vec::new();
        let depths = self.depths(&runs, links);
        for part in self.parts(&runs) {
            self.wrappers(part.piece.node, links, &mut wanted);
            if let Some(run) = part.run {
                wanted.insert(depths.get(run).copied().unwrap_or(0).min(wanted.len()), Wrapper::Isolate(run));
            }
            let same = open.iter().zip(&wanted).take_while(|(a, b)| a == b).count();
            self.close(&mut out, &mut open, same);
            for wrapper in &wanted[same..] {
                match wrapper {
                    Wrapper::Node(node) => out.push_str(self.nodes.get(*node).map_or("", |node| &node.open)),
                    Wrapper::Isolate(_) => {
                        out.push_str("<bdi dir=\"");
                        out.push_str(dir.other().as_str());
                        out.push_str("\">");
                    }
                }
                open.push(*wrapper);
            }
            match &part.piece.body {
                Body::Text => escape::text(&mut out, &self.flat[part.range]),
                Body::Finished(finished) if links == Links::Keep => out.push_str(&finished.html),
                Body::Finished(finished) => out.push_str(&finished.linkless),
            }
        }
        self.close(&mut out, &mut open, 0);
        out
    }

    fn close(&self, out: &mut String, open: &mut Vec<Wrapper>, keep: usize) {
        for wrapper in open.drain(keep..).rev() {
            match wrapper {
                Wrapper::Node(node) => out.push_str(self.nodes.get(node).map_or("", |node| node.element.close())),
                Wrapper::Isolate(_) => out.push_str("</bdi>"),
            }
        }
    }

    /// The elements around a piece, outermost first.
    fn wrappers(&self, node: Option<usize>, links: Links, out: &mut Vec<Wrapper>) {
        out.clear();
        out.extend(
            self.path(node)
                .filter(|&at| {
                    links == Links::Keep || self.nodes.get(at).is_some_and(|node| node.element != Element::Link)
                })
                .map(Wrapper::Node),
        );
        out.reverse();
    }

    /// How many elements are around the whole of each run: its isolate goes inside them, and cuts
    /// those in two that it shares only a part of.
    fn depths(&self, runs: &[Range<usize>], links: Links) -> Vec<usize> {
        let mut common: Vec<Option<Vec<Wrapper>>> = vec![None; runs.len()];
        let mut path = Vec::new();
        for part in self.parts(runs) {
            let Some(slot) = part.run.and_then(|run| common.get_mut(run)) else { continue };
            self.wrappers(part.piece.node, links, &mut path);
            match slot {
                None => *slot = Some(path.clone()),
                Some(shared) => {
                    let same = shared.iter().zip(&path).take_while(|(a, b)| a == b).count();
                    shared.truncate(same);
                }
            }
        }
        common.into_iter().map(|path| path.map_or(0, |path| path.len())).collect()
    }

    /// The runs to isolate; where links are kept, cut where they cross a link's edge.
    fn runs(&self, dir: Dir, links: Links) -> Vec<Range<usize>> {
        if self.name && self.is_contrary(dir) {
            let mut whole = Vec::new();
            // Code alone is an isolate by its element.
            if !self.flat.trim().chars().eq([CODE]) {
                self.trimmed(0..self.flat.len(), &mut whole);
            }
            return whole;
        }
        let runs = bidi::runs(&self.flat, dir);
        if links == Links::Omit || runs.is_empty() || self.nodes.iter().all(|node| node.element != Element::Link) {
            return runs;
        }
        let edges = self.link_ranges();
        let mut cut = Vec::with_capacity(runs.len());
        let mut first = 0;
        for mut run in runs {
            while edges.get(first).is_some_and(|link| link.end <= run.start) {
                first += 1;
            }
            for link in edges[first..].iter().take_while(|link| link.start < run.end) {
                let at = if link.start < run.start && link.end < run.end {
                    link.end
                } else if run.start < link.start && run.end < link.end {
                    link.start
                } else {
                    continue;
                };
                self.trimmed(run.start..at, &mut cut);
                run.start = at;
            }
            self.trimmed(run, &mut cut);
        }
        cut
    }

    fn trimmed(&self, run: Range<usize>, out: &mut Vec<Range<usize>>) {
        let text = &self.flat[run.clone()];
        let start = run.end - text.trim_start().len();
        let end = start + text.trim().len();
        if start < end {
            out.push(start..end);
        }
    }

    fn link_ranges(&self) -> Vec<Range<usize>> {
        let mut found: Vec<(usize, Range<usize>)> = Vec::new();
        for piece in &self.pieces {
            let is_link = |&at: &usize| self.nodes.get(at).is_some_and(|node| node.element == Element::Link);
            let Some(link) = self.path(piece.node).find(is_link) else { continue };
            match found.last_mut() {
                Some((last, range)) if *last == link => range.end = piece.range.end,
                _ => found.push((link, piece.range.clone())),
            }
        }
        found.into_iter().map(|(_, range)| range).collect()
    }

    /// The pieces, cut at the edges of runs.
    fn parts<'a>(&'a self, runs: &'a [Range<usize>]) -> impl Iterator<Item = FlowSpan<'a>> {
        let mut next_run = 0;
        self.pieces.iter().flat_map(move |piece| {
            let mut parts = Vec::with_capacity(1);
            let mut at = piece.range.start;
            while at < piece.range.end {
                while runs.get(next_run).is_some_and(|run| run.end <= at) {
                    next_run += 1;
                }
                let (run, end) = match runs.get(next_run) {
                    Some(run) if run.start <= at => (Some(next_run), run.end.min(piece.range.end)),
                    Some(run) => (None, run.start.min(piece.range.end)),
                    None => (None, piece.range.end),
                };
                parts.push(FlowSpan { piece, range: at..end, run });
                at = end;
            }
            parts
        })
    }
}

struct FlowSpan<'a> {
    piece: &'a FlowPart,
    range: Range<usize>,
    run: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wrapper {
    Node(usize),
    Isolate(usize),
}

pub(super) const PDI: char = '\u{2069}';

/// LRI or RLI.
pub(super) fn opening(dir: Dir) -> char {
    match dir {
        Dir::Ltr => '\u{2066}',
        Dir::Rtl => '\u{2067}',
    }
}

/// `text` as one isolate of direction `own` (none: that of its first strong character) in a text of
/// direction `around`; bare where nothing in either could turn the other about.
pub(super) fn isolated_as(text: &str, own: Option<Dir>, around: Dir) -> String {
    let clean = || text.chars().filter(|c| !escape::is_forbidden(*c));
    if text.is_empty() || (around == Dir::Ltr && own != Some(Dir::Rtl) && !text.chars().any(bidi::is_rtl)) {
        return clean().collect();
    }
    let mut out = String::with_capacity(text.len() + 6);
    out.push(own.map_or('\u{2068}', opening));
    out.extend(clean());
    out.push(PDI);
    out
}
