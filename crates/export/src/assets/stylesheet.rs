//! Minified stylesheets, with references to files replaced by their names in the output.
//!
//! No targets are given to lightningcss: for old browsers it would write `:dir()` and logical
//! properties out at length.
//!
//! A stylesheet whose name begins with `_` is a partial: it is inlined where it is imported, and is not a file of
//! the output.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, PoisonError, RwLock};

use cssparser::{Parser, ParserInput, Token};
use lightningcss::dependencies::{Dependency, DependencyOptions, ImportDependency};
use lightningcss::error::{Error, ParserError, SelectorError};
use lightningcss::printer::PrinterOptions;
use lightningcss::rules::CssRule;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, StyleSheet};

use super::css_error::CssError;
use super::fingerprinted;
use mizan_source::diagnostics::{Applicability, Code, Diagnostic, Diagnostics, Sink, did_you_mean};
use mizan_source::{SourceId, SourceMap, Span};

pub(super) fn is_stylesheet(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("css"))
}

/// Whether it is only there to be imported.
pub fn is_part(name: &str) -> bool {
    is_stylesheet(name) && name.rsplit('/').next().is_some_and(|file| file.starts_with('_'))
}

/// The files that have their name in the output already.
#[derive(Default)]
pub(super) struct Outputs {
    /// Name in the theme's static folder → path in the output.
    pub paths: BTreeMap<String, String>,
    /// Path in the output → finished stylesheet.
    pub stylesheets: BTreeMap<String, String>,
    pub data_images: bool,
}

/// Makes every stylesheet of `names`; all other files have their paths already.
pub(super) fn make_all(
    sources: &SourceMap,
    names: &BTreeMap<String, SourceId>,
    elsewhere: &[String],
    outputs: &mut Outputs,
    diagnostics: &mut Diagnostics,
) {
    let mut maker =
        Maker { sources, names, elsewhere, outputs, diagnostics, open: Vec::new(), told: BTreeSet::new(), put: 0 };
    let (parts, whole): (Vec<_>, Vec<_>) =
        names.keys().filter(|name| is_stylesheet(name)).partition(|name| is_part(name));
    for name in whole {
        maker.make(name);
    }
    // Errors of a partial stylesheet are reported even where nothing imports it.
    for name in parts {
        if !maker.told.contains(name) {
            maker.css(name, name);
        }
    }
}

struct Maker<'a> {
    sources: &'a SourceMap,
    names: &'a BTreeMap<String, SourceId>,
    /// The sources outside of the site that pages may load from.
    elsewhere: &'a [String],
    outputs: &'a mut Outputs,
    diagnostics: &'a mut Diagnostics,
    /// Stylesheets that are being made, each imported by the one before.
    open: Vec<String>,
    /// Parts whose errors have been reported: each is read once for every stylesheet that it is put into.
    told: BTreeSet<String>,
    /// Parts put into the stylesheet that is being made.
    put: usize,
}

/// One stylesheet made small.
struct MinifiedSheet {
    css: String,
    /// It imports something that stays a file of its own, which CSS allows only before all rules.
    imports: bool,
}

