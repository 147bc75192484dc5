//! Images as rules see them.

use mizan_source::SourceId;

/// An image of the content, as it will be published.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The file that diagnostics name.
    pub file: SourceId,
    /// In the site: `content/guides/boats/images/cover.png`.
    pub path: String,
    /// How large the file is, as it will be published.
    pub bytes: usize,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// A vector image: it is as sharp in any size.
    pub vector: bool,
}
