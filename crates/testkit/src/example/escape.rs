//! Escapes for bytes and characters that a text file cannot contain, or that are invisible: `caf\xE9`, `e\u{301}`.

/// The bytes that `text` represents: `\xNN` is a byte, `\u{N}` a character, `\\` a backslash; a backslash at the end
/// of a line joins it with the next.
pub(super) fn unescape(text: &str) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        bytes.extend_from_slice(before.as_bytes());
        let unknown = || format!("`\\{}` is no escape", after.chars().take(4).collect::<String>());
        rest = if let Some(after) = after.strip_prefix('\\') {
            bytes.push(b'\\');
            after
        } else if let Some(after) = after.strip_prefix('\n') {
            after
        } else if let Some((digits, after)) = after.strip_prefix('x').and_then(|hex| hex.split_at_checked(2)) {
            bytes.push(u8::from_str_radix(digits, 16).map_err(|_| unknown())?);
            after
        } else if let Some((digits, after)) = after.strip_prefix("u{").and_then(|hex| hex.split_once('}')) {
            let c = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32).ok_or_else(unknown)?;
            bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            after
        } else {
            return Err(unknown());
        };
    }
    bytes.extend_from_slice(rest.as_bytes());
    Ok(bytes)
}

/// A path in which characters may be escaped.
pub(super) fn unescape_path(path: &str) -> Result<String, String> {
    String::from_utf8(unescape(path)?).map_err(|_| format!("`{path}` is not UTF-8"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_and_characters_can_be_escaped() {
        assert_eq!(unescape("caf\\xE9\\\n\\u{301}\\\\n\n"), Ok(b"caf\xE9\xCC\x81\\n\n".to_vec()));
        for wrong in ["\\n", "\\x4", "\\xZZ", "\\u{110000}", "\\"] {
            assert!(unescape(wrong).is_err(), "{wrong}");
        }
        assert!(unescape_path("\\xE9").is_err());
    }
}
