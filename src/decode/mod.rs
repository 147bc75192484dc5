//! From bytes to the model: TOML with places, all faults of a file in one pass.
//!
//! A syntax fault costs only what it stands in; everything else of the file is still judged. An
//! unreadable piece becomes an absent piece, and never a second fault.

mod fields;
mod front;
mod node;
pub mod read;
mod shape;
mod syntax;
mod text;

pub use fields::Fields;
pub use front::{Front, front_matter};
pub use node::{Document, Entry, Node, NodeKind, Table, parse, parse_part};
pub use read::{check_id, id_fault};
pub use shape::{Key, Shape, TableShape, names};
pub use text::text;
