//! Errors of Tera as diagnostics with a place in the theme.

use std::collections::BTreeMap;

use tera::{Error, ErrorKind, ReportError};

use super::known::{FILTERS, FUNCTIONS, TESTS, first_argument};
use super::names::Names;
use mizan_source::diagnostics::{Applicability, Code, Diagnostic, did_you_mean, some_of};
use mizan_source::{SourceId, SourceMap, Span};

/// Which file each template name is, and the names that may have been intended.
#[derive(Clone, Debug, Default)]
pub(super) struct Where {
    files: BTreeMap<String, SourceId>,
    names: Names,
}

impl Where {
    /// `templates` are in the order of the chain, the nearest theme's first.
    pub(crate) fn new(templates: &[(String, SourceId)], sources: &SourceMap) -> Where {
        Where { files: templates.iter().cloned().collect(), names: Names::of(templates, sources) }
    }

    /// The template that was most likely intended, as others of this theme may name it.
    fn template_like(&self, name: &str) -> Option<&str> {
        let known = self.files.keys().map(String::as_str);
        match name.split_once('/') {
            // `mizan/bsae.html` names the theme too.
            Some((theme, _)) if known.clone().any(|known| known.split('/').next() == Some(theme)) => {
                did_you_mean(name, known)
            }
            _ => did_you_mean(name, known.filter_map(|known| known.split_once('/').map(|(_, name)| name))),
        }
    }

    fn place(&self, diagnostic: Diagnostic, report: &ReportError) -> Diagnostic {
        match self.files.get(report.filename()) {
            Some(id) => diagnostic.at(Span::new(*id, report.span().range.clone()), "here"),
            None => diagnostic,
        }
    }
}

/// A template that cannot be read.
pub(super) fn syntax(places: &Where, sources: &SourceMap, report: &ReportError) -> Diagnostic {
    if let Some(diagnostic) = without_a_name(places, sources, report) {
        return diagnostic;
    }
    let message = format!("syntax error in the template: {}", lower_first(report.message()));
    let diagnostic = Diagnostic::error(Code::TemplateSyntax, message)
        .help("templates are written in Tera: `{{ value }}`, `{% if … %}` … `{% endif %}`, `{% for … in … %}` … `{% endfor %}`");
    places.place(diagnostic, report)
}

/// `t("key")`: Tera expects a name before the argument.
fn without_a_name(places: &Where, sources: &SourceMap, report: &ReportError) -> Option<Diagnostic> {
    let (_, expected) = report.message().split_once(" but expected ")?;
    let id = *places.files.get(report.filename())?;
    let text = sources.file(id).text()?;
    let found = report.span().range.clone();
    // `t(key)`: a name was read, and no `=` follows.
    let start = match expected.trim_end_matches('.') {
        "identifier" => found.start,
        "=" => text.get(..found.start)?.trim_end().trim_end_matches(is_name).len(),
        _ => return None,
    };
    let before = text.get(..start)?.trim_end();
    if before.ends_with(',') {
        return Some(
            Diagnostic::error(Code::TemplateSyntax, "syntax error in the template: an argument has no name")
                .at(Span::new(id, start..found.end.max(start)), "missing `name=`")
                .help("write each argument as `name=value`"),
        );
    }
    let before = before.strip_suffix('(')?;
    let of = &before[before.trim_end_matches(is_name).len()..];
    if of.is_empty() {
        return None;
    }
    let message = format!("syntax error in the template: `{of}` takes named arguments");
    let diagnostic = Diagnostic::error(Code::TemplateSyntax, message)
        .at(Span::new(id, start..found.end.max(start)), format!("missing `{}=`", first_argument(of).unwrap_or("name")));
    Some(match first_argument(of) {
        Some(name) => {
            let rest = text.get(start..)?;
            let given = argument(rest);
            diagnostic.help(format!("write `{of}({name}={given})`")).fix(
                Span::new(id, start..start),
                format!("{name}="),
                Applicability::Safe,
            )
        }
        None => diagnostic.help("write each argument as `name=value`"),
    })
}

