//! `link`: a URL.

use super::raw::{Raw, find};
use super::read::{Declaration, plain};
use super::value_type::{TypeInfo, ValueFormat, ValueType};
use super::{Equality, Export, Value};
use super::{Machine, Message};
use crate::host::shown_host;
use crate::shape::{Key, Shape, TableShape};
use mizan_source::Span;
use mizan_source::diagnostics::{Applicability, Code, Diagnostic, Diagnostics};

/// A link out of the site, as a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Absolute, http or https.
    pub url: String,
    /// Where the author gave none, the host's name is shown.
    pub name: Option<String>,
}

/// An absolute http or https URL with a host.
///
/// # Errors
/// The error, as the second half of a message: "it has no host".
pub fn web_address(text: &str) -> Result<url::Url, String> {
    let url = url::Url::parse(text).map_err(|error| match error {
        url::ParseError::RelativeUrlWithoutBase => "it does not begin with https://".to_owned(),
        other => other.to_string(),
    })?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(format!("it begins with {}:, not with https://", url.scheme()));
    }
    if url.host_str().is_none_or(str::is_empty) {
        return Err("it has no host".to_owned());
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("it contains a user name or password".to_owned());
    }
    well_formed(text).map(|()| url)
}

/// The URL of a link that leaves the site, as a page contains it: `https:`, `http:`, `mailto:` or `tel:`. The one reader of
/// such URLs in text, in the menu and in fields.
///
/// # Errors
/// What is wrong with it, as for [`web_address`].
pub fn outside_address(text: &str) -> Result<String, String> {
    let url = match url::Url::parse(text) {
        Ok(url) if matches!(url.scheme(), "mailto" | "tel") => url,
        Ok(url) if !matches!(url.scheme(), "http" | "https") => {
            return Err(format!("the scheme `{}:` is not allowed", url.scheme()));
        }
        _ => return web_address(text).map(String::from),
    };
    if url.path().is_empty() && url.query().is_none() {
        return Err(if url.scheme() == "tel" { "it has no number" } else { "it has no address" }.to_owned());
    }
    well_formed(text).map(|()| url.into())
}

/// An error if a character is not allowed at its place.
fn well_formed(text: &str) -> Result<(), String> {
    match misplaced(text).map(|(_, c)| c).next() {
        None => Ok(()),
        Some('%') => Err("`%` must be written as `%25`".to_owned()),
        Some(c) if c.is_ascii() && c != ' ' => Err(format!("`{c}` must be written as `%{:02X}`", u32::from(c))),
        Some(_) => Err("it contains a space".to_owned()),
    }
}

/// A URL with invalid characters percent-encoded; `None` if that does not make it valid.
pub fn percent_encoded(text: &str) -> Option<String> {
    let mut encoded = text.to_owned();
    for (at, c) in misplaced(text).collect::<Vec<_>>().into_iter().rev() {
        if !c.is_ascii_graphic() {
            return None;
        }
        encoded.replace_range(at..at + 1, &format!("%{:02X}", u32::from(c)));
    }
    (encoded != text && outside_address(&encoded).is_ok()).then_some(encoded)
}

/// The error of an invalid URL with its help: if percent-encoding makes it valid, a safe fix of `at`, between `quotes`;
/// otherwise `help`.
pub fn with_way_out(fault: Diagnostic, address: &str, (at, quotes): (Span, &str), help: &str) -> Diagnostic {
    match percent_encoded(address) {
        Some(encoded) => {
            fault.help(format!("write `{encoded}`")).fix(at, format!("{quotes}{encoded}{quotes}"), Applicability::Safe)
        }
        None => fault.help(help),
    }
}

/// The characters that are not allowed at their place in a URL (URL Standard, section 4.3, "URL units"). Brackets are
/// allowed only around the host, `#` only before the fragment, and `%` only before two hexadecimal digits.
fn misplaced(text: &str) -> impl Iterator<Item = (usize, char)> {
    let host = text.find("://").map_or(0, |at| at + 3);
    let path = text[host..].find(['/', '?', '#', '\\']).map_or(text.len(), |at| host + at);
    let fragment = text.find('#');
    let is_hex = move |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_hexdigit);
    text.char_indices().filter(move |(at, c)| match c {
        '[' | ']' => *at >= path,
        '#' => Some(*at) != fragment,
        '%' => !(is_hex(at + 1) && is_hex(at + 2)),
        c => is_no_address(*c),
    })
}

