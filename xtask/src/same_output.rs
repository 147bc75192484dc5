//! Compares two versions of the program: the site of the repository and every fixture are built and checked with
//! both. Files are compared byte for byte, diagnostics by code and place: their words may change.
//!
//! Each program is given the sites of its own commit, as themes and fixtures may change together with the code. What
//! differs on purpose is listed in `tests/deliberate-differences.txt`.

mod deliberate;
mod outcome;
mod program;

use std::path::Path;

use crate::Failure;
use deliberate::Deliberate;
use outcome::Outcome;
use program::Program;

/// Compares with the commit `base`.
pub(crate) fn run(base: &str) -> Result<(), Failure> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize()?;
    let deliberate = Deliberate::read(&root.join("tests/deliberate-differences.txt"))?;
    let old = Program::of_commit(&root, base)?;
    let new = Program::of_tree(&root)?;
    let sites = old.sites()?;
    if sites.is_empty() {
        return Err(format!("{base} has no site").into());
    }
    let (mut files, mut diagnostics, mut differences) = (0, 0, Vec::new());
    for site in &sites {
        if !new.has(site) {
            differences.push(format!("{site}: the site is gone"));
            continue;
        }
        let (before, after) = (Outcome::of(&old, site)?, Outcome::of(&new, site)?);
        files += before.files.len();
        diagnostics += before.diagnostics.len();
        differences.extend(before.differences(&after).into_iter().map(|difference| format!("{site}: {difference}")));
    }
    let (expected, found): (Vec<String>, Vec<String>) =
        differences.into_iter().partition(|difference| deliberate.explains(difference));
    println!(
        "{} sites, {files} files, {diagnostics} diagnostics: {} differences, {} more on purpose",
        sites.len(),
        found.len(),
        expected.len()
    );
    for unused in deliberate.unused(&expected) {
        println!("tests/deliberate-differences.txt explains nothing by `{unused}`");
    }
    if files == 0 || diagnostics == 0 {
        return Err("nothing was compared".into());
    }
    match found.len() {
        0 => Ok(()),
        _ => Err(found.join("\n").into()),
    }
}
