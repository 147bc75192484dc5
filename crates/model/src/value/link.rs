//! `link`: an address.

use super::raw::{Raw, find};
use super::read::{Declaration, plain};
use super::value_type::{TypeInfo, ValueFormat, ValueType};
use super::{Equality, Export, Value};
use super::{Machine, Message};
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
/// What is wrong with it, as the second half of a message: "it names no host".
pub fn web_address(text: &str) -> Result<url::Url, String> {
    let url = url::Url::parse(text).map_err(|error| match error {
        url::ParseError::RelativeUrlWithoutBase => "it does not begin with https://".to_owned(),
        other => other.to_string(),
    })?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(format!("it begins with {}:, not with https://", url.scheme()));
    }
    if url.host_str().is_none_or(str::is_empty) {
        return Err("it names no host".to_owned());
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("it holds a name or a password".to_owned());
    }
    if let Some(c) = misplaced(text).map(|(_, c)| c).next() {
        return Err(match c {
            '%' => "`%` begins a character by its number, and is itself written `%25`".to_owned(),
            c if c.is_ascii() && c != ' ' => format!("`{c}` is written `%{:02X}` in an address", u32::from(c)),
            _ => "it holds a space".to_owned(),
        });
    }
    Ok(url)
}

/// A web address in which some characters cannot stand as they are, with these percent-encoded; `None` where that makes
/// none.
fn percent_encoded(text: &str) -> Option<String> {
    let mut encoded = text.to_owned();
    for (at, c) in misplaced(text).collect::<Vec<_>>().into_iter().rev() {
        if !c.is_ascii_graphic() {
            return None;
        }
        encoded.replace_range(at..at + 1, &format!("%{:02X}", u32::from(c)));
    }
    (encoded != text && web_address(&encoded).is_ok()).then_some(encoded)
}

/// A fault of an address with the way out: where percent-encoding mends it, that, certain, in place of `at`, between
/// `quotes`; else `help`.
pub fn with_way_out(fault: Diagnostic, address: &str, (at, quotes): (Span, &str), help: &str) -> Diagnostic {
    match percent_encoded(address) {
        Some(encoded) => {
            fault.help(format!("write `{encoded}`")).fix(at, format!("{quotes}{encoded}{quotes}"), Applicability::Safe)
        }
        None => fault.help(help),
    }
}

/// The characters that cannot stand where they do in an address (URL Standard, section 4.3, "URL units"). Brackets stand
/// around the host alone, `#` before the fragment, and `%` before two hexadecimal digits.
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

/// Whether `c` stands in no address as it is (URL Standard, section 4.3, "URL code points"), wherever it stands.
pub fn is_no_address(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`')
}

impl Link {
    /// The table that an author writes.
    pub const SHAPE: TableShape = TableShape {
        name: "a link",
        keys: &[
            Key::new("url", Shape::Url, "\"https://example.org/\"", "The whole address of the link.").required(),
            Key::new("name", Shape::String, "\"Example\"", "What the link is called; its host where it is left out."),
        ],
    };

    /// `{ url = "https://…", name = "…" }`.
    pub fn read(raw: &Raw, of: &Declaration<'_>, faults: &mut Diagnostics) -> Option<Link> {
        let wants = "a link, as `{ url = \"https://…\" }`";
        if let Some(text) = raw.as_str().filter(|text| web_address(text).is_ok()) {
            let table = format!("{{ url = \"{text}\" }}");
            faults.push(of.misfit(raw, wants).help(format!("write `{table}`")).fix(
                raw.span,
                table,
                Applicability::safe_if(plain(text)),
            ));
            return None;
        }
        let entries = of.table(raw, &Link::SHAPE, wants, faults)?;
        let name =
            find(entries, "name").and_then(|entry| of.text(&entry.value, "the name of the link as a text", faults));
        let Some(entry) = find(entries, "url") else {
            faults.push(of.missing(raw.span, "url", "url = \"https://…\""));
            return None;
        };
        let url = of.text(&entry.value, "an address for `url`", faults)?;
        match web_address(&url) {
            Ok(_) => Some(Link { url, name }),
            Err(reason) => {
                let fault = of.fault(
                    Code::BadUrl,
                    entry.value.span,
                    &format!("the address `{url}` cannot be used: {reason}"),
                    format!("`{url}`"),
                );
                let help = if url.starts_with("tel:") {
                    "a telephone number is a value of a feature with `type = \"phone\"`"
                } else {
                    "write the whole address, beginning with https://"
                };
                faults.push(with_way_out(fault, &url, (entry.value.span, "\""), help));
                None
            }
        }
    }

    /// The author's name for it, else the host's, without `www.`.
    pub fn name(&self) -> String {
        if let Some(name) = &self.name {
            return name.clone();
        }
        let host = url::Url::parse(&self.url).ok().and_then(|url| url.host_str().map(str::to_owned));
        let host = host.unwrap_or_else(|| self.url.clone());
        host.strip_prefix("www.").map(str::to_owned).unwrap_or(host)
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
        example: "the address, `{id} = { url = \"https://…\" }`",
        table_example: "url = \"https://…\"",
        forms: "{ url = \"https://example.org/\" }",
        ..TypeInfo::new("link", "a link, as `{ url = \"https://…\" }`")
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
