//! Diagnostics for people: the source line, a label, and help.

use std::collections::BTreeMap;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet};

use super::escape::{line, lines};
use super::place::{BOM, Places};
use super::report::{Shown, capped, counted, grouped, sorted, summary};
use super::{Code, Diagnostic, Diagnostics, Fix, Label, Severity};
use crate::{SourceId, SourceMap, Span};

/// Longer excerpts are not shown: a place in them is hard to find, and a file of one line would be printed whole.
const LONGEST: usize = 16 * 1024;

/// How diagnostics are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HumanOptions {
    /// With the terminal's colors.
    pub color: bool,
    /// Columns of the terminal: longer source lines are cut around the place.
    pub width: usize,
    /// Whether errors come before or after warnings.
    pub order: SeverityOrder,
    /// How warnings about text without a translation are printed.
    pub untranslated: UntranslatedText,
}

/// Whether errors come before or after warnings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeverityOrder {
    /// For pages, which are read from the top.
    ErrorsFirst,
    /// For terminals: what was printed last is next to the prompt.
    ErrorsLast,
}

/// How warnings about text without a translation are printed. A language that was just added has hundreds of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UntranslatedText {
    /// As any other warning.
    Each,
    /// One line per language, before everything else.
    PerLanguage,
}

impl Default for HumanOptions {
    fn default() -> HumanOptions {
        HumanOptions {
            color: false,
            width: 140,
            order: SeverityOrder::ErrorsLast,
            untranslated: UntranslatedText::Each,
        }
    }
}

