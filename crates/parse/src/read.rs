//! Reads one value. What stands in the wrong type is said, with what is wanted and an example.

use super::node::{Node, NodeKind, Table};
use super::unseen::report_isolates;
use mizan_model::text::is_seen;
use mizan_model::value::read::{plain, with_comma};
use mizan_model::value::{web_address, with_way_out};
use mizan_model::{Date, Prose};
use mizan_source::diagnostics::{Applicability, Code, Diagnostic, Reported, Sink, did_you_mean, surely_meant};
use mizan_source::{Span, Spanned};

/// Of what a value is read.
#[derive(Clone, Debug)]
pub(crate) struct What {
    /// The key, or what stands for it in a message.
    pub(crate) name: String,
    /// What may stand there; empty where nothing is to be shown.
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

/// Reports that `node` is not what is `wanted` ("a date"). Of what could not be read that is reported already.
pub(crate) fn wrong_type(node: &Node, wanted: &str, what: &What, sink: &Sink) -> Reported {
    if let Some(error) = node.error() {
        return error;
    }
    let found = node.describe();
    let diagnostic = Diagnostic::error(Code::WrongType, format!("`{}` must be {wanted}, not {found}", what.name))
        .at(head(node), format!("this is {found}"));
    sink.report(if what.example.is_empty() {
        diagnostic.help(format!("write {wanted} there"))
    } else {
        what.help(diagnostic)
    })
}

/// Whether `digits` are what stands there, and not another way to write the number.
fn as_written(node: &Node, digits: &str) -> bool {
    node.span.range().len() == digits.len()
}

/// The place to point at: a long value is not underlined whole.
fn head(node: &Node) -> Span {
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
/// Where it is something else, or holds what cannot be seen; the error was reported.
pub(crate) fn string(node: &Node, what: &What, sink: &Sink) -> Result<Spanned<String>, Reported> {
    let prose = prose(node, what, sink)?;
    report_isolates(&format!("`{}`", what.name), &prose.text, prose.span, sink);
    Ok(Spanned::new(prose.text, prose.span))
}

/// A text that is not empty.
pub(crate) fn prose(node: &Node, what: &What, sink: &Sink) -> Result<Prose, Reported> {
    let NodeKind::String(prose) = &node.kind else {
        let wanted = "a text in quotation marks";
        return Err(match &node.kind {
            NodeKind::Integer(digits) | NodeKind::Float(digits) => sink.report(
                Diagnostic::error(
                    Code::WrongType,
                    format!("`{}` must be {wanted}, not {}", what.name, node.describe()),
                )
                .at(node.span, format!("this is {}", node.describe()))
                .help(format!("put it in quotation marks: `\"{digits}\"`"))
                .fix(
                    node.span,
                    format!("\"{digits}\""),
                    Applicability::safe_if(as_written(node, digits)),
                ),
            ),
            _ => wrong_type(node, wanted, what, sink),
        });
    };
    if prose.text.trim().is_empty() {
        let diagnostic = Diagnostic::error(Code::WrongType, format!("`{}` is empty", what.name))
            .at(node.span, "nothing stands between the quotation marks")
            .help("write the text, or leave the whole line out");
        return Err(sink.report(diagnostic));
    }
    if !is_seen(&prose.text) {
        let diagnostic = Diagnostic::error(Code::WrongType, format!("`{}` says nothing", what.name))
            .at(node.span, "nothing of what stands here can be seen")
            .help("write the text, or leave the whole line out");
        return Err(sink.report(diagnostic));
    }
    Ok(prose.clone())
}

/// `true` or `false`.
pub(crate) fn bool(node: &Node, what: &What, sink: &Sink) -> Result<bool, Reported> {
    match &node.kind {
        NodeKind::Bool(value) => Ok(*value),
        NodeKind::String(prose) if matches!(prose.text.as_str(), "true" | "false") => Err(sink.report(
            Diagnostic::error(Code::WrongType, format!("`{}` must be true or false, not a text", what.name))
                .at(node.span, "this is a text")
                .help(format!("leave the quotation marks out: `{} = {}`", what.name, prose.text))
                .fix(node.span, prose.text.clone(), Applicability::Safe),
        )),
        NodeKind::String(prose) if switch(&prose.text).is_some() => {
            let meant = if switch(&prose.text) == Some(true) { "true" } else { "false" };
            Err(sink.report(
                Diagnostic::error(Code::WrongType, format!("`{}` must be true or false, not a text", what.name))
                    .at(node.span, "this is a text")
                    .help(format!("write `{} = {meant}`", what.name))
                    .fix(node.span, meant, Applicability::Safe),
            ))
        }
        _ => Err(wrong_type(node, "true or false", what, sink)),
    }
}

/// What a word says where only true or false can be meant.
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
                (i64::MIN, i64::MAX) => "of at most 18 digits".to_owned(),
                (min, i64::MAX) => format!("of {min} or more"),
                (i64::MIN, max) => format!("of at most {max}"),
                (min, max) => format!("from {min} to {max}"),
            };
            Err(sink.report(
                Diagnostic::error(Code::OutOfRange, format!("`{}` must be a number {limits}, not {digits}", what.name))
                    .at(node.span, "out of range")
                    .help(format!("write a number {limits}")),
            ))
        }
    }
}

