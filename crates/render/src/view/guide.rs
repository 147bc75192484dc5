//! `guide`, `tier`, `pair` and what is in them.

use super::chart::{BarView, PathsView, ProfileView};
use super::{DateView, Html, ImageView, Plain, Shared, TagView};

view! {
    /// A guide as home, tag pages and "related" list it.
    pub struct GuideCard {
        /// Of the guide.
        pub id: String,
        /// Of the guide's page, with the base path.
        pub url: String,
        /// In the page's language, or the guide's source language where it has no translation.
        pub title: Html,
        /// What the guide compares, in a sentence.
        pub description: Html,
        /// The answer in a sentence or two, where the author gives one.
        pub verdict: Option<Html>,
        /// `software product plan service standard option`
        pub kind: &'static str,
        /// In column order.
        pub tiers: Vec<Shared<TierLabel>>,
        /// "3 options", worded.
        pub count: Html,
        /// The pairs that have a page, in column order.
        pub pairs: Vec<Shared<PairLink>>,
        /// From config and words, never from file times.
        pub published: Option<DateView>,
        /// The day of the last change that the author names.
        pub updated: Option<DateView>,
        /// In the order in which the author lists them.
        pub tags: Vec<TagView>,
        /// Shown because drafts were requested.
        pub draft: bool,
    }
}

view! {
    /// A tier by name and weight.
    pub struct TierLabel {
        /// Of the tier.
        pub id: String,
        /// From 1, in column order: which weight (circle, square, triangle, diamond, hexagon, then again).
        pub index: usize,
        /// With inline code as markup.
        pub name: Html,
        /// For attributes.
        pub name_plain: Plain,
        /// Of the tier's page, with the base path.
        pub url: String,
    }
}

view! {
    /// A pair of tiers that has a page.
    pub struct PairLink {
        /// Of the pair's page, with the base path.
        pub url: String,
        /// The tier of the left column.
        pub a: Shared<TierLabel>,
        /// The tier of the right column.
        pub b: Shared<TierLabel>,
        /// "A vs B", worded by the language.
        pub name: Html,
    }
}

view! {
    /// `guide`, on guide, tier and pair pages.
    pub struct GuideView {
        /// Of the guide; the same in every language.
        pub id: String,
        /// Of the guide's page, with the base path.
        pub url: String,
        /// The page's main heading.
        pub title: Html,
        /// What the guide compares, in a sentence.
        pub description: Html,
        /// The answer in a sentence or two, where the author gives one.
        pub verdict: Option<Html>,
        /// `software product plan service standard option`
        pub kind: &'static str,
        /// The guide's picture, where it has one.
        pub image: Option<ImageView>,
        /// Prose, flow content.
        pub body: Html,
        /// In column order.
        pub tiers: Vec<Shared<TierView>>,
        /// The guide's figures, in the author's order.
        pub stats: Vec<StatView>,
        /// The table: groups in row order, sub-groups after their parents.
        pub groups: Vec<Shared<GroupView>>,
        /// How many rows, how many of them are the same in all tiers, and how many of them distinguish no two
        /// tiers because too little is known.
        pub rows: usize,
        /// Rows that are the same in all tiers.
        pub same_rows: usize,
        /// Rows that distinguish no two tiers, because too little is known.
        pub undecided_rows: usize,
        /// Rows that are `key`, as a short table (empty where there are none or all are).
        pub key_rows: Vec<Shared<RowView>>,
        /// Each tier over the groups that have rows of type support; empty where that shows no more than the cards.
        pub profile: Vec<ProfileView>,
        /// States that occur in the table, for the legend: `{ state, name }` in a fixed order.
        pub legend: Vec<StateView>,
        /// Numbered in this order, from 1.
        pub sources: Vec<SourceView>,
        /// Set where every cell of the table rests on one and the same source.
        pub only_source: Option<u32>,
        /// The oldest date among the key claims (all claims where none is key) and the figures.
        pub checked: Option<DateView>,
        /// Of the chooser; empty where there is none.
        pub questions: Vec<QuestionView>,
        /// "What do you need?": rows that distinguish the tiers, as answers to one question more.
        pub needs: Option<QuestionView>,
        /// Where each answer leads, question by question; empty where that cannot be drawn.
        pub paths: Vec<PathsView>,
        /// The pairs that have a page, in column order.
        pub pairs: Vec<Shared<PairLink>>,
        /// Guides to read next: those that the author names, else those that share most tags.
        pub related: Vec<Shared<GuideCard>>,
        /// In the order in which the author lists them.
        pub tags: Vec<TagView>,
        /// URLs of what a reader may take along.
        pub data_json: Option<String>,
        /// The table as CSV.
        pub data_csv: Option<String>,
        /// The copy of the page in Markdown.
        pub markdown: Option<String>,
        /// Where other sites may show the table in a frame.
        pub embed: Option<EmbedView>,
        /// Some link of some tier is sponsored: a disclosure shows.
        pub sponsored: bool,
    }
}

