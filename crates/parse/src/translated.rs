//! The records of a translation: `translated.toml` in a guide's folder of a language, `LANG.translated.toml` in
//! content/site. Written by `mizan lang`. An error in them loses records, and never fails a build.

use std::collections::BTreeMap;

use super::fields::Fields;
use super::node::parse;
use super::read::{self, What};
use crate::KeyNames;
use mizan_model::shape::{Key, Shape, TableShape};
use mizan_model::{Record, Translation};
use mizan_source::diagnostics::{Code, Diagnostic, Sink};
use mizan_source::{SourceId, SourceMap, Span};

/// The name of a guide's records, in the folder of a language.
pub const RECORDS: &str = "translated.toml";
/// How the name of the site's records ends, after the language.
pub const SITE_RECORDS: &str = ".translated.toml";

/// One line of the records, under the key of a string.
const RECORD: TableShape = TableShape {
    name: "a translation record",
    keys: &[
        Key::new("source", Shape::String, "\"0123456789abcdef\"", "The hash of the text that was translated.")
            .required(),
        Key::new("text", Shape::String, "\"…\"", "The beginning of the text that was translated."),
        Key::new("paragraphs", Shape::String, "\"01234567 89abcdef\"", "The hash of each of its paragraphs."),
    ],
};

/// Reads records. Those that cannot be read are ignored, with a warning.
pub fn translated(sources: &SourceMap, file: SourceId, language: &str, sink: &Sink) -> Translation {
    let inner = Sink::default();
    let mut records = BTreeMap::new();
    if let Ok(document) = parse(sources, file, &inner) {
        for (key, node) in read::entries(&document.root, KeyNames::Any, &inner) {
            let Ok(table) = read::table(node, &What::new(key.value.clone(), "{ source = \"…\" }"), &inner) else {
                continue;
            };
            let fields = Fields::new(table, &RECORD, &inner);
            let Some(source) = fields.string("source") else { continue };
            if source.value.len() != 16 || !source.value.bytes().all(|b| b.is_ascii_hexdigit()) {
                let fault = format!("expected sixteen hexadecimal digits for `source`, found `{}`", source.value);
                inner.push(Diagnostic::error(Code::WrongType, fault).at(source.span, format!("`{}`", source.value)));
                continue;
            }
            // As the author wrote it, including isolates, which are reported in the file itself.
            let text = fields.prose("text").map(|text| text.text).unwrap_or_default();
            let paragraphs = fields.string("paragraphs").map(|hashes| hashes.value).unwrap_or_default();
            let paragraphs = paragraphs.split_whitespace().map(str::to_owned).collect();
            records.insert(key.value, Record { source: source.value, text, paragraphs });
        }
    }
    let errors = inner.into_diagnostics().into_vec();
    if let Some(first) = errors.first() {
        let more = match errors.len() - 1 {
            0 => String::new(),
            1 => "; there is one more error".to_owned(),
            more => format!("; there are {more} more errors"),
        };
        let path = sources.path(file);
        let warning = Diagnostic::warning(
            Code::BadRecord,
            format!("a record in `{path}` cannot be read: {}{more}", first.message),
        );
        let (span, label) = match &first.primary {
            Some(primary) => (primary.span, primary.text.clone()),
            None => (Span::new(file, 0..0), "here".to_owned()),
        };
        sink.push(warning.at(span, label).help(format!(
            "the age of this translation is unknown; review it, then run `mizan lang accept {language}`, which rewrites the file"
        )));
    }
    Translation { file: Some(file), records, outdated: BTreeMap::new() }
}