impl Maker<'_> {
    /// The path of the stylesheet `name` in the output; makes it where that was not done yet. One that
    /// cannot be read gets its path all the same: its errors are reported already.
    fn make(&mut self, name: &str) -> Option<String> {
        if let Some(path) = self.outputs.paths.get(name) {
            return Some(path.clone());
        }
        let id = *self.names.get(name)?;
        let before = std::mem::take(&mut self.put);
        let made = self.css(name, name);
        if self.put > MOST_PARTS {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::BadStylesheet,
                    format!("`{name}` imports more than {MOST_PARTS} partial stylesheets"),
                )
                .at(self.span(id, 0..0), "this file")
                .help("import each partial stylesheet once"),
            );
        }
        self.put = before;
        let path = fingerprinted(name, made.as_ref().map_or("", |sheet| &sheet.css).as_bytes());
        if let Some(sheet) = made {
            self.outputs.stylesheets.insert(path.clone(), sheet.css);
        }
        self.outputs.paths.insert(name.to_owned(), path.clone());
        Some(path)
    }

    /// The rules of the stylesheet `name` as they are in `file`, which is itself or what a part is put into.
    fn css(&mut self, name: &str, file: &str) -> Option<MinifiedSheet> {
        let id = *self.names.get(name)?;
        let again = is_part(name) && !self.told.insert(name.to_owned());
        let before = again.then(|| self.diagnostics.clone());
        self.open.push(name.to_owned());
        let sink = Sink::default();
        let made = mizan_source::text(self.sources, id, &sink)
            .ok()
            .and_then(|(text, _)| self.transform(name, file, id, &text));
        self.diagnostics.append(sink.into_diagnostics());
        self.open.pop();
        if let Some(before) = before {
            *self.diagnostics = before;
        }
        made
    }

    fn transform(&mut self, name: &str, file: &str, id: SourceId, text: &str) -> Option<MinifiedSheet> {
        if let Some(at) = too_deep(text) {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::BadStylesheet,
                    format!("brackets in `{}` are nested more than {MAX_DEPTH} levels deep", self.sources.path(id)),
                )
                .at(self.span(id, at..at + 1), "too deep from here")
                .help("look for an unclosed bracket"),
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
            Err(error) => {
                self.fault(id, text, &error);
                return None;
            }
        };
        let met = std::mem::take(&mut *warnings.write().unwrap_or_else(PoisonError::into_inner));
        let (unknown, met): (Vec<_>, Vec<_>) = met.into_iter().partition(|error| unknown_syntax(&error.kind).is_some());
        let sound = met.is_empty();
        for error in met.iter().take(MOST_FAULTS) {
            self.fault(id, text, error);
        }
        if met.len() > MOST_FAULTS {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::BadStylesheet,
                    format!("`{}` has {} more errors", self.sources.path(id), met.len() - MOST_FAULTS),
                )
                .at(self.span(id, 0..0), "this file")
                .help("fix the errors above first: one error often causes others"),
            );
        }
        for error in unknown.iter().take(MOST_FAULTS) {
            self.unknown(id, text, error);
        }
        let namespaces: Vec<(u32, u32)> = sheet.rules.0.iter().filter_map(namespace).collect();
        if let Err(error) = sheet.minify(MinifyOptions::default()) {
            self.fault(id, text, &error);
            return None;
        }
        let printer = PrinterOptions {
            minify: true,
            analyze_dependencies: Some(DependencyOptions { remove_imports: false }),
            ..PrinterOptions::default()
        };
        let printed = match sheet.to_css(printer) {
            Ok(printed) => printed,
            Err(error) => {
                self.fault(id, text, &error);
                return None;
            }
        };
        let mut sheet = MinifiedSheet { css: printed.code, imports: false };
        let mut seen: BTreeMap<String, bool> = BTreeMap::new();
        let mut rules = false;
        let (imports, urls): (Vec<_>, Vec<_>) =
            printed.dependencies.unwrap_or_default().into_iter().partition(|d| matches!(d, Dependency::Import(_)));
        for dependency in urls.into_iter().chain(imports) {
            let (url, placeholder, line, import) = match dependency {
                Dependency::Url(url) => (url.url, url.placeholder, url.loc.start.line, None),
                Dependency::Import(import) => {
                    (import.url.clone(), import.placeholder.clone(), import.loc.start.line, Some(import))
                }
            };
            if let Some(import) = &import
                && self.put_in_place(&mut sheet.css, import, name, file, (id, text))
            {
                rules = true;
                continue;
            }
            let found = match seen.get(&placeholder) {
                Some(found) => *found,
                None => {
                    let target = self.target(name, file, id, text, &url, line);
                    let put = target.as_deref().unwrap_or(&url);
                    sheet.css = sheet.css.replace(&format!("\"{placeholder}\""), &quoted(put));
                    seen.insert(placeholder, target.is_some());
                    target.is_some()
                }
            };
            // A broken import is reported.
            if import.is_some() && found {
                sheet.imports = true;
                if rules {
                    self.too_late(id, place_of(text, line, &url), &url);
                }
            }
        }
        for (line, column) in namespaces.into_iter().filter(|_| rules || is_part(name)) {
            self.lost_namespace(id, place(text, line, column));
        }
        sound.then_some(sheet)
    }

    /// Puts the rules of a part in the place of `import`, under its conditions (CSS Cascade 5, section 2.1).
    /// `false` where it imports no part, or none that is there.
    fn put_in_place(
        &mut self,
        css: &mut String,
        import: &ImportDependency,
        name: &str,
        file: &str,
        (id, text): (SourceId, &str),
    ) -> bool {
        let here = Some(&import.url).filter(|url| !is_foreign(url)).and_then(|url| resolve(name, url));
        let Some(part) = here.filter(|part| is_part(part) && self.names.contains_key(part)) else { return false };
        let rule = format!("@import \"{}\"", import.placeholder);
        let Some(start) = css.find(&rule) else { return false };
        let Some(end) = semicolon(css, start) else { return false };
        if self.open.contains(&part) || self.open.len() == MAX_DEPTH {
            return false;
        }
        let conditions = css[start + rule.len()..end].trim_start();
        let layer = conditions.strip_prefix("layer").map(|rest| {
            rest.strip_prefix('(').and_then(|rest| rest.split_once(')')).map_or("", |(layer, _)| layer).to_owned()
        });
        self.put += 1;
        let made = if self.put > MOST_PARTS { None } else { self.css(&part, file) };
        let Some(made) = made else {
            css.replace_range(start..=end, "");
            return true;
        };
        let mut rules = made.css;
        if made.imports {
            self.too_late(id, place_of(text, import.loc.start.line, &import.url), &import.url);
        }
        if let Some(layer) = layer {
            rules = format!("@layer {layer}{{{rules}}}");
        }
        if let Some(supports) = &import.supports {
            rules = format!("@supports {supports}{{{rules}}}");
        }
        if let Some(media) = &import.media {
            rules = format!("@media {media}{{{rules}}}");
        }
        css.replace_range(start..=end, &rules);
        true
    }

    fn too_late(&mut self, id: SourceId, at: std::ops::Range<usize>, url: &str) {
        self.diagnostics.push(
            Diagnostic::error(
                Code::BadStylesheet,
                format!("`{url}` has an import after rules, which browsers ignore"),
            )
            .at(self.span(id, at), format!("`{url}`"))
            .help("in the stylesheet that theme.toml lists, import whole files first, then the partial ones whose names begin with `_`"),
        );
    }

    fn lost_namespace(&mut self, id: SourceId, at: std::ops::Range<usize>) {
        self.diagnostics.push(
            Diagnostic::error(Code::BadStylesheet, "`@namespace` comes after rules, where browsers ignore it")
                .at(self.span(id, at), "imported rules come before it")
                .help("move it to a separate stylesheet without partial imports, and list that in theme.toml"),
        );
    }

    /// Warns of a file that browsers would load from another site, unless config.toml allows it.
    fn leaves(&mut self, url: &str, at: Span) {
        let absolute = if url.starts_with("//") { format!("https:{url}") } else { url.to_owned() };
        let Ok(parsed) = url::Url::parse(&absolute) else { return };
        if !matches!(parsed.scheme(), "http" | "https") || self.elsewhere.iter().any(|source| allows(source, &parsed)) {
            return;
        }
        self.diagnostics.push(
            Diagnostic::warning(
                Code::ForeignFile,
                format!("`{url}` is on another site and blocked by the Content-Security-Policy"),
            )
            .at(at, format!("`{url}`"))
            .help("add a copy to the theme's static folder")
            .help(format!("or allow `{}` under `[csp]` in config.toml", parsed.origin().ascii_serialization())),
        );
    }

    /// The text in the output for `url` in the stylesheet `name`, whose rules become those of `whole`. `None` if
    /// it is broken, which is reported.
    fn target(&mut self, name: &str, whole: &str, id: SourceId, text: &str, url: &str, line: u32) -> Option<String> {
        if url.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:")) {
            self.outputs.data_images |= url.get(5..11).is_some_and(|kind| kind.eq_ignore_ascii_case("image/"));
            return Some(url.to_owned());
        }
        if url.is_empty() || url.starts_with(['#', '/']) || url::Url::parse(url).is_ok() {
            self.leaves(url, self.span(id, place_of(text, line, url)));
            return Some(url.to_owned());
        }
        let cut = url.find(['?', '#']).unwrap_or(url.len());
        let (file, suffix) = url.split_at(cut);
        let wanted = percent_encoding::percent_decode_str(file).decode_utf8_lossy().into_owned();
        let place = self.span(id, place_of(text, line, url));
        let Some(wanted) = resolve(name, &wanted) else {
            self.diagnostics.push(
                Diagnostic::error(Code::MissingAsset, format!("`{url}` is outside of the theme's static folder"))
                    .at(place, format!("`{url}`"))
                    .help("move the file into the theme's static folder"),
            );
            return None;
        };
        if self.open.contains(&wanted) {
            self.diagnostics.push(
                Diagnostic::error(Code::BadStylesheet, format!("the stylesheet `{wanted}` imports itself"))
                    .at(place, format!("`{url}`"))
                    .help("remove one of the imports"),
            );
            return None;
        }
        if is_stylesheet(&wanted) && self.open.len() == MAX_DEPTH {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::BadStylesheet,
                    format!("the chain of imported stylesheets is longer than {MAX_DEPTH}"),
                )
                .at(place, format!("`{url}`"))
                .help("import them side by side, or list them in theme.toml"),
            );
            return None;
        }
        let path = if is_stylesheet(&wanted) { self.make(&wanted) } else { self.outputs.paths.get(&wanted).cloned() };
        match path {
            Some(path) => {
                // All are under `assets/`: a relative path needs no base path.
                let encoded = mizan_plan::Route::root().file(&relative(whole, &path)).encoded();
                Some(format!("{encoded}{suffix}"))
            }
            // It may be among what could not be read.
            None if self.sources.unreadable().any(|path| path.starts_with("themes")) => None,
            None => {
                let mut diagnostic = Diagnostic::error(
                    Code::MissingAsset,
                    format!("cannot find `static/{wanted}` in the theme, used in the stylesheet `{name}`"),
                )
                .at(place, "no such file");
                diagnostic = match did_you_mean(&wanted, self.names.keys().map(String::as_str)) {
                    Some(meant) if url == wanted && name.split('/').count() == 1 => {
                        diagnostic.help(format!("did you mean `{meant}`?")).fix(place, meant, Applicability::Unsafe)
                    }
                    Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
                    None => diagnostic.help(format!("add it to the theme as `static/{wanted}`")),
                };
                self.diagnostics.push(diagnostic);
                None
            }
        }
    }

    /// A range of the text as one of the file, which may have a byte order mark before it.
    fn span(&self, id: SourceId, range: std::ops::Range<usize>) -> Span {
        let mark = if self.sources.file(id).bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
        Span::new(id, range.start + mark..range.end + mark)
    }

    /// Warns of syntax that is in the output as it was written.
    fn unknown(&mut self, id: SourceId, text: &str, error: &Error<ParserError<'_>>) {
        let Some(syntax) = unknown_syntax(&error.kind) else { return };
        let line = error.loc.as_ref().map_or(0, |loc| loc.line);
        let at = place_of(text, line + 1, &syntax);
        self.diagnostics.push(
            Diagnostic::warning(
                Code::UnknownCss,
                format!("unknown CSS in `{}`: `{syntax}` is copied unchanged", self.sources.path(id)),
            )
            .at(self.span(id, at), "not known to Mizan")
            .help("check the spelling: a browser that does not know it ignores the rule")
            .help("or, if it is newer than Mizan, set `MZ0608 = \"off\"` under `[lints]` in config.toml"),
        );
    }

    /// Reports `error`.
    fn fault<T: CssError>(&mut self, id: SourceId, text: &str, error: &Error<T>) {
        let (line, column) = error.loc.as_ref().map_or((0, 1), |loc| (loc.line, loc.column));
        let mut at = place(text, line, column);
        if text[at.clone()].trim().is_empty() {
            at = line_of(text, line);
        }
        let mut label = "browsers ignore this";
        if text[at.clone()].trim().is_empty() {
            // Below all that is written.
            let end = text[..at.start].trim_end().len();
            at = end - text[..end].chars().next_back().map_or(0, char::len_utf8)..end;
            label = "the stylesheet ends here";
        }
        let described = error.kind.description(&text[at.clone()]);
        self.diagnostics.push(
            Diagnostic::error(Code::BadStylesheet, format!("invalid CSS in `{}`: {described}", self.sources.path(id)))
                .at(self.span(id, at), label)
                .help("fix or remove this rule or declaration; look for an unmatched bracket above it"),
        );
    }
}