view! {
    /// How another site shows a guide's table.
    pub struct EmbedView {
        /// Of the page with the table alone, absolute.
        pub url: String,
        /// Of what oEmbed answers, absolute.
        pub oembed: String,
        /// The markup to copy, for people to see.
        pub code: Html,
    }
}

view! {
    /// `tier`, on its own page, and in `guide.tiers`.
    pub struct TierView {
        /// Of the tier; unique in the guide.
        pub id: String,
        /// From 1, in column order.
        pub index: usize,
        /// With inline code as markup.
        pub name: Html,
        /// For attributes.
        pub name_plain: Plain,
        /// Of the tier's page, with the base path.
        pub url: String,
        /// What it is.
        pub tagline: Option<Html>,
        /// Whom it is for.
        pub audience: Option<Html>,
        /// Reasons to choose it, in the author's order.
        pub pros: Vec<Html>,
        /// Reasons to look elsewhere, in the author's order.
        pub cons: Vec<Html>,
        /// Prose, flow content.
        pub body: Html,
        /// The tier's picture, where it has one.
        pub image: Option<ImageView>,
        /// The tier's own page elsewhere, absolute.
        pub official: Option<String>,
        /// To buy, to read on and so on, in the author's order.
        pub links: Vec<LinkView>,
        /// Somebody pays for one of its links: a disclosure shows.
        pub sponsored: bool,
        /// The headline price; its `state` may be `unknown`. Absent where the guide has no price row.
        pub price: Option<Shared<CellView>>,
        /// It in words, for a headline, with variants and days where it holds for these alone: of a price by quantity,
        /// and of more variants than two, the lowest, "from $2.50".
        pub price_words: Option<Html>,
        /// The same without markup and isolates.
        pub price_text: Option<String>,
        /// Its note, where all of it is one statement.
        pub price_note: Option<Html>,
        /// It costs something, and how much is not stated.
        pub price_unsaid: bool,
        /// Name of the price row.
        pub price_name: Option<Html>,
        /// Up to three key rows in which this tier has a definite value, best first.
        pub highlights: Vec<HighlightView>,
        /// Over the rows of type support.
        pub counts: CountsView,
        /// The tier it inherits from.
        pub inherits: Option<Shared<TierLabel>>,
        /// Its pair pages.
        pub pairs: Vec<Shared<PairLink>>,
    }
}

view! {
    /// A row in which a tier has a definite value, for cards.
    pub struct HighlightView {
        /// What the row is about.
        pub feature: Shared<FeatureView>,
        /// The tier's value there.
        pub cell: Shared<CellView>,
        /// What all its statements come to, now.
        pub state: &'static str,
        /// Its value: the first statement, or all where another contradicts it.
        pub said: Vec<SaidView>,
    }
}

