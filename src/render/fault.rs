//! What Tera says went wrong, as diagnostics with a place in the theme.

use std::collections::BTreeMap;

use tera::{Error, ErrorKind, ReportError};

use crate::diagnostics::{Code, Diagnostic};
use crate::source::{SourceId, SourceMap, Span};

/// Which file a template's name stands for.
#[derive(Clone, Debug, Default)]
pub(super) struct Where {
    /// With the length of a byte order mark, which Tera is not shown.
    files: BTreeMap<String, (SourceId, usize)>,
}

impl Where {
    pub fn new(templates: &[(String, SourceId)], sources: &SourceMap) -> Where {
        let mark = |id: SourceId| if sources.file(id).bytes.starts_with("\u{FEFF}".as_bytes()) { 3 } else { 0 };
        Where { files: templates.iter().map(|(name, id)| (name.clone(), (*id, mark(*id)))).collect() }
    }

    /// The file of a template.
    pub fn file(&self, name: &str) -> Option<SourceId> {
        self.files.get(name).map(|(id, _)| *id)
    }

    fn place(&self, diagnostic: Diagnostic, report: &ReportError) -> Diagnostic {
        match self.files.get(report.filename()) {
            Some((id, mark)) => {
                let range = report.span().range.clone();
                diagnostic.at(Span::new(*id, range.start + mark..range.end + mark), "here")
            }
            None => diagnostic,
        }
    }
}

/// A template that cannot be read.
pub(super) fn syntax(places: &Where, report: &ReportError) -> Diagnostic {
    let message = format!("the template cannot be read: {}", lower_first(report.message()));
    let diagnostic = Diagnostic::error(Code::TemplateSyntax, message)
        .help("templates are written in Tera: `{{ value }}` prints, `{% if … %}` and `{% for … in … %}` lead, and each is closed as it was opened");
    places.place(diagnostic, report)
}

/// A template that failed on a page.
pub(super) fn render(places: &Where, error: &Error) -> Diagnostic {
    match error.kind() {
        ErrorKind::RenderingError(report) | ErrorKind::SyntaxError(report) => {
            let message = format!("the template failed: {}", lower_first(report.message()));
            places.place(Diagnostic::error(Code::TemplateRender, message), report)
        }
        _ => {
            let text = error.to_string();
            let diagnostic =
                Diagnostic::error(Code::TemplateRender, format!("the template failed: {}", lower_first(&text)));
            if text.contains("recursion") {
                diagnostic.help("look for a component that calls itself, or components that call each other")
            } else {
                diagnostic
            }
        }
    }
}

/// Branches of one template beyond which nobody wrote them by hand: Tera descends a step for each.
const MOST_BRANCHES: usize = 500;

/// A template with too many branches.
pub(super) fn branches(places: &Where, name: &str, text: &str) -> Option<Diagnostic> {
    let (at, branch) = text.match_indices("elif").nth(MOST_BRANCHES)?;
    let (id, mark) = places.files.get(name)?;
    let message = format!("the template has more than {MOST_BRANCHES} branches (`elif`)");
    Some(
        Diagnostic::error(Code::TemplateSyntax, message)
            .at(Span::new(*id, at + mark..at + mark + branch.len()), "the first one too many")
            .help("split the template, or look the value up in a map"),
    )
}

/// What is wrong between templates: names of filters, functions, components, blocks and parents that
/// do not exist. Tera gives the unknown names as text, one report after the other.
pub(super) fn load(places: &Where, sources: &SourceMap, error: &Error) -> Vec<Diagnostic> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => vec![syntax(places, report)],
        ErrorKind::MissingParent { current, parent } => {
            let diagnostic = Diagnostic::error(
                Code::TemplateSyntax,
                format!("`{current}` extends `{parent}`, which does not exist"),
            )
            .help("name a template of this theme or of one that it extends: `mizan/base.html`");
            vec![at_start(places, current, diagnostic)]
        }
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            let diagnostic = Diagnostic::error(Code::Circle, format!("the template `{tpl}` leads back to itself"))
                .help("remove one `extends` or `include`; to build on the default theme's file of the same name, write `mizan/` before it");
            vec![at_start(places, tpl, diagnostic)]
        }
        _ => {
            let text = error.to_string();
            let found: Vec<Diagnostic> =
                text.split("\n\n").filter_map(|report| from_text(places, sources, report)).collect();
            if found.is_empty() {
                vec![Diagnostic::error(Code::TemplateSyntax, text).help("mend the theme's template that is named here")]
            } else {
                found
            }
        }
    }
}

fn at_start(places: &Where, name: &str, diagnostic: Diagnostic) -> Diagnostic {
    match places.files.get(name) {
        Some((id, _)) => diagnostic.at(Span::new(*id, 0..0), "here"),
        None => diagnostic,
    }
}

/// Reads one report: `error: MESSAGE`, `--> FILE:LINE:COLUMN`, a bar, the line, its underline.
fn from_text(places: &Where, sources: &SourceMap, report: &str) -> Option<Diagnostic> {
    let mut lines = report.lines();
    let message = lines.next()?.strip_prefix("error: ")?;
    let locus = lines.next()?.trim_start().strip_prefix("--> ")?;
    let mut parts = locus.rsplitn(3, ':');
    let column: usize = parts.next()?.parse().ok()?;
    let line: usize = parts.next()?.parse().ok()?;
    let file = parts.next()?;
    let width = lines.last().map_or(1, |underline| underline.matches('^').count().max(1));
    let diagnostic =
        Diagnostic::error(Code::TemplateSyntax, format!("the template cannot be used: {}", lower_first(message)))
            .help("use what Tera, the default theme and the three functions `t`, `url` and `asset` offer");
    Some(match places.files.get(file) {
        Some((id, mark)) => {
            let column = if line == 1 && *mark > 0 { column + 1 } else { column };
            diagnostic.at(span_of(sources, *id, line, column, width), "here")
        }
        None => diagnostic,
    })
}

/// `line` and `column` count from 1, the column and `width` in characters.
fn span_of(sources: &SourceMap, id: SourceId, line: usize, column: usize, width: usize) -> Span {
    let text = sources.file(id).text().unwrap_or_default();
    let start_of_line: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = &text[start_of_line..];
    let at = |characters: usize| rest.char_indices().nth(characters).map_or(rest.len(), |(at, _)| at);
    let start = at(column.saturating_sub(1));
    let end = at(column.saturating_sub(1) + width);
    Span::new(id, start_of_line + start..start_of_line + end)
}

fn lower_first(text: &str) -> String {
    let text = text.trim_end_matches('.');
    let mut chars = text.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() || second == ' ' => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => text.to_owned(),
    }
}
