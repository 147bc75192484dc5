//! The messages that values are formatted with, and their placeholders. A theme must have all of them, itself
//! or through the one that it extends.

/// Key, and the names of its placeholders.
pub const VALUES: &[(&str, &[&str])] = &[
    ("value.yes", &[]),
    ("value.no", &[]),
    ("value.none", &[]),
    ("value.unknown", &[]),
    ("value.not-applicable", &[]),
    ("value.partial", &[]),
    ("value.planned", &[]),
    ("value.deprecated", &[]),
    ("value.add-on", &[]),
    ("value.free", &[]),
    ("value.paid", &[]),
    ("value.on-request", &[]),
    ("value.unlimited", &[]),
    ("value.rating", &["value", "max"]),
    ("bound.about", &["value"]),
    ("bound.more-than", &["value"]),
    ("bound.less-than", &["value"]),
    ("bound.at-least", &["value"]),
    ("bound.at-most", &["value"]),
    ("bound.from", &["value"]),
    ("money.per", &["price", "period"]),
    ("money.per-unit", &["price", "unit"]),
    ("money.billed", &["price", "period"]),
    ("money.step", &["price", "from"]),
    ("money.volume", &["steps"]),
    ("money.graduated", &["steps"]),
    ("unit.second.count", &["n"]),
    ("unit.second.per", &[]),
    ("unit.minute.count", &["n"]),
    ("unit.minute.per", &[]),
    ("unit.hour.count", &["n"]),
    ("unit.hour.per", &[]),
    ("unit.day.count", &["n"]),
    ("unit.day.per", &[]),
    ("unit.week.count", &["n"]),
    ("unit.week.per", &[]),
    ("unit.month.count", &["n"]),
    ("unit.month.per", &[]),
    ("unit.year.count", &["n"]),
    ("unit.year.per", &[]),
];

/// The units that come with the theme (`unit.ID.count`, `unit.ID.per`).
pub const UNITS: &[&str] = &["second", "minute", "hour", "day", "week", "month", "year"];

/// Messages that are no longer used, and those in their place: the text of one says too little for all of them.
const REPLACED: &[(&str, &[&str])] = &[("cell.best", &["cell.lowest", "cell.highest", "cell.earliest", "cell.latest"])];

/// What to write instead of a message that older themes and sites have, as help for its author.
pub fn replaced(key: &str) -> Option<String> {
    let (_, keys) = REPLACED.iter().find(|(old, _)| *old == key)?;
    let quoted: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    let (last, rest) = quoted.split_last()?;
    Some(format!("it has been replaced by {} and {last}: write those you need, and remove `{key}`", rest.join(", ")))
}
