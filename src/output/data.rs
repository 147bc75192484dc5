//! What a guide's `data.json` and `data.csv` are made from: facts for machines, and beside them the
//! words of one language. Text here may hold isolates; the formats leave them out.

use crate::model::{Date, Decimal};

/// A guide's table in one language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Data {
    /// The guide's id.
    pub guide: String,
    /// BCP 47.
    pub lang: String,
    pub title: String,
    pub description: String,
    /// Of the guide's page, absolute.
    pub url: String,
    pub published: Option<Date>,
    pub updated: Option<Date>,
    /// In column order.
    pub tiers: Vec<Named>,
    pub sources: Vec<SourceData>,
    /// In row order, and in column order within a feature.
    pub rows: Vec<DataRow>,
}

/// An id, and the name it has in the language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    pub id: String,
    pub name: String,
}

/// A source with what is known of it, in the language's words where it has some.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceData {
    pub id: String,
    pub title: Option<String>,
    pub author: Option<String>,
    pub publisher: Option<String>,
    /// BCP 47.
    pub lang: Option<String>,
    pub url: Option<String>,
    pub accessed: Option<Date>,
    pub archived: Option<String>,
}

/// A feature and a tier.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DataRow {
    pub group: Named,
    pub feature: Named,
    /// The feature's type: `support`, `number` ….
    pub kind: &'static str,
    pub tier: Named,
    /// At least one; the first is what is compared.
    pub items: Vec<DataItem>,
}

/// A statement.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DataItem {
    pub variant: Option<Named>,
    pub value: Machine,
    /// A unit's id; of a price what it is per, joined by `/`; of a percentage `%`.
    pub unit: Option<String>,
    /// ISO 4217.
    pub currency: Option<String>,
    /// The value as the language says it.
    pub text: String,
    /// `about`, `more-than` …; absent where the value is exact.
    pub bound: Option<&'static str>,
    /// A date or a version.
    pub since: Option<String>,
    pub until: Option<String>,
    /// `good fair poor`
    pub grade: Option<&'static str>,
    pub notes: Vec<String>,
    pub sources: Vec<Cited>,
    pub checked: Option<Date>,
}

/// A source by id, and the place in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cited {
    pub id: String,
    pub place: Option<String>,
}

/// A value, the same in every language.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Machine {
    /// Words in a language only.
    #[default]
    Absent,
    Text(String),
    Number(Decimal),
    List(Vec<Machine>),
    /// In order.
    Object(Vec<(&'static str, Machine)>),
}

impl Machine {
    /// In one field: parts of a list are joined by ` × ` for numbers and `; ` for texts; of a price by
    /// quantity the first amount; of a range `min..max`; of a rating `value/max`.
    pub fn flat(&self) -> String {
        match self {
            Machine::Absent => String::new(),
            Machine::Text(text) => text.clone(),
            Machine::Number(number) => number.to_string(),
            Machine::List(items) => {
                let between = if items.iter().all(|item| matches!(item, Machine::Number(_))) { " × " } else { "; " };
                items.iter().map(Machine::flat).collect::<Vec<_>>().join(between)
            }
            Machine::Object(parts) => {
                let part = |key: &str| parts.iter().find(|(name, _)| *name == key).map(|(_, value)| value);
                let flat = |key: &str| part(key).map(Machine::flat).unwrap_or_default();
                if let Some(Machine::List(steps)) = part("steps") {
                    match steps.first() {
                        Some(Machine::Object(step)) => {
                            step.iter().find(|(name, _)| *name == "amount").map(|(_, n)| n.flat()).unwrap_or_default()
                        }
                        _ => String::new(),
                    }
                } else if part("value").is_some() {
                    format!("{}/{}", flat("value"), flat("max"))
                } else {
                    format!("{}..{}", flat("min"), flat("max"))
                }
            }
        }
    }
}
