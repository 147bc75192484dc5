//! Determines which stages a change makes stale, from the paths of the files.

use std::collections::BTreeSet;

use mizan_export::assets::is_picture;
use mizan_source::Changes;

/// The stages that changed paths make stale.
#[derive(Default)]
pub(super) struct Invalidation {
    pub config: bool,
    /// Files came or went in content/.
    pub strays: bool,
    pub words: bool,
    pub pages: bool,
    pub guides: BTreeSet<String>,
    pub theme: bool,
    pub theme_files: bool,
    pub pictures: bool,
    /// Files came or went in static/.
    pub copied: bool,
}

impl Invalidation {
    pub(super) fn of(changes: &Changes, languages: &[&str]) -> Invalidation {
        let mut stale = Invalidation::default();
        for path in changes.all() {
            let modified = changes.modified.contains(path);
            let parts: Vec<&str> = path.splitn(4, '/').collect();
            match parts.as_slice() {
                ["config.toml"] => stale.config = true,
                ["content", rest @ ..] => {
                    stale.strays |= !modified;
                    let picture = is_picture(path, languages);
                    stale.pictures |= picture;
                    match rest {
                        ["site", ..] => stale.words = true,
                        ["pages", ..] => stale.pages = true,
                        ["guides", id, ..] => {
                            stale.guides.insert((*id).to_owned());
                        }
                        _ => {}
                    }
                }
                ["static", ..] => stale.copied |= !modified,
                ["themes", _, "static", ..] if modified => stale.theme_files = true,
                ["themes", ..] => stale.theme = true,
                _ => {}
            }
        }
        stale
    }
}
