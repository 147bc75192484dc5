//! A guide's facts, and its text by language.

use indexmap::IndexMap;

use super::value::{Money, Notation, Value};
use super::words::Begun;
use super::{
    Date, Decimal, FeatureIx, FeatureType, GroupIx, GuideWords, IndexVec, LangIx, QuestionIx, TierIx, Translation, When,
};
use crate::config::Freshness;
use mizan_source::{SourceId, Span, Spanned};

/// One comparison.
#[derive(Clone, Debug)]
pub struct Guide {
    /// The folder's name: `[a-z0-9]` words joined by `-`, the same in every language.
    pub id: String,
    /// Its guide.toml.
    pub file: SourceId,
    /// Omitted from the build, unless drafts are requested.
    pub draft: bool,
    /// The language that must be complete, and whose words are shown where a translation lacks some.
    pub source_language: LangIx,
    /// The kind of its tiers.
    pub kind: Kind,
    /// Ids of tags, named in content/site. Two guides that share one give it a page.
    pub tags: Vec<Spanned<String>>,
    /// Ids of guides.
    pub related: Option<Vec<Spanned<String>>>,
    /// Ids of people.
    pub authors: Vec<Spanned<String>>,
    /// Ids of people, by the language into which they translated.
    pub translators: IndexMap<LangIx, Vec<Spanned<String>>>,
    /// Orders guides and feeds, with `updated`; it never depends on file times.
    pub published: Option<Date>,
    /// Where the author named none: `published`.
    pub updated: Option<Date>,
    /// Relative to the guide's folder: `images/cover.png`.
    pub image: Option<Spanned<String>>,
    /// In column order.
    pub tiers: Tiers,
    /// The pairs with a page of their own, in column order.
    pub pairs: Vec<Pair>,
    /// The headline price.
    pub price: Option<FeatureIx>,
    /// By id; plain URLs in cells are among them, with the URL as id.
    pub sources: IndexMap<String, Source>,
    /// The guide's headline numbers, in order.
    pub stats: Vec<Stat>,
    /// In order; a sub-group follows its parent.
    pub groups: IndexVec<GroupIx, Group>,
    /// In row order: by group, children right after their parent.
    pub features: Features,
    /// Of the chooser, in order; without any, the guide has no chooser.
    pub questions: IndexVec<QuestionIx, Question>,
    /// The guide's own limits, laid over the site's.
    pub freshness: Freshness,
    /// A guide is translated into a language when it has words here: its `guide.md` exists, with a title and a
    /// description.
    pub words: IndexMap<LangIx, GuideWords>,
    /// Languages in whose `guide.md` these are still to be written.
    pub begun: IndexMap<LangIx, Begun<GuideWords>>,
    /// The records of each translation.
    pub translations: IndexMap<LangIx, Translation>,
}

/// The kind of things that are compared: decides JSON-LD's type and how the theme names a tier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Programs and apps; the default.
    #[default]
    Software,
    /// Things that are bought.
    Product,
    /// Price plans of one service.
    Plan,
    /// Services, by different providers.
    Service,
    /// Technical standards and formats.
    Standard,
    /// Anything else to choose between.
    Option,
}

impl Kind {
    /// Each with the word that authors write.
    pub const ALL: &'static [(&'static str, Kind)] = &[
        ("software", Kind::Software),
        ("product", Kind::Product),
        ("plan", Kind::Plan),
        ("service", Kind::Service),
        ("standard", Kind::Standard),
        ("option", Kind::Option),
    ];

    /// As authors write it.
    pub fn as_str(self) -> &'static str {
        Kind::ALL.iter().find(|(_, kind)| *kind == self).map_or("option", |(name, _)| name)
    }
}

/// Two tiers that have a page of their own; `a` comes before `b` in column order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The tier of the left column.
    pub a: TierIx,
    /// The tier of the right column.
    pub b: TierIx,
}

/// The tiers of a guide, in column order.
pub type Tiers = IndexVec<TierIx, Tier>;