/// What `error` calls unknown, as it is written, if lightningcss keeps it: CSS grows faster than any list of it, so
/// unknown at-rules and pseudo-classes are no errors. Other errors lose the rule that they are in.
fn unknown_syntax(error: &ParserError<'_>) -> Option<String> {
    match error {
        ParserError::AtRuleInvalid(name) => Some(format!("@{name}")),
        ParserError::SelectorError(SelectorError::UnsupportedPseudoClass(name)) => Some(format!(":{name}")),
        ParserError::SelectorError(SelectorError::UnsupportedPseudoElement(name)) => Some(format!("::{name}")),
        _ => None,
    }
}

/// Where the statement that begins at `start` ends: at the first `;` outside of strings, brackets and comments
/// (CSS Syntax 3, section 5.5.2).
fn semicolon(css: &str, start: usize) -> Option<usize> {
    let mut input = ParserInput::new(css.get(start..)?);
    let mut parser = Parser::new(&mut input);
    loop {
        let semicolon = matches!(parser.next().ok()?, Token::Semicolon);
        if semicolon {
            return Some(start + parser.position().byte_index() - 1);
        }
    }
}

/// The place of a `@namespace`: line from 0, column from 1.
fn namespace(rule: &CssRule<'_>) -> Option<(u32, u32)> {
    match rule {
        CssRule::Namespace(rule) => Some((rule.loc.line, rule.loc.column)),
        _ => None,
    }
}

