//! Diagnostics as SARIF 2.1.0 (OASIS Static Analysis Results Interchange Format), for code scanning and
//! for editors. One run; every diagnostic is a result.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::place::Places;
use super::report::sorted;
use super::{Code, Diagnostic, Diagnostics, Fix, Label, Severity};
use crate::{SourceMap, Span};

/// The page of a code: Markdown.
pub type CodePage<'a> = &'a dyn Fn(Code) -> Option<&'a str>;

/// The characters that are not encoded in the path of a URI: the unreserved characters of RFC 3986, section 2.3, and `/`.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// To what URIs are relative (SARIF 2.1.0, section 3.4.4): the name that code scanning knows for the folder
/// that was checked out.
const BASE: &str = "%SRCROOT%";

/// The file of the site itself, for diagnostics without a file.
const SITE: &str = "config.toml";

/// The log as one JSON document. `folder` leads from the base of URIs to the site; it is empty, or ends in
/// `/`. `page` knows the page of a code, where there is one.
pub fn sarif(diagnostics: &Diagnostics, sources: &SourceMap, folder: &str, page: CodePage<'_>) -> Value {
    let places = Places::new(sources);
    let list = sorted(diagnostics, sources);
    let mut codes: Vec<Code> = list.iter().map(|diagnostic| diagnostic.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let log = Log { places: &places, folder, codes: &codes };
    json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "Mizan",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": codes.iter().map(|code| rule(*code, page)).collect::<Vec<_>>(),
            } },
            "originalUriBaseIds": { BASE: { "description": { "text": "The folder in which Mizan was run." } } },
            "columnKind": "unicodeCodePoints",
            "results": list.iter().map(|diagnostic| log.result(diagnostic)).collect::<Vec<_>>(),
        }],
    })
}

fn rule(code: Code, page: CodePage<'_>) -> Value {
    let mut rule = json!({
        "id": code.id(),
        "name": format!("{code:?}"),
        "shortDescription": { "text": sentence(code.title()) },
        "defaultConfiguration": { "level": if code.warns() { "warning" } else { "error" } },
    });
    if let Some(page) = page(code) {
        // Markdown was made to be read as it is.
        rule["help"] = json!({ "text": page, "markdown": page });
    }
    rule
}

struct Log<'a> {
    places: &'a Places<'a>,
    folder: &'a str,
    /// Those of the rules, in order.
    codes: &'a [Code],
}

impl Log<'_> {
    fn result(&self, diagnostic: &Diagnostic) -> Value {
        let said: Vec<String> =
            std::iter::once(&diagnostic.message).chain(&diagnostic.help).map(|said| sentence(said)).collect();
        let mut result = json!({
            "ruleId": diagnostic.code.id(),
            "level": match diagnostic.severity { Severity::Error => "error", Severity::Warning => "warning" },
            "message": { "text": without_placeholders(&said.join("\n")) },
            "locations": [match &diagnostic.primary {
                Some(label) => json!({ "physicalLocation": self.place(label.span) }),
                None => {
                    let file = diagnostic.file.as_deref().unwrap_or(SITE);
                    json!({ "physicalLocation": { "artifactLocation": self.artifact(file) } })
                }
            }],
        });
        if let Ok(index) = self.codes.binary_search(&diagnostic.code) {
            result["ruleIndex"] = index.into();
        }
        if !diagnostic.secondary.is_empty() {
            result["relatedLocations"] = diagnostic.secondary.iter().map(|label| self.related(label)).collect();
        }
        if let Some(fix) = &diagnostic.fix {
            result["fixes"] = json!([self.fix(fix, diagnostic)]);
        }
        result
    }

    fn related(&self, label: &Label) -> Value {
        json!({
            "physicalLocation": self.place(label.span),
            "message": { "text": without_placeholders(&sentence(&label.text)) },
        })
    }

    fn fix(&self, fix: &Fix, diagnostic: &Diagnostic) -> Value {
        let title = diagnostic.help.first().map_or("apply this fix", String::as_str);
        json!({
            "description": { "text": without_placeholders(&sentence(title)) },
            "artifactChanges": [{
                "artifactLocation": self.artifact(self.places.sources().path(fix.span.source)),
                "replacements": [{
                    "deletedRegion": self.region(fix.span),
                    "insertedContent": { "text": fix.replacement },
                }],
            }],
            "properties": { "applicability": fix.applicability.as_str() },
        })
    }

    fn place(&self, span: Span) -> Value {
        json!({
            "artifactLocation": self.artifact(self.places.sources().path(span.source)),
            "region": self.region(span),
        })
    }

    fn artifact(&self, path: &str) -> Value {
        let path = format!("{}{path}", self.folder);
        json!({ "uri": utf8_percent_encode(&path, PATH).to_string(), "uriBaseId": BASE })
    }

    fn region(&self, span: Span) -> Value {
        let (start, end) = (self.places.start(span), self.places.end(span));
        json!({
            "startLine": start.line, "startColumn": start.column,
            "endLine": end.line, "endColumn": end.column,
        })
    }
}

/// Messages have no full stop; readers of logs string them together. A first word that is a name
/// (`guide.toml`) stays as it is.
fn sentence(text: &str) -> String {
    let first = text.split(char::is_whitespace).next().unwrap_or_default();
    let mut chars = text.chars();
    let mut said: String = if first.trim_end_matches([',', ':']).chars().all(char::is_alphabetic) {
        chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
    } else {
        text.to_owned()
    };
    if !said.is_empty() && !said.ends_with(['.', '?', '!', '…', ':']) {
        said.push('.');
    }
    said
}

/// Readers put arguments in the place of `{0}`, of which there are none here: SARIF 2.1.0, section 3.11.5, has
/// such braces doubled.
fn without_placeholders(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let digits = from[1..].bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 && from[1 + digits..].starts_with('}') {
            out.push_str(&format!("{{{}}}", &from[..digits + 2]));
            rest = &from[digits + 2..];
        } else {
            out.push('{');
            rest = &from[1..];
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_doubled_and_other_braces_stay() {
        assert_eq!(without_placeholders("{0} {{ fact(\"x\") }} {n} {12}{"), "{{0}} {{ fact(\"x\") }} {n} {{12}}{");
    }

    #[test]
    fn sentences_begin_and_end() {
        assert_eq!(sentence("did you mean `a`?"), "Did you mean `a`?");
        assert_eq!(sentence("`a` is set twice"), "`a` is set twice.");
        assert_eq!(sentence("guide.toml has no key"), "guide.toml has no key.");
        assert_eq!(sentence("écrire"), "Écrire.");
        assert_eq!(sentence(""), "");
    }
}
