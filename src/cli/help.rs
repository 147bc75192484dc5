//! The long help: descriptions of commands, and examples to copy.

use clap::Command;

/// Text that is added to the help of a command.
struct CommandHelp {
    /// `["new", "guide"]`.
    path: &'static [&'static str],
    /// Follows the summary line; may be empty.
    description: &'static str,
    examples: &'static str,
}

const COMMANDS: &[CommandHelp] = &[
    CommandHelp {
        path: &["build"],
        description: "Reads config.toml, content/, static/ and themes/, reports all problems in one run, and writes the \
                      site. If there is any error, nothing is written, and the output of the last build stays as it is. \
                      Only files that changed are replaced.",
        examples: "\
  mizan build                          Build the site in this folder into public/
  mizan build --drafts --out preview   Include guides and pages that have `draft = true`
  mizan build --deny warnings          Fail if there are warnings, for example in CI",
    },
    CommandHelp {
        path: &["check"],
        description: "Reports everything that `mizan build` reports, and the results of all lint rules. Nothing is \
                      written, unless you ask for fixes.",
        examples: "\
  mizan check                     Check the site in this folder
  mizan check --fix               Apply safe fixes
  mizan check --fix --dry-run     Show the fixes without applying them
  mizan check --format json       Print diagnostics for programs",
    },
    CommandHelp {
        path: &["clean"],
        description: "A build leaves a cache in .mizan/cache, so that the next one renders only the guides that changed. \
                      It is always safe to remove: the next build starts from scratch. The output folder is not touched.",
        examples: "\
  mizan clean                 Remove the cache of the site in this folder
  mizan build --no-cache      Build once without the cache",
    },
    CommandHelp {
        path: &["serve"],
        description: "Pages update when you save a file. While the site has errors, the last good page is shown, with the \
                      errors over it. The output folder is not written: run `mizan build` for the folder to upload. Only \
                      the schemas for your editor in .mizan/schemas are kept up to date, if the site has them. Press \
                      Ctrl-C to stop.",
        examples: "\
  mizan serve --open            Preview the site in your browser
  mizan serve --drafts          Include guides and pages that have `draft = true`
  mizan serve --host 0.0.0.0    Let others on the network view it, such as your phone",
    },
    CommandHelp {
        path: &["explain"],
        description: "Every diagnostic has a code, such as MZ0202. This command prints the page about a code: what it means, an example that \
                      causes it and the same example fixed.",
        examples: "\
  mizan explain MZ0202              Print the page of a code
  mizan explain 202 210             Print several pages, with codes in short
  mizan explain MZ0202 --lang ar    Print the page in Arabic
  mizan explain                     List all codes",
    },
    CommandHelp {
        path: &["new"],
        description: "",
        examples: "\
  mizan new my-site                             Create a site in Arabic and English
  mizan new my-site --languages en,fr           Create a site in English and French
  mizan new guide phones --tiers basic,pro      Add a guide to the site in this folder",
    },
    CommandHelp {
        path: &["new", "guide"],
        description: "",
        examples: "\
  mizan new guide phones
  mizan new guide phones --tiers basic,pro --title \"Which phone?\"",
    },
    CommandHelp {
        path: &["new", "tier"],
        description: "",
        examples: "\
  mizan new tier phones/folding
  mizan new tier phones/folding --after basic --name \"Folding\"",
    },
    CommandHelp {
        path: &["new", "feature"],
        description: "",
        examples: "\
  mizan new feature phones/basics/waterproof
  mizan new feature phones/basics/battery --type number --unit hour --better higher
  mizan new feature phones/basics/ports --type choices --options usb-c,jack",
    },
    CommandHelp {
        path: &["lang"],
        description: "",
        examples: "\
  mizan lang add fr       Add a language
  mizan lang status       Show what is still to translate
  mizan lang accept fr    Mark its translations as current",
    },
];

/// A typical workflow: command, arguments, what it does.
const WORKFLOW: [(&str, &str, &str); 6] = [
    ("new", "my-site", "create a small example site"),
    ("serve", "--open", "preview it in the browser while you write"),
    ("check", "", "report errors and warnings"),
    ("explain", "MZ0202", "explain a diagnostic code"),
    ("lang", "status", "show what is still to translate"),
    ("build", "", "write the folder to upload"),
];

const EXIT_CODES: &str = "\
Exit codes:
  0  success; there may be warnings
  1  the site has errors
  2  usage or environment error, such as an unknown option or a missing folder";

/// Adds the long help to `root`. Entries for commands that do not exist are ignored.
pub(super) fn with_examples(mut root: Command) -> Command {
    let steps: Vec<String> = WORKFLOW
        .iter()
        .filter(|(name, ..)| root.find_subcommand(name).is_some())
        .map(|(name, arguments, does)| format!("  {:<24}{does}", format!("mizan {name} {arguments}")))
        .collect();
    let more = "Run `mizan COMMAND --help` for details and examples.";
    root = root.after_long_help(format!("Typical workflow:\n{}\n\n{more}\n\n{EXIT_CODES}", steps.join("\n")));
    for help in COMMANDS {
        root = find_and_extend(root, help.path, help);
    }
    root
}

fn find_and_extend(command: Command, path: &[&'static str], help: &CommandHelp) -> Command {
    let Some((name, rest)) = path.split_first() else { return extend(command, help) };
    if command.find_subcommand(name).is_none() {
        return command;
    }
    command.mut_subcommand(name, |inner| find_and_extend(inner, rest, help))
}

fn extend(mut command: Command, help: &CommandHelp) -> Command {
    let CommandHelp { description, examples, .. } = help;
    if !description.is_empty()
        && command.get_long_about().is_none()
        && let Some(about) = command.get_about().map(ToString::to_string)
    {
        command = command.long_about(format!("{about}\n\n{description}"));
    }
    let own = command.get_after_long_help().or(command.get_after_help()).map(ToString::to_string);
    match own {
        Some(own) if own.contains("Examples:") => command,
        Some(own) => command.after_long_help(format!("{own}\n\nExamples:\n  {}", examples.trim_start())),
        None => command.after_long_help(format!("Examples:\n  {}", examples.trim_start())),
    }
}
