//! The inputs of a guide's `data.json` and `data.csv`: facts for programs, and the text of one language.
//! Text here may contain isolates; the formats omit them.

use mizan_model::Date;
pub use mizan_model::value::Machine;

/// A guide's table in one language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Data {
    /// The guide's id.
    pub guide: String,
    /// BCP 47.
    pub lang: String,
    /// The guide's title, plain text.
    pub title: String,
    /// The guide's description, plain text.
    pub description: String,
    /// Of the guide's page, absolute.
    pub url: String,
    /// The day on which the guide was published.
    pub published: Option<Date>,
    /// The day of its last change that the author names.
    pub updated: Option<Date>,
    /// In column order.
    pub tiers: Vec<Named>,
    /// Those that rows cite, in the guide's order.
    pub sources: Vec<SourceData>,
    /// In row order, and in column order within a feature.
    pub rows: Vec<DataRow>,
}

/// An id, and the name it has in the language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// Of a tier, group, feature or variant; the same in every language.
    pub id: String,
    /// Plain text, in the language.
    pub name: String,
}

/// A source with what is known of it, in the language's words where it has some.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceData {
    /// The sources of rows; a plain URL is its own id.
    pub id: String,
    /// In this language where it has one.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// BCP 47.
    pub lang: Option<String>,
    /// Absolute, http or https.
    pub url: Option<String>,
    /// The day on which it was read.
    pub accessed: Option<Date>,
    /// The URL of a copy in an archive.
    pub archived: Option<String>,
}

/// A feature and a tier.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DataRow {
    /// The group that lists the feature.
    pub group: Named,
    /// The row.
    pub feature: Named,
    /// The feature's type: `support`, `number` ….
    pub kind: &'static str,
    /// The column.
    pub tier: Named,
    /// At least one; the first is what is compared.
    pub items: Vec<DataItem>,
}

/// A statement.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DataItem {
    /// What the item is about, where the cell is a list of statements.
    pub variant: Option<Named>,
    /// The value, the same in every language.
    pub value: Machine,
    /// A unit's id; of a price what it is per, joined by `/`; of a percentage `%`.
    pub unit: Option<String>,
    /// ISO 4217.
    pub currency: Option<String>,
    /// The value as formatted in the language, whole: with its bound, every step of a price, and what an
    /// add-on costs.
    pub text: String,
    /// `about`, `more-than` …; `None` if the value is exact.
    pub bound: Option<&'static str>,
    /// A date or a version.
    pub since: Option<String>,
    /// A date or a version.
    pub until: Option<String>,
    /// `good fair poor`
    pub grade: Option<&'static str>,
    /// Plain text, in the order in which pages show them.
    pub notes: Vec<String>,
    /// Of an add-on.
    pub price: Option<DataPrice>,
    /// Where the claim can be verified.
    pub sources: Vec<Cited>,
    /// The day on which somebody compared the claim with the source.
    pub checked: Option<Date>,
}

/// The price of an add-on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DataPrice {
    /// The amount, a word such as `free`, or the steps of a price by quantity.
    pub value: Machine,
    /// The units that the price is for, joined by `/`.
    pub unit: Option<String>,
    /// ISO 4217.
    pub currency: Option<String>,
}

/// A source by id, and the place in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cited {
    /// An id in [`Data::sources`].
    pub id: String,
    /// The part after `#` in the citation: a section, a page.
    pub place: Option<String>,
}
