//! Value types: one file each. A type says how it is read from what the author wrote, how two
//! values compare, how it is said, and what stands in the exports. Adding one is a file and a line in
//! [`FeatureType`] and [`Value`].

mod choice;
mod dimensions;
mod limit;
mod link;
mod money;
mod range;
mod rating;
mod support;
mod text;

pub use dimensions::Dimensions;
pub use limit::Limit;
pub use link::Link;
pub use money::{Mode, Money, MoneyAmount, Step};
pub use range::Range;
pub use rating::Rating;
pub use support::Support;
pub use text::Text;

use super::{Date, Decimal};

/// What kind of value a row holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FeatureType {
    #[default]
    Support,
    Number,
    Percent,
    Limit,
    Range,
    Dimensions,
    Money,
    Rating,
    Date,
    Version,
    Link,
    Choice,
    Choices,
    Text,
}

impl FeatureType {
    pub const ALL: &'static [(&'static str, FeatureType)] = &[
        ("support", FeatureType::Support),
        ("number", FeatureType::Number),
        ("percent", FeatureType::Percent),
        ("limit", FeatureType::Limit),
        ("range", FeatureType::Range),
        ("dimensions", FeatureType::Dimensions),
        ("money", FeatureType::Money),
        ("rating", FeatureType::Rating),
        ("date", FeatureType::Date),
        ("version", FeatureType::Version),
        ("link", FeatureType::Link),
        ("choice", FeatureType::Choice),
        ("choices", FeatureType::Choices),
        ("text", FeatureType::Text),
    ];

    pub fn as_str(self) -> &'static str {
        FeatureType::ALL.iter().find(|(_, kind)| *kind == self).map_or("support", |(name, _)| name)
    }
}

/// Which of two values is better, as the author declared it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Better {
    Yes,
    No,
    Higher,
    Lower,
    #[default]
    None,
}

/// What a cell says. Missing is no value: it is an error.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// There is none; for `support`, [`Support::No`] is said as this too.
    No,
    Unknown,
    NotApplicable,
    /// Never `Support::No`: that is [`Value::No`].
    Support(Support),
    Number(Decimal),
    /// 85 is 85%.
    Percent(Decimal),
    Limit(Limit),
    Range(Range),
    Dimensions(Dimensions),
    Money(Money),
    Rating(Rating),
    Date(Date),
    Version(String),
    Link(Link),
    /// An option's id.
    Choice(String),
    /// Options' ids, in the feature's order.
    Choices(Vec<String>),
    Text(Text),
}
