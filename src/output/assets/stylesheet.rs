//! Stylesheets, made small, with the files they name under the names those have in the output.
//!
//! No targets are given to lightningcss: for old browsers it would write `:dir()` and logical
//! properties out at length.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use lightningcss::dependencies::{Dependency, DependencyOptions};
use lightningcss::error::Error;
use lightningcss::printer::PrinterOptions;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, StyleSheet};

use super::fingerprinted;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Sink, did_you_mean};
use crate::source::{SourceId, SourceMap, Span};

pub fn is_stylesheet(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("css"))
}

/// What has its name in the output already.
#[derive(Default)]
pub struct Outputs {
    /// Name in the theme's static folder → path in the output.
    pub paths: BTreeMap<String, String>,
    /// Path in the output → finished stylesheet.
    pub stylesheets: BTreeMap<String, String>,
    pub data_images: bool,
}

/// Makes every stylesheet of `names`; all other files have their paths already.
pub fn make_all(
    sources: &SourceMap,
    names: &BTreeMap<String, SourceId>,
    outputs: &mut Outputs,
    diagnostics: &mut Diagnostics,
) {
    let mut maker = Maker { sources, names, outputs, diagnostics, open: Vec::new() };
    for name in names.keys().filter(|name| is_stylesheet(name)) {
        maker.make(name);
    }
}

struct Maker<'a> {
    sources: &'a SourceMap,
    names: &'a BTreeMap<String, SourceId>,
    outputs: &'a mut Outputs,
    diagnostics: &'a mut Diagnostics,
    /// Stylesheets that are being made, each imported by the one before.
    open: Vec<String>,
}

