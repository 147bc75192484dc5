//! Writes the sites of the pages in `docs/diagnostics` and of the cases under `tests/diagnostics` into folders, for
//! tools that need a real one.

use std::path::{Path, PathBuf};

use mizan_testkit::example::{self, Example};

use crate::Failure;

/// Writes the site of each page and case in the working tree at `root` into a folder of its name below `to`. Pages whose
/// example is not a change to a small site are omitted.
pub(crate) fn materialize(root: &Path, to: &Path) -> Result<Vec<(String, PathBuf)>, Failure> {
    let mut written = Vec::new();
    for (name, path) in example::pages(root)? {
        let page = Example::parse(&std::fs::read_to_string(path)?).map_err(|error| format!("{name}: {error}"))?;
        let Some(files) = page.report.is_some().then(|| page.failing_site(root)) else { continue };
        let folder = to.join(&name);
        files.map_err(|error| format!("{name}: {error}"))?.write(&folder)?;
        written.push((name, folder));
    }
    for (name, path) in example::cases(root)? {
        let case = Example::parse(&std::fs::read_to_string(path)?).map_err(|error| format!("{name}: {error}"))?;
        let files = case.failing_site(root).map_err(|error| format!("{name}: {error}"))?;
        if files.has_links() && cfg!(not(unix)) {
            continue;
        }
        let folder = to.join(&name);
        files.write(&folder)?;
        written.push((name, folder));
    }
    Ok(written)
}
