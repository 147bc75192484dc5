//! Diagnostics for people: the line at fault, a caret, the way out.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet};

use super::place::{BOM, Place};
use super::report::{sorted, summary};
use super::{Diagnostic, Diagnostics, Fix, Label, Severity};
use crate::source::{SourceId, SourceMap};

/// How diagnostics look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// With the terminal's colours.
    pub colour: bool,
    /// Columns of the terminal: longer source lines are cut around the fault.
    pub width: usize,
}

impl Default for Look {
    fn default() -> Look {
        Look { colour: false, width: 140 }
    }
}

/// All diagnostics by file and line, a blank line between them, and a summary; empty where there are none.
pub fn human(diagnostics: &Diagnostics, sources: &SourceMap, look: Look) -> String {
    let renderer = if look.colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(look.width);
    let mut out = String::new();
    for diagnostic in sorted(diagnostics, sources) {
        out.push_str(&one(diagnostic, sources, &renderer));
        out.push_str("\n\n");
    }
    let summary = summary(diagnostics, sources);
    if !summary.is_empty() {
        out.push_str(&summary);
        out.push('\n');
    }
    out
}

fn one(diagnostic: &Diagnostic, sources: &SourceMap, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(shown(&diagnostic.message)).id(diagnostic.code.id());
    let mut group = Group::with_title(title);
    let labels: Vec<&Label> = diagnostic.primary.iter().chain(&diagnostic.secondary).collect();
    let mut done: Vec<SourceId> = Vec::new();
    for label in &labels {
        let source = label.span.source;
        if done.contains(&source) {
            continue;
        }
        done.push(source);
        let here: Vec<(bool, &Label)> = labels
            .iter()
            .enumerate()
            .filter(|(_, label)| label.span.source == source)
            .map(|(n, label)| (n == 0, *label))
            .collect();
        let ranges = here.iter().map(|(_, label)| label.span.range());
        let Some(excerpt) = excerpt(sources, source, ranges) else {
            let place = Place::start(sources, label.span);
            let origin = Origin::path(shown(sources.path(source))).line(place.line).char_column(place.column);
            group = group.element(origin);
            continue;
        };
        let mut snippet =
            Snippet::source(excerpt.text).line_start(excerpt.line).path(shown(sources.path(source))).fold(true);
        for (primary, label) in here {
            let kind = if primary { AnnotationKind::Primary } else { AnnotationKind::Context };
            snippet = snippet.annotation(kind.span(excerpt.within(label.span.range())).label(shown(&label.text)));
        }
        group = group.element(snippet);
    }
    let mut groups = Vec::new();
    let mut help = diagnostic.help.as_slice();
    let patch = diagnostic.fix.as_ref().and_then(|fix| {
        let (title, rest) = match help.split_first() {
            Some((first, rest)) => (first.as_str(), rest),
            None => ("this would mend it", help),
        };
        let patch = patch(fix, title, sources)?;
        help = rest;
        Some(patch)
    });
    for line in help {
        group = group.element(Level::HELP.message(shown(line)));
    }
    groups.push(group);
    groups.extend(patch);
    let rendered = renderer.render(&groups);
    // Trailing blanks come from empty source lines.
    rendered.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

fn patch<'a>(fix: &'a Fix, title: &'a str, sources: &'a SourceMap) -> Option<Group<'a>> {
    let source = fix.span.source;
    let excerpt = excerpt(sources, source, std::iter::once(fix.span.range()))?;
    let range = excerpt.within(fix.span.range());
    let snippet = Snippet::source(excerpt.text)
        .line_start(excerpt.line)
        .path(shown(sources.path(source)))
        .fold(true)
        .patch(Patch::new(range, shown(&fix.replacement)));
    Some(Level::HELP.secondary_title(shown(title)).element(snippet))
}

/// The lines of a file that a message is about.
struct Excerpt<'a> {
    text: &'a str,
    /// The number of its first line.
    line: usize,
    start: usize,
}

impl Excerpt<'_> {
    /// A range of the file as one of the excerpt, on whole characters.
    fn within(&self, range: Range<usize>) -> Range<usize> {
        let floor = |at: usize| {
            let mut at = at.saturating_sub(self.start).min(self.text.len());
            while !self.text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let start = floor(range.start);
        start..floor(range.end).max(start)
    }
}

/// From the first line that a range touches to the last one; `None` where the file is no text.
fn excerpt(sources: &SourceMap, source: SourceId, ranges: impl Iterator<Item = Range<usize>>) -> Option<Excerpt<'_>> {
    let text = sources.file(source).text()?;
    let (first, last) = ranges.fold((usize::MAX, 0), |(first, last), r| (first.min(r.start), last.max(r.end)));
    let bytes = text.as_bytes();
    let first = first.min(bytes.len());
    let last = last.clamp(first, bytes.len());
    let mut start = bytes[..first].iter().rposition(|&b| b == b'\n').map_or(0, |n| n + 1);
    let end = bytes[last..].iter().position(|&b| b == b'\n').map_or(bytes.len(), |n| last + n + 1);
    let line = bytes[..start].iter().filter(|&&b| b == b'\n').count() + 1;
    if start == 0 && text.starts_with(BOM) {
        start = BOM.len();
    }
    Some(Excerpt { text: text.get(start..end.max(start))?, line, start })
}

/// What an author or a file wrote may hold characters that would steer the terminal.
fn shown(text: &str) -> String {
    let steers = |c: char| {
        (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|c| if steers(c) { '\u{FFFD}' } else { c }).collect()
}