impl Maker<'_> {
    /// The path of the stylesheet `name` in the output; makes it where that was not done yet. One that
    /// cannot be read gets its path all the same: its errors stand, and nobody is to miss it.
    fn make(&mut self, name: &str) -> Option<String> {
        if let Some(path) = self.outputs.paths.get(name) {
            return Some(path.clone());
        }
        let id = *self.names.get(name)?;
        self.open.push(name.to_owned());
        let sink = Sink::default();
        let made = crate::decode::text(self.sources, id, &sink).and_then(|(text, _)| self.transform(name, id, text));
        self.diagnostics.append(sink.into_diagnostics());
        self.open.pop();
        let path = fingerprinted(name, made.as_deref().unwrap_or_default().as_bytes());
        if let Some(css) = made {
            self.outputs.stylesheets.insert(path.clone(), css);
        }
        self.outputs.paths.insert(name.to_owned(), path.clone());
        Some(path)
    }

    fn transform(&mut self, name: &str, id: SourceId, text: &str) -> Option<String> {
        if let Some(at) = too_deep(text) {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::BadStylesheet,
                    format!(
                        "in `{}` brackets stand more than {MAX_DEPTH} deep inside each other",
                        self.sources.path(id)
                    ),
                )
                .at(self.span(id, at..at + 1), "too deep from here")
                .help("look for a bracket that was never closed"),
            );
            return None;
        }
        let warnings = Arc::new(RwLock::new(Vec::new()));
        let options = ParserOptions {
            filename: name.to_owned(),
            error_recovery: true,
            warnings: Some(Arc::clone(&warnings)),
            ..ParserOptions::default()
        };
        let mut sheet = match StyleSheet::parse(text, options) {
            Ok(sheet) => sheet,
            Err(error) => return self.fault(id, text, &error),
        };
        let met = std::mem::take(&mut *warnings.write().unwrap_or_else(PoisonError::into_inner));
        let sound = met.is_empty();
        for error in met.iter().take(MOST_FAULTS) {
            let _ = self.fault(id, text, error);
        }
        if met.len() > MOST_FAULTS {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::BadStylesheet,
                    format!("`{}` has {} more faults", self.sources.path(id), met.len() - MOST_FAULTS),
                )
                .at(self.span(id, 0..0), "this file")
                .help("mend those above first: one fault often brings others with it"),
            );
        }
        if let Err(error) = sheet.minify(MinifyOptions::default()) {
            return self.fault(id, text, &error);
        }
        let printer = PrinterOptions {
            minify: true,
            analyze_dependencies: Some(DependencyOptions { remove_imports: false }),
            ..PrinterOptions::default()
        };
        let printed = match sheet.to_css(printer) {
            Ok(printed) => printed,
            Err(error) => return self.fault(id, text, &error),
        };
        let mut css = printed.code;
        let mut seen = BTreeMap::new();
        for dependency in printed.dependencies.unwrap_or_default() {
            let (url, placeholder, line) = match dependency {
                Dependency::Import(import) => (import.url, import.placeholder, import.loc.start.line),
                Dependency::Url(url) => (url.url, url.placeholder, url.loc.start.line),
            };
            if seen.insert(placeholder.clone(), ()).is_none() {
                let target = self.target(name, id, text, &url, line);
                css = css.replace(&format!("\"{placeholder}\""), &quoted(&target));
            }
        }
        sound.then_some(css)
    }

    /// What stands in the output for `url` in the stylesheet `name`.
    fn target(&mut self, name: &str, id: SourceId, text: &str, url: &str, line: u32) -> String {
        if url.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:")) {
            self.outputs.data_images |= url.get(5..11).is_some_and(|kind| kind.eq_ignore_ascii_case("image/"));
            return url.to_owned();
        }
        if url.is_empty() || url.starts_with(['#', '/']) || url::Url::parse(url).is_ok() {
            return url.to_owned();
        }
        let cut = url.find(['?', '#']).unwrap_or(url.len());
        let (file, suffix) = url.split_at(cut);
        let wanted = percent_encoding::percent_decode_str(file).decode_utf8_lossy().into_owned();
        let place = self.span(id, place_of(text, line, url));
        let Some(wanted) = resolve(name, &wanted) else {
            self.diagnostics.push(
                Diagnostic::error(Code::MissingAsset, format!("`{url}` leads out of the theme's static folder"))
                    .at(place, format!("`{url}`"))
                    .help("move the file into the theme's static folder"),
            );
            return url.to_owned();
        };
        if self.open.contains(&wanted) {
            self.diagnostics.push(
                Diagnostic::error(Code::BadStylesheet, format!("the stylesheet `{wanted}` imports itself"))
                    .at(place, format!("`{url}`"))
                    .help("remove one of the imports: they lead in a circle"),
            );
            return url.to_owned();
        }
        if is_stylesheet(&wanted) && self.open.len() == MAX_DEPTH {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::BadStylesheet,
                    format!("more than {MAX_DEPTH} stylesheets import each other, one the next"),
                )
                .at(place, format!("`{url}`"))
                .help("import them side by side, or list them in theme.toml"),
            );
            return url.to_owned();
        }
        let path = if is_stylesheet(&wanted) { self.make(&wanted) } else { self.outputs.paths.get(&wanted).cloned() };
        match path {
            Some(path) => {
                // All lie under `assets/`: a relative path needs no base path.
                let encoded = crate::plan::Route::root().file(&relative(name, &path)).encoded();
                format!("{encoded}{suffix}")
            }
            // It may be among what could not be read.
            None if self.sources.unreadable().any(|path| path.starts_with("themes")) => url.to_owned(),
            None => {
                let mut diagnostic = Diagnostic::error(
                    Code::MissingAsset,
                    format!("the stylesheet `{name}` names `{wanted}`, which no theme of the site has"),
                )
                .at(place, format!("`{url}`"));
                diagnostic = match did_you_mean(&wanted, self.names.keys().map(String::as_str)) {
                    Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
                    None => diagnostic.help(format!("add it to the theme as `static/{wanted}`")),
                };
                self.diagnostics.push(diagnostic);
                url.to_owned()
            }
        }
    }

    /// A range of the text as one of the file, which may have a byte order mark before it.
    fn span(&self, id: SourceId, range: std::ops::Range<usize>) -> Span {
        let mark = if self.sources.file(id).bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
        Span::new(id, range.start + mark..range.end + mark)
    }

    /// Tells of `error`; there is no stylesheet then.
    fn fault<T: std::fmt::Display>(&mut self, id: SourceId, text: &str, error: &Error<T>) -> Option<String> {
        let (line, column) = error.loc.as_ref().map_or((0, 1), |loc| (loc.line, loc.column));
        let mut at = place(text, line, column);
        if text[at.clone()].trim().is_empty() {
            at = line_of(text, line);
        }
        let shown = text.get(at.clone()).unwrap_or_default().to_owned();
        self.diagnostics.push(
            Diagnostic::error(
                Code::BadStylesheet,
                format!("`{}` is not CSS here: {}", self.sources.path(id), error.kind),
            )
            .at(self.span(id, at), format!("`{shown}`"))
            .help("a browser would drop this rule or declaration without a word; mend or remove it"),
        );
        None
    }
}