/// All diagnostics, separated by blank lines, and a summary; empty if there are none. Errors and warnings are grouped,
/// and each group is sorted by file and line.
pub fn human(diagnostics: &Diagnostics, sources: &SourceMap, options: HumanOptions) -> String {
    let renderer = if options.color { Renderer::styled() } else { Renderer::plain() };
    let printer = Printer { renderer: renderer.term_width(options.width), width: options.width };
    let places = Places::new(sources);
    let mut list = sorted(diagnostics, sources);
    let mut out = String::new();
    if options.untranslated == UntranslatedText::PerLanguage {
        out = per_language(&list, &printer);
        list.retain(|diagnostic| untranslated(diagnostic).is_none());
    }
    match options.order {
        SeverityOrder::ErrorsFirst => list.sort_by_key(|diagnostic| std::cmp::Reverse(diagnostic.severity)),
        SeverityOrder::ErrorsLast => list.sort_by_key(|diagnostic| diagnostic.severity),
    }
    for shown in capped(&list) {
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

/// The language of a warning about missing or outdated translations. One that `[lints]` made an error is printed as any other error.
fn untranslated(diagnostic: &Diagnostic) -> Option<&str> {
    diagnostic.untranslated.as_deref().filter(|_| diagnostic.severity == Severity::Warning)
}

/// One line per language with missing or outdated translations, for each of the two, and an empty line; empty if there
/// is none.
fn per_language(list: &[&Diagnostic], printer: &Printer) -> String {
    let mut languages: BTreeMap<(&str, Code), usize> = BTreeMap::new();
    for diagnostic in list {
        if let Some(language) = untranslated(diagnostic) {
            *languages.entry((language, diagnostic.code)).or_default() += 1;
        }
    }
    let mut out = String::new();
    for ((language, code), count) in &languages {
        let about = match code {
            Code::OutdatedWords => "outdated translations into",
            _ => "text not translated into",
        };
        let message = format!(
            "{} about {about} `{language}`; run `mizan lang status {language} --list` for the list",
            counted(*count, "warning")
        );
        let title = Level::WARNING.primary_title(line(&message)).id(code.id());
        out.push_str(printer.renderer.render(&[Group::with_title(title)]).trim_end());
        out.push('\n');
    }
    if !out.is_empty() {
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

/// `None` if a line is wider than the terminal: a paragraph would be shown twice for a word in it.
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

#[cfg(test)]
mod tests {
    use super::*;

    fn first_lines(diagnostics: Vec<Diagnostic>, options: HumanOptions) -> Vec<String> {
        let mut sources = SourceMap::default();
        for path in ["a.toml", "b.toml"] {
            sources.insert(path, b"x = 1\n".to_vec());
        }
        let text = human(&diagnostics.into(), &sources, options);
        text.lines().filter(|line| line.contains("[MZ") || line.contains(" in ")).map(str::to_owned).collect()
    }

    fn at(diagnostic: Diagnostic, file: u32, column: usize) -> Diagnostic {
        diagnostic.at(Span::new(SourceId(file), column..column + 1), "")
    }

    fn samples() -> Vec<Diagnostic> {
        vec![
            at(Diagnostic::error(Code::UnknownKey, "e1"), 0, 0),
            at(Diagnostic::warning(Code::NoDate, "w2"), 1, 0),
            at(Diagnostic::error(Code::UnknownKey, "e2"), 1, 0),
            at(Diagnostic::warning(Code::FallbackWords, "u1").untranslated("fr"), 1, 4),
            at(Diagnostic::warning(Code::NoDate, "w1"), 0, 4),
            at(Diagnostic::warning(Code::FallbackWords, "u2").untranslated("ar"), 0, 0),
            at(Diagnostic::warning(Code::FallbackWords, "u3").untranslated("fr"), 0, 2),
        ]
    }

    #[test]
    fn errors_are_next_to_the_prompt_and_each_group_is_sorted_by_place() {
        let lines = first_lines(samples(), HumanOptions::default());
        let messages: Vec<&str> = lines.iter().filter_map(|line| Some(line.rsplit_once(": ")?.1)).collect();
        assert_eq!(messages, ["u2", "u3", "w1", "w2", "u1", "e1", "e2"]);
        assert_eq!(lines.last().map(String::as_str), Some("2 errors and 5 warnings in 2 files"));
        let first = HumanOptions { order: SeverityOrder::ErrorsFirst, ..HumanOptions::default() };
        let lines = first_lines(samples(), first);
        let messages: Vec<&str> = lines.iter().filter_map(|line| Some(line.rsplit_once(": ")?.1)).collect();
        assert_eq!(messages, ["e1", "e2", "u2", "u3", "w1", "w2", "u1"]);
    }

    #[test]
    fn untranslated_text_is_one_line_per_language() {
        let options = HumanOptions { untranslated: UntranslatedText::PerLanguage, ..HumanOptions::default() };
        assert_eq!(
            first_lines(samples(), options),
            [
                "warning[MZ0302]: 1 warning about text not translated into `ar`; run `mizan lang status ar --list` for the list",
                "warning[MZ0302]: 2 warnings about text not translated into `fr`; run `mizan lang status fr --list` for the list",
                "warning[MZ0222]: w1",
                "warning[MZ0222]: w2",
                "error[MZ0009]: e1",
                "error[MZ0009]: e2",
                "2 errors and 5 warnings in 2 files",
            ]
        );
        let outdated = vec![
            Diagnostic::warning(Code::OutdatedWords, "o1").untranslated("ar"),
            Diagnostic::warning(Code::OutdatedWords, "o2").untranslated("ar"),
            Diagnostic::warning(Code::FallbackWords, "u1").untranslated("ar"),
        ];
        assert_eq!(
            first_lines(outdated, options),
            [
                "warning[MZ0302]: 1 warning about text not translated into `ar`; run `mizan lang status ar --list` for the list",
                "warning[MZ0309]: 2 warnings about outdated translations into `ar`; run `mizan lang status ar --list` for the list",
            ]
        );
        let denied = Diagnostic { severity: Severity::Error, ..samples().remove(3) };
        assert_eq!(first_lines(vec![denied], options), ["error[MZ0302]: u1", "1 error in 1 file"]);
    }
}
