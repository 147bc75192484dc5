//! `support`: whether there is such a thing.

/// How far something is supported; "no" is [`Value::No`](super::Value::No).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Support {
    Yes,
    AddOn,
    Partial,
    Planned,
    Deprecated,
}