/// Whether `url` names a file of its own origin, whatever the stylesheet that names it.
fn is_foreign(url: &str) -> bool {
    url.starts_with('/') || url::Url::parse(url).is_ok()
}

/// Whether a source of a Content-Security-Policy lets browsers load `url` (CSP 3, section 6.7.2.8), as far as
/// schemes and hosts go.
pub(super) fn allows(source: &str, url: &url::Url) -> bool {
    let (scheme, rest) = source.split_once("://").unwrap_or(("", source));
    let host = rest.split(['/', ':']).next().unwrap_or_default();
    let scheme_fits = scheme.is_empty() || scheme.eq_ignore_ascii_case(url.scheme()) || scheme == "http";
    let host_fits = match (host.strip_prefix("*."), url.host_str()) {
        _ if rest == "*" => true,
        (Some(parent), Some(host)) => host.strip_suffix(parent).is_some_and(|sub| sub.ends_with('.')),
        (None, Some(known)) => known.eq_ignore_ascii_case(host),
        (_, None) => false,
    };
    source.strip_suffix(':').is_some_and(|scheme| scheme.eq_ignore_ascii_case(url.scheme())) || scheme_fits && host_fits
}

/// The most parts; parts that import each other twice would double endlessly.
const MOST_PARTS: usize = 256;

/// The most errors reported for one stylesheet.
const MOST_FAULTS: usize = 8;

/// Deeper than any stylesheet goes; lightningcss calls itself once a level, and the stack is not endless.
const MAX_DEPTH: usize = 64;

/// The place of a bracket that is more than [`MAX_DEPTH`] levels deep. Strings, comments and bare URLs hold no brackets
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

/// After the first of `ends` from `at` on without a `\` before it.
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

/// From `column` (UTF-16 units, counted from 1) to the end of the token there.
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

/// The place of `url` in or after line `line` (counted from 1).
fn place_of(text: &str, line: u32, url: &str) -> std::ops::Range<usize> {
    let start = line_of(text, line.saturating_sub(1)).start;
    match text[start..].find(url) {
        Some(at) => start + at..start + at + url.len(),
        None => line_of(text, line.saturating_sub(1)),
    }
}
