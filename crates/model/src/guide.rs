//! A guide's facts and, beside them, its words by language.

use indexmap::IndexMap;

use super::value::{Money, Value};
use super::words::Begun;
use super::{Date, Decimal, FeatureIx, FeatureType, GroupIx, GuideWords, LangIx, TierIx, Translation, When};
use crate::config::Freshness;
use mizan_source::{SourceId, Span, Spanned};

/// One comparison.
#[derive(Clone, Debug)]
pub struct Guide {
    pub id: String,
    /// Its guide.toml.
    pub file: SourceId,
    pub draft: bool,
    pub source_language: LangIx,
    pub kind: Kind,
    pub tags: Vec<Spanned<String>>,
    /// Ids of guides.
    pub related: Option<Vec<Spanned<String>>>,
    /// Ids of people.
    pub authors: Vec<Spanned<String>>,
    pub translators: IndexMap<LangIx, Vec<Spanned<String>>>,
    pub published: Option<Date>,
    /// Where the author named none: `published`.
    pub updated: Option<Date>,
    /// Relative to the guide's folder: `images/cover.png`.
    pub image: Option<Spanned<String>>,
    /// In column order.
    pub tiers: Vec<Tier>,
    pub pairs: Vec<Pair>,
    /// The headline price.
    pub price: Option<FeatureIx>,
    pub sources: IndexMap<String, Source>,
    pub stats: Vec<Stat>,
    /// In order; a sub-group follows its parent.
    pub groups: Vec<Group>,
    /// In row order: by group, children right after their parent.
    pub features: Vec<Feature>,
    pub questions: Vec<Question>,
    /// The guide's own limits, laid over the site's.
    pub freshness: Freshness,
    /// A guide is translated into a language when it has words here: its `guide.md` stands, with a title and a
    /// description.
    pub words: IndexMap<LangIx, GuideWords>,
    /// Languages in whose `guide.md` these are still to be written.
    pub begun: IndexMap<LangIx, Begun<GuideWords>>,
    /// What is known of each translation.
    pub translations: IndexMap<LangIx, Translation>,
}

/// What is compared: decides JSON-LD's type and what the theme calls a tier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    #[default]
    Software,
    Product,
    Plan,
    Service,
    Standard,
    Option,
}

impl Kind {
    pub const ALL: &'static [(&'static str, Kind)] = &[
        ("software", Kind::Software),
        ("product", Kind::Product),
        ("plan", Kind::Plan),
        ("service", Kind::Service),
        ("standard", Kind::Standard),
        ("option", Kind::Option),
    ];

    pub fn as_str(self) -> &'static str {
        Kind::ALL.iter().find(|(_, kind)| *kind == self).map_or("option", |(name, _)| name)
    }
}

/// Two tiers that have a page of their own; `a` stands before `b` in column order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    pub a: TierIx,
    pub b: TierIx,
}

