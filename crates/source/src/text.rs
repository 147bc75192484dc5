//! From bytes to text.

use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::{SourceId, SourceMap, Span};

/// Whether the lines of a text end as TOML has it. Where each ends in a carriage return alone, as they did on systems
/// of long ago, the whole of it is one line, and that is told.
pub fn has_lines(path: &str, text: &str, id: SourceId, base: usize, sink: &Sink) -> bool {
    let Some(at) = text.find('\r').filter(|_| !text.contains('\n')) else { return true };
    // One at the end, or among what is white, ends nothing that matters.
    if text.trim_matches(['\r', ' ', '\t']).find('\r').is_none() {
        return true;
    }
    sink.push(
        Diagnostic::error(
            Code::TomlSyntax,
            format!("the lines of `{path}` end in a carriage return alone, as on systems of long ago"),
        )
        .at(Span::new(id, base + at..base + at + 1), "the first line ends here, and goes on for all that read it")
        .help("save the file with the line ends of Unix (LF) or Windows (CRLF): editors ask for it in \"Save as\", or show it in their bottom line"),
    );
    false
}

/// The text of a file and the offset at which it begins (3 after a byte order mark, else 0).
/// `None`, with a diagnostic, where the bytes are not UTF-8 or hold a NUL.
pub fn text<'a>(sources: &'a SourceMap, id: SourceId, sink: &Sink) -> Option<(&'a str, usize)> {
    let file = sources.file(id);
    let bytes = &file.bytes;
    let path = &file.path;
    if let [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] = bytes.as_slice() {
        sink.push(
            Diagnostic::error(Code::NotUtf8, format!("`{path}` is UTF-16, not UTF-8"))
                .at(Span::new(id, 0..2), "the mark of UTF-16")
                .help("save the file as UTF-8: most editors ask for the encoding in \"Save as\""),
        );
        return None;
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(fault) => {
            let at = fault.valid_up_to();
            let line = bytes[..at].iter().filter(|&&b| b == b'\n').count() + 1;
            let byte = bytes.get(at).copied().unwrap_or_default();
            sink.push(
                Diagnostic::error(
                    Code::NotUtf8,
                    format!("`{path}` is not UTF-8: byte {at} (line {line}) is 0x{byte:02X}"),
                )
                .at(Span::new(id, at..at + fault.error_len().unwrap_or(1)), "not UTF-8 from here")
                .help("save the file as UTF-8: most editors ask for the encoding in \"Save as\""),
            );
            return None;
        }
    };
    if let Some(at) = text.find('\0') {
        sink.push(
            Diagnostic::error(Code::ForbiddenCharacter, format!("`{path}` holds a NUL character, so it is no text"))
                .at(Span::new(id, at..at + 1), "U+0000")
                .help("remove the character, or see whether the file was damaged when it was copied"),
        );
        return None;
    }
    match text.strip_prefix('\u{FEFF}') {
        Some(rest) => Some((rest, '\u{FEFF}'.len_utf8())),
        None => Some((text, 0)),
    }
}
