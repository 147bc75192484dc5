//! A theme's description and its strings: `theme.toml`, `i18n/LANG.toml`.

use indexmap::IndexMap;

use super::config::THEME_OPTIONS;
use super::{Fields, Key, NodeKind, Shape, TableShape, messages, parse};
use crate::KeyNames;
use mizan_model::Plural;
use mizan_model::config::OptionValue;
use mizan_source::diagnostics::{Code, Diagnostic, Sink};
use mizan_source::{SourceId, SourceMap, Spanned};

/// theme.toml, as written.
#[derive(Clone, Debug, Default)]
pub struct ThemeManifest {
    /// The parent theme.
    pub extends: Option<Spanned<String>>,
    /// Files in `static/`, linked from every page in this order.
    pub stylesheets: Vec<Spanned<String>>,
    /// Files in `static/` that pages ask for early.
    pub fonts: Vec<Spanned<String>>,
    /// The theme's settings with their defaults.
    pub options: IndexMap<String, Spanned<OptionValue>>,
}

/// theme.toml.
pub const THEME: TableShape = TableShape {
    name: "theme.toml",
    keys: &[
        Key::new(
            "extends",
            Shape::String,
            "\"mizan\"",
            "The theme whose templates, files and strings are used if this one does not have them.",
        ),
        Key::new("mizan", Shape::String, "\">=0.1\"", "The versions of Mizan that the theme supports."),
        Key::new(
            "stylesheets",
            Shape::List(&Shape::String),
            "[\"style.css\"]",
            "Files in static/ that every page links to, in this order.",
        ),
        Key::new(
            "fonts",
            Shape::List(&Shape::String),
            "[\"font.woff2\"]",
            "Files in static/ that every page preloads.",
        ),
        Key::new("options", THEME_OPTIONS, "{ toc = true }", "The theme's options and their defaults."),
    ],
};

/// Reads a theme.toml.
pub fn theme_manifest(sources: &SourceMap, id: SourceId, sink: &Sink) -> Option<ThemeManifest> {
    let document = parse(sources, id, sink).ok()?;
    let fields = Fields::new(&document.root, &THEME, sink);
    if let Some(wanted) = fields.string("mizan") {
        check_version(&wanted, sink);
    }
    let options = fields
        .entries("options", KeyNames::Any)
        .into_iter()
        .filter_map(|(name, node)| match option_value(&node.kind) {
            Some(value) => Some((name.value, Spanned::new(value, node.span))),
            None => {
                sink.push(
                    Diagnostic::error(
                        Code::WrongType,
                        format!("unsupported type of the option `{}`: {}", name.value, node.describe()),
                    )
                    .at(node.span, "unsupported type")
                    .help("write true or false, an integer, a string, or a list of strings"),
                );
                None
            }
        })
        .collect();
    Some(ThemeManifest {
        extends: fields.string("extends"),
        stylesheets: fields.strings("stylesheets"),
        fonts: fields.strings("fonts"),
        options,
    })
}

/// Reads a theme's strings in one language.
pub fn theme_messages(sources: &SourceMap, id: SourceId, sink: &Sink) -> IndexMap<String, Plural> {
    parse(sources, id, sink).map(|document| messages(&document.root, sink)).unwrap_or_default()
}

fn option_value(kind: &NodeKind) -> Option<OptionValue> {
    match kind {
        NodeKind::Bool(value) => Some(OptionValue::Bool(*value)),
        NodeKind::Integer(digits) => digits.parse().ok().map(OptionValue::Integer),
        NodeKind::String(prose) => Some(OptionValue::String(prose.text.clone())),
        NodeKind::Array(items) => {
            let strings = items.iter().map(|item| item.as_str().map(str::to_owned));
            strings.collect::<Option<Vec<_>>>().map(OptionValue::Strings)
        }
        _ => None,
    }
}

fn check_version(wanted: &Spanned<String>, sink: &Sink) {
    let this = semver::Version::parse(env!("CARGO_PKG_VERSION")).ok();
    match (semver::VersionReq::parse(&wanted.value), this) {
        (Ok(range), Some(this)) if !range.matches(&this) => sink.push(
            Diagnostic::error(
                Code::ThemeFile,
                format!("the theme requires Mizan {}, but this is {this}", wanted.value),
            )
            .at(wanted.span, format!("`{}`", wanted.value))
            .help("use another version of the theme or of Mizan"),
        ),
        (Err(_), _) => sink.push(
            Diagnostic::error(Code::ThemeFile, format!("`{}` is not a version range", wanted.value))
                .at(wanted.span, format!("`{}`", wanted.value))
                .help("write a range such as `>=0.1` or `>=0.1, <0.3`"),
        ),
        _ => {}
    }
}
