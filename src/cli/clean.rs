//! `mizan clean`

use std::path::PathBuf;

use super::{ExitStatus, Stdout, report};
use mizan_engine::{CACHE_FOLDER, write};

#[derive(Debug, clap::Args)]
pub(super) struct CleanArguments {
    /// The folder that contains config.toml
    #[arg(long, value_name = "DIR", default_value = ".")]
    site: PathBuf,
}

/// Removes the build cache; returns the exit status.
pub(super) fn run(arguments: &CleanArguments, out: &mut Stdout) -> ExitStatus {
    let folder = arguments.site.join(CACHE_FOLDER);
    match write::clear_generated(&arguments.site, CACHE_FOLDER) {
        Ok(true) => out.write(format!("Removed {}\n", folder.display())),
        Ok(false) => out.write(format!("No build cache in {}\n", folder.display())),
        Err(error) => return report::error(&error.to_string()),
    }
    ExitStatus::Success
}
