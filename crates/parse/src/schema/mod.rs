//! JSON Schemas of the files that authors write, for editors: generated from the descriptions that the decoders use,
//! and from the ids of a site.
//!
//! Draft-07 (<https://json-schema.org/draft-07>), which the TOML language server taplo and with it Even
//! Better TOML read. A schema checks the shape of one file. Only Mizan checks references between
//! files.

mod describe;
mod draft;
mod known;

pub use known::Known;

use serde_json::{Map, Value};

use crate::guide::{GUIDE, TIER};
use crate::{CONFIG, LABELS, SITE_RECORDS, SITE_WORDS, THEME};
use describe::Describe;
use draft::{Flat, Words};
use mizan_model::shape::TableShape;
use mizan_model::{Guide, Site};
use mizan_source::diagnostics::Diagnostics;

/// The folder of a site's schemas. It is hidden, since they are neither edited nor read by a build.
pub const FOLDER: &str = ".mizan/schemas";

/// A sort of file that has a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// config.toml.
    Config,
    /// guide.toml.
    Guide,
    /// tiers/ID.toml.
    Tier,
    /// LANG/labels.toml.
    Labels,
    /// content/site/LANG.toml.
    Site,
    /// theme.toml.
    Theme,
}

impl Kind {
    /// Each with its name.
    pub const ALL: &'static [(&'static str, Kind)] = &[
        ("config", Kind::Config),
        ("guide", Kind::Guide),
        ("tier", Kind::Tier),
        ("labels", Kind::Labels),
        ("site", Kind::Site),
        ("theme", Kind::Theme),
    ];

    /// The name of the schema's file, without the guide and the extension.
    pub fn as_str(self) -> &'static str {
        Kind::ALL.iter().find(|(_, kind)| *kind == self).map_or("config", |(name, _)| name)
    }

    /// Whether each guide has one of its own.
    pub fn is_of_guide(self) -> bool {
        matches!(self, Kind::Guide | Kind::Tier | Kind::Labels)
    }

    /// Which files it is for, as authors know them.
    pub fn files(self) -> &'static str {
        match self {
            Kind::Config => "config.toml",
            Kind::Guide => "guide.toml",
            Kind::Tier => "tiers/ID.toml",
            Kind::Labels => "LANG/labels.toml",
            Kind::Site => "content/site/LANG.toml",
            Kind::Theme => "theme.toml",
        }
    }

    fn table(self) -> &'static TableShape {
        match self {
            Kind::Config => &CONFIG,
            Kind::Guide => &GUIDE,
            Kind::Tier => &TIER,
            Kind::Labels => &LABELS,
            Kind::Site => &SITE_WORDS,
            Kind::Theme => &THEME,
        }
    }
}

/// The schema: what is `known` can be completed, and where readers take nothing else, nothing
/// else is right.
pub fn schema(kind: Kind, known: &Known) -> Value {
    let mut describe = Describe::new(known);
    let tables = describe.table(kind.table(), None);
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), "http://json-schema.org/draft-07/schema#".into());
    schema.insert("title".to_owned(), format!("{} of Mizan", kind.files()).into());
    if let Value::Object(keywords) = Flat::tables(tables).schema("", Words::Beside) {
        schema.extend(keywords);
    }
    if !describe.definitions.is_empty() {
        schema.insert("definitions".to_owned(), describe.definitions.into());
    }
    schema.into()
}

/// A schema as people read it.
pub fn pretty(schema: &Value) -> String {
    format!("{schema:#}\n")
}

/// Every schema of a site, by its path under [`FOLDER`]: for the site, and for each guide.
/// `diagnostics` are those of reading the site.
pub fn schemas(site: &Site, diagnostics: &Diagnostics) -> Vec<(String, String)> {
    let mut schemas = of_site(site);
    schemas.extend(site.guides.iter().flat_map(|guide| of_guide(site, guide, diagnostics)));
    schemas
}

fn of_site(site: &Site) -> Vec<(String, String)> {
    let known = Known::of_site(site);
    Kind::ALL.iter().map(|(_, kind)| (file(*kind, None), format!("{}\n", schema(*kind, &known)))).collect()
}

/// The schemas of one guide, as [`schemas`] has them.
pub fn of_guide(site: &Site, guide: &Guide, diagnostics: &Diagnostics) -> Vec<(String, String)> {
    let known = Known::of_guide(site, guide, diagnostics);
    let kinds = Kind::ALL.iter().filter(|(_, kind)| kind.is_of_guide());
    kinds.map(|(_, kind)| (file(*kind, Some(&guide.id)), format!("{}\n", schema(*kind, &known)))).collect()
}

/// The path of a schema under [`FOLDER`].
fn file(kind: Kind, guide: Option<&str>) -> String {
    match guide.filter(|_| kind.is_of_guide()) {
        Some(guide) => format!("guides/{guide}/{}.json", kind.as_str()),
        None => format!("{}.json", kind.as_str()),
    }
}

/// The first line of the file at `path` (relative to the site's folder, `/` between its parts), by which
/// editors find its schema: `#:schema ../.mizan/schemas/…`, without a line break. `None` if files of that
/// name have none.
pub fn directive(path: &str) -> Option<String> {
    let parts: Vec<&str> = path.split('/').collect();
    let (kind, guide) = match parts.as_slice() {
        ["config.toml"] => (Kind::Config, None),
        // Translation records are not written by hand.
        ["content", "site", file] if file.ends_with(SITE_RECORDS) => return None,
        ["content", "site", file] if file.ends_with(".toml") => (Kind::Site, None),
        ["content", "guides", guide, "guide.toml"] => (Kind::Guide, Some(*guide)),
        ["content", "guides", guide, "tiers", file] if file.ends_with(".toml") => (Kind::Tier, Some(*guide)),
        ["content", "guides", guide, _, "labels.toml"] => (Kind::Labels, Some(*guide)),
        ["themes", _, "theme.toml"] => (Kind::Theme, None),
        _ => return None,
    };
    Some(format!("#:schema {}{FOLDER}/{}", "../".repeat(parts.len() - 1), file(kind, guide)))
}

#[cfg(test)]
mod tests;
