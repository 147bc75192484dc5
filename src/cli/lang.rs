//! `mizan lang`: `add`, `status`, `accept`

use std::io::{stderr, stdout};
use std::path::{Path, PathBuf};

use clap::{Subcommand, ValueEnum};

use super::ExitStatus;
use super::report::{self, count, say};
use mizan_engine::write::WriteError;
use mizan_engine::write::author::{self, Change};
use mizan_model::{LangIx, State};
use mizan_source::diagnostics::Diagnostics;
use mizan_source::{self, SourceMap};
use mizan_translate::{
    self, Addition, Catalog, CatalogEntry, Edit, Refusal, Request, Section, Selection, TranslationProgress,
};

/// How the status is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people: a table
    Human,
    /// For programs: one object
    Json,
}

#[derive(Debug, clap::Args)]
pub(super) struct LangArguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Begin a language: its entry in config.toml, and a file for each file of the source
    ///
    /// Every string to translate stands in them as a remark, with the source's words beside it. No file that
    /// is there already is touched; for a language that has begun, only what it lacks is made.
    #[command(after_help = "Examples:\n  mizan lang add fr\n  mizan lang add pt-BR --guide phones --beside en")]
    Add(Add),
    /// See how far each language is: what is current, outdated, missing
    #[command(
        after_help = "Examples:\n  mizan lang status\n  mizan lang status fr --list\n  mizan lang status --deny outdated --format json"
    )]
    Status(Status),
    /// Say that a translation is right again, after you have looked at what its source says now
    #[command(
        after_help = "Examples:\n  mizan lang accept fr\n  mizan lang accept fr --guide phones labels.features.price\n  mizan lang accept content/guides/phones/fr/guide.md"
    )]
    Accept(Accept),
}

#[derive(Debug, clap::Args)]
struct Add {
    /// The language, as a BCP 47 tag: `fr`, `pt-BR`, `zh-Hant`
    #[arg(value_name = "LANG")]
    language: String,
    /// Only these guides [default: all]
    #[arg(long = "guide", value_name = "ID")]
    guides: Vec<String>,
    /// A language whose words stand beside the source's, for who reads it better
    #[arg(long, value_name = "LANG")]
    beside: Option<String>,
    /// Whose regional rules hold, where not the language's own: `fr-CA`
    #[arg(long, value_name = "TAG")]
    locale: Option<String>,
    /// The digits of numbers, where not the locale's own: `latn`, `arab`
    #[arg(long, value_name = "SYSTEM")]
    digits: Option<String>,
    /// Only say what would be made
    #[arg(long)]
    dry_run: bool,
    /// The folder that holds config.toml
    #[arg(long, value_name = "DIR", default_value = ".")]
    site: PathBuf,
}

