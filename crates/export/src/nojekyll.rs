//! `.nojekyll`: tells GitHub Pages to publish the folder as it is, `_headers` among it.

use super::{Artifact, Class};

pub fn nojekyll() -> Artifact {
    Artifact::new(Class::Index, ".nojekyll", "")
}
