//! Headers that TOML can read, but that are not what the author meant: `[groups]` for `[[groups]]`,
//! `[feature]` for `[features]`. Read as written, they would split the lines below them.

use std::ops::Range;

use super::reading::{Change, Reading};
use super::scan::Scan;
use mizan_model::shape::{Shape, TableShape};
use mizan_source::diagnostics::{Applicability, Code, Diagnostic, Sink, did_you_mean, surely_meant};

struct Header<'a> {
    /// In the text, with its brackets.
    at: Range<usize>,
    /// `[[name]]`.
    list: bool,
    path: Vec<&'a str>,
    /// Where the first name of the path begins.
    first: usize,
}

/// The changes that make the headers of a file those of `shape`; each is reported.
pub(super) fn meant(reading: &Reading<'_>, scan: &Scan, shape: &'static TableShape, sink: &Sink) -> Vec<Change> {
    let headers: Vec<Header<'_>> = scan.headers.iter().filter_map(|at| header(reading.text, at)).collect();
    let exists = |name: &str| headers.iter().any(|header| header.path == [name]);
    let mut changes = Vec::new();
    for (at, header) in headers.iter().enumerate() {
        let Some(first) = header.path.first() else { continue };
        let mut path = header.path.clone();
        if shape.key(first).is_none()
            && let Some(meant) = did_you_mean(first, tables(shape))
        {
            let name = header.first..header.first + first.len();
            let diagnostic = Diagnostic::error(Code::UnknownKey, format!("unknown key `{first}` in {}", shape.name))
                .at(reading.span(name.clone()), "unknown key")
                .help(format!("did you mean `{meant}`?"));
            path[0] = meant;
            if !header.list && path.len() == 1 && exists(meant) && !is_list(shape, &path) {
                // Right below the table that was meant, the line alone is too many.
                let above = at.checked_sub(1).and_then(|above| headers.get(above));
                if above.is_some_and(|above| above.path == path && !above.list) {
                    sink.push(
                        diagnostic.help(format!("remove this line: `[{meant}]` is above it, and continues here")),
                    );
                    changes.push(Change::new(header.at.clone(), " ".repeat(header.at.len())));
                }
                // Elsewhere, the reader of the table reports it.
                continue;
            }
            let certain = surely_meant(first, tables(shape)) == Some(meant);
            sink.push(diagnostic.fix(reading.span(name.clone()), meant, Applicability::safe_if(certain)));
            changes.push(Change::new(name, meant));
        }
        inside(reading, shape, &mut path, &mut changes, sink);
        if header.list
            && let [name] = path.as_slice()
            && shape.key(name).is_some_and(|key| is_table(&key.shape))
            && headers.iter().filter(|other| other.path == header.path).count() == 1
        {
            let at = header.at.clone();
            sink.push(
                Diagnostic::error(Code::WrongType, format!("`{name}` is a table, not a list of tables"))
                    .at(reading.span(at.clone()), "expected one bracket on each side")
                    .help(format!("write `[{name}]`"))
                    .fix(reading.span(at.clone()), format!("[{name}]"), Applicability::Safe),
            );
            let inner = changes.split_off(changes.partition_point(|change| change.range.start < at.start));
            changes.push(Change::new(at.start..at.start + 1, " "));
            changes.extend(inner);
            changes.push(Change::new(at.end - 1..at.end, " "));
        }
        if !header.list && is_list(shape, &path) {
            let said = path.join(".");
            let at = header.at.clone();
            let name = format!("[[{}]]", header.path.join("."));
            sink.push(
                Diagnostic::error(Code::WrongType, format!("`{said}` is a list of tables, not a table"))
                    .at(reading.span(at.clone()), "expected two brackets on each side")
                    .help(format!("write `[[{said}]]`"))
                    .fix(reading.span(at.clone()), name, Applicability::Safe),
            );
            // A misspelled name is changed there.
            let inner = changes.split_off(changes.partition_point(|change| change.range.start < at.start));
            changes.push(Change::new(at.start..at.start, "["));
            changes.extend(inner);
            changes.push(Change::new(at.end..at.end, "]"));
        }
    }
    changes
}

/// Names in a header after its first, as the tables there know them: `[questions.who.answer]`.
fn inside<'a>(
    reading: &Reading<'a>,
    shape: &'static TableShape,
    path: &mut [&'a str],
    changes: &mut Vec<Change>,
    sink: &Sink,
) {
    let mut found = path.first().and_then(|first| shape.key(first)).map(|key| key.shape);
    for name in path.iter_mut().skip(1) {
        let Some(around) = found else { return };
        if let Shape::Entries(inner) | Shape::Ids(inner) | Shape::By(_, inner) = around {
            found = Some(*inner);
            continue;
        }
        let Some(table) = table_of(&around) else { return };
        if table.key(name).is_none()
            && let Some(meant) = did_you_mean(name, tables(table))
        {
            // A name of a header is a part of the text.
            let start = (name.as_ptr() as usize).wrapping_sub(reading.text.as_ptr() as usize);
            let at = start..start.wrapping_add(name.len());
            if reading.text.get(at.clone()) != Some(*name) {
                return;
            }
            let certain = surely_meant(name, tables(table)) == Some(meant);
            sink.push(
                Diagnostic::error(Code::UnknownKey, format!("unknown key `{name}` in {}", table.name))
                    .at(reading.span(at.clone()), "unknown key")
                    .help(format!("did you mean `{meant}`?"))
                    .fix(reading.span(at.clone()), meant, Applicability::safe_if(certain)),
            );
            changes.push(Change::new(at, meant));
            *name = meant;
        }
        found = table.key(name).map(|key| key.shape);
    }
}

