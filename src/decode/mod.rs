//! From bytes to the model: TOML with places, all faults of a file in one pass.
//!
//! A syntax fault costs only what it stands in; everything else of the file is still judged. An
//! unreadable piece becomes an absent piece, and never a second fault.

mod fields;
mod front;
mod messages;
mod node;
pub mod read;
mod shape;
mod syntax;
mod text;
mod theme;

pub use fields::Fields;
pub use front::{Front, front_matter};
pub use messages::messages;
pub use node::{Document, Entry, Node, NodeKind, Table, parse, parse_part};
pub use read::{check_id, id_fault};
pub use shape::{Key, Shape, TableShape, names};
pub use text::text;
pub use theme::{ThemeManifest, theme_manifest, theme_messages};
