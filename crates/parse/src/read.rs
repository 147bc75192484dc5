//! Reads one value. A value of the wrong type is reported, with the expected type and an example.

use super::node::{Node, NodeKind, Table};
use super::unseen::report_isolates;
use mizan_model::text::is_seen;
use mizan_model::value::date::calendar_fault;
use mizan_model::value::read::{plain, with_comma};
use mizan_model::value::{web_address, with_way_out};
use mizan_model::{Date, Prose};
use mizan_source::diagnostics::{Applicability, Code, Diagnostic, Reported, Sink, did_you_mean, surely_meant};
use mizan_source::{Span, Spanned};

/// What is being read: how messages name it, and what an author can write for it.
#[derive(Clone, Debug)]
pub(crate) struct What {
    /// The key, or how messages name the value.
    pub(crate) name: String,
    /// An example of a valid value; empty if none is to be shown.
    pub(crate) example: &'static str,
}

impl What {
    /// A value by the name that messages call it, with an example of what may be written.
    pub(crate) fn new(name: impl Into<String>, example: &'static str) -> What {
        What { name: name.into(), example }
    }

    /// An item of the list that this is.
    pub(crate) fn item(&self) -> What {
        What { name: self.name.clone(), example: "" }
    }

    fn help(&self, diagnostic: Diagnostic) -> Diagnostic {
        if self.example.is_empty() {
            return diagnostic;
        }
        diagnostic.help(format!("write `{} = {}`", self.name, self.example))
    }
}

/// Reports that `node` is not what is `expected` ("a date"). For an error node, returns the error that was reported.
pub(crate) fn wrong_type(node: &Node, expected: &str, what: &What, sink: &Sink) -> Reported {
    if let Some(error) = node.error() {
        return error;
    }
    let found = node.describe();
    let diagnostic =
        Diagnostic::error(Code::WrongType, format!("expected {expected} for `{}`, found {found}", what.name))
            .at(head(node), format!("expected {expected}"));
    sink.report(if what.example.is_empty() {
        diagnostic.help(format!("write {expected}"))
    } else {
        what.help(diagnostic)
    })
}

/// Whether the number is written as `digits`, not in another notation.
fn as_written(node: &Node, digits: &str) -> bool {
    node.span.range().len() == digits.len()
}

/// The place to point at: of a list or table only its beginning, since it may be long.
pub(crate) fn head(node: &Node) -> Span {
    match &node.kind {
        NodeKind::Array(_) | NodeKind::Table(_) => {
            Span { end: node.span.start.saturating_add(1).min(node.span.end), ..node.span }
        }
        _ => node.span,
    }
}

/// A text that is not empty.
///
/// # Errors
/// If it is something else, or contains invisible characters; the error was reported.
pub(crate) fn string(node: &Node, what: &What, sink: &Sink) -> Result<Spanned<String>, Reported> {
    let prose = prose(node, what, sink)?;
    report_isolates(&format!("`{}`", what.name), &prose.text, prose.span, sink);
    Ok(Spanned::new(prose.text, prose.span))
}

/// A text that is not empty.
pub(crate) fn prose(node: &Node, what: &What, sink: &Sink) -> Result<Prose, Reported> {
    let NodeKind::String(prose) = &node.kind else {
        let expected = "a string in quotation marks";
        return Err(match &node.kind {
            NodeKind::Integer(digits) | NodeKind::Float(digits) => sink.report(
                Diagnostic::error(
                    Code::WrongType,
                    format!("expected {expected} for `{}`, found {}", what.name, node.describe()),
                )
                .at(node.span, "missing quotation marks")
                .help(format!("put it in quotation marks: `\"{digits}\"`"))
                .fix(
                    node.span,
                    format!("\"{digits}\""),
                    Applicability::safe_if(as_written(node, digits)),
                ),
            ),
            _ => wrong_type(node, expected, what, sink),
        });
    };
    if prose.text.trim().is_empty() {
        let diagnostic = Diagnostic::error(Code::WrongType, format!("`{}` is empty", what.name))
            .at(node.span, "empty string")
            .help("write the text, or remove the line");
        return Err(sink.report(diagnostic));
    }
    if !is_seen(&prose.text) {
        let diagnostic =
            Diagnostic::error(Code::WrongType, format!("`{}` contains only invisible characters", what.name))
                .at(node.span, "no visible characters")
                .help("write the text, or remove the line");
        return Err(sink.report(diagnostic));
    }
    Ok(prose.clone())
}