/// One of the things compared.
#[derive(Clone, Debug)]
pub struct Tier {
    pub id: String,
    /// Its tiers/ID.toml; absent where the file is missing (an error then stands).
    pub file: Option<SourceId>,
    pub url: Option<String>,
    pub image: Option<Spanned<String>>,
    pub links: Vec<TierLink>,
    pub inherits: Option<TierIx>,
    /// By feature; `None` only where an error stands.
    pub cells: Vec<Option<Cell>>,
    /// Where the guide lists it.
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct TierLink {
    pub id: String,
    pub name: Option<String>,
    pub url: String,
    pub sponsored: bool,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct Group {
    pub id: String,
    pub parent: Option<GroupIx>,
    pub span: Span,
}

/// One row.
#[derive(Clone, Debug)]
pub struct Feature {
    pub id: String,
    pub group: GroupIx,
    pub parent: Option<FeatureIx>,
    /// 0 for a row of its own, 1 under a parent, and so on.
    pub depth: u32,
    pub kind: FeatureType,
    pub better: super::Better,
    pub importance: Importance,
    /// An id of a unit.
    pub unit: Option<Spanned<String>>,
    /// Ids of options, with a name where it is the same in every language.
    pub options: IndexMap<String, Option<String>>,
    /// The same in every language.
    pub name: Option<String>,
    pub url: Option<String>,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Importance {
    Key,
    #[default]
    Normal,
    Detail,
}

/// A number that stands for the whole guide: a feature and its cell in one.
#[derive(Clone, Debug)]
pub struct Stat {
    pub id: String,
    pub kind: FeatureType,
    pub unit: Option<Spanned<String>>,
    pub options: IndexMap<String, Option<String>>,
    /// Shown in CLDR's compact form.
    pub compact: bool,
    pub cell: Cell,
    pub span: Span,
}

/// What a tier says of a feature. Never without a statement.
#[derive(Clone, Debug)]
pub struct Cell {
    /// The first is what is compared and charted.
    pub statements: Vec<Statement>,
    pub origin: Origin,
    pub span: Span,
}

impl Cell {
    /// The statement that is compared.
    pub fn first(&self) -> &Statement {
        &self.statements[0]
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Given in the tier's own file.
    Own,
    /// Taken over from the tier it inherits from.
    Tier(TierIx),
    /// Left out, because the parent row already says no, unknown or not applicable.
    Parent(FeatureIx),
}

/// One value with all that is said about it.
#[derive(Clone, Debug)]
pub struct Statement {
    pub value: Value,
    pub notes: Notes,
    pub sources: Vec<Citation>,
    /// The sources come from `[defaults]`, not from the cell.
    pub sources_inherited: bool,
    pub checked: Option<Date>,
    /// The day comes from `[defaults]`, not from the cell.
    pub checked_inherited: bool,
    pub since: Option<When>,
    pub until: Option<When>,
    pub bound: Bound,
    pub variant: Option<Spanned<String>>,
    pub grade: Option<Grade>,
    /// The price of an add-on.
    pub price: Option<Money>,
    pub span: Span,
}

/// What stands under a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// Ids of `[notes]` in labels.toml.
    pub shared: Vec<Spanned<String>>,
    /// `note = true`: the words stand in the tier's front matter, under the feature's id.
    pub own: bool,
}

/// A source and the place in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// An id of the guide's `sources`; plain URLs have been given one (the URL itself).
    pub source: String,
    /// What follows `#`.
    pub place: Option<String>,
    pub span: Span,
}

/// The citation of a source. A URL or a title always stands.
#[derive(Clone, Debug, Default)]
pub struct Source {
    pub title: Option<String>,
    pub author: Option<String>,
    pub publisher: Option<String>,
    /// BCP 47.
    pub lang: Option<String>,
    pub url: Option<String>,
    pub accessed: Option<Date>,
    pub archived: Option<String>,
    /// Absent for a plain URL in a cell.
    pub span: Option<Span>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bound {
    #[default]
    Exact,
    About,
    MoreThan,
    LessThan,
    AtLeast,
    AtMost,
}

impl Bound {
    /// As authors write them.
    pub const ALL: &'static [(&'static str, Bound)] = &[
        ("exact", Bound::Exact),
        ("about", Bound::About),
        ("more-than", Bound::MoreThan),
        ("less-than", Bound::LessThan),
        ("at-least", Bound::AtLeast),
        ("at-most", Bound::AtMost),
    ];

    pub fn as_str(self) -> &'static str {
        Bound::ALL.iter().find(|(_, bound)| *bound == self).map_or("exact", |(word, _)| word)
    }
}

/// The editor's judgement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grade {
    Good,
    Fair,
    Poor,
}

impl Grade {
    /// As authors write them.
    pub const ALL: &'static [(&'static str, Grade)] =
        &[("good", Grade::Good), ("fair", Grade::Fair), ("poor", Grade::Poor)];

    pub fn as_str(self) -> &'static str {
        Grade::ALL.iter().find(|(_, grade)| *grade == self).map_or("fair", |(word, _)| word)
    }
}

/// One question of the chooser.
#[derive(Clone, Debug)]
pub struct Question {
    pub id: String,
    pub multiple: bool,
    pub answers: Vec<Answer>,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct Answer {
    pub id: String,
    /// All must hold.
    pub requires: Vec<Requirement>,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct Requirement {
    pub feature: FeatureIx,
    pub wants: Wants,
    /// What counts is what a tier says of this variant; without one, all that it says.
    pub variant: Option<Spanned<String>>,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wants {
    /// Support: yes.
    Yes,
    Bounds {
        min: Option<Decimal>,
        max: Option<Decimal>,
    },
    /// One of these options.
    Any(Vec<String>),
    /// Each of these options.
    All(Vec<String>),
}

impl Guide {
    /// Every currency that a price is in, with repetitions.
    pub fn currencies(&self) -> impl Iterator<Item = &str> {
        let stats = self.stats.iter().map(|stat| &stat.cell);
        let cells = self.tiers.iter().flat_map(|tier| tier.cells.iter().flatten());
        stats.chain(cells).flat_map(|cell| &cell.statements).flat_map(|statement| {
            let value = match &statement.value {
                Value::Money(money) => Some(money),
                _ => None,
            };
            value.into_iter().chain(&statement.price).filter_map(|money| match money {
                Money::Amount(amount) => Some(amount.currency.as_str()),
                _ => None,
            })
        })
    }
}
