//! Theme loading and inheritance, the views that templates see, and the three functions. The only
//! room that knows tera; it never touches the disk.

mod engine;
mod fault;
pub mod theme;
pub mod view;

pub use engine::{Argument, Engine, Functions, Templates};
pub use theme::Theme;
