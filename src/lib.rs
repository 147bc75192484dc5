//! Mizan (ميزان, "scales") builds comparison guides: facts in TOML, words in any language, pages
//! that are right in both directions. This package is the command line; the libraries are in `crates/`.

// What an author, a theme or a file holds never ends the program; tests may say what they take for granted.
#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod builtin;
pub mod cli;
pub mod pages;
pub mod scaffold;

pub use builtin::THEME;