/// A full date.
pub(crate) fn date(node: &Node, what: &What, sink: &Sink) -> Result<Spanned<Date>, Reported> {
    match &node.kind {
        NodeKind::Date(date) => Ok(Spanned::new(*date, node.span)),
        NodeKind::String(prose) if Date::parse(&prose.text).is_some_and(|date| date.day.is_some()) => Err(sink.report(
            Diagnostic::error(Code::WrongType, format!("`{}` must be a date, not a text", what.name))
                .at(node.span, "this is a text")
                .help(format!("leave the quotation marks out: `{} = {}`", what.name, prose.text))
                .fix(node.span, prose.text.clone(), Applicability::Safe),
        )),
        NodeKind::Time => Err(sink.report(
            Diagnostic::error(Code::WrongType, format!("`{}` must be a day, without a time", what.name))
                .at(node.span, "there is a time in it, or it is no day of the calendar")
                .help(format!("write the day alone: `{} = 2026-05-04`", what.name)),
        )),
        _ => {
            let what =
                What { example: if what.example.is_empty() { "2026-05-04" } else { what.example }, ..what.clone() };
            Err(wrong_type(node, "a date without quotation marks", &what, sink))
        }
    }
}

/// Why `id` breaks the rules for ids, and what would do instead, if anything would.
pub fn id_fault(id: &str) -> Option<(&'static str, Option<String>)> {
    let mut mended = String::new();
    for c in id.chars().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' => mended.push(c),
            _ if c.is_ascii() && !mended.is_empty() && !mended.ends_with('-') => mended.push('-'),
            _ => {}
        }
    }
    let mended = mended.trim_end_matches('-').replace("-vs-", "-or-");
    let mended = (mended.len() <= 60 && !mended.is_empty() && mended != id).then_some(mended);
    let reason = if id.is_empty() {
        "it is empty"
    } else if !id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
        "only the letters a to z, digits and `-` may stand in it"
    } else if id.starts_with('-') || id.ends_with('-') || id.contains("--") {
        "`-` stands only between words, and only once"
    } else if id.len() > 60 {
        "it is longer than 60 characters"
    } else if id.contains("-vs-") {
        "`-vs-` is kept for the pages that compare two"
    } else {
        return None;
    };
    Some((reason, mended))
}

/// Checks that `id` is an id. `what` names its key or kind.
///
/// # Errors
/// Where it is none.
pub(crate) fn check_id(id: &str, span: Span, what: &str, sink: &Sink) -> Result<(), Reported> {
    let Some((reason, mended)) = id_fault(id) else {
        return Ok(());
    };
    let diagnostic = Diagnostic::error(Code::BadId, format!("`{id}` cannot be an id: {reason}"))
        .at(span, format!("`{id}`, in {what}"))
        .help("an id is words of a to z and 0 to 9, joined by single `-`, at most 60 characters");
    Err(sink.report(match mended {
        Some(mended) => diagnostic.help(format!("for example `{mended}`")),
        None => diagnostic,
    }))
}

