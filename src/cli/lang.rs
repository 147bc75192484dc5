//! `mizan lang add`, `mizan lang status` and `mizan lang accept`

use std::path::{Path, PathBuf};

use clap::{Subcommand, ValueEnum};

use super::report::{self, count};
use super::{ExitStatus, Interrupt, Stdout};
use mizan_engine::write::WriteError;
use mizan_engine::write::author::{self, Change};
use mizan_model::{LangIx, State};
use mizan_source::diagnostics::{Diagnostics, Severity};
use mizan_source::{self, SourceMap};
use mizan_translate::{
    self, Addition, Catalog, CatalogEntry, Edit, Refusal, Request, Section, Selection, TranslationProgress,
};

/// The format of the status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people: a table
    Human,
    /// For programs: one JSON object
    Json,
}

#[derive(Debug, clap::Args)]
pub(super) struct LangArguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Add a language: its entry in config.toml, and a file for each file of the source language
    ///
    /// The files contain every string to translate as a comment, with the source text above it. Existing files are not
    /// touched; for a language that exists, only missing files are created.
    #[command(after_help = "Examples:\n  mizan lang add fr\n  mizan lang add pt-BR --guide phones --beside en")]
    Add(Add),
    /// Show how many strings of each language are current, outdated and missing
    #[command(
        after_help = "Examples:\n  mizan lang status\n  mizan lang status fr --list\n  mizan lang status --deny outdated --format json"
    )]
    Status(Status),
    /// Mark translations as current, after you have compared them with the source text
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
    /// Also show the text in this language above each string
    #[arg(long, value_name = "LANG")]
    beside: Option<String>,
    /// The regional conventions, such as `fr-CA` [default: the language's own]
    #[arg(long, value_name = "TAG")]
    locale: Option<String>,
    /// The digits of numbers: `latn`, `arab` [default: the locale's]
    #[arg(long, value_name = "SYSTEM")]
    digits: Option<String>,
    /// Only list what would be created
    #[arg(long)]
    dry_run: bool,
    /// The folder that contains config.toml
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
    /// List every string that is not current, with its place and the source text
    #[arg(long, visible_alias = "verbose", short = 'v')]
    list: bool,
    /// Exit with code 1 if there are such strings
    #[arg(long, value_name = "WHAT")]
    deny: Vec<Deny>,
    /// The output format
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
    /// The folder that contains config.toml
    #[arg(long, value_name = "DIR", default_value = ".")]
    site: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Deny {
    /// Strings whose source text has changed
    Outdated,
    /// Strings that are not translated
    Missing,
}

#[derive(Debug, clap::Args)]
struct Accept {
    /// Languages, followed by files, by keys as `mizan lang status --list` shows them, or by prefixes of keys [default: everything]
    #[arg(value_name = "LANG|FILE|KEY")]
    what: Vec<String>,
    /// Only these guides
    #[arg(long = "guide", value_name = "ID")]
    guides: Vec<String>,
    /// Only list what would be accepted
    #[arg(long)]
    dry_run: bool,
    /// The folder that contains config.toml
    #[arg(long, value_name = "DIR", default_value = ".")]
    site: PathBuf,
}

/// Runs the command; returns the exit status.
pub(super) fn run(arguments: LangArguments, out: &mut Stdout, interrupt: &Interrupt) -> ExitStatus {
    let done = match arguments.command {
        Command::Add(arguments) => add(arguments, out, interrupt),
        Command::Status(arguments) => status(arguments, out),
        Command::Accept(arguments) => accept(arguments, out, interrupt),
    };
    done.unwrap_or_else(|code| code)
}

/// The site's files with the default theme, and the diagnostics about reading them.
fn load(site: &Path) -> Result<(SourceMap, Diagnostics), ExitStatus> {
    let (mut sources, diagnostics) = mizan_source::load(site).map_err(|error| report::error(&error.to_string()))?;
    crate::THEME.add_to(&mut sources);
    Ok((sources, diagnostics))
}

