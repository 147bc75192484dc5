//! `limit`: a number, or no limit at all.

use super::Decimal;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    Number(Decimal),
    Unlimited,
}
