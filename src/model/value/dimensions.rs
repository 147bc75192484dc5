//! `dimensions`: two or three lengths.

use super::Decimal;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dimensions(pub Vec<Decimal>);
