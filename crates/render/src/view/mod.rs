//! The variables of templates: every field here is one, and is described in docs/themes.md.
//!
//! There are two kinds of strings. `html` fields and those of type [`Html`] are finished: escaped, isolated,
//! safe to print. Strings typed [`Plain`] are text in which runs of the other direction are between
//! U+2066–2069, for places without markup (`title`, `alt`, `aria-label`, `meta`); Tera escapes them.
//! Everything a template would have to compute is here already.

#[macro_use]
mod value;
mod chart;
mod evidence;
mod guide;
mod page;
mod pair;
mod prose_table;
mod question;
mod row;

pub use chart::*;
pub use evidence::*;
pub use guide::*;
pub use page::*;
pub use pair::*;
pub use prose_table::*;
pub use question::*;
pub use row::*;
pub use value::{Shared, View};

/// Finished, safe HTML (phrasing content unless noted otherwise). Tera holds it as a safe string, so
/// that templates print it without a filter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(pub String);

/// Text with isolates, to be escaped where it is printed.
pub type Plain = String;
