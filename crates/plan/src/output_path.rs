//! What the path of a file in the output means to file systems, to hosts and to git. Everything that is written has to
//! pass here, before anything is: otherwise it would be found out when half of the site is in place, or on the host.

use mizan_source::{LONGEST_PATH, is_device};

/// In bytes, the longest name of a file or folder that file systems hold.
const LONGEST_NAME: usize = 255;

/// In characters, what messages show of a path.
const SHOWN: usize = 60;

/// What is written to a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// A page, or a file beside one: Mizan chose the path, of slugs and ids.
    Page,
    /// A page that redirects, at a path that an author wrote.
    Alias,
    /// An author's file, byte for byte.
    Copied,
}

/// Why a path cannot be written, or should not.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PathFault {
    /// It is written all the same.
    pub warning: bool,
    /// As the second half of a message: "is 1,200 bytes long".
    pub why: String,
    pub label: &'static str,
    pub help: &'static str,
}

/// What is wrong with `path`, under the output folder.
pub(super) fn fault(path: &str, written: Written) -> Option<PathFault> {
    let error = |why, label, help| Some(PathFault { warning: false, why, label, help });
    if let Some(part) = path.split('/').find(|part| part.len() > LONGEST_NAME) {
        return error(
            format!("contains `{}`, which is {} bytes long", shown(part), part.len()),
            "a name can have 255 bytes",
            match written {
                Written::Page => "shorten the slugs that it consists of",
                Written::Alias => "remove the alias: no file system could hold that page",
                Written::Copied => "give it a shorter name",
            },
        );
    }
    if path.len() > LONGEST_PATH {
        return error(
            format!("is {} bytes long", path.len()),
            "a path can have 1024 bytes",
            match written {
                Written::Page => "shorten the slugs that it consists of",
                Written::Alias => "remove the alias: hosts cannot store that page",
                Written::Copied => "move it to a folder nearer to `static/`",
            },
        );
    }
    if written != Written::Alias {
        return None;
    }
    if let Some(reader) = reader(path) {
        return error(
            format!("is where {reader}"),
            "not a path for a page",
            "remove the alias; to redirect this path, use the configuration of your host",
        );
    }
    if let Some(ending) = ending(path).filter(|ending| OTHER_TYPES.contains(&ending.as_str())) {
        return error(
            format!("is a page that hosts would not send as HTML, because it ends in `.{ending}`"),
            "not a path for a page",
            "remove the alias; to redirect this path, use the configuration of your host",
        );
    }
    let why = path.split('/').find_map(|part| {
        if is_device(part) {
            Some(format!("contains `{part}`, a reserved device name on Windows"))
        } else if part.ends_with(['.', ' ']) {
            Some(format!("contains `{part}`, which ends in a dot or a space: Windows removes it"))
        } else if part.starts_with(' ') {
            Some(format!("contains `{part}`, which begins with a space"))
        } else {
            None
        }
    })?;
    let help = "remove the alias, or write the path that the page had before";
    Some(PathFault { warning: true, why, label: "not possible on every system", help })
}

/// The beginning of a path that is too long for a message.
pub(super) fn shown(path: &str) -> String {
    match path.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &path[..end]),
        None => path.to_owned(),
    }
}

/// Whether an old path that ends in `name` was a file, and not a folder with a page: `old.html`, but not `version-1.2`.
/// What no page can be is a file as well, and [`fault`] reports it.
pub(super) fn is_file(name: &str) -> bool {
    ending(name).is_some_and(|ending| PAGES.contains(&ending.as_str()) || OTHER_TYPES.contains(&ending.as_str()))
}

/// The ending of the last part in small letters, without its dot.
fn ending(path: &str) -> Option<String> {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase())
}

/// Endings of pages, also of those that a program once made.
const PAGES: [&str; 19] = [
    "html", "htm", "shtml", "shtm", "php", "php3", "php4", "php5", "phtml", "asp", "aspx", "jsp", "jspx", "jsf", "do",
    "cfm", "cgi", "pl", "action",
];

/// Endings of files that hosts send with another type than that of a page: a browser would not follow the redirect.
const OTHER_TYPES: &[&str] = &[
    "7z",
    "aac",
    "apk",
    "atom",
    "avi",
    "avif",
    "bin",
    "bmp",
    "bz2",
    "css",
    "csv",
    "dmg",
    "doc",
    "docx",
    "eot",
    "epub",
    "exe",
    "flac",
    "gif",
    "gz",
    "ico",
    "ics",
    "iso",
    "jar",
    "jpeg",
    "jpg",
    "js",
    "json",
    "jsonld",
    "m4a",
    "map",
    "md",
    "mjs",
    "mov",
    "mp3",
    "mp4",
    "mpeg",
    "msi",
    "odp",
    "ods",
    "odt",
    "ogg",
    "opus",
    "otf",
    "pdf",
    "png",
    "ppt",
    "pptx",
    "rar",
    "rdf",
    "rss",
    "rtf",
    "svg",
    "tar",
    "tgz",
    "tif",
    "tiff",
    "toml",
    "ttf",
    "txt",
    "vcf",
    "wasm",
    "wav",
    "webm",
    "webmanifest",
    "webp",
    "woff",
    "woff2",
    "xhtml",
    "xls",
    "xlsx",
    "xml",
    "xz",
    "yaml",
    "yml",
    "zip",
];