/// The first argument of a call, as it is written.
fn argument(text: &str) -> &str {
    let quoted = text.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'));
    let close = quoted.and_then(|quote| text[1..].find(quote));
    match close {
        Some(close) => &text[..close + 2],
        None => text[..text.find([')', ',', '}', '%', '\n']).unwrap_or(text.len())].trim_end(),
    }
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// A template that failed on a page.
pub(super) fn render(places: &Where, error: &Error) -> Diagnostic {
    match error.kind() {
        ErrorKind::RenderingError(report) | ErrorKind::SyntaxError(report) => unknown_field(places, report)
            .unwrap_or_else(|| {
                let message = format!("failed to render the template: {}", lower_first(report.message()));
                places.place(Diagnostic::error(Code::TemplateRender, message), report)
            }),
        ErrorKind::Msg(message) if message.contains("recursion depth for components") => endless(places),
        _ => Diagnostic::error(Code::TemplateRender, format!("failed to render the template: {error}")),
    }
}

/// A field that a variable does not have. Tera lists all that it has: "Field `titel` is not defined. Available fields:
/// a, b".
fn unknown_field(places: &Where, report: &ReportError) -> Option<Diagnostic> {
    let (message, known) = report.message().split_once(". Available fields: ")?;
    let field = message.strip_prefix("Field `")?.split('`').next()?;
    let known: Vec<&str> = known.trim_end_matches('.').split(", ").collect();
    let id = *places.files.get(report.filename())?;
    let span = Span::new(id, report.span().range.clone());
    let diagnostic =
        Diagnostic::error(Code::TemplateRender, format!("unknown field `{field}`")).at(span, "unknown field");
    Some(match did_you_mean(field, known.iter().copied()) {
        Some(meant) if span.range().len() == field.len() => {
            diagnostic.help(format!("did you mean `{meant}`?")).fix(span, meant, Applicability::Unsafe)
        }
        Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
        None => match some_of(known.iter().map(|known| format!("`{known}`"))) {
            Some(known) => diagnostic.help(format!("the fields are {known}")),
            None => diagnostic.help("remove it: this variable has no fields"),
        },
    })
}

/// Components that call each other endlessly; Tera stops them and names none.
fn endless(places: &Where) -> Diagnostic {
    let help = "remove the call, or put `{% if … %}` around it so that the recursion ends";
    match places.names.circle().as_deref() {
        Some([(caller, callee, span), rest @ ..]) => {
            let message = if rest.is_empty() {
                format!("the component `{caller}` calls itself endlessly")
            } else {
                let way: Vec<&str> = rest.iter().map(|(caller, ..)| *caller).collect();
                format!("components call each other endlessly: `{caller}` → `{}` → `{caller}`", way.join("` → `"))
            };
            let first = Diagnostic::error(Code::Circle, message).at(*span, format!("`{callee}` is called here"));
            rest.iter()
                .fold(first, |diagnostic, (_, callee, span)| {
                    diagnostic.also(*span, format!("`{callee}` is called here"))
                })
                .help(help)
        }
        _ => Diagnostic::error(Code::Circle, "components are nested more than 20 levels deep").help(help),
    }
}

/// Errors between templates: names of filters, functions, components, blocks and parents that
/// do not exist. Tera gives the unknown names as text, one report after the other.
pub(super) fn load(places: &Where, sources: &SourceMap, error: &Error) -> Vec<Diagnostic> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => vec![syntax(places, sources, report)],
        ErrorKind::MissingParent { current, parent } => {
            let diagnostic = Diagnostic::error(
                Code::TemplateSyntax,
                format!("`{current}` extends `{parent}`, which does not exist"),
            )
            .help(match places.template_like(parent) {
                Some(near) => format!("did you mean `{near}`?"),
                None => {
                    "name a template of this theme or of a theme that it extends, such as `mizan/base.html`".to_owned()
                }
            });
            vec![at_start(places, current, diagnostic)]
        }
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            let diagnostic = Diagnostic::error(Code::Circle, format!("the template `{tpl}` includes or extends itself"))
                .help("remove one `extends` or `include`; to extend the default theme's file of the same name, write `mizan/` before the name");
            vec![at_start(places, tpl, diagnostic)]
        }
        _ => {
            let text = error.to_string();
            let found: Vec<Diagnostic> =
                text.split("\n\n").filter_map(|report| from_text(places, sources, report)).collect();
            if found.is_empty() {
                vec![
                    Diagnostic::error(Code::TemplateSyntax, text).help("fix the template that is named in the message"),
                ]
            } else {
                found
            }
        }
    }
}

