//! What a guide's `data.json` and `data.csv` are made from: facts for machines, and beside them the
//! words of one language. Text here may hold isolates; the formats leave them out.

use mizan_model::Date;
pub use mizan_model::value::Machine;

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
    /// The value as the language says it, whole: with its bound, every step of a price, and what an
    /// add-on costs.
    pub text: String,
    /// `about`, `more-than` …; absent where the value is exact.
    pub bound: Option<&'static str>,
    /// A date or a version.
    pub since: Option<String>,
    pub until: Option<String>,
    /// `good fair poor`
    pub grade: Option<&'static str>,
    pub notes: Vec<String>,
    /// Of an add-on.
    pub price: Option<DataPrice>,
    pub sources: Vec<Cited>,
    pub checked: Option<Date>,
}

/// What an add-on costs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DataPrice {
    pub value: Machine,
    /// What it is per, joined by `/`.
    pub unit: Option<String>,
    /// ISO 4217.
    pub currency: Option<String>,
}

/// A source by id, and the place in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cited {
    pub id: String,
    pub place: Option<String>,
}