/// Faults of one stylesheet that are told of.
const MOST_FAULTS: usize = 8;

/// Deeper than any stylesheet goes; lightningcss calls itself once a level, and the stack is not endless.
const MAX_DEPTH: usize = 64;

/// Where a bracket stands more than [`MAX_DEPTH`] deep. Strings, comments and bare URLs hold no brackets
/// (CSS Syntax 3, sections 4.3.2, 4.3.5 and 4.3.6).
fn too_deep(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut open = Vec::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let next = at + 1;
        at = match byte {
            b'\\' => at + 2,
            b'/' if bytes.get(next) == Some(&b'*') => text[next + 1..].find("*/").map_or(bytes.len(), |n| next + n + 3),
            b'"' | b'\'' => after(bytes, next, &[byte, b'\n']),
            b'(' | b'[' | b'{' => {
                if open.len() == MAX_DEPTH {
                    return Some(at);
                }
                let url = byte == b'(' && at >= 3 && bytes[at - 3..at].eq_ignore_ascii_case(b"url");
                let quoted = bytes[next..].trim_ascii_start().first().is_some_and(|c| matches!(c, b'"' | b'\''));
                if url && !quoted {
                    after(bytes, next, b")")
                } else {
                    open.push(match byte {
                        b'(' => b')',
                        b'[' => b']',
                        _ => b'}',
                    });
                    next
                }
            }
            b')' | b']' | b'}' => {
                if open.last() == Some(&byte) {
                    open.pop();
                }
                next
            }
            _ => next,
        };
    }
    None
}

/// After the first of `ends` from `at` on that no `\` stands before.
fn after(bytes: &[u8], mut at: usize, ends: &[u8]) -> usize {
    while let Some(byte) = bytes.get(at) {
        if ends.contains(byte) {
            return at + 1;
        }
        at += if *byte == b'\\' { 2 } else { 1 };
    }
    bytes.len()
}

/// `url` seen from the stylesheet `name`, as a name in the static folder; `None` outside of it.
fn resolve(name: &str, url: &str) -> Option<String> {
    let mut parts: Vec<&str> = name.split('/').collect();
    parts.pop();
    for part in url.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// From the stylesheet `name` to `path`, which begins with `assets/`.
fn relative(name: &str, path: &str) -> String {
    let path = path.strip_prefix("assets/").unwrap_or(path);
    let from: Vec<&str> = name.split('/').collect();
    let to: Vec<&str> = path.split('/').collect();
    let folders = from.len() - 1;
    let shared = from[..folders].iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", folders - shared);
    up.chain(to[shared..].iter().copied()).collect::<Vec<_>>().join("/")
}

/// A CSS string (CSS Syntax 3, section 4.3.5).
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The bytes of line `line`, counted from 0.
fn line_of(text: &str, line: u32) -> std::ops::Range<usize> {
    let mut start = 0;
    for (number, content) in text.split_inclusive('\n').enumerate() {
        if number == line as usize {
            return start..start + content.trim_end_matches(['\n', '\r']).len();
        }
        start += content.len();
    }
    text.len()..text.len()
}

/// From `column` (UTF-16 units, counted from 1) to the end of what stands there.
fn place(text: &str, line: u32, column: u32) -> std::ops::Range<usize> {
    let range = line_of(text, line);
    let content = &text[range.clone()];
    let mut units = 1;
    let mut start = range.end;
    for (at, c) in content.char_indices() {
        if units >= column as usize {
            start = range.start + at;
            break;
        }
        units += c.len_utf16();
    }
    let rest = &text[start..range.end];
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, ';' | '{' | '}')).unwrap_or(rest.len());
    start..start + end.max(rest.chars().next().map_or(0, char::len_utf8))
}

/// Where `url` stands in or after line `line` (counted from 1).
fn place_of(text: &str, line: u32, url: &str) -> std::ops::Range<usize> {
    let start = line_of(text, line.saturating_sub(1)).start;
    match text[start..].find(url) {
        Some(at) => start + at..start + at + url.len(),
        None => line_of(text, line.saturating_sub(1)),
    }
}