fn at_start(places: &Where, name: &str, diagnostic: Diagnostic) -> Diagnostic {
    match places.files.get(name) {
        Some(id) => diagnostic.at(Span::new(*id, 0..0), "here"),
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
    let mut diagnostic =
        Diagnostic::error(Code::TemplateSyntax, format!("error in the template: {}", lower_first(message)));
    let span = places.files.get(file).map(|id| span_of(sources, *id, line, column, width));
    if let Some(span) = span {
        diagnostic = diagnostic.at(span, "here");
    }
    let (meant, otherwise) = meant(places, message);
    Some(match meant {
        Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
        None => diagnostic.help(otherwise),
    })
}

/// What an unknown name was most likely intended to be, and the help where that is not known.
/// `message` is Tera's: "Unknown filter `shout`".
fn meant<'a>(places: &'a Where, message: &str) -> (Option<&'a str>, String) {
    let name = message.split('`').nth(1).unwrap_or_default();
    let all = |names: &[&'static str]| names.join(", ");
    match message.split('`').next().map(str::trim) {
        Some("Unknown filter") => {
            (did_you_mean(name, FILTERS.iter().copied()), format!("the filters are {}", all(FILTERS)))
        }
        Some("Unknown test") => (did_you_mean(name, TESTS.iter().copied()), format!("the tests are {}", all(TESTS))),
        Some("Unknown function") => {
            (did_you_mean(name, FUNCTIONS.iter().copied()), format!("the functions are {}", all(FUNCTIONS)))
        }
        Some("Unknown component") => (
            did_you_mean(name, places.names.components.iter().map(String::as_str)),
            format!("declare it: {{% component {name}() %}} … {{% endcomponent {name} %}}"),
        ),
        Some("Unknown template") => {
            (places.template_like(name), "name a template of this theme or of a theme that it extends".to_owned())
        }
        Some("Block") => (
            did_you_mean(name, places.names.blocks.iter().map(String::as_str)),
            "use a block of the extended template".to_owned(),
        ),
        _ => (None, "use what Tera, the default theme and the functions `t`, `url` and `asset` provide".to_owned()),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The diagnostic for a template that cannot be parsed; `None` if it can.
    fn said(text: &str) -> Option<Diagnostic> {
        let mut sources = SourceMap::default();
        let id = sources.insert("t.html", text.as_bytes().to_vec());
        let places = Where::new(&[("t.html".to_owned(), id)], &sources);
        let error = tera::Tera::new().add_raw_template("t.html", text).err()?;
        match error.kind() {
            ErrorKind::SyntaxError(report) => Some(syntax(&places, &sources, report)),
            _ => None,
        }
    }

    #[test]
    fn an_argument_without_a_name_is_named() {
        for (text, expected) in [
            ("{{ t(\"ب)\") }}", "write `t(key=\"ب)\")`"),
            ("{{ url( path ) }}", "write `url(path=path)`"),
            ("ب{{ title | truncate(5) }}", "write `truncate(length=5)`"),
            ("{{ shout(5) }}", "write each argument as `name=value`"),
            ("{{ t(key=\"a\", \"b\") }}", "write each argument as `name=value`"),
        ] {
            let help = said(text).map(|diagnostic| diagnostic.help);
            assert_eq!(help, Some(vec![expected.to_owned()]), "{text}");
        }
    }

    #[test]
    fn a_template_may_be_cut_off_anywhere() {
        let whole =
            "{{ t(\"مفتاح\", ب) }}{% component a(ب) %}{{ <a ب={1} /> }}{% endcomponent a %}{% if ب is ت(\"x\") %}";
        for end in (0..whole.len()).filter(|end| whole.is_char_boundary(*end)) {
            for text in [&whole[..end], &whole[end..]] {
                if let Some(diagnostic) = said(text) {
                    let span = diagnostic.primary.map(|label| label.span.range());
                    assert!(span.is_some_and(|range| text.get(range).is_some()), "{text}");
                }
            }
        }
    }
}
