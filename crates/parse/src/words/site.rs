//! content/site/LANG.toml: text of the whole site.

use indexmap::IndexMap;

use super::labels::{SOURCE_WORDS, sources as source_words};
use super::plural::{PLURAL, UNITS, forms, units};
use super::{proses, stand_in};
use crate::fields::Fields;
use crate::node::{NodeKind, Table, parse_as};
use crate::read::{self, What};
use mizan_model::shape::{Key, Named, Shape, TableShape};
use mizan_model::value::{outside_address, with_way_out};
use mizan_model::{MenuEntry, MessageKey, Plural, PluralCategory, SiteWords};
use mizan_source::diagnostics::{Code, Diagnostic, Reported, Sink};
use mizan_source::{SourceId, SourceMap, Span};

/// content/site/LANG.toml.
pub const SITE_WORDS: TableShape = TableShape {
    name: "the site's language file",
    keys: &[
        Key::new("title", Shape::Words, "\"…\"", "The site's name in this language.").required(),
        Key::new("description", Shape::Words, "\"…\"", "What the site is about, in one or two sentences.").required(),
        Key::new(
            "menu",
            Shape::List(&Shape::Either(&[Shape::String, Shape::Table(&MENU_LINK)])),
            "[\"/pages/about\"]",
            "Entries of the menu: content paths, or tables of `name` and `url`.",
        ),
        Key::new("footer", Shape::Inline, "\"…\"", "The text at the bottom of each page."),
        Key::new("people", Shape::By(Named::Person, &Shape::Words), "{}", "Names of people, by id."),
        Key::new("tags", Shape::By(Named::Tag, &Shape::Words), "{}", "Names of tags, by id."),
        UNITS,
        Key::new(
            "sources",
            Shape::By(Named::Source, &Shape::Either(&[Shape::Words, Shape::Table(&SOURCE_WORDS)])),
            "{}",
            "Titles of sources that guides' labels do not have.",
        ),
        Key::new("messages", Shape::Messages, "{}", "Messages that replace those of the theme, by key."),
    ],
};

/// A link of the menu that leaves the site's content.
const MENU_LINK: TableShape = TableShape {
    name: "a link of the menu",
    keys: &[
        Key::new("name", Shape::Words, "\"…\"", "The text of the link.").required(),
        Key::new("url", Shape::String, "\"https://example.org/\"", "The URL of the link.").required(),
    ],
};

/// Reads the site's words in one language, its default one where `source`.
///
/// # Errors
/// If the file is not text at all.
pub(crate) fn site_words(
    sources: &SourceMap,
    file: SourceId,
    source: bool,
    sink: &Sink,
) -> Result<SiteWords, Reported> {
    let document = parse_as(sources, file, &SITE_WORDS, sink)?;
    let fields = Fields::of_words(&document.root, &SITE_WORDS, source, sink);
    let must =
        |key: &'static str| fields.required_prose(key).or_else(|| source.then(|| stand_in("…", Span::new(file, 0..0))));
    let (mut messages, mut message_keys) = (IndexMap::new(), IndexMap::new());
    if let Some(node) = fields.node("messages")
        && let Ok(table) = read::table(node, &What::new("messages", "{}"), sink)
    {
        flatten(table, "", &mut messages, &mut message_keys, sink);
    }
    Ok(SiteWords {
        file,
        title: must("title"),
        description: must("description"),
        menu: menu(&fields, sink),
        footer: fields.prose("footer"),
        people: proses(&fields, "people", None, sink),
        tags: proses(&fields, "tags", None, sink),
        units: units(&fields, sink),
        sources: source_words(&fields, None, sink),
        messages,
        message_keys,
    })
}

fn menu(fields: &Fields, sink: &Sink) -> Vec<MenuEntry> {
    let mut menu = Vec::new();
    for node in fields.list("menu") {
        match &node.kind {
            NodeKind::Table(table) => {
                let link = fields.inside(table, &MENU_LINK);
                if let (Some(name), Some(url)) = (link.prose("name"), link.prose("url")) {
                    let is_content = url.text.starts_with('/') && !url.text.starts_with("//");
                    match outside_address(&url.text) {
                        Err(reason) if !is_content => {
                            let message = format!("`{}` is not a valid URL: {reason}", url.text);
                            let fault = Diagnostic::error(Code::BadUrl, message).at(url.span, "invalid URL");
                            let help = "write a full URL, `https://…`, or a path of content, `/pages/about`";
                            sink.push(match url.verbatim {
                                true => with_way_out(fault, &url.text, (url.span, ""), help),
                                false => fault.help(help),
                            });
                        }
                        _ => menu.push(MenuEntry::Link { name, url }),
                    }
                }
            }
            NodeKind::String(_) => menu.extend(read::prose(node, &What::new("menu", ""), sink).map(MenuEntry::Page)),
            _ => {
                let what = What::new("menu", "[\"/pages/about\"]");
                read::wrong_type(node, "a path of content or `{ name, url }`", &what, sink);
            }
        }
    }
    menu
}

/// A theme's strings, or a site's own words for them, by dotted key: `[nav] home` is `nav.home`.
pub(crate) fn messages(table: &Table, sink: &Sink) -> IndexMap<String, Plural> {
    let mut messages = IndexMap::new();
    flatten(table, "", &mut messages, &mut IndexMap::new(), sink);
    messages
}

/// Messages by dotted key. A table with an `other`, or of plural categories only, is a plural.
fn flatten(
    table: &Table,
    prefix: &str,
    messages: &mut IndexMap<String, Plural>,
    keys: &mut IndexMap<String, MessageKey>,
    sink: &Sink,
) {
    for (name, entry) in &table.entries {
        let key = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
        keys.insert(key.clone(), MessageKey { span: entry.key, table: key.len() - name.len() });
        match &entry.value.kind {
            NodeKind::Table(inner) if is_plural(inner) => {
                let forms = forms(&format!("the message `{key}`"), inner, &PLURAL, sink);
                if !forms.is_empty() {
                    messages.insert(key, Plural::By(forms));
                }
            }
            NodeKind::Table(inner) => flatten(inner, &key, messages, keys, sink),
            _ => {
                if let Ok(prose) = read::prose(&entry.value, &What::new(key.clone(), "\"…\""), sink) {
                    messages.insert(key, Plural::Same(prose));
                }
            }
        }
    }
}

fn is_plural(table: &Table) -> bool {
    let category = |key: &String| PluralCategory::parse(key).is_some();
    table.entries.contains_key("other") || (!table.entries.is_empty() && table.entries.keys().all(category))
}
