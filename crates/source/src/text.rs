//! Decodes bytes as text.

use std::borrow::Cow;

use crate::conflict::without_conflicts;
use crate::diagnostics::{Code, Diagnostic, Reported, Sink, grouped};
use crate::limits;
use crate::{SourceId, SourceMap, Span};

/// Checks that the lines of a text end as TOML has it.
///
/// # Errors
/// Where each ends in a carriage return alone, as they did on systems of long ago: the whole of it is one line.
pub fn has_lines(path: &str, text: &str, id: SourceId, base: usize, sink: &Sink) -> Result<(), Reported> {
    let Some(at) = text.find('\r').filter(|_| !text.contains('\n')) else { return Ok(()) };
    // One at the end, or among what is white, ends nothing that matters.
    if text.trim_matches(['\r', ' ', '\t']).find('\r').is_none() {
        return Ok(());
    }
    Err(sink.report(
        Diagnostic::error(
            Code::TomlSyntax,
            format!("the lines of `{path}` end in a carriage return without a line feed"),
        )
        .at(Span::new(id, base + at..base + at + 1), "not recognized as the end of a line")
        .help("save the file with line endings of Unix (LF) or Windows (CRLF): most editors have this option in \"Save as\" or in the status bar"),
    ))
}

/// The text of a file and the offset at which it begins (3 after a byte order mark, else 0). Merge conflicts in it are
/// reported; one side of each is left.
///
/// # Errors
/// If the file is too large, or its bytes are not UTF-8 or hold a NUL.
pub fn text<'a>(sources: &'a SourceMap, id: SourceId, sink: &Sink) -> Result<(Cow<'a, str>, usize), Reported> {
    let file = sources.file(id);
    let bytes = &file.bytes;
    let path = &file.path;
    if bytes.len() > limits::TEXT_FILE.most {
        return Err(sink.report(
            Diagnostic::error(
                Code::LimitExceeded,
                format!(
                    "`{path}` is too large: {} bytes, the limit is {}",
                    grouped(bytes.len()),
                    grouped(limits::TEXT_FILE.most)
                ),
            )
            .at(Span::new(id, 0..0), "this file")
            .help("split it, or check whether it is a text file at all"),
        ));
    }
    if let [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] = bytes.as_slice() {
        return Err(sink.report(
            Diagnostic::error(Code::NotUtf8, format!("`{path}` is UTF-16, not UTF-8"))
                .at(Span::new(id, 0..2), "byte order mark of UTF-16")
                .help("save the file as UTF-8: most editors have this option in \"Save as\""),
        ));
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(fault) => {
            let at = fault.valid_up_to();
            let line = bytes[..at].iter().filter(|&&b| b == b'\n').count() + 1;
            let byte = bytes.get(at).copied().unwrap_or_default();
            return Err(sink.report(
                Diagnostic::error(
                    Code::NotUtf8,
                    format!("`{path}` is not UTF-8: byte {at} (line {line}) is 0x{byte:02X}"),
                )
                .at(Span::new(id, at..at + fault.error_len().unwrap_or(1)), "not UTF-8 from here")
                .help("save the file as UTF-8: most editors have this option in \"Save as\""),
            ));
        }
    };
    if let Some(at) = text.find('\0') {
        return Err(sink.report(
            Diagnostic::error(
                Code::ForbiddenCharacter,
                format!("`{path}` contains a NUL character, so it is not text"),
            )
            .at(Span::new(id, at..at + 1), "U+0000")
            .help("remove the character, or check whether the file is damaged"),
        ));
    }
    let (text, base) = match text.strip_prefix('\u{FEFF}') {
        Some(rest) => (rest, '\u{FEFF}'.len_utf8()),
        None => (text, 0),
    };
    Ok((without_conflicts(path, text, id, base, sink), base))
}
