//! A guide's facts: guide.toml and tiers/*.toml, resolved. Its text is decoded in `words`.

mod cell;
mod facts;
mod features;
mod limits;
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
pub(crate) use facts::read_facts;
pub use facts::{GUIDE, facts};
pub use features::{FEATURE, GROUP, OPTION};
pub use questions::{ANSWER, BOUNDS, CHOSEN, QUESTION};
pub use sources::SOURCE;
pub use stats::STAT;
pub use tiers::{LINK, TIER};
