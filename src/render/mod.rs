//! Theme loading and inheritance, the views that templates see, and the three functions. The only
//! room that knows tera; it never touches the disk.

pub mod build;
mod resolver;
pub mod view;