/// An id: `[a-z0-9]` words joined by single `-`, at most 60 characters.
pub(crate) fn id(node: &Node, what: &What, sink: &Sink) -> Result<Spanned<String>, Reported> {
    let id = string(node, what, sink)?;
    check_id(&id.value, id.span, &format!("`{}`", what.name), sink).map(|()| id)
}

/// Each id once; one that stands again is reported and left out, with the last error. `place` says where: "in `tiers`".
pub(crate) fn unique(ids: Vec<Spanned<String>>, place: &str, sink: &Sink) -> (Vec<Spanned<String>>, Option<Reported>) {
    let mut kept: indexmap::IndexMap<String, Span> = indexmap::IndexMap::new();
    let mut before: Option<Span> = None;
    let mut error = None;
    for id in ids {
        // With the quotation marks.
        let item = Span { start: id.span.start.saturating_sub(1), end: id.span.end.saturating_add(1), ..id.span };
        if let Some(&first) = kept.get(&id.value) {
            let mut diagnostic = duplicate(&id.value, first, id.span, place);
            diagnostic.help = vec!["each stands once in the list: remove one of the two".to_owned()];
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

/// The diagnostic of an id that stands twice.
pub(crate) fn duplicate(id: &str, first: Span, again: Span, place: &str) -> Diagnostic {
    Diagnostic::error(Code::DuplicateId, format!("`{id}` stands twice {place}"))
        .at(again, format!("`{id}` again"))
        .also(first, format!("`{id}` for the first time"))
        .help("where the two are different things, give the second another id and use that wherever it is meant; where they are the same, remove one")
}

/// An absolute `http` or `https` address, as written.
pub(crate) fn url(node: &Node, what: &What, sink: &Sink) -> Result<Spanned<String>, Reported> {
    let url = string(node, what, sink)?;
    check_url(&url.value, url.span, sink).map(|()| url)
}

/// Checks that `address` is an absolute web address.
///
/// # Errors
/// Where it is none.
pub(crate) fn check_url(address: &str, span: Span, sink: &Sink) -> Result<(), Reported> {
    let Err(fault) = web_address(address) else { return Ok(()) };
    let diagnostic = Diagnostic::error(Code::BadUrl, format!("`{address}` cannot be used as a URL: {fault}"))
        .at(span, format!("`{address}`"));
    let help = "write the whole address, for example `https://example.org/page`";
    Err(sink.report(with_way_out(diagnostic, address, (span, ""), help)))
}

/// One of `choices`, as what stands beside its word.
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
    Err(sink.report(bad_choice(word, node.span, &names, &format!("a choice for `{}`", what.name))))
}

/// The diagnostic of a word that is none of `names`; `of` says of what: "a type of feature".
pub(crate) fn bad_choice(word: &str, span: Span, names: &[&str], of: &str) -> Diagnostic {
    let diagnostic =
        Diagnostic::error(Code::BadChoice, format!("`{word}` is not {of}")).at(span, format!("`{word}` is not known"));
    match did_you_mean(word, names.iter().copied()) {
        Some(meant) => {
            diagnostic.help(format!("did you mean `{meant}`?")).help(format!("the choices are {}", quoted(names))).fix(
                span,
                format!("\"{meant}\""),
                Applicability::safe_if(surely_meant(word, names.iter().copied()) == Some(meant)),
            )
        }
        None => diagnostic.help(format!("the choices are {}", quoted(names))),
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
            Diagnostic::error(Code::WrongType, format!("`{}` must be a list, not a text", what.name))
                .at(node.span, "this is a text")
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

/// The entries of a table whose keys the author chose, in order. Values that could not be parsed are left out.
pub(crate) fn entries<'a>(table: &'a Table, names: KeyNames, sink: &Sink) -> Vec<(Spanned<String>, &'a Node)> {
    table
        .entries
        .iter()
        .filter(|(name, entry)| names == KeyNames::Any || check_id(name, entry.key, "a key", sink).is_ok())
        .filter(|(_, entry)| entry.value.error().is_none())
        .map(|(name, entry)| (Spanned::new(name.clone(), entry.key), &entry.value))
        .collect()
}