fn usage((message, help): (String, Vec<String>)) -> ExitStatus {
    let help: String = help.iter().map(|help| format!("\n  = help: {help}")).collect();
    report::error(&format!("{message}{help}"))
}

fn write_failed(error: &WriteError) -> ExitStatus {
    report::error(&error.to_string())
}

/// The change to write for an edit.
pub(super) fn change(edit: &Edit) -> Change {
    let (path, new) = (edit.path.clone(), edit.new.clone());
    match edit.read.clone() {
        Some(read) => Change::Replace { path, read, new },
        None => Change::Create { path, bytes: new },
    }
}

fn add(arguments: Add, out: &mut Stdout, interrupt: &Interrupt) -> Result<ExitStatus, ExitStatus> {
    let (sources, unread) = load(&arguments.site)?;
    if unread.has_errors() {
        report::human(&unread, &sources);
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
            report::human(&faults, &sources);
            report::stderr(
                "Nothing was added: fix these errors first, because files that cannot be read cannot be translated.\n",
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
        let _change = interrupt.defer();
        author::apply(&arguments.site, &changes).map_err(|error| write_failed(&error))?;
    }
    out.write(added(&addition, arguments.dry_run));
    Ok(ExitStatus::Success)
}

/// The created files, and the next steps.
fn added(addition: &Addition, dry_run: bool) -> String {
    let Addition { id, name, .. } = addition;
    if addition.files.is_empty() && addition.config.is_none() {
        if !addition.records.is_empty() && !dry_run {
            return format!(
                "{name} (`{id}`) has already been added, and no file is missing. Its records of translations were completed.\n"
            );
        }
        return format!(
            "{name} (`{id}`) has already been added, and no file is missing.\nRun `mizan lang status {id} --list` to see what is left to translate.\n"
        );
    }
    let mut text = String::new();
    match (&addition.config, dry_run) {
        (Some(_), false) => text.push_str(&format!("Added {name} (`{id}`) to config.toml. To translate:\n\n")),
        (Some(_), true) => text.push_str(&format!("Would add {name} (`{id}`) to config.toml. To translate:\n\n")),
        (None, _) => {
            text.push_str(&format!("{name} (`{id}`) is already in config.toml. Missing files, to translate:\n\n"))
        }
    }
    let folders = addition.folders();
    let width = folders.keys().map(|folder| folder.chars().count()).max().unwrap_or_default();
    for (folder, strings) in &folders {
        text.push_str(&format!("  {folder:<width$}  {}\n", count(*strings, "string", "strings")));
    }
    text.push_str(&format!(
        "\nTotal: {}, {}",
        count(addition.strings(), "string", "strings"),
        count(addition.words(), "word", "words")
    ));
    if addition.messages > 0 {
        text.push_str(&format!("; {} of the strings are the theme’s, which has no {name}", addition.messages));
    }
    text.push_str(".\n");
    if !addition.kept.is_empty() {
        text.push_str(&format!(
            "{} already and {} not changed.\n",
            count(addition.kept.len(), "file exists", "files exist"),
            if addition.kept.len() == 1 { "was" } else { "were" }
        ));
    }
    if dry_run {
        text.push_str("Nothing was written: --dry-run.\n");
        return text;
    }
    let first = addition.files.iter().map(|file| file.path.as_str()).find(|path| path.ends_with("/guide.md"));
    let first = first.or_else(|| addition.files.first().map(|file| file.path.as_str())).unwrap_or("config.toml");
    text.push_str(&format!(
        "\nNext steps:\n  \
         1. Open {first}. Lines that begin with `#` and no space are to be translated into {name}:\n     \
            remove the `#`, and translate the text in quotation marks.\n  \
         2. Run `mizan serve` to preview pages as you save. You can build the site at any time:\n     \
            untranslated text is shown in the source language.\n  \
         3. Run `mizan lang status {id}` to see what is left.\n"
    ));
    text
}

/// The sections of the given languages and guides; all, if none are given.
fn parts(catalog: &Catalog, requested: &[LangIx], guides: &[String]) -> Result<Vec<Section>, ExitStatus> {
    for guide in guides {
        catalog.guide_named(guide).map_err(usage)?;
    }
    let languages = catalog.site.config.languages.indices();
    let parts =
        languages.filter(|lang| requested.is_empty() || requested.contains(lang)).flat_map(|lang| catalog.parts(lang));
    Ok(parts
        .filter(|part| guides.is_empty() || part.guide.as_ref().is_some_and(|guide| guides.contains(guide)))
        .collect())
}

fn status(arguments: Status, out: &mut Stdout) -> Result<ExitStatus, ExitStatus> {
    let (sources, mut diagnostics) = load(&arguments.site)?;
    let (catalog, found) = Catalog::read(&sources);
    diagnostics.append(found);
    let Some(catalog) = catalog else {
        report::human(&diagnostics, &sources);
        return Err(ExitStatus::ContentError);
    };
    let language = arguments.language.as_deref().map(|id| catalog.language_named(id)).transpose().map_err(usage)?;
    let parts = parts(&catalog, language.as_slice(), &arguments.guides)?;
    match arguments.format {
        Format::Json => {
            let text =
                serde_json::to_string_pretty(&mizan_translate::json(&catalog, &sources, &parts)).unwrap_or_default();
            out.write(format!("{text}\n"));
        }
        Format::Human => {
            let mut text = table(&catalog, &parts);
            if arguments.list {
                text.push_str(&list(&catalog, &sources, &parts));
            }
            out.write(&text);
            let errors = diagnostics.iter().filter(|d| d.severity == Severity::Error).count();
            if errors > 0 {
                let errors = count(errors, "error", "errors");
                report::stderr(&format!(
                    "The site has {errors}, so this may be incomplete. Run `mizan check` for details.\n"
                ));
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

/// The name of a state in the output.
fn state_name(state: State) -> &'static str {
    match state {
        State::Current => "current",
        State::Unrecorded => "not recorded",
        State::Outdated => "outdated",
        State::Missing => "missing",
    }
}

/// A row for each language and each of its sections.
fn table(catalog: &Catalog, parts: &[Section]) -> String {
    if parts.is_empty() {
        return "The site has no translations. Run `mizan lang add LANG` to add a language.\n".to_owned();
    }
    let mut rows: Vec<[String; 7]> = Vec::new();
    let row = |name: String, from: &str, progress: &TranslationProgress| {
        let cell = |state: State| match progress.state(state) {
            none if none.strings == 0 => "–".to_owned(),
            some => format!("{} ({})", some.strings, some.words),
        };
        let [current, unrecorded, outdated, missing] = State::ALL.map(cell);
        [name, from.to_owned(), format!("{} %", progress.percent()), current, unrecorded, outdated, missing]
    };
    let mut languages: Vec<LangIx> = parts.iter().map(|part| part.lang).collect();
    languages.dedup();
    for lang in languages {
        let of: Vec<&Section> = parts.iter().filter(|part| part.lang == lang).collect();
        let all = TranslationProgress::of(of.iter().flat_map(|part| &part.strings));
        rows.push(row(format!("{} ({})", catalog.name(lang), catalog.id(lang)), "", &all));
        rows.extend(
            of.iter()
                .map(|part| row(format!("  {}", part.name), &part.source, &TranslationProgress::of(&part.strings))),
        );
    }
    let head =
        ["", "from", "done"].map(str::to_owned).into_iter().chain(State::ALL.map(|state| state_name(state).to_owned()));
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
    text.push_str("\nNumbers of strings, and in parentheses the words of their source text.\n");
    if all.state(State::Unrecorded).strings > 0 {
        text.push_str(
            "Not recorded: translated, but the version of the source text is unknown.\n\
             If they are up to date, run `mizan lang accept`: from then on, changes of the source text are reported.\n",
        );
    }
    text
}

/// Every string that is not current.
fn list(catalog: &Catalog, sources: &SourceMap, parts: &[Section]) -> String {
    let mut text = String::new();
    for part in parts {
        let open: Vec<&CatalogEntry> = part.strings.iter().filter(|entry| entry.state != State::Current).collect();
        if open.is_empty() {
            continue;
        }
        text.push_str(&format!("\n{} ({}), {}\n", catalog.name(part.lang), catalog.id(part.lang), part.name));
        for entry in open {
            let place = match entry.place(sources) {
                (file, Some(line)) => format!("{file}:{line}"),
                (file, None) => file,
            };
            text.push_str(&format!("  {place}  {}  {}\n", state_name(entry.state), entry.key));
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

/// Of long text, only the paragraphs that changed are shown.
fn paragraphs_that_changed(entry: &CatalogEntry, sources: &SourceMap, new: &[(usize, &str)], gone: usize) -> String {
    let mut text = String::new();
    let file = entry.original_place(sources).map(|(file, _)| file).unwrap_or_default();
    for (line, paragraph) in new {
        text.push_str(&format!("      {} now:  {}\n", entry.source, mizan_translate::beginning(paragraph)));
        text.push_str(&format!("      {file}:{line}\n"));
    }
    match (new.len(), gone) {
        (0, 0) => text.push_str(&format!("      {}: the order of paragraphs changed\n", entry.source)),
        (_, 0) => {}
        (_, 1) => text.push_str(&format!("      {}: 1 paragraph was removed\n", entry.source)),
        (_, gone) => text.push_str(&format!("      {}: {gone} paragraphs were removed\n", entry.source)),
    }
    text
}

fn accept(arguments: Accept, out: &mut Stdout, interrupt: &Interrupt) -> Result<ExitStatus, ExitStatus> {
    let (sources, mut diagnostics) = load(&arguments.site)?;
    let (catalog, found) = Catalog::read(&sources);
    diagnostics.append(found);
    let catalog = match catalog {
        Some(catalog) if !diagnostics.has_errors() => catalog,
        _ => {
            report::human(&diagnostics, &sources);
            report::stderr(
                "Nothing was accepted: fix these errors first, because the source text may be incomplete.\n",
            );
            return Err(ExitStatus::ContentError);
        }
    };
    let mut only = arguments.what;
    let mut languages = Vec::new();
    while let Some(language) = only.first().and_then(|first| catalog.site.config.language(first)) {
        languages.push(language);
        only.remove(0);
    }
    let parts = parts(&catalog, &languages, &arguments.guides)?;
    let selection = Selection { only };
    if let Some((unknown, meant)) = selection.unknown(&parts).into_iter().next() {
        let mut help = vec![match meant {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "run `mizan lang status --list` to see the files and keys".to_owned(),
        }];
        if languages.is_empty() {
            let ids = catalog.site.config.languages.iter().map(|language| format!("`{}`", language.id));
            help.push(format!("the languages are {}", ids.collect::<Vec<_>>().join(", ")));
        }
        return Err(usage((format!("unknown language, file or key `{unknown}`"), help)));
    }
    let accepted = mizan_translate::accept(&catalog, &sources, &parts, &selection);
    let mut text = String::new();
    let mut changed = 0;
    if !arguments.dry_run {
        let changes: Vec<Change> = accepted.iter().filter_map(|part| part.edit.as_ref()).map(change).collect();
        let _change = interrupt.defer();
        author::apply(&arguments.site, &changes).map_err(|error| write_failed(&error))?;
    }
    for part in &accepted {
        if part.outdated + part.unrecorded > 0 {
            changed += part.outdated + part.unrecorded;
            let language = catalog.name(part.lang);
            let strings = count(part.outdated + part.unrecorded, "string", "strings");
            text.push_str(&format!(
                "{language}, {}: accepted {strings} ({} outdated, {} not recorded)\n",
                part.name, part.outdated, part.unrecorded
            ));
        }
    }
    if changed == 0 {
        text.push_str("Nothing to accept: no translation is outdated or without a record.\n");
    }
    if arguments.dry_run {
        text.push_str("Nothing was written: --dry-run.\n");
    }
    out.write(&text);
    Ok(ExitStatus::Success)
}
