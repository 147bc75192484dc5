//! Diagnostics for people: the source line, a label, and help.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet};

use super::escape::{line, lines};
use super::place::{BOM, Places};
use super::report::{Shown, capped, grouped, sorted, summary};
use super::{Diagnostic, Diagnostics, Fix, Label, Severity};
use crate::{SourceId, SourceMap, Span};

/// Longer excerpts are not shown: a place in them is hard to find, and a file of one line would be printed whole.
const LONGEST: usize = 16 * 1024;

/// How diagnostics look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// With the terminal's colours.
    pub colour: bool,
    /// Columns of the terminal: longer source lines are cut around the place.
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
    let printer = Printer { renderer: renderer.term_width(look.width), width: look.width };
    let places = Places::new(sources);
    let mut out = String::new();
    for shown in capped(&sorted(diagnostics, sources)) {
        match shown {
            Shown::One(diagnostic) => out.push_str(&one(diagnostic, &places, &printer)),
            Shown::More { code, source, count } => {
                out.push_str(&format!("… and {} more like it: {code}", grouped(count)));
                if let Some(source) = source {
                    out.push_str(&format!(" in {}", line(sources.path(source))));
                }
            }
        }
        out.push_str("\n\n");
    }
    let summary = summary(diagnostics, sources);
    if !summary.is_empty() {
        out.push_str(&summary);
        out.push('\n');
    }
    out
}

struct Printer {
    renderer: Renderer,
    width: usize,
}

fn one(diagnostic: &Diagnostic, places: &Places<'_>, printer: &Printer) -> String {
    let sources = places.sources();
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(line(&diagnostic.message)).id(diagnostic.code.id());
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
        let Some(excerpt) = excerpt(places, source, ranges) else {
            for (_, label) in here {
                let place = places.start(label.span);
                let origin = Origin::path(line(sources.path(source))).line(place.line).char_column(place.column);
                group = group.element(origin);
                if !label.text.is_empty() {
                    group = group.element(Level::NOTE.message(line(&label.text)));
                }
            }
            continue;
        };
        let mut snippet =
            Snippet::source(excerpt.text).line_start(excerpt.line).path(line(sources.path(source))).fold(true);
        for (primary, label) in here {
            let kind = if primary { AnnotationKind::Primary } else { AnnotationKind::Context };
            snippet = snippet.annotation(kind.span(excerpt.within(label.span.range())).label(line(&label.text)));
        }
        group = group.element(snippet);
    }
    let mut groups = Vec::new();
    let mut help = diagnostic.help.as_slice();
    let patch = diagnostic.fix.as_ref().and_then(|fix| {
        let (title, rest) = match help.split_first() {
            Some((first, rest)) => (first.as_str(), rest),
            None => ("apply this fix", help),
        };
        let patch = patch(fix, title, places, printer.width)?;
        help = rest;
        Some(patch)
    });
    for sentence in help {
        group = group.element(Level::HELP.message(line(sentence)));
    }
    groups.push(group);
    groups.extend(patch);
    let rendered = printer.renderer.render(&groups);
    // Trailing blanks come from empty source lines.
    rendered.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// `None` where a line is wider than the terminal: a paragraph would be shown twice for a word in it.
fn patch<'a>(fix: &'a Fix, title: &'a str, places: &Places<'a>, width: usize) -> Option<Group<'a>> {
    let source = fix.span.source;
    let excerpt = excerpt(places, source, std::iter::once(fix.span.range()))?;
    if excerpt.text.lines().any(|line| line.chars().count() > width) {
        return None;
    }
    let range = excerpt.within(fix.span.range());
    let snippet = Snippet::source(excerpt.text)
        .line_start(excerpt.line)
        .path(line(places.sources().path(source)))
        .fold(true)
        .patch(Patch::new(range, lines(&fix.replacement)));
    Some(Level::HELP.secondary_title(line(title)).element(snippet))
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

/// From the first line that a range touches to the last one; `None` if the file is not text, or the lines
/// are too long to be shown.
fn excerpt<'a>(
    places: &Places<'a>,
    source: SourceId,
    ranges: impl Iterator<Item = Range<usize>>,
) -> Option<Excerpt<'a>> {
    let text = places.sources().file(source).text()?;
    let (first, last) = ranges.fold((usize::MAX, 0), |(first, last), r| (first.min(r.start), last.max(r.end)));
    let lines = places.lines(source, first..last);
    let line = places.start(Span::new(source, lines.start..lines.start)).line;
    let start = if lines.start == 0 && text.starts_with(BOM) { BOM.len() } else { lines.start };
    let text = text.get(start..lines.end.max(start))?;
    (!text.lines().any(|line| line.len() > LONGEST)).then_some(Excerpt { text, line, start })
}
