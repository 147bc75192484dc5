//! `mizan clean`

use std::path::PathBuf;

use super::{ExitStatus, report};
use mizan_engine::{CACHE_FOLDER, write};

#[derive(Debug, clap::Args)]
pub(super) struct CleanArguments {
    /// The folder that contains config.toml
    #[arg(long, value_name = "DIR", default_value = ".")]
    site: PathBuf,
}

/// Removes the build cache; returns the exit status.
pub(super) fn run(arguments: &CleanArguments) -> ExitStatus {
    let folder = arguments.site.join(CACHE_FOLDER);
    match write::clear_generated(&arguments.site, CACHE_FOLDER) {
        Ok(true) => report::print(format!("Removed {}\n", folder.display()).as_bytes()),
        Ok(false) => report::print(format!("No build cache in {}\n", folder.display()).as_bytes()),
        Err(error) => return report::error(&error.to_string()),
    }
    ExitStatus::Success
}