/// One of the things compared.
#[derive(Clone, Debug)]
pub struct Tier {
    /// The name of its file, `tiers/ID.toml`; unique in the guide.
    pub id: String,
    /// Its tiers/ID.toml; `None` if the file is missing (an error was then reported).
    pub file: Option<SourceId>,
    /// The official page: absolute, http or https.
    pub url: Option<String>,
    /// Relative to the guide's folder; described by `image_alt` of the tier's words.
    pub image: Option<Spanned<String>>,
    /// Links to buy, to read on and so on, in order.
    pub links: Vec<TierLink>,
    /// The tier from which it inherits cells that it does not have.
    pub inherits: Option<TierIx>,
    /// By feature; `None` only where an error was reported.
    pub cells: IndexVec<FeatureIx, Option<Cell>>,
    /// Where the guide lists it.
    pub span: Span,
}

/// A link of a tier to somewhere outside the site.
#[derive(Clone, Debug)]
pub struct TierLink {
    /// Names the link in messages of the theme (`buy`, `docs` …), else in `[links]` of labels.toml.
    pub id: String,
    /// A proper name, the same in every language.
    pub name: Option<String>,
    /// Absolute, http or https.
    pub url: String,
    /// Somebody pays for the link: it gets `rel="sponsored"`, and the page discloses it.
    pub sponsored: bool,
    /// Where the id is written.
    pub span: Span,
}

/// Rows under one heading; [`Feature::group`] defines which rows.
#[derive(Clone, Debug)]
pub struct Group {
    /// Unique in the guide; named in `[groups]` of labels.toml.
    pub id: String,
    /// The group that it is a part of; that one has no parent itself.
    pub parent: Option<GroupIx>,
    /// Where the id is written.
    pub span: Span,
}

/// The features of a guide, in row order.
pub type Features = IndexVec<FeatureIx, Feature>;

/// One row.
#[derive(Clone, Debug)]
pub struct Feature {
    /// Unique in the guide; also the fragment of the row's URL.
    pub id: String,
    /// The group that lists it.
    pub group: GroupIx,
    /// A row above, in the same group. Where its value is no, unknown or not applicable, this one may be omitted.
    pub parent: Option<FeatureIx>,
    /// 0 for a row of its own, 1 under a parent, and so on.
    pub depth: u32,
    /// The type of its values.
    pub kind: FeatureType,
    /// Which value is best; declared, never guessed.
    pub better: super::Better,
    /// How much it matters to readers.
    pub importance: Importance,
    /// An id of a unit.
    pub unit: Option<Spanned<String>>,
    /// Ids of options, with a name where it is the same in every language.
    pub options: IndexMap<String, Option<String>>,
    /// The same in every language.
    pub name: Option<String>,
    /// The feature's own page elsewhere: absolute, http or https.
    pub url: Option<String>,
    /// Where the id is written.
    pub span: Span,
}

/// How much a row matters: what decides, what is usual, what may be folded away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Importance {
    /// Decides; a page's age and `require_source = "key"` look at these rows.
    Key,
    /// The importance of a row that declares none.
    #[default]
    Normal,
    /// For those who read everything.
    Detail,
}

/// A number that represents the whole guide: a feature and its cell in one.
#[derive(Clone, Debug)]
pub struct Stat {
    /// Unique among the guide's stats; captions and `fact()` refer to it.
    pub id: String,
    /// The type of its value.
    pub kind: FeatureType,
    /// An id of a unit, for numbers.
    pub unit: Option<Spanned<String>>,
    /// As of a feature: ids, with a name where it is the same in every language.
    pub options: IndexMap<String, Option<String>>,
    /// Shown in CLDR's compact form.
    pub compact: bool,
    /// Its value, with sources and dates.
    pub cell: Cell,
    /// Where the id is written.
    pub span: Span,
}

impl Stat {
    /// How its number is written.
    pub fn notation(&self) -> Notation {
        if self.compact { Notation::Compact } else { Notation::Standard }
    }
}

