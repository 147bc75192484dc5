//! Diagnostics for programs. docs/check.md documents this format: keys may be added, and never removed.
//!
//! One object per diagnostic: `code`, `title`, `severity` (`error` or `warning`), `message`, `help` (a
//! list), and, where it has a place, `file` (relative to the site), `line`, `column`, `end` (`{ line,
//! column }`, after the last character) and `label`, or, for a whole file or folder, only `file`; `secondary`, a list of `{ file, line, column,
//! end, label }`; and `fix`, `{ file, line, column, end, start_byte, end_byte, replacement, applicability }`
//! or null. Lines and columns count from 1, columns in characters (Unicode code
//! points); bytes count from 0.

use serde_json::{Map, Value, json};

use super::place::Places;
use super::report::sorted;
use super::{Diagnostic, Diagnostics, Label, Severity};
use crate::{SourceMap, Span};

/// One object a line, by file and line.
pub fn json_lines(diagnostics: &Diagnostics, sources: &SourceMap) -> String {
    let places = Places::new(sources);
    sorted(diagnostics, sources).into_iter().map(|d| format!("{}\n", object(d, &places))).collect()
}

/// All objects, by file and line, as one array.
pub fn json_array(diagnostics: &Diagnostics, sources: &SourceMap) -> Value {
    let places = Places::new(sources);
    sorted(diagnostics, sources).into_iter().map(|d| object(d, &places)).collect()
}

fn object(diagnostic: &Diagnostic, places: &Places<'_>) -> Value {
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mut object = Map::new();
    object.insert("code".into(), diagnostic.code.id().into());
    object.insert("title".into(), diagnostic.code.title().into());
    object.insert("severity".into(), severity.into());
    object.insert("message".into(), diagnostic.message.as_str().into());
    if let Some(label) = &diagnostic.primary {
        object.extend(labelled(label, places));
    } else if let Some(file) = &diagnostic.file {
        object.insert("file".into(), file.as_str().into());
    }
    object.insert("help".into(), json!(diagnostic.help));
    let secondary = diagnostic.secondary.iter().map(|label| Value::Object(labelled(label, places))).collect();
    object.insert("secondary".into(), Value::Array(secondary));
    let fix = diagnostic.fix.as_ref().map(|fix| {
        let mut object = place(fix.span, places);
        object.insert("start_byte".into(), fix.span.start.into());
        object.insert("end_byte".into(), fix.span.end.into());
        object.insert("replacement".into(), fix.replacement.as_str().into());
        object.insert("applicability".into(), fix.applicability.as_str().into());
        Value::Object(object)
    });
    object.insert("fix".into(), fix.unwrap_or(Value::Null));
    Value::Object(object)
}

fn labelled(label: &Label, places: &Places<'_>) -> Map<String, Value> {
    let mut object = place(label.span, places);
    object.insert("label".into(), label.text.as_str().into());
    object
}

fn place(span: Span, places: &Places<'_>) -> Map<String, Value> {
    let (start, end) = (places.start(span), places.end(span));
    let mut object = Map::new();
    object.insert("file".into(), places.sources().path(span.source).into());
    object.insert("line".into(), start.line.into());
    object.insert("column".into(), start.column.into());
    object.insert("end".into(), json!({ "line": end.line, "column": end.column }));
    object
}
