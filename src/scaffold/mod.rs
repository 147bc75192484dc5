//! `mizan new`: new sites, and what a guide, a tier or a feature needs in every file and language.
//!
//! All changes are planned first, and validated on the site in memory; nothing here writes.

mod feature;
mod fill;
mod guide;
mod site;
mod splice;
mod tier;
mod validate;
mod values;

pub use feature::{FeatureRequest, feature};
pub use guide::{GuideRequest, guide};
pub use site::{SiteRequest, site};
pub use tier::{TierRequest, tier};
pub use validate::validate;

use mizan_engine::write::author::Change;
use mizan_model::{Guide, Site};
use mizan_parse;
use mizan_parse::schema;
use mizan_source::diagnostics::{Diagnostic, Diagnostics, Place, Places, Severity, did_you_mean};
use mizan_source::{SourceId, SourceMap, Span};

/// The files to create and edit, and what remains for the author.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Files to create and to replace, in the order in which they are written.
    pub changes: Vec<Change>,
    /// In the order of `changes`, then of lines.
    pub fill: Vec<Fill>,
    /// The possible values instead of `"unknown"`, if all new cells are of one type.
    pub example: Option<String>,
    /// Its files name their schemas for editors, which must be updated.
    pub schemas: bool,
}

/// A line for the author to fill in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fill {
    /// Relative to the site's folder.
    pub path: String,
    /// From 1.
    pub line: usize,
    /// The line without surrounding spaces.
    pub text: String,
}

/// Why nothing is created.
#[derive(Debug)]
pub enum ScaffoldError {
    /// A usage error: what the problem is, and how to fix it.
    Usage(String),
    /// The site has errors, which must be fixed first.
    ExistingErrors(SourceMap, Diagnostics),
    /// With the changes, which are in these sources, the site would have new errors.
    NewErrors(SourceMap, Diagnostics),
}

impl Plan {
    /// Adds a new file. Lines that end with the mark of `voice`, facts that are unknown, and lines of a
    /// translation that are commented out are to be filled in.
    fn create(&mut self, path: String, text: &str, voice: &fill::ScaffoldStrings) {
        let text = match schema::directive(&path).filter(|_| self.schemas) {
            Some(line) => format!("{line}\n\n{text}"),
            None => text.to_owned(),
        };
        for (n, line) in text.lines().enumerate() {
            let waits = line.trim_end().ends_with(&voice.mark()) || line.contains("= \"unknown\"");
            // `#name = "…"` is to be translated; `# tagline = "…"` is an offer.
            let translated =
                line.strip_prefix('#').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()));
            if waits && !line.trim_start().starts_with('#') || translated && line.contains(" = ") {
                self.fill.push(Fill { path: path.clone(), line: n + 1, text: shown(line) });
            }
        }
        self.changes.push(Change::Create { path, bytes: text.into_bytes() });
    }

    /// Adds an edit of an existing file.
    fn edit(&mut self, sources: &SourceMap, file: SourceId, splice: splice::Splice<'_>) {
        let file = sources.file(file);
        let (text, inserted) = splice.done();
        for range in inserted {
            let first = text[..range.start].matches('\n').count() + 1;
            for (n, line) in text[range].lines().enumerate() {
                let line = shown(line);
                if line.contains('=') {
                    self.fill.push(Fill { path: file.path.clone(), line: first + n, text: line });
                }
            }
        }
        self.changes.push(Change::Replace {
            path: file.path.clone(),
            read: file.bytes.clone(),
            new: text.into_bytes(),
        });
    }
}

/// A line without surrounding spaces and its comment.
fn shown(line: &str) -> String {
    line.split(" # ").next().unwrap_or(line).trim().to_owned()
}

/// The name of a part of the site until the author names it: "Battery life" for `battery-life`.
fn provisional_name(id: &str) -> String {
    let words = id.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// An error if `id` breaks the rules for ids.
fn check_id(id: &str, what: &str) -> Result<(), ScaffoldError> {
    let Some((reason, fixed)) = mizan_parse::id_fault(id) else { return Ok(()) };
    let example = fixed.map_or_else(String::new, |fixed| format!(", for example `{fixed}`"));
    Err(ScaffoldError::Usage(format!(
        "invalid id `{id}` of {what}: {reason}; an id is words of a to z and 0 to 9, joined by single `-`{example}"
    )))
}

/// "unknown guide `phons`; did you mean `phones`?"
fn unknown<'a>(what: &str, id: &str, known: impl Iterator<Item = &'a str> + Clone) -> ScaffoldError {
    let help = match did_you_mean(id, known.clone()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => match mizan_source::diagnostics::some_of(known.map(|id| format!("`{id}`"))) {
            Some(list) => format!("the {what}s are {list}"),
            None => "there are none".to_owned(),
        },
    };
    ScaffoldError::Usage(format!("unknown {what} `{id}`; {help}"))
}

/// `path:line:column` of `span`.
fn place(sources: &SourceMap, span: Span) -> String {
    let Place { line, column } = Places::new(sources).start(span);
    format!("{}:{line}:{column}", sources.path(span.source))
}

/// Loads the site; an error if config.toml, or a file in one of `folders`, has errors: what is missing from files that
/// cannot be read is unknown.
fn load(sources: &SourceMap, folders: &[String]) -> Result<Site, ScaffoldError> {
    let (config, found) = mizan_parse::config(sources);
    let mut diagnostics = found.diagnostics;
    let site = config.map(|config| {
        let (site, found) = mizan_parse::site(sources, config, found.suppressions);
        diagnostics.append(found.diagnostics);
        site
    });
    let is_relevant = |diagnostic: &Diagnostic| match &diagnostic.primary {
        None => true,
        Some(label) => {
            let path = sources.path(label.span.source);
            path == "config.toml" || folders.iter().any(|folder| path.starts_with(folder.as_str()))
        }
    };
    let errors: Vec<Diagnostic> =
        diagnostics.into_vec().into_iter().filter(|d| d.severity == Severity::Error && is_relevant(d)).collect();
    match site {
        Some(site) if errors.is_empty() => Ok(site),
        _ => Err(ScaffoldError::ExistingErrors(sources.clone(), errors.into())),
    }
}

/// Loads the site and its guide `id`, every file of which must be free of errors.
fn load_guide(sources: &SourceMap, id: &str) -> Result<(Site, Guide), ScaffoldError> {
    let site = load(sources, &[format!("content/guides/{id}/")])?;
    match site.guides.iter().find(|guide| guide.id == id) {
        Some(guide) => {
            let guide = guide.clone();
            Ok((site, guide))
        }
        None => Err(unknown("guide", id, site.guides.iter().map(|guide| guide.id.as_str()))),
    }
}

/// Whether the files of the site name their schemas: new files follow config.toml.
fn names_schemas(sources: &SourceMap) -> bool {
    let config = sources.find("config.toml").and_then(|config| sources.file(config).text());
    config.is_some_and(|text| text.lines().any(|line| line.starts_with("#:schema")))
}

/// An error if `path` exists.
fn must_be_free(sources: &SourceMap, path: &str) -> Result<(), ScaffoldError> {
    if sources.find(path).is_none() {
        return Ok(());
    }
    Err(ScaffoldError::Usage(format!("`{path}` already exists; move it away, or choose another id")))
}