/// A tier's statements about a feature. There is always at least one.
#[derive(Clone, Debug)]
pub struct Cell {
    /// The first is what is compared and charted.
    pub statements: Vec<Statement>,
    /// Where the statements come from.
    pub origin: Origin,
    /// Where they are written: in another tier's file, where they are inherited.
    pub span: Span,
}

impl Cell {
    /// The statement that is compared.
    pub fn first(&self) -> &Statement {
        &self.statements[0]
    }
}

/// Where a cell's statements come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Given in the tier's own file.
    Own,
    /// Taken over from the tier it inherits from.
    Tier(TierIx),
    /// Omitted, because the parent row is already no, unknown or not applicable.
    Parent(FeatureIx),
}

/// One value with everything that is stated about it.
#[derive(Clone, Debug)]
pub struct Statement {
    /// A value of the feature's type, or a state such as unknown.
    pub value: Value,
    /// The notes shown under it.
    pub notes: Notes,
    /// Where the claim can be verified, in the author's order.
    pub sources: Vec<Citation>,
    /// The sources come from `[defaults]`, not from the cell.
    pub sources_inherited: bool,
    /// The day on which somebody compared the claim with the source.
    pub checked: Option<Date>,
    /// The day comes from `[defaults]`, not from the cell.
    pub checked_inherited: bool,
    /// From when on it holds; what is still to come is never best.
    pub since: Option<When>,
    /// Until when it holds; what has ended is never best.
    pub until: Option<When>,
    /// How exact a number is.
    pub bound: Bound,
    /// An id of `[variants]` in labels.toml: what the statement is about (a region, a reviewer).
    pub variant: Option<Spanned<String>>,
    /// The editor's assessment, for values that `better` cannot rank.
    pub grade: Option<Grade>,
    /// The price of an add-on.
    pub price: Option<Money>,
    /// Where the statement is written.
    pub span: Span,
}

/// The notes under a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// Ids of `[notes]` in labels.toml.
    pub shared: Vec<Spanned<String>>,
    /// `note = true`: the words are in the tier's front matter, under the feature's id.
    pub own: bool,
}

/// A source and the place in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// An id of the guide's `sources`; plain URLs have been given one (the URL itself).
    pub source: String,
    /// The part after `#`.
    pub place: Option<String>,
    /// Where the citation is written.
    pub span: Span,
}

/// The citation of a source. It always has a URL or a title.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// In the language `lang`, or the same in every language.
    pub title: Option<String>,
    /// As printed; no id of a person.
    pub author: Option<String>,
    /// As printed.
    pub publisher: Option<String>,
    /// BCP 47.
    pub lang: Option<String>,
    /// Absolute, http or https.
    pub url: Option<String>,
    /// The day on which it was read.
    pub accessed: Option<Date>,
    /// The URL of a copy in an archive.
    pub archived: Option<String>,
    /// Absent for a plain URL in a cell.
    pub span: Option<Span>,
}

/// How exact a number is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bound {
    /// The number itself.
    #[default]
    Exact,
    /// The number, rounded at its last digit that is not zero.
    About,
    /// Above the number.
    MoreThan,
    /// Below the number.
    LessThan,
    /// The number or above; of a price, "from".
    AtLeast,
    /// The number or below; of a price, "up to".
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

    /// As authors write it.
    pub fn as_str(self) -> &'static str {
        Bound::ALL.iter().find(|(_, bound)| *bound == self).map_or("exact", |(word, _)| word)
    }
}

/// The editor's assessment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grade {
    /// `good`.
    Good,
    /// `fair`.
    Fair,
    /// `poor`.
    Poor,
}

impl Grade {
    /// As authors write them.
    pub const ALL: &'static [(&'static str, Grade)] =
        &[("good", Grade::Good), ("fair", Grade::Fair), ("poor", Grade::Poor)];

    /// As authors write it.
    pub fn as_str(self) -> &'static str {
        Grade::ALL.iter().find(|(_, grade)| *grade == self).map_or("fair", |(word, _)| word)
    }
}

