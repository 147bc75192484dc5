//! `guide`, `tier`, `pair` and what stands in them.

use super::chart::{BarView, PathsView, ProfileView};
use super::{DateView, Html, ImageView, Plain, Shared, TagView};

view! {
    /// A guide as home, tag pages and "related" list it.
    pub struct GuideCard {
        pub id: String,
        pub url: String,
        pub title: Html,
        pub description: Html,
        pub verdict: Option<Html>,
        /// `software product plan service standard option`
        pub kind: &'static str,
        pub tiers: Vec<Shared<TierLabel>>,
        /// "3 options", worded.
        pub count: Html,
        pub pairs: Vec<Shared<PairLink>>,
        pub published: Option<DateView>,
        pub updated: Option<DateView>,
        pub tags: Vec<TagView>,
        pub draft: bool,
    }
}

view! {
    /// A tier by name and weight.
    pub struct TierLabel {
        pub id: String,
        /// From 1, in column order: which weight (circle, square, triangle, diamond, hexagon, then again).
        pub index: usize,
        pub name: Html,
        pub name_plain: Plain,
        pub url: String,
    }
}

view! {
    pub struct PairLink {
        pub url: String,
        pub a: Shared<TierLabel>,
        pub b: Shared<TierLabel>,
        /// "A vs B", worded by the language.
        pub name: Html,
    }
}

