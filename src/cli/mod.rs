//! The command line: raw arguments in, resolved options through, exit code out. The only room that
//! prints.

mod build;
mod check;
mod clean;
mod clock;
mod completions;
mod explain;
mod help;
mod lang;
mod man;
mod new;
mod page;
mod progress;
mod report;
mod schema;
mod serve;

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

/// The program's name, as people type it.
const NAME: &str = "mizan";

/// What the process ends with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ExitStatus {
    Success,
    /// The content has an error, or a warning where warnings are denied.
    ContentError,
    /// A usage error, or one of the environment.
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

/// Builds comparison guides: facts in TOML, words in any language.
#[derive(Debug, Parser)]
#[command(name = "mizan", version, arg_required_else_help = true, max_term_width = 100)]
#[command(after_help = "Exit codes: 0 done, 1 the content is at fault, 2 usage or environment.")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build the site into a folder that any static host can serve
    Build(build::BuildArguments),
    /// Say what is wrong with the site, writing nothing; with --fix, mend what is certain
    Check(check::CheckArguments),
    /// Make a new site, or add a guide, a tier or a feature to one
    New(new::NewArguments),
    /// Translate the site: begin a language, see what is left, say that words are right again
    Lang(lang::LangArguments),
    /// Say what a diagnostic means, with an example and the way out
    Explain(explain::ExplainArguments),
    /// Show the site in the browser while you write: pages follow every save
    Serve(serve::ServeArguments),
    /// Remove the build cache
    Clean(clean::CleanArguments),
    /// Print or write the JSON Schemas by which editors complete, explain and check files
    Schema(schema::SchemaArguments),
    /// Print the script by which a shell completes Mizan's commands
    Completions(completions::CompletionsArguments),
    /// Print or write the manual pages
    Man(man::ManArguments),
}

/// Every command with its options: what docs, shell scripts and manual pages are made from or held against.
pub fn command() -> clap::Command {
    help::teach(Arguments::command())
}

/// Runs the command that the process was started with.
pub fn main() -> ExitCode {
    let arguments = match Arguments::from_arg_matches(&command().get_matches()) {
        Ok(arguments) => arguments,
        Err(fault) => fault.exit(),
    };
    let status = match arguments.command {
        Command::Build(arguments) => build::run(arguments),
        Command::Check(arguments) => check::run(arguments),
        Command::Clean(arguments) => clean::run(&arguments),
        Command::New(arguments) => new::run(arguments),
        Command::Lang(arguments) => lang::run(arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Completions(arguments) => completions::run(arguments),
        Command::Man(arguments) => man::run(&arguments),
        Command::Serve(arguments) => serve::run(arguments),
    };
    status.into()
}