/// Which program reads a file at `path`, as the second half of a message; none if it is for readers.
fn reader(path: &str) -> Option<String> {
    let lower = path.to_lowercase();
    for part in lower.split('/') {
        let reader = match part {
            "web.config" => "IIS reads its configuration",
            "cvs" => "a version control system keeps its files",
            ".user.ini" => "PHP reads its configuration",
            ".well-known" => "programs look for files about the site",
            _ if part.starts_with(".ht") => "Apache reads its configuration",
            _ if part.starts_with(".git") => "git reads its files",
            ".hg" | ".jj" | ".svn" | ".bzr" => "a version control system keeps its files",
            _ if part.starts_with('.') => "hidden files are, which many hosts do not send",
            _ => continue,
        };
        return Some(reader.to_owned());
    }
    let host = match lower.split('/').next().unwrap_or_default() {
        "_headers" | "_redirects" | "_routes.json" | "_worker.js" => "Cloudflare Pages and Netlify read",
        "wrangler.toml" | "wrangler.json" | "wrangler.jsonc" => "Cloudflare reads",
        "netlify.toml" => "Netlify reads",
        "vercel.json" | "now.json" => "Vercel reads",
        "staticwebapp.config.json" | "routes.json" => "Azure Static Web Apps reads",
        "firebase.json" => "Firebase reads",
        "cname" | "_config.yml" | "_config.yaml" => "GitHub Pages reads",
        _ => return None,
    };
    Some(format!("{host} the configuration of the site"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alias(path: &str) -> Option<PathFault> {
        fault(path, Written::Alias)
    }

    #[test]
    fn a_page_is_not_written_where_hosts_and_git_read_their_files() {
        for path in [
            ".htaccess",
            "old/.HTACCESS",
            ".htpasswd",
            "web.config",
            "a/Web.Config",
            "_worker.js",
            "_worker.js/index.html",
            "_routes.json",
            "_headers",
            "_redirects",
            "netlify.toml",
            "vercel.json",
            "staticwebapp.config.json",
            "CNAME/index.html",
            ".git/index.lock",
            "a/.git/hooks/x.html",
            ".gitattributes",
            ".svn/x.html",
            ".well-known/security.txt",
            ".hidden/index.html",
        ] {
            let found = alias(path).unwrap_or_else(|| panic!("{path}"));
            assert!(!found.warning && found.why.starts_with("is where "), "{path} {found:?}");
            assert_eq!(fault(path, Written::Copied), None, "an author's own {path}");
        }
        for path in ["old/index.html", "_old/index.html", "git/index.html", "a/_redirects/index.html", "a/vercel.html"]
        {
            assert_eq!(alias(path), None, "{path}");
        }
    }

    #[test]
    fn a_page_is_not_written_as_a_file_of_another_type() {
        for path in ["old.pdf", "a/feed.xml", "a.PNG", "a.json"] {
            assert!(alias(path).is_some_and(|found| !found.warning), "{path}");
        }
        for path in ["old.html", "a/old.PHP", "index.asp", "v1.2/index.html", "old.pdf/index.html"] {
            assert_eq!(alias(path), None, "{path}");
        }
        assert!(is_file("a.htm") && is_file("a.pdf"));
        assert!(!is_file("version-1.2") && !is_file("old") && !is_file("a.b"));
    }

    #[test]
    fn names_that_some_system_cannot_hold_are_warnings() {
        for path in ["con/index.html", "nul.html", "a/LPT1.html", "x./index.html", " x/index.html", "x /index.html"] {
            assert!(alias(path).is_some_and(|found| found.warning), "{path}");
        }
    }

    #[test]
    fn lengths_are_limited_for_all_that_is_written() {
        let letter = "م";
        for written in [Written::Page, Written::Alias, Written::Copied] {
            let part = |bytes: usize| format!("{}/index.html", "x".repeat(bytes));
            assert_eq!(fault(&part(255), written), None);
            assert!(fault(&part(256), written).is_some_and(|found| found.why.contains("256 bytes")));
            assert!(fault(&format!("{}/index.html", letter.repeat(128)), written).is_some());
            let deep = |folders: usize| format!("{}index.html", "0123456789abcde/".repeat(folders));
            assert_eq!(fault(&deep(63), written), None);
            assert!(fault(&deep(64), written).is_some_and(|found| found.why.contains("1034 bytes")));
        }
    }
}
