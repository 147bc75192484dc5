//! A page as it is sent to a browser, with hashes that show whether it is current.

use mizan_engine::{PageState, Snapshot};
use mizan_plan::{PageIx, PageKey};
use mizan_source::diagnostics::Diagnostics;

/// A rendered page.
pub(crate) struct Rendered {
    /// As a build writes it.
    pub html: String,
    /// Of all but the names of its stylesheets.
    pub hash: String,
    /// Of the names of its stylesheets.
    pub styles: String,
    pub state: PageState,
    /// Other sites may show it in a frame.
    pub embed: bool,
}

impl Rendered {
    /// Renders a page.
    ///
    /// # Errors
    /// The problems of the page.
    pub(crate) fn new(snapshot: &Snapshot, page: PageIx) -> Result<Rendered, Diagnostics> {
        let artifact = snapshot.render(page)?;
        let html = String::from_utf8_lossy(&artifact.bytes).into_owned();
        // A style sheet's name contains a hash of its bytes, and it can be replaced in place.
        let (mut masked, mut named) = (html.clone(), String::new());
        for (name, url) in snapshot.stylesheets() {
            if masked.contains(url) {
                masked = masked.replace(url, name);
                named.push_str(url);
            }
        }
        let state = snapshot.state(page);
        let embed = snapshot.page(page).is_some_and(|page| matches!(page.key, PageKey::Embed(_)));
        Ok(Rendered { hash: short_hash(&masked), styles: short_hash(&named), html, state, embed })
    }

    /// Reminders for the author, as keywords for the client.
    pub(crate) fn marks(&self) -> String {
        let PageState { draft, original, outdated } = self.state;
        let marks = [(draft, "draft"), (original, "original"), (outdated, "outdated")];
        marks.into_iter().filter_map(|(is, word)| is.then_some(word)).collect::<Vec<_>>().join(" ")
    }
}

/// Sixteen hexadecimal digits of BLAKE3.
pub(crate) fn short_hash(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex().get(..16).unwrap_or_default().to_owned()
}
