//! `guide`, `tier`, and what is in them.

use super::chart::{BarView, PathsView, ProfileView};
use super::evidence::SourceView;
use super::pair::AheadView;
use super::question::QuestionView;
use super::row::{CellView, CitationView, FeatureView, GroupView, RowView, SaidView, StateView};
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
        /// A description of the guide's subject, in a sentence.
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
        /// A description of the guide's subject, in a sentence.
        pub description: Html,
        /// The answer in a sentence or two, where the author gives one.
        pub verdict: Option<Html>,
        /// `software product plan service standard option`
        pub kind: &'static str,
        /// The guide's image, where it has one.
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
        /// Rows in which two tiers differ: all others are the same, or too little is known of them.
        pub differing_rows: usize,
        /// Those of them that are `key`.
        pub key_differing_rows: usize,
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
        /// Guides to read next: those that the author names, else those that share the most tags.
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
        /// The tier's image, where it has one.
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
        /// The figure as an image, where it can be drawn.
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
    /// A tier next to the current one.
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
