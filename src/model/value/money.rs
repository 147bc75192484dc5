//! `money`: what it costs.

use super::Decimal;

/// A price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Money {
    Free,
    /// It costs something; how much is not said.
    Paid,
    OnRequest,
    Amount(MoneyAmount),
}

/// A price in figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoneyAmount {
    /// ISO 4217.
    pub currency: String,
    /// Ids of units: `["seat", "month"]`.
    pub per: Vec<String>,
    /// A unit of time: billed by the year.
    pub billed: Option<String>,
    pub mode: Mode,
    /// At least one; a plain amount is one step from 1.
    pub steps: Vec<Step>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// No steps.
    #[default]
    Flat,
    /// All units at the price of the step reached.
    Volume,
    /// Each unit at the price of its own step.
    Graduated,
}

/// From which quantity on a price holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub from: Decimal,
    pub amount: Decimal,
}
