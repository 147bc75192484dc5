//! Tasks for maintainers: `cargo xtask TASK`.

mod fixtures;
mod formats;
mod same_output;
mod words;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask TASK

  formats                      print formatted numbers, dates and lists, to compare with a browser
  materialize-fixtures FOLDER  write the site of each case in tests/diagnostics into a folder below FOLDER
  same-output BASE             compare the output and diagnostics with those of the commit BASE
  words                        check comments, messages and docs for words that are not to be used";

/// Why a task failed, or the problems it found.
pub type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["formats"] => formats::run(),
        ["materialize-fixtures", folder] => {
            repository().and_then(|root| fixtures::materialize(&root, Path::new(folder))).map(|_| ())
        }
        ["same-output", base] => same_output::run(base),
        ["words"] => words::run(),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

/// The folder of the working tree.
fn repository() -> Result<PathBuf, Failure> {
    Ok(mizan_testkit::repository().canonicalize()?)
}
