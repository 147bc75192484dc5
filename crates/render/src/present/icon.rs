//! The icon of a site, which its `static/` may hold.

use mizan_plan::{BasePath, Route};

use crate::view::IconLink;

/// Names that programs make and browsers, search engines and phones look for; where there are several, browsers take the
/// vector, as it is listed last (HTML, section 4.6.8.9: of equally appropriate icons the last one).
const NAMES: [(&str, &str, &str); 4] = [
    ("favicon.ico", "icon", "image/x-icon"),
    ("favicon.png", "icon", "image/png"),
    ("favicon.svg", "icon", "image/svg+xml"),
    ("apple-touch-icon.png", "apple-touch-icon", "image/png"),
];

/// The links to the icons that are among the files of `static/`, by their names there.
pub fn icons<'a>(names: impl Iterator<Item = &'a str>, base: &BasePath) -> Vec<IconLink> {
    let there: Vec<&str> = names.collect();
    let listed = NAMES.iter().filter(|(name, ..)| there.contains(name));
    listed.map(|(name, rel, kind)| IconLink { url: base.href(&Route::root().file(name)), rel, kind }).collect()
}