view! {
    /// How many rows of type support are in which state, without those in which a yes is a drawback; `strip` is one
    /// state a row, sorted yes, partial, add-on, planned, deprecated, no, not-applicable, unknown.
    pub struct CountsView {
        /// Rows with `yes`.
        pub yes: usize,
        /// Rows with `partial`.
        pub partial: usize,
        /// Rows with `add-on`.
        pub add_on: usize,
        /// Rows with `planned`.
        pub planned: usize,
        /// Rows with `deprecated`.
        pub deprecated: usize,
        /// Rows with `no`.
        pub no: usize,
        /// Rows with `not-applicable`.
        pub not_applicable: usize,
        /// Rows with `unknown`.
        pub unknown: usize,
        /// All rows that are counted.
        pub total: usize,
        /// How many rows of type support are not counted, because a yes there is a drawback.
        pub left_out: usize,
        /// One state a row, as above.
        pub strip: Vec<&'static str>,
        /// "Yes: 8 · No: 2", only what occurs, worded.
        pub words: Html,
        /// The same, each count by itself.
        pub each: Vec<Html>,
    }
}

view! {
    /// A link of a tier to somewhere outside the site.
    pub struct LinkView {
        /// As the author names it: `buy`, `docs` …
        pub id: String,
        /// The proper name, else the theme's or the language's name for the id.
        pub name: Html,
        /// Absolute.
        pub url: String,
        /// Somebody pays for it.
        pub sponsored: bool,
        /// For `rel=`: `noopener`, with `sponsored nofollow` where it is.
        pub rel: &'static str,
    }
}

view! {
    /// A group and its rows. A sub-group comes after its parent, with depth 1.
    pub struct GroupView {
        /// Of the group; unique in the guide.
        pub id: String,
        /// In the page's language where it has one.
        pub name: Html,
        /// For attributes.
        pub name_plain: Plain,
        /// 0, or 1 for a sub-group.
        pub depth: u32,
        /// In row order, children after their parents.
        pub rows: Vec<Shared<RowView>>,
    }
}

view! {
    /// What a row is about.
    pub struct FeatureView {
        /// Also the row's fragment.
        pub id: String,
        /// In the page's language where it has one.
        pub name: Html,
        /// For attributes.
        pub name_plain: Plain,
        /// What the feature is, for readers who want to know.
        pub help: Option<Html>,
        /// The feature's own page elsewhere, absolute.
        pub url: Option<String>,
        /// `support`, `number` …
        pub kind: &'static str,
        /// `key normal detail`
        pub importance: &'static str,
    }
}

view! {
    /// One row of the table, over the tiers shown.
    pub struct RowView {
        /// What it is about.
        pub feature: Shared<FeatureView>,
        /// 0, or deeper under a parent row.
        pub depth: u32,
        /// Equal in all tiers shown (two unknowns are not).
        pub same: bool,
        /// Not the same in all tiers, nor are any two known to differ: too little is known.
        pub undecided: bool,
        /// Where some pairs of tiers are known to differ and others not: those that do, by their indexes
        /// (from 1), as words for a `data-` attribute: `"1-2 2-3"`. What is not known differs from nothing.
        pub differs: String,
        /// In column order.
        pub cells: Vec<Shared<CellView>>,
        /// As `cells`: its numbers on one scale, by the tiers shown. Empty where the row is not drawn.
        pub bars: Vec<Option<BarView>>,
        /// As `cells`, in place of bars where a price changes with the quantity: what one costs over how many are
        /// bought, as the path of an area in a box of 1000 by 300, on scales of all tiers shown.
        pub areas: Vec<Option<String>>,
    }
}

view! {
    /// One cell. `html` is what the component of its type made: whole, isolated, with its notes.
    pub struct CellView {
        /// `yes no partial add-on planned deprecated unknown not-applicable value`
        pub state: &'static str,
        /// The feature's type.
        pub kind: &'static str,
        /// What the component `cell` made.
        pub html: Html,
        /// The first statement alone, worded: "Yes", "5 devices".
        pub words: Html,
        /// The same without markup and isolates.
        pub text: String,
        /// The best of its row, where `better` defines what best is.
        pub best: bool,
        /// `good fair poor`
        pub grade: Option<&'static str>,
        /// All statements; the first is the one compared.
        pub items: Vec<ItemView>,
        /// Set where the cell was taken over from another tier.
        pub inherited: Option<Shared<TierLabel>>,
        /// Set where the cell repeats what is known in the row above it: that row's name.
        pub follows: Option<Html>,
    }
}

