//! `mizan completions`

use clap_complete::Shell;

use super::{ExitStatus, Stdout};

const EXAMPLES: &str = "\
Examples:
  Bash:
    mizan completions bash > ~/.local/share/bash-completion/completions/mizan
  Zsh, in a folder that is in $fpath:
    mizan completions zsh > ~/.zfunc/_mizan
  fish:
    mizan completions fish > ~/.config/fish/completions/mizan.fish
  PowerShell, in $PROFILE:
    mizan completions powershell | Out-String | Invoke-Expression";

#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct CompletionsArguments {
    /// The shell to complete commands for
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

/// Prints the script of a shell; returns the exit status.
pub(super) fn run(arguments: CompletionsArguments, out: &mut Stdout) -> ExitStatus {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut super::command(), super::NAME, &mut script);
    out.write(&script);
    ExitStatus::Success
}
