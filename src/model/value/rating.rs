//! `rating`: what somebody gave, out of how many.

use super::Decimal;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rating {
    pub value: Decimal,
    pub max: Decimal,
    /// An id of the guide's sources.
    pub by: Option<String>,
}
