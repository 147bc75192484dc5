//! Files in a site's folder that do not belong to the site: those of editors, of the system and of version control.
//!
//! In `content/` and `themes/` no file of a site is hidden. In `static/` some are, such as `.htaccess`, and are published
//! like any other.

use crate::diagnostics::{Code, Diagnostic};

/// What an entry is, if it is ignored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ignored {
    /// Hidden, where no file of the site is, or a file that only keeps its folder in git.
    Silently,
    /// In `static/`, where its author may expect to see it published: whose file it is, as the second half of a message.
    InStatic(&'static str),
}

/// Whether the last part of `path` (relative to the site, `/` between its parts) is ignored, with all in it.
pub(super) fn ignored(path: &str) -> Option<Ignored> {
    let (folder, name) = path.rsplit_once('/')?;
    if folder != "static" && !folder.starts_with("static/") {
        return is_hidden(name).then_some(Ignored::Silently);
    }
    if matches!(name, ".gitkeep" | ".keep") || (folder == "static" && name == ".nojekyll") {
        // The output has a `.nojekyll` in any case.
        return Some(Ignored::Silently);
    }
    owner(name).map(Ignored::InStatic)
}

fn is_hidden(name: &str) -> bool {
    (name.starts_with('.') && name != ".well-known") || is_backup(name)
}

/// Copies and marks that editors make beside a file.
fn is_backup(name: &str) -> bool {
    name.ends_with('~') || (name.starts_with('#') && name.ends_with('#'))
}

/// Who made a file in `static/` that is not for readers; none for the others.
fn owner(name: &str) -> Option<&'static str> {
    let lower = name.to_ascii_lowercase();
    let is_swap = |name: &str| {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.as_bytes());
        name.starts_with('.') && matches!(ending, Some([b's', b'w', b'a'..=b'z']))
    };
    Some(match lower.as_str() {
        ".git" | ".gitignore" | ".gitattributes" | ".gitmodules" | ".hg" | ".hgignore" | ".svn" | ".bzr" | ".jj" => {
            "it belongs to version control"
        }
        ".mizan" => "Mizan's own records have that name",
        ".ds_store" | ".appledouble" | ".spotlight-v100" | ".trashes" | ".fseventsd" | ".directory" | "thumbs.db"
        | "desktop.ini" => "it belongs to a file manager",
        ".env" => "it may contain passwords",
        name if name.starts_with("._") || name.starts_with(".trash-") => "it belongs to a file manager",
        name if name.starts_with(".env.") => "it may contain passwords",
        name if name.starts_with(".nfs") || name.starts_with(".fuse_hidden") => "it belongs to the file system",
        name if is_backup(name)
            || is_swap(name)
            || name.starts_with(".#")
            || name.starts_with("~$")
            || name.starts_with(".~lock.")
            || name.starts_with(".mizan-") =>
        {
            "it is a temporary file or a backup of an editor"
        }
        _ => return None,
    })
}

/// The warning that `path` is not published.
pub(super) fn warning(path: &str, why: &str) -> Diagnostic {
    Diagnostic::warning(Code::StrayFile, format!("`{path}` is not copied to the output: {why}"))
        .of(path)
        .help("delete it, or move it out of `static/`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_files_in_static_are_published() {
        for name in
            [".htaccess", ".domains", ".well-known", ".well-known/security.txt", "x/.htaccess", ".hidden", "a.swf"]
        {
            assert_eq!(ignored(&format!("static/{name}")), None, "{name}");
        }
        for path in ["static", "config.toml", "content/guides", "content/.well-known", "themes/x/static/a.css"] {
            assert_eq!(ignored(path), None, "{path}");
        }
    }

    #[test]
    fn files_of_other_programs_are_not() {
        for name in [
            ".git",
            "x/.git",
            ".gitignore",
            ".svn",
            ".mizan",
            ".DS_Store",
            "._a.png",
            "Thumbs.db",
            ".a.txt.swp",
            ".a.swo",
            "a~",
            "#a#",
            ".#a",
            "~$a.docx",
            ".~lock.a.odt#",
            ".env",
            ".env.local",
            ".mizan-a1B2c3",
        ] {
            assert!(matches!(ignored(&format!("static/{name}")), Some(Ignored::InStatic(_))), "{name}");
        }
        for path in ["static/.gitkeep", "static/.nojekyll", "content/.x", "content/a~", "themes/x/static/.DS_Store"] {
            assert_eq!(ignored(path), Some(Ignored::Silently), "{path}");
        }
    }
}
