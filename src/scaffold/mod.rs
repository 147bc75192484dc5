//! `new`: whole sites, and what a guide, a tier or a feature needs in every file and language.
//!
//! Everything is worked out first and proven on the site in memory; nothing here writes.

mod feature;
mod fill;
mod guide;
mod prove;
mod site;
mod splice;
mod tier;
mod values;

pub use feature::{FeatureRequest, feature};
pub use guide::{GuideRequest, guide};
pub use prove::prove;
pub use site::{SiteRequest, site};
pub use tier::{TierRequest, tier};

use mizan_engine::write::author::Change;
use mizan_model::{Guide, Site};
use mizan_parse;
use mizan_parse::schema;
use mizan_source::diagnostics::{Diagnostic, Diagnostics, Place, Places, Severity, did_you_mean};
use mizan_source::{SourceId, SourceMap, Span};

/// What is to be made and edited, and what is left to the author.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Files to make and to replace, in the order in which they are written.
    pub changes: Vec<Change>,
    /// In the order of `changes`, then of lines.
    pub fill: Vec<Fill>,
    /// What may stand in the place of `"unknown"`, where all new cells are of one kind.
    pub example: Option<String>,
    /// Its files name the schemas by which editors know them, which are to be written anew with it.
    pub schemas: bool,
}

/// A line that waits for the author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fill {
    /// Relative to the site's folder.
    pub path: String,
    /// From 1.
    pub line: usize,
    /// The line as it stands, without blanks around it.
    pub text: String,
}

/// Why nothing is made.
#[derive(Debug)]
pub enum ScaffoldError {
    /// What was asked for cannot be: sentences, the way out among them.
    Asked(String),
    /// Files are at fault, and must be mended first.
    Faults(SourceMap, Diagnostics),
    /// It would leave the site (as these sources show it) with errors that it does not have now.
    Harm(SourceMap, Diagnostics),
}

impl Plan {
    /// A new file. Lines that carry the mark of `voice`, and facts that are unknown, are to be filled in.
    fn create(&mut self, path: String, text: &str, voice: &fill::ScaffoldStrings) {
        let text = match schema::directive(&path).filter(|_| self.schemas) {
            Some(line) => format!("{line}\n\n{text}"),
            None => text.to_owned(),
        };
        for (n, line) in text.lines().enumerate() {
            let waits = line.trim_end().ends_with(&voice.mark()) || line.contains("= \"unknown\"");
            if waits && !line.trim_start().starts_with('#') {
                self.fill.push(Fill { path: path.clone(), line: n + 1, text: shown(line) });
            }
        }
        self.changes.push(Change::Create { path, bytes: text.into_bytes() });
    }

    /// A file that stands, with what was put into it.
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

/// A line without blanks and remarks around it.
fn shown(line: &str) -> String {
    line.split(" # ").next().unwrap_or(line).trim().to_owned()
}

/// What a part of the site is called for where nobody has named it yet: "battery-life" is "Battery life".
fn provisional_name(id: &str) -> String {
    let words = id.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A refusal where `id` breaks the rules for ids.
fn check_id(id: &str, what: &str) -> Result<(), ScaffoldError> {
    let Some((reason, mended)) = mizan_parse::id_fault(id) else { return Ok(()) };
    let example = mended.map_or_else(String::new, |mended| format!(", for example `{mended}`"));
    Err(ScaffoldError::Asked(format!(
        "`{id}` cannot be the id of {what}: {reason}. An id is words of a to z and 0 to 9, joined by single `-`{example}."
    )))
}

/// "there is no guide `phons`; did you mean `phones`?"
fn unknown<'a>(what: &str, id: &str, known: impl Iterator<Item = &'a str> + Clone) -> ScaffoldError {
    let way_out = match did_you_mean(id, known.clone()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => match mizan_source::diagnostics::some_of(known.map(|id| format!("`{id}`"))) {
            Some(list) => format!("there is {list}."),
            None => "there is none yet.".to_owned(),
        },
    };
    ScaffoldError::Asked(format!("There is no {what} `{id}`; {way_out}"))
}

/// `path:line:column` of `span`.
fn place(sources: &SourceMap, span: Span) -> String {
    let Place { line, column } = Places::new(sources).start(span);
    format!("{}:{line}:{column}", sources.path(span.source))
}

/// The site as it is; refused where config.toml, or anything below one of `folders`, has errors: nobody can
/// tell what is missing from what cannot be read.
fn understand(sources: &SourceMap, folders: &[String]) -> Result<Site, ScaffoldError> {
    let (config, found) = mizan_parse::config(sources);
    let mut diagnostics = found.diagnostics;
    let site = config.map(|config| {
        let (site, found) = mizan_parse::site(sources, config, found.suppressions);
        diagnostics.append(found.diagnostics);
        site
    });
    let concerns = |diagnostic: &Diagnostic| match &diagnostic.primary {
        None => true,
        Some(label) => {
            let path = sources.path(label.span.source);
            path == "config.toml" || folders.iter().any(|folder| path.starts_with(folder.as_str()))
        }
    };
    let faults: Vec<Diagnostic> =
        diagnostics.into_vec().into_iter().filter(|d| d.severity == Severity::Error && concerns(d)).collect();
    match site {
        Some(site) if faults.is_empty() => Ok(site),
        _ => Err(ScaffoldError::Faults(sources.clone(), faults.into())),
    }
}

/// The site and the guide `id` of it, of which every file can be read.
fn understand_guide(sources: &SourceMap, id: &str) -> Result<(Site, Guide), ScaffoldError> {
    let site = understand(sources, &[format!("content/guides/{id}/")])?;
    match site.guides.iter().find(|guide| guide.id == id) {
        Some(guide) => {
            let guide = guide.clone();
            Ok((site, guide))
        }
        None => Err(unknown("guide", id, site.guides.iter().map(|guide| guide.id.as_str()))),
    }
}

/// Whether the files of the site name their schemas: new ones do as config.toml does.
fn names_schemas(sources: &SourceMap) -> bool {
    let config = sources.find("config.toml").and_then(|config| sources.file(config).text());
    config.is_some_and(|text| text.lines().any(|line| line.starts_with("#:schema")))
}

/// A refusal where something stands in `path`.
fn must_be_free(sources: &SourceMap, path: &str) -> Result<(), ScaffoldError> {
    if sources.find(path).is_none() {
        return Ok(());
    }
    Err(ScaffoldError::Asked(format!(
        "`{path}` is there already, and nothing is ever overwritten. Move it away, or choose another id."
    )))
}