/// The table that a value of this shape may be, by itself or in a list.
fn table_of(shape: &Shape) -> Option<&'static TableShape> {
    match shape {
        Shape::Table(table) => Some(table),
        Shape::Either(shapes) => shapes.iter().find_map(table_of),
        list => list_of(list),
    }
}

/// The header that a line of one word was meant to be, where the word names a table of the file.
pub(super) fn bare(shape: &'static TableShape, word: &str) -> Option<String> {
    let key = shape.key(word).filter(|key| tables(shape).any(|name| name == key.name))?;
    Some(if list_of(&key.shape).is_some() { format!("[[{word}]]") } else { format!("[{word}]") })
}

/// What was meant by a bare word right after `=` on the line that begins at `line`, by the shape of its key: a quoted
/// string, or true or false; and whether that is certain.
pub(super) fn switch(
    text: &str,
    scan: &Scan,
    shape: &'static TableShape,
    line: usize,
    word: &Range<usize>,
) -> Option<(String, bool)> {
    let above = scan.headers.partition_point(|header| header.start < line);
    let header = above.checked_sub(1).and_then(|above| scan.headers.get(above));
    let mut path = match header {
        Some(at) => header_path(text, at)?,
        None => Vec::new(),
    };
    let (key, value) = text.get(line..word.end)?.split_once('=')?;
    path.extend(key.split('.').map(|name| name.trim().trim_matches('"')));
    let takes = at(shape, &path)?;
    let inline = value.trim_start().starts_with(['{', '[']);
    if inline && (!matches!(takes, Shape::Cell) || !value[..value.len() - word.len()].trim_end().ends_with('=')) {
        return None;
    }
    let raw = text.get(word.clone())?.to_lowercase();
    let yes = match raw.as_str() {
        "yes" | "on" | "true" => true,
        "no" | "off" | "false" => false,
        _ => return None,
    };
    match takes {
        Shape::Bool | Shape::True => Some((yes.to_string(), true)),
        Shape::Either(_) | Shape::Any => None,
        // Cells may be true or false, in lower case.
        _ if matches!(raw.as_str(), "true" | "false") => None,
        _ => {
            let certain = matches!(raw.as_str(), "yes" | "no");
            Some((format!("\"{raw}\""), certain))
        }
    }
}

fn header_path<'a>(text: &'a str, at: &Range<usize>) -> Option<Vec<&'a str>> {
    header(text, at).map(|header| header.path)
}

/// The shape of the value at a path.
fn at(shape: &'static TableShape, path: &[&str]) -> Option<Shape> {
    let (first, rest) = path.split_first()?;
    let mut found = shape.key(first)?.shape;
    let mut rest = rest;
    loop {
        let Some((next, further)) = rest.split_first() else { return Some(found) };
        found = match found {
            Shape::Table(table) => table.key(next)?.shape,
            list @ (Shape::List(_) | Shape::Several(..)) => list_of(&list)?.key(next)?.shape,
            Shape::Entries(inner) | Shape::Ids(inner) | Shape::By(_, inner) => *inner,
            _ => return None,
        };
        rest = further;
    }
}

/// A line as a header of plain names; `None` if it is not one, or has a comment to keep.
fn header<'a>(text: &'a str, line: &Range<usize>) -> Option<Header<'a>> {
    let content = text.get(line.clone())?;
    let end = content.find(']')?;
    let inner = content[..end].trim_start_matches('[');
    let open = end - inner.len();
    let close = content[end..].bytes().take_while(|&byte| byte == b']').count();
    let rest = content[end + close..].trim_start();
    let path: Vec<&str> = inner.split('.').map(str::trim).collect();
    let plain = |name: &&str| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    let whole = matches!((open, close), (1, 1) | (2, 2)) && (rest.is_empty() || rest.starts_with('#'));
    (whole && path.iter().all(plain)).then(|| Header {
        at: line.start..line.start + end + close,
        list: open == 2,
        first: line.start + open + (inner.len() - inner.trim_start().len()),
        path,
    })
}

/// Keys that can have a header.
fn tables(shape: &'static TableShape) -> impl Iterator<Item = &'static str> + Clone {
    shape.keys.iter().filter(|key| list_of(&key.shape).is_some() || is_table(&key.shape)).map(|key| key.name)
}

fn is_table(shape: &Shape) -> bool {
    match shape {
        Shape::Table(_) | Shape::Entries(_) | Shape::Ids(_) | Shape::By(..) | Shape::Messages => true,
        Shape::Either(shapes) => shapes.iter().any(is_table),
        _ => false,
    }
}

/// The tables of a list, where it has no other items.
fn list_of(shape: &Shape) -> Option<&'static TableShape> {
    match shape {
        Shape::List(item) | Shape::Several(item, ..) => match item {
            Shape::Table(table) | Shape::Typed(table) => Some(table),
            _ => None,
        },
        _ => None,
    }
}

/// Whether `path` ends at a list of tables, and has only lists of tables before it.
fn is_list(shape: &'static TableShape, path: &[&str]) -> bool {
    let Some((first, rest)) = path.split_first() else { return false };
    let Some(table) = shape.key(first).and_then(|key| list_of(&key.shape)) else { return false };
    rest.is_empty() || is_list(table, rest)
}
