//! The file of a translation's records, as Mizan writes it: sorted, one line per string, so that changes of two people merge.

use std::collections::BTreeMap;

use super::sheet::quoted;
use mizan_model::Record;
use mizan_model::text::{fingerprint, is_seen};
use mizan_source::SourceMap;

/// As much of the source's words as is kept, in characters: enough to see what changed in a label, little of a body.
const KEPT: usize = 160;

/// A file to make, or to replace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Relative to the site's folder.
    pub path: String,
    /// What was read; `None` if the file is new.
    pub read: Option<Vec<u8>>,
    /// What is to be in the file.
    pub new: Vec<u8>,
}

/// The record of the source's current text.
pub(crate) fn record(source: &str) -> Record {
    let paragraphs: Vec<String> = paragraphs(source).into_iter().map(|(_, text)| short(text)).collect();
    Record {
        source: fingerprint(source),
        text: Some(beginning(source)).filter(|text| is_seen(text)).unwrap_or_default(),
        paragraphs: if paragraphs.len() > 1 { paragraphs } else { Vec::new() },
    }
}

fn short(paragraph: &str) -> String {
    fingerprint(paragraph)[..8].to_owned()
}

/// The paragraphs between blank lines, each with its line, from 0.
fn paragraphs(text: &str) -> Vec<(usize, &str)> {
    let mut found: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    for (line, part) in text.split('\n').enumerate() {
        let end = at + part.len();
        if !part.trim().is_empty() {
            match found.last_mut() {
                // It goes on: the one before ended right here.
                Some((first, paragraph)) if *first + paragraph.matches('\n').count() + 1 == line => {
                    *paragraph = &text[at - 1 - paragraph.len()..end];
                }
                _ => found.push((line, part)),
            }
        }
        at = end + 1;
    }
    found
}

/// What differs between the words that `record` describes and `now`, by paragraphs: those of now that are new or
/// changed, each with its line in the text, from 0; and how many are not there any more. `None` if it is not known.
pub fn changed<'t>(record: &Record, now: &'t str) -> Option<(Vec<(usize, &'t str)>, usize)> {
    if record.paragraphs.is_empty() {
        return None;
    }
    let all = paragraphs(now);
    let hashes: Vec<String> = all.iter().map(|(_, text)| short(text)).collect();
    let gone = record.paragraphs.iter().filter(|hash| !hashes.contains(hash)).count();
    let new = all.into_iter().zip(&hashes).filter(|(_, hash)| !record.paragraphs.contains(hash));
    Some((new.map(|(paragraph, _)| paragraph).collect(), gone))
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
pub(crate) fn written(records: &BTreeMap<String, Record>, language: &str) -> String {
    let mut text = format!(
        "# Written by `mizan lang`; do not translate or edit it. For each string of this translation: the source text that\n\
         # it was made from. After you have updated strings that `mizan lang status {language}` lists as outdated, run\n\
         # `mizan lang accept {language}` to update this file.\n\n"
    );
    for (key, record) in records {
        // No text is empty where an author wrote it, and none is written as empty.
        let words = if record.text.is_empty() { String::new() } else { format!(", text = {}", quoted(&record.text)) };
        let paragraphs = match record.paragraphs.join(" ") {
            none if none.is_empty() => none,
            hashes => format!(", paragraphs = {}", quoted(&hashes)),
        };
        text.push_str(&format!("{} = {{ source = {}{words}{paragraphs} }}\n", quoted(key), quoted(&record.source)));
    }
    text
}

/// The edit that writes `records` to `path`; `None` if they are there already.
pub(crate) fn edit(
    sources: &SourceMap,
    path: &str,
    records: &BTreeMap<String, Record>,
    language: &str,
) -> Option<Edit> {
    let read = sources.find(path).map(|file| sources.file(file).bytes.clone());
    let mut text = written(records, language);
    if read.as_ref().is_some_and(|read| read.windows(2).any(|pair| pair == b"\r\n")) {
        text = text.replace('\n', "\r\n");
    }
    let new = text.into_bytes();
    (read.as_ref() != Some(&new)).then(|| Edit { path: path.to_owned(), read, new })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use mizan_parse::translated;
    use mizan_source::diagnostics::{Code, Severity, Sink};

    /// What is read of a file of records, and the number of diagnostics.
    fn read(bytes: Vec<u8>) -> (BTreeMap<String, Record>, usize) {
        let mut sources = SourceMap::default();
        let file = sources.insert("translated.toml", bytes);
        let sink = Sink::default();
        let read = translated(&sources, file, "fr", &sink);
        let faults = sink.into_diagnostics();
        for fault in faults.iter() {
            assert_eq!((fault.code, fault.severity), (Code::BadRecord, Severity::Warning));
            assert!(fault.help.iter().any(|help| help.contains("mizan lang accept fr")));
        }
        (read.records, faults.len())
    }

    fn records() -> impl Strategy<Value = BTreeMap<String, Record>> {
        let text = "[a-z \"\\\\#=\\[\\]{}\u{0627}\u{2067}é\t\n]{0,300}";
        proptest::collection::btree_map("[a-z.\" \u{0628}-]{1,12}", text.prop_map(|text| record(&text)), 0..8)
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(records in records()) {
            let (found, faults) = read(written(&records, "fr").into_bytes());
            prop_assert_eq!(found, records);
            prop_assert_eq!(faults, 0);
        }

        #[test]
        fn what_is_cut_off_is_told(records in records(), at in any::<prop::sample::Index>()) {
            let whole = written(&records, "fr").into_bytes();
            let at = at.index(whole.len());
            let cut = &whole[..at];
            let (found, faults) = read(cut.to_vec());
            for (key, record) in &found {
                prop_assert_eq!(records.get(key).map(|known| &known.source), Some(&record.source));
            }
            let last = cut.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
            let in_a_record = cut[last..].starts_with(b"\"") && whole[at] != b'\n';
            prop_assert_eq!(faults > 0, in_a_record);
        }

        #[test]
        fn no_byte_of_damage_stops_anything(
            records in records(), at in any::<prop::sample::Index>(), byte in any::<u8>(),
        ) {
            let mut bytes = written(&records, "fr").into_bytes();
            let at = at.index(bytes.len());
            bytes[at] = byte;
            let (found, _) = read(bytes);
            prop_assert!(found.len() <= records.len());
        }
    }

    #[test]
    fn changed_paragraphs_are_found_with_their_lines() {
        let record = record("One.\n\nTwo\nlines.\n\n\nThree.");
        let now = "One.\n\nTwo\nother lines.\n\nFour.\n\nThree.";
        let (new, gone) = changed(&record, now).unwrap();
        assert_eq!((new, gone), (vec![(2, "Two\nother lines."), (5, "Four.")], 1));
        assert_eq!(changed(&super::record("One."), "Two."), None);
    }

    #[test]
    fn a_line_a_string_in_order() {
        let records = BTreeMap::from([("b".to_owned(), record("Two\nlines")), ("a".to_owned(), record("One"))]);
        let text = written(&records, "fr");
        let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
        assert_eq!(lines.len(), 2);
        assert!(lines[0].starts_with("\"a\" = ") && lines[1].contains("\"Two lines\""), "{text}");
    }
}
