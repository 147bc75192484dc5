//! What is to be said, before a language says it: each value type describes itself as a phrase, and
//! locale puts it into words. Nothing here is language.

use super::{Date, Decimal};

/// Something that any language can say.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// A message of the theme by key, with named arguments; a numeric `n` picks the plural.
    Catalog {
        key: &'static str,
        args: Vec<(&'static str, Message)>,
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
    /// A number of things: the unit's plural words around `n` (as [`Message::Number`], `Compact`, `Range` …).
    Unit {
        n: Box<Message>,
        unit: String,
    },
    /// "per seat", "per month": a unit as divisor.
    Per {
        what: Box<Message>,
        units: Vec<String>,
    },
    /// A unit as divisor, alone: what "billed {period}" wants.
    Divisor(String),
    Range {
        min: Box<Message>,
        max: Box<Message>,
    },
    /// Parts with `×` between them, in order, left to right in every language.
    Times(Vec<Message>),
    /// Joined as the language lists things.
    List(Vec<Message>),
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
