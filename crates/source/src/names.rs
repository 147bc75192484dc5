//! File names that are invalid on some systems: a site may be checked out on any of them.

use crate::diagnostics::{Code, Diagnostic};

/// In bytes. File systems hold 255; names of images and styles get a hash besides.
const LONGEST: usize = 200;

/// In bytes, the longest path of a file of a site, or of its output: what the stores of hosts take as a key (Amazon S3,
/// Google Cloud Storage: 1,024). The system's own limit (Linux 4,096, of which the folder's path takes a part) is far
/// above it, so no path is found too long while the site is written. The 260 of older programs on Windows is not a
/// limit here: Mizan uses the longer form of paths there.
pub const LONGEST_PATH: usize = 1024;

/// Device names that Windows reserves, with any extension.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// What is wrong with the last part of `path`, the name of a file or folder. Only a warning where the
/// name can be read and published all the same.
pub(super) fn fault(path: &str) -> Option<Diagnostic> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let error = |why: String, help: &str| {
        let shown = path.escape_debug();
        Some(Diagnostic::error(Code::FileName, format!("the name of `{shown}` {why}")).of(path).help(help))
    };
    let hidden = |c: char| c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    if let Some(c) = name.chars().find(|c| hidden(*c)) {
        return error(
            format!("contains the control character U+{:04X}", u32::from(c)),
            "rename it without the character",
        );
    }
    if name.contains('\\') {
        return error(
            "contains a `\\`, which separates folders on other systems".to_owned(),
            "rename it without the `\\`",
        );
    }
    if name.len() > LONGEST {
        return error(format!("is longer than {LONGEST} bytes"), "give it a shorter name");
    }
    if path.len() > LONGEST_PATH {
        let long = Diagnostic::error(Code::FileName, format!("the path of `{name}` is {} bytes long", path.len()));
        return Some(
            long.of(path)
                .help(format!("move it to a folder nearer to the site's: a path can have {LONGEST_PATH} bytes")),
        );
    }
    if name.starts_with(' ') {
        let space = Diagnostic::warning(Code::FileName, format!("the name of `{path}` begins with a space"));
        return Some(space.of(path).help("rename it without the space, which many programs remove"));
    }
    let why = if let Some(c) = name.chars().find(|c| matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*')) {
        format!("contains a `{c}`")
    } else if name.ends_with(['.', ' ']) {
        "ends in a dot or a space".to_owned()
    } else if is_device(name) {
        "is reserved for a device".to_owned()
    } else {
        return None;
    };
    Some(
        Diagnostic::warning(Code::FileName, format!("the name of `{path}` {why}, which is not possible on Windows"))
            .of(path)
            .help("rename it, so that the site can be edited on every system"),
    )
}

/// Whether Windows keeps `name` for a device (Microsoft, "Naming Files, Paths, and Namespaces").
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_ascii_lowercase();
    let numbered = |stem: &str| {
        let digit = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
        digit.is_some_and(|digit| digit.len() == 1 && matches!(digit.as_bytes(), [b'1'..=b'9']))
    };
    DEVICES.contains(&stem.as_str()) || numbered(&stem)
}

#[cfg(test)]
mod tests {
    use super::fault;
    use crate::diagnostics::Severity;

    #[test]
    fn names_that_everybody_can_hold_are_fine() {
        for name in ["guide.toml", "كتاب.png", "a b.txt", "console.txt", "com.txt", "com10", ".well-known", "x-1_2~3"]
        {
            assert!(fault(&format!("static/{name}")).is_none(), "{name}");
        }
    }

    #[test]
    fn others_are_told_of() {
        for name in ["con", "NUL.txt", "com1.tar.gz", "a:b", "a?", "a.", "a ", " a"] {
            assert_eq!(fault(&format!("static/{name}")).map(|d| d.severity), Some(Severity::Warning), "{name}");
        }
        for name in ["a\nb", "a\u{1b}b", "a\u{202E}b", "a\\b", &"x".repeat(201)] {
            let found = fault(&format!("static/{name}")).expect("it is refused");
            assert_eq!(found.severity, Severity::Error, "{name}");
            assert!(!found.message.contains(['\n', '\u{1b}', '\u{202E}']), "{}", found.message);
        }
        let deep = format!("static/{}a.txt", "0123456789/".repeat(93));
        assert!(fault(&deep).is_some_and(|found| found.severity == Severity::Error), "{}", deep.len());
    }
}