/// `true` or `false`.
pub(crate) fn bool(node: &Node, what: &What, sink: &Sink) -> Result<bool, Reported> {
    match &node.kind {
        NodeKind::Bool(value) => Ok(*value),
        NodeKind::String(prose) if matches!(prose.text.as_str(), "true" | "false") => Err(sink.report(
            Diagnostic::error(Code::WrongType, format!("expected true or false for `{}`, found a string", what.name))
                .at(node.span, "expected true or false")
                .help(format!("remove the quotation marks: `{} = {}`", what.name, prose.text))
                .fix(node.span, prose.text.clone(), Applicability::Safe),
        )),
        NodeKind::String(prose) if switch(&prose.text).is_some() => {
            let meant = if switch(&prose.text) == Some(true) { "true" } else { "false" };
            Err(sink.report(
                Diagnostic::error(
                    Code::WrongType,
                    format!("expected true or false for `{}`, found a string", what.name),
                )
                .at(node.span, "expected true or false")
                .help(format!("write `{} = {meant}`", what.name))
                .fix(node.span, meant, Applicability::Safe),
            ))
        }
        _ => Err(wrong_type(node, "true or false", what, sink)),
    }
}

/// The boolean that a word such as "yes" or "off" means.
fn switch(word: &str) -> Option<bool> {
    match word.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" => Some(true),
        "false" | "no" | "off" => Some(false),
        _ => None,
    }
}

/// A whole number between `min` and `max`, both included.
pub(crate) fn integer(node: &Node, min: i64, max: i64, what: &What, sink: &Sink) -> Result<Spanned<i64>, Reported> {
    let NodeKind::Integer(digits) = &node.kind else {
        return Err(wrong_type(node, "a whole number", what, sink));
    };
    match digits.parse::<i64>() {
        Ok(number) if (min..=max).contains(&number) => Ok(Spanned::new(number, node.span)),
        _ => {
            let limits = match (min, max) {
                (i64::MIN, i64::MAX) => "with at most 18 digits".to_owned(),
                (min, i64::MAX) => format!("of at least {min}"),
                (i64::MIN, max) => format!("of at most {max}"),
                (min, max) => format!("from {min} to {max}"),
            };
            Err(sink.report(
                Diagnostic::error(
                    Code::OutOfRange,
                    format!("expected a number {limits} for `{}`, found {digits}", what.name),
                )
                .at(node.span, "out of range")
                .help(format!("write a number {limits}")),
            ))
        }
    }
}

/// A full date on which something was published or checked.
pub(crate) fn date(node: &Node, what: &What, sink: &Sink) -> Result<Spanned<Date>, Reported> {
    if let NodeKind::String(prose) = &node.kind
        && let Some(day) = Date::from_other_notation(prose.text.trim())
        && Date::parse(&prose.text).is_none()
    {
        return Err(sink.report(
            Diagnostic::error(Code::WrongType, format!("expected a date for `{}`, found a string", what.name))
                .at(node.span, "expected year-month-day without quotation marks")
                .help(format!("write `{} = {day}`", what.name))
                .fix(node.span, day.to_string(), Applicability::Safe),
        ));
    }
    match &node.kind {
        NodeKind::Date(date) => {
            let message = format!("implausible date {date} for `{}`", what.name);
            match calendar_fault(*date, message, node.span) {
                Some(fault) => Err(sink.report(fault)),
                None => Ok(Spanned::new(*date, node.span)),
            }
        }
        NodeKind::String(prose) if Date::parse(&prose.text).is_some_and(|date| date.day.is_some()) => Err(sink.report(
            Diagnostic::error(Code::WrongType, format!("expected a date for `{}`, found a string", what.name))
                .at(node.span, "expected a date without quotation marks")
                .help(format!("remove the quotation marks: `{} = {}`", what.name, prose.text))
                .fix(node.span, prose.text.clone(), Applicability::Safe),
        )),
        NodeKind::Time => Err(sink.report(
            Diagnostic::error(Code::WrongType, format!("expected a date without a time for `{}`", what.name))
                .at(node.span, "includes a time, or is not a valid date")
                .help(format!("write only the date: `{} = 2026-05-04`", what.name)),
        )),
        _ => {
            if let Some(error) = node.error() {
                return Err(error);
            }
            let message =
                format!("expected a date without quotation marks for `{}`, found {}", what.name, node.describe());
            // With the key before it, an example would be taken for the date that is meant.
            Err(sink.report(
                Diagnostic::error(Code::WrongType, message)
                    .at(head(node), "expected a date without quotation marks")
                    .help("write the date as year, month and day, such as `2026-05-04`"),
            ))
        }
    }
}

