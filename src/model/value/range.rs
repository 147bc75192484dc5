//! `range`: from, to; either end may be open, never both.

use super::Decimal;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    pub min: Option<Decimal>,
    pub max: Option<Decimal>,
}
