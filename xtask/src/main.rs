//! Tasks for maintainers: `cargo xtask TASK`.

mod formats;
mod same_output;

use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask TASK

  formats             print formatted numbers, dates and lists, for the browser to compare
  same-output BASE    compare what the program of commit BASE writes and reports with what this one does";

/// Why a task could not be carried out, or what it found.
pub type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["formats"] => formats::run(),
        ["same-output", base] => same_output::run(base),
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
