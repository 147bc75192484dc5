//! The output formats other than HTML: one file per format, each producing artifacts from the model, the
//! plan and text that other crates formatted. Does not access the disk.

// No content of an author, a theme or a file may cause a panic; tests may unwrap.
#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod assets;
mod bare;
pub mod data;
mod data_csv;
mod data_json;
mod feed;
mod frame;
pub mod headers;
pub mod html;
mod json;
pub mod json_ld;
pub mod llms;
pub mod markdown;
mod nojekyll;
mod oembed;
mod redirects;
mod robots;
mod sitemap;
mod xml;

#[cfg(test)]
pub(crate) mod fixture;

pub use assets::{Assets, ImageInfo, NoAsset, Owner};
pub use bare::bare;
pub use data_csv::data_csv;
pub use data_json::data_json;
pub use feed::feed;
pub use frame::frame;
pub use nojekyll::nojekyll;
pub use oembed::{OEmbed, oembed};
pub use redirects::{RedirectTarget, redirects};
pub use robots::robots;
pub use sitemap::sitemap;

/// One file of the site, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artifact {
    /// Under the output folder, decoded, `/` between its parts, without a leading slash.
    pub path: String,
    /// The content as it is written.
    pub bytes: Vec<u8>,
    /// When it is put in place.
    pub class: Class,
}

impl Artifact {
    /// A file at `path`, under the output folder.
    pub fn new(class: Class, path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Artifact {
        Artifact { path: path.into(), bytes: bytes.into(), class }
    }
}

/// When a file is put in place: nothing that points is there before what it points to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// Files that pages refer to: stylesheets, fonts, images, data, copied files.
    Asset,
    /// Pages in HTML.
    Page,
    /// Files that list pages: sitemap, feeds, robots.txt, `_headers`.
    Index,
}

impl Class {
    /// In the order in which they are put in place.
    pub const ALL: [Class; 3] = [Class::Asset, Class::Page, Class::Index];
}