/// Whether `c` is not allowed anywhere in a URL (URL Standard, section 4.3, "URL code points").
pub fn is_no_address(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`')
}

impl Link {
    /// The table that an author writes.
    pub const SHAPE: TableShape = TableShape {
        name: "a link",
        keys: &[
            Key::new("url", Shape::Url, "\"https://example.org/\"", "The full URL of the link.").required(),
            Key::new("name", Shape::String, "\"Example\"", "The text of the link; by default its host."),
        ],
    };

    /// `{ url = "https://…", name = "…" }`.
    pub fn read(raw: &Raw, of: &Declaration<'_>, faults: &mut Diagnostics) -> Option<Link> {
        let expected = "a link, such as `{ url = \"https://…\" }`";
        if let Some(text) = raw.as_str().filter(|text| web_address(text).is_ok()) {
            let table = format!("{{ url = \"{text}\" }}");
            faults.push(of.misfit(raw, expected).help(format!("write `{table}`")).fix(
                raw.span,
                table,
                Applicability::safe_if(plain(text)),
            ));
            return None;
        }
        let entries = &of.table(raw, &Link::SHAPE, expected, faults)?;
        let name = find(entries, "name").and_then(|entry| of.text(&entry.value, "a string in `name`", faults));
        let Some(entry) = find(entries, "url") else {
            faults.push(of.missing(raw.span, "url", "url = \"https://…\""));
            return None;
        };
        let url = of.text(&entry.value, "a URL in `url`", faults)?;
        match web_address(&url) {
            Ok(_) => Some(Link { url, name }),
            Err(reason) => {
                let message = format!("invalid URL `{url}` in {}: {reason}", of.whose);
                let fault = Diagnostic::error(Code::BadUrl, message).at(entry.value.span, "invalid URL");
                let help = if url.starts_with("tel:") {
                    "for a telephone number, set `type = \"phone\"` for the feature"
                } else {
                    "write the full URL, beginning with https://"
                };
                faults.push(with_way_out(fault, &url, (entry.value.span, "\""), help));
                None
            }
        }
    }

    /// The author's name for it, else the host in its own letters, without `www.`.
    pub fn name(&self) -> String {
        if let Some(name) = &self.name {
            return name.clone();
        }
        shown_host(&self.url).unwrap_or_else(|| self.url.clone())
    }

    /// The link under its [`name`](Link::name).
    pub fn message(&self) -> Message {
        Message::Link { url: self.url.clone(), name: self.name() }
    }

    /// The URL.
    pub fn machine(&self) -> Machine {
        Machine::Text(self.url.clone())
    }
}

impl ValueType for Link {
    type Data = Link;

    const INFO: TypeInfo = TypeInfo {
        betters: &[],
        reads_words: true,
        table: Some(&Link::SHAPE),
        example: "`{id} = { url = \"https://…\" }`",
        table_example: "url = \"https://…\"",
        forms: "{ url = \"https://example.org/\" }",
        ..TypeInfo::new("link", "a link, such as `{ url = \"https://…\" }`")
    };

    fn parse(raw: &Raw, of: &Declaration<'_>, faults: &mut Diagnostics) -> Option<Value> {
        Link::read(raw, of, faults).map(Value::Link)
    }

    /// Links to one page are the same, whatever they are called.
    fn equality(a: &Link, b: &Link) -> Equality {
        Equality::from(a.url == b.url)
    }

    fn phrase(value: &Link, _: &ValueFormat<'_>) -> Message {
        value.message()
    }

    fn export(value: &Link, _: Option<&str>) -> Export {
        Export::plain(value.machine())
    }

    fn url(value: &Link) -> Option<&str> {
        Some(&value.url)
    }
}
