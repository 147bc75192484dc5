//! `.nojekyll`: makes GitHub Pages publish the folder as it is, including `_headers`.

use super::{Artifact, Class};

/// The empty file at the root of the output.
pub fn nojekyll() -> Artifact {
    Artifact::new(Class::Index, ".nojekyll", "")
}
