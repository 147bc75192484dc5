//! The files under `docs/diagnostics` and `tests/diagnostics`: changes to a small site, and what Mizan reports about
//! it.
//!
//! ````markdown
//! # MZ0404: a misspelled page
//!
//! Site: `boats-en`.
//!
//! In `content/guides/boats/en/guide.md`:
//!
//! ```diff
//! -Boats differ.
//! +See [the yacht](/guides/boats/yatch).
//! ```
//!
//! Mizan reports:
//!
//! ```text
//! error[MZ0404]: the guide `boats` has no tier or pair `yatch`
//! ```
//! ````
//!
//! A sentence, which ends a paragraph, gives the meaning of the block after it:
//!
//! - "In `PATH`:" before a block of the language `diff` replaces the lines that begin with `-` by those that begin with
//!   `+`; a line between them that begins with a space is context. Lines and context are in the file once. `@@` on a
//!   line of its own begins the next change.
//! - "In `PATH`:" before any other block replaces the lines with the same keys, or adds them; see [`lines`].
//! - "The whole of `PATH`:" is a file.
//! - "The bytes of `PATH`:" is a file with escapes; see [`escape`].
//! - "`PATH` is not there.", "`PATH` is a link to `TARGET`." and "In `PATH`, no line begins with `KEY`." need no block.
//! - "Mizan reports:" is what the terminal shows.
//!
//! `Site: NAME.` names a folder of `tests/diagnostics/sites`; without it, the site is `tests/sites/boats`. Under the
//! heading "Example" is what fails, under "Fixed" what does not; what is above both applies to both.

mod diff;
mod escape;
mod lines;
mod parse;
mod site_files;

use std::ops::Range;
use std::path::{Path, PathBuf};

pub use site_files::{SiteEntry, SiteFiles};

/// The heading above what fails.
pub const FAILING: &str = "Example";
/// The heading above the same site without the mistake.
pub const FIXED: &str = "Fixed";

/// Where the pages about diagnostics are.
const PAGES: &str = "docs/diagnostics";
/// Where the other cases are.
const CASES: &str = "tests/diagnostics";
/// The sites that cases change.
const SITES: &str = "tests/diagnostics/sites";
/// The site that pages change.
const DEFAULT_SITE: &str = "tests/sites/boats";

/// One thing that an example does to a site.
#[derive(Debug)]
#[expect(missing_docs, reason = "each `path` is the file that is changed, from the folder of the site")]
pub enum Step {
    /// Lines take the place of those that set the same keys, or are added to their table.
    Lines { path: String, text: String },
    /// Lines are replaced, by a unified diff without line numbers.
    Diff { path: String, text: String },
    /// The whole file is replaced or added.
    Whole { path: String, bytes: Vec<u8> },
    /// A symbolic link is added.
    Link { path: String, target: String },
    /// The file is removed.
    Gone { path: String },
    /// The lines that set a key are removed.
    Without { path: String, key: String },
}

/// A page or a case.
#[derive(Debug, Default)]
pub struct Example {
    /// Without the `#`.
    pub title: String,
    /// The first sentence: "Error", "Warning; you can set its level in `[lints]`".
    pub severity: String,
    /// The headings below the title, in order.
    pub sections: Vec<String>,
    /// The name of the site that is changed.
    pub site: Option<String>,
    /// The changes of both examples.
    pub shared: Vec<Step>,
    /// The changes that cause the report.
    pub failing: Vec<Step>,
    /// The changes of the fixed example.
    pub fixed: Vec<Step>,
    /// Every block under "Fixed": its language and its text.
    pub fixed_blocks: Vec<(String, String)>,
    /// The lines of blocks that no sentence describes, from 1.
    pub unplaced: Vec<usize>,
    /// The expected report.
    pub report: Option<String>,
    report_range: Option<Range<usize>>,
    /// Where "Example" ends.
    failing_end: usize,
}

impl Example {
    /// The site with the mistake, in a working tree of the repository at `root`.
    ///
    /// # Errors
    /// The error, as a message.
    pub fn failing_site(&self, root: &Path) -> Result<SiteFiles, String> {
        self.changed(root, &self.failing)
    }

    /// The site without the mistake.
    ///
    /// # Errors
    /// The error, as a message.
    pub fn fixed_site(&self, root: &Path) -> Result<SiteFiles, String> {
        self.changed(root, &self.fixed)
    }

    fn changed(&self, root: &Path, steps: &[Step]) -> Result<SiteFiles, String> {
        let folder = match &self.site {
            Some(name) => root.join(SITES).join(name),
            None => root.join(DEFAULT_SITE),
        };
        let mut files = SiteFiles::read(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        for step in self.shared.iter().chain(steps) {
            files.apply(step)?;
        }
        Ok(files)
    }

    /// `text`, which this was parsed from, with `report` in place of what it expects.
    pub fn with_report(&self, text: &str, report: &str) -> String {
        let report = format!("{}\n", report.trim_end());
        let (range, new) = match &self.report_range {
            Some(range) => (range.clone(), report),
            None => {
                let new = format!("\nMizan reports:\n\n```text\n{report}```\n");
                (self.failing_end..self.failing_end, new)
            }
        };
        format!("{}{new}{}", &text[..range.start], &text[range.end..])
    }
}

/// The pages about diagnostics: name and path, in order.
///
/// # Errors
/// The error, as a message.
pub fn pages(root: &Path) -> std::io::Result<Vec<(String, PathBuf)>> {
    listed(&root.join(PAGES))
}

/// The cases that are not pages: name and path, in order.
///
/// # Errors
/// The error, as a message.
pub fn cases(root: &Path) -> std::io::Result<Vec<(String, PathBuf)>> {
    listed(&root.join(CASES))
}

/// The case or page of this name.
///
/// # Errors
/// The error, as a message.
pub fn case(root: &Path, name: &str) -> Result<Example, String> {
    let path = root.join(CASES).join(format!("{name}.md"));
    Example::parse(&std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?)
}

/// The names of the sites that cases change.
///
/// # Errors
/// The error, as a message.
pub fn sites(root: &Path) -> std::io::Result<Vec<(String, PathBuf)>> {
    let mut sites = Vec::new();
    for entry in std::fs::read_dir(root.join(SITES))? {
        let entry = entry?;
        sites.push((entry.file_name().to_string_lossy().into_owned(), entry.path()));
    }
    sites.sort();
    Ok(sites)
}

fn listed(folder: &Path) -> std::io::Result<Vec<(String, PathBuf)>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if path.extension().is_some_and(|extension| extension == "md") && name.starts_with("MZ") {
            found.push((name, path));
        }
    }
    found.sort();
    Ok(found)
}
