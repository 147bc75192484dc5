//! The keys of a cell, with their descriptions.

use mizan_model::shape::{Key, Named, Shape, TableShape, join, joined, names, optional};
use mizan_model::value::{Link, Money, Range, Rating};
use mizan_model::{Bound, Grade};

/// The keys that say something about a value.
pub const CELL: TableShape = TableShape { name: "a cell", keys: &CELL_KEYS };

pub(in crate::guide) const CELL_KEYS: [Key; 9] = [
    Key::new(
        "note",
        Shape::Either(&[
            Shape::Name(Named::Note),
            Shape::True,
            Shape::List(&Shape::Either(&[Shape::Name(Named::Note), Shape::True])),
        ]),
        "\"scope\"",
        "The id of one of [notes] in labels.toml, a list of ids, or `true` for the cell's own note in the tier's front matter.",
    ),
    Key::new(
        "sources",
        Shape::List(&Shape::Citation),
        "[\"article\"]",
        "The sources: ids of [sources], ids with a place (`\"article#page-4\"`), or full URLs.",
    ),
    Key::new("checked", Shape::Date, "2026-11-01", "The date on which the claim was checked against its source."),
    Key::new("since", Shape::When, "\"2026\"", "Since when it applies: a date, \"2026-05\", \"2026\", or a version."),
    Key::new("until", Shape::When, "\"2027\"", "Until when it applies: a date, \"2026-05\", \"2026\", or a version."),
    Key::new(
        "bound",
        Shape::Choice(|| names(Bound::ALL)),
        "\"more-than\"",
        "Whether the value is exact, or more or less than the number; a price with `at-least` is shown as \"from\".",
    ),
    Key::new(
        "variant",
        Shape::Name(Named::Variant),
        "\"eu\"",
        "The variant it applies to: one of [variants] in labels.toml.",
    ),
    Key::new(
        "grade",
        Shape::Choice(|| names(Grade::ALL)),
        "\"good\"",
        "The editor's assessment, for values that `better` cannot rank.",
    ),
    Key::new(
        "price",
        Money::EITHER,
        "{ amount = \"9.90\", currency = \"USD\" }",
        "The price of an add-on: a table, \"free\", \"paid\" or \"on-request\".",
    ),
];

/// The value itself, if it is not a table with its own keys.
pub(in crate::guide) const VALUE: Key = Key::new("value", Shape::Value, "…", "A value of the feature's type.");

const SOME_KEYS: [Key; 3] = [
    VALUE,
    Key::new("max", Shape::Number, "5", "The upper end of a range, or the best possible rating."),
    Key::new("url", Shape::Url, "\"https://example.org/\"", "The full URL of a link."),
];

const LISTS: [&[Key]; 6] =
    [&SOME_KEYS, &CELL_KEYS, Range::SHAPE.keys, Money::SHAPE.keys, Rating::SHAPE.keys, Link::SHAPE.keys];

const STATEMENT_KEYS: [Key; joined(&LISTS)] = optional(join(&LISTS));

/// A value of any type with its details.
pub const STATEMENT: TableShape = TableShape { name: "a cell", keys: &STATEMENT_KEYS };
