//! Translating a site: the strings to translate, the progress, and the files of a translation.
//!
//! [`Catalog::read`] splits a site into strings ([`mizan_model::text`]); [`Catalog::parts`] reports the
//! state of each in a language; [`add`] writes the files of a new language, every string in them as a comment with the
//! source text; [`accept`] marks a translation as up to date. Nothing here accesses the disk: what is to be
//! written is returned, for [`mizan_engine::write::author`].

// No content of an author, a theme or a file may cause a panic; tests may unwrap.
#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod accept;
mod add;
mod config;
mod part;
mod place;
mod records;
mod scribe;
mod sheet;
mod status;

pub use accept::{Accepted, Selection, accept};
pub use add::{Addition, NewFile, Refusal, Request, add};

pub use part::{Catalog, CatalogEntry, Scope, Section};
pub use records::{Edit, beginning, changed};
pub use status::{Count, TranslationProgress, json};
