//! Recovery from syntax errors: mistakes are reported, and the file is read as if they were fixed.

use std::collections::BTreeMap;
use std::ops::Range;

use super::headers;
use super::line::{LineKind, classify, describe, invisible, is_value, strip_comment, unclosed_header};
use super::scan::{Mismatch, Open, Scan};
use super::typography::Marks;
use super::{first_word, floor, is_duplicate, line_of, words};
use mizan_model::shape::TableShape;
use mizan_source::diagnostics::{Applicability, Code, Diagnostic, Reported, Sink};
use mizan_source::{SourceId, Span};

/// TOML as it is read, which may be what the author meant rather than what is in the file.
pub(crate) struct Reading<'a> {
    pub text: &'a str,
    pub id: SourceId,
    /// Where it begins in the file.
    pub base: usize,
    /// How the text came from that in the file, one layer a round.
    layers: Vec<Layer>,
    /// The errors that are reported already, by where their lines begin in the file.
    errors: BTreeMap<usize, Reported>,
    /// Keys whose lines are ignored.
    pub unparsed: BTreeMap<String, Reported>,
    /// What is opened and never closed.
    pub(super) open: Option<Open>,
    /// The shape of the file, if it is known.
    shape: Option<&'static TableShape>,
}

/// A change to the text: `range` becomes `put`.
pub(super) struct Change {
    pub range: Range<usize>,
    pub put: String,
}

impl Change {
    pub(super) fn new(range: Range<usize>, put: impl Into<String>) -> Change {
        Change { range, put: put.into() }
    }

    /// The same number of spaces, line breaks kept.
    fn blank(text: &str, range: Range<usize>) -> Change {
        let put = text[range.clone()].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect::<String>();
        Change { range, put }
    }
}

/// Changes that were made, in order.
#[derive(Clone, Default)]
struct Layer(Vec<Moved>);

#[derive(Clone)]
struct Moved {
    /// Its place and length in the changed text.
    at: usize,
    put: usize,
    /// Its place and length in the original text.
    from: usize,
    took: usize,
}

impl Layer {
    /// The place in the text before the changes.
    fn back(&self, at: usize) -> usize {
        let next = self.0.partition_point(|moved| moved.at <= at);
        match next.checked_sub(1).and_then(|before| self.0.get(before)) {
            None => at,
            Some(moved) if at < moved.at + moved.put => moved.from + (at - moved.at).min(moved.took),
            Some(moved) => at - moved.at - moved.put + moved.from + moved.took,
        }
    }
}

