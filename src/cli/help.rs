//! Help that teaches: what each command is for in more than a line, and examples to copy.

use clap::Command;

/// A command by its path; what is added to its line; examples.
type Lesson = (&'static [&'static str], &'static str, &'static str);

/// What a command says of itself comes first; this is laid beside it.
const LESSONS: &[Lesson] = &[
    (
        &["build"],
        "Reads config.toml, content/, static/ and themes/, says all that is wrong with them in one run, and writes the \
         site. With any error nothing is written, and the site that was built before stays as it is. Only files that \
         changed are replaced.",
        "\
  mizan build                          the site in this folder, into public/
  mizan build --drafts --out preview   with guides and pages that say `draft = true`
  mizan build --deny warnings          for a machine that publishes: warnings stop it too",
    ),
    (
        &["check"],
        "Says all that `mizan build` would say and more, and writes nothing.",
        "\
  mizan check                     the site in this folder
  mizan check --fix --dry-run     show what would be mended
  mizan check --format json       for programs",
    ),
    (
        &["clean"],
        "A build leaves a cache in .mizan/cache, so that the next one renders only the guides that changed. Removing \
         it is always safe: the next build starts from scratch. The output folder stays as it is.",
        "\
  mizan clean                 the cache of the site in this folder
  mizan build --no-cache      build once without it, and leave it alone",
    ),
    (
        &["serve"],
        "Save a file, and the page in the browser is new. While something is at fault, the last good page stays, and \
         what is wrong stands over it, with file and line. Nothing is written to disk: when you are content, \
         `mizan build` makes the folder to upload. Ctrl-C ends it.",
        "\
  mizan serve --open            the site in this folder, in your browser
  mizan serve --drafts          with guides and pages that say `draft = true`
  mizan serve --host 0.0.0.0    to be seen from a phone on the same network, too",
    ),
    (
        &["explain"],
        "Every message has a code, such as MZ0202. Its page says what it means and why Mizan minds, with an example at \
         fault and the same example mended.",
        "\
  mizan explain MZ0202              the page of a code
  mizan explain 202 210             codes in short, several at once
  mizan explain MZ0202 --lang ar    the page in Arabic
  mizan explain                     a list of all codes",
    ),
    (
        &["new"],
        "",
        "\
  mizan new my-site                             a site in Arabic and English that explains itself
  mizan new my-site --languages en,fr
  mizan new guide phones --tiers basic,pro      then, in the site's folder, more of it",
    ),
    (
        &["new", "guide"],
        "",
        "\
  mizan new guide phones
  mizan new guide phones --tiers basic,pro --title \"Which phone?\"",
    ),
    (
        &["new", "tier"],
        "",
        "\
  mizan new tier phones/folding
  mizan new tier phones/folding --after basic --name \"Folding\"",
    ),
    (
        &["new", "feature"],
        "",
        "\
  mizan new feature phones/basics/waterproof
  mizan new feature phones/basics/battery --type number --unit hour --better higher
  mizan new feature phones/basics/ports --type choices --options usb-c,jack",
    ),
    (
        &["lang"],
        "",
        "\
  mizan lang add fr       begin a language
  mizan lang status       see what is still to translate
  mizan lang accept fr    say that its translations are right again",
    ),
];

/// The way of working: command, arguments, what it does.
const LOOP: [(&str, &str, &str); 6] = [
    ("new", "my-site", "make a small site that explains itself"),
    ("serve", "--open", "look at it while you write: each save shows in the browser"),
    ("check", "", "see all that is wrong or could be better"),
    ("explain", "MZ0202", "see what a message means, and the way out"),
    ("lang", "status", "see what is still to translate"),
    ("build", "", "make the folder that any static host can serve"),
];

const CODES: &str = "\
Exit codes:
  0  done
  1  the content is at fault: messages say where, and the way out
  2  the command was used wrongly, or the machine would not let it work";

/// The command with all that its help has to say. Nothing is said of a command that is not there.
pub(super) fn teach(mut root: Command) -> Command {
    let steps: Vec<String> = LOOP
        .iter()
        .filter(|(name, ..)| root.find_subcommand(name).is_some())
        .map(|(name, rest, does)| format!("  {:<24}{does}", format!("mizan {name} {rest}")))
        .collect();
    let more = "`mizan COMMAND --help` says more of each, with examples.";
    let text = format!("How one works with it:\n{}\n\n{more}\n\n{CODES}", steps.join("\n"));
    root = root.after_long_help(text);
    for lesson in LESSONS {
        root = give(root, lesson.0, lesson);
    }
    root
}

fn give(command: Command, path: &[&'static str], lesson: &Lesson) -> Command {
    let Some((name, rest)) = path.split_first() else { return told(command, lesson) };
    if command.find_subcommand(name).is_none() {
        return command;
    }
    command.mut_subcommand(name, |inner| give(inner, rest, lesson))
}

fn told(mut command: Command, (_, more, examples): &Lesson) -> Command {
    if !more.is_empty()
        && command.get_long_about().is_none()
        && let Some(about) = command.get_about().map(ToString::to_string)
    {
        command = command.long_about(format!("{about}\n\n{more}"));
    }
    let own = command.get_after_long_help().or(command.get_after_help()).map(ToString::to_string);
    match own {
        Some(own) if own.contains("Examples:") => command,
        Some(own) => command.after_long_help(format!("{own}\n\nExamples:\n{examples}")),
        None => command.after_long_help(format!("Examples:\n{examples}")),
    }
}