#[derive(Debug, clap::Args)]
struct Status {
    /// Only this language
    #[arg(value_name = "LANG")]
    language: Option<String>,
    /// Only these guides
    #[arg(long = "guide", value_name = "ID")]
    guides: Vec<String>,
    /// Every string that is not current: where it stands, what the source said then and says now
    #[arg(long, visible_alias = "verbose", short = 'v')]
    list: bool,
    /// End with exit code 1 where there are any
    #[arg(long, value_name = "WHAT")]
    deny: Vec<Deny>,
    /// How it is printed
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
    /// The folder that holds config.toml
    #[arg(long, value_name = "DIR", default_value = ".")]
    site: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Deny {
    /// Strings whose source says something else now
    Outdated,
    /// Strings that are not translated
    Missing,
}

#[derive(Debug, clap::Args)]
struct Accept {
    /// Languages, then files, keys as `status --list` shows them, or what keys begin with [default: everything]
    #[arg(value_name = "LANG|FILE|KEY")]
    what: Vec<String>,
    /// Only these guides
    #[arg(long = "guide", value_name = "ID")]
    guides: Vec<String>,
    /// Only say what would be accepted
    #[arg(long)]
    dry_run: bool,
    /// The folder that holds config.toml
    #[arg(long, value_name = "DIR", default_value = ".")]
    site: PathBuf,
}

/// Runs the command; returns the exit status.
pub(super) fn run(arguments: LangArguments) -> ExitStatus {
    let done = match arguments.command {
        Command::Add(arguments) => add(arguments),
        Command::Status(arguments) => status(arguments),
        Command::Accept(arguments) => accept(arguments),
    };
    done.unwrap_or_else(|code| code)
}

/// The site's files with the default theme, and what was wrong with reading them.
fn load(site: &Path) -> Result<(SourceMap, Diagnostics), ExitStatus> {
    let (mut sources, diagnostics) =
        mizan_source::load(site).map_err(|fault| report::environment(&fault.to_string()))?;
    crate::THEME.add_to(&mut sources);
    Ok((sources, diagnostics))
}

fn usage((message, help): (String, Vec<String>)) -> ExitStatus {
    let help: String = help.iter().map(|help| format!("\n  = help: {help}")).collect();
    report::environment(&format!("{message}{help}"))
}

fn write_failed(fault: &WriteError) -> ExitStatus {
    report::environment(&fault.to_string())
}

/// A file of a plan, as it is to be written.
pub(super) fn change(edit: &Edit) -> Change {
    let (path, new) = (edit.path.clone(), edit.new.clone());
    match edit.read.clone() {
        Some(read) => Change::Replace { path, read, new },
        None => Change::Create { path, bytes: new },
    }
}

fn add(arguments: Add) -> Result<ExitStatus, ExitStatus> {
    let (sources, unread) = load(&arguments.site)?;
    if unread.has_errors() {
        report::faults(&unread, &sources);
        return Err(ExitStatus::ContentError);
    }
    let request = Request {
        id: arguments.language,
        locale: arguments.locale,
        digits: arguments.digits,
        guides: arguments.guides,
        beside: arguments.beside,
    };
    let addition = match mizan_translate::add(&sources, &request) {
        Ok(addition) => addition,
        Err(Refusal::Usage { message, help }) => return Err(usage((message, help))),
        Err(Refusal::Content { faults, sources }) => {
            report::faults(&faults, &sources);
            say(
                &mut stderr(),
                "Nothing was added: the site has errors, and from what cannot be read nothing can be translated.\n",
            );
            return Err(ExitStatus::ContentError);
        }
    };
    if !arguments.dry_run {
        let made = addition
            .files
            .iter()
            .map(|file| Change::Create { path: file.path.clone(), bytes: file.text.clone().into() });
        let changes: Vec<Change> =
            addition.config.iter().map(change).chain(made).chain(addition.records.iter().map(change)).collect();
        author::apply(&arguments.site, &changes).map_err(|fault| write_failed(&fault))?;
    }
    say(&mut stdout(), &added(&addition, arguments.dry_run));
    Ok(ExitStatus::Success)
}

/// What was made, and what to do next.
fn added(addition: &Addition, dry_run: bool) -> String {
    let Addition { id, name, .. } = addition;
    if addition.files.is_empty() && addition.config.is_none() {
        return format!(
            "{name} (`{id}`) is there already, and nothing of it is left to make.\n`mizan lang status {id} --list` shows what is left to translate.\n"
        );
    }
    let mut text = String::new();
    match (&addition.config, dry_run) {
        (Some(_), false) => text.push_str(&format!("{name} (`{id}`) stands in config.toml now. To translate:\n\n")),
        (Some(_), true) => text.push_str(&format!("{name} (`{id}`) would stand in config.toml. To translate:\n\n")),
        (None, _) => {
            text.push_str(&format!("{name} (`{id}`) is in config.toml already. What it lacked, to translate:\n\n"))
        }
    }
    let folders = addition.folders();
    let width = folders.keys().map(|folder| folder.chars().count()).max().unwrap_or_default();
    for (folder, strings) in &folders {
        text.push_str(&format!("  {folder:<width$}  {}\n", count(*strings, "string", "strings")));
    }
    text.push_str(&format!(
        "\n{} in all, {}",
        count(addition.strings(), "string", "strings"),
        count(addition.words(), "word", "words")
    ));
    if addition.messages > 0 {
        text.push_str(&format!("; {} of them the theme’s, which has no {name} of its own", addition.messages));
    }
    text.push_str(".\n");
    if !addition.kept.is_empty() {
        text.push_str(&format!(
            "{} there already, and left alone.\n",
            match addition.kept.len() {
                1 => "1 file was".to_owned(),
                n => format!("{n} files were"),
            }
        ));
    }
    if dry_run {
        text.push_str("Nothing was written: --dry-run.\n");
        return text;
    }
    let first = addition.files.iter().map(|file| file.path.as_str()).find(|path| path.ends_with("/guide.md"));
    let first = first.or_else(|| addition.files.first().map(|file| file.path.as_str())).unwrap_or("config.toml");
    text.push_str(&format!(
        "\nWhat to do next:\n  \
         1. Open {first}. Lines that begin with `#` and no space wait for {name}:\n     \
            take the `#` away, and translate what stands between the quotation marks.\n  \
         2. `mizan serve` shows each page as you save. The site builds at any time;\n     \
            what is not translated yet is shown in the source's language.\n  \
         3. `mizan lang status {id}` tells what is left.\n"
    ));
    text
}

/// The languages and guides that are asked for.
fn parts(book: &Catalog, asked: &[LangIx], guides: &[String]) -> Result<Vec<Section>, ExitStatus> {
    for guide in guides {
        book.guide_named(guide).map_err(usage)?;
    }
    let languages = book.site.config.languages.indices();
    let parts = languages.filter(|lang| asked.is_empty() || asked.contains(lang)).flat_map(|lang| book.parts(lang));
    Ok(parts
        .filter(|part| guides.is_empty() || part.guide.as_ref().is_some_and(|guide| guides.contains(guide)))
        .collect())
}

fn status(arguments: Status) -> Result<ExitStatus, ExitStatus> {
    let (sources, mut faults) = load(&arguments.site)?;
    let (book, found) = Catalog::read(&sources);
    faults.append(found);
    let Some(book) = book else {
        report::faults(&faults, &sources);
        return Err(ExitStatus::ContentError);
    };
    let language = arguments.language.as_deref().map(|id| book.language_named(id)).transpose().map_err(usage)?;
    let parts = parts(&book, language.as_slice(), &arguments.guides)?;
    match arguments.format {
        Format::Json => {
            let text =
                serde_json::to_string_pretty(&mizan_translate::json(&book, &sources, &parts)).unwrap_or_default();
            say(&mut stdout(), &format!("{text}\n"));
        }
        Format::Human => {
            let mut text = table(&book, &parts);
            if arguments.list {
                text.push_str(&list(&book, &sources, &parts));
            }
            say(&mut stdout(), &text);
            let errors =
                faults.iter().filter(|fault| fault.severity == mizan_source::diagnostics::Severity::Error).count();
            if errors > 0 {
                let errors = count(errors, "error", "errors");
                say(
                    &mut stderr(),
                    &format!("The site has {errors}, so this may not be all: `mizan check` tells of them.\n"),
                );
            }
        }
    }
    let all = TranslationProgress::of(parts.iter().flat_map(|part| &part.strings));
    let denied = arguments.deny.iter().any(|deny| {
        let state = match deny {
            Deny::Outdated => State::Outdated,
            Deny::Missing => State::Missing,
        };
        all.state(state).strings > 0
    });
    Ok(if denied { ExitStatus::ContentError } else { ExitStatus::Success })
}

/// How a state is called in the table.
fn called(state: State) -> &'static str {
    match state {
        State::Current => "current",
        State::Unrecorded => "not recorded",
        State::Outdated => "outdated",
        State::Missing => "missing",
    }
}

