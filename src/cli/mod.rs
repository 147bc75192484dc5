//! The command line: raw arguments in, resolved options through, exit code out. The only room that
//! prints.

mod build;
mod clock;
mod explain;
mod page;
mod progress;
mod report;
mod serve;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Built, without a fault that matters.
const BUILT: u8 = 0;
/// The content is at fault.
const CONTENT: u8 = 1;
/// The command was used wrongly, or the machine would not let it work.
const ENVIRONMENT: u8 = 2;

/// Builds comparison guides: facts in TOML, words in any language.
#[derive(Debug, Parser)]
#[command(name = "mizan", version, arg_required_else_help = true, max_term_width = 100)]
#[command(after_help = "Exit codes: 0 built, 1 the content is at fault, 2 usage or environment.")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build the site into a folder that any static host can serve.
    Build(build::Arguments),
    /// Say what a diagnostic means, with an example and the way out.
    Explain(explain::Arguments),
    /// Look at the site while you write it: pages follow every save.
    Serve(serve::Arguments),
}

/// Runs the command that the process was started with.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let code = match arguments.command {
        Command::Build(arguments) => build::run(arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Serve(arguments) => serve::run(arguments),
    };
    ExitCode::from(code)
}
