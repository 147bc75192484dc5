//! From bytes to the model: TOML with spans, all errors of a file in one pass.
//!
//! A syntax error affects only the value that contains it; the rest of the file is still checked. What cannot be parsed is an
//! error node ([`NodeKind::Error`]), and what cannot be used is absent. References to it get no second message: its ids
//! are in the [`Suppressions`](mizan_source::diagnostics::Suppressions) that are returned next to the model.

// No content of an author, a theme or a file may cause a panic; tests may unwrap.
#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod config;
mod fields;
mod front;
pub mod guide;
mod language;
mod misnamed;
mod node;
mod policy;
mod read;
pub mod schema;
mod site;
mod suppress;
mod syntax;
mod theme;
mod translated;
mod unseen;
mod words;

pub use config::{CONFIG, base_url, config, guide_ids};
pub use front::{Front, front_matter};
pub use mizan_model::shape::{Key, Shape, TableShape, names};
pub use node::{Document, Entry, Node, NodeKind, Table, parse};
pub use read::id_fault;
pub use site::{Frame, UnknownLanguages, frame, guide as whole_guide, site, site_translations, strays};
pub use theme::{THEME, ThemeManifest, theme_manifest, theme_messages};
pub use translated::{RECORDS, SITE_RECORDS, translated};
pub use words::{GUIDE_WORDS, LABELS, PAGE_WORDS, SITE_WORDS, TIER_WORDS};

use config::{FRESHNESS, freshness};
use fields::Fields;
use node::parse_as;
use policy::DIRECTIVES;
use read::{KeyNames, check_id};
use words::messages;
