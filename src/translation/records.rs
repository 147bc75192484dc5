//! The file of a translation's records, as Mizan writes it: sorted, a line a string, so that two people's changes merge.

use std::collections::BTreeMap;

use super::sheet::quoted;
use crate::model::Record;
use crate::source::SourceMap;

/// As much of the source's words as is kept, in characters: enough to see what changed in a label, little of a body.
const KEPT: usize = 160;

/// A file to make, or to replace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Relative to the site's folder.
    pub path: String,
    /// What was read; absent where the file is new.
    pub read: Option<Vec<u8>>,
    pub new: Vec<u8>,
}

/// The record of what the source says.
pub fn record(source: &str) -> Record {
    Record { source: crate::model::text::fingerprint(source), text: beginning(source) }
}

/// The words, or how they begin, on one line.
pub fn beginning(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(KEPT) {
        Some((at, _)) => format!("{}…", line[..at].trim_end()),
        None => line,
    }
}

/// The file's text.
pub fn written(records: &BTreeMap<String, Record>, language: &str) -> String {
    let mut text = format!(
        "# Written by `mizan lang`; there is nothing to translate in it, and nothing to edit. For each string of this\n\
         # translation: from which words of the source it was made. After you have mended words that\n\
         # `mizan lang status {language}` calls outdated, `mizan lang accept {language}` brings this file up to date.\n\n"
    );
    for (key, record) in records {
        text.push_str(&format!(
            "{} = {{ source = {}, text = {} }}\n",
            quoted(key),
            quoted(&record.source),
            quoted(&record.text)
        ));
    }
    text
}

/// The edit that makes `records` stand in `path`; `None` where they stand there already.
pub fn edit(sources: &SourceMap, path: &str, records: &BTreeMap<String, Record>, language: &str) -> Option<Edit> {
    let read = sources.find(path).map(|file| sources.file(file).bytes.clone());
    let mut text = written(records, language);
    if read.as_ref().is_some_and(|read| read.windows(2).any(|pair| pair == b"\r\n")) {
        text = text.replace('\n', "\r\n");
    }
    let new = text.into_bytes();
    (read.as_ref() != Some(&new)).then(|| Edit { path: path.to_owned(), read, new })
}
