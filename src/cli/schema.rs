//! `mizan schema`

use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::report::count;
use super::{ExitStatus, Interrupt, Stdout, report};
use mizan_engine::write::author::{self, Change};
use mizan_model::Site;
use mizan_parse;
use mizan_parse::schema::{self, Kind, Known};
use mizan_source::diagnostics::{Diagnostics, did_you_mean};
use mizan_source::{self, SourceMap};

const EXAMPLES: &str = "\
Examples:
  Write the schemas of this site for your editor (see docs/editors.md):
    mizan schema --write --link
  Print the schema of config.toml:
    mizan schema config
  Print the schema of the tiers of one guide, with its features and their types:
    mizan schema tier --guide phones";

#[derive(Debug, clap::Args)]
#[command(arg_required_else_help = true, after_long_help = EXAMPLES)]
pub(super) struct SchemaArguments {
    /// The kind of file whose schema is printed
    #[arg(value_name = "KIND", value_parser = kinds(), required_unless_present_any = ["write", "link"], conflicts_with_all = ["write", "link"])]
    kind: Option<Kind>,
    /// Print the schema for the files of this guide, with its features, notes, sources and units
    #[arg(long, value_name = "ID", conflicts_with_all = ["write", "link"])]
    guide: Option<String>,
    /// Write all schemas to .mizan/schemas in the site's folder
    #[arg(long)]
    write: bool,
    /// Like --write, and add a line that names the schema to the top of every file that has none
    #[arg(long)]
    link: bool,
    /// The folder that contains config.toml
    #[arg(long, value_name = "DIR", default_value = ".")]
    site: PathBuf,
}

fn kinds() -> impl TypedValueParser<Value = Kind> {
    let names =
        PossibleValuesParser::new(Kind::ALL.iter().map(|(name, kind)| PossibleValue::new(*name).help(kind.files())));
    names.try_map(|word| {
        let found = Kind::ALL.iter().find(|(name, _)| *name == word).map(|(_, kind)| *kind);
        found.ok_or("unknown kind of file")
    })
}

/// Prints a schema, or writes all of them; returns the exit status.
pub(super) fn run(arguments: &SchemaArguments, out: &mut Stdout, interrupt: &Interrupt) -> ExitStatus {
    match (&arguments.kind, &arguments.guide) {
        (Some(kind), None) => {
            out.write(schema::pretty(&schema::schema(*kind, &Known::default())));
            ExitStatus::Success
        }
        (Some(kind), Some(guide)) => of_guide(*kind, guide, &arguments.site, out),
        (None, _) => write_all(arguments, out, interrupt),
    }
}

fn of_guide(kind: Kind, id: &str, folder: &Path, out: &mut Stdout) -> ExitStatus {
    let (sources, unread, site, diagnostics) = match read(folder) {
        Ok(read) => read,
        Err(code) => return code,
    };
    let Some(guide) = site.guides.iter().find(|guide| guide.id == id) else {
        if sources.is_unreadable(&format!("content/guides/{id}/guide.toml")) {
            report::human(&unread, &sources);
            return ExitStatus::ContentError;
        }
        return report::error(&unknown_guide(id, &site));
    };
    if !kind.is_of_guide() {
        let files = kind.files();
        return report::error(&format!("{files} belongs to the whole site; omit `--guide {id}`"));
    }
    out.write(schema::pretty(&schema::schema(kind, &Known::of_guide(&site, guide, &diagnostics))));
    ExitStatus::Success
}

fn unknown_guide(id: &str, site: &Site) -> String {
    let ids: Vec<&str> = site.guides.iter().map(|guide| guide.id.as_str()).collect();
    match did_you_mean(id, ids.iter().copied()) {
        Some(meant) => format!("unknown guide `{id}`; did you mean `{meant}`?"),
        None if ids.is_empty() => format!("unknown guide `{id}`: the site has no guides"),
        None => format!("unknown guide `{id}`; the guides are {}", ids.join(", ")),
    }
}

fn write_all(arguments: &SchemaArguments, out: &mut Stdout, interrupt: &Interrupt) -> ExitStatus {
    let (sources, _, site, diagnostics) = match read(&arguments.site) {
        Ok(read) => read,
        Err(code) => return code,
    };
    let change = interrupt.defer();
    let done = match mizan_engine::schemas::refresh(&arguments.site, &site, &diagnostics, None) {
        Ok(done) => done,
        Err(error) => return report::error(&error.to_string()),
    };
    let all = count(done.all, "schema", "schemas");
    let folder = arguments.site.join(schema::FOLDER);
    let mut text = format!("{all} in {}, {} of them new or changed\n", folder.display(), done.changed);
    let unlinked = unlinked(&sources);
    if arguments.link {
        let changes: Vec<Change> = unlinked
            .iter()
            .map(|(path, old, new)| Change::Replace {
                path: (*path).to_owned(),
                read: old.as_bytes().to_vec(),
                new: new.as_bytes().to_vec(),
            })
            .collect();
        if let Err(error) = author::apply(&arguments.site, &changes) {
            return report::error(&error.to_string());
        }
        let files = count(unlinked.len(), "file", "files");
        text.push_str(&format!("Added the line that names the schema to {files}\n"));
    } else if !unlinked.is_empty() {
        let files = count(unlinked.len(), "file does", "files do");
        text.push_str(&format!("{files} not name a schema: run `mizan schema --write --link` to add the line\n"));
    }
    drop(change);
    out.write(&text);
    ExitStatus::Success
}

/// Reads the site as far as possible: the files, the diagnostics about reading them, the site, and its diagnostics.
/// Errors in guides are reported by other commands.
fn read(folder: &Path) -> Result<(SourceMap, Diagnostics, Site, Diagnostics), ExitStatus> {
    let (sources, mut unread) = mizan_source::load(folder).map_err(|error| report::error(&error.to_string()))?;
    let (config, found) = mizan_parse::config(&sources);
    let Some(config) = config else {
        unread.append(found.diagnostics);
        report::human(&unread, &sources);
        return Err(ExitStatus::ContentError);
    };
    let (site, found) = mizan_parse::site(&sources, config, found.suppressions);
    Ok((sources, unread, site, found.diagnostics))
}

/// Files without a line that names their schema: the path, the text, and the text with the line.
fn unlinked(sources: &SourceMap) -> Vec<(&str, &str, String)> {
    let mut files = Vec::new();
    for (path, file) in sources.under("") {
        let (Some(line), Some(text)) = (schema::directive(path), sources.file(file).text()) else { continue };
        let mark = if text.starts_with('\u{feff}') { "\u{feff}" } else { "" };
        let rest = &text[mark.len()..];
        if rest.lines().any(|line| line.starts_with("#:schema")) {
            continue;
        }
        let end = if rest.contains("\r\n") { "\r\n" } else { "\n" };
        files.push((path, text, format!("{mark}{line}{end}{rest}")));
    }
    files
}
