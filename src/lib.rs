//! Mizan (ميزان, "scales") builds comparison guides: facts in TOML, words in any language, pages
//! that are right in both directions.
//!
//! The way through the house, each stage returning what it could make and the diagnostics it met:
//! [`source`] reads, [`decode`] understands, [`model`] holds, [`check`] judges, [`plan`] decides
//! every URL, [`render`] and [`output`] make artifacts, [`write`] puts them in place.

// What an author, a theme or a file holds never ends the program; tests may say what they take for granted.
#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod build;
pub mod check;
pub mod cli;
pub mod config;
pub mod decode;
pub mod diagnostics;
pub mod external;
pub mod locale;
pub mod markup;
pub mod mend;
pub mod model;
pub mod output;
pub mod plan;
pub mod render;
pub mod scaffold;
pub mod schema;
pub mod serve;
pub mod shape;
pub mod source;
pub mod translation;
pub mod write;
