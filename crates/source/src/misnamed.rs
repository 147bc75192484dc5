//! Parts of a site with a misspelled name: `Content`, `config.toml.txt`.

use std::path::Path;

use super::load::PARTS;
use crate::diagnostics::{Code, Diagnostic, did_you_mean};

/// Parts that are in `root` only under a misspelled name, each with its diagnostic.
pub(super) fn parts(root: &Path) -> Vec<(&'static str, Diagnostic)> {
    let missing = PARTS.into_iter().filter(|part| root.join(part).symlink_metadata().is_err());
    let missing: Vec<&'static str> = missing.collect();
    if missing.is_empty() {
        return Vec::new();
    }
    let Ok(entries) = root.read_dir() else { return Vec::new() };
    let mut names: Vec<(String, bool)> = entries
        .flatten()
        .filter_map(|entry| Some((entry.file_name().into_string().ok()?, entry.path().is_dir())))
        .filter(|(name, _)| !PARTS.contains(&name.as_str()))
        .collect();
    names.sort();
    let found = |part: &'static str| {
        let (name, _) = names.iter().find(|(name, folder)| *folder != part.contains('.') && is_slip(name, part))?;
        Some((part, misnamed(name, part)))
    };
    missing.into_iter().filter_map(found).collect()
}

/// Whether `name` was meant to be `part`. A site can do without static/ and themes/: for these, only capitals count.
fn is_slip(name: &str, part: &str) -> bool {
    let small = name.to_lowercase();
    let small = small.strip_suffix(".txt").unwrap_or(&small);
    small == part || matches!(part, "config.toml" | "content") && did_you_mean(small, [part]).is_some()
}

fn misnamed(name: &str, part: &str) -> Diagnostic {
    let what = if part.contains('.') { "file" } else { "folder" };
    let shown = name.escape_debug();
    let diagnostic = Diagnostic::error(Code::Misnamed, format!("unrecognized {what} name `{shown}`"))
        .of(name)
        .help(format!("did you mean `{part}`? If so, rename the {what}"));
    if name.to_lowercase().ends_with(".txt") {
        diagnostic.help("if your system hides file extensions, make it show them first")
    } else {
        diagnostic
    }
}
