//! Keeps the JSON Schemas of a site in their folder.

use std::collections::BTreeSet;
use std::path::Path;

use mizan_model::Site;
use mizan_parse::schema::{FOLDER, of_guide, schemas};
use mizan_source::diagnostics::Diagnostics;

use crate::write::{self, WriteError};

/// The result of [`refresh`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Refreshed {
    /// Schemas that the site has.
    pub all: usize,
    /// New ones too.
    pub changed: usize,
}

/// Puts every schema of the site in the folder `root` in its place, or those of the `guides` named by id alone.
/// Those that are right are not touched.
///
/// # Errors
/// [`WriteError`] if one cannot be written.
pub fn refresh(
    root: &Path,
    site: &Site,
    diagnostics: &Diagnostics,
    guides: Option<&BTreeSet<String>>,
) -> Result<Refreshed, WriteError> {
    let mut done = Refreshed::default();
    let all = match guides {
        None => schemas(site, diagnostics),
        Some(named) => {
            let guides = site.guides.iter().filter(|guide| named.contains(&guide.id));
            guides.flat_map(|guide| of_guide(site, guide, diagnostics)).collect()
        }
    };
    for (path, text) in all {
        done.all += 1;
        done.changed += usize::from(write::write_generated(root, &format!("{FOLDER}/{path}"), text.as_bytes())?);
    }
    Ok(done)
}

/// Whether the site in the folder `root` has schemas, which are to be kept fresh.
pub fn is_used(root: &Path) -> bool {
    root.join(FOLDER).is_dir()
}
