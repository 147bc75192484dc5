//! Compares two versions of the program: the site of the repository and every fixture are built and checked with
//! both. Files are compared byte for byte, diagnostics by code and place: their text may change.
//!
//! Each program is given the sites of its own commit, as themes and sites may change together with the code. The cases
//! of `tests/diagnostics`, and the folders that came before them, are those of the base for both. Intended
//! differences are listed in `tests/deliberate-differences.txt`.

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
    let root = crate::repository()?;
    let deliberate = Deliberate::read(&root.join("tests/deliberate-differences.txt"))?;
    let old = Program::of_commit(&root, base)?;
    let new = Program::of_tree(&root)?;
    let sites = old.sites()?;
    if sites.is_empty() {
        return Err(format!("{base} has no site").into());
    }
    let materialized = tempfile::tempdir()?;
    let cases = old.cases(materialized.path())?;
    let (mut files, mut diagnostics, mut differences) = (0, 0, Vec::new());
    let mut compare = |name: &str, of_base: &Path, of_tree: &Path| -> Result<(), Failure> {
        let (before, after) = (Outcome::of(&old, of_base)?, Outcome::of(&new, of_tree)?);
        files += before.files.len();
        diagnostics += before.diagnostics.len();
        differences.extend(before.differences(&after).into_iter().map(|difference| format!("{name}: {difference}")));
        Ok(())
    };
    let mut gone = Vec::new();
    for site in &sites {
        match (old.folder(site), new.folder(site)) {
            (Some(of_base), Some(of_tree)) => compare(site, &of_base, &of_tree)?,
            _ => gone.push(format!("{site}: the site is gone")),
        }
    }
    for (name, folder) in &cases {
        compare(name, folder, folder)?;
    }
    differences.extend(gone);
    let (expected, found): (Vec<String>, Vec<String>) =
        differences.into_iter().partition(|difference| deliberate.explains(difference));
    println!(
        "{} sites, {files} files, {diagnostics} diagnostics: {} differences, {} deliberate",
        sites.len() + cases.len(),
        found.len(),
        expected.len()
    );
    for unused in deliberate.unused(&expected) {
        println!("tests/deliberate-differences.txt: `{unused}` matches no difference");
    }
    if files == 0 || diagnostics == 0 {
        return Err("nothing was compared".into());
    }
    match found.len() {
        0 => Ok(()),
        _ => Err(found.join("\n").into()),
    }
}