/// Why `id` is not a valid id, and a similar valid one, if there is any.
pub fn id_fault(id: &str) -> Option<(&'static str, Option<String>)> {
    let mut fixed = String::new();
    for c in id.chars().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' => fixed.push(c),
            _ if c.is_ascii() && !fixed.is_empty() && !fixed.ends_with('-') => fixed.push('-'),
            _ => {}
        }
    }
    let fixed = fixed.trim_end_matches('-').replace("-vs-", "-or-");
    let fixed = (fixed.len() <= 60 && !fixed.is_empty() && fixed != id).then_some(fixed);
    let reason = if id.is_empty() {
        "it is empty"
    } else if !id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
        "it contains characters other than a to z, 0 to 9 and `-`"
    } else if id.starts_with('-') || id.ends_with('-') || id.contains("--") {
        "it has a `-` that is not between two words"
    } else if id.len() > 60 {
        "it has more than 60 characters"
    } else if id.contains("-vs-") {
        "`-vs-` is reserved for pair pages"
    } else {
        return None;
    };
    Some((reason, fixed))
}

/// Checks that `id` is an id. `what` names its key or kind.
///
/// # Errors
/// If it is not.
pub(crate) fn check_id(id: &str, span: Span, what: &str, sink: &Sink) -> Result<(), Reported> {
    let Some((reason, fixed)) = id_fault(id) else {
        return Ok(());
    };
    let diagnostic = Diagnostic::error(Code::BadId, format!("`{id}` is not a valid id: {reason}"))
        .at(span, format!("invalid id in {what}"))
        .help("an id consists of words of a to z and 0 to 9, joined by single `-`, with at most 60 characters");
    Err(sink.report(match fixed {
        Some(fixed) => diagnostic.help(format!("use `{fixed}`, for example")),
        None => diagnostic,
    }))
}

/// An id: `[a-z0-9]` words joined by single `-`, at most 60 characters.
pub(crate) fn id(node: &Node, what: &What, sink: &Sink) -> Result<Spanned<String>, Reported> {
    let id = string(node, what, sink)?;
    check_id(&id.value, id.span, &format!("`{}`", what.name), sink).map(|()| id)
}

/// The ids without duplicates, which are reported, and the last error. `place` names the place: "in `tiers`".
pub(crate) fn unique(ids: Vec<Spanned<String>>, place: &str, sink: &Sink) -> (Vec<Spanned<String>>, Option<Reported>) {
    let mut kept: indexmap::IndexMap<String, Span> = indexmap::IndexMap::new();
    let mut before: Option<Span> = None;
    let mut error = None;
    for id in ids {
        // With the quotation marks.
        let item = Span { start: id.span.start.saturating_sub(1), end: id.span.end.saturating_add(1), ..id.span };
        if let Some(&first) = kept.get(&id.value) {
            let mut diagnostic = duplicate(&id.value, first, id.span, place);
            diagnostic.help = vec!["remove one of the two".to_owned()];
            error = Some(sink.report(match before.and_then(|before| with_comma(before, item)) {
                Some(span) => diagnostic.fix(span, "", Applicability::Safe),
                None => diagnostic,
            }));
        } else {
            kept.insert(id.value, id.span);
        }
        before = Some(item);
    }
    (kept.into_iter().map(|(value, span)| Spanned::new(value, span)).collect(), error)
}

/// The diagnostic of a duplicate id.
pub(crate) fn duplicate(id: &str, first: Span, again: Span, place: &str) -> Diagnostic {
    Diagnostic::error(Code::DuplicateId, format!("duplicate `{id}` {place}"))
        .at(again, format!("duplicate `{id}`"))
        .also(first, format!("first `{id}`"))
        .help("if they are two different things, give the second another id, also where it is referenced; otherwise, remove one of the two")
}

