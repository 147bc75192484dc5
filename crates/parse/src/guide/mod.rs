//! A guide's facts: guide.toml and tiers/*.toml, resolved. Words are none of its business.

mod cell;
mod facts;
mod features;
mod missing;
mod questions;
mod raw;
mod resolve;
mod sources;
mod stats;
mod tiers;

#[cfg(test)]
mod tests;

pub use cell::{CELL, STATEMENT};
pub use facts::{GUIDE, facts};
pub use features::{FEATURE, GROUP, OPTION};
pub use questions::{ANSWER, BOUNDS, CHOSEN, QUESTION};
pub use sources::SOURCE;
pub use stats::STAT;
pub use tiers::{LINK, TIER};

/// What went wrong and was told, by name: whoever meets such a name later says nothing more of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told {
    names: std::collections::BTreeSet<String>,
}

impl Told {
    pub(crate) fn add(&mut self, name: &str) {
        self.names.insert(name.to_owned());
    }

    pub(crate) fn extend<'a>(&mut self, names: impl IntoIterator<Item = &'a String>) {
        self.names.extend(names.into_iter().cloned());
    }

    pub(crate) fn knows(&self, name: &str) -> bool {
        self.names.contains(name)
    }
}
