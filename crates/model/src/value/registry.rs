//! The types and functions that are made from the list of value types.

/// Makes [`FeatureType`](super::FeatureType) and [`Value`](super::Value) with the functions that call the type of a
/// value. A line is `NAME = TYPE;`: the variant of both enums, and what implements [`ValueType`](super::ValueType).
/// The first is the type of a feature that names none. The comment above a line documents both variants.
macro_rules! value_types {
    ($(#[$first_doc:meta])* $first:ident = $first_type:ty; $($(#[$doc:meta])* $variant:ident = $type:ty;)*) => {
        /// The type of a row's values.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum FeatureType {
            $(#[$first_doc])*
            #[default]
            $first,
            $($(#[$doc])* $variant,)*
        }

        /// The value of a cell. A missing one is not a value: it is an error.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Value {
            /// There is none; for `support`, "no" is this too.
            No,
            /// Nobody knows: equal to nothing, not even to another unknown, and never best.
            Unknown,
            /// The row makes no sense for the tier.
            NotApplicable,
            $(#[$first_doc])*
            $first(<$first_type as ValueType>::Data),
            $($(#[$doc])* $variant(<$type as ValueType>::Data),)*
        }

        value_types! { @functions $first = $first_type; $($variant = $type;)* }
    };
    (@functions $($variant:ident = $type:ty;)*) => {
        impl FeatureType {
            /// Every type with its name.
            pub const ALL: &'static [(&'static str, FeatureType)] =
                &[$((<$type as ValueType>::INFO.name, FeatureType::$variant),)*];

            /// The properties of all values of the type.
            pub fn info(self) -> &'static TypeInfo {
                match self {
                    $(FeatureType::$variant => const { &<$type as ValueType>::INFO },)*
                }
            }
        }

        impl FeatureType {
            /// How "there is none" ranks beside values of the type.
            pub fn none(self) -> NoneRank {
                match self {
                    $(FeatureType::$variant => <$type as ValueType>::none(),)*
                }
            }
        }

        impl Value {
            /// The type of the value; a state has none.
            pub fn kind(&self) -> Option<FeatureType> {
                match self {
                    Value::No | Value::Unknown | Value::NotApplicable => None,
                    $(Value::$variant(_) => Some(FeatureType::$variant),)*
                }
            }

            /// The value as a number, for comparison and charts; `None` if it is none.
            pub fn extent(&self) -> Option<Extent> {
                match self {
                    Value::No | Value::Unknown | Value::NotApplicable => None,
                    $(Value::$variant(value) => <$type as ValueType>::extent(value),)*
                }
            }

            /// The value as a number in the scale of the first value of its type in `row`.
            pub fn extent_in_row<'a>(&self, row: impl Iterator<Item = &'a Value>) -> Option<Extent> {
                match self {
                    Value::No | Value::Unknown | Value::NotApplicable => None,
                    $(Value::$variant(value) => {
                        let row = row.filter_map(|value| match value {
                            Value::$variant(value) => Some(value),
                            _ => None,
                        });
                        <$type as ValueType>::extent_in_row(value, row)
                    })*
                }
            }

            /// Whether the numbers of two values count the same: money of one currency per the same units, areas or
            /// volumes.
            pub fn is_comparable(&self, other: &Value) -> bool {
                match (self, other) {
                    $((Value::$variant(a), Value::$variant(b)) => <$type as ValueType>::is_comparable(a, b),)*
                    _ => true,
                }
            }

            /// Whether a bound ("about", "more than") goes with this value.
            pub fn takes_bound(&self) -> bool {
                match self {
                    Value::No | Value::Unknown | Value::NotApplicable => false,
                    $(Value::$variant(value) => {
                        FeatureType::$variant.takes_bound() && <$type as ValueType>::takes_bound(value)
                    })*
                }
            }

            /// The options that were chosen, by id.
            pub fn options(&self) -> &[String] {
                match self {
                    Value::No | Value::Unknown | Value::NotApplicable => &[],
                    $(Value::$variant(value) => <$type as ValueType>::options(value),)*
                }
            }

            /// The source that is named by the value itself.
            pub fn source(&self) -> Option<&str> {
                match self {
                    Value::No | Value::Unknown | Value::NotApplicable => None,
                    $(Value::$variant(value) => <$type as ValueType>::source(value),)*
                }
            }

            /// The target of the value's link: an absolute URL.
            pub fn url(&self) -> Option<&str> {
                match self {
                    Value::No | Value::Unknown | Value::NotApplicable => None,
                    $(Value::$variant(value) => <$type as ValueType>::url(value),)*
                }
            }

            fn parse_as(
                kind: FeatureType,
                raw: &Raw,
                of: &Declaration<'_>,
                faults: &mut Diagnostics,
            ) -> Option<Value> {
                match kind {
                    $(FeatureType::$variant => <$type as ValueType>::parse(raw, of, faults),)*
                }
            }

            fn typed_equality(&self, other: &Value) -> Option<Equality> {
                match (self, other) {
                    $((Value::$variant(a), Value::$variant(b)) => Some(<$type as ValueType>::equality(a, b)),)*
                    _ => None,
                }
            }

            fn typed_order(&self, other: &Value, better: Better) -> Option<Ordering> {
                match (self, other) {
                    $((Value::$variant(a), Value::$variant(b)) => <$type as ValueType>::compare(a, b, better),)*
                    _ => None,
                }
            }

            fn typed_rank(&self) -> Option<u8> {
                match self {
                    Value::No | Value::Unknown | Value::NotApplicable => None,
                    $(Value::$variant(value) => <$type as ValueType>::rank(value),)*
                }
            }

            fn typed_phrase(&self, format: &ValueFormat<'_>) -> Option<Message> {
                match self {
                    Value::No | Value::Unknown | Value::NotApplicable => None,
                    $(Value::$variant(value) => Some(<$type as ValueType>::phrase(value, format)),)*
                }
            }

            fn typed_export(&self, unit: Option<&str>) -> Option<Export> {
                match self {
                    Value::No | Value::Unknown | Value::NotApplicable => None,
                    $(Value::$variant(value) => Some(<$type as ValueType>::export(value, unit)),)*
                }
            }
        }
    };
}