view! {
    /// `guide`, on guide, tier and pair pages.
    pub struct GuideView {
        pub id: String,
        pub url: String,
        pub title: Html,
        pub description: Html,
        pub verdict: Option<Html>,
        pub kind: &'static str,
        pub image: Option<ImageView>,
        /// Prose, flow content.
        pub body: Html,
        pub tiers: Vec<Shared<TierView>>,
        pub stats: Vec<StatView>,
        pub groups: Vec<Shared<GroupView>>,
        /// How many rows, how many of them are the same in all tiers, and how many of them tell no two tiers
        /// apart because too little is known.
        pub rows: usize,
        pub same_rows: usize,
        pub undecided_rows: usize,
        /// Rows that are `key`, as a short table (empty where there are none or all are).
        pub key_rows: Vec<Shared<RowView>>,
        /// Each tier over the groups that have rows of type support; empty where that says no more than the cards.
        pub profile: Vec<ProfileView>,
        /// States that occur in the table, for the legend: `{ state, name }` in a fixed order.
        pub legend: Vec<StateView>,
        pub sources: Vec<SourceView>,
        /// Set where every cell of the table rests on one and the same source.
        pub only_source: Option<u32>,
        /// The oldest date among the key claims (all claims where none is key) and the figures.
        pub checked: Option<DateView>,
        pub questions: Vec<QuestionView>,
        /// "What do you need?": rows that tell the tiers apart, as answers to one question more.
        pub needs: Option<QuestionView>,
        /// Where each answer leads, question by question; empty where that is no picture.
        pub paths: Vec<PathsView>,
        pub pairs: Vec<Shared<PairLink>>,
        pub related: Vec<Shared<GuideCard>>,
        pub tags: Vec<TagView>,
        /// Addresses of what a reader may take along.
        pub data_json: Option<String>,
        pub data_csv: Option<String>,
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
        pub id: String,
        pub index: usize,
        pub name: Html,
        pub name_plain: Plain,
        pub url: String,
        pub tagline: Option<Html>,
        pub audience: Option<Html>,
        pub pros: Vec<Html>,
        pub cons: Vec<Html>,
        /// Prose, flow content.
        pub body: Html,
        pub image: Option<ImageView>,
        pub official: Option<String>,
        pub links: Vec<LinkView>,
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
        /// It costs something, and how much is not said.
        pub price_unsaid: bool,
        /// Name of the price row.
        pub price_name: Option<Html>,
        /// Up to three key rows in which this tier says something definite, best first.
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
    pub struct HighlightView {
        pub feature: Shared<FeatureView>,
        pub cell: Shared<CellView>,
        /// What all its statements come to, now.
        pub state: &'static str,
        /// What is said of it: the first statement, or all where another says the contrary.
        pub said: Vec<SaidView>,
    }
}

view! {
    /// How many rows of type support are in which state, without those in which a yes is a fault; `strip` is one
    /// state a row, sorted yes, partial, add-on, planned, deprecated, no, not-applicable, unknown.
    pub struct CountsView {
        pub yes: usize,
        pub partial: usize,
        pub add_on: usize,
        pub planned: usize,
        pub deprecated: usize,
        pub no: usize,
        pub not_applicable: usize,
        pub unknown: usize,
        pub total: usize,
        /// How many rows of type support are not counted, because a yes there is a fault.
        pub left_out: usize,
        pub strip: Vec<&'static str>,
        /// "Yes: 8 · No: 2", only what occurs, worded.
        pub words: Html,
        /// The same, each count by itself.
        pub each: Vec<Html>,
    }
}

view! {
    pub struct LinkView {
        pub id: String,
        pub name: Html,
        pub url: String,
        pub sponsored: bool,
        /// For `rel=`: `noopener`, with `sponsored nofollow` where it is.
        pub rel: &'static str,
    }
}

view! {
    /// A group and its rows. A sub-group stands after its parent, with depth 1.
    pub struct GroupView {
        pub id: String,
        pub name: Html,
        pub name_plain: Plain,
        pub depth: u32,
        pub rows: Vec<Shared<RowView>>,
    }
}

view! {
    pub struct FeatureView {
        /// Also the row's fragment.
        pub id: String,
        pub name: Html,
        pub name_plain: Plain,
        pub help: Option<Html>,
        pub url: Option<String>,
        /// `support`, `number` …
        pub kind: &'static str,
        /// `key normal detail`
        pub importance: &'static str,
    }
}

view! {
    pub struct RowView {
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
        pub html: Html,
        /// The first statement alone, worded: "Yes", "5 devices".
        pub words: Html,
        /// The same without markup and isolates.
        pub text: String,
        /// The best of its row, where `better` says what best is.
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
        pub state: &'static str,
        pub kind: &'static str,
        /// The statement that is compared, and the best of its row.
        pub best: bool,
        /// `good fair poor`
        pub grade: Option<&'static str>,
        /// The value in words, without bound, notes and variant: `<bdi>5</bdi> devices`.
        pub value: Html,
        /// With its bound: "more than 5 devices". What is to be printed.
        pub words: Html,
        pub variant: Option<Html>,
        pub notes: Vec<Html>,
        /// "since 2024", "until version 3", worded.
        pub since: Option<Html>,
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
        pub sources: Vec<CitationView>,
        /// The sources are the guide's or tier's default ones.
        pub sources_inherited: bool,
        /// Numbers of the sources that it names itself, worded: "3 and 5".
        pub source_numbers: Option<Html>,
        /// How many numbers that are.
        pub source_count: usize,
        pub checked: Option<DateView>,
        /// The day is the guide's or tier's default one.
        pub checked_inherited: bool,
        /// Older than the site allows on its `as_of` day.
        pub stale: bool,
    }
}

view! {
    pub struct CitationView {
        /// The source's number on the page, from 1.
        pub number: u32,
        /// `#_source-1`
        pub href: String,
        /// The source's title, with its language and direction where they are not the page's.
        pub title: Html,
        pub lang: Option<String>,
        pub dir: Option<&'static str>,
        /// The place in the source (`section-4`), with the source's URL where it has one.
        pub place: Option<Html>,
        /// The place with the source's title: what a link to it is called where it is read out by itself.
        pub place_plain: Option<Plain>,
        pub url: Option<String>,
    }
}

view! {
    pub struct StateView {
        pub state: &'static str,
        pub name: Html,
    }
}

view! {
    pub struct SourceView {
        pub id: String,
        pub number: u32,
        pub title: Html,
        /// Of the title.
        pub lang: Option<String>,
        pub dir: Option<&'static str>,
        pub author: Option<Html>,
        pub publisher: Option<Html>,
        pub url: Option<String>,
        /// The host of the URL.
        pub host: Option<String>,
        pub accessed: Option<DateView>,
        pub archived: Option<String>,
        /// How many claims in cells name it themselves, how many figures do, and how many claims rest on it by default;
        /// worded.
        pub own: u32,
        pub figures: u32,
        pub inherited: u32,
        pub supports: Html,
        /// The rows in which those claims stand that name it, in order.
        pub rows: Vec<Shared<FeatureView>>,
    }
}

view! {
    /// `evidence`, on the pages of a guide: what the claims that stand there rest on.
    pub struct EvidenceView {
        /// Set where every claim rests on one and the same source.
        pub only_source: Option<u32>,
        /// Numbers of the sources that claims without a number of their own rest on.
        pub default_sources: Vec<u32>,
        /// When the oldest of the key claims (of all claims, where none is key) and of the figures on the page was checked,
        /// in a sentence.
        pub checked: Option<Html>,
        /// How many of these claims say no day, in a sentence; absent where all say one.
        pub undated: Option<Html>,
        /// How many claims are older than the site allows, in a sentence; absent where it does not ask.
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
        pub id: String,
        /// "more than", worded; absent for exact.
        pub bound: Option<Html>,
        /// The figure alone, whole: "3.3 billion users", "85%".
        pub figure: Html,
        /// What of it is shown large: the number ("3.3 billion"), or the whole figure where the number is
        /// in the words themselves (the Arabic dual) or stands behind them.
        pub figure_head: Html,
        /// What follows the number: "users".
        pub figure_rest: Option<Html>,
        /// What is shown large is long, more than nine characters.
        pub long: bool,
        pub caption: Html,
        pub sources: Vec<CitationView>,
        pub checked: Option<DateView>,
        /// Older than the site allows on its `as_of` day.
        pub stale: bool,
        pub chart: Option<ChartView>,
    }
}

view! {
    /// Marks that can be counted: `filled` of `total`, at most 60.
    pub struct ChartView {
        pub filled: u32,
        pub total: u32,
        /// One `true` a filled mark.
        pub marks: Vec<bool>,
        /// A length instead of marks, on the scale of all figures of its unit.
        pub bar: Option<BarView>,
        /// What a mark stands for, worded: "one square: 100 million users", "17 of 20".
        pub words: Html,
        /// `part` (filled of total), `count` (all filled) or `bar` (no marks).
        pub kind: &'static str,
    }
}

view! {
    pub struct QuestionView {
        pub id: String,
        pub text: Html,
        pub multiple: bool,
        pub answers: Vec<AnswerView>,
    }
}

view! {
    pub struct AnswerView {
        pub id: String,
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
    pub struct ReasonView {
        pub tier: usize,
        /// `fits`, `reservation`, `unknown` or `out`
        pub effect: &'static str,
        /// The cell's state.
        pub state: &'static str,
        /// The row's id, which is its fragment on the guide's page.
        pub id: String,
        pub row: Html,
        /// What the tier says there: its first statement.
        pub cell: Html,
        /// For a reservation, and for what rules it out: all statements, any of which may be the cause.
        pub said: Vec<SaidView>,
    }
}

view! {
    /// A statement in a line.
    pub struct SaidView {
        pub words: Html,
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
        pub a: Shared<TierView>,
        pub b: Shared<TierView>,
        pub url: String,
        /// "A vs B", worded.
        pub name: Html,
        /// What differs, by group; every row has two cells.
        pub different: Vec<Shared<GroupView>>,
        pub same: Vec<Shared<GroupView>>,
        /// At least one of the two is unknown.
        pub unknown: Vec<Shared<GroupView>>,
        pub different_count: usize,
        pub same_count: usize,
        pub unknown_count: usize,
        pub total: usize,
        /// How many rows of each kind, in a sentence.
        pub summary: Html,
        /// What only one of them has, and what is cheaper, in sentences.
        pub gist: Html,
        /// What speaks for `a`, and what for `b`.
        pub sides: Vec<SideView>,
    }
}

view! {
    /// What speaks for one of two tiers.
    pub struct SideView {
        pub tier: Shared<TierView>,
        pub other: Shared<TierLabel>,
        /// Answers of the chooser that it meets, and the other does not.
        pub answers: Vec<ChosenView>,
        /// Rows that speak for it; key rows first.
        pub reasons: Vec<AheadView>,
        /// The tier's pairs with others.
        pub pairs: Vec<Shared<PairLink>>,
    }
}

view! {
    pub struct ChosenView {
        pub question: Html,
        pub answer: Html,
    }
}

view! {
    /// A row that speaks for one tier and against another.
    pub struct AheadView {
        pub feature: Shared<FeatureView>,
        /// `has` (and the other lacks it) or `better` (as the row's `better` says).
        pub why: &'static str,
        /// What the one says, and what the other.
        pub cell: Shared<CellView>,
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
        pub tier: Shared<TierLabel>,
        /// Where the two stand side by side.
        pub pair: Option<Shared<PairLink>>,
        /// Rows in which the higher one is ahead of the lower, and the other way round.
        pub gains: Vec<AheadView>,
        pub losses: Vec<AheadView>,
    }
}
