//! Pictures as rules see them.

use mizan_source::SourceId;

/// A picture of the content, as it will be published.
#[derive(Clone, Debug)]
pub struct Picture {
    pub file: SourceId,
    /// In the site: `content/guides/boats/images/cover.png`.
    pub path: String,
    pub bytes: usize,
    /// Pixels.
    pub width: u32,
    pub height: u32,
    /// A vector image: it is as sharp in any size.
    pub vector: bool,
}
