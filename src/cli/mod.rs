//! The command line: parses arguments, calls one function per command, and returns an exit code. The only module that
//! prints.

mod build;
mod check;
mod clean;
mod clock;
mod completions;
mod explain;
mod help;
mod interrupt;
mod lang;
mod man;
mod new;
mod page;
mod progress;
mod report;
mod schema;
mod serve;
mod stdout;

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use interrupt::Interrupt;
use stdout::Stdout;

/// The name of the executable.
const NAME: &str = "mizan";

/// The result of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ExitStatus {
    Success,
    /// The content has an error, or a warning where warnings are denied.
    ContentError,
    /// A usage or environment error.
    EnvironmentError,
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> ExitCode {
        ExitCode::from(match status {
            ExitStatus::Success => 0,
            ExitStatus::ContentError => 1,
            ExitStatus::EnvironmentError => 2,
        })
    }
}

/// A static site generator for comparison guides: facts in TOML, text in any language.
#[derive(Debug, Parser)]
#[command(name = "mizan", version, arg_required_else_help = true, max_term_width = 100)]
#[command(after_help = "Exit codes: 0 success, 1 the site has errors, 2 usage or environment error.")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build the site into a folder that any static host can serve
    Build(build::BuildArguments),
    /// Check the site for errors without building it
    Check(check::CheckArguments),
    /// Create a new site, or add a guide, a tier or a feature to an existing one
    New(new::NewArguments),
    /// Add languages and follow the progress of translations
    Lang(lang::LangArguments),
    /// Explain a diagnostic code, with an example and how to fix it
    Explain(explain::ExplainArguments),
    /// Preview the site in the browser, and update it on every save
    Serve(serve::ServeArguments),
    /// Remove the build cache
    Clean(clean::CleanArguments),
    /// Print or write JSON Schemas for editors
    Schema(schema::SchemaArguments),
    /// Print a shell completion script
    Completions(completions::CompletionsArguments),
    /// Print or write manual pages
    Man(man::ManArguments),
}

/// Every command with its options and help: for parsing, completion scripts, manual pages, and the test of the docs.
pub fn command() -> clap::Command {
    help::with_examples(Arguments::command())
}

/// Parses the arguments of the process, and runs the command.
pub fn main() -> ExitCode {
    let mut out = Stdout::default();
    let status = match command().try_get_matches().and_then(|matches| Arguments::from_arg_matches(&matches)) {
        Ok(arguments) => run(arguments.command, &mut out),
        // Help or a version that was asked for.
        Err(error) if !error.use_stderr() => {
            let text = error.render();
            out.write(if report::color(&std::io::stdout()) { text.ansi().to_string() } else { text.to_string() });
            ExitStatus::Success
        }
        Err(error) => error.exit(),
    };
    out.finish(status).into()
}

fn run(command: Command, out: &mut Stdout) -> ExitStatus {
    // The server ends by itself at Ctrl-C, which is how it is stopped.
    if let Command::Serve(arguments) = command {
        return serve::run(arguments);
    }
    // Without it, a signal ends the process as it does any other, and the next build cleans up.
    let interrupt = Interrupt::listen().unwrap_or_default();
    match command {
        Command::Build(arguments) => build::run(arguments, out, &interrupt),
        Command::Check(arguments) => check::run(arguments, out, &interrupt),
        Command::Clean(arguments) => clean::run(&arguments, out),
        Command::New(arguments) => new::run(arguments, out, &interrupt),
        Command::Lang(arguments) => lang::run(arguments, out, &interrupt),
        Command::Explain(arguments) => explain::run(&arguments, out),
        Command::Schema(arguments) => schema::run(&arguments, out, &interrupt),
        Command::Completions(arguments) => completions::run(arguments, out),
        Command::Man(arguments) => man::run(&arguments, out),
        Command::Serve(arguments) => serve::run(arguments),
    }
}
