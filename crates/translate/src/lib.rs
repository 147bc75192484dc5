//! Translating a site: what is to be translated, how far it is, and the files in which it is done.
//!
//! [`Catalog::read`] takes a site apart into strings ([`mizan_model::text`]); [`Catalog::parts`] reports for each
//! its state in a language; [`add`] writes the files of a new language, every string in them as a comment with the
//! source's words; [`accept`] marks a translation as up to date. Nothing here touches the disk: what is to be
//! written is returned, for [`mizan_engine::write::author`].

// What an author, a theme or a file holds never ends the program; tests may say what they take for granted.
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
