//! Mizan (ميزان, "scales") is a static site generator for comparison guides: facts in TOML, text in any language, pages
//! in both writing directions. This package is the command line; the libraries are in `crates/`.

// No content of an author, a theme or a file may cause a panic; tests may unwrap.
#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod builtin;
pub mod cli;
pub mod pages;
pub mod scaffold;

pub use builtin::THEME;