/// A table a language, a line a part.
fn table(book: &Catalog, parts: &[Section]) -> String {
    if parts.is_empty() {
        return "Nothing is translated here: everything stands in its own language.\n`mizan lang add LANG` begins a language.\n".to_owned();
    }
    let mut rows: Vec<[String; 7]> = Vec::new();
    let row = |name: String, from: &str, tally: &TranslationProgress| {
        let cell = |state: State| match tally.state(state) {
            none if none.strings == 0 => "–".to_owned(),
            some => format!("{} ({})", some.strings, some.words),
        };
        let [current, unrecorded, outdated, missing] = State::ALL.map(cell);
        [name, from.to_owned(), format!("{} %", tally.percent()), current, unrecorded, outdated, missing]
    };
    let mut languages: Vec<LangIx> = parts.iter().map(|part| part.lang).collect();
    languages.dedup();
    for lang in languages {
        let of: Vec<&Section> = parts.iter().filter(|part| part.lang == lang).collect();
        let all = TranslationProgress::of(of.iter().flat_map(|part| &part.strings));
        rows.push(row(format!("{} ({})", book.name(lang), book.id(lang)), "", &all));
        rows.extend(
            of.iter()
                .map(|part| row(format!("  {}", part.name), &part.source, &TranslationProgress::of(&part.strings))),
        );
    }
    let head =
        ["", "from", "done"].map(str::to_owned).into_iter().chain(State::ALL.map(|state| called(state).to_owned()));
    let head: Vec<String> = head.collect();
    let width = |column: usize| {
        let cells = rows.iter().map(|row| &row[column]).chain([&head[column]]);
        cells.map(|cell| cell.chars().count()).max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    let line = |cells: &[String]| {
        let cells = cells.iter().zip(&widths).enumerate().map(|(column, (cell, width))| match column {
            0 | 1 => format!("{cell:<width$}"),
            _ => format!("{cell:>width$}"),
        });
        format!("{}\n", cells.collect::<Vec<_>>().join("  ").trim_end())
    };
    let mut text = line(&head);
    rows.iter().for_each(|row| text.push_str(&line(row)));
    let all = TranslationProgress::of(parts.iter().flat_map(|part| &part.strings));
    text.push_str("\nStrings, in brackets the words of their source.\n");
    if all.state(State::Unrecorded).strings > 0 {
        text.push_str(
            "Not recorded: the words stand, and nobody has said from which version of the source they were made.\n\
             If they are right, `mizan lang accept` says so; from then on Mizan tells when the source changes.\n",
        );
    }
    text
}

/// Every string that is not current.
fn list(book: &Catalog, sources: &SourceMap, parts: &[Section]) -> String {
    let mut text = String::new();
    for part in parts {
        let open: Vec<&CatalogEntry> = part.strings.iter().filter(|entry| entry.state != State::Current).collect();
        if open.is_empty() {
            continue;
        }
        text.push_str(&format!("\n{} ({}), {}\n", book.name(part.lang), book.id(part.lang), part.name));
        for entry in open {
            let place = match entry.place(sources) {
                (file, Some(line)) => format!("{file}:{line}"),
                (file, None) => file,
            };
            text.push_str(&format!("  {place}  {}  {}\n", called(entry.state), entry.key));
            let paragraphs = entry.changed_paragraphs(sources).filter(|_| entry.state == State::Outdated);
            if let Some((new, gone)) = paragraphs {
                text.push_str(&paragraphs_that_changed(entry, sources, &new, gone));
                continue;
            }
            if let (State::Outdated, Some(then)) = (entry.state, &entry.then) {
                text.push_str(&format!("      {} then: {}\n", entry.source, then.text));
                text.push_str(&format!("      {} now:  {}\n", entry.source, mizan_translate::beginning(&entry.now)));
            } else {
                text.push_str(&format!("      {}: {}\n", entry.source, mizan_translate::beginning(&entry.now)));
            }
            if let (State::Outdated, Some((file, line))) = (entry.state, entry.original_place(sources)) {
                text.push_str(&format!("      {file}:{line}\n"));
            }
        }
    }
    text
}

/// Of prose not the whole is shown, but what a translator has to read.
fn paragraphs_that_changed(entry: &CatalogEntry, sources: &SourceMap, new: &[(usize, &str)], gone: usize) -> String {
    let mut text = String::new();
    let file = entry.original_place(sources).map(|(file, _)| file).unwrap_or_default();
    for (line, paragraph) in new {
        text.push_str(&format!("      {} now:  {}\n", entry.source, mizan_translate::beginning(paragraph)));
        text.push_str(&format!("      {file}:{line}\n"));
    }
    match (new.len(), gone) {
        (0, 0) => text.push_str(&format!("      {}: paragraphs stand in another order\n", entry.source)),
        (_, 0) => {}
        (_, 1) => text.push_str(&format!("      {}: 1 paragraph of then is not there any more\n", entry.source)),
        (_, gone) => {
            text.push_str(&format!("      {}: {gone} paragraphs of then are not there any more\n", entry.source))
        }
    }
    text
}

fn accept(arguments: Accept) -> Result<ExitStatus, ExitStatus> {
    let (sources, mut faults) = load(&arguments.site)?;
    let (book, found) = Catalog::read(&sources);
    faults.append(found);
    let book = match book {
        Some(book) if !faults.has_errors() => book,
        _ => {
            report::faults(&faults, &sources);
            say(
                &mut stderr(),
                "Nothing was accepted: the site has errors, so it is not certain what its source says.\n",
            );
            return Err(ExitStatus::ContentError);
        }
    };
    let mut only = arguments.what;
    let mut languages = Vec::new();
    while let Some(language) = only.first().and_then(|first| book.site.config.language(first)) {
        languages.push(language);
        only.remove(0);
    }
    let parts = parts(&book, &languages, &arguments.guides)?;
    let selection = Selection { only };
    if let Some((unknown, meant)) = selection.unknown(&parts).into_iter().next() {
        let mut help = vec![match meant {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "`mizan lang status --list` shows the files and keys".to_owned(),
        }];
        if languages.is_empty() {
            let ids = book.site.config.languages.iter().map(|language| format!("`{}`", language.id));
            help.push(format!("the languages are {}", ids.collect::<Vec<_>>().join(", ")));
        }
        return Err(usage((format!("`{unknown}` is no language, file or key of this translation"), help)));
    }
    let accepted = mizan_translate::accept(&book, &sources, &parts, &selection);
    let mut text = String::new();
    let mut changed = 0;
    if !arguments.dry_run {
        let changes: Vec<Change> = accepted.iter().filter_map(|part| part.edit.as_ref()).map(change).collect();
        author::apply(&arguments.site, &changes).map_err(|fault| write_failed(&fault))?;
    }
    for part in &accepted {
        if part.outdated + part.unrecorded > 0 {
            changed += part.outdated + part.unrecorded;
            let language = book.name(part.lang);
            let strings = count(part.outdated + part.unrecorded, "string is", "strings are");
            text.push_str(&format!(
                "{language}, {}: {strings} current now ({} outdated, {} not recorded)\n",
                part.name, part.outdated, part.unrecorded
            ));
        }
    }
    if changed == 0 {
        text.push_str("Nothing to accept: what is translated is current.\n");
    }
    if arguments.dry_run {
        text.push_str("Nothing was written: --dry-run.\n");
    }
    say(&mut stdout(), &text);
    Ok(ExitStatus::Success)
}
