//! Diagnostics as annotations of GitHub Actions: workflow commands, one per line, which are shown next to the
//! lines they are about.

use super::escape::line;
use super::place::Places;
use super::report::{Shown, capped, grouped, sorted};
use super::{Diagnostic, Diagnostics, Severity};
use crate::SourceMap;

/// One command a diagnostic, by file and line, the first [`SHOWN`](super::SHOWN) of each code and file.
/// `folder` leads from where the annotations are resolved (the checked-out repository) to the site; it is
/// empty, or ends in `/`.
pub fn github(diagnostics: &Diagnostics, sources: &SourceMap, folder: &str) -> String {
    let places = Places::new(sources);
    let mut out = String::new();
    for shown in capped(&sorted(diagnostics, sources)) {
        match shown {
            Shown::One(diagnostic) => out.push_str(&annotation(diagnostic, &places, folder)),
            Shown::More { code, source, count } => {
                let file = source.map(|source| format!(" file={}", property(&path(folder, sources.path(source)))));
                let more = format!("… and {} more like it: {code}", grouped(count));
                out.push_str(&format!("::notice{}::{}", file.unwrap_or_default(), data(&more)));
            }
        }
        out.push('\n');
    }
    out
}

fn annotation(diagnostic: &Diagnostic, places: &Places<'_>, folder: &str) -> String {
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mut properties = Vec::new();
    if let Some(label) = &diagnostic.primary {
        let (start, end) = (places.start(label.span), places.end(label.span));
        properties.push(format!("file={}", property(&path(folder, places.sources().path(label.span.source)))));
        properties.push(format!("line={}", start.line));
        properties.push(format!("endLine={}", end.line));
        properties.push(format!("col={}", start.column));
        // Columns of several lines cannot be shown.
        if start.line == end.line {
            properties.push(format!("endColumn={}", end.column));
        }
    } else if let Some(file) = &diagnostic.file {
        properties.push(format!("file={}", property(&path(folder, file))));
    }
    properties.push(format!("title={}", property(diagnostic.code.id())));
    let said: Vec<String> =
        std::iter::once(&diagnostic.message).chain(&diagnostic.help).map(|sentence| line(sentence)).collect();
    format!("::{command} {}::{}", properties.join(","), data(&said.join("\n")))
}

fn path(folder: &str, path: &str) -> String {
    line(&format!("{folder}{path}"))
}

/// The part after the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property: `:` and `,` would end it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