/// An absolute `http` or `https` URL, as written.
pub(crate) fn url(node: &Node, what: &What, sink: &Sink) -> Result<Spanned<String>, Reported> {
    let url = string(node, what, sink)?;
    check_url(&url.value, url.span, sink).map(|()| url)
}

/// Checks that `address` is an absolute URL.
///
/// # Errors
/// If it is not.
pub(crate) fn check_url(address: &str, span: Span, sink: &Sink) -> Result<(), Reported> {
    let Err(reason) = web_address(address) else { return Ok(()) };
    let diagnostic =
        Diagnostic::error(Code::BadUrl, format!("`{address}` is not a valid URL: {reason}")).at(span, "invalid URL");
    let help = "write the full URL, for example `https://example.org/page`";
    Err(sink.report(with_way_out(diagnostic, address, (span, ""), help)))
}

/// One of `choices`: the value of the word that is written.
pub(crate) fn choice<T: Copy>(
    node: &Node,
    choices: &[(&'static str, T)],
    what: &What,
    sink: &Sink,
) -> Result<Spanned<T>, Reported> {
    let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
    let Some(word) = node.as_str() else {
        return Err(wrong_type(node, &format!("one of {}", quoted(&names)), what, sink));
    };
    if let Some((_, choice)) = choices.iter().find(|(name, _)| *name == word) {
        return Ok(Spanned::new(*choice, node.span));
    }
    Err(sink.report(bad_choice(word, node.span, &names, &format!("a valid value for `{}`", what.name))))
}

/// The diagnostic of a word that is not one of `names`; `of` describes what it should be: "a valid value for `kind`".
pub(crate) fn bad_choice(word: &str, span: Span, names: &[&str], of: &str) -> Diagnostic {
    let diagnostic = Diagnostic::error(Code::BadChoice, format!("`{word}` is not {of}")).at(span, "unknown value");
    match did_you_mean(word, names.iter().copied()) {
        Some(meant) => diagnostic
            .help(format!("did you mean `{meant}`?"))
            .help(format!("the valid values are {}", quoted(names)))
            .fix(
                span,
                format!("\"{meant}\""),
                Applicability::safe_if(surely_meant(word, names.iter().copied()) == Some(meant)),
            ),
        None => diagnostic.help(format!("the valid values are {}", quoted(names))),
    }
}

/// "`a`, `b`, `c`".
pub(crate) fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// The items of a list.
pub(crate) fn list<'a>(node: &'a Node, what: &What, sink: &Sink) -> Result<&'a [Node], Reported> {
    match &node.kind {
        NodeKind::Array(items) => Ok(items),
        NodeKind::String(prose) => Err(sink.report(
            Diagnostic::error(Code::WrongType, format!("expected a list for `{}`, found a string", what.name))
                .at(node.span, "expected a list")
                .help(format!("put it in brackets: `{} = [\"{}\"]`", what.name, prose.text))
                .fix(node.span, format!("[\"{}\"]", prose.text), Applicability::safe_if(plain(&prose.text))),
        )),
        _ => Err(wrong_type(node, "a list", what, sink)),
    }
}

/// A table.
pub(crate) fn table<'a>(node: &'a Node, what: &What, sink: &Sink) -> Result<&'a Table, Reported> {
    match &node.kind {
        NodeKind::Table(table) => Ok(table),
        _ => Err(wrong_type(node, "a table", what, sink)),
    }
}

/// What the keys are of a table whose keys the author chooses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyNames {
    /// Ids; others are reported.
    Ids,
    Any,
}

/// The entries of a table whose keys the author chose, in order. Values that could not be parsed are ignored.
pub(crate) fn entries<'a>(table: &'a Table, names: KeyNames, sink: &Sink) -> Vec<(Spanned<String>, &'a Node)> {
    table
        .entries
        .iter()
        .filter(|(name, entry)| names == KeyNames::Any || check_id(name, entry.key, "a key", sink).is_ok())
        .filter(|(_, entry)| entry.value.error().is_none())
        .map(|(name, entry)| (Spanned::new(name.clone(), entry.key), &entry.value))
        .collect()
}