impl<'a> Reading<'a> {
    pub(crate) fn new(text: &'a str, id: SourceId, base: usize) -> Reading<'a> {
        let (layers, errors, unparsed) = Default::default();
        Reading { text, id, base, layers, errors, unparsed, open: None, shape: None }
    }

    fn place(&self, at: usize) -> usize {
        self.base + self.layers.iter().rev().fold(at, |at, layer| layer.back(at))
    }

    /// The place in the file of a place in the text.
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.id, self.place(range.start)..self.place(range.end))
    }

    /// The error of the line that begins at `start`, where it is reported already.
    pub(crate) fn error_at(&self, start: usize) -> Option<Reported> {
        self.errors.get(&self.place(start)).copied()
    }

    fn add_error(&mut self, line: usize, error: Reported) {
        let place = self.place(line);
        self.errors.insert(place, error);
    }

    /// Takes the words of a part of the text for ids that could not be read.
    pub(crate) fn suppress_words(&self, part: Range<usize>, error: Reported, sink: &Sink) {
        let Some(part) = self.text.get(part) else { return };
        sink.suppress(|unread| {
            for line in part.lines() {
                words(strip_comment(line)).for_each(|word| unread.add_word(self.id, word, error));
            }
        });
    }

    /// Leaves out the line at `line`, and all of `part`, in which it begins.
    fn leave_out(&mut self, line: Range<usize>, part: Range<usize>, error: Reported, sink: &Sink) -> Change {
        self.unparsed.extend(first_word(&self.text[line]).map(|key| (key, error)));
        self.suppress_words(part.clone(), error, sink);
        Change::blank(self.text, part)
    }

    /// The text with the headers of the shape; wrong headers are reported.
    pub(crate) fn headed(&mut self, shape: &'static TableShape, sink: &Sink) -> Option<String> {
        self.shape = Some(shape);
        let changes = headers::meant(self, &Scan::new(self.text), shape, sink);
        self.change(changes)
    }

    /// The text as it was most likely meant, for errors that leave no doubt about that and would cause follow-up
    /// errors. The errors are reported.
    pub(crate) fn meant(&mut self, errors: &[toml::de::Error], sink: &Sink) -> Option<String> {
        let text = self.text;
        let scan = Scan::new(text);
        self.open = scan.open;
        let too_deep = errors.iter().any(|error| error.message().contains("recurs"));
        let mut changes = Vec::new();
        if !too_deep && let Some(mismatch) = scan.mismatch {
            changes = self.matched(mismatch, sink);
        } else if !too_deep && let Some(open) = scan.open {
            changes = self.closed(open, sink);
        }
        if changes.is_empty() {
            changes = self.lines(&scan, errors, sink);
        }
        self.change(changes)
    }

    /// Puts a list or a table into the right brackets.
    fn matched(&mut self, mismatch: Mismatch, sink: &Sink) -> Vec<Change> {
        let Mismatch { open, close, list } = mismatch;
        let (what, brackets) = if list { ("a list", ["[", "]"]) } else { ("a table", ["{", "}"]) };
        let wrong: Vec<_> = [open, close]
            .into_iter()
            .zip(brackets)
            .map(|(at, right)| (at..at + 1, right))
            .filter(|(at, right)| self.text.get(at.clone()) != Some(*right))
            .collect();
        let message = format!("expected {what} in `{}` and `{}`", brackets[0], brackets[1]);
        let mut diagnostic = Diagnostic::error(Code::TomlSyntax, message);
        for (at, right) in &wrong {
            let label = format!("expected `{right}`");
            diagnostic = match diagnostic.primary {
                None => diagnostic.at(self.span(at.clone()), label),
                Some(_) => diagnostic.also(self.span(at.clone()), label),
            };
        }
        let diagnostic = match wrong.as_slice() {
            [(at, right)] => {
                let help = format!("replace `{}` with `{right}`", &self.text[at.clone()]);
                diagnostic.help(help).fix(self.span(at.clone()), *right, Applicability::Safe)
            }
            _ => diagnostic.help(format!("write `{}` and `{}` around it", brackets[0], brackets[1])),
        };
        let line = line_of(self.text, open);
        let error = sink.report(diagnostic);
        self.add_error(line.start, error);
        wrong.into_iter().map(|(at, right)| Change::new(at, right)).collect()
    }

    /// Closes what is not closed, before something that cannot be part of it.
    fn closed(&mut self, open: Open, sink: &Sink) -> Vec<Change> {
        let text = self.text;
        let line = line_of(text, open.at);
        if let [b'"' | b'\'', ..] = open.close.as_bytes() {
            let until = open.before.unwrap_or(text.len());
            let error = sink.report(
                Diagnostic::error(Code::TomlSyntax, "missing quotation mark at the end of a string")
                    .at(self.span(open.at..open.end), "the string that begins here does not end")
                    .help(format!(
                        "add `{}` at its end, or begin and end it with a single `\"` on one line",
                        open.close
                    )),
            );
            self.add_error(line.start, error);
            return vec![self.leave_out(line.clone(), line.start..until.max(line.end), error, sink)];
        }
        let Some(before) = open.before else { return Vec::new() };
        // There must be no comma before `}`.
        let comma = open.close == "}" && text[..open.end].ends_with(',');
        let end = open.end - usize::from(comma);
        let end = text[..end].trim_end().len().max(open.at + 1);
        let put = if open.close == "]" && text[open.at..end].contains('\n') { "\n]" } else { open.close };
        let fault = format!("unclosed bracket: missing `{}`", open.close);
        let error = sink.report(
            Diagnostic::error(Code::TomlSyntax, fault)
                .at(self.span(open.at..open.at + 1), "this bracket is not closed")
                .also(self.span(before..before + 1), format!("expected `{}` before this", open.close))
                .help(format!("close it with `{}`", open.close))
                .fix(self.span(end..end), put, Applicability::Unsafe),
        );
        self.add_error(line.start, error);
        vec![Change::new(end..end, put)]
    }

    /// Broken lines, as they were meant.
    fn lines(&mut self, scan: &Scan, errors: &[toml::de::Error], sink: &Sink) -> Vec<Change> {
        let text = self.text;
        let mut changes: Vec<Change> = Vec::new();
        let mut places: Vec<(Range<usize>, &str)> = errors
            .iter()
            .map(|error| {
                let range = error.span().unwrap_or(0..0);
                let start = floor(text, range.start);
                (start..floor(text, range.end).max(start), error.message())
            })
            .collect();
        places.sort_by_key(|(range, _)| range.start);
        let mut last_end = None;
        for (range, message) in places {
            if last_end.is_some_and(|end| range.start <= end) {
                continue;
            }
            let line = line_of(text, range.start);
            last_end = Some(line.end);
            let content = &text[line.clone()];
            let unseen = invisible(content);
            if let Some((first, c)) = unseen.first().copied() {
                let at = line.start + first;
                let all: Vec<Range<usize>> =
                    unseen.iter().map(|(at, c)| line.start + at..line.start + at + c.len_utf8()).collect();
                changes.extend(all.iter().map(|one| Change::blank(text, one.clone())));
                let at = at..at + c.len_utf8();
                let error = sink.report(describe(LineKind::Invisible(all), text, &line, at, &|range| self.span(range)));
                self.add_error(line.start, error);
                continue;
            }
            // Prose of a multi-line string may contain such marks.
            if !message.contains("escape") && !message.contains("unicode value") {
                let marks = Marks::of(content, scan.inside_value(line.start));
                let found = marks.describe(text, &line, &|range| self.span(range));
                if !found.is_empty() {
                    for diagnostic in found {
                        let error = sink.report(diagnostic);
                        self.add_error(line.start, error);
                    }
                    let mut all: Vec<_> = marks.commas.into_iter().chain(marks.strings).collect();
                    all.sort_by_key(|(range, _)| range.start);
                    changes.extend(all.into_iter().map(|(range, instead)| {
                        Change::new(line.start + range.start..line.start + range.end, instead)
                    }));
                    continue;
                }
            }
            if let Some(colon) = colon(content) {
                let colon = line.start + colon;
                let at = colon..colon + 1;
                let error =
                    sink.report(describe(LineKind::Colon(colon), text, &line, at.clone(), &|range| self.span(range)));
                changes.push(Change::new(at, "="));
                self.add_error(line.start, error);
                continue;
            }
            if let Some((end, missing)) = unclosed_header(content) {
                let end = line.start + end;
                let error =
                    sink.report(describe(LineKind::Unclosed(']'), text, &line, end..end, &|range| self.span(range)));
                changes.push(Change::new(end..end, missing));
                self.add_error(line.start, error);
                continue;
            }
            // A key that is there twice keeps nothing else from being read.
            if scan.inside_value(line.start) || is_duplicate(message) {
                continue;
            }
            if let Some(shape) = self.shape
                && let LineKind::Switch(word) = classify(text, &line, &range, message)
                && let Some((meant, certain)) = headers::switch(text, scan, shape, line.start, &word)
            {
                let kind = LineKind::Meant(word.clone(), meant.clone(), certain);
                let error = sink.report(describe(kind, text, &line, word.clone(), &|range| self.span(range)));
                changes.push(Change::new(word, meant));
                self.add_error(line.start, error);
                continue;
            }
            let start = line.end - content.trim_start().len();
            let (error, change) = if content.trim_start().starts_with("//") {
                let at = start..start + 2;
                let error =
                    sink.report(describe(LineKind::Comment, text, &line, at.clone(), &|range| self.span(range)));
                (error, Change::new(at, "# "))
            } else {
                match classify(text, &line, &range, message) {
                    LineKind::NoEquals(key)
                        if strip_comment(&text[start..line.end]).trim_end() == key
                            && self.shape.is_some_and(|shape| headers::bare(shape, &key).is_some()) =>
                    {
                        let header = self.shape.and_then(|shape| headers::bare(shape, &key)).unwrap_or_default();
                        let word = start..start + key.len();
                        let error = sink.report(
                            Diagnostic::error(Code::TomlSyntax, format!("missing brackets around the header `{key}`"))
                                .at(self.span(word.clone()), "expected a header in brackets")
                                .help(format!("write `{header}`"))
                                .fix(self.span(word.clone()), header.clone(), Applicability::Safe),
                        );
                        (error, Change::new(word, header))
                    }
                    LineKind::NoEquals(key) => {
                        let end = start + first_blank(content.trim_start());
                        let value = strip_comment(text[end..line.end].trim_start());
                        if key.len() == end - start && is_value(value) {
                            let kind = LineKind::EqualsMissing(end);
                            let error = sink.report(describe(kind, text, &line, end..end, &|range| self.span(range)));
                            (error, Change::new(end..end, " ="))
                        } else {
                            let kind = LineKind::NoEquals(key.clone());
                            let error = sink.report(describe(kind, text, &line, range, &|range| self.span(range)));
                            self.unparsed.insert(key, error);
                            (error, self.leave_out(line.clone(), line.clone(), error, sink))
                        }
                    }
                    LineKind::Other if !content.trim_start().starts_with(['[', ']', '{', '}', ',', '"', '\'']) => {
                        let error =
                            sink.report(describe(LineKind::Other, text, &line, range, &|range| self.span(range)));
                        (error, self.leave_out(line.clone(), line.clone(), error, sink))
                    }
                    _ => continue,
                }
            };
            self.add_error(line.start, error);
            changes.push(change);
            // The parser may have stumbled over everything that comes after such a line.
            break;
        }
        changes
    }

    /// The text with the changes, which are in order and do not overlap.
    fn change(&mut self, changes: Vec<Change>) -> Option<String> {
        if changes.is_empty() {
            return None;
        }
        let text = self.text;
        let mut meant = String::with_capacity(text.len() + 4 * changes.len());
        let mut layer = Layer::default();
        let mut done = 0;
        for Change { range, put } in changes {
            meant.push_str(text.get(done..range.start)?);
            layer.0.push(Moved { at: meant.len(), put: put.len(), from: range.start, took: range.len() });
            meant.push_str(&put);
            done = range.end;
        }
        meant.push_str(text.get(done..)?);
        self.layers.push(layer);
        Some(meant)
    }

    /// This reading, of what became of its text.
    pub(crate) fn of<'b>(self, text: &'b str) -> Reading<'b> {
        let Reading { id, base, layers, errors, unparsed, shape, .. } = self;
        Reading { text, id, base, layers, errors, unparsed, open: None, shape }
    }
}

/// Where the first word of a line ends.
fn first_blank(line: &str) -> usize {
    line.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))).unwrap_or(line.len())
}

/// The `:` right after the first word of a line: no TOML begins like that.
fn colon(line: &str) -> Option<usize> {
    let word = line.trim_start();
    let name = word.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'));
    let after = name.trim_start_matches([' ', '\t']);
    let value = after.strip_prefix(':')?;
    let begins = value.is_empty() || value.starts_with([' ', '\t', '"', '\'', '[', '{']);
    (begins && name.len() < word.len()).then_some(line.len() - after.len())
}
