//! What is to be said, before a language says it: each value type describes itself as a phrase, and
//! locale puts it into words. Nothing here is language.

use super::{Date, Decimal};

/// Something that any language can say.
#[derive(Clone, Debug, PartialEq)]
pub enum Phrase {
    /// A message of the theme by key, with named arguments; a numeric `n` picks the plural.
    Message {
        key: &'static str,
        args: Vec<(&'static str, Phrase)>,
    },
    /// Digits kept as written.
    Number(Decimal),
    /// 85 is 85%.
    Percent(Decimal),
    /// CLDR's compact form ("3.3 billion").
    Compact(Decimal),
    Date(Date),
    /// ISO 4217.
    Money {
        amount: Decimal,
        currency: String,
    },
    /// A number of things: the unit's plural words around `n` (as [`Phrase::Number`], `Compact`, `Range` …).
    Unit {
        n: Box<Phrase>,
        unit: String,
    },
    /// "per seat", "per month": a unit as divisor.
    Per {
        what: Box<Phrase>,
        units: Vec<String>,
    },
    /// A unit as divisor, alone: what "billed {period}" wants.
    Divisor(String),
    Range {
        min: Box<Phrase>,
        max: Box<Phrase>,
    },
    /// Parts with `×` between them, in order, left to right in every language.
    Times(Vec<Phrase>),
    /// Joined as the language lists things.
    List(Vec<Phrase>),
    /// The same in every language, isolated: code, proper names, versions.
    Literal(String),
    Link {
        url: String,
        name: String,
    },
    /// The name of an option of the feature (or stat) at hand.
    Option(String),
    /// The words of a text cell, from the tier's front matter.
    TierText,
}
