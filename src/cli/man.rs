//! `mizan man`

use std::path::{Path, PathBuf};

use super::{ExitStatus, Stdout, report};
use mizan_engine::write::{self, WriteError};

const EXAMPLES: &str = "\
Examples:
  Read the manual page of Mizan, or that of a command:
    mizan man | man -l -
    mizan man build | man -l -
  Install all pages, so that `man mizan-build` works:
    mizan man --out ~/.local/share/man/man1";

#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct ManArguments {
    /// The command whose page is printed [default: mizan]
    #[arg(value_name = "COMMAND", conflicts_with = "out")]
    command: Vec<String>,
    /// Write all pages to this folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Prints a manual page, or writes all; returns the exit status.
pub(super) fn run(arguments: &ManArguments, stdout: &mut Stdout) -> ExitStatus {
    let result = match &arguments.out {
        Some(out) => write_all(out, stdout).map_err(|error| error.to_string()),
        None => print_one(&arguments.command, stdout),
    };
    match result {
        Ok(()) => ExitStatus::Success,
        Err(message) => report::error(&message),
    }
}

fn print_one(path: &[String], stdout: &mut Stdout) -> Result<(), String> {
    let root = built();
    let mut command = &root;
    for name in path {
        command = command.find_subcommand(name).ok_or_else(|| {
            let names: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
            match mizan_source::diagnostics::did_you_mean(name, names.iter().copied()) {
                Some(meant) => format!("unknown command `{name}`; did you mean `{meant}`?"),
                None if names.is_empty() => format!("`{}` has no subcommands", command.get_name()),
                None => format!("unknown command `{name}`; the commands are {}", names.join(", ")),
            }
        })?;
    }
    stdout.write(&page(command)?.1);
    Ok(())
}

fn write_all(out: &Path, stdout: &mut Stdout) -> Result<(), String> {
    let mut pages = Vec::new();
    gather(&built(), &mut pages)?;
    for (name, roff) in &pages {
        write::write_generated(out, name, roff).map_err(|error: WriteError| error.to_string())?;
    }
    stdout.write(format!("Wrote {} manual pages to {}\n", pages.len(), out.display()));
    Ok(())
}

/// The commands with their full names: `mizan-build`.
fn built() -> clap::Command {
    let mut command = super::command().disable_help_subcommand(true);
    command.build();
    command
}

fn gather(command: &clap::Command, pages: &mut Vec<(String, Vec<u8>)>) -> Result<(), String> {
    pages.push(page(command)?);
    for inner in command.get_subcommands().filter(|inner| !inner.is_hide_set()) {
        gather(inner, pages)?;
    }
    Ok(())
}

/// The name and contents of a file.
fn page(command: &clap::Command) -> Result<(String, Vec<u8>), String> {
    let source = concat!("Mizan ", env!("CARGO_PKG_VERSION"));
    let man = clap_mangen::Man::new(command.clone()).source(source).manual("Mizan Manual");
    let mut roff = Vec::new();
    man.render(&mut roff).map_err(|error| format!("cannot render the page of `{}`: {error}", command.get_name()))?;
    Ok((man.get_filename(), roff))
}
