//! What to display, independent of a language: each value type describes itself as a message, which
//! `mizan-i18n` formats.

use super::{Date, Decimal};

/// Something that any language can say.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// A message of the theme by key, with named arguments; a numeric `n` picks the plural.
    Catalog {
        /// Dotted, as in the theme's i18n/LANG.toml: `value.rating`.
        key: &'static str,
        /// By the name between braces in the message.
        args: Vec<(&'static str, Message)>,
    },
    /// Digits kept as written.
    Number(Decimal),
    /// 85 is 85%.
    Percent(Decimal),
    /// CLDR's compact form ("3.3 billion").
    Compact(Decimal),
    /// As the locale writes a day, a month or a year.
    Date(Date),
    /// ISO 4217.
    Money {
        /// As written: trailing zeros count as digits to show.
        amount: Decimal,
        /// Three capital letters.
        currency: String,
    },
    /// A number of things: the unit's plural words around `n` (as [`Message::Number`], `Compact`, `Range` …).
    Unit {
        /// The replacement of `{n}` in the unit's text.
        n: Box<Message>,
        /// The unit's id.
        unit: String,
    },
    /// "per seat", "per month": a unit as divisor.
    Per {
        /// The dividend, usually money.
        what: Box<Message>,
        /// Ids of units, in the order in which they are written.
        units: Vec<String>,
    },
    /// A unit as divisor, alone: what "billed {period}" expects.
    Divisor(String),
    /// From one number to another, with the locale's sign between them.
    Range {
        /// The lower end.
        min: Box<Message>,
        /// The higher end.
        max: Box<Message>,
    },
    /// Parts with `×` between them, in order: the first is read first.
    Times(Vec<Message>),
    /// Joined as the language lists things.
    List(Vec<Message>),
    /// The same in every language, isolated: code, proper names, versions.
    Literal(String),
    /// A link out of the site.
    Link {
        /// Absolute, http or https.
        url: String,
        /// The visible text: a proper name, isolated.
        name: String,
    },
    /// The name of an option of the feature (or stat).
    Option(String),
    /// The words of a text cell, from the tier's front matter.
    TierText,
}