view! {
    /// One statement of a cell: what a component of a value type is given, as `item`.
    pub struct ItemView {
        /// As of a cell, of this statement alone.
        pub state: &'static str,
        /// The feature's type.
        pub kind: &'static str,
        /// The statement that is compared, and the best of its row.
        pub best: bool,
        /// `good fair poor`
        pub grade: Option<&'static str>,
        /// The value in words, without bound, notes and variant: `<bdi>5</bdi> devices`.
        pub value: Html,
        /// With its bound: "more than 5 devices". What is to be printed.
        pub words: Html,
        /// The name of what it is about, where a cell has several statements.
        pub variant: Option<Html>,
        /// Of the statement, in the author's order.
        pub notes: Vec<Html>,
        /// "since 2024", "until version 3", worded.
        pub since: Option<Html>,
        /// As `since`.
        pub until: Option<Html>,
        /// Both, unless it holds now and for good.
        pub when: Option<Html>,
        /// The price of an add-on.
        pub price: Option<Html>,
        /// For steps of money, each worded: "from 51 seats: $17".
        pub steps: Vec<Html>,
        /// How they are counted, worded: all at the price reached, or each at its own.
        pub mode: Option<Html>,
        /// For choices: each option's name.
        pub options: Vec<Html>,
        /// For links.
        pub url: Option<String>,
        /// Those it names itself, else the default ones.
        pub sources: Vec<CitationView>,
        /// The sources are the guide's or tier's default ones.
        pub sources_inherited: bool,
        /// Numbers of the sources that it names itself, worded: "3 and 5".
        pub source_numbers: Option<Html>,
        /// How many numbers that are.
        pub source_count: usize,
        /// The day on which somebody compared the claim with the source.
        pub checked: Option<DateView>,
        /// The day is the guide's or tier's default one.
        pub checked_inherited: bool,
        /// Older than the site allows on its `as_of` day.
        pub stale: bool,
    }
}

view! {
    /// A source that a statement cites.
    pub struct CitationView {
        /// The source's number on the page, from 1.
        pub number: u32,
        /// `#_source-1`
        pub href: String,
        /// The source's title, with its language and direction where they are not the page's.
        pub title: Html,
        /// Of the title, where it is not the page's: BCP 47.
        pub lang: Option<String>,
        /// Of the title, where it is not the page's: `ltr` or `rtl`.
        pub dir: Option<&'static str>,
        /// The place in the source (`section-4`), with the source's URL where it has one.
        pub place: Option<Html>,
        /// The place with the source's title: what a link to it is called where it is read out by itself.
        pub place_plain: Option<Plain>,
        /// The source's URL, absolute, where it has one.
        pub url: Option<String>,
    }
}

view! {
    /// A state that occurs in the table, for the legend.
    pub struct StateView {
        /// As of a cell.
        pub state: &'static str,
        /// The theme's word for it.
        pub name: Html,
    }
}

view! {
    /// A source of the guide, as the list of sources has it.
    pub struct SourceView {
        /// As the guide's facts name it; a plain URL is its own id.
        pub id: String,
        /// From 1, the same on every page of the guide.
        pub number: u32,
        /// In the page's language where it has one.
        pub title: Html,
        /// Of the title.
        pub lang: Option<String>,
        /// Of the title: `ltr` or `rtl`, where it is not the page's.
        pub dir: Option<&'static str>,
        /// Who wrote it.
        pub author: Option<Html>,
        /// Who published it.
        pub publisher: Option<Html>,
        /// Absolute.
        pub url: Option<String>,
        /// The host of the URL.
        pub host: Option<String>,
        /// The day on which it was read.
        pub accessed: Option<DateView>,
        /// The URL of a copy in an archive.
        pub archived: Option<String>,
        /// How many claims in cells name it themselves, how many figures do, and how many claims rest on it by default;
        /// worded.
        pub own: u32,
        /// Figures of the guide that name it.
        pub figures: u32,
        /// Claims that rest on it by default.
        pub inherited: u32,
        /// These three counts, worded.
        pub supports: Html,
        /// The rows of the claims that name it, in order.
        pub rows: Vec<Shared<FeatureView>>,
    }
}

