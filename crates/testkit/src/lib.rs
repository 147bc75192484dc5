//! Code shared by the tests of several crates.

pub mod example;
mod site;
mod visible;

use std::path::{Path, PathBuf};

pub use site::{config, site_at};
pub use visible::visible_text;

/// The folder of the repository, which is a site itself.
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
