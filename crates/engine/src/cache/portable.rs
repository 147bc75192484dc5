//! Diagnostics in the cache: places refer to files by path, since [`SourceId`](mizan_source::SourceId)s are only valid
//! in one process.

use serde::{Deserialize, Serialize};

use mizan_source::diagnostics::{Applicability, Code, Diagnostic, Fix, Label, Severity};
use mizan_source::{SourceMap, Span};

#[derive(Debug, Serialize, Deserialize)]
struct PortableSpan {
    path: String,
    start: u32,
    end: u32,
}

impl PortableSpan {
    fn new(span: Span, sources: &SourceMap) -> PortableSpan {
        PortableSpan { path: sources.path(span.source).to_owned(), start: span.start, end: span.end }
    }

    fn span(&self, sources: &SourceMap) -> Option<Span> {
        let source = sources.find(&self.path)?;
        Some(Span { source, start: self.start, end: self.end })
    }
}

#[derive(Debug, Serialize, Deserialize)]
struct PortableFix {
    place: PortableSpan,
    replacement: String,
    certain: bool,
}

/// One diagnostic.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct PortableDiagnostic {
    code: String,
    error: bool,
    message: String,
    file: Option<String>,
    untranslated: Option<String>,
    primary: Option<(PortableSpan, String)>,
    secondary: Vec<(PortableSpan, String)>,
    help: Vec<String>,
    fix: Option<PortableFix>,
}

impl PortableDiagnostic {
    pub(crate) fn new(diagnostic: &Diagnostic, sources: &SourceMap) -> PortableDiagnostic {
        let label = |label: &Label| (PortableSpan::new(label.span, sources), label.text.clone());
        PortableDiagnostic {
            code: diagnostic.code.id().to_owned(),
            error: diagnostic.severity == Severity::Error,
            message: diagnostic.message.clone(),
            file: diagnostic.file.clone(),
            untranslated: diagnostic.untranslated.clone(),
            primary: diagnostic.primary.as_ref().map(label),
            secondary: diagnostic.secondary.iter().map(label).collect(),
            help: diagnostic.help.clone(),
            fix: diagnostic.fix.as_ref().map(|fix| PortableFix {
                place: PortableSpan::new(fix.span, sources),
                replacement: fix.replacement.clone(),
                certain: fix.applicability.is_safe(),
            }),
        }
    }

    /// `None` if a file that it names, or its code, does not exist.
    pub(crate) fn diagnostic(&self, sources: &SourceMap) -> Option<Diagnostic> {
        let label =
            |(place, text): &(PortableSpan, String)| Some(Label { span: place.span(sources)?, text: text.clone() });
        let primary = match &self.primary {
            Some(primary) => Some(label(primary)?),
            None => None,
        };
        let fix = match &self.fix {
            Some(fix) => Some(Fix {
                span: fix.place.span(sources)?,
                replacement: fix.replacement.clone(),
                applicability: Applicability::safe_if(fix.certain),
            }),
            None => None,
        };
        Some(Diagnostic {
            code: Code::ALL.iter().copied().find(|code| code.id() == self.code)?,
            severity: if self.error { Severity::Error } else { Severity::Warning },
            message: self.message.clone(),
            file: self.file.clone(),
            untranslated: self.untranslated.clone(),
            primary,
            secondary: self.secondary.iter().map(label).collect::<Option<_>>()?,
            help: self.help.clone(),
            fix,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_comes_back_as_it_was_wherever_its_files_are_now() {
        let mut before = SourceMap::default();
        let file = before.insert("content/a.md", b"text".to_vec());
        let span = Span::new(file, 1..3);
        let diagnostic = Diagnostic::error(Code::DeadLink, "a message")
            .at(span, "here")
            .also(span, "and here")
            .untranslated("ar")
            .help("a help")
            .fix(span, "new", Applicability::Safe);
        let kept = PortableDiagnostic::new(&diagnostic, &before);

        let mut after = SourceMap::default();
        after.insert("config.toml", Vec::new());
        assert!(kept.diagnostic(&after).is_none(), "the file is gone");
        let moved = Span::new(after.insert("content/a.md", b"text".to_vec()), 1..3);
        let back = kept.diagnostic(&after).expect("all is there");
        assert_eq!(back.primary.as_ref().map(|label| label.span), Some(moved));
        assert_eq!((back.message, back.help), (diagnostic.message, diagnostic.help));
        assert_eq!(back.untranslated, diagnostic.untranslated);
        assert_eq!(back.fix.map(|fix| fix.span), Some(moved));
    }
}