view! {
    /// `evidence`, on the pages of a guide: what the claims there are based on.
    pub struct EvidenceView {
        /// Set where every claim rests on one and the same source.
        pub only_source: Option<u32>,
        /// Numbers of the sources that claims without a number of their own rest on.
        pub default_sources: Vec<u32>,
        /// When the oldest of the key claims (of all claims, where none is key) and of the figures on the page was checked,
        /// in a sentence.
        pub checked: Option<Html>,
        /// How many of these claims have no date, in a sentence; absent where all have one.
        pub undated: Option<Html>,
        /// How many claims are older than the site allows, in a sentence; absent where it sets no limit.
        pub stale: Option<Html>,
        /// On the guide's page all sources, elsewhere those that something on the page rests on.
        pub sources: Vec<SourceView>,
        /// The guide's other sources, numbered as they are there.
        pub others: Vec<SourceView>,
    }
}

view! {
    /// A number for the whole guide.
    pub struct StatView {
        /// Of the stat; unique in the guide.
        pub id: String,
        /// "more than", worded; absent for exact.
        pub bound: Option<Html>,
        /// The figure alone, whole: "3.3 billion users", "85%".
        pub figure: Html,
        /// What of it is shown large: the number ("3.3 billion"), or the whole figure where the number is
        /// in the words themselves (the Arabic dual) or follows them.
        pub figure_head: Html,
        /// What follows the number: "users".
        pub figure_rest: Option<Html>,
        /// What is shown large is long, more than nine characters.
        pub long: bool,
        /// What the figure is about.
        pub caption: Html,
        /// What the figure rests on.
        pub sources: Vec<CitationView>,
        /// The day on which somebody compared it with the source.
        pub checked: Option<DateView>,
        /// Older than the site allows on its `as_of` day.
        pub stale: bool,
        /// The figure as a picture, where it can be drawn.
        pub chart: Option<ChartView>,
    }
}

view! {
    /// Marks that can be counted: `filled` of `total`, at most 60.
    pub struct ChartView {
        /// Marks that count.
        pub filled: u32,
        /// All marks.
        pub total: u32,
        /// One `true` a filled mark.
        pub marks: Vec<bool>,
        /// A length instead of marks, on the scale of all figures of its unit.
        pub bar: Option<BarView>,
        /// What a mark represents, in words: "one square: 100 million users", "17 of 20".
        pub words: Html,
        /// `part` (filled of total), `count` (all filled) or `bar` (no marks).
        pub kind: &'static str,
    }
}

view! {
    /// A question of the chooser.
    pub struct QuestionView {
        /// Unique in the guide.
        pub id: String,
        /// In the page's language where it has one.
        pub text: Html,
        /// Several answers may be ticked.
        pub multiple: bool,
        /// In the author's order.
        pub answers: Vec<AnswerView>,
    }
}

view! {
    /// An answer of the chooser, and what ticking it does to each tier.
    pub struct AnswerView {
        /// Unique in the question.
        pub id: String,
        /// In the page's language where it has one.
        pub text: Html,
        /// From 1, over all questions of the guide and what may be needed: ties an answer to its reasons.
        pub number: usize,
        /// Indexes (from 1) of tiers that it rules out, as words: `"1 2"`.
        pub rules_out: String,
        /// Indexes of tiers that fit with a reservation.
        pub reservation: String,
        /// Indexes of tiers of which it is not known whether they fit.
        pub unknown: String,
        /// It requires something. Where no ticked answer does, nothing is proven of any tier.
        pub requires: bool,
        /// What it requires, by tier: the rows that decide.
        pub reasons: Vec<ReasonView>,
    }
}

view! {
    /// A row that decides how a tier meets an answer.
    pub struct ReasonView {
        /// Of the tier, from 1 in column order.
        pub tier: usize,
        /// `fits`, `reservation`, `unknown` or `out`
        pub effect: &'static str,
        /// The cell's state.
        pub state: &'static str,
        /// The row's id, which is its fragment on the guide's page.
        pub id: String,
        /// The row's name.
        pub row: Html,
        /// The tier's value there: its first statement.
        pub cell: Html,
        /// For a reservation, and for what rules it out: all statements, any of which may be the cause.
        pub said: Vec<SaidView>,
    }
}

