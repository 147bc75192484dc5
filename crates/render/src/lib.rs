//! Theme loading and inheritance, the views that templates see, and the three functions. The only
//! crate that uses tera. It does not access the disk.

// No content of an author, a theme or a file may cause a panic; tests may unwrap.
#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod chain;
mod engine;
mod fault;
mod functions;
mod included;
mod known;
mod names;
pub mod present;
mod resolver;
mod stray;
pub mod theme;
pub mod view;

pub use engine::{Argument, Blank, Engine, Functions, Templates};
pub use functions::functions;
pub use present::{RenderContext, ThemeFiles};
pub use theme::Theme;
