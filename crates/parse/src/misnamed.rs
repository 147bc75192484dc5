//! Files and folders with misspelled names: `tier` for `tiers`, `Guide.md`, `en.toml.txt`. If a file is missing, similar
//! names next to it are tried, so that the name is reported and not all of its follow-up errors.

use mizan_source::diagnostics::{Code, Diagnostic, did_you_mean};
use mizan_source::{SourceId, SourceMap, Span};

/// Names that Mizan gives: near misses of these are meant to be these.
const FIXED: [&str; 9] =
    ["content", "site", "pages", "guides", "tiers", "images", "guide.toml", "guide.md", "labels.toml"];

/// Whether `name` was meant to be `meant`.
fn is_slip(name: &str, meant: &str) -> bool {
    if name == meant || FIXED.contains(&name) {
        return false;
    }
    let small = name.to_lowercase();
    let small = small.strip_suffix(".txt").unwrap_or(&small);
    small == meant
        || ending_meant(small).as_deref() == Some(meant)
        || FIXED.contains(&meant) && did_you_mean(small, [meant]).is_some()
}

/// The name of a file of TOML or Markdown that `small`, in small letters, was meant to be, where its ending is a slip.
fn ending_meant(small: &str) -> Option<String> {
    let (stem, ending) = small.rsplit_once('.')?;
    let meant = match ending {
        "markdown" | "mdown" | "mkd" | "mdx" | "mkdn" | "dm" => "md",
        ending => did_you_mean(ending, ["toml"])?,
    };
    (!stem.is_empty()).then(|| format!("{stem}.{meant}"))
}

/// What `name` was most likely meant to be, as the name of a file with this ending: without capitals, a
/// `.txt` after it, and misspellings of the ending.
pub(crate) fn meant_with(name: &str, ending: &str) -> Option<String> {
    let small = name.to_lowercase();
    let small = small.strip_suffix(".txt").unwrap_or(&small);
    let meant = ending_meant(small).unwrap_or_else(|| small.to_owned());
    (meant.ends_with(ending) && meant != name && !meant.contains('/')).then_some(meant)
}

/// Whether a file, or a folder with files, is at `path`, or could not be read there.
fn is_there(sources: &SourceMap, path: &str) -> bool {
    sources.find(path).is_some() || sources.is_unreadable(path) || sources.under(&format!("{path}/")).next().is_some()
}

/// The misspelled file or folder that is most likely the missing one at `path`, or a folder that it would be in: its
/// path, and the correct name.
pub(crate) fn instead<'a>(sources: &SourceMap, path: &'a str) -> Option<(String, &'a str)> {
    let mut folder = String::new();
    for name in path.split('/') {
        let at = format!("{folder}{name}");
        if !is_there(sources, &at) {
            let beside = sources.under(&folder).filter_map(|(path, _)| path.strip_prefix(&folder)?.split('/').next());
            return beside
                .into_iter()
                .find(|other| is_slip(other, name))
                .map(|other| (format!("{folder}{other}"), name));
        }
        folder = at + "/";
    }
    None
}

/// The diagnostic of a file or folder at `path` that should be called `meant`; `file` is it or is in it.
pub(crate) fn misnamed(path: &str, meant: &str, file: SourceId, also: &str) -> Diagnostic {
    let name = path.rsplit('/').next().unwrap_or(path);
    let what = if path.ends_with(".toml") || path.ends_with(".md") || name.contains('.') { "file" } else { "folder" };
    let diagnostic = Diagnostic::error(Code::Misnamed, format!("unrecognized {what} name `{path}`"))
        .at(Span::new(file, 0..0), if what == "file" { "this file" } else { "a file in this folder" })
        .help(format!("did you mean `{meant}`? If so, rename the {what}"));
    if also.is_empty() { diagnostic } else { diagnostic.help(also) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_near_misses_are_slips() {
        for (name, meant) in [
            ("tier", "tiers"),
            ("Guides", "guides"),
            ("guids", "guides"),
            ("label.toml", "labels.toml"),
            ("Guide.md", "guide.md"),
            ("guide.toml.txt", "guide.toml"),
            ("en.toml.txt", "en.toml"),
            ("EN", "en"),
            ("light.tml", "light.toml"),
            ("light.MD", "light.md"),
            ("en.markdown", "en.md"),
        ] {
            assert!(is_slip(name, meant), "{name}");
        }
        for (name, meant) in
            [("fr", "en"), ("es", "en"), ("pro.toml", "pru.toml"), ("guide.md", "guide.toml"), ("notes", "tiers")]
        {
            assert!(!is_slip(name, meant), "{name}");
        }
    }
}