view! {
    /// A statement in a line.
    pub struct SaidView {
        /// The value with its bound.
        pub words: Html,
        /// The name of what it is about.
        pub variant: Option<Html>,
        /// "Until version 3", where it does not hold now and for good.
        pub when: Option<Html>,
    }
}

impl From<&ItemView> for SaidView {
    fn from(item: &ItemView) -> SaidView {
        SaidView { words: item.words.clone(), variant: item.variant.clone(), when: item.when.clone() }
    }
}

view! {
    /// `pair`
    pub struct PairView {
        /// The tier of the left column.
        pub a: Shared<TierView>,
        /// The tier of the right column.
        pub b: Shared<TierView>,
        /// Of the pair's page, with the base path.
        pub url: String,
        /// "A vs B", worded.
        pub name: Html,
        /// What differs, by group; every row has two cells.
        pub different: Vec<Shared<GroupView>>,
        /// What is the same in both, by group.
        pub same: Vec<Shared<GroupView>>,
        /// At least one of the two is unknown.
        pub unknown: Vec<Shared<GroupView>>,
        /// How many rows differ.
        pub different_count: usize,
        /// How many rows are the same.
        pub same_count: usize,
        /// How many rows are not known of at least one of the two.
        pub unknown_count: usize,
        /// How many rows the table has.
        pub total: usize,
        /// How many rows of each kind, in a sentence.
        pub summary: Html,
        /// What only one of them has, and what is cheaper, in sentences.
        pub gist: Html,
        /// The reasons for `a`, and those for `b`.
        pub sides: Vec<SideView>,
    }
}

view! {
    /// The reasons for one of two tiers.
    pub struct SideView {
        /// The tier in favor of which they are.
        pub tier: Shared<TierView>,
        /// The tier against which they are.
        pub other: Shared<TierLabel>,
        /// Answers of the chooser that it meets, and the other does not.
        pub answers: Vec<ChosenView>,
        /// Rows in its favor; key rows first.
        pub reasons: Vec<AheadView>,
        /// The tier's pairs with others.
        pub pairs: Vec<Shared<PairLink>>,
    }
}

view! {
    /// An answer of the chooser with its question.
    pub struct ChosenView {
        /// In the page's language where it has one.
        pub question: Html,
        /// In the page's language where it has one.
        pub answer: Html,
    }
}

view! {
    /// A row in favor of one tier and against another.
    pub struct AheadView {
        /// What the row is about.
        pub feature: Shared<FeatureView>,
        /// `has` (and the other lacks it) or `better` (by the row's `better`).
        pub why: &'static str,
        /// The value of the one; `other` has that of the other.
        pub cell: Shared<CellView>,
        /// The other tier's value there.
        pub other: Shared<CellView>,
    }
}

view! {
    /// `apart`, on a tier's page: what sets it apart from the others, as far as that is certain.
    pub struct ApartView {
        /// What it has and every other lacks.
        pub has: Vec<Shared<FeatureView>>,
        /// What it lacks and every other has.
        pub lacks: Vec<Shared<FeatureView>>,
        /// Rows in which it is better than every other.
        pub best: Vec<HighlightView>,
        /// How many rows decide nothing, because what some tier has there is not known.
        pub open: usize,
        /// The tier that it builds on (or the one before it), and the one after it.
        pub steps: Vec<StepView>,
    }
}

view! {
    /// A tier beside the one at hand.
    pub struct StepView {
        /// `base` (it takes cells from there), `down` or `up`
        pub kind: &'static str,
        /// Which tier it is.
        pub tier: Shared<TierLabel>,
        /// Where the two are shown side by side.
        pub pair: Option<Shared<PairLink>>,
        /// Rows in which the higher one is ahead of the lower, and the other way round.
        pub gains: Vec<AheadView>,
        /// Rows in which the lower one is ahead of the higher.
        pub losses: Vec<AheadView>,
    }
}