/// One question of the chooser.
#[derive(Clone, Debug)]
pub struct Question {
    /// Unique in the guide; its words are in `[questions.ID]` of labels.toml.
    pub id: String,
    /// Whether several answers may be ticked.
    pub multiple: bool,
    /// In order; at least one.
    pub answers: Vec<Answer>,
    /// Where the id is written.
    pub span: Span,
}

/// Where an answer of the chooser is: the question it belongs to, and its place there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnswerIx {
    question: QuestionIx,
    answer: usize,
}

/// An answer of a question, and what it requires of a tier.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Unique in the question.
    pub id: String,
    /// All must hold.
    pub requires: Vec<Requirement>,
    /// Where the id is written.
    pub span: Span,
}

/// The requirement of an answer for one row.
#[derive(Clone, Debug)]
pub struct Requirement {
    /// The row in which it must hold.
    pub feature: FeatureIx,
    /// The required value.
    pub wants: Wants,
    /// Only the tier's statements about this variant count; without one, all of its statements.
    pub variant: Option<Spanned<String>>,
    /// Where the requirement is written.
    pub span: Span,
}

/// The condition that a cell must meet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wants {
    /// Support: yes.
    Yes,
    /// A number from `min` to `max`, both included; one end may be open.
    Bounds {
        /// At least.
        min: Option<Decimal>,
        /// At most.
        max: Option<Decimal>,
    },
    /// One of these options.
    Any(Vec<String>),
    /// Each of these options.
    All(Vec<String>),
}

impl Guide {
    /// The tier at an index; `None` beyond the last.
    pub fn tier(&self, tier: TierIx) -> Option<&Tier> {
        self.tiers.get(tier)
    }

    /// The feature at an index; `None` beyond the last.
    pub fn feature(&self, feature: FeatureIx) -> Option<&Feature> {
        self.features.get(feature)
    }

    /// The group at an index; `None` beyond the last.
    pub fn group(&self, group: GroupIx) -> Option<&Group> {
        self.groups.get(group)
    }

    /// A tier's cell for a feature; `None` only where an error was reported.
    pub fn cell(&self, feature: FeatureIx, tier: TierIx) -> Option<&Cell> {
        self.tiers.get(tier)?.cells.get(feature)?.as_ref()
    }

    /// Every tier's cell for a feature, by tier.
    pub fn row(
        &self,
        feature: FeatureIx,
    ) -> impl DoubleEndedIterator<Item = Option<&Cell>> + ExactSizeIterator + Clone {
        self.tiers.iter().map(move |tier| tier.cells.get(feature)?.as_ref())
    }

    /// Every cell, tier by tier.
    pub fn cells(&self) -> impl Iterator<Item = &Cell> + Clone {
        self.tiers.iter().flat_map(|tier| tier.cells.iter().flatten())
    }

    /// An answer, with the question it belongs to.
    pub fn answer(&self, ix: AnswerIx) -> Option<(&Question, &Answer)> {
        let question = self.questions.get(ix.question)?;
        Some((question, question.answers.get(ix.answer)?))
    }

    /// Every answer of the chooser, with its place.
    pub fn answers(&self) -> impl Iterator<Item = (AnswerIx, &Answer)> + Clone {
        self.questions.iter_enumerated().flat_map(|(question, of)| {
            of.answers.iter().enumerate().map(move |(answer, of)| (AnswerIx { question, answer }, of))
        })
    }

    /// The tier with this id.
    pub fn find_tier(&self, id: &str) -> Option<TierIx> {
        self.tiers.position(|tier| tier.id == id)
    }

    /// The feature with this id.
    pub fn find_feature(&self, id: &str) -> Option<FeatureIx> {
        self.features.position(|feature| feature.id == id)
    }

    /// Every currency that a price is in, with repetitions.
    pub fn currencies(&self) -> impl Iterator<Item = &str> {
        let stats = self.stats.iter().map(|stat| &stat.cell);
        stats.chain(self.cells()).flat_map(|cell| &cell.statements).flat_map(|statement| {
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
